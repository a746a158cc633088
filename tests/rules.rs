//! Every rule has a page, a place in the code that names it, and a case whose answer cites it.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/case.rs"]
mod case;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;

use std::collections::{BTreeMap, BTreeSet};

use case::Case;
use plancost::pricebook::library;

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

/// The numbered rules say what they are, more about it, where it stands and what of a scenario they look at.
#[test]
fn every_numbered_rule_has_a_whole_page() {
    let book = library().book(None).expect("an edition");
    let mut faults = Vec::new();
    for number in 1..=25 {
        let id = format!("R{number}");
        let Some(rule) = book.rule(&id) else {
            faults.push(format!("{id} is missing"));
            continue;
        };
        let detail = rule.detail.as_deref().unwrap_or_default();
        let whole = !rule.title.is_empty() && rule.says.len() > 60 && !rule.sources.is_empty();
        let looks =
            detail.split_once("In the scenario: ").is_some_and(|(more, what)| more.len() > 60 && what.len() > 8);
        if !(whole && looks) {
            faults.push(format!("{id} is thin: {detail}"));
        }
    }
    none(&faults);
}

/// Where a rule is applied, a heading or a line above the code names it.
#[test]
fn every_rule_is_named_where_it_is_applied() {
    let code: Vec<String> = files::below("src/licensing", ".rs").iter().map(|path| files::text(path)).collect();
    let words: BTreeSet<&str> = code
        .iter()
        .flat_map(|text| text.lines().map(str::trim).filter(|line| line.starts_with("//")))
        .flat_map(|line| line.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')))
        .collect();
    let quoted = |id: &str| code.iter().any(|text| text.contains(&format!("\"{id}\"")));
    let book = library().book(None).expect("an edition");
    let named = |id: &str| {
        // "POOL-1 to POOL-5" names those between.
        let (family, _) = id.split_once('-').unwrap_or((id, ""));
        words.contains(id) || family == "POOL" && words.contains("POOL-1") && words.contains("POOL-5")
    };
    let missing = book.rules().filter(|rule| !(named(rule.id.as_str()) && quoted(rule.id.as_str())));
    none(&missing.map(|rule| format!("{} is not named beside the code, or never cited", rule.id)).collect::<Vec<_>>());
}

#[test]
fn every_rule_is_cited_by_a_case() {
    let mut cited: BTreeMap<String, String> = BTreeMap::new();
    for path in files::below("tests/cases", ".json") {
        let case: Case = serde_json::from_str(&files::text(&path)).expect("a case");
        let Ok(estimate) = case.ask() else { continue };
        let book = library().book(Some(&case.edition)).expect("the case was answered");
        for rule in &estimate.rules {
            // What an edition does not sell yet is refused with the rule by which it will be sold.
            let holds = book.rule_holds(rule.id.as_str()) || !estimate.valid;
            assert!(holds, "{}: {} does not hold in {}", case.id, rule.id, case.edition);
            cited.entry(rule.id.to_string()).or_insert_with(|| case.id.clone());
        }
    }
    let book = library().book(None).expect("an edition");
    let missing = book.rules().filter(|rule| !cited.contains_key(rule.id.as_str()));
    none(&missing.map(|rule| format!("{} is cited by no case", rule.id)).collect::<Vec<_>>());
}
