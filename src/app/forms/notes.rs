//! What the page has to say about what just happened, with a way back where there is one.

use yew::prelude::*;

use crate::app::parts::{Button, use_desk};
use crate::app::state::{Action, Note};

/// Links longer than this are cut by some mail programs.
const LONG_LINK: usize = 2000;

/// Properties of [`NoteLine`].
#[derive(Properties, PartialEq)]
pub struct NoteLineProps {
    /// What there is to say.
    pub note: Option<Note>,
    /// Whether there is a step back.
    pub can_undo: bool,
}

/// What the page has to say; the line stays in place, so that its changes are read aloud.
#[component]
pub fn NoteLine(props: &NoteLineProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let undo = desk.dispatch.reform(|()| Action::Undo);
    let dismiss = desk.dispatch.reform(|()| Action::Dismiss);
    let says = props.note.as_ref().map(sentence).unwrap_or_default();
    let can_undo = props.note.as_ref().is_some_and(undoes) && props.can_undo;
    html! {
        <div class={classes!("said", props.note.as_ref().filter(|note| is_bad(note)).map(|_| "said-bad"))} role="status">
            <span>{ says }</span>
            <span class="said-actions" hidden={props.note.is_none()}>
                <span hidden={!can_undo}>{ Button::new(if matches!(props.note, Some(Note::Removed(_))) { "Undo" } else { "Back to what I had" }, undo).label("Undo this").draw() }</span>
                { Button::new("Close", dismiss).label("Close the message").draw() }
            </span>
        </div>
    }
}

fn undoes(note: &Note) -> bool {
    matches!(note, Note::Removed(_) | Note::FromLink | Note::Template(_) | Note::Cleared)
}

fn is_bad(note: &Note) -> bool {
    matches!(
        note,
        Note::BrokenLink(_) | Note::BrokenStore(_) | Note::NotCopied | Note::NoEdition(_) | Note::BrokenScenario(_)
    )
}

fn sentence(note: &Note) -> String {
    match note {
        Note::Removed(name) => format!("{name} is removed."),
        Note::FromLink => "This solution came with the link.".to_owned(),
        Note::Template(title) => format!("This is the example \"{title}\". Change whatever is different with you."),
        Note::Cleared => "Everything is cleared.".to_owned(),
        Note::BrokenLink(why) => {
            format!("The link could not be read: {why}. Ask for it again, whole. What you had before is still here.")
        }
        Note::BrokenStore(why) => format!("What was saved here could not be read ({why}), so this is a fresh start."),
        Note::Copied(length) if *length > LONG_LINK => {
            format!("The link is copied. It is {length} characters long: some mail programs cut such links.")
        }
        Note::Copied(_) => "The link is copied. Whoever opens it sees the same solution and the same total.".to_owned(),
        Note::NotCopied => {
            "The browser did not let the page copy. The link stands in the address bar: copy it from there.".to_owned()
        }
        Note::NoEdition(asked) => {
            format!("There is no edition \"{asked}\" of the price book; the latest is used instead.")
        }
        Note::BrokenScenario(why) => format!("The scenario given to this page could not be read: {why}"),
    }
}
