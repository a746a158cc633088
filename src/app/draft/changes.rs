//! How the form changes: cards are added, copied, switched off and removed, and what referred to a removed one is mended.

use std::rc::Rc;

use super::cards::{Card, Kind};
use super::names::fresh_name;
use super::{AppDraft, BotDraft, Draft, EnvironmentDraft, FlowDraft, GroupDraft, PortalDraft, Ref, Uid, more};
use crate::base::{OptionId, PlanId, ReadingId};

/// Does the same for whichever kind of card it is.
macro_rules! for_kind {
    ($kind:expr, $draft:ident . $method:ident ( $($arg:expr),* )) => {
        match $kind {
            Kind::Group => $draft.$method::<GroupDraft>($($arg),*),
            Kind::Environment => $draft.$method::<EnvironmentDraft>($($arg),*),
            Kind::App => $draft.$method::<AppDraft>($($arg),*),
            Kind::Flow => $draft.$method::<FlowDraft>($($arg),*),
            Kind::Bot => $draft.$method::<BotDraft>($($arg),*),
            Kind::Portal => $draft.$method::<PortalDraft>($($arg),*),
        }
    };
}

impl Draft {
    /// A number that no card has.
    pub fn next_uid(&mut self) -> Uid {
        self.last = self.last.saturating_add(1);
        self.last
    }

    /// Changes a card; nothing happens when it is gone.
    pub fn edit<T: Card>(&mut self, uid: Uid, change: impl FnOnce(&mut T)) {
        if let Some(card) = T::all_mut(self).iter_mut().find(|card| card.uid() == uid) {
            change(Rc::make_mut(card));
        }
    }

    /// Sets something for a deeper view of the answer; an empty text takes it away.
    pub fn ask(&mut self, field: &str, text: String) {
        if text.is_empty() {
            self.asked.remove(field);
        } else {
            self.asked.insert(field.to_owned(), text);
        }
    }

    /// Chooses how the sources are read where they disagree.
    pub fn read_so(&mut self, reading: ReadingId, option: OptionId) {
        self.readings.insert(reading, option);
    }

    /// Adds a card with a name of its own; its number comes back.
    pub fn add(&mut self, kind: Kind) -> Uid {
        for_kind!(kind, self.add_card())
    }

    /// Adds a copy of a card behind it; the number of the copy comes back.
    pub fn copy(&mut self, kind: Kind, uid: Uid) -> Option<Uid> {
        for_kind!(kind, self.copy_card(uid))
    }

    /// Removes a card and whatever refers to it.
    pub fn remove(&mut self, kind: Kind, uid: Uid) {
        for_kind!(kind, self.remove_card(uid));
    }

    /// Switches a card off or on.
    pub fn switch(&mut self, kind: Kind, uid: Uid, off: bool) {
        for_kind!(kind, self.switch_card(uid, off));
    }

    /// The number of the card at a place, counted from zero.
    pub fn uid_at(&self, kind: Kind, place: usize) -> Option<Uid> {
        for_kind!(kind, self.card_at(place))
    }

    /// Numbers and names of all cards of a kind.
    pub fn named(&self, kind: Kind) -> Vec<(Uid, String)> {
        for_kind!(kind, self.names_of())
    }

    fn add_card<T: Card>(&mut self) -> Uid {
        let name = fresh_name(&capital(T::KIND.word()), T::all(self).iter().map(|card| card.name()));
        let uid = self.next_uid();
        let mut card = T::default();
        card.call(uid, name);
        T::all_mut(self).push(Rc::new(card));
        uid
    }

    fn copy_card<T: Card>(&mut self, uid: Uid) -> Option<Uid> {
        let place = T::all(self).iter().position(|card| card.uid() == uid)?;
        let mut card = T::all(self).get(place)?.as_ref().clone();
        let name = fresh_name(card.name(), T::all(self).iter().map(|card| card.name()));
        let copy = self.next_uid();
        card.call(copy, name);
        T::all_mut(self).insert(place + 1, Rc::new(card));
        Some(copy)
    }

    fn remove_card<T: Card>(&mut self, uid: Uid) {
        T::all_mut(self).retain(|card| card.uid() != uid);
        self.forget(uid);
    }

    fn switch_card<T: Card>(&mut self, uid: Uid, off: bool) {
        self.edit(uid, |card: &mut T| card.switch(off));
    }

    fn card_at<T: Card>(&self, place: usize) -> Option<Uid> {
        T::all(self).get(place).map(|card| card.uid())
    }

    fn names_of<T: Card>(&self) -> Vec<(Uid, String)> {
        T::all(self).iter().map(|card| (card.uid(), card.name().to_owned())).collect()
    }

    /// The user's own price of a plan; an empty text takes it away.
    pub fn set_price(&mut self, plan: &PlanId, text: &str) {
        if text.trim().is_empty() {
            self.prices.remove(plan);
        } else {
            self.prices.insert(plan.clone(), text.to_owned());
        }
    }

    /// Takes a card out of everything that refers to it.
    fn forget(&mut self, uid: Uid) {
        let gone = Ref::To(uid);
        self.own.assigned.retain(|entry| entry.who != gone);
        more::forget(&mut self.more, &gone);
        for app in &mut self.apps {
            let app = Rc::make_mut(app);
            app.used_by.retain(|entry| *entry != gone);
            drop_if(&mut app.environment, &gone);
            more::forget(&mut app.more, &gone);
        }
        for flow in &mut self.flows {
            let flow = Rc::make_mut(flow);
            flow.run_by.retain(|entry| *entry != gone);
            flow.parents.retain(|entry| *entry != gone);
            more::forget(&mut flow.more, &gone);
            for single in [&mut flow.owner, &mut flow.environment, &mut flow.app, &mut flow.bot] {
                drop_if(single, &gone);
            }
        }
    }
}

fn drop_if(place: &mut Option<Ref>, gone: &Ref) {
    if place.as_ref() == Some(gone) {
        *place = None;
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_card_is_forgotten_by_all() {
        let mut draft = Draft::default();
        let group = draft.add(Kind::Group);
        let app = draft.add(Kind::App);
        let flow = draft.add(Kind::Flow);
        draft.edit(app, |app: &mut AppDraft| app.used_by = vec![Ref::To(group)]);
        draft.edit(flow, |flow: &mut FlowDraft| {
            flow.owner = Some(Ref::To(group));
            flow.app = Some(Ref::To(app));
        });
        draft.remove(Kind::Group, group);
        assert!(draft.apps.iter().all(|app| app.used_by.is_empty()));
        assert!(draft.flows.iter().all(|flow| flow.owner.is_none() && flow.app == Some(Ref::To(app))));
    }

    #[test]
    fn a_copy_stands_behind_its_original_with_a_name_of_its_own() {
        let mut draft = Draft::default();
        let first = draft.add(Kind::App);
        draft.add(Kind::App);
        let copy = draft.copy(Kind::App, first).expect("the card exists");
        let names: Vec<String> = draft.named(Kind::App).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["App 1", "App 3", "App 2"]);
        assert_eq!(draft.uid_at(Kind::App, 1), Some(copy));
        assert_eq!(draft.copy(Kind::App, 99), None);
    }
}
