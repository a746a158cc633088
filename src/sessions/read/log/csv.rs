//! A log as CSV: the heading says which column is which, in any order; columns without a meaning are left alone.

use super::super::super::event::{Event, Place, Problem, Role, Sink};
use super::Row;
use super::cells::Cells;
use super::stamp::Stamps;
use super::words::{self, Said, shown};

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
        cells.cut(heading, delimiter, heading.contains('"'));
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
        let ignored = (!ignored.is_empty()).then(|| format!("columns without a use here: {}", ignored.join(", ")));
        Ok((Self { file, delimiter, columns, width, cells, stamps: Stamps::default() }, ignored))
    }

    /// What separates cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads a row.
    pub fn row(&mut self, row: Row<'_>, sink: &mut dyn Sink) {
        let text = row.text.or_else(|| std::str::from_utf8(row.bytes).ok());
        let read = match text {
            Some(text) => self.event(text.strip_suffix('\r').unwrap_or(text), &row, sink),
            None => Err("not UTF-8; save the file as UTF-8".into()),
        };
        if let Err(says) = read {
            sink.problem(Problem::row(self.file, row.number, says));
        }
    }

    /// The event goes on from here rather than back, since it is large.
    fn event(&mut self, text: &str, row: &Row<'_>, sink: &mut dyn Sink) -> Result<(), String> {
        if text.is_empty() {
            return Ok(());
        }
        self.cells.cut(text, self.delimiter, row.marked);
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
        let knows_topics = topic != ABSENT || topic_kind != ABSENT;
        let said =
            Said { role: cell(role), kind: cell(kind), topic: cell(topic), topic_kind: cell(topic_kind), knows_topics };
        let some = |column: u8| Some(cell(column)).filter(|text| !text.is_empty());
        let event = |role: Role, what| Event {
            conversation,
            bot: some(bot),
            channel: some(channel),
            id: some(id),
            at,
            order: 0,
            role,
            what,
            place: Place { file: self.file, row: row.number, index: None },
        };
        if let Some(role) = said.plain() {
            sink.event(&event(role, words::message(role, knows_topics)));
        } else {
            let (role, what) = words::read(&said)?;
            sink.event(&event(role, what));
        }
        Ok(())
    }
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
