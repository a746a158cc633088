//! Words that several answers share: combinations and amounts in sentences.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use crate::base::count::gigabytes_text;
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
    if unit == "MB" { format!("{} GB", gigabytes_text(amount)) } else { number(amount) }
}

/// The fault when no combination at all was found.
pub fn nothing_covers() -> Vec<Fault> {
    let says = "no combination of plans was found for this scenario; ask for the cheapest to see what is refused";
    vec![Fault::new(FaultCode::Contradiction, "", says)]
}
