//! What portals ask of the tenant (R24, POOL-3, POOL-4).

use super::{Demand, RightNeed, limit_evidence, push_pool};
use crate::base::PlanId;
use crate::base::sorted::BTreeSet;
use crate::licensing::resolve::Resolved;
use crate::licensing::scenario::Portal;
use crate::licensing::words::{count_of, list, number};
use crate::pricebook::schema::{Limit, Pool, Right};
use crate::report::Step;

/// R24: visitors from outside are counted as logins or page views; a portal is assigned a smallest amount.
pub(super) fn portals(resolved: &Resolved, demand: &mut Demand) {
    let kinds = [
        (
            Pool::PortalLogins,
            Limit::PortalLoginsFree,
            Limit::PortalLoginsMinimum,
            "POOL-3",
            "login",
            "logins_per_month",
        ),
        (
            Pool::PortalPageViews,
            Limit::PortalPageViewsFree,
            Limit::PortalPageViewsMinimum,
            "POOL-4",
            "page view",
            "views_per_month",
        ),
    ];
    older_portals(resolved, demand);
    for (pool, free_limit, minimum, rule, unit, field) in kinds {
        let mut reason = Step::says(format!(
            "{} of visitors from outside are bought for each portal.",
            capital(&format!("{unit}s"))
        ))
        .by(rule);
        let mut sum = 0;
        for portal in resolved.scenario.portals.iter().filter(|portal| !portal.off && !portal.older) {
            let used = if pool == Pool::PortalLogins { logins(portal) } else { portal.views_per_month.wide() };
            let over = used.saturating_sub(resolved.book.limit_value(free_limit));
            if over == 0 {
                continue;
            }
            let taken = over.max(resolved.book.limit_value(minimum));
            sum += taken;
            let free = if over < used { format!(", {} of them free", number(used - over)) } else { String::new() };
            let least = if taken > over {
                format!(", and is assigned the smallest amount, {}", number(taken))
            } else {
                String::new()
            };
            let text = format!("{} has {} a month{free}{least}.", portal.name, count_of(used, unit));
            let mut step = Step::says(text).by("R24");
            if pool == Pool::PortalLogins && !portal.visitors.is_none() {
                step = step.because(visitors_step(portal));
            }
            let step =
                limit_evidence(resolved, step, free_limit, &format!("{unit}s that are free for each portal"), "");
            let step =
                limit_evidence(resolved, step, minimum, &format!("smallest number of {unit}s of one portal"), "");
            reason = reason.because(step);
        }
        push_pool(demand, pool, sum, &format!("portals[0].{field}"), reason);
    }
}

/// R24: portals of the older kind are paid as a whole; the first comes with enough full users of Dynamics 365.
fn older_portals(resolved: &Resolved, demand: &mut Demand) {
    let portals: Vec<&Portal> = resolved.scenario.portals.iter().filter(|portal| !portal.off && portal.older).collect();
    if portals.is_empty() {
        return;
    }
    let stands_on = resolved.book.plans_giving(Right::OlderPortals).flat_map(|plan| &plan.requires);
    let bases: BTreeSet<&PlanId> = stands_on.flat_map(|need| &need.any_of).collect();
    let bases = bases.into_iter().filter_map(|id| resolved.book.plan(id));
    let users: u64 = bases.map(|plan| resolved.held(plan).saturating_add(resolved.owned(&plan.id))).sum();
    let least = resolved.book.limit_value(Limit::DynamicsPortalUsers);
    let free = u64::from(least > 0 && users >= least);
    let names: Vec<&str> = portals.iter().map(|portal| portal.name.as_str()).collect();
    let text = format!("{} is of the older kind, paid as a whole; logins and page views do not count.", list(&names));
    let text = format!("{text} The tenant has {} of Dynamics 365.", count_of(users, "full user"));
    let reason = limit_evidence(
        resolved,
        Step::says(text).by("R24"),
        Limit::DynamicsPortalUsers,
        "full users of Dynamics 365 with whom one such portal comes along",
        "",
    );
    let count = u64::try_from(portals.len()).unwrap_or(u64::MAX).saturating_sub(free);
    demand.rights.push(RightNeed { right: Right::OlderPortals, count, path: "portals".into(), reason });
}

/// Logins of a month: those that are stated, and one for each day on which a visitor signs in, however often.
fn logins(portal: &Portal) -> u64 {
    let visitors = &portal.visitors;
    let comes = !visitors.sign_ins_per_day.is_zero();
    let days = if comes { visitors.people.wide().saturating_mul(visitors.days_per_month.wide()) } else { 0 };
    portal.logins_per_month.wide().saturating_add(days)
}

fn visitors_step(portal: &Portal) -> Step {
    let visitors = &portal.visitors;
    let text = format!(
        "{} sign in on {} of a month, {} a day; a person pays once for 24 hours on one portal.",
        count_of(visitors.people.wide(), "visitor"),
        count_of(visitors.days_per_month.wide(), "day"),
        count_of(visitors.sign_ins_per_day.wide(), "time")
    );
    let product = format!("{} × {}", number(visitors.people.wide()), number(visitors.days_per_month.wide()));
    Step::says(text).by("POOL-3").formula(product)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}
