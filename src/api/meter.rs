//! The meter of the JavaScript face: files in pieces in, counts and sessions out, as plain objects.

use js_sys::Uint8Array;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use super::convert::{answer, object, thrown, words};
use crate::pricebook::library;
use crate::report::fault::{Fault, FaultCode};
use crate::sessions::meter::{choices, definition, last_day};
use crate::sessions::{Answer, Intake, Meter, Order, Session, Setup};

/// So many bytes are copied over from JavaScript at once, however many are given.
const PIECE: u32 = 1 << 20;

/// Files on their way through the meter, and then the answer.
#[wasm_bindgen(js_name = Meter, skip_typescript)]
#[derive(Debug)]
pub struct JsMeter {
    state: State,
    lists: bool,
}

#[derive(Debug)]
enum State {
    Taking(Box<Intake<Meter>>),
    Done(Box<Answer>),
    /// The events did not come in the order of time.
    Disorder,
}

#[wasm_bindgen(js_class = Meter)]
impl JsMeter {
    /// Makes ready for files.
    ///
    /// # Errors
    /// What is wrong with the options.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<JsMeter, JsValue> {
        let read = object(options, "options are an object, such as { edition: \"2021-10\" }").and_then(Asked::read);
        let Asked { setup, order } = read.map_err(|fault| thrown(&[fault.within("options")]))?;
        let lists = setup.lists;
        Ok(Self { state: State::Taking(Box::new(Intake::new(Meter::new(setup, order)))), lists })
    }

    /// Begins the next file. One that is open is ended.
    ///
    /// # Errors
    /// When the report was made already.
    pub fn open(&mut self, name: Option<String>) -> Result<(), JsValue> {
        self.taking()?.open(&name.unwrap_or_default());
        Ok(())
    }

    /// Takes bytes of the file. False when all files have to be read once more by a meter for any order.
    ///
    /// # Errors
    /// What is not bytes; when no file is open.
    pub fn feed(&mut self, bytes: &JsValue) -> Result<bool, JsValue> {
        let Some(bytes) = bytes.dyn_ref::<Uint8Array>() else {
            return Err(fault(FaultCode::WrongShape, "bytes", "bytes are given as a Uint8Array"));
        };
        let intake = self.taking()?;
        if !intake.is_open() {
            return Err(fault(FaultCode::Contradiction, "", "bytes belong to a file; call open first"));
        }
        let mut from = 0;
        while from < bytes.length() {
            let until = from.saturating_add(PIECE).min(bytes.length());
            if !intake.feed(&bytes.subarray(from, until).to_vec()) {
                return Ok(false);
            }
            from = until;
        }
        Ok(true)
    }

    /// Ends the file. False as above.
    ///
    /// # Errors
    /// When the report was made already.
    pub fn close(&mut self) -> Result<bool, JsValue> {
        Ok(self.taking()?.close())
    }

    /// Events that were read so far.
    #[wasm_bindgen(getter)]
    #[expect(clippy::cast_precision_loss, reason = "JavaScript counts in these numbers")]
    pub fn events(&self) -> f64 {
        match &self.state {
            State::Taking(intake) => intake.sink().events() as f64,
            State::Done(answer) => answer.events as f64,
            State::Disorder => 0.0,
        }
    }

    /// The counts, as `plancost meter --json` prints them. No file can be opened from then on.
    ///
    /// # Errors
    /// When the events did not come in the order of time and the meter was not for any order.
    pub fn report(&mut self) -> Result<JsValue, JsValue> {
        answer(Ok(self.answer()?))
    }

    /// The sessions, by their start, when the options asked for them.
    ///
    /// # Errors
    /// As for the report; when they were not asked for.
    pub fn sessions(&mut self) -> Result<JsValue, JsValue> {
        if !self.lists {
            let says = "sessions are listed only when asked for: new Meter({ sessions: true })";
            return Err(fault(FaultCode::Contradiction, "options.sessions", says));
        }
        let sessions: Vec<Session> = self.answer()?.sessions().collect();
        answer(Ok(sessions))
    }

    fn taking(&mut self) -> Result<&mut Intake<Meter>, JsValue> {
        match &mut self.state {
            State::Taking(intake) => Ok(intake),
            State::Done(_) => {
                Err(fault(FaultCode::Contradiction, "", "the report is made; take a new Meter for more files"))
            }
            State::Disorder => Err(disorder()),
        }
    }

    fn answer(&mut self) -> Result<&Answer, JsValue> {
        self.state = match std::mem::replace(&mut self.state, State::Disorder) {
            State::Taking(intake) => {
                let answer = intake.finish().finish();
                answer.map_or(State::Disorder, |answer| State::Done(Box::new(answer)))
            }
            other => other,
        };
        match &self.state {
            State::Done(answer) => Ok(answer),
            _ => Err(disorder()),
        }
    }
}

/// What the options ask for.
struct Asked {
    setup: Setup,
    order: Order,
}

impl Asked {
    fn read(mut fields: Map<String, Value>) -> Result<Self, Fault> {
        let edition = words(&mut fields, "edition", "an edition is a text, such as \"2021-10\"")?;
        let name = words(&mut fields, "definition", "a definition is a text, such as \"G\"")?;
        let chosen = chosen(&mut fields)?;
        let (any_order, lists) = (flag(&mut fields, "anyOrder")?, flag(&mut fields, "sessions")?);
        if let Some(unknown) = fields.keys().next() {
            let says = "there is no such option; there are edition, definition, choices, sessions and anyOrder";
            return Err(Fault::new(FaultCode::WrongShape, unknown, says));
        }
        if edition.is_some() && name.is_some() {
            let says = "an edition and a definition say the same thing in two ways; give one";
            return Err(Fault::new(FaultCode::Contradiction, "definition", says));
        }
        let at = |path: &'static str| move |says: String| Fault::new(FaultCode::UnknownName, path, says);
        let sessions = library().sessions();
        let day = last_day(library(), edition.as_deref())
            .map_err(|unknown| Fault::new(FaultCode::UnknownEdition, "edition", unknown.to_string()))?;
        let definition = definition(sessions, name.as_deref(), day).map_err(at("definition"))?;
        let choices = choices(chosen.iter().map(String::as_str)).map_err(at("choices"))?;
        let setup = Setup::new(sessions, definition, &choices, lists).map_err(at("choices"))?;
        Ok(Self { setup, order: if any_order { Order::Any } else { Order::InTime } })
    }
}

fn flag(fields: &mut Map<String, Value>, name: &str) -> Result<bool, Fault> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(_) => Err(Fault::new(FaultCode::WrongShape, name, "this is true or false")),
    }
}

/// Choices as an object, as words such as `after-cut=billed`.
fn chosen(fields: &mut Map<String, Value>) -> Result<Vec<String>, Fault> {
    let wrong = |path: &str| {
        let says = "a choice is a text under the name of an open point, such as { \"after-cut\": \"billed\" }";
        Fault::new(FaultCode::WrongShape, path, says)
    };
    match fields.remove("choices") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(choices)) => choices
            .into_iter()
            .map(|(point, option)| match option {
                Value::String(option) => Ok(format!("{point}={option}")),
                _ => Err(wrong(&point).within("choices")),
            })
            .collect(),
        Some(_) => Err(wrong("choices")),
    }
}

fn disorder() -> JsValue {
    let says =
        "the events do not come in the order of time; read all files once more with new Meter({ anyOrder: true })";
    fault(FaultCode::OutOfOrder, "", says)
}

fn fault(code: FaultCode, path: &str, says: &str) -> JsValue {
    thrown(&[Fault::new(code, path, says)])
}
