//! Ended sessions → counts. Always three together: all sessions, the engaged and the billed ones.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::base::plain::Plain;

use super::machine::Facts;
use super::names::{Names, hash};
use super::session::{Began, Ended, Judged, Raw};

const HOUR: i64 = 3_600_000;

/// The three counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
pub struct Counts {
    /// All sessions.
    pub total: u64,
    /// Those in which a user topic was triggered, or that ended in an escalation.
    pub engaged: u64,
    /// Those that are billed.
    pub billed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.engaged += other.engaged;
        self.billed += other.billed;
    }
}

impl AddAssign<&Raw> for Counts {
    fn add_assign(&mut self, session: &Raw) {
        self.total += 1;
        self.engaged += u64::from(session.engaged);
        self.billed += u64::from(session.judged.billed());
    }
}

/// How many of some sessions are billed and how many are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
pub struct Share {
    /// They are billed.
    pub billed: u64,
    /// They are not.
    pub free: u64,
}

impl Share {
    fn add(&mut self, session: &Raw) {
        let billed = session.judged.billed();
        self.billed += u64::from(billed);
        self.free += u64::from(!billed);
    }
}

/// Whose session it is, in numbers of names.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// The conversation.
    pub conversation: &'a str,
    /// The bot.
    pub bot: u32,
    /// The channel.
    pub channel: u32,
    /// On a trial.
    pub trial: bool,
    /// It is a chat of the test pane.
    pub test: bool,
    /// Somebody says whether it is a test chat.
    pub known: bool,
}

impl<'a> Owner<'a> {
    /// Whose session it is, and what holds for its conversation.
    pub fn new(conversation: &'a str, bot: u32, channel: u32, facts: Facts) -> Self {
        let (test, known) = (facts.test_chat, facts.test_chat || facts.live_chat);
        Self { conversation, bot, channel, trial: facts.trial, test, known }
    }
}

/// A session that is kept for a list.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// The session.
    pub raw: Raw,
    /// The number of the conversation among those listed.
    pub conversation: u32,
    /// The bot.
    pub bot: u32,
    /// The channel.
    pub channel: u32,
    /// On a trial.
    pub trial: bool,
}

/// All counts.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Of everything.
    pub all: Counts,
    /// Billed sessions of bots on a trial.
    pub trial: u64,
    /// Sessions of which nobody says whether they are test chats.
    pub unknown: u64,
    /// Chats of the test pane.
    pub tests: Share,
    /// Sessions without a user topic.
    pub system: Share,
    /// By hours since 1970; days, months and hours of the day are sums of it.
    pub hours: BTreeMap<i64, Counts>,
    /// By the number of the bot.
    pub bots: BTreeMap<u32, Counts>,
    /// Billed sessions by the number of the bot and the day since 1970.
    pub billed: BTreeMap<(u32, i64), u64>,
    /// By the number of the channel.
    pub channels: BTreeMap<u32, Counts>,
    /// By the number of the first user topic.
    pub topics: BTreeMap<u32, Counts>,
    /// Why they began.
    pub began: BTreeMap<Began, u64>,
    /// Why they ended.
    pub ended: BTreeMap<Ended, u64>,
    /// Why they are billed or not.
    pub judged: BTreeMap<Judged, u64>,
    /// The sessions, when a list is asked for.
    pub list: Option<(Names, Vec<Listed>)>,
}

impl Ledger {
    /// A ledger, with a list of all sessions or without.
    pub fn new(lists: bool) -> Self {
        Self { list: lists.then(Default::default), ..Self::default() }
    }

    /// Takes a session in.
    pub fn add(&mut self, owner: &Owner<'_>, raw: &Raw) {
        self.all += raw;
        self.unknown += u64::from(!owner.known);
        if owner.test {
            self.tests.add(raw);
        }
        if !raw.user_topic {
            self.system.add(raw);
        }
        self.trial += u64::from(owner.trial && raw.judged.billed());
        *self.hours.entry(raw.start.div_euclid(HOUR)).or_default() += raw;
        *self.bots.entry(owner.bot).or_default() += raw;
        if raw.judged.billed() {
            *self.billed.entry((owner.bot, raw.start.div_euclid(HOUR * 24))).or_default() += 1;
        }
        *self.channels.entry(owner.channel).or_default() += raw;
        *self.topics.entry(raw.topic).or_default() += raw;
        *self.began.entry(raw.began).or_default() += 1;
        *self.ended.entry(raw.ended).or_default() += 1;
        *self.judged.entry(raw.judged).or_default() += 1;
        if let Some((names, list)) = &mut self.list {
            let (conversation, _) = names.number(owner.conversation, hash(owner.conversation));
            let (bot, channel, trial) = (owner.bot, owner.channel, owner.trial);
            list.push(Listed { raw: *raw, conversation, bot, channel, trial });
        }
    }
}
