//! What one unit of a plan brings: rights, storage, requests, pooled amounts.

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::{Family, Figure, Standing};
use crate::base::{PlanId, SourceId};

/// What one unit of a plan brings, by key, as changed by one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Plain)]
#[serde(deny_unknown_fields)]
pub struct GrantsChange {
    /// Which apps its holder may run.
    pub apps: Option<AppGrant>,
    /// Which flows are licensed by it, in each context.
    pub flows: Option<Vec<FlowGrant>>,
    /// Attended or unattended bots for desktop flows.
    pub desktop: Option<DesktopGrant>,
    /// What a person or the tenant may do beyond apps and flows.
    pub rights: Option<Vec<RightGrant>>,
    /// Megabytes of storage that each unit adds to the tenant.
    pub capacity: Option<CapacityGrant>,
    /// Requests in any 24 hours.
    pub requests: Option<RequestGrant>,
    /// Requests in any 24 hours of those who have no license, such as applications.
    pub unlicensed: Option<UnlicensedGrant>,
    /// Pooled amounts that the unit adds to the tenant each month.
    #[serde(default)]
    pub pools: BTreeMap<Pool, PoolGrant>,
}

/// Which apps may be run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct AppGrant {
    /// How far the right reaches.
    pub scope: AppScope,
    /// Apps that one pass covers in one environment (scope `pass`).
    #[serde(default)]
    pub apps: u32,
    /// Portals that one pass covers in the same environment (scope `pass`).
    #[serde(default)]
    pub portals: u32,
    /// Whether a pass covers the apps *and* the portals, or either of them (scope `pass`).
    #[serde(default)]
    pub together: bool,
    /// The most custom tables of Dataverse that an app may have; absent where no source names a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<u64>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How far the right to run apps reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum AppScope {
    /// All apps and portals, premium connectors included.
    Everything,
    /// A few named apps and portals in one environment, premium connectors included.
    Pass,
    /// Apps with standard connectors only.
    Standard,
    /// Forms of SharePoint lists with standard connectors only.
    SharePointForms,
    /// Apps with standard connectors, and premium ones that extend Dynamics 365 in the same environment, portals among them.
    Dynamics365,
    /// Premium apps that extend Dynamics 365, but no portals of one's own.
    Dynamics365NoPortals,
    /// Any app, premium connectors included, in the month in which the person opens it: billed for each person and app.
    Metered,
}

/// Which flows are licensed, in one context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct FlowGrant {
    /// The context.
    pub scope: FlowScope,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The context in which flows are licensed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum FlowScope {
    /// All flows that the holder owns or runs, premium connectors included.
    Everything,
    /// The one flow it is assigned to, for everybody.
    OneFlow,
    /// Flows with standard connectors.
    Standard,
    /// Premium flows in the context of an app that the holder may run under the same license.
    AppContext,
    /// Premium flows in the context of Dynamics 365.
    Dynamics365,
    /// Flows called by a bot of the tenant.
    BotContext,
}

/// Bots for desktop flows (robotic process automation).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct DesktopGrant {
    /// Attended bots for the holder.
    #[serde(default)]
    pub attended: u32,
    /// Unattended bots: runs at the same time.
    #[serde(default)]
    pub unattended: u32,
    /// Whether the plan is a base on which unattended add-ons may stand.
    #[serde(default)]
    pub base_for_unattended: bool,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something a holder or the tenant may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct RightGrant {
    /// The right.
    pub right: Right,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Rights beyond apps and flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// The tenant may run bots in any channel.
    RunBots,
    /// A person may create and manage bots.
    AuthorBots,
    /// Bots inside Microsoft Teams, with standard connectors only.
    TeamsBots,
    /// An agent may chat with customers (Omnichannel).
    Chat,
    /// An agent may use digital messaging channels (Omnichannel).
    DigitalMessaging,
    /// The base license of a customer service agent.
    CustomerService,
    /// Create, change and delete rows of restricted Dynamics 365 tables.
    RestrictedTables,
    /// A portal of the older kind, paid as a whole.
    OlderPortals,
    /// Counts as a subscription that brings the tenant's base capacity.
    BaseCapacity,
}

/// Storage that each unit adds to the tenant, in megabytes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct CapacityGrant {
    /// Database.
    #[serde(default)]
    pub database_mb: u64,
    /// Files.
    #[serde(default)]
    pub file_mb: u64,
    /// Logs.
    #[serde(default)]
    pub log_mb: u64,
    /// A unit brings nothing when its holder has a plan of this family beside it that brings storage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Family>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Requests in any 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct RequestGrant {
    /// Requests for each unit held.
    pub per_day: u64,
    /// The product line: different lines add up, in one line the largest counts.
    pub line: String,
    /// Whether several units on one person add up (passes, packs).
    #[serde(default)]
    pub stacks: bool,
    /// Requests that are let through for the time being, while limits are not enforced yet; never what is bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<Figure>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Requests in any 24 hours of users without a license: applications, administrators. One pool of the tenant; where several
/// product lines bring one, the larger counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct UnlicensedGrant {
    /// What the first license of the line brings.
    pub base: u64,
    /// What each license adds to that.
    #[serde(default)]
    pub each: u64,
    /// The most that the line brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// The product line: plans of one line have one base together, and what each license adds is counted over all of them.
    pub line: String,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Amounts that are pooled over the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Pool {
    /// Billed sessions of Power Virtual Agents in a month.
    BilledSessions,
    /// Bot conversations of Omnichannel in a month.
    BotConversations,
    /// Portal logins in a month.
    PortalLogins,
    /// Portal page views in a month.
    PortalPageViews,
    /// AI Builder credits in a month.
    AiBuilderCredits,
    /// Messages, later credits, of Copilot Studio in a month.
    CopilotCredits,
    /// Signed-in users of Power Pages in a month.
    AuthenticatedUsers,
    /// Anonymous users of Power Pages in a month.
    AnonymousUsers,
}

/// What a unit adds to a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct PoolGrant {
    /// Amount in each month.
    pub value: u64,
    /// Units that must be held before any of it is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_units: Option<u64>,
    /// The most that all units together bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// A unit brings nothing when its holder has this plan beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<PlanId>,
    /// Whether the amount is granted once for the tenant rather than for each unit.
    #[serde(default)]
    pub once: bool,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
