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

/// A hash of a name: the same on every machine and in every run. It takes sixteen bytes at once, in two lanes that need not
/// wait for each other; those at the end are taken with some before them, which the length makes clear. Products have 64
/// bits, as browsers have no wider ones: what stands in for those took a tenth of all the time there.
pub fn hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let length = u64::try_from(bytes.len()).unwrap_or_default();
    let mut lanes = [ODD ^ length, OTHER];
    let mut short = [0; 16];
    let (blocks, rest) = bytes.as_chunks::<16>();
    for block in blocks {
        mix(&mut lanes, block);
    }
    if !rest.is_empty() {
        let last = bytes.last_chunk::<16>().unwrap_or_else(|| {
            short.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
            &short
        });
        mix(&mut lanes, last);
    }
    let [left, right] = lanes;
    let mut hash = left ^ right.rotate_left(32);
    for factor in [OTHER, ODD] {
        hash = (hash ^ hash >> 32).wrapping_mul(factor);
    }
    hash ^ hash >> 29
}

/// Two numbers without a pattern; odd, so that a product with them loses nothing.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
const OTHER: u64 = 0xd6e8_feb8_6659_fd93;

/// Takes eight bytes into each lane. Every step can be undone, so two blocks that differ never leave a lane the same.
#[inline]
fn mix(lanes: &mut [u64; 2], block: &[u8; 16]) {
    for (lane, half) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
        let word = u64::from_le_bytes(*half).wrapping_mul(ODD);
        *lane = (*lane ^ word ^ word >> 32).rotate_left(29).wrapping_mul(OTHER);
    }
}

/// Whether two texts are equal, eight bytes at once and those at the end with some before them. Names are too short for the
/// way that is made for long ones, which in a browser goes byte by byte.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let number = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    match (left.last_chunk(), right.last_chunk()) {
        (Some(last), Some(other)) => {
            let (mut blocks, others) = (left.as_chunks().0.iter(), right.as_chunks().0);
            number(last) == number(other) && blocks.by_ref().zip(others).all(|(one, two)| number(one) == number(two))
        }
        _ => left.iter().zip(right).all(|(one, two)| one == two),
    }
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
                    if *part == tag(hash) && self.is(self.span(number - 1), name) {
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

    /// Whether this name lies there.
    #[inline]
    pub fn is(&self, (start, end): (usize, usize), name: &str) -> bool {
        self.text.as_bytes().get(start..end).is_some_and(|bytes| same(bytes, name.as_bytes()))
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

    /// Names that count up, in several shapes, and names that differ in two or three letters.
    fn alike() -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for number in 0..60_000_u64 {
            names.push(format!("{number}"));
            names.push(format!("conversation-{number:08}"));
            names.push(format!("{number:08x}-0000-4000-8000-{:012x}", number * 257));
            names.push(format!("19:meeting{number:06}_aaaaaaaaaaaaaaaaaaaaaa@thread.v2"));
        }
        for first in 1..128_u8 {
            for second in (1..128_u8).step_by(3) {
                let mut letters = *b"12345678abcdefgh12345678abcdefgh";
                letters[7] ^= first;
                letters[15] ^= second;
                letters[11] ^= first ^ second;
                names.extend(str::from_utf8(&letters).map(str::to_owned));
            }
        }
        names
    }

    #[test]
    fn names_that_are_alike_have_hashes_that_are_not() {
        let mut names = alike();
        names.sort();
        names.dedup();
        for part in [|hash: u64| hash, |hash: u64| hash & 0xffff_ffff, |hash: u64| hash >> 32] {
            let mut hashes: Vec<u64> = names.iter().map(|name| part(hash(name))).collect();
            hashes.sort_unstable();
            hashes.dedup();
            let lost = names.len() - hashes.len();
            // Of 245,000 numbers of 32 bits about seven fall on another one by chance.
            let most = if part(u64::MAX) == u64::MAX { 0 } else { 25 };
            assert!(lost <= most, "{lost} of {}", names.len());
        }
    }

    #[test]
    fn every_bit_of_a_name_changes_half_the_bits_of_its_hash() {
        let mut changed = [0_u32; 64];
        let mut asked = 0;
        for round in 0..200_u32 {
            let name = format!("{:08x}-{:04x}-4000-8000-{:012x}", round.wrapping_mul(2_654_435_761), round, round * 77);
            for (place, bit) in (0..name.len()).flat_map(|place| (0..7).map(move |bit| (place, bit))) {
                let mut other = name.clone().into_bytes();
                other[place] ^= 1 << bit;
                let other = String::from_utf8(other).expect("ASCII");
                let bits = hash(&name) ^ hash(&other);
                (0..64).filter(|place| bits >> place & 1 == 1).for_each(|place| changed[place] += 1);
                asked += 1;
            }
        }
        for (place, count) in changed.iter().enumerate() {
            let share = count * 100 / asked;
            assert!((45..=55).contains(&share), "bit {place}: {share} %");
        }
    }

    #[test]
    fn names_are_equal_when_all_their_bytes_are() {
        let text: Vec<u8> = (1..=40).collect();
        for length in 0..=40 {
            assert!(same(&text[..length], &text.clone()[..length]));
            assert!(!same(&text[..length], &text[..length.saturating_sub(1).max(usize::from(length == 0))]));
            for place in 0..length {
                let mut other = text.clone();
                other[place] ^= 1;
                assert!(!same(&text[..length], &other[..length]), "{length} {place}");
            }
        }
    }

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
