//! What the user chose, and how each action changes it: pure, without a browser. It holds nothing that can be computed.

mod history;
mod place;
mod view;

use std::borrow::Cow;
use std::rc::Rc;

use yew::Reducible;

use super::draft::{Draft, Kind, Uid};
use crate::base::PlanId;
use history::History;
pub use view::{Fold, Note, View};

/// What the user chose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The form as typed.
    pub draft: Rc<Draft>,
    /// Earlier and undone forms.
    pub history: History,
    /// What is open, said and asked to have the focus.
    pub view: View,
}

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

impl State {
    /// A page that begins with a form; with the questions to begin with when the form is empty.
    pub fn new(draft: Draft, note: Option<Note>) -> Self {
        let view = View { begin: draft.is_empty(), note, ..View::default() };
        Self { draft: Rc::new(draft), history: History::default(), view }
    }

    fn edited(&self, place: Option<Place>, change: impl FnOnce(&mut Draft)) -> Option<Self> {
        let mut draft = self.draft.as_ref().clone();
        change(&mut draft);
        if draft == *self.draft {
            return None;
        }
        let mut next = self.clone();
        next.history.remember(self.draft.clone(), place);
        next.draft = Rc::new(draft);
        Some(next)
    }

    fn added(&self, kind: Kind, make: impl FnOnce(&mut Draft) -> Option<Uid>) -> Option<Self> {
        let mut new = None;
        let mut next = self.edited(None, |draft| new = make(draft))?;
        let place = next.draft.named(kind).iter().position(|(uid, _)| Some(*uid) == new)?;
        next.view.begin = false;
        next.view.note = None;
        next.view.ask(format!("{}[{place}].name", kind.field()));
        Some(next)
    }

    fn removed(&self, kind: Kind, uid: Uid) -> Option<Self> {
        let (_, name) = self.draft.named(kind).into_iter().find(|(other, _)| *other == uid)?;
        let mut next = self.edited(None, |draft| draft.remove(kind, uid))?;
        next.view.ask(kind.field().to_owned());
        next.view.note = Some(Note::Removed(name));
        Some(next)
    }

    /// Another form in the place of this one, which stays one step back, unless there is nothing in it.
    #[must_use]
    pub fn opened(&self, draft: impl Into<Rc<Draft>>, note: Option<Note>) -> Self {
        let mut next = self.clone();
        next.draft = draft.into();
        if next.draft != self.draft && !self.draft.is_empty() {
            next.history.remember(self.draft.clone(), None);
        }
        next.view = View { begin: next.draft.is_empty(), note, ..View::default() };
        next
    }

    fn stepped(&self, step: fn(&mut History, &Rc<Draft>) -> Option<Rc<Draft>>) -> Option<Self> {
        let mut next = self.clone();
        next.draft = step(&mut next.history, &self.draft)?;
        next.view.note = None;
        Some(next)
    }

    fn viewed(&self, change: impl FnOnce(&mut View)) -> Option<Self> {
        let mut next = self.clone();
        change(&mut next.view);
        (next.view != self.view).then_some(next)
    }

    fn next(&self, action: Action) -> Option<Self> {
        match action {
            Action::Edit(edit) => self.edited(Some(edit.place), |draft| (edit.change)(draft)),
            Action::Add(kind) => self.added(kind, |draft| Some(draft.add(kind))),
            Action::Copy(kind, uid) => self.added(kind, |draft| draft.copy(kind, uid)),
            Action::Remove(kind, uid) => self.removed(kind, uid),
            Action::Switch(kind, uid, off) => self.edited(None, |draft| draft.switch(kind, uid, off)),
            Action::Price(plan, text) => self.edited(Some((0, format!("price of {plan}").into())), |draft| draft.set_price(&plan, &text)),
            Action::Load(draft, note) => Some(self.opened(draft, note)),
            Action::Begin(begin) => self.viewed(|view| view.begin = begin),
            Action::Unfold(fold, open) => self.viewed(|view| view.unfold(fold, open)),
            Action::Go(path) => self.viewed(|view| view.go(&self.draft, &path)),
            Action::Undo => self.stepped(History::back),
            Action::Redo => self.stepped(History::forward),
            Action::Say(note) => self.viewed(|view| view.note = Some(note)),
            Action::Dismiss => self.viewed(|view| view.note = None),
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match self.next(action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests;
