//! What the page's worker needs to meter files: options as JSON text in, bytes in, an answer as text out.

use serde_json::json;
use wasm_bindgen::prelude::*;

use super::desk::shown;
use crate::base::plain::{self, Plain};
use crate::pricebook::library;
use crate::sessions::beside::Brief;
use crate::sessions::intake::Files;
use crate::sessions::meter::{Order, Setup, choices, definition, last_day};
use crate::sessions::timeline::Seen;
use crate::sessions::{Event, Intake, Meter, Problem, Sink, beside, busiest, sheets, table};

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
    /// Sheets, the counts of months and bots, and which other definitions there are.
    #[default]
    Sheets,
    /// What this definition makes of the files, to be shown beside another one.
    Brief,
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
    /// Empty once the report is made.
    intake: Option<Intake<Taken>>,
    /// Events that were kept, for what other definitions make of them.
    kept: Option<Meter>,
    options: Options,
    setup: Setup,
    /// The other definitions of the same product.
    others: Vec<String>,
}

/// A meter, and who remembers one conversation.
#[derive(Debug)]
struct Taken {
    meter: Meter,
    seen: Option<Seen>,
}

impl Sink for Taken {
    fn event(&mut self, event: &Event<'_>) {
        if self.seen.as_mut().is_none_or(|seen| seen.takes(event)) {
            self.meter.event(event);
        }
    }

    fn begins(&mut self, archive: u32, file: u32, name: &str) {
        self.meter.begins(archive, file, name);
    }

    fn problem(&mut self, problem: Problem) {
        self.meter.problem(problem);
    }
}

impl Files for Taken {
    fn file(&mut self, name: &str) -> u32 {
        self.meter.file(name)
    }

    fn goes_on(&self) -> bool {
        self.meter.disorder().is_none()
    }
}

/// What several definitions make of the same files: what `Brief` gave for each, as a list, the chosen one first.
///
/// # Errors
/// A text that is no such list.
#[wasm_bindgen(skip_typescript)]
pub fn beside(briefs: &str) -> Result<String, JsValue> {
    let briefs: Vec<Brief> = plain::parse(briefs).map_err(|error| JsValue::from(error.to_string()))?;
    Ok(shown(&beside::sheet(&briefs)).to_string())
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
        let (setup, others) = setup(&options, &options.definition).map_err(JsValue::from)?;
        let order = if options.any_order { Order::Any } else { Order::InTime };
        let taken = Taken { meter: Meter::new(setup.clone(), order), seen: seen(&options) };
        Ok(Self { intake: Some(Intake::new(taken)), kept: None, options, setup, others })
    }

    /// Begins the next file.
    pub fn open(&mut self, name: &str) {
        if let Some(intake) = &mut self.intake {
            intake.open(name);
        }
    }

    /// Takes bytes of the file. False when the files have to be read once more, in any order.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        self.intake.as_mut().is_some_and(|intake| intake.feed(bytes))
    }

    /// Ends the file. False as above.
    pub fn close(&mut self) -> bool {
        self.intake.as_mut().is_some_and(Intake::close)
    }

    /// Events so far.
    #[expect(clippy::cast_precision_loss, reason = "JavaScript counts in these numbers")]
    pub fn events(&self) -> f64 {
        self.intake.as_ref().map_or(0.0, |intake| intake.sink().meter.events() as f64)
    }

    /// The answer, as text. No file can be opened from then on.
    ///
    /// # Errors
    /// When the events came in another order than was said.
    pub fn report(&mut self) -> Result<String, JsValue> {
        let Some(intake) = self.intake.take() else { return Err("The report is made already.".into()) };
        let Taken { mut meter, seen } = intake.finish();
        let answer = match meter.under(&self.setup) {
            Some(answer) => {
                self.kept = Some(meter);
                answer
            }
            None => meter.finish().map_err(|_| "The events do not come in the order of time.")?,
        };
        Ok(match self.options.want {
            Want::Sheets => json!({
                "sheets": sheets::sheets(&answer).iter().map(shown).collect::<Vec<_>>(),
                "bots": busiest::to_plan_with(&answer),
                "days": answer.billed_days(),
                "brief": Brief::from(&answer),
                "others": self.others,
            })
            .to_string(),
            Want::Brief => json!(Brief::from(&answer)).to_string(),
            Want::Csv => std::iter::once(table::HEADING.to_owned())
                .chain(answer.sessions().map(|session| table::row(&session)))
                .collect(),
            Want::Json => json!(answer).to_string(),
            Want::Timeline => json!({ "sheets": [shown(&seen.unwrap_or_default().sheet(&answer))] }).to_string(),
        })
    }

    /// What another definition makes of the same events, after the report and without a further reading; nothing when they
    /// were not kept.
    ///
    /// # Errors
    /// What is wrong with the definition.
    pub fn brief(&mut self, definition: &str) -> Result<Option<String>, JsValue> {
        let Some(meter) = &mut self.kept else { return Ok(None) };
        let (setup, _) = setup(&self.options, definition).map_err(JsValue::from)?;
        Ok(meter.under(&setup).map(|answer| json!(Brief::from(&answer)).to_string()))
    }
}

/// By what is metered, and the other definitions of the same product.
fn setup(options: &Options, name: &str) -> Result<(Setup, Vec<String>), String> {
    let library = library();
    let sessions = library.sessions();
    let edition = (!options.edition.is_empty()).then_some(options.edition.as_str());
    let day = last_day(library, edition).map_err(|error| error.to_string())?;
    let chosen = definition(sessions, (!name.is_empty()).then_some(name), day)?;
    let choices = choices(options.choices.iter().map(String::as_str))?;
    let others = sessions.definitions().iter().filter(|one| one.product == chosen.product && one.id != chosen.id);
    let lists = matches!(options.want, Want::Csv | Want::Timeline);
    Ok((Setup::new(sessions, chosen, &choices, lists)?, others.map(|one| one.id.clone()).collect()))
}

fn seen(options: &Options) -> Option<Seen> {
    (options.want == Want::Timeline).then(|| Seen::of(&options.conversation))
}
