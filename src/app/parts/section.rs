//! A part of the form with its heading, one line on what belongs here, and a button that adds to it or unfolds it.

use yew::prelude::*;

use super::{Button, Desk};
use crate::app::draft::Kind;
use crate::app::state::{Action, Fold};

/// A part of the form: the field of the scenario that it fills, its heading, what belongs here, the cards that can be added
/// when it is a list of cards, whether it is unfolded when it is none, and what is in it.
pub fn section(
    desk: &Desk,
    field: &'static str,
    title: &'static str,
    about: &'static str,
    adds: Option<Kind>,
    open: bool,
    children: Html,
) -> Html {
    let (title_id, inside_id) = (format!("{field}-title"), format!("{field}-inside"));
    let action = match adds {
        Some(kind) => {
            let add = desk.dispatch.reform(move |()| Action::Add(kind));
            Button::new(format!("Add {} {}", article(kind), kind.word()), add).id(field).draw()
        }
        None => fold_button(desk, field, title, open, &inside_id),
    };
    html! {
        <section class="group" aria-labelledby={title_id.clone()}>
            <header class="group-head">
                <h3 id={title_id}>{ title }</h3>
                <span class="group-about">{ about }</span>
                <span class="group-action">{ action }</span>
            </header>
            <div id={inside_id} class="group-inside" hidden={!open}>{ children }</div>
        </section>
    }
}

fn fold_button(desk: &Desk, field: &'static str, title: &'static str, open: bool, inside: &str) -> Html {
    let onclick = desk.dispatch.reform(move |_: MouseEvent| Action::Unfold(Fold::Section(field.to_owned()), !open));
    let (turn, word) = if open { ("hide", "Hide") } else { ("show", "Show") };
    html! {
        <button type="button" class="quiet fold" id={field} aria-expanded={if open { "true" } else { "false" }}
            aria-controls={inside.to_owned()} {onclick} aria-label={format!("{title}: {turn}")}>{ word }</button>
    }
}

fn article(kind: Kind) -> &'static str {
    if matches!(kind, Kind::App | Kind::Environment) { "an" } else { "a" }
}
