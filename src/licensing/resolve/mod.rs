//! A scenario with its names resolved and its defaults filled in: people, apps, flows, and who must answer for which flow.
//!
//! It knows who uses what; which license that takes is for the rules beside it.

mod apps;
mod flows;
mod people;

pub use flows::uses_lists;

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::cover::Licenses;
use super::scenario::{App, AppKind, Flow, RestrictedTable, Scenario, Trigger};
use crate::base::{Day, PlanId};
use crate::pricebook::schema::{ConnectorClass, Limit, Right, TermChange};
use crate::pricebook::{Book, Connector, Plan};
use crate::report::Issue;

/// A scenario ready for the rules. Indexes are positions in the lists of the scenario.
#[derive(Debug)]
pub struct Resolved<'a> {
    /// The facts.
    pub book: &'a Book,
    /// The question.
    pub scenario: &'a Scenario,
    /// People with the same licenses and the same duties.
    pub people: Vec<People<'a>>,
    /// Apps that are switched on, by position in the scenario.
    pub apps: BTreeMap<usize, AppUse<'a>>,
    /// Flows that are switched on, by position in the scenario.
    pub flows: BTreeMap<usize, FlowUse<'a>>,
    /// All ways from a flow up to a flow that is no child, the flow itself first.
    pub chains: BTreeMap<usize, Vec<Vec<usize>>>,
    /// Environments that are paid after use, by name.
    pub linked: BTreeSet<&'a str>,
    /// Requests a day of programs that run under no license.
    pub unlicensed_load: u64,
    /// What the organization as a whole tries out for nothing.
    pub trials: Vec<&'a Plan>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// What was noticed on the way.
    pub issues: Vec<Issue>,
}

/// People with the same licenses and the same duties.
#[derive(Debug, Clone)]
pub struct People<'a> {
    /// The group, or the person outside of all groups.
    pub name: String,
    /// How many.
    pub count: u64,
    /// Whether they open no app in a month, so that paying after use costs nothing for them.
    pub idle: bool,
    /// Whether this is the one person of a larger group that owns flows.
    pub owner_in_group: bool,
    /// What each holds already.
    pub holds: Vec<&'a Plan>,
    /// What each tries out for nothing: it covers them, but brings the tenant nothing.
    pub trials: Vec<&'a Plan>,
    /// What guests hold in the tenant that they come from.
    pub home: Vec<&'a Plan>,
    /// Apps they use.
    pub apps: Vec<usize>,
    /// Flows they must be licensed for, unless a license of a flow excuses them.
    pub duties: Vec<Duty>,
    /// Requests a day of one of them through programs beside apps and flows.
    pub program_load: u64,
}

/// People must be licensed for a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The flow.
    pub flow: usize,
    /// Why them.
    pub role: Role,
    /// The flow itself and the flows that start it, up to the first: a license of any of them excuses the people.
    pub chain: Vec<usize>,
    /// Requests a day of one of these people for this flow.
    pub load: u64,
    /// Whether the requests of the flow count here: a child that is started in several ways counts in the first.
    pub is_first: bool,
    /// People who share its requests.
    pub heads: u64,
}

/// Why people must be licensed for a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The flow runs under their name.
    Owner,
    /// They start it themselves.
    Runner,
    /// They answer its approvals, where the sources ask a license for that.
    Approver,
    /// They change it beside its owner, where the sources ask a license for that.
    CoOwner,
    /// It runs under an account that no person works with, where only a license of the flow serves for that.
    Service,
}

impl Role {
    /// Whether all of a group have it, and not one person of the group.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Runner | Self::Approver | Self::CoOwner)
    }

    /// Whether the context of an app or of Dynamics 365, or what comes with a suite, can be enough for it.
    pub fn takes_any_cover(self) -> bool {
        matches!(self, Self::Owner | Self::Runner)
    }
}

/// An app that is switched on.
#[derive(Debug, Clone)]
pub struct AppUse<'a> {
    /// As the scenario has it.
    pub app: &'a App,
    /// The environment, empty for the only one.
    pub environment: &'a str,
    /// Why it is premium; empty when it is not.
    pub premium: Vec<Premium<'a>>,
    /// Whether its data are in Dataverse.
    pub over_dataverse: bool,
    /// The plan that bills each person who opens it, where its environment is paid after use.
    pub meter: Option<&'a Plan>,
    /// Restricted tables that it writes.
    pub writes: Vec<&'a RestrictedTable>,
}

/// A flow that is switched on.
#[derive(Debug, Clone)]
pub struct FlowUse<'a> {
    /// As the scenario has it.
    pub flow: &'a Flow,
    /// Why it is premium; empty when it is not.
    pub premium: Vec<Premium<'a>>,
    /// The app in whose context it works.
    pub app: Option<usize>,
    /// The bot that calls it, by position.
    pub bot: Option<usize>,
    /// Flows that it counts as when flows are licensed one by one: itself and its copies in other environments.
    pub places: u64,
    /// Requests of one run.
    pub requests_per_run: u64,
    /// Requests a day of all runs.
    pub load: u64,
}

/// What makes an app or a flow premium.
#[derive(Debug, Clone)]
pub enum Premium<'a> {
    /// A connector of the price book.
    Connector(&'a Connector),
    /// A connector whose class the scenario states, or that nobody knows.
    Named(&'a str, ConnectorClass),
    /// The way the app is made.
    Kind(AppKind),
    /// A restricted table.
    Table(&'a str),
    /// Custom tables of Dataverse, so many.
    CustomTables(u64),
    /// The steps of a business process.
    Process,
    /// A part that works on a desktop.
    Desktop,
}

/// Resolves a scenario that `check` found without faults; some environments are paid after use.
pub fn resolve<'a>(book: &'a Book, scenario: &'a Scenario, linked: BTreeSet<&'a str>) -> Resolved<'a> {
    let mut resolved = Resolved {
        book,
        scenario,
        people: Vec::new(),
        apps: BTreeMap::new(),
        flows: BTreeMap::new(),
        chains: BTreeMap::new(),
        linked,
        unlicensed_load: 0,
        trials: Vec::new(),
        assumptions: Vec::new(),
        issues: Vec::new(),
    };
    resolved.add_groups();
    resolved.trials = resolved.running(&scenario.tenant.trials, "the organization", "tenant.trials", 1, "its units");
    resolved.add_apps();
    resolved.add_flows();
    resolved.add_duties();
    resolved.add_other_owners();
    resolved.add_programs();
    resolved.split_owners();
    resolved.split_idle();
    resolved.note_unknown_connectors();
    resolved
}

impl<'a> Resolved<'a> {
    /// The day that is asked about.
    pub fn day(&self) -> Day {
        self.scenario.as_of.unwrap_or(self.book.edition.holds_from)
    }

    /// Whether these people are guests from another tenant.
    pub fn are_guests(&self, people: &People) -> bool {
        self.scenario.groups.iter().any(|group| group.guests && group.name == people.name)
    }

    /// Whether there is anything that a limit is about.
    pub fn asks_for(&self, limit: Limit) -> bool {
        let scenario = self.scenario;
        match limit {
            Limit::PortalLoginsMinimum
            | Limit::PortalLoginsFree
            | Limit::PortalLoginHours
            | Limit::PortalLoginRequests => {
                scenario.portals.iter().any(|portal| !portal.logins_per_month.is_zero() || !portal.visitors.is_none())
            }
            Limit::PortalPageViewsMinimum | Limit::PortalPageViewsFree => {
                scenario.portals.iter().any(|portal| !portal.views_per_month.is_zero())
            }
            Limit::BotFlowRequests | Limit::TeamsBotRequests => self.flows.values().any(|flow| flow.bot.is_some()),
            Limit::TeamsSessionsPerUser => scenario.bots.iter().any(|bot| bot.teams_only),
            // The sources disagree about no other limit so far.
            _ => true,
        }
    }

    /// Units of a plan that are paid for and still run on the day that is asked about; some count for more.
    pub fn owned(&self, plan: &PlanId) -> u64 {
        let count = self.scenario.tenant.owned.get(plan).map_or(0, |count| count.wide());
        let Some(term) = self.scenario.tenant.owned_terms.get(plan) else { return count };
        if term.ends < self.day() {
            return 0;
        }
        count.saturating_mul(self.counts_as(plan).map_or(1, |(_, each)| each))
    }

    /// The term by which each owned unit of a plan counts for more, as it was bought before a change.
    pub fn counts_as(&self, plan: &PlanId) -> Option<(&'a TermChange, u64)> {
        let bought = self.scenario.tenant.owned_terms.get(plan)?.bought;
        let mut terms = self.book.terms().filter(|term| term.plans.contains(plan));
        terms
            .find_map(|term| term.before.filter(|before| bought < *before).and(term.counts_as).map(|each| (term, each)))
    }

    /// All that is paid for and still runs, by plan.
    pub fn all_owned(&self) -> BTreeMap<PlanId, u64> {
        self.scenario.tenant.owned.keys().map(|id| (id.clone(), self.owned(id))).collect()
    }

    /// Units of a plan that people hold already.
    pub fn held(&self, plan: &Plan) -> u64 {
        self.people
            .iter()
            .map(|people| people.count * u64::from(people.holds.iter().any(|held| held.id == plan.id)))
            .sum()
    }

    /// Whether a plan with this right is held by anybody.
    pub fn anybody_holds(&self, right: Right) -> bool {
        self.people.iter().any(|people| people.holds.iter().any(|plan| plan.gives(right)))
    }

    /// The first way from a flow up to its beginning; the flow alone when nothing that is switched on starts it.
    pub fn first_chain(&self, flow: usize) -> &[usize] {
        self.chains.get(&flow).and_then(|chains| chains.first()).map_or(&[], Vec::as_slice)
    }

    /// For each flow the children whose requests its own license takes over, by their first way up.
    pub fn children(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &flow in self.flows.keys() {
            for &above in self.first_chain(flow).iter().skip(1) {
                children.entry(above).or_default().push(flow);
            }
        }
        children
    }
}

/// Whether people start the flow themselves.
pub fn runs_by_hand(flow: &Flow) -> bool {
    matches!(flow.trigger, Trigger::Instant | Trigger::PowerApps)
}

impl<'a> People<'a> {
    /// Their licenses when each is given these.
    pub fn licenses(&self, given: Vec<(&'a Plan, u64)>) -> Licenses<'a> {
        let held = self.holds.iter().chain(&self.trials).copied().collect();
        Licenses { held, home: self.home.clone(), given }
    }

    /// Requests a day that count against one of them when no flow has a license of its own.
    pub fn load(&self) -> u64 {
        self.duties.iter().fold(self.program_load, |sum, duty| sum.saturating_add(duty.load))
    }
}
