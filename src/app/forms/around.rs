//! What a card must know of the rest of the form: names that it can refer to, and the user's word on connectors.

use crate::base::sorted::{BTreeMap, BTreeSet};

use yew::prelude::*;

use crate::app::draft::{Draft, Kind, Ref, Uid};
use crate::app::parts::{Chip, Choice, Suggestion};
use crate::pricebook::schema::ConnectorClass;

/// What a card must know of the rest of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    groups: Vec<(Uid, String)>,
    environments: Vec<(Uid, String)>,
    apps: Vec<(Uid, String)>,
    flows: Vec<(Uid, String)>,
    bots: Vec<(Uid, String)>,
    people: BTreeSet<String>,
    /// The user's word on connectors.
    pub classes: BTreeMap<String, ConnectorClass>,
}

impl Around {
    /// What there is in a form.
    pub fn of(draft: &Draft) -> Self {
        let people: BTreeSet<String> = draft.flows.iter().filter_map(|flow| named(flow.owner.as_ref())).collect();
        Self {
            groups: draft.named(Kind::Group),
            environments: draft.named(Kind::Environment),
            apps: draft.named(Kind::App),
            flows: draft.named(Kind::Flow),
            bots: draft.named(Kind::Bot),
            people,
            classes: draft.connectors.clone(),
        }
    }

    fn list(&self, kind: Kind) -> &[(Uid, String)] {
        match kind {
            Kind::Group => &self.groups,
            Kind::Environment => &self.environments,
            Kind::App => &self.apps,
            Kind::Flow => &self.flows,
            Kind::Bot => &self.bots,
            Kind::Portal => &[],
        }
    }

    /// Cards of a kind, to choose from.
    pub fn choices(&self, kind: Kind) -> Vec<Choice> {
        self.list(kind).iter().map(|(uid, name)| Choice::new(uid.to_string(), name.clone())).collect()
    }

    /// The same with a first choice that means that nothing is said, and with the present one even if no card has its name.
    pub fn choices_or(&self, kind: Kind, nothing: &str, now: Option<&Ref>) -> Vec<Choice> {
        let mut choices = vec![Choice::new("", nothing.to_owned())];
        choices.extend(self.choices(kind));
        if let Some(unknown @ Ref::Named(name)) = now {
            choices.push(Choice::new(unknown.value(), format!("{name} (not described)")));
        }
        choices
    }

    /// References as chips.
    pub fn chips(&self, kind: Kind, references: &[Ref]) -> Vec<Chip> {
        references.iter().map(|reference| Chip::plain(reference.value(), self.text(kind, reference))).collect()
    }

    /// What a reference is called.
    pub fn text(&self, kind: Kind, reference: &Ref) -> String {
        match reference {
            Ref::Named(name) => name.clone(),
            Ref::To(uid) => {
                self.list(kind).iter().find(|(other, _)| other == uid).map(|(_, name)| name.clone()).unwrap_or_default()
            }
        }
    }

    /// Who could own a flow.
    pub fn owners(&self) -> Vec<Suggestion> {
        let group =
            |(_, name): &(Uid, String)| Suggestion { text: name.clone().into(), note: "one of the group".into() };
        let person = |name: &String| Suggestion { text: name.clone().into(), note: "a person".into() };
        self.groups.iter().map(group).chain(self.people.iter().map(person)).collect()
    }

    /// The owner that a typed name means: one of a group, a person, or nobody in particular.
    pub fn owner(&self, typed: &str) -> Option<Ref> {
        let found = self.groups.iter().find(|(_, name)| name == typed.trim());
        found.map(|(uid, _)| Ref::To(*uid)).or_else(|| (!typed.is_empty()).then(|| Ref::Named(typed.to_owned())))
    }
}

fn named(owner: Option<&Ref>) -> Option<String> {
    match owner {
        Some(Ref::Named(name)) if !name.trim().is_empty() => Some(name.trim().to_owned()),
        _ => None,
    }
}

/// Adds what a value stands for, unless it is there.
pub fn add(list: &mut Vec<Ref>, value: &str) {
    if let Some(reference) = Ref::of(value)
        && !list.contains(&reference)
    {
        list.push(reference);
    }
}

/// Takes out what a value stands for.
pub fn take(list: &mut Vec<Ref>, value: &str) {
    let gone = Ref::of(value);
    list.retain(|entry| Some(entry) != gone.as_ref());
}

/// The present value of a choice of one card.
pub fn chosen(now: Option<&Ref>) -> AttrValue {
    now.map(Ref::value).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_back_as_what_they_stand_for() {
        for one in [Ref::To(7), Ref::Named("Dana".into()), Ref::Named("7".into())] {
            assert_eq!(Ref::of(&one.value()), Some(one));
        }
        assert_eq!(Ref::of(""), None);
    }

    #[test]
    fn an_owner_is_a_group_a_person_or_nobody_in_particular() {
        let mut draft = Draft::default();
        let uid = draft.add(Kind::Group);
        let around = Around::of(&draft);
        assert_eq!(around.owner("Group 1"), Some(Ref::To(uid)));
        assert_eq!(around.owner("Dana"), Some(Ref::Named("Dana".into())));
        assert_eq!(around.owner(""), None);
    }
}
