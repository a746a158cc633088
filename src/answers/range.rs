//! Uncertainty: ranges in place of numbers give a range of totals, and how often another pack is needed.
//!
//! Chances are counts of draws; everything is a whole number, and the same seed gives the same answer everywhere.

use std::collections::BTreeSet;

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::dice::Dice;
use super::far::{Far, Tell, silent};
use super::numbers::{Amount, Numbers, largest};
use super::words::{self, bought, named};
use crate::base::count::gigabytes;
use crate::base::{Money, PlanId};
use crate::licensing::search::{Search, Wish};
use crate::licensing::words::number;
use crate::licensing::{Scenario, as_read};
use crate::pricebook::Book;
use crate::report::fault::FaultCode;
use crate::report::sheet::{Cell, Chart, Column, Mark, Series, Shape, Table};
use crate::report::{Fault, Sheet};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
pub struct RangeOptions {
    /// Ranges in place of numbers.
    pub vary: Vec<Vary>,
    /// Chooses the draws.
    pub seed: u64,
    /// How many draws; at most [`MOST_DRAWS`].
    pub draws: u32,
}

impl Default for RangeOptions {
    fn default() -> Self {
        Self { vary: Vec::new(), seed: 1, draws: 200 }
    }
}

/// A range in place of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Vary {
    /// Where the number is, such as `bots[0].sessions_per_month`.
    pub path: String,
    /// The least; gigabytes for storage.
    pub low: Amount,
    /// What is most likely.
    pub likely: Amount,
    /// The most.
    pub high: Amount,
}

/// The most draws.
pub const MOST_DRAWS: u32 = 10_000;
/// The most ranges.
pub const MOST_RANGES: usize = 50;
/// Bars of the chart.
const BARS: u64 = 12;

/// A range of totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The ranges as asked, in the units of the numbers; storage in megabytes.
    pub varied: Vec<Varied>,
    /// The seed.
    pub seed: u64,
    /// Draws that were answered.
    pub draws: u64,
    /// Draws that no combination covers, or that contradict the rest of the scenario.
    pub unanswered: u64,
    /// The total when everything is as is most likely.
    pub likely: Money,
    /// What is bought then.
    pub units: BTreeMap<PlanId, u64>,
    /// The least total drawn, and those that one, five and nine of ten draws do not exceed, and the most.
    pub totals: Totals,
    /// For each plan how its units vary.
    pub plans: Vec<PlanRange>,
    /// Totals and in how many draws each came out, rising.
    pub counts: Vec<(Money, u64)>,
}

/// Totals by how many draws they are not exceeded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// No draw costs less.
    pub least: Money,
    /// One of ten draws costs no more.
    pub low: Money,
    /// Half of the draws cost no more.
    pub middle: Money,
    /// Nine of ten draws cost no more.
    pub high: Money,
    /// No draw costs more.
    pub most: Money,
}

/// A number with its range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Varied {
    /// Where it is.
    pub path: String,
    /// What it is.
    pub says: String,
    /// Whether it is storage, in megabytes.
    pub storage: bool,
    /// The least.
    pub low: u64,
    /// What is most likely.
    pub likely: u64,
    /// The most.
    pub high: u64,
}

/// How the units of a plan vary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRange {
    /// The plan.
    pub plan: PlanId,
    /// Units when everything is as is most likely.
    pub likely: u64,
    /// The fewest units drawn.
    pub least: u64,
    /// The most units drawn.
    pub most: u64,
    /// Draws that need more than is likely: the chance of the next pack.
    pub more: u64,
    /// Draws that need fewer.
    pub fewer: u64,
}

/// Draws scenarios from the ranges and says what they cost.
///
/// # Errors
/// All faults of the scenario or the ranges that make an answer impossible, each with its path.
pub fn range(book: &Book, scenario: &Scenario, options: &RangeOptions) -> Result<Range, Vec<Fault>> {
    range_told(book, scenario, options, &mut silent)
}

/// The same, and tells how far it is.
///
/// # Errors
/// As [`range`].
pub fn range_told(
    book: &Book,
    scenario: &Scenario,
    options: &RangeOptions,
    tell: &mut Tell,
) -> Result<Range, Vec<Fault>> {
    let book = &*as_read(book, scenario)?;
    let mut numbers = Numbers::of(scenario);
    let varied = checked(&numbers, options)?;
    for vary in &varied {
        numbers.set(&vary.path, vary.likely);
    }
    let likely = numbers.scenario()?;
    let best = Search::of(book, &likely)?.find(&Wish::default()).ok_or_else(words::nothing_covers)?;
    let mut dice = Dice::new(options.seed);
    // Whoever draws the same twice has the same answer twice.
    let mut known: std::collections::BTreeMap<Vec<u64>, Option<Drawn>> = std::collections::BTreeMap::new();
    let mut drawn = Vec::new();
    let mut unanswered = 0;
    let all = usize::try_from(options.draws.clamp(1, MOST_DRAWS)).unwrap_or(usize::MAX);
    for done in 1..=all {
        let values: Vec<u64> = varied.iter().map(|vary| dice.between(vary.low, vary.likely, vary.high)).collect();
        let found = known.entry(values).or_insert_with_key(|values| {
            for (vary, value) in varied.iter().zip(values) {
                numbers.set(&vary.path, *value);
            }
            let scenario = numbers.scenario().ok()?;
            let found = Search::of(book, &scenario).ok()?.find(&Wish::default())?;
            Some((found.monthly, found.units))
        });
        match found {
            Some(found) => drawn.push(found.clone()),
            None => unanswered += 1,
        }
        tell(Far { done, all, what: "draws" });
    }
    Ok(summed(options.seed, varied, (best.monthly, best.units), &drawn, unanswered))
}

/// A total and what is bought for it.
type Drawn = (Money, BTreeMap<PlanId, u64>);

/// The ranges in the units of their numbers.
fn checked(numbers: &Numbers, options: &RangeOptions) -> Result<Vec<Varied>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut varied: Vec<Varied> = Vec::new();
    if options.vary.is_empty() {
        faults.push(Fault::new(FaultCode::WrongShape, "vary", "name at least one number with its range"));
    }
    if options.vary.len() > MOST_RANGES || options.draws > MOST_DRAWS {
        let says = format!("at most {MOST_RANGES} ranges and {MOST_DRAWS} draws are taken");
        faults.push(Fault::new(FaultCode::TooMany, "vary", says));
    }
    for (place, vary) in options.vary.iter().take(MOST_RANGES).enumerate() {
        let at = format!("vary[{place}]");
        let mut say = |code, says: String| faults.push(Fault::new(code, at.clone(), says));
        let number = match numbers.get(&vary.path) {
            Ok(number) => number,
            Err(fault) => {
                say(fault.code, fault.message);
                continue;
            }
        };
        let (Some(low), Some(likely), Some(high)) =
            (vary.low.of(&number), vary.likely.of(&number), vary.high.of(&number))
        else {
            say(FaultCode::WrongShape, format!("{} is counted in whole numbers", number.says));
            continue;
        };
        if low > likely || likely > high || high > largest(&vary.path) {
            let says = format!("a range rises: the least, the likely, the most, up to {}", largest(&vary.path));
            say(FaultCode::Contradiction, says);
        } else if varied.iter().any(|known| known.path == number.path) {
            say(FaultCode::DuplicateName, format!("\"{}\" has two ranges", number.path));
        }
        varied.push(Varied { path: number.path, says: number.says, storage: number.storage, low, likely, high });
    }
    if faults.is_empty() { Ok(varied) } else { Err(faults) }
}

fn summed(seed: u64, varied: Vec<Varied>, (likely, units): Drawn, drawn: &[Drawn], unanswered: u64) -> Range {
    let mut counts: BTreeMap<Money, u64> = BTreeMap::new();
    for (monthly, _) in drawn {
        *counts.entry(*monthly).or_default() += 1;
    }
    let ids: BTreeSet<&PlanId> = drawn.iter().flat_map(|(_, units)| units.keys()).chain(units.keys()).collect();
    let plans = ids.into_iter().map(|id| {
        let of = |units: &BTreeMap<PlanId, u64>| units.get(id).copied().unwrap_or(0);
        let usual = of(&units);
        let all = || drawn.iter().map(|(_, units)| of(units));
        PlanRange {
            plan: id.clone(),
            likely: usual,
            least: all().min().unwrap_or(usual),
            most: all().max().unwrap_or(usual),
            more: wide(all().filter(|units| *units > usual).count()),
            fewer: wide(all().filter(|units| *units < usual).count()),
        }
    });
    let plans = plans.collect();
    let answered = wide(drawn.len());
    let counts: Vec<(Money, u64)> = counts.into_iter().collect();
    let at = |tenths: u64| reached(&counts, (answered * tenths).div_ceil(10).max(1));
    let totals = Totals {
        least: counts.first().map_or(likely, |first| first.0),
        low: at(1),
        middle: at(5),
        high: at(9),
        most: counts.last().map_or(likely, |last| last.0),
    };
    Range { varied, seed, draws: answered, unanswered, likely, units, totals, plans, counts }
}

/// The total that so many draws do not exceed.
fn reached(counts: &[(Money, u64)], draws: u64) -> Money {
    let mut sum = 0;
    for (monthly, count) in counts {
        sum += count;
        if sum >= draws {
            return *monthly;
        }
    }
    counts.last().map_or(Money::ZERO, |last| last.0)
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Range {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let currency = &book.edition.currency;
        let title = if self.totals.least == self.totals.most {
            format!("It costs {} {currency} a month, wherever in the ranges the numbers lie.", self.likely.grouped())
        } else {
            format!(
                "It costs {} to {} {currency} a month in 8 of 10 draws; {} when all is as is most likely.",
                self.totals.low.grouped(),
                self.totals.high.grouped(),
                self.likely.grouped()
            )
        };
        let mut sheet = Sheet::new("range", title);
        sheet.say(format!("Most likely: {}.", bought(book, &self.units)));
        sheet.say(format!("{} draws with the seed {}.", number(self.draws), self.seed));
        if self.unanswered > 0 {
            sheet.say(format!("{} draws more have no answer and are left out.", number(self.unanswered)));
        }
        sheet.table(self.ranges());
        sheet.table(self.packs(book));
        self.chart(&mut sheet, currency);
        let sources = named(book, self.plans.iter().map(|plan| &plan.plan));
        sheet.cited(book, sources)
    }

    fn ranges(&self) -> Table {
        let columns = ["Number", "Least", "Likely", "Most"].map(Column::text).to_vec();
        let mut table = Table::new("Ranges", columns);
        for vary in &self.varied {
            let value = |value| if vary.storage { gigabytes(value) } else { number(value) };
            let mut row = vec![Cell::text(&vary.says)];
            row.extend([vary.low, vary.likely, vary.high].map(value).map(Cell::Text));
            table.row(row);
        }
        table
    }

    fn packs(&self, book: &Book) -> Table {
        let columns = vec![
            Column::text("Plan"),
            Column::count("Likely", ""),
            Column::count("Least", ""),
            Column::count("Most", ""),
            Column::count("Draws with more", ""),
            Column::count("Draws with fewer", ""),
        ];
        let mut table = Table::new("How much of each plan", columns);
        for plan in &self.plans {
            let mut row = vec![Cell::Text(words::name(book, &plan.plan))];
            row.extend([plan.likely, plan.least, plan.most, plan.more, plan.fewer].map(Cell::count));
            table.row(row);
        }
        table.note = format!("Of {} draws; \"with more\" is the chance of needing the next pack.", number(self.draws));
        table
    }

    fn chart(&self, sheet: &mut Sheet, currency: &str) {
        let (least, most) = (self.totals.least.micros(), self.totals.most.micros());
        let wide = i64::try_from(BARS).unwrap_or(1);
        // Whole units of the currency, so that the bars have ends that people read.
        let step = ((most - least) / wide / 1_000_000 + 1) * 1_000_000;
        let mut bars: BTreeMap<i64, u64> = BTreeMap::new();
        for (monthly, count) in &self.counts {
            *bars.entry(least + (monthly.micros() - least) / step * step).or_default() += count;
        }
        let x = Column::money("From", currency);
        let columns = vec![x.clone(), Column::money("To below", currency), Column::count("Draws", "")];
        let mut table = Table::new("How often which total", columns);
        for (from, count) in &bars {
            let (from, to) = (Money::from_micros(*from), Money::from_micros(from + step));
            table.row([Cell::Money(from), Cell::Money(to), Cell::count(*count)]);
        }
        let points = bars.iter().map(|(from, count)| (*from, i64::try_from(*count).unwrap_or(i64::MAX))).collect();
        let mark = |amount: Money, says: &str| Mark {
            x: amount.micros(),
            says: format!("{} {currency}: {says}", amount.grouped()),
        };
        let chart = Chart {
            title: "How often which total came out".to_owned(),
            shape: Shape::Bars,
            x,
            y: Column::count("Draws", ""),
            series: vec![Series { name: "Draws".to_owned(), points }],
            marks: vec![
                mark(self.totals.low, "1 of 10 draws costs no more"),
                mark(self.likely, "when all is as is most likely"),
                mark(self.totals.high, "9 of 10 draws cost no more"),
            ],
            table: sheet.table(table),
        };
        sheet.charts.push(chart);
    }
}
