//! Whether the names of a scenario fit each other. All faults are returned, each with its path.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::scenario::{Scenario, Trigger};
use crate::base::PlanId;
use crate::pricebook::Book;
use crate::pricebook::schema::{Right, Unit};
use crate::report::fault::{Fault, FaultCode};

/// The most groups, apps, flows, bots, portals or environments of one scenario.
pub const MAX_THINGS: usize = 2_000;

/// All faults that make an answer impossible; empty when there is none.
pub fn check(book: &Book, scenario: &Scenario) -> Vec<Fault> {
    let mut faults = Vec::new();
    let names = Names::of(scenario);
    unique("groups", scenario.groups.iter().map(|group| group.name.as_str()), &mut faults);
    unique("environments", scenario.environments.iter().map(|place| place.name.as_str()), &mut faults);
    unique("apps", scenario.apps.iter().map(|app| app.name.as_str()), &mut faults);
    unique("flows", scenario.flows.iter().map(|flow| flow.name.as_str()), &mut faults);
    unique("bots", scenario.bots.iter().map(|bot| bot.name.as_str()), &mut faults);
    unique("portals", scenario.portals.iter().map(|portal| portal.name.as_str()), &mut faults);
    unique("integrations", scenario.integrations.iter().map(|program| program.name.as_str()), &mut faults);
    check_plans(book, scenario, &mut faults);
    check_groups(book, scenario, &mut faults);
    check_apps(scenario, &names, &mut faults);
    check_programs(scenario, &names, &mut faults);
    check_flows(scenario, &names, &mut faults);
    check_owners(scenario, &mut faults);
    check_cycles(scenario, &mut faults);
    faults
}

/// The names that others may refer to.
struct Names<'a> {
    groups: BTreeSet<&'a str>,
    environments: BTreeSet<&'a str>,
    apps: BTreeSet<&'a str>,
    flows: BTreeSet<&'a str>,
    bots: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        Self {
            groups: scenario.groups.iter().map(|group| group.name.as_str()).collect(),
            environments: scenario.environments.iter().map(|place| place.name.as_str()).collect(),
            apps: scenario.apps.iter().map(|app| app.name.as_str()).collect(),
            flows: scenario.flows.iter().map(|flow| flow.name.as_str()).collect(),
            bots: scenario.bots.iter().map(|bot| bot.name.as_str()).collect(),
        }
    }
}

fn unique<'a>(list: &str, names: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    let mut count = 0_usize;
    for (index, name) in names.enumerate() {
        count = index + 1;
        if name.trim().is_empty() {
            faults.push(Fault::new(FaultCode::EmptyName, format!("{list}[{index}].name"), "give it a name"));
        } else if !seen.insert(name) {
            let message = format!("\"{name}\" stands twice in {list}; names are unique");
            faults.push(Fault::new(FaultCode::DuplicateName, format!("{list}[{index}].name"), message));
        }
    }
    if count > MAX_THINGS {
        let message = format!("there are {count}; at most {MAX_THINGS} are taken");
        faults.push(Fault::new(FaultCode::TooMany, list, message));
    }
}

fn refer(known: &BTreeSet<&str>, name: &str, what: &str, path: String, faults: &mut Vec<Fault>) {
    if !known.contains(name) {
        let message = match known.len() {
            0 => format!("there is no {what} \"{name}\"; the scenario defines no {what} at all"),
            1..=8 => {
                let names: Vec<String> = known.iter().map(|name| format!("\"{name}\"")).collect();
                format!("there is no {what} \"{name}\"; defined are {}", names.join(", "))
            }
            _ => format!("there is no {what} \"{name}\" among the {} that are defined", known.len()),
        };
        faults.push(Fault::new(FaultCode::UnknownName, path, message));
    }
}

fn check_plans(book: &Book, scenario: &Scenario, faults: &mut Vec<Fault>) {
    let mut plan = |id: &PlanId, path: String| {
        if book.plan(id).is_none() {
            let message = format!("edition {} has no plan \"{id}\"", book.edition.id);
            faults.push(Fault::new(FaultCode::UnknownName, path, message));
        }
    };
    for (index, id) in scenario.tenant.holds.iter().flatten().enumerate() {
        plan(id, format!("tenant.holds[{index}]"));
    }
    for id in scenario.tenant.owned.keys() {
        plan(id, format!("tenant.owned.{id}"));
    }
    for id in scenario.tenant.prices.keys() {
        plan(id, format!("tenant.prices.{id}"));
    }
    for id in scenario.tenant.owned_terms.keys() {
        plan(id, format!("tenant.owned_terms.{id}"));
    }
    for (index, trial) in scenario.tenant.trials.iter().enumerate() {
        plan(&trial.plan, format!("tenant.trials[{index}].plan"));
    }
    for (number, group) in scenario.groups.iter().enumerate() {
        for (index, id) in group.holds.iter().flatten().enumerate() {
            plan(id, format!("groups[{number}].holds[{index}]"));
        }
        for (index, id) in group.home_holds.iter().enumerate() {
            plan(id, format!("groups[{number}].home_holds[{index}]"));
        }
        for (index, trial) in group.trials.iter().enumerate() {
            plan(&trial.plan, format!("groups[{number}].trials[{index}].plan"));
        }
    }
    for (id, money) in &scenario.tenant.prices {
        if money.micros() < 0 || money.micros() > MAX_PRICE_MICROS {
            let message = format!("{money} is not a price; write 0 or more, at most 1000000.00");
            faults.push(Fault::new(FaultCode::WrongShape, format!("tenant.prices.{id}"), message));
        }
    }
}

/// A million of the currency unit for one license and month is taken as a slip of the keyboard.
const MAX_PRICE_MICROS: i64 = 1_000_000_000_000;

/// What is said of people must fit: guests, trials, terms.
fn check_groups(book: &Book, scenario: &Scenario, faults: &mut Vec<Fault>) {
    let mut wrong = |path: String, message: &str| faults.push(Fault::new(FaultCode::Contradiction, path, message));
    for (number, group) in scenario.groups.iter().enumerate() {
        if !group.guests && !group.home_holds.is_empty() {
            wrong(
                format!("groups[{number}].home_holds"),
                "only guests hold something in another tenant; say that they are guests, or use holds",
            );
        }
        if group.active.is_some_and(|active| active > group.people) {
            wrong(format!("groups[{number}].active"), "these are more people than the group has");
        }
        for (index, trial) in group.trials.iter().enumerate() {
            if book.plan(&trial.plan).is_some_and(|plan| plan.unit != Unit::User) {
                wrong(
                    format!("groups[{number}].trials[{index}].plan"),
                    "this is not a plan of one person, so a person cannot try it out; say it under tenant.trials if the organization does",
                );
            }
        }
    }
    for (index, trial) in scenario.tenant.trials.iter().enumerate() {
        if book.plan(&trial.plan).is_some_and(|plan| !plan.gives(Right::RunBots)) {
            wrong(
                format!("tenant.trials[{index}].plan"),
                "the organization can try out the license of bots only; say what people try out with their group",
            );
        }
    }
    for (id, term) in &scenario.tenant.owned_terms {
        if term.ends < term.bought {
            wrong(format!("tenant.owned_terms.{id}.ends"), "this ends before it was bought");
        }
        if !scenario.tenant.owned.contains_key(id) {
            wrong(format!("tenant.owned_terms.{id}"), "say under owned how many there are");
        }
    }
    if scenario.tenant.suite_term.as_ref().is_some_and(|term| term.ends < term.bought) {
        wrong("tenant.suite_term.ends".into(), "this ends before it was bought");
    }
}

/// Environments that a combination links must exist.
pub fn linked(scenario: &Scenario, linked: &[String]) -> Vec<Fault> {
    let names = Names::of(scenario);
    let mut faults = Vec::new();
    for (index, name) in linked.iter().enumerate() {
        refer(&names.environments, name, "environment", format!("combination.pay_as_you_go[{index}]"), &mut faults);
    }
    faults
}

fn check_programs(scenario: &Scenario, names: &Names, faults: &mut Vec<Fault>) {
    for (number, program) in scenario.integrations.iter().enumerate() {
        for (index, group) in program.run_by.iter().enumerate() {
            refer(&names.groups, group, "group", format!("integrations[{number}].run_by[{index}]"), faults);
        }
    }
}

fn check_apps(scenario: &Scenario, names: &Names, faults: &mut Vec<Fault>) {
    for (number, app) in scenario.apps.iter().enumerate() {
        for (index, group) in app.used_by.iter().enumerate() {
            refer(&names.groups, group, "group", format!("apps[{number}].used_by[{index}]"), faults);
        }
        for (index, group) in app.makers.iter().enumerate() {
            refer(&names.groups, group, "group", format!("apps[{number}].makers[{index}]"), faults);
        }
        if let Some(place) = &app.environment {
            refer(&names.environments, place, "environment", format!("apps[{number}].environment"), faults);
        }
    }
}

fn check_flows(scenario: &Scenario, names: &Names, faults: &mut Vec<Fault>) {
    for (number, flow) in scenario.flows.iter().enumerate() {
        let path = |field: &str| format!("flows[{number}].{field}");
        for (index, group) in flow.run_by.iter().enumerate() {
            refer(&names.groups, group, "group", path(&format!("run_by[{index}]")), faults);
        }
        for (field, groups) in
            [("approvers", &flow.approvers), ("co_owners", &flow.co_owners), ("recipients", &flow.recipients)]
        {
            for (index, group) in groups.iter().enumerate() {
                refer(&names.groups, group, "group", path(&format!("{field}[{index}]")), faults);
            }
        }
        for (index, place) in flow.copies_in.iter().enumerate() {
            refer(&names.environments, place, "environment", path(&format!("copies_in[{index}]")), faults);
        }
        for (index, parent) in flow.parents.iter().enumerate() {
            refer(&names.flows, parent, "flow", path(&format!("parents[{index}]")), faults);
        }
        if let Some(place) = &flow.environment {
            refer(&names.environments, place, "environment", path("environment"), faults);
        }
        if let Some(app) = &flow.app {
            refer(&names.apps, app, "app", path("app"), faults);
        }
        if let Some(bot) = &flow.bot {
            refer(&names.bots, bot, "bot", path("bot"), faults);
        }
        if flow.owner.as_deref().is_some_and(|owner| owner.trim().is_empty()) {
            let message = "write who owns the flow, or leave the owner out";
            faults.push(Fault::new(FaultCode::EmptyName, path("owner"), message));
        }
        let missing = match flow.trigger {
            Trigger::Child if flow.parents.is_empty() => {
                Some(("parents", "a child flow needs the flow that starts it"))
            }
            Trigger::Bot if flow.bot.is_none() => Some(("bot", "a flow called by a bot needs the name of the bot")),
            _ => None,
        };
        if let Some((field, message)) = missing {
            faults.push(Fault::new(FaultCode::Contradiction, path(field), message));
        }
        if !matches!(flow.trigger, Trigger::Child | Trigger::HttpRequest) && !flow.parents.is_empty() {
            let message = "only a flow with the trigger \"child\" or \"http-request\" has parents; change the trigger or remove the parents";
            faults.push(Fault::new(FaultCode::Contradiction, path("parents"), message));
        }
        if flow.trigger != Trigger::Bot && flow.bot.is_some() {
            let message = "only a flow with the trigger \"bot\" names a bot; change the trigger or remove the bot";
            faults.push(Fault::new(FaultCode::Contradiction, path("bot"), message));
        }
    }
}

/// A group without people cannot own a flow.
fn check_owners(scenario: &Scenario, faults: &mut Vec<Fault>) {
    for (number, flow) in scenario.flows.iter().enumerate().filter(|(_, flow)| !flow.off) {
        let group = scenario.groups.iter().find(|group| Some(&group.name) == flow.owner.as_ref());
        if group.is_some_and(|group| group.people.is_zero()) {
            let message = "this group has no people, so nobody in it can own a flow";
            faults.push(Fault::new(FaultCode::Contradiction, format!("flows[{number}].owner"), message));
        }
    }
}

/// Ways up from one child flow through its parents that are followed.
pub const MAX_WAYS: u64 = 64;

/// A flow that starts itself, directly or through others, has no beginning; one with very many beginnings is refused.
fn check_cycles(scenario: &Scenario, faults: &mut Vec<Fault>) {
    let known: BTreeSet<&str> = scenario.flows.iter().map(|flow| flow.name.as_str()).collect();
    // A flow whose parents are all settled is settled; what never settles stands in or behind a cycle.
    let mut ways: BTreeMap<&str, u64> = BTreeMap::new();
    let mut open: Vec<usize> = (0..scenario.flows.len()).collect();
    loop {
        let before = open.len();
        open.retain(|&number| {
            let Some(flow) = scenario.flows.get(number) else { return false };
            // A flow that is called over HTTP begins anew; only children have the beginning of their parents.
            let child = flow.trigger == Trigger::Child;
            let parents = flow.parents.iter().filter(|parent| child && known.contains(parent.as_str()));
            let count: Option<u64> = parents.map(|parent| ways.get(parent.as_str()).copied()).sum();
            if let Some(count) = count {
                ways.insert(&flow.name, count.clamp(1, MAX_WAYS + 1));
            }
            count.is_none()
        });
        if open.is_empty() || open.len() == before {
            break;
        }
    }
    for number in open {
        let message = "this flow starts itself through its parents; a chain of child flows needs a first flow";
        faults.push(Fault::new(FaultCode::Contradiction, format!("flows[{number}].parents"), message));
    }
    for (number, flow) in scenario.flows.iter().enumerate() {
        if ways.get(flow.name.as_str()).is_some_and(|&ways| ways > MAX_WAYS) {
            let message = format!("this flow is started in more than {MAX_WAYS} ways; name fewer parents");
            faults.push(Fault::new(FaultCode::TooMany, format!("flows[{number}].parents"), message));
        }
    }
}
