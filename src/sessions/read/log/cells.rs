//! A row of a CSV file → its cells. A row without quotation marks is only cut; one with them is copied without them.

use memchr::memchr_iter;

/// The cells of one row, kept as places in its text.
#[derive(Debug, Default)]
pub struct Cells {
    places: Vec<(u32, u32)>,
    /// The row without quotation marks, when it had any.
    plain: String,
}

impl Cells {
    /// Cuts a row, which may have quotation marks or not; its text must be given to [`Cells::cell`] again.
    #[inline]
    pub fn cut(&mut self, row: &str, delimiter: u8, marked: bool) {
        self.places.clear();
        self.plain.clear();
        if marked {
            self.unquote(row, delimiter);
            return;
        }
        let mut start = 0;
        for end in memchr_iter(delimiter, row.as_bytes()) {
            self.places.push((start, short(end)));
            start = short(end + 1);
        }
        self.places.push((start, short(row.len())));
    }

    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// A cell without the blanks around it; empty when there is none.
    #[inline]
    pub fn cell<'a>(&'a self, row: &'a str, column: u8) -> &'a str {
        let Some((start, end)) = self.places.get(usize::from(column)) else { return "" };
        let text = if self.plain.is_empty() { row } else { &self.plain };
        let cell = text.get(*start as usize..*end as usize).unwrap_or_default();
        match cell.as_bytes() {
            [first, .., last] if *first > b' ' && *last > b' ' => cell,
            _ => cell.trim_ascii(),
        }
    }

    fn unquote(&mut self, row: &str, delimiter: u8) {
        // A blank in front, so that a row of nothing but marks is not taken for one without any.
        self.plain.push(' ');
        let mut start = short(self.plain.len());
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
                    self.places.push((start, short(self.plain.len())));
                    start = short(self.plain.len());
                    opens = true;
                    continue;
                }
                letter => self.plain.push(letter),
            }
            opens = false;
        }
        self.places.push((start, short(self.plain.len())));
    }
}

/// Rows are bounded far below.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
