//! Requests of programs that run under no license (REQ-5): the tenant has a pool for them, from its largest product line.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::assign::Assigned;
use super::needs::Need;
use super::resolve::Resolved;
use super::words::{compared, count_of, number};
use crate::pricebook::Plan;
use crate::pricebook::schema::UnlicensedGrant;
use crate::report::{Code, Evidence, Issue, Pooled, Step};

/// What a product line brings with so many units of its plans.
pub fn of_line(grant: &UnlicensedGrant, units: u64) -> u64 {
    if units == 0 {
        return 0;
    }
    let sum = grant.base.saturating_add(grant.each.saturating_mul(units));
    grant.most.map_or(sum, |most| sum.min(most))
}

/// What each product line brings, by its name: the plans in hand, their units and the amount.
fn lines<'a>(resolved: &Resolved<'a>, units: impl Fn(&Plan) -> u64) -> BTreeMap<&'a str, (Vec<&'a Plan>, u64, u64)> {
    let mut lines: BTreeMap<&str, (Vec<&Plan>, u64, u64)> = BTreeMap::new();
    for plan in resolved.book.plans() {
        let (Some(grant), units) = (&plan.grants.unlicensed, units(plan)) else { continue };
        if units == 0 {
            continue;
        }
        let line = lines.entry(grant.line.as_str()).or_default();
        line.0.push(plan);
        line.1 = line.1.saturating_add(units);
        line.2 = line.2.max(of_line(grant, line.1));
    }
    lines
}

/// What is there when people hold what they hold and nothing is bought.
pub fn held(resolved: &Resolved) -> u64 {
    lines(resolved, |plan| resolved.held(plan)).into_values().map(|(_, _, amount)| amount).max().unwrap_or(0)
}

/// The pool of programs: the largest of the lines, never their sum.
pub fn unlicensed(resolved: &Resolved, assigned: &Assigned, issues: &mut Vec<Issue>) -> Option<(Need, Pooled)> {
    let load = resolved.unlicensed_load;
    if load == 0 {
        return None;
    }
    let lines = lines(resolved, |plan| assigned.in_hand(resolved, plan));
    let largest = lines.values().max_by_key(|(_, _, amount)| *amount);
    let entitled = largest.map_or(0, |(_, _, amount)| *amount);
    let says = format!(
        "Programs without a license make about {} in 24 hours; the tenant has {} for them.",
        count_of(load, "request"),
        number(entitled)
    );
    let mut reason = Step::says(says.clone()).by("REQ-5").formula(compared(load, entitled, number));
    let mut met_by = BTreeSet::new();
    if let Some((plans, _, _)) = largest {
        met_by.extend(plans.iter().map(|plan| plan.id.clone()));
    }
    for (plans, units, amount) in lines.values() {
        let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
        let text = format!("{} of {} bring {}.", count_of(*units, "unit"), names.join(" and "), number(*amount));
        let step = plans.first().and_then(|plan| plan.grants.unlicensed.as_ref().map(|grant| (plan, grant)));
        reason = reason.because(match step {
            Some((plan, grant)) => Step::says(text).with(evidence(plan, grant)),
            None => Step::says(text),
        });
    }
    if lines.len() > 1 {
        reason = reason
            .because(Step::says("Of several product lines only the largest counts; they do not add up.").by("REQ-5"));
    }
    if entitled < load {
        let remedy = "Let the program run less often, or in the name of people with licenses.";
        issues.push(Issue::refusal(Code::RequestsShort, "integrations", says).remedy(remedy).by("REQ-5"));
    }
    let pooled = Pooled {
        key: "unlicensed-requests".into(),
        name: "Requests without a license".into(),
        unit: "requests in 24 hours".into(),
        needed: load,
        entitled,
        reason: reason.clone(),
    };
    Some((Need { reason, met_by }, pooled))
}

fn evidence(plan: &Plan, grant: &UnlicensedGrant) -> Evidence {
    let each = if grant.each > 0 { format!(", and {} for each license", number(grant.each)) } else { String::new() };
    Evidence {
        what: format!("requests of programs without a license, with {}", plan.name),
        value: format!("{}{each}", number(grant.base)),
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    }
}
