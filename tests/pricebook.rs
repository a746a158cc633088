//! The price book: every file loads, every figure has a source, and each edition is as its snapshot says.

#[path = "support/bundle.rs"]
mod bundle;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::collections::BTreeSet;

use plancost::base::plain::Plain;
use plancost::base::{Money, PlanId, SourceId, plain};
use plancost::licensing::{read, scenario};
use plancost::pricebook::schema::{ChangeSet, ConnectorClass, Limit, Pool, PriceShape};
use plancost::pricebook::{check, diff, fact, library};
use plancost::{cheapest, price};

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_price_book_has_no_fault() {
    none(&check::check(library()));
}

/// What cannot be read names the field, so that who writes the files finds it.
#[test]
fn every_file_of_an_edition_is_read_by_itself() {
    let mut read = 0;
    for path in files::below("static/pricebook/editions", ".toml") {
        let json = serde_json::Value::Object(bundle::table(&path));
        plain::read::<ChangeSet>(&json).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()));
        read += 1;
    }
    assert_eq!(read, 12);
}

/// Every contradiction of the list is a question of some edition, and a question says what it is about.
#[test]
fn every_contradiction_is_a_reading() {
    let all: Vec<_> =
        library().editions().map(|head| library().book(Some(head.id.as_str())).expect("a book")).collect();
    let readings: Vec<_> = all.iter().flat_map(plancost::pricebook::Book::readings).collect();
    let numbers: BTreeSet<String> = readings.iter().filter_map(|reading| reading.number.clone()).collect();
    let wanted: BTreeSet<String> = (1..=21).map(|number| format!("C{number}")).collect();
    assert_eq!(numbers, wanted);
    for reading in readings {
        assert!(reading.topic.ends_with('?') && !reading.why.is_empty(), "{reading:?}");
    }
}

/// Each answer to each question can be laid over each edition that knows it, and then it is the one that holds; the default
/// changes nothing; and a question or an answer that is not there is told with those that are.
#[test]
fn every_answer_can_be_chosen_in_every_edition() {
    let mut tried = 0;
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        for reading in book.readings() {
            for option in &reading.options {
                let choice = [(reading.id.clone(), option.id.clone())].into_iter().collect();
                let chosen = book.with_readings(&choice).unwrap_or_else(|unknown| panic!("{unknown}"));
                assert!(chosen.reads(reading.id.as_str(), option.id.as_str()));
                let same = fact::of_book(&chosen) == fact::of_book(&book);
                assert_eq!(same, !option.lays_over(), "{} {} {}", head.id, reading.id, option.id);
                let others = book.readings().filter(|other| other.id != reading.id);
                for other in others {
                    assert!(chosen.reads(other.id.as_str(), other.default.as_str()), "{} {}", reading.id, other.id);
                }
                tried += 1;
            }
            let choice = [(reading.id.clone(), "no-such-answer".into())].into_iter().collect();
            let unknown = book.with_readings(&choice).expect_err("no such answer").to_string();
            assert!(unknown.contains(reading.default.as_str()), "{unknown}");
        }
        let choice = [("no-such-question".into(), "yes".into())].into_iter().collect();
        assert!(book.with_readings(&choice).is_err());
    }
    assert!(tried > 300, "only {tried}");
}

/// An answer that lays figures over an edition changes what a scenario costs.
#[test]
fn another_reading_is_another_price() {
    let ask = |edition: &str, choices: &[(&str, &str)], scenario: &str| {
        let book = library().book(Some(edition)).expect("an edition");
        let choices = choices.iter().map(|(reading, option)| ((*reading).into(), (*option).into())).collect();
        let book = book.with_readings(&choices).unwrap_or_else(|unknown| panic!("{unknown}"));
        cheapest(&book, &read::scenario(scenario).expect("a scenario")).expect("an answer").monthly.amount
    };
    let portal = r#"{"portals": [{"name": "Shop", "logins_per_month": 1100}]}"#;
    assert_eq!(ask("2021-10", &[], portal), amount("1100"));
    assert_eq!(ask("2021-10", &[("login-tiers", "packs")], portal), amount("1200"), "one pack of 1,000 and one of 100");
    assert_eq!(ask("2021-10", &[("portal-free-base", "article")], portal), amount("1000"), "100 of them are free");
    let bots = r#"{"bots": [{"name": "Bot", "sessions_per_month": 4000}], "storage": {"database_gb": "20"}}"#;
    assert_eq!(ask("2020-04", &[], bots), amount("2000"));
    assert_eq!(ask("2020-04", &[("bot-storage", "once")], bots), amount("2400"));
    assert_eq!(ask("2020-09", &[], bots), amount("2400"));
    assert_eq!(ask("2020-09", &[("bot-storage", "each-license")], bots), amount("2000"));
    let apps =
        r#"{"apps": [{"name": "A", "connectors": ["SQL Server"]}, {"name": "B", "connectors": ["SQL Server"]}]}"#;
    assert_eq!(ask("2020-04", &[], apps), amount("10"));
    assert_eq!(ask("2020-04", &[("apps-per-pass", "one-app")], apps), amount("20"));
    assert_eq!(ask("2021-10", &[("apps-per-pass", "two-and-portal")], apps), amount("5"));
    let gateway = r#"{"apps": [{"name": "A", "connectors": ["On-premises data gateway"]}]}"#;
    assert_eq!(ask("2021-10", &[], gateway), amount("5"));
    assert_eq!(ask("2021-10", &[("gateway-in-suites", "both")], gateway), amount("0"));
    let syntex = r#"{"groups": [{"name": "All", "people": 285, "holds": ["office-365", "sharepoint-syntex"]}], "ai_builder": {"credits_per_month": 900000}}"#;
    assert_eq!(ask("2022-01", &[], syntex), amount("0"));
    assert_eq!(ask("2022-01", &[("syntex-credits", "threshold")], syntex), amount("500"));
}

/// An edition of one's own brings its sources along in its own file.
#[test]
fn an_edition_of_ones_own_brings_its_sources() {
    let own = serde_json::json!({
        "edition": {"id": "2099-02", "holds_from": "2099-02-01", "why": "Our contract.", "currency": "USD", "sources": ["OUR-CONTRACT"]},
        "plan": [{"id": "power-apps-per-user", "change": "sets", "sources": ["OUR-CONTRACT"],
            "price": {"shape": "per-unit", "amount": "17", "sources": ["OUR-CONTRACT"]}}],
        "source": [{"id": "OUR-CONTRACT", "title": "Our contract", "address": "a folder", "date": "2099-02-01", "standing": "community"}]
    });
    let library = library().with("2099-02", plain::read(&own).expect("a change-set"));
    none(&check::check(&library));
    let book = library.book(None).expect("the latest");
    assert_eq!(book.source(&SourceId::from("OUR-CONTRACT")).map(|source| source.title.as_str()), Some("Our contract"));
    assert!(matches!(&book.plan(&PlanId::from("power-apps-per-user")).expect("the plan").price,
        PriceShape::PerUnit { amount: each, .. } if *each == amount("17")));
}

/// Every edition differs from the one before in something that is compared, and says why it exists in one sentence.
#[test]
fn every_edition_changes_something() {
    let heads: Vec<_> = library().editions().collect();
    for pair in heads.windows(2) {
        let book = |place: usize| library().book(pair.get(place).map(|head| head.id.as_str())).expect("a book");
        let found = diff::between(&book(0), &book(1));
        assert!(!found.changes.is_empty(), "{} is as {}", found.to.id, found.from.id);
        for side in found.changes.iter().flat_map(|change| [&change.before, &change.after]).flatten() {
            assert!(!side.sources.is_empty(), "{side:?}");
        }
    }
    assert!(heads.iter().all(|head| head.why.ends_with('.')), "{heads:?}");
    assert_eq!(heads.len(), 12);
}

/// The words of kinds that only scenarios name are complete as well.
#[test]
fn every_kind_of_a_scenario_has_words() {
    let words = library().words();
    none(&check::words_of(words, "environment", scenario::EnvironmentKind::NAMES));
    none(&check::words_of(words, "trigger", scenario::Trigger::NAMES));
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
