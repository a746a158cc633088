//! The builds that leave files: the page by trunk, the library by wasm-bindgen and wasm-opt.

use crate::child::{cargo, program, run};
use crate::{Outcome, own_std, place};
use std::fs;
use std::path::Path;

/// What the compiler emits beyond the first wasm; wasm-opt refuses it unless told. The page's
/// build says the same in index.html.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// The lowest kilobyte is the far end of the stack: nothing the program names lies there, which makes addresses shorter. And
/// functions of one kind beside each other compress better.
const SMALLER: [&str; 2] = ["--low-memory-unused", "--reorder-functions-by-name"];

/// The page as it is published.
pub fn page() -> Outcome {
    run(own_std::with(program("trunk").args(["build", "--release"])))
}

/// The library with some features, for "web" or "nodejs", into a folder that is emptied before.
pub fn library(features: &str, face: &str, into: &Path) -> Outcome {
    // `--crate-type` here rather than in the manifest, which then stays an rlib for native tests.
    run(own_std::with(cargo().args(["rustc", "--lib", "--crate-type", "cdylib", "--release"])).args([
        "--target",
        place::WASM,
        "--features",
        features,
    ]))?;
    let compiled = own_std::target().join(place::WASM).join("release/plancost.wasm");
    empty(into)?;
    run(program("wasm-bindgen").args(["--target", face, "--out-dir"]).arg(into).arg(compiled))?;
    let wasm = into.join("plancost_bg.wasm");
    // By node itself: the package's launcher is a script, which Windows cannot start.
    run(program("node")
        .arg(place::root().join("node_modules/binaryen/bin/wasm-opt"))
        .arg("-Oz")
        .args(WASM_FEATURES)
        .args(SMALLER)
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm))
}

fn empty(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))
}
