//! How much a reader takes on: the bounds that keep memory and time in hand whatever is dropped on it.

/// What is too much. A file that goes beyond is read up to there, and the report names the bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record: a row of a table, an item of a list, a conversation, a line. A longer one is passed over
    /// without being held.
    pub record: usize,
    /// Bytes that may come out of packed files, all together.
    pub unpacked: u64,
    /// How many bytes may come out of one packed byte, on the average of a file. Counted from [`Limits::RATIO_FROM`] on.
    pub ratio: u64,
    /// How many packed files may stand in each other.
    pub nested: u32,
    /// How many files one archive may hold.
    pub entries: u32,
    /// How many problems of one file are told one by one; the others are counted.
    pub problems: u64,
}

impl Limits {
    /// Short files may be packed well by chance.
    pub const RATIO_FROM: u64 = 16 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 32 << 20, unpacked: 64 << 30, ratio: 400, nested: 2, entries: 10_000, problems: 1_000 }
    }
}

/// Adds bytes to a record. Room grows by doubling, but never beyond the limit, which the caller has checked.
pub fn extend(held: &mut Vec<u8>, bytes: &[u8], limit: usize) {
    let wanted = held.len().saturating_add(bytes.len());
    if wanted > held.capacity() {
        let room = wanted.max(held.capacity().saturating_mul(2).min(limit));
        held.reserve_exact(room.saturating_sub(held.len()));
    }
    held.extend_from_slice(bytes);
}
