//! Which version of each tool the project wants. Each stands in one file that its own tool reads;
//! what must be repeated elsewhere is compared by the test below.

use crate::place;
use std::fs;

/// Trunk: the newest that builds with this project's Rust.
pub const TRUNK: &str = "0.21.14";

/// The wasm-bindgen program must be exactly as new as the crate, which Cargo.lock knows.
pub fn wasm_bindgen() -> Result<String, String> {
    let path = place::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    locked(&lock, "wasm-bindgen").ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_string())
}

/// The version of a crate in the text of a Cargo.lock.
fn locked(lock: &str, name: &str) -> Option<String> {
    let head = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != head);
    let version = lines.nth(1)?.strip_prefix("version = ")?;
    Some(version.trim_matches('"').to_string())
}

#[cfg(test)]
mod tests {
    use super::{TRUNK, locked, wasm_bindgen};
    use crate::place;

    fn file(name: &str) -> String {
        std::fs::read_to_string(place::root().join(name)).expect(name)
    }

    #[test]
    fn a_lock_is_read() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"2\"\n\n[[package]]\nname = \"a\"\nversion = \"1\"\n";
        assert_eq!(locked(lock, "a").as_deref(), Some("1"));
        assert_eq!(locked(lock, "c"), None);
    }

    #[test]
    fn the_files_agree_on_versions() {
        let trunk = file("Trunk.toml");
        let bindgen = wasm_bindgen().expect("a version");
        assert!(trunk.contains(&format!("trunk-version = \"={TRUNK}\"")), "trunk");
        assert!(trunk.contains(&format!("wasm_bindgen = \"{bindgen}\"")), "wasm-bindgen {bindgen}");
        let package = file("package.json");
        let (_, rest) = package.split_once("\"binaryen\": \"").expect("binaryen in package.json");
        let (binaryen, _) = rest.split_once('.').expect("a version");
        assert!(trunk.contains(&format!("wasm_opt = \"version_{binaryen}\"")), "wasm-opt {binaryen}");
    }
}
