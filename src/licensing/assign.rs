//! A combination laid over the people and flows of a scenario: who has what, and how many units there are of each plan.

use crate::base::sorted::BTreeMap;

use super::cover::{self, Licenses};
use super::resolve::{People, Resolved};
use crate::base::{Count, PlanId};
use crate::pricebook::schema::{Kind, Unit};
use crate::pricebook::{Book, Plan};
use crate::report::fault::{Fault, FaultCode};
use crate::report::{Code, Combination, Issue, PeopleLicenses};

/// Who has what.
#[derive(Debug, Default)]
pub struct Assigned<'a> {
    /// Parts of each entry of `Resolved::people`, in its order: a number of people with the same licenses.
    pub people: Vec<Vec<(u64, Licenses<'a>)>>,
    /// Licenses of flows, by position of the flow.
    pub flows: BTreeMap<usize, Vec<(&'a Plan, u64)>>,
    /// Units of each plan in the combination.
    pub units: BTreeMap<PlanId, u64>,
    /// What was noticed: too many people, licenses for the wrong holder.
    pub issues: Vec<Issue>,
}

impl Assigned<'_> {
    /// Units of a plan that the tenant has, bought, owned or held by people.
    pub fn in_hand(&self, resolved: &Resolved, plan: &Plan) -> u64 {
        let owned = resolved.owned(&plan.id);
        self.units.get(&plan.id).copied().unwrap_or(0).max(owned).saturating_add(resolved.held(plan))
    }
}

/// Lays a combination without unassigned licenses over a scenario.
pub fn assign<'a>(resolved: &Resolved<'a>, combination: &Combination) -> Assigned<'a> {
    let mut assigned = Assigned::default();
    for (number, entry) in combination.flows.iter().enumerate() {
        let path = format!("combination.flows[{number}]");
        let Some(flow) = resolved.scenario.flows.iter().position(|flow| flow.name == entry.flow) else { continue };
        for (plan, units) in plans(resolved.book, &entry.licenses) {
            assigned.take(plan, units, 1);
            if matches!(plan.unit, Unit::Flow | Unit::UserOrFlow) {
                assigned.flows.entry(flow).or_default().push((plan, units));
            } else {
                assigned.issues.push(wrong_holder(plan, &path, "a flow"));
            }
        }
    }
    for (plan, units) in plans(resolved.book, &combination.tenant) {
        assigned.take(plan, units, 1);
    }
    let parts = people_parts(resolved, combination, &mut assigned);
    assigned.people = spread(resolved, parts, &assigned.flows);
    assigned.note_not_sold(resolved);
    assigned
}

impl<'a> Assigned<'a> {
    fn take(&mut self, plan: &Plan, units: u64, times: u64) {
        let count = self.units.entry(plan.id.clone()).or_default();
        *count = count.saturating_add(units.saturating_mul(times));
    }

    fn note_not_sold(&mut self, resolved: &Resolved<'a>) {
        for (id, units) in &self.units {
            let Some(plan) = resolved.book.plan(id) else { continue };
            let more = *units > resolved.owned(id);
            if let (Some(day), true) = (plan.last_day, more) {
                let says = format!("{} is no longer sold; its last day of sale was {day}.", plan.name);
                let remedy = "Take a plan that is sold, or state those that you own already.";
                self.issues.push(Issue::refusal(Code::NotSold, "combination", says).remedy(remedy));
            } else if plan.kind == Kind::Meter {
                let says = format!("{} is billed after use and cannot be bought ahead.", plan.name);
                self.issues.push(Issue::refusal(Code::NotSold, "combination", says));
            }
        }
    }
}

/// Names of a combination that the scenario or the book does not have.
pub fn check(book: &Book, resolved: &Resolved, combination: &Combination) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut known = |licenses: &BTreeMap<PlanId, Count>, path: String| {
        for id in licenses.keys().filter(|id| book.plan(id).is_none()) {
            let message = format!("edition {} has no plan \"{id}\"", book.edition.id);
            faults.push(Fault::new(FaultCode::UnknownName, format!("{path}.{id}"), message));
        }
    };
    for (number, entry) in combination.people.iter().enumerate() {
        known(&entry.licenses, format!("combination.people[{number}].licenses"));
    }
    for (number, entry) in combination.flows.iter().enumerate() {
        known(&entry.licenses, format!("combination.flows[{number}].licenses"));
    }
    known(&combination.tenant, "combination.tenant".into());
    known(&combination.unassigned, "combination.unassigned".into());
    for (number, entry) in combination.people.iter().enumerate() {
        if !resolved.people.iter().any(|people| people.name == entry.who) {
            let names: Vec<String> =
                resolved.people.iter().take(8).map(|people| format!("\"{}\"", people.name)).collect();
            let message = format!("nobody here is called \"{}\"; there are {}", entry.who, names.join(", "));
            faults.push(Fault::new(FaultCode::UnknownName, format!("combination.people[{number}].who"), message));
        }
    }
    for (number, entry) in combination.flows.iter().enumerate() {
        if !resolved.scenario.flows.iter().any(|flow| flow.name == entry.flow) {
            let message = format!("there is no flow \"{}\" in the scenario", entry.flow);
            faults.push(Fault::new(FaultCode::UnknownName, format!("combination.flows[{number}].flow"), message));
        }
    }
    faults
}

fn plans<'a>(book: &'a Book, licenses: &BTreeMap<PlanId, Count>) -> Vec<(&'a Plan, u64)> {
    let known = licenses.iter().filter(|(_, count)| !count.is_zero());
    known.filter_map(|(id, count)| book.plan(id).map(|plan| (plan, count.wide()))).collect()
}

fn wrong_holder(plan: &Plan, path: &str, holder: &str) -> Issue {
    let meant = match plan.unit {
        Unit::User | Unit::Pass | Unit::AppUser => "people",
        Unit::Flow => "flows",
        Unit::Tenant | Unit::Bot | Unit::Portal => "the tenant",
        Unit::UserOrFlow => "people or flows",
    };
    let says = format!("{} cannot be given to {holder}; it is made for {meant}.", plan.name);
    Issue::refusal(Code::WrongHolder, path, says).remedy(format!("Give it to {meant}."))
}

/// Parts of a group that share licenses, before anybody is singled out.
type Parts<'a> = BTreeMap<String, Vec<(u64, Vec<(&'a Plan, u64)>)>>;

fn people_parts<'a>(resolved: &Resolved<'a>, combination: &Combination, assigned: &mut Assigned<'a>) -> Parts<'a> {
    let mut parts: Parts = BTreeMap::new();
    for (number, entry) in combination.people.iter().enumerate() {
        let path = format!("combination.people[{number}]");
        let all = heads(resolved, &entry.who);
        let taken: u64 = parts.get(&entry.who).into_iter().flatten().map(|(count, _)| count).sum();
        let free = all.saturating_sub(taken);
        let count = entry.people.map_or(free, Count::wide);
        if count > free {
            let says =
                format!("{} has {all} people, but {} get licenses here.", entry.who, taken.saturating_add(count));
            let remedy = "Lower the number of people of this entry, or raise it in the scenario.";
            assigned.issues.push(Issue::refusal(Code::TooManyPeople, &path, says).remedy(remedy));
        }
        let mut given = Vec::new();
        for (plan, units) in plans(resolved.book, &entry.licenses) {
            assigned.take(plan, units, count);
            if matches!(plan.unit, Unit::User | Unit::Pass | Unit::UserOrFlow) {
                given.push((plan, units));
            } else {
                assigned.issues.push(wrong_holder(plan, &path, "people"));
            }
        }
        let count = count.min(free);
        if count > 0 {
            parts.entry(entry.who.clone()).or_default().push((count, given));
        }
    }
    parts
}

/// All people of a name, the owner in a group among them.
fn heads(resolved: &Resolved, name: &str) -> u64 {
    resolved.people.iter().filter(|people| people.name == name).map(|people| people.count).sum()
}

/// Gives each entry of `Resolved::people` its parts. The one owner of flows in a group takes the part that serves best.
fn spread<'a>(
    resolved: &Resolved<'a>,
    mut parts: Parts<'a>,
    flows: &BTreeMap<usize, Vec<(&'a Plan, u64)>>,
) -> Vec<Vec<(u64, Licenses<'a>)>> {
    let mut spread: Vec<Vec<(u64, Licenses<'a>)>> = vec![Vec::new(); resolved.people.len()];
    let owners = resolved.people.iter().enumerate().filter(|(_, people)| people.owner_in_group);
    let others = resolved.people.iter().enumerate().filter(|(_, people)| !people.owner_in_group);
    for (index, people) in owners.chain(others) {
        let mut own = parts.remove(&people.name).unwrap_or_default();
        let taken = take_parts(resolved, people, &mut own, flows);
        if let Some(place) = spread.get_mut(index) {
            *place = taken;
        }
        parts.insert(people.name.clone(), own);
    }
    spread
}

fn take_parts<'a>(
    resolved: &Resolved<'a>,
    people: &People<'a>,
    parts: &mut Vec<(u64, Vec<(&'a Plan, u64)>)>,
    flows: &BTreeMap<usize, Vec<(&'a Plan, u64)>>,
) -> Vec<(u64, Licenses<'a>)> {
    let licenses = |given: &[(&'a Plan, u64)]| people.licenses(given.to_vec());
    if people.owner_in_group {
        let all: u64 = heads(resolved, &people.name);
        let covered: u64 = parts.iter().map(|(count, _)| count).sum();
        if covered < all {
            parts.push((all - covered, Vec::new()));
        }
        let open = |given: &[(&'a Plan, u64)]| gaps(&cover::findings(resolved, people, &licenses(given), flows));
        let best = (0..parts.len()).min_by_key(|&index| parts.get(index).map(|(_, given)| (open(given), given.len())));
        let Some(part) = best.and_then(|best| parts.get_mut(best)) else { return Vec::new() };
        part.0 -= 1;
        let taken = vec![(1, licenses(&part.1))];
        parts.retain(|(count, _)| *count > 0);
        return taken;
    }
    let others = resolved.people.iter().filter(|other| other.name == people.name && !other.owner_in_group);
    let mut taken: Vec<(u64, Licenses)> = if people.idle || others.count() == 1 {
        parts.drain(..).map(|(count, given)| (count, licenses(&given))).collect()
    } else {
        // Those who open apps take the parts that serve best; what is left is for those who do not.
        let open = |given: &[(&'a Plan, u64)]| {
            let found = cover::findings(resolved, people, &licenses(given), flows);
            (gaps(&found), found.metered, given.len())
        };
        let none = (heads(resolved, &people.name)).saturating_sub(parts.iter().map(|(count, _)| count).sum());
        if none > 0 {
            parts.push((none, Vec::new()));
        }
        parts.sort_by_key(|(_, given)| open(given));
        take_first(parts, people.count).into_iter().map(|(count, given)| (count, licenses(&given))).collect()
    };
    let covered: u64 = taken.iter().map(|(count, _)| count).sum();
    if covered < people.count {
        taken.push((people.count - covered, licenses(&[])));
    }
    taken
}

/// So many people of the first parts.
fn take_first<'a>(parts: &mut Vec<(u64, Vec<(&'a Plan, u64)>)>, mut people: u64) -> Vec<(u64, Vec<(&'a Plan, u64)>)> {
    let mut taken = Vec::new();
    for (count, given) in parts.iter_mut() {
        let some = people.min(*count);
        if some > 0 {
            taken.push((some, given.clone()));
            *count -= some;
            people -= some;
        }
    }
    parts.retain(|(count, _)| *count > 0);
    taken
}

/// How much is left open.
fn gaps(found: &cover::Findings) -> usize {
    let apps = found.apps.values().filter(|cover| cover.is_none()).count();
    let duties =
        found.duties.iter().filter(|met| !matches!(met, cover::Met::ByFlow(_) | cover::Met::ByPlan(_))).count();
    apps + found.restricted.len() + duties + usize::from(found.load > found.limit)
}

/// Joins entries of the same people with the same licenses, and leaves out those without any.
pub fn tidy(people: Vec<PeopleLicenses>) -> Vec<PeopleLicenses> {
    let mut joined: Vec<PeopleLicenses> = Vec::new();
    for entry in people {
        if entry.licenses.values().all(|count| count.is_zero()) {
            continue;
        }
        let same = joined.iter_mut().find(|known| known.who == entry.who && known.licenses == entry.licenses);
        match same {
            Some(known) => {
                let sum = known.people.unwrap_or_default().get().saturating_add(entry.people.unwrap_or_default().get());
                known.people = Count::new(sum).or(known.people);
            }
            None => joined.push(entry),
        }
    }
    joined
}

/// A combination cut down to the units that there are; units left over belong to the tenant.
pub fn within(resolved: &Resolved, wanted: Combination, mut available: BTreeMap<PlanId, u64>) -> Combination {
    let mut kept = Combination::default();
    for entry in wanted.flows {
        let mut licenses = BTreeMap::new();
        for (id, count) in entry.licenses {
            let left = available.entry(id.clone()).or_default();
            let units = count.wide().min(*left);
            *left -= units;
            if let Some(units) = u32::try_from(units).ok().and_then(Count::new).filter(|units| !units.is_zero()) {
                licenses.insert(id, units);
            }
        }
        if !licenses.is_empty() {
            kept.flows.push(crate::report::FlowLicenses { flow: entry.flow, licenses });
        }
    }
    for entry in wanted.people {
        keep_people(&mut kept, entry, &mut available);
    }
    kept.people = tidy(kept.people);
    for (id, left) in available {
        if left > 0 && resolved.book.plan(&id).is_some() {
            let count = u32::try_from(left).ok().and_then(Count::new).or(Count::new(Count::MAX));
            kept.tenant.insert(id, count.unwrap_or_default());
        }
    }
    kept
}

/// As many of the people as the units reach keep all their licenses; the others keep those of which there are enough.
fn keep_people(kept: &mut Combination, entry: PeopleLicenses, available: &mut BTreeMap<PlanId, u64>) {
    let mut open = entry.people.unwrap_or(Count::ONE).wide();
    let mut licenses = entry.licenses;
    while open > 0 && !licenses.is_empty() {
        let reach = |id: &PlanId, each: &Count| available.get(id).copied().unwrap_or(0) / each.wide().max(1);
        licenses.retain(|id, each| reach(id, each) > 0);
        let Some(people) = licenses.iter().map(|(id, each)| reach(id, each)).min().map(|people| people.min(open))
        else {
            return;
        };
        for (id, each) in &licenses {
            if let Some(left) = available.get_mut(id) {
                *left = left.saturating_sub(each.wide().saturating_mul(people));
            }
        }
        open -= people;
        let count = u32::try_from(people).ok().and_then(Count::new);
        kept.people.push(PeopleLicenses { who: entry.who.clone(), people: count, licenses: licenses.clone() });
    }
}
