//! A Web Worker that answers what takes long, so that the page never waits. It knows neither questions nor answers.
//!
//! It is started by the first question. A new question takes the place of an unanswered one: the worker is ended and
//! another one started, as nothing else stops a computation.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// The script of the worker, beside the page.
const DESK: &str = "desk.js";

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// How far it is.
    Progress(Progress),
    /// The answer to one of the questions as JSON.
    Part(String),
    /// All is answered; with the answer as JSON when files were read.
    Done(String),
    /// Why there is none.
    Failed(String),
}

/// How far the reading of files is, or an answer: then parts take the place of bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes of all files.
    pub all: u64,
    /// Events found.
    pub events: u64,
    /// Milliseconds since the beginning.
    pub milliseconds: u64,
    /// The file that is being read, or what the parts are.
    pub file: String,
    /// Whether the files are read once more, as their events do not come in the order of time.
    pub again: bool,
}

/// What is to be read beside the texts.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Nothing.
    None,
    /// Files of the user.
    Files(Vec<File>),
    /// A file of the page, by its address.
    Sample(&'static str),
}

/// A worker, or the place for one.
#[derive(Default)]
pub struct Desk {
    running: RefCell<Option<Running>>,
    asked: Cell<u32>,
}

struct Running {
    worker: Worker,
    busy: Rc<Cell<bool>>,
    /// Kept alive as long as the worker may call them.
    _ears: [Closure<dyn FnMut(MessageEvent)>; 2],
    replies: Rc<RefCell<Callback<Reply>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // What it has said already may still be on its way.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Desk {
    /// Asks questions, or has files read as the first of the texts says. What was asked before and is not answered yet is
    /// given up.
    pub fn ask(&self, texts: &[String], input: &Input, on_reply: Callback<Reply>) {
        self.give_up();
        let id = self.asked.get().wrapping_add(1);
        self.asked.set(id);
        let failed = on_reply.clone();
        if self.send(id, texts, input, on_reply).is_err() {
            failed.emit(Reply::Failed("This browser does not let the page work in the background.".to_owned()));
        }
    }

    /// Gives up the question that is not answered yet, if there is one.
    pub fn give_up(&self) {
        let mut running = self.running.borrow_mut();
        if running.as_ref().is_some_and(|running| running.busy.get()) {
            *running = None;
        }
    }

    fn send(&self, id: u32, texts: &[String], input: &Input, on_reply: Callback<Reply>) -> Result<(), JsValue> {
        let mut place = self.running.borrow_mut();
        let running = match &mut *place {
            Some(running) => running,
            None => place.insert(start()?),
        };
        running.replies.replace(on_reply);
        running.busy.set(true);
        running.worker.post_message(&question(id, texts, input)?)
    }
}

fn question(id: u32, texts: &[String], input: &Input) -> Result<JsValue, JsValue> {
    let question = Object::new();
    Reflect::set(&question, &"id".into(), &id.into())?;
    let texts: Array = texts.iter().map(JsValue::from).collect();
    Reflect::set(&question, &"texts".into(), &texts)?;
    match input {
        Input::None => {}
        Input::Files(files) => {
            Reflect::set(&question, &"files".into(), &files.iter().collect::<Array>())?;
        }
        Input::Sample(address) => {
            Reflect::set(&question, &"sample".into(), &(*address).into())?;
        }
    }
    Ok(question.into())
}

fn start() -> Result<Running, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(DESK, &options)?;
    let (busy, replies) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(Callback::noop())));
    let heard = {
        let (busy, replies) = (busy.clone(), replies.clone());
        Closure::new(move |event: MessageEvent| {
            let reply = reply(&event.data());
            busy.set(matches!(reply, Reply::Progress(_) | Reply::Part(_)));
            let tell = replies.borrow().clone();
            tell.emit(reply);
        })
    };
    let failed = {
        let (busy, replies) = (busy.clone(), replies.clone());
        Closure::new(move |_: MessageEvent| {
            busy.set(false);
            let tell = replies.borrow().clone();
            tell.emit(Reply::Failed(
                "The part of the page that works in the background could not be loaded.".to_owned(),
            ));
        })
    };
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    Ok(Running { worker, busy, _ears: [heard, failed], replies })
}

fn reply(data: &JsValue) -> Reply {
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(part) = field("part").as_string() {
        return Reply::Part(part);
    }
    if let Some(done) = field("done").as_string() {
        return Reply::Done(done);
    }
    let progress = field("progress");
    if progress.is_undefined() {
        return Reply::Failed(field("failed").as_string().unwrap_or_else(|| "The engine gave no answer.".to_owned()));
    }
    Reply::Progress(read_progress(&progress))
}

fn read_progress(data: &JsValue) -> Progress {
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED);
    Progress {
        bytes: whole(&field("bytes")),
        all: whole(&field("all")),
        events: whole(&field("events")),
        milliseconds: whole(&field("milliseconds")),
        file: field("file").as_string().unwrap_or_default(),
        again: field("again").is_truthy(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of bytes and events; the cast saturates"
)]
fn whole(value: &JsValue) -> u64 {
    value.as_f64().unwrap_or(0.0) as u64
}
