//! The sessions that analytics downloads. A row is a session as analytics counts them, and only its start has a time, so
//! pauses and length cannot be judged; turns can, where the words of the chat are there.

use super::out::Out;
use super::rows::Row;
use super::time::{self, NoOffset};
use super::unicode;
use crate::sessions::event::{Event, Place, Role, Topic, TopicKind, What};

/// Which column holds what.
#[derive(Debug, Clone, Default)]
pub struct Analytics {
    id: usize,
    start: usize,
    topic: Option<usize>,
    chat: Option<usize>,
    first_words: Option<usize>,
    outcome: Option<usize>,
    channel: Option<usize>,
    /// The heading says that times are UTC.
    utc: bool,
    dates: Dates,
}

/// Which of two numbers is the day, once a date has told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Dates {
    #[default]
    Unknown,
    MonthFirst,
    DayFirst,
}

impl Analytics {
    /// The columns by their names, without blanks and signs.
    pub fn by_heading(keys: &[String]) -> Option<Self> {
        let find = |names: &[&str]| keys.iter().position(|key| names.contains(&key.as_str()));
        let utc = find(&["startdatetimeutc"]);
        Some(Self {
            id: find(&["sessionid"])?,
            start: utc.or_else(|| find(&["startdatetime"]))?,
            topic: find(&["topicname"]),
            chat: find(&["chattranscript"]),
            first_words: find(&["initialusermessage", "initialmessage"]),
            outcome: find(&["sessionoutcome"]),
            channel: find(&["channel"]),
            utc: utc.is_some(),
            dates: Dates::Unknown,
        })
    }

    /// What can and what cannot be told from such a file.
    pub fn open(&self, out: &mut Out<'_>) {
        out.note_file(
            "it lists sessions of analytics with their start only. Topics, turns and escalations are read; every message \
             is taken at the start, so pauses and the length of a session cannot be judged, nor test chats and bots, and \
             billed sessions are an estimate",
        );
        if self.topic.is_none() {
            out.note_file("it has no column TopicName, so no session can be told to be billed");
        }
        if self.chat.is_none() {
            out.note_file("it has no column ChatTranscript, so turns cannot be counted");
        }
        if !self.utc {
            out.note_file("its heading names no time zone; the times are taken for UTC");
        }
    }

    /// Reads a row.
    pub fn read(&mut self, number: u64, row: &Row<'_>, out: &mut Out<'_>) -> Result<(), String> {
        let cell = |column: Option<usize>| unicode::text(column.map_or(&[][..], |column| row.cell(column))).0;
        let (id, start) = (cell(Some(self.id)), cell(Some(self.start)));
        if id.trim().is_empty() {
            return Err("it has no session id".to_owned());
        }
        let at = self.start(start.trim())?;
        let channel = cell(self.channel);
        let mut event = Event {
            conversation: id.trim(),
            group: None,
            bot: None,
            channel: Some(channel.trim()).filter(|channel| !channel.is_empty()),
            id: None,
            at,
            order: 0,
            role: Role::Unknown,
            what: What::Other,
            place: Place { file: out.file, row: number, index: None },
        };
        let topic = cell(self.topic);
        if !topic.trim().is_empty() {
            // The column names the last authored topic and is empty when only those of the product ran.
            event.what = What::Topic(Topic { name: topic.trim(), kind: TopicKind::User });
            out.event(&event);
        }
        let chat = cell(self.chat);
        let mut speakers = speakers(&chat).peekable();
        let first_words = cell(self.first_words);
        if speakers.peek().is_none() && !first_words.trim().is_empty() {
            event = Event { order: 1, role: Role::User, what: What::Message { topic: None }, ..event };
            out.event(&event);
        }
        for role in speakers {
            event = Event { order: event.order.saturating_add(1), role, what: What::Message { topic: None }, ..event };
            out.event(&event);
        }
        if cell(self.outcome).trim().eq_ignore_ascii_case("escalated") {
            event = Event { order: event.order.saturating_add(1), role: Role::Bot, what: What::Escalated, ..event };
            out.event(&event);
        }
        out.tally.conversations += 1;
        Ok(())
    }

    fn start(&mut self, text: &str) -> Result<i64, String> {
        if text.contains('/') {
            return self.of_slashes(text);
        }
        time::of_iso(text, NoOffset::Utc).ok_or_else(|| format!("its start \"{}\" is no time", shown(text)))
    }

    /// `9/23/2026 4:05:00 PM` and its relatives. A number beyond twelve tells, here or in a row before; where none has told, the
    /// month is first with a half of the day, as the product writes it.
    fn of_slashes(&mut self, text: &str) -> Result<i64, String> {
        let no_time = || format!("its start \"{}\" is no time", shown(text));
        let mut words = text.split_ascii_whitespace();
        let (date, clock) = (words.next().ok_or_else(no_time)?, words.next().ok_or_else(no_time)?);
        let half = words.next();
        let mut numbers = date.splitn(3, '/').map(|part| part.parse::<i64>().ok().filter(|_| part.len() <= 4));
        let (Some(Some(one)), Some(Some(two)), Some(Some(year))) = (numbers.next(), numbers.next(), numbers.next())
        else {
            return Err(no_time());
        };
        let told = match (one > 12, two > 12) {
            (true, _) => Dates::DayFirst,
            (_, true) => Dates::MonthFirst,
            _ if half.is_some() && self.dates == Dates::Unknown => Dates::MonthFirst,
            _ => self.dates,
        };
        if self.dates != Dates::Unknown && told != self.dates {
            return Err(format!(
                "in its start \"{}\" day and month stand the other way round than in a row before; write days as \
                 year-month-day",
                shown(text)
            ));
        }
        self.dates = told;
        let (month, day) = match self.dates {
            Dates::MonthFirst => (one, two),
            Dates::DayFirst => (two, one),
            Dates::Unknown if one == two => (one, two),
            Dates::Unknown => {
                return Err(format!(
                    "its start \"{}\" may be two different days; write it as year-month-day",
                    shown(text)
                ));
            }
        };
        let clock = of_day(clock, half).ok_or_else(no_time)?;
        time::of_parts(year, month, day, &clock).ok_or_else(no_time)
    }
}

/// A time of day with two digits and twenty-four hours.
fn of_day(clock: &str, half: Option<&str>) -> Option<String> {
    let (hours, rest) = clock.split_once(':')?;
    let hours: u8 = hours.parse().ok()?;
    let hours = match half.map(str::to_ascii_uppercase).as_deref() {
        None => hours,
        Some("AM") if (1..=12).contains(&hours) => hours % 12,
        Some("PM") if (1..=12).contains(&hours) => hours % 12 + 12,
        Some(_) => return None,
    };
    Some(format!("{hours:02}:{rest}"))
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Who speaks, entry by entry. An entry begins with `User says:`, at the beginning or behind a semicolon; what stands within
/// the words of an entry is not one.
fn speakers(chat: &str) -> impl Iterator<Item = Role> + '_ {
    chat.match_indices(" says:").filter_map(|(at, _)| {
        let before = chat.get(..at)?;
        let names = [("User", Role::User), ("Bot", Role::Bot), ("Agent", Role::Agent)];
        let (name, role) = names.into_iter().find(|(name, _)| before.ends_with(name))?;
        let front = before.strip_suffix(name)?.trim_end();
        (front.is_empty() || front.ends_with(';')).then_some(role)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_begin_behind_a_semicolon_only() {
        let chat = "User says: hi; there; Bot says: a; b User says: no;User says: yes; Agent says: I am here;";
        let spoken: Vec<Role> = speakers(chat).collect();
        assert_eq!(spoken, [Role::User, Role::Bot, Role::User, Role::Agent]);
        assert_eq!(speakers("he says: nothing").count(), 0);
    }

    #[test]
    fn dates_of_spreadsheets() {
        let at = |texts: &[&str]| {
            let mut analytics = Analytics::default();
            texts.iter().fold(None, |_, text| analytics.start(text).ok())
        };
        let four_in_the_afternoon = time::of_iso("2026-09-03T16:05:00Z", NoOffset::Utc);
        assert_eq!(at(&["9/3/2026 4:05:00 PM"]), four_in_the_afternoon);
        assert_eq!(at(&["9/23/2026 16:05", "9/3/2026 16:05"]), four_in_the_afternoon);
        assert_eq!(at(&["23/9/2026 16:05", "3/9/2026 16:05:00"]), four_in_the_afternoon);
        assert_eq!(at(&["2026-09-03 16:05:00"]), four_in_the_afternoon);
        assert_eq!(at(&["3/9/2026 16:05"]), None, "two days are possible");
        assert_eq!(at(&["23/9/2026 4:05 PM", "3/9/2026 4:05 PM"]), four_in_the_afternoon);
        assert_eq!(at(&["3/9/2026 4:05 PM", "23/9/2026 4:05 PM"]), None, "the first was read with the month first");
        assert_eq!(at(&["13/13/2026 16:05"]), None);
        assert_eq!(at(&["9/3/2026 13:05 PM"]), None);
    }
}
