//! Everything CI runs, cheapest first. The list is the documentation: what is not here is not
//! checked.

use crate::child::{cargo, read, run};
use crate::steps::{Step, run_all, step};
use crate::{Outcome, browser, build, package, place, scripts, setup, size};
use std::path::Path;

/// Runs the steps, or those whose name contains a word. What they need is set up in any case.
pub fn test(word: Option<&str>) -> Outcome {
    let mut steps = set_up();
    let all = [checks(), native(), wasm(), builds(), end_to_end()].into_iter().flatten();
    steps.extend(all.filter(|step| word.is_none_or(|word| step.name.contains(word))));
    if steps.len() == setup::EVERYTHING.len() {
        return Err(format!("no step's name contains `{}`", word.unwrap_or_default()));
    }
    run_all(&steps)
}

fn set_up() -> Vec<Step> {
    let parts = setup::EVERYTHING.iter();
    parts.map(|part| step(format!("set up: {}", part.name), part.run)).collect()
}

/// Nothing is run, only read: format, lints, dependencies.
fn checks() -> Vec<Step> {
    let mut steps = vec![step("format", || run(cargo().args(["fmt", "--all", "--check"])))];
    // Every feature by itself: a module must not lean on a crate that another feature brings.
    for (name, flags) in [
        ("clippy, engine and command line", "--workspace --all-targets"),
        ("clippy, schema", "--all-targets --features schema"),
        ("clippy, js", "--lib --features js"),
        ("clippy, app", "--all-targets --features app"),
        ("clippy, embed", "--lib --features embed"),
        ("clippy, wasm, js", "--target wasm32-unknown-unknown --lib --test web_api --features js"),
        ("clippy, wasm, app", "--target wasm32-unknown-unknown --lib --bin app --test web_app --features app"),
        ("clippy, wasm, embed", "--target wasm32-unknown-unknown --lib --features embed"),
    ] {
        steps.push(step(name, move || clippy(flags)));
    }
    steps.push(step("dependencies of the engine", engine_dependencies));
    steps
}

fn clippy(flags: &str) -> Outcome {
    run(cargo().arg("clippy").args(flags.split(' ')).args(["--", "-D", "warnings"]))
}

/// The engine stays free of the browser: no crate of it among what the default features bring.
fn engine_dependencies() -> Outcome {
    const BROWSER: [&str; 5] = ["gloo", "js-sys", "wasm-bindgen", "web-sys", "yew"];
    // For this machine: on wasm the solver's clock rightly asks the browser.
    let tree = read(cargo().args(["tree", "--package", "plancost", "--edges", "normal", "--prefix", "none"]))
        .ok_or("`cargo tree` failed")?;
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    let mut found: Vec<&str> = names.filter(|name| BROWSER.contains(name)).collect();
    found.dedup();
    println!("{} lines of `cargo tree`, browser crates: {found:?}", tree.lines().count());
    if found.is_empty() { Ok(()) } else { Err(format!("the engine depends on {}", found.join(", "))) }
}

/// All of it as the engine is built by default; of each feature only what it adds, because the
/// random tests of the engine take a minute.
fn native() -> Vec<Step> {
    let test = |name, flags: &'static str| {
        step(name, move || run(cargo().args(["test", "--no-fail-fast"]).args(flags.split(' '))))
    };
    vec![
        test("native tests", "--workspace"),
        test("native tests, schema", "--features schema --test schema"),
        test("native tests, app", "--features app --lib"),
    ]
}

fn wasm() -> Vec<Step> {
    vec![
        step("Chromium: JavaScript face", || in_chromium("js", "web_api")),
        step("Chromium: page", || in_chromium("app", "web_app")),
    ]
}

fn in_chromium(features: &str, test: &str) -> Outcome {
    let driver = browser::driver().ok_or("no chromedriver; `cargo xtask setup` says more")?;
    run(cargo()
        .args(["test", "--target", place::WASM, "--features", features, "--test", test])
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::settings()?)
        // Seconds; the usual 5 and 20 are too few on a busy machine.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300"))
}

fn builds() -> Vec<Step> {
    let mut steps = vec![step("build: package for Node", package::node)];
    steps.extend(each("tests/node", "Node", scripts::in_node));
    steps.push(step("build: page", build::page));
    steps.push(step("build: package for browsers", package::browser));
    steps.push(step("size of the first load", size::weigh));
    steps
}

fn end_to_end() -> Vec<Step> {
    each("tests/e2e", "end to end", scripts::in_browser)
}

/// One step for each script of a folder; a folder without scripts is a step that fails, because
/// nobody would notice tests that are gone.
fn each(folder: &'static str, name: &str, run: fn(&Path) -> Outcome) -> Vec<Step> {
    let found = scripts::of(folder);
    if found.is_empty() {
        return vec![step(name, move || Err(format!("{folder} holds no .mjs script")))];
    }
    let one = |script: std::path::PathBuf| {
        let stem = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        step(format!("{name}: {stem}"), move || run(&script))
    };
    found.into_iter().map(one).collect()
}
