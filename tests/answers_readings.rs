//! Where sources disagree: the list that an estimate has is the only one, and it lacks nothing.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;

use plancost::base::PlanId;
use plancost::cheapest;
use plancost::licensing::read;
use plancost::pricebook::library;
use plancost::report::Estimate;
use serde_json::Value;

/// What an estimate is about is said once: no other reading of a question that it does not list changes the answer.
#[test]
fn readings_that_are_not_listed_change_nothing() {
    let (mut asked, mut faults) = (0, Vec::new());
    for (place, path) in files::below("tests/cases", ".json").into_iter().enumerate() {
        let case: Value = serde_json::from_str(&files::text(&path)).expect("a case");
        let Ok(scenario) = read::scenario(&case["scenario"].to_string()) else { continue };
        let Ok(book) = library().book(case["edition"].as_str()) else { continue };
        let Ok(now) = cheapest(&book, &scenario) else { continue };
        let others = book.readings().filter(|reading| now.readings.iter().all(|used| used.id != reading.id));
        // Each question is asked of every third case, and of each case another third of them.
        for reading in others.skip(place % 3).step_by(3) {
            let used = scenario.readings.get(&reading.id).unwrap_or(&reading.default);
            for other in reading.options.iter().filter(|other| other.id != *used) {
                let mut choice = scenario.clone();
                choice.readings.insert(reading.id.clone(), other.id.clone());
                let then = cheapest(&book, &choice).expect("an answer");
                let lines = |estimate: &Estimate| -> Vec<(PlanId, u64)> {
                    estimate.lines.iter().map(|line| (line.plan.clone(), line.quantity)).collect()
                };
                asked += 1;
                if then.monthly != now.monthly || then.valid != now.valid || lines(&then) != lines(&now) {
                    let name = files::short(&path);
                    faults
                        .push(format!("{name}: {} as {}: {} then {}", reading.id, other.id, now.monthly, then.monthly));
                }
            }
        }
    }
    assert!(asked > 300, "only {asked} asked");
    assert!(faults.is_empty(), "{} of {asked}:\n{}", faults.len(), faults.join("\n"));
}
