//! What a question to the meter says in words → a definition of a session, and decisions on open points.

use crate::base::Day;
use crate::pricebook::schema::{Definition, EditionHead, SwitchId};
use crate::pricebook::{Library, Sessions, UnknownEdition};

use super::rules::Choices;

/// The last day of an edition, or of the latest: a text that changed within its time holds for most of it. The latest has
/// no end.
///
/// # Errors
/// That there is no such edition.
pub fn last_day(library: &Library, edition: Option<&str>) -> Result<Day, UnknownEdition> {
    let from = library.book(edition)?.edition.holds_from;
    let later = library.editions().find(|head| head.holds_from > from);
    let before = |head: &EditionHead| Day::of_days(head.holds_from.since_1970() - 1);
    Ok(later.and_then(before).or(Day::new(9999, 12, 31)).unwrap_or(from))
}

/// The definition that a price edition's day or a name asks for.
///
/// # Errors
/// That there is none; the sentence names those there are.
pub fn definition<'a>(sessions: &'a Sessions, name: Option<&str>, day: Day) -> Result<&'a Definition, String> {
    let known = || {
        let all: Vec<&str> = sessions.definitions().iter().map(|definition| definition.id.as_str()).collect();
        all.join(", ")
    };
    match name {
        Some(name) => sessions
            .definition(name)
            .ok_or_else(|| format!("there is no definition of a session \"{name}\"; choose one of: {}", known())),
        None => sessions
            .in_force(day)
            .ok_or_else(|| format!("on {day} nothing said yet what a session is; choose a definition: {}", known())),
    }
}

/// Chosen options from words such as `after-cut=needs-topic`.
///
/// # Errors
/// A word that is none.
pub fn choices<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Choices, String> {
    let mut choices = Choices::new();
    for word in words {
        let known = || SwitchId::ALL.map(SwitchId::name).join(", ");
        let (name, option) = word
            .split_once('=')
            .ok_or_else(|| format!("\"{word}\" is no choice; write NAME=OPTION, such as after-cut=billed"))?;
        let id = SwitchId::ALL
            .into_iter()
            .find(|id| id.name() == name)
            .ok_or_else(|| format!("there is no open point \"{name}\"; there are: {}", known()))?;
        if choices.insert(id, option.to_owned()).is_some() {
            return Err(format!("\"{name}\" is chosen twice"));
        }
    }
    Ok(choices)
}
