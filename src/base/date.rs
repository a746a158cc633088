//! A day of the calendar. There is no clock here: today is always an argument.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::plain::{Plain, Reader, deserialize_as_plain};

/// A calendar day, written `2021-10-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// A day, or nothing when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, of_month: day })
    }

    /// Days since 1970-01-01.
    pub fn since_1970(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leaps + (153 * month + 2) / 5 + i64::from(self.of_month) - 1 - EPOCH
    }

    /// The day so many days after 1970-01-01, or nothing beyond the years from 0 to 9999.
    pub fn of_days(days: i64) -> Option<Self> {
        let days = days.checked_add(EPOCH)?;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = u16::try_from(era * 400 + year + later).ok().filter(|year| *year <= 9999)?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 for January.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl Day {
    /// The day before; none before the first day that can be written.
    pub fn before(self) -> Option<Self> {
        Self::of_days(self.since_1970() - 1)
    }
}

/// Days of four hundred years.
const ERA: i64 = 146_097;
/// Days from the first of March of the year 0 to 1970-01-01.
const EPOCH: i64 = 719_468;

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("\"{text}\" is not a day: write it like 2021-10-01");
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
        };
        let (Some(year), Some(month), Some(day)) = (next(4), next(2), next(2)) else {
            return Err(fault());
        };
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
            return Err(fault());
        };
        Self::new(year, month, day).ok_or_else(fault)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Plain for Day {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.text_of(value, "a day in quotes, such as \"2021-10-01\"").unwrap_or(Self {
            year: 0,
            month: 1,
            of_month: 1,
        })
    }
}

deserialize_as_plain!(Day);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day of the calendar, such as 2021-10-01.",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_come_back() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2021-10-01", 18_901)] {
            let day: Day = text.parse().expect("a day");
            assert_eq!((day.since_1970(), Day::of_days(days)), (days, Some(day)), "{text}");
        }
        let mut last = None;
        for days in (-719_468..=2_932_896).rev().step_by(61).collect::<Vec<_>>().into_iter().rev() {
            let day = Day::of_days(days).expect("a day of the calendar");
            assert!(last < Some(day) && day.since_1970() == days, "{day}");
            last = Some(day);
        }
        assert_eq!(last.map(|day| day.to_string()), Some("9999-12-31".into()));
        assert_eq!((Day::of_days(2_932_897), Day::of_days(i64::MAX), Day::of_days(i64::MIN)), (None, None, None));
    }

    #[test]
    fn only_days_of_the_calendar() {
        for text in ["2021-10-01", "2020-02-29"] {
            assert_eq!(text.parse::<Day>().map(|day| day.to_string()), Ok(text.to_string()));
        }
        for text in ["2021-02-29", "2021-13-01", "2021-1-1", "20211001", "", "2021-10-01T00"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
