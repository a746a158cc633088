//! A plan as it stands in one edition, after all change-sets.

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::schema::{
    AppGrant, CapacityGrant, DesktopGrant, Family, Figure, FlowGrant, FlowScope, Kind, Pool, PoolGrant, PriceShape,
    RequestGrant, Requirement, Right, RightGrant, Sku, Unit, UnlicensedGrant,
};
use crate::base::{Day, PlanId, SourceId};

/// A plan or add-on as sold in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The id that scenarios and combinations use.
    pub id: PlanId,
    /// The official name.
    pub name: String,
    /// The part of the product.
    pub family: Family,
    /// Its role.
    pub kind: Kind,
    /// Whom one unit is assigned to.
    pub unit: Unit,
    /// What one unit is called in a list.
    pub unit_name: String,
    /// One sentence on what it is for.
    pub about: String,
    /// The price of one unit.
    pub price: PriceShape,
    /// The smallest quantity that is sold, if any is bought.
    pub minimum: Option<Figure>,
    /// What one unit brings.
    pub grants: Grants,
    /// What must be held beside it.
    pub requires: Vec<Requirement>,
    /// Held by everybody unless the scenario says otherwise.
    pub held_by_default: bool,
    /// Left out of the search, as its conditions are not known.
    pub on_request: bool,
    /// The last day of sale, when it is over.
    pub last_day: Option<Day>,
    /// The names of the product in the lists of the admin center.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sku: Vec<Sku>,
    /// Where the plan is documented.
    pub sources: Vec<SourceId>,
}

/// What one unit of a plan brings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Grants {
    /// Which apps its holder may run.
    pub apps: Option<AppGrant>,
    /// Which flows are licensed by it.
    pub flows: Vec<FlowGrant>,
    /// Bots for desktop flows.
    pub desktop: Option<DesktopGrant>,
    /// Rights beyond apps and flows.
    pub rights: Vec<RightGrant>,
    /// Storage for the tenant.
    pub capacity: Option<CapacityGrant>,
    /// Requests in any 24 hours.
    pub requests: Option<RequestGrant>,
    /// Requests in any 24 hours of those who have no license.
    pub unlicensed: Option<UnlicensedGrant>,
    /// Pooled amounts in each month.
    pub pools: BTreeMap<Pool, PoolGrant>,
}

impl Grants {
    /// Whether a unit lets anybody do anything.
    pub fn is_of_use(&self) -> bool {
        self.apps.is_some() || !(self.flows.is_empty() && self.rights.is_empty() && self.pools.is_empty())
    }
}

impl Plan {
    /// Whether the plan gives this right.
    pub fn gives(&self, right: Right) -> bool {
        self.grants.rights.iter().any(|grant| grant.right == right)
    }

    /// Whether the plan licenses flows in this context.
    pub fn licenses_flows(&self, scope: FlowScope) -> bool {
        self.grants.flows.iter().any(|grant| grant.scope == scope)
    }

    /// Whether it can be bought: not a suite held for other reasons, not a meter, not at its end.
    pub fn is_sold(&self) -> bool {
        matches!(self.kind, Kind::Plan | Kind::AddOn) && self.last_day.is_none()
    }
}
