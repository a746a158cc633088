//! What the user chose, and how each action changes it: pure, without a browser. It holds nothing that can be computed.

mod action;
mod history;
mod place;
mod view;

use std::rc::Rc;

use yew::Reducible;

use super::draft::{Draft, Kind, Uid};
pub use action::{Action, Place};
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

impl State {
    /// A page that begins with a form; with the questions to begin with when the form is empty.
    pub fn new(draft: Draft, note: Option<Note>) -> Self {
        let view = View { begin: draft.is_empty(), note, ..View::default() };
        Self { draft: Rc::new(draft), history: History::default(), view }
    }

    // Changes come as `dyn`: what is around them weighs as much as ten of them, and would be compiled for each.
    fn edited(&self, place: Option<Place>, change: &mut dyn FnMut(&mut Draft)) -> Option<Self> {
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

    fn added(&self, kind: Kind, make: &mut dyn FnMut(&mut Draft) -> Option<Uid>) -> Option<Self> {
        let mut new = None;
        let mut next = self.edited(None, &mut |draft| new = make(draft))?;
        let place = next.draft.named(kind).iter().position(|(uid, _)| Some(*uid) == new)?;
        next.view.begin = false;
        next.view.note = None;
        next.view.ask(format!("{}[{place}].name", kind.field()));
        Some(next)
    }

    fn removed(&self, kind: Kind, uid: Uid) -> Option<Self> {
        let (_, name) = self.draft.named(kind).into_iter().find(|(other, _)| *other == uid)?;
        let mut next = self.edited(None, &mut |draft| draft.remove(kind, uid))?;
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

    fn viewed(&self, change: &mut dyn FnMut(&mut View)) -> Option<Self> {
        let mut next = self.clone();
        change(&mut next.view);
        (next.view != self.view).then_some(next)
    }

    fn next(&self, action: Action) -> Option<Self> {
        match action {
            Action::Edit(edit) => self.edited(Some(edit.place), &mut |draft| (edit.change)(draft)),
            Action::Add(kind) => self.added(kind, &mut |draft| Some(draft.add(kind))),
            Action::Copy(kind, uid) => self.added(kind, &mut |draft| draft.copy(kind, uid)),
            Action::Remove(kind, uid) => self.removed(kind, uid),
            Action::Switch(kind, uid, off) => self.edited(None, &mut |draft| draft.switch(kind, uid, off)),
            Action::Price(plan, text) => {
                self.edited(Some((0, format!("price of {plan}").into())), &mut |draft| draft.set_price(&plan, &text))
            }
            Action::Ask(field, text) => {
                self.edited(Some((0, format!("asked {field}").into())), &mut |draft| draft.ask(&field, text.clone()))
            }
            Action::Read(reading, option) => {
                self.edited(None, &mut |draft| draft.read_so(reading.clone(), option.clone()))
            }
            Action::Measured(fill, months) => {
                let mut next = self.edited(None, &mut |draft| draft.fill(fill, &months))?;
                next.view.begin = false;
                Some(next)
            }
            Action::Load(draft, note) => Some(self.opened(draft, note)),
            Action::Begin(begin) => self.viewed(&mut |view| view.begin = begin),
            Action::Unfold(fold, open) => self.viewed(&mut |view| view.unfold(fold.clone(), open)),
            Action::Go(path) => self.viewed(&mut |view| view.go(&self.draft, &path)),
            Action::Undo => self.stepped(History::back),
            Action::Redo => self.stepped(History::forward),
            Action::Say(note) => self.viewed(&mut |view| view.note = Some(note.clone())),
            Action::Dismiss => self.viewed(&mut |view| view.note = None),
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
mod tests {
    use super::*;
    use crate::app::draft::{AppDraft, GroupDraft};
    use crate::base::PlanId;

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::new(Draft::default(), None)), Reducible::reduce)
    }

    fn rename(uid: Uid, name: &'static str) -> Action {
        Action::edit(uid, "name", move |draft| draft.edit(uid, |app: &mut AppDraft| app.name = name.into()))
    }

    #[test]
    fn typing_in_one_field_is_one_step_of_undo() {
        let state = after([Action::Add(Kind::App), rename(1, "I"), rename(1, "In"), rename(1, "Ins")]);
        let back = state.reduce(Action::Undo);
        assert_eq!(back.draft.apps.first().map(|app| app.name.clone()), Some("App 1".into()));
        let forward = back.clone().reduce(Action::Redo);
        assert_eq!(forward.draft.apps.first().map(|app| app.name.clone()), Some("Ins".into()));
        assert!(back.reduce(Action::Undo).draft.apps.is_empty());
    }

    #[test]
    fn nothing_changed_is_the_same_state() {
        let state = after([Action::Add(Kind::App)]);
        for action in [
            rename(1, "App 1"),
            rename(9, "x"),
            Action::Redo,
            Action::Remove(Kind::App, 9),
            Action::Begin(false),
            Action::Dismiss,
        ] {
            assert!(Rc::ptr_eq(&state, &state.clone().reduce(action)));
        }
    }

    #[test]
    fn a_new_card_gets_the_focus_and_a_removed_one_says_so() {
        let state = after([Action::Add(Kind::Flow), Action::Add(Kind::Flow), Action::Copy(Kind::Flow, 1)]);
        assert_eq!(state.view.wish.1, "flows[1].name");
        let state = state.reduce(Action::Remove(Kind::Flow, 1));
        assert_eq!(state.view.note, Some(Note::Removed("Flow 1".into())));
        assert_eq!(state.reduce(Action::Undo).draft.flows.len(), 3);
    }

    #[test]
    fn loading_can_be_undone() {
        let other = Rc::new(Draft { name: "Other".into(), ..Draft::default() });
        let state = after([Action::Add(Kind::Group), Action::Load(other, Some(Note::FromLink))]);
        assert_eq!(state.draft.name, "Other");
        let people =
            |state: &State| state.draft.groups.iter().map(|group: &Rc<GroupDraft>| group.uid).collect::<Vec<_>>();
        assert_eq!(people(&state.reduce(Action::Undo)), [1]);
    }

    #[test]
    fn going_to_a_field_opens_what_hides_it() {
        let state = after([Action::Add(Kind::App), Action::Go("apps[0].environment".into())]);
        assert!(state.view.is_open(&Fold::Card(1), false) && state.view.is_open(&Fold::Section("apps".into()), false));
        assert_eq!(state.view.wish.1, "apps[0].environment");
    }

    #[test]
    fn an_own_price_is_set_and_taken_away() {
        let plan = PlanId::from("some-plan");
        let state = after([Action::Price(plan.clone(), "8".into())]);
        assert_eq!(state.draft.prices.get(&plan).map(String::as_str), Some("8"));
        assert!(state.reduce(Action::Price(plan.clone(), " ".into())).draft.prices.is_empty());
    }
}
