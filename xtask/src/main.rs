//! `cargo xtask …`: sets up, serves, tests, packages and weighs plancost, alike on Linux, macOS
//! and Windows. It drives programs; it knows no price, no plan and no page.

mod args;
mod bench;
mod browser;
mod build;
mod child;
mod own_std;
mod package;
mod place;
mod scripts;
mod serve;
mod server;
mod setup;
mod size;
mod steps;
mod test;
mod versions;

use std::process::ExitCode;

/// What every part of xtask returns: nothing, or one sentence for the person who typed the command.
type Outcome = Result<(), String>;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--dev]   build the page, serve it, rebuild when a file changes; as it is
                             published, or with --dev quick to rebuild and slower to run
  test [WORD]                everything CI runs, or only the steps whose name contains WORD
  package                    the JavaScript package and the custom element, into dist/package
  size                       what the first load of the page weighs, against the budget
  bench [PART…] [--big]      the figures: engine natively, page in Chromium; the parts are --engine,
                             --sessions, --formats, --browser, and --big reads 3 GB in the page
  setup                      only set up what the others need

Each command first sets up what it needs and is missing, and says so.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = match args::read(&words) {
        Ok(command) => command,
        Err(fault) => {
            eprintln!("xtask: {fault}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        args::Command::Help => {
            println!("{USAGE}");
            Ok(())
        }
        args::Command::Serve(options) => serve::serve(&options),
        args::Command::Test { word } => test::test(word.as_deref()),
        args::Command::Package => setup::all(setup::PACKAGE).and_then(|()| package::package()),
        args::Command::Size => size::size(),
        args::Command::Bench(wanted) => bench::bench(&wanted),
        args::Command::Setup => setup::all(setup::EVERYTHING).map(|()| println!("everything is set up")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
