//! What the page begins with: a link, what was saved, what the host of an embed gives, or nothing.

use super::draft::Draft;
use super::state::{Note, State};
use super::store::Kept;
use super::{link, store};
use crate::licensing::read;
use crate::pricebook::library;

/// The page of one's own: a link goes before what was saved, which stays one step back.
pub fn page(fragment: &str, kept: Option<&str>) -> State {
    let (kept, trouble) = match kept.map(store::read) {
        Some(Ok(kept)) => (kept, None),
        Some(Err(why)) => (Kept::default(), Some(Note::BrokenStore(why))),
        None => (Kept::default(), None),
    };
    let saved = kept.draft;
    match link::read(fragment) {
        // The address of our own last visit: what was saved knows more, such as half a number.
        Some(Ok(_)) if fragment == kept.fragment => State::new(saved, None),
        Some(Ok(shared)) => State::new(saved, None).opened(shared.draft(), Some(Note::FromLink)),
        Some(Err(why)) => State::new(saved, Some(Note::BrokenLink(why))),
        None => State::new(saved, trouble),
    }
    .with_known_edition()
}

/// An embed: the scenario that the host gives, as JSON, and the edition.
pub fn embed(scenario: Option<&str>, edition: Option<&str>) -> State {
    let (draft, note) = given(scenario, edition);
    State::new(draft, note).with_known_edition()
}

/// The form of what a host gives; an empty one, with the reason, when it cannot be read.
pub fn given(scenario: Option<&str>, edition: Option<&str>) -> (Draft, Option<Note>) {
    let edition = edition.unwrap_or_default().trim().to_owned();
    let (draft, note) = match scenario.map(read::scenario) {
        None => (Draft::default(), None),
        Some(Ok(scenario)) => (Draft::from(&scenario), None),
        Some(Err(fault)) => (Draft::default(), Some(Note::BrokenScenario(fault.to_string()))),
    };
    (Draft { edition, ..draft }, note)
}

impl State {
    /// The same state; an edition that does not exist becomes the latest, and the user is told.
    #[must_use]
    fn with_known_edition(mut self) -> Self {
        let asked = self.draft.edition.clone();
        if !asked.is_empty() && !library().editions().any(|head| head.id.as_str() == asked) {
            self.draft = std::rc::Rc::new(Draft { edition: String::new(), ..self.draft.as_ref().clone() });
            self.view.note = Some(Note::NoEdition(asked));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::app::link::Shared;
    use crate::app::state::Action;

    fn saved() -> String {
        saved_beside("")
    }

    fn saved_beside(fragment: &str) -> String {
        let draft = Draft { name: "Mine".into(), credits: "half".into(), ..Draft::default() };
        store::write(&Kept { draft, fragment: fragment.into() })
    }

    fn linked(edition: &str) -> String {
        let scenario = read::scenario(r#"{"name":"Theirs"}"#).expect("it reads");
        link::write(&Shared { edition: edition.into(), scenario, combination: None })
    }

    #[test]
    fn a_link_goes_first_and_the_saved_form_is_one_step_back() {
        let edition = library().editions().next().map(|head| head.id.to_string()).unwrap_or_default();
        let state = page(&linked(&edition), Some(&saved()));
        assert_eq!((state.draft.name.as_str(), state.view.note.clone()), ("Theirs", Some(Note::FromLink)));
        assert_eq!(Rc::new(state).reduce(Action::Undo).draft.name, "Mine");
    }

    #[test]
    fn the_address_of_the_last_visit_brings_back_the_form_as_typed() {
        let fragment = format!("#{}", linked(""));
        let state = page(&fragment, Some(&saved_beside(&fragment)));
        assert_eq!((state.draft.credits.as_str(), state.view.note.clone()), ("half", None));
    }

    #[test]
    fn a_broken_link_keeps_what_was_there_and_says_so() {
        let state = page("#v1=broken!", Some(&saved()));
        assert_eq!(state.draft.name, "Mine");
        assert!(matches!(state.view.note, Some(Note::BrokenLink(_))));
    }

    #[test]
    fn nothing_begins_with_the_questions_and_broken_storage_says_so() {
        assert!(page("", None).view.begin);
        assert!(matches!(page("", Some("{")).view.note, Some(Note::BrokenStore(_))));
    }

    #[test]
    fn an_unknown_edition_becomes_the_latest_and_says_so() {
        let state = page(&linked("1815-06"), None);
        assert_eq!(state.draft.edition, "");
        assert_eq!(state.view.note, Some(Note::NoEdition("1815-06".into())));
    }

    #[test]
    fn a_host_gives_a_scenario_or_learns_what_is_wrong_with_it() {
        assert_eq!(embed(Some(r#"{"name":"Given"}"#), None).draft.name, "Given");
        assert!(matches!(embed(Some(r#"{"nmae":"Given"}"#), None).view.note, Some(Note::BrokenScenario(_))));
    }
}
