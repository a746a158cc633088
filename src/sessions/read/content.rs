//! One whole conversation, as `{"activities":[…]}` or a bare list of activities: the content of a row, or a file by itself.

use super::activity::{Activity, inner, is};
use super::handoff;
use super::json::{Broken, Json, Kind};
use super::out::Out;
use super::talk::{Known, Talk};
use crate::sessions::event::{Place, Role};

/// How many letters a spreadsheet keeps in a cell.
const SPREADSHEET: usize = 32_767;

/// The form that a conversation has, where it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// What a cell of the table holds.
    Plain,
    /// A hand-over by Direct Line.
    DirectLine,
    /// A snapshot of the test pane.
    TestPane,
}

/// What a look at all activities finds.
#[derive(Debug, Default)]
struct Look {
    conversation: Option<String>,
    bot: Option<String>,
    /// A conversation of Direct Line is the first half of its ids.
    by_id: Option<String>,
    bot_spoke: bool,
    /// The account of the first message; empty when it has none.
    first_account: Option<String>,
    accounts_differ: bool,
}

/// Reads a conversation. Nothing is passed on when it is not JSON from its beginning to its end. Where neither the row nor
/// the activities name the conversation, it is called by the key of its row, or else by its content.
pub fn read(text: &str, key: &str, row: u64, mut known: Known, out: &mut Out<'_>) -> Result<Form, String> {
    let activities = activities(text)?;
    let form = form(text);
    known.harness |= ["\"ToolCallTrace", "\"ThinkingTrace\""].iter().any(|sign| text.contains(sign));
    if known.conversation.is_empty() || known.bot.is_none() || known.harness {
        complete(&mut known, activities, || match key {
            "" => format!("content-{:016x}-{row}", fingerprint(text)),
            key => key.to_owned(),
        });
    }
    let place = Place { file: out.file, row, index: None };
    let mut talk = Talk::new(known);
    let mut json = Json::new(activities);
    let walked = json.array(&mut |number, json| {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let place = Place { index: Some(number), ..place };
        if json.kind()? == Kind::Object {
            talk.take(&Activity::read(json)?, number, place, out);
        } else {
            out.lost_event(place, "it is no object, so it is no activity");
        }
        Ok(())
    });
    out.tally.most_record = out.tally.most_record.max(text.len() + talk.held());
    talk.end(row, out);
    walked.map(|()| form).map_err(|broken| why(&broken, activities))
}

/// What is broken, and the most common reason for it.
fn why(broken: &Broken, text: &str) -> String {
    let mut says = format!("its content is not JSON at byte {}: {}", broken.at, broken.says);
    if text.chars().count() == SPREADSHEET {
        says.push_str("; it has exactly the 32,767 letters that a spreadsheet keeps of a cell: export it again and do not save it from there");
    }
    says
}

/// The letters of the list of activities. On the way to it and behind it everything is passed, and so checked.
fn activities(text: &str) -> Result<&str, String> {
    let mut json = Json::new(text);
    let mut found = None;
    let walked = match json.kind() {
        Ok(Kind::Array) => json.raw().map(|raw| found = Some(raw)),
        _ => json.object(&mut |key, json| {
            if is(key, "activities") && json.kind()? == Kind::Array {
                found = Some(json.raw()?);
            }
            Ok(())
        }),
    };
    walked.and_then(|()| json.end()).map_err(|broken| why(&broken, text))?;
    found.ok_or_else(|| "its content has no list of activities".to_owned())
}

fn form(text: &str) -> Form {
    if text.contains("\"webchat:internal:") {
        Form::TestPane
    } else if text.contains("\"watermark\"") || text.contains("\"va_ConversationId\"") {
        Form::DirectLine
    } else {
        Form::Plain
    }
}

/// Finds out what the row did not say.
fn complete(known: &mut Known, activities: &str, otherwise: impl FnOnce() -> String) {
    let mut look = Look::default();
    let looked = Json::new(activities).array(&mut |_, json| {
        if json.kind()? == Kind::Object {
            look.at(&Activity::read(json)?);
        }
        Ok(())
    });
    debug_assert!(looked.is_ok(), "{looked:?}");
    if known.bot.is_none() {
        known.bot = look.bot;
    }
    if known.conversation.is_empty() {
        known.conversation = look.conversation.or(look.by_id).unwrap_or_else(otherwise);
    }
    if known.harness && !look.bot_spoke && look.accounts_differ {
        known.user = look.first_account.filter(|account| !account.is_empty());
    }
}

impl Look {
    fn at(&mut self, activity: &Activity<'_>) {
        if self.conversation.is_none() {
            self.conversation = activity.conversation.as_deref().map(str::to_owned);
        }
        if self.bot.is_none() {
            self.bot = bot_of(activity);
        }
        if self.by_id.is_none() {
            self.by_id = activity.id.as_deref().and_then(direct_line).map(str::to_owned);
        }
        if activity.is_message() {
            self.bot_spoke |= activity.role() == Role::Bot;
            let account = activity.from.account.as_deref().unwrap_or_default();
            match &self.first_account {
                None => self.first_account = Some(account.to_owned()),
                Some(first) => self.accounts_differ |= first != account,
            }
        }
    }
}

/// The bot that an activity names: by the channel, by a hand-over, or as the party that is the bot. Where no conversation is
/// named either, both parties carry one hashed id, which is not the bot's.
pub fn bot_of(activity: &Activity<'_>) -> Option<String> {
    let by_channel = inner(activity.channel_data, "cci_bot_id").or_else(|| handoff::bot(activity));
    if let Some(bot) = by_channel {
        return Some(bot.into_owned());
    }
    activity.conversation.as_ref()?;
    let id = activity.bot()?;
    let id = id.rsplit_once('/').map_or(id, |(_, last)| last);
    (id != "bot" && !id.is_empty()).then(|| id.to_owned())
}

/// The conversation in an id of Direct Line: what stands before the bar and a number.
fn direct_line(id: &str) -> Option<&str> {
    let (conversation, number) = id.rsplit_once('|')?;
    let number_is_one = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (number_is_one && !conversation.is_empty()).then_some(conversation)
}

/// A name for a conversation that has none: the same content has the same, however it is indented.
pub fn fingerprint(text: &str) -> u64 {
    let bytes = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
