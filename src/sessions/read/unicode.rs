//! Turns what comes in pieces into UTF-8: marks at the beginning are taken away, UTF-16 is told by its mark or by its
//! zeros. UTF-8 passes as it is; whether it is any is judged record by record, with [`text`].

use std::borrow::Cow;

/// How the letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// The first four bytes are not there yet.
    Unknown,
    Utf8,
    Utf16 {
        little: bool,
    },
    /// It cannot be read.
    Utf32,
}

/// The first bytes of a file that decide.
const HEAD: usize = 4;
/// Bytes that are turned at a time.
const ROUND: usize = 8192;

/// The turner.
#[derive(Debug)]
pub struct Unicode {
    encoding: Encoding,
    /// Bytes that wait for others: the head of the file, half of a letter, or the first of two halves of a pair.
    waiting: Vec<u8>,
}

impl Default for Unicode {
    fn default() -> Self {
        Self { encoding: Encoding::Unknown, waiting: Vec::with_capacity(HEAD) }
    }
}

type Take<'t> = &'t mut dyn FnMut(&[u8]);

impl Unicode {
    /// Takes the next piece.
    ///
    /// # Errors
    ///
    /// Says what the file is written in, when that cannot be read.
    pub fn feed(&mut self, mut piece: &[u8], take: Take<'_>) -> Result<(), &'static str> {
        if self.encoding == Encoding::Unknown {
            let missing = HEAD.saturating_sub(self.waiting.len()).min(piece.len());
            self.waiting.extend_from_slice(piece.get(..missing).unwrap_or_default());
            piece = piece.get(missing..).unwrap_or_default();
            if self.waiting.len() < HEAD {
                return Ok(());
            }
            self.decide(take)?;
        }
        self.turn(piece, take)
    }

    /// Nothing follows.
    ///
    /// # Errors
    ///
    /// As [`Self::feed`].
    pub fn end(&mut self, take: Take<'_>) -> Result<(), &'static str> {
        if self.encoding == Encoding::Unknown {
            self.decide(take)?;
        }
        if !self.waiting.is_empty() {
            self.waiting.clear();
            take("\u{FFFD}".as_bytes());
        }
        Ok(())
    }

    fn decide(&mut self, take: Take<'_>) -> Result<(), &'static str> {
        let head = std::mem::take(&mut self.waiting);
        let (encoding, mark) = match head.as_slice() {
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] | [1..=255, 0, 0, 0] | [0, 0, 0, 1..=255] => (Encoding::Utf32, 0),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16 { little: true }, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16 { little: false }, 2),
            [1..=255, 0, ..] => (Encoding::Utf16 { little: true }, 0),
            [0, 1..=255, ..] => (Encoding::Utf16 { little: false }, 0),
            _ => (Encoding::Utf8, 0),
        };
        self.encoding = encoding;
        self.turn(head.get(mark..).unwrap_or_default(), take)
    }

    fn turn(&mut self, piece: &[u8], take: Take<'_>) -> Result<(), &'static str> {
        match self.encoding {
            Encoding::Utf32 => Err("it is written in UTF-32; save it as UTF-8"),
            Encoding::Utf16 { little } => {
                for round in piece.chunks(ROUND) {
                    self.waiting.extend_from_slice(round);
                    let text = self.letters(little);
                    take(text.as_bytes());
                }
                Ok(())
            }
            Encoding::Utf8 | Encoding::Unknown => {
                if !piece.is_empty() {
                    take(piece);
                }
                Ok(())
            }
        }
    }

    /// The letters that are complete; a half stays behind.
    fn letters(&mut self, little: bool) -> String {
        let unit = |pair: &[u8]| match pair {
            [first, second] if little => u16::from_le_bytes([*first, *second]),
            [first, second] => u16::from_be_bytes([*first, *second]),
            _ => 0,
        };
        let mut whole = self.waiting.len() - self.waiting.len() % 2;
        let last = self.waiting.get(whole.saturating_sub(2)..whole).map_or(0, unit);
        if (0xD800..0xDC00).contains(&last) {
            whole = whole.saturating_sub(2);
        }
        let units = self.waiting.get(..whole).unwrap_or_default().chunks_exact(2).map(unit);
        let text = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect();
        self.waiting.drain(..whole);
        text
    }
}

/// The text of a record, and whether it had to be taken for Windows-1252 because it is no UTF-8.
pub fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(bytes.iter().map(|byte| western(*byte)).collect()), true),
    }
}

/// A letter of Windows-1252. Bytes that it leaves open are taken as the control characters of Latin-1.
fn western(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    usize::from(byte).checked_sub(0x80).and_then(|at| FROM_80.get(at)).copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(bytes: &[u8], piece: usize) -> Result<String, &'static str> {
        let mut all = Vec::new();
        let mut unicode = Unicode::default();
        for piece in bytes.chunks(piece) {
            unicode.feed(piece, &mut |piece| all.extend_from_slice(piece))?;
        }
        unicode.end(&mut |piece| all.extend_from_slice(piece))?;
        Ok(String::from_utf8_lossy(&all).into_owned())
    }

    #[test]
    fn marks_and_zeros_tell_the_encoding() {
        let words = "[\"é😀 x\"]";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            words.as_bytes().to_vec(),
            with(&[0xEF, 0xBB, 0xBF], words.as_bytes()),
            with(&[0xFF, 0xFE], &little),
            with(&[0xFE, 0xFF], &big),
            little.clone(),
            big,
        ] {
            for piece in [1, 2, 3, 5, 100] {
                assert_eq!(turned(&bytes, piece).as_deref(), Ok(words), "{bytes:?} in pieces of {piece}");
            }
        }
        let wide: Vec<u8> = words.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        assert!(turned(&wide, 3).is_err());
        assert_eq!(turned(b"ab", 1).as_deref(), Ok("ab"));
        assert_eq!(turned(b"", 1).as_deref(), Ok(""));
        assert_eq!(turned(&little[..little.len() - 1], 4).map(|text| text.ends_with('\u{FFFD}')), Ok(true));
    }

    #[test]
    fn what_is_no_utf_8_is_taken_for_western() {
        assert_eq!(text(b"caf\xE9 \x80"), (Cow::Borrowed("café €"), true));
        assert_eq!(text("café".as_bytes()), (Cow::Borrowed("café"), false));
    }
}
