//! The command line `plancost`: a scenario in, an answer out.
//!
//! It reads files and prints; every figure and every judgement comes from the library.

mod answers;
mod ask;
mod counted;
mod editions;
mod further;
mod input;
mod meter;
mod words;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Input that cannot be used.
const BAD_INPUT: u8 = 2;
/// An answer that could not be written.
const NOT_WRITTEN: u8 = 1;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    match words::read(words).and_then(|request| ask::answer(&request)) {
        Ok(answer) => print(&answer),
        Err(faults) => {
            let mut text = String::new();
            for fault in faults {
                text.push_str("plancost: ");
                text.push_str(&fault);
                text.push('\n');
            }
            // A closed standard error leaves nobody to tell; the exit code still says it.
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn print(answer: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(answer.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has read enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "plancost: the answer could not be written: {error}");
            ExitCode::from(NOT_WRITTEN)
        }
    }
}
