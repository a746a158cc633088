//! Facts that belong to no plan: limits, connectors, rates of use.

use serde::Serialize;

use super::{Change, Pool, Standing};
use crate::base::plain::Plain;
use crate::base::{Day, PlanId, SourceId, TermId};

/// Limits that do not belong to one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Megabytes of database that the first subscription brings to the tenant.
    TenantDatabaseMb,
    /// Megabytes of files that the first subscription brings.
    TenantFileMb,
    /// Megabytes of logs that the first subscription brings.
    TenantLogMb,
    /// Megabytes of database that every counted environment takes at least.
    EnvironmentDatabaseMb,
    /// Megabytes of database of the default environment that are not counted.
    DefaultEnvironmentDatabaseMb,
    /// Megabytes of files of the default environment that are not counted.
    DefaultEnvironmentFileMb,
    /// Megabytes of logs of the default environment that are not counted.
    DefaultEnvironmentLogMb,
    /// Percent of capacity left below which the first notice is sent.
    CapacityNoticePercent,
    /// Percent of capacity left below which the urgent notice is sent.
    CapacityAlarmPercent,
    /// Smallest number of logins that can be assigned to one portal.
    PortalLoginsMinimum,
    /// Smallest number of page views that can be assigned to one portal.
    PortalPageViewsMinimum,
    /// Logins of one portal that cost nothing.
    PortalLoginsFree,
    /// Page views of one portal that cost nothing.
    PortalPageViewsFree,
    /// Hours for which one login lets a person in and out of one portal.
    PortalLoginHours,
    /// Requests in any 24 hours that a paid portal login brings.
    PortalLoginRequests,
    /// Full Dynamics 365 users with whom the first older portal add-on comes along.
    DynamicsPortalUsers,
    /// Megabytes of database to which the default environment may grow.
    DefaultEnvironmentMostMb,
    /// Days in a row above a daily limit after which a flow is switched off.
    OverLimitDays,
    /// Requests in any 5 minutes, whatever is licensed.
    FiveMinuteRequests,
    /// Days after which a premium flow is switched off when its owner has lost the license.
    OwnerLostDays,
    /// Environments for Teams of every tenant that has a license for them.
    TeamsEnvironments,
    /// Licenses that bring one environment for Teams more.
    TeamsUsersPerEnvironment,
    /// Megabytes of Dataverse for Teams of every tenant.
    TeamsTenantMb,
    /// Megabytes that each environment for Teams brings, and may hold.
    TeamsEnvironmentMb,
    /// The most megabytes of Dataverse for Teams of one tenant.
    TeamsTenantMostMb,
    /// The most environments for Teams of one tenant; 0 where no source names one.
    TeamsEnvironmentsMost,
    /// Percent of an environment for Teams at which a warning is given.
    TeamsWarningPercent,
    /// Sessions of a bot in Teams that one person may have in 24 hours; 0 for any number.
    TeamsSessionsPerUser,
    /// Requests in any 24 hours of each flow that a bot calls; 0 where none is printed, or where a limit of the tenant counts instead.
    BotFlowRequests,
    /// Requests in any 24 hours of a bot in Teams with all its flows.
    TeamsBotRequests,
}

/// A change to one limit.
#[derive(Debug, Clone, PartialEq, Eq, Plain)]
#[serde(deny_unknown_fields)]
pub struct LimitChange {
    /// Which limit.
    pub id: Limit,
    /// What happens to it; limits do not end.
    pub change: Change,
    /// The number.
    pub value: u64,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What a connector asks of those who use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ConnectorClass {
    /// Covered by Microsoft 365.
    Standard,
    /// Needs a plan of its own.
    Premium,
    /// Made by the organization; needs a plan as premium does.
    Custom,
    /// Reaches on-premises data through a gateway; needs a plan as premium does.
    Gateway,
}

/// Connectors of one class that one set of sources names.
#[derive(Debug, Clone, PartialEq, Eq, Plain)]
#[serde(deny_unknown_fields)]
pub struct ConnectorList {
    /// The class of all of them.
    pub class: ConnectorClass,
    /// `adds` for new names, `sets` for a new class.
    pub change: Change,
    /// Official names.
    pub names: Vec<String>,
    /// Whether data behind them ask a license of every person whose work reaches them through one account (multiplexing).
    #[serde(default)]
    pub multiplexing: bool,
    /// Whether it is the connector behind a flow that starts by an HTTP request.
    #[serde(default)]
    pub http_trigger: bool,
    /// Whether people write to lists behind it, by which flows start.
    #[serde(default)]
    pub lists: bool,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The class it had before, if it changed.
    pub former: Option<FormerClass>,
}

/// The class that a connector had until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct FormerClass {
    /// The class.
    pub class: ConnectorClass,
    /// The first day on which it no longer held.
    pub until: Day,
    /// For whom it went on to hold for a while.
    #[serde(default)]
    pub grace: Vec<TermId>,
}

/// A span of time that licensing knows: a trial, a grace for what was there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct TermChange {
    /// Which term.
    pub id: TermId,
    /// What happens to it.
    pub change: Change,
    /// What it is.
    pub kind: TermKind,
    /// One sentence, with its figures.
    pub says: String,
    /// Plans that it is about.
    #[serde(default)]
    pub plans: Vec<PlanId>,
    /// It is for what was made or bought before this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Day>,
    /// The first day on which it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether a subscription that runs longer than `until` keeps it up to its own end.
    #[serde(default)]
    pub or_end_of_subscription: bool,
    /// Days for which what was made in it goes on after its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on: Option<u64>,
    /// How many days it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u64>,
    /// Days by which it may be made longer, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_by: Option<u64>,
    /// People for whom it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Units as which one unit counts while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<u64>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a span of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// A product may be tried without paying.
    Trial,
    /// What was made or bought before a day goes on as it was.
    Grace,
    /// A rule is announced but not enforced yet.
    Transition,
}

/// What one use costs in a pooled unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct RateChange {
    /// Which use, such as `generative-answer`.
    pub id: String,
    /// What happens to it.
    pub change: Change,
    /// The pool it draws on.
    pub pool: Pool,
    /// Credits in thousandths for `per` units of use, so that a tenth of a credit is a whole number.
    pub millicredits: u64,
    /// Units of use.
    pub per: u64,
    /// The unit of use.
    pub unit: String,
    /// Who pays nothing for it, if anybody.
    #[serde(default)]
    pub free_for: Option<String>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
