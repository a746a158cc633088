//! The same form with one thing taken away (or, if it is switched off, put back), to see what that thing costs.

use super::{AppDraft, BotDraft, CentreDraft, Draft, FlowDraft, GroupDraft, PortalDraft, StorageDraft, Uid};

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
    /// Whether nothing is described yet.
    pub fn is_empty(&self) -> bool {
        *self == Self { edition: self.edition.clone(), asked: self.asked.clone(), ..Self::default() }
    }

    /// Everything that could be taken away and might cost something, in the order of the page.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = self.groups.iter().map(|card| Part::Card(card.uid)).collect();
        parts.extend(self.apps.iter().map(|card| Part::Card(card.uid)));
        parts.extend(self.flows.iter().map(|card| Part::Card(card.uid)));
        parts.extend(self.bots.iter().map(|card| Part::Card(card.uid)));
        parts.extend(self.portals.iter().map(|card| Part::Card(card.uid)));
        parts.extend((self.centre != CentreDraft::default()).then_some(Part::Centre));
        parts.extend((self.storage != StorageDraft::default()).then_some(Part::Storage));
        parts.extend((!self.credits.is_empty()).then_some(Part::Credits));
        parts
    }

    /// The form without a thing: a group has no people, an app or flow is switched off, or on if it was off.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        let mut draft = self.clone();
        match part {
            Part::Card(uid) => {
                draft.edit(uid, |group: &mut GroupDraft| "0".clone_into(&mut group.people));
                draft.edit(uid, |app: &mut AppDraft| app.off = !app.off);
                draft.edit(uid, |flow: &mut FlowDraft| flow.off = !flow.off);
                draft.edit(uid, |bot: &mut BotDraft| bot.off = !bot.off);
                draft.edit(uid, |portal: &mut PortalDraft| portal.off = !portal.off);
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
    use super::super::Kind;
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
