//! Numbers of milliseconds and hours since 1970 → what people read, in UTC.

use crate::base::Day;

const DAY: i64 = 86_400_000;

/// `2021-05-04T12:30:00.250Z`; whole seconds have no fraction.
pub fn stamp(at: i64) -> String {
    let clock = at.rem_euclid(DAY);
    let (seconds, ms) = (clock / 1000, clock % 1000);
    let day = date(at.div_euclid(DAY));
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if ms == 0 {
        format!("{day}T{hours:02}:{minutes:02}:{seconds:02}Z")
    } else {
        format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{ms:03}Z")
    }
}

/// The day of an hour.
pub fn day(hour: i64) -> String {
    date(hour.div_euclid(24))
}

/// The month of an hour, such as `2021-05`.
pub fn month(hour: i64) -> String {
    let mut day = day(hour);
    day.truncate(7);
    day
}

/// The beginning of an hour.
pub fn hour(hour: i64) -> String {
    format!("{}T{:02}:00Z", day(hour), hour.rem_euclid(24))
}

fn date(days: i64) -> String {
    Day::of_days(days).map(|day| day.to_string()).unwrap_or_default()
}
