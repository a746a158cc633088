//! The standard library compiled for size together with the page, instead of the one that comes with Rust.
//!
//! That one is compiled for speed and carries the words of every panic, which nobody reads in a browser; without it the page
//! is a tenth lighter. Cargo offers this to unstable Rust only, so the stable one is told to allow it: nothing but flags of
//! the build depends on that, and where the sources of the library are missing and cannot be had, the page is built the
//! usual way and says what it weighs.

use crate::child::{program, read};
use crate::place;
use std::path::PathBuf;
use std::process::Command;

/// What cargo is told; the same could stand in a configuration file, but would then hold for every build.
const SETTINGS: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
];

/// Where the sources of the standard library lie; nothing when rustc does not run.
fn sources() -> Option<PathBuf> {
    let sysroot = read(program("rustc").args(["--print", "sysroot"]))?;
    Some(PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/std"))
}

/// Whether the sources are there.
pub fn is_there() -> bool {
    sources().is_some_and(|folder| folder.is_dir())
}

/// The folder that a build with it writes to: the flags would make other builds in the same folder start anew.
pub fn target() -> PathBuf {
    if is_there() { place::target().join("own-std") } else { place::target() }
}

/// Has a command build with it, where that can be done.
pub fn with(command: &mut Command) -> &mut Command {
    if !is_there() {
        println!("without the sources of Rust's standard library the page weighs about a tenth more");
        return command;
    }
    command.envs(SETTINGS).env("CARGO_TARGET_DIR", target())
}
