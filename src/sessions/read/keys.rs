//! What the keys of a JSON record tell: whether it is a row, a conversation, an activity or nothing that is known.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::activity::is;
use super::json::{Broken, Json, Kind};
use super::row::Cells;

/// Keys that are shown of a record of an unknown form.
const SHOWN: usize = 5;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row of the table of transcripts.
    Row,
    /// A conversation.
    Conversation,
    /// An activity by itself.
    Activity,
    /// A message of a later product, which writes no times.
    Timeless,
    /// A row of an event log.
    LogRow,
    /// None of these.
    Unknown,
}

/// What the keys of a record tell.
#[derive(Debug, Default)]
pub struct Keys<'a> {
    cells: [Option<Cow<'a, str>>; 4],
    /// The content when it is no text.
    pub content: Option<&'a str>,
    signs: BTreeSet<Sign>,
    /// The first of the keys, to show them.
    pub first: Vec<String>,
}

/// What a key is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A row of the table.
    Row,
    /// A list of activities.
    Activities,
    /// A type.
    Kind,
    /// Fields that only activities of the Bot Framework have.
    Framework,
    /// Fields that activities of every form have.
    Activity,
    /// A role by itself.
    Role,
    /// Words by themselves.
    Words,
    /// A row of an event log.
    Log,
}

const SIGNS: [(&str, Sign); 19] = [
    ("content", Sign::Row),
    ("conversationtranscriptid", Sign::Row),
    ("conversation", Sign::Framework),
    ("recipient", Sign::Framework),
    ("membersAdded", Sign::Framework),
    ("serviceUrl", Sign::Framework),
    ("timestamp", Sign::Activity),
    ("timestampMs", Sign::Activity),
    ("localTimestamp", Sign::Activity),
    ("channelId", Sign::Activity),
    ("from", Sign::Activity),
    ("valueType", Sign::Activity),
    ("role", Sign::Role),
    ("text", Sign::Words),
    ("toolCalls", Sign::Words),
    ("message", Sign::Words),
    ("conversation_id", Sign::Log),
    ("type", Sign::Kind),
    ("activities", Sign::Activities),
];

const CELLS: [&str; 4] = ["name", "content", "metadata", "conversationtranscriptid"];

impl<'a> Keys<'a> {
    /// Reads the keys of the object that stands next.
    pub fn read(json: &mut Json<'a>) -> Result<Self, Broken> {
        let mut keys = Self::default();
        json.object(&mut |key, json| keys.key(key, json))?;
        Ok(keys)
    }

    fn key(&mut self, key: &str, json: &mut Json<'a>) -> Result<(), Broken> {
        if self.first.len() < SHOWN {
            self.first.push(key.chars().take(40).collect());
        }
        let kind = json.kind()?;
        let sign = SIGNS.iter().find(|(name, _)| is(key, name)).map(|(_, sign)| *sign);
        // A list of activities is a list, and the type of an activity is a text.
        let fits = match sign {
            Some(Sign::Activities) => kind == Kind::Array,
            Some(Sign::Kind) => kind == Kind::Text,
            _ => true,
        };
        self.signs.extend(sign.filter(|_| fits));
        let cell = CELLS.iter().position(|name| is(key, name));
        if let Some(place) = cell.and_then(|cell| self.cells.get_mut(cell)) {
            match kind {
                Kind::Text => *place = json.text_or_none()?,
                Kind::Object | Kind::Array if is(key, "content") => self.content = Some(json.raw()?),
                Kind::Object => *place = Some(Cow::Borrowed(json.raw()?)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether there is such a sign.
    pub fn has(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    /// What the record is.
    pub fn shape(&self) -> Shape {
        if self.has(Sign::Activities) {
            Shape::Conversation
        } else if self.has(Sign::Row) {
            Shape::Row
        } else if self.has(Sign::Kind) && (self.has(Sign::Activity) || self.has(Sign::Framework)) {
            Shape::Activity
        } else if self.has(Sign::Log) {
            Shape::LogRow
        } else if self.has(Sign::Role) && self.has(Sign::Words) && !self.has(Sign::Activity) {
            Shape::Timeless
        } else {
            Shape::Unknown
        }
    }

    /// The cells of a row.
    pub fn cells<'c>(&'c self, content: Option<&'c str>) -> Cells<'c> {
        let [name, text, metadata, id] = self.cells.each_ref().map(|cell| cell.as_deref().unwrap_or_default());
        Cells { name, content: content.unwrap_or(text), metadata, id }
    }
}
