//! A large event log for benches: the same bytes from the same seed, on every machine.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// So many conversations in a month, each with 12 events in the middle.
pub const CONVERSATIONS: u32 = 400_000;
/// Every month has so many days.
const DAYS: u64 = 28;

/// Numbers that only look as if by chance.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// Seconds, the conversation, and whether the user speaks.
type Row = (u32, u32, bool);

/// Writes a log of so many months, each of 300 MB, in the order of time or in none; gives the number of events.
pub fn write(path: &Path, in_time: bool, months: u32) -> io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    out.write_all(b"conversation_id,timestamp,role\n")?;
    let mut events = 0;
    for month in 0..months {
        let mut rows = rows(month);
        if in_time {
            rows.sort_unstable();
        } else {
            shuffle(&mut rows);
        }
        write_rows(&mut out, &rows, month)?;
        events += rows.len() as u64;
    }
    out.flush()?;
    Ok(events)
}

fn shuffle(rows: &mut [Row]) {
    let mut dice = Dice(7);
    for place in (1..rows.len()).rev() {
        let other = usize::try_from(dice.below(place as u64 + 1)).unwrap_or_default();
        rows.swap(place, other);
    }
}

fn write_rows(out: &mut impl Write, rows: &[Row], month: u32) -> io::Result<()> {
    for (seconds, conversation, user) in rows {
        let (high, low) = (Dice(u64::from(*conversation)).next(), Dice(u64::from(*conversation) << 32).next());
        let (day, clock) = (seconds / 86_400, seconds % 86_400);
        writeln!(
            out,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x},{}-{:02}-{:02}T{:02}:{:02}:{:02}Z,{}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff,
            2021 + month / 12,
            month % 12 + 1,
            day + 1,
            clock / 3600,
            clock / 60 % 60,
            clock % 60,
            if *user { "user" } else { "bot" }
        )?;
    }
    Ok(())
}

/// Chats of 2 to 22 events a few seconds apart; one in twelve pauses for more than half an hour, one in four hundred is long.
fn rows(month: u32) -> Vec<Row> {
    let mut dice = Dice(1 + u64::from(month));
    let mut rows = Vec::new();
    for conversation in month * CONVERSATIONS..(month + 1) * CONVERSATIONS {
        let long = dice.below(400) == 0;
        let events = if long { 220 } else { 2 + dice.below(20) };
        let mut at = dice.below(DAYS * 86_400 - 14_400);
        for event in 0..events {
            let pause = dice.below(150) == 0;
            at += if pause { 1700 + dice.below(1800) } else { 1 + dice.below(if long { 20 } else { 60 }) };
            rows.push((u32::try_from(at).unwrap_or_default(), conversation, event % 2 == 0));
        }
    }
    rows.retain(|(at, _, _)| u64::from(*at) < DAYS * 86_400);
    rows
}
