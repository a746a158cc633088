//! Runs the JavaScript tests and benches: one script, one process, told by its environment where
//! everything is.

use crate::child::{program, run};
use crate::server::Server;
use crate::{Outcome, browser, place};
use std::fs;
use std::path::{Path, PathBuf};

/// The scripts of a folder of the project, in the order of their names. An absent folder has none.
pub fn of(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(place::root().join(folder)).into_iter().flatten().flatten();
    let mut scripts: Vec<PathBuf> = entries
        .map(|entry| Path::new(folder).join(entry.file_name()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "mjs"))
        .collect();
    scripts.sort();
    scripts
}

/// Runs a script with the Node package's folder in `PLANCOST_PKG`.
pub fn in_node(script: &Path) -> Outcome {
    run(program("node").arg(script).env("PLANCOST_PKG", place::node_package()))
}

/// Runs a script that drives a browser: `CHROMIUM` is the program, `PLANCOST_URL` the address of the
/// built page, `PLANCOST_DIST` and `PLANCOST_PKG` the folders of the page and of the browser package.
pub fn in_browser(script: &Path) -> Outcome {
    in_browser_told(script, &[])
}

/// The same, with more that it is told by its environment.
pub fn in_browser_told(script: &Path, told: &[(&str, PathBuf)]) -> Outcome {
    let chromium = browser::chromium().ok_or("no Chromium; `cargo xtask setup` says more")?;
    let server = Server::start()?;
    run(program("node")
        .arg(script)
        .envs(told.iter().map(|(name, path)| (name, path)))
        .env("CHROMIUM", chromium)
        .env("PLANCOST_URL", &server.url)
        .env("PLANCOST_DIST", place::page())
        .env("PLANCOST_PKG", place::package()))
}
