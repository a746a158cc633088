//! Bytes in pieces → rows. A line break within quotation marks does not end a row. It knows nothing of what a row means.

use memchr::{memchr, memchr2};

use super::{LONGEST_ROW, Row};

/// Cuts rows. A row that lies in one piece is not copied; one that goes over a border is carried.
#[derive(Debug)]
pub struct Rows {
    /// What separates cells; a quotation mark opens only behind it or at the beginning of a row.
    pub delimiter: u8,
    carry: Vec<u8>,
    whole: Vec<u8>,
    quoted: bool,
    /// The last byte before the piece, when it decides whether a quotation mark opens.
    before: u8,
    /// The rest of a row that is too long.
    skipping: bool,
    number: u64,
}

/// What was found.
pub enum Taken<'a> {
    /// A row that lies in the piece.
    Row(Row<'a>),
    /// A row that began in an earlier piece; [`Rows::carried`] gives it.
    Carried,
    /// The row with this number is left out.
    TooLong(u64),
    /// The piece is used up.
    Nothing,
}

/// A row that was carried over a border.
pub struct Carried {
    bytes: Vec<u8>,
    number: u64,
}

impl Carried {
    /// The row itself.
    pub fn row(&self) -> Row<'_> {
        Row { bytes: &self.bytes, text: None, number: self.number }
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            delimiter: b',',
            carry: Vec::new(),
            whole: Vec::new(),
            quoted: false,
            before: b'\n',
            skipping: false,
            number: 0,
        }
    }
}

impl Rows {
    /// The next row of the piece, which is shortened by it.
    pub fn take<'a>(&mut self, rest: &mut &'a [u8]) -> Taken<'a> {
        // Never further than the longest row, so that the size of the pieces decides nothing.
        let room = if self.skipping { usize::MAX } else { (LONGEST_ROW + 1).saturating_sub(self.carry.len()) };
        let bytes = rest.get(..room).unwrap_or(rest);
        let Some(end) = self.end(bytes) else {
            *rest = rest.get(bytes.len()..).unwrap_or_default();
            return self.keep(bytes);
        };
        let row = bytes.get(..end).unwrap_or_default();
        *rest = rest.get(end + 1..).unwrap_or_default();
        self.number += 1;
        if std::mem::take(&mut self.skipping) {
            self.carry.clear();
            return self.take(rest);
        }
        if self.carry.is_empty() {
            return Taken::Row(Row { bytes: row, text: None, number: self.number });
        }
        self.carry.extend_from_slice(row);
        std::mem::swap(&mut self.carry, &mut self.whole);
        self.carry.clear();
        Taken::Carried
    }

    /// The row that was carried over a border.
    pub fn carried(&mut self) -> Carried {
        Carried { bytes: std::mem::take(&mut self.whole), number: self.number }
    }

    /// Takes the room of a carried row back.
    pub fn reuse(&mut self, row: Carried) {
        self.whole = row.bytes;
        self.whole.clear();
    }

    /// Whether a quotation mark is open.
    pub fn quoted(&self) -> bool {
        self.quoted
    }

    /// Whether the next byte is the first one of a row.
    pub fn at_beginning(&self) -> bool {
        self.carry.is_empty() && !self.quoted && !self.skipping && self.before == b'\n'
    }

    /// Counts rows that somebody else has read.
    pub fn pass(&mut self, rows: u64) {
        self.number += rows;
    }

    /// How many rows have ended.
    pub fn number(&self) -> u64 {
        self.number
    }

    fn keep<'a>(&mut self, bytes: &[u8]) -> Taken<'a> {
        if self.skipping {
            return Taken::Nothing;
        }
        if self.carry.len().saturating_add(bytes.len()) <= LONGEST_ROW {
            self.carry.extend_from_slice(bytes);
            return Taken::Nothing;
        }
        // From here on the next line break ends the row, whatever is open.
        self.carry = Vec::new();
        self.skipping = true;
        self.quoted = false;
        self.before = 0;
        Taken::TooLong(self.number + 1)
    }

    /// Where the line break is that ends the row. It goes on where the last piece ended, so each byte is looked at once.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut from = 0;
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let mark = if self.quoted { memchr(b'"', rest) } else { memchr2(b'\n', b'"', rest) };
            let Some(at) = mark else {
                self.before = rest.last().copied().unwrap_or(self.before);
                return None;
            };
            from += at + 1;
            if self.quoted {
                // A doubled mark closes and opens again.
                self.quoted = false;
                self.before = b'"';
                continue;
            }
            let before = at.checked_sub(1).and_then(|before| rest.get(before)).copied().unwrap_or(self.before);
            if rest.get(at) == Some(&b'\n') {
                self.before = b'\n';
                return Some(from - 1);
            }
            self.quoted = !self.skipping && (before == self.delimiter || before == b'\n' || before == b'"');
            self.before = 0;
        }
    }
}
