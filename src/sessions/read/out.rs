//! The way out of the readers: passes events and problems on, counts both, and holds back problems that nobody would read
//! one by one.

use crate::sessions::event::{Event, Loss, Place, Problem, Sink};

/// Letters of a sentence.
const LONGEST: usize = 600;

/// What was passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Events.
    pub events: u64,
    /// Rows, records or conversations that were left out.
    pub rows_lost: u64,
    /// Single activities that were left out.
    pub events_lost: u64,
    /// Conversations that say nothing of topics.
    pub without_topics: u64,
    /// Conversations that were read.
    pub conversations: u64,
    /// Entries other than messages that have no time.
    pub untimed: u64,
    /// Conversations of a kind that the rule of sessions is not made for.
    pub not_applicable: u64,
    /// Records that had to be taken for Windows-1252.
    pub western: u64,
    /// The most bytes that one record took while it was read: its text and its events, beside what the cutter holds.
    pub most_record: usize,
    told: u64,
}

/// The way out, for one file.
pub struct Out<'s> {
    sink: &'s mut dyn Sink,
    /// What was passed on.
    pub tally: &'s mut Tally,
    /// The number of the file.
    pub file: u32,
    most: u64,
}

impl<'s> Out<'s> {
    /// A way out to this sink, that tells at most so many problems.
    pub fn new(sink: &'s mut dyn Sink, tally: &'s mut Tally, file: u32, most: u64) -> Self {
        Self { sink, tally, file, most }
    }

    /// Passes an event on.
    pub fn event(&mut self, event: &Event<'_>) {
        self.tally.events += 1;
        self.sink.event(event);
    }

    /// A row that is left out.
    pub fn lost_row(&mut self, row: u64, says: impl Into<String>) {
        self.tally.rows_lost += 1;
        self.tell(Place { file: self.file, row, index: None }, Loss::Row, says.into());
    }

    /// An activity that is left out.
    pub fn lost_event(&mut self, place: Place, says: impl Into<String>) {
        self.tally.events_lost += 1;
        self.tell(place, Loss::Event, says.into());
    }

    /// Something that costs nothing.
    pub fn note(&mut self, place: Place, says: impl Into<String>) {
        self.tell(place, Loss::Nothing, says.into());
    }

    /// The file cannot be read, or not further.
    pub fn lost_file(&mut self, says: impl Into<String>) {
        self.sink.problem(Problem::file(self.file, says));
    }

    /// Something that holds for the whole file and costs nothing. It is always told.
    pub fn note_file(&mut self, says: impl Into<String>) {
        let place = Place { file: self.file, row: 0, index: None };
        self.sink.problem(Problem { place, loss: Loss::Nothing, says: says.into() });
    }

    fn tell(&mut self, place: Place, loss: Loss, says: String) {
        self.tally.told += 1;
        if self.tally.told <= self.most {
            self.sink.problem(Problem { place, loss, says });
        }
    }

    /// What can be said only when the file is over.
    pub fn close(&mut self) {
        let tally = *self.tally;
        if let Some(more) = tally.told.checked_sub(self.most).filter(|more| *more > 0) {
            self.note_file(format!("problems that are counted but not told one by one: {more} more"));
        }
        for (what, count, so) in [
            (
                "records that are not UTF-8",
                tally.western,
                "read as Windows-1252; names in them may be wrong, counts are not",
            ),
            ("entries without a time that are no messages", tally.untimed, "left out"),
            (
                "conversations that say nothing of topics",
                tally.without_topics,
                "every message of the user in them is taken for one of a user topic",
            ),
            (
                "conversations with an agent that has no topics",
                tally.not_applicable,
                "the rule of sessions is not made for them; they show no billed session",
            ),
        ] {
            if count > 0 {
                self.note_file(format!("{what}: {count}; {so}"));
            }
        }
    }
}

/// Readers that know sinks only are counted too.
impl Sink for Out<'_> {
    fn event(&mut self, event: &Event<'_>) {
        Out::event(self, event);
    }

    fn problem(&mut self, problem: Problem) {
        match problem.loss {
            Loss::File => return self.sink.problem(problem),
            Loss::Row => self.tally.rows_lost += 1,
            Loss::Event => self.tally.events_lost += 1,
            Loss::Nothing => {}
        }
        // What it quotes of the file may be long.
        self.tell(problem.place, problem.loss, problem.says.chars().take(LONGEST).collect());
    }
}
