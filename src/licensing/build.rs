//! The optimisation model of a scenario: bundles of people, licenses of flows, units of plans, and what the tenant needs.
//!
//! A cover of a flow by its own license or by the licenses of a group is written pair by pair, so that its relaxation is tight.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Bundle, Candidate, Candidates};
use super::cover::{self, FlowCover, Licenses};
use super::demand::Demand;
use super::model::{Compare, MOST, Model, Var};
use super::needs;
use super::pools;
use super::resolve::{Duty, People, Resolved};
use crate::base::PlanId;
use crate::pricebook::Plan;
use crate::pricebook::schema::{FlowScope, Limit, RequiredBy, Right, Unit};

/// A model and what its variables stand for.
#[derive(Debug, Default)]
pub struct Build<'a> {
    /// The model.
    pub model: Model,
    /// For each entry of `Resolved::people` its bundles and how many people get each.
    pub people: Vec<Vec<(Bundle<'a>, Share)>>,
    /// Packs of requests for each of the people, by entry: the plan and the number for one person.
    pub people_packs: BTreeMap<usize, (&'a Plan, Var)>,
    /// Licenses of flows.
    pub flows: BTreeMap<usize, Vec<(&'a Plan, Var)>>,
    /// Packs of requests for flows.
    pub flow_packs: BTreeMap<usize, (&'a Plan, Var)>,
    /// Units of each plan in all, with those that are paid for already.
    pub units: BTreeMap<PlanId, (&'a Plan, Var, u64)>,
    /// Variables whose cost only stands in for a price that is not published.
    pub nominal: Vec<Var>,
}

/// How many people get a bundle.
#[derive(Debug, Clone, Copy)]
pub enum Share {
    /// All of them, as there is no other choice.
    All(u64),
    /// As many as the variable says.
    Some(Var),
}

/// Builds the model.
pub fn build<'a>(resolved: &Resolved<'a>, demand: &Demand, candidates: &Candidates<'a>) -> Build<'a> {
    let mut builder = Builder { resolved, demand, candidates, build: Build::default(), uses: BTreeMap::new(), fixed: BTreeMap::new() };
    builder.add_flow_licenses();
    builder.add_people();
    builder.add_covers();
    builder.add_requests();
    builder.add_units();
    builder.add_tenant_needs();
    builder.add_conditions();
    builder.build
}

struct Builder<'r, 'a> {
    resolved: &'r Resolved<'a>,
    demand: &'r Demand,
    candidates: &'r Candidates<'a>,
    build: Build<'a>,
    /// Uses of a plan by bundles, flows and packs: its units are at least their sum.
    uses: BTreeMap<PlanId, Vec<(Var, i64)>>,
    /// Uses that are certain.
    fixed: BTreeMap<PlanId, i64>,
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX).min(1_000_000_000_000_000)
}

impl<'a> Builder<'_, 'a> {
    /// A license of its own for each flow that somebody may lack a license for.
    fn add_flow_licenses(&mut self) {
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        for people in &self.resolved.people {
            let held = Licenses { held: people.holds.clone(), given: Vec::new() };
            let load: u64 = people.duties.iter().map(|duty| duty.load).sum();
            let overload = load > held.requests_per_day();
            for duty in &people.duties {
                if overload && duty.load > 0 || !self.covers(&held, &BTreeSet::new(), duty) {
                    wanted.extend(&duty.chain);
                }
            }
        }
        let plans: Vec<&Plan> = self.candidates.plans.iter().map(|candidate| candidate.plan).filter(|plan| plan.licenses_flows(FlowScope::OneFlow)).collect();
        for flow in wanted {
            let name = self.resolved.scenario.flows.get(flow).map_or("", |flow| flow.name.as_str());
            for (number, plan) in plans.iter().enumerate() {
                let about = format!("{} for the flow {name}", plan.name);
                let var = self.build.model.variable(format!("flow_{flow}_{number}"), about, (0, 1));
                self.use_of(plan, var, 1);
                self.build.flows.entry(flow).or_default().push((plan, var));
            }
        }
    }

    /// Whether licenses cover all of a duty that a license of a flow could excuse.
    fn covers(&self, licenses: &Licenses<'a>, passed: &BTreeSet<usize>, duty: &Duty) -> bool {
        let Some(flow) = self.resolved.flows.get(&duty.flow) else { return true };
        let base = flow.flow.desktop.unattended_runs.is_zero() || cover::is_base_for_unattended(licenses);
        base && cover::covers_flow(self.resolved, licenses, flow, passed) != FlowCover::None
    }

    fn use_of(&mut self, plan: &Plan, var: Var, times: i64) {
        self.uses.entry(plan.id.clone()).or_default().push((var, times));
    }

    /// Each of the people gets exactly one bundle.
    fn add_people(&mut self) {
        for (index, people) in self.resolved.people.iter().enumerate() {
            let bundles = if people.count == 0 { Vec::new() } else { self.candidates.bundles(self.resolved, people) };
            let count = signed(people.count);
            let only = bundles.len() == 1;
            let mut shares = Vec::new();
            for (number, bundle) in bundles.into_iter().enumerate() {
                let share = if only {
                    for (plan, units) in &bundle.given {
                        *self.fixed.entry(plan.id.clone()).or_default() += signed(*units).saturating_mul(count);
                    }
                    Share::All(people.count)
                } else {
                    let about = format!("people of {} with {}", people.name, bundle_words(&bundle));
                    let var = self.build.model.variable(format!("people_{index}_{number}"), about, (0, count));
                    for (plan, units) in &bundle.given {
                        self.use_of(plan, var, signed(*units));
                    }
                    Share::Some(var)
                };
                shares.push((bundle, share));
            }
            if !only && !shares.is_empty() {
                let terms = shares.iter().filter_map(|(_, share)| share.var()).map(|var| (var, 1)).collect();
                self.build.model.row(format!("everybody of {} has one bundle", people.name), terms, Compare::Equal, count);
            }
            self.build.people.push(shares);
        }
    }

    /// Every duty is covered by the person's bundle or by a license of a flow.
    fn add_covers(&mut self) {
        for (index, people) in self.resolved.people.iter().enumerate().filter(|(_, people)| people.count > 0) {
            let shares = self.build.people.get(index).cloned().unwrap_or_default();
            let mut seen = BTreeSet::new();
            for duty in &people.duties {
                let attended = self.resolved.flows.get(&duty.flow).is_some_and(|flow| flow.flow.desktop.attended);
                if attended {
                    let by = |licenses: &Licenses<'a>, _: &BTreeSet<usize>| cover::has_attended_bot(licenses);
                    self.add_cover(people, &shares, by, &[], "attended bots", &mut seen);
                }
                let by = |licenses: &Licenses<'a>, passed: &BTreeSet<usize>| self.covers(licenses, passed, duty);
                let covering: Vec<bool> = shares.iter().map(|(bundle, _)| by(&licenses(people, bundle), &bundle.passed)).collect();
                let name = self.resolved.scenario.flows.get(duty.flow).map_or("", |flow| flow.name.as_str());
                self.push_cover(people, &shares, &covering, &duty.chain, name, &mut seen);
            }
        }
    }

    fn add_cover(
        &mut self,
        people: &People<'a>,
        shares: &[(Bundle<'a>, Share)],
        by: impl Fn(&Licenses<'a>, &BTreeSet<usize>) -> bool,
        chain: &[usize],
        what: &str,
        seen: &mut BTreeSet<Vec<(Var, i64)>>,
    ) {
        let covering: Vec<bool> = shares.iter().map(|(bundle, _)| by(&licenses(people, bundle), &bundle.passed)).collect();
        self.push_cover(people, shares, &covering, chain, what, seen);
    }

    /// One row: people with a covering bundle, or all of them by a license of a flow of the chain. A row that nothing could
    /// satisfy is left out; the judge refuses the need then.
    fn push_cover(
        &mut self,
        people: &People<'a>,
        shares: &[(Bundle<'a>, Share)],
        covering: &[bool],
        chain: &[usize],
        what: &str,
        seen: &mut BTreeSet<Vec<(Var, i64)>>,
    ) {
        if covering.iter().all(|covers| *covers) {
            return;
        }
        let count = signed(people.count);
        let mut terms: Vec<(Var, i64)> =
            shares.iter().zip(covering).filter(|(_, covers)| **covers).filter_map(|((_, share), _)| share.var()).map(|var| (var, 1)).collect();
        for flow in chain {
            terms.extend(self.build.flows.get(flow).into_iter().flatten().map(|(_, var)| (*var, count)));
        }
        if !terms.is_empty() && seen.insert(terms.clone()) {
            self.build.model.row(format!("{what} is covered for {}", people.name), terms, Compare::AtLeast, count);
        }
    }

    /// Requests a day: nobody makes more than allowed, neither a person nor a flow with a license of its own.
    fn add_requests(&mut self) {
        let pack = self.candidates.plans.iter().find(|candidate| candidate.plan.unit == Unit::UserOrFlow);
        let pack = pack.and_then(|candidate| candidate.plan.grants.requests.as_ref().map(|grant| (candidate.plan, signed(grant.per_day))));
        for index in 0..self.resolved.people.len() {
            self.limit_people(index, pack);
        }
        let children = self.resolved.children();
        let licensed: Vec<usize> = self.build.flows.keys().copied().collect();
        for flow in licensed {
            self.limit_flow(flow, children.get(&flow).map_or(&[], Vec::as_slice), pack);
        }
    }

    fn limit_people(&mut self, index: usize, pack: Option<(&'a Plan, i64)>) {
        let Some(people) = self.resolved.people.get(index).filter(|people| people.count > 0) else { return };
        let load: i64 = people.duties.iter().map(|duty| signed(duty.load)).sum();
        let shares = self.build.people.get(index).cloned().unwrap_or_default();
        let limits: Vec<i64> = shares.iter().map(|(bundle, _)| signed(licenses(people, bundle).requests_per_day())).collect();
        if limits.iter().all(|limit| *limit >= load) {
            return;
        }
        // load − what flows with a license of their own take over − packs ≤ limit of the bundle, if anybody has that bundle
        let mut terms = Vec::new();
        for (number, duty) in people.duties.iter().enumerate().filter(|(_, duty)| duty.load > 0) {
            terms.extend(self.taken_over(index, number, duty).map(|var| (var, signed(duty.load))));
        }
        let mut own_packs = None;
        if let Some((plan, size)) = pack {
            let about = format!("{} for each of {}", plan.name, people.name);
            let most = load / size.max(1) + 1;
            let var = self.build.model.variable(format!("packs_{index}"), about, (0, most));
            self.use_of(plan, var, signed(people.count));
            self.build.people_packs.insert(index, (plan, var));
            terms.push((var, size));
            own_packs = Some(var);
        }
        let size = pack.map_or(1, |(_, size)| size.max(1));
        for (number, ((_, share), limit)) in shares.iter().zip(limits).enumerate().filter(|(_, (_, limit))| *limit < load) {
            let short = load - limit;
            let (used, right) = match *share {
                Share::All(_) => (None, short),
                Share::Some(var) if people.count == 1 => (Some(var), 0),
                Share::Some(var) => (Some(self.used(index, number, var, people.count)), 0),
            };
            // More than what is short is as good as what is short; the smaller numbers make the relaxation tight.
            let mut row: Vec<(Var, i64)> = terms.iter().map(|(var, times)| (*var, short.min(*times))).collect();
            row.extend(used.map(|used| (used, -short)));
            if row.is_empty() {
                continue;
            }
            self.build.model.row(format!("requests of each of {}", people.name), row, Compare::AtLeast, right);
            // The same said in whole packs: without a license of a flow all of them are needed. It makes the relaxation tight.
            let packs = short.div_euclid(size) + i64::from(short % size != 0);
            let mut cut: Vec<(Var, i64)> = terms.iter().map(|(var, times)| (*var, if Some(*var) == own_packs { 1 } else { packs.min(*times) })).collect();
            cut.extend(used.map(|used| (used, -packs)));
            let right = if used.is_some() { 0 } else { packs };
            self.build.model.row(format!("packs for each of {}", people.name), cut, Compare::AtLeast, right);
        }
    }

    /// One when anybody has the bundle.
    fn used(&mut self, index: usize, number: usize, var: Var, count: u64) -> Var {
        let used = self.build.model.variable(format!("used_{index}_{number}"), "whether anybody has the bundle".into(), (0, 1));
        self.build.model.row("a bundle that somebody has is used", vec![(used, signed(count)), (var, -1)], Compare::AtLeast, 0);
        used
    }

    /// One when a license of a flow takes over the requests of a duty.
    fn taken_over(&mut self, index: usize, number: usize, duty: &Duty) -> Option<Var> {
        let licenses: Vec<Var> = duty.chain.iter().filter_map(|flow| self.build.flows.get(flow)).flatten().map(|(_, var)| *var).collect();
        match licenses.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => {
                let about = "whether a license of a flow takes over".to_owned();
                let taken = self.build.model.variable(format!("taken_{index}_{number}"), about, (0, 1));
                let terms = several.iter().map(|var| (*var, 1)).chain([(taken, -1)]).collect();
                self.build.model.row("only a license of a flow takes over", terms, Compare::AtLeast, 0);
                Some(taken)
            }
        }
    }

    fn limit_flow(&mut self, flow: usize, children: &[usize], pack: Option<(&'a Plan, i64)>) {
        let load_of = |index: &usize| self.resolved.flows.get(index).map_or(0, |flow| signed(flow.load));
        let own = load_of(&flow);
        let all = own + children.iter().map(load_of).sum::<i64>();
        let licenses = self.build.flows.get(&flow).cloned().unwrap_or_default();
        let limit = |plan: &Plan| plan.grants.requests.as_ref().map_or(0, |grant| signed(grant.per_day));
        if licenses.iter().all(|(plan, _)| limit(plan) >= all) {
            return;
        }
        // limit + packs ≥ own requests + those of children without a license of their own, if the flow has a license
        let mut terms: Vec<(Var, i64)> = licenses.iter().map(|(plan, var)| (*var, limit(plan) - all)).collect();
        for child in children {
            let load = load_of(child);
            terms.extend(self.build.flows.get(child).into_iter().flatten().map(|(_, var)| (*var, load)));
        }
        if let Some((plan, size)) = pack {
            let name = self.resolved.scenario.flows.get(flow).map_or("", |flow| flow.name.as_str());
            let about = format!("{} for the flow {name}", plan.name);
            let var = self.build.model.variable(format!("flow_packs_{flow}"), about, (0, all / size.max(1) + 1));
            self.use_of(plan, var, 1);
            self.build.flow_packs.insert(flow, (plan, var));
            terms.push((var, size));
        }
        self.build.model.row("requests of a flow with a license of its own", terms, Compare::AtLeast, 0);
    }

    /// Units of each plan: at least those in use and those owned; what is more than owned is paid for.
    fn add_units(&mut self) {
        for (number, candidate) in self.candidates.plans.iter().enumerate() {
            let plan = candidate.plan;
            let fixed = self.fixed.get(&plan.id).copied().unwrap_or(0);
            let uses = self.uses.remove(&plan.id).unwrap_or_default();
            if uses.is_empty() && fixed == 0 && !self.candidates.helps_tenant(plan, self.demand) {
                continue;
            }
            let owned = signed(candidate.owned);
            let upper = if candidate.steps.is_empty() { owned } else { MOST };
            let var = self.build.model.variable(format!("units_{number}"), format!("units of {}", plan.name), (owned, upper));
            // The units are a sum of whole numbers, so the search need not branch on them, only on those that nobody uses.
            self.build.model.implied(var);
            let spare = self.build.model.variable(format!("spare_{number}"), format!("{} that nobody uses", plan.name), (0, upper));
            let terms = uses.into_iter().map(|(used, times)| (used, -times)).chain([(var, 1), (spare, -1)]).collect();
            self.build.model.row(format!("{} in use or spare", plan.name), terms, Compare::Equal, fixed);
            self.price(number, candidate, var);
            if candidate.nominal {
                self.build.nominal.push(var);
            }
            self.build.units.insert(plan.id.clone(), (plan, var, candidate.owned));
        }
    }

    fn price(&mut self, number: usize, candidate: &Candidate<'a>, var: Var) {
        let owned = signed(candidate.owned);
        match candidate.steps.as_slice() {
            [] => {}
            [(_, amount)] => self.build.model.cost(var, *amount, 1),
            steps => {
                let mut bought = vec![(var, -1)];
                let mut chosen = Vec::new();
                for (step, (from, amount)) in steps.iter().enumerate() {
                    let most = self.most_units(candidate.plan, *from);
                    let about = format!("{} bought at the price from {from} on", candidate.plan.name);
                    let units = self.build.model.variable(format!("units_{number}_{step}"), about, (0, most));
                    let on = self.build.model.variable(format!("tier_{number}_{step}"), "whether that price is taken".into(), (0, 1));
                    self.build.model.cost(units, *amount, 1);
                    self.build.model.row("a tier has its smallest quantity", vec![(units, 1), (on, -signed(*from))], Compare::AtLeast, 0);
                    self.build.model.row("only the chosen tier", vec![(units, 1), (on, -most)], Compare::AtMost, 0);
                    bought.push((units, 1));
                    chosen.push((on, 1));
                }
                self.build.model.row(format!("{} is bought at one price", candidate.plan.name), chosen, Compare::AtMost, 1);
                self.build.model.row(format!("{} is bought or owned", candidate.plan.name), bought, Compare::Equal, -owned);
            }
        }
    }

    /// More units of a plan than could ever be of use.
    fn most_units(&self, plan: &Plan, from: u64) -> i64 {
        let people: u64 = self.resolved.people.iter().map(|people| people.count).sum();
        let pools: u64 = self
            .demand
            .pools
            .iter()
            .filter_map(|need| plan.grants.pools.get(&need.pool).map(|grant| need.amount.div_ceil(grant.value.max(1))))
            .sum();
        let for_people = if matches!(plan.unit, Unit::User | Unit::Pass) { people * 4 } else { 0 };
        let flows = u64::try_from(self.resolved.flows.len()).unwrap_or(0);
        signed(from + pools + for_people + flows + self.demand.unattended + 10)
    }

    /// Units of plans times what each brings, beside what people hold already.
    fn supply(&self, each: impl Fn(&Plan) -> u64) -> (Vec<(Var, i64)>, u64) {
        let terms = self.build.units.values().map(|(plan, var, _)| (*var, signed(each(plan)))).filter(|(_, times)| *times > 0).collect();
        let held = self.resolved.book.plans().map(|plan| each(plan).saturating_mul(self.resolved.held(plan))).sum();
        (terms, held)
    }

    fn at_least(&mut self, about: &str, terms: Vec<(Var, i64)>, right: i64) {
        if right > 0 && !terms.is_empty() {
            self.build.model.row(about, terms, Compare::AtLeast, right);
        }
    }

    fn add_tenant_needs(&mut self) {
        for need in &self.demand.rights {
            let (terms, held) = self.supply(|plan| u64::from(plan.gives(need.right)));
            let held = held + pools::held_outside(self.resolved, need.right);
            self.at_least("a right of the tenant", terms, signed(need.count) - signed(held));
        }
        for need in &self.demand.pools {
            let each = |plan: &Plan| plan.grants.pools.get(&need.pool).filter(|grant| !grant.once && grant.from_units.is_none()).map_or(0, |grant| grant.value);
            let (terms, _) = self.supply(each);
            let held: u64 = self.resolved.book.plans().map(|plan| pools::pool_amount(plan, need.pool, self.resolved.held(plan))).sum();
            self.at_least(pools::pool_key(need.pool), terms, signed(need.amount) - signed(held));
        }
        self.add_bot_requests();
        let (terms, held) = self.supply(|plan| plan.grants.desktop.as_ref().map_or(0, |grant| u64::from(grant.unattended)));
        self.at_least("unattended bots", terms, signed(self.demand.unattended) - signed(held));
        if self.demand.storage.is_needed() {
            self.add_storage();
        }
    }

    /// Flows that bots call share the limit of the tenant's licenses; the base license that runs the bots counts once.
    fn add_bot_requests(&mut self) {
        let load = needs::bot_load(self.resolved);
        let stacking = |plan: &Plan| plan.grants.requests.as_ref().is_some_and(|grant| grant.stacks);
        let once: u64 = self.build.units.values().filter(|(plan, _, _)| !stacking(plan)).map(|(plan, _, _)| needs::bot_requests_of(plan, 1)).sum();
        if load > once && once > 0 {
            let (terms, held) = self.supply(|plan| if stacking(plan) { needs::bot_requests_of(plan, 1) } else { 0 });
            self.at_least("requests of flows called by bots", terms, signed(load - once) - signed(held));
        }
    }

    /// The base of the tenant comes once with the first subscription; spare database stands in for logs.
    fn add_storage(&mut self) {
        let (givers, held) = self.supply(|plan| u64::from(plan.gives(Right::BaseCapacity)));
        let base = (held == 0).then(|| {
            let base = self.build.model.variable("base".into(), "whether the tenant has its base capacity".into(), (0, 1));
            let terms = givers.into_iter().chain([(base, -1)]).collect();
            self.build.model.row("the base comes with a subscription", terms, Compare::AtLeast, 0);
            base
        });
        let need = &self.demand.storage;
        let (database, file, both) = (need.database, need.file, need.database + need.log);
        self.storage_row("database", base, database, &[Limit::TenantDatabaseMb], |grant| grant.database_mb);
        self.storage_row("files", base, file, &[Limit::TenantFileMb], |grant| grant.file_mb);
        let limits = [Limit::TenantDatabaseMb, Limit::TenantLogMb];
        self.storage_row("database and logs", base, both, &limits, |grant| grant.database_mb + grant.log_mb);
    }

    fn storage_row(
        &mut self,
        about: &str,
        base: Option<Var>,
        need: u64,
        base_limits: &[Limit],
        each: impl Fn(&crate::pricebook::schema::CapacityGrant) -> u64,
    ) {
        let (mut terms, held) = self.supply(|plan| plan.grants.capacity.as_ref().map_or(0, &each));
        let base_amount: u64 = base_limits.iter().map(|limit| self.resolved.book.limit_value(*limit)).sum();
        let mut right = signed(need) - signed(held);
        match base {
            Some(base) => terms.push((base, signed(base_amount))),
            None => right -= signed(base_amount),
        }
        self.at_least(about, terms, right);
    }

    /// Smallest quantities, and plans that must be held beside others.
    fn add_conditions(&mut self) {
        for (number, (plan, var, owned)) in self.build.units.values().copied().collect::<Vec<_>>().into_iter().enumerate() {
            if let Some(minimum) = plan.minimum.as_ref().filter(|minimum| minimum.value > 1 && owned == 0) {
                let any = self.build.model.variable(format!("any_{number}"), format!("whether there is any {}", plan.name), (0, 1));
                let most = self.most_units(plan, minimum.value);
                self.build.model.row("the smallest quantity", vec![(var, 1), (any, -signed(minimum.value))], Compare::AtLeast, 0);
                self.build.model.row("any at all", vec![(var, 1), (any, -most)], Compare::AtMost, 0);
                let licenses: Vec<Var> = self.build.flows.values().flatten().filter(|(known, _)| known.id == plan.id).map(|(_, var)| *var).collect();
                for license in licenses {
                    self.build.model.row("a license of a flow is one of them", vec![(any, 1), (license, -1)], Compare::AtLeast, 0);
                }
            }
            self.require(plan, var);
        }
    }

    fn require(&mut self, plan: &Plan, var: Var) {
        for need in plan.requires.iter().filter(|need| need.by == RequiredBy::Tenant) {
            let others: Vec<Var> = need.any_of.iter().filter_map(|id| self.build.units.get(id)).map(|(_, var, _)| *var).collect();
            let held: u64 = need.any_of.iter().filter_map(|id| self.resolved.book.plan(id)).map(|other| self.resolved.held(other)).sum();
            if held == 0 {
                let most = self.most_units(plan, 1);
                let terms = others.into_iter().map(|other| (other, most)).chain([(var, -1)]).collect();
                self.build.model.row(format!("{} stands on another plan", plan.name), terms, Compare::AtLeast, 0);
            }
        }
        for need in plan.requires.iter().filter(|need| need.by == RequiredBy::Each && !counted_for_agents(plan)) {
            let others: Vec<Var> = need.any_of.iter().filter_map(|id| self.build.units.get(id)).map(|(_, var, _)| *var).collect();
            let held: u64 = need.any_of.iter().filter_map(|id| self.resolved.book.plan(id)).map(|other| self.resolved.held(other)).sum();
            let terms = others.into_iter().map(|other| (other, 1)).chain([(var, -1)]).collect();
            self.build.model.row(format!("{} stands on another plan each", plan.name), terms, Compare::AtLeast, -signed(held));
        }
    }
}

/// The base license of agents is a need of its own.
fn counted_for_agents(plan: &Plan) -> bool {
    plan.gives(Right::Chat) || plan.gives(Right::DigitalMessaging)
}

fn licenses<'a>(people: &People<'a>, bundle: &Bundle<'a>) -> Licenses<'a> {
    Licenses { held: people.holds.clone(), given: bundle.given.clone() }
}

fn bundle_words(bundle: &Bundle) -> String {
    let names: Vec<String> = bundle.given.iter().map(|(plan, units)| format!("{units} {}", plan.name)).collect();
    if names.is_empty() { "nothing more".to_owned() } else { names.join(" and ") }
}

impl Share {
    fn var(&self) -> Option<Var> {
        match self {
            Self::All(_) => None,
            Self::Some(var) => Some(*var),
        }
    }
}
