//! Small pieces of sentences: numbers with separators, counts with their unit, lists.

use crate::base::money::group_thousands;

/// A number with thousands separated: `5,000`.
pub fn number(value: u64) -> String {
    group_thousands(&value.to_string())
}

/// What is needed beside what is there, with the sign that is true of them: `5 ≤ 10`, `11 > 10`.
pub fn compared(needed: u64, there: u64, written: impl Fn(u64) -> String) -> String {
    let sign = if needed > there { '>' } else { '≤' };
    format!("{} {sign} {}", written(needed), written(there))
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
    use crate::base::count::gigabytes;

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

    #[test]
    fn what_is_compared_is_true() {
        for (needed, there, text) in [(0, 0, "0 ≤ 0"), (4999, 5000, "4,999 ≤ 5,000"), (5001, 5000, "5,001 > 5,000")]
        {
            assert_eq!(compared(needed, there, number), text);
        }
        assert_eq!(compared(10_300, 10_250, gigabytes), "10.3 GB > 10.25 GB");
    }
}
