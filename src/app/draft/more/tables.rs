//! Which fields are rarely needed, where they are, and how they are asked for. A new one is a line here.

use super::{Extra, What};
use crate::app::draft::Kind;

/// A field that is always asked for.
const fn extra(field: &'static str, what: What, words: &'static str, after: &'static str, hint: &'static str) -> Extra {
    Extra { field, what, words, after, hint, with: "" }
}

/// The same, asked for only where another field is said.
const fn only_with(with: &'static str, extra: Extra) -> Extra {
    Extra { with, ..extra }
}

const OLDER: &str = "What is older may keep connectors that became premium later.";

const TRIAL: &[Extra] =
    &[extra("plan", What::Plan, "tries out", "", ""), extra("until", What::DayNeeded, "until", "", "")];

const TERM: &[Extra] =
    &[extra("bought", What::DayNeeded, "bought on", "", ""), extra("ends", What::DayNeeded, "paid for until", "", "")];

/// Of a group.
pub const GROUP: &[Extra] = &[
    extra("active", What::Count, "Of them", "open any app in a month", "all"),
    extra("guests", What::Tick, "They are guests from another tenant", "", ""),
    only_with("guests", extra("home_holds", What::Plans, "At home they hold", "", "nothing that counts")),
    extra("trials", What::Rows(TRIAL), "Each of them", "Add a trial", ""),
];

/// Of an environment.
pub const ENVIRONMENT: &[Extra] = &[extra(
    "pay_as_you_go",
    What::Whether(["is paid as is cheaper", "is linked to an Azure subscription and paid after use", "is not linked"]),
    "With an Azure subscription it",
    "",
    "",
)];

/// Of an app.
pub const APP: &[Extra] = &[
    extra("custom_tables", What::Count, "works on", "custom tables of Dataverse", "0"),
    extra("makers", What::Cards(Kind::Group), "made or managed, but not used, by", "", "nobody else"),
    extra("made", What::Day, "made on", "", OLDER),
];

const LOOP: &[Extra] = &[
    extra("rounds", What::Count, "turns", "times, with", "0"),
    extra("actions", What::Count, "", "actions each time", "0"),
];

/// Of a flow.
pub const FLOW: &[Extra] = &[
    extra("service_account", What::Tick, "its owner is an account that no person works with (service account)", "", ""),
    extra(
        "business_process",
        What::Tick,
        "leads people through the steps of a process (business process flow)",
        "",
        "",
    ),
    extra("co_owners", What::Cards(Kind::Group), "changed, beside its owner, by", "", "nobody"),
    extra("approvers", What::Cards(Kind::Group), "its approvals are answered by", "", "nobody"),
    extra("recipients", What::Cards(Kind::Group), "what it sends is received by", "", "nobody in particular"),
    extra("copies_in", What::Cards(Kind::Environment), "copied into", "", "no other environment"),
    extra("busy_runs_per_day", What::Count, "on a busy day it runs", "times", "as ever"),
    extra("loops", What::Rows(LOOP), "a loop", "Add a loop", ""),
    extra("skipped_per_run", What::Count, "in a run", "of the actions are skipped", "0"),
    extra("repeats_per_run", What::Count, "and", "are repeated or fetch a further page", "0"),
    extra("made", What::Day, "made on", "", OLDER),
];

const VISITORS: &[Extra] = &[
    extra("people", What::Count, "Not counted yet:", "people from outside, who come on", "0"),
    extra("days_per_month", What::Count, "", "days of a month and sign in", "0"),
    extra("sign_ins_per_day", What::Count, "", "times on such a day", "0"),
];

/// Of a portal.
pub const PORTAL: &[Extra] = &[
    extra("visitors", What::Inside(VISITORS), "", "", ""),
    extra("older", What::Tick, "is of the older kind of Dynamics 365, which is paid as a whole", "", ""),
];

/// Of the tenant.
pub const TENANT: &[Extra] = &[
    extra(
        "azure_subscription",
        What::Tick,
        "There is an Azure subscription, so that environments can be paid after use",
        "",
        "",
    ),
    extra("suite_term", What::Inside(TERM), "The suite was", "", ""),
    extra("owned_terms", What::ByPlan(TERM), "Licenses paid for already:", "Say when a license was bought", ""),
    extra("trials", What::Rows(TRIAL), "The organization", "Add a trial of the organization", ""),
];

const BROUGHT: &[Extra] = &[
    extra("database_gb", What::Gigabytes, "Subscriptions beside this bring", "GB of database", "0"),
    extra("file_gb", What::Gigabytes, "", "GB of files", "0"),
    extra("log_gb", What::Gigabytes, "and", "GB of logs", "0"),
];

/// Of storage.
pub const STORAGE: &[Extra] = &[
    extra("brought", What::Inside(BROUGHT), "", "", ""),
    extra(
        "single_pool_gb",
        What::Gigabytes,
        "In the older model, with one amount for all, the tenant may store",
        "GB",
        "not so",
    ),
];

const MONTH: &[Extra] =
    &[extra("name", What::Text, "In", "it takes", ""), extra("credits", What::Count, "", "credits", "0")];

/// Of AI Builder.
pub const AI: &[Extra] = &[
    extra("training_credits_per_month", What::Count, "training takes", "credits on top", "0"),
    extra("months", What::Rows(MONTH), "", "Add a month", ""),
];

const PROGRAM: &[Extra] = &[
    extra("name", What::Text, "", "runs", ""),
    extra("runs_per_day", What::Count, "", "times a day, with", "0"),
    extra("requests_per_run", What::Count, "", "requests each,", "0"),
    extra("run_by", What::Cards(Kind::Group), "set off by", "", "an application user without a license"),
    extra("off", What::Tick, "switched off", "", ""),
];

/// The day that is asked about.
pub const DAY: &[Extra] = &[extra(
    "as_of",
    What::Day,
    "Asked for the day",
    "",
    "Trials and terms end by it; otherwise it is the first day of the edition.",
)];

/// Programs beside apps and flows.
pub const PROGRAMS: &[Extra] = &[extra("integrations", What::Rows(PROGRAM), "", "Add a program", "")];

/// The parts of the whole form. Their names are those of the scenario.
pub const WHOLE: [&[Extra]; 3] = [
    &[
        extra("tenant", What::Inside(TENANT), "", "", ""),
        extra("storage", What::Inside(STORAGE), "", "", ""),
        extra("ai_builder", What::Inside(AI), "", "", ""),
    ],
    DAY,
    PROGRAMS,
];
