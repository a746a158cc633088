//! The form goes into the storage of the browser and into the address bar while the user rests; a link in the address bar
//! that the user changes goes into the form. Only on the page of one's own.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::draft::Draft;
use super::hooks::Computed;
use super::link::{self, Shared};
use super::state::{Action, Note};
use super::store::Kept;
use super::{Standing, browser, store};
use crate::base::EditionId;

/// Rest before the form is saved, in milliseconds.
const REST: u32 = 300;

/// Keeps the form; gives the way to copy the link.
#[hook]
pub fn use_saved(
    standing: Standing,
    draft: &Rc<Draft>,
    computed: &Rc<Computed>,
    edition: &EditionId,
    dispatch: &Callback<Action>,
) -> Option<Callback<()>> {
    let own = standing == Standing::Page;
    let saved = (draft.clone(), computed.clone(), edition.clone());
    use_effect_with(saved.clone(), move |(draft, computed, edition)| {
        let (draft, computed, edition) = (draft.clone(), computed.clone(), edition.clone());
        let latest = (draft.clone(), computed.clone(), edition.clone());
        let timer = own.then(|| Timeout::new(REST, move || save(&draft, &computed, &edition)));
        // Whoever leaves within the rest loses nothing.
        let leaving = own.then(|| {
            EventListener::new(&gloo::utils::window(), "pagehide", move |_| save(&latest.0, &latest.1, &latest.2))
        });
        move || drop((timer, leaving))
    });
    let on_link = dispatch.clone();
    use_effect_with((), move |()| {
        let listener = own.then(|| EventListener::new(&gloo::utils::window(), "hashchange", move |_| follow(&on_link)));
        move || drop(listener)
    });
    let dispatch = dispatch.clone();
    own.then(|| Callback::from(move |()| copy(&saved, &dispatch)))
}

fn save(draft: &Draft, computed: &Computed, edition: &EditionId) {
    if draft.is_empty() {
        browser::set_fragment("");
    } else if let Some(shared) = shared(computed, edition) {
        browser::set_fragment(&link::write(&shared));
    }
    browser::keep(&store::write(&Kept { draft: draft.clone(), fragment: browser::fragment() }));
}

/// What a link carries; nothing while the form is not complete, so that the address keeps the last complete one.
fn shared(computed: &Computed, edition: &EditionId) -> Option<Shared> {
    computed.estimate.as_ref()?;
    let scenario = computed.scenario.as_ref()?.as_ref().clone();
    Some(Shared { edition: edition.to_string(), scenario, combination: computed.combination.clone() })
}

/// The user put another link into the address bar.
fn follow(dispatch: &Callback<Action>) {
    match link::read(&browser::fragment()) {
        Some(Ok(shared)) => dispatch.emit(Action::Load(Rc::new(shared.draft()), Some(Note::FromLink))),
        Some(Err(why)) => dispatch.emit(Action::Say(Note::BrokenLink(why))),
        None => {}
    }
}

fn copy((draft, computed, edition): &(Rc<Draft>, Rc<Computed>, EditionId), dispatch: &Callback<Action>) {
    save(draft, computed, edition);
    browser::copy_address(
        dispatch.reform(|length: Option<usize>| Action::Say(length.map_or(Note::NotCopied, Note::Copied))),
    );
}
