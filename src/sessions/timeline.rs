//! The events of one conversation as a reader sees them, with the borders of its sessions.

use super::answer::Answer;
use super::cited::{Ruled, sources};
use super::event::{Event, Fact, Role, What};
use super::session::Session;
use super::sheets::counted;
use super::time::stamp;
use crate::report::Sheet;
use crate::report::sheet::{Cell, Column, Table};

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
        let ours = event.conversation == self.conversation || event.group == Some(self.conversation.as_str());
        if ours && self.events.len() < MOST {
            self.events.push(Line { at: event.at, order: event.order, who: who(event.role), what: what(&event.what) });
        } else if ours {
            self.cut = true;
        }
        ours
    }

    /// The events in the order of time, with the borders of the answer's sessions and the rule at each. What stands in
    /// several files stands here once.
    pub fn sheet(mut self, answer: &Answer) -> Sheet {
        self.events.sort();
        self.events.dedup();
        let mut sheet = with_borders(&self.conversation, &self.events, answer);
        if self.events.is_empty() {
            sheet.say("No event of this conversation is in the files.");
        }
        if self.cut {
            sheet.say(format!("It is longer than shown here: only its first {MOST} events in the order of the files."));
        }
        sheet
    }
}

/// Events, and before the first one of each session its border.
fn with_borders(conversation: &str, events: &[Line], answer: &Answer) -> Sheet {
    let sessions: Vec<Session> = answer.sessions().collect();
    let billed = sessions.iter().filter(|session| session.billed).count();
    let title = format!("Conversation {conversation}: {}, {billed} of them billed", counted(sessions.len(), "session"));
    let mut sheet = Sheet::new("timeline", title);
    let columns = ["Time (UTC)", "Who", "What", "Rule"].map(Column::text);
    let mut table = Table::new("Its events, with the borders of sessions and the rule at each", columns.into());
    let mut ahead = sessions.iter().peekable();
    for event in events {
        let at = stamp(event.at);
        // Several may begin at one moment, of which equal events leave one line.
        while let Some(session) = ahead.next_if(|session| moment(&session.start) <= moment(&at)) {
            let start = Cell::text(session.start.clone());
            table.row([
                start,
                Cell::text("— session —"),
                Cell::text(border(session)),
                Cell::text(rule(session, answer)),
            ]);
        }
        table.row([Cell::text(at), Cell::text(event.who), Cell::text(event.what.clone()), Cell::Nothing]);
    }
    sheet.table(table);
    sheet.say(format!("Definition {}: {}", answer.definition, answer.definition_says));
    sheet.sources = sources(answer.rules.values());
    sheet
}

/// A time in parts that stand in its order: whole seconds are written without a fraction.
fn moment(stamp: &str) -> (&str, &str) {
    stamp.trim_end_matches('Z').split_once('.').unwrap_or((stamp.trim_end_matches('Z'), ""))
}

fn border(session: &Session) -> String {
    let billed = if session.billed { "Billed" } else { "Not billed" };
    format!(
        "A session begins: {}. {billed}: {}. It ends at {} after {}: {}.",
        session.began.says(),
        session.because.says(),
        session.end,
        counted(session.turns as usize, "turn"),
        session.ended.says()
    )
}

/// The rules by which it began, is billed or not, and ended.
fn rule(session: &Session, answer: &Answer) -> String {
    let words = [session.began.word(), session.because.word(), session.ended.word()];
    let mut rules: Vec<String> = words.iter().filter_map(|word| answer.rules.get(word)).map(Ruled::in_words).collect();
    rules.dedup();
    rules.join(" ")
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
