//! What is remembered of conversations that are over: that they were, until when, and how they would go on. Twenty bytes
//! for each, and room for growth.
//!
//! With many conversations a place here is in no cache. So places are asked for together where several are needed, and
//! that a name was never here is most often known without a look.

use std::collections::BTreeMap;
use std::hint::black_box;

use super::machine::{Facts, Rest};
use super::session::Began;

/// What is left of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// The hash of its name. Two names with one hash would be taken for one conversation; among ten million that happens
    /// once in three hundred thousand inputs.
    pub key: u64,
    /// Its last event.
    pub at: i64,
    /// How it would go on.
    pub rest: Rest,
    /// What holds for it.
    pub facts: Facts,
    /// Its bot.
    pub bot: u32,
    /// Its channel.
    pub channel: u32,
    /// Whether its events had names.
    pub had_ids: bool,
}

/// Traces by the hashes of names; an open table whose length is a power of two.
#[derive(Debug, Default)]
pub struct Past {
    /// Keys, and time and marks in one, which is 0 for a free place.
    places: Vec<(u64, u64)>,
    /// Numbers of pairs of bot and channel.
    owners: Vec<u32>,
    /// Bits of keys; where the bit of a key is not set, it is not here.
    seen: Vec<u64>,
    pairs: Vec<(u32, u32)>,
    /// The numbers of those pairs.
    numbers: BTreeMap<(u32, u32), u32>,
    count: usize,
}

/// Set in everything that is packed.
const THERE: u64 = 1 << 63;
const TIME_BITS: u32 = 48;

impl Past {
    /// Remembers.
    pub fn keep(&mut self, traces: &[Trace]) {
        while (self.count + traces.len()) * 8 > self.places.len() * 7 {
            self.grow();
        }
        for trace in traces {
            black_box(self.places.get(self.start(trace.key)).is_some_and(|(_, packed)| *packed != 0));
        }
        for trace in traces {
            let pair = (trace.bot, trace.channel);
            let next = u32::try_from(self.pairs.len()).unwrap_or_default();
            let owner = *self.numbers.entry(pair).or_insert(next);
            if owner == next {
                self.pairs.push(pair);
            }
            self.put(trace.key, pack(trace), owner);
        }
    }

    /// What is remembered. It stays: a conversation that goes on writes over it when it is over again.
    pub fn find(&self, key: u64) -> Option<Trace> {
        let (word, bit) = self.bit(key);
        if self.seen.get(word).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        let place = self.place(key)?;
        let (_, packed) = *self.places.get(place)?;
        if packed == 0 {
            return None;
        }
        let owner = *self.owners.get(place)?;
        let (bot, channel) = self.pairs.get(owner as usize).copied().unwrap_or_default();
        Some(unpack(key, packed, bot, channel))
    }

    /// Where a key stands, or the free place where it would.
    fn place(&self, key: u64) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        let mut place = self.start(key);
        loop {
            let (known, packed) = *self.places.get(place)?;
            if packed == 0 || known == key {
                return Some(place);
            }
            place = (place + 1) & mask;
        }
    }

    /// Where the search for a key begins.
    fn start(&self, key: u64) -> usize {
        (key >> 32) as usize & self.places.len().wrapping_sub(1)
    }

    /// Where the bit of a key is: there are four bits for each place.
    fn bit(&self, key: u64) -> (usize, u64) {
        let bit = key & (self.places.len() as u64 * 4).wrapping_sub(1);
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn put(&mut self, key: u64, packed: u64, owner: u32) {
        let (word, bit) = self.bit(key);
        if let Some(bits) = self.seen.get_mut(word) {
            *bits |= bit;
        }
        let Some(place) = self.place(key) else { return };
        if let (Some(known), Some(owned)) = (self.places.get_mut(place), self.owners.get_mut(place)) {
            self.count += usize::from(known.1 == 0);
            (*known, *owned) = ((key, packed), owner);
        }
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(1024);
        let places = std::mem::replace(&mut self.places, vec![(0, 0); size]);
        let owners = std::mem::replace(&mut self.owners, vec![0; size]);
        self.seen = vec![0; size / 16];
        self.count = 0;
        for ((key, packed), owner) in places.into_iter().zip(owners) {
            if packed != 0 {
                self.put(key, packed, owner);
            }
        }
    }
}

fn pack(trace: &Trace) -> u64 {
    let (rest, facts) = (&trace.rest, &trace.facts);
    let next = Began::ALL.iter().position(|began| *began == rest.next).unwrap_or_default();
    let marks = [
        rest.ever,
        rest.away,
        rest.silent,
        facts.test_chat,
        facts.live_chat,
        facts.teams_plan,
        facts.trial,
        facts.smart_assist,
        trace.had_ids,
    ];
    let marks = marks.iter().rev().fold(next as u64, |all, mark| (all << 1) | u64::from(*mark));
    let time = u64::try_from(trace.at).unwrap_or_default() & ((1 << TIME_BITS) - 1);
    THERE | (marks << TIME_BITS) | time
}

fn unpack(key: u64, packed: u64, bot: u32, channel: u32) -> Trace {
    let mark = |place: u32| packed >> (TIME_BITS + place) & 1 == 1;
    let next = usize::try_from(packed >> (TIME_BITS + 9) & 7).unwrap_or_default();
    let rest = Rest {
        next: Began::ALL.get(next).copied().unwrap_or(Began::First),
        ever: mark(0),
        away: mark(1),
        silent: mark(2),
    };
    let facts =
        Facts { test_chat: mark(3), live_chat: mark(4), teams_plan: mark(5), trial: mark(6), smart_assist: mark(7) };
    let at = (packed & ((1 << TIME_BITS) - 1)).cast_signed();
    Trace { key, at, rest, facts, bot, channel, had_ids: mark(8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        let mut past = Past::default();
        let trace = |number: u64| Trace {
            key: number.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            at: 253_402_300_799_999 - number.cast_signed(),
            rest: Rest {
                next: Began::ALL[(number % 7) as usize],
                ever: number.is_multiple_of(2),
                away: number.is_multiple_of(3),
                silent: number.is_multiple_of(5),
            },
            facts: Facts {
                test_chat: number % 2 == 1,
                live_chat: number % 3 == 1,
                teams_plan: number % 5 == 1,
                trial: number % 7 == 1,
                smart_assist: number % 11 == 1,
            },
            bot: (number % 4) as u32,
            channel: (number % 3) as u32,
            had_ids: number.is_multiple_of(13),
        };
        let traces: Vec<Trace> = (0..5000).map(trace).collect();
        for some in [&traces[..10], &[], &traces[5..4000], &traces[..]] {
            past.keep(some);
        }
        for number in 0..5000 {
            assert_eq!(past.find(trace(number).key), Some(trace(number)));
        }
        assert_eq!(past.find(12345), None);
        assert_eq!(past.count, 5000);
    }
}
