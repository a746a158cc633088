//! What the kinds of things in the price book are called, read from `words.toml`: so that no other room names a product.

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

/// Words by the kind of thing and the name that data use for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Plain)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, BTreeMap<String, String>>);

impl Words {
    /// What a thing is called. A thing without words is called by its name in the data; `check` allows none.
    pub fn of(&self, kind: &str, thing: &impl Serialize) -> String {
        let value = serde_json::to_value(thing).unwrap_or_default();
        let name = value.as_str().unwrap_or_default();
        self.get(kind, name).unwrap_or(name).to_owned()
    }

    /// Words by kind and name.
    pub fn get(&self, kind: &str, name: &str) -> Option<&str> {
        self.0.get(kind).and_then(|words| words.get(name)).map(String::as_str)
    }

    /// All kinds, with their words.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
        self.0.iter().map(|(kind, words)| (kind.as_str(), words))
    }
}
