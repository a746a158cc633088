//! Worked examples and bad input: one runner over `tests/cases/<topic>/*.json`.

#[path = "support/case.rs"]
mod case;
#[path = "support/files.rs"]
mod files;

use std::collections::BTreeSet;

use case::Case;
use plancost::price;
use plancost::pricebook::library;
use plancost::report::Code;
use serde_json::json;

fn cases() -> Vec<(String, Case)> {
    let read = |path: std::path::PathBuf| {
        let name = files::short(&path);
        let case: Case = serde_json::from_str(&files::text(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, case)
    };
    files::below("tests/cases", ".json").into_iter().map(read).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_case_comes_out_as_written() {
    let cases = cases();
    let mut faults = Vec::new();
    for (name, case) in &cases {
        let differences = case.differences();
        if !differences.is_empty() {
            faults.push(format!("{name}: {}\n    {}", case.says, differences.join("\n    ")));
        }
    }
    println!("{} of {} cases pass", cases.len() - faults.len(), cases.len());
    none(&faults);
}

#[test]
fn every_case_is_well_formed() {
    let mut faults = Vec::new();
    for (name, case) in cases() {
        let mut say = |wrong: bool, what: &str| {
            if wrong {
                faults.push(format!("{name}: {what}"));
            }
        };
        say(!name.ends_with(&format!("/{}.json", case.id)), "id and file name differ");
        say(case.scenario.is_some() == case.text.is_some(), "exactly one of scenario and text");
        say(case.says.is_empty(), "says nothing");
        say(case.id.starts_with("WE-") && case.sources.is_empty(), "an example without a source");
        for key in &case.sources {
            say(!library().sources().contains_key(key.as_str()), &format!("source {key} is not in sources.toml"));
        }
        let expected = &case.expected;
        let nothing = expected.monthly.is_none()
            && expected.valid.is_none()
            && expected.lines.is_none()
            && expected.fault.is_none()
            && expected.issues.present.is_empty();
        say(nothing, "expects nothing, so it cannot fail");
    }
    none(&faults);
}

/// What `cheapest` says is what `price` says of the same combination.
#[test]
fn both_doors_agree() {
    let mut faults = Vec::new();
    for (name, case) in cases().into_iter().filter(|(_, case)| case.combination.is_none()) {
        let Ok(found) = case.ask() else { continue };
        let book = library().book(Some(&case.edition)).expect("the case was answered");
        let scenario = serde_json::from_value(case.scenario.unwrap_or_default()).expect("the case was answered");
        match price(&book, &scenario, &found.combination) {
            Ok(judged) if judged.valid == found.valid && judged.monthly == found.monthly => {}
            Ok(judged) => faults.push(format!(
                "{name}: cheapest says {}, price says {}, valid {}",
                found.monthly, judged.monthly, judged.valid
            )),
            Err(wrong) => faults.push(format!("{name}: price refuses what cheapest chose: {wrong:?}")),
        }
    }
    none(&faults);
}

/// Kinds of issues that no scenario leads to, with the reason.
const WITHOUT_CASE: [(&str, &str); 3] = [
    ("out-of-order", "is a fault of files of conversations; the tests of the JavaScript face have it"),
    ("internal", "says that the engine is wrong; a property test tries to reach it"),
    ("not-proven", "needs a tenant that the solver cannot finish within its bound; none is known"),
];

#[test]
fn every_kind_of_issue_and_fault_has_a_case() {
    let mut expected: BTreeSet<String> = BTreeSet::new();
    for (_, case) in cases() {
        expected.extend(case.expected.issues.present);
        expected.extend(case.expected.fault.map(|fault| fault.code));
    }
    let mut faults = Vec::new();
    for (file, name) in [("src/report/issue.rs", "Code"), ("src/report/fault.rs", "FaultCode")] {
        for code in variants(file, name) {
            let excused = WITHOUT_CASE.iter().any(|(without, _)| *without == code);
            match (expected.contains(&code), excused) {
                (true, false) | (false, true) => {}
                (false, false) => faults.push(format!("{file}: no case expects {code}")),
                (true, true) => faults.push(format!("{file}: {code} has a case and needs no excuse")),
            }
        }
    }
    none(&faults);
}

/// In an edition that sells no license for premium apps, the answer says so, and still covers the rest.
#[test]
fn what_no_plan_covers_is_said() {
    let last = library().editions().next_back().expect("an edition").clone();
    let gone = library().book(None).expect("an edition");
    let gone = gone.plans().filter(|plan| plan.is_sold() && plan.grants.apps.is_some());
    let ends =
        gone.map(|plan| json!({"id": plan.id, "change": "ends", "last_day": "2098-12-31", "sources": plan.sources}));
    let head = json!({"id": "2099-01", "holds_from": "2099-01-01", "why": "Made up.", "currency": last.currency, "sources": last.sources});
    let changes = json!({"edition": head, "plan": ends.collect::<Vec<_>>()});
    let later = library().with("2099-01", serde_json::from_value(changes).expect("a change-set"));
    let book = later.book(None).expect("the made-up edition");
    let scenario = json!({"apps": [{"name": "App", "connectors": ["SQL Server"]}], "flows": [{"name": "Flow", "connectors": ["SQL Server"]}]});
    let found = plancost::cheapest(&book, &serde_json::from_value(scenario).expect("a scenario")).expect("an answer");
    let codes: Vec<Code> = found.issues.iter().map(|issue| issue.code).collect();
    assert!(
        !found.valid && codes.first() == Some(&Code::NoPlanCovers) && codes.contains(&Code::AppNotCovered),
        "{codes:?}"
    );
    assert_eq!(case::quantities(&found).into_values().sum::<u64>(), 1, "the flow is covered: {:?}", found.lines);
    assert!(found.optimality.is_some_and(|optimality| !optimality.proven), "nothing is proven of what is not valid");
}

/// The variants of an enum as their names in JSON, read from the source so that none is forgotten.
fn variants(file: &str, name: &str) -> Vec<String> {
    let source = files::text(&files::root().join(file));
    let body = source.split_once(&format!("pub enum {name} {{")).and_then(|(_, rest)| rest.split_once("\n}"));
    let (body, _) = body.unwrap_or_else(|| panic!("{file} has no enum {name}"));
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.is_empty());
    let names: Vec<String> = lines.map(|line| kebab(line.trim_end_matches(','))).collect();
    assert!(
        names.len() > 3 && names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')),
        "{names:?}"
    );
    names
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// The table in the README is complete: it names every example file, and no file that is not there.
#[test]
fn the_table_of_examples_is_true() {
    let table = files::text(&files::root().join("tests/cases/README.md"));
    let mut faults = Vec::new();
    let rows = table.lines().filter(|line| line.starts_with("| WE-"));
    let mut named = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [id, files_or_reason] = cells.as_slice() else {
            faults.push(format!("README: a row has {} cells: {row}", cells.len()));
            continue;
        };
        if files_or_reason.is_empty() {
            faults.push(format!("README: {id} has neither a file nor a reason"));
        }
        let files = files_or_reason.split('`').filter(|part| part.contains('/'));
        for file in files {
            if !file.contains(&format!("/{id}")) {
                faults.push(format!("README: {file} stands in the row of {id}"));
            }
            named.insert(format!("tests/cases/{file}.json"));
        }
    }
    let there: BTreeSet<String> =
        cases().into_iter().map(|(name, _)| name).filter(|name| name.contains("/WE-")).collect();
    faults.extend(named.difference(&there).map(|name| format!("README names {name}, which does not exist")));
    faults.extend(there.difference(&named).map(|name| format!("README does not name {name}")));
    none(&faults);
}

/// Every example and every oddity of the reference has a file: among the cases here, those of sessions or of other answers.
#[test]
fn every_example_has_a_case() {
    let folders = ["tests/cases", "tests/sessions", "tests/answers"];
    let stem = |path: &std::path::PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stems: BTreeSet<String> =
        folders.iter().flat_map(|folder| files::below(folder, ".json")).map(|path| stem(&path)).collect();
    let has = |id: &str| {
        stems.iter().any(|stem| stem.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    };
    let text = files::text(&files::root().join("tests/cases/examples.txt"));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let ids: Vec<&str> = lines.flat_map(|line| line.split_whitespace().skip(1)).collect();
    let missing: Vec<String> = ids
        .iter()
        .filter(|id| !has(id.split_once('=').map_or(**id, |(_, file)| file)))
        .map(|id| format!("{id} has no case"))
        .collect();
    println!("{} of {} examples and oddities have a case", ids.len() - missing.len(), ids.len());
    none(&missing);
    assert_eq!(ids.len(), 103 + 30, "the list is whole");
}

/// Every connector that a source classes is in the book with that class, and with the one it had before.
#[test]
fn every_connector_is_in_its_class() {
    let text = files::text(&files::root().join("tests/cases/connectors.txt"));
    let mut faults = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (what, names) = line.split_once(": ").expect("a class and names");
        let (class, when) = what.split_once(", ").unwrap_or((what, ""));
        let from = when.strip_prefix("from ").unwrap_or("2019-10");
        for head in library().editions().filter(|head| head.id.as_str() >= from) {
            let book = library().book(Some(head.id.as_str())).expect("a listed edition");
            for name in names.split("; ") {
                let found = book.connector(name);
                let former = found.and_then(|known| known.former.as_ref()).map(|former| former.until.to_string());
                let class_of = found.map(|known| json!(known.class));
                if class_of != Some(json!(class)) || former.as_deref() != when.strip_prefix("standard until ") {
                    faults.push(format!("{} {name}: {class_of:?}, standard until {former:?}", head.id));
                }
            }
        }
    }
    none(&faults);
}
