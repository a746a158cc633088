//! For each reason why a session begins, ends, or is billed: the part of the definition that says so, and where it is printed.
//!
//! A reason that no part of the definition gives comes from an open point that was decided so, or from the data alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::session::{Began, Ended, Judged};
use crate::base::SourceId;
use crate::pricebook::schema::{Billing, Definition, Source, SwitchId};
use crate::pricebook::{Sessions, library};

/// A rule behind a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ruled {
    /// The definition that holds.
    pub definition: String,
    /// What it says on this.
    pub says: String,
    /// Where that is printed.
    pub sources: Vec<Source>,
}

/// A sentence, and the sources of what it says.
type Said<'a> = (String, &'a [SourceId]);

/// The rules behind all reasons, by the word of the reason.
pub fn rules(sessions: &Sessions, definition: &Definition) -> BTreeMap<&'static str, Ruled> {
    let began = Began::ALL.iter().filter_map(|why| Some((why.word(), of_began(definition, *why)?)));
    let ended = Ended::ALL.iter().filter_map(|why| Some((why.word(), of_ended(definition, *why)?)));
    let judged = Judged::ALL.iter().map(|why| (why.word(), of_judged(sessions, definition, *why)));
    began.chain(ended).chain(judged).map(|(word, said)| (word, ruled(definition, said))).collect()
}

fn ruled(definition: &Definition, (says, sources): Said<'_>) -> Ruled {
    let known = library().sources();
    let sources = sources.iter().filter_map(|id| known.get(id.as_str())).cloned().collect();
    Ruled { definition: definition.id.clone(), says, sources }
}

/// The sources of some rules, each once and by its key.
pub fn sources<'a>(rules: impl Iterator<Item = &'a Ruled>) -> Vec<Source> {
    let all = rules.flat_map(|rule| &rule.sources);
    let once: BTreeMap<&SourceId, &Source> = all.map(|source| (&source.id, source)).collect();
    once.into_values().cloned().collect()
}

/// What begins a session is what ended the one before; the first begins with the conversation.
fn of_began(definition: &Definition, why: Began) -> Option<Said<'_>> {
    match why {
        Began::First => Some(("The first message of a conversation begins one.".to_owned(), &definition.sources)),
        Began::AfterIdle => of_ended(definition, Ended::Idle),
        Began::AfterLength => of_ended(definition, Ended::Length),
        Began::AfterTurns => of_ended(definition, Ended::Turns),
        Began::AfterAnswered => of_ended(definition, Ended::Answered),
        Began::AfterClosed => of_ended(definition, Ended::Closed),
        Began::AfterEscalated => of_ended(definition, Ended::Escalated),
    }
}

fn of_ended(definition: &Definition, why: Ended) -> Option<Said<'_>> {
    let at_once = |says: &str| {
        let sources = definition.ends.as_ref().map_or(&definition.sources, |ends| &ends.sources);
        Some((says.to_owned(), sources.as_slice()))
    };
    match why {
        Ended::Idle => definition.idle.as_ref().map(|idle| {
            let says = format!("More than {} minutes without a message of the user end it.", idle.minutes);
            (says, idle.sources.as_slice())
        }),
        Ended::Length => definition.length.as_ref().map(|length| {
            let says = format!("The first message after {} minutes begins another one.", length.minutes);
            (says, length.sources.as_slice())
        }),
        Ended::Turns => definition.turns.as_ref().map(|turns| {
            let says = format!("It has at most {} turns; the next one begins another session.", turns.most);
            (says, turns.sources.as_slice())
        }),
        Ended::Answered => at_once("It ends when all questions are answered."),
        Ended::Closed => at_once("It ends when the user closes the chat."),
        Ended::Escalated => at_once("It ends when the bot hands over to an agent."),
        Ended::EndOfData => None,
    }
}

fn of_judged<'a>(sessions: &'a Sessions, definition: &'a Definition, why: Judged) -> Said<'a> {
    let starts = definition.starts.sources.as_slice();
    let billing =
        |part: Option<&'a Billing>| part.map_or(definition.sources.as_slice(), |part| part.sources.as_slice());
    let (says, sources) = match why {
        Judged::UserTopic => ("A user topic makes it a billed one.", starts),
        Judged::Premium => ("Premium functionality makes it a billed one, from whatever topic.", starts),
        Judged::Bot => ("A conversation in which a bot is invoked is a billed one.", starts),
        Judged::NoTrigger => ("Only what the definition names makes it a billed one.", starts),
        Judged::Continued => (
            "After a cut by minutes or turns the next session is billed as the one before.",
            sessions.switch(SwitchId::AfterCut).map_or(starts, |switch| switch.sources.as_slice()),
        ),
        Judged::TestChat => ("Chats of the test pane are not billed.", billing(Some(&definition.test_chat))),
        Judged::TeamsPlan => (
            "Bots that use nothing beyond the plan that comes with Teams are not billed.",
            billing(definition.teams_plan.as_ref()),
        ),
        Judged::SmartAssist => {
            ("Bots that only assist an agent are not billed.", billing(definition.smart_assist.as_ref()))
        }
    };
    (says.to_owned(), sources)
}

impl Ruled {
    /// As a sentence with the keys of its sources.
    pub fn in_words(&self) -> String {
        let keys: Vec<&str> = self.sources.iter().map(|source| source.id.as_str()).collect();
        format!("Definition {}: {} [{}]", self.definition, self.says, keys.join(", "))
    }
}
