//! Words that several answers share: combinations and amounts in sentences.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use crate::base::count::gigabytes;
use crate::base::{PlanId, SourceId};
use crate::licensing::words::{list, number};
use crate::pricebook::Book;
use crate::report::Fault;
use crate::report::fault::FaultCode;

/// The official name of a plan.
pub fn name(book: &Book, plan: &PlanId) -> String {
    book.plan(plan).map_or_else(|| plan.to_string(), |plan| plan.name.clone())
}

/// `10 × Power Apps per user and 1 × …`.
pub fn bought(book: &Book, units: &BTreeMap<PlanId, u64>) -> String {
    let each: Vec<String> =
        units.iter().map(|(id, count)| format!("{} × {}", number(*count), name(book, id))).collect();
    if each.is_empty() { "nothing".to_owned() } else { list(&each) }
}

/// A combination beside a known one: what is different, where they have plans in common; all of it where they have none.
pub fn beside(book: &Book, known: &BTreeMap<PlanId, u64>, units: &BTreeMap<PlanId, u64>) -> String {
    if !units.keys().any(|id| known.contains_key(id)) {
        return bought(book, units);
    }
    let (more, less) = (only(units, known), only(known, units));
    let mut parts = match (more.is_empty(), less.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => vec![format!("and {}", bought(book, &more))],
        (true, false) => vec![format!("without {}", bought(book, &less))],
        (false, false) => vec![format!("with {} instead of {}", bought(book, &more), bought(book, &less))],
    };
    let moved = units.iter().filter_map(|(id, count)| {
        let before = known.get(id).filter(|before| *before != count)?;
        Some(format!("{} × {} rather than {}", number(*count), name(book, id), number(*before)))
    });
    let moved: Vec<String> = moved.collect();
    if !moved.is_empty() {
        parts.push(format!("with {}", list(&moved)));
    }
    if parts.is_empty() { "the same".to_owned() } else { format!("the same {}", parts.join(", ")) }
}

/// What only the first of two combinations has.
fn only(one: &BTreeMap<PlanId, u64>, other: &BTreeMap<PlanId, u64>) -> BTreeMap<PlanId, u64> {
    let mut found = BTreeMap::new();
    for (id, count) in one.iter().filter(|(id, _)| !other.contains_key(*id)) {
        found.insert(id.clone(), *count);
    }
    found
}

/// Plans by their names, in a sentence.
pub fn plans(book: &Book, ids: &BTreeSet<PlanId>) -> String {
    let names: Vec<String> = ids.iter().map(|id| name(book, id)).collect();
    if names.is_empty() { "nothing".to_owned() } else { list(&names) }
}

/// The sources of plans and their prices.
pub fn named<'a>(book: &Book, ids: impl Iterator<Item = &'a PlanId>) -> BTreeSet<SourceId> {
    let known = ids.filter_map(|id| book.plan(id));
    known.flat_map(|plan| plan.sources.iter().chain(price_sources(plan))).cloned().collect()
}

/// Where a price is printed.
fn price_sources(plan: &crate::pricebook::Plan) -> Vec<&SourceId> {
    use crate::pricebook::schema::PriceShape;
    match &plan.price {
        PriceShape::PerUnit { sources, .. }
        | PriceShape::Included { sources, .. }
        | PriceShape::Metered { sources, .. }
        | PriceShape::NotPublished { sources, .. } => sources.iter().collect(),
        PriceShape::Volume { tiers, .. } => tiers.iter().flat_map(|tier| &tier.sources).collect(),
    }
}

/// An amount of a pool with its unit; storage is told in gigabytes.
pub fn amount(unit: &str, amount: u64) -> String {
    if unit == "MB" { gigabytes(amount) } else { number(amount) }
}

/// The fault when no combination at all was found.
pub fn nothing_covers() -> Vec<Fault> {
    let says = "no combination of plans was found for this scenario; ask for the cheapest to see what is refused";
    vec![Fault::new(FaultCode::Contradiction, "", says)]
}
