//! People around a flow: approvers, co-owners, recipients, guests, accounts without a person (R7, R9-BPF, R10, R11, R12, R13,
//! R14, R16).

use crate::base::sorted::BTreeSet;

use super::Part;
use crate::licensing::cover::Met;
use crate::licensing::resolve::{FlowUse, Resolved, Role};
use crate::licensing::words::{count_of, list};
use crate::licensing::{readings, scenario::Trigger};
use crate::pricebook::Plan;
use crate::pricebook::schema::FlowScope;
use crate::report::{Code, Issue, Step};

/// What there is to say of those who have to do with a flow without owning or running it.
pub fn steps(resolved: &Resolved, flow: &FlowUse, duties: &[(&Part, usize)]) -> Vec<Step> {
    let mut steps = Vec::new();
    let name = &flow.flow.name;
    let mut say = |text: String, rule: &str| steps.push(Step::says(text).by(rule));
    if flow.flow.trigger == Trigger::HttpRequest && !flow.flow.parents.is_empty() {
        let parents = list(&flow.flow.parents);
        say(
            format!("{parents} calls {name} over HTTP; both are one process, and only their owners are licensed."),
            "R10",
        );
    }
    if !flow.flow.approvers.is_empty() {
        let who = list(&flow.flow.approvers);
        say(
            if readings::approvers_are_licensed(resolved.book) {
                format!("{who} answer its approvals; each needs a plan for flows, or the flow a license of its own.")
            } else {
                format!("{who} answer its approvals; a suite is enough for that.")
            },
            "R11",
        );
    }
    if !flow.flow.co_owners.is_empty() {
        let who = list(&flow.flow.co_owners);
        let licensed = !flow.premium.is_empty() && readings::co_owners_are_licensed(resolved.book);
        say(
            if licensed {
                format!(
                    "{who} change it beside its owner; each needs a plan for flows, or the flow a license of its own."
                )
            } else {
                format!("{who} change it beside its owner and need nothing for that.")
            },
            "R12",
        );
    }
    if !flow.flow.recipients.is_empty() {
        say(format!("{} only receive what it sends and need nothing for that.", list(&flow.flow.recipients)), "R13");
    }
    if flow.flow.service_account {
        say(
            if readings::service_accounts_need_flow_licenses(resolved.book) {
                "An account that no person works with stands for a team, so the flow itself is licensed.".to_owned()
            } else {
                "An account that no person works with is licensed as a person is.".to_owned()
            },
            "R16",
        );
    }
    let guests: BTreeSet<&str> = duties
        .iter()
        .filter(|(part, _)| resolved.are_guests(part.people))
        .map(|(part, _)| part.people.name.as_str())
        .collect();
    if !guests.is_empty() {
        let who = list(&guests.into_iter().collect::<Vec<_>>());
        say(format!("{who} are guests; a license of their own tenant counts, passes aside."), "R14");
    }
    if outside_app(flow, duties) {
        say(
            format!(
                "{name} does not work for an app that those people are licensed for, so it takes a plan for flows."
            ),
            "R7",
        );
    }
    steps.extend(process_step(resolved, flow));
    steps
}

/// R9: whether a business process flow counts when flows are licensed one by one.
fn process_step(resolved: &Resolved, flow: &FlowUse) -> Option<Step> {
    let (text, rule) = if resolved.book.rule_holds("R9-BPF") {
        ("It leads people through a process; when flows are licensed one by one, it counts as any other.", "R9-BPF")
    } else {
        (
            "It leads people through a process; no text says any longer that it counts when flows are licensed one by one.",
            "R9",
        )
    };
    flow.flow.business_process.then(|| Step::says(text).by(rule))
}

/// Whether the license by which people use the app of the flow covers the flow too.
fn works_for_an_app(flow: &FlowUse, part: &Part) -> bool {
    let plan = flow.app.and_then(|app| part.found.apps.get(&app).copied().flatten());
    plan.is_some_and(licenses_in_context)
}

fn licenses_in_context(plan: &Plan) -> bool {
    plan.licenses_flows(FlowScope::AppContext) || plan.licenses_flows(FlowScope::Dynamics365)
}

/// Whether people hold a license that would cover the flow within its app, and it is covered or open otherwise.
fn outside_app(flow: &FlowUse, duties: &[(&Part, usize)]) -> bool {
    !flow.premium.is_empty()
        && duties.iter().any(|(part, place)| {
            let by_other = match part.found.duties.get(*place) {
                Some(Met::ByPlan(plan)) => !licenses_in_context(plan),
                Some(Met::NotLicensed) => true,
                _ => false,
            };
            by_other && !works_for_an_app(flow, part) && part.licenses.all().any(|(plan, _)| licenses_in_context(plan))
        })
}

/// The refusal of a flow for those who neither own nor run it, and for an account without a person.
pub fn issue(role: Role, name: &str, count: u64, who: &str, path: &str) -> Issue {
    let people = count_of(count, "person");
    let (answer, change, need) =
        if count == 1 { ("answers", "changes", "needs") } else { ("answer", "change", "need") };
    let (text, decided_by) = match role {
        Role::Approver => {
            (format!("{people} of {who} {answer} approvals of {name} and {need} a plan for flows for that."), "R11")
        }
        Role::CoOwner => {
            (format!("{people} of {who} {change} {name} beside its owner and {need} a plan for flows for that."), "R12")
        }
        _ => (
            format!("{name} runs under the account {who}, which no person works with; it needs a license of its own."),
            "R16",
        ),
    };
    let remedy = "Give the flow a license of its own, or choose another reading of the sources under readings.";
    Issue::refusal(Code::FlowNotCovered, path, text).remedy(remedy).by(decided_by)
}
