//! Snapshots: what was written once must come out again. `PLANCOST_BLESS=1` writes them anew; where CI is set, it may not.

use std::fs;
use std::path::Path;

/// Compares a text with its snapshot, or writes it when asked to.
///
/// # Errors
/// Where the first difference is, or that there is no snapshot.
pub fn compare(path: &Path, text: &str) -> Result<(), String> {
    let name = path.display();
    if std::env::var_os("PLANCOST_BLESS").is_some() {
        if std::env::var_os("CI").is_some() {
            return Err("PLANCOST_BLESS is set in CI, where nothing would be compared".into());
        }
        return fs::write(path, text).map_err(|error| format!("{name}: {error}"));
    }
    let hint = "PLANCOST_BLESS=1 cargo test writes it";
    let kept = fs::read_to_string(path).map_err(|error| format!("{name}: {error}; {hint}"))?.replace("\r\n", "\n");
    if kept == text {
        return Ok(());
    }
    let pairs = kept.lines().zip(text.lines()).enumerate();
    let first = pairs.into_iter().find(|(_, (old, new))| old != new);
    Err(match first {
        Some((line, (old, new))) => format!("{name}:{}: was\n  {old}\nis now\n  {new}\n{hint}", line + 1),
        None => format!("{name}: was {} lines, is now {}; {hint}", kept.lines().count(), text.lines().count()),
    })
}
