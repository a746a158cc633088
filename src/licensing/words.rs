//! Small pieces of sentences: numbers with separators, counts with their unit, lists.

use crate::base::money::group_thousands;

/// A number with thousands separated: `5,000`.
pub fn number(value: u64) -> String {
    group_thousands(&value.to_string())
}

/// A count with its unit in the right form: `1 person`, `3 people`, `2 passes`.
pub fn count_of(count: u64, unit: &str) -> String {
    format!("{} {}", number(count), if count == 1 { unit.to_owned() } else { plural(unit) })
}

/// The plural of a unit of the field.
pub fn plural(unit: &str) -> String {
    match unit {
        "person" => "people".to_owned(),
        _ if unit.ends_with('s') || unit.ends_with("GB") => {
            if unit.ends_with("ss") {
                format!("{unit}es")
            } else {
                unit.to_owned()
            }
        }
        _ => format!("{unit}s"),
    }
}

/// A list in a sentence: `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_write_them() {
        for (count, unit, text) in [
            (1, "person", "1 person"),
            (5000, "person", "5,000 people"),
            (2, "pass", "2 passes"),
            (0, "login", "0 logins"),
        ] {
            assert_eq!(count_of(count, unit), text);
        }
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
