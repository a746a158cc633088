//! A log as JSON Lines: one object a line, with the names of the columns as keys.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::super::super::event::{Event, Place, Problem, Sink};
use super::Row;
use super::stamp::Stamps;
use super::words::{self, Said, shown};

/// A reader of lines.
#[derive(Debug)]
pub struct Lines {
    file: u32,
    stamps: Stamps,
}

/// One line. Other keys are left alone.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    conversation_id: Text<'a>,
    #[serde(borrow)]
    timestamp: Text<'a>,
    #[serde(borrow)]
    role: Text<'a>,
    #[serde(borrow, default)]
    kind: Text<'a>,
    #[serde(borrow, default)]
    topic: Option<Text<'a>>,
    #[serde(borrow, default)]
    topic_kind: Option<Text<'a>>,
    #[serde(borrow, default)]
    channel: Text<'a>,
    #[serde(borrow, default)]
    bot_id: Text<'a>,
    #[serde(borrow, default)]
    event_id: Text<'a>,
}

/// A text, or a whole number as text; null is an empty one.
#[derive(Default)]
struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    fn get(&self) -> &str {
        self.0.trim_ascii()
    }

    fn some(&self) -> Option<&str> {
        Some(self.get()).filter(|text| !text.is_empty())
    }
}

impl Lines {
    /// A reader for the file with this number.
    pub fn new(file: u32) -> Self {
        Self { file, stamps: Stamps::default() }
    }

    /// Reads a line.
    pub fn row(&mut self, row: Row<'_>, sink: &mut dyn Sink) {
        if row.bytes.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if let Err(says) = self.line(row, sink) {
            sink.problem(Problem::row(self.file, row.number, says));
        }
    }

    fn line(&mut self, row: Row<'_>, sink: &mut dyn Sink) -> Result<(), String> {
        let read = row.text.map_or_else(|| serde_json::from_slice(row.bytes), serde_json::from_str);
        let line: Line<'_> = read.map_err(|error: serde_json::Error| {
            let error = error.to_string();
            // The line of the parser is always the first one and would only mislead.
            format!("no event: {}", error.split(" at line ").next().unwrap_or(&error))
        })?;
        let conversation = line.conversation_id.some().ok_or("the conversation has no name")?;
        let stamp = line.timestamp.get();
        let at = self.stamps.read(stamp).ok_or_else(|| format!("\"{}\" is no time", shown(stamp)))?;
        let said = Said {
            role: line.role.get(),
            kind: line.kind.get(),
            topic: line.topic.as_ref().map(Text::get).unwrap_or_default(),
            topic_kind: line.topic_kind.as_ref().map(Text::get).unwrap_or_default(),
            knows_topics: line.topic.is_some() || line.topic_kind.is_some(),
        };
        let (role, what) = words::read(&said)?;
        sink.event(&Event {
            conversation,
            group: None,
            bot: line.bot_id.some(),
            channel: line.channel.some(),
            id: line.event_id.some(),
            at,
            order: 0,
            role,
            what,
            place: Place { file: self.file, row: row.number, index: None },
        });
        Ok(())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Plain)
    }
}

struct Plain;

impl<'de> Visitor<'de> for Plain {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a whole number")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Text::default())
    }
}
