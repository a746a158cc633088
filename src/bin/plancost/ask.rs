//! A request → the text of its answer, by one call of the library.

use plancost::licensing::{Scenario, read, schema};
use plancost::pricebook::{Book, library};
use plancost::report::{Combination, Estimate, Fault, text};
use plancost::{cheapest, lp, price};
use serde::Serialize;

use crate::editions;
use crate::input::Source;
use crate::meter;
use crate::meter::words::Asked;
use crate::words::{Form, HELP, Request, Written};
use crate::{answers, further};

/// Answers a request.
///
/// # Errors
/// All faults of the input, a line each, every one with its file and place.
pub fn answer(request: &Request) -> Result<String, Vec<String>> {
    match request {
        Request::Help => Ok(format!("{HELP}\n{}", further::HELP)),
        Request::Further(asked) => answers::answer(asked),
        Request::Version => Ok(format!("plancost {}\n", env!("CARGO_PKG_VERSION"))),
        Request::Editions { form } => editions::list(*form),
        Request::Readings { book, form } => editions::readings(book.as_deref(), *form),
        Request::Changes { from, to, form } => editions::compare(from, to, *form),
        Request::Schema { of: Written::Scenario } => Ok(schema::scenario().to_owned()),
        Request::Schema { of: Written::Combination } => Ok(schema::combination().to_owned()),
        Request::Cheapest { scenario, book, form } => {
            let (book, read) = open(book.as_deref(), scenario)?;
            printed(&cheapest(&book, &read).map_err(|faults| named(scenario, &faults))?, *form)
        }
        Request::Price { scenario, combination, book, form } => {
            let (book, read) = open(book.as_deref(), scenario)?;
            let chosen = chosen(combination)?;
            let judged = price(&book, &read, &chosen);
            printed(&judged.map_err(|faults| sorted(scenario, combination, &faults))?, *form)
        }
        Request::Meter(Asked::Help) => Ok(meter::words::HELP.to_owned()),
        Request::Meter(Asked::Meter(request)) => meter::answer(request),
        Request::Lp { scenario, book } => {
            let (book, read) = open(book.as_deref(), scenario)?;
            lp(&book, &read).map_err(|faults| named(scenario, &faults))
        }
    }
}

/// The book and the scenario; when both are wrong, both are told.
pub fn open(edition: Option<&str>, source: &Source) -> Result<(Book, Scenario), Vec<String>> {
    let book = library().book(edition).map_err(|unknown| vec![unknown.to_string()]);
    let scenario = source
        .text()
        .and_then(|text| read::scenario(&text).map_err(|fault| placed(source, &fault)))
        .map_err(|fault| vec![fault]);
    match (book, scenario) {
        (Ok(book), Ok(scenario)) => Ok((book, scenario)),
        (book, scenario) => Err([book.err(), scenario.err()].into_iter().flatten().flatten().collect()),
    }
}

fn chosen(source: &Source) -> Result<Combination, Vec<String>> {
    let text = source.text().map_err(|fault| vec![fault])?;
    read::combination(&text).map_err(|fault| vec![placed(source, &fault)])
}

fn printed(estimate: &Estimate, form: Form) -> Result<String, Vec<String>> {
    match form {
        Form::Text => Ok(text::render(estimate)),
        Form::Json => json(estimate),
    }
}

/// A value as JSON with a line end.
pub fn json(value: &impl Serialize) -> Result<String, Vec<String>> {
    let text = serde_json::to_string_pretty(value).map_err(|error| vec![format!("the answer: {error}")])?;
    Ok(format!("{text}\n"))
}

fn placed(source: &Source, fault: &Fault) -> String {
    format!("{}: {fault}", source.name())
}

pub fn named(source: &Source, faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| placed(source, fault)).collect()
}

/// Faults of `price` with the file that each is in.
fn sorted(scenario: &Source, combination: &Source, faults: &[Fault]) -> Vec<String> {
    let file = |fault: &Fault| if fault.path.starts_with("combination") { combination } else { scenario };
    faults.iter().map(|fault| placed(file(fault), fault)).collect()
}
