//! What a combination brings to the tenant as a whole: rights (R21), pooled amounts (POOL-1 to POOL-5), storage; and whether that
//! suffices. Smallest quantities (MIN-1) and plans that stand on others (PRE-1, R23).

use crate::base::sorted::BTreeSet;

use super::assign::Assigned;
use super::demand::{Demand, PoolNeed, RightNeed};
use super::needs::Need;
use super::resolve::Resolved;
use super::words::{compared, count_of, number};
use crate::base::{Count, PlanId};
use crate::pricebook::Plan;
use crate::pricebook::schema::{Pool, RequiredBy, Right};
use crate::report::{Code, Evidence, Issue, Pooled, Step};

/// Units of a pooled amount that a plan brings when `units` of it are in hand.
pub fn pool_amount(plan: &Plan, pool: Pool, units: u64) -> u64 {
    let Some(grant) = plan.grants.pools.get(&pool) else { return 0 };
    if units == 0 || grant.from_units.is_some_and(|from| units < from) {
        return 0;
    }
    let amount = if grant.once { grant.value } else { grant.value.saturating_mul(units) };
    grant.most.map_or(amount, |most| amount.min(most))
}

/// Agents who hold a plan beside the one by which it brings nothing.
fn with_both(resolved: &Resolved) -> u64 {
    let centre = &resolved.scenario.omnichannel;
    centre.chat.wide().min(centre.digital_messaging.wide())
}

/// What units of a pool would bring, but do not because their holders have another plan beside them.
pub fn counted_twice(resolved: &Resolved, pool: Pool) -> u64 {
    let grants = resolved.book.plans().filter_map(|plan| plan.grants.pools.get(&pool));
    grants.filter(|grant| grant.beside.is_some()).map(|grant| grant.value.saturating_mul(with_both(resolved))).sum()
}

/// Rights of the tenant and of agents and authors.
pub fn rights(resolved: &Resolved, assigned: &Assigned, demand: &Demand, issues: &mut Vec<Issue>) -> Vec<Need> {
    demand.rights.iter().map(|need| right_need(resolved, assigned, need, issues)).collect()
}

fn right_need(resolved: &Resolved, assigned: &Assigned, need: &RightNeed, issues: &mut Vec<Issue>) -> Need {
    let mut met_by = BTreeSet::new();
    let mut reason = need.reason.clone();
    let mut have = held_outside(resolved, need.right);
    if have > 0 {
        reason = reason.because(Step::says(format!("Held already by {}.", count_of(have, "person"))));
    }
    for plan in resolved.book.plans_giving(need.right) {
        let units = assigned.in_hand(resolved, plan);
        if units == 0 {
            continue;
        }
        have = have.saturating_add(units);
        met_by.insert(plan.id.clone());
        let step = Step::says(format!("{} of {}.", count_of(units, "unit"), plan.name));
        let grant = plan.grants.rights.iter().find(|grant| grant.right == need.right);
        reason = reason.because(match grant {
            Some(grant) => step.with(Evidence {
                what: format!("what {} is for", plan.name),
                value: right_name(need.right).to_owned(),
                standing: grant.standing,
                sources: grant.sources.clone(),
                note: None,
            }),
            None => step,
        });
    }
    if have < need.count {
        issues.push(right_issue(need, have));
    }
    Need { reason, met_by }
}

/// Holders of the base license of customer service whom the scenario states; all agents when it states nothing.
pub fn held_outside(resolved: &Resolved, right: Right) -> u64 {
    let centre = &resolved.scenario.omnichannel;
    match right {
        Right::CustomerService => {
            centre.hold_customer_service.map_or(centre.chat.wide().max(centre.digital_messaging.wide()), Count::wide)
        }
        _ => 0,
    }
}

fn right_name(right: Right) -> &'static str {
    match right {
        Right::RunBots => "running bots in any channel",
        Right::AuthorBots => "creating and managing bots",
        Right::TeamsBots => "bots inside Teams",
        Right::Chat => "chat with customers",
        Right::DigitalMessaging => "digital messaging channels",
        Right::CustomerService => "base license of customer service",
        Right::OlderPortals => "portals of the older kind",
        Right::RestrictedTables => "restricted tables of Dynamics 365",
        Right::BaseCapacity => "base capacity of the tenant",
    }
}

fn right_issue(need: &RightNeed, have: u64) -> Issue {
    let missing = number(need.count.saturating_sub(have));
    let (code, says) = match need.right {
        Right::RunBots => {
            (Code::BotNotLicensed, "The bots need a license of the tenant, and there is none.".to_owned())
        }
        Right::AuthorBots => (Code::AuthorNotLicensed, format!("{missing} of the authors of bots have no license.")),
        Right::OlderPortals => {
            (Code::CapacityShort, format!("{missing} of the portals of the older kind have no license."))
        }
        Right::CustomerService => (
            Code::PrerequisiteMissing,
            format!(
                "{missing} of the agents lack the base license of customer service, on which chat and digital messaging stand."
            ),
        ),
        _ => {
            (Code::AgentNotLicensed, format!("{missing} of the agents have no license for {}.", right_name(need.right)))
        }
    };
    let rule = need.reason.rule.as_ref().map_or("PRE-1", |rule| rule.as_str());
    Issue::refusal(code, need.path.clone(), says)
        .remedy(format!("Add licenses for {}.", right_name(need.right)))
        .by(rule)
}

/// Pooled amounts: what is needed and what is in hand.
pub fn pools(
    resolved: &Resolved,
    assigned: &Assigned,
    demand: &Demand,
    issues: &mut Vec<Issue>,
) -> (Vec<Need>, Vec<Pooled>) {
    let mut needs = Vec::new();
    let mut pooled = Vec::new();
    for need in &demand.pools {
        let (entitled, met_by, steps) = entitlement(resolved, assigned, need);
        let (name, unit) = pool_words(need.pool);
        let mut reason = need.reason.clone();
        reason.formula = Some(compared(need.amount, entitled, number));
        reason.because.extend(steps);
        if entitled < need.amount {
            let says = format!("{} {unit} are needed, but there are only {}.", number(need.amount), number(entitled));
            let rule = need.reason.rule.as_ref().map_or("", |rule| rule.as_str()).to_owned();
            let remedy = format!("Add licenses or packs that bring {unit}.");
            issues.push(Issue::refusal(Code::CapacityShort, need.path.clone(), says).remedy(remedy).by(&rule));
        }
        pooled.push(Pooled {
            key: pool_key(need.pool).to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            needed: need.amount,
            entitled,
            reason: reason.clone(),
        });
        needs.push(Need { reason, met_by });
    }
    (needs, pooled)
}

fn entitlement(resolved: &Resolved, assigned: &Assigned, need: &PoolNeed) -> (u64, BTreeSet<PlanId>, Vec<Step>) {
    let (mut entitled, mut met_by, mut steps) = (0_u64, BTreeSet::new(), Vec::new());
    for plan in resolved.book.plans() {
        let units = assigned.in_hand(resolved, plan);
        let grant = plan.grants.pools.get(&need.pool);
        let other = grant.and_then(|grant| grant.beside.as_ref()).and_then(|id| resolved.book.plan(id));
        let both = other.map_or(0, |other| assigned.in_hand(resolved, other).min(with_both(resolved)));
        let units = units.saturating_sub(both);
        let amount = pool_amount(plan, need.pool, units);
        let Some(grant) = grant.filter(|_| amount > 0) else { continue };
        entitled = entitled.saturating_add(amount);
        met_by.insert(plan.id.clone());
        let formula = if grant.once {
            number(amount)
        } else {
            format!("{} × {} = {}", number(units), number(grant.value), number(amount))
        };
        let step = Step::says(format!("{} of {}: {} a month.", count_of(units, "unit"), plan.name, number(amount)));
        steps.push(step.formula(formula).with(Evidence {
            what: format!("what one {} brings in a month", plan.name),
            value: number(grant.value),
            standing: grant.standing,
            sources: grant.sources.clone(),
            note: grant.note.clone(),
        }));
    }
    (entitled, met_by, steps)
}

/// The stable key of a pool in answers.
pub fn pool_key(pool: Pool) -> &'static str {
    match pool {
        Pool::BilledSessions => "billed-sessions",
        Pool::BotConversations => "bot-conversations",
        Pool::PortalLogins => "portal-logins",
        Pool::PortalPageViews => "portal-page-views",
        Pool::AiBuilderCredits => "ai-builder-credits",
        Pool::CopilotCredits => "copilot-credits",
        Pool::AuthenticatedUsers => "authenticated-users",
        Pool::AnonymousUsers => "anonymous-users",
    }
}

fn pool_words(pool: Pool) -> (&'static str, &'static str) {
    match pool {
        Pool::BilledSessions => ("Billed sessions", "billed sessions a month"),
        Pool::BotConversations => ("Bot conversations", "bot conversations a month"),
        Pool::PortalLogins => ("Portal logins", "portal logins a month"),
        Pool::PortalPageViews => ("Portal page views", "portal page views a month"),
        Pool::AiBuilderCredits => ("AI Builder credits", "AI Builder credits a month"),
        Pool::CopilotCredits => ("Copilot credits", "Copilot credits a month"),
        Pool::AuthenticatedUsers => ("Signed-in users", "signed-in users a month"),
        Pool::AnonymousUsers => ("Anonymous users", "anonymous users a month"),
    }
}

/// R23: unattended bots, and PRE-1: what plans require beside them.
pub fn unattended(resolved: &Resolved, assigned: &Assigned, demand: &Demand, issues: &mut Vec<Issue>) -> Vec<Need> {
    if demand.unattended == 0 {
        return Vec::new();
    }
    let (mut have, mut met_by) = (0_u64, BTreeSet::new());
    let mut reason = demand.unattended_reason.clone();
    for plan in resolved.book.plans() {
        let units = assigned.in_hand(resolved, plan);
        let Some(grant) = plan.grants.desktop.as_ref().filter(|grant| grant.unattended > 0 && units > 0) else {
            continue;
        };
        have = have.saturating_add(units.saturating_mul(u64::from(grant.unattended)));
        met_by.insert(plan.id.clone());
        let step = Step::says(format!("{} of {}.", count_of(units, "unit"), plan.name));
        reason = reason.because(step.with(Evidence {
            what: format!("unattended bots of one {}", plan.name),
            value: grant.unattended.to_string(),
            standing: grant.standing,
            sources: grant.sources.clone(),
            note: None,
        }));
    }
    if have < demand.unattended {
        let says = format!(
            "Needed at the same time: {}; there are only {}.",
            count_of(demand.unattended, "unattended bot"),
            number(have)
        );
        let remedy = "Add unattended bots, or put flows into one queue so that they wait for each other.";
        issues.push(Issue::refusal(Code::DesktopNotCovered, "flows", says).remedy(remedy).by("R23"));
    }
    vec![Need { reason, met_by }]
}

/// PRE-1 and MIN-1 for every plan of the combination.
pub fn conditions(resolved: &Resolved, assigned: &Assigned, issues: &mut Vec<Issue>) {
    for plan in resolved.book.plans() {
        let units = assigned.units.get(&plan.id).copied().unwrap_or(0);
        if units == 0 {
            continue;
        }
        let owned = resolved.owned(&plan.id);
        let minimum = plan.minimum.as_ref().map_or(0, |minimum| minimum.value);
        if units < minimum && owned == 0 {
            let says = format!("{} is sold from {} on, not {}.", plan.name, number(minimum), number(units));
            let remedy = format!("Take {} or more.", number(minimum));
            issues.push(Issue::refusal(Code::BelowMinimum, "combination", says).remedy(remedy).by("MIN-1"));
        }
        for need in &plan.requires {
            let have: u64 = need
                .any_of
                .iter()
                .filter_map(|id| resolved.book.plan(id))
                .map(|other| assigned.in_hand(resolved, other))
                .sum();
            let have = have.saturating_add(if plan.grants.rights.iter().any(|grant| is_agent(grant.right)) {
                held_outside(resolved, Right::CustomerService)
            } else {
                0
            });
            let wanted = match need.by {
                RequiredBy::Each => units,
                RequiredBy::Tenant => 1,
                // Whether the right flow or owner has it is judged with the flow.
                RequiredBy::Flow => continue,
            };
            if have < wanted && !(is_counted_elsewhere(plan) && need.by == RequiredBy::Each) {
                let names: Vec<&str> =
                    need.any_of.iter().filter_map(|id| resolved.book.plan(id)).map(|plan| plan.name.as_str()).collect();
                let says = format!("{} needs {} beside it.", plan.name, names.join(" or "));
                let remedy = format!("Add {}.", names.join(" or "));
                issues.push(Issue::refusal(Code::PrerequisiteMissing, "combination", says).remedy(remedy).by("PRE-1"));
            }
        }
    }
}

fn is_agent(right: Right) -> bool {
    matches!(right, Right::Chat | Right::DigitalMessaging)
}

/// The base license of agents is a need of its own; the same person may hold two licenses that stand on one base.
fn is_counted_elsewhere(plan: &Plan) -> bool {
    plan.grants.rights.iter().any(|grant| is_agent(grant.right))
}
