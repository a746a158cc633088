//! How fast exports are read, and that four times as much takes four times as long. Time is that of the processor, where the
//! system tells it: other programs disturb it less.

#[allow(dead_code, reason = "each program uses a part of it")]
#[path = "../support/files.rs"]
mod files;
mod processor;

use std::time::{Duration, Instant};

use plancost::sessions::read::Reader;
use plancost::sessions::{Event, Problem, Sink};

/// A piece as a browser hands it over.
const PIECE: usize = 256 << 10;
const RUNS: usize = 5;

/// Counts only.
#[derive(Default)]
struct Count(u64);

impl Sink for Count {
    fn event(&mut self, _: &Event<'_>) {
        self.0 += 1;
    }

    fn problem(&mut self, _: Problem) {}
}

/// The best of some runs.
fn timed(bytes: &[u8]) -> (Duration, u64, usize) {
    let mut best = (Duration::MAX, 0, 0);
    for _ in 0..RUNS {
        let mut count = Count::default();
        let (begin, spent) = (Instant::now(), processor::spent());
        let mut reader = Reader::new(0);
        bytes.chunks(PIECE).for_each(|piece| reader.feed(piece, &mut count));
        reader.end(&mut count);
        let clock = begin.elapsed();
        let time = processor::spent().zip(spent).map_or(clock, |(now, before)| now.saturating_sub(before));
        best = best.min((time, count.0, reader.most_held()));
    }
    best
}

/// Makes input of so many parts.
type Make<'a> = Box<dyn Fn(usize) -> Vec<u8> + 'a>;

fn main() {
    let sample = files::text(&files::root().join("static/samples/transcripts.csv"));
    let (heading, lines) = sample.split_once('\n').expect("a heading");
    let fixture = |name: &str| files::text(&files::root().join("tests/transcripts/formats").join(name));
    let list = fixture("rows-studio.json");
    let row = list.trim().trim_start_matches('[').trim_end_matches(']').to_owned();
    let made: [(&str, Make); 4] = [
        ("table, CSV", Box::new(|times| format!("{heading}\n{}", lines.repeat(times)).into_bytes())),
        ("table, zip", Box::new(|times| zip(format!("{heading}\n{}", lines.repeat(times)).as_bytes()))),
        ("rows, JSON", Box::new(|times| format!("[{}{row}]", format!("{row},\n").repeat(120 * times)).into_bytes())),
        ("one line without end", Box::new(|times| vec![b'['; times << 20])),
    ];
    println!("{:<22}{:>10}{:>10}{:>12}{:>12}{:>14}", "format", "MB", "MB/s", "events", "kB held", "time 4n : n");
    for (name, filled) in made {
        let (small, _, _) = timed(&filled(8));
        let bytes = filled(32);
        let (time, events, held) = timed(&bytes);
        let mb = f64::from(u32::try_from(bytes.len() / 1000).unwrap_or(u32::MAX)) / 1e3;
        println!(
            "{name:<22}{mb:>10.1}{:>10.0}{events:>12}{:>12}{:>14.2}",
            mb / time.as_secs_f64(),
            held / 1000,
            time.as_secs_f64() / small.as_secs_f64()
        );
    }
}

/// An archive with one entry.
fn zip(bytes: &[u8]) -> Vec<u8> {
    let data = miniz_oxide::deflate::compress_to_vec(bytes, 6);
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    let four = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let front = &b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0"[..];
    let parts = [front, &(!crc).to_le_bytes(), &four(data.len()), &four(bytes.len()), &[5, 0, 0, 0], b"a.csv", &data];
    parts.concat()
}
