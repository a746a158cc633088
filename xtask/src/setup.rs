//! What must be on the machine before the rest works, as parts that each look first and install
//! only what is missing. Knows the list; how each part is done stands in its own file.

mod browser;
mod cargo_tools;
mod node;
mod rust;

use crate::Outcome;

/// One thing to set up.
pub struct Part {
    pub name: &'static str,
    pub run: fn() -> Outcome,
}

const RUST: Part = Part { name: "rust", run: rust::set_up };
const SOURCES: Part = Part { name: "sources of Rust's library", run: rust::set_up_sources };
const LINTS: Part = Part { name: "rustfmt and clippy", run: rust::set_up_lints };
const BINDGEN: Part = Part { name: "wasm-bindgen", run: cargo_tools::wasm_bindgen };
const TRUNK: Part = Part { name: "trunk", run: cargo_tools::trunk };
const NODE: Part = Part { name: "node packages", run: node::set_up };
const BROWSER: Part = Part { name: "browser", run: browser::set_up };

/// For building and serving the page.
pub const PAGE: &[Part] = &[RUST, SOURCES, BINDGEN, TRUNK, NODE];
/// For the JavaScript package.
pub const PACKAGE: &[Part] = &[RUST, SOURCES, BINDGEN, NODE];
/// For tests and figures.
pub const EVERYTHING: &[Part] = &[RUST, SOURCES, LINTS, BINDGEN, TRUNK, NODE, BROWSER];

/// Runs the parts in order and stops at the first that fails.
pub fn all(parts: &[Part]) -> Outcome {
    for part in parts {
        (part.run)().map_err(|fault| format!("setting up {}: {fault}", part.name))?;
    }
    Ok(())
}

/// Says what is installed and why, so that it stands out from the installer's own output.
fn announce(what: &str, why: &str) {
    println!("\n== installing {what}: {why}");
}
