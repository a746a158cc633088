//! From a scenario to the form: numbers that are the default stay empty fields, names become references.

use crate::base::sorted::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::names::Cards;
use super::{
    Amounts, AppDraft, BotDraft, CentreDraft, Draft, EnvironmentDraft, FlowDraft, GroupDraft, Kind, More, PortalDraft,
    Ref, StorageDraft, TableDraft, more,
};
use crate::base::{Count, Gigabytes, PlanId};
use crate::licensing::scenario::{App, Bot, Environment, Flow, Group, Portal, Scenario};

impl From<&Scenario> for Draft {
    fn from(scenario: &Scenario) -> Self {
        let mut draft = Self {
            name: scenario.name.clone(),
            holds: scenario.tenant.holds.clone(),
            owned: amounts(&scenario.tenant.owned),
            channel: scenario.tenant.channel,
            prices: scenario.tenant.prices.iter().map(|(plan, price)| (plan.clone(), price.to_string())).collect(),
            centre: CentreDraft {
                chat: shown(scenario.omnichannel.chat),
                messaging: shown(scenario.omnichannel.digital_messaging),
                conversations: shown(scenario.omnichannel.bot_conversations_per_month),
                hold_base: scenario.omnichannel.hold_customer_service.map(grouped).unwrap_or_default(),
            },
            storage: storage(scenario.storage.database_gb, scenario.storage.file_gb, scenario.storage.log_gb),
            credits: shown(scenario.ai_builder.credits_per_month),
            connectors: scenario.connectors.clone(),
            readings: scenario.readings.clone(),
            ..Self::default()
        };
        draft.write_cards(scenario);
        draft.write_more(&serde_json::to_value(scenario).unwrap_or_default());
        draft
    }
}

impl Draft {
    /// Cards that others name come first: references need them.
    fn write_cards(&mut self, scenario: &Scenario) {
        for group in &scenario.groups {
            let card = group_card(group, self.next_uid());
            self.groups.push(Rc::new(card));
        }
        for environment in &scenario.environments {
            let card = environment_card(environment, self.next_uid());
            self.environments.push(Rc::new(card));
        }
        for bot in &scenario.bots {
            let card = bot_card(bot, self.next_uid());
            self.bots.push(Rc::new(card));
        }
        for portal in &scenario.portals {
            let card = portal_card(portal, self.next_uid());
            self.portals.push(Rc::new(card));
        }
        let groups = Cards::of(self, Kind::Group);
        let places = Cards::of(self, Kind::Environment);
        for app in &scenario.apps {
            let card = self.app_card(app, &groups, &places);
            self.apps.push(Rc::new(card));
        }
        self.write_flows(&scenario.flows, &groups, &places);
    }

    /// What is rarely needed names groups and environments, which are there by now.
    fn write_more(&mut self, scenario: &Value) {
        let (groups, places) = (Cards::of(self, Kind::Group), Cards::of(self, Kind::Environment));
        let refer = |kind: Kind, name: &str| -> Ref {
            if kind == Kind::Environment { places.refer(name) } else { groups.refer(name) }
        };
        let refer: &dyn Fn(Kind, &str) -> Ref = &refer;
        for table in more::WHOLE {
            more::write(&mut self.more, scenario, table, "", refer);
        }
        macro_rules! cards {
            ($($list:ident: $table:ident),*) => {$(
                for (place, card) in self.$list.iter_mut().enumerate() {
                    let value = scenario.get(stringify!($list)).and_then(|list| list.get(place));
                    more::write(&mut Rc::make_mut(card).more, value.unwrap_or(&Value::Null), more::$table, "", refer);
                }
            )*};
        }
        cards!(groups: GROUP, environments: ENVIRONMENT, apps: APP, flows: FLOW, portals: PORTAL);
    }

    fn app_card(&mut self, app: &App, groups: &Cards, places: &Cards) -> AppDraft {
        let tables = app.restricted_tables.iter();
        AppDraft {
            uid: self.next_uid(),
            name: app.name.clone(),
            kind: app.kind,
            used_by: groups.refer_all(&app.used_by),
            connectors: app.connectors.clone(),
            tables: tables
                .map(|table| TableDraft { uid: self.next_uid(), name: table.name.clone(), access: table.access })
                .collect(),
            environment: app.environment.as_deref().map(|name| places.refer(name)),
            in_dynamics: app.in_dynamics_365,
            off: app.off,
            more: More::new(),
        }
    }

    /// Flows name each other, so that all of them get their numbers before one refers to another.
    fn write_flows(&mut self, flows: &[Flow], groups: &Cards, places: &Cards) {
        let (apps, bots) = (Cards::of(self, Kind::App), Cards::of(self, Kind::Bot));
        for flow in flows {
            let uid = self.next_uid();
            self.flows.push(Rc::new(FlowDraft {
                owner: flow.owner.as_deref().map(|name| groups.refer(name)),
                run_by: groups.refer_all(&flow.run_by),
                environment: flow.environment.as_deref().map(|name| places.refer(name)),
                app: flow.app.as_deref().map(|name| apps.refer(name)),
                bot: flow.bot.as_deref().map(|name| bots.refer(name)),
                ..flow_card(flow, uid)
            }));
        }
        let cards = Cards::of(self, Kind::Flow);
        for (card, flow) in self.flows.iter_mut().zip(flows) {
            Rc::make_mut(card).parents = cards.refer_all(&flow.parents);
        }
    }
}

fn group_card(group: &Group, uid: u32) -> GroupDraft {
    GroupDraft {
        uid,
        name: group.name.clone(),
        people: grouped(group.people),
        holds: group.holds.clone(),
        ..GroupDraft::default()
    }
}

fn environment_card(environment: &Environment, uid: u32) -> EnvironmentDraft {
    EnvironmentDraft {
        uid,
        name: environment.name.clone(),
        kind: environment.kind,
        dataverse: environment.dataverse,
        storage: storage(environment.database_gb, environment.file_gb, environment.log_gb),
        ..EnvironmentDraft::default()
    }
}

fn bot_card(bot: &Bot, uid: u32) -> BotDraft {
    BotDraft {
        uid,
        name: bot.name.clone(),
        authors: grouped(bot.authors),
        sessions: shown(bot.sessions_per_month),
        teams_only: bot.teams_only,
        off: bot.off,
    }
}

fn portal_card(portal: &Portal, uid: u32) -> PortalDraft {
    PortalDraft {
        uid,
        name: portal.name.clone(),
        logins: shown(portal.logins_per_month),
        views: shown(portal.views_per_month),
        off: portal.off,
        ..PortalDraft::default()
    }
}

fn flow_card(flow: &Flow, uid: u32) -> FlowDraft {
    FlowDraft {
        uid,
        name: flow.name.clone(),
        trigger: flow.trigger,
        connectors: flow.connectors.clone(),
        in_dynamics: flow.in_dynamics_365,
        runs: shown(flow.runs_per_day),
        actions: shown(flow.actions_per_run),
        attended: flow.desktop.attended,
        unattended: shown(flow.desktop.unattended_runs),
        queue: flow.desktop.queue.clone().unwrap_or_default(),
        off: flow.off,
        ..FlowDraft::default()
    }
}

fn storage(database: Gigabytes, file: Gigabytes, log: Gigabytes) -> StorageDraft {
    let text = |amount: Gigabytes| if amount.megabytes() == 0 { String::new() } else { amount.to_string() };
    StorageDraft { database: text(database), file: text(file), log: text(log) }
}

/// Counts of plans as the form shows them.
pub(super) fn amounts(counts: &BTreeMap<PlanId, Count>) -> Amounts {
    counts.iter().map(|(plan, count)| (plan.clone(), grouped(*count))).collect()
}

/// A count as the form shows it; zero, where it is the default, is an empty field.
fn shown(count: Count) -> String {
    if count.is_zero() { String::new() } else { grouped(count) }
}

fn grouped(count: Count) -> String {
    crate::base::money::group_thousands(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing::read;

    /// Every field of a scenario, none at its default.
    const FULL: &str = include_str!("full.json");

    #[test]
    fn every_field_survives_the_form() {
        let scenario = read::scenario(FULL).expect("the sample reads");
        let draft = Draft::from(&scenario);
        assert_eq!(draft.read(), Ok(scenario));
    }

    #[test]
    fn the_sample_leaves_no_field_at_its_default() {
        let given: serde_json::Value = serde_json::from_str(FULL).expect("JSON");
        let scenario = read::scenario(FULL).expect("the sample reads");
        let written = serde_json::to_value(&scenario).expect("a scenario can be written");
        assert_eq!(given, written, "the sample must name every field");
    }
}
