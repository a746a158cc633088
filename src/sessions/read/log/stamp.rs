//! The time of a row. Logs repeat one shape for millions of rows and one day for thousands, so both are taken quickly; all
//! other shapes go the common way.

use super::super::time::{self, NoOffset};

const MINUTE: i64 = 60_000;

/// So many days are remembered; a power of two.
const DAYS: usize = 64;

/// Reads times and remembers the days of the last ones, for logs that go through all of them at once.
#[derive(Debug)]
pub struct Stamps {
    /// A day as it is written and where it begins, each at a place that follows from how it is written.
    days: [Option<([u8; 10], i64)>; DAYS],
}

impl Default for Stamps {
    fn default() -> Self {
        Self { days: [None; DAYS] }
    }
}

impl Stamps {
    /// Milliseconds since 1970 in UTC.
    pub fn read(&mut self, text: &str) -> Option<i64> {
        if let Some((day, rest)) = text.as_bytes().split_first_chunk::<10>()
            && let Some(Some((known, begins))) = self.days.get(place(day))
            && known == day
            && let Some(clock) = clock(rest)
            // The first moment of all is what programs write for no time; the common way refuses it.
            && begins + clock > 0
        {
            return Some(begins + clock);
        }
        self.anew(text)
    }

    fn anew(&mut self, text: &str) -> Option<i64> {
        if !text.contains('-') {
            return time::of_number(text);
        }
        let at = time::of_iso(text, NoOffset::Utc)?;
        if let Some((day, rest)) = text.as_bytes().split_first_chunk::<10>()
            && let Some(clock) = clock(rest)
            && let Some(known) = self.days.get_mut(place(day))
        {
            *known = Some((*day, at - clock));
        }
        Some(at)
    }
}

/// Where a day is remembered: the days of two months have places of their own.
fn place(day: &[u8; 10]) -> usize {
    let [.., month, _, tens, ones] = day.map(usize::from);
    (tens * 10 + ones + month * 32) % DAYS
}

/// `T12:34:56Z` or `T12:34:56.789Z`, with a blank for the `T` and without the `Z` too.
fn clock(bytes: &[u8]) -> Option<i64> {
    let (head, tail) = bytes.split_first_chunk::<9>()?;
    let [t, clock @ ..] = *head;
    let ms = match *tail {
        [] | [b'Z'] => 0,
        [b'.', a, b, c] | [b'.', a, b, c, b'Z'] => two(a, b)? * 10 + two(b'0', c)?,
        _ => return None,
    };
    let (hours, minutes, seconds) = hours_minutes_seconds(clock)?;
    let fits = (t == b'T' || t == b' ') && hours < 24 && minutes < 60 && seconds < 60;
    fits.then_some((hours * 60 + minutes) * MINUTE + seconds * 1000 + ms)
}

/// The numbers of `12:34:56`, all digits looked at together.
fn hours_minutes_seconds(text: [u8; 8]) -> Option<(i64, i64, i64)> {
    const COLONS: u64 = 0x0000_ff00_00ff_0000;
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    // Digits become their numbers, colons become zero.
    let numbers = u64::from_le_bytes(text) ^ u64::from_le_bytes(*b"00:00:00");
    // What is more than nine reaches the highest bit of its byte.
    let beyond = (numbers.wrapping_add(0x7676_7676_7676_7676) | numbers) & HIGHEST;
    if beyond != 0 || numbers & COLONS != 0 {
        return None;
    }
    let [h1, h0, _, m1, m0, _, s1, s0] = numbers.to_le_bytes().map(i64::from);
    Some((h1 * 10 + h0, m1 * 10 + m0, s1 * 10 + s0))
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_says_what_the_common_way_says() {
        let mut stamps = Stamps::default();
        for text in [
            "1970-01-01T00:00:01Z",
            "2021-03-01T00:00:00Z",
            "2021-03-01T23:59:59.999Z",
            "2021-03-01 12:00:00",
            "2021-03-01T12:00:00.5Z",
            "2021-03-01T12:00:00.123+02:00",
            "2021-03-01T12:00:00.1234567Z",
            "2021-03-02T00:00:00.000",
            "1614556800",
            "1614556800123",
        ] {
            for _ in 0..2 {
                let common = time::of_iso(text, NoOffset::Utc).or_else(|| time::of_number(text));
                assert!(common.is_some(), "{text}");
                assert_eq!(stamps.read(text), common, "{text}");
            }
        }
        for none in [
            "1970-01-01T00:00:00Z",
            "2021-03-02T24:00:00Z",
            "2021-03-02T1a:00:00Z",
            "2021-03-02T12:00:0/Z",
            "2021-03-02T12;00:00Z",
            "2021-02-30T00:00:00Z",
            "",
            "soon",
            "2021-03-02",
        ] {
            assert_eq!(stamps.read(none), None, "{none}");
        }
    }
}
