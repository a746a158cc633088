//! Random scenarios with their models in LP format and what the engine says they cost: `differential.mjs` has another
//! solver find the optimum of each. The same scenarios from the same seed, on every machine.

#[path = "../support/files.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod files;
#[path = "../support/runner.rs"]
mod runner;
#[path = "../support/scenarios.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod scenarios;

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};

use plancost::licensing::search::{Search, Wish};
use plancost::licensing::{Scenario, as_read, cheapest, lp};
use plancost::pricebook::{Book, library};
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

/// So many scenarios, shared out over the editions.
const SCENARIOS: usize = 1_000;

fn main() {
    let folder = files::root().join("dist");
    std::fs::create_dir_all(&folder).expect("a folder for what is written");
    let path = folder.join("models.ndjson");
    let out = RefCell::new(BufWriter::new(File::create(&path).expect("a file for the models")));
    let ids: Vec<String> = library().editions().map(|head| head.id.to_string()).collect();
    let mut written = 0;
    for (place, id) in ids.iter().enumerate() {
        let book = library().book(Some(id)).expect("a listed edition");
        let share = SCENARIOS * (place + 1) / ids.len() - SCENARIOS * place / ids.len();
        written += share;
        let share = u32::try_from(share).expect("a small number");
        runner::holds(share, scenarios::scenario(&book, scenarios::SMALL), |scenario| {
            let line = record(&book, &scenario).map_err(TestCaseError::fail)?;
            writeln!(out.borrow_mut(), "{line}").map_err(|error| TestCaseError::fail(error.to_string()))
        });
    }
    out.borrow_mut().flush().expect("a written file");
    println!("{written} models of {} editions written", ids.len());
}

/// The model, and what the engine found: the total, and what the model counts for it with the stand-ins for prices that
/// nobody printed.
fn record(book: &Book, scenario: &Scenario) -> Result<Value, String> {
    let told = |faults: Vec<plancost::report::Fault>| format!("{faults:?}");
    let estimate = cheapest(book, scenario).map_err(told)?;
    let read = as_read(book, scenario).map_err(told)?;
    let found = Search::of(&read, scenario).map_err(told)?.find(&Wish::default()).ok_or("nothing found")?;
    Ok(json!({
        "edition": book.edition.id,
        "scenario": scenario,
        "lp": lp(book, scenario).map_err(told)?,
        "monthly": estimate.monthly.amount,
        "priced": estimate.unpriced.is_empty(),
        "counted": found.weighed,
        "proven": estimate.optimality.is_some_and(|known| known.proven),
    }))
}
