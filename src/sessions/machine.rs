//! The state machine of one conversation: instants in the order of time in, ended sessions out.
//!
//! Only what the bot receives counts against silence, minutes and turns. While a person answers in its place it receives
//! nothing; it is back when a topic is triggered, premium functionality used, or when it answers the user.

use super::instant::{Act, Instant, NO_TOPIC};
use super::rules::Rules;
use super::session::{Began, Ended, Judged, Raw};

/// What holds for the whole conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// A chat of the test pane.
    pub test_chat: bool,
    /// Known not to be one.
    pub live_chat: bool,
    /// Made with the plan that comes with Teams.
    pub teams_plan: bool,
    /// Runs on a trial.
    pub trial: bool,
    /// The bot only assists.
    pub smart_assist: bool,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// What is open.
    open: Open,
    is_open: bool,
    /// The next session begins for this reason.
    next: Began,
    /// Whether there was a session yet.
    ever: bool,
    /// A person answers in place of the bot.
    away: bool,
    /// When the user last wrote while a person answered.
    unanswered: Option<(i64, u32)>,
}

/// An open session.
#[derive(Debug, Clone, Copy)]
struct Open {
    start: i64,
    end: i64,
    /// When the bot last received something.
    received: i64,
    /// From when on minutes count.
    clock: i64,
    /// Turns since then.
    counted: u32,
    turns: u32,
    topic: u32,
    began: Began,
    /// Why it is billed, if it is.
    trigger: Option<Judged>,
    user_topic: bool,
    premium: bool,
    escalated: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            open: Open::at(0, Began::First),
            is_open: false,
            next: Began::First,
            ever: false,
            away: false,
            unanswered: None,
        }
    }
}

impl Open {
    const fn at(at: i64, began: Began) -> Self {
        Self {
            start: at,
            end: at,
            received: at,
            clock: at,
            counted: 0,
            turns: 0,
            topic: NO_TOPIC,
            began,
            trigger: None,
            user_topic: false,
            premium: false,
            escalated: false,
        }
    }
}

/// What has to be remembered of a conversation without an open session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// Why the next session will begin.
    pub next: Began,
    /// Whether there was a session.
    pub ever: bool,
    /// Whether a person answers in place of the bot.
    pub away: bool,
    /// The last session ended by silence, which a message that is not late enough would contradict.
    pub silent: bool,
}

/// The rules as they hold for one conversation.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// What holds for the conversation.
    pub facts: Facts,
    /// How much silence ends a session of it.
    pub idle: Option<i64>,
}

impl State {
    /// What is left to know when all that is open has ended by that time; nothing while it has not.
    pub fn rest(&self, law: &Law<'_>, at: i64) -> Option<Rest> {
        let silent = law.idle.is_some_and(|idle| at - self.open.received > idle);
        let over = self.unanswered.is_none() && (!self.is_open || silent);
        let next = if self.is_open { Began::AfterIdle } else { self.next };
        over.then_some(Rest { next, ever: self.ever, away: self.away, silent: self.is_open })
    }

    /// Whether anything happened yet.
    pub fn stepped(&self) -> bool {
        self.ever || self.away
    }

    /// A conversation of which only the rest was kept, and that goes on.
    pub fn resumed(rest: Rest) -> Self {
        Self { next: rest.next, ever: rest.ever, away: rest.away, ..Self::default() }
    }

    /// One instant later.
    pub fn step(&mut self, instant: &Instant, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        let act = instant.act;
        let calls = act.any(Act::USER_TOPIC | Act::SYSTEM_TOPIC | Act::PREMIUM);
        if act.any(Act::USER) || calls {
            self.hear(instant, calls, law, out);
        }
        if act.any(Act::BOT) {
            self.bot(instant.at, law, out);
        }
        if act.any(Act::AGENT) {
            self.away = true;
            self.unanswered = None;
            if law.rules.one {
                self.alive(instant.at);
            }
        }
        if act.any(Act::ESCALATED | Act::ANSWERED | Act::CLOSED) {
            self.ending(instant, law, out);
        }
    }

    /// No more instants; `known_until` is the last time of all the data.
    pub fn finish(&mut self, known_until: i64, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        if self.is_open {
            let silent = law.idle.is_some_and(|idle| known_until - self.open.received > idle);
            self.close(if silent { Ended::Idle } else { Ended::EndOfData }, law, out);
        }
    }

    /// The user wrote, or something was triggered.
    fn hear(&mut self, instant: &Instant, calls: bool, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        if self.away && !calls && !law.rules.one {
            self.unanswered = Some((instant.at, instant.users));
            return;
        }
        self.away = false;
        self.unanswered = None;
        self.receive(instant, law, out);
    }

    /// The bot received messages, or something was triggered in it.
    fn receive(&mut self, instant: &Instant, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        let at = instant.at;
        self.end_silent(at, law, out);
        if !self.is_open {
            self.begin(at);
        }
        if instant.users > 0 && law.rules.length.is_some_and(|length| at - self.open.clock > length) {
            self.cut(at, Ended::Length, Began::AfterLength, law, out);
        }
        // Of several messages at one time the first is the one that triggered.
        let mut left = instant.users;
        if left > 0 {
            left -= 1;
            self.turn(at, law, out);
        }
        self.trigger(instant, law);
        for _ in 0..left {
            self.turn(at, law, out);
        }
        self.open.received = at;
        self.open.end = at;
    }

    /// One more turn; one too many begins another session.
    fn turn(&mut self, at: i64, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        if law.rules.turns.is_some_and(|most| self.open.counted >= most) {
            self.cut(at, Ended::Turns, Began::AfterTurns, law, out);
        }
        self.open.turns = self.open.turns.saturating_add(1);
        self.open.counted = self.open.counted.saturating_add(1);
    }

    fn trigger(&mut self, instant: &Instant, law: &Law<'_>) {
        let rules = law.rules;
        let act = instant.act;
        let topic = act.any(Act::USER_TOPIC | Act::ASSUMED);
        let open = &mut self.open;
        open.user_topic |= topic;
        open.premium |= act.any(Act::PREMIUM);
        if open.topic == NO_TOPIC {
            open.topic = instant.topic;
        }
        if open.trigger.is_some() {
            return;
        }
        open.trigger = if topic && rules.by_topic {
            Some(Judged::UserTopic)
        } else if act.any(Act::PREMIUM) && rules.by_premium {
            Some(Judged::Premium)
        } else if rules.by_bot && act.any(Act::USER_TOPIC | Act::SYSTEM_TOPIC | Act::PREMIUM) {
            Some(Judged::Bot)
        } else {
            None
        };
        if open.trigger.is_some() && rules.clock_from_trigger {
            open.clock = instant.at;
            // The message that triggered is the first turn.
            open.counted = open.counted.min(1);
        }
    }

    fn bot(&mut self, at: i64, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        if self.away
            && let Some((wrote, users)) = self.unanswered.take()
        {
            self.away = false;
            let act = Act::USER;
            self.receive(&Instant { at: wrote, order: 0, users, act, topic: NO_TOPIC }, law, out);
        }
        self.end_silent(at, law, out);
        if !self.is_open && !self.ever {
            self.begin(at);
        }
        self.alive(at);
        if self.is_open && law.rules.by_bot && self.open.trigger.is_none() {
            self.open.trigger = Some(Judged::Bot);
        }
    }

    fn ending(&mut self, instant: &Instant, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        let (at, act, rules) = (instant.at, instant.act, law.rules);
        self.end_silent(at, law, out);
        if !self.is_open && !self.ever {
            self.begin(at);
        }
        self.alive(at);
        if act.any(Act::ESCALATED) {
            self.open.escalated |= self.is_open;
            self.away = true;
            self.unanswered = None;
        }
        if !self.is_open {
            return;
        }
        if act.any(Act::ESCALATED) && rules.escalated {
            self.close(Ended::Escalated, law, out);
        } else if act.any(Act::ANSWERED) && rules.answered {
            self.close(Ended::Answered, law, out);
        } else if act.any(Act::CLOSED) && rules.closed {
            self.close(Ended::Closed, law, out);
        }
    }

    fn begin(&mut self, at: i64) {
        self.open = Open::at(at, self.next);
        self.is_open = true;
        self.ever = true;
    }

    fn alive(&mut self, at: i64) {
        if self.is_open {
            self.open.end = at;
        }
    }

    fn end_silent(&mut self, at: i64, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        if self.is_open && law.idle.is_some_and(|idle| at - self.open.received > idle) {
            self.close(Ended::Idle, law, out);
        }
    }

    /// Ends a session by a limit; the next one begins at once and goes on with what runs.
    fn cut(&mut self, at: i64, ended: Ended, began: Began, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        let before = self.open;
        self.close(ended, law, out);
        self.next = began;
        self.begin(at);
        if law.rules.after_cut && before.trigger.is_some() {
            self.open.trigger = Some(Judged::Continued);
            self.open.topic = before.topic;
            self.open.user_topic = before.user_topic;
            self.open.premium = before.premium;
        }
    }

    fn close(&mut self, ended: Ended, law: &Law<'_>, out: &mut impl FnMut(Raw)) {
        self.is_open = false;
        self.next = match ended {
            Ended::Idle | Ended::EndOfData => Began::AfterIdle,
            Ended::Length => Began::AfterLength,
            Ended::Turns => Began::AfterTurns,
            Ended::Answered => Began::AfterAnswered,
            Ended::Closed => Began::AfterClosed,
            Ended::Escalated => Began::AfterEscalated,
        };
        let open = &self.open;
        out(Raw {
            start: open.start,
            end: open.end,
            turns: open.turns,
            topic: open.topic,
            began: open.began,
            ended,
            judged: judge(open, law),
            user_topic: open.user_topic,
            engaged: open.user_topic || open.escalated,
        });
    }
}

fn judge(open: &Open, law: &Law<'_>) -> Judged {
    let (rules, facts) = (law.rules, law.facts);
    let Some(trigger) = open.trigger else { return Judged::NoTrigger };
    if facts.test_chat && !rules.test_chat {
        Judged::TestChat
    } else if facts.smart_assist && !rules.smart_assist {
        Judged::SmartAssist
    } else if facts.teams_plan && !rules.teams_plan && !open.premium {
        Judged::TeamsPlan
    } else {
        trigger
    }
}
