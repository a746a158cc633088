//! What came of metering files, and what goes on while they are read.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::deep::Sheet;
use crate::app::worker::{Input, Progress, Reply};
use crate::base::plain::{self, Plain};
use crate::base::sorted::BTreeMap;

/// What is known of the files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metered {
    /// The files that were given.
    pub input: Option<Input>,
    /// What they say.
    pub found: Option<Rc<Found>>,
    /// The forecast, or one conversation; what was asked for beside.
    pub beside: Vec<Sheet>,
    /// What is being done.
    pub doing: Doing,
    /// How far the reading is.
    pub progress: Option<Progress>,
    /// Why there is no answer.
    pub failed: Option<String>,
}

/// What the worker is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doing {
    /// Nothing.
    #[default]
    Nothing,
    /// The counts.
    Counting,
    /// A sheet beside: a forecast, or one conversation.
    Looking,
    /// A file to be saved.
    Saving(Export),
}

/// A file to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// A row for each session.
    Csv,
    /// All counts and reasons.
    Json,
}

/// What files say.
#[derive(Debug, Clone, PartialEq, Default, Plain)]
#[serde(default)]
pub struct Found {
    /// What is shown.
    pub sheets: Vec<Sheet>,
    /// Billed sessions of each month, by bot.
    pub bots: BTreeMap<String, BTreeMap<String, u32>>,
    /// Billed sessions of each day.
    pub days: Vec<u64>,
}

/// What happens.
pub enum News {
    /// Files are given to be counted.
    Given(Input),
    /// Something else is asked about them.
    Asked(Doing),
    /// The worker said something.
    Said(Reply),
    /// The user does not want to wait.
    Stopped,
}

#[derive(Plain, Default)]
#[serde(default)]
struct Beside {
    sheets: Vec<Sheet>,
}

impl Metered {
    fn heard(&mut self, reply: Reply) {
        match reply {
            Reply::Progress(progress) => self.progress = Some(progress),
            Reply::Failed(why) => {
                self.failed = Some(why);
                self.end();
            }
            // The counts are there before those of the other definitions.
            Reply::Part(text) if self.doing == Doing::Counting => self.counted(&text),
            Reply::Part(text) => self.beside(&text),
            Reply::Done(text) => {
                match self.doing {
                    Doing::Counting => self.counted(&text),
                    Doing::Looking if !text.is_empty() => self.beside(&text),
                    Doing::Saving(export) => save(export, &text),
                    Doing::Looking | Doing::Nothing => {}
                }
                self.end();
            }
        }
    }

    fn counted(&mut self, text: &str) {
        match plain::parse(text) {
            Ok(found) => self.found = Some(Rc::new(found)),
            Err(error) => self.failed = Some(format!("The answer could not be read: {error}")),
        }
    }

    fn beside(&mut self, text: &str) {
        match plain::parse::<Beside>(text) {
            Ok(beside) => self.beside = beside.sheets,
            Err(error) => self.failed = Some(format!("The answer could not be read: {error}")),
        }
    }

    fn end(&mut self) {
        self.doing = Doing::Nothing;
        self.progress = None;
    }
}

fn save(export: Export, text: &str) {
    let (name, kind) = match export {
        Export::Csv => ("sessions.csv", "text/csv"),
        Export::Json => ("sessions.json", "application/json"),
    };
    crate::app::browser::save(name, kind, text);
}

impl Reducible for Metered {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        let mut next = (*self).clone();
        match news {
            News::Given(input) => {
                next = Self { input: Some(input), found: next.found, doing: Doing::Counting, ..Self::default() };
            }
            News::Asked(doing) => {
                next.doing = doing;
                next.failed = None;
            }
            News::Said(reply) => next.heard(reply),
            News::Stopped => {
                next.end();
                next.failed = Some("Stopped before all was read.".to_owned());
            }
        }
        Rc::new(next)
    }
}
