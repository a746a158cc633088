//! Finds the browser and its driver. Installs nothing.

use crate::child::find;
use crate::place;
use std::env;
use std::fs;
use std::path::PathBuf;

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const USUAL_PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The browser: named by CHROMIUM, or on the PATH, or where installers put it.
pub fn chromium() -> Option<PathBuf> {
    named("CHROMIUM")
        .or_else(|| NAMES.iter().find_map(|name| find(name)))
        .or_else(|| USUAL_PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Its driver: named by CHROMEDRIVER, or on the PATH, or in Debian's folder of Chromium.
pub fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER")
        .or_else(|| find("chromedriver"))
        .or_else(|| Some(PathBuf::from("/usr/lib/chromium/chromedriver")).filter(|path| path.is_file()))
}

/// The settings of webdriver.json with the browser that was found written in, because the driver
/// alone looks in fewer places. The answer is the path of the new file.
pub fn settings() -> Result<PathBuf, String> {
    let browser = chromium().ok_or("no Chromium was found; `cargo xtask setup` says more")?;
    let text =
        fs::read_to_string(place::root().join("webdriver.json")).map_err(|fault| format!("webdriver.json: {fault}"))?;
    let path = place::target().join("webdriver.json");
    fs::write(&path, with_binary(&text, &browser.to_string_lossy()))
        .map_err(|fault| format!("{}: {fault}", path.display()))?;
    Ok(path)
}

fn with_binary(settings: &str, browser: &str) -> String {
    let browser = browser.replace('\\', r"\\");
    let head = "\"goog:chromeOptions\": {";
    settings.replacen(head, &format!("{head}\n    \"binary\": \"{browser}\","), 1)
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::with_binary;

    #[test]
    fn the_browser_is_written_into_the_projects_settings() {
        let path = crate::place::root().join("webdriver.json");
        let settings = std::fs::read_to_string(path).expect("webdriver.json");
        let changed = with_binary(&settings, r"C:\chrome.exe");
        assert!(changed.contains(r#""binary": "C:\\chrome.exe","#), "{changed}");
        assert!(changed.contains("--headless"));
    }
}
