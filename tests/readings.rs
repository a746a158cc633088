//! Every answer to a question that sources dispute changes something: the estimate of some case, the count of sessions, or
//! what its own words say. `tests/snapshots/readings.txt` names the case for each, so that a reading that decides nothing is seen.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/case.rs"]
mod case;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::fmt::Write;

use case::Case;
use plancost::base::{OptionId, ReadingId};
use plancost::licensing::Scenario;
use plancost::pricebook::schema::{Reading, ReadingOption};
use plancost::pricebook::{Book, library};
use plancost::report::{Combination, Estimate};
use plancost::{cheapest, price};

/// A case as it is asked here: its name, the question, and what it says of readings.
struct Asked {
    name: String,
    scenario: Scenario,
    combination: Option<Combination>,
    text: String,
}

fn cases() -> Vec<Asked> {
    let read = |path: std::path::PathBuf| {
        let text = files::text(&path);
        let case: Case = serde_json::from_str(&text).expect("a case");
        let scenario = serde_json::from_value(case.scenario?).ok()?;
        let combination = case.combination.map(serde_json::from_value).transpose().ok()?;
        let name = files::short(&path).trim_start_matches("tests/cases/").trim_end_matches(".json").to_owned();
        Some(Asked { name, scenario, combination, text })
    };
    files::below("tests/cases", ".json").into_iter().filter_map(read).collect()
}

fn estimate(book: &Book, asked: &Asked, reading: &ReadingId, option: &OptionId) -> Option<Estimate> {
    let mut scenario = asked.scenario.clone();
    scenario.readings.retain(|id, _| book.reading(id.as_str()).is_some());
    scenario.readings.insert(reading.clone(), option.clone());
    match &asked.combination {
        None => cheapest(book, &scenario),
        Some(combination) => price(book, &scenario, combination),
    }
    .ok()
}

/// What differs between two answers, apart from which reading was taken.
fn difference(one: &Estimate, other: &Estimate) -> Option<String> {
    let says = |estimate: &Estimate| estimate.issues.iter().map(|issue| issue.says.clone()).collect::<Vec<_>>();
    let pooled =
        |estimate: &Estimate| estimate.pooled.iter().map(|row| (row.key.clone(), row.entitled)).collect::<Vec<_>>();
    if one.monthly != other.monthly {
        Some(format!("{} or {}", one.monthly.amount, other.monthly.amount))
    } else if one.valid != other.valid {
        Some(format!("valid {} or {}", one.valid, other.valid))
    } else if case::quantities(one) != case::quantities(other) {
        Some("other licenses".to_owned())
    } else if pooled(one) != pooled(other) {
        Some("other amounts".to_owned())
    } else {
        (says(one) != says(other)).then(|| "other issues".to_owned())
    }
}

/// The first case whose estimate another answer changes; those that name the question are asked first.
fn changed(book: &Book, cases: &[Asked], reading: &Reading, option: &ReadingOption) -> Option<String> {
    let names = |asked: &&Asked| asked.text.contains(reading.id.as_str());
    let others = cases.iter().filter(|asked| !names(asked));
    cases.iter().filter(names).chain(others).find_map(|asked| {
        let usual = estimate(book, asked, &reading.id, &reading.default)?;
        if !usual.readings.iter().any(|used| used.id == reading.id) {
            return None;
        }
        let other = estimate(book, asked, &reading.id, &option.id)?;
        difference(&usual, &other).map(|how| format!("{}: {how}", asked.name))
    })
}

#[test]
fn every_answer_changes_something() {
    let cases = cases();
    let (mut text, mut nothing) = (String::new(), Vec::new());
    let mut known: Vec<Reading> = Vec::new();
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        for reading in book.readings() {
            // What an edition leaves as it was needs no second look.
            if known.contains(reading) {
                continue;
            }
            known.push(reading.clone());
            for option in reading.options.iter().filter(|option| option.id != reading.default) {
                let place = format!("{} {} {}", head.id, reading.id, option.id);
                let found = match (&option.sessions, &option.elsewhere) {
                    (Some(definition), _) => Some(format!("the count of sessions, by definition {definition}")),
                    (None, Some(what)) => Some(what.clone()),
                    (None, None) => changed(&book, &cases, reading, option),
                };
                match found {
                    Some(what) => writeln!(text, "{place} | {what}").expect("text takes text"),
                    None => nothing.push(place),
                }
            }
        }
    }
    assert!(nothing.is_empty(), "these change nothing:\n{}", nothing.join("\n"));
    golden::compare(&files::root().join("tests/snapshots/readings.txt"), &text)
        .unwrap_or_else(|fault| panic!("{fault}"));
}
