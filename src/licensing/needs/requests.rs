//! Requests a day (REQ-1, REQ-2, REQ-4): each person's, each licensed flow's, and those of flows that bots call.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::{Need, Part, counting};
use crate::licensing::assign::Assigned;
use crate::licensing::demand;
use crate::licensing::resolve::Resolved;
use crate::licensing::scenario::Trigger;
use crate::licensing::words::{compared, count_of, number};
use crate::licensing::{cover, payg};
use crate::pricebook::Plan;
use crate::pricebook::schema::{Limit, RequestGrant, Right};
use crate::report::{Code, Evidence, Issue, Step};

type FlowLicenses<'a> = BTreeMap<usize, Vec<(&'a Plan, u64)>>;

/// Whose requests they are: somebody by name, or each of many.
fn who(part: &Part) -> String {
    let name = &part.people.name;
    if part.count == 1 { name.clone() } else { format!("Each of {} of {name}", count_of(part.count, "person")) }
}

/// Requests a day: each person's, which are never pooled, and those of flows with a license of their own.
pub fn requests(resolved: &Resolved, assigned: &Assigned, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut needs = Vec::new();
    for part in parts.iter().filter(|part| part.found.load > 0) {
        let (load, limit) = (part.found.load, part.found.limit);
        let who = who(part);
        let says = format!("{who} makes about {} requests in 24 hours and may make {}.", number(load), number(limit));
        let mut reason = Step::says(says).by("REQ-1").formula(compared(load, limit, number));
        reason.because = counting::of_person(resolved, part, &assigned.flows);
        now_and_then(resolved, part, &assigned.flows, issues);
        let mut met_by = BTreeSet::new();
        for (plan, units) in part.licenses.all() {
            if let Some(grant) = &plan.grants.requests {
                met_by.insert(plan.id.clone());
                let units = if grant.stacks { units } else { 1 };
                reason = reason.with(request_evidence(plan, units, grant));
            }
        }
        if load > limit {
            let says = format!(
                "{who} would make about {} requests in 24 hours, but may make only {}.",
                number(load),
                number(limit)
            );
            let says = format!("{says}{}", counting::consequence(resolved));
            let remedy = "Add packs of requests, give the busiest flow a license of its own, or run it less often.";
            issues.push(Issue::refusal(Code::RequestsShort, "flows", says).remedy(remedy).by("REQ-1"));
        }
        // Suites hold these limits already; only what is given is a reason to buy.
        met_by.retain(|id| part.licenses.given.iter().any(|(plan, _)| plan.id == *id));
        needs.push(Need { reason, met_by });
    }
    flow_requests(resolved, assigned, &mut needs, issues);
    needs.extend(bot_requests(resolved, assigned, issues));
    slowed(resolved, issues);
    needs
}

/// REQ-4: a day that comes now and then and exceeds a limit costs nothing; far above it, requests are slowed down.
fn now_and_then(resolved: &Resolved, part: &Part, flows: &FlowLicenses, issues: &mut Vec<Issue>) {
    let (limit, usual) = (part.found.limit, part.found.load);
    let busy = counting::busy(resolved, part, flows).saturating_add(usual);
    if busy <= limit || usual > limit {
        return;
    }
    let let_through = cover::let_through(resolved, part.people, part.licenses).max(limit);
    let over = number(busy - limit);
    let name = &part.people.name;
    let (code, then) = if busy <= let_through {
        (Code::RequestsNowAndThen, "Now and then that is let through and costs nothing.".to_owned())
    } else {
        let text = "That is more than is let through even for a day: requests are slowed down then.";
        (Code::RequestsThrottled, text.to_owned())
    };
    let says = format!(
        "On a busy day each of {name} makes about {} requests in 24 hours, {over} more than allowed. {then}{}",
        number(busy),
        counting::consequence(resolved)
    );
    issues
        .push(Issue::warning(code, "flows", says).remedy("Add packs of requests if such days come often.").by("REQ-4"));
}

/// Requests a day of flows that bots call, and of their children; bots that stay within Teams draw on nothing of the tenant.
pub fn bot_load(resolved: &Resolved) -> u64 {
    if resolved.trials.iter().any(|plan| plan.gives(Right::RunBots)) {
        return 0;
    }
    let called = |flow: &usize| {
        let root = resolved.first_chain(*flow).last().and_then(|root| resolved.flows.get(root));
        let of_tenant = |bot: usize| !demand::is_within_teams(resolved, bot);
        root.is_some_and(|root| root.flow.trigger == Trigger::Bot && root.bot.is_none_or(of_tenant))
    };
    resolved.flows.iter().filter(|(index, _)| called(index)).map(|(_, flow)| flow.load).sum()
}

/// What a plan of the tenant adds to the requests of bots' flows: once, or for each unit when it stacks.
pub fn bot_requests_of(plan: &Plan, units: u64) -> u64 {
    let grant = plan.grants.requests.as_ref().filter(|_| plan.unit.is_of_tenant());
    grant.map_or(0, |grant| grant.per_day.saturating_mul(if grant.stacks { units } else { units.min(1) }))
}

/// REQ-2: flows that bots call share the limit of the tenant's licenses for bots. Editions without such a limit judge nothing.
fn bot_requests(resolved: &Resolved, assigned: &Assigned, issues: &mut Vec<Issue>) -> Option<Need> {
    let load = bot_load(resolved);
    if load == 0 || resolved.book.plans().all(|plan| bot_requests_of(plan, 1) == 0) {
        return None;
    }
    let (mut limit, mut met_by, mut evidence) = (0_u64, BTreeSet::new(), Vec::new());
    for plan in resolved.book.plans() {
        let units = assigned.in_hand(resolved, plan);
        let Some(grant) = plan.grants.requests.as_ref().filter(|_| bot_requests_of(plan, units) > 0) else { continue };
        limit = limit.saturating_add(bot_requests_of(plan, units));
        met_by.insert(plan.id.clone());
        evidence.push(request_evidence(plan, if grant.stacks { units } else { 1 }, grant));
    }
    let says = format!(
        "Flows called by bots make about {} requests in 24 hours and may make {}.",
        number(load),
        number(limit)
    );
    let mut reason = Step::says(says.clone()).by("REQ-2").formula(compared(load, limit, number));
    reason.evidence = evidence;
    if load > limit {
        let remedy = "Add packs of billed sessions, which bring requests, or run these flows less often.";
        issues.push(Issue::refusal(Code::RequestsShort, "flows", says).remedy(remedy).by("REQ-2"));
    }
    Some(Need { reason, met_by })
}

/// REQ-2: limits of flows that bots call, for which nothing is sold: above them requests are slowed down.
fn slowed(resolved: &Resolved, issues: &mut Vec<Issue>) {
    let mut tell = |index: usize, who: &str, load: u64, limit: Limit| {
        let most = resolved.book.limit_value(limit);
        if most > 0 && load > most {
            let says = format!(
                "{who} makes about {} requests in 24 hours; above {} they are slowed down.",
                number(load),
                number(most)
            );
            let remedy = "Let it run less often, or do less in one run.";
            issues.push(
                Issue::warning(Code::RequestsThrottled, format!("flows[{index}]"), says).remedy(remedy).by("REQ-2"),
            );
        }
    };
    let mut in_teams: BTreeMap<usize, (usize, u64)> = BTreeMap::new();
    for (&index, flow) in &resolved.flows {
        match flow.bot {
            Some(bot) if demand::is_within_teams(resolved, bot) => {
                let sum = in_teams.entry(bot).or_insert((index, 0));
                sum.1 = sum.1.saturating_add(flow.load);
            }
            Some(_) => tell(index, &flow.flow.name, flow.load, Limit::BotFlowRequests),
            None => {}
        }
    }
    for (bot, (index, load)) in in_teams {
        let name = resolved.scenario.bots.get(bot).map_or("", |bot| bot.name.as_str());
        tell(index, name, load, Limit::TeamsBotRequests);
    }
}

fn request_evidence(plan: &Plan, units: u64, grant: &RequestGrant) -> Evidence {
    let value =
        if units == 1 { number(grant.per_day) } else { format!("{} × {}", number(units), number(grant.per_day)) };
    Evidence {
        what: format!("requests in 24 hours with {}", plan.name),
        value,
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    }
}

/// REQ-2: a flow with a license of its own has a limit of its own; its children count with it unless they have one too.
fn flow_requests(resolved: &Resolved, assigned: &Assigned, needs: &mut Vec<Need>, issues: &mut Vec<Issue>) {
    let children = resolved.children();
    let mut metered = 0_u64;
    for (&index, licenses) in &assigned.flows {
        let own = cover::is_licensed(resolved, index, &assigned.flows);
        let Some(flow) = resolved.flows.get(&index).filter(|_| own) else { continue };
        let limit: u64 = licenses
            .iter()
            .filter_map(|(plan, units)| plan.grants.requests.as_ref().map(|grant| grant.per_day * units))
            .sum();
        let below = children.get(&index).map_or(&[][..], Vec::as_slice);
        let own = below
            .iter()
            .filter(|child| !cover::is_licensed(resolved, **child, &assigned.flows))
            .filter_map(|child| resolved.flows.get(child));
        let load = flow.load + own.map(|child| child.load).sum::<u64>();
        if load == 0 {
            continue;
        }
        let says = format!(
            "{} makes about {} requests in 24 hours and may make {} by its own license.",
            flow.flow.name,
            number(load),
            number(limit)
        );
        let mut reason = Step::says(says).by("REQ-2").formula(compared(load, limit, number));
        reason.because.push(counting::of_flow(flow, flow.load));
        for (plan, units) in licenses {
            if let Some(grant) = &plan.grants.requests {
                reason = reason.with(request_evidence(plan, *units, grant));
            }
        }
        if load > limit && payg::is_metered(resolved, index) {
            metered = metered.saturating_add(load - limit);
        } else if load > limit {
            let says = format!(
                "{} would make about {} requests in 24 hours; its own license allows {}.",
                flow.flow.name,
                number(load),
                number(limit)
            );
            let remedy = "Add packs of requests to the flow, or run it less often.";
            issues
                .push(Issue::refusal(Code::RequestsShort, format!("flows[{index}]"), says).remedy(remedy).by("REQ-2"));
        }
        needs.push(Need { reason, met_by: licenses.iter().map(|(plan, _)| plan.id.clone()).collect() });
    }
    issues.extend(payg::requests_over(resolved, metered));
}
