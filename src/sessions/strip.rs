//! Bytes of many conversations side by side, each in a chain of small blocks, so that a few bytes more cost a few bytes
//! and no allocation.

const SIZE: usize = 60;
const PER_SEGMENT: usize = 8192;
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Block {
    bytes: [u8; SIZE],
    next: u32,
}

/// All blocks; segments never move, so that growth copies nothing.
#[derive(Debug, Default)]
pub struct Blocks {
    segments: Vec<Vec<Block>>,
}

/// The chain of one conversation.
#[derive(Debug, Clone, Copy)]
pub struct Strip {
    first: u32,
    last: u32,
    used: u8,
}

impl Default for Strip {
    fn default() -> Self {
        Self { first: NONE, last: NONE, used: 0 }
    }
}

impl Strip {
    /// The number of its first block.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// The number of its last block.
    pub fn last(&self) -> u32 {
        self.last
    }
}

impl Blocks {
    /// How many bytes all of them take.
    pub fn bytes(&self) -> usize {
        self.segments.len() * PER_SEGMENT * size_of::<Block>()
    }

    /// Reads a little of a block, so that it is near when it is needed.
    pub fn touch(&self, number: u32) -> bool {
        self.block(number).is_some_and(|block| block.next == NONE)
    }

    /// Puts bytes behind a strip.
    pub fn push(&mut self, strip: &mut Strip, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = usize::from(strip.used);
            if strip.last == NONE || used >= SIZE {
                self.extend(strip);
                continue;
            }
            let Some(block) = self.block_mut(strip.last) else { return };
            let room = block.bytes.get_mut(used..).unwrap_or_default();
            let count = room.len().min(rest.len());
            let (now, later) = rest.split_at_checked(count).unwrap_or_default();
            if let Some(room) = room.get_mut(..count) {
                room.copy_from_slice(now);
            }
            strip.used = u8::try_from(used + count).unwrap_or(u8::MAX);
            rest = later;
        }
    }

    /// Copies a strip into one piece.
    pub fn read(&self, strip: &Strip, into: &mut Vec<u8>) {
        into.clear();
        let mut number = strip.first;
        while let Some(block) = self.block(number) {
            let end = if number == strip.last { usize::from(strip.used) } else { SIZE };
            into.extend_from_slice(block.bytes.get(..end).unwrap_or_default());
            number = block.next;
        }
    }

    fn extend(&mut self, strip: &mut Strip) {
        if self.segments.last().is_none_or(|segment| segment.len() == PER_SEGMENT) {
            self.segments.push(Vec::with_capacity(PER_SEGMENT));
        }
        let before = (self.segments.len() - 1) * PER_SEGMENT;
        let Some(segment) = self.segments.last_mut() else { return };
        let number = u32::try_from(before + segment.len()).unwrap_or(NONE);
        segment.push(Block { bytes: [0; SIZE], next: NONE });
        match self.block_mut(strip.last) {
            Some(last) => last.next = number,
            None => strip.first = number,
        }
        strip.last = number;
        strip.used = 0;
    }

    fn block(&self, number: u32) -> Option<&Block> {
        let number = number as usize;
        self.segments.get(number / PER_SEGMENT)?.get(number % PER_SEGMENT)
    }

    fn block_mut(&mut self, number: u32) -> Option<&mut Block> {
        let number = number as usize;
        self.segments.get_mut(number / PER_SEGMENT)?.get_mut(number % PER_SEGMENT)
    }
}

/// Writes a number in as few bytes as it needs.
pub fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

/// Reads a number and shortens the bytes.
pub fn get(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_and_numbers_come_back() {
        let mut blocks = Blocks::default();
        let mut strips = [Strip::default(); 3];
        let mut wanted = [vec![], vec![], vec![]];
        for step in 0..1000_u64 {
            let number = step.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (step % 64);
            let which = (step % 3) as usize;
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            blocks.push(&mut strips[which], &bytes);
            wanted[which].push(number);
        }
        for (strip, wanted) in strips.iter().zip(&wanted) {
            let mut bytes = Vec::new();
            blocks.read(strip, &mut bytes);
            let mut rest = bytes.as_slice();
            let mut found = Vec::new();
            while let Some(number) = get(&mut rest) {
                found.push(number);
            }
            assert_eq!(&found, wanted);
        }
    }
}
