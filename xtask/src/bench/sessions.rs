//! The meter of sessions on a log of 300 MB, and `DuckDB` beside it where that can be had.

use crate::child::{cargo, program, run};
use crate::{Outcome, place};

/// Pinned, so that figures can be compared.
const DUCKDB: &str = "@duckdb/node-api@1.5.6-r.1";

/// Prints the figures of both.
pub fn sessions() -> Outcome {
    run(cargo().args(["bench", "--profile", "native", "--bench", "sessions"]))?;
    let folder = place::tools().join("duckdb");
    if let Err(fault) = installed(&folder) {
        println!("DuckDB could not be installed, so nothing stands beside the meter: {fault}");
        return Ok(());
    }
    run(program("node")
        .arg("tests/bench/duckdb.cjs")
        .env("PLANCOST_DUCKDB", &folder)
        .env("PLANCOST_LOGS", place::root().join("target/bench")))
}

fn installed(folder: &std::path::Path) -> Outcome {
    if folder.join("node_modules/@duckdb/node-api").exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    run(program("npm").args(["install", "--no-save", "--no-package-lock", "--prefix"]).arg(folder).arg(DUCKDB))
}
