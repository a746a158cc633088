//! One file that is not packed: its letters are turned into UTF-8, its beginning tells the format, and the reader of that
//! format takes over. What is none of the known ones is refused with a word on what would be right.

use std::fmt;

use super::json::{Json, Kind};
use super::limits::Limits;
use super::list::List;
use super::log::Log;
use super::out::Out;
use super::table::{self, First, Table};
use super::unicode::Unicode;
use super::{Read, activity};
use crate::sessions::event::{Problem, Sink};

/// Bytes of a line that may decide whether a file is an event log in JSON.
const LINE: usize = 64 << 10;
/// Bytes that are awaited before a file is called unknown, so that it does not matter in which pieces they come.
const ENOUGH: usize = 512;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Rows of the table of transcripts, as delimited text.
    DataverseCsv,
    /// The same, as the web API answers.
    DataverseJson,
    /// One conversation, as a cell of that table holds it.
    Conversation,
    /// A list of conversations, as test tools write it.
    Conversations,
    /// A hand-over by Direct Line.
    DirectLine,
    /// A snapshot of the test pane.
    TestPane,
    /// A transcript of the Bot Framework.
    BotFramework,
    /// Sessions as analytics downloads them.
    SessionsCsv,
    /// A plain event log.
    Log,
}

impl Format {
    /// Its short name.
    pub fn id(self) -> &'static str {
        match self {
            Self::DataverseCsv => "dataverse-csv",
            Self::DataverseJson => "dataverse-json",
            Self::Conversation => "conversation",
            Self::Conversations => "conversations",
            Self::DirectLine => "direct-line",
            Self::TestPane => "test-pane",
            Self::BotFramework => "bot-framework",
            Self::SessionsCsv => "sessions-csv",
            Self::Log => "event-log",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DataverseCsv => "rows of the table of transcripts (CSV)",
            Self::DataverseJson => "rows of the table of transcripts (JSON)",
            Self::Conversation => "activities of a conversation",
            Self::Conversations => "a list of conversations",
            Self::DirectLine => "a hand-over by Direct Line",
            Self::TestPane => "a snapshot of the test pane",
            Self::BotFramework => "a transcript of the Bot Framework",
            Self::SessionsCsv => "sessions of analytics (CSV)",
            Self::Log => "an event log",
        })
    }
}

/// The file.
#[derive(Debug)]
pub struct File {
    limits: Limits,
    unicode: Unicode,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// It is not told yet. Looked at again when it has grown to this length.
    Head(Vec<u8>, usize),
    List(Box<List>),
    Table(Box<Table>),
    Log(Box<Log>),
    Over,
}

impl File {
    /// A file at its beginning.
    pub fn new(limits: Limits) -> Self {
        Self { limits, unicode: Unicode::default(), form: Form::Head(Vec::new(), 0) }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        match &self.form {
            Form::Head(head, _) => head.capacity(),
            Form::List(list) => list.held(),
            Form::Table(table) => table.held(),
            Form::Log(_) | Form::Over => 0,
        }
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], read: &mut Read, sink: &mut dyn Sink) {
        let Self { limits, unicode, form } = self;
        let turned = unicode.feed(piece, &mut |letters| form.feed(letters, limits, read, sink));
        if let Err(why) = turned {
            self.break_off(why, read, sink);
        }
    }

    /// Nothing follows.
    pub fn end(&mut self, read: &mut Read, sink: &mut dyn Sink) {
        let Self { limits, unicode, form } = self;
        if let Err(why) = unicode.end(&mut |letters| form.feed(letters, limits, read, sink)) {
            self.break_off(why, read, sink);
            return;
        }
        form.end(false, limits, read, sink);
    }

    /// It cannot be read further. What stands open is closed first, so that nothing that was read is lost.
    pub fn break_off(&mut self, why: &str, read: &mut Read, sink: &mut dyn Sink) {
        if matches!(self.form, Form::Head(..)) {
            // What is there may tell; it was only not looked at since the last piece.
            self.form.decide(false, &self.limits, read, sink);
        }
        match self.form {
            Form::Over => return,
            Form::Head(..) => {}
            _ => self.form.end(true, &self.limits, read, sink),
        }
        self.form = Form::Over;
        sink.problem(Problem::file(read.file, why));
    }
}

impl Form {
    fn feed(&mut self, letters: &[u8], limits: &Limits, read: &mut Read, sink: &mut dyn Sink) {
        match self {
            Self::Head(head, next) => {
                head.extend_from_slice(letters);
                if head.len() >= *next {
                    *next = head.len().saturating_mul(2).min(head.len().saturating_add(1 << 20));
                    self.decide(false, limits, read, sink);
                }
            }
            Self::List(list) => {
                let mut out = Out::new(sink, &mut read.tally, read.file, limits.problems);
                list.feed(letters, &mut out);
                read.format = list.format();
                if list.is_refused() {
                    *self = Self::Over;
                }
            }
            Self::Table(table) => {
                table.feed(letters, &mut Out::new(sink, &mut read.tally, read.file, limits.problems));
            }
            Self::Log(log) => log.feed(letters, &mut Out::new(sink, &mut read.tally, read.file, limits.problems)),
            Self::Over => {}
        }
    }

    fn end(&mut self, broke_off: bool, limits: &Limits, read: &mut Read, sink: &mut dyn Sink) {
        if matches!(self, Self::Head(..)) {
            self.decide(true, limits, read, sink);
        }
        let mut out = Out::new(sink, &mut read.tally, read.file, limits.problems);
        match self {
            Self::List(list) => {
                list.end(broke_off, &mut out);
                read.format = list.format();
            }
            Self::Table(table) => table.end(broke_off, &mut out),
            Self::Log(log) if !broke_off => log.end(&mut out),
            Self::Log(_) | Self::Head(..) | Self::Over => {}
        }
        out.close();
        *self = Self::Over;
    }

    /// Looks at the beginning. `all` says that there is no more.
    fn decide(&mut self, all: bool, limits: &Limits, read: &mut Read, sink: &mut dyn Sink) {
        let Self::Head(head, _) = self else { return };
        let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
        let decided = match first {
            None if all => Err("there is nothing in it".to_owned()),
            None => return,
            Some(b'{') => match is_log_line(head, all) {
                Some(true) => Ok(Self::Log(Box::new(Log::new(read.file)))),
                Some(false) => Ok(Self::List(Box::new(List::new(limits.record)))),
                None => return,
            },
            Some(b'[') => Ok(Self::List(Box::new(List::new(limits.record)))),
            Some(_) => match table::first(head, all, limits.record) {
                First::Table(table) => Ok(Self::Table(table)),
                First::Log => Ok(Self::Log(Box::new(Log::new(read.file)))),
                First::Incomplete if head.len() <= limits.record => return,
                First::Incomplete => Err("its first row has no end".to_owned()),
                First::Other(_) if head.len() < ENOUGH && !all => return,
                First::Other(_) if head.iter().take(ENOUGH).any(|byte| *byte == 0) => {
                    Err("it is no text; export the conversations as CSV or JSON".to_owned())
                }
                First::Other(cells) => Err(unknown(&cells)),
            },
        };
        let head = std::mem::take(head);
        match decided {
            Ok(form) => {
                *self = form;
                self.open(limits, read, sink);
                self.feed(&head, limits, read, sink);
            }
            Err(why) => {
                *self = Self::Over;
                sink.problem(Problem::file(read.file, why));
            }
        }
    }

    fn open(&self, limits: &Limits, read: &mut Read, sink: &mut dyn Sink) {
        match self {
            Self::Table(table) => {
                read.format = Some(table.format());
                table.open(&mut Out::new(sink, &mut read.tally, read.file, limits.problems));
            }
            Self::Log(_) => read.format = Some(Format::Log),
            _ => {}
        }
    }
}

/// Why a table is refused, with what it begins with.
fn unknown(cells: &[String]) -> String {
    let shown: Vec<String> = cells.iter().take(6).map(|cell| cell.trim().chars().take(30).collect()).collect();
    format!(
        "it is none of the known exports; it begins with \"{}\". A table with a column content or ChatTranscript, JSON with \
         activities, or an event log with the columns conversation_id, timestamp and role would be right",
        shown.join(", ")
    )
}

/// Whether the first line is an object of an event log; nothing while that cannot be told.
fn is_log_line(head: &[u8], all: bool) -> Option<bool> {
    let head = head.trim_ascii_start();
    let end = head.iter().take(LINE).position(|byte| *byte == b'\n');
    if end.is_none() && head.len() < LINE && !all {
        return None;
    }
    let end = end.unwrap_or(head.len());
    if end >= LINE {
        return Some(false);
    }
    let line = super::unicode::text(head.get(..end).unwrap_or_default()).0;
    let mut json = Json::new(&line);
    let (mut conversation, mut activities) = (false, false);
    let walked = json.object(&mut |key, json| {
        conversation |= activity::is(key, "conversation_id");
        activities |= activity::is(key, "activities") && json.kind()? == Kind::Array;
        Ok(())
    });
    Some(walked.is_ok() && conversation && !activities)
}
