//! What counts as a request (REQ-3), against whose limit it counts (R25), and what follows when a limit is exceeded.

use crate::base::sorted::BTreeMap;

use super::Part;
use crate::base::Count;
use crate::licensing::cover;
use crate::licensing::resolve::{FlowUse, Resolved, Role};
use crate::licensing::words::{count_of, number};
use crate::pricebook::Plan;
use crate::pricebook::schema::Limit;
use crate::report::Step;

/// Where the requests of one of these people come from.
pub fn of_person(resolved: &Resolved, part: &Part, flows: &BTreeMap<usize, Vec<(&Plan, u64)>>) -> Vec<Step> {
    let mut steps = Vec::new();
    for duty in part.people.duties.iter().filter(|duty| duty.load > 0) {
        let Some(flow) = resolved.flows.get(&duty.flow) else { continue };
        if cover::excusing(resolved, duty, flows).is_some() {
            continue;
        }
        let text = match duty.role {
            Role::Runner => {
                format!("{} counts against those who start it: {} for each.", flow.flow.name, number(duty.load))
            }
            _ if duty.chain.len() > 1 => format!("{} counts with the flow that starts it.", flow.flow.name),
            _ => format!("{} runs by itself and counts against its owner.", flow.flow.name),
        };
        steps.push(Step::says(text).by("R25").because(of_flow(flow, flow.load)));
    }
    if part.people.program_load > 0 {
        let text = format!("Programs that they set off make {} for each.", number(part.people.program_load));
        steps.push(Step::says(text).by("REQ-3"));
    }
    steps
}

/// How the requests of a flow are counted.
pub fn of_flow(flow: &FlowUse, load: u64) -> Step {
    let used = flow.flow;
    let mut parts = vec!["the trigger".to_owned()];
    if !used.actions_per_run.is_zero() {
        parts.push(count_of(used.actions_per_run.wide(), "action"));
    }
    for turns in &used.loops {
        let (rounds, actions) = (turns.rounds.wide(), turns.actions.wide());
        parts.push(format!("{} of {}", count_of(rounds, "round"), count_of(actions, "action")));
    }
    if !used.repeats_per_run.is_zero() {
        parts.push(format!("{} of actions or further pages", count_of(used.repeats_per_run.wide(), "repetition")));
    }
    let skipped = match used.skipped_per_run.wide() {
        0 => String::new(),
        skipped => format!("; {} skipped and not counted", number(skipped)),
    };
    let text = format!(
        "One run of {} makes {}: {}{skipped}.",
        used.name,
        count_of(flow.requests_per_run, "request"),
        parts.join(", ")
    );
    let runs = number(used.runs_per_day.wide());
    Step::says(text).by("REQ-3").formula(format!("{runs} × {} = {}", number(flow.requests_per_run), number(load)))
}

/// Requests that a busy day adds for one of these people.
pub fn busy(resolved: &Resolved, part: &Part, flows: &BTreeMap<usize, Vec<(&Plan, u64)>>) -> u64 {
    let duties = part.people.duties.iter().filter(|duty| duty.is_first);
    let open = duties.filter(|duty| cover::excusing(resolved, duty, flows).is_none());
    open.filter_map(|duty| resolved.flows.get(&duty.flow).map(|flow| (duty, flow)))
        .map(|(duty, flow)| {
            let runs = flow.flow.busy_runs_per_day.map_or(0, Count::wide);
            let more = runs.saturating_sub(flow.flow.runs_per_day.wide()).saturating_mul(flow.requests_per_run);
            more.div_ceil(duty.heads.max(1))
        })
        .sum()
}

/// What follows when a limit is exceeded for long, as far as the edition says.
pub fn consequence(resolved: &Resolved) -> String {
    match resolved.book.limit_value(Limit::OverLimitDays) {
        0 => String::new(),
        days => {
            format!(" Whoever stays above a limit for {} is stopped: the flow is switched off.", count_of(days, "day"))
        }
    }
}
