//! The shapes of the TOML files under `static/pricebook`; unknown keys are refused.
//!
//! Each figure carries its sources in the type, so that one without a source cannot even be read.

mod cited;
mod facts;
mod grants;
mod price;
mod readings;
mod sessions;

use serde::Serialize;

use crate::base::plain::Plain;
use crate::base::{Day, EditionId, PlanId, SourceId};
pub use cited::{Rule, RuleFile, Source, SourceFile};
pub use facts::{ConnectorClass, ConnectorList, FormerClass, Limit, LimitChange, RateChange, TermChange, TermKind};
pub use grants::{
    AppGrant, AppScope, CapacityGrant, DesktopGrant, FlowGrant, FlowScope, GrantsChange, Pool, PoolGrant, RequestGrant,
    Right, RightGrant, UnlicensedGrant,
};
pub use price::{Channel, Meter, PriceShape, Seen, Tier};
pub use readings::{Reading, ReadingChange, ReadingOption};
pub use sessions::{
    Billing, ChannelNames, Cited, Definition, End, Ends, Idle, Length, Reach, SessionFile, SessionProduct, Starts,
    Switch, SwitchId, SwitchOption, SystemTopics, Trigger, Turns,
};

/// One file under `editions/`: what changes on one day, and why.
#[derive(Debug, Clone, Plain)]
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
    /// Questions that sources answer differently.
    #[serde(default)]
    pub reading: Vec<ReadingChange>,
    /// Trials, graces and other spans of time.
    #[serde(default)]
    pub term: Vec<TermChange>,
    /// Sources that only this change-set cites, for an edition of one's own; those that ship stand in `sources.toml`.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// What an edition is called and since when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Plain)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
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
    /// A desktop robot of the tenant.
    Bot,
    /// A portal of the tenant.
    Portal,
    /// A person and an app that they opened in a month: counted, never assigned.
    AppUser,
}

impl Unit {
    /// Whether units belong to the tenant as a whole, and not to a person or a flow.
    pub fn is_of_tenant(self) -> bool {
        matches!(self, Self::Tenant | Self::Bot | Self::Portal)
    }
}

/// A change to one plan. Keys that are absent stay as they were.
#[derive(Debug, Clone, PartialEq, Eq, Plain)]
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
    /// What one unit no longer brings; taken away before `grants` are laid on.
    #[serde(default)]
    pub removes: Vec<Removed>,
    /// What one unit brings.
    #[serde(default)]
    pub grants: GrantsChange,
    /// The names of the product in the lists of the admin center, the current one first.
    pub sku: Option<Vec<Sku>>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// One of these satisfies it.
    pub any_of: Vec<PlanId>,
    /// Who must hold it.
    pub by: RequiredBy,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A part of a plan that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Removed {
    /// The right to run apps.
    Apps,
    /// All rights over flows.
    Flows,
    /// Desktop robots.
    Desktop,
    /// All rights beyond apps and flows.
    Rights,
    /// Storage.
    Capacity,
    /// Requests.
    Requests,
    /// Requests of those without a license.
    Unlicensed,
    /// All pooled amounts.
    Pools,
    /// The smallest quantity that is sold.
    Minimum,
}

/// The name of a product in the lists of the admin center.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Sku {
    /// The name in capital letters, such as `FLOW_PER_USER`.
    pub part: String,
    /// The id that stays when names change, where a source prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who must hold what a plan requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredBy {
    /// The same number of units, one for each.
    Each,
    /// At least one unit in the tenant.
    Tenant,
    /// The owner of the flow or the flow itself (decided by the rules of flows).
    Flow,
}
