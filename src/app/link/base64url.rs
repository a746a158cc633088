//! Bytes as letters that every address may hold: base64 with `-` and `_`, without padding.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as letters.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let six = usize::try_from(group >> (18 - 6 * place) & 63).unwrap_or_default();
            out.extend(LETTERS.get(six).map(|letter| char::from(*letter)));
        }
    }
    out
}

/// Reads letters as bytes; nothing, when a letter or the length is wrong.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.trim_end_matches('=').bytes().collect();
    let mut out = Vec::with_capacity(letters.len() / 4 * 3);
    for chunk in letters.chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let mut group = 0_u32;
        for letter in chunk {
            group = group << 6 | value(*letter)?;
        }
        let bytes = (group << (6 * (4 - chunk.len()))).to_be_bytes();
        out.extend(bytes.iter().skip(1).take(chunk.len() - 1));
    }
    Some(out)
}

fn value(letter: u8) -> Option<u32> {
    LETTERS.iter().position(|other| *other == letter).and_then(|place| u32::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lengths_come_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..bytes.len() {
            let part = bytes.get(..length).unwrap_or_default();
            assert_eq!(decode(&encode(part)).as_deref(), Some(part));
        }
        assert_eq!(encode(b"plan"), "cGxhbg");
        assert_eq!(decode("A"), None);
        assert_eq!(decode("A+"), None);
    }
}
