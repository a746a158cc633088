//! Rows for requests a day: nobody makes more than allowed, neither a person nor a flow with a license of its own.

use super::{Builder, Share, licenses, signed};
use crate::licensing::model::{Compare, Var};
use crate::licensing::resolve::Duty;
use crate::licensing::{cover, payg};
use crate::pricebook::Plan;
use crate::pricebook::schema::Unit;

impl<'a> Builder<'_, 'a> {
    /// Requests a day: nobody makes more than allowed, neither a person nor a flow with a license of its own.
    pub(super) fn add_requests(&mut self) {
        let pack = self.candidates.plans.iter().find(|candidate| candidate.plan.unit == Unit::UserOrFlow);
        let pack = pack.and_then(|candidate| {
            candidate.plan.grants.requests.as_ref().map(|grant| (candidate.plan, signed(grant.per_day)))
        });
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
        let load = signed(people.load());
        let shares = self.build.people.get(index).cloned().unwrap_or_default();
        let limits: Vec<i64> = shares
            .iter()
            .map(|(bundle, _)| signed(cover::requests_per_day(self.resolved, people, &licenses(people, bundle))))
            .collect();
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
        for (number, ((_, share), limit)) in
            shares.iter().zip(limits).enumerate().filter(|(_, (_, limit))| *limit < load)
        {
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
            let mut cut: Vec<(Var, i64)> = terms
                .iter()
                .map(|(var, times)| (*var, if Some(*var) == own_packs { 1 } else { packs.min(*times) }))
                .collect();
            cut.extend(used.map(|used| (used, -packs)));
            let right = if used.is_some() { 0 } else { packs };
            self.build.model.row(format!("packs for each of {}", people.name), cut, Compare::AtLeast, right);
        }
    }

    /// One when anybody has the bundle.
    fn used(&mut self, index: usize, number: usize, var: Var, count: u64) -> Var {
        let used = self.build.model.variable(
            format!("used_{index}_{number}"),
            "whether anybody has the bundle".into(),
            (0, 1),
        );
        self.build.model.row(
            "a bundle that somebody has is used",
            vec![(used, signed(count)), (var, -1)],
            Compare::AtLeast,
            0,
        );
        used
    }

    /// One when a license of a flow takes over the requests of a duty.
    fn taken_over(&mut self, index: usize, number: usize, duty: &Duty) -> Option<Var> {
        let licenses: Vec<Var> =
            duty.chain.iter().filter_map(|flow| self.build.flows.get(flow)).flatten().map(|(_, var)| *var).collect();
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
        if payg::is_metered(self.resolved, flow) {
            return;
        }
        let load_of = |index: &usize| self.resolved.flows.get(index).map_or(0, |flow| signed(flow.load));
        let own = load_of(&flow);
        let all = own + children.iter().map(load_of).sum::<i64>();
        let licenses = self.build.flows.get(&flow).cloned().unwrap_or_default();
        let places = signed(self.resolved.flows.get(&flow).map_or(1, |flow| flow.places));
        let limit =
            |plan: &Plan| plan.grants.requests.as_ref().map_or(0, |grant| signed(grant.per_day).saturating_mul(places));
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
            let most = all / size.max(1) + 1;
            let only = licenses.iter().map(|(_, license)| (*license, most)).chain([(var, -1)]).collect();
            self.build.model.row("packs go to a flow with a license of its own", only, Compare::AtLeast, 0);
            self.build.flow_packs.insert(flow, (plan, var));
            terms.push((var, size));
        }
        self.build.model.row("requests of a flow with a license of its own", terms, Compare::AtLeast, 0);
    }
}
