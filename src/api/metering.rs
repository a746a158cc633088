//! What the page's worker needs to meter files: options as JSON text in, bytes in, an answer as text out.

use serde_json::json;
use wasm_bindgen::prelude::*;

use super::desk::shown;
use crate::base::plain::{self, Plain};
use crate::pricebook::{Sessions, library};
use crate::sessions::intake::Files;
use crate::sessions::meter::{Order, Setup, choices, definition, last_day};
use crate::sessions::timeline::Seen;
use crate::sessions::{Answer, Event, Intake, Meter, Problem, Sink, sheets, table};

/// What is wanted.
#[derive(Debug, Default, Plain)]
#[serde(default, deny_unknown_fields)]
struct Options {
    /// The price edition on whose last day the definition is in force.
    edition: String,
    /// A definition by its name, in place of that.
    definition: String,
    /// How open points are decided, such as `after-cut=billed`.
    choices: Vec<String>,
    /// Whether the events are to be kept, because they do not come in the order of time.
    any_order: bool,
    /// The form of the answer.
    want: Want,
    /// The conversation whose events are wanted.
    conversation: String,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Plain)]
#[serde(rename_all = "kebab-case")]
enum Want {
    /// Sheets, and the counts of months and bots.
    #[default]
    Sheets,
    /// A row for each session.
    Csv,
    /// The whole answer.
    Json,
    /// The events of one conversation.
    Timeline,
}

/// Files on their way through the meter.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Metering {
    intake: Intake<Taken>,
    want: Want,
}

/// Several meters that take the same events.
#[derive(Debug)]
struct Taken {
    meters: Vec<Meter>,
    seen: Option<Seen>,
}

impl Sink for Taken {
    fn event(&mut self, event: &Event<'_>) {
        if let Some(seen) = &mut self.seen
            && !seen.takes(event)
        {
            return;
        }
        for meter in &mut self.meters {
            meter.event(event);
        }
    }

    fn begins(&mut self, archive: u32, file: u32, name: &str) {
        for meter in &mut self.meters {
            meter.begins(archive, file, name);
        }
    }

    fn problem(&mut self, problem: Problem) {
        for meter in self.meters.iter_mut().skip(1) {
            meter.problem(problem.clone());
        }
        if let Some(first) = self.meters.first_mut() {
            first.problem(problem);
        }
    }
}

impl Files for Taken {
    fn file(&mut self, name: &str) -> u32 {
        // All meters are given the same files, so the number is the same in all of them.
        self.meters.iter_mut().map(|meter| meter.file(name)).max().unwrap_or(0)
    }

    fn goes_on(&self) -> bool {
        self.meters.iter().all(|meter| meter.disorder().is_none())
    }
}

#[wasm_bindgen]
impl Metering {
    /// Makes ready for files.
    ///
    /// # Errors
    /// What is wrong with the options, in a sentence.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Metering, JsValue> {
        let options: Options = plain::parse(options).map_err(|error| JsValue::from(error.to_string()))?;
        let taken = Taken { meters: meters(&options)?, seen: seen(&options) };
        Ok(Self { intake: Intake::new(taken), want: options.want })
    }

    /// Begins the next file.
    pub fn open(&mut self, name: &str) {
        self.intake.open(name);
    }

    /// Takes bytes of the file. False when the files have to be read once more, in any order.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        self.intake.feed(bytes)
    }

    /// Ends the file. False as above.
    pub fn close(&mut self) -> bool {
        self.intake.close()
    }

    /// Events so far.
    #[expect(clippy::cast_precision_loss, reason = "JavaScript counts in these numbers")]
    pub fn events(&self) -> f64 {
        self.intake.sink().meters.first().map_or(0, Meter::events) as f64
    }

    /// The answer, as text.
    ///
    /// # Errors
    /// When the events came in another order than was said.
    pub fn report(self) -> Result<String, JsValue> {
        let taken = self.intake.finish();
        let mut answers = Vec::new();
        for meter in taken.meters {
            answers.push(meter.finish().map_err(|_| "The events do not come in the order of time.")?);
        }
        let mut answers = answers.into_iter();
        let answer = answers.next().unwrap_or_default();
        let others: Vec<Answer> = answers.collect();
        Ok(match self.want {
            Want::Sheets => {
                let mut all = sheets::sheets(&answer);
                all.insert(1, sheets::beside(&answer, &others));
                json!({
                    "sheets": all.iter().map(shown).collect::<Vec<_>>(),
                    "bots": answer.billed_by_bot_and_month,
                    "days": answer.billed_days(),
                })
                .to_string()
            }
            Want::Csv => std::iter::once(table::HEADING.to_owned())
                .chain(answer.sessions().map(|session| table::row(&session)))
                .collect(),
            Want::Json => json!(answer).to_string(),
            Want::Timeline => {
                let sessions: Vec<_> = answer.sessions().collect();
                json!({ "sheets": [shown(&taken.seen.unwrap_or_default().sheet(&sessions))] }).to_string()
            }
        })
    }
}

fn meters(options: &Options) -> Result<Vec<Meter>, JsValue> {
    let said = |error: String| JsValue::from(error);
    let library = library();
    let sessions: &Sessions = library.sessions();
    let edition = (!options.edition.is_empty()).then_some(options.edition.as_str());
    let day = last_day(library, edition).map_err(|error| said(error.to_string()))?;
    let name = (!options.definition.is_empty()).then_some(options.definition.as_str());
    let chosen = definition(sessions, name, day).map_err(said)?;
    let choices = choices(options.choices.iter().map(String::as_str)).map_err(said)?;
    let others = sessions
        .definitions()
        .iter()
        .filter(|other| options.want == Want::Sheets && other.product == chosen.product && other.id != chosen.id);
    let order = if options.any_order { Order::Any } else { Order::InTime };
    let lists = matches!(options.want, Want::Csv | Want::Timeline);
    std::iter::once(chosen)
        .chain(others)
        .map(|definition| Ok(Meter::new(Setup::new(sessions, definition, &choices, lists).map_err(said)?, order)))
        .collect()
}

fn seen(options: &Options) -> Option<Seen> {
    (options.want == Want::Timeline).then(|| Seen::of(&options.conversation))
}
