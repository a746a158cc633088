//! What is wrong with the form, at most one sentence for each field, found by the path of the field.

use crate::base::sorted::BTreeMap;

use crate::report::Fault;
use crate::report::fault::FaultCode;

/// At most one sentence for each field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with exactly this field.
    pub fn at(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// What is wrong with this list or with an entry of it.
    pub fn under(&self, path: &str) -> Option<&str> {
        let entry =
            |key: &&String| key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']));
        let key = self.0.keys().find(entry)?;
        self.at(key)
    }

    /// Notes what is wrong with a field; the first sentence stays.
    pub fn note(&mut self, path: impl Into<String>, says: impl Into<String>) {
        self.0.entry(path.into()).or_insert_with(|| says.into());
    }

    /// The value, or its default with the error noted.
    pub fn take<T: Default>(&mut self, path: impl FnOnce() -> String, read: Result<T, String>) -> T {
        read.unwrap_or_else(|error| {
            self.note(path(), error);
            T::default()
        })
    }

    /// These errors and what the engine says of the settings it was asked with.
    #[must_use]
    pub fn with(&self, faults: &[Fault]) -> Self {
        let mut errors = self.clone();
        for fault in faults {
            errors.note(fault.path.clone(), fault.message.clone());
        }
        errors
    }

    /// The errors as faults, as the answer shows them.
    pub fn faults(&self) -> Vec<Fault> {
        self.0.iter().map(|(path, says)| Fault::new(FaultCode::WrongShape, path.clone(), says.clone())).collect()
    }
}

impl From<&[Fault]> for FieldErrors {
    fn from(faults: &[Fault]) -> Self {
        Self::default().with(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_find_the_error_of_an_entry_but_not_of_a_namesake() {
        let mut errors = FieldErrors::default();
        errors.note("apps[0].connectors[2]", "one");
        errors.note("apps[0].connectorsX", "other");
        assert_eq!(errors.under("apps[0].connectors"), Some("one"));
        assert_eq!(errors.under("apps[1]"), None);
        assert_eq!(errors.at("apps[0].connectors"), None);
    }
}
