//! An event as the meter takes it, with numbers for names; and what all conversations have in common.

use super::instant::Beat;
use super::machine::{Facts, Law};
use super::names::Names;
use super::rules::Rules;

/// An event, with numbers in place of the names of bot, channel and topic; 0 is none.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// The conversation.
    pub conversation: &'a str,
    /// The hash of what it is one of several conversations of; 0 when it is none.
    pub group: u64,
    /// The bot.
    pub bot: u32,
    /// The channel.
    pub channel: u32,
    /// The file.
    pub file: u32,
    /// The row.
    pub row: u64,
    /// What happened, and when.
    pub beat: Beat,
    /// What it says of the whole conversation.
    pub facts: Facts,
    /// The hash of its name; 0 when it has none.
    pub id: u64,
}

impl Taken<'_> {
    /// One number for all that the event says, to tell whether another one says the same.
    pub fn content(&self) -> u64 {
        let parts = [
            self.beat.at.cast_unsigned(),
            u64::from(self.beat.order),
            u64::from(self.beat.act.bits()),
            u64::from(self.beat.topic),
            u64::from(self.bot),
            u64::from(self.channel),
        ];
        parts.iter().fold(1, |all: u64, part| (all.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

/// What all conversations have in common.
#[derive(Debug)]
pub struct Grounds<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Names of topics.
    pub topics: &'a Names,
    /// Whether each channel is a persistent one, by number.
    pub persistent: &'a [bool],
}

impl<'a> Grounds<'a> {
    /// The rules as they hold for a conversation.
    pub fn law(&self, facts: Facts, channel: u32) -> Law<'a> {
        let rules = self.rules;
        let reached = rules.idle_everywhere
            || if channel == 0 {
                rules.idle_unknown
            } else {
                self.persistent.get(channel as usize).copied().unwrap_or_default()
            };
        Law { rules, facts, idle: rules.idle.filter(|_| reached) }
    }

    /// Of two topics the one whose name is first in the alphabet.
    pub fn first_topic(&self, left: u32, right: u32) -> u32 {
        if self.topics.name(left) <= self.topics.name(right) { left } else { right }
    }
}

impl Facts {
    /// With what another event says.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            test_chat: self.test_chat || other.test_chat,
            live_chat: self.live_chat || other.live_chat,
            teams_plan: self.teams_plan || other.teams_plan,
            trial: self.trial || other.trial,
            smart_assist: self.smart_assist || other.smart_assist,
        }
    }
}
