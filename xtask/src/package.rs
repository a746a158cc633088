//! What other people's pages and programs load: one package for browsers, with the custom element
//! beside it, and one for Node, which has no page and so carries none.

use crate::{Outcome, build, place};
use std::fs;

/// Builds both packages.
pub fn package() -> Outcome {
    browser()?;
    node()
}

/// `dist/package`: the JavaScript face, the embedded page, and the loader of its element.
pub fn browser() -> Outcome {
    let folder = place::package();
    build::library("embed", "web", &folder)?;
    let loaders = place::root().join("static/embed");
    let files = fs::read_dir(&loaders).map_err(|fault| format!("{}: {fault}", loaders.display()))?;
    for file in files.flatten().filter(|file| file.path().is_file()) {
        fs::copy(file.path(), folder.join(file.file_name()))
            .map_err(|fault| format!("{}: {fault}", file.path().display()))?;
    }
    println!("package: {}", folder.display());
    Ok(())
}

/// `dist/node`: the JavaScript face alone.
pub fn node() -> Outcome {
    build::library("js", "nodejs", &place::node_package())?;
    println!("package: {}", place::node_package().display());
    Ok(())
}
