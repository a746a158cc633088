//! Names for new things, and from names to cards and back.

use crate::base::sorted::BTreeMap;

use super::{Draft, Kind, Ref, Uid};

/// A name like `stem` that is not taken: "App 1", "App 2"; a stem that ends in a number counts on from there.
pub fn fresh_name<'a>(stem: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let free = |name: &String| !taken.iter().any(|other| other.eq_ignore_ascii_case(name));
    // One number more than names are taken: one of them is free.
    let mut names = (1..=taken.len() + 1).map(|number| format!("{stem} {number}"));
    names.find(free).unwrap_or_else(|| stem.to_owned())
}

/// The names of all cards, by number.
pub struct Names(BTreeMap<Uid, String>);

impl Names {
    /// Collects the names of all cards.
    pub fn of(draft: &Draft) -> Self {
        Self(Kind::ALL.into_iter().flat_map(|kind| draft.named(kind)).collect())
    }

    /// The name that a reference stands for; a reference to a card that is gone has none.
    pub fn name(&self, reference: &Ref) -> Option<String> {
        match reference {
            Ref::Named(name) => Some(name.trim().to_owned()),
            Ref::To(uid) => self.0.get(uid).cloned(),
        }
    }

    /// The names that references stand for.
    pub fn names(&self, references: &[Ref]) -> Vec<String> {
        references.iter().filter_map(|reference| self.name(reference)).collect()
    }
}

/// The cards of one kind, by name.
pub struct Cards(BTreeMap<String, Uid>);

impl Cards {
    /// Collects the cards of a kind; of two with the same name the first counts.
    pub fn of(draft: &Draft, kind: Kind) -> Self {
        Self(draft.named(kind).into_iter().rev().map(|(uid, name)| (name, uid)).collect())
    }

    /// The reference to the card with this name, or the name itself.
    pub fn refer(&self, name: &str) -> Ref {
        let name = name.trim();
        self.0.get(name).map_or_else(|| Ref::Named(name.to_owned()), |uid| Ref::To(*uid))
    }

    /// References to several cards.
    pub fn refer_all(&self, names: &[String]) -> Vec<Ref> {
        names.iter().map(|name| self.refer(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_names_count_on() {
        assert_eq!(fresh_name("App", ["App 1", "app 2"].into_iter()), "App 3");
        assert_eq!(fresh_name("Inspections", ["Inspections"].into_iter()), "Inspections 1");
        assert_eq!(fresh_name("App 7", std::iter::empty()), "App 1");
    }

    #[test]
    fn names_become_references_and_names_again() {
        let mut draft = Draft::default();
        let uid = draft.add(Kind::Group);
        let groups = Cards::of(&draft, Kind::Group);
        assert_eq!(groups.refer(" Group 1 "), Ref::To(uid));
        let names = Names::of(&draft);
        assert_eq!(names.names(&[groups.refer("Nobody"), Ref::To(99), Ref::To(uid)]), ["Nobody", "Group 1"]);
    }
}
