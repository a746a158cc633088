//! Bundles the TOML files under `static/pricebook` into JSON texts. It finds, orders and converts; it knows nothing of
//! plans or prices: what a file must hold is judged by the engine's tests, which name file and key.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

fn main() {
    let root = PathBuf::from("static/pricebook");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut bundle = Map::new();
    bundle.insert("sources".into(), convert(&root.join("sources.toml")));
    bundle.insert("rules".into(), convert(&root.join("rules.toml")));
    bundle.insert("words".into(), convert(&root.join("words.toml")));
    bundle.insert("editions".into(), Value::Array(editions(&root.join("editions"))));
    write("pricebook.json", &Value::Object(bundle));
    // Apart from the rest: the page needs neither, and the reader of transcripts nothing but its words.
    write("sessions.json", &convert(&root.join("sessions.toml")));
    write("transcripts.json", &convert(&root.join("transcripts.toml")));
    write("guides.json", &convert(&root.join("guides.toml")));
}

fn write(name: &str, value: &Value) {
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::write(target, value.to_string()).expect("the output folder can be written");
}

/// All change-sets in the order of their file names, which is the order of time.
fn editions(folder: &Path) -> Vec<Value> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let mut value = convert(file);
            if let Value::Object(object) = &mut value {
                object.insert("file".into(), Value::String(stem.unwrap_or_default()));
            }
            value
        })
        .collect()
}

fn convert(file: &Path) -> Value {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    json(toml::Value::Table(table))
}

/// TOML to JSON; dates become text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(json).collect()),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect()),
    }
}
