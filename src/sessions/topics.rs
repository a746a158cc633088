//! Whose a topic is, where the source gives only its name: the list of system topics of the time decides.

use super::event::{Topic, TopicKind};
use super::instant::{Act, NO_TOPIC};
use super::names::{Names, hash};
use super::rules::Rules;
use crate::pricebook::Sessions;

const DAY: i64 = 86_400_000;

/// Names of topics, and lists of those that come with the product.
#[derive(Debug)]
pub struct Topics {
    /// All names that were seen; number 0 is no name.
    pub names: Names,
    /// In which lists each name stands, a bit for each.
    listed: Vec<u32>,
    lists: Vec<List>,
}

#[derive(Debug)]
struct List {
    from: i64,
    names: Vec<String>,
}

impl Topics {
    /// No topics yet, and the lists of the price book.
    pub fn new(sessions: &Sessions) -> Self {
        let list = |topics: &crate::pricebook::schema::SystemTopics| List {
            from: topics.from.since_1970() * DAY,
            names: topics.names.iter().map(|name| plain(name)).collect(),
        };
        let mut names = Names::default();
        names.number("", hash(""));
        Self { names, listed: vec![0], lists: sessions.system_topics().iter().map(list).collect() }
    }

    /// What a topic means at a time, and its number.
    pub fn act(&mut self, topic: &Topic<'_>, at: i64, rules: &Rules) -> (Act, u32) {
        match topic.kind {
            TopicKind::Assumed => (Act::ASSUMED, NO_TOPIC),
            TopicKind::System => (Act::SYSTEM_TOPIC, self.number(topic.name)),
            TopicKind::User => (Act::USER_TOPIC, self.number(topic.name)),
            TopicKind::Unknown => {
                let number = self.number(topic.name);
                let listed = self.listed.get(number as usize).copied().unwrap_or_default();
                let list = self.lists.iter().rposition(|list| list.from <= at).unwrap_or_default();
                if listed >> list & 1 == 1 || !rules.unknown_is_user {
                    (Act::SYSTEM_TOPIC, number)
                } else {
                    (Act::USER_TOPIC, number)
                }
            }
        }
    }

    fn number(&mut self, name: &str) -> u32 {
        let (number, new) = self.names.number(name, hash(name));
        if new {
            let last = name.rsplit_once(".topic.").map_or(name, |(_, last)| last);
            let plain = plain(last);
            let bits = (0..).zip(&self.lists).filter(|(_, list)| list.names.contains(&plain));
            self.listed.push(bits.map(|(bit, _): (u32, _)| 1_u32.checked_shl(bit).unwrap_or_default()).sum());
        }
        number
    }
}

/// Case, blanks and joints do not count.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
