//! Names → small numbers, and back. The order of numbers is the order of first use; nothing outside may depend on it.

/// Names, each with a number from 0.
#[derive(Debug, Clone, Default)]
pub struct Names {
    text: String,
    /// Where each name ends in the text.
    ends: Vec<usize>,
    /// Places of numbers by the hash of their names: a part of the hash, and the number plus one.
    table: Vec<(u32, u32)>,
}

/// A hash of a name: the same on every machine and in every run. It takes sixteen bytes at once; those at the end are
/// taken with some before them, which the length makes clear.
pub fn hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let length = u64::try_from(bytes.len()).unwrap_or_default();
    let mut hash = 0x9e37_79b9_7f4a_7c15 ^ length;
    let mut short = [0; 16];
    let (blocks, rest) = bytes.as_chunks::<16>();
    for block in blocks {
        hash = mix(hash, block);
    }
    if !rest.is_empty() {
        let last = bytes.last_chunk::<16>().unwrap_or_else(|| {
            short.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
            &short
        });
        hash = mix(hash, last);
    }
    fold(hash, 0xe703_7ed1_a0b4_28db)
}

/// No text holds the bytes of the key, so the first factor is never zero, which would swallow the other.
fn mix(hash: u64, block: &[u8; 16]) -> u64 {
    const KEY: u64 = 0xa076_1d64_ffff_642f;
    let number = u128::from_le_bytes(*block);
    let low = u64::try_from(number & u128::from(u64::MAX)).unwrap_or_default();
    let high = u64::try_from(number >> 64).unwrap_or_default();
    fold(low ^ KEY, high ^ hash)
}

/// Both halves of a product in one: every bit depends on every bit.
fn fold(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    let low = product & u128::from(u64::MAX);
    u64::try_from(low ^ (product >> 64)).unwrap_or_default()
}

impl Names {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<usize>() + self.table.len() * size_of::<(u32, u32)>()
    }

    /// The name with a number.
    pub fn name(&self, number: u32) -> &str {
        self.at(self.span(number))
    }

    /// The number of a name, with its hash; a new one if there was none. Also says whether it is new.
    pub fn number(&mut self, name: &str, hash: u64) -> (u32, bool) {
        if let Some(number) = self.find(name, hash) {
            return (number, false);
        }
        if self.table.len() < (self.ends.len() + 1) * 2 {
            self.grow();
        }
        self.text.push_str(name);
        self.ends.push(self.text.len());
        let number = u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX);
        self.enter(hash, number);
        (number, true)
    }

    /// The number of a name that is there.
    pub fn find(&self, name: &str, hash: u64) -> Option<u32> {
        let mask = self.table.len().checked_sub(1)?;
        let mut place = slot(hash) & mask;
        loop {
            match self.table.get(place) {
                Some((part, number)) if *number > 0 => {
                    if *part == tag(hash) && self.name(number - 1) == name {
                        return Some(number - 1);
                    }
                }
                _ => return None,
            }
            place = (place + 1) & mask;
        }
    }

    /// The number that a name with this hash most likely has, without a look at the name.
    pub fn likely(&self, hash: u64) -> Option<u32> {
        let mask = self.table.len().checked_sub(1)?;
        let mut place = slot(hash) & mask;
        loop {
            match self.table.get(place) {
                Some((part, number)) if *number > 0 => {
                    if *part == tag(hash) {
                        return Some(number - 1);
                    }
                }
                _ => return None,
            }
            place = (place + 1) & mask;
        }
    }

    /// Reads where the search for a hash begins, and nothing else.
    pub fn touch(&self, hash: u64) -> u32 {
        let mask = self.table.len().wrapping_sub(1);
        self.table.get(slot(hash) & mask).map_or(0, |(_, number)| *number)
    }

    /// Where a name lies, to be given to [`Names::at`].
    pub fn span(&self, number: u32) -> (usize, usize) {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        (start, self.ends.get(number).copied().unwrap_or_default())
    }

    /// The name that lies there.
    pub fn at(&self, (start, end): (usize, usize)) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The place of each name in the alphabet, by number.
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by(|left, right| self.name(*left).cmp(self.name(*right)));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(&order) {
            if let Some(place) = ranks.get_mut(*number as usize) {
                *place = rank;
            }
        }
        ranks
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(16);
        self.table = vec![(0, 0); size];
        for number in 0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX) {
            let hash = hash(self.name(number));
            self.enter(hash, number);
        }
    }

    /// There is always room: the table is at most half full.
    fn enter(&mut self, hash: u64, number: u32) {
        let Some(mask) = self.table.len().checked_sub(1) else { return };
        let mut place = slot(hash) & mask;
        while let Some(entry) = self.table.get_mut(place) {
            if entry.1 == 0 {
                *entry = (tag(hash), number + 1);
                return;
            }
            place = (place + 1) & mask;
        }
    }
}

/// Where the search for a hash begins.
fn slot(hash: u64) -> usize {
    (hash & 0xffff_ffff) as usize
}

/// What tells most names apart without looking at them.
fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_numbers_and_ranks() {
        let mut names = Names::default();
        for round in 0..2 {
            for number in 0..1000_u32 {
                let name = format!("name {}", (number * 7) % 1000);
                assert_eq!(names.number(&name, hash(&name)), (number, round == 0), "{name}");
            }
        }
        let ranks = names.ranks();
        for pair in 0..999 {
            let smaller = names.name(pair) < names.name(pair + 1);
            assert_eq!(smaller, ranks[pair as usize] < ranks[pair as usize + 1]);
        }
        assert_eq!(names.number("", hash("")), (1000, true));
        assert_eq!(names.name(1000), "");
    }
}
