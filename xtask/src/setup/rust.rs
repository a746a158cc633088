//! The parts of Rust itself: the wasm target, the formatter, the linter.

use super::announce;
use crate::child::{cargo, find, program, read, run};
use crate::{Outcome, own_std, place};
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

/// The sources of the standard library, which is compiled for size with the page. Not everybody's Rust can be given them,
/// and the page can be built without.
pub fn set_up_sources() -> Outcome {
    if own_std::is_there() || find("rustup").is_none() {
        return Ok(());
    }
    announce("the sources of Rust's standard library", "the page is a tenth lighter with them (once, some seconds)");
    rustup(&["component", "add", "rust-src"], "rust-src")
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
