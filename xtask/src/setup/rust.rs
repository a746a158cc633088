//! The parts of Rust itself: the wasm target, the formatter, the linter.

use super::announce;
use crate::child::{cargo, find, program, read, run};
use crate::{Outcome, place};
use std::path::Path;

/// The wasm target, found in the compiler's own folder whoever put it there.
pub fn set_up() -> Outcome {
    let sysroot =
        read(program("rustc").args(["--print", "sysroot"])).ok_or("rustc does not run; install Rust with rustup")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(place::WASM).is_dir() {
        return Ok(());
    }
    let what = format!("the Rust target {}", place::WASM);
    announce(&what, "the page is compiled to it (once, some seconds)");
    rustup(&["target", "add", place::WASM], &what)
}

/// rustfmt and clippy, which a minimal Rust lacks.
pub fn set_up_lints() -> Outcome {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if read(cargo().args([subcommand, "--version"])).is_none() {
            announce(component, "the tests run it (once, some seconds)");
            rustup(&["component", "add", component], component)?;
        }
    }
    Ok(())
}

fn rustup(words: &[&str], what: &str) -> Outcome {
    if find("rustup").is_none() {
        return Err(format!("{what} is missing, and so is rustup; add it as you added Rust"));
    }
    run(program("rustup").args(words))
}
