//! What concerns the solution as a whole: its name, the edition of the price book, undo, the link, and a fresh beginning.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::draft::Draft;
use crate::app::parts::{Button, Choice, Desk, Field, Select, use_desk};
use crate::app::state::{Action, Note};
use crate::pricebook::library;

/// Properties of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    /// The form.
    pub draft: Rc<Draft>,
    /// Whether there is a step back.
    pub can_undo: bool,
    /// Whether there is a step forward.
    pub can_redo: bool,
    /// Whether the beginning is shown.
    pub begin: bool,
    /// Copies the link; absent where there is none to copy.
    pub on_link: Option<Callback<()>>,
}

/// What concerns the solution as a whole.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let send = |action: Action| desk.dispatch.reform(move |()| action.clone());
    let draft = &props.draft;
    let begin = props.begin;
    let cleared = Rc::new(Draft { edition: draft.edition.clone(), ..Draft::default() });
    let clear = desk.dispatch.reform(move |()| Action::Load(cleared.clone(), Some(Note::Cleared)));
    html! {
        <div class="toolbar">
            <div class="toolbar-row">
                <Field path="name" label="Name of the solution" words="" class="solution-name" value={draft.name.clone()}
                    placeholder="Name of the solution" on_input={desk.set_whole("name", |draft, text| draft.name = text)} />
                { edition(draft, &desk) }
            </div>
            <div class="toolbar-row" role="group" aria-label="The solution as a whole">
                { Button::new("Undo", send(Action::Undo)).disabled(!props.can_undo).draw() }
                { Button::new("Redo", send(Action::Redo)).disabled(!props.can_redo).draw() }
                { Button::new("Examples", desk.dispatch.reform(move |()| Action::Begin(!begin))).pressed(begin).draw() }
                { Button::new("Clear", clear).draw() }
                if let Some(on_link) = props.on_link.clone() {
                    <span key="link">{ Button::new("Copy link", on_link).draw() }</span>
                } else {
                    <span key="link" hidden={true} />
                }
            </div>
        </div>
    }
}

fn edition(draft: &Draft, desk: &Desk) -> Html {
    let latest = library().editions().next_back().map(|head| head.id.to_string()).unwrap_or_default();
    let mut choices = vec![Choice::new("", format!("the latest ({latest})"))];
    choices.extend(library().editions().rev().map(|head| Choice::new(head.id.to_string(), head.id.to_string())));
    let known = choices.iter().any(|choice| choice.value == draft.edition.as_str());
    html! {
        <Select path="edition" label="Edition of the price book" words="Prices of" {choices}
            value={if known { draft.edition.clone() } else { String::new() }}
            on_pick={desk.set_whole("edition", |draft, edition| draft.edition = edition)} />
    }
}
