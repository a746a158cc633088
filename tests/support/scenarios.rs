//! Random scenarios, small and with every feature; they shrink to the smallest that still fails. Knows no price.

#[path = "extras.rs"]
mod extras;

use plancost::base::sorted::BTreeMap;

use plancost::base::{Count, Gigabytes, PlanId};
use plancost::licensing::Scenario;
use plancost::licensing::scenario::{
    Access, App, AppKind, Bot, Desktop, Environment, EnvironmentKind, Flow, Group, Loop, Portal, RestrictedTable,
    Trigger,
};
use plancost::pricebook::Book;
use plancost::pricebook::schema::{Channel, Kind, Pool, Right};
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
    let dice = prop_oneof![2 => Just(Vec::new()), 3 => vec(any::<u8>(), extras::DICE)];
    let book = book.clone();
    (usual(&book, size), dice)
        .prop_map(move |(mut scenario, dice)| {
            extras::add(&book, &mut scenario, &dice);
            scenario
        })
        .boxed()
}

/// The same without what few scenarios have: guests, trials, terms, programs, readings.
pub fn usual(book: &Book, size: Size) -> BoxedStrategy<Scenario> {
    let suites: Vec<PlanId> =
        book.plans().filter(|plan| plan.kind == Kind::Suite).map(|plan| plan.id.clone()).collect();
    // The first editions are older than bots, credits and robots.
    let sells_bots = book.plans_giving(Right::RunBots).next().is_some();
    let sells_credits =
        book.plans().any(|plan| plan.is_sold() && plan.grants.pools.contains_key(&Pool::AiBuilderCredits));
    let sells_robots = book.plans().any(|plan| plan.grants.desktop.is_some());
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
        .prop_map(move |((groups, environments, apps, flows), rest)| {
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
            if !sells_bots {
                scenario.bots.clear();
            }
            if !sells_credits {
                scenario.ai_builder.credits_per_month = count(0);
            }
            for flow in scenario.flows.iter_mut().filter(|_| !sells_robots) {
                flow.desktop = Desktop::default();
            }
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
            // One for Teams has room for two gigabytes.
            let part = if kind == Teams { 10 } else { 1 };
            let (database_gb, file_gb, log_gb) =
                (gigabytes(database / part), gigabytes(file / part), gigabytes(log / part));
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
    let people = (references(), references(), prop::bool::weighted(0.3)).prop_map(|(approvers, co_owners, service)| {
        Flow { approvers, co_owners, service_account: service, ..Flow::default() }
    });
    let turns =
        (0..4_u32, 0..3_u32).prop_map(|(rounds, actions)| Loop { rounds: count(rounds), actions: count(actions) });
    let work =
        (references(), vec(turns, 0..=2), 0..3_u32, 0..3_u32).prop_map(|(copies_in, loops, skipped, repeats)| Flow {
            copies_in,
            loops,
            skipped_per_run: count(skipped),
            repeats_per_run: count(repeats),
            ..Flow::default()
        });
    let rest = prop_oneof![8 => Just(Flow::default()), 1 => people, 1 => work];
    (trigger, owner, references(), connectors(), place, context, load, desktop, (flags, rest)).prop_map(
        |(
            trigger,
            owner,
            run_by,
            connectors,
            environment,
            context,
            (runs, actions),
            desktop,
            ((dynamics, off), rest),
        )| Flow {
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
            ..rest
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
        flow.approvers = names(&flow.approvers, "group", groups);
        flow.co_owners = names(&flow.co_owners, "group", groups);
        flow.copies_in = names(&flow.copies_in, "environment", places);
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

/// So few people that all combinations can be tried.
const TINY: Size = Size { things: 2, people: 2 };

/// Scenarios of two people with few features, so that their cheapest combination is not far from nothing.
pub fn few_things(book: &Book) -> impl Strategy<Value = Scenario> + use<> {
    (scenario(book, TINY), prop::array::uniform8(prop::bool::weighted(0.3))).prop_map(|(mut scenario, keep)| {
        let [apps, flows, bots, portals, contact, storage, credits, places] = keep;
        let empty = Scenario::default();
        if !apps {
            scenario.apps = empty.apps;
        }
        if !flows {
            scenario.flows = empty.flows;
        }
        if !bots {
            scenario.bots = empty.bots;
        }
        if !portals {
            scenario.portals = empty.portals;
        }
        if !contact {
            scenario.omnichannel = empty.omnichannel;
        }
        if !storage {
            scenario.storage = empty.storage;
        }
        if !credits {
            scenario.ai_builder = empty.ai_builder;
        }
        if !places {
            scenario.environments = empty.environments;
        }
        // What a bot or an app is gone for is no longer asked.
        let (apps, bots) = (scenario.apps.len(), scenario.bots.len());
        for flow in &mut scenario.flows {
            flow.app = flow.app.take().filter(|_| apps > 0);
            flow.bot = flow.bot.take().filter(|_| bots > 0);
            if flow.trigger == Trigger::Bot && flow.bot.is_none() {
                flow.trigger = Trigger::HttpRequest;
            }
        }
        for app in &mut scenario.apps {
            app.environment = app.environment.take().filter(|_| places);
        }
        for flow in &mut scenario.flows {
            flow.environment = flow.environment.take().filter(|_| places);
            flow.copies_in.retain(|_| places);
        }
        scenario
    })
}
