//! The options of an answer: the edition, how it is printed, and what the answer itself can be told.

use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::convert::{object, words};
use crate::base::plain::{self, Plain};
use crate::pricebook::{Book, UnknownEdition, library};
use crate::report::fault::{Fault, FaultCode};

/// What is asked beside the scenario.
pub struct Asked {
    /// The book of the edition; without one, of the latest.
    pub book: Book,
    /// What the answer itself can be told.
    rest: Map<String, Value>,
}

/// How a sheet is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As an object.
    Sheet,
    /// As Markdown.
    Markdown,
    /// As plain text.
    Text,
    /// As a page of HTML.
    Html,
}

impl Asked {
    /// Reads options.
    pub fn read(options: &JsValue) -> Result<Self, Vec<Fault>> {
        let fields = object(options, "options are an object, such as { edition: \"2021-10\" }").map_err(named)?;
        Self::of(fields)
    }

    /// Options as fields.
    pub fn of(mut rest: Map<String, Value>) -> Result<Self, Vec<Fault>> {
        let edition = words(&mut rest, "edition", "an edition is a text, such as \"2021-10\"").map_err(named)?;
        let book = library().book(edition.as_deref());
        let unknown =
            |unknown: UnknownEdition| named(Fault::new(FaultCode::UnknownEdition, "edition", unknown.to_string()));
        Ok(Self { book: book.map_err(unknown)?, rest })
    }

    /// Reads options that may say how the answer is printed.
    pub fn read_with_form(options: &JsValue) -> Result<(Self, Form), Vec<Fault>> {
        let mut asked = Self::read(options)?;
        let form = match asked.rest.remove("format") {
            None | Some(Value::Null) => Form::Sheet,
            Some(Value::String(name)) if name == "markdown" => Form::Markdown,
            Some(Value::String(name)) if name == "text" => Form::Text,
            Some(Value::String(name)) if name == "html" => Form::Html,
            Some(_) => {
                let says = "a format is \"markdown\", \"text\" or \"html\"; without one there is a sheet";
                return Err(named(Fault::new(FaultCode::WrongShape, "format", says)));
            }
        };
        Ok((asked, form))
    }

    /// The book alone, when nothing else can be told.
    pub fn only_book(self) -> Result<Book, Vec<Fault>> {
        match self.rest.keys().next() {
            None => Ok(self.book),
            Some(unknown) => {
                let says = "there is no such option; there is `edition`";
                Err(named(Fault::new(FaultCode::WrongShape, unknown, says)))
            }
        }
    }

    /// What the answer itself is told, with defaults for what is left out.
    pub fn options<T: Plain>(&self) -> Result<T, Vec<Fault>> {
        // What is null is left out, as it is everywhere else.
        let told = self.rest.iter().filter(|(_, value)| !value.is_null());
        let told: Map<String, Value> = told.map(|(name, value)| (name.clone(), value.clone())).collect();
        plain::read(&Value::Object(told)).map_err(|wrong| named(Fault::from(wrong)))
    }
}

fn named(fault: Fault) -> Vec<Fault> {
    vec![fault.within("options")]
}
