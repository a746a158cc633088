//! Whatever can happen to the page, as the parts tell it.

use std::borrow::Cow;
use std::rc::Rc;

use super::{Fold, Note};
use crate::app::draft::{Draft, Kind, Uid};
use crate::app::sessions::{Fill, Months};
use crate::base::{OptionId, PlanId, ReadingId};

/// Whatever can happen to the page.
#[derive(Clone)]
pub enum Action {
    /// The form changes at a place; edits of the same place in a row are one step of undo.
    Edit(Edit),
    /// A new card, which gets the focus.
    Add(Kind),
    /// A copy of a card, which gets the focus.
    Copy(Kind, Uid),
    /// A card goes, with whatever referred to it.
    Remove(Kind, Uid),
    /// A card is switched off or on.
    Switch(Kind, Uid, bool),
    /// The user's own price of one unit and month of a plan, as typed; an empty text takes it away.
    Price(PlanId, String),
    /// A setting of a deeper view of the answer, as typed; an empty text takes it away.
    Ask(String, String),
    /// Another reading of the sources where they disagree.
    Read(ReadingId, OptionId),
    /// Counts of real conversations go into the form.
    Measured(Fill, Rc<Months>),
    /// Another form takes the place of this one, which can be undone; with a word on where it came from.
    Load(Rc<Draft>, Option<Note>),
    /// The whole form is shown, or the two questions to begin with.
    Begin(bool),
    /// Something is unfolded or folded.
    Unfold(Fold, bool),
    /// Shows the field with a path such as `flows[2].owner`, unfolds what hides it and puts the focus there.
    Go(String),
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// Something to say to the user.
    Say(Note),
    /// What was said is read.
    Dismiss,
}

/// A thing and a field of it.
pub type Place = (Uid, Cow<'static, str>);

/// A change of the draft at one place.
#[derive(Clone)]
pub struct Edit {
    /// Which thing and which field of it; decides what is one step of undo.
    pub place: Place,
    /// What changes.
    pub change: Rc<dyn Fn(&mut Draft)>,
}

impl Action {
    /// A change of the draft at one place.
    pub fn edit(uid: Uid, field: impl Into<Cow<'static, str>>, change: impl Fn(&mut Draft) + 'static) -> Self {
        Self::Edit(Edit { place: (uid, field.into()), change: Rc::new(change) })
    }
}
