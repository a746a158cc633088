//! The model that `plancost lp` writes is the one whose optimum `cheapest` shows: read back from its text and solved again.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/lp.rs"]
mod lp;
#[path = "support/runner.rs"]
mod runner;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

use std::cell::Cell;

use lp::Lp;
use plancost::licensing::{Scenario, read};
use plancost::pricebook::schema::Kind;
use plancost::pricebook::{Book, library};
use plancost::{cheapest, lp as text_of};
use runner::holds;
use scenarios::{SMALL, scenario};

/// Solves the text of a scenario again: whether the other search came to an end, and whether environments were linked.
fn solves_to_the_total(name: &str, book: &Book, scenario: &Scenario) -> (bool, bool) {
    let found = cheapest(book, scenario).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let text = text_of(book, scenario).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let model = Lp::read(&text);
    let total = model.says("total:");
    assert_eq!(total, found.monthly.amount.to_string(), "{name}: {:?}", model.heading);
    assert!(text.contains("; proven."), "{name}: {:?}", model.heading);
    let paid = found.combination.pay_as_you_go.join(", ");
    let said = format!("Environments paid after use: {}", if paid.is_empty() { "none" } else { &paid });
    let linked = scenario.environments.iter().any(|place| place.pay_as_you_go == Some(true));
    assert!(linked || text.contains(&said), "{name}: {said} in {:?}", model.heading);
    let optimum: f64 = model.says("Optimum found here:").parse().expect("an amount");
    let stands_in: f64 = model.says("stands in:").parse().expect("an amount");
    assert!((optimum - stands_in - total.parse::<f64>().expect("an amount")).abs() < 0.000_01, "{:?}", model.heading);
    let again = model.solve();
    // Two searches of whole numbers each may leave less than a cent.
    assert!(again.cost > optimum - 0.01, "{name}: {again:?} is cheaper than {optimum}");
    assert!(again.bound < optimum + 0.01, "{name}: nothing below {again:?}, but {optimum} was found");
    (again.cost < optimum + 0.01, !found.combination.pay_as_you_go.is_empty())
}

#[test]
fn every_preset_in_every_edition() {
    let presets = files::below("static/scenarios", ".json").into_iter().filter(|path| !path.ends_with("index.json"));
    let mut ends = 0;
    for path in presets {
        let name = files::short(&path);
        let scenario = read::scenario(&files::text(&path)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        for head in library().editions() {
            let book = library().book(Some(head.id.as_str())).expect("a listed edition");
            let (end, _) = solves_to_the_total(&format!("{name} {}", head.id), &book, &scenario);
            ends += usize::from(end);
        }
    }
    assert!(ends > 100, "only {ends} searches came to an end");
}

#[test]
fn random_scenarios_with_an_azure_subscription() {
    let (ends, linked) = (Cell::new(0), Cell::new(0));
    let mut count = 0;
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        // Only where meters are known is there a way to choose.
        let cases = if book.plans().any(|plan| plan.kind == Kind::Meter) { 80 } else { 10 };
        holds(cases, scenario(&book, SMALL), |mut scenario| {
            scenario.tenant.azure_subscription = true;
            // What the scenario links already is nothing to choose.
            scenario.environments.iter_mut().for_each(|place| place.pay_as_you_go = None);
            let (end, is_linked) = solves_to_the_total("random", &book, &scenario);
            ends.set(ends.get() + u32::from(end));
            linked.set(linked.get() + usize::from(is_linked));
            Ok(())
        });
        count += cases;
    }
    assert!(ends.get() * 10 > count * 9, "only {} of {count} searches came to an end", ends.get());
    assert!(linked.get() > 3, "only {} ways with linked environments", linked.get());
}
