//! One activity of a transcript, in any of its spellings: what stands in its fields, without a judgement on it.

use std::borrow::Cow;

use super::json::{Broken, Json};
use super::time::{self, NoOffset};
use crate::sessions::event::Role;

/// The fields that are looked at. Objects are kept as their letters and read when they are needed.
#[derive(Debug, Default, Clone)]
pub struct Activity<'a> {
    /// Its name within the conversation.
    pub id: Option<Cow<'a, str>>,
    /// `message`, `trace`, `event` and others.
    pub kind: Option<Cow<'a, str>>,
    /// What a trace holds.
    pub value_type: Option<Cow<'a, str>>,
    /// What an event is called.
    pub name: Option<Cow<'a, str>>,
    /// What a trace or an event says.
    pub value: Option<&'a str>,
    /// The channel.
    pub channel: Option<Cow<'a, str>>,
    /// What the channel adds.
    pub channel_data: Option<&'a str>,
    /// Attachments; a hand-off carries the transcript there.
    pub attachments: Option<&'a str>,
    /// The words of a message, as they are written in the file.
    pub text: Option<&'a str>,
    /// The conversation, where the activity says it.
    pub conversation: Option<Cow<'a, str>>,
    /// Who sent it.
    pub from: Party<'a>,
    /// Who got it.
    pub to: Party<'a>,
    times: Times,
}

/// One side of a conversation.
#[derive(Debug, Default, Clone)]
pub struct Party<'a> {
    /// Its id.
    pub id: Option<Cow<'a, str>>,
    /// Its account, where it is signed in.
    pub account: Option<Cow<'a, str>>,
    /// Its role, as it is written.
    pub role: Option<Cow<'a, str>>,
}

/// The times of an activity; which one counts is decided when all are known.
#[derive(Debug, Default, Clone, Copy)]
struct Times {
    milliseconds: Option<i64>,
    common: Option<i64>,
    local: Option<i64>,
    /// A field of time stands there and is none.
    unreadable: bool,
}

/// A field that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    Kind,
    ValueType,
    Name,
    Value,
    Channel,
    ChannelData,
    Attachments,
    Text,
    Conversation,
    From,
    To,
    Milliseconds,
    Time,
    Local,
}

const FIELDS: [(&str, Field); 15] = [
    ("id", Field::Id),
    ("type", Field::Kind),
    ("valueType", Field::ValueType),
    ("name", Field::Name),
    ("value", Field::Value),
    ("channelId", Field::Channel),
    ("channelData", Field::ChannelData),
    ("attachments", Field::Attachments),
    ("text", Field::Text),
    ("conversation", Field::Conversation),
    ("from", Field::From),
    ("recipient", Field::To),
    ("timestampMs", Field::Milliseconds),
    ("timestamp", Field::Time),
    ("localTimestamp", Field::Local),
];

/// Whether a key is this name, in any of the spellings that programs write.
pub fn is(key: &str, name: &str) -> bool {
    key.eq_ignore_ascii_case(name)
}

/// Text that is not empty.
fn some(text: Option<Cow<'_, str>>) -> Option<Cow<'_, str>> {
    text.filter(|text| !text.is_empty())
}

impl<'a> Activity<'a> {
    /// Reads the object that stands next.
    pub fn read(json: &mut Json<'a>) -> Result<Self, Broken> {
        let mut activity = Self::default();
        json.object(&mut |key, json| match FIELDS.iter().find(|(name, _)| is(key, name)).map(|(_, field)| *field) {
            Some(field) => activity.field(field, json),
            None => Ok(()),
        })?;
        Ok(activity)
    }

    fn field(&mut self, field: Field, json: &mut Json<'a>) -> Result<(), Broken> {
        match field {
            Field::Id => self.id = some(json.word()?),
            Field::Kind => self.kind = some(json.text_or_none()?),
            Field::ValueType => self.value_type = some(json.text_or_none()?),
            Field::Name => self.name = some(json.text_or_none()?),
            Field::Value => self.value = Some(json.raw()?),
            // Two spellings in one activity: the one that says something counts.
            Field::Channel => self.channel = some(json.text_or_none()?).or(self.channel.take()),
            Field::ChannelData => {
                self.channel_data = Some(json.raw()?).filter(|raw| *raw != "null").or(self.channel_data);
            }
            Field::Attachments => self.attachments = Some(json.raw()?),
            Field::Text => self.text = Some(json.raw()?).filter(|raw| raw.starts_with('"')),
            Field::Conversation => self.conversation = id_within(json)?,
            Field::From => self.from = Party::read(json)?,
            Field::To => self.to = Party::read(json)?,
            Field::Milliseconds => {
                let word = json.word()?;
                self.times.take(word.as_deref(), |times| &mut times.milliseconds, time::of_milliseconds);
            }
            Field::Time => {
                let word = json.word()?;
                self.times.take(word.as_deref(), |times| &mut times.common, common);
            }
            Field::Local => {
                let word = json.word()?;
                let local = |text: &str| time::of_iso(text, NoOffset::Unknown);
                self.times.take(word.as_deref(), |times| &mut times.local, local);
            }
        }
        Ok(())
    }

    /// When it happened, by the best of its times.
    pub fn at(&self) -> Option<i64> {
        self.times.milliseconds.or(self.times.common).or(self.times.local)
    }

    /// Why it has no time.
    pub fn why_no_time(&self) -> &'static str {
        if self.times.unreadable {
            "its time cannot be read; a number of seconds or milliseconds or a time like 2021-10-01T12:00:00Z would be right"
        } else {
            "it has no time"
        }
    }

    /// Whether it is a message.
    pub fn is_message(&self) -> bool {
        self.kind.as_deref().is_some_and(|kind| is(kind, "message"))
    }

    /// Whether trace or event carry this name, which stands in either of two fields.
    pub fn is_called(&self, name: &str) -> bool {
        [&self.value_type, &self.name].into_iter().flatten().any(|word| is(word, name))
    }

    /// Who sent it: what its own role says, else the opposite of who got it.
    pub fn role(&self) -> Role {
        match (self.from.role(), self.to.role()) {
            (Some(role), _) => role,
            (None, Some(Role::Bot)) => Role::User,
            (None, Some(Role::User)) => Role::Bot,
            _ => Role::Unknown,
        }
    }

    /// The party that is the bot, if one says so.
    pub fn bot(&self) -> Option<&str> {
        let party = [&self.from, &self.to].into_iter().find(|party| party.role() == Some(Role::Bot))?;
        party.id.as_deref()
    }
}

impl<'a> Party<'a> {
    fn read(json: &mut Json<'a>) -> Result<Self, Broken> {
        let mut party = Self::default();
        json.object(&mut |key, json| {
            if is(key, "id") {
                party.id = some(json.word()?);
            } else if is(key, "role") {
                party.role = some(json.word()?);
            } else if is(key, "aadObjectId") {
                party.account = some(json.text_or_none()?);
            }
            Ok(())
        })?;
        Ok(party)
    }

    /// The role, where it is a known word.
    fn role(&self) -> Option<Role> {
        let word = self.role.as_deref()?;
        let words = [
            ("1", Role::User),
            ("user", Role::User),
            ("0", Role::Bot),
            ("bot", Role::Bot),
            ("skill", Role::Bot),
            ("agent", Role::Agent),
            ("debug", Role::Unknown),
        ];
        words.into_iter().find(|(known, _)| is(word, known)).map(|(_, role)| role)
    }
}

impl Times {
    fn take(&mut self, word: Option<&str>, place: fn(&mut Self) -> &mut Option<i64>, read: fn(&str) -> Option<i64>) {
        let Some(word) = word else { return };
        let at = read(word);
        // The first time of the calendar is how some programs write "none".
        self.unreadable |= at.is_none() && !word.starts_with("0001-01-01") && word != "0";
        *place(self) = at;
    }
}

/// A number of seconds or milliseconds, or an ISO time.
fn common(text: &str) -> Option<i64> {
    time::of_number(text).or_else(|| time::of_iso(text, NoOffset::Utc))
}

/// The `id` of the object that stands next, without what the Emulator hangs on it.
fn id_within<'a>(json: &mut Json<'a>) -> Result<Option<Cow<'a, str>>, Broken> {
    let id = Party::read(json)?.id;
    let Some(id) = id else { return Ok(None) };
    let bare = id.strip_suffix("|livechat").or_else(|| id.strip_suffix("|transcript"));
    Ok(Some(match bare {
        Some(bare) => Cow::Owned(bare.to_owned()),
        None => id,
    }))
}

/// A text of an object that is given as its letters; nothing if it has none. The key is found in any spelling.
pub fn inner<'a>(raw: Option<&'a str>, name: &str) -> Option<Cow<'a, str>> {
    let mut found = None;
    walk(raw, &mut |key, json| {
        if is(key, name) {
            found = some(json.word()?);
        }
        Ok(())
    });
    found
}

/// A yes or no of an object that is given as its letters.
pub fn inner_flag(raw: Option<&str>, name: &str) -> Option<bool> {
    let mut found = None;
    walk(raw, &mut |key, json| {
        if is(key, name) {
            found = json.flag()?;
        }
        Ok(())
    });
    found
}

/// Walks over the keys of an object that is given as its letters. They were passed once, so nothing in them is broken.
pub fn walk<'a>(raw: Option<&'a str>, each: &mut dyn FnMut(&str, &mut Json<'a>) -> Result<(), Broken>) {
    if let Some(raw) = raw {
        let walked = Json::new(raw).object(each);
        debug_assert!(walked.is_ok(), "{walked:?}");
    }
}
