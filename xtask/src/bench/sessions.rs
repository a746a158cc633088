//! The meter of sessions on large logs, and `DuckDB` beside it where that can be had.

use crate::child::{cargo, program, run};
use crate::{Outcome, place, scripts};
use std::path::{Path, PathBuf};

/// Pinned, so that figures can be compared: for Node, and for browsers.
const DUCKDB: [&str; 2] = ["@duckdb/node-api@1.5.6-r.1", "@duckdb/duckdb-wasm@1.32.0"];

/// The browser's script, and where it is.
pub const SCRIPT: &str = "reading.mjs";
const FOLDER: &str = "tests/bench";

/// What the browser's script is told by its environment: where `DuckDB` is, and the log of 3 GB.
const DUCKDB_AT: &str = "PLANCOST_DUCKDB";
const BIG_AT: &str = "PLANCOST_BIG";

/// `DuckDB` natively, on the logs that the meter went through.
pub fn duckdb() -> Outcome {
    let Some(folder) = installed() else { return Ok(()) };
    run(program("node")
        .arg("tests/bench/duckdb.cjs")
        .env(DUCKDB_AT, folder)
        .env("PLANCOST_LOGS", place::root().join("target/bench")))
}

/// The page, its worker and `DuckDB` in Chromium, on the same logs or on a larger one.
pub fn in_browser(big: Option<&Path>) -> Outcome {
    let mut told = Vec::new();
    told.extend(installed().map(|folder| (DUCKDB_AT, folder)));
    told.extend(big.map(|path| (BIG_AT, path.to_path_buf())));
    scripts::in_browser_told(&Path::new(FOLDER).join(SCRIPT), &told)
}

/// A log of 3 GB through the page; it is deleted afterwards.
pub fn big() -> Outcome {
    let path = std::env::temp_dir().join("plancost-3-gb.csv");
    let bench = ["bench", "--profile", "native", "--bench", "sessions"];
    let read = run(cargo().args(bench).env("PLANCOST_BENCH_BIG", &path)).and_then(|()| in_browser(Some(&path)));
    let _ = std::fs::remove_file(&path);
    read
}

/// Where both packages are; nothing, said aloud, where they cannot be had.
fn installed() -> Option<PathBuf> {
    let folder = place::tools().join("duckdb");
    match install(&folder) {
        Ok(()) => Some(folder),
        Err(fault) => {
            println!("DuckDB could not be installed, so nothing stands beside the meter: {fault}");
            None
        }
    }
}

fn install(folder: &Path) -> Outcome {
    if folder.join("node_modules/@duckdb/node-api").exists() && folder.join("node_modules/@duckdb/duckdb-wasm").exists()
    {
        return Ok(());
    }
    println!("installing DuckDB into {}, to be measured beside the meter", folder.display());
    std::fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    run(program("npm").args(["install", "--no-save", "--no-package-lock", "--prefix"]).arg(folder).args(DUCKDB))
}
