//! What every price book must obey. Returns all faults, each naming file and key, not only the first.

use std::collections::BTreeSet;

use super::book::Book;
use super::fold;
use super::library::Library;
use super::plan::Plan;
use super::schema::{Limit, PriceShape, Unit};
use crate::base::SourceId;

/// All faults of a library: unreadable files, changes that do not fit, figures without a known source, sources and rules
/// that nothing cites.
pub fn check(library: &Library) -> Vec<String> {
    let mut faults = library.faults().to_vec();
    let mut cited = BTreeSet::new();
    for rule in library.rules().values() {
        cite(library, &rule.sources, &format!("rules.toml: rule {}", rule.id), &mut cited, &mut faults);
    }
    let sets = library.change_sets();
    for count in 1..=sets.len() {
        let Some(part) = sets.get(..count) else { continue };
        let (book, fold_faults) = fold::fold(part, &library.shared_sources(), &library.shared_rules());
        if count == sets.len() {
            faults.extend(fold_faults);
        }
        if let (Some(book), Some(set)) = (book, part.last()) {
            let place = format!("editions/{}.toml", set.file);
            if set.file != book.edition.id.as_str() {
                faults.push(format!("{place}: the edition calls itself \"{}\"", book.edition.id));
            }
            check_book(library, &book, &place, &mut cited, &mut faults);
        }
    }
    check_order(library, &mut faults);
    for id in library.sources().keys().filter(|id| !cited.contains(*id)) {
        faults.push(format!("sources.toml: nothing cites \"{id}\""));
    }
    faults
}

fn check_order(library: &Library, faults: &mut Vec<String>) {
    let heads: Vec<_> = library.editions().collect();
    for pair in heads.windows(2) {
        if let [earlier, later] = pair
            && earlier.holds_from >= later.holds_from
        {
            faults.push(format!("edition {} does not begin after edition {}", later.id, earlier.id));
        }
    }
}

fn check_book(library: &Library, book: &Book, place: &str, cited: &mut BTreeSet<SourceId>, faults: &mut Vec<String>) {
    cite(library, &book.edition.sources, &format!("{place}: edition"), cited, faults);
    for plan in book.plans() {
        let place = format!("{place}: plan {}", plan.id);
        for (key, sources) in plan_citations(plan) {
            cite(library, sources, &format!("{place}: {key}"), cited, faults);
        }
        check_plan(book, plan, &place, faults);
    }
    for connector in book.connectors() {
        cite(library, &connector.sources, &format!("{place}: connector {}", connector.name), cited, faults);
    }
    for rate in book.rates() {
        cite(library, &rate.sources, &format!("{place}: rate {}", rate.id), cited, faults);
    }
    for limit in ALL_LIMITS {
        match book.limit(limit) {
            Some(figure) => cite(library, &figure.sources, &format!("{place}: limit {limit:?}"), cited, faults),
            None => faults.push(format!("{place}: there is no limit {limit:?}")),
        }
    }
}

const ALL_LIMITS: [Limit; 13] = [
    Limit::TenantDatabaseMb,
    Limit::TenantFileMb,
    Limit::TenantLogMb,
    Limit::EnvironmentDatabaseMb,
    Limit::DefaultEnvironmentDatabaseMb,
    Limit::DefaultEnvironmentFileMb,
    Limit::DefaultEnvironmentLogMb,
    Limit::CapacityNoticePercent,
    Limit::CapacityAlarmPercent,
    Limit::PortalLoginsMinimum,
    Limit::PortalPageViewsMinimum,
    Limit::PortalLoginsFree,
    Limit::PortalPageViewsFree,
];

/// Every key of a plan that cites sources, with them.
fn plan_citations(plan: &Plan) -> Vec<(String, &[SourceId])> {
    let mut all: Vec<(String, &[SourceId])> = vec![("sources".into(), &plan.sources)];
    match &plan.price {
        PriceShape::PerUnit { sources, .. }
        | PriceShape::Included { sources }
        | PriceShape::Metered { sources, .. } => {
            all.push(("price".into(), sources));
        }
        PriceShape::Volume { tiers, .. } => {
            all.extend(tiers.iter().map(|tier| (format!("price from {}", tier.from), tier.sources.as_slice())));
        }
        PriceShape::NotPublished { seen, sources } => {
            all.push(("price".into(), sources));
            all.extend(seen.iter().map(|seen| ("price seen".into(), seen.sources.as_slice())));
        }
    }
    let grants = &plan.grants;
    all.extend(plan.minimum.iter().map(|minimum| ("minimum".into(), minimum.sources.as_slice())));
    all.extend(grants.apps.iter().map(|grant| ("grants.apps".into(), grant.sources.as_slice())));
    all.extend(grants.flows.iter().map(|grant| ("grants.flows".into(), grant.sources.as_slice())));
    all.extend(grants.desktop.iter().map(|grant| ("grants.desktop".into(), grant.sources.as_slice())));
    all.extend(grants.rights.iter().map(|grant| ("grants.rights".into(), grant.sources.as_slice())));
    all.extend(grants.capacity.iter().map(|grant| ("grants.capacity".into(), grant.sources.as_slice())));
    all.extend(grants.requests.iter().map(|grant| ("grants.requests".into(), grant.sources.as_slice())));
    all.extend(grants.pools.iter().map(|(pool, grant)| (format!("grants.pools.{pool:?}"), grant.sources.as_slice())));
    all.extend(plan.requires.iter().map(|need| ("requires".into(), need.sources.as_slice())));
    all
}

fn check_plan(book: &Book, plan: &Plan, place: &str, faults: &mut Vec<String>) {
    for id in plan.requires.iter().flat_map(|need| &need.any_of) {
        if book.plan(id).is_none() {
            faults.push(format!("{place}: requires \"{id}\", which does not exist"));
        }
    }
    if let PriceShape::Volume { tiers, .. } = &plan.price {
        if tiers.first().is_none_or(|tier| tier.from != 1) {
            faults.push(format!("{place}: the first tier must begin at 1"));
        }
        if tiers.windows(2).any(|pair| matches!(pair, [low, high] if low.from >= high.from)) {
            faults.push(format!("{place}: tiers must rise"));
        }
    }
    let passes = plan.grants.apps.as_ref().is_some_and(|grant| grant.scope == super::schema::AppScope::Pass);
    if passes != (plan.unit == Unit::Pass) {
        faults.push(format!("{place}: unit \"pass\" and app scope \"pass\" belong together"));
    }
    if plan.grants.apps.as_ref().is_some_and(|grant| passes && (grant.apps == 0 || grant.portals == 0)) {
        faults.push(format!("{place}: a pass must cover at least one app and one portal"));
    }
}

fn cite(
    library: &Library,
    sources: &[SourceId],
    place: &str,
    cited: &mut BTreeSet<SourceId>,
    faults: &mut Vec<String>,
) {
    if sources.is_empty() {
        faults.push(format!("{place} has no source"));
    }
    for id in sources {
        if library.sources().contains_key(id) {
            cited.insert(id.clone());
        } else {
            faults.push(format!("{place} cites \"{id}\", which sources.toml does not have"));
        }
    }
}
