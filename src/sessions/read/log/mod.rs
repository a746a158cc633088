//! The plain event log: rows of `conversation_id,timestamp,role` and, if there is more to say, `kind,topic,topic_kind,
//! channel,bot_id,event_id`; as CSV with a heading, or as one JSON object a line.

mod cells;
mod csv;
mod lines;
mod marks;
mod rows;
mod stamp;
mod words;

use super::super::event::{Loss, Problem, Sink};
use rows::{Rows, Taken};

/// The largest row that is read, in bytes. A longer one is left out; most often a quotation mark was not closed.
pub const LONGEST_ROW: usize = 1 << 20;

/// A reader of one log.
#[derive(Debug)]
pub struct Log {
    file: u32,
    rows: Rows,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// Nothing but blanks so far.
    Open,
    Csv(Box<csv::Csv>),
    Lines(Box<lines::Lines>),
    /// It is none, and that has been said.
    Refused,
}

impl Log {
    /// A reader for the file with this number.
    pub fn new(file: u32) -> Self {
        Self { file, rows: Rows::default(), form: Form::Open }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let mut rest = bytes;
        // The beginning of the rest that is known to be valid. It is judged once for all rows: what begins and ends with
        // whole letters of a valid text is one.
        let mut text = "";
        while !matches!(self.form, Form::Refused) {
            if text.is_empty() {
                text = valid(rest);
            }
            self.plain_rows(&mut rest, &mut text, sink);
            let before = rest.len();
            let taken = self.rows.take(&mut rest);
            let used = before - rest.len();
            match taken {
                Taken::Row(row) => {
                    let end = used.saturating_sub(1);
                    let text = text.get(end.saturating_sub(row.bytes.len())..end);
                    Self::row(&mut self.form, self.file, Row { text, ..row }, sink);
                }
                Taken::Carried => {
                    let row = self.rows.carried();
                    Self::row(&mut self.form, self.file, row.row(), sink);
                    self.rows.reuse(row);
                }
                Taken::TooLong(number) => sink.problem(Problem::row(
                    self.file,
                    number,
                    format!("longer than {LONGEST_ROW} bytes; is a quotation mark not closed?"),
                )),
                Taken::Nothing => return,
            }
            text = text.get(used..).unwrap_or_default();
            if let Form::Csv(csv) = &self.form {
                self.rows.delimiter = csv.delimiter();
            }
        }
    }

    /// Reads what is quick to read, and shortens the rest and its text by it.
    fn plain_rows<'a>(&mut self, rest: &mut &'a [u8], text: &mut &'a str, sink: &mut dyn Sink) {
        let Form::Csv(csv) = &mut self.form else { return };
        if !self.rows.at_beginning() {
            return;
        }
        let (used, rows) = csv.plain_rows(text, self.rows.number(), sink);
        self.rows.pass(rows);
        *rest = rest.get(used..).unwrap_or_default();
        *text = text.get(used..).unwrap_or_default();
    }

    /// Says that there are no more bytes.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        if self.rows.quoted() && !matches!(self.form, Form::Refused) {
            let says = "a quotation mark is opened here and closed nowhere; what follows it is left out";
            sink.problem(Problem::row(self.file, self.rows.number() + 1, says));
            return;
        }
        self.feed(b"\n", sink);
        if matches!(self.form, Form::Open) {
            sink.problem(Problem::file(self.file, "there is nothing in it"));
        }
    }

    fn row(form: &mut Form, file: u32, row: Row<'_>, sink: &mut dyn Sink) {
        match form {
            Form::Csv(csv) => csv.row(row, sink),
            Form::Lines(lines) => lines.row(row, sink),
            Form::Refused => {}
            Form::Open => Self::open(form, file, row, sink),
        }
    }

    /// The first row with something in it says what the rest is.
    fn open(form: &mut Form, file: u32, row: Row<'_>, sink: &mut dyn Sink) {
        let bytes = row.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(row.bytes);
        let row = Row { bytes, text: None, ..row };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if bytes.trim_ascii_start().first() == Some(&b'{') {
            let mut lines = lines::Lines::new(file);
            lines.row(row, sink);
            *form = Form::Lines(Box::new(lines));
            return;
        }
        *form = match csv::Csv::new(file, bytes) {
            Ok((csv, ignored)) => {
                if let Some(says) = ignored {
                    sink.problem(Problem { loss: Loss::Nothing, ..Problem::row(file, row.number, says) });
                }
                Form::Csv(Box::new(csv))
            }
            Err(says) => {
                sink.problem(Problem::file(file, says));
                Form::Refused
            }
        };
    }
}

/// A row with its number, from 1.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    bytes: &'a [u8],
    /// The same, if it is known to be valid.
    text: Option<&'a str>,
    number: u64,
}

/// As much of the beginning as is valid.
fn valid(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_else(|error| {
        bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default()
    })
}
