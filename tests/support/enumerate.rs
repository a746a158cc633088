//! A slow search that knows nothing of licensing: it writes down combinations that cost less than a bound, and leaves the
//! judgement to `price`. It only knows what a unit costs and to whom a plan may be given.

use plancost::base::sorted::{BTreeMap, BTreeSet};

use plancost::base::{Count, Money, PlanId};
use plancost::licensing::Scenario;
use plancost::licensing::scenario::{Flow, Trigger};
use plancost::pricebook::schema::{Pool, PriceShape, Unit};
use plancost::pricebook::{Book, Plan};
use plancost::report::{Combination, FlowLicenses, PeopleLicenses};

/// The most combinations that are written down, and the most of them that are judged.
const WRITTEN: usize = 4_000;
const JUDGED: usize = 150;
/// The most settings that are looked at, most of which are too dear.
const TURNS: usize = 30_000;

/// Combinations that cost less than the bound.
pub struct Search {
    pub combinations: Vec<Combination>,
    /// Whether these are all of them.
    pub complete: bool,
}

/// Somebody or something that may be given units of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Holder {
    /// One person of a group, or a person of their own.
    Person(String),
    Flow(String),
    Tenant,
}

struct Slot {
    holder: usize,
    plan: PlanId,
    /// The most units that are tried.
    most: u32,
}

/// Combinations below the bound; `seed` chooses which are judged when there are too many.
pub fn cheaper_than(book: &Book, scenario: &Scenario, bound: Money, seed: u64) -> Search {
    let holders = holders(scenario);
    let slots = slots(book, scenario, &holders);
    let mut found = Vec::new();
    let mut units = vec![0; slots.len()];
    let mut complete = true;
    // Counts up like an odometer; a wheel that makes it too dear turns back to nothing.
    for turned in 0.. {
        if turned == TURNS {
            complete = false;
            break;
        }
        if cost(book, scenario, &slots, &units) < bound {
            found.push(units.clone());
            complete = found.len() < WRITTEN;
            if !complete || !turn(&mut units, &slots, 0) {
                break;
            }
        } else {
            let Some(first) = units.iter().position(|&number| number > 0) else { break };
            units[first] = 0;
            if !turn(&mut units, &slots, first + 1) {
                break;
            }
        }
    }
    if !complete {
        // Counting has seen the first wheels only; chance sees all of them.
        found.truncate(WRITTEN / 4);
        found.extend(by_chance(book, scenario, &slots, bound, seed));
    }
    complete &= found.len() <= JUDGED;
    shuffle(&mut found, seed);
    found.truncate(JUDGED);
    let combinations = found.iter().map(|units| combination(book, &holders, &slots, units)).collect();
    Search { combinations, complete }
}

/// Settings of a few units each, on wheels by chance, as long as they are not too dear.
fn by_chance(book: &Book, scenario: &Scenario, slots: &[Slot], bound: Money, mut seed: u64) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    for _ in 0..WRITTEN / 4 {
        let mut units = vec![0; slots.len()];
        for _ in 0..6 {
            let wheel = usize::try_from(chance(&mut seed)).unwrap_or_default() % slots.len().max(1);
            let mut more = units.clone();
            let turned = turn(more.get_mut(..=wheel).unwrap_or_default(), slots, wheel);
            if turned && cost(book, scenario, slots, &more) < bound {
                units = more;
            }
        }
        found.push(units);
    }
    found
}

/// The next setting, from a wheel on; false when there is none.
fn turn(units: &mut [u32], slots: &[Slot], from: usize) -> bool {
    for (number, slot) in units.iter_mut().zip(slots).skip(from) {
        if *number < slot.most {
            *number += 1;
            return true;
        }
        *number = 0;
    }
    false
}

fn holders(scenario: &Scenario) -> Vec<Holder> {
    let mut all = Vec::new();
    for group in &scenario.groups {
        all.extend((0..group.people.get()).map(|_| Holder::Person(group.name.clone())));
    }
    if scenario.groups.is_empty() {
        all.push(Holder::Person("Everyone".into()));
    }
    // All other flows run in the name of those who start them, so their owners hold nothing.
    let by_itself = |flow: &&Flow| {
        !flow.off && matches!(flow.trigger, Trigger::Automated | Trigger::Scheduled | Trigger::HttpRequest)
    };
    let owners: BTreeSet<&String> =
        scenario.flows.iter().filter(by_itself).filter_map(|flow| flow.owner.as_ref()).collect();
    let outside = owners.into_iter().filter(|owner| scenario.groups.iter().all(|group| group.name != **owner));
    all.extend(outside.map(|owner| Holder::Person(owner.clone())));
    all.extend(scenario.flows.iter().filter(|flow| !flow.off).map(|flow| Holder::Flow(flow.name.clone())));
    all.push(Holder::Tenant);
    all
}

fn slots(book: &Book, scenario: &Scenario, holders: &[Holder]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (number, holder) in holders.iter().enumerate() {
        for plan in book.plans().filter(|plan| plan.is_sold() && !plan.on_request) {
            let most = match (holder, plan.unit) {
                (Holder::Person(_), Unit::User) | (Holder::Flow(_), Unit::Flow) => 1,
                (Holder::Person(_), Unit::Pass) | (Holder::Tenant, Unit::Tenant | Unit::Bot | Unit::Portal) => 3,
                (Holder::Person(_) | Holder::Flow(_), Unit::UserOrFlow) => {
                    u32::from(scenario.flows.iter().any(|flow| !flow.runs_per_day.is_zero()))
                }
                // Bought for what they bring along only.
                (Holder::Tenant, Unit::User | Unit::Pass) if plan.grants.capacity.is_some() => 2,
                _ => 0,
            };
            if most > 0 && useful(plan, scenario, holder) {
                slots.push(Slot { holder: number, plan: plan.id.clone(), most });
            }
        }
    }
    slots
}

const PORTALS: [Pool; 2] = [Pool::PortalLogins, Pool::PortalPageViews];

/// Leaves out what can serve nothing in the scenario: fewer wheels, more of them turned.
fn useful(plan: &Plan, scenario: &Scenario, holder: &Holder) -> bool {
    use plancost::pricebook::schema::Family::{Omnichannel, PowerVirtualAgents};
    let contact = &scenario.omnichannel;
    let storage = &scenario.storage;
    let stored = storage.database_gb.megabytes() + storage.file_gb.megabytes() + storage.log_gb.megabytes() > 0
        || !scenario.environments.is_empty();
    match (plan.family, holder) {
        (PowerVirtualAgents, _) => !scenario.bots.is_empty(),
        (Omnichannel, _) => {
            !(contact.chat.is_zero()
                && contact.digital_messaging.is_zero()
                && contact.bot_conversations_per_month.is_zero())
        }
        (_, Holder::Tenant) if plan.grants.capacity.is_some() => stored,
        (_, Holder::Tenant) if plan.grants.desktop.is_some() => {
            scenario.flows.iter().any(|flow| !flow.desktop.unattended_runs.is_zero())
        }
        (_, Holder::Tenant) if plan.grants.pools.keys().any(|pool| PORTALS.contains(pool)) => {
            !scenario.portals.is_empty()
        }
        (_, Holder::Tenant) if !plan.grants.pools.is_empty() => !scenario.ai_builder.credits_per_month.is_zero(),
        _ => true,
    }
}

fn totals(slots: &[Slot], units: &[u32]) -> BTreeMap<PlanId, u64> {
    let mut totals = BTreeMap::new();
    for (slot, &number) in slots.iter().zip(units).filter(|(_, number)| **number > 0) {
        *totals.entry(slot.plan.clone()).or_insert(0) += u64::from(number);
    }
    totals
}

fn cost(book: &Book, scenario: &Scenario, slots: &[Slot], units: &[u32]) -> Money {
    let each = totals(slots, units).into_iter().map(|(id, number)| {
        let plan = book.plan(&id).expect("a plan of the book");
        let number = number.max(plan.minimum.as_ref().map_or(0, |minimum| minimum.value));
        let owned = scenario.tenant.owned.get(&id).map_or(0, |count| count.wide());
        unit_price(plan, scenario, number).times(number.saturating_sub(owned))
    });
    each.sum()
}

fn unit_price(plan: &Plan, scenario: &Scenario, number: u64) -> Money {
    if let Some(yours) = scenario.tenant.prices.get(&plan.id) {
        return *yours;
    }
    match &plan.price {
        PriceShape::PerUnit { amount, .. } => *amount,
        PriceShape::Volume { tiers, .. } => {
            let open = |channels: &[_]| channels.is_empty() || channels.contains(&scenario.tenant.channel);
            let reached = tiers.iter().filter(|tier| tier.from <= number && open(&tier.channels));
            reached.map(|tier| tier.amount).next_back().unwrap_or_default()
        }
        _ => Money::ZERO,
    }
}

fn combination(book: &Book, holders: &[Holder], slots: &[Slot], units: &[u32]) -> Combination {
    let mut combination = Combination::default();
    for (number, holder) in holders.iter().enumerate() {
        let mine = slots.iter().zip(units).filter(|(slot, units)| slot.holder == number && **units > 0);
        let licenses: BTreeMap<PlanId, Count> = mine.map(|(slot, units)| (slot.plan.clone(), small(*units))).collect();
        match holder {
            Holder::Tenant => combination.tenant = licenses,
            _ if licenses.is_empty() => {}
            Holder::Person(who) => {
                combination.people.push(PeopleLicenses { who: who.clone(), people: Some(Count::ONE), licenses });
            }
            Holder::Flow(flow) => combination.flows.push(FlowLicenses { flow: flow.clone(), licenses }),
        }
    }
    fill_minimums(book, &totals(slots, units), &mut combination);
    combination
}

/// Units that must be bought beyond those that are given to somebody.
fn fill_minimums(book: &Book, totals: &BTreeMap<PlanId, u64>, combination: &mut Combination) {
    for (id, number) in totals {
        let minimum = book.plan(id).and_then(|plan| plan.minimum.as_ref()).map_or(0, |minimum| minimum.value);
        let missing = u32::try_from(minimum.saturating_sub(*number)).unwrap_or_default();
        if missing > 0 {
            combination.tenant.insert(id.clone(), small(missing));
        }
    }
}

fn small(number: u32) -> Count {
    Count::new(number).expect("a small number")
}

/// A linear congruence: enough to take a fair sample.
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Fisher and Yates.
fn shuffle<T>(things: &mut [T], mut seed: u64) {
    for last in (1..things.len()).rev() {
        let place = usize::try_from(chance(&mut seed)).unwrap_or_default() % (last + 1);
        things.swap(last, place);
    }
}
