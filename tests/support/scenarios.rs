//! Random scenarios, small and with every feature; they shrink to the smallest that still fails. Knows no price.

use plancost::base::sorted::BTreeMap;

use plancost::base::{Count, Gigabytes, PlanId};
use plancost::licensing::Scenario;
use plancost::licensing::scenario::{
    Access, App, AppKind, Bot, Desktop, Environment, EnvironmentKind, Flow, Group, Portal, RestrictedTable, Trigger,
};
use plancost::pricebook::Book;
use plancost::pricebook::schema::{Channel, Kind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A count; the numbers of these generators are far below the most that is taken.
pub fn count(number: u32) -> Count {
    Count::new(number).expect("a small number")
}

fn gigabytes(megabytes: u32) -> Gigabytes {
    Gigabytes::from_megabytes(megabytes).expect("a small number")
}

/// How large scenarios become.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// The most groups, apps, flows and other things of each kind.
    pub things: usize,
    /// The most people of a group.
    pub people: u32,
}

/// Every feature, up to three of each.
pub const SMALL: Size = Size { things: 3, people: 60 };

/// Scenarios that fit the names of a book: every answer is expected to exist.
pub fn scenario(book: &Book, size: Size) -> BoxedStrategy<Scenario> {
    let suites: Vec<PlanId> =
        book.plans().filter(|plan| plan.kind == Kind::Suite).map(|plan| plan.id.clone()).collect();
    let solution = (
        vec(group(suites, size.people), 0..=size.things),
        vec(environment(), 0..=size.things),
        vec(app(), 0..=size.things),
        vec(flow(size), 0..=size.things),
    );
    let rest = (
        vec(bot(), 0..=2),
        vec((0..400_u32, 0..200_000_u32), 0..=2),
        rarely((0..15_u32, 0..6_u32, 0..900_u32)),
        rarely((0..16_000_u32, 0..30_000_u32, 0..4_000_u32)),
        rarely(0..1_200_000_u32),
        owned(book),
        prop_oneof![4 => Just(Channel::Direct), 1 => Just(Channel::Csp)],
    );
    (solution, rest)
        .prop_map(|((groups, environments, apps, flows), rest)| {
            let mut scenario = Scenario { groups: numbered(groups), ..Scenario::default() };
            scenario.environments = numbered(environments);
            scenario.apps = numbered(apps);
            scenario.flows = numbered(flows);
            let (bots, portals, contact, storage, credits, owned, channel) = rest;
            scenario.bots = numbered(bots);
            scenario.portals = portals.into_iter().map(portal).collect();
            name_portals(&mut scenario.portals);
            let (chat, messaging, conversations) = contact.unwrap_or_default();
            scenario.omnichannel.chat = count(chat);
            scenario.omnichannel.digital_messaging = count(messaging);
            scenario.omnichannel.bot_conversations_per_month = count(conversations);
            let (database, file, log) = storage.unwrap_or_default();
            scenario.storage.database_gb = gigabytes(database);
            scenario.storage.file_gb = gigabytes(file);
            scenario.storage.log_gb = gigabytes(log);
            scenario.ai_builder.credits_per_month = count(credits.unwrap_or_default());
            scenario.tenant.owned = owned;
            scenario.tenant.channel = channel;
            connect(&mut scenario);
            scenario
        })
        .boxed()
}

fn rarely<T: std::fmt::Debug>(inner: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.3, inner)
}

fn group(suites: Vec<PlanId>, most: u32) -> impl Strategy<Value = Group> {
    let holds = rarely(vec(select(suites), 0..=2));
    (1..=most, holds).prop_map(|(people, holds)| Group { people: count(people), holds, ..Group::default() })
}

fn environment() -> impl Strategy<Value = Environment> {
    use EnvironmentKind::{Default, Developer, Production, Sandbox, Teams, Trial};
    let kind = select(vec![Production, Sandbox, Default, Trial, Developer, Teams]);
    (kind, any::<bool>(), 0..7_000_u32, 0..9_000_u32, 0..3_000_u32).prop_map(
        |(kind, dataverse, database, file, log)| {
            let (database_gb, file_gb, log_gb) = (gigabytes(database), gigabytes(file), gigabytes(log));
            Environment { kind, dataverse, database_gb, file_gb, log_gb, ..Environment::default() }
        },
    )
}

const CONNECTORS: [&str; 7] = [
    "SharePoint",
    "Office 365 Outlook",
    "SQL Server",
    "HTTP",
    "Common Data Service",
    "Custom connector",
    "Contoso ledger",
];

fn connectors() -> impl Strategy<Value = Vec<String>> {
    vec(select(CONNECTORS.map(str::to_owned).to_vec()), 0..=2)
}

/// References are numbers here; `connect` makes names of them.
fn references() -> impl Strategy<Value = Vec<String>> {
    vec((0..8_u8).prop_map(|number| number.to_string()), 0..=2)
}

fn app() -> impl Strategy<Value = App> {
    let kind = prop_oneof![
        6 => Just(AppKind::Canvas), 1 => Just(AppKind::ModelDriven), 1 => Just(AppKind::SharePointForm), 1 => Just(AppKind::Portal)
    ];
    let table = prop_oneof![Just(Access::Read), Just(Access::Write)]
        .prop_map(|access| vec![RestrictedTable { name: "Work Order".into(), access }]);
    let tables = prop_oneof![9 => Just(Vec::new()), 1 => table];
    let place = prop::option::of((0..4_u8).prop_map(|number| number.to_string()));
    (kind, references(), connectors(), tables, place, any::<bool>(), prop::bool::weighted(0.1)).prop_map(
        |(kind, used_by, connectors, restricted_tables, environment, in_dynamics_365, off)| App {
            kind,
            used_by,
            connectors,
            restricted_tables,
            environment,
            in_dynamics_365,
            off,
            ..App::default()
        },
    )
}

fn flow(size: Size) -> impl Strategy<Value = Flow> {
    use Trigger::{Automated, Bot, Child, HttpRequest, Instant, PowerApps, Scheduled};
    let trigger = select(vec![Automated, Scheduled, Instant, PowerApps, HttpRequest, Bot, Child]);
    let owner = prop::option::of(select(vec!["0", "1", "Maker", "Other maker"]).prop_map(str::to_owned));
    let place = prop::option::of((0..4_u8).prop_map(|number| number.to_string()));
    let context = prop::option::of((0..4_u8).prop_map(|number| number.to_string()));
    let load =
        prop_oneof![5 => Just((0, 0)), 3 => (0..50_u32, 0..20_u32), 1 => (0..200_u32, 0..400_u32 * size.people.min(2))];
    let robots = (any::<bool>(), 0..3_u32, prop::option::of(Just("night".to_owned())))
        .prop_map(|(attended, runs, queue)| Desktop { attended, unattended_runs: count(runs), queue });
    let desktop = prop_oneof![7 => Just(Desktop::default()), 1 => robots];
    let flags = (any::<bool>(), prop::bool::weighted(0.1));
    (trigger, owner, references(), connectors(), place, context, load, desktop, flags).prop_map(
        |(trigger, owner, run_by, connectors, environment, context, (runs, actions), desktop, (dynamics, off))| Flow {
            trigger,
            owner,
            run_by,
            connectors,
            environment,
            app: context.clone(),
            bot: context.clone(),
            parents: context.into_iter().collect(),
            in_dynamics_365: dynamics,
            runs_per_day: count(runs),
            actions_per_run: count(actions),
            desktop,
            off,
            ..Flow::default()
        },
    )
}

fn bot() -> impl Strategy<Value = Bot> {
    (1..3_u32, 0..7_000_u32, any::<bool>(), prop::bool::weighted(0.1)).prop_map(
        |(authors, sessions, teams_only, off)| Bot {
            name: String::new(),
            authors: count(authors),
            sessions_per_month: count(sessions),
            teams_only,
            off,
        },
    )
}

fn portal((logins, views): (u32, u32)) -> Portal {
    Portal { logins_per_month: count(logins), views_per_month: count(views), ..Portal::default() }
}

fn owned(book: &Book) -> impl Strategy<Value = BTreeMap<PlanId, Count>> + use<> {
    let plans: Vec<PlanId> = book.plans().filter(|plan| plan.is_sold()).map(|plan| plan.id.clone()).collect();
    let some = vec((select(plans), 0..30_u32), 1..=2)
        .prop_map(|pairs| pairs.into_iter().map(|(plan, number)| (plan, count(number))).collect());
    prop_oneof![3 => Just(BTreeMap::new()), 1 => some]
}

/// Things that are called by their number.
trait Named {
    fn call(&mut self, number: usize);
}

macro_rules! named {
    ($($thing:ty: $word:literal),*) => {
        $(impl Named for $thing {
            fn call(&mut self, number: usize) {
                self.name = format!("{} {number}", $word);
            }
        })*
    };
}
named!(Group: "group", Environment: "environment", App: "app", Flow: "flow", Bot: "bot");

fn numbered<T: Named>(mut things: Vec<T>) -> Vec<T> {
    for (number, thing) in things.iter_mut().enumerate() {
        thing.call(number);
    }
    things
}

fn name_portals(portals: &mut [Portal]) {
    for (number, portal) in portals.iter_mut().enumerate() {
        portal.name = format!("portal {number}");
    }
}

/// Turns numbers into names that exist, and drops references that would contradict each other.
fn connect(scenario: &mut Scenario) {
    let groups = scenario.groups.len();
    let places = scenario.environments.len();
    let apps = scenario.apps.len();
    let bots = scenario.bots.len();
    for app in &mut scenario.apps {
        app.used_by = names(&app.used_by, "group", groups);
        app.environment = app.environment.as_deref().and_then(|number| name(number, "environment", places));
    }
    for (index, flow) in scenario.flows.iter_mut().enumerate() {
        flow.run_by = names(&flow.run_by, "group", groups);
        flow.environment = flow.environment.as_deref().and_then(|number| name(number, "environment", places));
        flow.app = flow.app.as_deref().and_then(|number| name(number, "app", apps));
        flow.bot = flow.bot.as_deref().and_then(|number| name(number, "bot", bots));
        // Only earlier flows are parents, so that no chain closes.
        flow.parents = names(&flow.parents, "flow", index);
        let fits = match flow.trigger {
            Trigger::Bot => flow.bot.is_some(),
            Trigger::Child => !flow.parents.is_empty(),
            _ => true,
        };
        if !fits {
            flow.trigger = Trigger::Automated;
        }
        if flow.trigger != Trigger::Bot {
            flow.bot = None;
        }
        if flow.trigger != Trigger::Child {
            flow.parents.clear();
        }
        if let Some(owner) = &mut flow.owner
            && let Some(named) = name(owner, "group", groups)
        {
            *owner = named;
        }
    }
}

fn name(number: &str, what: &str, there: usize) -> Option<String> {
    let number: usize = number.parse().ok()?;
    (there > 0).then(|| format!("{what} {}", number % there))
}

fn names(numbers: &[String], what: &str, there: usize) -> Vec<String> {
    let mut names: Vec<String> = numbers.iter().filter_map(|number| name(number, what, there)).collect();
    names.sort();
    names.dedup();
    names
}
