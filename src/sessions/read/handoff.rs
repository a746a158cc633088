//! Hand-overs to a person, and the transcript of 2020 that travels inside of one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::activity::{Activity, inner, is, walk};
use super::json::Json;
use super::out::Out;
use super::talk::{At, Talk};
use crate::sessions::event::{Role, Topic, TopicKind, What};

/// Whether an activity hands the conversation over to a person. In logs of skills the type alone is only the end of a skill.
pub fn is_escalation(kind: &str, activity: &Activity<'_>) -> bool {
    if is(kind, "handoff") {
        return activity.value.is_some_and(|value| value.to_ascii_lowercase().contains("transfertoagent"));
    }
    if ["HandOff", "EscalationRequested"].iter().any(|word| activity.is_called(word)) {
        return true;
    }
    let name = activity.name.as_deref().unwrap_or_default().to_ascii_lowercase();
    is(kind, "event") && (name.ends_with("handoff") || name.ends_with("handoff.initiate"))
}

/// Reads the transcript inside, and the topics that the hand-over lists with the phrases that triggered them. Gives whether
/// it told of topics.
pub fn read(talk: &mut Talk, activity: &Activity<'_>, at: At, out: &mut Out<'_>) -> bool {
    // What the user said inside, and when first.
    let mut said: BTreeMap<Cow<'_, str>, At> = BTreeMap::new();
    each_inside(activity.attachments, &mut |number, inside| {
        let Some(time) = inside.at() else {
            out.tally.untimed += 1;
            return;
        };
        let at = at.moved(time, number).by(inside.role());
        if inside.is_message() {
            talk.emit(What::Message { topic: None }, at, 0, inside.id.as_deref(), out);
            if inside.role() == Role::User {
                let words = inside.text.and_then(|raw| Json::new(raw).text().ok()).unwrap_or_default();
                said.entry(words).or_insert(at);
            }
        } else {
            talk.emit(What::Other, at, 0, None, out);
        }
    });
    let phrases = list(activity.value, "va_Phrases");
    let topics = list(activity.value, "va_Topics");
    for (number, topic) in topics.iter().enumerate() {
        // The phrase finds its message, and with it the time; a topic without one began before the hand-over at the latest.
        let phrase = phrases.get(number);
        let at = phrase.and_then(|phrase| said.get(phrase.as_ref())).copied().unwrap_or(at);
        talk.trigger(Topic { name: topic, kind: TopicKind::Unknown }, at, out);
    }
    !topics.is_empty()
}

/// Every activity in the attachments of a hand-over.
fn each_inside<'a>(attachments: Option<&'a str>, take: &mut dyn FnMut(u32, &Activity<'a>)) {
    let Some(attachments) = attachments else { return };
    let mut number = 0;
    let walked = Json::new(attachments).array(&mut |_, json| {
        json.object(&mut |key, json| {
            if !is(key, "content") {
                return Ok(());
            }
            json.object(&mut |key, json| {
                if !is(key, "activities") {
                    return Ok(());
                }
                json.array(&mut |_, json| {
                    let inside = Activity::read(json)?;
                    take(number, &inside);
                    number = number.saturating_add(1);
                    Ok(())
                })
            })
        })
    });
    debug_assert!(walked.is_ok(), "{walked:?}");
}

/// The texts of a list.
fn list<'a>(value: Option<&'a str>, name: &str) -> Vec<Cow<'a, str>> {
    let mut found = Vec::new();
    walk(value, &mut |key, json| {
        if is(key, name) {
            json.array(&mut |_, json| {
                found.extend(json.text_or_none()?);
                Ok(())
            })?;
        }
        Ok(())
    });
    found
}

/// The bot that a hand-over names.
pub fn bot<'a>(activity: &Activity<'a>) -> Option<Cow<'a, str>> {
    inner(activity.value, "va_BotId")
}
