//! A further answer by its name, with options as plain data, as sheets: for whoever passes questions on and reads none.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ties::{Margin, TiesOptions};
use super::{
    FlipsOptions, ForecastOptions, OverTimeOptions, RangeOptions, compare, flips, forecast, over_time, owned, range,
    readings, ties, todo, why_not,
};
use crate::licensing::Scenario;
use crate::pricebook::{Book, Library};
use crate::report::fault::FaultCode;
use crate::report::{Fault, Sheet};

/// A question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The name of the answer, such as `flips`.
    pub ask: String,
    /// The edition; absent or empty means the latest.
    #[serde(default)]
    pub edition: String,
    /// What the answer can be told.
    #[serde(default)]
    pub options: Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Near {
    /// Per mille of the cheapest total.
    within_per_mille: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Pair {
    /// The edition to compare with; empty means the one before the other.
    from: String,
    /// The other edition; empty means the one of the question.
    to: String,
}

/// Answers a question.
///
/// # Errors
/// An answer or an edition that does not exist, and whatever is wrong with the options or the scenario.
pub fn ask(library: &Library, scenario: &Scenario, question: &Question) -> Result<Sheet, Vec<Fault>> {
    let book = book(library, &question.edition, "edition")?;
    let options = &question.options;
    Ok(match question.ask.as_str() {
        "ties" => {
            let near: Near = read(options)?;
            let default = TiesOptions::default();
            let within = near.within_per_mille.map_or(default.within, Margin::PerMille);
            ties(&book, scenario, TiesOptions { within, ..default })?.to_sheet(&book)
        }
        "flips" => flips(&book, scenario, &FlipsOptions::default())?.to_sheet(&book),
        "why-not" => why_not(&book, scenario)?.to_sheet(&book),
        "over-time" => {
            over_time(library, Some(book.edition.id.as_str()), scenario, &read::<OverTimeOptions>(options)?)?
                .to_sheet(&book)
        }
        "range" => range(&book, scenario, &read::<RangeOptions>(options)?)?.to_sheet(&book),
        "forecast" => forecast(&book, scenario, &read::<ForecastOptions>(options)?)?.to_sheet(&book),
        "todo" => todo(&book, scenario)?.to_sheet(&book),
        "owned" => owned(&book, scenario)?.to_sheet(&book),
        "readings" => readings(&book, scenario)?.to_sheet(&book),
        "compare" => {
            let (from, to) = pair(library, &book, options)?;
            compare(&from, &to, scenario)?.to_sheet(&from, &to)
        }
        other => {
            let says = format!("there is no answer \"{other}\"");
            return Err(vec![Fault::new(FaultCode::UnknownName, "ask", says)]);
        }
    })
}

/// Options that are left out have their defaults.
fn read<T: DeserializeOwned + Default>(options: &Value) -> Result<T, Vec<Fault>> {
    if options.is_null() {
        return Ok(T::default());
    }
    T::deserialize(options).map_err(|error| vec![Fault::new(FaultCode::WrongShape, "options", error.to_string())])
}

fn book(library: &Library, edition: &str, path: &str) -> Result<Book, Vec<Fault>> {
    let named = (!edition.is_empty()).then_some(edition);
    library.book(named).map_err(|error| vec![Fault::new(FaultCode::UnknownEdition, path, error.to_string())])
}

/// The two editions to compare: without names the one asked about and the one before it.
fn pair(library: &Library, asked: &Book, options: &Value) -> Result<(Book, Book), Vec<Fault>> {
    let pair: Pair = read(options)?;
    let to = if pair.to.is_empty() { asked.edition.id.to_string() } else { pair.to };
    let before = || {
        let earlier = library.editions().take_while(|head| head.id.as_str() != to).last();
        earlier.map_or_else(|| to.clone(), |head| head.id.to_string())
    };
    let from = if pair.from.is_empty() { before() } else { pair.from };
    Ok((book(library, &from, "options.from")?, book(library, &to, "options.to")?))
}
