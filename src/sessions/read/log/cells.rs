//! A row of a CSV file → its cells. A row without quotation marks is only cut; one with them is copied without them.

use super::marks::Marks;

/// So many cells of a row can be asked for; those behind are only counted.
const MOST: usize = 255;

/// The cells of one row, kept as places in a text.
#[derive(Debug, Default)]
pub struct Cells {
    places: Vec<(usize, usize)>,
    count: usize,
    /// The row without quotation marks, when it had any.
    plain: String,
}

impl Cells {
    /// Cuts a row, which may have quotation marks or not; its text must be given to [`Cells::cell`] again.
    pub fn cut(&mut self, row: &str, delimiter: u8) {
        self.clear();
        let mut marks = Marks::new(row.as_bytes(), delimiter);
        let mut start = 0;
        while let Some(end) = marks.next() {
            match row.as_bytes().get(end) {
                Some(b'"') => {
                    self.clear();
                    self.unquote(row, delimiter);
                    return;
                }
                Some(b'\n') => {}
                _ => {
                    self.push(start, end);
                    start = end + 1;
                }
            }
        }
        self.push(start, row.len());
    }

    /// Begins another row, whose cells are found by somebody else.
    #[inline]
    pub fn clear(&mut self) {
        self.places.clear();
        self.count = 0;
        self.plain.clear();
    }

    /// The next cell of that row, as a place in the text that is given to [`Cells::cell`].
    #[inline]
    pub fn push(&mut self, start: usize, end: usize) {
        self.count += 1;
        if self.places.len() < MOST {
            self.places.push((start, end));
        }
    }

    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// A cell without the blanks around it; empty when there is none.
    #[inline]
    pub fn cell<'a>(&'a self, text: &'a str, column: u8) -> &'a str {
        let Some((start, end)) = self.places.get(usize::from(column)) else { return "" };
        let text = if self.plain.is_empty() { text } else { &self.plain };
        let cell = text.get(*start..*end).unwrap_or_default();
        match cell.as_bytes() {
            [first, .., last] if *first > b' ' && *last > b' ' => cell,
            _ => cell.trim_ascii(),
        }
    }

    fn unquote(&mut self, row: &str, delimiter: u8) {
        // A blank in front, so that a row of nothing but marks is not taken for one without any.
        self.plain.push(' ');
        let mut start = self.plain.len();
        let mut quoted = false;
        let mut opens = true;
        let mut letters = row.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    self.plain.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if opens => quoted = true,
                letter if !quoted && letter == char::from(delimiter) => {
                    self.push(start, self.plain.len());
                    start = self.plain.len();
                    opens = true;
                    continue;
                }
                letter => self.plain.push(letter),
            }
            opens = false;
        }
        self.push(start, self.plain.len());
    }
}
