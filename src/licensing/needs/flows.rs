//! Flows: whose license counts (R1, R2, R3, R4, R5, R6, R8, R9, R15, R22, R23), and what one license cannot stand for (R17).

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::around;
use super::premium::{evidence, names};
use super::{Need, Part, no_right_to_run};
use crate::base::PlanId;
use crate::licensing::assign::Assigned;
use crate::licensing::cover::{self, Met};
use crate::licensing::readings;
use crate::licensing::resolve::{FlowUse, Premium, Resolved, Role};
use crate::licensing::scenario::Trigger;
use crate::licensing::words::{count_of, list, number};
use crate::pricebook::Plan;
use crate::pricebook::schema::FlowScope;
use crate::report::{Code, Evidence, Issue, Step};

/// The needs of all flows.
pub fn flows(resolved: &Resolved, assigned: &Assigned, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut by_flow: BTreeMap<usize, Vec<(&Part, usize)>> = BTreeMap::new();
    for part in parts {
        for (place, duty) in part.people.duties.iter().enumerate() {
            by_flow.entry(duty.flow).or_default().push((part, place));
        }
    }
    let mut needs = Vec::new();
    for (&index, flow) in &resolved.flows {
        let duties = by_flow.get(&index).map_or(&[][..], Vec::as_slice);
        needs.push(flow_need(resolved, assigned, flow, duties));
        flow_issues(resolved, index, flow, duties, issues);
        multiplexing(resolved, index, flow, parts, issues);
    }
    needs
}

/// The rule that says whose license counts for a flow.
fn flow_rule(flow: &FlowUse) -> &'static str {
    match flow.flow.trigger {
        Trigger::Child => "R8",
        Trigger::Bot => "R22",
        _ if flow.premium.is_empty() => "R2",
        Trigger::Automated | Trigger::Scheduled => "R3",
        Trigger::HttpRequest if !flow.flow.parents.is_empty() => "R10",
        Trigger::HttpRequest => "R4",
        Trigger::PowerApps if flow.app.is_some() => "R6",
        Trigger::Instant | Trigger::PowerApps => "R5",
    }
}

fn flow_need(resolved: &Resolved, assigned: &Assigned, flow: &FlowUse, duties: &[(&Part, usize)]) -> Need {
    let mut met_by = BTreeSet::new();
    let mut reason = Step::says(flow_sentence(resolved, flow, duties)).by(flow_rule(flow));
    for why in &flow.premium {
        reason = reason.with(evidence(resolved.book, why));
    }
    let mut by_plan: BTreeMap<&PlanId, (&Plan, u64)> = BTreeMap::new();
    let mut by_flow: BTreeSet<usize> = BTreeSet::new();
    let mut open = 0;
    for (part, place) in duties {
        match part.found.duties.get(*place) {
            Some(Met::ByPlan(plan)) => by_plan.entry(&plan.id).or_insert((plan, 0)).1 += part.count,
            Some(Met::ByFlow(by)) => {
                by_flow.insert(*by);
            }
            _ => open += part.count,
        }
    }
    for by in by_flow {
        reason = reason.because(excused_step(resolved, assigned, flow, by, &mut met_by));
    }
    for (id, (plan, count)) in by_plan {
        met_by.insert(id.clone());
        reason = reason.because(flow_cover_step(plan, count, flow));
    }
    if open > 0 {
        reason = reason.because(Step::says(format!("{} without a license that covers it.", count_of(open, "person"))));
    }
    for step in around::steps(resolved, flow, duties) {
        reason = reason.because(step);
    }
    let held = duties.iter().flat_map(|(part, _)| part.licenses.all()).map(|(plan, _)| plan);
    reason.because.extend(no_right_to_run(held, &flow.flow.name));
    Need { reason, met_by }
}

fn flow_sentence(resolved: &Resolved, flow: &FlowUse, duties: &[(&Part, usize)]) -> String {
    let name = &flow.flow.name;
    if let Some(bot) = flow.bot.and_then(|bot| resolved.scenario.bots.get(bot)) {
        return format!("{name} is called by the bot {}, so the license of the bot covers it.", bot.name);
    }
    let role = |(part, place): &&(&Part, usize)| part.people.duties.get(*place).map(|duty| duty.role);
    let duties: Vec<&(&Part, usize)> =
        duties.iter().filter(|one| !matches!(role(one), Some(Role::Approver | Role::CoOwner))).collect();
    let people: u64 = duties.iter().map(|(part, _)| part.count).sum();
    let mut names: Vec<&str> = duties.iter().map(|(part, _)| part.people.name.as_str()).collect();
    names.dedup();
    let who = list(&names);
    if duties.is_empty() {
        return format!("{name} is started by nothing that is switched on.");
    }
    if duties.iter().any(|one| role(one) == Some(Role::Service)) {
        return format!(
            "{name} runs under the account {who}, which no person works with, so it needs a license of its own."
        );
    }
    if flow.premium.is_empty() {
        return format!("{name} uses nothing premium; a suite is enough for {who}.");
    }
    let owner = duties.iter().all(|one| role(one) == Some(Role::Owner));
    match (flow.flow.trigger, owner) {
        (Trigger::Child, _) => {
            format!("{name} is started by another flow, so those who answer for that flow answer for it: {who}.")
        }
        (_, true) => format!(
            "{name} starts by itself and runs under the name of its owner, so only the owner needs a license: {who}."
        ),
        (_, false) if people == 1 => format!("{name} is started by one person in {who}, who needs a license for it."),
        (_, false) => format!(
            "{name} is started by people, so each of the {} in {who} needs a license for it.",
            count_of(people, "person")
        ),
    }
}

fn excused_step(
    resolved: &Resolved,
    assigned: &Assigned,
    flow: &FlowUse,
    by: usize,
    met_by: &mut BTreeSet<PlanId>,
) -> Step {
    let holder = resolved.scenario.flows.get(by).map_or("", |flow| flow.name.as_str());
    let plans = assigned.flows.get(&by).map_or(&[][..], Vec::as_slice);
    let mut step = if holder == flow.flow.name {
        let own = Step::says("The flow has a license of its own, so nobody else needs one for it.").by("R1");
        match flow.places {
            1 => own,
            places => own.because(
                Step::says(format!("It exists in {}, and each copy has a license.", count_of(places, "environment")))
                    .by("R15"),
            ),
        }
    } else {
        Step::says(format!("{holder} starts it and has a license of its own, which covers its child flows too."))
            .by("R9")
    };
    for (plan, _) in plans.iter().filter(|(plan, _)| plan.licenses_flows(FlowScope::OneFlow)) {
        met_by.insert(plan.id.clone());
        step = flow_evidence(step, plan, FlowScope::OneFlow);
    }
    step
}

fn flow_cover_step(plan: &Plan, count: u64, flow: &FlowUse) -> Step {
    let step = Step::says(format!("{} covers {}.", plan.name, count_of(count, "person")));
    let scopes = if flow.premium.is_empty() {
        [FlowScope::Standard, FlowScope::Everything, FlowScope::AppContext, FlowScope::Dynamics365]
    } else {
        [FlowScope::Everything, FlowScope::Dynamics365, FlowScope::AppContext, FlowScope::Standard]
    };
    match scopes.into_iter().find(|scope| plan.licenses_flows(*scope)) {
        Some(scope) => flow_evidence(step, plan, scope),
        None => step,
    }
}

fn flow_evidence(step: Step, plan: &Plan, scope: FlowScope) -> Step {
    let value = match scope {
        FlowScope::Everything => "all flows that its holder owns or runs",
        FlowScope::OneFlow => "one flow, for everybody",
        FlowScope::Standard => "flows with standard connectors",
        FlowScope::AppContext => "flows in the context of an app that it covers",
        FlowScope::Dynamics365 => "flows in the context of Dynamics 365",
        FlowScope::BotContext => "flows called by a bot",
    };
    let Some(grant) = plan.grants.flows.iter().find(|grant| grant.scope == scope) else { return step };
    step.with(Evidence {
        what: format!("flows that one {} covers", plan.name),
        value: value.to_owned(),
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: None,
    })
}

fn flow_issues(resolved: &Resolved, index: usize, flow: &FlowUse, duties: &[(&Part, usize)], issues: &mut Vec<Issue>) {
    let path = format!("flows[{index}]");
    let name = &flow.flow.name;
    let mut open: BTreeMap<(u8, &str, Role), u64> = BTreeMap::new();
    for (part, place) in duties {
        let role = part.people.duties.get(*place).map_or(Role::Owner, |duty| duty.role);
        let kind = match part.found.duties.get(*place) {
            Some(Met::NotLicensed) | None => 0,
            Some(Met::NoAttendedBot) => 1,
            Some(Met::NoBase) => 2,
            Some(Met::ByFlow(_) | Met::ByPlan(_)) => continue,
        };
        *open.entry((kind, part.people.name.as_str(), role)).or_default() += part.count;
    }
    for ((kind, who, role), count) in open {
        let people = count_of(count, "person");
        let (need, have) = if count == 1 { ("needs", "has") } else { ("need", "have") };
        issues.push(match kind {
            0 if !role.takes_any_cover() => around::issue(role, name, count, who, &path),
            0 => {
                let uses = if flow.premium.is_empty() { String::new() } else { format!(" and uses {}", list(&names(resolved.book, &flow.premium))) };
                let says = if role == Role::Owner {
                    format!("{who} needs a license of their own, because {name} runs under that name{uses}.")
                } else {
                    format!("{people} of {who} {need} a license, because they start {name}, which runs in their name{uses}.")
                };
                let remedy = "Give them a plan for flows, give the flow a license of its own, or use standard connectors only.";
                Issue::refusal(Code::FlowNotCovered, &path, says).remedy(remedy).by(flow_rule(flow))
            }
            1 => {
                let says = format!("{name} works on the desktop beside {people} of {who}, who {have} no attended bot.");
                let remedy = "Give them a plan with attended bots.";
                Issue::refusal(Code::DesktopNotCovered, &path, says).remedy(remedy).by("R23")
            }
            _ => {
                let says = format!("{name} runs unattended on a desktop, but neither the flow nor {who} has the license on which unattended bots stand.");
                let remedy = "Give the owner a plan with attended bots, or the flow a license of its own.";
                Issue::refusal(Code::PrerequisiteMissing, &path, says).remedy(remedy).by("R23")
            }
        });
    }
}

/// R17: many people whose work reaches licensed data through the license of one. People who are licensed for such data
/// themselves are no problem.
fn multiplexing(resolved: &Resolved, index: usize, flow: &FlowUse, parts: &[Part], issues: &mut Vec<Issue>) {
    if matches!(flow.flow.trigger, Trigger::Instant | Trigger::PowerApps | Trigger::Bot | Trigger::Child) {
        return;
    }
    let unlicensed = |part: &&Part| {
        flow.flow.run_by.contains(&part.people.name)
            && cover::covers_flow(resolved, part.licenses, flow, &BTreeSet::new()) == cover::FlowCover::None
    };
    let behind: u64 = parts.iter().filter(unlicensed).map(|part| part.count).sum();
    let every = readings::multiplexing_is_of_every_product(resolved.book);
    let shared = flow.premium.iter().find_map(|why| match why {
        Premium::Connector(connector) if every || connector.multiplexing => Some(connector),
        _ => None,
    });
    if let (Some(connector), true) = (shared, behind > 1) {
        let says = format!(
            "{} people reach {} through the license of one owner in {}; this can be multiplexing, which does not reduce the number of licenses.",
            number(behind),
            connector.name,
            flow.flow.name
        );
        let remedy = "Ask your licensing contact whether each of these people needs a license for these data.";
        issues.push(Issue::warning(Code::Multiplexing, format!("flows[{index}]"), says).remedy(remedy).by("R17"));
    }
}
