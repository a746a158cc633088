//! Node's packages: wasm-opt, the driver of the browser, the accessibility rules. They are tools;
//! none of them reaches the page.

use super::announce;
use crate::child::{program, read, run};
use crate::{Outcome, place};
use std::fs;

const OLDEST: u32 = 20;

/// `npm ci`, unless the packages of this very lock file are there already.
pub fn set_up() -> Outcome {
    check_node()?;
    let lock = place::root().join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|fault| format!("package-lock.json: {fault}"))?;
    // A copy of the lock file beside the packages says what they were installed from.
    let stamp = place::root().join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    announce(
        "node packages into node_modules",
        "wasm-opt makes the page small, playwright-core and axe-core test it (once, some seconds)",
    );
    run(program("npm").args(["ci", "--ignore-scripts"]))?;
    fs::write(&stamp, wanted).map_err(|fault| format!("{}: {fault}", stamp.display()))
}

fn check_node() -> Outcome {
    let remedy = format!("install Node.js {OLDEST} or later, with npm");
    let version = read(program("node").arg("--version")).ok_or_else(|| format!("node does not run; {remedy}"))?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(format!("node is {}; {remedy}", version.trim())),
    }
}
