//! Two answers beside each other: the same scenario in two editions, or under two readings of the sources. Which lines
//! changed, by how much, which plan took the place of which, with the sources of both.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::words::named;
use crate::base::{EditionId, Money, PlanId, Price, SourceId};
use crate::licensing::words::{list, number};
use crate::licensing::{Scenario, cheapest};
use crate::pricebook::Book;
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Estimate, Fault, Line, Sheet};

/// The same scenario in two books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The edition of the first.
    pub from: EditionId,
    /// The edition of the second.
    pub to: EditionId,
    /// The total of the first.
    pub before: Price,
    /// The total of the second.
    pub after: Price,
    /// Lines that differ, in the order of the second book, then those that are gone.
    pub lines: Vec<LineChange>,
    /// Lines that are the same in both.
    pub same: u64,
    /// Plans of the first that the second does not use.
    pub gone: Vec<PlanId>,
    /// Plans of the second that the first does not use.
    pub come: Vec<PlanId>,
}

/// A line that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// The plan.
    pub plan: PlanId,
    /// Its name.
    pub name: String,
    /// As it was; absent when it was not there.
    pub before: Option<Half>,
    /// As it is; absent when it is not there any more.
    pub after: Option<Half>,
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Half {
    /// Units.
    pub quantity: u64,
    /// The price of one; absent when no price is known.
    pub unit_price: Option<Money>,
    /// The amount of the line.
    pub amount: Option<Money>,
    /// Where the price is printed.
    pub sources: Vec<SourceId>,
}

/// Compares what is cheapest for a scenario in two books.
///
/// # Errors
/// All faults of the scenario that make an answer impossible in either, each with its path; the edition is named.
pub fn compare(from: &Book, to: &Book, scenario: &Scenario) -> Result<Comparison, Vec<Fault>> {
    let asked = |book: &Book| {
        let named =
            |fault: Fault| Fault { message: format!("in edition {}: {}", book.edition.id, fault.message), ..fault };
        cheapest(book, scenario).map_err(|faults| faults.into_iter().map(named).collect::<Vec<_>>())
    };
    Ok(of(&asked(from)?, &asked(to)?))
}

/// Compares two estimates.
pub fn of(from: &Estimate, to: &Estimate) -> Comparison {
    let mut lines = Vec::new();
    let mut same = 0;
    let gone = from.lines.iter().filter(|line| to.line(line.plan.as_str()).is_none());
    for line in to.lines.iter().chain(gone.clone()) {
        let id = line.plan.as_str();
        let (before, after) = (from.line(id).map(half), to.line(id).map(half));
        let figures = |half: &Option<Half>| half.as_ref().map(|half| (half.quantity, half.unit_price, half.amount));
        if figures(&before) == figures(&after) {
            same += 1;
        } else {
            lines.push(LineChange { plan: line.plan.clone(), name: line.name.clone(), before, after });
        }
    }
    let come = to.lines.iter().filter(|line| from.line(line.plan.as_str()).is_none());
    Comparison {
        from: from.edition.clone(),
        to: to.edition.clone(),
        before: from.monthly.clone(),
        after: to.monthly.clone(),
        same,
        gone: gone.map(|line| line.plan.clone()).collect(),
        come: come.map(|line| line.plan.clone()).collect(),
        lines,
    }
}

fn half(line: &Line) -> Half {
    Half {
        quantity: line.quantity,
        unit_price: line.unit_price.as_ref().map(|unit| unit.price.amount),
        amount: line.amount.as_ref().map(|price| price.amount),
        sources: line.unit_price.iter().flat_map(|unit| unit.sources.clone()).collect(),
    }
}

impl Comparison {
    /// The answer as a sheet; `titles` are what the two sides are called.
    pub fn to_sheet(&self, from: &Book, to: &Book) -> Sheet {
        let mut sheet = Sheet::new("compare", self.title());
        sheet.say(self.switched(from, to));
        let now = self.rows(from, to);
        sheet.table(now);
        let both = self.lines.iter().flat_map(|line| [&line.before, &line.after]).flatten();
        let mut sources: BTreeSet<SourceId> = both.flat_map(|half| half.sources.clone()).collect();
        sources.extend(from.edition.sources.iter().chain(&to.edition.sources).cloned());
        sources.extend(named(from, self.gone.iter()));
        sources.extend(named(to, self.come.iter()));
        let older: BTreeMap<&SourceId, _> = from.sources().map(|source| (&source.id, source)).collect();
        sheet.sources = sources.iter().filter_map(|id| older.get(id)).map(|source| (*source).clone()).collect();
        sheet.cited(to, sources)
    }

    /// The finding.
    pub fn title(&self) -> String {
        let difference = self.after.amount.minus(self.before.amount);
        let currency = &self.after.currency;
        let sides = if self.from == self.to { String::new() } else { format!(" in {} than in {}", self.to, self.from) };
        match difference.micros() {
            0 if self.lines.is_empty() => format!("Nothing changes: {} in both.", self.after),
            0 => format!("The total stays {}, but what is bought changes.", self.after),
            less if less < 0 => {
                format!(
                    "It costs {} {currency} a month less{sides}: {}.",
                    Money::ZERO.minus(difference).grouped(),
                    self.after
                )
            }
            _ => format!("It costs {} {currency} a month more{sides}: {}.", difference.grouped(), self.after),
        }
    }

    fn switched(&self, from: &Book, to: &Book) -> String {
        let names = |book: &Book, ids: &[PlanId]| {
            let all: Vec<String> = ids.iter().map(|id| super::words::name(book, id)).collect();
            list(&all)
        };
        match (self.gone.is_empty(), self.come.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("{} is no longer used.", names(from, &self.gone)),
            (true, false) => format!("{} comes in addition.", names(to, &self.come)),
            (false, false) => format!("{} takes the place of {}.", names(to, &self.come), names(from, &self.gone)),
        }
    }

    fn rows(&self, from: &Book, to: &Book) -> Table {
        let currency = &to.edition.currency;
        let columns = vec![
            Column::text("Plan"),
            Column::text(&format!("In {}", from.edition.id)),
            Column::text(&format!("In {}", to.edition.id)),
            Column::money("Change", currency),
            Column::text("Sources"),
        ];
        let mut table = Table::new("Lines that changed", columns);
        for line in &self.lines {
            let told = |half: &Option<Half>| half.as_ref().map_or_else(|| "–".to_owned(), |half| words(half, currency));
            let amount = |half: &Option<Half>| match half {
                None => Some(Money::ZERO),
                Some(half) => half.amount,
            };
            let change = amount(&line.after).zip(amount(&line.before)).map(|(after, before)| after.minus(before));
            let keys: BTreeSet<&SourceId> =
                [&line.before, &line.after].into_iter().flatten().flat_map(|half| &half.sources).collect();
            let keys: Vec<&str> = keys.into_iter().map(SourceId::as_str).collect();
            table.row([
                Cell::text(&line.name),
                Cell::Text(told(&line.before)),
                Cell::Text(told(&line.after)),
                change.map_or(Cell::Nothing, Cell::Money),
                Cell::Text(keys.join(", ")),
            ]);
        }
        table.note = match self.same {
            0 => String::new(),
            1 => "One more line is the same in both.".to_owned(),
            same => format!("{} more lines are the same in both.", number(same)),
        };
        table
    }
}

fn words(half: &Half, currency: &str) -> String {
    match (half.unit_price, half.amount) {
        (Some(each), Some(amount)) => {
            format!("{} × {} = {} {currency}", number(half.quantity), each.grouped(), amount.grouped())
        }
        _ => format!("{}, no price known", number(half.quantity)),
    }
}
