//! What the user chose, and how each action changes it: pure, without a browser. It holds nothing that can be computed.

use std::rc::Rc;

use super::draft::Draft;
use crate::base::PlanId;

/// Whatever can happen to the page.
#[derive(Clone)]
pub enum Action {
    /// The form changes at a place; edits of the same place in a row are one step of undo.
    Edit(Edit),
    /// The user's own price of one unit and month of a plan, as typed; an empty text takes it away.
    Price(PlanId, String),
    /// Shows the field with a path such as `flows[2].owner`, unfolds what hides it and puts the focus there.
    Go(String),
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
}

/// A change of the draft at one place.
#[derive(Clone)]
pub struct Edit {
    /// Which thing and which field of it; decides what is one step of undo.
    pub place: (u32, &'static str),
    /// What changes.
    pub change: Rc<dyn Fn(&mut Draft)>,
}
