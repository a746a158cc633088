//! A month of the calendar, to count on and to compare. There is no clock here.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::date::Day;
use super::plain::{Plain, Reader, deserialize_as_plain};

/// A month of the calendar, written `2021-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u32);

impl Month {
    /// The month with this number: months since the year 0; the year 9999 is the last.
    pub fn numbered(number: u32) -> Self {
        Self(number.min(9999 * 12 + 11))
    }

    /// Months since the year 0.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The month so many months later.
    #[must_use]
    pub fn plus(self, months: u32) -> Self {
        Self::numbered(self.0.saturating_add(months))
    }

    /// Its place in the year, from 0 for January.
    pub fn of_year(self) -> u32 {
        self.0 % 12
    }

    /// Whether a day lies before the end of the month's first day: what holds from that day holds for the month.
    pub fn has_reached(self, day: Day) -> bool {
        let first = Day::new(u16::try_from(self.0 / 12).unwrap_or(u16::MAX), self.one_to_twelve(), 1);
        first.is_some_and(|first| day <= first)
    }

    /// The month that a day lies in.
    pub fn of(day: Day) -> Self {
        Self::numbered(u32::from(day.year()) * 12 + u32::from(day.month()) - 1)
    }

    fn one_to_twelve(self) -> u8 {
        u8::try_from(self.0 % 12).unwrap_or(0) + 1
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.one_to_twelve())
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let day: Result<Day, _> = format!("{text}-01").parse();
        day.map(Self::of).map_err(|_| format!("\"{text}\" is not a month: write it like 2021-10"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Plain for Month {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.text_of(value, "a month in quotes, such as \"2021-10\"").unwrap_or(Self(0))
    }
}

deserialize_as_plain!(Month);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_over_the_end_of_the_year() {
        let month: Month = "2021-11".parse().expect("a month");
        assert_eq!(month.plus(3).to_string(), "2022-02");
        assert_eq!(month.of_year(), 10);
        for text in ["2021-13", "2021", "2021-1", "2021-10-01", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_inside_of_the_month_holds_from_the_next() {
        let month: Month = "2021-11".parse().expect("a month");
        for (day, reached) in [("2021-11-01", true), ("2021-11-02", false), ("2021-10-31", true)] {
            assert_eq!(month.has_reached(day.parse().expect("a day")), reached, "{day}");
        }
    }
}
