//! Storage of the tenant (CAP-1, CAP-3, CAP-4, CAP-5): what licenses bring, what is taken, and what too little of it blocks.

use crate::base::sorted::BTreeSet;

use super::assign::Assigned;
use super::cover;
use super::demand::{Storage, limit_evidence, three_kinds};
use super::needs::Need;
use super::resolve::Resolved;
use super::words::{compared, count_of, number};
use crate::base::PlanId;
use crate::base::count::{gigabytes, gigabytes_text};
use crate::pricebook::Plan;
use crate::pricebook::schema::{CapacityGrant, Limit, Right};
use crate::report::{Code, Evidence, Issue, Pooled, Step};

/// What cannot be done while there is too little storage.
const BLOCKED: &str = " Until then environments can be neither created, copied, restored, recovered nor made from a trial, and none gets a database.";

/// CAP-5: the older model, in which one amount covers everything; nothing can be bought for it here.
fn single_pool(need: &Storage, entitled: u64, issues: &mut Vec<Issue>) -> (Vec<Need>, Vec<Pooled>) {
    let needed = need.database + need.file + need.log;
    let text = "The tenant has the older storage model: one amount covers database, files and logs together.";
    let formula = format!(
        "{} + {} + {} GB = {}",
        gigabytes_text(need.database),
        gigabytes_text(need.file),
        gigabytes_text(need.log),
        compared(needed, entitled, gigabytes)
    );
    let mut reason = Step::says(text).by("CAP-5").formula(formula);
    reason.because.extend(need.reasons.iter().cloned());
    if needed > entitled {
        let says = format!(
            "{} of storage are needed, but there are only {}.{BLOCKED}",
            gigabytes(needed),
            gigabytes(entitled)
        );
        let remedy = "Delete data, or ask your licensing contact what the older model sells.";
        issues.push(Issue::refusal(Code::CapacityShort, "storage", says).remedy(remedy).by("CAP-5"));
    }
    let pooled = Pooled {
        key: "storage".into(),
        name: "Storage".into(),
        unit: "MB".into(),
        needed,
        entitled,
        reason: reason.clone(),
    };
    (vec![Need { reason, met_by: BTreeSet::new() }], vec![pooled])
}

/// Megabytes of storage in hand.
#[derive(Debug, Default)]
struct InHand {
    database: u64,
    file: u64,
    log: u64,
    met_by: BTreeSet<PlanId>,
    steps: Vec<Step>,
}

impl InHand {
    /// What people have beside other plans brings nothing: it is taken out again.
    fn take(&mut self, each: &CapacityGrant, people: u64, who: &str) {
        let (database, file, log) = (
            each.database_mb.saturating_mul(people),
            each.file_mb.saturating_mul(people),
            each.log_mb.saturating_mul(people),
        );
        if (database, file, log) == (0, 0, 0) {
            return;
        }
        self.database = self.database.saturating_sub(database);
        self.file = self.file.saturating_sub(file);
        self.log = self.log.saturating_sub(log);
        let hold = if people == 1 { "holds" } else { "hold" };
        let text = format!(
            "{} of {who} {hold} another plan beside it that brings storage already; {} do not count.",
            count_of(people, "person"),
            three_kinds(database, file, log)
        );
        self.steps.push(Step::says(text).by("CAP-1"));
    }
}

/// CAP-1 and CAP-3: the base of the tenant once, what each license adds, and spare database for logs.
pub fn storage(
    resolved: &Resolved,
    assigned: &Assigned,
    need: &Storage,
    issues: &mut Vec<Issue>,
) -> (Vec<Need>, Vec<Pooled>) {
    if let Some(single) = resolved.scenario.storage.single_pool_gb {
        return single_pool(need, single.megabytes(), issues);
    }
    let hand = storage_in_hand(resolved, assigned);
    if !need.is_needed() && hand.database + hand.file + hand.log == 0 {
        return (Vec::new(), Vec::new());
    }
    let spare_database = hand.database.saturating_sub(need.database);
    let log_from_database = need.log.saturating_sub(hand.log).min(spare_database);
    let rows = [
        ("database", "Database", need.database, hand.database, hand.database),
        ("file", "Files", need.file, hand.file, hand.file),
        ("log", "Logs", need.log, hand.log, hand.log + log_from_database),
    ];
    let mut reason =
        Step::says("Storage is pooled over the tenant: a base once, and what each license adds.").by("CAP-1");
    reason.because.extend(need.reasons.iter().cloned());
    reason.because.extend(hand.steps);
    let mut pooled = Vec::new();
    for (key, name, needed, entitled, usable) in rows {
        let mut row_reason = reason.clone().formula(compared(needed, usable, gigabytes));
        if usable > entitled {
            let text = format!("{} of spare database stand in for logs.", gigabytes(usable - entitled));
            row_reason = row_reason.because(Step::says(text).by("CAP-3"));
        }
        if usable < needed {
            let says = format!("{} of {key} are needed, but there are only {}.", gigabytes(needed), gigabytes(usable));
            let says = format!("{says}{BLOCKED}");
            let remedy = format!("Add capacity of {key}, or licenses that bring some.");
            issues.push(Issue::refusal(Code::CapacityShort, "storage", says).remedy(remedy).by("CAP-1"));
        } else {
            low_capacity(resolved, key, needed, entitled, issues);
        }
        pooled.push(Pooled {
            key: key.into(),
            name: name.into(),
            unit: "MB".into(),
            needed,
            entitled,
            reason: row_reason,
        });
    }
    let needs = if need.is_needed() { vec![Need { reason, met_by: hand.met_by }] } else { Vec::new() };
    (needs, pooled)
}

fn storage_in_hand(resolved: &Resolved, assigned: &Assigned) -> InHand {
    let mut hand = InHand::default();
    let mut base_by = None;
    for plan in resolved.book.plans() {
        let units = assigned.in_hand(resolved, plan);
        if units == 0 {
            continue;
        }
        if plan.gives(Right::BaseCapacity) {
            base_by = base_by.or(Some(plan));
            hand.met_by.insert(plan.id.clone());
        }
        let brings_any = |grant: &&CapacityGrant| (grant.database_mb, grant.file_mb, grant.log_mb) != (0, 0, 0);
        let Some(grant) = plan.grants.capacity.as_ref().filter(brings_any) else { continue };
        hand.database = hand.database.saturating_add(grant.database_mb.saturating_mul(units));
        hand.file = hand.file.saturating_add(grant.file_mb.saturating_mul(units));
        hand.log = hand.log.saturating_add(grant.log_mb.saturating_mul(units));
        hand.met_by.insert(plan.id.clone());
        hand.steps.push(accrual_step(plan, grant, units));
    }
    for (people, own) in resolved.people.iter().zip(&assigned.people) {
        for (count, licenses) in own {
            let less = cover::not_brought(people, &licenses.given);
            hand.take(&less, *count, &people.name);
        }
    }
    let brought = &resolved.scenario.storage.brought;
    if !brought.is_none() {
        hand.database += brought.database_gb.megabytes();
        hand.file += brought.file_gb.megabytes();
        hand.log += brought.log_gb.megabytes();
        let (database, file, log) = (brought.database_gb, brought.file_gb, brought.log_gb);
        let text = format!(
            "Other subscriptions bring {database} GB of database, {file} GB of files and {log} GB of logs, as you say."
        );
        hand.steps.push(Step::says(text).by("CAP-1"));
    }
    if let Some(plan) = base_by {
        hand.database += resolved.book.limit_value(Limit::TenantDatabaseMb);
        hand.file += resolved.book.limit_value(Limit::TenantFileMb);
        hand.log += resolved.book.limit_value(Limit::TenantLogMb);
        let step =
            Step::says(format!("The first subscription, here {}, brings the base of the tenant once.", plan.name))
                .by("CAP-1");
        let step = limit_evidence(resolved, step, Limit::TenantDatabaseMb, "database of the tenant", " MB");
        let step = limit_evidence(resolved, step, Limit::TenantFileMb, "files of the tenant", " MB");
        hand.steps.insert(0, limit_evidence(resolved, step, Limit::TenantLogMb, "logs of the tenant", " MB"));
    }
    hand
}

fn accrual_step(plan: &Plan, grant: &CapacityGrant, units: u64) -> Step {
    let total = |each: u64| gigabytes_text(each.saturating_mul(units));
    let text = format!(
        "{} of {}: {} GB of database, {} GB of files and {} GB of logs.",
        count_of(units, "unit"),
        plan.name,
        total(grant.database_mb),
        total(grant.file_mb),
        total(grant.log_mb)
    );
    Step::says(text).with(Evidence {
        what: format!("storage that one {} adds", plan.name),
        value: format!("{} / {} / {} MB", number(grant.database_mb), number(grant.file_mb), number(grant.log_mb)),
        standing: grant.standing,
        sources: grant.sources.clone(),
        note: grant.note.clone(),
    })
}

/// CAP-4: notices are sent when little is left.
fn low_capacity(resolved: &Resolved, key: &str, needed: u64, entitled: u64, issues: &mut Vec<Issue>) {
    if needed == 0 || needed > entitled {
        return;
    }
    let left_percent = (entitled - needed).saturating_mul(100) / entitled.max(1);
    let alarm = left_percent < resolved.book.limit_value(Limit::CapacityAlarmPercent);
    if alarm || left_percent < resolved.book.limit_value(Limit::CapacityNoticePercent) {
        let urgent = if alarm { "urgent notices" } else { "notices" };
        let says = format!("Only {left_percent} % of {key} capacity is left; administrators get {urgent} about it.");
        let least = resolved.book.limit_value(Limit::EnvironmentDatabaseMb);
        let full = key == "database" && entitled - needed < least;
        let full = if full { " No further environment can be made, as each takes more than that." } else { "" };
        let says = format!("{says}{full}");
        let remedy = "Plan for more before it runs out: some actions are blocked then.";
        issues.push(Issue::warning(Code::CapacityLow, "storage", says).remedy(remedy).by("CAP-4"));
    }
}
