//! All that happens in a conversation at one time, as one value. What comes in any order within that time gives the same
//! value, so that nothing behind it can depend on the order.

use std::ops::{BitOr, BitOrAssign};

/// Marks of what happened; several may hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Act(u16);

impl Act {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// A message of the user.
    pub const USER: Self = Self(1);
    /// A message of the bot.
    pub const BOT: Self = Self(1 << 1);
    /// A message of an agent.
    pub const AGENT: Self = Self(1 << 2);
    /// A user topic was triggered.
    pub const USER_TOPIC: Self = Self(1 << 3);
    /// A system topic was triggered.
    pub const SYSTEM_TOPIC: Self = Self(1 << 4);
    /// A message of the user in a source without topics.
    pub const ASSUMED: Self = Self(1 << 5);
    /// Premium functionality was used.
    pub const PREMIUM: Self = Self(1 << 6);
    /// Handed to a person.
    pub const ESCALATED: Self = Self(1 << 7);
    /// All questions are answered.
    pub const ANSWERED: Self = Self(1 << 8);
    /// The chat was closed.
    pub const CLOSED: Self = Self(1 << 9);

    /// Whether any mark of the other is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Without the marks of the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// As a number, to be kept.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// From a kept number.
    pub const fn of_bits(bits: u16) -> Self {
        Self(bits)
    }
}

impl BitOr for Act {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Act {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// No topic with a name.
pub const NO_TOPIC: u32 = 0;

/// One event, without its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The place that the source gives among events of the same time.
    pub order: u32,
    /// What happened.
    pub act: Act,
    /// The topic that was triggered, or [`NO_TOPIC`].
    pub topic: u32,
}

impl Beat {
    /// The user topic that was triggered; the names of others only tell events apart.
    fn user_topic(&self) -> u32 {
        if self.act.any(Act::USER_TOPIC) { self.topic } else { NO_TOPIC }
    }
}

/// All that happened at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The place among instants of the same time.
    pub order: u32,
    /// Messages of the user; each is a turn.
    pub users: u32,
    /// What happened.
    pub act: Act,
    /// The user topic that was triggered; of several the one whose name is first in the alphabet.
    pub topic: u32,
}

impl Instant {
    /// An instant of one event.
    pub fn of(beat: &Beat) -> Self {
        let users = u32::from(beat.act.any(Act::USER));
        Self { at: beat.at, order: beat.order, users, act: beat.act, topic: beat.user_topic() }
    }

    /// Takes another event of the same time in; `first` says which of two topics has the first name.
    pub fn add(&mut self, beat: &Beat, first: impl FnOnce(u32, u32) -> u32) {
        self.users = self.users.saturating_add(u32::from(beat.act.any(Act::USER)));
        self.act |= beat.act;
        let topic = beat.user_topic();
        if topic != NO_TOPIC {
            self.topic = if self.topic == NO_TOPIC { topic } else { first(self.topic, topic) };
        }
    }
}
