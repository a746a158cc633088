//! The scenario and the edition as the fragment of an address: a link that gives the same number to everybody.
//!
//! It knows texts, not the address bar.

mod base64url;

use serde::Serialize;
use serde_json::Value;

use super::draft::Draft;
use crate::base::plain::{self, Plain};
use crate::licensing::{Scenario, read};
use crate::report::Combination;
use crate::report::fault::FaultCode;

/// Marks the form of the text behind it; another form would get another mark.
const MARK: &str = "v1=";

/// What is wrong with a link that was cut or changed.
const DAMAGED: &str = "a part of it is missing or was changed on the way";

/// What a link carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// The edition, always named, so that a later one does not change the number.
    pub edition: String,
    /// The question.
    pub scenario: Scenario,
    /// The combination to judge, when the user typed one in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combination: Option<Combination>,
}

impl Shared {
    /// The form that it describes.
    pub fn draft(&self) -> Draft {
        let mut draft = Draft { edition: self.edition.clone(), ..Draft::from(&self.scenario) };
        if let Some(combination) = &self.combination {
            draft.write_combination(combination);
        }
        draft
    }
}

/// The fragment, without the `#`. Defaults are left out, as long as the rest still means the same.
pub fn write(shared: &Shared) -> String {
    let full = serde_json::to_value(shared).unwrap_or_default();
    let mut short = full.clone();
    prune(&mut short);
    if let Some(scenario) = short.get_mut("scenario") {
        omit(scenario, &serde_json::to_value(Scenario::default()).unwrap_or_default());
    }
    let same = plain::read::<Shared>(&short).is_ok_and(|read| read == *shared);
    let text = if same { short } else { full }.to_string();
    format!("{MARK}{}", base64url::encode(text.as_bytes()))
}

/// What a fragment carries; nothing, when it is not one of ours.
///
/// # Errors
/// Why a fragment of ours cannot be read.
pub fn read(fragment: &str) -> Option<Result<Shared, String>> {
    let text = fragment.trim_start_matches('#').strip_prefix(MARK)?;
    Some(decode(text))
}

fn decode(text: &str) -> Result<Shared, String> {
    if text.len() > read::MAX_BYTES {
        return Err("it is too long".into());
    }
    let bytes = base64url::decode(text).ok_or(DAMAGED)?;
    let json = String::from_utf8(bytes).map_err(|_| DAMAGED)?;
    read::json(&json, "a link").map_err(|fault| match fault.code {
        FaultCode::NotJson => DAMAGED.to_owned(),
        _ => fault.to_string(),
    })
}

/// Takes out what means the same when it is absent. Empty lists of what people hold, and counts whose default is one, stay.
fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(prune);
            fields.retain(|key, field| !is_default(key, field));
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

/// Takes out what is the same in another value.
fn omit(value: &mut Value, other: &Value) {
    if let (Value::Object(fields), Value::Object(others)) = (value, other) {
        for (key, field) in fields.iter_mut() {
            omit(field, others.get(key).unwrap_or(&Value::Null));
        }
        fields.retain(|key, field| others.get(key) != Some(&*field) && *field != Value::Object(serde_json::Map::new()));
    }
}

fn is_default(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => {
            number.as_u64() == Some(0) && !matches!(key, "people" | "authors" | "hold_customer_service")
        }
        Value::Array(items) => items.is_empty() && key != "holds",
        Value::Object(fields) => fields.is_empty() && !matches!(key, "scenario" | "combination"),
        Value::String(text) => text.is_empty() && !matches!(key, "edition" | "name"),
        Value::Bool(true) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: &str) -> Shared {
        Shared { edition: "some".into(), scenario: read::scenario(text).expect("the sample reads"), combination: None }
    }

    #[test]
    fn a_link_gives_back_what_it_was_given() {
        for text in [include_str!("draft/full.json"), "{}", r#"{"groups":[{"name":"Ä","people":0,"holds":[]}]}"#] {
            let mut shared = sample(text);
            assert_eq!(read(&write(&shared)), Some(Ok(shared.clone())));
            shared.combination = Some(Combination::default());
            assert_eq!(read(&format!("#{}", write(&shared))), Some(Ok(shared)));
        }
    }

    #[test]
    fn defaults_do_not_travel() {
        let shared = sample(r#"{"groups":[{"name":"All","people":120}]}"#);
        assert!(write(&shared).len() < 120, "{}", write(&shared));
    }

    #[test]
    fn a_damaged_link_says_so_and_another_fragment_is_left_alone() {
        let link = write(&sample("{}"));
        assert_eq!(read("#top"), None);
        assert_eq!(read(""), None);
        let cut = link.get(..link.len() - 5).unwrap_or_default();
        for bad in [cut, "v1=", "v1=!!!!", "v1=e30", "v1=AAAA"] {
            assert!(matches!(read(bad), Some(Err(_))), "{bad}");
        }
    }
}
