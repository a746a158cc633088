//! Values without repetition, as a list in their order.

use std::borrow::Borrow;
use std::{fmt, slice, vec};

/// Values without repetition, in their order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BTreeSet<T> {
    items: Vec<T>,
}

impl<T> BTreeSet<T> {
    /// A set without items.
    pub const fn new() -> Self {
        Self { items: Vec::new() }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All items.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The smallest item.
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// The largest item.
    pub fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// Keeps the items of which it is true.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.items.retain(keep);
    }
}

impl<T: Ord> BTreeSet<T> {
    fn find<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.items.binary_search_by(|own| own.borrow().cmp(item))
    }

    /// Whether an item is there.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(item).is_ok()
    }

    /// What is in one of two sets but not in both, in order.
    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a T> {
        let here = self.iter().filter(|item| !other.contains(*item));
        let there = other.iter().filter(|item| !self.contains(*item));
        here.chain(there).collect::<BTreeSet<&T>>().into_iter()
    }

    /// Puts an item in; says whether it is new.
    pub fn insert(&mut self, item: T) -> bool {
        let found = self.find(&item);
        if let Err(place) = found {
            self.items.insert(place, item);
        }
        found.is_err()
    }

    /// Takes an item out; says whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let found = self.find(item);
        if let Ok(place) = found {
            self.items.remove(place);
        }
        found.is_ok()
    }
}

impl<T> Default for BTreeSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for BTreeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        set.extend(items);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_what_the_set_of_the_standard_library_does() {
        let mut own = BTreeSet::new();
        let mut std = std::collections::BTreeSet::new();
        for number in 0..300_u32 {
            let item = number * 7919 % 97;
            if number % 4 == 0 {
                assert_eq!(own.remove(&item), std.remove(&item));
            } else {
                assert_eq!(own.insert(item), std.insert(item));
            }
            assert!(own.iter().eq(&std), "{own:?}");
        }
        assert!((0..97).all(|item| own.contains(&item) == std.contains(&item)));
        let (mine, theirs) = (BTreeSet::from([0, 5, 200]), std::collections::BTreeSet::from([0, 5, 200]));
        assert!(own.symmetric_difference(&mine).eq(std.symmetric_difference(&theirs)));
        assert_eq!((own.first(), own.last(), own.len()), (std.first(), std.last(), std.len()));
    }
}
