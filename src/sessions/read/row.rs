//! One row of the table of transcripts: which conversation and bot it belongs to, and its content.

use super::activity::inner;
use super::content::{self, Form};
use super::out::Out;
use super::talk::Known;

/// The cells that are looked at; empty where the export has none.
#[derive(Debug, Default, Clone, Copy)]
pub struct Cells<'a> {
    /// The conversation and the bot, in one.
    pub name: &'a str,
    /// The conversation.
    pub content: &'a str,
    /// The bot and the tenant, as JSON.
    pub metadata: &'a str,
    /// The key of the row.
    pub id: &'a str,
}

/// Letters of a GUID.
const GUID: usize = 36;
/// Parts of one conversation; more would be a gigabyte of it.
const MOST_BATCHES: u32 = 1000;

/// Reads a row.
pub fn read(cells: Cells<'_>, row: u64, out: &mut Out<'_>) -> Result<Form, String> {
    if cells.content.trim().is_empty() {
        return Err("it has no content".to_owned());
    }
    let metadata = metadata(cells.metadata);
    let stated = inner(metadata, "BotId");
    let (conversation, by_name) = split_name(cells.name.trim(), stated.as_deref());
    let batch = inner(metadata, "BatchId").and_then(|batch| batch.parse::<u32>().ok());
    let known = Known {
        conversation: conversation.to_owned(),
        bot: stated.as_deref().or(by_name).map(str::to_owned),
        batch: batch.filter(|batch| *batch < MOST_BATCHES).unwrap_or(0),
        whole: true,
        ..Known::default()
    };
    content::read(cells.content, cells.id, row, known, out)
}

/// What the metadata hold, if they are JSON at all; what they say is welcome and nothing depends on it.
pub fn metadata(text: &str) -> Option<&str> {
    let mut json = super::json::Json::new(text);
    (json.pass().is_ok() && json.end().is_ok()).then_some(text)
}

/// The conversation and the bot in a name. Both may hold the line that separates them, so the bot is cut from the right end,
/// with a number of the part behind it where some exports write one.
fn split_name<'a>(name: &'a str, bot: Option<&str>) -> (&'a str, Option<&'a str>) {
    let numbered = name
        .rsplit_once('_')
        .filter(|(_, last)| last.len() < 6 && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()));
    for name in [Some(name), numbered.map(|(before, _)| before)].into_iter().flatten() {
        let length = bot.map_or(GUID, str::len);
        let Some(at) = name.len().checked_sub(length) else { continue };
        let Some((before, last)) = name.split_at_checked(at) else { continue };
        let fits = bot.map_or_else(|| is_guid(last), |bot| last.eq_ignore_ascii_case(bot));
        if let Some(conversation) = before.strip_suffix('_').filter(|before| fits && !before.is_empty()) {
            return (conversation, Some(last));
        }
    }
    (name, None)
}

/// Whether a cell is a GUID.
pub fn is_guid(text: &str) -> bool {
    text.len() == GUID
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOT: &str = "25172526-3a77-a9d6-b337-c8a7a2537e7f";

    #[test]
    fn the_bot_is_cut_from_the_right_end_of_a_name() {
        for (name, bot, conversation) in [
            (format!("7f73da05_{BOT}"), Some(BOT), "7f73da05"),
            (format!("19:a_b@thread.v2_{}", BOT.to_uppercase()), Some(BOT), "19:a_b@thread.v2"),
            (format!("abc_{BOT}_12"), Some(BOT), "abc"),
            (format!("parent_child_{BOT}"), None, "parent_child"),
            (format!("x_{BOT}_0"), None, "x"),
            ("a_b_c".to_owned(), None, "a_b_c"),
            ("a_b".to_owned(), Some("b"), "a"),
            (format!("_{BOT}"), Some(BOT), &format!("_{BOT}")),
            (String::new(), Some(BOT), ""),
            ("ä".to_owned(), Some("x"), "ä"),
        ] {
            assert_eq!(split_name(&name, bot).0, conversation, "{name}");
        }
    }
}
