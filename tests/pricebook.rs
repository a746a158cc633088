//! The price book: every file loads, every figure has a source, and each edition is as its snapshot says.

#[path = "support/bundle.rs"]
mod bundle;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::collections::BTreeSet;

use plancost::base::{Money, PlanId, SourceId, variants};
use plancost::licensing::{read, scenario};
use plancost::pricebook::schema::{ConnectorClass, Limit, Pool, PriceShape};
use plancost::pricebook::{check, fact, library};
use plancost::{cheapest, price};

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_price_book_has_no_fault() {
    none(&check::check(library()));
}

/// The words of kinds that only scenarios name are complete as well.
#[test]
fn every_kind_of_a_scenario_has_words() {
    let words = library().words();
    none(&check::words_of(words, "environment", variants::of::<scenario::EnvironmentKind>()));
    none(&check::words_of(words, "trigger", variants::of::<scenario::Trigger>()));
}

/// Two facts never share a place: a comparison of editions would lose one.
#[test]
fn every_fact_has_a_place_of_its_own() {
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        let mut places = BTreeSet::new();
        for fact in fact::of_book(&book) {
            let place = (fact.kind, fact.id.clone(), fact.path.clone());
            assert!(places.insert(place), "{}: {fact:?} stands twice", head.id);
            assert!(!fact.what.is_empty() && !fact.value.is_empty() && !fact.about.is_empty(), "{}: {fact:?}", head.id);
        }
    }
}

#[test]
fn every_file_is_the_edition_it_is_named_after() {
    let files: Vec<_> = files::below("static/pricebook/editions", ".toml").iter().map(|path| stem(path)).collect();
    let editions: Vec<_> = library().editions().map(|head| head.id.to_string()).collect();
    assert!(editions.len() >= 2);
    assert_eq!(files, editions);
}

#[test]
fn every_edition_is_as_its_snapshot() {
    let mut faults = Vec::new();
    let mut wanted = BTreeSet::new();
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        let text: String = fact::of_book(&book).iter().map(line).collect();
        let path = files::root().join(format!("tests/snapshots/book-{}.txt", head.id));
        faults.extend(golden::compare(&path, &text).err());
        wanted.insert(stem(&path));
    }
    let there = files::below("tests/snapshots", ".txt")
        .iter()
        .map(|path| stem(path))
        .filter(|name| name.starts_with("book-"))
        .collect();
    assert_eq!(wanted, there, "snapshots and editions");
    none(&faults);
}

/// One line a fact, so that a changed figure is one changed line.
fn line(fact: &fact::Fact) -> String {
    let sources: Vec<_> = fact.sources.iter().map(SourceId::as_str).collect();
    let note = fact.note.as_ref().map(|note| format!(" | {note}")).unwrap_or_default();
    let kind = format!("{:?}", fact.kind).to_lowercase();
    format!(
        "{kind} {} {} | {} | {} | {:?}: {}{note}\n",
        fact.id,
        fact.path,
        fact.what,
        fact.value,
        fact.standing,
        sources.join(" ")
    )
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A later edition with every form of price and limit that the years after bring is data and nothing else.
#[test]
fn a_later_edition_is_data_only() {
    let folder = files::root().join("tests/fixtures");
    let library = bundle::with(&[&folder.join("later-edition.toml")], &[&folder.join("later-sources.toml")]);
    none(&check::check(&library));
    let book = library.book(None).expect("the latest");
    assert_eq!(book.edition.id.as_str(), "2099-01");
    let plan = |id: &str| book.plan(&PlanId::from(id)).unwrap_or_else(|| panic!("no plan {id}"));
    assert!(matches!(&plan("power-apps-per-user").price, PriceShape::Volume { tiers, .. } if tiers.len() == 3));
    assert!(matches!(plan("fixture-credit-meter").price, PriceShape::Metered { .. }));
    assert!(!plan("power-automate-per-flow").is_sold());
    assert_eq!(
        plan("fixture-credit-pack").grants.pools.get(&Pool::CopilotCredits).map(|grant| grant.value),
        Some(25_000)
    );
    assert_eq!(book.limit_value(Limit::TenantDatabaseMb), 21_000);
    assert_eq!(book.connector("twitter").map(|connector| connector.class), Some(ConnectorClass::Premium));
    assert!(book.connector("Kaizala").is_none());
    assert_eq!(book.rates().count(), 3);
    // The editions before it stay as they were.
    let last = plancost::pricebook::library().editions().next_back().expect("an edition").id.clone();
    assert_eq!(
        library.book(Some(last.as_str())).map(|book| book.plans().count()).ok(),
        plancost::pricebook::library().book(None).map(|book| book.plans().count()).ok()
    );
}

/// The engine works with plans that it has never heard of.
#[test]
fn a_later_edition_is_priced_by_the_same_code() {
    let folder = files::root().join("tests/fixtures");
    let library = bundle::with(&[&folder.join("later-edition.toml")], &[&folder.join("later-sources.toml")]);
    let book = library.book(None).expect("the latest");
    let scenario = read::scenario(
        r#"{"groups": [{"name": "Staff", "people": 100}], "flows": [{"name": "Button", "trigger": "instant", "connectors": ["Fixture Ledger"]}]}"#,
    );
    let found = cheapest(&book, &scenario.expect("a scenario")).expect("an answer");
    assert!(found.valid, "{:?}", found.issues);
    assert_eq!((found.quantity("fixture-process"), found.monthly.amount), (1, amount("151")), "{:?}", found.lines);

    let scenario = read::scenario(
        r#"{"groups": [{"name": "Staff", "people": 3000}], "apps": [{"name": "App", "connectors": ["SQL Server"]}]}"#,
    );
    let scenario = scenario.expect("a scenario");
    let combination = read::combination(r#"{"people": [{"who": "Staff", "licenses": {"power-apps-per-user": 1}}]}"#);
    let judged = price(&book, &scenario, &combination.expect("a combination")).expect("an answer");
    assert_eq!(judged.monthly.amount, amount("13.50").times(3_000));
}

fn amount(text: &str) -> Money {
    text.parse().expect("an amount")
}

/// Each file of `tests/fixtures/faults` is refused with the words of its first line, and with its name.
#[test]
fn a_wrong_file_is_told_by_file_and_key() {
    let files = files::below("tests/fixtures/faults", ".toml");
    assert!(files.len() >= 8, "the files are gone");
    for path in files {
        let text = files::text(&path);
        let words = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# says: "))
            .unwrap_or_else(|| panic!("{}: no words", path.display()));
        let faults = check::check(&bundle::with(&[&path], &[]));
        let told = faults.iter().any(|fault| fault.contains(words) && fault.contains("2098-01"));
        assert!(told, "{}: expected \"{words}\", found:\n{}", path.display(), faults.join("\n"));
    }
}

/// A fault of a shared file is told as well.
#[test]
fn a_source_that_nothing_cites_is_a_fault() {
    let folder = files::root().join("tests/fixtures");
    let faults = check::check(&bundle::with(&[], &[&folder.join("later-sources.toml")]));
    assert!(faults.iter().any(|fault| fault.contains("FIXTURE") && fault.contains("sources.toml")), "{faults:?}");
}
