//! One line for each preset of the page and each edition: what it costs and what to buy, so that a review sees it change.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::fmt::Write;

use plancost::cheapest;
use plancost::licensing::read;
use plancost::pricebook::library;

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
