//! Which plans the search may buy, and which bundles of licenses one person could get.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::cover::{self, FlowCover};
use super::demand::Demand;
use super::needs;
use super::payg;
use super::rate;
use super::resolve::{People, Resolved, Role};
use super::unlicensed;
use crate::base::{Money, PlanId};
use crate::pricebook::Plan;
use crate::pricebook::schema::{AppScope, FlowScope, Kind, Pool, RequiredBy, Right, Unit};

/// Plans of the search and how many of each are paid for already.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// Plans that may be used, in the order of the book.
    pub plans: Vec<Candidate<'a>>,
    /// What is asked for beside apps and flows.
    wanted: Wanted,
}

/// A plan of the search.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Units that are paid for already.
    pub owned: u64,
    /// Steps of the price: from which quantity on one unit costs how much; empty when none may be bought.
    pub steps: Vec<(u64, Money)>,
    /// Whether that price only stands in for one that is not published.
    pub nominal: bool,
}

/// What the tenant as a whole asks for.
#[derive(Debug, Default)]
struct Wanted {
    pools: BTreeSet<Pool>,
    storage: bool,
    unattended: bool,
    rights: BTreeSet<Right>,
    bot_requests: bool,
    /// Requests of programs without a license, where what people hold is not enough for them.
    programs: u64,
}

/// What a plan without a published price counts in the search, so that no more of it is taken than needed, and rather
/// packs of the tenant than licenses of people.
fn nominal_price(plan: &Plan) -> Money {
    Money::from_micros(if plan.unit.is_of_tenant() { 1_000_000 } else { 10_000_000 })
}

impl<'a> Candidates<'a> {
    /// The plans that may be bought or are owned. A plan without any known price is only bought when no plan with a
    /// price does the same.
    pub fn of(resolved: &Resolved<'a>, demand: &Demand, owned: &BTreeMap<PlanId, u64>) -> Self {
        let wanted = Wanted {
            pools: demand.pools.iter().map(|need| need.pool).collect(),
            storage: demand.storage.is_needed() && resolved.scenario.storage.single_pool_gb.is_none(),
            unattended: demand.unattended > 0,
            rights: demand.rights.iter().map(|need| need.right).collect(),
            bot_requests: needs::bot_load(resolved) > once_for_bots(resolved),
            programs: Some(resolved.unlicensed_load).filter(|load| *load > unlicensed::held(resolved)).unwrap_or(0),
        };
        let tenant = &resolved.scenario.tenant;
        let steps_of =
            |plan: &Plan| if buyable(plan) { rate::price_steps(resolved.book, tenant, plan) } else { Vec::new() };
        let priced: Vec<&Plan> = resolved.book.plans().filter(|plan| !steps_of(plan).is_empty()).collect();
        let mut plans = Vec::new();
        for plan in resolved.book.plans() {
            let mut steps = steps_of(plan);
            let nominal = steps.is_empty() && buyable(plan) && wanted.only_by(plan, &priced, resolved);
            if nominal {
                steps = vec![(1, nominal_price(plan))];
            }
            let owned = owned.get(&plan.id).copied().unwrap_or(0);
            if owned == 0 && plan.gives(Right::OlderPortals) && !wanted.rights.contains(&Right::OlderPortals) {
                continue;
            }
            if !steps.is_empty() || owned > 0 {
                plans.push(Candidate { plan, owned, steps, nominal });
            }
        }
        if let Some(plan) = payg::app_meter(resolved.book).filter(|_| !resolved.linked.is_empty()) {
            let unit = payg::unit_price(resolved.book, plan);
            plans.extend(unit.map(|unit| Candidate {
                plan,
                owned: 0,
                steps: vec![(1, unit.price.amount)],
                nominal: false,
            }));
        }
        let mut candidates = Self { plans, wanted };
        candidates.add_prerequisites(resolved, owned);
        candidates
    }

    /// Plans without a published price on which candidates stand.
    fn add_prerequisites(&mut self, resolved: &Resolved<'a>, owned: &BTreeMap<PlanId, u64>) {
        let stands_on = self.plans.iter().filter(|candidate| !candidate.steps.is_empty());
        // Where one of them has a price, none without a price takes its place.
        let priced = |id: &PlanId| {
            self.plans.iter().any(|known| known.plan.id == *id && !known.nominal && !known.steps.is_empty())
        };
        let needs = stands_on.flat_map(|candidate| &candidate.plan.requires);
        let required: Vec<&PlanId> =
            needs.filter(|need| !need.any_of.iter().any(priced)).flat_map(|need| &need.any_of).collect();
        for id in required {
            let Some(plan) = resolved.book.plan(id).filter(|plan| buyable(plan)) else { continue };
            let steps = vec![(1, nominal_price(plan))];
            match self.plans.iter_mut().find(|known| known.plan.id == *id) {
                Some(known) if known.steps.is_empty() => {
                    known.steps = steps;
                    known.nominal = true;
                }
                Some(_) => {}
                None => {
                    let owned = owned.get(id).copied().unwrap_or(0);
                    self.plans.push(Candidate { plan, owned, steps, nominal: true });
                }
            }
        }
    }

    /// Whether a plan without a price brings something for which there is a plan with a price: it is not bought for that,
    /// or leaving a price out would make the total smaller.
    pub fn is_beside_price(&self, plan: &Plan, pool: Pool) -> bool {
        let without = |known: &&Candidate| known.plan.id == plan.id && known.nominal && known.owned == 0;
        let with = |known: &Candidate| {
            !known.nominal
                && !known.steps.is_empty()
                && known.plan.unit.is_of_tenant()
                && known.plan.grants.pools.contains_key(&pool)
        };
        self.plans.iter().any(|known| without(&known)) && self.plans.iter().any(with)
    }

    /// Bundles of licenses that one of these people could get so that their apps are covered; flows may be left to
    /// licenses of flows. Never empty.
    pub fn bundles(&self, resolved: &Resolved<'a>, people: &People<'a>) -> Vec<Bundle<'a>> {
        let open = Open::of(resolved, people);
        let mut bundles = Vec::new();
        for for_apps in self.app_options(resolved, &open) {
            for flow_plan in self.flow_options(people, &open) {
                for right_plan in self.right_options(&open) {
                    let mut given = for_apps.given.clone();
                    for plan in [flow_plan, right_plan].into_iter().flatten() {
                        if given.iter().all(|(known, _)| known.id != plan.id) {
                            given.push((plan, 1));
                        }
                    }
                    let metered = if open.metered {
                        cover::metered_apps(resolved, people, &people.licenses(given.clone()))
                    } else {
                        0
                    };
                    bundles.push(Bundle { given, passed: for_apps.passed.clone(), metered });
                }
            }
        }
        bundles
    }

    fn users(&self) -> impl Iterator<Item = &'a Plan> + '_ {
        self.plans.iter().map(|candidate| candidate.plan).filter(|plan| plan.unit == Unit::User)
    }

    /// Licenses for the apps: a plan for everything, or passes for the apps that need one and for some whose flows would.
    fn app_options(&self, resolved: &Resolved<'a>, open: &Open) -> Vec<Bundle<'a>> {
        let mut options = Vec::new();
        if open.apps.is_empty() {
            options.push(Bundle::default());
        }
        let useful = open.metered || !open.apps.is_empty() || !open.flow_apps.is_empty() || open.overload;
        for plan in self.users().filter(|_| useful) {
            if plan.grants.apps.as_ref().is_some_and(|grant| grant.scope == AppScope::Everything) {
                options.push(Bundle { given: vec![(plan, 1)], ..Bundle::default() });
            }
        }
        for candidate in &self.plans {
            let Some(grant) = cover::pass_grant(candidate.plan) else { continue };
            for extra in subsets(&open.flow_apps) {
                let covered: BTreeSet<usize> = open.apps.iter().copied().chain(extra).collect();
                let passes = cover::passes_needed(grant, covered.iter().filter_map(|app| resolved.apps.get(app)));
                if passes > 0 {
                    options.push(Bundle { given: vec![(candidate.plan, passes)], passed: covered, metered: 0 });
                }
            }
        }
        if options.is_empty() {
            options.push(Bundle::default());
        }
        options
    }

    /// No license for flows, or one; richer ones only where what they add is asked for or where they are owned already.
    fn flow_options(&self, people: &People<'a>, open: &Open) -> Vec<Option<&'a Plan>> {
        let mut options = vec![None];
        if !(open.flows || open.overload) {
            return options;
        }
        // What is there only because another plan stands on it is not bought for flows, or a price left out would count as none.
        let beside = |plan: &&Plan| {
            !self.plans.iter().any(|known| known.plan.id == plan.id && known.nominal && known.owned == 0)
        };
        let plans: Vec<&Plan> =
            self.users().filter(|plan| plan.licenses_flows(FlowScope::Everything)).filter(beside).collect();
        let wanted: Vec<&Plan> =
            plans.iter().copied().filter(|plan| self.extras_wanted(plan, open) || self.is_owned(plan)).collect();
        let chosen = if wanted.is_empty() { plans } else { wanted };
        options.extend(chosen.into_iter().map(Some));
        let held = people.holds.iter().chain(&people.trials).find(|plan| plan.licenses_flows(FlowScope::Everything));
        if let Some(plan) = held {
            // They hold one already; another of the same kind would add nothing.
            options.retain(|option| option.is_none_or(|option| option.id != plan.id));
        }
        options
    }

    fn is_owned(&self, plan: &Plan) -> bool {
        self.plans.iter().any(|known| known.plan.id == plan.id && known.owned > 0)
    }

    fn extras_wanted(&self, plan: &Plan, open: &Open) -> bool {
        let bare = plan.grants.desktop.is_none() && plan.grants.pools.is_empty();
        let pools = plan.grants.pools.keys().any(|pool| self.wanted.pools.contains(pool));
        bare || pools || (plan.grants.desktop.is_some() && open.desktop)
    }

    fn right_options(&self, open: &Open) -> Vec<Option<&'a Plan>> {
        let plans: Vec<Option<&Plan>> =
            self.users().filter(|plan| plan.gives(Right::RestrictedTables)).map(Some).collect();
        if open.restricted && !plans.is_empty() { plans } else { vec![None] }
    }

    /// Whether one unit of a plan brings enough requests for programs without a license, where some are needed. A plan
    /// without a price does so only when none with a price does.
    pub fn serves_programs(&self, plan: &Plan) -> bool {
        let load = self.wanted.programs;
        let enough = |plan: &Plan| {
            load > 0 && plan.grants.unlicensed.as_ref().is_some_and(|grant| unlicensed::of_line(grant, 1) >= load)
        };
        let priced = |known: &&Candidate| !known.nominal || known.owned > 0;
        let any_priced = self.plans.iter().filter(priced).any(|known| enough(known.plan));
        enough(plan) && (!any_priced || self.plans.iter().filter(priced).any(|known| known.plan.id == plan.id))
    }

    /// Whether a plan that gives a right the tenant asks for stands on this one.
    fn is_stood_on(&self, plan: &Plan) -> bool {
        let asked = |other: &Plan| other.grants.rights.iter().any(|grant| self.wanted.rights.contains(&grant.right));
        let stands = |other: &Plan| {
            other.requires.iter().any(|need| need.by == RequiredBy::Tenant && need.any_of.contains(&plan.id))
        };
        self.plans.iter().any(|known| stands(known.plan) && asked(known.plan))
    }

    /// Whether a plan could help with anything that the tenant as a whole asks for.
    pub fn helps_tenant(&self, plan: &Plan, demand: &Demand) -> bool {
        let grants = &plan.grants;
        demand.rights.iter().any(|need| plan.gives(need.right))
            || grants.pools.keys().any(|pool| self.wanted.pools.contains(pool))
            || self.wanted.storage && (grants.capacity.is_some() || plan.gives(Right::BaseCapacity))
            || self.serves_programs(plan)
            || self.is_stood_on(plan)
            || self.wanted.bot_requests && needs::bot_requests_of(plan, 1) > 0
            || self.wanted.unattended && grants.desktop.as_ref().is_some_and(|grant| grant.unattended > 0)
    }
}

/// Licenses that one person could get.
#[derive(Debug, Clone, Default)]
pub struct Bundle<'a> {
    /// Plans with their units.
    pub given: Vec<(&'a Plan, u64)>,
    /// Apps that the passes among them cover.
    pub passed: BTreeSet<usize>,
    /// Apps that are billed after use, as none of them covers these.
    pub metered: u64,
}

/// What the licenses that people hold leave open.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions, each asked once")]
struct Open {
    /// Apps that nothing covers.
    apps: Vec<usize>,
    /// Apps that need no license themselves, but through whose license a flow would be covered.
    flow_apps: Vec<usize>,
    /// Whether an app is billed for each person who opens it, unless a license covers it.
    metered: bool,
    /// Whether a flow is not covered.
    flows: bool,
    /// Whether a desktop part asks for a bot or a base.
    desktop: bool,
    /// Whether restricted tables are written without the right.
    restricted: bool,
    /// Whether more requests are made than allowed.
    overload: bool,
}

impl Open {
    fn of(resolved: &Resolved, people: &People) -> Self {
        let held = people.licenses(Vec::new());
        let mut open = Self::default();
        for &index in &people.apps {
            let Some(app) = resolved.apps.get(&index) else { continue };
            if cover::runs_app(&held, app).is_none() {
                if app.meter.is_some() { open.metered = true } else { open.apps.push(index) }
            }
            open.restricted |= !app.writes.is_empty() && held.right(Right::RestrictedTables).is_none();
        }
        for duty in &people.duties {
            let Some(flow) = resolved.flows.get(&duty.flow) else { continue };
            let desktop = &flow.flow.desktop;
            let no_bot = desktop.attended && !cover::has_attended_bot(&held);
            let no_base = !desktop.unattended_runs.is_zero() && !cover::is_base_for_unattended(&held);
            open.desktop |= no_bot || no_base;
            let uncovered = cover::covers_duty(resolved, &held, duty, flow, &BTreeSet::new()) == FlowCover::None;
            open.flows |= uncovered && duty.role != Role::Service || no_bot || no_base;
            let by_app = uncovered && duty.role.takes_any_cover();
            if let Some(app) = flow.app.filter(|app| by_app && resolved.apps.contains_key(app))
                && !open.apps.contains(&app)
                && resolved.apps.get(&app).is_some_and(|app| app.meter.is_none())
                && !open.flow_apps.contains(&app)
            {
                open.flow_apps.push(app);
            }
        }
        open.overload = people.load() > cover::requests_per_day(resolved, people, &held);
        open
    }
}

/// Requests a day of bots' flows that come with the license that runs the bots.
fn once_for_bots(resolved: &Resolved) -> u64 {
    let runs = resolved.book.plans_giving(Right::RunBots);
    runs.map(|plan| needs::bot_requests_of(plan, 1)).max().unwrap_or(0)
}

/// Apps of which all subsets are tried; of more, only those of one, of two and of all.
const MAX_SUBSET: usize = 4;

fn subsets(apps: &[usize]) -> Vec<Vec<usize>> {
    if apps.len() <= MAX_SUBSET {
        let mut all = vec![Vec::new()];
        for &app in apps {
            let with: Vec<Vec<usize>> =
                all.iter().map(|set: &Vec<usize>| set.iter().copied().chain([app]).collect()).collect();
            all.extend(with);
        }
        return all;
    }
    let mut some = vec![Vec::new(), apps.to_vec()];
    for (place, &first) in apps.iter().enumerate() {
        some.push(vec![first]);
        some.extend(apps.iter().skip(place + 1).map(|&second| vec![first, second]));
    }
    some
}

/// Whether the search may buy a plan at all.
fn buyable(plan: &Plan) -> bool {
    let right_only = plan.kind == Kind::Suite && plan.gives(Right::RestrictedTables);
    (plan.is_sold() || right_only) && !plan.on_request && !plan.held_by_default && plan.last_day.is_none()
}

impl Wanted {
    /// Whether something is asked for that nothing with a price gives, but this plan does.
    fn only_by(&self, plan: &Plan, priced: &[&Plan], resolved: &Resolved) -> bool {
        let restricted = resolved.apps.values().any(|app| !app.writes.is_empty());
        let by_right = plan.grants.rights.iter().map(|grant| grant.right).any(|right| {
            let asked = self.rights.contains(&right) || right == Right::RestrictedTables && restricted;
            asked && priced.iter().all(|other| !other.gives(right))
        });
        let by_pool = plan.unit.is_of_tenant()
            && plan.grants.pools.keys().filter(|pool| self.pools.contains(pool)).any(|pool| {
                !priced.iter().any(|other| other.unit.is_of_tenant() && other.grants.pools.contains_key(pool))
            });
        let stacks =
            |plan: &Plan| plan.unit.is_of_tenant() && plan.grants.requests.as_ref().is_some_and(|grant| grant.stacks);
        let by_requests = self.bot_requests && stacks(plan) && !priced.iter().any(|other| stacks(other));
        by_right || by_pool || by_requests
    }
}
