//! The question: who uses which apps, flows and bots, and how much.
//!
//! Plain public data with a default for everything. It knows the words of the field but no plan, price or limit.
//! Reading reports the path of a fault; whether names fit each other is judged in `licensing::check`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Count, Gigabytes, Money, PlanId};
use crate::pricebook::schema::{Channel, ConnectorClass};

/// A solution, planned or running, of one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scenario {
    /// What the solution is called.
    pub name: String,
    /// What the tenant has already, and how it buys.
    pub tenant: Tenant,
    /// Groups of people with the same licenses and the same use. Without any there is one group "Everyone" of one person.
    pub groups: Vec<Group>,
    /// Environments. Apps and flows that name none are in the first one.
    pub environments: Vec<Environment>,
    /// Apps and the people who use them.
    pub apps: Vec<App>,
    /// Flows, how they start and under whose name they run.
    pub flows: Vec<Flow>,
    /// Bots of Power Virtual Agents.
    pub bots: Vec<Bot>,
    /// The contact centre.
    pub omnichannel: Omnichannel,
    /// Portals and the visitors from outside.
    pub portals: Vec<Portal>,
    /// Storage in Dataverse (Common Data Service) beyond what the environments state.
    pub storage: Storage,
    /// AI Builder.
    pub ai_builder: AiBuilder,
    /// Your word on connectors that the price book does not know, or knows otherwise.
    pub connectors: BTreeMap<String, ConnectorClass>,
}

/// What the tenant has already, and how it buys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tenant {
    /// Suites that everybody holds unless a group says otherwise; absent means the default of the price book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Vec<PlanId>>,
    /// Licenses that are paid for already, by plan, for whoever needs them.
    pub owned: BTreeMap<PlanId, Count>,
    /// The way licenses are bought.
    pub channel: Channel,
    /// Your own price of one unit and month, by plan, in the currency of the edition.
    pub prices: BTreeMap<PlanId, Money>,
}

/// People with the same licenses and the same use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// What apps and flows call it; unique.
    pub name: String,
    /// How many people.
    #[serde(default = "one")]
    pub people: Count,
    /// Suites and plans that each of them holds already; absent means what the tenant holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Vec<PlanId>>,
}

/// A place for apps, flows and data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Environment {
    /// What apps and flows call it; unique.
    pub name: String,
    /// Its type.
    #[serde(default)]
    pub kind: EnvironmentKind,
    /// Whether it has a Dataverse (Common Data Service) database.
    #[serde(default)]
    pub dataverse: bool,
    /// Database that it takes.
    #[serde(default)]
    pub database_gb: Gigabytes,
    /// Files that it takes.
    #[serde(default)]
    pub file_gb: Gigabytes,
    /// Logs that it takes.
    #[serde(default)]
    pub log_gb: Gigabytes,
}

/// The type of an environment; some take nothing from the capacity of the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EnvironmentKind {
    /// For work that matters.
    #[default]
    Production,
    /// For development and tests, counted as production is.
    Sandbox,
    /// The one that every tenant has; a part of it is free.
    Default,
    /// For a limited time; not counted.
    Trial,
    /// For one developer; not counted.
    Developer,
    /// Dataverse for Teams; not counted.
    Teams,
}

/// An app and the people who use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct App {
    /// What flows call it; unique.
    pub name: String,
    /// How it is made.
    #[serde(default)]
    pub kind: AppKind,
    /// Names of groups; empty means everybody.
    #[serde(default)]
    pub used_by: Vec<String>,
    /// Connectors by their official names.
    #[serde(default)]
    pub connectors: Vec<String>,
    /// Restricted Dynamics 365 tables that it touches.
    #[serde(default)]
    pub restricted_tables: Vec<RestrictedTable>,
    /// Where it is; absent means the first environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Whether it extends a Dynamics 365 application in the same environment.
    #[serde(default)]
    pub in_dynamics_365: bool,
    /// Switched off: it costs nothing and needs nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// How an app is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AppKind {
    /// Drawn freely, over any data.
    #[default]
    Canvas,
    /// Made from tables of Dataverse; always premium.
    ModelDriven,
    /// A form of a SharePoint list.
    SharePointForm,
    /// A portal that people of the organization sign in to; visitors from outside are counted under `portals`.
    Portal,
}

/// A Dynamics 365 table that only Dynamics 365 licenses may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestrictedTable {
    /// The name of the table.
    pub name: String,
    /// What the app does with it.
    #[serde(default)]
    pub access: Access,
}

/// What is done with a restricted table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Access {
    /// Only read.
    #[default]
    Read,
    /// Create, change or delete.
    Write,
}

/// A flow, how it starts and under whose name it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The flows that start it (trigger `child`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<String>,
    /// Whether it works in the context of a Dynamics 365 application.
    #[serde(default)]
    pub in_dynamics_365: bool,
    /// Runs a day, of all people together.
    #[serde(default)]
    pub runs_per_day: Count,
    /// Actions of one run, loops multiplied out, without the trigger.
    #[serde(default)]
    pub actions_per_run: Count,
    /// Parts that work on a desktop (robotic process automation).
    #[serde(default)]
    pub desktop: Desktop,
    /// Switched off: it costs nothing, and does not count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// How a flow starts; this decides whose license counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

/// A bot of Power Virtual Agents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bot {
    /// What flows call it; unique.
    pub name: String,
    /// People who make and manage it.
    #[serde(default = "one")]
    pub authors: Count,
    /// Billed sessions in the month with the most.
    #[serde(default)]
    pub sessions_per_month: Count,
    /// Whether it lives in Microsoft Teams only.
    #[serde(default)]
    pub teams_only: bool,
    /// Switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// The contact centre.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Omnichannel {
    /// Agents who chat with customers.
    pub chat: Count,
    /// Agents who use digital messaging channels.
    pub digital_messaging: Count,
    /// Conversations with a bot in the month with the most.
    pub bot_conversations_per_month: Count,
    /// Agents who hold the base license of customer service already; absent means all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_customer_service: Option<Count>,
}

/// A portal and its visitors from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Portal {
    /// Its name; unique.
    pub name: String,
    /// Logins of visitors from outside in the month with the most: one login a person and day.
    #[serde(default)]
    pub logins_per_month: Count,
    /// Page views without signing in, in the month with the most.
    #[serde(default)]
    pub views_per_month: Count,
    /// Switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// Storage in Dataverse beyond what the environments state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Storage {
    /// Database.
    pub database_gb: Gigabytes,
    /// Files.
    pub file_gb: Gigabytes,
    /// Logs.
    pub log_gb: Gigabytes,
}

/// AI Builder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AiBuilder {
    /// Service credits in the month with the most, training included.
    pub credits_per_month: Count,
}

fn one() -> Count {
    Count::ONE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
