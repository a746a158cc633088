//! What one person's licenses cover: apps, flows, desktop parts, requests.
//!
//! The only place that decides coverage; the judge and the optimiser both ask here.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::resolve::{AppUse, Duty, FlowUse, People, Resolved, Role};
use super::scenario::AppKind;
use crate::pricebook::Plan;
use crate::pricebook::schema::{AppGrant, AppScope, CapacityGrant, FlowScope, RequestGrant, Right, Unit};

/// Licenses of one person: what they hold already and what they are given.
#[derive(Debug, Clone, Default)]
pub struct Licenses<'a> {
    /// Held already, one of each.
    pub held: Vec<&'a Plan>,
    /// Held in the tenant that a guest comes from, one of each.
    pub home: Vec<&'a Plan>,
    /// Given, with the number of units.
    pub given: Vec<(&'a Plan, u64)>,
}

impl<'a> Licenses<'a> {
    /// All plans with their units, of which there is at least one.
    pub fn all(&self) -> impl Iterator<Item = (&'a Plan, u64)> + '_ {
        self.held.iter().map(|plan| (*plan, 1)).chain(self.given.iter().copied())
    }

    fn find(&self, wanted: impl Fn(&Plan) -> bool) -> Option<&'a Plan> {
        self.all().map(|(plan, _)| plan).find(|plan| wanted(plan))
    }

    /// R14: a plan of a guest may be one of the tenant that the guest comes from; passes are not recognised across tenants.
    fn find_anywhere(&self, wanted: impl Fn(&Plan) -> bool) -> Option<&'a Plan> {
        let home = || self.home.iter().copied().find(|plan| pass_grant(plan).is_none() && wanted(plan));
        self.find(&wanted).or_else(home)
    }

    /// The plan that gives a right.
    pub fn right(&self, right: Right) -> Option<&'a Plan> {
        self.find(|plan| plan.gives(right))
    }

    /// The pass plan among them, with its units.
    pub fn passes(&self) -> Option<(&'a Plan, &'a AppGrant, u64)> {
        self.all().find_map(|(plan, units)| pass_grant(plan).map(|grant| (plan, grant, units)))
    }

    /// Requests that the person may make in 24 hours: product lines add up, in one line the largest counts.
    ///
    /// Of passes only so many count as the person has apps for.
    fn requests_per_day(&self, useful_passes: u64, each: impl Fn(&RequestGrant) -> u64) -> u64 {
        let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
        let home = self.home.iter().filter(|plan| pass_grant(plan).is_none()).map(|plan| (*plan, 1));
        for (plan, units) in self.all().chain(home) {
            if let Some(grant) = &plan.grants.requests {
                let line = lines.entry(&grant.line).or_default();
                let units = if plan.unit == Unit::Pass { units.min(useful_passes) } else { units };
                if grant.stacks {
                    *line += each(grant) * units;
                } else {
                    *line = (*line).max(each(grant));
                }
            }
        }
        lines.values().sum()
    }
}

/// The app grant of a plan that is sold as passes.
pub fn pass_grant(plan: &Plan) -> Option<&AppGrant> {
    plan.grants.apps.as_ref().filter(|grant| grant.scope == AppScope::Pass)
}

/// The plan that lets its holder run this app, passes aside.
pub fn runs_app<'a>(licenses: &Licenses<'a>, app: &AppUse) -> Option<&'a Plan> {
    let covers = |plan: &Plan| {
        plan.grants
            .apps
            .as_ref()
            .is_some_and(|grant| scope_covers(grant.scope, app) && !has_too_many_tables(grant, app))
    };
    // R14: an app over Dataverse asks for a license in the tenant where its data are.
    if app.over_dataverse { licenses.find(covers) } else { licenses.find_anywhere(covers) }
}

/// R18: whether an app has more custom tables than a plan lets it have.
pub fn has_too_many_tables(grant: &AppGrant, app: &AppUse) -> bool {
    grant.tables.is_some_and(|most| app.app.custom_tables.wide() > most)
}

fn scope_covers(scope: AppScope, app: &AppUse) -> bool {
    let standard = app.premium.is_empty();
    match scope {
        AppScope::Everything => true,
        AppScope::Pass | AppScope::Metered => false,
        AppScope::Standard => standard,
        AppScope::SharePointForms => standard && app.app.kind == AppKind::SharePointForm,
        AppScope::Dynamics365 => standard || app.app.in_dynamics_365,
        AppScope::Dynamics365NoPortals => standard || app.app.in_dynamics_365 && app.app.kind != AppKind::Portal,
    }
}

/// Passes that one person needs for these apps: counted in each environment, as the pass says how many it covers.
pub fn passes_needed<'a>(grant: &AppGrant, apps: impl Iterator<Item = &'a AppUse<'a>>) -> u64 {
    let mut places: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for app in apps {
        let (apps, portals) = places.entry(app.environment).or_default();
        if app.app.kind == AppKind::Portal { *portals += 1 } else { *apps += 1 }
    }
    places
        .values()
        .map(|(apps, portals)| {
            let for_apps = apps.div_ceil(u64::from(grant.apps.max(1)));
            let for_portals = portals.div_ceil(u64::from(grant.portals.max(1)));
            if grant.together { for_apps.max(for_portals) } else { for_apps + for_portals }
        })
        .sum()
}

/// Apps that one of these people would be billed for, as no license covers them.
pub fn metered_apps(resolved: &Resolved, people: &People, licenses: &Licenses) -> u64 {
    let apps = people.apps.iter().filter_map(|index| resolved.apps.get(index)).filter(|_| !people.idle);
    let billed = apps.filter(|app| app.meter.is_some() && runs_app(licenses, app).is_none());
    u64::try_from(billed.count()).unwrap_or(0)
}

/// Storage that what one of these people holds and is given does not bring, because of what the person has beside it.
pub fn not_brought(people: &People, given: &[(&Plan, u64)]) -> CapacityGrant {
    let licenses = people.holds.iter().map(|plan| (*plan, 1)).chain(given.iter().copied());
    let has = |family| {
        let brings = |plan: &Plan| plan.family == family && plan.grants.capacity.is_some();
        people.holds.iter().any(|plan| brings(plan)) || given.iter().any(|(plan, _)| brings(plan))
    };
    let mut sum = CapacityGrant::default();
    for (plan, units) in licenses {
        let Some(grant) = plan.grants.capacity.as_ref().filter(|grant| grant.without.is_some_and(has)) else {
            continue;
        };
        sum.database_mb += grant.database_mb * units;
        sum.file_mb += grant.file_mb * units;
        sum.log_mb += grant.log_mb * units;
    }
    sum
}

/// How a flow is licensed for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowCover<'a> {
    /// By a plan of the person.
    Plan(&'a Plan),
    /// By the plan through which the person runs the app of the flow.
    App(&'a Plan),
    /// Through a pass for the app of the flow.
    Pass,
    /// Not at all.
    None,
}

/// How a person's licenses cover what a duty asks, passes for the apps in `passed` included; licenses of flows aside.
pub fn covers_duty<'a>(
    resolved: &Resolved<'a>,
    licenses: &Licenses<'a>,
    duty: &Duty,
    flow: &FlowUse,
    passed: &BTreeSet<usize>,
) -> FlowCover<'a> {
    match duty.role {
        Role::Owner | Role::Runner => covers_flow(resolved, licenses, flow, passed),
        // R11 and R12: a plan for flows, whatever the flow connects to.
        Role::Approver | Role::CoOwner => {
            let plan = licenses.find_anywhere(|plan| plan.licenses_flows(FlowScope::Everything));
            plan.map_or(FlowCover::None, FlowCover::Plan)
        }
        // R16: only a license of the flow serves.
        Role::Service => FlowCover::None,
    }
}

/// How a person's licenses cover the connectors of a flow, passes for the apps in `passed` included.
pub fn covers_flow<'a>(
    resolved: &Resolved<'a>,
    licenses: &Licenses<'a>,
    flow: &FlowUse,
    passed: &BTreeSet<usize>,
) -> FlowCover<'a> {
    let scope = |scope: FlowScope| licenses.find_anywhere(|plan| plan.licenses_flows(scope));
    if flow.premium.is_empty()
        && let Some(plan) = scope(FlowScope::Standard)
    {
        return FlowCover::Plan(plan);
    }
    if let Some(plan) = scope(FlowScope::Everything) {
        return FlowCover::Plan(plan);
    }
    if flow.flow.in_dynamics_365
        && let Some(plan) = scope(FlowScope::Dynamics365)
    {
        return FlowCover::Plan(plan);
    }
    // A flow in the context of an app is covered by the license through which the person runs that app.
    let Some(app) = flow.app else { return FlowCover::None };
    let in_context = |plan: &Plan| plan.licenses_flows(FlowScope::AppContext);
    let everything = licenses.find(|plan| in_context(plan) && app_scope(plan) == Some(AppScope::Everything));
    if let Some(plan) = everything {
        return FlowCover::App(plan);
    }
    // What works for an app of Dynamics 365 works for Dynamics 365.
    let app_in_dynamics = resolved.apps.get(&app).is_some_and(|app| app.app.in_dynamics_365);
    let for_dynamics = licenses.find(|plan| plan.licenses_flows(FlowScope::Dynamics365));
    if let (Some(plan), true) = (for_dynamics, app_in_dynamics) {
        return FlowCover::App(plan);
    }
    if passed.contains(&app) && licenses.passes().is_some_and(|(plan, _, _)| in_context(plan)) {
        return FlowCover::Pass;
    }
    FlowCover::None
}

fn app_scope(plan: &Plan) -> Option<AppScope> {
    plan.grants.apps.as_ref().map(|grant| grant.scope)
}

/// What a person's licenses leave open.
#[derive(Debug, Clone, Default)]
pub struct Findings<'a> {
    /// For each app the plan that covers it; `None` when nothing does.
    pub apps: BTreeMap<usize, Option<&'a Plan>>,
    /// Apps whose restricted tables are written without the right to it.
    pub restricted: Vec<usize>,
    /// For each duty, by position, how it is met.
    pub duties: Vec<Met<'a>>,
    /// Apps that are billed because the person opens them.
    pub metered: u64,
    /// Passes needed for what passes must cover.
    pub passes_needed: u64,
    /// Requests a day that count against the person.
    pub load: u64,
    /// Requests a day that the person may make.
    pub limit: u64,
}

/// How a duty is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met<'a> {
    /// A license of the flow, or of one that starts it, excuses the person.
    ByFlow(usize),
    /// A plan of the person covers it.
    ByPlan(&'a Plan),
    /// Not: the connectors are not covered.
    NotLicensed,
    /// Not: an attended desktop part has no bot of the person.
    NoAttendedBot,
    /// Not: there is no base license for unattended bots.
    NoBase,
}

/// What the licenses of one of these people leave open, given the flows that hold licenses of their own.
pub fn findings<'a>(
    resolved: &Resolved<'a>,
    people: &People<'a>,
    licenses: &Licenses<'a>,
    flow_licenses: &BTreeMap<usize, Vec<(&'a Plan, u64)>>,
) -> Findings<'a> {
    let mut found = Findings::default();
    let by_pass = pass_coverage(resolved, people, licenses, flow_licenses, &mut found.passes_needed);
    found.limit = requests_per_day(resolved, people, licenses);
    found.load = people.program_load;
    let pass = licenses.passes().map(|(plan, _, _)| plan);
    for &index in &people.apps {
        let Some(app) = resolved.apps.get(&index) else { continue };
        let mut cover = runs_app(licenses, app).or(if by_pass.contains(&index) { pass } else { None });
        if cover.is_none() && app.meter.is_some() {
            cover = app.meter;
            found.metered += u64::from(!people.idle);
        }
        found.apps.insert(index, cover);
        if !app.writes.is_empty() && licenses.right(Right::RestrictedTables).is_none() {
            found.restricted.push(index);
        }
    }
    for duty in &people.duties {
        found.duties.push(meet(resolved, licenses, duty, &by_pass, flow_licenses));
        if excusing(resolved, duty, flow_licenses).is_none() {
            found.load = found.load.saturating_add(duty.load);
        }
    }
    found
}

/// Requests that one of these people may make in 24 hours.
pub fn requests_per_day(resolved: &Resolved, people: &People, licenses: &Licenses) -> u64 {
    licenses.requests_per_day(useful_passes(resolved, people, licenses), |grant| grant.per_day)
}

/// Requests that are let through for the time being, while limits are not enforced yet.
pub fn let_through(resolved: &Resolved, people: &People, licenses: &Licenses) -> u64 {
    let each = |grant: &RequestGrant| grant.transition.as_ref().map_or(grant.per_day, |figure| figure.value);
    licenses.requests_per_day(useful_passes(resolved, people, licenses), each)
}

/// Passes of one person that bring requests: as many as there are apps that need one.
fn useful_passes(resolved: &Resolved, people: &People, licenses: &Licenses) -> u64 {
    let Some((_, grant, _)) = licenses.passes() else { return 0 };
    let flow_apps = people.duties.iter().filter_map(|duty| resolved.flows.get(&duty.flow)).filter_map(|flow| flow.app);
    let apps: BTreeSet<usize> = people.apps.iter().copied().chain(flow_apps).collect();
    let open = apps
        .iter()
        .filter_map(|app| resolved.apps.get(app))
        .filter(|app| app.meter.is_none())
        .filter(|app| runs_app(licenses, app).is_none() || app.premium.is_empty());
    passes_needed(grant, open)
}

/// The flow whose own license excuses people from a duty.
pub fn excusing(resolved: &Resolved, duty: &Duty, flow_licenses: &BTreeMap<usize, Vec<(&Plan, u64)>>) -> Option<usize> {
    duty.chain.iter().copied().find(|flow| is_licensed(resolved, *flow, flow_licenses))
}

/// Whether a flow has a license of its own, and each of its copies in other environments too (R1, R15).
pub fn is_licensed(resolved: &Resolved, flow: usize, flow_licenses: &BTreeMap<usize, Vec<(&Plan, u64)>>) -> bool {
    let places = resolved.flows.get(&flow).map_or(1, |flow| flow.places);
    let licenses = flow_licenses.get(&flow).map_or(&[][..], Vec::as_slice);
    let own = licenses.iter().filter(|(plan, _)| plan.licenses_flows(FlowScope::OneFlow));
    own.map(|(_, units)| *units).sum::<u64>() >= places
}

fn meet<'a>(
    resolved: &Resolved<'a>,
    licenses: &Licenses<'a>,
    duty: &Duty,
    passed: &BTreeSet<usize>,
    flow_licenses: &BTreeMap<usize, Vec<(&'a Plan, u64)>>,
) -> Met<'a> {
    let Some(flow) = resolved.flows.get(&duty.flow) else { return Met::NotLicensed };
    if flow.flow.desktop.attended && !has_attended_bot(licenses) {
        return Met::NoAttendedBot;
    }
    if let Some(by) = excusing(resolved, duty, flow_licenses) {
        return Met::ByFlow(by);
    }
    if !flow.flow.desktop.unattended_runs.is_zero() && !is_base_for_unattended(licenses) {
        return Met::NoBase;
    }
    match covers_duty(resolved, licenses, duty, flow, passed) {
        FlowCover::Plan(plan) | FlowCover::App(plan) => Met::ByPlan(plan),
        FlowCover::Pass => licenses.passes().map_or(Met::NotLicensed, |(plan, _, _)| Met::ByPlan(plan)),
        FlowCover::None => Met::NotLicensed,
    }
}

/// Whether a person has a bot for attended desktop parts.
pub fn has_attended_bot(licenses: &Licenses) -> bool {
    licenses.find(|plan| plan.grants.desktop.as_ref().is_some_and(|grant| grant.attended > 0)).is_some()
}

/// Whether unattended add-ons may stand on a license of the person.
pub fn is_base_for_unattended(licenses: &Licenses) -> bool {
    licenses.find(|plan| plan.grants.desktop.as_ref().is_some_and(|grant| grant.base_for_unattended)).is_some()
}

/// Apps that the passes of a person cover: first those that nothing else covers, then those whose flows need them.
fn pass_coverage<'a>(
    resolved: &Resolved<'a>,
    people: &People<'a>,
    licenses: &Licenses<'a>,
    flow_licenses: &BTreeMap<usize, Vec<(&'a Plan, u64)>>,
    needed: &mut u64,
) -> BTreeSet<usize> {
    let Some((_, grant, units)) = licenses.passes() else { return BTreeSet::new() };
    let open_apps = people.apps.iter().copied().filter(|index| {
        resolved.apps.get(index).is_some_and(|app| app.meter.is_none() && runs_app(licenses, app).is_none())
    });
    let mut wanted: Vec<usize> = open_apps.collect();
    for duty in people.duties.iter().filter(|duty| excusing(resolved, duty, flow_licenses).is_none()) {
        let Some(flow) = resolved.flows.get(&duty.flow) else { continue };
        let by_app = flow.app.filter(|_| duty.role.takes_any_cover());
        let by_pass =
            |app: &usize| !wanted.contains(app) && resolved.apps.get(app).is_some_and(|app| app.meter.is_none());
        if let Some(app) = by_app.filter(by_pass)
            && covers_flow(resolved, licenses, flow, &BTreeSet::new()) == FlowCover::None
        {
            wanted.push(app);
        }
    }
    let count = |set: &BTreeSet<usize>| passes_needed(grant, set.iter().filter_map(|index| resolved.apps.get(index)));
    let mut covered = BTreeSet::new();
    for app in wanted {
        let mut more = covered.clone();
        more.insert(app);
        *needed = (*needed).max(count(&more));
        if count(&more) <= units {
            covered = more;
        }
    }
    covered
}
