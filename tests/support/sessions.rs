//! Conversations in short lines → event logs, and answers → short lines.
//!
//! An event is `TIME ROLE WORD…`; a time is minutes and seconds from the beginning, `5:00x3/1:30` three events ninety seconds
//! apart. A word is a kind (`premium`), a topic (`user=Hours`, `system=Greeting`, `topic=Hours` of unknown kind), or a
//! column (`bot=b1`, `channel=web`, `conversation=c2`, `id=e7`).

use plancost::pricebook::library;
use plancost::sessions::read::Reader;
use plancost::sessions::{Answer, Disorder, Meter, Order, Session, Setup, meter};

/// 2021-06-01T10:00:00Z.
pub const BEGIN: i64 = 1_622_541_600_000;
pub const HEADING: &str = "conversation_id,timestamp,role,kind,topic,topic_kind,channel,bot_id,event_id\n";
pub const PLAIN: &str = "conversation_id,timestamp,role\n";

/// The rows of a log.
pub fn rows(events: &[String]) -> Vec<String> {
    events.iter().flat_map(|event| expand(event)).collect()
}

fn expand(event: &str) -> Vec<String> {
    let (time, rest) = event.split_once(' ').unwrap_or_else(|| panic!("no event: {event}"));
    let Some((first, many)) = time.split_once('x') else { return vec![row(offset(time), rest)] };
    let (count, step) = many.split_once('/').unwrap_or_else(|| panic!("no step: {event}"));
    let count: i64 = count.parse().expect("a count");
    (0..count).map(|number| row(offset(first) + number * offset(step), rest)).collect()
}

/// Milliseconds of `minutes:seconds` or `minutes:seconds.thousandths`.
fn offset(text: &str) -> i64 {
    let (minutes, seconds) = text.split_once(':').unwrap_or_else(|| panic!("no time: {text}"));
    let (seconds, ms) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let number = |text: &str| text.parse::<i64>().unwrap_or_else(|_| panic!("no number: {text}"));
    number(minutes) * 60_000 + number(seconds) * 1000 + number(ms)
}

fn row(at: i64, words: &str) -> String {
    let mut words = words.split(' ');
    let role = words.next().unwrap_or_default();
    let mut cells = ["c1", "", role, "", "", "", "", "", ""].map(str::to_owned);
    cells[1] = (BEGIN + at).to_string();
    for word in words {
        match word.split_once('=') {
            None => cells[3] = word.into(),
            Some(("user", name)) => (cells[4], cells[5]) = (name.into(), "user".into()),
            Some(("system", name)) => (cells[4], cells[5]) = (name.into(), "system".into()),
            Some(("topic", name)) => cells[4] = name.into(),
            Some(("channel", name)) => cells[6] = name.into(),
            Some(("bot", name)) => cells[7] = name.into(),
            Some(("id", name)) => cells[8] = name.into(),
            Some(("conversation", name)) => cells[0] = name.into(),
            Some((other, _)) => panic!("no word: {other}"),
        }
    }
    cells.join(",") + "\n"
}

/// By what is metered.
pub fn setup(definition: &str, choices: &[String]) -> Setup {
    let sessions = library().sessions();
    let definition = sessions.definition(definition).unwrap_or_else(|| panic!("no definition {definition}"));
    let choices = meter::choices(choices.iter().map(String::as_str)).expect("choices");
    Setup::new(sessions, definition, &choices, true).expect("choices that exist")
}

/// Meters files, each read in pieces of a size, as if they were in the order of time.
pub fn in_time(setup: &Setup, files: &[Vec<u8>], piece: usize) -> Result<Answer, Disorder> {
    go(setup, files, piece, Order::InTime)
}

/// Meters files in any order.
pub fn kept(setup: &Setup, files: &[Vec<u8>], piece: usize) -> Answer {
    go(setup, files, piece, Order::Any).expect("any order will do")
}

fn go(setup: &Setup, files: &[Vec<u8>], piece: usize, order: Order) -> Result<Answer, Disorder> {
    metered(setup, files, piece, order).finish()
}

/// A meter that has taken all files.
pub fn metered(setup: &Setup, files: &[Vec<u8>], piece: usize, order: Order) -> Meter {
    let mut meter = Meter::new(setup.clone(), order);
    for (number, file) in files.iter().enumerate() {
        let mut reader = Reader::new(meter.file(&format!("file {number}")));
        file.chunks(piece).for_each(|piece| reader.feed(piece, &mut meter));
        reader.end(&mut meter);
    }
    meter
}

/// Sessions in short lines, without those words that a case leaves out.
pub fn lines(answer: &Answer) -> Vec<String> {
    answer.sessions().map(|session| line(&session)).collect()
}

fn line(session: &Session) -> String {
    let short = |stamp: &str| {
        let at = plancost_time(stamp) - BEGIN;
        format!("{}:{:02}", at / 60_000, at / 1000 % 60)
    };
    let owner = match (session.conversation.as_str(), session.bot.as_str()) {
        ("c1", "") => String::new(),
        (conversation, bot) => format!("{conversation} {bot} "),
    };
    format!(
        "{owner}{}-{} {} {} {} {}",
        short(&session.start),
        short(&session.end),
        session.turns,
        session.because.word(),
        session.began.word(),
        session.ended.word()
    )
}

/// Milliseconds of a time as the answer writes it; the days of the cases lie in one month.
fn plancost_time(stamp: &str) -> i64 {
    let number = |from: usize, to: usize| stamp[from..to].parse::<i64>().expect("digits");
    let day: plancost::base::Day = stamp[..10].parse().expect("a day");
    let ms = if stamp.len() > 20 { number(20, 23) } else { 0 };
    day.since_1970() * 86_400_000 + (number(11, 13) * 3600 + number(14, 16) * 60 + number(17, 19)) * 1000 + ms
}

/// Numbers that only look as if by chance.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("a small number")
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}
