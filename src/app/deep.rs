//! Views of the answer that take longer: each asks the worker for sheets and shows whatever comes. It knows which questions
//! there are and what may be set for each, not what the answers mean.

mod heard;
pub mod questions;
pub mod settings;

use std::rc::Rc;

use yew::prelude::*;

use super::hooks::Shown;
use super::parts::{Button, Drawn, Errors};
use super::worker::Desk;
pub use heard::Sheet;
use heard::{Heard, News, use_heard};
pub use questions::Topic;

/// Properties of [`Deep`].
#[derive(Properties)]
pub struct DeepProps {
    /// What is asked about.
    pub topic: Topic,
    /// The form and its answer.
    pub shown: Shown,
    /// Who is asked.
    pub desk: Rc<Desk>,
}

impl PartialEq for DeepProps {
    fn eq(&self, other: &Self) -> bool {
        self.topic == other.topic && self.shown == other.shown && Rc::ptr_eq(&self.desk, &other.desk)
    }
}

/// The settings of a topic, and the sheets that answer it.
#[component]
pub fn Deep(props: &DeepProps) -> Html {
    let shown = &props.shown;
    let again = use_state(|| 0_u32);
    let asked = use_memo(
        (props.topic, shown.scenario.clone(), shown.asked.clone(), shown.book.edition.id.clone()),
        |(topic, scenario, asked, edition)| questions::of(*topic, scenario.as_deref(), asked, edition.as_str()),
    );
    let heard = use_heard(&props.desk, &asked.texts, *again);
    let errors: Errors = Rc::new(asked.errors.with(&heard.faults));
    let on_stop = {
        let (desk, heard) = (props.desk.clone(), heard.dispatcher());
        Callback::from(move |()| {
            desk.give_up();
            heard.dispatch(News::Stopped);
        })
    };
    let on_again = Callback::from(move |()| again.set(again.wrapping_add(1)));
    html! {
        <div class="deep">
            <ContextProvider<Errors> context={errors}>{ settings::view(props.topic, shown) }</ContextProvider<Errors>>
            { state(&heard, on_stop, on_again) }
            for (place, one) in heard.sheets.iter().enumerate() {
                <div key={one.id.clone()} class={(place >= heard.fresh).then_some("headline-stale")}><Drawn html={one.html.clone()} /></div>
            }
        </div>
    }
}

/// What goes on: nothing to be said when all is there.
fn state(heard: &Heard, on_stop: Callback<()>, on_again: Callback<()>) -> Html {
    let says = match &heard.failed {
        Some(why) => why.as_str(),
        None if heard.working => "Working it out…",
        None => "",
    };
    // Outside of what is read out: it changes ten times a second.
    let far = heard.progress.as_ref().filter(|_| heard.working).map(|far| {
        let (done, all) = (far.bytes.to_string(), far.all.to_string());
        let says = [done.as_str(), " of ", all.as_str(), " ", far.file.as_str()].concat();
        html! { <label class="deep-far">{ says }<progress max={all} value={done} /></label> }
    });
    html! {
        <>
        { far }
        <p class="deep-state" role="status">
            <span>{ says }</span>
            <span hidden={!heard.working}>{ Button::new("Stop", on_stop).draw() }</span>
            <span hidden={heard.failed.is_none()}>{ Button::new("Ask again", on_again).draw() }</span>
        </p>
        </>
    }
}
