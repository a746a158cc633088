//! Numbers as people type and paste them: `1,200`, `1.200`, `1 200` and `1200` are the same count.
//! It judges the text alone; what a number means is not its matter.

use crate::base::money::group_thousands;
use crate::base::{Count, Gigabytes, Money};

/// Reads a count; an empty text means `default`.
///
/// # Errors
/// A sentence that says what would be right.
pub fn count(text: &str, default: Count) -> Result<Count, String> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(default);
    }
    whole(&text).and_then(|digits| digits.parse().ok()).and_then(Count::new).ok_or_else(|| {
        let most = group_thousands(&Count::MAX.to_string());
        format!("{} is not a whole number from 0 to {most}.", quoted(&text))
    })
}

/// Reads a count that may be left open: an empty text means that nothing is said.
///
/// # Errors
/// A sentence that says what would be right.
pub fn count_or_open(text: &str) -> Result<Option<Count>, String> {
    if tidy(text).is_empty() { Ok(None) } else { count(text, Count::default()).map(Some) }
}

/// Reads gigabytes; an empty text means none.
///
/// # Errors
/// A sentence that says what would be right.
pub fn gigabytes(text: &str) -> Result<Gigabytes, String> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(Gigabytes::default());
    }
    decimal(&text).and_then(|plain| Gigabytes::parse(&plain)).ok_or_else(|| {
        let most = group_thousands(&(Gigabytes::MAX_MEGABYTES / 1000).to_string());
        format!(
            "{} is not an amount of gigabytes from 0 to {most} with at most three decimals, such as 2.4.",
            quoted(&text)
        )
    })
}

/// Reads an amount of money that may be left open.
///
/// # Errors
/// A sentence that says what would be right.
pub fn money(text: &str) -> Result<Option<Money>, String> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(None);
    }
    let amount = decimal(&text).and_then(|plain| plain.parse().ok());
    amount.map(Some).ok_or_else(|| format!("{} is not an amount: write digits only, such as 12.50.", quoted(&text)))
}

/// The count one step up or down, as the arrow keys do; what is no count stays as it is.
pub fn step(text: &str, by: i32) -> Option<String> {
    let now = count(text, Count::default()).ok()?.get();
    let next = now.saturating_add_signed(by).min(Count::MAX);
    (next != now).then(|| group_thousands(&next.to_string()))
}

/// The text without what spreadsheets and thousands put around and between digits: blanks of all widths, apostrophes.
fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\u{feff}')).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().take(24).collect::<String>())
}

/// The digits of a whole number, its thousands separated by commas, by points, or not.
fn whole(text: &str) -> Option<String> {
    ungroup(text, ',').or_else(|| ungroup(text, '.'))
}

/// A decimal number with a point. A lone comma before exactly three digits separates thousands, unless a zero stands before it.
fn decimal(text: &str) -> Option<String> {
    let (mark, place) = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => (',', comma),
        (_, Some(point)) if text.matches('.').count() == 1 => ('.', point),
        (Some(comma), None) if text.matches(',').count() == 1 && !separates_thousands(text, comma) => (',', comma),
        _ => return whole(text),
    };
    let (before, after) = (text.get(..place)?, text.get(place + 1..)?);
    let other = if mark == ',' { '.' } else { ',' };
    let digits = ungroup(before, other)?;
    is_digits(after).then(|| format!("{digits}.{after}"))
}

fn separates_thousands(text: &str, comma: usize) -> bool {
    text.len() - comma == 4 && !text.starts_with('0')
}

/// Takes the separators out, if each stands before three digits.
fn ungroup(text: &str, separator: char) -> Option<String> {
    let mut parts = text.split(separator);
    let first = parts.next().filter(|first| is_digits(first))?;
    let rest: Vec<&str> = parts.collect();
    let grouped = rest.is_empty() || first.len() <= 3;
    (grouped && rest.iter().all(|part| part.len() == 3 && is_digits(part))).then(|| format!("{first}{}", rest.concat()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_type_them() {
        for text in ["1200", "1,200", "1.200", "1 200", "1\u{a0}200", "1'200", " 1200\n", "\t1,200"] {
            assert_eq!(count(text, Count::ONE).map(Count::get), Ok(1200), "{text:?}");
        }
        assert_eq!(count("", Count::ONE), Ok(Count::ONE));
        assert_eq!(count("1.234.567", Count::ONE).map(Count::get), Ok(1_234_567));
        assert_eq!(count_or_open(" "), Ok(None));
        assert_eq!(count_or_open("0"), Ok(Some(Count::default())));
    }

    #[test]
    fn what_is_no_count_says_what_would_be() {
        for text in
            ["-1", "1.5", "12O", "1,20", "1,2000", "10000001", "1,200.000", "99999999999999999999", ",", "1200,000"]
        {
            let error = count(text, Count::ONE).expect_err(text);
            assert!(error.contains("a whole number from 0 to 10,000,000"), "{text}: {error}");
        }
    }

    #[test]
    fn arrow_keys_step_and_stop_at_the_ends() {
        assert_eq!(step("1,199", 1).as_deref(), Some("1,200"));
        assert_eq!(step("", 10).as_deref(), Some("10"));
        assert_eq!(step("3", -10).as_deref(), Some("0"));
        assert_eq!(step("0", -1), None);
        assert_eq!(step("many", 1), None);
    }

    #[test]
    fn gigabytes_with_either_decimal_mark() {
        for (text, megabytes) in [
            ("2.4", 2400),
            ("2,4", 2400),
            ("1,200", 1_200_000),
            ("1.200", 1200),
            ("0,125", 125),
            ("1,200.5", 1_200_500),
            ("1.200,5", 1_200_500),
            ("1.200.000", 1_000_000_000 + 200_000_000),
            ("7", 7000),
            ("", 0),
        ] {
            let read = gigabytes(text).map(Gigabytes::megabytes);
            if megabytes > u64::from(Gigabytes::MAX_MEGABYTES) {
                assert!(read.is_err(), "{text}");
            } else {
                assert_eq!(read, Ok(megabytes), "{text}");
            }
        }
        for text in ["-1", "2.4.5", "0.0001", "a", "1,2,3"] {
            assert!(gigabytes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn money_is_digits_only() {
        assert_eq!(money("8,50"), Ok("8.50".parse().ok()));
        assert_eq!(money("1,200"), Ok("1200".parse().ok()));
        assert_eq!(money(""), Ok(None));
        for text in ["-3", "8 EUR", "free"] {
            assert!(money(text).is_err(), "{text}");
        }
    }
}
