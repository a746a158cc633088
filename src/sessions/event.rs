//! What every format is read into: one event of a conversation, and what takes it. It knows no format and no rule.
//!
//! A reader is given bytes in pieces and pushes what it finds into a [`Sink`]. It never invents a time: what has none is a
//! [`Problem`], as is everything else that cannot be read; the row is then left out.

use std::fmt;

/// One event of a conversation. Its texts are borrowed from the reader and are gone when [`Sink::event`] returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event<'a> {
    /// The conversation, as one name for all its rows and files; never empty.
    pub conversation: &'a str,
    /// What several conversations are for the customer one of, if the source says so: the live work item of Omnichannel,
    /// in which each bot has a conversation of its own.
    pub group: Option<&'a str>,
    /// The bot, if the source names one.
    pub bot: Option<&'a str>,
    /// The channel, as written by the source, such as `webchat` or `msteams`.
    pub channel: Option<&'a str>,
    /// A name that the source gives this event and, within the conversation, no other.
    pub id: Option<&'a str>,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What decides between events of the same time: the place in the conversation that the source itself gives, such as
    /// the index in an array of activities. The same in every file that holds the event; 0 where the source gives none.
    pub order: u32,
    /// Who caused it.
    pub role: Role,
    /// What happened.
    pub what: What<'a>,
    /// Where it stands.
    pub place: Place,
}

/// Who caused an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The person who talks to the bot.
    User,
    /// The bot.
    Bot,
    /// A person who answers in place of the bot.
    Agent,
    /// The source does not say, or it is a tool of the maker.
    Unknown,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// A message; one of the user's makes a turn. It may have triggered a topic.
    Message {
        /// The topic that the message triggered, if the source says so at the message.
        topic: Option<Topic<'a>>,
    },
    /// A topic was triggered.
    Topic(Topic<'a>),
    /// Premium functionality was used: a flow with premium connectors, a skill, a Composer dialog.
    Premium,
    /// The conversation was handed to a person.
    Escalated,
    /// The bot ended the conversation: all questions are answered.
    Answered,
    /// The user closed the chat.
    Closed,
    /// Something that holds for the whole conversation, whenever it is said.
    Fact(Fact),
    /// Anything else that proves the conversation alive to the reader but to no rule: typing, traces, updates.
    Other,
}

/// A topic that was triggered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Its name; empty when the source gives none.
    pub name: &'a str,
    /// Whose it is.
    pub kind: TopicKind,
}

/// Whose a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TopicKind {
    /// Written by the makers of the bot, also when it began as a sample.
    User,
    /// Came with the product.
    System,
    /// The source gives a name only; the list of system topics of the time decides.
    Unknown,
    /// The source knows no topics at all: every message of the user is taken for one of a user topic, and the report says so.
    Assumed,
}

/// Something that holds for the whole conversation. What nobody says is unknown, which is not the same as no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Whether it is a chat of the test pane. When sources disagree, it is.
    TestChat(bool),
    /// The bot was made with the plan that comes with Microsoft 365, and uses nothing beyond it.
    TeamsPlan,
    /// The bot runs on a trial.
    Trial,
    /// The bot only made suggestions to an agent.
    SmartAssist,
}

/// Where something stands in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The number of the file, in the order in which files are given, from 0.
    pub file: u32,
    /// The row or record, from 1; 0 for the file as a whole. A heading is a row.
    pub row: u64,
    /// The place within the row, such as the index of an activity, from 0.
    pub index: Option<u32>,
}

/// What could not be read, and was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is left out because of it.
    pub loss: Loss,
    /// What is wrong and what would be right, in a plain sentence.
    pub says: String,
}

/// What a problem costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Nothing; a reader should know it all the same.
    Nothing,
    /// One event of a record.
    Event,
    /// One row or record.
    Row,
    /// The rest of the file, or all of it.
    File,
}

impl Problem {
    /// A row that is left out.
    pub fn row(file: u32, row: u64, says: impl Into<String>) -> Self {
        Self { place: Place { file, row, index: None }, loss: Loss::Row, says: says.into() }
    }

    /// A file that cannot be read, or not further.
    pub fn file(file: u32, says: impl Into<String>) -> Self {
        Self { place: Place { file, row: 0, index: None }, loss: Loss::File, says: says.into() }
    }
}

/// What takes the events of a reader.
pub trait Sink {
    /// Takes an event.
    fn event(&mut self, event: &Event<'_>);
    /// Takes what could not be read.
    fn problem(&mut self, problem: Problem);
    /// A file within an archive begins. The archive was given as the file `archive`; what is in it has that number and the
    /// ones behind it. Plain files are not told.
    fn begins(&mut self, _archive: u32, _file: u32, _name: &str) {}
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row, self.index) {
            (0, _) => f.write_str("the file"),
            (row, None) => write!(f, "row {row}"),
            (row, Some(index)) => write!(f, "row {row}, entry {}", index.saturating_add(1)),
        }
    }
}
