//! From the form to the question: each number is read, each reference becomes a name. All errors are found, not only the first.

use crate::base::sorted::BTreeMap;
use std::rc::Rc;

use serde_json::Map;

use super::names::Names;
use super::{
    Amounts, AppDraft, BotDraft, Draft, EnvironmentDraft, FieldErrors, FlowDraft, GroupDraft, More, PortalDraft, more,
    number,
};
use crate::base::{Count, Money, PlanId};
use crate::licensing;
use crate::licensing::scenario::{
    AiBuilder, App, Bot, Desktop, Environment, Flow, Group, Omnichannel, Portal, RestrictedTable, Scenario, Storage,
    Tenant,
};

impl Draft {
    /// The scenario that the form describes.
    ///
    /// # Errors
    /// What is wrong with each field that cannot be read.
    pub fn read(&self) -> Result<Scenario, FieldErrors> {
        let mut reader = Reader { names: Names::of(self), errors: FieldErrors::default() };
        let scenario = reader.scenario(self);
        if reader.errors.is_empty() { Ok(scenario) } else { Err(reader.errors) }
    }
}

struct Reader {
    names: Names,
    errors: FieldErrors,
}

impl Reader {
    fn scenario(&mut self, draft: &Draft) -> Scenario {
        let rest = self.rest(draft);
        Scenario {
            name: draft.name.trim().to_owned(),
            tenant: self.tenant(draft, rest.tenant),
            groups: self.all(&draft.groups, "groups", rest.groups, Self::group),
            environments: self.all(&draft.environments, "environments", rest.environments, Self::environment),
            apps: self.all(&draft.apps, "apps", rest.apps, Self::app),
            flows: self.all(&draft.flows, "flows", rest.flows, Self::flow),
            bots: self.all(&draft.bots, "bots", vec![Bot::default(); draft.bots.len()], Self::bot),
            omnichannel: self.centre(draft),
            portals: self.all(&draft.portals, "portals", rest.portals, Self::portal),
            storage: self.storage(draft, rest.storage),
            ai_builder: AiBuilder {
                credits_per_month: self.count(&draft.credits, "ai_builder.credits_per_month"),
                ..rest.ai_builder
            },
            integrations: rest.integrations,
            connectors: draft.connectors.clone(),
            readings: draft.readings.clone(),
            as_of: rest.as_of,
        }
    }

    /// What is rarely needed, as a scenario that holds nothing else.
    fn rest(&mut self, draft: &Draft) -> Scenario {
        let mut reader = more::Reader { names: &self.names, errors: &mut self.errors };
        let mut whole = Map::new();
        for table in more::WHOLE {
            whole.extend(reader.read(&draft.more, table, "", ""));
        }
        let (groups, places) = (draft.groups.iter(), draft.environments.iter());
        let mut cards = |list: &str, table, all: Vec<&More>| {
            whole.insert(list.to_owned(), reader.cards(&all, table, list));
        };
        cards("groups", more::GROUP, groups.map(|card| &card.more).collect());
        cards("environments", more::ENVIRONMENT, places.map(|card| &card.more).collect());
        cards("apps", more::APP, draft.apps.iter().map(|card| &card.more).collect());
        cards("flows", more::FLOW, draft.flows.iter().map(|card| &card.more).collect());
        cards("portals", more::PORTAL, draft.portals.iter().map(|card| &card.more).collect());
        licensing::read::scenario_from(&whole.into()).unwrap_or_else(|fault| {
            // What is wrong with a field is said there already.
            if self.errors.is_empty() {
                self.errors.note(fault.path, fault.message);
            }
            Scenario::default()
        })
    }

    fn all<D, T>(
        &mut self,
        cards: &[Rc<D>],
        list: &str,
        rest: Vec<T>,
        read: fn(&mut Self, &D, &str, T) -> T,
    ) -> Vec<T> {
        let each = cards.iter().zip(rest).enumerate();
        each.map(|(place, (card, rest))| read(self, card, &format!("{list}[{place}]"), rest)).collect()
    }

    fn tenant(&mut self, draft: &Draft, rest: Tenant) -> Tenant {
        Tenant {
            holds: draft.holds.clone(),
            owned: counts(&mut self.errors, &draft.owned, "tenant.owned"),
            channel: draft.channel,
            prices: self.prices(&draft.prices),
            ..rest
        }
    }

    fn prices(&mut self, amounts: &Amounts) -> BTreeMap<PlanId, Money> {
        let mut prices = BTreeMap::new();
        for (plan, text) in amounts {
            if let Some(price) = self.errors.take(|| format!("tenant.prices.{plan}"), number::money(text)) {
                prices.insert(plan.clone(), price);
            }
        }
        prices
    }

    fn group(&mut self, card: &GroupDraft, path: &str, rest: Group) -> Group {
        Group {
            name: trimmed(&card.name),
            people: self.count_or_one(&card.people, path, "people"),
            holds: card.holds.clone(),
            ..rest
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "all cards are read alike")]
    fn environment(&mut self, card: &EnvironmentDraft, path: &str, rest: Environment) -> Environment {
        Environment {
            name: trimmed(&card.name),
            kind: card.kind,
            dataverse: card.dataverse,
            database_gb: self.gigabytes(&card.storage.database, path, "database_gb"),
            file_gb: self.gigabytes(&card.storage.file, path, "file_gb"),
            log_gb: self.gigabytes(&card.storage.log, path, "log_gb"),
            ..rest
        }
    }

    fn storage(&mut self, draft: &Draft, rest: Storage) -> Storage {
        let (storage, path) = (&draft.storage, "storage");
        Storage {
            database_gb: self.gigabytes(&storage.database, path, "database_gb"),
            file_gb: self.gigabytes(&storage.file, path, "file_gb"),
            log_gb: self.gigabytes(&storage.log, path, "log_gb"),
            ..rest
        }
    }

    fn app(&mut self, card: &AppDraft, _path: &str, rest: App) -> App {
        App {
            name: trimmed(&card.name),
            kind: card.kind,
            used_by: self.names.names(&card.used_by),
            connectors: card.connectors.clone(),
            restricted_tables: card
                .tables
                .iter()
                .map(|table| RestrictedTable { name: trimmed(&table.name), access: table.access })
                .collect(),
            environment: card.environment.as_ref().and_then(|one| self.names.name(one)),
            in_dynamics_365: card.in_dynamics,
            off: card.off,
            ..rest
        }
    }

    fn flow(&mut self, card: &FlowDraft, path: &str, rest: Flow) -> Flow {
        let one = |reference: &Option<_>| reference.as_ref().and_then(|one| self.names.name(one));
        let (owner, environment, app, bot) = (one(&card.owner), one(&card.environment), one(&card.app), one(&card.bot));
        Flow {
            name: trimmed(&card.name),
            trigger: card.trigger,
            owner,
            run_by: self.names.names(&card.run_by),
            connectors: card.connectors.clone(),
            environment,
            app,
            bot,
            parents: self.names.names(&card.parents),
            in_dynamics_365: card.in_dynamics,
            runs_per_day: self.count(&card.runs, &format!("{path}.runs_per_day")),
            actions_per_run: self.count(&card.actions, &format!("{path}.actions_per_run")),
            desktop: self.desktop(card, path),
            off: card.off,
            ..rest
        }
    }

    fn desktop(&mut self, card: &FlowDraft, path: &str) -> Desktop {
        let queue = trimmed(&card.queue);
        Desktop {
            attended: card.attended,
            unattended_runs: self.count(&card.unattended, &format!("{path}.desktop.unattended_runs")),
            queue: (!queue.is_empty()).then_some(queue),
        }
    }

    fn bot(&mut self, card: &BotDraft, path: &str, _rest: Bot) -> Bot {
        Bot {
            name: trimmed(&card.name),
            authors: self.count_or_one(&card.authors, path, "authors"),
            sessions_per_month: self.count(&card.sessions, &format!("{path}.sessions_per_month")),
            teams_only: card.teams_only,
            off: card.off,
        }
    }

    fn portal(&mut self, card: &PortalDraft, path: &str, rest: Portal) -> Portal {
        Portal {
            name: trimmed(&card.name),
            logins_per_month: self.count(&card.logins, &format!("{path}.logins_per_month")),
            views_per_month: self.count(&card.views, &format!("{path}.views_per_month")),
            off: card.off,
            ..rest
        }
    }

    fn centre(&mut self, draft: &Draft) -> Omnichannel {
        let centre = &draft.centre;
        let hold = number::count_or_open(&centre.hold_base);
        Omnichannel {
            chat: self.count(&centre.chat, "omnichannel.chat"),
            digital_messaging: self.count(&centre.messaging, "omnichannel.digital_messaging"),
            bot_conversations_per_month: self.count(&centre.conversations, "omnichannel.bot_conversations_per_month"),
            hold_customer_service: self.errors.take(|| "omnichannel.hold_customer_service".to_owned(), hold),
        }
    }

    fn count(&mut self, text: &str, path: &str) -> Count {
        self.errors.take(|| path.to_owned(), number::count(text, Count::default()))
    }

    fn count_or_one(&mut self, text: &str, path: &str, field: &str) -> Count {
        self.errors.take(|| format!("{path}.{field}"), number::count(text, Count::ONE))
    }

    fn gigabytes(&mut self, text: &str, path: &str, field: &str) -> crate::base::Gigabytes {
        self.errors.take(|| format!("{path}.{field}"), number::gigabytes(text))
    }
}

/// Counts of plans; an empty text means none of them.
pub(super) fn counts(errors: &mut FieldErrors, amounts: &Amounts, path: &str) -> BTreeMap<PlanId, Count> {
    let mut counts = BTreeMap::new();
    for (plan, text) in amounts {
        let count = errors.take(|| format!("{path}.{plan}"), number::count(text, Count::default()));
        if !count.is_zero() {
            counts.insert(plan.clone(), count);
        }
    }
    counts
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}
