//! What a reader passes on, written down line by line, so that it can be compared with a file.

use std::fmt::Write;

use plancost::sessions::read::{Limits, Reader};
use plancost::sessions::{Event, Loss, Problem, Sink, Topic, What};

/// A sink that writes.
#[derive(Debug, Default)]
pub struct Told {
    /// A line for each event.
    pub events: Vec<String>,
    /// A line for each problem.
    pub problems: Vec<String>,
    /// Messages of users.
    pub user_messages: u64,
    /// Of all events, the earliest and the latest.
    pub span: Option<(i64, i64)>,
}

impl Sink for Told {
    fn event(&mut self, event: &Event<'_>) {
        assert!(!event.conversation.is_empty(), "a conversation without a name: {event:?}");
        let role = format!("{:?}", event.role).to_lowercase();
        let mut line =
            format!("{}{} {} {role} {}", file(event.place.file), event.place, time(event.at), what(&event.what));
        let named = [
            ("in", Some(event.conversation)),
            ("of", event.group),
            ("bot", event.bot),
            ("on", event.channel),
            ("id", event.id),
        ];
        for (name, value) in named {
            if let Some(value) = value {
                let _ = write!(line, " {name}={value}");
            }
        }
        if event.order > 0 {
            let _ = write!(line, " order={}", event.order);
        }
        self.events.push(line);
        self.user_messages += u64::from(role == "user" && matches!(event.what, What::Message { .. }));
        let (first, last) = self.span.unwrap_or((event.at, event.at));
        self.span = Some((first.min(event.at), last.max(event.at)));
    }

    fn problem(&mut self, problem: Problem) {
        let loss = match problem.loss {
            Loss::Nothing => "note",
            Loss::Event => "event lost",
            Loss::Row => "row lost",
            Loss::File => "file refused",
        };
        assert!(!problem.says.is_empty() && problem.says.len() < 1000, "{problem:?}");
        self.problems.push(format!("{}{}: {loss}: {}", file(problem.place.file), problem.place, problem.says));
    }
}

/// The number of a file behind the first.
fn file(number: u32) -> String {
    if number == 0 { String::new() } else { format!("file {number}, ") }
}

fn what(what: &What<'_>) -> String {
    match what {
        What::Message { topic: None } => "message".into(),
        What::Message { topic: Some(topic) } => format!("message, topic {}", named(topic)),
        What::Topic(topic) => format!("topic {}", named(topic)),
        What::Fact(fact) => format!("fact {fact:?}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn named(topic: &Topic<'_>) -> String {
    format!("\"{}\" ({})", topic.name, format!("{:?}", topic.kind).to_lowercase())
}

/// A time as people read it; written here once more, so that the reader's own arithmetic is not its judge.
pub fn time(ms: i64) -> String {
    let (mut day, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let mut year = 1970;
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    while day >= 365 + i64::from(leap(year)) {
        day -= 365 + i64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    let (hours, minutes, seconds, ms) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    let fraction = if ms == 0 { String::new() } else { format!(".{ms:03}") };
    format!("{year}-{:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}{fraction}", month + 1, day + 1)
}

/// Reads bytes in pieces of this size; gives what was told and the reader as it is afterwards.
pub fn read(bytes: &[u8], piece: usize, limits: Limits) -> (Told, Reader) {
    let mut told = Told::default();
    let mut reader = Reader::with(0, limits);
    for piece in bytes.chunks(piece.max(1)) {
        reader.feed(piece, &mut told);
    }
    reader.end(&mut told);
    (told, reader)
}

impl Told {
    /// Everything, as a text to keep.
    pub fn text(&self, reader: &Reader) -> String {
        let mut text = String::new();
        for read in reader.read() {
            let name = read.name.as_ref().map_or(String::new(), |name| format!(" {name}"));
            let format = read.format.map_or("not recognized", plancost::sessions::read::Format::id);
            let tally = read.tally;
            let _ = writeln!(
                text,
                "file {}{name}: {format}, {} conversations, {} events, {} rows lost, {} events lost",
                read.file, tally.conversations, tally.events, tally.rows_lost, tally.events_lost
            );
        }
        for line in self.problems.iter().chain(&self.events) {
            let _ = writeln!(text, "{line}");
        }
        text
    }
}
