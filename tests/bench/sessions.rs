//! How fast and with how much memory the meter goes through a log of 300 MB, with all rules and one thread: in the order of
//! time, and in none. It prints figures and judges none.

#[path = "../support/files.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod files;
mod log;

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
const RUNS: usize = 3;

fn main() {
    if let Some(path) = std::env::var_os(CHILD) {
        child(Path::new(&path));
        return;
    }
    let folder = files::root().join("target/bench");
    std::fs::create_dir_all(&folder).expect("a folder for the logs");
    println!("meter, natively, one thread, all rules of the last definition");
    println!(
        "{:<16} {:>8} {:>10} {:>8} {:>8} {:>9} {:>10} {:>10}",
        "log", "MB", "events", "s", "MB/s", "peak MB", "sessions", "billed"
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
        log::write(&fresh, in_time).expect("a log");
        std::fs::rename(&fresh, &path).expect("a log in its place");
    }
    path
}

fn child(path: &Path) {
    let mut best = f64::MAX;
    let mut last = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        last = Some(metered(path));
        best = best.min(start.elapsed().as_secs_f64());
    }
    let answer = last.expect("an answer");
    let bytes = std::fs::metadata(path).expect("the log").len();
    #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
    let megabytes = bytes as f64 / 1e6;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().replace("events-", "");
    println!(
        "{name:<16} {megabytes:>8.1} {:>10} {best:>8.3} {:>8.0} {:>9} {:>10} {:>10}",
        answer.events,
        megabytes / best,
        peak().map_or("?".into(), |peak| peak.to_string()),
        answer.all.total,
        answer.all.billed,
    );
    println!("{:<16} {}", "", answer.notes.last().map_or("", String::as_str));
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
    let mut piece = vec![0; 1 << 20];
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

/// The most memory that this process ever held, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
