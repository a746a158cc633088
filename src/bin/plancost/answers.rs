//! Answers beyond one number: a request → the text of its answer, by one call of the library.

use plancost::answers::{
    self, FlipsOptions, ForecastOptions, OverTimeOptions, RangeOptions, TiesOptions, explain, flips, over_time, owned,
    range, readings, ties, todo, why_not,
};
use plancost::base::plain::Plain;
use plancost::base::{Month, PlanId};
use plancost::cheapest;
use plancost::licensing::{Scenario, read};
use plancost::pricebook::{Book, library};
use plancost::report::{Fault, Sheet};
use serde::Serialize;

use crate::ask::{json, named, open};
use crate::counted;
use crate::further::{self, Command, Form, Further};
use crate::input::Source;

/// Answers a request.
///
/// # Errors
/// All faults of the input, a line each, every one with its file or flag.
pub fn answer(asked: &Further) -> Result<String, Vec<String>> {
    if asked.command == Command::Compare {
        return compare(asked);
    }
    let (book, scenario) = open(asked.value("--edition"), &asked.scenario)?;
    let told = |faults: Vec<Fault>| named(&asked.scenario, &faults);
    let one = |fault: String| vec![fault];
    match asked.command {
        Command::Explain => self::explain_it(asked, &book, &scenario),
        Command::WhyNot => {
            let found = why_not(&book, &scenario).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Ties => {
            let most = asked.number("--most", TiesOptions::default().most).map_err(one)?;
            let options = TiesOptions { within: asked.within().map_err(one)?, most };
            let found = ties(&book, &scenario, options).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Flips => {
            let options = FlipsOptions { paths: asked.values("--of").map(str::to_owned).collect() };
            let found = flips(&book, &scenario, &options).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::OverTime => {
            let options = months(asked)?;
            let found = over_time(library(), asked.value("--edition"), &scenario, &options).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Range => {
            let found = range(&book, &scenario, &ranges(asked)?).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Forecast => {
            let found = answers::forecast(&book, &scenario, &ahead(asked)?).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Todo => {
            let found = todo(&book, &scenario).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Owned => {
            let found = owned(&book, &scenario).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Readings => {
            let found = readings(&book, &scenario).map_err(told)?;
            printed(asked, &found, || found.to_sheet(&book))
        }
        Command::Compare => compare(asked),
    }
}

fn explain_it(asked: &Further, book: &Book, scenario: &Scenario) -> Result<String, Vec<String>> {
    let depth = asked.depth().map_err(|fault| vec![fault])?;
    let estimate = cheapest(book, scenario).map_err(|faults| named(&asked.scenario, &faults))?;
    let line = asked.value("--line").map(PlanId::from);
    let sheet = explain(&estimate, line.as_ref(), depth).map_err(|fault| vec![format!("--line: {}", fault.message)])?;
    printed(asked, &sheet, || sheet.clone())
}

fn compare(asked: &Further) -> Result<String, Vec<String>> {
    let (from, to) = asked.editions().map_err(|fault| vec![fault])?;
    let (from, scenario) = open(Some(from), &asked.scenario)?;
    let to = library().book(Some(to)).map_err(|unknown| vec![unknown.to_string()])?;
    let found = answers::compare(&from, &to, &scenario).map_err(|faults| named(&asked.scenario, &faults))?;
    printed(asked, &found, || found.to_sheet(&from, &to))
}

fn printed(asked: &Further, value: &impl Serialize, sheet: impl Fn() -> Sheet) -> Result<String, Vec<String>> {
    match asked.form {
        Form::Text => Ok(sheet().to_text()),
        Form::Markdown => Ok(sheet().to_markdown()),
        Form::Html => Ok(sheet().to_page()),
        Form::Json => json(value),
        Form::Sheet => json(&sheet()),
    }
}

/// Options of a file, with those of the flags laid over them.
fn months(asked: &Further) -> Result<OverTimeOptions, Vec<String>> {
    let mut options: OverTimeOptions = file(asked)?;
    let mut faults = Vec::new();
    let months = options.months;
    match asked.number("--months", months) {
        Ok(months) => options.months = months,
        Err(fault) => faults.push(fault),
    }
    if let Some(text) = asked.value("--from") {
        match text.parse::<Month>() {
            Ok(month) => options.from = Some(month),
            Err(fault) => faults.push(format!("--from: {fault}")),
        }
    }
    for growth in asked.values("--growth").map(further::growth) {
        match growth {
            Ok(growth) => options.growth.push(growth),
            Err(fault) => faults.push(fault),
        }
    }
    for season in asked.values("--season").map(further::season) {
        match season {
            Ok(season) => options.seasons.push(season),
            Err(fault) => faults.push(fault),
        }
    }
    options.yearly |= asked.value("--yearly").is_some();
    options.same_edition |= asked.value("--same-edition").is_some();
    if faults.is_empty() { Ok(options) } else { Err(faults) }
}

fn ranges(asked: &Further) -> Result<RangeOptions, Vec<String>> {
    let mut options: RangeOptions = file(asked)?;
    let mut faults = Vec::new();
    match (asked.number("--seed", options.seed), asked.number("--draws", options.draws)) {
        (Ok(seed), Ok(draws)) => (options.seed, options.draws) = (seed, draws),
        (seed, draws) => faults.extend([seed.err(), draws.err()].into_iter().flatten()),
    }
    for vary in asked.values("--vary").map(further::vary) {
        match vary {
            Ok(vary) => options.vary.push(vary),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(options) } else { Err(faults) }
}

fn ahead(asked: &Further) -> Result<ForecastOptions, Vec<String>> {
    let mut options: ForecastOptions = file(asked)?;
    let mut faults = Vec::new();
    match (asked.number("--months", options.months), asked.number("--seed", options.seed)) {
        (Ok(months), Ok(seed)) => (options.months, options.seed) = (months, seed),
        (months, seed) => faults.extend([months.err(), seed.err()].into_iter().flatten()),
    }
    if let Some(text) = asked.value("--growth") {
        let thousandths = text.strip_suffix('%').and_then(further::per_mille);
        match thousandths.and_then(|thousandths| u32::try_from(thousandths).ok()) {
            Some(thousandths) => options.per_mille = thousandths,
            None => faults.push(format!("\"--growth\" is per cents a month, such as 1.5%, not \"{text}\"")),
        }
    }
    if let Some(name) = asked.value("--metered") {
        match counted::days(&Source::named(name.into())) {
            Ok(days) => options.days = days,
            Err(fault) => faults.push(fault),
        }
    } else if options.days.is_empty() {
        let says = "\"forecast\" needs \"--metered COUNTS\", which `plancost meter FILE… --json` prints";
        faults.push(says.to_owned());
    }
    if faults.is_empty() { Ok(options) } else { Err(faults) }
}

/// What a file with options says; the defaults without one.
fn file<T: Plain + Default>(asked: &Further) -> Result<T, Vec<String>> {
    let Some(name) = asked.value("--options") else { return Ok(T::default()) };
    let source = Source::named(name.into());
    let text = source.text().map_err(|fault| vec![fault])?;
    read::json(&text, "a file of options").map_err(|fault| named(&source, &[fault]))
}
