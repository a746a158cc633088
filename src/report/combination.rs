//! A combination of licenses: what somebody holds, buys or wants to buy, and for whom.
//!
//! `cheapest` returns one, `price` judges one; both mean the same by it.

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use crate::base::{Count, PlanId};

/// Licenses and whom they are for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Combination {
    /// Licenses of people: each entry is a number of people of one group with the same licenses.
    pub people: Vec<PeopleLicenses>,
    /// Licenses that belong to a flow.
    pub flows: Vec<FlowLicenses>,
    /// Licenses of the tenant, by plan: tenant licenses, add-ons, capacity, and licenses bought only for what they bring along.
    pub tenant: BTreeMap<PlanId, Count>,
    /// Environments that are linked to an Azure subscription and paid after use.
    pub pay_as_you_go: Vec<String>,
    /// Licenses without saying for whom. Where there are any, all licenses are handed out anew to those who need them.
    pub unassigned: BTreeMap<PlanId, Count>,
}

/// Licenses of some people of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeopleLicenses {
    /// The group, or the person who owns a flow.
    pub who: String,
    /// How many of them; absent means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Count>,
    /// What each of them gets, by plan.
    pub licenses: BTreeMap<PlanId, Count>,
}

/// Licenses that belong to a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowLicenses {
    /// The flow.
    pub flow: String,
    /// What it gets, by plan.
    pub licenses: BTreeMap<PlanId, Count>,
}
