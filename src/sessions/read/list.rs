//! JSON files: rows of the table as the web API gives them, conversations, and single activities one behind the other.
//! Which of these a record is, its own keys say; the first record says what the file is.

use std::borrow::Cow;

use super::activity::{Activity, is};
use super::content::{self, Form, bot_of};
use super::json::{Broken, Json, Kind};
use super::keys::{Keys, Shape, Sign};
use super::out::Out;
use super::row::{self, Cells};
use super::split::{self, Found, Split};
use super::talk::{Known, Talk};
use super::{Format, unicode};
use crate::sessions::event::Place;

/// Activities that wait until conversation and bot are known.
const MOST_WAITING: usize = 64;
const MOST_WAITING_BYTES: usize = 4 << 20;

/// The reader.
#[derive(Debug)]
pub struct List {
    split: Split,
    reading: Reading,
}

/// Everything but the cutter.
#[derive(Debug, Default)]
struct Reading {
    format: Option<Format>,
    refused: bool,
    /// Whether it was said that there are further pages.
    paged: bool,
    talk: Option<Talk>,
    waiting: Vec<(u64, String)>,
    records: u64,
}

impl List {
    /// A reader that holds at most so many bytes of a record.
    pub fn new(limit: usize) -> Self {
        Self { split: Split::new(limit), reading: Reading::default() }
    }

    /// What the file turned out to be.
    pub fn format(&self) -> Option<Format> {
        self.reading.format
    }

    /// Whether nothing more is read.
    pub fn is_refused(&self) -> bool {
        self.reading.refused
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        let waiting: usize = self.reading.waiting.iter().map(|(_, text)| text.capacity()).sum();
        self.split.held() + waiting + self.reading.talk.as_ref().map_or(0, Talk::held)
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], out: &mut Out<'_>) {
        let Self { split, reading } = self;
        if !reading.refused {
            split.feed(piece, &mut |found| reading.found(found, out));
        }
    }

    /// Nothing follows. When the file broke off, that is said elsewhere, and what hangs at its end is no fault of its own.
    pub fn end(&mut self, broke_off: bool, out: &mut Out<'_>) {
        let Self { split, reading } = self;
        if reading.refused {
            return;
        }
        if !broke_off {
            split.end(&mut |found| reading.found(found, out));
        }
        reading.begin(out);
        if let Some(mut talk) = reading.talk.take() {
            talk.end(0, out);
        }
        if reading.records == 0 && !reading.refused && !broke_off {
            reading.refuse("there is nothing in it", out);
        }
    }
}

impl Reading {
    fn refuse(&mut self, says: &str, out: &mut Out<'_>) {
        self.refused = true;
        self.waiting = Vec::new();
        out.lost_file(says);
    }

    fn found(&mut self, found: Found<'_>, out: &mut Out<'_>) {
        if self.refused {
            return;
        }
        match found {
            Found::Record(number, list, bytes) => {
                self.records += 1;
                let (text, western) = unicode::text(bytes);
                out.tally.western += u64::from(western);
                self.record(number, list, &text, out);
            }
            Found::TooLong(number, length) => {
                self.records += 1;
                out.lost_row(number, format!("it is {length} bytes long, more than is read as one record"));
            }
            Found::Cut(number) => {
                self.records += 1;
                out.lost_row(number, "the file ends before this record is complete; export or download it again");
            }
            Found::Around(bytes) => self.around(&unicode::text(bytes).0, out),
        }
    }

    /// The object around the list of the web API says whether there are further pages.
    fn around(&mut self, text: &str, out: &mut Out<'_>) {
        let mut more = false;
        let walked = Json::new(text).object(&mut |key, _| {
            more |= is(key, "@odata.nextLink");
            Ok(())
        });
        if let Err(broken) = walked {
            let says = format!("what stands around the list is not JSON at byte {}: {}", broken.at, broken.says);
            out.note(Place { file: out.file, row: 0, index: None }, says);
        }
        if more && !std::mem::replace(&mut self.paged, true) {
            out.note_file("it is one page of several; read the others too, or the counts are too small");
        }
        if self.records == 0 {
            self.records = 1;
            out.note_file("its list is empty");
        }
    }

    fn record(&mut self, number: u64, list: split::List, text: &str, out: &mut Out<'_>) {
        let mut json = Json::new(text);
        let read = match json.kind() {
            Ok(Kind::Object) => Keys::read(&mut json).and_then(|keys| json.end().map(|()| keys)),
            Ok(Kind::Array) => {
                self.conversation(number, list, Cells { content: text, ..Cells::default() }, out);
                return;
            }
            Ok(_) if self.format.is_none() => {
                self.refuse("it is a list of plain values; rows, conversations and activities are objects", out);
                return;
            }
            Ok(_) => {
                out.lost_row(number, "it is no object; rows, conversations and activities are objects");
                return;
            }
            Err(broken) => Err(broken),
        };
        match read {
            Ok(keys) => self.object(number, list, text, &keys, out),
            Err(broken) => out.lost_row(number, not_json(&broken)),
        }
    }

    fn object(&mut self, number: u64, list: split::List, text: &str, keys: &Keys<'_>, out: &mut Out<'_>) {
        match keys.shape() {
            Shape::Row => {
                self.format.get_or_insert(Format::DataverseJson);
                if let Err(why) = row::read(keys.cells(keys.content), number, out) {
                    out.lost_row(number, why);
                }
            }
            Shape::Conversation => self.conversation(number, list, keys.cells(Some(text)), out),
            Shape::Activity => self.activity(number, text, keys, out),
            Shape::Timeless if self.format.is_none() => {
                self.refuse(
                    "its messages have no times, so no session can be told; export the table of transcripts instead",
                    out,
                );
            }
            Shape::LogRow if self.format.is_none() => {
                self.refuse("it is an event log written as one list; write one object a line, without brackets and commas around them", out);
            }
            _ if self.format.is_none() => {
                let keys = keys.first.join(", ");
                let says = format!(
                    "it is JSON of an unknown form (keys: {keys}); rows of the table of transcripts, activities or an event log would be right"
                );
                self.refuse(&says, out);
            }
            _ => out.lost_row(number, "it is of another form than what the file began with"),
        }
    }

    fn conversation(&mut self, number: u64, list: split::List, cells: Cells<'_>, out: &mut Out<'_>) {
        match row::read(cells, number, out) {
            Ok(form) => {
                self.format.get_or_insert(match (list, form) {
                    (split::List::Conversations, _) => Format::Conversations,
                    (_, Form::DirectLine) => Format::DirectLine,
                    (_, Form::TestPane) => Format::TestPane,
                    (_, Form::Plain) => Format::Conversation,
                });
            }
            Err(why) => out.lost_row(number, why),
        }
    }

    fn activity(&mut self, number: u64, text: &str, keys: &Keys<'_>, out: &mut Out<'_>) {
        self.format.get_or_insert(if keys.has(Sign::Framework) { Format::BotFramework } else { Format::Conversation });
        if self.talk.is_some() {
            self.tell(number, text, out);
            return;
        }
        self.waiting.push((number, text.to_owned()));
        let bytes: usize = self.waiting.iter().map(|(_, text)| text.len()).sum();
        let known = Activity::read(&mut Json::new(text)).ok();
        let complete = known.is_some_and(|activity| activity.conversation.is_some() && bot_of(&activity).is_some());
        if complete || self.waiting.len() >= MOST_WAITING || bytes >= MOST_WAITING_BYTES {
            self.begin(out);
        }
    }

    /// Conversation and bot are known as well as they will be.
    fn begin(&mut self, out: &mut Out<'_>) {
        let waiting = std::mem::take(&mut self.waiting);
        let Some((first, _)) = waiting.first() else { return };
        let read = || waiting.iter().filter_map(|(_, text)| Activity::read(&mut Json::new(text)).ok());
        let conversation = read().find_map(|activity| activity.conversation.map(Cow::into_owned));
        let bot = read().find_map(|activity| bot_of(&activity));
        let no_topics = self.format == Some(Format::BotFramework);
        let conversation = conversation.unwrap_or_else(|| {
            let whole: String = waiting.iter().map(|(_, text)| text.as_str()).collect();
            format!("content-{:016x}-{first}", content::fingerprint(&whole))
        });
        self.talk = Some(Talk::new(Known { conversation, bot, no_topics, ..Known::default() }));
        for (number, text) in &waiting {
            self.tell(*number, text, out);
        }
    }

    fn tell(&mut self, number: u64, text: &str, out: &mut Out<'_>) {
        let Ok(activity) = Activity::read(&mut Json::new(text)) else { return };
        let Some(talk) = &mut self.talk else { return };
        if let Some(other) = activity.conversation.as_deref().filter(|other| *other != talk.known.conversation) {
            talk.end(number, out);
            let bot = bot_of(&activity).or_else(|| talk.known.bot.take());
            *talk = Talk::new(Known { conversation: other.to_owned(), bot, ..talk.known.clone() });
        }
        let place = Place { file: out.file, row: number, index: None };
        let within = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
        talk.take(&activity, within, place, out);
    }
}

fn not_json(broken: &Broken) -> String {
    format!("it is not JSON at its byte {}: {}", broken.at, broken.says)
}
