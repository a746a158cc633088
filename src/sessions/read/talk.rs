//! The activities of one conversation → its events: who speaks, which topics begin, what is premium, who hands over, and
//! whether it is a test. What it is not told it does not guess.

use std::collections::BTreeSet;

use super::activity::{Activity, inner, inner_flag, is};
use super::handoff;
use super::held::Held;
use super::out::Out;
use super::topics;
use super::words::{letters, words};
use crate::sessions::event::{Event, Fact, Place, Role, Topic, TopicKind, What};

/// Messages of the user that wait for a word on topics; beyond, none is expected any more.
const MOST_WAITING: usize = 1 << 16;
/// Places in the order of a conversation that one activity may use, and that one part of a conversation may use.
const PER_ACTIVITY: u32 = 8;
const PER_BATCH: u32 = 1 << 22;

/// What is known of a conversation before its activities are read.
#[derive(Debug, Default, Clone)]
pub struct Known {
    /// Its name.
    pub conversation: String,
    /// The live work item that it belongs to. An event tells it, so that it is known only where all comes at once.
    pub group: Option<String>,
    /// Its bot.
    pub bot: Option<String>,
    /// Which part of a conversation it is, when that is spread over rows.
    pub batch: u32,
    /// The format has no topics at all.
    pub no_topics: bool,
    /// The orchestrator of a later product, which has no topics in the sense of the rule.
    pub harness: bool,
    /// All of the conversation, or of a part of it, comes at once; its events are put in the order of time.
    pub whole: bool,
    /// The account of the user, when roles do not tell the sides apart.
    pub user: Option<String>,
}

/// A conversation that is being read.
#[derive(Debug, Default)]
pub struct Talk {
    /// What was known before.
    pub known: Known,
    channel: Option<String>,
    running: String,
    since_message: BTreeSet<String>,
    topics_told: bool,
    waiting: Vec<(i64, u32, Place)>,
    escalated: bool,
    design: Option<bool>,
    hint: bool,
    first: Option<(i64, Place)>,
    untimed: Vec<(Place, &'static str)>,
    messages: u64,
    held: Held,
}

/// Where an activity stands, and when it happened.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// Where it stands in the file.
    pub place: Place,
    /// Its place in the conversation.
    pub order: u32,
    /// When.
    pub time: i64,
    role: Role,
}

impl Talk {
    /// A conversation at its beginning.
    pub fn new(known: Known) -> Self {
        Self { known, ..Self::default() }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.waiting.capacity() * size_of::<(i64, u32, Place)>()
            + self.untimed.capacity() * size_of::<(Place, &str)>()
            + self.held.held()
    }

    /// Takes the next activity, which is the one with this number in its part of the conversation.
    pub fn take(&mut self, activity: &Activity<'_>, number: u32, place: Place, out: &mut Out<'_>) {
        let Some(kind) = activity.kind.as_deref() else {
            out.lost_event(place, "it has no type, so it is no activity");
            return;
        };
        let Some(time) = activity.at() else {
            if activity.is_message() {
                self.untimed.push((place, activity.why_no_time()));
            } else {
                out.tally.untimed += 1;
            }
            return;
        };
        self.first.get_or_insert((time, place));
        let within = number.saturating_mul(PER_ACTIVITY).min(PER_BATCH - PER_ACTIVITY);
        let order = self.known.batch.saturating_mul(PER_BATCH).saturating_add(within);
        let at = At { place, order, time, role: self.role(activity) };
        if let Some(channel) = activity.channel.as_deref()
            && self.channel.as_deref() != Some(channel)
        {
            self.hint |= words().is_test_channel(channel);
            self.channel = Some(channel.to_owned());
        }
        self.kind(kind, activity, at, out);
    }

    /// Nothing follows in this conversation; gives how many messages it had.
    pub fn end(&mut self, row: u64, out: &mut Out<'_>) {
        out.tally.conversations += 1;
        if self.first.is_none() && !self.untimed.is_empty() {
            let count = self.untimed.len();
            out.lost_row(row, format!("none of its {count} messages has a time; without times no session can be told"));
            return;
        }
        for (place, why) in std::mem::take(&mut self.untimed) {
            out.lost_event(place, why);
        }
        if self.known.harness && self.messages > 0 {
            out.tally.not_applicable += 1;
        } else if !self.topics_told && !self.waiting.is_empty() {
            self.assume(out);
        }
        if let (Some(test), Some((time, place))) = (self.design.or(self.hint.then_some(true)), self.first) {
            let at = At { place, order: self.known.batch.saturating_mul(PER_BATCH), time, role: Role::Unknown };
            self.emit(What::Fact(Fact::TestChat(test)), at, 0, None, out);
        }
        self.held.pass(&self.known, row, out);
    }

    /// Nothing told of topics: every message of the user is taken for one of a user topic.
    fn assume(&mut self, out: &mut Out<'_>) {
        out.tally.without_topics += 1;
        for (time, order, place) in std::mem::take(&mut self.waiting) {
            let at = At { place, order, time, role: Role::User };
            self.emit(What::Topic(Topic { name: "", kind: TopicKind::Assumed }), at, 1, None, out);
        }
    }

    fn role(&self, activity: &Activity<'_>) -> Role {
        match &self.known.user {
            Some(user) if activity.from.account.as_deref() == Some(user) => Role::User,
            Some(_) => Role::Bot,
            None => activity.role(),
        }
    }

    fn kind(&mut self, kind: &str, activity: &Activity<'_>, at: At, out: &mut Out<'_>) {
        let id = activity.id.as_deref();
        if activity.is_message() {
            self.message(activity, at, out);
        } else if is(kind, "endOfConversation") {
            let what = if at.role == Role::User { What::Closed } else { What::Answered };
            self.emit(what, at, 0, id, out);
        } else if handoff::is_escalation(kind, activity) {
            self.topics_told |= handoff::read(self, activity, at, out);
            self.escalate(at, out);
        } else if is(kind, "trace") || is(kind, "event") {
            self.belongs(activity);
            self.emit(What::Other, at, 0, None, out);
            self.says(activity, at, out);
        } else {
            self.emit(What::Other, at, 0, None, out);
        }
    }

    fn message(&mut self, activity: &Activity<'_>, at: At, out: &mut Out<'_>) {
        self.messages += 1;
        let mut topic = None;
        match at.role {
            Role::User => {
                self.hint |= inner(activity.channel_data, "testMode").is_some();
                self.since_message.clear();
                if self.known.no_topics {
                    topic = Some(Topic { name: "", kind: TopicKind::Assumed });
                } else if !self.topics_told && !self.known.harness {
                    self.waiting.push((at.time, at.order, at.place));
                    if self.waiting.len() >= MOST_WAITING {
                        self.assume(out);
                        self.known.no_topics = true;
                    }
                }
            }
            Role::Unknown => out.note(at.place, "the message does not say who wrote it; it makes no turn"),
            Role::Bot | Role::Agent => {}
        }
        self.emit(What::Message { topic }, at, 0, activity.id.as_deref().filter(|id| *id != "0"), out);
    }

    /// To which live work item it belongs; chats and calls write it under two names.
    fn belongs(&mut self, activity: &Activity<'_>) {
        if !self.known.whole
            || self.known.group.is_some()
            || !activity.kind.as_deref().is_some_and(|kind| is(kind, "event"))
        {
            return;
        }
        let mut places = [activity.channel_data, activity.value].into_iter();
        self.known.group = places.find_map(|place| {
            let names = ["msdyn_liveworkitemid", "msdyn_ocliveworkitemid"];
            names.into_iter().find_map(|name| inner(place, name)).map(std::borrow::Cow::into_owned)
        });
    }

    /// What traces and events say.
    fn says(&mut self, activity: &Activity<'_>, at: At, out: &mut Out<'_>) {
        if activity.is_called("ConversationInfo") || activity.is_called("pvaSetContext") {
            self.design = inner_flag(activity.value, "isDesignMode").or(self.design);
        } else if activity.is_called("SessionInfo") {
            let outcome = inner(activity.value, "outcome").unwrap_or_default();
            if ["HandOff", "Escalated", "TransferredToAgent"].iter().any(|word| is(&outcome, word)) {
                self.escalate(at, out);
            }
        } else {
            self.topics_told |= topics::read(self, activity, at, out);
        }
    }

    /// The first hand-over counts; later traces tell of the same.
    fn escalate(&mut self, at: At, out: &mut Out<'_>) {
        if !self.escalated {
            self.escalated = true;
            self.emit(What::Escalated, at, 7, None, out);
        }
    }

    /// A step used premium functionality.
    pub fn premium(&mut self, at: At, out: &mut Out<'_>) {
        self.emit(What::Premium, at, 6, None, out);
    }

    /// A topic begins, unless it is the one that runs or began since the last message. An explicit trigger always tells.
    /// `sub` is its place within the activity, from 1 to 4.
    pub fn topic(&mut self, topic: Topic<'_>, at: At, sub: u32, out: &mut Out<'_>) {
        let key: String = letters(topic.name).collect();
        let fresh = self.since_message.insert(key.clone());
        if !fresh || self.running == key {
            self.running = key;
            return;
        }
        self.running = key;
        self.emit(What::Topic(topic), at, sub, None, out);
        if words().ends(topic.name, at.time) {
            self.emit(What::Answered, at, 5, None, out);
        }
    }

    /// A trigger was recognized: even the running topic begins anew.
    pub fn trigger(&mut self, topic: Topic<'_>, at: At, out: &mut Out<'_>) {
        self.running.clear();
        self.topic(topic, at, 1, out);
    }

    /// Passes an event of this conversation on.
    pub fn emit(&mut self, what: What<'_>, at: At, sub: u32, id: Option<&str>, out: &mut Out<'_>) {
        let event = Event {
            conversation: &self.known.conversation,
            group: self.known.group.as_deref(),
            bot: self.known.bot.as_deref(),
            channel: self.channel.as_deref(),
            id,
            at: at.time,
            order: at.order.saturating_add(sub),
            role: at.role,
            what,
            place: at.place,
        };
        if self.known.whole {
            self.held.push(&event);
        } else {
            out.event(&event);
        }
    }
}

impl At {
    /// Another time and order at the same place.
    pub fn moved(self, time: i64, number: u32) -> Self {
        Self { time, order: number.saturating_mul(PER_ACTIVITY), ..self }
    }

    /// The same by somebody else.
    pub fn by(self, role: Role) -> Self {
        Self { role, ..self }
    }
}
