//! Apps: who needs a license to use them (APP-1, PASS-1, R18, R24).

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::premium::{evidence, names};
use super::{Need, Part};
use crate::base::PlanId;
use crate::licensing::resolve::{AppUse, Premium, Resolved};
use crate::licensing::scenario::AppKind;
use crate::licensing::words::{count_of, list};
use crate::pricebook::Plan;
use crate::pricebook::schema::{AppScope, Right};
use crate::report::{Code, Evidence, Issue, Step};

/// The needs of all apps.
pub fn apps(resolved: &Resolved, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut tallies: BTreeMap<usize, Tally> = resolved.apps.keys().map(|&index| (index, Tally::default())).collect();
    let mut unwritten: BTreeMap<usize, u64> = BTreeMap::new();
    for part in parts {
        for (index, cover) in &part.found.apps {
            let tally = tallies.entry(*index).or_default();
            tally.add(*cover, part);
            if resolved.apps.get(index).is_some_and(|app| !app.writes.is_empty()) {
                tally.writers.extend(part.licenses.right(Right::RestrictedTables).map(|plan| &plan.id));
            }
        }
        for index in &part.found.restricted {
            *unwritten.entry(*index).or_default() += part.count;
        }
    }
    let mut needs = Vec::new();
    for (index, tally) in tallies {
        let Some(app) = resolved.apps.get(&index) else { continue };
        needs.push(app_need(resolved, app, &tally));
        if tally.open > 0 {
            issues.push(app_issue(resolved, index, app, &tally));
        }
        if let Some(count) = unwritten.get(&index) {
            issues.push(restricted_issue(index, app, *count));
        }
    }
    needs
}

/// Who is covered by which plan, and how many by none.
#[derive(Default)]
struct Tally<'a> {
    by: BTreeMap<&'a PlanId, (&'a Plan, u64)>,
    /// Plans by which people may write restricted tables.
    writers: BTreeSet<&'a PlanId>,
    open: u64,
    people: u64,
    names: Vec<String>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, cover: Option<&'a Plan>, part: &Part<'_, 'a>) {
        self.people += part.count;
        if !self.names.contains(&part.people.name) {
            self.names.push(part.people.name.clone());
        }
        match cover {
            Some(plan) => self.by.entry(&plan.id).or_insert((plan, 0)).1 += part.count,
            None => self.open += part.count,
        }
    }

    fn met_by(&self) -> BTreeSet<PlanId> {
        self.by.keys().chain(self.writers.iter()).map(|id| (*id).clone()).collect()
    }

    fn who(&self) -> String {
        format!("{} in {}", count_of(self.people, "person"), list(&self.names))
    }
}

fn app_need(resolved: &Resolved, app: &AppUse, tally: &Tally) -> Need {
    let says = if app.premium.is_empty() {
        format!(
            "{} uses nothing premium; the {} who use it need no license of their own beyond a suite.",
            app.app.name,
            tally.who()
        )
    } else {
        format!("Each of the {} who use {} needs a license for premium apps.", tally.who(), app.app.name)
    };
    let rule = if app.app.kind == AppKind::Portal {
        "R24"
    } else if app.premium.iter().any(|why| matches!(why, Premium::Table(_))) {
        "R18"
    } else {
        "APP-1"
    };
    let mut reason = Step::says(says).by(rule);
    for why in &app.premium {
        reason = reason.with(evidence(resolved.book, why));
    }
    for (plan, count) in tally.by.values() {
        reason = reason.because(app_cover_step(plan, *count));
    }
    if tally.open > 0 {
        reason =
            reason.because(Step::says(format!("{} without a license that covers it.", count_of(tally.open, "person"))));
    }
    Need { reason, met_by: tally.met_by() }
}

fn app_cover_step(plan: &Plan, count: u64) -> Step {
    let step = Step::says(format!("{} covers {}.", plan.name, count_of(count, "person")));
    let Some(grant) = &plan.grants.apps else { return step };
    let value = match grant.scope {
        AppScope::Pass => {
            let join = if grant.together { "and" } else { "or" };
            let (apps, portals) = (u64::from(grant.apps), u64::from(grant.portals));
            format!("{} {join} {} in one environment", count_of(apps, "app"), count_of(portals, "portal"))
        }
        AppScope::Everything => "all apps".to_owned(),
        AppScope::Standard => "apps with standard connectors".to_owned(),
        _ => "apps that extend Dynamics 365".to_owned(),
    };
    let step = if grant.scope == AppScope::Pass { step.by("PASS-1") } else { step };
    step.with(Evidence {
        what: format!("apps that one {} covers", plan.name),
        value,
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    })
}

fn app_issue(resolved: &Resolved, index: usize, app: &AppUse, tally: &Tally) -> Issue {
    let verb = if tally.open == 1 { "has" } else { "have" };
    let why = if app.premium.is_empty() {
        String::new()
    } else {
        format!(", as it uses {}", list(&names(resolved.book, &app.premium)))
    };
    let says = format!(
        "{} of {} {verb} no license for {}{why}.",
        count_of(tally.open, "person"),
        list(&tally.names),
        app.app.name
    );
    let remedy = "Give each of them a license that covers premium apps, or use standard connectors only.";
    Issue::refusal(Code::AppNotCovered, format!("apps[{index}]"), says).remedy(remedy).by("APP-1")
}

fn restricted_issue(index: usize, app: &AppUse, count: u64) -> Issue {
    let tables: Vec<&str> = app.writes.iter().map(|table| table.name.as_str()).collect();
    let says = format!(
        "{} changes {} of Dynamics 365; {} need a Dynamics 365 license for that.",
        app.app.name,
        list(&tables),
        count_of(count, "person")
    );
    let remedy = "Give them a Dynamics 365 license, or let the app only read these tables.";
    Issue::refusal(Code::RestrictedTable, format!("apps[{index}].restricted_tables"), says).remedy(remedy).by("R18")
}
