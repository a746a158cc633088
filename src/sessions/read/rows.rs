//! Cuts delimited text that comes in pieces into rows and cells, with quotes undone. Line breaks, delimiters and doubled
//! quotes may stand in quoted cells. One row is held at a time, up to a largest size; a longer one is passed over.

use super::limits::extend;

/// A row: its cells one behind the other.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty when the row is too short.
    pub fn cell(&self, number: usize) -> &'a [u8] {
        let start =
            number.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or(self.bytes.len()));
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// All cells in their order.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        (0..self.len()).map(|number| self.cell(number))
    }
}

/// What was cut out.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A row with its number, from 1.
    Row(u64, Row<'a>),
    /// A row that is longer than allowed, and how long it is.
    TooLong(u64, u64),
    /// The text ends within quotes.
    Cut(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first letter of a cell.
    Start,
    Plain,
    Quoted,
    /// Behind a quote within quotes: it ends the cell, unless another quote follows.
    Quote,
}

/// The cutter.
#[derive(Debug)]
pub struct Rows {
    delimiter: u8,
    limit: usize,
    state: State,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    length: u64,
    number: u64,
}

type Take<'t> = &'t mut dyn FnMut(Found<'_>);

impl Rows {
    /// A cutter for cells behind such a delimiter, that holds at most so many bytes of a row.
    pub fn new(delimiter: u8, limit: usize) -> Self {
        Self { delimiter, limit, state: State::Start, bytes: Vec::new(), ends: Vec::new(), length: 0, number: 0 }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<usize>()
    }

    /// How many rows were complete so far.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], take: Take<'_>) {
        let mut rest = piece;
        while let Some(&byte) = rest.first() {
            let used = match self.state {
                State::Start | State::Quote if byte == b'"' => {
                    // The second of two quotes stands for one; the first of a cell only opens it.
                    if self.state == State::Quote {
                        self.hold(b"\"");
                    }
                    self.state = State::Quoted;
                    1
                }
                State::Quoted => self.run(rest, |byte| byte == b'"'),
                _ if byte == self.delimiter => {
                    self.cell();
                    1
                }
                _ if byte == b'\n' => {
                    self.row(take);
                    1
                }
                _ => {
                    self.state = State::Plain;
                    let delimiter = self.delimiter;
                    self.run(rest, |byte| byte == delimiter || byte == b'\n')
                }
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// Nothing follows.
    pub fn end(&mut self, take: Take<'_>) {
        if self.state == State::Quoted {
            take(Found::Cut(self.number + 1));
            return;
        }
        self.row(take);
    }

    /// Holds what stands before the next such letter, and passes that letter if it is a quote.
    fn run(&mut self, rest: &[u8], stop: impl Fn(u8) -> bool) -> usize {
        let length = rest.iter().position(|byte| stop(*byte));
        self.hold(rest.get(..length.unwrap_or(rest.len())).unwrap_or_default());
        match length {
            Some(length) if self.state == State::Quoted => {
                self.state = State::Quote;
                length + 1
            }
            Some(length) => length,
            None => rest.len(),
        }
    }

    fn hold(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.fits();
        if !self.too_long() {
            extend(&mut self.bytes, bytes, self.limit);
        }
    }

    /// Gives room back when the row has grown too long.
    fn fits(&mut self) {
        if self.too_long() {
            self.bytes = Vec::new();
            self.ends = Vec::new();
        }
    }

    fn too_long(&self) -> bool {
        self.length > self.limit as u64
    }

    fn cell(&mut self) {
        self.state = State::Start;
        // A cell costs room even when it is empty.
        self.length += 1;
        self.fits();
        if !self.too_long() {
            self.ends.push(self.bytes.len());
        }
    }

    fn row(&mut self, take: Take<'_>) {
        let plain = self.state == State::Plain;
        if plain && self.bytes.last() == Some(&b'\r') {
            self.bytes.pop();
        }
        let empty = self.length == 0 || (plain && self.bytes.is_empty() && self.ends.is_empty() && !self.too_long());
        self.state = State::Start;
        if !empty || !self.ends.is_empty() {
            self.number += 1;
            self.cell();
            if self.too_long() {
                take(Found::TooLong(self.number, self.length));
            } else {
                take(Found::Row(self.number, Row { bytes: &self.bytes, ends: &self.ends }));
            }
        }
        self.bytes.clear();
        self.ends.clear();
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, delimiter: u8, piece: usize, limit: usize) -> Vec<String> {
        let mut rows = Rows::new(delimiter, limit);
        let mut found = Vec::new();
        let mut take = |part: Found<'_>| {
            found.push(match part {
                Found::Row(number, row) => {
                    let cells: Vec<_> = row.cells().map(String::from_utf8_lossy).collect();
                    format!("{number} {}", cells.join("|"))
                }
                Found::TooLong(number, _) => format!("{number} too long"),
                Found::Cut(number) => format!("{number} cut"),
            });
        };
        for piece in text.as_bytes().chunks(piece) {
            rows.feed(piece, &mut take);
        }
        rows.end(&mut take);
        found
    }

    fn same_in_all_pieces(text: &str, delimiter: u8, limit: usize, expected: &[&str]) {
        for piece in [1, 2, 3, 7, text.len().max(1)] {
            assert_eq!(cut(text, delimiter, piece, limit), expected, "{text:?} in pieces of {piece}");
        }
    }

    #[test]
    fn quotes_line_breaks_and_empty_cells() {
        same_in_all_pieces(
            "a,b\r\n1,\"x \"\"y\"\"\nz\"\r\n,\r\n\r\n\"\",3",
            b',',
            99,
            &["1 a|b", "2 1|x \"y\"\nz", "3 |", "4 |3"],
        );
        same_in_all_pieces("a;b,c\n", b';', 99, &["1 a|b,c"]);
        same_in_all_pieces("a\tb\"c\"\n\n", b'\t', 99, &["1 a|b\"c\""]);
        same_in_all_pieces("\"a\"\r\n\"b\" \r\n", b',', 99, &["1 a", "2 b "]);
        same_in_all_pieces("", b',', 99, &[]);
    }

    #[test]
    fn what_is_too_long_or_cut_is_named() {
        same_in_all_pieces("a\n0123456789\nb\n", b',', 5, &["1 a", "2 too long", "3 b"]);
        same_in_all_pieces("a\n\"b\nc", b',', 99, &["1 a", "2 cut"]);
        same_in_all_pieces(",,,,,,,,,,,,\nb\n", b',', 5, &["1 too long", "2 b"]);
    }
}
