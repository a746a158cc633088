//! The kept events of one conversation: what came twice is taken once, and the rest is metered in the order of time.
//!
//! Two events with one name are one. Events without a name that say the same in two files are one as well, however often
//! each file has them: of each the file counts that has it most often.

use super::instant::{Act, Beat, Instant};
use super::kept::Around;
use super::ledger::{Ledger, Owner};
use super::machine::{Facts, State};

/// One kept event; bot, channel and topic are places in the alphabet, 0 is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Item {
    pub at: i64,
    pub order: u32,
    pub act: Act,
    pub topic: u32,
    pub bot: u32,
    pub channel: u32,
    pub file: u32,
    pub id: u64,
    pub row: u64,
}

type Content = (i64, u32, u32, u32, Act, u32);

impl Item {
    fn content(&self) -> Content {
        (self.at, self.order, self.bot, self.channel, self.act, self.topic)
    }
}

/// What was found twice.
#[derive(Debug, Default)]
pub struct Settled {
    /// Events that are there already.
    pub duplicates: u64,
    /// Files and rows of events that have the name of another one and say something else.
    pub conflicts: Vec<(u32, u64)>,
}

/// Meters one conversation. `named` are the first bot and channel of the alphabet that it names anywhere.
pub fn settle(
    conversation: &str,
    facts: Facts,
    named: (u32, u32),
    items: &mut Vec<Item>,
    around: &Around<'_>,
    ledger: &mut Ledger,
    settled: &mut Settled,
) {
    once(items, settled);
    let channel = items.iter().map(|item| item.channel).find(|channel| *channel != 0).unwrap_or(named.1);
    let first_bot = items.iter().map(|item| item.bot).find(|bot| *bot != 0).unwrap_or(named.0);
    let each = around.grounds.rules.each_bot && items.iter().any(|item| item.bot != 0 && item.bot != first_bot);
    let channel = around.channels.number(channel);
    if each {
        carry(items, first_bot);
        // Those of one bot stay in the order of time.
        items.sort_by_key(|item| item.bot);
    }
    for own in items.chunk_by(|one, next| !each || one.bot == next.bot) {
        let bot = if each { own.first().map_or(first_bot, |item| item.bot) } else { first_bot };
        let owner = Owner::new(conversation, around.bots.number(bot), channel, facts);
        meter(own.iter(), facts, &owner, around, ledger);
    }
}

/// What names no bot belongs to the one that was named last.
fn carry(items: &mut [Item], first: u32) {
    let mut last = first;
    for item in items {
        if item.bot == 0 {
            item.bot = last;
        }
        last = item.bot;
    }
}

fn meter<'a>(
    items: impl Iterator<Item = &'a Item>,
    facts: Facts,
    owner: &Owner<'_>,
    around: &Around<'_>,
    ledger: &mut Ledger,
) {
    let law = around.grounds.law(facts, owner.channel);
    let mut out = |mut raw: super::session::Raw| {
        raw.topic = around.topics.number(raw.topic);
        ledger.add(owner, &raw);
    };
    let mut state = State::default();
    let mut waiting: Option<Instant> = None;
    for item in items {
        let beat = Beat { at: item.at, order: item.order, act: item.act, topic: item.topic };
        match &mut waiting {
            Some(instant) if (instant.at, instant.order) == (item.at, item.order) => instant.add(&beat, u32::min),
            _ => {
                if let Some(instant) = waiting.replace(Instant::of(&beat)) {
                    state.step(&instant, &law, &mut out);
                }
            }
        }
    }
    if let Some(instant) = waiting {
        state.step(&instant, &law, &mut out);
    }
    state.finish(around.latest, &law, &mut out);
}

/// Sorts, and leaves of what is there twice one.
fn once(items: &mut Vec<Item>, settled: &mut Settled) {
    if items.iter().any(|item| item.id != 0) {
        items.sort_by_key(|item| (item.id, item.content(), item.file, item.row));
        by_name(items, settled);
    }
    items.sort_by_key(|item| (item.content(), item.id, item.file));
    by_content(items, settled);
}

fn by_name(items: &mut Vec<Item>, settled: &mut Settled) {
    let mut kept: Option<Item> = None;
    let mut told: Option<(u64, Content)> = None;
    items.retain(|item| {
        let Some(first) = kept.filter(|first| item.id != 0 && first.id == item.id) else {
            kept = Some(*item);
            return true;
        };
        settled.duplicates += 1;
        // The same conflict in a second copy of the file is the same conflict.
        if first.content() != item.content() && told != Some((item.id, item.content())) {
            told = Some((item.id, item.content()));
            settled.duplicates -= 1;
            settled.conflicts.push((item.file, item.row));
        }
        false
    });
}

/// Equal events stand together, those of one file side by side.
fn by_content(items: &mut Vec<Item>, settled: &mut Settled) {
    let mut left = items.len();
    let mut start = 0;
    while let Some(first) = items.get(start).copied() {
        let same = |item: &&Item| item.content() == first.content() && item.id == first.id;
        let group = items.get(start..).unwrap_or_default().iter().take_while(same).count().max(1);
        let run = items.get(start..start + group).unwrap_or_default();
        let most = run.chunk_by(|one, next| one.file == next.file).map(<[Item]>::len).max().unwrap_or(1);
        // What is too many is marked and taken out below, in one go.
        for item in items.get_mut(start + most..start + group).unwrap_or_default() {
            item.act = Act::NONE;
            left -= 1;
        }
        start += group;
    }
    settled.duplicates += (items.len() - left) as u64;
    items.retain(|item| item.act != Act::NONE);
}
