//! The small parts that all forms are made of. They know fields and lists, not what stands in them.

mod button;
mod card;
mod chips;
mod drawn;
mod field;
mod picks;
mod radio;
mod section;
mod select;
mod suggest;
mod tick;

use std::rc::Rc;

use yew::prelude::*;

use super::draft::{FieldErrors, Uid};
use super::state::Action;
use crate::app::open_book::OpenBook;

pub use button::Button;
pub use card::{CardFrame, effect_line};
pub use chips::{Chip, chips};
pub use drawn::{Drawn, raw};
pub use field::{Entry, Field};
pub use picks::Picks;
pub use radio::Radio;
pub use section::section;
pub use select::{Choice, Select};
pub use suggest::{Suggest, Suggestion};
pub use tick::tick;

/// What every form needs: the way back and the price book. It changes with the edition only.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// Sends what happened.
    pub dispatch: Callback<Action>,
    /// Labels, units and names.
    pub book: OpenBook,
}

/// What is wrong with each field.
pub type Errors = Rc<FieldErrors>;

impl Desk {
    /// A callback that changes one field of a card: `set` takes the card and the new value.
    pub fn set<T, V>(&self, uid: Uid, field: &'static str, set: fn(&mut T, V)) -> Callback<V>
    where
        T: super::draft::Card,
        V: Clone + 'static,
    {
        self.dispatch.reform(move |value: V| {
            Action::edit(uid, field, move |draft| draft.edit(uid, |card: &mut T| set(card, value.clone())))
        })
    }

    /// A callback that changes a field of the whole form.
    pub fn set_whole<V: Clone + 'static>(
        &self,
        field: &'static str,
        set: fn(&mut super::draft::Draft, V),
    ) -> Callback<V> {
        self.dispatch.reform(move |value: V| Action::edit(0, field, move |draft| set(draft, value.clone())))
    }
}

/// The desk of the page that this part stands in.
#[hook]
pub fn use_desk() -> Option<Desk> {
    use_context::<Desk>()
}

/// What is wrong with exactly this field.
#[hook]
pub fn use_error(path: &str) -> Option<AttrValue> {
    let errors = use_context::<Errors>();
    errors.and_then(|errors| errors.at(path).map(|says| AttrValue::from(says.to_owned())))
}

/// What is wrong with a list or an entry of it.
#[hook]
pub fn use_error_under(path: &str) -> Option<AttrValue> {
    let errors = use_context::<Errors>();
    errors.and_then(|errors| errors.under(path).map(|says| AttrValue::from(says.to_owned())))
}

/// The sentence below a field that is wrong; it is there, but empty and hidden, when nothing is.
pub fn error_line(path: &str, error: Option<&AttrValue>) -> Html {
    let says = error.cloned().unwrap_or_default();
    html! { <span id={error_id(path)} class="field-error" hidden={error.is_none()}>{ says }</span> }
}

/// The id of the sentence below a field.
pub fn error_id(path: &str) -> String {
    format!("{path}-error")
}
