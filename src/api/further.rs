//! Answers beyond one number for JavaScript: each by its name as figures, and all of them as sheets. It converts and calls.

use wasm_bindgen::prelude::*;

use super::convert::{answer, scenario};
use super::options::{Asked, Form};
use crate::answers::far::{Tell, silent};
use crate::answers::flips::flips_told;
use crate::answers::over_time::{OverTime, over_time_told};
use crate::answers::range::range_told;
use crate::answers::{
    self, Comparison, Depth, Flips, FlipsOptions, Forecast, ForecastOptions, Margin, OverTimeOptions, Owned, Range,
    RangeOptions, Readings, Ties, TiesOptions, Todo, WhyNot,
};
use crate::base::plain::Plain;
use crate::base::{Money, PlanId};
use crate::licensing::Scenario;
use crate::pricebook::diff::{self, Diff};
use crate::pricebook::{Book, library};
use crate::report::fault::FaultCode;
use crate::report::{Estimate, Fault, Sheet, changes as told_changes};

type Answered<T> = Result<T, Vec<Fault>>;

/// Which line is explained, and how deep.
#[derive(Debug, Default, Plain)]
#[serde(default, deny_unknown_fields)]
struct Explained {
    line: Option<PlanId>,
    depth: Depth,
}

/// The margin of near ties: thousandths of the cheapest total, or an amount.
#[derive(Debug, Default, Plain)]
#[serde(default, deny_unknown_fields)]
struct Near {
    within_per_mille: Option<u32>,
    within_amount: Option<Money>,
    most: Option<u32>,
}

/// Two editions.
#[derive(Debug, Default, Plain)]
#[serde(default, deny_unknown_fields)]
struct Pair {
    from: Option<String>,
    to: Option<String>,
}

/// For answers that can be told nothing but the edition.
#[derive(Debug, Default, Plain)]
#[serde(default, deny_unknown_fields)]
struct Nothing {}

/// Makes the function of an answer out of the one that asks it.
macro_rules! face {
    ($(#[$about:meta] $name:ident $js:literal: $ask:expr;)*) => {$(
        #[$about]
        ///
        /// # Errors
        /// What is wrong with the scenario or the options.
        #[wasm_bindgen(skip_typescript, js_name = $js)]
        pub fn $name(of: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
            let scenario = scenario(of)?;
            answer(Asked::read(options).and_then(|asked| ($ask)(&asked, &scenario)))
        }
    )*};
}

face! {
    /// The tree of reasons behind the total, or behind the line of one plan.
    explain "explain": asked_tree;
    /// For each plan that was not chosen the reason, and what it would cost instead.
    why_not "whyNot": asked_why_not;
    /// The next best combinations of other plans.
    ties "ties": asked_ties;
    /// For each number the nearest values at which other plans are best.
    flips "flips": |asked: &Asked, of: &Scenario| asked_flips(asked, of, &mut silent);
    /// What each month costs.
    over_time "overTime": |asked: &Asked, of: &Scenario| asked_over_time(asked, of, &mut silent);
    /// A range of totals for ranges of numbers.
    range "range": |asked: &Asked, of: &Scenario| asked_range(asked, of, &mut silent);
    /// Billed sessions of the months ahead, drawn from those of the past, and what covers them.
    forecast "forecast": asked_forecast;
    /// What to buy in which order, and whom to give what.
    todo "todo": asked_todo;
    /// What of the owned licenses is used, unused, or missing.
    owned "owned": asked_owned;
    /// What other readings of the sources would cost.
    readings "readings": asked_readings;
    /// Which lines change from one edition to another.
    compare "compare": asked_comparison;
}

/// What changed in the price book from one edition to another, figure by figure.
///
/// # Errors
/// What is wrong with the options.
#[wasm_bindgen(skip_typescript)]
pub fn changes(options: &JsValue) -> Result<JsValue, JsValue> {
    answer(Asked::read(options).and_then(|asked| Ok(difference(&asked.two()?))))
}

/// An answer as a sheet: a finding with its tables, charts and sources; with a format as a text.
///
/// # Errors
/// An answer that does not exist, and what is wrong with the scenario or the options.
#[wasm_bindgen(skip_typescript)]
pub fn sheet(ask: &JsValue, of: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    // What changed in the price book is asked about no scenario.
    let is_about_book = ask.as_string().is_some_and(|name| name == "changes");
    let scenario = if is_about_book { Scenario::default() } else { scenario(of)? };
    let mut form = Form::Sheet;
    let sheet = Asked::read_with_form(options).and_then(|(asked, wanted)| {
        form = wanted;
        asked_sheet(&ask.as_string().unwrap_or_default(), &asked, &scenario, &mut silent)
    });
    match form {
        Form::Sheet => answer(sheet),
        Form::Markdown => answer(sheet.map(|sheet| sheet.to_markdown())),
        Form::Text => answer(sheet.map(|sheet| sheet.to_text())),
        Form::Html => answer(sheet.map(|sheet| sheet.to_page())),
    }
}

/// An answer by its name as a sheet: the one place that knows all names. What takes long tells how far it is.
pub(super) fn asked_sheet(ask: &str, asked: &Asked, scenario: &Scenario, tell: &mut Tell) -> Answered<Sheet> {
    let book = &asked.book;
    Ok(match ask {
        "explain" => {
            let (estimate, options) = explained(asked, scenario)?;
            answers::explain(&estimate, options.line.as_ref(), options.depth).map_err(option)?
        }
        "why-not" => asked_why_not(asked, scenario)?.to_sheet(book),
        "ties" => asked_ties(asked, scenario)?.to_sheet(book),
        "flips" => asked_flips(asked, scenario, tell)?.to_sheet(book),
        "over-time" => asked_over_time(asked, scenario, tell)?.to_sheet(book),
        "range" => asked_range(asked, scenario, tell)?.to_sheet(book),
        "forecast" => asked_forecast(asked, scenario)?.to_sheet(book),
        "todo" => asked_todo(asked, scenario)?.to_sheet(book),
        "owned" => asked_owned(asked, scenario)?.to_sheet(book),
        "readings" => asked_readings(asked, scenario)?.to_sheet(book),
        "compare" => {
            let (from, to) = asked.two()?;
            answers::compare(&from, &to, scenario)?.to_sheet(&from, &to)
        }
        "changes" => {
            let two = asked.two()?;
            told_changes::sheet(&difference(&two), &two.1, crossed(&two).into_iter())
        }
        other => {
            let says = format!("there is no answer \"{other}\"; there are {}", ALL.join(", "));
            return Err(vec![Fault::new(FaultCode::UnknownName, "ask", says)]);
        }
    })
}

/// All answers that there are as sheets.
const ALL: [&str; 12] = [
    "explain",
    "why-not",
    "ties",
    "flips",
    "over-time",
    "range",
    "forecast",
    "todo",
    "owned",
    "readings",
    "compare",
    "changes",
];

fn explained(asked: &Asked, scenario: &Scenario) -> Answered<(Estimate, Explained)> {
    let options = asked.options()?;
    Ok((crate::cheapest(&asked.book, scenario)?, options))
}

fn asked_tree(asked: &Asked, scenario: &Scenario) -> Answered<crate::report::Step> {
    let (estimate, options) = explained(asked, scenario)?;
    answers::explain::tree(&estimate, options.line.as_ref()).map_err(option)
}

fn asked_why_not(asked: &Asked, scenario: &Scenario) -> Answered<WhyNot> {
    let Nothing {} = asked.options()?;
    answers::why_not(&asked.book, scenario)
}

fn asked_ties(asked: &Asked, scenario: &Scenario) -> Answered<Ties> {
    let near: Near = asked.options()?;
    let usual = TiesOptions::default();
    let within = match (near.within_per_mille, near.within_amount) {
        (None, None) => usual.within,
        (Some(parts), None) => Margin::PerMille(parts),
        (None, Some(amount)) if amount >= Money::ZERO => Margin::Amount(amount),
        (None, Some(_)) => {
            return Err(option(Fault::new(FaultCode::WrongShape, "within_amount", "a margin is not negative")));
        }
        (Some(_), Some(_)) => {
            let says = "give the margin as `within_per_mille` or as `within_amount`, not as both";
            return Err(option(Fault::new(FaultCode::Contradiction, "within_amount", says)));
        }
    };
    answers::ties(&asked.book, scenario, TiesOptions { within, most: near.most.unwrap_or(usual.most) })
}

fn asked_flips(asked: &Asked, scenario: &Scenario, tell: &mut Tell) -> Answered<Flips> {
    flips_told(&asked.book, scenario, &asked.options::<FlipsOptions>()?, tell)
}

fn asked_over_time(asked: &Asked, scenario: &Scenario, tell: &mut Tell) -> Answered<OverTime> {
    let options: OverTimeOptions = asked.options()?;
    over_time_told(library(), Some(asked.book.edition.id.as_str()), scenario, &options, tell)
}

fn asked_range(asked: &Asked, scenario: &Scenario, tell: &mut Tell) -> Answered<Range> {
    range_told(&asked.book, scenario, &asked.options::<RangeOptions>()?, tell)
}

fn asked_forecast(asked: &Asked, scenario: &Scenario) -> Answered<Forecast> {
    answers::forecast(&asked.book, scenario, &asked.options::<ForecastOptions>()?)
}

fn asked_todo(asked: &Asked, scenario: &Scenario) -> Answered<Todo> {
    let Nothing {} = asked.options()?;
    answers::todo(&asked.book, scenario)
}

fn asked_owned(asked: &Asked, scenario: &Scenario) -> Answered<Owned> {
    let Nothing {} = asked.options()?;
    answers::owned(&asked.book, scenario)
}

fn asked_readings(asked: &Asked, scenario: &Scenario) -> Answered<Readings> {
    let Nothing {} = asked.options()?;
    answers::readings(&asked.book, scenario)
}

fn asked_comparison(asked: &Asked, scenario: &Scenario) -> Answered<Comparison> {
    let (from, to) = asked.two()?;
    answers::compare(&from, &to, scenario)
}

fn difference((from, to): &(Book, Book)) -> Diff {
    diff::between(from, to)
}

/// The editions behind the earlier one up to the later one.
fn crossed((from, to): &(Book, Book)) -> Vec<&'static crate::pricebook::schema::EditionHead> {
    let (one, two) = (from.edition.holds_from, to.edition.holds_from);
    let (first, last) = (one.min(two), one.max(two));
    library().editions().filter(|head| head.holds_from > first && head.holds_from <= last).collect()
}

fn option(fault: Fault) -> Vec<Fault> {
    vec![fault.within("options")]
}

impl Asked {
    /// The two editions to compare: without names the one asked about, and the one before it.
    fn two(&self) -> Answered<(Book, Book)> {
        let pair: Pair = self.options()?;
        let open = |id: &str, path: &str| {
            let unknown = |error: crate::pricebook::UnknownEdition| {
                option(Fault::new(FaultCode::UnknownEdition, path, error.to_string()))
            };
            library().book(Some(id)).map_err(unknown)
        };
        let to = match &pair.to {
            Some(id) => open(id, "to")?,
            None => self.book.clone(),
        };
        let from = if let Some(id) = &pair.from {
            open(id, "from")?
        } else {
            let earlier = library().editions().take_while(|head| head.id != to.edition.id).last();
            earlier.map_or_else(|| Ok(to.clone()), |head| open(head.id.as_str(), "from"))?
        };
        Ok((from, to))
    }
}
