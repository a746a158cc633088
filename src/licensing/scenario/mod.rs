//! The question: who uses which apps, flows and bots, and how much.
//!
//! Plain public data with a default for everything. It knows the words of the field but no plan, price or limit.
//! Reading reports the path of a fault; whether names fit each other is judged in `licensing::check`.

mod apps;
mod flows;
mod places;
mod visitors;

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;

use serde::Serialize;

use crate::base::{Count, Day, Money, OptionId, PlanId, ReadingId};
use crate::pricebook::schema::{Channel, ConnectorClass};
pub use apps::{Access, App, AppKind, RestrictedTable};
pub use flows::{Desktop, Flow, Integration, Loop, Trigger};
pub use places::{Brought, Environment, EnvironmentKind, Storage};
pub use visitors::{AiBuilder, Bot, Month, Omnichannel, Portal, Visitors};

/// A solution, planned or running, of one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
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
    /// Programs that reach Dataverse beside apps and flows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub integrations: Vec<Integration>,
    /// Your word on connectors that the price book does not know, or knows otherwise.
    pub connectors: BTreeMap<String, ConnectorClass>,
    /// Which reading of the sources holds where they disagree, by the id of the reading; the others have their default.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<ReadingId, OptionId>,
    /// The day that is asked about; absent means the first day of the edition. Trials and terms end by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
}

/// What the tenant has already, and how it buys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
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
    /// When licenses that are paid for already were bought and until when they run, by plan. Some count for more if they
    /// were bought before a change.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub owned_terms: BTreeMap<PlanId, Term>,
    /// When the suite was bought and until when it runs: connectors that became premium meanwhile stay free for so long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suite_term: Option<Term>,
    /// Plans that the organization as a whole tries out for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Trial>,
    /// Whether there is an Azure subscription that environments could be linked to, to pay after use.
    #[serde(skip_serializing_if = "is_false")]
    pub azure_subscription: bool,
}

/// Since when and until when something is paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// The day on which it was bought.
    pub bought: Day,
    /// The last day.
    pub ends: Day,
}

/// People with the same licenses and the same use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
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
    /// Whether they are guests from another tenant. Guests hold nothing here unless `holds` says so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub guests: bool,
    /// What guests hold in the tenant that they come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub home_holds: Vec<PlanId>,
    /// Plans that each of them tries out for nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Trial>,
    /// How many of them open any app at all in a month; absent means all. It matters only where apps are paid after use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<Count>,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            name: String::new(),
            people: Count::ONE,
            holds: None,
            guests: false,
            home_holds: Vec::new(),
            trials: Vec::new(),
            active: None,
        }
    }
}

/// A plan that is tried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trial {
    /// The plan.
    pub plan: PlanId,
    /// The last day of the trial.
    pub until: Day,
}

const fn one() -> Count {
    Count::ONE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(count: &Count) -> bool {
    count.is_zero()
}
