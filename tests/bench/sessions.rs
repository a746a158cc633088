//! How fast and with how much memory the meter goes through a log of 300 MB, with all rules and one thread: in the order of
//! time, and in none. Beside it a plain loop over the same file, which knows the rule of silence alone and no other shape of
//! a row than this one. It prints figures and judges none.
//!
//! Time is that of the processor, which other programs on the machine disturb less than that of the clock.

#[path = "../support/files.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod files;
mod log;
mod processor;

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use plancost::pricebook::library;
use plancost::sessions::read::Reader;
use plancost::sessions::{Answer, Choices, Meter, Order, Setup};

/// Set for a process that goes through one file, so that each has a peak of memory of its own.
const CHILD: &str = "PLANCOST_BENCH_FILE";
/// Set to write a log of ten months, 3 GB, to this path and to do nothing else.
const BIG: &str = "PLANCOST_BENCH_BIG";
const RUNS: usize = 5;
const PIECE: usize = 256 << 10;

fn main() {
    if let Some(path) = std::env::var_os(CHILD) {
        child(Path::new(&path));
        return;
    }
    if let Some(path) = std::env::var_os(BIG) {
        let events = log::write(Path::new(&path), true, 10).expect("a log of 3 GB");
        println!("{events} events written");
        return;
    }
    let folder = files::root().join("target/bench");
    std::fs::create_dir_all(&folder).expect("a folder for the logs");
    println!(
        "meter, natively, one thread, all rules of the last definition; MB/s of the processor's time and of the clock"
    );
    println!(
        "{:<22} {:>7} {:>9} {:>8} {:>8} {:>8} {:>9} {:>9}",
        "log", "MB", "events", "MB/s", "by clock", "peak MB", "sessions", "billed"
    );
    for (name, in_time) in [("in-time", true), ("shuffled", false)] {
        let path = made(&folder, name, in_time);
        let program = std::env::current_exe().expect("this program");
        let status = Command::new(program).env(CHILD, &path).status().expect("a second process");
        assert!(status.success(), "{name}: {status}");
    }
}

/// The log; written once, kept for the next run.
fn made(folder: &Path, name: &str, in_time: bool) -> PathBuf {
    let path = folder.join(format!("events-{name}.csv"));
    if !path.exists() {
        let fresh = path.with_extension("new");
        log::write(&fresh, in_time, 1).expect("a log");
        std::fs::rename(&fresh, &path).expect("a log in its place");
    }
    path
}

/// The best of some runs, by the processor and by the clock, in MB a second.
fn timed<T>(path: &Path, run: impl Fn(&Path) -> T) -> (T, f64, f64) {
    let bytes = std::fs::metadata(path).expect("the log").len();
    #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
    let megabytes = bytes as f64 / 1e6;
    let mut best = (f64::MAX, f64::MAX);
    let mut last = None;
    for _ in 0..RUNS {
        let (start, spent) = (Instant::now(), processor::spent());
        last = Some(run(path));
        let clock = start.elapsed().as_secs_f64();
        let spent =
            processor::spent().zip(spent).map_or(clock, |(now, before)| now.saturating_sub(before).as_secs_f64());
        best = (best.0.min(spent), best.1.min(clock));
    }
    (last.expect("a run"), megabytes / best.0, megabytes / best.1)
}

fn child(path: &Path) {
    let (answer, processor, clock) = timed(path, metered);
    let name = path.file_stem().unwrap_or_default().to_string_lossy().replace("events-", "");
    let megabytes = std::fs::metadata(path).expect("the log").len() / 1_000_000;
    println!(
        "{name:<22} {megabytes:>7} {:>9} {processor:>8.0} {clock:>8.0} {:>8} {:>9} {:>9}",
        answer.events,
        peak().map_or("?".into(), |peak| peak.to_string()),
        answer.all.total,
        answer.all.billed,
    );
    println!("{:<22} {}", "", answer.notes.last().map_or("", String::as_str));
    let (sessions, plain, clock) = timed(path, plain_loop);
    let ratio = processor / plain;
    println!(
        "{:<22} {megabytes:>7} {:>9} {plain:>8.0} {clock:>8.0} {:>8} {sessions:>9} {:>9}  the meter: {ratio:.2} of it",
        "  a plain loop", "", "", ""
    );
}

/// As the command line does it: first in the order of time, and once more when there is none.
fn metered(path: &Path) -> Answer {
    through(path, Order::InTime).or_else(|| through(path, Order::Any)).expect("an answer")
}

fn through(path: &Path, order: Order) -> Option<Answer> {
    let sessions = library().sessions();
    let definition = sessions.definitions().iter().rfind(|definition| !definition.by_name_only).expect("a definition");
    let setup = Setup::new(sessions, definition, &Choices::new(), false).expect("the defaults");
    let mut meter = Meter::new(setup, order);
    let mut reader = Reader::new(meter.file("log"));
    let mut file = File::open(path).expect("the log");
    let mut piece = vec![0; PIECE];
    loop {
        let count = file.read(&mut piece).expect("a readable log");
        if count == 0 || meter.disorder().is_some() {
            break;
        }
        reader.feed(&piece[..count], &mut meter);
    }
    reader.end(&mut meter);
    meter.finish().ok()
}

/// What somebody would write in ten minutes: lines, cells, a map from the conversation to its last time, one rule. It is
/// right only for a log in the order of time; for another one it is as much work.
fn plain_loop(path: &Path) -> u64 {
    let text = std::fs::read_to_string(path).expect("a readable log");
    let mut last: HashMap<&str, i64> = HashMap::new();
    let mut sessions = 0;
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(conversation), Some(stamp), Some("user")) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let number = |from: usize, to: usize| stamp[from..to].parse::<i64>().unwrap_or_default();
        let day: plancost::base::Day = stamp[..10].parse().expect("a day");
        let at = ((day.since_1970() * 24 + number(11, 13)) * 60 + number(14, 16)) * 60 + number(17, 19);
        if last.insert(conversation, at).is_none_or(|before| at - before > 1800) {
            sessions += 1;
        }
    }
    sessions
}

/// The most memory that this process ever held, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
