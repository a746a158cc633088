//! Chromium and its driver, for tests and figures only.

use super::announce;
use crate::Outcome;
use crate::browser::{chromium, driver};
use crate::child::{find, program, read, run};

const REMEDY: &str = "install Chrome or Chromium and the chromedriver of the same version, or name \
                      the programs in the variables CHROMIUM and CHROMEDRIVER";

/// Takes an installed browser and driver; on a machine with apt, installs what is missing.
pub fn set_up() -> Outcome {
    let missing = match (chromium(), driver()) {
        (Some(_), Some(_)) => return same_version(),
        (None, None) => "no Chromium and no chromedriver was found",
        (None, Some(_)) => "no Chromium was found",
        (Some(_), None) => "no chromedriver was found",
    };
    if !cfg!(target_os = "linux") || find("apt-get").is_none() {
        return Err(format!("{missing}; {REMEDY}"));
    }
    announce(
        "chromium and chromium-driver with apt-get",
        &format!("{missing}, and the tests of the page run in it (once, about a minute)"),
    );
    apt(&["update"])?;
    apt(&["install", "-y", "chromium", "chromium-driver"]).map_err(|fault| format!("{fault}; {REMEDY}"))?;
    if chromium().is_some() && driver().is_some() {
        same_version()
    } else {
        Err(format!("the packages brought no program that was found; {REMEDY}"))
    }
}

/// apt-get as root, or by sudo if that asks for no password.
fn apt(words: &[&str]) -> Outcome {
    let root = read(program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = program(if root { "apt-get" } else { "sudo" });
    if !root {
        command.args(["-n", "apt-get"]);
    }
    run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// A driver of another version than its browser fails later, and obscurely.
fn same_version() -> Outcome {
    // On Windows `chrome --version` opens a window instead of answering.
    if cfg!(windows) {
        return Ok(());
    }
    let major = |path: Option<std::path::PathBuf>| {
        let text = read(program(&path?.to_string_lossy()).arg("--version"))?;
        let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        version.split('.').next().map(String::from)
    };
    match (major(chromium()), major(driver())) {
        (Some(browser), Some(driver)) if browser != driver => {
            Err(format!("Chromium is version {browser}, chromedriver {driver}; {REMEDY}"))
        }
        _ => Ok(()),
    }
}
