//! Near ties: the next best combinations of other plans within a margin, and what each has for it.
//!
//! A combination counts as another when it does without at least one plan of every cheaper one. What takes all plans of a
//! cheaper combination and more is not another, only dearer.
//!
//! All of them are found, the cheapest first: whoever does without a plan of the best combination does without one of them
//! in particular, so the search is asked once for each plan to do without, then again for the plans of what came out.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::words::{self, beside, bought, named};
use crate::base::{Money, PlanId, Price};
use crate::licensing::search::{Found, Search, Wish};
use crate::licensing::words::{count_of, list, number};
use crate::licensing::{Scenario, as_read};
use crate::pricebook::Book;
use crate::pricebook::schema::{Kind, Unit};
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Combination, Estimate, Fault, Sheet};

/// How far from the cheapest a combination may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// So many thousandths of the cheapest total.
    PerMille(u32),
    /// So much in a month.
    Amount(Money),
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TiesOptions {
    /// How much dearer a combination may be.
    pub within: Margin,
    /// The most combinations beside the cheapest; at most [`MOST_TIES`].
    pub most: u32,
}

impl Default for TiesOptions {
    fn default() -> Self {
        Self { within: Margin::PerMille(100), most: 5 }
    }
}

/// The most combinations beside the cheapest.
pub const MOST_TIES: u32 = 20;
/// The most times that the solver is asked.
const MOST_ASKED: u32 = 200;

/// The cheapest combination and those that are nearly as cheap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ties {
    /// The cheapest.
    pub best: Alternative,
    /// Others within the margin, the cheapest first.
    pub others: Vec<Alternative>,
    /// The largest total that was looked at.
    pub within: Price,
    /// Whether there may be more of them within the margin than are told.
    pub cut: bool,
}

/// A combination with what it has for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// What it costs in a month.
    pub monthly: Price,
    /// What it costs more than the cheapest.
    pub more: Money,
    /// Plans with their units.
    pub units: BTreeMap<PlanId, u64>,
    /// How it differs to its good from the cheapest; for the cheapest empty.
    pub has_for_it: Vec<String>,
    /// Who gets what.
    pub combination: Combination,
    /// Whether the solver proved that nothing with these plans is cheaper.
    pub proven: bool,
}

/// Finds the next best combinations of other plans.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn ties(book: &Book, scenario: &Scenario, options: TiesOptions) -> Result<Ties, Vec<Fault>> {
    let book = &*as_read(book, scenario)?;
    let search = Search::of(book, scenario)?;
    let best = search.find(&Wish::default()).ok_or_else(words::nothing_covers)?;
    let margin = match options.within {
        Margin::Amount(amount) => amount,
        Margin::PerMille(parts) => Money::from_micros(best.monthly.times(u64::from(parts)).micros().div_euclid(1000)),
    };
    let limit = best.monthly.plus(margin);
    let (found, cut) = next_best(&search, &best, limit, options.most.min(MOST_TIES));
    let judged = search.judge(&best);
    let alternative = |found: &Found| {
        let estimate = search.judge(found);
        Alternative {
            monthly: estimate.monthly.clone(),
            more: found.monthly.minus(best.monthly),
            units: found.units.clone(),
            has_for_it: if *found == best {
                Vec::new()
            } else {
                advantages(book, (&best, &judged), (found, &estimate))
            },
            combination: estimate.combination,
            proven: found.proven,
        }
    };
    let within = Price { amount: limit, ..judged.monthly.clone() };
    Ok(Ties { best: alternative(&best), others: found.iter().map(alternative).collect(), within, cut })
}

/// The next best within the limit, the cheapest first, and whether the search was cut off.
fn next_best(search: &Search, best: &Found, limit: Money, most: u32) -> (Vec<Found>, bool) {
    let mut told: Vec<Found> = Vec::new();
    let mut open: Vec<(BTreeSet<PlanId>, Found)> = vec![(BTreeSet::new(), best.clone())];
    let mut asked: BTreeSet<BTreeSet<PlanId>> = BTreeSet::new();
    let mut turns = 0;
    while let Some(place) = cheapest_of(&open) {
        let (without, found) = open.swap_remove(place);
        let plans = found.plans();
        let is_more = |known: &Found| known.plans().is_subset(&plans);
        if found != *best && !is_more(best) && !told.iter().any(is_more) {
            if told.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
                return (told, true);
            }
            told.push(found);
        }
        for plan in plans {
            let less: BTreeSet<PlanId> = without.iter().cloned().chain([plan]).collect();
            if !asked.insert(less.clone()) {
                continue;
            }
            turns += 1;
            if turns > MOST_ASKED {
                return (told, true);
            }
            let wish = Wish { without: less.clone(), ..Wish::default() };
            open.extend(search.find(&wish).filter(|next| next.monthly <= limit).map(|next| (less, next)));
        }
    }
    (told, false)
}

/// The cheapest of those found; among equals the one with the fewest plans, then by name.
fn cheapest_of(open: &[(BTreeSet<PlanId>, Found)]) -> Option<usize> {
    let order = |(_, found): &(BTreeSet<PlanId>, Found)| (found.weighed, found.units.len(), found.plans());
    open.iter().enumerate().min_by_key(|(_, entry)| order(entry)).map(|(place, _)| place)
}

/// What a combination has for it beside the cheapest.
fn advantages(book: &Book, best: (&Found, &Estimate), other: (&Found, &Estimate)) -> Vec<String> {
    let mut says = Vec::new();
    let (few, many) = (other.0.units.len(), best.0.units.len());
    if few < many {
        says.push(format!("{} instead of {}", count_of(wide(few), "product"), number(wide(many))));
    }
    let people = |estimate: &Estimate| assignments(book, estimate);
    let (ours, theirs) = (people(other.1), people(best.1));
    if ours < theirs {
        says.push(format!("{} to assign instead of {}", count_of(ours, "license"), number(theirs)));
    }
    let minimums = |found: &Found| {
        let sold = found.units.keys().filter_map(|id| book.plan(id));
        sold.filter(|plan| plan.minimum.as_ref().is_some_and(|least| least.value > 1)).count()
    };
    if minimums(other.0) == 0 && minimums(best.0) > 0 {
        says.push("no smallest quantity to buy".to_owned());
    }
    let mut rooms = Vec::new();
    for pool in &other.1.pooled {
        let known = best.1.pooled.iter().find(|known| known.key == pool.key);
        let (room, before) = (
            pool.entitled.saturating_sub(pool.needed),
            known.map_or(0, |known| known.entitled.saturating_sub(known.needed)),
        );
        if known.is_some() && room > before {
            let (room, before) = (words::amount(&pool.unit, room), words::amount(&pool.unit, before));
            rooms.push(format!("{} {room} instead of {before}", pool.name));
        }
    }
    if !rooms.is_empty() {
        says.push(format!("more room to grow (to spare: {})", rooms.join(", ")));
    }
    let spare = |estimate: &Estimate| {
        estimate
            .combination
            .tenant
            .iter()
            .filter(|(id, _)| book.plan(id).is_some_and(|plan| plan.unit != Unit::Tenant))
            .map(|(_, count)| count.wide())
            .sum::<u64>()
    };
    if spare(other.1) < spare(best.1) {
        says.push(format!(
            "less waste: {} that nobody holds instead of {}",
            count_of(spare(other.1), "license"),
            number(spare(best.1))
        ));
    }
    let everything = |found: &Found| {
        found
            .units
            .keys()
            .filter_map(|id| book.plan(id))
            .filter(|plan| plan.unit == Unit::User && plan.grants.apps.is_some())
            .count()
    };
    if everything(other.0) > everything(best.0) {
        says.push("those people may use further apps without another license".to_owned());
    }
    if says.is_empty() {
        says.push("nothing that can be counted; it shows what the choice costs".to_owned());
    }
    says
}

/// Licenses that somebody has to give to people or flows.
fn assignments(book: &Book, estimate: &Estimate) -> u64 {
    let assigned = estimate
        .lines
        .iter()
        .filter(|line| book.plan(&line.plan).is_some_and(|plan| plan.unit != Unit::Tenant && plan.kind != Kind::Suite));
    assigned.map(|line| line.holders.iter().map(|holder| holder.quantity).sum::<u64>()).sum()
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Said when the search was cut off.
const CUT: &str = "There may be more within the margin; ask for more, or for a smaller margin.";
/// What no list of other combinations has.
const LEFT_OUT: &str = "What takes every plan of a cheaper combination and more is not listed.";

impl Ties {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let title = match (self.others.as_slice(), self.best.units.is_empty()) {
            (_, true) => "Nothing is to be bought, so there is nothing to weigh.".to_owned(),
            ([], _) if self.cut => format!("No other combination up to {} is told.", self.within),
            ([], _) => format!("No other combination costs {} or less.", self.within),
            ([first, ..], _) if first.more == Money::ZERO => {
                format!("Another combination costs as much: {}.", beside(book, &self.best.units, &first.units))
            }
            ([first, ..], _) => format!(
                "The next best combination costs {} {} a month more: {}.",
                first.more.grouped(),
                first.monthly.currency,
                beside(book, &self.best.units, &first.units)
            ),
        };
        let mut sheet = Sheet::new("ties", title);
        if !self.others.is_empty() {
            sheet.table(self.table(book));
        } else if !self.best.units.is_empty() {
            let (bought, proof) = (bought(book, &self.best.units), self.best.proof());
            sheet.say(format!("The cheapest costs {}: {bought}{proof}.", self.best.monthly));
            sheet.say(if self.cut { CUT } else { LEFT_OUT });
        }
        let plans = std::iter::once(&self.best).chain(&self.others).flat_map(|entry| entry.units.keys());
        let sources = named(book, plans);
        sheet.cited(book, sources)
    }

    /// The cheapest combination and the others beside it.
    fn table(&self, book: &Book) -> Table {
        let currency = &book.edition.currency;
        let columns = vec![
            Column::text("Combination"),
            Column::money("A month", currency),
            Column::money("More", currency),
            Column::text("What it has for it"),
        ];
        let mut table = Table::new(format!("Combinations of other plans up to {}", self.within), columns);
        for entry in std::iter::once(&self.best).chain(&self.others) {
            let (units, good) = if *entry == self.best {
                (bought(book, &entry.units), "it is the cheapest".to_owned())
            } else {
                (beside(book, &self.best.units, &entry.units), list(&entry.has_for_it))
            };
            let what = format!("{units}{}", entry.proof());
            table.row([Cell::Text(what), Cell::Money(entry.monthly.amount), Cell::Money(entry.more), Cell::Text(good)]);
        }
        table.note = if self.cut { CUT.to_owned() } else { format!("These are all. {LEFT_OUT}") };
        table
    }
}

impl Alternative {
    /// What its units have to be followed by when they might not be the best of their kind.
    const fn proof(&self) -> &'static str {
        if self.proven { "" } else { " (not proven to be the cheapest of its kind)" }
    }
}
