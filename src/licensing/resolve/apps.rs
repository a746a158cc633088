//! Apps of a scenario, and what makes an app or a flow premium (GRACE-1).

use super::{AppUse, Premium, Resolved};
use crate::base::Day;
use crate::licensing::payg;
use crate::licensing::scenario::{Access, AppKind};
use crate::pricebook::Connector;
use crate::pricebook::schema::{ConnectorClass, TermChange};
use crate::report::{Code, Issue};

impl<'a> Resolved<'a> {
    pub(super) fn add_apps(&mut self) {
        let usual_place = self.scenario.environments.first().map_or("", |place| place.name.as_str());
        for (index, app) in self.scenario.apps.iter().enumerate().filter(|(_, app)| !app.off) {
            let mut premium = self.premium_connectors(&app.connectors, &app.name, app.made);
            let by_table = premium.iter().any(|why| matches!(why, Premium::Connector(known) if known.multiplexing));
            if matches!(app.kind, AppKind::ModelDriven | AppKind::Portal) {
                premium.push(Premium::Kind(app.kind));
            }
            if !app.custom_tables.is_zero() {
                premium.push(Premium::CustomTables(app.custom_tables.wide()));
            }
            premium.extend(app.restricted_tables.iter().map(|table| Premium::Table(&table.name)));
            let writes = app.restricted_tables.iter().filter(|table| table.access == Access::Write);
            let environment = app.environment.as_deref().unwrap_or(usual_place);
            let meter = payg::app_meter(self.book).filter(|_| self.linked.contains(environment));
            let over_dataverse = by_table
                || premium
                    .iter()
                    .any(|why| matches!(why, Premium::Kind(_) | Premium::Table(_) | Premium::CustomTables(_)));
            self.apps
                .insert(index, AppUse { app, environment, premium, over_dataverse, meter, writes: writes.collect() });
            for people in self.users(&app.used_by) {
                if let Some(people) = self.people.get_mut(people) {
                    people.apps.push(index);
                }
            }
        }
    }

    /// What is premium about the connectors of an app or flow that was made on a day.
    pub(super) fn premium_connectors(
        &mut self,
        names: &'a [String],
        user: &str,
        made: Option<Day>,
    ) -> Vec<Premium<'a>> {
        let mut premium = Vec::new();
        for name in names {
            match self.class_of(name) {
                (ConnectorClass::Standard, _) => {}
                (_, Some(connector)) => match self.grace(connector, made) {
                    Some((term, until)) => self.note_grace(connector, user, term, until),
                    None => premium.push(Premium::Connector(connector)),
                },
                (class, None) => premium.push(Premium::Named(name, class)),
            }
        }
        premium
    }

    /// A term by which a connector keeps its former, standard class on the day that is asked about, and its last day.
    fn grace(&self, connector: &'a Connector, made: Option<Day>) -> Option<(&'a TermChange, Day)> {
        let former = connector.former.as_ref().filter(|former| former.class == ConnectorClass::Standard)?;
        let terms = former.grace.iter().filter_map(|id| self.book.term(id.as_str()));
        let spans = terms.filter_map(|term| self.span(term, made).map(|until| (term, until)));
        spans.filter(|(_, until)| *until >= self.day()).max_by_key(|(_, until)| *until)
    }

    /// The last day of a grace: one for what was made before a day, or one for what was bought before it, which lasts at
    /// least as long as the subscription.
    fn span(&self, term: &TermChange, made: Option<Day>) -> Option<Day> {
        let before = term.before?;
        let until = term.until.and_then(Day::before)?;
        if !term.or_end_of_subscription {
            return made.filter(|made| *made < before).map(|_| until);
        }
        let bought = self.scenario.tenant.suite_term.as_ref().filter(|suite| suite.bought < before)?;
        Some(until.max(bought.ends))
    }

    fn note_grace(&mut self, connector: &Connector, user: &str, term: &TermChange, until: Day) {
        let says = format!("{} stays standard for {user} up to {until}. {}", connector.name, term.says);
        let remedy = "Plan for a premium license after that day.";
        self.issues.push(Issue::warning(Code::GraceEnds, "", says).remedy(remedy).by("GRACE-1"));
    }

    /// Whether a connector is anything but standard.
    pub fn is_premium(&self, name: &str) -> bool {
        self.class_of(name).0 != ConnectorClass::Standard
    }

    /// The class of a connector; the scenario's word comes before the book's. With it the book's entry, if that decided.
    fn class_of(&self, name: &str) -> (ConnectorClass, Option<&'a Connector>) {
        let said = self.scenario.connectors.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name.trim()));
        match (said, self.book.connector(name)) {
            (Some((_, class)), _) => (*class, None),
            (None, Some(connector)) => (connector.class, Some(connector)),
            (None, None) => (ConnectorClass::Premium, None),
        }
    }

    pub(super) fn note_unknown_connectors(&mut self) {
        let apps = self.scenario.apps.iter().enumerate().filter(|(_, app)| !app.off);
        let flows = self.scenario.flows.iter().enumerate().filter(|(_, flow)| !flow.off);
        let lists = apps
            .map(|(index, app)| (format!("apps[{index}]"), &app.connectors))
            .chain(flows.map(|(index, flow)| (format!("flows[{index}]"), &flow.connectors)));
        for (path, names) in lists {
            for (place, name) in names.iter().enumerate() {
                let said = self.scenario.connectors.keys().any(|known| known.trim().eq_ignore_ascii_case(name.trim()));
                if said || self.book.connector(name).is_some() {
                    continue;
                }
                let says = format!("The price book does not know the connector \"{name}\"; it is taken as premium.");
                let remedy = format!(
                    "Check the spelling, or say what it is under connectors, for instance {{\"{name}\": \"standard\"}}."
                );
                let path = format!("{path}.connectors[{place}]");
                self.issues.push(Issue::warning(Code::UnknownConnector, path, says).remedy(remedy));
            }
        }
    }
}
