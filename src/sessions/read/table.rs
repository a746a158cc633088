//! Delimited text: the table of transcripts, with a heading or without one, and the sessions that analytics downloads.

use std::borrow::Cow;

use super::analytics::Analytics;
use super::out::Out;
use super::row::{self, Cells};
use super::rows::{Found, Row, Rows};
use super::words::letters;
use super::{Format, unicode};

/// What separates cells, in the order in which it is tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The reader.
#[derive(Debug)]
pub struct Table {
    rows: Rows,
    columns: Columns,
    /// The heading is still to be passed.
    heading: bool,
}

/// Which column holds what.
#[derive(Debug, Clone)]
enum Columns {
    Transcripts(Transcripts),
    Analytics(Analytics),
}

/// Columns of the table of transcripts.
#[derive(Debug, Clone, Copy, Default)]
struct Transcripts {
    name: Option<usize>,
    content: usize,
    metadata: Option<usize>,
    id: Option<usize>,
}

/// What the first row of a file says.
#[derive(Debug)]
pub enum First {
    /// It is one of these tables.
    Table(Box<Table>),
    /// It is an event log.
    Log,
    /// It is neither; its cells.
    Other(Vec<String>),
    /// The first row is not complete.
    Incomplete,
}

/// Looks at the beginning of a file, which may be all of it.
pub fn first(head: &[u8], all: bool, limit: usize) -> First {
    let mut other = None;
    for delimiter in DELIMITERS {
        let Some(cells) = first_row(head, delimiter, all, limit) else { return First::Incomplete };
        let columns = by_heading(&cells)
            .map(|columns| (columns, true))
            .or_else(|| by_content(&cells).map(|columns| (columns, false)));
        if let Some((columns, heading)) = columns {
            return First::Table(Box::new(Table { rows: Rows::new(delimiter, limit), columns, heading }));
        }
        if is_log(&cells) {
            return First::Log;
        }
        if other.as_ref().is_none_or(|other: &Vec<String>| other.len() < cells.len()) {
            other = Some(cells);
        }
    }
    First::Other(other.unwrap_or_default())
}

/// The cells of the first row, if it is complete.
fn first_row(head: &[u8], delimiter: u8, all: bool, limit: usize) -> Option<Vec<String>> {
    let mut rows = Rows::new(delimiter, limit);
    let mut cells = None;
    let mut take = |found: Found<'_>| {
        if let (Found::Row(_, row), None) = (found, &cells) {
            cells = Some(row.cells().map(|cell| unicode::text(cell).0.into_owned()).collect());
        }
    };
    // Line by line, so that only the first row is cut out of a long beginning.
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        rows.feed(line, &mut take);
        if rows.number() > 0 {
            return cells;
        }
    }
    if all {
        rows.end(&mut take);
        return Some(cells.unwrap_or_default());
    }
    None
}

fn key(cell: &str) -> String {
    letters(cell).collect()
}

fn by_heading(cells: &[String]) -> Option<Columns> {
    let keys: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
    let find = |name: &str| keys.iter().position(|key| key == name);
    if let Some(analytics) = Analytics::by_heading(&keys) {
        return Some(Columns::Analytics(analytics));
    }
    let id = find("conversationtranscriptid").or_else(|| find("donotmodifyconversationtranscript"));
    let known = ["metadata", "conversationstarttime", "schematype", "schemaversion", "name"];
    let content = find("content").filter(|_| id.is_some() || known.iter().any(|name| find(name).is_some()))?;
    Some(Columns::Transcripts(Transcripts { name: find("name"), content, metadata: find("metadata"), id }))
}

/// A table without a heading, as a data lake holds it: the cells tell by what is in them.
fn by_content(cells: &[String]) -> Option<Columns> {
    let json = |words: &str| cells.iter().position(|cell| cell.trim_start().starts_with('{') && cell.contains(words));
    let content = json("\"activities\"").or_else(|| json("\"Activities\""))?;
    let metadata = json("\"BotId\"").filter(|metadata| *metadata != content);
    let bot =
        metadata.and_then(|at| cells.get(at)).and_then(|cell| super::activity::inner(row::metadata(cell), "BotId"));
    let name = bot.and_then(|bot| {
        cells
            .iter()
            .position(|cell| cell.len() > bot.len() && cell.to_ascii_lowercase().ends_with(&bot.to_ascii_lowercase()))
    });
    let id = cells.iter().position(|cell| row::is_guid(cell));
    Some(Columns::Transcripts(Transcripts { name, content, metadata, id }))
}

fn is_log(cells: &[String]) -> bool {
    let has = |name: &str| cells.iter().any(|cell| key(cell) == name);
    has("conversationid") && (has("timestamp") || has("role"))
}

impl Table {
    /// What the file is.
    pub fn format(&self) -> Format {
        match self.columns {
            Columns::Transcripts(_) => Format::DataverseCsv,
            Columns::Analytics(_) => Format::SessionsCsv,
        }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.rows.held()
    }

    /// What must be known of all of the file.
    pub fn open(&self, out: &mut Out<'_>) {
        if let Columns::Analytics(analytics) = &self.columns {
            analytics.open(out);
        }
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], out: &mut Out<'_>) {
        let Self { rows, columns, heading } = self;
        rows.feed(piece, &mut |found| take(columns, heading, found, out));
    }

    /// Nothing follows. When the file broke off, that is said elsewhere, and what hangs at its end is no fault of its own.
    pub fn end(&mut self, broke_off: bool, out: &mut Out<'_>) {
        if broke_off {
            return;
        }
        let Self { rows, columns, heading } = self;
        rows.end(&mut |found| take(columns, heading, found, out));
        if rows.number() <= 1 && !*heading && out.tally.conversations + out.tally.rows_lost == 0 {
            out.note_file("it has a heading and no rows");
        }
    }
}

fn take(columns: &mut Columns, heading: &mut bool, found: Found<'_>, out: &mut Out<'_>) {
    match found {
        Found::Row(_, _) if *heading => *heading = false,
        Found::Row(number, row) => {
            let read = match columns {
                Columns::Transcripts(columns) => columns.read(number, &row, out),
                Columns::Analytics(analytics) => analytics.read(number, &row, out),
            };
            if let Err(why) = read {
                out.lost_row(number, why);
            }
        }
        Found::TooLong(number, length) => {
            out.lost_row(
                number,
                format!("it is {length} bytes long, more than is read as one row; is a quotation mark not closed?"),
            );
        }
        Found::Cut(number) => {
            out.lost_row(number, "a quotation mark is opened here and closed nowhere; what follows it is left out");
        }
    }
}

impl Transcripts {
    fn read(self, number: u64, row: &Row<'_>, out: &mut Out<'_>) -> Result<(), String> {
        if row.len() <= self.content {
            return Err(format!("it has {} cells and ends before its content", row.len()));
        }
        let mut western = false;
        let mut cell = |column: Option<usize>| -> Cow<'_, str> {
            let (text, other) = unicode::text(column.map_or(&[][..], |column| row.cell(column)));
            western |= other;
            text
        };
        let (name, content) = (cell(self.name), cell(Some(self.content)));
        let (metadata, id) = (cell(self.metadata), cell(self.id));
        out.tally.western += u64::from(western);
        let cells = Cells { name: &name, content: &content, metadata: &metadata, id: &id };
        row::read(cells, number, out).map(drop)
    }
}
