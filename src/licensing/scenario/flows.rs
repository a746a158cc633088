//! Flows of a scenario, and programs beside them.

use serde::Serialize;

use super::{is_false, is_zero};
use crate::base::plain::Plain;
use crate::base::{Count, Day};

/// A flow, how it starts and under whose name it runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::struct_excessive_bools, reason = "independent answers of a form")]
pub struct Flow {
    /// What child flows call it; unique.
    pub name: String,
    /// How it starts.
    #[serde(default)]
    pub trigger: Trigger,
    /// Who owns it: the name of a group means one person of that group, any other name one person outside of the groups;
    /// flows with the same owner belong to the same person. Absent means one maker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Groups that start it (instant, Power Apps), or whose work sets it off (automated); empty means everybody, for a
    /// flow of an app the people who use the app.
    #[serde(default)]
    pub run_by: Vec<String>,
    /// Connectors by their official names.
    #[serde(default)]
    pub connectors: Vec<String>,
    /// Where it is; absent means the first environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The app in whose context it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The bot that calls it (trigger `bot`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<String>,
    /// The flows that start it (trigger `child`), or that call it over HTTP (trigger `http-request`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<String>,
    /// Whether it works in the context of a Dynamics 365 application.
    #[serde(default)]
    pub in_dynamics_365: bool,
    /// Whether it is a business process flow, which leads people through the steps of a process.
    #[serde(default, skip_serializing_if = "is_false")]
    pub business_process: bool,
    /// Runs a day, of all people together.
    #[serde(default)]
    pub runs_per_day: Count,
    /// Actions of one run, without the trigger and without those of `loops`.
    #[serde(default)]
    pub actions_per_run: Count,
    /// Loops of one run, each with its rounds and the actions of a round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loops: Vec<Loop>,
    /// How many of the actions of one run are skipped; they do not count as requests.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub skipped_per_run: Count,
    /// Repetitions of failed actions and further pages of lists in one run; each counts as a request.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeats_per_run: Count,
    /// Runs on a busy day that comes now and then; absent means that every day is alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub busy_runs_per_day: Option<Count>,
    /// Parts that work on a desktop (robotic process automation).
    #[serde(default)]
    pub desktop: Desktop,
    /// Switched off: it costs nothing, and does not count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
    /// The day on which it was made: older ones may keep connectors that became premium later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Day>,
    /// Groups that answer its approvals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// Groups whose people change it beside its owner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_owners: Vec<String>,
    /// Groups that receive what it sends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Further environments with a copy of it; each copy is a flow of its own when flows are licensed one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies_in: Vec<String>,
    /// Whether its owner is an account that no person works with.
    #[serde(default, skip_serializing_if = "is_false")]
    pub service_account: bool,
}

/// A loop of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Loop {
    /// How often it turns in one run.
    pub rounds: Count,
    /// Actions of one round.
    pub actions: Count,
}

/// A program that reaches Dataverse beside apps and flows: a plug-in, a data load, a service.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Integration {
    /// Its name; unique.
    pub name: String,
    /// Groups whose people set it off, so that it counts against their requests; empty means an application user
    /// without a license.
    #[serde(default)]
    pub run_by: Vec<String>,
    /// Runs a day, of all people together.
    #[serde(default)]
    pub runs_per_day: Count,
    /// Requests of one run.
    #[serde(default)]
    pub requests_per_run: Count,
    /// Switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// How a flow starts; this decides whose license counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Trigger {
    /// By itself, when something happens.
    #[default]
    Automated,
    /// By itself, at set times.
    Scheduled,
    /// By a person: a button, "for a selected item".
    Instant,
    /// By a person, from an app.
    PowerApps,
    /// By a request over HTTP.
    HttpRequest,
    /// By a bot.
    Bot,
    /// By another flow.
    Child,
}

/// Parts of a flow that work on a desktop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Desktop {
    /// Whether a bot works beside the person on the same desktop.
    pub attended: bool,
    /// Runs without a person at the same time.
    pub unattended_runs: Count,
    /// Flows with the same queue never run at the same time and share their unattended bots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
}
