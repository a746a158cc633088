//! Dataverse for Teams (TEAMS-1): how many environments there may be, how much they hold together and each by itself.

use super::demand::limit_evidence;
use super::resolve::Resolved;
use super::scenario::{Environment, EnvironmentKind};
use super::words::{compared, count_of, number};
use crate::base::count::{gigabytes, gigabytes_text};
use crate::pricebook::schema::{Limit, Right};
use crate::report::{Code, Issue, Pooled, Step};

/// Environments and storage for Teams; nothing where there is no such environment, or the edition does not know them.
pub fn teams(resolved: &Resolved, issues: &mut Vec<Issue>) -> Vec<Pooled> {
    let environments = resolved.scenario.environments.iter().enumerate();
    let places: Vec<(usize, &Environment)> =
        environments.filter(|(_, place)| place.kind == EnvironmentKind::Teams).collect();
    let limit = |id| resolved.book.limit_value(id);
    if places.is_empty() || limit(Limit::TeamsEnvironments) == 0 {
        return Vec::new();
    }
    let people = eligible(resolved);
    let more = people / limit(Limit::TeamsUsersPerEnvironment).max(1);
    let most = |amount: u64, id| if limit(id) == 0 { amount } else { amount.min(limit(id)) };
    let allowed = most(limit(Limit::TeamsEnvironments).saturating_add(more), Limit::TeamsEnvironmentsMost);
    let each = limit(Limit::TeamsEnvironmentMb);
    let storage = limit(Limit::TeamsTenantMb).saturating_add(each.saturating_mul(allowed));
    let storage = most(storage, Limit::TeamsTenantMostMb);
    let used: u64 = places.iter().map(|(_, place)| taken(place)).sum();
    for (index, place) in &places {
        of_one(resolved, *index, place, each, issues);
    }
    let count = u64::try_from(places.len()).unwrap_or(u64::MAX);
    let mut short = |needed: u64, entitled: u64, what: &str| {
        if needed > entitled {
            let says = format!("{what} for Teams are needed, but there is room for fewer.");
            let remedy = "Remove teams' environments, or move their apps to an environment with Dataverse.";
            issues.push(Issue::refusal(Code::CapacityShort, "environments", says).remedy(remedy).by("TEAMS-1"));
        }
    };
    short(count, allowed, &count_of(count, "environment"));
    short(used, storage, &gigabytes(used));
    vec![environments_row(resolved, people, count, allowed), storage_row(resolved, used, storage, allowed)]
}

/// People whose suite brings Dataverse for Teams.
fn eligible(resolved: &Resolved) -> u64 {
    let holds = |plans: &[&crate::pricebook::Plan]| plans.iter().any(|plan| plan.gives(Right::TeamsBots));
    resolved.people.iter().filter(|people| holds(&people.holds)).map(|people| people.count).sum()
}

fn taken(place: &Environment) -> u64 {
    place.database_gb.megabytes() + place.file_gb.megabytes() + place.log_gb.megabytes()
}

/// One environment holds a fixed amount that cannot be extended.
fn of_one(resolved: &Resolved, index: usize, place: &Environment, each: u64, issues: &mut Vec<Issue>) {
    let used = taken(place);
    let path = format!("environments[{index}]");
    let (used_text, each_text) = (gigabytes_text(used), gigabytes_text(each));
    let remedy = "Upgrade it to an environment with Dataverse, which takes storage of the tenant, or delete data.";
    if used > each {
        let says =
            format!("{} holds {used_text} GB, but an environment for Teams has room for {each_text} GB.", place.name);
        issues.push(Issue::refusal(Code::CapacityShort, path, says).remedy(remedy).by("TEAMS-1"));
    } else if used == each {
        let says = format!("{} is full at {each_text} GB; nothing new can be made in it.", place.name);
        issues.push(Issue::warning(Code::StorageBlocked, path, says).remedy(remedy).by("TEAMS-1"));
    } else if used.saturating_mul(100) >= each.saturating_mul(resolved.book.limit_value(Limit::TeamsWarningPercent)) {
        let says = format!("{} holds {used_text} of {each_text} GB; its team is warned.", place.name);
        issues.push(Issue::warning(Code::TeamsStorage, path, says).remedy(remedy).by("TEAMS-1"));
    }
}

fn environments_row(resolved: &Resolved, people: u64, needed: u64, entitled: u64) -> Pooled {
    let text = format!(
        "{} for Teams are allowed with {} who may use Teams.",
        count_of(entitled, "environment"),
        count_of(people, "person")
    );
    let step = Step::says(text).by("TEAMS-1").formula(compared(needed, entitled, number));
    let step = limit_evidence(resolved, step, Limit::TeamsEnvironments, "environments for Teams of every tenant", "");
    let step = limit_evidence(resolved, step, Limit::TeamsUsersPerEnvironment, "people who bring one more", "");
    Pooled {
        key: "teams-environments".into(),
        name: "Environments for Teams".into(),
        unit: "environments".into(),
        needed,
        entitled,
        reason: step,
    }
}

fn storage_row(resolved: &Resolved, needed: u64, entitled: u64, environments: u64) -> Pooled {
    let text = format!(
        "Storage for Teams is a pool of its own: an amount for the tenant, and one for each of {}.",
        count_of(environments, "environment")
    );
    let step = Step::says(text).by("TEAMS-1").formula(compared(needed, entitled, gigabytes));
    let step = limit_evidence(resolved, step, Limit::TeamsTenantMb, "storage for Teams of every tenant", " MB");
    let step = limit_evidence(resolved, step, Limit::TeamsEnvironmentMb, "storage that each environment brings", " MB");
    Pooled {
        key: "teams-storage".into(),
        name: "Storage for Teams".into(),
        unit: "MB".into(),
        needed,
        entitled,
        reason: step,
    }
}
