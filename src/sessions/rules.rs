//! A definition of the price book, with an answer to each open point → the numbers and flags that the machine runs on.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::pricebook::Sessions;
use crate::pricebook::schema::{Definition, End, Reach, SwitchId, Trigger};

/// Chosen options of open points; what is absent has its default.
pub type Choices = BTreeMap<SwitchId, String>;

const MINUTE: i64 = 60_000;

/// What the machine runs on.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one point of a definition")]
pub struct Rules {
    /// More milliseconds of silence than this end a session.
    pub idle: Option<i64>,
    /// Silence ends sessions on every channel, not only on persistent ones.
    pub idle_everywhere: bool,
    /// Silence counts where no channel is known.
    pub idle_unknown: bool,
    /// A session has at most so many milliseconds.
    pub length: Option<i64>,
    /// A session has at most so many turns.
    pub turns: Option<u32>,
    /// An answered conversation ends the session.
    pub answered: bool,
    /// A closed chat ends the session.
    pub closed: bool,
    /// A hand-over ends the session.
    pub escalated: bool,
    /// There is one session in a conversation.
    pub one: bool,
    /// A user topic makes a session a billed one.
    pub by_topic: bool,
    /// Premium functionality does.
    pub by_premium: bool,
    /// Any bot does.
    pub by_bot: bool,
    /// Chats of the test pane are billed.
    pub test_chat: bool,
    /// Bots of the Teams plan are billed.
    pub teams_plan: bool,
    /// Bots that only assist are billed.
    pub smart_assist: bool,
    /// A session after a cut is billed as the one before.
    pub after_cut: bool,
    /// Minutes and turns count from the trigger on.
    pub clock_from_trigger: bool,
    /// Each bot of a conversation has its own sessions.
    pub each_bot: bool,
    /// A topic of unknown kind that is not on the list is a user topic.
    pub unknown_is_user: bool,
}

/// How an open point was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The question.
    pub asks: String,
    /// The option.
    pub option: String,
    /// The option in plain words.
    pub says: String,
    /// Whether it is the default.
    pub default: bool,
}

impl Rules {
    /// The rules of a definition.
    ///
    /// # Errors
    /// A chosen option that does not exist; the sentence names those there are.
    pub fn new(sessions: &Sessions, definition: &Definition, choices: &Choices) -> Result<Self, String> {
        let decided = decide(sessions, choices)?;
        let is = |id: SwitchId, option: &str| decided.get(&id).is_some_and(|decided| decided.option == option);
        let ends = |end: End| definition.ends.as_ref().is_some_and(|ends| ends.when.contains(&end));
        let starts = |trigger: Trigger| definition.starts.with.contains(&trigger);
        let minutes = |minutes: u32| i64::from(minutes) * MINUTE;
        let one = definition.one_per_conversation.is_some();
        Ok(Self {
            idle: definition.idle.as_ref().map(|idle| minutes(idle.minutes)),
            idle_everywhere: definition.idle.as_ref().is_some_and(|idle| idle.reach == Reach::EveryChannel),
            idle_unknown: is(SwitchId::UnknownChannel, "persistent"),
            length: definition.length.as_ref().map(|length| minutes(length.minutes)),
            turns: definition.turns.as_ref().map(|turns| turns.most),
            answered: ends(End::Answered),
            closed: ends(End::Closed) || (is(SwitchId::Closing, "ends") && !one),
            escalated: ends(End::Escalated),
            one,
            by_topic: starts(Trigger::UserTopic),
            by_premium: starts(Trigger::Premium),
            by_bot: starts(Trigger::Bot),
            test_chat: match decided.get(&SwitchId::TestChat).map(|decided| decided.option.as_str()) {
                Some("billed") => true,
                Some("not-billed") => false,
                _ => definition.test_chat.billed,
            },
            teams_plan: definition.teams_plan.as_ref().is_none_or(|plan| plan.billed),
            smart_assist: definition.smart_assist.as_ref().is_none_or(|assist| assist.billed),
            after_cut: is(SwitchId::AfterCut, "billed"),
            clock_from_trigger: is(SwitchId::Clock, "trigger"),
            each_bot: is(SwitchId::TwoBots, "each") && !one,
            unknown_is_user: is(SwitchId::UnknownTopic, "user"),
        })
    }
}

/// How each open point is decided.
///
/// # Errors
/// A chosen option that does not exist.
pub fn decide(sessions: &Sessions, choices: &Choices) -> Result<BTreeMap<SwitchId, Decided>, String> {
    let mut all = BTreeMap::new();
    for switch in sessions.switches() {
        let chosen = choices.get(&switch.id).unwrap_or(&switch.default);
        let Some(option) = switch.option.iter().find(|option| option.id == *chosen) else {
            let known: Vec<&str> = switch.option.iter().map(|option| option.id.as_str()).collect();
            return Err(format!(
                "\"{}\" has no option \"{chosen}\"; choose one of: {}",
                switch.id.name(),
                known.join(", ")
            ));
        };
        let decided = Decided {
            asks: switch.asks.clone(),
            option: option.id.clone(),
            says: option.says.clone(),
            default: option.id == switch.default,
        };
        all.insert(switch.id, decided);
    }
    Ok(all)
}
