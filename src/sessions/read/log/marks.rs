//! Where the marks of a piece are that cut it into rows and cells: delimiters, line breaks and quotation marks. They are looked
//! for in blocks, many bytes at once, since they stand too close together to be searched for one by one.

/// So many bytes are looked at together, a bit for each.
const BLOCK: usize = 64;

/// Goes from mark to mark.
#[derive(Debug)]
pub struct Marks<'a> {
    /// What was not looked at yet.
    rest: &'a [u8],
    /// Where the block began that was looked at last.
    block: usize,
    /// Marks of it that were not given yet.
    found: u64,
    delimiter: u8,
}

impl<'a> Marks<'a> {
    /// The marks of a piece whose cells are separated so.
    pub fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        Self { rest: bytes, block: 0_usize.wrapping_sub(BLOCK), found: 0, delimiter }
    }

    /// The place of the next mark.
    #[inline]
    pub fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.look()?;
        }
        let bit = self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(self.block.wrapping_add(bit))
    }

    /// Looks at the next block.
    #[inline]
    fn look(&mut self) -> Option<()> {
        let mut padded = [0; BLOCK];
        let (block, rest) = match self.rest.split_first_chunk::<BLOCK>() {
            Some(split) => split,
            None if self.rest.is_empty() => return None,
            None => {
                padded.iter_mut().zip(self.rest).for_each(|(place, byte)| *place = *byte);
                (&padded, &[][..])
            }
        };
        self.rest = rest;
        self.block = self.block.wrapping_add(BLOCK);
        self.found = marked(block, self.delimiter);
        Some(())
    }
}

/// Which bytes are marks, a bit for each. The first loop says it in whole bytes, which compilers turn into instructions that
/// compare many bytes at once; the second gathers one bit of each byte. In a browser those instructions have to be asked for;
/// all have had them since 2023.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn marked(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    /// In each byte another bit.
    const DIAGONAL: u64 = 0x8040_2010_0804_0201;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut marks = [0; BLOCK];
    for (mark, byte) in marks.iter_mut().zip(block) {
        let is = |other: u8| u8::from(*byte == other);
        *mark = (is(delimiter) | is(b'\n') | is(b'"')).wrapping_neg();
    }
    let (words, _) = marks.as_chunks::<8>();
    words.iter().rev().fold(0, |found, word| {
        let bits = u64::from_le_bytes(*word) & DIAGONAL;
        found << 8 | bits.wrapping_mul(ONES) >> 56
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        let mut bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for place in [0, 7, 8, 63, 64, 65, 127, 500, 998, 999] {
            bytes[place] = b'\n';
        }
        for delimiter in [b',', b';', b'\t', b'|'] {
            for length in [0, 1, 63, 64, 65, 128, 1000] {
                let piece = &bytes[..length];
                let is_mark = |place: &usize| [delimiter, b'\n', b'"'].contains(&piece[*place]);
                let wanted: Vec<usize> = (0..length).filter(is_mark).collect();
                let mut marks = Marks::new(piece, delimiter);
                let found: Vec<usize> = std::iter::from_fn(|| marks.next()).collect();
                assert_eq!(found, wanted);
            }
        }
    }
}
