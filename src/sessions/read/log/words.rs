//! The words of a log: what a role, a kind and a kind of topic may be called. What is none of them is refused, not guessed.

use super::super::super::event::{Fact, Role, Topic, TopicKind, What};

/// What a row says, as text; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    pub role: &'a str,
    pub kind: &'a str,
    pub topic: &'a str,
    pub topic_kind: &'a str,
    /// Whether the log knows topics at all.
    pub knows_topics: bool,
}

impl Said<'_> {
    /// Who spoke, where that is all that is said. Nearly all rows are of this kind, so they are told apart first.
    #[inline]
    pub fn plain(&self) -> Option<Role> {
        let alone =
            self.topic.is_empty() && self.topic_kind.is_empty() && (self.kind.is_empty() || self.kind == "message");
        match self.role {
            "user" if alone => Some(Role::User),
            "bot" if alone => Some(Role::Bot),
            _ => None,
        }
    }
}

/// What a message is that says nothing of topics.
#[inline]
pub fn message(role: Role, knows_topics: bool) -> What<'static> {
    let assumed = Topic { name: "", kind: TopicKind::Assumed };
    What::Message { topic: (role == Role::User && !knows_topics).then_some(assumed) }
}

/// Who caused it and what happened.
///
/// # Errors
/// What is wrong with the words.
pub fn read<'a>(said: &Said<'a>) -> Result<(Role, What<'a>), String> {
    let role = role(said.role)?;
    let topic = topic(said)?;
    let what = match kind(said.kind)? {
        Kind::Message if topic.is_none() => message(role, said.knows_topics),
        Kind::Message => What::Message { topic },
        Kind::Topic => What::Topic(topic.ok_or("a row of kind \"topic\" needs a topic")?),
        Kind::Plain(what) => what,
    };
    Ok((role, what))
}

fn role(word: &str) -> Result<Role, String> {
    Ok(match word {
        "user" => Role::User,
        "bot" => Role::Bot,
        other => match other.to_ascii_lowercase().as_str() {
            "user" | "1" | "customer" => Role::User,
            "bot" | "0" | "assistant" => Role::Bot,
            "agent" => Role::Agent,
            "debug" | "system" | "unknown" => Role::Unknown,
            "" => return Err("the role is missing; write user, bot, agent or unknown".into()),
            _ => return Err(format!("\"{}\" is no role; write user, bot, agent or unknown", shown(word))),
        },
    })
}

enum Kind {
    Message,
    Topic,
    Plain(What<'static>),
}

fn kind(word: &str) -> Result<Kind, String> {
    if word.is_empty() || word == "message" {
        return Ok(Kind::Message);
    }
    Ok(match word.to_ascii_lowercase().replace(['-', ' '], "_").as_str() {
        "message" => Kind::Message,
        "topic" => Kind::Topic,
        "premium" => Kind::Plain(What::Premium),
        "escalated" | "escalation" => Kind::Plain(What::Escalated),
        "answered" | "endofconversation" | "end_of_conversation" => Kind::Plain(What::Answered),
        "closed" => Kind::Plain(What::Closed),
        "test_chat" => Kind::Plain(What::Fact(Fact::TestChat(true))),
        "live_chat" => Kind::Plain(What::Fact(Fact::TestChat(false))),
        "teams_plan" => Kind::Plain(What::Fact(Fact::TeamsPlan)),
        "trial" => Kind::Plain(What::Fact(Fact::Trial)),
        "smart_assist" => Kind::Plain(What::Fact(Fact::SmartAssist)),
        "other" | "event" | "trace" | "typing" | "invoke" | "update" | "handoff_requested" => Kind::Plain(What::Other),
        _ => return Err(format!("\"{}\" is no kind; {KINDS}", shown(word))),
    })
}

const KINDS: &str = "write message, topic, premium, escalated, answered, closed, test_chat, live_chat, teams_plan, trial, \
                     smart_assist or other";

fn topic<'a>(said: &Said<'a>) -> Result<Option<Topic<'a>>, String> {
    let kind = match said.topic_kind {
        "" => TopicKind::Unknown,
        "user" => TopicKind::User,
        "system" => TopicKind::System,
        other if other.eq_ignore_ascii_case("user") => TopicKind::User,
        other if other.eq_ignore_ascii_case("system") => TopicKind::System,
        other if other.eq_ignore_ascii_case("unknown") => TopicKind::Unknown,
        other => {
            return Err(format!("\"{}\" is no kind of topic; write user or system, or leave it empty", shown(other)));
        }
    };
    let said_nothing = said.topic.is_empty() && kind == TopicKind::Unknown;
    Ok((!said_nothing).then_some(Topic { name: said.topic, kind }))
}

/// A word as it may stand in a message: not longer than somebody wants to read.
pub fn shown(word: &str) -> String {
    let short: String = word.chars().take(40).collect();
    if short.len() < word.len() { format!("{short}…") } else { short }
}
