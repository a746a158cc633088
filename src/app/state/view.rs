//! What is open, said and asked to have the focus: the part of the state that no link carries.

use crate::base::sorted::BTreeMap;

use super::place;
use crate::app::draft::{Draft, Uid};

/// What is open, said and asked to have the focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Whether the two questions to begin with are shown.
    pub begin: bool,
    /// What the user unfolded or folded.
    pub folds: BTreeMap<Fold, bool>,
    /// The field that shall have the focus, and a number that rises with each wish.
    pub wish: (u32, String),
    /// Something to say.
    pub note: Option<Note>,
}

/// Something that can be unfolded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// What is rarely needed on a card.
    Card(Uid),
    /// A whole section, by the field of the scenario that it fills.
    Section(String),
}

/// Something to say to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A card with this name was removed.
    Removed(String),
    /// The form came from a link.
    FromLink,
    /// The form is a worked example with this title.
    Template(String),
    /// The form was cleared.
    Cleared,
    /// A link could not be read, and why.
    BrokenLink(String),
    /// What was saved could not be read, and why.
    BrokenStore(String),
    /// The link was copied; with its length.
    Copied(usize),
    /// The link could not be copied.
    NotCopied,
    /// An edition was asked for that does not exist; with what is used instead.
    NoEdition(String),
    /// A scenario that the host of the page gave could not be read.
    BrokenScenario(String),
}

impl View {
    /// Asks for the focus to be put on a field.
    pub fn ask(&mut self, path: String) {
        self.wish = (self.wish.0.wrapping_add(1), path);
    }

    /// Unfolds or folds.
    pub fn unfold(&mut self, fold: Fold, open: bool) {
        self.folds.insert(fold, open);
    }

    /// Whether something is unfolded, or what holds when nobody has said.
    pub fn is_open(&self, fold: &Fold, otherwise: bool) -> bool {
        self.folds.get(fold).copied().unwrap_or(otherwise)
    }

    /// Opens what hides a field and asks for the focus.
    pub fn go(&mut self, draft: &Draft, path: &str) {
        self.begin = false;
        self.unfold(Fold::Section(place::section(path).to_owned()), true);
        if let Some(uid) = place::card(draft, path) {
            self.unfold(Fold::Card(uid), true);
        }
        self.ask(path.to_owned());
    }
}
