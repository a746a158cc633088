//! How the engine gets to each of its answers: every case and every preset with its needs, lines, pooled amounts, issues and
//! assumptions, sentence by sentence, as `tests/snapshots/derived` keeps them. Cases say what must come out; this says what comes
//! out beside it, so that a review sees it change.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/case.rs"]
mod case;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use case::Case;
use plancost::cheapest;
use plancost::licensing::read;
use plancost::pricebook::library;
use plancost::report::{Estimate, Fault, Step};

/// The text of each topic.
type Topics = BTreeMap<String, String>;

/// Topics of cases that must have something to show.
const LEAST: usize = 12;

#[test]
fn every_answer_is_derived_as_its_snapshot_says() {
    let mut topics = Topics::new();
    for path in files::below("tests/cases", ".json") {
        let case: Case = serde_json::from_str(&files::text(&path)).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        put(&mut topics, &path, &case.edition, case.ask());
    }
    for path in files::below("static/scenarios", ".json").into_iter().filter(|path| !path.ends_with("index.json")) {
        let scenario = read::scenario(&files::text(&path)).unwrap_or_else(|fault| panic!("{path:?}: {fault}"));
        let book = library().book(None).expect("the latest edition");
        put(&mut topics, &path, book.edition.id.as_str(), cheapest(&book, &scenario));
    }
    assert!(topics.len() >= LEAST, "{:?}", topics.keys());
    let kept = files::below("tests/snapshots/derived", ".txt");
    let blessed = std::env::var_os("PLANCOST_BLESS").is_some();
    assert!(blessed || kept.len() == topics.len(), "{} snapshots for {:?}", kept.len(), topics.keys());
    for (topic, text) in topics {
        golden::compare(&files::root().join(format!("tests/snapshots/derived/{topic}.txt")), &text)
            .unwrap_or_else(|fault| panic!("{fault}"));
    }
}

/// Puts an answer to its topic, which is the folder of its file.
fn put(topics: &mut Topics, path: &Path, edition: &str, answer: Result<Estimate, Vec<Fault>>) {
    let topic = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let mut text = format!("# {}, {edition}", path.file_stem().unwrap_or_default().to_string_lossy());
    match answer {
        Ok(found) => estimate(&mut text, &found),
        Err(faults) => {
            for Fault { code, path, message } in faults {
                line(&mut text, 0, &format!("fault {code:?} at \"{path}\": {message}"));
            }
        }
    }
    let all = topics.entry(topic).or_default();
    all.push_str(&text);
    all.push_str("\n\n");
}

fn estimate(text: &mut String, found: &Estimate) {
    let valid = if found.valid { "valid" } else { "not valid" };
    let proven = found.optimality.as_ref().map_or("judged", |sure| if sure.proven { "proven" } else { "not proven" });
    write!(text, ": {}, {valid}, {proven}", found.monthly).expect("text takes text");
    for bought in &found.lines {
        let holders: Vec<String> =
            bought.holders.iter().map(|holder| format!("{} {}", holder.quantity, holder.who)).collect();
        let owned = if bought.owned > 0 { format!(", {} owned", bought.owned) } else { String::new() };
        line(text, 0, &format!("{} {}{owned}: {}", bought.quantity, bought.plan, holders.join(", ")));
        step(text, 1, &bought.reason);
    }
    for unpriced in &found.unpriced {
        line(
            text,
            0,
            &format!(
                "not priced: {} {}, seen elsewhere {} times",
                unpriced.quantity,
                unpriced.plan,
                unpriced.seen.len()
            ),
        );
    }
    // Most needs stand below the line that meets them already.
    let is_told = |need: &Step| found.lines.iter().any(|bought| bought.reason.because.contains(need));
    for need in found.needs.iter().filter(|need| !is_told(need)) {
        line(text, 0, "need");
        step(text, 1, need);
    }
    for pooled in &found.pooled {
        line(text, 0, &format!("{}: {} of {} {}", pooled.key, pooled.needed, pooled.entitled, pooled.unit));
        step(text, 1, &pooled.reason);
    }
    for issue in &found.issues {
        let rule = issue.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
        line(text, 0, &format!("{:?} at \"{}\"{rule}: {} {}", issue.code, issue.path, issue.says, issue.remedy));
    }
    for assumed in &found.assumptions {
        line(text, 0, &format!("assumed: {assumed}"));
    }
    for reading in &found.readings {
        line(text, 0, &format!("read: {} as {}", reading.id, reading.option));
    }
}

fn step(text: &mut String, depth: usize, of: &Step) {
    let rule = of.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
    let formula = of.formula.as_ref().map_or_else(String::new, |formula| format!(" = {formula}"));
    line(text, depth, &format!("{}{rule}{formula}", of.says));
    for evidence in &of.evidence {
        line(text, depth, &format!("· {}: {}", evidence.what, evidence.value));
    }
    for because in &of.because {
        step(text, depth + 1, because);
    }
}

fn line(text: &mut String, depth: usize, says: &str) {
    write!(text, "\n{}{says}", "  ".repeat(depth)).expect("text takes text");
}
