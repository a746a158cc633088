//! What the form does not show of a scenario: it is kept as it was read, so that a link or a file loses nothing.
//!
//! Names in it are kept as names: renaming a group does not reach them.

use crate::licensing::scenario::{AiBuilder, App, Environment, Flow, Group, Portal, Scenario, Storage, Tenant};

pub fn scenario(all: &Scenario) -> Scenario {
    Scenario {
        tenant: Tenant {
            owned_terms: all.tenant.owned_terms.clone(),
            suite_term: all.tenant.suite_term.clone(),
            trials: all.tenant.trials.clone(),
            azure_subscription: all.tenant.azure_subscription,
            ..Tenant::default()
        },
        storage: Storage {
            brought: all.storage.brought.clone(),
            single_pool_gb: all.storage.single_pool_gb,
            ..Storage::default()
        },
        ai_builder: AiBuilder {
            training_credits_per_month: all.ai_builder.training_credits_per_month,
            months: all.ai_builder.months.clone(),
            ..AiBuilder::default()
        },
        integrations: all.integrations.clone(),
        readings: all.readings.clone(),
        as_of: all.as_of,
        ..Scenario::default()
    }
}

pub fn group(all: &Group) -> Group {
    Group {
        guests: all.guests,
        home_holds: all.home_holds.clone(),
        trials: all.trials.clone(),
        active: all.active,
        ..Group::default()
    }
}

pub fn environment(all: &Environment) -> Environment {
    Environment { pay_as_you_go: all.pay_as_you_go, ..Environment::default() }
}

pub fn app(all: &App) -> App {
    App { made: all.made, makers: all.makers.clone(), custom_tables: all.custom_tables, ..App::default() }
}

pub fn flow(all: &Flow) -> Flow {
    Flow {
        loops: all.loops.clone(),
        skipped_per_run: all.skipped_per_run,
        repeats_per_run: all.repeats_per_run,
        busy_runs_per_day: all.busy_runs_per_day,
        made: all.made,
        approvers: all.approvers.clone(),
        co_owners: all.co_owners.clone(),
        recipients: all.recipients.clone(),
        copies_in: all.copies_in.clone(),
        service_account: all.service_account,
        business_process: all.business_process,
        ..Flow::default()
    }
}

pub fn portal(all: &Portal) -> Portal {
    Portal { visitors: all.visitors.clone(), older: all.older, ..Portal::default() }
}
