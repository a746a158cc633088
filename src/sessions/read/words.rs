//! The words of exports that decide something, from the file of facts: which steps are premium, which topics end a
//! conversation, which channels are those of the test pane.

use std::sync::OnceLock;

use super::time::{self, NoOffset};
use crate::base::plain::{self, Plain};

/// All of them. Sources, standing and notes are for people; a test checks that they are there.
#[derive(Debug, Default, Plain)]
pub struct Words {
    premium_actions: Vec<List>,
    searches: Vec<List>,
    ends: Vec<List>,
    test_channels: Vec<List>,
}

/// Words that mean the same.
#[derive(Debug, Plain)]
pub struct List {
    names: Vec<String>,
    /// The last day on which they mean it.
    #[serde(default)]
    until: Option<String>,
}

impl List {
    fn has(&self, key: &str, at: i64) -> bool {
        self.names.iter().any(|name| same(name, key)) && self.until.as_deref().is_none_or(|day| at < day_after(day))
    }
}

/// The first millisecond behind a day; a day that is none has no end, which a test does not let pass.
fn day_after(day: &str) -> i64 {
    time::of_iso(&format!("{day}T23:59:59.999Z"), NoOffset::Utc).map_or(i64::MAX, |last| last + 1)
}

/// The words that are built in; read once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| read().unwrap_or_default())
}

fn read() -> Result<Words, plain::Wrong> {
    plain::parse(include_str!(concat!(env!("OUT_DIR"), "/transcripts.json")))
}

impl Words {
    /// Whether a step of a dialog uses premium functionality.
    pub fn is_premium(&self, action: &str) -> bool {
        self.premium_actions.iter().any(|list| list.has(action, 0))
    }

    /// Whether a step of a plan only searches.
    pub fn is_search(&self, step: &str) -> bool {
        self.searches.iter().any(|list| list.has(step, 0))
    }

    /// Whether a topic that begins at this time ends the conversation.
    pub fn ends(&self, topic: &str, at: i64) -> bool {
        self.ends.iter().any(|list| list.has(topic, at))
    }

    /// Whether only the test pane writes this channel.
    pub fn is_test_channel(&self, channel: &str) -> bool {
        self.test_channels.iter().any(|list| list.has(channel, 0))
    }
}

/// Whether two names are the same but for blanks, signs and capitals.
pub fn same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// A name without blanks and signs, in small letters.
pub fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_every_list_has_a_source() {
        let words = read().expect("the shape of the file");
        for list in [&words.premium_actions, &words.searches, &words.ends, &words.test_channels].into_iter().flatten() {
            assert!(!list.names.is_empty());
            assert!(list.until.as_deref().is_none_or(|day| day_after(day) < i64::MAX), "{:?}", list.until);
        }
        let text = include_str!(concat!(env!("OUT_DIR"), "/transcripts.json"));
        let mut file: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).expect("an object");
        let sources = file.remove("source").expect("sources");
        let sources: Vec<&str> =
            sources.as_array().expect("a list").iter().filter_map(|source| source["id"].as_str()).collect();
        let lists: Vec<&serde_json::Value> = file.values().filter_map(|lists| lists.as_array()).flatten().collect();
        let cited: Vec<&str> = lists
            .iter()
            .flat_map(|list| list["sources"].as_array().expect("sources of a list"))
            .filter_map(serde_json::Value::as_str)
            .collect();
        assert!(cited.len() >= lists.len());
        assert!(cited.iter().all(|key| sources.contains(key)) && sources.iter().all(|key| cited.contains(key)));
    }

    #[test]
    fn names_are_compared_by_their_letters() {
        let in_2021 = 1_620_000_000_000;
        let in_2024 = 1_710_000_000_000;
        assert!(words().is_premium("InvokeFlowAction") && !words().is_premium("SendActivity"));
        assert!(words().ends("EndofConversation", in_2024) && words().ends("goodbye", in_2021));
        assert!(!words().ends("Goodbye", in_2024) && !words().ends("Store hours", in_2021));
        assert!(words().is_test_channel("pva-studio") && !words().is_test_channel("directline"));
    }
}
