//! Needs of people: which apps and flows they use, what that asks for, and whether their licenses meet it.
//!
//! The words of the reasons; what covers what is decided in `cover`.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Assigned;
use super::cover::{self, Findings, Licenses, Met};
use super::resolve::{AppUse, FlowUse, People, Premium, Resolved, Role};
use super::scenario::{AppKind, Trigger};
use super::words::{count_of, list, number};
use crate::base::PlanId;
use crate::pricebook::Plan;
use crate::pricebook::schema::{ConnectorClass, FlowScope, Standing, Unit};
use crate::report::{Code, Evidence, Issue, Step};

/// One need of the scenario and the plans that meet it.
#[derive(Debug)]
pub struct Need {
    /// What is needed, and how it is met or that it is not.
    pub reason: Step,
    /// Plans that meet it.
    pub met_by: BTreeSet<PlanId>,
}

/// People of one part with what their licenses leave open.
pub struct Part<'r, 'a> {
    /// Who.
    pub people: &'r People<'a>,
    /// How many of them.
    pub count: u64,
    /// What each has.
    pub licenses: &'r Licenses<'a>,
    /// What that leaves open.
    pub found: Findings<'a>,
}

/// Everybody with what their licenses leave open.
pub fn parts<'r, 'a>(resolved: &'r Resolved<'a>, assigned: &'r Assigned<'a>) -> Vec<Part<'r, 'a>> {
    let mut parts = Vec::new();
    for (people, own) in resolved.people.iter().zip(&assigned.people) {
        for (count, licenses) in own {
            let found = cover::findings(resolved, people, licenses, &assigned.flows);
            parts.push(Part { people, count: *count, licenses, found });
        }
    }
    parts
}

/// The needs of all apps.
pub fn apps(resolved: &Resolved, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut tallies: BTreeMap<usize, Tally> = resolved.apps.keys().map(|&index| (index, Tally::default())).collect();
    let mut unwritten: BTreeMap<usize, u64> = BTreeMap::new();
    for part in parts {
        for (index, cover) in &part.found.apps {
            tallies.entry(*index).or_default().add(*cover, part);
        }
        for index in &part.found.restricted {
            *unwritten.entry(*index).or_default() += part.count;
        }
    }
    let mut needs = Vec::new();
    for (index, tally) in tallies {
        let Some(app) = resolved.apps.get(&index) else { continue };
        needs.push(app_need(app, &tally));
        if tally.open > 0 {
            issues.push(app_issue(index, app, &tally));
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
        self.by.keys().map(|id| (*id).clone()).collect()
    }

    fn who(&self) -> String {
        format!("{} in {}", count_of(self.people, "person"), list(&self.names))
    }
}

fn app_need(app: &AppUse, tally: &Tally) -> Need {
    let says = if app.premium.is_empty() {
        format!("{} uses nothing premium; the {} who use it need no license of their own beyond a suite.", app.app.name, tally.who())
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
        reason = reason.with(premium_evidence(why));
    }
    for (plan, count) in tally.by.values() {
        reason = reason.because(app_cover_step(plan, *count));
    }
    if tally.open > 0 {
        reason = reason.because(Step::says(format!("{} have no license that covers it.", count_of(tally.open, "person"))));
    }
    Need { reason, met_by: tally.met_by() }
}

fn app_cover_step(plan: &Plan, count: u64) -> Step {
    let step = Step::says(format!("{} run it with {}.", count_of(count, "person"), plan.name));
    let Some(grant) = &plan.grants.apps else { return step };
    let value = match grant.scope {
        crate::pricebook::schema::AppScope::Pass => {
            let join = if grant.together { "and" } else { "or" };
            let (apps, portals) = (u64::from(grant.apps), u64::from(grant.portals));
            format!("{} {join} {} in one environment", count_of(apps, "app"), count_of(portals, "portal"))
        }
        crate::pricebook::schema::AppScope::Everything => "all apps".to_owned(),
        crate::pricebook::schema::AppScope::Standard => "apps with standard connectors".to_owned(),
        _ => "apps that extend Dynamics 365".to_owned(),
    };
    let step = if grant.scope == crate::pricebook::schema::AppScope::Pass { step.by("PASS-1") } else { step };
    step.with(Evidence {
        what: format!("apps that one {} covers", plan.name),
        value,
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    })
}

/// What makes something premium, with the sources of the connector's class.
fn premium_evidence(why: &Premium) -> Evidence {
    let (what, value, standing, sources, note) = match why {
        Premium::Connector(connector) => (
            connector.name.clone(),
            class_name(connector.class),
            connector.standing,
            connector.sources.clone(),
            connector.note.clone(),
        ),
        Premium::Named(name, class) => ((*name).to_owned(), class_name(*class), Standing::Inferred, Vec::new(), None),
        Premium::Kind(AppKind::Portal) => ("portal".into(), "needs a license for people of the organization", Standing::Official, Vec::new(), None),
        Premium::Kind(_) => ("model-driven app".into(), "premium, as it is made from tables of Dataverse", Standing::Official, Vec::new(), None),
        Premium::Table(name) => ((*name).to_owned(), "restricted table of Dynamics 365", Standing::Official, Vec::new(), None),
        Premium::Desktop => ("desktop part".into(), "premium", Standing::Official, Vec::new(), None),
    };
    Evidence { what, value: value.to_owned(), standing, sources, note }
}

/// What a class is called in a sentence.
pub fn class_name(class: ConnectorClass) -> &'static str {
    match class {
        ConnectorClass::Standard => "standard connector",
        ConnectorClass::Premium => "premium connector",
        ConnectorClass::Custom => "custom connector",
        ConnectorClass::Gateway => "on-premises data gateway",
    }
}

fn app_issue(index: usize, app: &AppUse, tally: &Tally) -> Issue {
    let verb = if tally.open == 1 { "has" } else { "have" };
    let why = if app.premium.is_empty() { String::new() } else { format!(", as it uses {}", list(&premium_names(&app.premium))) };
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

fn premium_names(premium: &[Premium]) -> Vec<String> {
    premium.iter().map(|why| format!("{} ({})", premium_evidence(why).what, short_class(why))).collect()
}

fn short_class(why: &Premium) -> &'static str {
    match why {
        Premium::Connector(connector) => class_name(connector.class),
        Premium::Named(_, class) => class_name(*class),
        Premium::Kind(_) => "premium",
        Premium::Table(_) => "restricted",
        Premium::Desktop => "premium",
    }
}

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
        flow_issues(index, flow, duties, issues);
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
        Trigger::HttpRequest => "R4",
        Trigger::PowerApps if flow.app.is_some() => "R6",
        Trigger::Instant | Trigger::PowerApps => "R5",
    }
}

fn flow_need(resolved: &Resolved, assigned: &Assigned, flow: &FlowUse, duties: &[(&Part, usize)]) -> Need {
    let mut met_by = BTreeSet::new();
    let mut reason = Step::says(flow_sentence(resolved, flow, duties)).by(flow_rule(flow));
    for why in &flow.premium {
        reason = reason.with(premium_evidence(why));
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
        reason = reason.because(Step::says(format!("{} have no license that covers it.", count_of(open, "person"))));
    }
    Need { reason, met_by }
}

fn flow_sentence(resolved: &Resolved, flow: &FlowUse, duties: &[(&Part, usize)]) -> String {
    let name = &flow.flow.name;
    if let Some(bot) = flow.bot.and_then(|bot| resolved.scenario.bots.get(bot)) {
        return format!("{name} is called by the bot {}, so the license of the bot covers it.", bot.name);
    }
    let people: u64 = duties.iter().map(|(part, _)| part.count).sum();
    let mut names: Vec<&str> = duties.iter().map(|(part, _)| part.people.name.as_str()).collect();
    names.dedup();
    let who = list(&names);
    if duties.is_empty() {
        return format!("{name} is started by nothing that is switched on.");
    }
    if flow.premium.is_empty() {
        return format!("{name} uses nothing premium; a suite is enough for {who}.");
    }
    let owner = duties.iter().all(|(part, place)| part.people.duties.get(*place).is_some_and(|duty| duty.role == Role::Owner));
    match (flow.flow.trigger, owner) {
        (Trigger::Child, _) => format!("{name} is started by another flow, so those who answer for that flow answer for it: {who}."),
        (_, true) => format!("{name} starts by itself and runs under the name of its owner, so only the owner needs a license: {who}."),
        (_, false) => format!("{name} is started by people, so each of the {} in {who} needs a license for it.", count_of(people, "person")),
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
        Step::says("The flow has a license of its own, so nobody else needs one for it.").by("R1")
    } else {
        Step::says(format!("{holder} starts it and has a license of its own, which covers its child flows too.")).by("R9")
    };
    for (plan, _) in plans.iter().filter(|(plan, _)| plan.licenses_flows(FlowScope::OneFlow)) {
        met_by.insert(plan.id.clone());
        step = flow_evidence(step, plan, FlowScope::OneFlow);
    }
    step
}

fn flow_cover_step(plan: &Plan, count: u64, flow: &FlowUse) -> Step {
    let step = Step::says(format!("{} are covered by {}.", count_of(count, "person"), plan.name));
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

fn flow_issues(index: usize, flow: &FlowUse, duties: &[(&Part, usize)], issues: &mut Vec<Issue>) {
    let path = format!("flows[{index}]");
    let name = &flow.flow.name;
    let mut open: BTreeMap<(u8, &str, bool), u64> = BTreeMap::new();
    for (part, place) in duties {
        let owner = part.people.duties.get(*place).is_some_and(|duty| duty.role == Role::Owner);
        let kind = match part.found.duties.get(*place) {
            Some(Met::NotLicensed) | None => 0,
            Some(Met::NoAttendedBot) => 1,
            Some(Met::NoBase) => 2,
            Some(Met::ByFlow(_) | Met::ByPlan(_)) => continue,
        };
        *open.entry((kind, part.people.name.as_str(), owner)).or_default() += part.count;
    }
    for ((kind, who, owner), count) in open {
        let people = count_of(count, "person");
        issues.push(match kind {
            0 => {
                let uses = if flow.premium.is_empty() { String::new() } else { format!(" and uses {}", list(&premium_names(&flow.premium))) };
                let says = if owner {
                    format!("{who} needs a license of their own, because {name} runs under that name{uses}.")
                } else {
                    format!("{people} of {who} need a license, because they start {name}, which runs in their name{uses}.")
                };
                let remedy = "Give them a plan for flows, give the flow a license of its own, or use standard connectors only.";
                Issue::refusal(Code::FlowNotCovered, &path, says).remedy(remedy).by(flow_rule(flow))
            }
            1 => {
                let says = format!("{name} works on the desktop beside {people} of {who}, who have no attended bot.");
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
    let shared = flow.premium.iter().find_map(|why| match why {
        Premium::Connector(connector) if connector.multiplexing => Some(connector),
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

/// Requests a day: each person's, which are never pooled, and those of flows with a license of their own.
pub fn requests(resolved: &Resolved, assigned: &Assigned, parts: &[Part], issues: &mut Vec<Issue>) -> Vec<Need> {
    let mut needs = Vec::new();
    for part in parts.iter().filter(|part| part.found.load > 0) {
        let name = &part.people.name;
        let (load, limit) = (part.found.load, part.found.limit);
        let says = format!("Each of {} of {name} makes about {} requests in 24 hours and may make {}.", number(part.count), number(load), number(limit));
        let mut reason = Step::says(says).by("REQ-1").formula(format!("{} ≤ {}", number(load), number(limit)));
        let mut met_by = BTreeSet::new();
        for (plan, units) in part.licenses.all() {
            if let Some(grant) = &plan.grants.requests {
                met_by.insert(plan.id.clone());
                let units = if grant.stacks { units } else { 1 };
                reason = reason.with(request_evidence(plan, units, grant));
            }
        }
        if load > limit {
            let says = format!("Each of {} of {name} would make about {} requests in 24 hours, but may make only {}.", count_of(part.count, "person"), number(load), number(limit));
            let remedy = "Add packs of requests, give the busiest flow a license of its own, or run it less often.";
            issues.push(Issue::refusal(Code::RequestsShort, "flows", says).remedy(remedy).by("REQ-1"));
        }
        // Suites hold these limits already; only what is given is a reason to buy.
        met_by.retain(|id| part.licenses.given.iter().any(|(plan, _)| plan.id == *id));
        needs.push(Need { reason, met_by });
    }
    flow_requests(resolved, assigned, &mut needs, issues);
    needs.extend(bot_requests(resolved, assigned, issues));
    needs
}

/// Requests a day of flows that bots call, and of their children.
pub fn bot_load(resolved: &Resolved) -> u64 {
    let called = |flow: &usize| {
        let root = resolved.first_chain(*flow).last().and_then(|root| resolved.flows.get(root));
        root.is_some_and(|root| root.flow.trigger == Trigger::Bot)
    };
    resolved.flows.iter().filter(|(index, _)| called(index)).map(|(_, flow)| flow.load).sum()
}

/// What a plan of the tenant adds to the requests of bots' flows: once, or for each unit when it stacks.
pub fn bot_requests_of(plan: &Plan, units: u64) -> u64 {
    let grant = plan.grants.requests.as_ref().filter(|_| plan.unit == Unit::Tenant);
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
    let says = format!("Flows called by bots make about {} requests in 24 hours and may make {}.", number(load), number(limit));
    let mut reason = Step::says(says.clone()).by("REQ-2").formula(format!("{} ≤ {}", number(load), number(limit)));
    reason.evidence = evidence;
    if load > limit {
        let remedy = "Add packs of billed sessions, which bring requests, or run these flows less often.";
        issues.push(Issue::refusal(Code::RequestsShort, "flows", says).remedy(remedy).by("REQ-2"));
    }
    Some(Need { reason, met_by })
}

fn request_evidence(plan: &Plan, units: u64, grant: &crate::pricebook::schema::RequestGrant) -> Evidence {
    let value = if units == 1 {
        number(grant.per_day)
    } else {
        format!("{} × {}", number(units), number(grant.per_day))
    };
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
    for (&index, licenses) in &assigned.flows {
        let Some(flow) = resolved.flows.get(&index) else { continue };
        let limit: u64 = licenses.iter().filter_map(|(plan, units)| plan.grants.requests.as_ref().map(|grant| grant.per_day * units)).sum();
        let below = children.get(&index).map_or(&[][..], Vec::as_slice);
        let own = below.iter().filter(|child| !assigned.flows.contains_key(child)).filter_map(|child| resolved.flows.get(child));
        let load = flow.load + own.map(|child| child.load).sum::<u64>();
        if load == 0 {
            continue;
        }
        let says = format!("{} makes about {} requests in 24 hours and may make {} by its own license.", flow.flow.name, number(load), number(limit));
        let mut reason = Step::says(says).by("REQ-2").formula(format!("{} ≤ {}", number(load), number(limit)));
        for (plan, units) in licenses {
            if let Some(grant) = &plan.grants.requests {
                reason = reason.with(request_evidence(plan, *units, grant));
            }
        }
        if load > limit {
            let says = format!("{} would make about {} requests in 24 hours; its own license allows {}.", flow.flow.name, number(load), number(limit));
            let remedy = "Add packs of requests to the flow, or run it less often.";
            issues.push(Issue::refusal(Code::RequestsShort, format!("flows[{index}]"), says).remedy(remedy).by("REQ-2"));
        }
        needs.push(Need { reason, met_by: licenses.iter().map(|(plan, _)| plan.id.clone()).collect() });
    }
}
