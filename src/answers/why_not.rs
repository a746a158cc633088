//! Why this and not that: for each plan of the edition that was not chosen the reason, and what it would cost instead.
//!
//! Two totals are found by the search. *With one:* at least one unit is in use, beside whatever is cheapest. *Instead:* it
//! does what the chosen plans do that it could stand in for, so that none of those is left.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::words::{self, beside, bought, named};
use crate::base::{Money, PlanId, Price};
use crate::licensing::search::{Found, Search, Wish};
use crate::licensing::{Scenario, as_read};
use crate::pricebook::schema::{Kind, PriceShape};
use crate::pricebook::{Book, Plan};
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Estimate, Fault, Sheet};

/// Why plans were not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyNot {
    /// What was chosen.
    pub chosen: BTreeMap<PlanId, u64>,
    /// What that costs.
    pub monthly: Price,
    /// What each chosen plan saves against the cheapest combination without it.
    pub kept: Vec<Kept>,
    /// All other plans of the edition: those that could be of use first, the cheapest of them first.
    pub others: Vec<NotChosen>,
}

/// A chosen plan and what doing without it would cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The plan.
    pub plan: PlanId,
    /// What the cheapest combination without it costs more; absent when nothing covers the scenario without it.
    pub saves: Option<Money>,
    /// That combination.
    pub without: Option<BTreeMap<PlanId, u64>>,
}

/// A plan that was not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotChosen {
    /// The plan.
    pub plan: PlanId,
    /// Its official name.
    pub name: String,
    /// Why.
    pub reason: Reason,
    /// The reason in a sentence.
    pub says: String,
    /// The cheapest combination with at least one of it in use.
    pub with_one: Option<Instead>,
    /// The cheapest combination in which it stands in for what was chosen.
    pub instead: Option<Instead>,
}

/// Why a plan was not chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It would do, for the same money.
    SamePrice,
    /// It would do, for more money.
    Dearer,
    /// It would do, but no source prints its price, and a plan with a price does the same.
    NotPublished,
    /// It cannot be used here, not even beside others.
    CannotBeUsed,
    /// Nothing that the scenario needs is in it.
    NothingNeeded,
    /// It is left out because its conditions are not known.
    OnRequest,
    /// It is billed after use and not bought ahead.
    Metered,
    /// It comes with other products and is not sold by itself.
    ComesAlong,
    /// Everybody has it already.
    HeldAlready,
    /// It is no longer sold.
    NotSold,
}

/// A combination that was not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instead {
    /// Its total of a month.
    pub monthly: Money,
    /// What it costs more than the cheapest.
    pub more: Money,
    /// Its plans.
    pub units: BTreeMap<PlanId, u64>,
    /// Whether it is proven that nothing cheaper does.
    pub proven: bool,
}

/// Says why each plan that was not chosen was not.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn why_not(book: &Book, scenario: &Scenario) -> Result<WhyNot, Vec<Fault>> {
    let book = &*as_read(book, scenario)?;
    let search = Search::of(book, scenario)?;
    let best = search.find(&Wish::default()).ok_or_else(words::nothing_covers)?;
    let estimate = search.judge(&best);
    let more = |found: &Found| found.monthly.minus(best.monthly);
    let kept = best.units.keys().map(|plan| {
        let found = search.find(&Wish { without: [plan.clone()].into(), ..Wish::default() });
        let saves = found.as_ref().map(more);
        Kept { plan: plan.clone(), saves, without: found.map(|found| found.units) }
    });
    let kept = kept.collect();
    let others = book.plans().filter(|plan| !best.units.contains_key(&plan.id));
    let mut others: Vec<NotChosen> = others.map(|plan| not_chosen(book, &search, &best, &estimate, plan)).collect();
    others.sort_by_key(|other| {
        let costs = other.instead.as_ref().or(other.with_one.as_ref()).map(|found| found.monthly);
        (other.reason, costs)
    });
    Ok(WhyNot { chosen: best.units.clone(), monthly: estimate.monthly, kept, others })
}

fn not_chosen(book: &Book, search: &Search, best: &Found, estimate: &Estimate, plan: &Plan) -> NotChosen {
    let told = |found: Found| Instead {
        more: found.monthly.minus(best.monthly),
        monthly: found.monthly,
        units: found.units,
        proven: found.proven,
    };
    let with: BTreeSet<PlanId> = [plan.id.clone()].into();
    let with_one = search.find(&Wish { with: with.clone(), ..Wish::default() }).map(told);
    let rivals: BTreeSet<PlanId> = best
        .units
        .keys()
        .filter_map(|id| book.plan(id))
        .filter(|other| is_rival(plan, other))
        .map(|other| other.id.clone())
        .collect();
    let instead = if rivals.is_empty() || with_one.is_none() {
        None
    } else {
        search.find(&Wish { with, without: rivals, ..Wish::default() }).map(told)
    };
    let reason = reason(search, plan, with_one.as_ref(), instead.as_ref());
    let says = says(book, estimate, plan, reason, with_one.as_ref(), instead.as_ref());
    NotChosen { plan: plan.id.clone(), name: plan.name.clone(), reason, says, with_one, instead }
}

/// Whether two plans bring something of the same kind, so that one could stand in for the other.
fn is_rival(plan: &Plan, other: &Plan) -> bool {
    let (one, two) = (&plan.grants, &other.grants);
    one.apps.is_some() && two.apps.is_some()
        || one.flows.iter().any(|grant| two.flows.iter().any(|other| other.scope == grant.scope))
        || !one.flows.is_empty() && !two.flows.is_empty() && one.apps.is_none() && two.apps.is_none()
        || one
            .rights
            .iter()
            .any(|grant| other.gives(grant.right) && grant.right != crate::pricebook::schema::Right::BaseCapacity)
        || one.pools.keys().any(|pool| two.pools.contains_key(pool))
        || one.capacity.is_some() && two.capacity.is_some() && one.apps.is_none() && two.apps.is_none()
        || one.desktop.is_some() && two.desktop.is_some()
}

fn reason(search: &Search, plan: &Plan, with_one: Option<&Instead>, instead: Option<&Instead>) -> Reason {
    if let Some(found) = instead.or(with_one) {
        return if found.more > Money::ZERO { Reason::Dearer } else { Reason::SamePrice };
    }
    match plan.kind {
        _ if plan.held_by_default => Reason::HeldAlready,
        _ if plan.last_day.is_some() => Reason::NotSold,
        Kind::Meter => Reason::Metered,
        Kind::Suite => Reason::ComesAlong,
        _ if plan.on_request => Reason::OnRequest,
        _ if search.weighs(&plan.id) => Reason::CannotBeUsed,
        _ if matches!(plan.price, PriceShape::NotPublished { .. }) && search.would_help(plan) => Reason::NotPublished,
        _ => Reason::NothingNeeded,
    }
}

fn says(
    book: &Book,
    estimate: &Estimate,
    plan: &Plan,
    reason: Reason,
    with_one: Option<&Instead>,
    instead: Option<&Instead>,
) -> String {
    let currency = &estimate.monthly.currency;
    match (reason, instead, with_one) {
        (Reason::SamePrice, Some(found), _) => {
            format!("In its place the same money buys {}; fewer units decided.", bought(book, &found.units))
        }
        (Reason::SamePrice, None, _) => {
            "It could be among what is bought for the same money; fewer units decided.".to_owned()
        }
        (Reason::Dearer, Some(found), _) => {
            format!("In place of what was chosen it costs {} {currency} a month more.", found.more.grouped())
        }
        (Reason::Dearer, None, Some(found)) => {
            format!(
                "It cannot replace what was chosen; one of it beside costs {} {currency} a month more.",
                found.more.grouped()
            )
        }
        (Reason::NotPublished, ..) => {
            "No source of this edition prints its price; state yours to have it weighed.".to_owned()
        }
        (Reason::OnRequest, ..) => "Its conditions are not printed, so it is only taken when you choose it.".to_owned(),
        (Reason::Metered, ..) => "It is billed after use and not bought ahead.".to_owned(),
        (Reason::ComesAlong, ..) => "It comes with other products and is not bought for this.".to_owned(),
        (Reason::HeldAlready, ..) => "Everybody is taken to hold it already.".to_owned(),
        (Reason::NotSold, ..) => match plan.last_day {
            Some(day) => format!("It is no longer sold; its last day of sale was {day}."),
            None => "It is no longer sold.".to_owned(),
        },
        (Reason::NothingNeeded, ..) => "It brings nothing that the scenario needs and does not have.".to_owned(),
        (Reason::CannotBeUsed | Reason::Dearer, ..) => "No valid combination has it in use.".to_owned(),
    }
}

impl WhyNot {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let rivals = self.others.iter().filter(|other| other.instead.is_some());
        let nearest = rivals.min_by_key(|other| other.instead.as_ref().map(|found| found.more));
        let title = match nearest.and_then(|other| other.instead.as_ref().map(|found| (other, found))) {
            Some((other, found)) if found.more > Money::ZERO => format!(
                "The nearest plan to take instead is {}; it costs {} {} a month more.",
                other.name,
                found.more.grouped(),
                self.monthly.currency
            ),
            Some((other, _)) => format!("{} would do for the same money.", other.name),
            None => "No other plan can take the place of what was chosen.".to_owned(),
        };
        let mut sheet = Sheet::new("why-not", title);
        sheet.say(format!("Chosen: {}, for {}.", bought(book, &self.chosen), self.monthly));
        let currency = &self.monthly.currency;
        if !self.kept.is_empty() {
            let columns = vec![
                Column::text("Chosen plan"),
                Column::money("Without it more", currency),
                Column::text("What it would take without it"),
            ];
            let mut table = Table::new("What each chosen plan is good for", columns);
            for kept in &self.kept {
                let saves = kept.saves.map_or(Cell::Nothing, Cell::Money);
                let without = kept.without.as_ref().map(|units| beside(book, &self.chosen, units));
                let without = without.unwrap_or_else(|| "nothing else covers the scenario".to_owned());
                table.row([Cell::Text(words::name(book, &kept.plan)), saves, Cell::Text(without)]);
            }
            sheet.table(table);
        }
        let columns = vec![
            Column::text("Plan"),
            Column::text("Why not"),
            Column::money("In its place a month", currency),
            Column::money("With one of it a month", currency),
            Column::text("That would be"),
        ];
        let mut table = Table::new("Plans of this edition that were not chosen", columns);
        for other in &self.others {
            let amount =
                |found: &Option<Instead>| found.as_ref().map_or(Cell::Nothing, |found| Cell::Money(found.monthly));
            let units = other
                .instead
                .as_ref()
                .or(other.with_one.as_ref())
                .map(|found| beside(book, &self.chosen, &found.units));
            table.row([
                Cell::text(&other.name),
                Cell::text(&other.says),
                amount(&other.instead),
                amount(&other.with_one),
                units.map_or(Cell::Nothing, Cell::Text),
            ]);
        }
        sheet.table(table);
        let sources = named(book, book.plans().map(|plan| &plan.id));
        sheet.cited(book, sources)
    }
}
