//! Which topics and tools an activity says were run, in every generation of exports. Whether a name belongs to the product
//! is decided behind the reader, by the list of the time; here it is only sure where the form itself says it.

use super::activity::{Activity, inner, is, walk};
use super::out::Out;
use super::talk::{At, Talk};
use super::words::words;
use crate::sessions::event::{Topic, TopicKind};

/// Signs that tell of topics without naming one.
const SIGNS: [&str; 6] = [
    "IntentCandidates",
    "DialogRedirect",
    "DynamicPlanReceived",
    "DynamicPlanReceivedDebug",
    "DynamicPlanFinished",
    "GPTAnswer",
];

/// Reads topics and tools of a trace or event; gives whether it told of topics at all.
pub fn read(talk: &mut Talk, activity: &Activity<'_>, at: At, out: &mut Out<'_>) -> bool {
    if activity.is_called("IntentRecognition") {
        recognized(talk, activity, at, out);
    } else if activity.is_called("UnknownIntent") {
        talk.trigger(Topic { name: "Fallback", kind: TopicKind::System }, at, out);
    } else if activity.is_called("DialogTracing") || activity.is_called("DialogTracingInfo") {
        traced(talk, activity, at, out);
    } else if activity.is_called("DynamicPlanStepTriggered") {
        let step = inner(activity.value, "taskDialogId").unwrap_or_default();
        stepped(talk, &step, at, out);
    } else {
        return SIGNS.iter().any(|sign| activity.is_called(sign));
    }
    true
}

/// An authored topic was recognized by its phrases: by title, or by id where it has none.
fn recognized(talk: &mut Talk, activity: &Activity<'_>, at: At, out: &mut Out<'_>) {
    let mut within = None;
    walk(activity.value, &mut |key, json| {
        if is(key, "intentScore") {
            within = Some(json.raw()?);
        }
        Ok(())
    });
    let title = inner(activity.value, "intentTitle").or_else(|| inner(within, "Title"));
    if let Some(title) = title {
        talk.trigger(Topic { name: last_part(&title), kind: TopicKind::Unknown }, at, out);
    } else if let Some(id) = inner(activity.value, "intentId") {
        let kind = if id.starts_with("new_topic_") { TopicKind::User } else { TopicKind::Unknown };
        talk.trigger(Topic { name: last_part(&id), kind }, at, out);
    }
}

/// Every node that ran, with the topic that it belongs to.
fn traced(talk: &mut Talk, activity: &Activity<'_>, at: At, out: &mut Out<'_>) {
    let mut premium = false;
    let mut sub = 1;
    walk(activity.value, &mut |key, json| {
        if !is(key, "actions") {
            return Ok(());
        }
        json.array(&mut |_, json| {
            json.object(&mut |key, json| {
                if is(key, "topicId") {
                    if let Some(topic) = json.text_or_none()?.filter(|topic| !topic.is_empty()) {
                        talk.topic(Topic { name: last_part(&topic), kind: TopicKind::Unknown }, at, sub, out);
                        sub = 4.min(sub + 1);
                    }
                } else if is(key, "actionType") {
                    premium |= json.text_or_none()?.is_some_and(|action| words().is_premium(&action));
                }
                Ok(())
            })
        })
    });
    if premium {
        talk.premium(at, out);
    }
}

/// A step of a plan: a topic, a search, or a tool.
fn stepped(talk: &mut Talk, step: &str, at: At, out: &mut Out<'_>) {
    let bare = step.strip_prefix("P:").unwrap_or(step);
    // A tool of a server carries the name of the topic that holds the server, and its own behind a colon.
    if step.contains(".topic.") && !last_part(step).contains(':') {
        talk.topic(Topic { name: last_part(step), kind: TopicKind::Unknown }, at, 1, out);
    } else if words().is_search(bare) || step.contains(".knowledge.") {
        talk.topic(Topic { name: bare, kind: TopicKind::System }, at, 1, out);
    } else if !step.is_empty() {
        talk.premium(at, out);
    }
}

/// The name of a topic behind the name of its bot.
fn last_part(topic: &str) -> &str {
    topic.rsplit_once(".topic.").map_or(topic, |(_, last)| last)
}
