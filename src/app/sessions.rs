//! Real conversations: files go in, counts come out, and with one click into the form. It knows files, fields and sheets, not
//! what a session is.

mod fill;
mod metered;

use std::rc::Rc;

use serde_json::json;
use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

use super::deep::{questions, settings};
use super::hooks::Shown;
use super::parts::{Button, Choice, Drawn, Select};
use super::state::Action;
use super::worker::{Desk, Input, Progress};
use crate::base::money::group_thousands;
use crate::pricebook::library;
pub use fill::{Fill, Months};
pub use metered::Metered;
use metered::{Doing, Export, Found, News};

/// The conversations that ship with the page.
const SAMPLE: &str = "transcripts.csv";

/// The handle of what is known of the files; it outlives the view.
pub type Handle = UseReducerHandle<Metered>;

/// Properties of [`Sessions`].
#[derive(Properties)]
pub struct SessionsProps {
    /// The form and its answer.
    pub shown: Shown,
    /// What is known of the files.
    pub metered: Handle,
    /// Who reads them.
    pub desk: Rc<Desk>,
}

impl PartialEq for SessionsProps {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown && self.metered == other.metered && Rc::ptr_eq(&self.desk, &other.desk)
    }
}

/// The view.
#[component]
pub fn Sessions(props: &SessionsProps) -> Html {
    let asker = Asker { desk: props.desk.clone(), metered: props.metered.clone(), shown: props.shown.clone() };
    let metered = &*props.metered;
    let over = use_state_eq(|| false);
    html! {
        <div class="deep sessions">
            <p class="hint">
                { "Drop exports of your bots' conversations here to see which sessions are billed and why. They are read in this browser; nothing is sent anywhere." }
            </p>
            { place(&asker, &over) }
            { definition(&asker) }
            { going_on(&asker) }
            for found in metered.found.iter() { { results(&asker, found) } }
        </div>
    }
}

/// What asks the worker, as the user wants it.
#[derive(Clone)]
struct Asker {
    desk: Rc<Desk>,
    metered: Handle,
    shown: Shown,
}

impl Asker {
    fn options(&self, want: &str, conversation: &str) -> String {
        let set = |field: &str| questions::set(&self.shown.asked, field).to_owned();
        let choices: Vec<String> =
            library().sessions().switches().iter().filter_map(|switch| chosen(switch.id.name(), &set)).collect();
        json!({
            "edition": self.shown.book.edition.id,
            "definition": set("sessions.definition"),
            "choices": choices,
            "want": want,
            "conversation": conversation,
        })
        .to_string()
    }

    fn count(&self, input: &Input) {
        self.metered.dispatch(News::Given(input.clone()));
        self.ask(&[self.options("sheets", "")], input);
    }

    /// Reads the files once more for something else.
    fn again(&self, doing: Doing, want: &str, conversation: &str) {
        if let Some(input) = self.metered.input.clone() {
            self.metered.dispatch(News::Asked(doing));
            self.ask(&[self.options(want, conversation)], &input);
        }
    }

    fn ask(&self, texts: &[String], input: &Input) {
        let dispatcher = self.metered.dispatcher();
        self.desk.ask(texts, input, Callback::from(move |reply| dispatcher.dispatch(News::Said(reply))));
    }

    fn stop(&self) {
        self.desk.give_up();
        self.metered.dispatch(News::Stopped);
    }

    /// A callback that does something with this asker.
    fn does(&self, what: impl Fn(&Self) + 'static) -> Callback<()> {
        let asker = self.clone();
        Callback::from(move |()| what(&asker))
    }
}

fn chosen(name: &str, set: &impl Fn(&str) -> String) -> Option<String> {
    let option = set(&format!("sessions.{name}"));
    (!option.is_empty()).then(|| format!("{name}={option}"))
}

/// Where files are dropped or chosen.
fn place(asker: &Asker, over: &UseStateHandle<bool>) -> Html {
    let hovering = |now: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(now);
        })
    };
    let ondrop = {
        let (asker, over) = (asker.clone(), over.setter());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take(&asker, event.data_transfer().and_then(|data| data.files()));
        })
    };
    let onchange = {
        let asker = asker.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            take(&asker, input.files());
            // The same file may be chosen again.
            input.set_value("");
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("drop-over"))} ondragover={hovering(true)} ondragleave={hovering(false)} {ondrop}>
            <label for="session-files">{ "Files of conversations" }</label>
            <input id="session-files" type="file" multiple=true {onchange} aria-describedby="session-files-hint" />
            <p id="session-files-hint" class="hint">
                { "Transcripts from Dataverse (CSV or JSON), Bot Framework transcripts, the sessions download, or an event log with conversation_id, timestamp and role; zipped or not, several at once." }
            </p>
            { Button::new("Try it with a sample", asker.does(|asker| asker.count(&Input::Sample(SAMPLE)))).draw() }
        </div>
    }
}

fn take(asker: &Asker, list: Option<web_sys::FileList>) {
    let files: Vec<File> =
        list.into_iter().flat_map(|list| (0..list.length()).filter_map(move |place| list.get(place))).collect();
    if !files.is_empty() {
        asker.count(&Input::Files(files));
    }
}

/// By which definition is counted, and how open points are decided.
fn definition(asker: &Asker) -> Html {
    let sessions = library().sessions();
    let set = |field: &str| questions::set(&asker.shown.asked, field).to_owned();
    let known = sessions
        .definitions()
        .iter()
        .map(|one| Choice::new(one.id.clone(), format!("{}, from {}", one.id, one.holds_from)));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "the one of the edition")).chain(known).collect();
    let says = sessions.definition(&set("sessions.definition")).map_or("", |one| one.says.as_str());
    html! {
        <>
            <div class="asked-row">
                <Select path="sessions.definition" label="What a session is" {choices} value={set("sessions.definition")}
                    on_pick={settings::on_input(&asker.shown, "sessions.definition")} />
            </div>
            <p class="hint">{ says.to_owned() }</p>
            <details class="sheet-more">
                <summary>{ "What the sources leave open" }</summary>
                for switch in sessions.switches() {
                    <div key={switch.id.name()} class="asked-row">
                        <Select path={format!("sessions.{}", switch.id.name())} label={switch.asks.clone()}
                            choices={switch.option.iter().map(|option| Choice::new(option.id.clone(), option.says.clone())).collect::<Vec<_>>()}
                            value={Some(set(&format!("sessions.{}", switch.id.name()))).filter(|text| !text.is_empty()).unwrap_or_else(|| switch.default.clone())}
                            on_pick={settings::on_input(&asker.shown, &format!("sessions.{}", switch.id.name()))} />
                    </div>
                }
            </details>
        </>
    }
}

/// How far it is, with a way out; or why there is nothing.
fn going_on(asker: &Asker) -> Html {
    let metered = &*asker.metered;
    let working = metered.doing != Doing::Nothing;
    let says = match (&metered.failed, &metered.progress) {
        (Some(why), _) => why.clone(),
        (None, Some(progress)) => so_far(progress),
        (None, None) if working => "Reading…".to_owned(),
        (None, None) => String::new(),
    };
    let (bytes, all) = metered.progress.as_ref().map_or((0, 1), |progress| (progress.bytes, progress.all.max(1)));
    html! {
        <>
            <progress hidden={!working} max={all.to_string()} value={bytes.to_string()} aria-label="Files read" />
            <p class="deep-state" role="status">
                <span>{ says }</span>
                <span hidden={!working}>{ Button::new("Cancel", asker.does(Asker::stop)).draw() }</span>
                <span hidden={working || metered.input.is_none()}>{ Button::new("Count again", asker.does(|asker| {
                    if let Some(input) = asker.metered.input.clone() { asker.count(&input); }
                })).draw() }</span>
            </p>
        </>
    }
}

/// Bytes, events, their speed, and the time that is left.
fn so_far(progress: &Progress) -> String {
    let Progress { bytes, all, events, milliseconds, file, again } = progress;
    let speed = events.saturating_mul(1000) / (*milliseconds).max(1);
    let left = all.saturating_sub(*bytes).saturating_mul(*milliseconds) / (*bytes).max(1) / 1000;
    let again = if *again { " Their events are in no order, so they are read once more." } else { "" };
    format!(
        "{file}: {} of {} MB, {} events, {} events a second, about {left} s left.{again}",
        grouped(bytes / 1_000_000),
        grouped(all / 1_000_000),
        grouped(*events),
        grouped(speed)
    )
}

fn grouped(number: u64) -> String {
    group_thousands(&number.to_string())
}

fn results(asker: &Asker, found: &Rc<Found>) -> Html {
    html! {
        <>
            { into_the_form(asker, found) }
            for one in &found.sheets { <Drawn key={one.id.clone()} html={one.html.clone()} /> }
            { further(asker, found) }
            for one in &asker.metered.beside { <Drawn key={one.id.clone()} html={one.html.clone()} /> }
        </>
    }
}

/// The counts of months become numbers of the form.
fn into_the_form(asker: &Asker, found: &Rc<Found>) -> Html {
    let button = |fill: Fill, text: &'static str| {
        let found = found.clone();
        let on_press = asker.shown.dispatch.reform(move |()| Action::Measured(fill, Rc::new(found.bots.clone())));
        html! { { Button::new(text, on_press).draw() } }
    };
    html! {
        <div class="fill" hidden={found.bots.is_empty()}>
            <span>{ "Into my solution:" }</span>
            { button(Fill::Number, "the busiest month or 30 days") }
            { button(Fill::Range, "a range, from the quietest month to the busiest") }
            { button(Fill::Season, "a season, month by month") }
        </div>
    }
}

/// What else can be asked about the files.
fn further(asker: &Asker, found: &Rc<Found>) -> Html {
    let conversation = questions::set(&asker.shown.asked, "sessions.conversation").to_owned();
    let forecast = {
        let found = found.clone();
        asker.does(move |asker| {
            let text = json!({
                "ask": "forecast",
                "edition": asker.shown.book.edition.id,
                "scenario": asker.shown.scenario.as_deref(),
                "options": { "days": found.days },
            });
            asker.metered.dispatch(News::Asked(Doing::Looking));
            asker.ask(&[text.to_string()], &Input::None);
        })
    };
    let look = {
        let conversation = conversation.clone();
        asker.does(move |asker| asker.again(Doing::Looking, "timeline", conversation.trim()))
    };
    html! {
        <div class="asked-row">
            { Button::new("Forecast the coming months", forecast).draw() }
            { Button::new("Save sessions as CSV", asker.does(|asker| asker.again(Doing::Saving(Export::Csv), "csv", ""))).draw() }
            { Button::new("Save counts as JSON", asker.does(|asker| asker.again(Doing::Saving(Export::Json), "json", ""))).draw() }
            { settings::text(&asker.shown, "sessions.conversation", "Look at the conversation", "its id") }
            { Button::new("Show", look).disabled(conversation.trim().is_empty()).draw() }
        </div>
    }
}
