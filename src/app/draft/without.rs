//! The same form with one thing taken away, to see what that thing costs.

use super::{CentreDraft, Draft, GroupDraft, Kind, StorageDraft, Uid};

/// A thing that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A card.
    Card(Uid),
    /// The contact centre.
    Centre,
    /// Storage beyond that of environments.
    Storage,
    /// AI Builder.
    Credits,
}

impl Draft {
    /// Everything that could be taken away and might cost something, in the order of the page.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = self.groups.iter().map(|card| Part::Card(card.uid)).collect();
        parts.extend(self.apps.iter().filter(|card| !card.off).map(|card| Part::Card(card.uid)));
        parts.extend(self.flows.iter().filter(|card| !card.off).map(|card| Part::Card(card.uid)));
        parts.extend(self.bots.iter().filter(|card| !card.off).map(|card| Part::Card(card.uid)));
        parts.extend(self.portals.iter().filter(|card| !card.off).map(|card| Part::Card(card.uid)));
        parts.extend((self.centre != CentreDraft::default()).then_some(Part::Centre));
        parts.extend((self.storage != StorageDraft::default()).then_some(Part::Storage));
        parts.extend((!self.credits.is_empty()).then_some(Part::Credits));
        parts
    }

    /// The form without a thing: a group has no people, an app or flow is switched off.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        let mut draft = self.clone();
        match part {
            Part::Card(uid) => {
                draft.edit(uid, |group: &mut GroupDraft| "0".clone_into(&mut group.people));
                for kind in [Kind::App, Kind::Flow, Kind::Bot, Kind::Portal] {
                    draft.switch(kind, uid, true);
                }
            }
            Part::Centre => draft.centre = CentreDraft::default(),
            Part::Storage => draft.storage = StorageDraft::default(),
            Part::Credits => draft.credits.clear(),
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_can_be_taken_away() {
        let mut draft = Draft { credits: "5".into(), ..Draft::default() };
        for kind in [Kind::Group, Kind::App, Kind::Flow, Kind::Bot, Kind::Portal] {
            draft.add(kind);
        }
        draft.centre.chat = "3".into();
        draft.storage.log = "3".into();
        let parts = draft.parts();
        assert_eq!(parts.len(), 8);
        for part in parts {
            assert_ne!(draft.without(part), draft, "{part:?}");
        }
    }
}
