//! What other people's pages and programs load: one package for browsers, with the custom element
//! beside it, and one for Node, which has no page and so carries none.

use crate::{Outcome, build, place};
use std::fs;
use std::path::Path;

/// Builds both packages.
pub fn package() -> Outcome {
    browser()?;
    node()
}

/// `dist/package`: the JavaScript face, the embedded page, and the loader of its element.
pub fn browser() -> Outcome {
    let folder = place::package();
    build::library("embed", "web", &folder)?;
    for from in ["static/embed", "static/package"] {
        copy(from, &folder)?;
    }
    pieces(&folder)?;
    println!("package: {}", folder.display());
    Ok(())
}

/// `dist/node`: the JavaScript face alone.
pub fn node() -> Outcome {
    let folder = place::node_package();
    build::library("js", "nodejs", &folder)?;
    copy("static/package", &folder)?;
    pieces(&folder)?;
    println!("package: {}", folder.display());
    Ok(())
}

/// Reading files is the same here and in the page; in the package for Node the ending says that it is a module.
fn pieces(folder: &Path) -> Outcome {
    let from = place::root().join("static/worker/pieces.js");
    fs::copy(&from, folder.join("pieces.mjs")).map_err(|fault| format!("{}: {fault}", from.display()))?;
    Ok(())
}

/// Puts the files of a folder of the project, not those of its folders, beside what was built.
fn copy(from: &str, into: &Path) -> Outcome {
    let folder = place::root().join(from);
    let files = fs::read_dir(&folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    for file in files.flatten().filter(|file| file.path().is_file()) {
        fs::copy(file.path(), into.join(file.file_name()))
            .map_err(|fault| format!("{}: {fault}", file.path().display()))?;
    }
    Ok(())
}
