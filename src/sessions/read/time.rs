//! Times as the exports write them, as milliseconds since 1970 in UTC.
//!
//! A time that does not stand there is never invented, and a local time counts only with its offset. No clock is asked.

/// From this size on a number is taken for milliseconds: as seconds it would lie after the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;
/// The last millisecond of the year 9999.
const LAST: i64 = 253_402_300_799_999;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A number of seconds or of milliseconds, told apart by its size. Zero and less are what programs write for "no time".
pub fn of_number(text: &str) -> Option<i64> {
    // A fraction of a second comes as "1666713306.25"; an exponent is nobody's way to write a time.
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok()?;
    let ms = if whole >= MILLISECONDS_FROM {
        whole
    } else {
        whole.checked_mul(1000)?.checked_add(thousandths(fraction)?)?
    };
    (1..=LAST).contains(&ms).then_some(ms)
}

/// A number that is milliseconds whatever its size.
pub fn of_milliseconds(text: &str) -> Option<i64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    whole.parse().ok().filter(|ms| (1..=LAST).contains(ms))
}

/// How a text without an offset is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOffset {
    /// The field is UTC by its meaning.
    Utc,
    /// The field is a local time, so that without an offset it says nothing.
    Unknown,
}

/// `2026-05-07T16:45:37.2824458+00:00` with none to nine digits of fraction, `T` or a space, `Z`, an offset or none.
pub fn of_iso(text: &str, no_offset: NoOffset) -> Option<i64> {
    let text = text.trim();
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, offset) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => (rest.get(..at)?, Some(rest.get(at..)?)),
        None => (rest, None),
    };
    let offset = match (offset, no_offset) {
        (Some(offset), _) => of_offset(offset)?,
        (None, NoOffset::Utc) => 0,
        (None, NoOffset::Unknown) => return None,
    };
    bounded(days(year, month, day)? * DAY + of_clock(clock.trim_end())? - offset)
}

/// A day given as numbers and a time of day, in UTC; for the styles of spreadsheets.
pub fn of_parts(year: i64, month: i64, day: i64, clock: &str) -> Option<i64> {
    bounded(days(year, month, day)? * DAY + of_clock(clock)?)
}

fn bounded(ms: i64) -> Option<i64> {
    (1..=LAST).contains(&ms).then_some(ms)
}

/// Exactly so many digits.
fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fffffff`.
fn of_clock(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, ':');
    let (hours, minutes) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let (seconds, ms) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
            (digits(whole, 2)?, thousandths(fraction)?)
        }
    };
    // A leap second is written as the sixtieth; it belongs to the next minute.
    (hours < 24 && minutes < 60 && seconds <= 60).then_some((hours * 60 + minutes) * MINUTE + seconds * 1000 + ms)
}

/// The first three digits of a fraction; the rest is cut, not rounded, so that no time moves into the next second.
fn thousandths(fraction: &str) -> Option<i64> {
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut ms = 0;
    for place in 0..3 {
        ms = ms * 10 + fraction.as_bytes().get(place).map_or(0, |digit| i64::from(digit - b'0'));
    }
    Some(ms)
}

/// `Z`, `+05:30`, `+0530` or `+05`.
fn of_offset(text: &str) -> Option<i64> {
    if text == "Z" || text == "z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?;
    let (hours, minutes) = match rest.len() {
        2 => (digits(rest, 2)?, 0),
        4 => (digits(rest.get(..2)?, 2)?, digits(rest.get(2..)?, 2)?),
        5 if rest.get(2..3) == Some(":") => (digits(rest.get(..2)?, 2)?, digits(rest.get(3..)?, 2)?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * MINUTE)
}

/// Days from 1970-01-01 to a day of the calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if !(1970..=9999).contains(&year) || !(1..=last).contains(&day) {
        return None;
    }
    // Years are counted from March, so that the leap day is the last of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_milliseconds_are_told_apart_by_size() {
        assert_eq!(of_number("1666713306"), Some(1_666_713_306_000));
        assert_eq!(of_number("1666713306.25"), Some(1_666_713_306_250));
        assert_eq!(of_number("1778516786050"), Some(1_778_516_786_050));
        assert_eq!(of_number("99999999999"), Some(99_999_999_999_000));
        assert_eq!(of_number("100000000000"), Some(100_000_000_000));
        for none in ["0", "-1", "", "x", "1e9", "99999999999999999", "1666713306.x"] {
            assert_eq!(of_number(none), None, "{none}");
        }
        assert_eq!(of_milliseconds("5000"), Some(5000));
    }

    #[test]
    fn iso_times_with_all_fractions_and_offsets() {
        let base = 1_778_172_337_000;
        for (text, ms) in [
            ("2026-05-07T16:45:37Z", base),
            ("2026-05-07T16:45:37.2Z", base + 200),
            ("2026-05-07T16:45:37.2824458+00:00", base + 282),
            ("2026-05-07T16:45:37.9999999Z", base + 999),
            ("2026-05-07T18:45:37+02:00", base),
            ("2026-05-07T22:15:37.5+0530", base + 500),
            ("2026-05-07T06:45:37-10", base),
            ("2026-05-07 16:45:37", base),
            ("1970-01-01T00:00:00.001Z", 1),
            ("2020-02-29T00:00:00Z", 1_582_934_400_000),
            ("9999-12-31T23:59:59.9999999Z", LAST),
        ] {
            assert_eq!(of_iso(text, NoOffset::Utc), Some(ms), "{text}");
        }
        for none in [
            "",
            "2026-05-07",
            "2026-5-7T16:45:37Z",
            "2026-02-30T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "2026-05-07T24:00:00Z",
            "2026-05-07T16:45:37+2:00",
            "9999-12-31T23:59:59-01:00",
            "yesterday at ten",
        ] {
            assert_eq!(of_iso(none, NoOffset::Utc), None, "{none}");
        }
        assert_eq!(of_iso("2026-05-07T16:45:37", NoOffset::Unknown), None);
        assert_eq!(of_iso("2026-05-07T18:45:37+02:00", NoOffset::Unknown), Some(base));
    }
}
