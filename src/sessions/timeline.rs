//! The events of one conversation as a reader sees them, with the borders of its sessions.

use super::event::{Event, Fact, Role, What};
use super::session::Session;
use super::sheets;
use super::time::stamp;
use crate::report::Sheet;

/// So many events are kept; a conversation of more is cut off, and says so.
const MOST: usize = 2_000;

/// What was seen of one conversation.
#[derive(Debug, Default)]
pub struct Seen {
    conversation: String,
    events: Vec<Line>,
    cut: bool,
}

/// An event in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Milliseconds since 1970.
    pub at: i64,
    order: u32,
    /// Who.
    pub who: &'static str,
    /// What happened.
    pub what: String,
}

impl Seen {
    /// Nothing yet of a conversation.
    pub fn of(conversation: &str) -> Self {
        Self { conversation: conversation.to_owned(), ..Self::default() }
    }

    /// Keeps the event when it belongs to the conversation, and says whether it does.
    pub fn takes(&mut self, event: &Event<'_>) -> bool {
        let ours = event.conversation == self.conversation;
        if ours && self.events.len() < MOST {
            self.events.push(Line { at: event.at, order: event.order, who: who(event.role), what: what(&event.what) });
        } else if ours {
            self.cut = true;
        }
        ours
    }

    /// The events in the order of time, with the borders of these sessions. What stands in several files stands here once.
    pub fn sheet(mut self, sessions: &[Session]) -> Sheet {
        self.events.sort();
        self.events.dedup();
        let mut sheet = sheets::timeline(&self.conversation, &self.events, sessions, stamp);
        if self.events.is_empty() {
            sheet.say("No event of this conversation is in the files.");
        }
        if self.cut {
            sheet.say(format!("It is longer than shown here: only its first {MOST} events in the order of the files."));
        }
        sheet
    }
}

fn who(role: Role) -> &'static str {
    match role {
        Role::User => "user",
        Role::Bot => "bot",
        Role::Agent => "agent",
        Role::Unknown => "",
    }
}

fn what(what: &What<'_>) -> String {
    match what {
        What::Message { topic: Some(topic) } if !topic.name.is_empty() => format!("message, topic \"{}\"", topic.name),
        What::Message { .. } => "message".to_owned(),
        What::Topic(topic) if topic.name.is_empty() => "a topic is triggered".to_owned(),
        What::Topic(topic) => format!("topic \"{}\" is triggered", topic.name),
        What::Premium => "premium functionality is used".to_owned(),
        What::Escalated => "handed to an agent".to_owned(),
        What::Answered => "the bot ends the conversation".to_owned(),
        What::Closed => "the user closes the chat".to_owned(),
        What::Fact(Fact::TestChat(true)) => "it is a test chat".to_owned(),
        What::Fact(Fact::TestChat(false)) => "it is no test chat".to_owned(),
        What::Fact(Fact::TeamsPlan) => "the bot is made with the plan that comes with Teams".to_owned(),
        What::Fact(Fact::Trial) => "the bot runs on a trial".to_owned(),
        What::Fact(Fact::SmartAssist) => "the bot only assists an agent".to_owned(),
        What::Other => "something that no rule counts".to_owned(),
    }
}
