//! Sheets as they come from the worker: earlier ones stay until newer ones are there.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::worker::{Desk, Input, Progress, Reply};
use crate::base::plain::{self, Plain};
use crate::report::Fault;

/// Milliseconds without a change before the worker is asked.
const REST: u32 = 250;

/// A sheet as the worker hands it over.
#[derive(Debug, Clone, PartialEq, Plain)]
pub struct Sheet {
    /// The name of the answer.
    pub id: Rc<str>,
    /// The whole sheet.
    pub html: Rc<str>,
}

/// What came so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heard {
    /// Sheets; the first `fresh` of them answer the present question.
    pub sheets: Vec<Sheet>,
    /// How many are new.
    pub fresh: usize,
    /// Whether more is to come.
    pub working: bool,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Why there is no more.
    pub failed: Option<String>,
    /// What is wrong with the question.
    pub faults: Vec<Fault>,
}

/// What happens while one waits.
pub enum News {
    /// A question was asked.
    Asked,
    /// The worker said something.
    Said(Reply),
    /// The user does not want to wait.
    Stopped,
}

#[derive(Plain)]
#[serde(default)]
#[derive(Default)]
struct Part {
    sheets: Vec<Sheet>,
    faults: Vec<Fault>,
}

impl Heard {
    fn part(&mut self, text: &str) {
        match plain::parse::<Part>(text) {
            Ok(part) => {
                for sheet in part.sheets {
                    match self.sheets.get_mut(self.fresh) {
                        Some(earlier) => *earlier = sheet,
                        None => self.sheets.push(sheet),
                    }
                    self.fresh += 1;
                }
                self.faults.extend(part.faults);
            }
            Err(error) => self.failed = Some(format!("The answer could not be read: {error}")),
        }
    }

    fn end(&mut self) {
        self.working = false;
        if self.failed.is_none() {
            self.sheets.truncate(self.fresh);
        }
    }
}

impl Reducible for Heard {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        let mut next = (*self).clone();
        match news {
            News::Asked => next = Self { sheets: next.sheets, working: true, ..Self::default() },
            News::Said(Reply::Part(text)) => {
                next.progress = None;
                next.part(&text);
            }
            News::Said(Reply::Done(_)) => next.end(),
            News::Said(Reply::Failed(why)) => {
                next.failed = Some(why);
                next.end();
            }
            News::Said(Reply::Progress(far)) => next.progress = Some(far),
            News::Stopped => {
                next.failed = Some("Stopped before it was done.".to_owned());
                next.working = false;
            }
        }
        Rc::new(next)
    }
}

/// Asks the worker whenever the questions change or are to be asked again; none means that there is nothing to ask.
#[hook]
pub fn use_heard(desk: &Rc<Desk>, questions: &Rc<Vec<String>>, again: u32) -> UseReducerHandle<Heard> {
    let heard = use_reducer(Heard::default);
    let dispatcher = heard.dispatcher();
    let asked = (desk.clone(), questions.clone());
    use_effect_with((questions.clone(), again), move |_| {
        let (desk, questions) = asked;
        let giving_up = desk.clone();
        let timer = (!questions.is_empty()).then(|| {
            dispatcher.dispatch(News::Asked);
            Timeout::new(REST, move || {
                desk.ask(&questions, &Input::None, Callback::from(move |reply| dispatcher.dispatch(News::Said(reply))));
            })
        });
        move || {
            drop(timer);
            giving_up.give_up();
        }
    });
    heard
}
