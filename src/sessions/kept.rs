//! Events in any order: each is kept in a few bytes under its conversation, until all are there. What comes twice is told
//! then, and each conversation is metered in the order of time.

use std::hint::black_box;

use super::instant::Act;
use super::ledger::Ledger;
use super::machine::Facts;
use super::names::{Names, hash};
use super::settle::{Item, Settled, settle};
use super::strip::{Blocks, Strip, get, put};
use super::taken::{Grounds, Taken};
use super::waiting::Waiting;

/// What a kept number says in its lowest bits. The rest is a time as the difference from the last one, or an argument.
mod code {
    pub const BITS: u32 = 4;
    pub const USER: u64 = 0;
    pub const BOT: u64 = 1;
    pub const USER_ASSUMED: u64 = 2;
    /// With marks and a topic behind it.
    pub const ANY: u64 = 3;
    pub const FILE: u64 = 4;
    pub const BOT_NAME: u64 = 5;
    pub const CHANNEL: u64 = 6;
    pub const ORDER: u64 = 7;
    /// With eight bytes behind it, and the row as argument.
    pub const ID: u64 = 8;
}

/// So many conversations before its turn a strip is asked for.
const AHEAD: u32 = 8;

/// All events.
#[derive(Debug, Default)]
pub struct Kept {
    names: Names,
    waiting: Waiting,
    strips: Strips,
    /// How many conversations there are when some belong together; known in the end.
    groups: u64,
}

/// What is kept of each conversation, by number.
#[derive(Debug, Default)]
struct Strips {
    heads: Vec<Head>,
    blocks: Blocks,
    scratch: Vec<u8>,
}

/// A conversation: its strip, and the last values, from which the next ones differ. It lies in one line of the caches.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Head {
    strip: Strip,
    at: i64,
    file: u32,
    bot: u32,
    channel: u32,
    order: u32,
    facts: Facts,
    /// The hash of its group; of several, which nobody has seen, the least.
    group: u64,
}

/// What has to be known beside the events.
#[derive(Debug)]
pub struct Around<'a> {
    /// What all conversations have in common.
    pub grounds: Grounds<'a>,
    /// The places of topics in the alphabet, and back.
    pub topics: Ranks,
    /// Those of bots.
    pub bots: Ranks,
    /// Those of channels.
    pub channels: Ranks,
    /// Whether a file knows topics, by number.
    pub knows_topics: &'a [bool],
    /// The last time of all the data.
    pub latest: i64,
}

/// Numbers of names ↔ places in the alphabet.
#[derive(Debug)]
pub struct Ranks {
    rank: Vec<u32>,
    number: Vec<u32>,
}

impl Ranks {
    /// The ranks of names.
    pub fn of(names: &Names) -> Self {
        let rank = names.ranks();
        let mut number = vec![0; rank.len()];
        for (at, rank) in (0..).zip(&rank) {
            if let Some(place) = number.get_mut(*rank as usize) {
                *place = at;
            }
        }
        Self { rank, number }
    }

    /// The place of a number.
    pub fn rank(&self, number: u32) -> u32 {
        self.rank.get(number as usize).copied().unwrap_or_default()
    }

    /// The number at a place.
    pub fn number(&self, rank: u32) -> u32 {
        self.number.get(rank as usize).copied().unwrap_or_default()
    }
}

impl Kept {
    /// How many conversations there are; in the end those that are several together are one.
    pub fn conversations(&self) -> u64 {
        if self.groups > 0 { self.groups } else { self.names.len() as u64 }
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> u64 {
        (self.strips.blocks.bytes() + self.names.bytes() + self.strips.heads.len() * size_of::<Head>()) as u64
    }

    /// Keeps an event.
    pub fn take(&mut self, taken: &Taken<'_>) {
        if self.waiting.push(taken) {
            self.settle_waiting();
        }
    }

    /// Keeps what waits.
    fn settle_waiting(&mut self) {
        self.waiting.all(&mut self.names, &mut self.strips, Strips::ask, Strips::reach, Strips::take);
    }

    /// Meters all that is kept; nothing of it is used up.
    pub fn finish(&mut self, around: &Around<'_>, ledger: &mut Ledger) -> Settled {
        self.settle_waiting();
        self.groups = 0;
        if around.grounds.rules.one && self.strips.heads.iter().any(|head| head.group != 0) {
            return self.finish_groups(around, ledger);
        }
        let mut settled = Settled::default();
        let mut bytes = Vec::new();
        let mut items = Vec::new();
        for (number, head) in (0..).zip(&self.strips.heads) {
            self.strips.begin(number + AHEAD);
            self.strips.blocks.read(&head.strip, &mut bytes);
            items.clear();
            let named = read(&bytes, around, &mut items);
            settle(self.names.name(number), head.facts, named, &mut items, around, ledger, &mut settled);
        }
        settled
    }
}

impl Kept {
    /// The same where several conversations are one: the events of all are metered together, under the name that is the
    /// first in the alphabet. Names of events tell them apart only within their own conversation.
    fn finish_groups(&mut self, around: &Around<'_>, ledger: &mut Ledger) -> Settled {
        let name = |number: u32| self.names.name(number);
        let mut members: Vec<(u64, u32)> =
            (0..).zip(&self.strips.heads).map(|(number, head)| (head.group, number)).collect();
        members.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| name(one.1).cmp(name(other.1))));
        let mut settled = Settled::default();
        let (mut bytes, mut own, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for group in members.chunk_by(|one, other| one.0 == other.0 && one.0 != 0) {
            items.clear();
            let (mut facts, mut named) = (Facts::default(), (0, 0));
            for (_, number) in group {
                let Some(head) = self.strips.heads.get(*number as usize) else { continue };
                self.strips.blocks.read(&head.strip, &mut bytes);
                own.clear();
                let (bot, channel) = read(&bytes, around, &mut own);
                named = (lesser(named.0, bot), lesser(named.1, channel));
                facts = facts.with(head.facts);
                let key = hash(name(*number));
                own.iter_mut()
                    .filter(|item: &&mut Item| item.id != 0)
                    .for_each(|item| item.id = (item.id ^ key).max(1));
                items.append(&mut own);
            }
            let first = group.first().map_or("", |(_, number)| name(*number));
            settle(first, facts, named, &mut items, around, ledger, &mut settled);
            self.groups += 1;
        }
        settled
    }
}

impl Strips {
    /// Has the memory bring what is known of a conversation.
    fn ask(&self, number: u32) {
        black_box(self.heads.get(number as usize).map(|head| head.at));
    }

    /// Has the memory bring the end of its strip.
    fn reach(&self, number: u32) {
        black_box(self.heads.get(number as usize).is_some_and(|head| self.blocks.touch(head.strip.last())));
    }

    /// Has the memory bring the beginning of its strip.
    fn begin(&self, number: u32) {
        black_box(self.heads.get(number as usize).is_some_and(|head| self.blocks.touch(head.strip.first())));
    }

    fn take(&mut self, number: u32, taken: &Taken<'_>) {
        if self.heads.len() <= number as usize {
            self.heads.push(Head::default());
        }
        let Some(head) = self.heads.get_mut(number as usize) else { return };
        head.facts = head.facts.with(taken.facts);
        if taken.group != 0 && (head.group == 0 || taken.group < head.group) {
            head.group = taken.group;
        }
        let bytes = &mut self.scratch;
        bytes.clear();
        let mut changed = |last: &mut u32, now: u32, code: u64| {
            if *last != now {
                *last = now;
                put(bytes, (u64::from(now) << code::BITS) | code);
            }
        };
        changed(&mut head.bot, taken.bot, code::BOT_NAME);
        changed(&mut head.channel, taken.channel, code::CHANNEL);
        if taken.beat.act != Act::NONE {
            changed(&mut head.file, taken.file, code::FILE);
            changed(&mut head.order, taken.beat.order, code::ORDER);
            if taken.id != 0 {
                put(bytes, (taken.row << code::BITS) | code::ID);
                bytes.extend_from_slice(&taken.id.to_le_bytes());
            }
            event(bytes, head, taken);
        }
        self.blocks.push(&mut head.strip, bytes);
    }
}

/// Most events are a message, and their times are whole seconds or small differences.
fn event(bytes: &mut Vec<u8>, head: &mut Head, taken: &Taken<'_>) {
    let beat = &taken.beat;
    let difference = beat.at - head.at;
    head.at = beat.at;
    let time = if difference % 1000 == 0 { zigzag(difference / 1000) << 1 | 1 } else { zigzag(difference) << 1 };
    let code = match beat.act {
        _ if beat.topic != 0 => code::ANY,
        Act::USER => code::USER,
        Act::BOT => code::BOT,
        act if act == Act::USER | Act::ASSUMED => code::USER_ASSUMED,
        _ => code::ANY,
    };
    put(bytes, time << code::BITS | code);
    if code == code::ANY {
        put(bytes, u64::from(beat.act.bits()));
        put(bytes, u64::from(beat.topic));
    }
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Reads the events of a strip, with ranks in place of numbers; gives the first bot and channel that stand alone, without
/// an event.
fn read(mut bytes: &[u8], around: &Around<'_>, items: &mut Vec<Item>) -> (u32, u32) {
    let mut item = Item::default();
    let mut named = (0, 0);
    while let Some(value) = get(&mut bytes) {
        let argument = value >> code::BITS;
        let small = u32::try_from(argument).unwrap_or_default();
        match value & ((1 << code::BITS) - 1) {
            code::FILE => item.file = small,
            code::BOT_NAME => {
                item.bot = around.bots.rank(small);
                named.0 = lesser(named.0, item.bot);
            }
            code::CHANNEL => {
                item.channel = around.channels.rank(small);
                named.1 = lesser(named.1, item.channel);
            }
            code::ORDER => item.order = small,
            code::ID => {
                let Some((id, rest)) = bytes.split_first_chunk::<8>() else { break };
                bytes = rest;
                (item.id, item.row) = (u64::from_le_bytes(*id), argument);
            }
            code => {
                let difference = unzigzag(argument >> 1);
                item.at += if argument & 1 == 1 { difference * 1000 } else { difference };
                (item.act, item.topic) = match code {
                    code::USER => (Act::USER, 0),
                    code::BOT => (Act::BOT, 0),
                    code::USER_ASSUMED => (Act::USER | Act::ASSUMED, 0),
                    _ => {
                        let (Some(act), Some(topic)) = (get(&mut bytes), get(&mut bytes)) else { break };
                        let topic = around.topics.rank(u32::try_from(topic).unwrap_or_default());
                        (Act::of_bits(u16::try_from(act).unwrap_or_default()), topic)
                    }
                };
                if around.knows_topics.get(item.file as usize).copied().unwrap_or_default() {
                    item.act = item.act.without(Act::ASSUMED);
                }
                items.push(item);
                (item.id, item.row) = (0, 0);
            }
        }
    }
    named
}

/// The lesser of two ranks, where 0 is none.
fn lesser(left: u32, right: u32) -> u32 {
    if left == 0 || (right != 0 && right < left) { right } else { left }
}
