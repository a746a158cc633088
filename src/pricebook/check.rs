//! What every price book must obey. Returns all faults, each naming file and key, not only the first.

use crate::base::sorted::BTreeSet;

use super::book::Book;
use super::library::Library;
use super::plan::Plan;
use super::schema::{self, Kind, Limit, PriceShape, Reading, Unit};
use super::words::Words;
use super::{fact, fold};
use crate::base::plain::Plain;
use crate::base::{EditionId, SourceId};

/// All faults of a library: unreadable files, changes that do not fit, figures without a known source, sources and rules
/// that nothing cites.
pub fn check(library: &Library) -> Vec<String> {
    let mut faults = library.faults().to_vec();
    let mut cited = BTreeSet::new();
    faults.extend(check_words(library.words()));
    for rule in library.rules().values() {
        let place = format!("rules.toml: rule {}", rule.id);
        cite(library, &rule.sources, &place, &mut cited, &mut faults);
        let known = |edition: &&EditionId| library.editions().any(|head| head.id == **edition);
        for edition in rule.holds_from.iter().chain(&rule.holds_until).filter(|edition| !known(edition)) {
            faults.push(format!("{place}: there is no edition \"{edition}\""));
        }
    }
    for (place, sources) in library.sessions().citations() {
        cite(library, sources, &place, &mut cited, &mut faults);
    }
    faults.extend(library.sessions().faults());
    let sets = library.change_sets();
    for count in 1..=sets.len() {
        let Some(part) = sets.get(..count) else { continue };
        let (book, fold_faults) = fold::fold(part, library.shared());
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
    for fact in fact::of_book(book) {
        let place = format!("{place}: {:?} {}: {}", fact.kind, fact.id, fact.path).to_ascii_lowercase();
        cite(library, &fact.sources, &place, cited, faults);
    }
    for plan in book.plans() {
        check_plan(book, plan, &format!("{place}: plan {}", plan.id), faults);
    }
    for connector in book.connectors() {
        for term in
            connector.former.iter().flat_map(|former| &former.grace).filter(|id| book.term(id.as_str()).is_none())
        {
            faults.push(format!("{place}: connector {}: there is no term \"{term}\"", connector.name));
        }
    }
    for term in book.terms() {
        for id in term.plans.iter().filter(|id| book.plan(id).is_none()) {
            faults.push(format!("{place}: term {}: there is no plan \"{id}\"", term.id));
        }
    }
    for limit in ALWAYS.iter().filter(|limit| book.limit(**limit).is_none()) {
        faults.push(format!("{place}: there is no limit {limit:?}"));
    }
    for reading in book.readings() {
        for id in reading.options.iter().filter_map(|option| option.sessions.as_deref()) {
            if library.sessions().definition(id).is_none() {
                faults.push(format!("{place}: reading {}: there is no definition of a session \"{id}\"", reading.id));
            }
        }
        check_reading(book, reading, &format!("{place}: reading {}", reading.id), faults);
    }
}

/// Limits without which no tenant can be judged; others belong to things that came later.
const ALWAYS: [Limit; 13] = [
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

/// A question has at least two different answers, one of them the default, which changes nothing; the others fit the book.
fn check_reading(book: &Book, reading: &Reading, place: &str, faults: &mut Vec<String>) {
    let ids: BTreeSet<_> = reading.options.iter().map(|option| &option.id).collect();
    if ids.len() != reading.options.len() || ids.len() < 2 {
        faults.push(format!("{place}: it needs two options at least, each with an id of its own"));
    }
    match reading.option(reading.default.as_str()) {
        None => faults.push(format!("{place}: the default \"{}\" is none of its options", reading.default)),
        Some(option) if option.lays_over() => {
            faults.push(format!("{place}: the default \"{}\" must not change the book", reading.default));
        }
        Some(_) => {}
    }
    for option in reading.options.iter().filter(|option| option.lays_over()) {
        let mut copy = book.clone();
        let overlay = fold::overlay(&mut copy, option);
        faults.extend(overlay.iter().map(|fault| format!("{place}: option {}: {fault}", option.id)));
        if copy == *book {
            faults.push(format!("{place}: option {} changes nothing", option.id));
        }
    }
}

/// The words are complete: every kind has exactly the names that data may use.
pub fn check_words(words: &Words) -> Vec<String> {
    let kinds: [(&str, &[&str]); 13] = [
        ("family", schema::Family::NAMES),
        ("kind", schema::Kind::NAMES),
        ("unit", schema::Unit::NAMES),
        ("required-by", schema::RequiredBy::NAMES),
        ("standing", schema::Standing::NAMES),
        ("channel", schema::Channel::NAMES),
        ("app", schema::AppScope::NAMES),
        ("flow", schema::FlowScope::NAMES),
        ("right", schema::Right::NAMES),
        ("pool", schema::Pool::NAMES),
        ("connector-class", schema::ConnectorClass::NAMES),
        ("term-kind", schema::TermKind::NAMES),
        ("limit", Limit::NAMES),
    ];
    kinds.iter().flat_map(|(kind, names)| words_of(words, kind, names)).collect()
}

/// What is missing or too much in the words of one kind.
pub fn words_of(words: &Words, kind: &str, names: &[&str]) -> Vec<String> {
    let has: BTreeSet<&str> = words
        .kinds()
        .filter(|(known, _)| *known == kind)
        .flat_map(|(_, list)| list.keys().map(String::as_str))
        .collect();
    let wanted: BTreeSet<&str> = names.iter().copied().collect();
    wanted.symmetric_difference(&has).map(|name| format!("words.toml: {kind}.{name} is missing or too much")).collect()
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
    if plan.kind != Kind::Suite && plan.grants.pools.values().any(|grant| grant.most.is_some()) {
        faults.push(format!("{place}: a most of a pool is for suites; what is bought has none"));
    }
    let metered = matches!(plan.price, PriceShape::Metered { .. });
    if metered != (plan.kind == Kind::Meter) {
        faults.push(format!("{place}: kind \"meter\" and a metered price belong together"));
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
