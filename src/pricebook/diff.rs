//! What changed between two books, figure by figure, each with the sources of both sides. It compares what facts say, not how
//! they are explained: another sentence about a plan, or another document for the same figure, is no change.

use serde::Serialize;

use super::book::Book;
use super::fact::{self, Fact, FactKind};
use super::schema::{EditionHead, Standing};
use crate::base::SourceId;
use crate::base::sorted::{BTreeMap, BTreeSet};

/// The changes from one edition to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The edition before.
    pub from: EditionHead,
    /// The edition after.
    pub to: EditionHead,
    /// Changes in the order of the later book; what is gone stands at the end.
    pub changes: Vec<Change>,
}

/// One fact that came, changed or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What kind of thing it is about.
    pub kind: FactKind,
    /// The id of that thing.
    pub id: String,
    /// Which fact of it, the same in every edition.
    pub path: String,
    /// What the thing is called, by its later name.
    pub about: String,
    /// The fact in words.
    pub what: String,
    /// Whether the thing as a whole came or went with it.
    pub whole: bool,
    /// What was before; absent when it is new.
    pub before: Option<Side>,
    /// What is after; absent when it is gone.
    pub after: Option<Side>,
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The value, as it is shown.
    pub value: String,
    /// How well it is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
}

impl Side {
    fn of(fact: &Fact) -> Self {
        Self { value: fact.value.clone(), standing: fact.standing, sources: fact.sources.clone() }
    }
}

type Place = (FactKind, String, String);

/// Compares two books.
pub fn between(from: &Book, to: &Book) -> Diff {
    let (before, after) = (facts(from), facts(to));
    let things = |facts: &[Fact]| facts.iter().map(|fact| (fact.kind, fact.id.clone())).collect::<BTreeSet<_>>();
    let (known, left) = (things(&before), things(&after));
    let olds: BTreeMap<Place, &Fact> = before.iter().map(|fact| (place(fact), fact)).collect();
    let news: BTreeSet<Place> = after.iter().map(place).collect();
    let changed = after.iter().filter_map(|fact| {
        let old = olds.get(&place(fact)).copied();
        let same = old.is_some_and(|old| old.value == fact.value && old.what == fact.what);
        let whole = !known.contains(&(fact.kind, fact.id.clone()));
        (!same).then(|| change(fact, old.map(Side::of), Some(Side::of(fact)), whole))
    });
    let gone = before.iter().filter(|fact| !news.contains(&place(fact))).map(|fact| {
        let whole = !left.contains(&(fact.kind, fact.id.clone()));
        change(fact, Some(Side::of(fact)), None, whole)
    });
    Diff { from: from.edition.clone(), to: to.edition.clone(), changes: changed.chain(gone).collect() }
}

/// Facts that can change. How a plan is described to people who do not know it is none, and neither are the answers beside
/// the default.
fn facts(book: &Book) -> Vec<Fact> {
    let told = |fact: &Fact| fact.path != "about" && !(fact.kind == FactKind::Reading && fact.path != "default");
    fact::of_book(book).into_iter().filter(told).collect()
}

fn place(fact: &Fact) -> Place {
    (fact.kind, fact.id.clone(), fact.path.clone())
}

fn change(fact: &Fact, before: Option<Side>, after: Option<Side>, whole: bool) -> Change {
    Change {
        kind: fact.kind,
        id: fact.id.clone(),
        path: fact.path.clone(),
        about: fact.about.clone(),
        what: fact.what.clone(),
        whole,
        before,
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::library;

    fn book(id: &str) -> Book {
        library().book(Some(id)).expect("a book")
    }

    fn values(diff: &Diff, id: &str, path: &str) -> Option<(Option<String>, Option<String>)> {
        let change = diff.changes.iter().find(|change| change.id == id && change.path == path)?;
        let value = |side: &Option<Side>| side.as_ref().map(|side| side.value.clone());
        Some((value(&change.before), value(&change.after)))
    }

    #[test]
    fn a_price_that_fell_is_one_change_with_both_sources() {
        let diff = between(&book("2021-05"), &book("2021-10"));
        let both = |before: &str, after: &str| Some((Some(before.to_owned()), Some(after.to_owned())));
        assert_eq!(values(&diff, "power-apps-per-user", "price"), both("40.00 USD", "20.00 USD"));
        let change = diff.changes.iter().find(|change| change.id == "power-apps-per-user").expect("a change");
        let cites = |side: &Option<Side>, id: &str| {
            side.as_ref().is_some_and(|side| side.sources.iter().any(|source| source.as_str() == id))
        };
        assert!(cites(&change.before, "FAQ-19") && cites(&change.after, "FAQ-21O"), "{change:?}");
        assert_eq!(values(&diff, "power-apps-per-user", "grants.requests"), None, "what stayed is no change");
    }

    #[test]
    fn what_came_and_what_went_are_told_apart() {
        let came = between(&book("2019-10"), &book("2019-12"));
        let new = came.changes.iter().filter(|change| change.id == "power-virtual-agents");
        assert!(new.clone().count() > 3 && new.clone().all(|change| change.whole && change.before.is_none()));
        let back = between(&book("2019-12"), &book("2019-10"));
        let gone = back.changes.iter().filter(|change| change.id == "power-virtual-agents");
        assert!(gone.clone().all(|change| change.whole && change.after.is_none()));
        assert_eq!(gone.count(), new.count());
        assert!(came.changes.iter().all(|change| change.kind != FactKind::Connector), "no connector came in December");
    }

    /// There and back are the same changes with their sides swapped, and an edition differs from itself in nothing.
    #[test]
    fn there_and_back_mirror_each_other() {
        let all: Vec<Book> = library().editions().map(|head| book(head.id.as_str())).collect();
        for (number, from) in all.iter().enumerate() {
            assert_eq!(between(from, from).changes, []);
            for to in all.iter().skip(number + 1) {
                let sides = |diff: Diff, back: bool| -> BTreeSet<String> {
                    let pair = |change: &Change| {
                        let (a, b) = (format!("{:?}", change.before), format!("{:?}", change.after));
                        let (a, b) = if back { (b, a) } else { (a, b) };
                        format!("{:?} {} {} {a} {b}", change.kind, change.id, change.path)
                    };
                    diff.changes.iter().map(pair).collect()
                };
                assert_eq!(sides(between(from, to), false), sides(between(to, from), true));
            }
        }
    }
}
