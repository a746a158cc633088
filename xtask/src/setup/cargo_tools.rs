//! wasm-bindgen and trunk: taken from the machine in the right version, or else compiled into
//! the project's `.tools`, where they disturb no other project.

use super::announce;
use crate::child::{cargo, program, read, run};
use crate::{Outcome, place, versions};

/// wasm-bindgen and its test runner, which come together.
pub fn wasm_bindgen() -> Outcome {
    let version = versions::wasm_bindgen()?;
    // Not `--locked`: the lock file published with this version names crates that not every
    // mirror carries.
    let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    install("wasm-bindgen-cli", &version, &programs, &[], "3 minutes on two cores")
}

/// Trunk, without the TLS of the system: it needs no network here, and no OpenSSL to compile.
pub fn trunk() -> Outcome {
    let flags = ["--locked", "--no-default-features", "--features", "rustls"];
    install("trunk", versions::TRUNK, &["trunk"], &flags, "8 minutes on two cores")
}

fn install(name: &str, version: &str, programs: &[&str], flags: &[&str], takes: &str) -> Outcome {
    let Some(why) = programs.iter().find_map(|program| fault_of(program, version)) else {
        return Ok(());
    };
    announce(&format!("{name} {version} into .tools"), &format!("{why}; once, about {takes}"));
    run(cargo()
        .args(["install", name, "--version", version, "--force", "--root"])
        .arg(place::tools())
        .args(flags)
        // A build folder of its own: these crates are built for another purpose.
        .env_remove("CARGO_TARGET_DIR"))?;
    match programs.iter().find_map(|program| fault_of(program, version)) {
        None => Ok(()),
        Some(fault) => Err(format!("{fault}, even after installing it")),
    }
}

/// Why a program cannot be used as it is, if it cannot. It answers `--version` with "name 1.2.3".
fn fault_of(name: &str, wanted: &str) -> Option<String> {
    match read(program(name).arg("--version")) {
        None => Some(format!("{name} is missing")),
        Some(text) => match text.split_whitespace().nth(1) {
            Some(found) if found == wanted => None,
            found => Some(format!("{name} is {} here", found.unwrap_or("of unknown version"))),
        },
    }
}
