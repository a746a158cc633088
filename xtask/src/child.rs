//! Running other programs: found on one PATH, in the project's folder, without a keyboard.

use crate::{Outcome, place};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// The PATH for every child: the project's own tools before the machine's.
fn search_path() -> OsString {
    let own = [place::tools().join("bin"), place::root().join("node_modules/.bin")];
    let machine = env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(env::split_paths(&machine));
    env::join_paths(all).unwrap_or(machine)
}

/// The full path of a program, or nothing. On Windows a name stands for `.exe` or `.cmd`.
pub fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    env::split_paths(&search_path())
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|path| path.is_file())
}

/// A program by name, ready to run; if it is not found, running it says so.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(find(name).unwrap_or_else(|| PathBuf::from(name)));
    command
        .current_dir(place::root())
        .env("PATH", search_path())
        .env("CARGO_TARGET_DIR", place::target())
        .stdin(Stdio::null());
    command
}

/// The cargo that started xtask.
pub fn cargo() -> Command {
    program("cargo")
}

/// Runs a command in sight of the user, after printing how to repeat it.
pub fn run(command: &mut Command) -> Outcome {
    let line = line_of(command);
    println!("$ {line}");
    let status = command.status().map_err(|fault| format!("`{line}` did not start: {fault}"))?;
    judge(&line, status)
}

/// Runs a command in place of xtask, so that whoever ends xtask ends it too.
#[cfg(unix)]
pub fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let line = line_of(command);
    println!("$ {line}");
    Err(format!("`{line}` did not start: {}", command.exec()))
}

/// Windows cannot replace a program; there the two run side by side.
#[cfg(not(unix))]
pub fn become_program(command: &mut Command) -> Outcome {
    run(command)
}

/// What a command prints, or nothing if it is missing or fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

fn judge(line: &str, status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(format!("`{line}` ended with {status}")) }
}

/// The command as one would type it; the program by its bare name.
fn line_of(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
