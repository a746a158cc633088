//! What would flip it: for each number of the scenario the nearest value, up and down, at which the plans of the best
//! combination are no longer the best.
//!
//! A value is a flip when every combination of exactly today's plans costs more than the cheapest. The nearest one is found
//! exactly, by leaving out only values of which it is certain that they are no flips:
//!
//! - Along a number whose figures go straight the model of any value is known without being built. Where it only tightens, the
//!   total rises in jumps; between two jumps nothing can flip, and jumps that repeat are judged all at once by one model with
//!   the repetition as a variable. Where it does not, the same is said of the straight line between two values. Why both are
//!   exact is said in `licensing::family`.
//! - Where more of a number only asks for more, two values with the same total have no flip between them.
//! - What cannot be proven is halved, in the end down to single values, each of which is asked.
//!
//! How far it looked, and whether it had to stop before, is part of the answer.

mod copies;
mod grid;
mod sheet;
mod walk;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::far::{Far, Tell, silent};
use super::numbers::{Number, Numbers, largest};
use super::words;
use crate::base::{EditionId, Money, PlanId, Price};
use crate::licensing::search::{Search, Wish};
use crate::licensing::{Scenario, as_read};
use crate::pricebook::Book;
use crate::report::Fault;
use walk::{Around, Walk};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Plain)]
#[serde(default, deny_unknown_fields)]
pub struct FlipsOptions {
    /// Paths of numbers, apps or flows; without any, all numbers that are not zero, and one more or less of each app and flow.
    pub paths: Vec<String>,
}

/// The most numbers that are looked at without being named.
pub const MOST_NUMBERS: usize = 60;
/// How many times its value a number is followed upwards, and how far at least.
const TIMES: u64 = 10;
const AT_LEAST: u64 = 100;

/// For each number the nearest values at which the best plans change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flips {
    /// The edition.
    pub edition: EditionId,
    /// What is best now.
    pub units: BTreeMap<PlanId, u64>,
    /// What it costs now.
    pub monthly: Price,
    /// The numbers, in the order of the scenario.
    pub numbers: Vec<NumberFlips>,
    /// Numbers that were left out because there are too many.
    pub left_out: u64,
}

/// The nearest flips of one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberFlips {
    /// Where the number is; for `one more of it` an app or a flow.
    pub path: String,
    /// What it is.
    pub says: String,
    /// Its value now; storage is megabytes.
    pub value: u64,
    /// Whether it is storage.
    pub storage: bool,
    /// Upwards.
    pub up: Side,
    /// Downwards.
    pub down: Side,
    /// Totals at the values that were asked, in their order: for a chart.
    pub points: Vec<Point>,
}

/// What was found in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The nearest value at which the best plans change, if there is one.
    pub flip: Option<Flip>,
    /// The last value of which it is known whether it is a flip.
    pub looked_to: u64,
    /// Whether the search stopped before the end of the way.
    pub stopped: bool,
}

/// A value at which other plans are better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The value.
    pub value: u64,
    /// What is best there.
    pub units: BTreeMap<PlanId, u64>,
    /// What that costs in a month.
    pub monthly: Money,
    /// What today's plans would cost there; absent when they cannot cover it.
    pub stays: Option<Money>,
}

/// Totals at one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The value.
    pub value: u64,
    /// The cheapest.
    pub monthly: Money,
    /// The cheapest of exactly today's plans; absent when they cannot cover it.
    pub stays: Option<Money>,
    /// What is best there.
    pub plans: BTreeSet<PlanId>,
}

/// Finds the nearest flips of the numbers of a scenario.
///
/// # Errors
/// All faults of the scenario or the paths that make an answer impossible, each with its path.
pub fn flips(book: &Book, scenario: &Scenario, options: &FlipsOptions) -> Result<Flips, Vec<Fault>> {
    flips_told(book, scenario, options, &mut silent)
}

/// The same, and tells how far it is.
///
/// # Errors
/// As [`flips`].
pub fn flips_told(
    book: &Book,
    scenario: &Scenario,
    options: &FlipsOptions,
    tell: &mut Tell,
) -> Result<Flips, Vec<Fault>> {
    let book = as_read(book, scenario)?;
    let mut slices = Slices::of(&book, scenario, options)?;
    let all = slices.open.len();
    while let Some(number) = slices.open.pop() {
        slices.look_at(number);
        tell(Far { done: all - slices.open.len(), all, what: "numbers" });
    }
    Ok(slices.answer)
}

/// The answer number by number.
struct Slices<'a> {
    around: Around<'a>,
    numbers: Numbers,
    scenario: &'a Scenario,
    open: Vec<Number>,
    answer: Flips,
}

impl<'a> Slices<'a> {
    /// Prepares the answer; the book has the readings already that the scenario chooses.
    fn of(book: &'a Book, scenario: &'a Scenario, options: &FlipsOptions) -> Result<Self, Vec<Fault>> {
        let search = Search::of(book, scenario)?;
        let best = search.find(&Wish::default()).ok_or_else(words::nothing_covers)?;
        let numbers = Numbers::of(scenario);
        let mut open = chosen(&numbers, scenario, options)?;
        let left_out = if options.paths.is_empty() { open.len().saturating_sub(MOST_NUMBERS) } else { 0 };
        open.truncate(open.len() - left_out);
        open.reverse();
        let monthly =
            Price { amount: best.monthly, currency: book.edition.currency.clone(), period: crate::base::Period::Month };
        let answer = Flips {
            edition: book.edition.id.clone(),
            units: best.units.clone(),
            monthly,
            numbers: Vec::new(),
            left_out: u64::try_from(left_out).unwrap_or(u64::MAX),
        };
        Ok(Self { around: Around { book, search, best }, numbers, scenario, open, answer })
    }

    /// Looks at one number.
    fn look_at(&mut self, number: Number) {
        let copied = copies::is_copy(&number.path);
        let most = if copied {
            copies::MOST
        } else {
            number.value.saturating_mul(TIMES).max(AT_LEAST).min(largest(&number.path))
        };
        let numbers = RefCell::new(self.numbers.clone());
        let at = |value: u64| {
            if copied {
                return copies::scenario(self.scenario, &number.path, value);
            }
            let mut numbers = numbers.borrow_mut();
            numbers.set(&number.path, value);
            numbers.scenario().ok()
        };
        let mut walk = Walk::new(&self.around, number.value, copied || is_need(&number.path), at);
        let up = walk.up(number.value, most);
        let down = walk.down(number.value, most);
        let points = walk.points();
        self.answer.numbers.push(NumberFlips {
            path: number.path,
            says: number.says,
            value: number.value,
            storage: number.storage,
            up,
            down,
            points,
        });
    }
}

/// Fields of which more only asks for more: what covers the higher value covers the lower.
const NEEDS: [&str; 17] = [
    "actions_per_run",
    "authors",
    "bot_conversations_per_month",
    "busy_runs_per_day",
    "chat",
    "credits_per_month",
    "database_gb",
    "digital_messaging",
    "file_gb",
    "log_gb",
    "logins_per_month",
    "repeats_per_run",
    "runs_per_day",
    "sessions_per_month",
    "training_credits_per_month",
    "unattended_runs",
    "views_per_month",
];

/// Whether more of a number only asks for more; of what is not known it says no.
fn is_need(path: &str) -> bool {
    let field = path.rsplit_once('.').map_or(path, |(_, field)| field);
    NEEDS.contains(&field) && !path.contains("brought")
}

/// The numbers to be looked at.
fn chosen(numbers: &Numbers, scenario: &Scenario, options: &FlipsOptions) -> Result<Vec<Number>, Vec<Fault>> {
    if options.paths.is_empty() {
        let mut all: Vec<Number> = numbers.all().into_iter().filter(|number| number.value > 0).collect();
        all.extend(copies::all(scenario));
        return Ok(all);
    }
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for path in &options.paths {
        match copies::one(scenario, path).map_or_else(|| numbers.get(path), Ok) {
            Ok(number) => found.push(number),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}
