//! Maps and sets in the order of their keys, with the face of those of the standard library as far as it is used here.
//!
//! They are sorted lists. A tree of the standard library is compiled anew for each pair of types, and each weighs about six
//! kilobytes in the page, five times as much as these; the maps of a scenario are small. Filling one in rising order costs
//! nothing, anywhere else it moves what stands behind.

mod map;
mod set;

pub use map::{BTreeMap, Entry, Iter};
pub use set::BTreeSet;

/// The items in the order of their keys; those with the same key stay as they were. For lists that are short or nearly in
/// order: like the maps it weighs a fraction of what the standard library compiles for each type.
pub fn by_key<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let own = key(&item);
        let place = sorted.partition_point(|other| key(other) <= own);
        sorted.insert(place, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn what_is_equal_stays_as_it_was() {
        let items = ["bb", "a", "cc", "d", "", "ee"];
        let mut same = items.to_vec();
        same.sort_by_key(|item| item.len());
        assert_eq!(by_key(items, |item| item.len()), same);
    }
}
