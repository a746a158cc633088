//! How far an answer is that takes long, for whoever waits for it.

/// So many parts of an answer are done, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// Parts that are done.
    pub done: usize,
    /// All parts.
    pub all: usize,
    /// What the parts are, in the plural.
    pub what: &'static str,
}

/// Is told after each part.
pub type Tell<'a> = dyn FnMut(Far) + 'a;

/// For whoever does not want to know.
pub fn silent(_: Far) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::flips::{FlipsOptions, flips, flips_told};
    use crate::answers::over_time::{OverTimeOptions, over_time, over_time_told};
    use crate::answers::range::{RangeOptions, range, range_told};
    use crate::base::plain;
    use crate::licensing::{Scenario, read};
    use crate::pricebook::{Book, library};

    const TEXT: &str = r#"{"groups": [{"name": "Staff", "people": 5}],
        "flows": [{"name": "Button", "run_by": ["Staff"], "connectors": ["SQL Server"], "runs_per_day": 9}]}"#;

    fn question() -> (Book, Scenario) {
        (library().book(Some("2022-04")).expect("an edition"), read::scenario(TEXT).expect("a scenario"))
    }

    /// What was told must be every part, one after the other.
    fn whole<T>(all: usize, what: &'static str, ask: impl FnOnce(&mut Tell) -> T) -> T {
        let mut heard: Vec<Far> = Vec::new();
        let answer = ask(&mut |far| heard.push(far));
        assert_eq!(heard, (1..=all).map(|done| Far { done, all, what }).collect::<Vec<Far>>());
        answer
    }

    #[test]
    fn flips_tell_each_number_and_are_the_same() {
        let ((book, scenario), options) = (question(), FlipsOptions::default());
        let found = flips(&book, &scenario, &options).expect("flips");
        let told = whole(found.numbers.len(), "numbers", |tell| flips_told(&book, &scenario, &options, tell));
        assert_eq!(told, Ok(found));
    }

    #[test]
    fn months_are_told_and_are_the_same() {
        let (_, scenario) = question();
        let options = OverTimeOptions { months: 14, ..OverTimeOptions::default() };
        let found = over_time(library(), Some("2022-04"), &scenario, &options);
        let told = whole(14, "months", |tell| over_time_told(library(), Some("2022-04"), &scenario, &options, tell));
        assert_eq!(told, found);
    }

    #[test]
    fn draws_are_told_and_are_the_same() {
        let (book, scenario) = question();
        let options = r#"{"vary": [{"path": "groups[0].people", "low": 3, "likely": 5, "high": 9}], "draws": 20}"#;
        let options: RangeOptions = plain::parse(options).expect("options");
        let found = range(&book, &scenario, &options);
        let told = whole(20, "draws", |tell| range_told(&book, &scenario, &options, tell));
        assert_eq!(told, found);
    }
}
