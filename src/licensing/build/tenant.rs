//! Rows for what the tenant as a whole needs, for smallest quantities, and for plans that stand on others.

use super::{Builder, Share, signed};
use crate::licensing::model::{Compare, Var};
use crate::licensing::{cover, needs, pools};
use crate::pricebook::Plan;
use crate::pricebook::schema::{CapacityGrant, Limit, RequiredBy, Right};

impl Builder<'_, '_> {
    /// Units of plans times what each brings, beside what people hold already.
    fn supply(&self, each: impl Fn(&Plan) -> u64) -> (Vec<(Var, i64)>, u64) {
        let terms = self
            .build
            .units
            .values()
            .map(|(plan, var, _)| (*var, signed(each(plan))))
            .filter(|(_, times)| *times > 0)
            .collect();
        let held = self.resolved.book.plans().map(|plan| each(plan).saturating_mul(self.resolved.held(plan))).sum();
        (terms, held)
    }

    fn at_least(&mut self, about: &str, terms: Vec<(Var, i64)>, right: i64) {
        if right > 0 && !terms.is_empty() {
            self.build.model.row(about, terms, Compare::AtLeast, right);
        }
    }

    pub(super) fn add_tenant_needs(&mut self) {
        for need in &self.demand.rights {
            let (terms, held) = self.supply(|plan| u64::from(plan.gives(need.right)));
            let held = held + pools::held_outside(self.resolved, need.right);
            self.at_least("a right of the tenant", terms, signed(need.count) - signed(held));
        }
        for need in &self.demand.pools {
            let candidates = self.candidates;
            let each = |plan: &Plan| {
                let grant = plan
                    .grants
                    .pools
                    .get(&need.pool)
                    .filter(|grant| !grant.once && grant.from_units.is_none() && grant.most.is_none());
                grant.filter(|_| !candidates.is_beside_price(plan, need.pool)).map_or(0, |grant| grant.value)
            };
            let (terms, _) = self.supply(each);
            let held: u64 = self
                .resolved
                .book
                .plans()
                .map(|plan| pools::pool_amount(plan, need.pool, self.resolved.held(plan)))
                .sum();
            let twice = pools::counted_twice(self.resolved, need.pool);
            self.at_least(pools::pool_key(need.pool), terms, signed(need.amount) + signed(twice) - signed(held));
        }
        self.add_bot_requests();
        self.add_unlicensed_requests();
        let (terms, held) =
            self.supply(|plan| plan.grants.desktop.as_ref().map_or(0, |grant| u64::from(grant.unattended)));
        self.at_least("unattended bots", terms, signed(self.demand.unattended) - signed(held));
        let single = self.resolved.scenario.storage.single_pool_gb.is_some();
        if self.demand.storage.is_needed() && !single {
            self.add_storage();
        }
    }

    /// Flows that bots call share the limit of the tenant's licenses; the base license that runs the bots counts once.
    fn add_bot_requests(&mut self) {
        let load = needs::bot_load(self.resolved);
        let stacking = |plan: &Plan| plan.grants.requests.as_ref().is_some_and(|grant| grant.stacks);
        let once: u64 = self
            .build
            .units
            .values()
            .filter(|(plan, _, _)| !stacking(plan))
            .map(|(plan, _, _)| needs::bot_requests_of(plan, 1))
            .sum();
        if load > once && once > 0 {
            let (terms, held) = self.supply(|plan| if stacking(plan) { needs::bot_requests_of(plan, 1) } else { 0 });
            self.at_least("requests of flows called by bots", terms, signed(load - once) - signed(held));
        }
    }

    /// Programs without a license draw on the pool of the largest product line, of which one license is enough.
    fn add_unlicensed_requests(&mut self) {
        let candidates = self.candidates;
        let (terms, _) = self.supply(|plan| u64::from(candidates.serves_programs(plan)));
        self.at_least("requests of programs without a license", terms, 1);
    }

    /// The base of the tenant comes once with the first subscription; spare database stands in for logs.
    fn add_storage(&mut self) {
        let (givers, held) = self.supply(|plan| u64::from(plan.gives(Right::BaseCapacity)));
        let base = (held == 0).then(|| {
            let base =
                self.build.model.variable("base".into(), "whether the tenant has its base capacity".into(), (0, 1));
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
        each: impl Fn(&CapacityGrant) -> u64,
    ) {
        let (mut terms, held) = self.supply(|plan| plan.grants.capacity.as_ref().map_or(0, &each));
        let brought = &self.resolved.scenario.storage.brought;
        let held = held.saturating_add(each(&CapacityGrant {
            database_mb: brought.database_gb.megabytes(),
            file_mb: brought.file_gb.megabytes(),
            log_mb: brought.log_gb.megabytes(),
            ..CapacityGrant::default()
        }));
        let mut missing = 0;
        for (people, shares) in self.resolved.people.iter().zip(&self.build.people) {
            for (bundle, share) in shares {
                let less = signed(each(&cover::not_brought(people, &bundle.given)));
                match share {
                    Share::All(count) => missing += less.saturating_mul(signed(*count)),
                    Share::Some(var) => terms.extend((less > 0).then_some((*var, -less))),
                }
            }
        }
        let base_amount: u64 = base_limits.iter().map(|limit| self.resolved.book.limit_value(*limit)).sum();
        let mut right = signed(need) - signed(held) + missing;
        match base {
            Some(base) => terms.push((base, signed(base_amount))),
            None => right -= signed(base_amount),
        }
        self.at_least(about, terms, right);
    }

    /// Smallest quantities, and plans that must be held beside others.
    pub(super) fn add_conditions(&mut self) {
        for (number, (plan, var, owned)) in
            self.build.units.values().copied().collect::<Vec<_>>().into_iter().enumerate()
        {
            if let Some(minimum) = plan.minimum.as_ref().filter(|minimum| minimum.value > 1 && owned == 0) {
                let any = self.build.model.variable(
                    format!("any_{number}"),
                    format!("whether there is any {}", plan.name),
                    (0, 1),
                );
                let most = self.most_units(plan, minimum.value);
                self.build.model.row(
                    "the smallest quantity",
                    vec![(var, 1), (any, -signed(minimum.value))],
                    Compare::AtLeast,
                    0,
                );
                self.build.model.row("any at all", vec![(var, 1), (any, -most)], Compare::AtMost, 0);
                let licenses: Vec<Var> = self
                    .build
                    .flows
                    .values()
                    .flatten()
                    .filter(|(known, _)| known.id == plan.id)
                    .map(|(_, var)| *var)
                    .collect();
                for license in licenses {
                    self.build.model.row(
                        "a license of a flow is one of them",
                        vec![(any, 1), (license, -1)],
                        Compare::AtLeast,
                        0,
                    );
                }
            }
            self.require(plan, var);
        }
    }

    fn require(&mut self, plan: &Plan, var: Var) {
        for need in &plan.requires {
            let others = need.any_of.iter().filter_map(|id| self.build.units.get(id)).map(|(_, var, _)| *var);
            let known = need.any_of.iter().filter_map(|id| self.resolved.book.plan(id));
            let held: u64 = known.map(|other| self.resolved.held(other)).sum();
            let (times, held) = match need.by {
                RequiredBy::Tenant if held > 0 => continue,
                RequiredBy::Tenant => (self.most_units(plan, 1), 0),
                RequiredBy::Each if counted_for_agents(plan) => continue,
                RequiredBy::Each => (1, signed(held)),
                // Whether the right flow or owner has it is said with the covers of the flow.
                RequiredBy::Flow => continue,
            };
            let terms = others.map(|other| (other, times)).chain([(var, -1)]).collect();
            self.build.model.row(format!("{} stands on another plan", plan.name), terms, Compare::AtLeast, -held);
        }
    }
}

/// The base license of agents is a need of its own.
fn counted_for_agents(plan: &Plan) -> bool {
    plan.gives(Right::Chat) || plan.gives(Right::DigitalMessaging)
}
