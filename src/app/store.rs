//! What survives a reload: the form as typed, as a tagged text, so that a later page can still read an earlier one.
//!
//! It knows texts, not where they are kept.

use serde::Serialize;
use serde_json::Value;

use super::draft::Draft;
use crate::base::plain::{self, Plain};

/// The version that is written. A change of [`Kept`] that old texts do not fit gets a version of its own, and a way from
/// here to there.
const VERSION: &str = "1";

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct Kept {
    /// The form as typed.
    pub draft: Draft,
    /// The fragment that stood in the address bar beside it: if it is still there, it is ours.
    pub fragment: String,
}

/// The text to keep.
pub fn write(kept: &Kept) -> String {
    let mut value = serde_json::to_value(kept).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("version".into(), VERSION.into());
    }
    value.to_string()
}

/// The form in a kept text.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str) -> Result<Kept, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match value.get("version").and_then(Value::as_str) {
        Some(VERSION) => plain::read_known(&value).map_err(|error| error.to_string()),
        other => Err(format!("version {} is not known here", other.unwrap_or("(none)"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing;

    #[test]
    fn the_form_comes_back_as_typed() {
        let scenario = licensing::read::scenario(include_str!("draft/full.json")).expect("the sample reads");
        let mut draft = Draft::from(&scenario);
        draft.credits = "half-typ".into();
        draft.own.on = true;
        draft.own.amounts.insert("some-plan".into(), "1,2".into());
        let kept = Kept { draft, fragment: "#x".into() };
        assert_eq!(read(&write(&kept)), Ok(kept));
    }

    #[test]
    fn a_first_version_stays_readable() {
        let kept =
            r#"{"version":"1","draft":{"last":1,"groups":[{"uid":1,"name":"All","people":"120"}],"unheard_of":true}}"#;
        let kept = read(kept).expect("written by the first version");
        assert_eq!(kept.draft.groups.first().map(|group| group.people.clone()), Some("120".into()));
    }

    #[test]
    fn what_is_not_ours_says_so() {
        for text in ["", "{}", "null", r#"{"version":"99","draft":{}}"#, r#"{"version":"1","draft":7}"#] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
