//! A scenario with its names resolved and its defaults filled in: people, apps, flows, and who must answer for which flow.
//!
//! It knows who uses what; which license that takes is for the rules beside it.

use crate::base::sorted::BTreeMap;

use super::scenario::{App, AppKind, Flow, RestrictedTable, Scenario, Trigger};
use crate::pricebook::schema::{ConnectorClass, Right};
use crate::pricebook::{Book, Connector, Plan};
use crate::report::{Code, Issue};

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
    /// Whether this is the one person of a larger group that owns flows.
    pub owner_in_group: bool,
    /// What each holds already.
    pub holds: Vec<&'a Plan>,
    /// Apps they use.
    pub apps: Vec<usize>,
    /// Flows they must be licensed for, unless a license of a flow excuses them.
    pub duties: Vec<Duty>,
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
}

/// Why people must be licensed for a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The flow runs under their name.
    Owner,
    /// They start it themselves.
    Runner,
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
    /// A part that works on a desktop.
    Desktop,
}

/// The name of the one person where the scenario names nobody.
const EVERYONE: &str = "Everyone";
/// The owner of flows that name none.
const MAKER: &str = "Maker";

/// Resolves a scenario that `check` found without faults.
pub fn resolve<'a>(book: &'a Book, scenario: &'a Scenario) -> Resolved<'a> {
    let mut resolved = Resolved {
        book,
        scenario,
        people: Vec::new(),
        apps: BTreeMap::new(),
        flows: BTreeMap::new(),
        chains: BTreeMap::new(),
        assumptions: Vec::new(),
        issues: Vec::new(),
    };
    resolved.add_groups();
    resolved.add_apps();
    resolved.add_flows();
    resolved.add_duties();
    resolved.add_other_owners();
    resolved.split_owners();
    resolved.note_unknown_connectors();
    resolved
}

impl<'a> Resolved<'a> {
    /// Suites that somebody holds when nothing else is said.
    fn tenant_holds(&self) -> Vec<&'a Plan> {
        match &self.scenario.tenant.holds {
            Some(ids) => ids.iter().filter_map(|id| self.book.plan(id)).collect(),
            None => self.book.held_by_default().collect(),
        }
    }

    fn add_groups(&mut self) {
        let usual = self.tenant_holds();
        let mut taken_usual = false;
        for group in &self.scenario.groups {
            let holds = if let Some(ids) = &group.holds {
                ids.iter().filter_map(|id| self.book.plan(id)).collect()
            } else {
                taken_usual = true;
                usual.clone()
            };
            self.people.push(People::new(&group.name, group.people.wide(), holds));
        }
        if self.scenario.groups.is_empty() {
            taken_usual = true;
            self.people.push(People::new(EVERYONE, 1, usual.clone()));
            let about_people = !self.scenario.apps.is_empty() || self.scenario.flows.iter().any(runs_by_hand);
            if about_people {
                self.assumptions
                    .push("No groups of people are named, so one person is taken to use everything.".into());
            }
        }
        let unsaid = taken_usual && self.scenario.tenant.holds.is_none();
        if unsaid && !usual.is_empty() && !(self.scenario.apps.is_empty() && self.scenario.flows.is_empty()) {
            let names: Vec<&str> = usual.iter().map(|plan| plan.name.as_str()).collect();
            self.assumptions.push(format!("Everybody is taken to hold {} already.", names.join(" and ")));
        }
    }

    fn add_apps(&mut self) {
        let usual_place = self.scenario.environments.first().map_or("", |place| place.name.as_str());
        for (index, app) in self.scenario.apps.iter().enumerate().filter(|(_, app)| !app.off) {
            let mut premium = self.premium_connectors(&app.connectors);
            if matches!(app.kind, AppKind::ModelDriven | AppKind::Portal) {
                premium.push(Premium::Kind(app.kind));
            }
            premium.extend(app.restricted_tables.iter().map(|table| Premium::Table(&table.name)));
            let writes = app.restricted_tables.iter().filter(|table| table.access == super::scenario::Access::Write);
            let environment = app.environment.as_deref().unwrap_or(usual_place);
            self.apps.insert(index, AppUse { app, environment, premium, writes: writes.collect() });
            for people in self.users(&app.used_by) {
                if let Some(people) = self.people.get_mut(people) {
                    people.apps.push(index);
                }
            }
        }
    }

    fn add_flows(&mut self) {
        for (index, flow) in self.scenario.flows.iter().enumerate().filter(|(_, flow)| !flow.off) {
            let mut premium = self.premium_connectors(&flow.connectors);
            if flow.trigger == Trigger::HttpRequest {
                premium.extend(self.book.http_trigger().map(Premium::Connector));
            }
            if flow.desktop.attended || !flow.desktop.unattended_runs.is_zero() {
                premium.push(Premium::Desktop);
            }
            let app = flow.app.as_ref().and_then(|name| self.scenario.apps.iter().position(|app| app.name == *name));
            let bot = flow.bot.as_ref().and_then(|name| self.scenario.bots.iter().position(|bot| bot.name == *name));
            let load = flow.runs_per_day.wide() * (flow.actions_per_run.wide() + 1);
            self.flows.insert(index, FlowUse { flow, premium, app, bot, load });
        }
    }

    fn premium_connectors(&self, names: &'a [String]) -> Vec<Premium<'a>> {
        names
            .iter()
            .filter_map(|name| match self.class_of(name) {
                (ConnectorClass::Standard, _) => None,
                (_, Some(connector)) => Some(Premium::Connector(connector)),
                (class, None) => Some(Premium::Named(name, class)),
            })
            .collect()
    }

    /// The class of a connector; the scenario's word comes before the book's. With it the book's entry, if that decided.
    fn class_of(&self, name: &str) -> (ConnectorClass, Option<&'a Connector>) {
        let said = self.scenario.connectors.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name.trim()));
        match (said, self.book.connector(name)) {
            (Some((_, class)), _) => (*class, None),
            (None, Some(connector)) => (connector.class, Some(connector)),
            (None, None) => (ConnectorClass::Premium, None),
        }
    }

    fn note_unknown_connectors(&mut self) {
        let apps = self.scenario.apps.iter().enumerate().filter(|(_, app)| !app.off);
        let flows = self.scenario.flows.iter().enumerate().filter(|(_, flow)| !flow.off);
        let lists = apps
            .map(|(index, app)| (format!("apps[{index}]"), &app.connectors))
            .chain(flows.map(|(index, flow)| (format!("flows[{index}]"), &flow.connectors)));
        for (path, names) in lists {
            for (place, name) in names.iter().enumerate() {
                let said = self.scenario.connectors.keys().any(|known| known.trim().eq_ignore_ascii_case(name.trim()));
                if said || self.book.connector(name).is_some() {
                    continue;
                }
                let says = format!("The price book does not know the connector \"{name}\"; it is taken as premium.");
                let remedy = format!(
                    "Check the spelling, or say what it is under connectors, for instance {{\"{name}\": \"standard\"}}."
                );
                let path = format!("{path}.connectors[{place}]");
                self.issues.push(Issue::warning(Code::UnknownConnector, path, says).remedy(remedy));
            }
        }
    }

    /// Positions of the groups with these names; of all groups when none is named.
    fn users(&self, names: &[String]) -> Vec<usize> {
        let groups = self.scenario.groups.len().max(1);
        if names.is_empty() {
            return (0..groups).collect();
        }
        let mut found: Vec<usize> = (0..groups)
            .filter(|&index| self.people.get(index).is_some_and(|known| names.contains(&known.name)))
            .collect();
        found.dedup();
        found
    }

    /// Who must answer for each flow: its owner or those who start it; for a child those of the flows that start it.
    fn add_duties(&mut self) {
        self.chains = self.flows.keys().map(|&index| (index, self.ways_up(index))).collect();
        for (index, chains) in self.chains.clone() {
            let mut first = true;
            for chain in chains {
                let Some(root) = chain.last().and_then(|root| self.flows.get(root)).map(|root| root.flow) else {
                    continue;
                };
                let load = if first { self.flows.get(&index).map_or(0, |flow| flow.load) } else { 0 };
                first = false;
                if runs_by_hand(root) {
                    self.add_runners(index, root, &chain, load);
                } else if root.trigger != Trigger::Bot {
                    self.add_owner(index, root, &chain, load);
                }
            }
        }
    }

    /// All ways from a flow up to a flow that is no child. Switched-off parents start nothing.
    fn ways_up(&self, index: usize) -> Vec<Vec<usize>> {
        let mut done = Vec::new();
        let mut open = vec![vec![index]];
        while let Some(chain) = open.pop() {
            let Some(flow) = chain.last().and_then(|last| self.flows.get(last)) else { continue };
            if flow.flow.trigger == Trigger::Child {
                let parents = flow.flow.parents.iter().rev();
                let position = |name: &String| self.scenario.flows.iter().position(|known| known.name == *name);
                open.extend(parents.filter_map(position).map(|parent| chain.iter().copied().chain([parent]).collect()));
            } else {
                done.push(chain);
            }
        }
        done
    }

    fn add_runners(&mut self, index: usize, root: &'a Flow, chain: &[usize], load: u64) {
        let runners = if root.run_by.is_empty() {
            let app = root.app.as_ref().and_then(|name| self.scenario.apps.iter().find(|app| app.name == *name));
            self.users(app.map_or(&[], |app| &app.used_by))
        } else {
            self.users(&root.run_by)
        };
        let heads: u64 = runners.iter().filter_map(|&runner| self.people.get(runner)).map(|people| people.count).sum();
        for runner in runners {
            if let Some(people) = self.people.get_mut(runner) {
                let load = load.div_ceil(heads.max(1));
                people.duties.push(Duty { flow: index, role: Role::Runner, chain: chain.to_vec(), load });
            }
        }
    }

    fn add_owner(&mut self, index: usize, root: &'a Flow, chain: &[usize], load: u64) {
        let name = root.owner.as_deref().unwrap_or(MAKER);
        let duty = Duty { flow: index, role: Role::Owner, chain: chain.to_vec(), load };
        if let Some(people) = self.people.iter_mut().find(|people| people.name == name) {
            people.duties.push(duty);
            return;
        }
        let holds = self.tenant_holds();
        let mut person = People::new(name, 1, holds);
        person.duties.push(duty);
        self.people.push(person);
        self.assumptions.push(if root.owner.is_some() {
            format!("{name} is taken to be one person outside of the groups.")
        } else {
            format!("Flows without an owner are taken to belong to one person, the {}.", MAKER.to_lowercase())
        });
    }

    /// Owners whose license does not count, such as those of child flows: people may still say what they hold.
    fn add_other_owners(&mut self) {
        let flows = self.scenario.flows.iter().filter(|flow| !flow.off);
        let names: Vec<&'a str> = flows.filter_map(|flow| flow.owner.as_deref()).collect();
        for name in names {
            if !self.people.iter().any(|people| people.name == name) {
                let holds = self.tenant_holds();
                self.people.push(People::new(name, 1, holds));
            }
        }
    }

    /// In a larger group one person owns the flows that name the group: that person has duties which the others have not.
    fn split_owners(&mut self) {
        let mut split = Vec::new();
        for people in &mut self.people {
            if people.count < 2 || people.duties.iter().all(|duty| duty.role == Role::Runner) {
                continue;
            }
            let mut owner = people.clone();
            owner.count = 1;
            owner.owner_in_group = true;
            people.count -= 1;
            people.duties.retain(|duty| duty.role == Role::Runner);
            self.assumptions.push(format!("One person of {} owns the flows of this group.", people.name));
            split.push(owner);
        }
        self.people.extend(split);
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
    fn new(name: &str, count: u64, holds: Vec<&'a Plan>) -> Self {
        Self { name: name.to_owned(), count, owner_in_group: false, holds, apps: Vec::new(), duties: Vec::new() }
    }
}
