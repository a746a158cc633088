//! A forecast from counts of real conversations: what the coming months may need, and the chance of running over.
//!
//! The past is drawn again: whole weeks of it, put together to months of thirty days, so that a weekend stays a weekend. No
//! trend is invented; who expects growth states it.

use serde::Serialize;

use super::dice::Dice;
use super::words::bought;
use crate::base::plain::Plain;
use crate::base::{Count, Money};
use crate::licensing::scenario::{Bot, Scenario};
use crate::licensing::{self, words::number};
use crate::pricebook::Book;
use crate::pricebook::schema::Pool;
use crate::report::fault::FaultCode;
use crate::report::sheet::{Cell, Chart, Column, Kind, Series, Shape, Table};
use crate::report::{Fault, Sheet};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
pub struct ForecastOptions {
    /// Billed sessions of each day of the past, the oldest first, without gaps.
    pub days: Vec<u64>,
    /// Months to look ahead; at most [`MOST_MONTHS`].
    pub months: u32,
    /// Thousandths that are added each month.
    pub per_mille: u32,
    /// Chooses the draws.
    pub seed: u64,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        Self { days: Vec::new(), months: 6, per_mille: 0, seed: 1 }
    }
}

/// The most months ahead.
pub const MOST_MONTHS: u32 = 24;
/// Days of the past that are needed: two weeks.
pub const LEAST_DAYS: usize = 14;
/// Draws for each month.
const DRAWS: usize = 1000;
/// Days of a month that is drawn.
const DAYS: usize = 30;

/// The coming months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Days of the past that were drawn from.
    pub days: u64,
    /// Sessions a month that the scenario's licenses bring as it is now.
    pub entitled: u64,
    /// The months, the next one first.
    pub months: Vec<MonthAhead>,
    /// The currency of the amounts.
    pub currency: String,
}

/// One month ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthAhead {
    /// One of ten draws needs no more.
    pub low: u64,
    /// Half of the draws need no more.
    pub middle: u64,
    /// Nine of ten draws need no more.
    pub high: u64,
    /// Draws of a thousand that need more than the scenario's licenses bring.
    pub over: u64,
    /// What covers nine of ten draws, in words.
    pub buy: String,
    /// What that costs in a month.
    pub monthly: Money,
}

/// Looks ahead.
///
/// # Errors
/// When there are too few days, or what is wrong with the scenario.
pub fn forecast(book: &Book, scenario: &Scenario, options: &ForecastOptions) -> Result<Forecast, Vec<Fault>> {
    if options.days.len() < LEAST_DAYS {
        let says = format!("{} days are too few to look ahead; {LEAST_DAYS} or more are needed", options.days.len());
        return Err(vec![Fault::new(FaultCode::Contradiction, "options.days", says)]);
    }
    let entitled = entitled(book, scenario)?;
    let mut dice = Dice::new(options.seed);
    let mut months = Vec::new();
    let mut share = 1_000_u64;
    for _ in 0..options.months.min(MOST_MONTHS) {
        share = share.saturating_mul(u64::from(options.per_mille) + 1_000) / 1_000;
        months.push(ahead(book, &draws(&options.days, share, &mut dice), entitled)?);
    }
    let days = options.days.len() as u64;
    Ok(Forecast { days, entitled, months, currency: book.edition.currency.clone() })
}

/// What the licenses of the scenario bring in a month.
fn entitled(book: &Book, scenario: &Scenario) -> Result<u64, Vec<Fault>> {
    let estimate = licensing::cheapest(book, scenario)?;
    let brings = |line: &crate::report::Line| {
        let grant = book.plan(&line.plan).and_then(|plan| plan.grants.pools.get(&Pool::BilledSessions));
        grant.map_or(0, |grant| if grant.once { grant.value } else { grant.value.saturating_mul(line.quantity) })
    };
    Ok(estimate.lines.iter().map(brings).fold(0, u64::saturating_add))
}

/// Totals of months made of weeks of the past, rising.
fn draws(days: &[u64], share: u64, dice: &mut Dice) -> Vec<u64> {
    let last = days.len().saturating_sub(7) as u64;
    let mut totals: Vec<u64> = (0..DRAWS)
        .map(|_| {
            let mut month = Vec::with_capacity(DAYS + 7);
            while month.len() < DAYS {
                let first = usize::try_from(dice.up_to(last)).unwrap_or(0);
                month.extend(days.iter().skip(first).take(7));
            }
            let sum: u64 = month.into_iter().take(DAYS).fold(0_u64, |sum, day: &u64| sum.saturating_add(*day));
            sum.saturating_mul(share) / 1_000
        })
        .collect();
    totals.sort_unstable();
    totals
}

fn ahead(book: &Book, totals: &[u64], entitled: u64) -> Result<MonthAhead, Vec<Fault>> {
    let at = |share: usize| totals.get(totals.len() * share / 10).copied().unwrap_or(0);
    let high = at(9);
    let sessions =
        u32::try_from(high).ok().and_then(Count::new).unwrap_or_else(|| Count::new(Count::MAX).unwrap_or_default());
    let bot = Bot { name: "forecast".to_owned(), sessions_per_month: sessions, ..Bot::default() };
    let alone = Scenario { bots: vec![bot], ..Scenario::default() };
    let estimate = licensing::cheapest(book, &alone)?;
    let units = estimate.lines.iter().map(|line| (line.plan.clone(), line.quantity)).collect();
    Ok(MonthAhead {
        low: at(1),
        middle: at(5),
        high,
        over: totals.iter().filter(|total| **total > entitled).count() as u64,
        buy: bought(book, &units),
        monthly: estimate.monthly.amount,
    })
}

impl Forecast {
    /// The forecast for people.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let risk = self.months.iter().map(|month| month.over).max().unwrap_or(0);
        let title = match (self.entitled, risk) {
            (0, _) => "Nothing in the solution brings billed sessions yet".to_owned(),
            (_, 0) => "What is bought suffices in every draw".to_owned(),
            (entitled, risk) => format!(
                "In up to {risk} of 1,000 draws a month needs more than the {} sessions bought",
                number(entitled)
            ),
        };
        let mut sheet = Sheet::new("forecast", title);
        sheet.say(format!(
            "Drawn from {} days: whole weeks of them, put together to months of 30 days, 1,000 times. It holds if the coming months are like those.",
            number(self.days)
        ));
        let mut table = Table::new(
            "The coming months",
            vec![
                Column::count("Month ahead", ""),
                Column::count("1 of 10 needs no more", "sessions"),
                Column::count("5 of 10", "sessions"),
                Column::count("9 of 10", "sessions"),
                Column::count("Runs over", "of 1,000"),
                Column::text("Covers 9 of 10"),
                Column::money("A month", &self.currency),
            ],
        );
        for (place, month) in (1..).zip(&self.months) {
            table.row([
                Cell::count(place),
                Cell::count(month.low),
                Cell::count(month.middle),
                Cell::count(month.high),
                Cell::count(month.over),
                Cell::text(month.buy.clone()),
                Cell::Money(month.monthly),
            ]);
        }
        let place = sheet.table(table);
        sheet.charts.push(self.chart(place));
        sheet.cited(book, [])
    }

    fn chart(&self, table: u32) -> Chart {
        let line = |name: &str, of: fn(&MonthAhead) -> u64| Series {
            name: name.to_owned(),
            points: (1..)
                .zip(&self.months)
                .map(|(place, month)| (place, i64::try_from(of(month)).unwrap_or(i64::MAX)))
                .collect(),
        };
        let mut series =
            vec![line("half of the draws", |month| month.middle), line("nine of ten draws", |month| month.high)];
        if self.entitled > 0 {
            let bought = i64::try_from(self.entitled).unwrap_or(i64::MAX);
            series.push(Series {
                name: "bought".to_owned(),
                points: (1..).zip(&self.months).map(|(place, _)| (place, bought)).collect(),
            });
        }
        Chart {
            title: "Billed sessions of the coming months".to_owned(),
            shape: Shape::Line,
            x: Column { title: "Month ahead".to_owned(), kind: Kind::Count, unit: String::new() },
            y: Column::count("Billed sessions", ""),
            series,
            marks: vec![],
            table,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::library;

    fn ahead_of(days: Vec<u64>, per_mille: u32) -> Forecast {
        let book = library().book(Some("2021-10")).expect("a book");
        let bot =
            Bot { name: "Bot".to_owned(), sessions_per_month: Count::new(1_000).expect("a count"), ..Bot::default() };
        let scenario = Scenario { bots: vec![bot], ..Scenario::default() };
        let options = ForecastOptions { days, per_mille, ..ForecastOptions::default() };
        forecast(&book, &scenario, &options).expect("a forecast")
    }

    #[test]
    fn days_that_are_all_alike_leave_no_doubt() {
        let found = ahead_of(vec![50; 28], 0);
        assert_eq!(found.entitled, 2_000);
        assert!(found.months.iter().all(|month| (month.low, month.high, month.over) == (1_500, 1_500, 0)), "{found:?}");
        let found = ahead_of(vec![70; 28], 0);
        assert!(found.months.iter().all(|month| (month.high, month.over) == (2_100, 1_000)), "{found:?}");
    }

    #[test]
    fn growth_is_what_is_stated() {
        let found = ahead_of(vec![50; 28], 100);
        let months: Vec<u64> = found.months.iter().map(|month| month.middle).collect();
        assert_eq!(months, [1_650, 1_815, 1_996, 2_196, 2_415, 2_656]);
    }

    #[test]
    fn the_same_seed_gives_the_same_and_few_days_are_refused() {
        let days: Vec<u64> = (0..60).map(|day| if day % 7 < 5 { 80 + day } else { 3 }).collect();
        assert_eq!(ahead_of(days.clone(), 0), ahead_of(days, 0));
        let book = library().book(None).expect("a book");
        let options = ForecastOptions { days: vec![1; 13], ..ForecastOptions::default() };
        let faults = forecast(&book, &Scenario::default(), &options).expect_err("too few");
        assert_eq!(faults.first().map(|fault| fault.path.as_str()), Some("options.days"));
    }
}
