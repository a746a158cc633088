//! One line for each preset of the page and each edition: what it costs and what to buy; and how that is derived, for each preset
//! and some cases. So a review sees them change.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::fmt::Write;

use plancost::answers::{Depth, explain};
use plancost::cheapest;
use plancost::licensing::Scenario;
use plancost::licensing::read;
use plancost::pricebook::library;
use serde_json::Value;

#[test]
fn every_preset_is_as_its_snapshot() {
    let mut text = String::new();
    let presets = files::below("static/scenarios", ".json").into_iter().filter(|path| !path.ends_with("index.json"));
    for path in presets {
        let name = files::short(&path);
        let scenario = read::scenario(&files::text(&path)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        for head in library().editions() {
            let book = library().book(Some(head.id.as_str())).expect("a listed edition");
            let found = cheapest(&book, &scenario).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if !found.valid {
                // Before a product came on sale it cannot be bought; in the latest edition everything can.
                assert!(library().editions().next_back() != Some(head), "{name}: {:?}", found.issues);
                let refused: Vec<_> = found.issues.iter().filter(|issue| !issue.path.is_empty()).collect();
                let paths: Vec<_> = refused.iter().map(|issue| issue.path.as_str()).collect();
                writeln!(text, "{stem} {}: not to be had: {}", head.id, paths.join(", ")).expect("text takes text");
                continue;
            }
            let lines: Vec<String> =
                found.lines.iter().map(|line| format!("{} {}", line.quantity, line.plan)).collect();
            writeln!(text, "{stem} {}: {}; {}", head.id, found.monthly, lines.join(", ")).expect("text takes text");
        }
    }
    assert!(text.lines().count() >= 20, "the presets are gone");
    golden::compare(&files::root().join("tests/snapshots/presets.txt"), &text)
        .unwrap_or_else(|fault| panic!("{fault}"));
}

/// Cases whose derivation says what no preset has.
const DERIVED: [&str; 12] = [
    "ai-builder/WE-158",
    "capacity/log-by-database-or-log",
    "capacity/low",
    "contact-centre/both",
    "people/WE-10-child-licensed",
    "flows/WE-58",
    "passes/bought-before",
    "pay-as-you-go/WE-224",
    "pay-as-you-go/WE-229",
    "people/WE-22",
    "portals/WE-137-csp",
    "requests/WE-116",
];

#[test]
fn derivations_are_as_their_snapshot() {
    let mut text = String::new();
    for path in files::below("static/scenarios", ".json").into_iter().filter(|path| !path.ends_with("index.json")) {
        let scenario = read::scenario(&files::text(&path)).unwrap_or_else(|fault| panic!("{fault}"));
        derive(&mut text, &files::short(&path), None, &scenario);
    }
    for name in DERIVED {
        let case = files::text(&files::root().join("tests/cases").join(format!("{name}.json")));
        let case: Value = serde_json::from_str(&case).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let scenario = read::scenario(&case["scenario"].to_string()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        derive(&mut text, name, case["edition"].as_str(), &scenario);
    }
    golden::compare(&files::root().join("tests/snapshots/derivations.txt"), &text)
        .unwrap_or_else(|fault| panic!("{fault}"));
}

/// Sentences, formulas, figures and rules; what the rules and sources are is looked at elsewhere.
fn derive(text: &mut String, name: &str, edition: Option<&str>, scenario: &Scenario) {
    let book = library().book(edition).unwrap_or_else(|unknown| panic!("{name}: {unknown}"));
    let found = cheapest(&book, scenario).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let sheet = explain(&found, None, Depth::Whole).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let whole = sheet.to_text();
    let derived = whole.split("\nRules\n").next().unwrap_or_default();
    writeln!(text, "# {name}, {}\n\n{derived}\n", book.edition.id).expect("text takes text");
}
