//! The published JSON Schemas are those of the Rust types. `PLANCOST_BLESS=1` writes them anew; CI refuses the variable.
#![cfg(feature = "schema")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use plancost::licensing::{Scenario, schema};
use plancost::report::Combination;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

#[test]
fn scenario() {
    published::<Scenario>("scenario.json", schema::scenario());
}

#[test]
fn combination() {
    published::<Combination>("combination.json", schema::combination());
}

/// A schema in file form is that of the type, or becomes it when blessed.
fn published<T: JsonSchema>(file: &str, bundled: &str) {
    let mut now = serde_json::to_string_pretty(&written::<T>()).expect("a schema is JSON");
    now.push('\n');
    let path = folder().join(file);
    if env::var_os("PLANCOST_BLESS").is_some() {
        assert!(env::var_os("CI").is_none(), "PLANCOST_BLESS is set in CI: nothing would be compared");
        fs::write(&path, &now).expect("the schema can be written");
    } else {
        assert_eq!(
            bundled, now,
            "{file} is not what the types say: look at the change, then PLANCOST_BLESS=1 cargo test --features schema"
        );
    }
}

/// The schema of what is read, not of what is written: a field with a default may be absent.
fn written<T: JsonSchema>() -> Schema {
    let mut settings = SchemaSettings::draft2020_12().for_deserialize();
    settings.transforms.push(Box::new(RecursiveTransform(plain)));
    settings.into_generator().into_root_schema_for::<T>()
}

/// Doc comments are broken into lines for the editor; `uint32` is a word of Rust, its range stands beside it.
fn plain(schema: &mut Schema) {
    schema.remove("format");
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static/schema")
}
