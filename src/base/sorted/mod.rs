//! Maps and sets in the order of their keys, with the face of those of the standard library as far as it is used here.
//!
//! They are sorted lists. A tree of the standard library is compiled anew for each pair of types, and each weighs about six
//! kilobytes in the page, five times as much as these; the maps of a scenario are small. Filling one in rising order costs
//! nothing, anywhere else it moves what stands behind.

mod map;
mod set;

pub use map::{BTreeMap, Entry, Iter};
pub use set::BTreeSet;
