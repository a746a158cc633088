//! What the tenant as a whole needs: rights, pooled amounts (POOL-5), storage (CAP-2), unattended bots (R23).

mod bots;
mod portals;

pub use bots::is_within_teams;

use crate::base::sorted::BTreeMap;

use super::resolve::Resolved;
use super::scenario::{Environment, EnvironmentKind};
use super::words::{count_of, number};
use crate::base::count::gigabytes_text;
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
    bots::bots(resolved, &mut demand);
    bots::omnichannel(resolved, &mut demand);
    portals::portals(resolved, &mut demand);
    credits(resolved, &mut demand);
    storage(resolved, &mut demand.storage);
    unattended(resolved, &mut demand);
    demand
}

fn push_pool(demand: &mut Demand, pool: Pool, amount: u64, path: &str, reason: Step) {
    if amount > 0 {
        demand.pools.push(PoolNeed { pool, amount, path: path.into(), reason });
    }
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
        if (database, file, log) == (0, 0, 0) {
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
    if (database, file, log) != (0, 0, 0) {
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
            let has_database = place.dataverse || (database, file, log) != (0, 0, 0);
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
