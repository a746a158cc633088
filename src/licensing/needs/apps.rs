//! Apps: who needs a license to use them (APP-1, PASS-1, R14, R18, R19, R20, R24).

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::premium::{evidence, names};
use super::{Need, Part, no_right_to_run};
use crate::base::PlanId;
use crate::licensing::cover;
use crate::licensing::resolve::{AppUse, Premium, Resolved};
use crate::licensing::scenario::AppKind;
use crate::licensing::words::{count_of, list, number};
use crate::pricebook::Plan;
use crate::pricebook::schema::{AppGrant, AppScope, Right};
use crate::report::{Code, Evidence, Issue, Step};

/// The needs of all apps.
pub fn apps(resolved: &Resolved, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut tallies: BTreeMap<usize, Tally> = resolved.apps.keys().map(|&index| (index, Tally::default())).collect();
    let mut unwritten: BTreeMap<usize, u64> = BTreeMap::new();
    for part in parts {
        for (index, cover) in &part.found.apps {
            let tally = tallies.entry(*index).or_default();
            tally.add(*cover, part);
            if let Some(app) = resolved.apps.get(index) {
                tally.note_plans(app, part);
                if resolved.are_guests(part.people) {
                    tally.guests.insert(&part.people.name);
                }
            }
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
    /// Groups of guests.
    guests: BTreeSet<&'a str>,
    /// What people hold that lets nobody run anything.
    idle: Option<Step>,
    /// A plan that would do, if the app had fewer custom tables.
    limited: Option<(&'a Plan, &'a AppGrant)>,
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

    /// Plans that people have and that do not serve here, though their names may make one believe so.
    fn note_plans(&mut self, app: &AppUse, part: &Part<'_, 'a>) {
        let plans = || part.licenses.all().map(|(plan, _)| plan);
        self.idle = self.idle.take().or_else(|| no_right_to_run(plans(), &app.app.name));
        let grants = plans().filter_map(|plan| plan.grants.apps.as_ref().map(|grant| (plan, grant)));
        let few = grants.into_iter().find(|(_, grant)| cover::has_too_many_tables(grant, app));
        self.limited = self.limited.or(few.filter(|_| app.app.in_dynamics_365));
    }

    fn met_by(&self) -> BTreeSet<PlanId> {
        self.by.keys().chain(self.writers.iter()).map(|id| (*id).clone()).collect()
    }

    fn who(&self) -> String {
        format!("{} in {}", count_of(self.people, "person"), list(&self.names))
    }
}

fn app_need(resolved: &Resolved, app: &AppUse, tally: &Tally) -> Need {
    let (who, name) = (tally.who(), &app.app.name);
    let says = match (app.premium.is_empty(), tally.people) {
        (true, 1) => {
            format!("{name} uses nothing premium; the {who} who uses it needs no license of their own beyond a suite.")
        }
        (true, _) => {
            format!("{name} uses nothing premium; the {who} who use it need no license of their own beyond a suite.")
        }
        (false, 1) => format!("The {who} who uses {name} needs a license for premium apps."),
        (false, _) => format!("Each of the {who} who use {name} needs a license for premium apps."),
    };
    let rule = if app.app.kind == AppKind::Portal {
        "R24"
    } else if app.premium.iter().any(|why| matches!(why, Premium::Table(_) | Premium::CustomTables(_))) {
        "R18"
    } else {
        "APP-1"
    };
    let mut reason = Step::says(says).by(rule);
    for why in &app.premium {
        reason = reason.with(evidence(resolved.book, why));
    }
    reason = beside(resolved, app, reason);
    reason.because.extend(tally.idle.clone());
    if !tally.guests.is_empty() {
        let who = list(&tally.guests.iter().collect::<Vec<_>>());
        let what = if app.over_dataverse {
            "its data are in Dataverse, so a license of this tenant counts."
        } else {
            "a license of their own tenant counts, passes aside."
        };
        reason = reason.because(Step::says(format!("{who} are guests; {what}")).by("R14"));
    }
    if let Some((plan, grant)) = tally.limited {
        reason = reason.because(few_tables_step(plan, grant));
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

/// R19: those who make an app, and forms that ask for nothing but a suite.
fn beside(resolved: &Resolved, app: &AppUse, mut reason: Step) -> Step {
    let holds = resolved.book.rule_holds("R19");
    if !app.app.makers.is_empty() {
        let who = list(&app.app.makers);
        reason = reason.because(if holds {
            Step::says(format!("{who} make or manage it and need no plan for that; only those who use it do."))
                .by("R19")
        } else {
            Step::says(format!(
                "No source of this edition says what {who} need to make or manage it; nothing is counted."
            ))
        });
    }
    if holds && app.app.kind == AppKind::SharePointForm && app.premium.is_empty() {
        let text = "A form of a list with standard connectors asks for nothing but a suite that opens it.";
        reason = reason.because(Step::says(text).by("R19"));
    }
    reason
}

/// R18: a plan that lets an app have only so many custom tables.
fn few_tables_step(plan: &Plan, grant: &AppGrant) -> Step {
    let most = number(grant.tables.unwrap_or_default());
    Step::says(format!("{} would do for {most} custom tables at most.", plan.name)).by("R18").with(Evidence {
        what: format!("custom tables of an app under {}", plan.name),
        value: most,
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    })
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
        AppScope::SharePointForms => "forms of SharePoint lists with standard connectors".to_owned(),
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
    let need = if count == 1 { "needs" } else { "need" };
    let says = format!(
        "{} changes {} of Dynamics 365; {} {need} a Dynamics 365 license for that.",
        app.app.name,
        list(&tables),
        count_of(count, "person")
    );
    let remedy = "Give them a Dynamics 365 license, or let the app only read these tables.";
    Issue::refusal(Code::RestrictedTable, format!("apps[{index}].restricted_tables"), says).remedy(remedy).by("R18")
}
