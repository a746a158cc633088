//! Conversations whose events come in the order of time: each is metered at once, and forgotten when nothing of it is open.
//!
//! Memory grows with open conversations, and by a few bytes for each that is over. Whatever would make the answer depend on
//! the order (an event that is late, two files that overlap, a fact that comes after a session was counted) is a
//! [`Disorder`]; then the input has to be read again and kept.

use super::instant::{Act, Instant};
use super::ledger::{Ledger, Owner};
use super::machine::{Facts, Law, Rest, State};
use super::names::{Names, hash};
use super::past::{Past, Trace};
use super::taken::{Grounds, Taken};

/// The order of the input does not allow to meter it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disorder {
    /// An event is earlier than one before it of the same conversation.
    Late,
    /// Two files have events of one conversation at the same time, so that they may overlap.
    Overlap,
    /// Something that holds for a whole conversation is said after a session of it was counted.
    LateFact,
    /// Two bots or two channels in one conversation.
    Mixed,
    /// Several conversations are to be counted as one.
    Grouped,
}

/// An open conversation.
#[derive(Debug)]
struct Open {
    state: State,
    instant: Instant,
    bot: u32,
    channel: u32,
    file: u32,
    facts: Facts,
    /// Whether a session of it was counted.
    counted: bool,
    /// When it was last touched, in events.
    touched: u64,
    /// Names of its events and what they say, if they have any.
    ids: Vec<(u64, u64)>,
}

/// Conversations in the order of time.
#[derive(Debug)]
pub struct Flow {
    names: Names,
    open: Vec<Open>,
    past: Past,
    conversations: u64,
    events: u64,
    latest: i64,
    /// At so many conversations those that are over are looked for.
    sweep_at: usize,
    most_open: usize,
    duplicates: u64,
}

/// The fewest conversations that are worth a search for those that are over.
const SWEEP_FROM: usize = 2048;
/// The next search is at so many times the conversations that are left: what stays open is moved each time.
const SWEEP_AT: usize = 3;
/// A conversation that was touched within so many events is not given up, whatever the clock says: the input may go
/// through conversations one by one, where the clock jumps back with each.
const RECENT: u64 = 4096;

/// Names of events that are looked through one by one for each conversation.
const MOST_IDS: usize = 2048;

impl Default for Flow {
    fn default() -> Self {
        Self {
            names: Names::default(),
            open: Vec::new(),
            past: Past::default(),
            conversations: 0,
            events: 0,
            latest: i64::MIN,
            sweep_at: SWEEP_FROM,
            most_open: 0,
            duplicates: 0,
        }
    }
}

impl Flow {
    /// How many conversations there were.
    pub fn conversations(&self) -> u64 {
        self.conversations
    }

    /// How many were open at once.
    pub fn most_open(&self) -> u64 {
        self.most_open.max(self.open.len()) as u64
    }

    /// How many events came twice by their names.
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// Takes an event.
    ///
    /// # Errors
    /// When the order does not allow it.
    pub fn take(&mut self, taken: &Taken<'_>, grounds: &Grounds<'_>, ledger: &mut Ledger) -> Result<(), Disorder> {
        if taken.group != 0 && grounds.rules.one {
            return Err(Disorder::Grouped);
        }
        self.events += 1;
        self.latest = self.latest.max(taken.beat.at);
        let key = hash(taken.conversation);
        let Some(number) = self.names.find(taken.conversation, key) else {
            return self.enter(taken, key, grounds, ledger);
        };
        let Some(open) = self.open.get_mut(number as usize) else { return Ok(()) };
        open.touched = self.events;
        if taken.id != 0 && open.known(taken)? {
            self.duplicates += 1;
            return Ok(());
        }
        open.belongs(taken, grounds)?;
        let beat = &taken.beat;
        if beat.act == Act::NONE {
            return Ok(());
        }
        match (beat.at, beat.order).cmp(&(open.instant.at, open.instant.order)) {
            std::cmp::Ordering::Less => return Err(Disorder::Late),
            std::cmp::Ordering::Equal if open.file != taken.file => return Err(Disorder::Overlap),
            std::cmp::Ordering::Equal => open.instant.add(beat, |left, right| grounds.first_topic(left, right)),
            std::cmp::Ordering::Greater => {
                open.step(taken.conversation, grounds, ledger);
                open.instant = Instant::of(beat);
                open.file = taken.file;
            }
        }
        Ok(())
    }

    /// No more events.
    pub fn finish(&mut self, grounds: &Grounds<'_>, ledger: &mut Ledger) {
        self.most_open = self.most_open.max(self.open.len());
        for (number, mut open) in (0..).zip(std::mem::take(&mut self.open)) {
            open.step(self.names.name(number), grounds, ledger);
            open.finish(self.names.name(number), self.latest, grounds, ledger);
        }
    }

    /// A conversation that is not open: a new one, or one that goes on.
    fn enter(
        &mut self,
        taken: &Taken<'_>,
        key: u64,
        grounds: &Grounds<'_>,
        ledger: &mut Ledger,
    ) -> Result<(), Disorder> {
        if self.open.len() >= self.sweep_at {
            self.sweep(grounds, ledger);
        }
        let mut open = if let Some(trace) = self.past.find(key) {
            Open::again(&trace, taken, grounds)?
        } else {
            self.conversations += 1;
            Open::new(taken)
        };
        open.touched = self.events;
        if taken.id != 0 {
            open.ids.push((taken.id, taken.content()));
        }
        self.names.number(taken.conversation, key);
        self.open.push(open);
        Ok(())
    }

    /// Gives up what is over.
    fn sweep(&mut self, grounds: &Grounds<'_>, ledger: &mut Ledger) {
        self.most_open = self.most_open.max(self.open.len());
        let names = std::mem::take(&mut self.names);
        let mut over = Vec::new();
        for (number, mut open) in (0..).zip(std::mem::take(&mut self.open)) {
            let name = names.name(number);
            let key = hash(name);
            if open.touched.saturating_add(RECENT) < self.events
                && let Some(trace) = open.over(name, key, self.latest, grounds, ledger)
            {
                over.push(trace);
            } else {
                self.names.number(name, key);
                self.open.push(open);
            }
        }
        self.past.keep(&over);
        self.sweep_at = (self.open.len() * SWEEP_AT).max(SWEEP_FROM);
    }
}

impl Open {
    fn new(taken: &Taken<'_>) -> Self {
        let mut instant = Instant::of(&taken.beat);
        if instant.act == Act::NONE {
            // Nothing happened yet, so nothing is late.
            instant.at = i64::MIN;
        }
        Self {
            state: State::default(),
            instant,
            bot: taken.bot,
            channel: taken.channel,
            file: taken.file,
            facts: taken.facts,
            counted: false,
            touched: 0,
            ids: Vec::new(),
        }
    }

    /// A conversation that was over and goes on.
    fn again(trace: &Trace, taken: &Taken<'_>, grounds: &Grounds<'_>) -> Result<Self, Disorder> {
        // What the names of its events were is forgotten.
        if trace.had_ids || taken.id != 0 {
            return Err(Disorder::Overlap);
        }
        let law = grounds.law(trace.facts, trace.channel);
        let silence = if trace.rest.silent { law.idle.unwrap_or_default() } else { 0 };
        if taken.beat.at - trace.at <= silence {
            return Err(Disorder::Late);
        }
        let mut open = Self::new(taken);
        open.state = State::resumed(trace.rest);
        (open.bot, open.channel, open.facts) = (trace.bot, trace.channel, trace.facts);
        open.counted = trace.rest.ever;
        open.belongs(taken, grounds)?;
        Ok(open)
    }

    /// Takes over what the event says of its conversation; nearly always that is nothing new.
    #[inline]
    fn belongs(&mut self, taken: &Taken<'_>, grounds: &Grounds<'_>) -> Result<(), Disorder> {
        let known = |now: u32, before: u32| now == 0 || now == before;
        let nothing_new = taken.facts == Facts::default() || self.facts.with(taken.facts) == self.facts;
        if nothing_new && known(taken.bot, self.bot) && known(taken.channel, self.channel) {
            return Ok(());
        }
        self.learns(taken, grounds)
    }

    fn learns(&mut self, taken: &Taken<'_>, grounds: &Grounds<'_>) -> Result<(), Disorder> {
        if (taken.bot != 0 && self.bot != 0 && taken.bot != self.bot)
            || (taken.channel != 0 && self.channel != 0 && taken.channel != self.channel)
        {
            return Err(Disorder::Mixed);
        }
        let idle_before = grounds.law(self.facts, self.channel).idle;
        self.facts = self.facts.with(taken.facts);
        self.bot = self.bot.max(taken.bot);
        self.channel = self.channel.max(taken.channel);
        let changed = idle_before != grounds.law(self.facts, self.channel).idle && self.state.stepped();
        if self.counted || changed { Err(Disorder::LateFact) } else { Ok(()) }
    }

    /// Whether an event with this name is here already.
    fn known(&mut self, taken: &Taken<'_>) -> Result<bool, Disorder> {
        let content = taken.content();
        match self.ids.iter().find(|(id, _)| *id == taken.id) {
            Some((_, known)) if *known == content => Ok(true),
            // Which of the two counts must not depend on their order.
            Some(_) => Err(Disorder::Overlap),
            // Looking through them one by one would take too long.
            None if self.ids.len() >= MOST_IDS => Err(Disorder::Overlap),
            None => {
                self.ids.push((taken.id, content));
                Ok(false)
            }
        }
    }

    fn step(&mut self, conversation: &str, grounds: &Grounds<'_>, ledger: &mut Ledger) {
        let law = grounds.law(self.facts, self.channel);
        let owner = Owner::new(conversation, self.bot, self.channel, self.facts);
        let counted = &mut self.counted;
        self.state.step(&self.instant, &law, &mut |raw| {
            *counted = true;
            ledger.add(&owner, &raw);
        });
        self.instant.act = Act::NONE;
        self.instant.users = 0;
    }

    fn finish(&mut self, conversation: &str, latest: i64, grounds: &Grounds<'_>, ledger: &mut Ledger) {
        let law = grounds.law(self.facts, self.channel);
        let owner = Owner::new(conversation, self.bot, self.channel, self.facts);
        self.state.finish(latest, &law, &mut |raw| ledger.add(&owner, &raw));
    }

    /// What is left of it when it is over, with its last session counted.
    fn over(&mut self, name: &str, key: u64, latest: i64, grounds: &Grounds<'_>, ledger: &mut Ledger) -> Option<Trace> {
        let law: Law<'_> = grounds.law(self.facts, self.channel);
        // A trial first: as long as it is not over, what waits may still be joined by an event of the same time.
        let mut trial = self.state;
        trial.step(&self.instant, &law, &mut |_| {});
        let rest: Rest = trial.rest(&law, latest)?;
        self.step(name, grounds, ledger);
        self.finish(name, latest, grounds, ledger);
        let (at, bot, channel, facts) = (self.instant.at, self.bot, self.channel, self.facts);
        Some(Trace { key, at, rest, facts, bot, channel, had_ids: !self.ids.is_empty() })
    }
}
