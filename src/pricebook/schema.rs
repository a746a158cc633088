//! The shapes of the TOML files under `static/pricebook`; unknown keys are refused.
//!
//! Each figure carries its sources in the type, so that one without a source cannot even be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Day, EditionId, Money, Period, PlanId, RuleId, SourceId};

/// One file under `editions/`: what changes on one day, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeSet {
    /// The edition that begins with this change-set.
    pub edition: EditionHead,
    /// Plans and add-ons that come, change or end.
    #[serde(default)]
    pub plan: Vec<PlanChange>,
    /// Limits that hold for a tenant, an environment or a portal.
    #[serde(default)]
    pub limit: Vec<LimitChange>,
    /// Connectors and their classes, in lists of one class and one source.
    #[serde(default)]
    pub connectors: Vec<ConnectorList>,
    /// What one use costs in credits or messages (from 2023 on).
    #[serde(default)]
    pub rate: Vec<RateChange>,
}

/// What an edition is called and since when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionHead {
    /// The year and month from which it holds; equal to the name of the file.
    pub id: EditionId,
    /// The first day.
    pub holds_from: Day,
    /// One sentence: why there is an edition.
    pub why: String,
    /// ISO 4217 code of all amounts of the edition.
    pub currency: String,
    /// Where the change is documented.
    pub sources: Vec<SourceId>,
}

/// What a change does to the thing with its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The id must be new.
    Adds,
    /// The id must exist; only the keys that are given are replaced.
    Sets,
    /// The id must exist; it is no longer sold, but those who own it keep it.
    Ends,
}

/// How well a figure is founded; shown with every figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Printed by the vendor in the time of the edition.
    #[default]
    Official,
    /// Printed by a partner, a user or an article of the community.
    Community,
    /// Printed only in a source dated after the edition.
    Later,
    /// Worked out from other figures.
    Inferred,
}

/// A whole number with its sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number; its unit is that of the key it stands under.
    pub value: u64,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed; never empty in a book that loads.
    pub sources: Vec<SourceId>,
    /// What a reader should know beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The part of the product that a plan belongs to; the four families of forms, and what all share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Power Apps and portals.
    PowerApps,
    /// Power Automate.
    PowerAutomate,
    /// Power Virtual Agents.
    PowerVirtualAgents,
    /// Omnichannel for Customer Service.
    Omnichannel,
    /// Storage, requests, AI Builder.
    Capacity,
    /// Suites that people hold for other reasons: Microsoft 365, Dynamics 365.
    Suites,
}

/// What role a plan plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A license that stands by itself.
    Plan,
    /// Bought in addition to a plan.
    AddOn,
    /// A suite that people hold already and that brings rights along ("seeded").
    Suite,
    /// Billed after use (pay-as-you-go), never bought ahead.
    Meter,
}

/// Whom or what one unit of a plan is assigned to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A person.
    User,
    /// A person who uses an app: one pass.
    Pass,
    /// A flow.
    Flow,
    /// The tenant as a whole.
    Tenant,
    /// A person or a flow, in addition to what they hold: packs of requests.
    UserOrFlow,
}

/// What one unit costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PriceShape {
    /// Each unit costs the same.
    PerUnit {
        /// The amount for one unit.
        amount: Money,
        /// What the amount pays for.
        #[serde(default)]
        period: Period,
        /// How well it is founded.
        #[serde(default)]
        standing: Standing,
        /// Where it is printed.
        sources: Vec<SourceId>,
        /// What a reader should know beside the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// All units cost the amount of the tier that the quantity reaches.
    Volume {
        /// What the amounts pay for.
        #[serde(default)]
        period: Period,
        /// Tiers in rising order of `from`.
        tiers: Vec<Tier>,
    },
    /// Included in something else, or free.
    Included {
        /// Where that is said.
        sources: Vec<SourceId>,
    },
    /// Billed by use at the end of the period.
    Metered {
        /// The amount for one unit of use.
        amount: Money,
        /// The unit of use, such as "active user per app".
        per: String,
        /// Units of use that cost nothing, for each environment that is linked.
        #[serde(default)]
        free: Option<Figure>,
        /// How well it is founded.
        #[serde(default)]
        standing: Standing,
        /// Where it is printed.
        sources: Vec<SourceId>,
    },
    /// No source of the edition prints a price.
    NotPublished {
        /// Prices seen elsewhere, offered to the user and never used unasked.
        #[serde(default)]
        seen: Vec<Seen>,
        /// Where it was looked for, or where the plan itself is documented.
        sources: Vec<SourceId>,
    },
}

/// One step of a volume price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The smallest quantity that gets this price.
    pub from: u64,
    /// The amount for each unit.
    pub amount: Money,
    /// Sold through these channels only; empty means all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A price that was printed somewhere, but not by a source that holds for the edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The amount for one unit and month.
    pub amount: Money,
    /// Why it cannot be trusted for the edition.
    pub standing: Standing,
    /// Where it was seen.
    pub sources: Vec<SourceId>,
    /// What a reader should know beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The way licenses are bought; some prices hold for one channel only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Channel {
    /// From the vendor's own site, at list price.
    #[default]
    Direct,
    /// From a cloud solution provider.
    Csp,
    /// Under an enterprise agreement.
    EnterpriseAgreement,
}

/// A change to one plan. Keys that are absent stay as they were.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanChange {
    /// The plan; never reused or renamed.
    pub id: PlanId,
    /// What happens to it.
    pub change: Change,
    /// The official name.
    pub name: Option<String>,
    /// The part of the product.
    pub family: Option<Family>,
    /// Its role.
    pub kind: Option<Kind>,
    /// Whom one unit is assigned to.
    pub unit: Option<Unit>,
    /// What one unit is called in a list, such as "user" or "100 logins".
    pub unit_name: Option<String>,
    /// One sentence on what it is for, for people who do not know it.
    pub about: Option<String>,
    /// The price of one unit.
    pub price: Option<PriceShape>,
    /// The smallest quantity that is sold, if any is bought.
    pub minimum: Option<Figure>,
    /// What one unit brings.
    #[serde(default)]
    pub grants: GrantsChange,
    /// What must be held beside it.
    pub requires: Option<Vec<Requirement>>,
    /// Held by everybody unless the scenario says otherwise.
    pub held_by_default: Option<bool>,
    /// Left out of the search for the cheapest combination, because its conditions are not known; can still be typed in.
    pub on_request: Option<bool>,
    /// The last day of sale, with `change = "ends"`.
    pub last_day: Option<Day>,
    /// Where the plan is documented.
    pub sources: Vec<SourceId>,
}

/// What must be held beside a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// One of these satisfies it.
    pub any_of: Vec<PlanId>,
    /// Who must hold it.
    pub by: RequiredBy,
    /// Where that is said.
    pub sources: Vec<SourceId>,
}

/// Who must hold what a plan requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredBy {
    /// The same number of units, one for each.
    Each,
    /// At least one unit in the tenant.
    Tenant,
    /// The owner of the flow or the flow itself (decided by the rules of flows).
    Flow,
}

/// What one unit of a plan brings, by key, as changed by one edition.
#[derive(Debug, Clone, Default, Deserialize)]
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
    /// Pooled amounts that the unit adds to the tenant each month.
    #[serde(default)]
    pub pools: BTreeMap<Pool, PoolGrant>,
}

/// Which apps may be run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppScope {
    /// All apps and portals, premium connectors included.
    Everything,
    /// A few named apps and portals in one environment, premium connectors included.
    Pass,
    /// Apps with standard connectors only.
    Standard,
    /// Apps with standard connectors, and premium ones that extend Dynamics 365 in the same environment, portals among them.
    Dynamics365,
    /// Premium apps that extend Dynamics 365, but no portals of one's own.
    Dynamics365NoPortals,
}

/// Which flows are licensed, in one context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowGrant {
    /// The context.
    pub scope: FlowScope,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
}

/// The context in which flows are licensed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// Something a holder or the tenant may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightGrant {
    /// The right.
    pub right: Right,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
}

/// Rights beyond apps and flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Counts as a subscription that brings the tenant's base capacity.
    BaseCapacity,
}

/// Storage that each unit adds to the tenant, in megabytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestGrant {
    /// Requests for each unit held.
    pub per_day: u64,
    /// The product line: different lines add up, in one line the largest counts.
    pub line: String,
    /// Whether several units on one person add up (passes, packs).
    #[serde(default)]
    pub stacks: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolGrant {
    /// Amount in each month.
    pub value: u64,
    /// Units that must be held before any of it is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_units: Option<u64>,
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

/// Limits that do not belong to one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
}

/// A change to one limit.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
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
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What one use costs in a pooled unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// `sources.toml`: every source once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The sources.
    pub source: Vec<Source>,
}

/// A source that figures and rules cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The key that figures cite.
    pub id: SourceId,
    /// What it is.
    pub title: String,
    /// Where it is: a link, or the repository, path and version when no link is known.
    pub address: String,
    /// The date it bears, as printed: a day, a month or a range.
    pub date: String,
    /// Who speaks.
    pub standing: Standing,
}

/// `rules.toml`: every licensing rule once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The rules.
    pub rule: Vec<Rule>,
}

/// A licensing rule: who needs a license, said in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `R1` to `R25` as in the reference; `C-…` for capacity, `Q-…` for requests.
    pub id: RuleId,
    /// A few words.
    pub title: String,
    /// The rule in plain words.
    pub says: String,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
}
