//! What the tenant as a whole needs: rights, pooled amounts, storage, unattended bots.

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::needs;
use super::readings;
use super::resolve::Resolved;
use super::scenario::{Environment, EnvironmentKind, Portal};
use super::words::{count_of, list, number};
use crate::base::PlanId;
use crate::base::count::gigabytes_text;
use crate::pricebook::Plan;
use crate::pricebook::schema::{Limit, Pool, Right};
use crate::report::{Evidence, Step};

/// What the tenant as a whole needs.
#[derive(Debug, Default)]
pub struct Demand {
    /// Rights and how many licenses must give them.
    pub rights: Vec<RightNeed>,
    /// Amounts of the pools.
    pub pools: Vec<PoolNeed>,
    /// Storage in megabytes.
    pub storage: Storage,
    /// Unattended bots that run at the same time.
    pub unattended: u64,
    /// Why unattended bots are needed.
    pub unattended_reason: Step,
}

/// A right that some licenses must give.
#[derive(Debug)]
pub struct RightNeed {
    /// The right.
    pub right: Right,
    /// How many licenses must give it.
    pub count: u64,
    /// Where the scenario asks for it.
    pub path: String,
    /// Why.
    pub reason: Step,
}

/// An amount that a pool must hold.
#[derive(Debug)]
pub struct PoolNeed {
    /// The pool.
    pub pool: Pool,
    /// The amount in a month.
    pub amount: u64,
    /// Where the scenario asks for it.
    pub path: String,
    /// Why.
    pub reason: Step,
}

/// Storage in megabytes, with the reasons.
#[derive(Debug, Default)]
pub struct Storage {
    /// Database.
    pub database: u64,
    /// Files.
    pub file: u64,
    /// Logs.
    pub log: u64,
    /// How it adds up.
    pub reasons: Vec<Step>,
}

impl Storage {
    /// Whether any is needed.
    pub fn is_needed(&self) -> bool {
        self.database + self.file + self.log > 0
    }
}

/// Everything that the tenant as a whole needs.
pub fn demand(resolved: &Resolved) -> Demand {
    let mut demand = Demand::default();
    bots(resolved, &mut demand);
    omnichannel(resolved, &mut demand);
    portals(resolved, &mut demand);
    credits(resolved, &mut demand);
    storage(resolved, &mut demand.storage);
    unattended(resolved, &mut demand);
    demand
}

/// R22: whether a bot stays with what Microsoft 365 brings for Teams, so that no license of the tenant stands behind it.
pub fn is_within_teams(resolved: &Resolved, bot: usize) -> bool {
    let teams_only = resolved.scenario.bots.get(bot).is_some_and(|bot| bot.teams_only);
    let premium_flow = || resolved.flows.values().any(|flow| flow.bot == Some(bot) && !flow.premium.is_empty());
    teams_only && resolved.anybody_holds(Right::TeamsBots) && !premium_flow() && !exceeds_teams(resolved, bot)
}

/// Days of the longest month.
const DAYS: u64 = 31;

/// Whether a bot has more sessions in a month than the people of the groups may have with bots in Teams.
fn exceeds_teams(resolved: &Resolved, bot: usize) -> bool {
    let each = resolved.book.limit_value(Limit::TeamsSessionsPerUser);
    if each == 0 || resolved.scenario.groups.is_empty() {
        return false;
    }
    let holds = |plans: &[&Plan]| plans.iter().any(|plan| plan.gives(Right::TeamsBots));
    let people: u64 = resolved.people.iter().filter(|people| holds(&people.holds)).map(|people| people.count).sum();
    let sessions = resolved.scenario.bots.get(bot).map_or(0, |bot| bot.sessions_per_month.wide());
    sessions > people.saturating_mul(each).saturating_mul(DAYS)
}

/// R21 and R22: bots need the license of the tenant and one for each author, but none for those who talk to them.
fn bots(resolved: &Resolved, demand: &mut Demand) {
    let teams_plan = resolved.anybody_holds(Right::TeamsBots);
    let mut authors = Step::says("Each person who creates or manages bots needs a license as an author.").by("R21");
    let mut tenant = Step::says("Bots need a license of the tenant; people who talk to them need none.").by("R21");
    let mut sessions = Step::says("Billed sessions are pooled over all bots of the tenant.").by("POOL-1");
    let (mut author_count, mut session_count, mut any) = (0_u64, 0_u64, false);
    for (index, bot) in resolved.scenario.bots.iter().enumerate().filter(|(_, bot)| !bot.off) {
        let premium_flow = resolved.flows.values().any(|flow| flow.bot == Some(index) && !flow.premium.is_empty());
        if is_within_teams(resolved, index) {
            continue;
        }
        any = true;
        author_count += bot.authors.wide();
        session_count += bot.sessions_per_month.wide();
        let why = match (bot.teams_only, premium_flow, teams_plan) {
            (true, true, true) => {
                " It lives in Teams only, but calls a premium flow, which the bots of Microsoft 365 may not."
            }
            (true, ..) if exceeds_teams(resolved, index) => {
                " It lives in Teams only, but has more sessions than its people may have there."
            }
            (true, _, false) => " It lives in Teams only, but nobody holds a suite that brings bots for Teams.",
            _ => "",
        };
        tenant = tenant.because(Step::says(format!("{} is a bot of the tenant.{why}", bot.name)).by("R22"));
        authors = authors.because(Step::says(format!("{} has {}.", bot.name, count_of(bot.authors.wide(), "author"))));
        let used = count_of(bot.sessions_per_month.wide(), "billed session");
        sessions = sessions.because(Step::says(format!("{} has {used} a month.", bot.name)));
    }
    if !any {
        return;
    }
    let held = resolved.people.iter().flat_map(|people| people.holds.iter().copied());
    tenant.because.extend(needs::no_right_to_run(held, "bots"));
    if let Some(plan) = resolved.trials.iter().find(|plan| plan.gives(Right::RunBots)) {
        let text =
            format!("{} is tried out, so neither it nor its sessions nor its authors cost anything yet.", plan.name);
        let reason = tenant.because(Step::says(text).by("TRIAL-1"));
        return demand.rights.push(RightNeed { right: Right::RunBots, count: 0, path: "bots".into(), reason });
    }
    demand.rights.push(RightNeed { right: Right::RunBots, count: 1, path: "bots".into(), reason: tenant });
    if author_count > 0 && !readings::authors_need_no_license(resolved.book) {
        let need = RightNeed { right: Right::AuthorBots, count: author_count, path: "bots".into(), reason: authors };
        demand.rights.push(need);
    }
    push_pool(demand, Pool::BilledSessions, session_count, "bots", sessions);
}

fn push_pool(demand: &mut Demand, pool: Pool, amount: u64, path: &str, reason: Step) {
    if amount > 0 {
        demand.pools.push(PoolNeed { pool, amount, path: path.into(), reason });
    }
}

/// Agents of the contact centre and conversations with bots, pooled over the tenant.
fn omnichannel(resolved: &Resolved, demand: &mut Demand) {
    let centre = &resolved.scenario.omnichannel;
    let agents = [
        (Right::Chat, centre.chat, "omnichannel.chat", "chat with customers"),
        (
            Right::DigitalMessaging,
            centre.digital_messaging,
            "omnichannel.digital_messaging",
            "use digital messaging channels",
        ),
    ];
    for (right, count, path, what) in agents {
        if !count.is_zero() {
            let reason =
                Step::says(format!("{} {what}; each needs a license for it.", count_of(count.wide(), "agent")));
            demand.rights.push(RightNeed { right, count: count.wide(), path: path.into(), reason });
        }
    }
    let agents = centre.chat.wide().max(centre.digital_messaging.wide());
    if agents > 0 {
        let text = "Chat and digital messaging stand on the base license of customer service, one for each agent.";
        let reason = Step::says(text).by("PRE-1");
        let path = "omnichannel.hold_customer_service".into();
        demand.rights.push(RightNeed { right: Right::CustomerService, count: agents, path, reason });
    }
    let amount = centre.bot_conversations_per_month.wide();
    let text = format!("There are {} a month, pooled over the tenant.", count_of(amount, "bot conversation"));
    let reason = Step::says(text).by("POOL-2");
    push_pool(demand, Pool::BotConversations, amount, "omnichannel.bot_conversations_per_month", reason);
}

/// R24: visitors from outside are counted as logins or page views; a portal is assigned a smallest amount.
fn portals(resolved: &Resolved, demand: &mut Demand) {
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
    let text = format!("{text} There are {} of Dynamics 365.", count_of(users, "full user"));
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
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A limit as evidence of a step.
pub fn limit_evidence(resolved: &Resolved, step: Step, limit: Limit, what: &str, unit: &str) -> Step {
    match resolved.book.limit(limit) {
        Some(figure) => step.with(Evidence {
            what: what.to_owned(),
            value: format!("{}{unit}", number(figure.value)),
            standing: figure.standing,
            sources: figure.sources.clone(),
            note: figure.note.clone(),
        }),
        None => step,
    }
}

fn credits(resolved: &Resolved, demand: &mut Demand) {
    let builder = &resolved.scenario.ai_builder;
    let (runs, training) = (builder.credits_per_month.wide(), builder.training_credits_per_month.wide());
    let months = builder.months.iter().map(|month| month.credits.wide());
    let amount = months.fold(runs.saturating_add(training), u64::max);
    let text =
        format!("AI Builder takes {} in the month with the most, training included.", count_of(amount, "credit"));
    let mut reason = Step::says(text).by("POOL-5");
    if training > 0 {
        let sum = format!("{} + {} = {}", number(runs), number(training), number(runs.saturating_add(training)));
        reason = reason.because(Step::says("Training takes credits as runs do.").by("POOL-5").formula(sum));
    }
    if let Some(peak) =
        builder.months.iter().max_by_key(|month| month.credits).filter(|month| month.credits.wide() == amount)
    {
        let text = format!("{} takes the most; credits are bought for the whole year.", peak.name);
        reason = reason.because(Step::says(text).by("POOL-5"));
    }
    push_pool(demand, Pool::AiBuilderCredits, amount, "ai_builder.credits_per_month", reason);
}

/// CAP-2: what the environments take, and what the scenario states beside them.
fn storage(resolved: &Resolved, storage: &mut Storage) {
    let pooled = |place: &&Environment| !resolved.linked.contains(place.name.as_str());
    for place in resolved.scenario.environments.iter().filter(pooled) {
        let (database, file, log) = environment(resolved, place);
        if database + file + log == 0 {
            continue;
        }
        storage.database += database;
        storage.file += file;
        storage.log += log;
        let step = Step::says(format!("{} takes {}.", place.name, three_kinds(database, file, log))).by("CAP-2");
        let step =
            limit_evidence(resolved, step, Limit::EnvironmentDatabaseMb, "least database of an environment", " MB");
        storage.reasons.push(step);
    }
    let beside = &resolved.scenario.storage;
    let (database, file, log) = (beside.database_gb.megabytes(), beside.file_gb.megabytes(), beside.log_gb.megabytes());
    if database + file + log > 0 {
        storage.database += database;
        storage.file += file;
        storage.log += log;
        storage.reasons.push(Step::says(format!("The solution takes {}.", three_kinds(database, file, log))));
    }
}

/// Three kinds of storage in a sentence.
pub fn three_kinds(database: u64, file: u64, log: u64) -> String {
    let (database, file, log) = (gigabytes_text(database), gigabytes_text(file), gigabytes_text(log));
    format!("{database} GB of database, {file} GB of files and {log} GB of logs")
}

/// What an environment takes from the capacity of the tenant, in megabytes: database, files, logs.
fn environment(resolved: &Resolved, place: &Environment) -> (u64, u64, u64) {
    let (database, file, log) = (place.database_gb.megabytes(), place.file_gb.megabytes(), place.log_gb.megabytes());
    let limit = |id| resolved.book.limit_value(id);
    match place.kind {
        EnvironmentKind::Trial | EnvironmentKind::Developer | EnvironmentKind::Teams => (0, 0, 0),
        EnvironmentKind::Default => (
            database.saturating_sub(limit(Limit::DefaultEnvironmentDatabaseMb)),
            file.saturating_sub(limit(Limit::DefaultEnvironmentFileMb)),
            log.saturating_sub(limit(Limit::DefaultEnvironmentLogMb)),
        ),
        EnvironmentKind::Production | EnvironmentKind::Sandbox => {
            let has_database = place.dataverse || database + file + log > 0;
            let least = if has_database { limit(Limit::EnvironmentDatabaseMb) } else { 0 };
            (database.max(least), file, log)
        }
    }
}

/// R23: one unattended bot for each run at the same time; flows of one queue share theirs.
fn unattended(resolved: &Resolved, demand: &mut Demand) {
    let mut queues: BTreeMap<(&str, String), u64> = BTreeMap::new();
    let usual = resolved.scenario.environments.first().map_or("", |place| place.name.as_str());
    let mut reason = Step::says("Each unattended run at the same time needs a bot of its own.").by("R23");
    for flow in resolved.flows.values() {
        let runs = flow.flow.desktop.unattended_runs.wide();
        if runs == 0 {
            continue;
        }
        // A flow without a queue is a queue of its own; the mark keeps it apart from queues that people name.
        let queue = flow.flow.desktop.queue.clone().unwrap_or_else(|| format!("\u{0}{}", flow.flow.name));
        // A bot belongs to one environment, so a queue does too.
        let place = flow.flow.environment.as_deref().unwrap_or(usual);
        let most = queues.entry((place, queue)).or_default();
        *most = (*most).max(runs);
        let wait = flow.flow.desktop.queue.as_ref().map_or_else(String::new, |queue| format!(" in the queue {queue}"));
        let text = format!("{} has {} at the same time{wait}.", flow.flow.name, count_of(runs, "unattended run"));
        reason = reason.because(Step::says(text));
    }
    demand.unattended = queues.values().sum();
    if queues.keys().any(|(place, _)| queues.keys().any(|(other, _)| other != place)) {
        reason = reason
            .because(Step::says("Unattended bots belong to one environment; others cannot share them.").by("R23"));
    }
    demand.unattended_reason = reason;
}
