//! The events of one whole conversation, held until it is complete, so that they go on in the order of time: exports write
//! some traces before the message that caused them, and facts are known at the end only.

use std::collections::BTreeMap;

use super::out::Out;
use super::talk::Known;
use crate::sessions::event::{Event, Place, Role, Topic, TopicKind, What};

/// Held events.
#[derive(Debug, Default)]
pub struct Held {
    events: Vec<One>,
    channels: Vec<String>,
    /// Their numbers, from 1.
    numbers: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct One {
    at: i64,
    order: u32,
    index: Option<u32>,
    role: Role,
    what: Act,
    /// The number of the channel, from 1.
    channel: usize,
    id: Option<Box<str>>,
}

/// What happened, with names of its own.
#[derive(Debug)]
enum Act {
    Message(Option<(Box<str>, TopicKind)>),
    Topic(Box<str>, TopicKind),
    Other(What<'static>),
}

impl Held {
    /// Bytes that are held now, names of topics and ids not counted; those are shorter than the record they came from.
    pub fn held(&self) -> usize {
        self.events.capacity() * size_of::<One>()
    }

    /// Holds an event.
    pub fn push(&mut self, event: &Event<'_>) {
        let channel = event.channel.map_or(0, |name| self.channel(name));
        let what = match event.what {
            What::Message { topic } => Act::Message(topic.map(|topic| (topic.name.into(), topic.kind))),
            What::Topic(topic) => Act::Topic(topic.name.into(), topic.kind),
            What::Premium => Act::Other(What::Premium),
            What::Escalated => Act::Other(What::Escalated),
            What::Answered => Act::Other(What::Answered),
            What::Closed => Act::Other(What::Closed),
            What::Fact(fact) => Act::Other(What::Fact(fact)),
            What::Other => Act::Other(What::Other),
        };
        let id = event.id.map(Into::into);
        let (at, order, role, index) = (event.at, event.order, event.role, event.place.index);
        self.events.push(One { at, order, index, role, what, channel, id });
    }

    /// The number of a channel. One conversation has one or two, but a broken file may name thousands.
    fn channel(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.channels.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.channels.len());
        self.channels.len()
    }

    /// Passes all of them on.
    pub fn pass(&mut self, known: &Known, row: u64, out: &mut Out<'_>) {
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_key(|one| (one.at, one.order));
        for one in &events {
            let what = match &one.what {
                Act::Message(topic) => {
                    What::Message { topic: topic.as_ref().map(|(name, kind)| Topic { name, kind: *kind }) }
                }
                Act::Topic(name, kind) => What::Topic(Topic { name, kind: *kind }),
                Act::Other(what) => *what,
            };
            let channel = one.channel.checked_sub(1).and_then(|at| self.channels.get(at));
            out.event(&Event {
                conversation: &known.conversation,
                group: known.group.as_deref(),
                bot: known.bot.as_deref(),
                channel: channel.map(String::as_str),
                id: one.id.as_deref(),
                at: one.at,
                order: one.order,
                role: one.role,
                what,
                place: Place { file: out.file, row, index: one.index },
            });
        }
    }
}
