//! Over time: what a scenario costs month by month while its numbers grow, seasons come and go, and prices change.
//!
//! Each month asks the edition that holds on its first day. A month that asks the same as one before has its answer.
//!
//! - *Growth* adds a whole number each month, or thousandths of the value of the month before; the value is kept to
//!   millionths, rounded to the nearest at each month, and rounded to the nearest whole number where it is used.
//! - *Seasons* are per cents of a calendar month, laid over the grown value, rounded to the nearest whole number.
//! - *Yearly commitments:* what is bought is paid for twelve months at the price of the month in which it was bought. The
//!   number may grow at once, but shrinks only when those twelve months are over. Each month buys what is cheapest beside
//!   what is paid for already; it does not look ahead. What is billed after use is paid in its month and commits to nothing.

mod growth;
mod sheet;

use std::collections::BTreeSet;

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::far::{Far, Tell, silent};
use super::words;
use crate::base::{Count, EditionId, Money, Month, PlanId};
use crate::licensing::search::{Search, Wish};
use crate::licensing::{Scenario, as_read};
use crate::pricebook::schema::Kind;
use crate::pricebook::{Book, Library, Plan};
use crate::report::Fault;
use crate::report::fault::FaultCode;
use growth::Course;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
pub struct OverTimeOptions {
    /// How many months, up to [`MOST_MONTHS`].
    pub months: u32,
    /// The first month; absent means the first month of the edition that is asked.
    pub from: Option<Month>,
    /// How numbers grow.
    pub growth: Vec<Growth>,
    /// How numbers vary over the year.
    pub seasons: Vec<Season>,
    /// Whether licenses are bought for twelve months each.
    pub yearly: bool,
    /// Whether the prices stay those of the edition that is asked, whatever comes later.
    pub same_edition: bool,
}

impl Default for OverTimeOptions {
    fn default() -> Self {
        Self { months: 36, from: None, growth: Vec::new(), seasons: Vec::new(), yearly: false, same_edition: false }
    }
}

/// How a number grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Where the number is, such as `groups[0].people`, or the name of a group.
    pub of: String,
    /// What is added each month; less than nothing takes away. Megabytes for storage.
    #[serde(default)]
    pub add: i64,
    /// Thousandths of its value that are added each month.
    #[serde(default)]
    pub per_mille: i64,
}

/// How a number varies over the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// Where the number is; or the end of paths, such as `sessions_per_month`, for all that end so.
    pub of: String,
    /// Per cents by month of the year, 1 to 12; a month that is not named has 100.
    pub percent: BTreeMap<u32, u32>,
}

/// The most months.
pub const MOST_MONTHS: u32 = 60;
/// Months for which a commitment is made.
const TERM: u32 = 12;

/// What a scenario costs over months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverTime {
    /// The months in their order.
    pub months: Vec<MonthCost>,
    /// The sum of all months.
    pub total: Money,
    /// The currency of all amounts.
    pub currency: String,
    /// Months in which other plans are best than in the month before, with the reason.
    pub changes: Vec<Change>,
    /// The first month in which the plans of the first month cost more than others.
    pub cheaper_from: Option<Month>,
    /// What of the pools expired unused, summed over all months, by pool.
    pub expired: BTreeMap<String, u64>,
    /// Whether licenses were bought for twelve months each.
    pub yearly: bool,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthCost {
    /// Which.
    pub month: Month,
    /// The edition that holds.
    pub edition: EditionId,
    /// What is paid.
    pub monthly: Money,
    /// Plans with the units that are in hand.
    pub units: BTreeMap<PlanId, u64>,
    /// What the plans of the first month alone would cost; absent when they cannot cover it, or under commitments.
    pub stays: Option<Money>,
    /// What is paid for a commitment and not needed, by plan.
    pub idle: BTreeMap<PlanId, u64>,
}

/// A month in which other plans are best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which.
    pub month: Month,
    /// Plans that are no longer used.
    pub gone: BTreeSet<PlanId>,
    /// Plans that come.
    pub come: BTreeSet<PlanId>,
    /// Whether another edition holds since this month.
    pub edition: bool,
}

/// Says what a scenario costs month by month.
///
/// # Errors
/// All faults of the scenario or the options that make an answer impossible, each with its path and month.
pub fn over_time(
    library: &Library,
    edition: Option<&str>,
    scenario: &Scenario,
    options: &OverTimeOptions,
) -> Result<OverTime, Vec<Fault>> {
    over_time_told(library, edition, scenario, options, &mut silent)
}

/// The same, and tells how far it is.
///
/// # Errors
/// As [`over_time`].
pub fn over_time_told(
    library: &Library,
    edition: Option<&str>,
    scenario: &Scenario,
    options: &OverTimeOptions,
    tell: &mut Tell,
) -> Result<OverTime, Vec<Fault>> {
    let mut slices = Slices::of(library, edition, scenario, options)?;
    let all = usize::try_from(options.months).unwrap_or(usize::MAX);
    loop {
        let more = slices.step()?;
        tell(Far { done: slices.answer.months.len(), all, what: "months" });
        if !more {
            return Ok(slices.answer);
        }
    }
}

/// The answer month by month.
struct Slices<'a> {
    library: &'a Library,
    course: Course,
    fixed: Option<Book>,
    book: Option<Book>,
    options: OverTimeOptions,
    from: Month,
    known: Vec<(EditionId, Scenario, Answer)>,
    lots: Vec<Lot>,
    first: BTreeSet<PlanId>,
    answer: OverTime,
}

/// What was found for a scenario in an edition.
#[derive(Debug, Clone)]
struct Answer {
    monthly: Money,
    units: BTreeMap<PlanId, u64>,
    stays: Option<Money>,
    /// What of the total is billed after use.
    metered: Money,
    expired: BTreeMap<String, u64>,
}

/// Licenses that were bought for twelve months.
#[derive(Debug, Clone)]
struct Lot {
    plan: PlanId,
    units: u64,
    /// What all of them cost in a month.
    monthly: Money,
    ends: Month,
}

impl<'a> Slices<'a> {
    /// Prepares the answer.
    fn of(
        library: &'a Library,
        edition: Option<&str>,
        scenario: &Scenario,
        options: &OverTimeOptions,
    ) -> Result<Self, Vec<Fault>> {
        let fault = |code, path: &str, says: String| vec![Fault::new(code, path, says)];
        if options.months == 0 || options.months > MOST_MONTHS {
            return Err(fault(FaultCode::TooMany, "months", format!("1 to {MOST_MONTHS} months are looked at")));
        }
        let asked = library.book(edition);
        let asked = asked.map_err(|unknown| fault(FaultCode::UnknownEdition, "", unknown.to_string()))?;
        let start = asked.edition.holds_from;
        let first = if Month::of(start).has_reached(start) { Month::of(start) } else { Month::of(start).plus(1) };
        let from = options.from.unwrap_or(first);
        let course = Course::of(scenario, options)?;
        let answer = OverTime {
            months: Vec::new(),
            total: Money::ZERO,
            currency: asked.edition.currency.clone(),
            changes: Vec::new(),
            cheaper_from: None,
            expired: BTreeMap::new(),
            yearly: options.yearly,
        };
        Ok(Self {
            library,
            course,
            fixed: options.same_edition.then_some(asked),
            book: None,
            options: options.clone(),
            from,
            known: Vec::new(),
            lots: Vec::new(),
            first: BTreeSet::new(),
            answer,
        })
    }

    /// Looks at one month more; false when there is none left.
    fn step(&mut self) -> Result<bool, Vec<Fault>> {
        let number = u32::try_from(self.answer.months.len()).unwrap_or(u32::MAX);
        if number >= self.options.months {
            return Ok(false);
        }
        let month = self.from.plus(number);
        self.open_book(month)?;
        let Some(book) = self.fixed.as_ref().or(self.book.as_ref()) else { return Ok(false) };
        let within = |faults: Vec<Fault>| -> Vec<Fault> {
            let named = |fault: Fault| Fault { message: format!("in {month}: {}", fault.message), ..fault };
            faults.into_iter().map(named).collect()
        };
        let mut scenario = self.course.at(number, month).map_err(within)?;
        self.lots.retain(|lot| lot.ends > month);
        let paid = paid_for(&self.lots);
        for (plan, units) in &paid {
            let owned = scenario.tenant.owned.get(plan).map_or(0, |count| count.wide());
            let all = u32::try_from(owned.saturating_add(*units)).unwrap_or(u32::MAX);
            scenario.tenant.owned.insert(plan.clone(), Count::new(all.min(Count::MAX)).unwrap_or_default());
        }
        let edition = book.edition.id.clone();
        let known = self.known.iter().find(|(known, same, _)| *known == edition && *same == scenario);
        let answer = if let Some((_, _, answer)) = known {
            answer.clone()
        } else {
            let first = (!self.options.yearly && number > 0).then_some(&self.first);
            let book = &*as_read(book, &scenario).map_err(within)?;
            let answer = ask(book, &scenario, first).map_err(within)?;
            self.known.push((edition.clone(), scenario.clone(), answer.clone()));
            answer
        };
        if self.options.yearly {
            self.lots.extend(bought(book, &scenario, &answer.units, month.plus(TERM)));
        }
        let lots: Money = self.lots.iter().map(|lot| lot.monthly).sum();
        let monthly = if self.options.yearly { lots.plus(answer.metered) } else { answer.monthly };
        if number == 0 {
            self.first = answer.units.keys().cloned().collect();
        }
        let idle = paid.iter().map(|(plan, units)| {
            let used = answer.units.get(plan).copied().unwrap_or(0);
            (plan.clone(), units.saturating_sub(used))
        });
        let idle = idle.filter(|(_, units)| *units > 0).collect();
        self.take(
            MonthCost { month, edition, monthly, units: answer.units, stays: answer.stays, idle },
            answer.expired,
        );
        Ok(number + 1 < self.options.months)
    }

    /// Opens the book of a month, unless it is open.
    fn open_book(&mut self, month: Month) -> Result<(), Vec<Fault>> {
        if self.fixed.is_some() {
            return Ok(());
        }
        let held = self.library.editions().rfind(|edition| month.has_reached(edition.holds_from));
        let Some(held) = held else {
            let first = self.library.editions().next().map_or_else(String::new, |first| first.holds_from.to_string());
            let says = format!("no edition of the price book holds in {month}; the first holds from {first}");
            return Err(vec![Fault::new(FaultCode::UnknownEdition, "from", says)]);
        };
        if self.book.as_ref().is_none_or(|book| book.edition.id != held.id) {
            let book = self.library.book(Some(held.id.as_str()));
            let unknown = |error: crate::pricebook::library::UnknownEdition| {
                vec![Fault::new(FaultCode::UnknownEdition, "from", error.to_string())]
            };
            let book = book.map_err(unknown)?;
            if book.edition.currency != self.answer.currency {
                let says = format!("from {month} on prices are in {}; sums need one currency", book.edition.currency);
                return Err(vec![Fault::new(FaultCode::Contradiction, "from", says)]);
            }
            self.book = Some(book);
        }
        Ok(())
    }

    fn take(&mut self, cost: MonthCost, expired: BTreeMap<String, u64>) {
        for (pool, units) in expired {
            let sum = self.answer.expired.entry(pool).or_default();
            *sum = sum.saturating_add(units);
        }
        self.answer.total = self.answer.total.plus(cost.monthly);
        if let Some(before) = self.answer.months.last() {
            let plans = |cost: &MonthCost| -> BTreeSet<PlanId> { cost.units.keys().cloned().collect() };
            let (old, new) = (plans(before), plans(&cost));
            if old != new {
                self.answer.changes.push(Change {
                    month: cost.month,
                    gone: old.difference(&new).cloned().collect(),
                    come: new.difference(&old).cloned().collect(),
                    edition: before.edition != cost.edition,
                });
            }
        }
        let dearer = !self.answer.yearly && cost.stays.is_none_or(|stays| stays > cost.monthly);
        if dearer && self.answer.cheaper_from.is_none() {
            self.answer.cheaper_from = Some(cost.month);
        }
        self.answer.months.push(cost);
    }
}

/// What is cheapest for a scenario, what the plans of the first month would cost, and what of the pools nobody needs.
fn ask(book: &Book, scenario: &Scenario, first: Option<&BTreeSet<PlanId>>) -> Result<Answer, Vec<Fault>> {
    let search = Search::of(book, scenario)?;
    let best = search.find(&Wish::default()).ok_or_else(words::nothing_covers)?;
    let stays = match first {
        Some(first) if best.plans() != *first => {
            search.find(&Wish { only: Some(first.clone()), ..Wish::default() }).map(|found| found.monthly)
        }
        _ => Some(best.monthly),
    };
    let judged = search.judge(&best);
    let billed = judged.lines.iter().filter(|line| is_metered(book, &line.plan));
    let metered = billed.filter_map(|line| line.amount.as_ref()).map(|price| price.amount).sum();
    let spare = judged.pooled.into_iter().filter(|pool| pool.unit != "MB");
    let spare = spare.map(|pool| (pool.name, pool.entitled.saturating_sub(pool.needed)));
    Ok(Answer {
        monthly: best.monthly,
        stays,
        metered,
        expired: spare.filter(|(_, units)| *units > 0).collect(),
        units: best.units,
    })
}

/// Units that commitments pay for.
fn paid_for(lots: &[Lot]) -> BTreeMap<PlanId, u64> {
    let mut paid: BTreeMap<PlanId, u64> = BTreeMap::new();
    for lot in lots {
        *paid.entry(lot.plan.clone()).or_default() += lot.units;
    }
    paid
}

/// What a month buys beside what is paid for already.
fn bought(book: &Book, scenario: &Scenario, units: &BTreeMap<PlanId, u64>, ends: Month) -> Vec<Lot> {
    let lots = units.iter().filter(|(id, _)| !is_metered(book, id)).filter_map(|(id, units)| {
        let owned = scenario.tenant.owned.get(id).map_or(0, |count| count.wide());
        let more = units.checked_sub(owned).filter(|more| *more > 0)?;
        let price = |plan: &Plan| crate::licensing::unit_price(book, scenario, plan, more);
        let each = book.plan(id).and_then(price).unwrap_or(Money::ZERO);
        Some(Lot { plan: id.clone(), units: more, monthly: each.times(more), ends })
    });
    lots.collect()
}

/// Whether a plan is billed after use.
fn is_metered(book: &Book, plan: &PlanId) -> bool {
    book.plan(plan).is_some_and(|plan| plan.kind == Kind::Meter)
}
