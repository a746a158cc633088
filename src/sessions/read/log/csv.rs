//! A log as CSV: the heading says which column is which, in any order; columns without a meaning are left alone.

use super::super::super::event::{Event, Place, Problem, Role, Sink, What};
use super::cells::Cells;
use super::marks::Marks;
use super::stamp::Stamps;
use super::words::{self, Said, shown};
use super::{LONGEST_ROW, Row};

/// Columns with a meaning; the first three must be there.
const NAMES: [&str; 9] =
    ["conversation_id", "timestamp", "role", "kind", "topic", "topic_kind", "channel", "bot_id", "event_id"];
const NEEDED: usize = 3;
/// Stands for a column that is not there; no row has so many.
const ABSENT: u8 = u8::MAX;

/// A log behind its heading.
#[derive(Debug)]
pub struct Csv {
    file: u32,
    delimiter: u8,
    columns: [u8; NAMES.len()],
    /// Whether there is any column beside those that must be there.
    says_more: bool,
    width: usize,
    cells: Cells,
    stamps: Stamps,
}

impl Csv {
    /// Reads the heading; also says which columns have no meaning.
    ///
    /// # Errors
    /// What the heading lacks.
    pub fn new(file: u32, heading: &[u8]) -> Result<(Self, Option<String>), String> {
        let heading = std::str::from_utf8(heading)
            .map_err(|_| "the heading is not UTF-8; save the file as UTF-8")?
            .trim_end_matches('\r');
        let delimiter = delimiter(heading);
        let mut cells = Cells::default();
        cells.cut(heading, delimiter);
        let width = cells.count();
        let mut columns = [ABSENT; NAMES.len()];
        let mut ignored = Vec::new();
        for column in 0..u8::try_from(width).unwrap_or(ABSENT - 1).min(ABSENT - 1) {
            let name = cells.cell(heading, column);
            match NAMES.iter().position(|known| same(known, name)).and_then(|place| columns.get_mut(place)) {
                Some(place) if *place == ABSENT => *place = column,
                Some(_) => return Err(format!("the heading has the column \"{}\" twice", shown(name))),
                None => ignored.push(shown(name)),
            }
        }
        let missing: Vec<&str> = NAMES
            .iter()
            .zip(columns)
            .take(NEEDED)
            .filter(|(_, column)| *column == ABSENT)
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(format!(
                "no event log: its first row must name the columns conversation_id, timestamp and role; missing: {missing}"
            ));
        }
        let ignored = (!ignored.is_empty()).then(|| unused(&ignored));
        let says_more = columns.iter().skip(NEEDED).any(|column| *column != ABSENT);
        Ok((Self { file, delimiter, columns, says_more, width, cells, stamps: Stamps::default() }, ignored))
    }

    /// What separates cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads a row.
    pub fn row(&mut self, row: Row<'_>, sink: &mut dyn Sink) {
        let text = row.text.or_else(|| std::str::from_utf8(row.bytes).ok());
        let Some(text) = text.map(without_return) else {
            sink.problem(Problem::row(self.file, row.number, "not UTF-8; save the file as UTF-8"));
            return;
        };
        if !text.is_empty() {
            self.cells.cut(text, self.delimiter);
            self.cells_of(text, row.number, sink);
        }
    }

    /// Reads rows as long as they are whole, not too long and without quotation marks, which nearly all rows of nearly all
    /// logs are; the first of them is the one behind this number. Gives how many bytes and how many rows were read.
    pub fn plain_rows(&mut self, text: &str, mut number: u64, sink: &mut dyn Sink) -> (usize, u64) {
        let bytes = text.as_bytes();
        let before = number;
        let mut marks = Marks::new(bytes, self.delimiter);
        let (mut row, mut cell) = (0, 0);
        self.cells.clear();
        while let Some(at) = marks.next() {
            match bytes.get(at) {
                Some(b'\n') if at - row <= LONGEST_ROW => {
                    let end = if at > cell && bytes.get(at - 1) == Some(&b'\r') { at - 1 } else { at };
                    number += 1;
                    if end > row {
                        self.cells.push(cell, end);
                        self.cells_of(text, number, sink);
                    }
                    self.cells.clear();
                    (row, cell) = (at + 1, at + 1);
                }
                Some(b'\n' | b'"') => break,
                _ => {
                    self.cells.push(cell, at);
                    cell = at + 1;
                }
            }
        }
        (row, number - before)
    }

    /// Reads a row that was cut into cells.
    fn cells_of(&mut self, text: &str, row: u64, sink: &mut dyn Sink) {
        if let Err(says) = self.event(text, row, sink) {
            sink.problem(Problem::row(self.file, row, says));
        }
    }

    /// The event goes on from here rather than back, since it is large.
    fn event(&mut self, text: &str, row: u64, sink: &mut dyn Sink) -> Result<(), String> {
        if self.cells.count() != self.width {
            return Err(format!("{} columns where the heading has {}", self.cells.count(), self.width));
        }
        let [conversation, stamp, role, kind, topic, topic_kind, channel, bot, id] = self.columns;
        let cell = |column: u8| self.cells.cell(text, column);
        let conversation = cell(conversation);
        if conversation.is_empty() {
            return Err("the conversation has no name".into());
        }
        let stamp = cell(stamp);
        let at = self.stamps.read(stamp).ok_or_else(|| {
            format!(
                "\"{}\" is no time; write it like 2021-05-04T12:30:00Z, or as seconds or milliseconds since 1970",
                shown(stamp)
            )
        })?;
        let mut event = Event {
            conversation,
            group: None,
            bot: None,
            channel: None,
            id: None,
            at,
            order: 0,
            role: Role::Unknown,
            what: What::Other,
            place: Place { file: self.file, row, index: None },
        };
        let mut said = Said { role: cell(role), ..Said::default() };
        if self.says_more {
            let some = |column: u8| Some(cell(column)).filter(|text| !text.is_empty());
            (event.bot, event.channel, event.id) = (some(bot), some(channel), some(id));
            (said.kind, said.topic, said.topic_kind) = (cell(kind), cell(topic), cell(topic_kind));
            said.knows_topics = topic != ABSENT || topic_kind != ABSENT;
        }
        (event.role, event.what) = match said.plain() {
            Some(role) => (role, words::message(role, said.knows_topics)),
            None => words::read(&said)?,
        };
        sink.event(&event);
        Ok(())
    }
}

/// A row without what some systems write before the line break.
fn without_return(row: &str) -> &str {
    row.strip_suffix('\r').unwrap_or(row)
}

/// Columns without a use, the first of them by name.
fn unused(columns: &[String]) -> String {
    const NAMED: usize = 5;
    let named: Vec<&str> = columns.iter().take(NAMED).map(String::as_str).collect();
    let more = match columns.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("columns without a use here: {}{more}", named.join(", "))
}

/// Whether a heading's word is a known name; case, blanks and joints do not count.
fn same(known: &str, name: &str) -> bool {
    let plain = |text: &str| {
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect::<String>()
    };
    plain(known) == plain(name)
}

/// What stands in the heading most often.
fn delimiter(heading: &str) -> u8 {
    let count = |mark: u8| heading.bytes().filter(|byte| *byte == mark).count();
    // The last of equals is taken, so the comma stands last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}
