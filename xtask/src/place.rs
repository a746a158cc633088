//! Where things lie: the project, its build folder, what the builds write. Reads no file.

use std::path::{Path, PathBuf};

/// The wasm target, as cargo and rustup name it.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The project's folder: the parent of this package's.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's build folder. xtask runs from `<target>/<profile>/xtask`, so this holds however the
/// folder was chosen: by default, by the environment or by a configuration file.
pub fn target() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|exe| exe.ancestors().nth(2).map(Path::to_path_buf))
        .unwrap_or_else(|| root().join("target"))
}

/// The page as trunk writes it; the same folder stands in Trunk.toml.
pub fn page() -> PathBuf {
    root().join("dist/page")
}

/// The JavaScript package for browsers, with the custom element.
pub fn package() -> PathBuf {
    root().join("dist/package")
}

/// The JavaScript package for Node.
pub fn node_package() -> PathBuf {
    root().join("dist/node")
}

/// Where cargo tools go that the machine does not have in the right version.
pub fn tools() -> PathBuf {
    root().join(".tools")
}
