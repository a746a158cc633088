//! Price book files as the build bundles them, with others on top, so that tests can try files that are not shipped.

use std::path::Path;

use plancost::pricebook::Library;
use serde_json::{Map, Value, json};

use crate::files;

/// The shipped library with more editions and sources, each a TOML file.
pub fn with(editions: &[&Path], sources: &[&Path]) -> Library {
    let root = files::root().join("static/pricebook");
    let mut all = table(&root.join("sources.toml"));
    for more in sources {
        let Some(Value::Array(more)) = table(more).get("source").cloned() else { continue };
        if let Some(Value::Array(sources)) = all.get_mut("source") {
            sources.extend(more);
        }
    }
    let shipped = files::below("static/pricebook/editions", ".toml");
    let paths = shipped.iter().map(std::path::PathBuf::as_path).chain(editions.iter().copied());
    let editions: Vec<Value> = paths.map(|path| named(path, table(path))).collect();
    let rules = table(&root.join("rules.toml"));
    let words = table(&root.join("words.toml"));
    let sessions = table(&root.join("sessions.toml"));
    Library::read(
        &json!({"sources": all, "rules": rules, "words": words, "sessions": sessions, "editions": editions})
            .to_string(),
    )
}

/// As the build does it: an edition carries the name of its file, which for a later one is the id it gives itself.
fn named(path: &Path, mut edition: Map<String, Value>) -> Value {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let shipped = path.parent().is_some_and(|folder| folder.ends_with("editions"));
    let id = edition.get("edition").and_then(|head| head.get("id")).and_then(Value::as_str);
    let file = if shipped { stem } else { id.unwrap_or(&stem).to_owned() };
    edition.insert("file".into(), Value::String(file));
    Value::Object(edition)
}

/// A file as JSON, as the build makes it.
pub fn table(path: &Path) -> Map<String, Value> {
    let table: toml::Table = files::text(path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match json(toml::Value::Table(table)) {
        Value::Object(object) => object,
        other => panic!("{}: {other}", path.display()),
    }
}

/// TOML to JSON; dates become text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        plain => serde_json::to_value(plain).expect("TOML's plain values are JSON"),
    }
}
