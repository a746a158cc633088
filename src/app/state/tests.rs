use super::*;
use crate::app::draft::{AppDraft, GroupDraft};

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(State::new(Draft::default(), None)), |state, action| state.reduce(action))
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
    for action in [rename(1, "App 1"), rename(9, "x"), Action::Redo, Action::Remove(Kind::App, 9), Action::Begin(false), Action::Dismiss] {
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
    let people = |state: &State| state.draft.groups.iter().map(|group: &Rc<GroupDraft>| group.uid).collect::<Vec<_>>();
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
