//! The price book of one edition: look-ups and iteration in a fixed order.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::plan::Plan;
use super::schema::{ConnectorClass, EditionHead, Figure, FlowScope, Limit, RateChange, Right, Rule, Source, Standing};
use crate::base::{PlanId, RuleId, SourceId};

/// All facts that hold in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Book {
    /// Which edition it is, since when and why.
    pub edition: EditionHead,
    /// Plans in the order in which the files name them.
    pub(super) plans: Vec<Plan>,
    pub(super) limits: BTreeMap<Limit, Figure>,
    /// By lower-case name.
    pub(super) connectors: BTreeMap<String, Connector>,
    pub(super) rates: BTreeMap<String, RateChange>,
    #[serde(skip)]
    pub(super) sources: Arc<BTreeMap<SourceId, Source>>,
    #[serde(skip)]
    pub(super) rules: Arc<BTreeMap<RuleId, Rule>>,
}

/// A connector and what it asks of those who use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Connector {
    /// The official name.
    pub name: String,
    /// Its class.
    pub class: ConnectorClass,
    /// Whether many people behind one account need a license each.
    pub multiplexing: bool,
    /// Whether it is the connector behind a flow that starts by an HTTP request.
    pub http_trigger: bool,
    /// How well that is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Book {
    /// All plans, in the order of the files.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.plans.iter()
    }

    /// The plan with this id.
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == *id)
    }

    /// Plans that give a right, whether sold or held.
    pub fn plans_giving(&self, right: Right) -> impl Iterator<Item = &Plan> {
        self.plans.iter().filter(move |plan| plan.gives(right))
    }

    /// Plans that license flows in a context.
    pub fn plans_for_flows(&self, scope: FlowScope) -> impl Iterator<Item = &Plan> {
        self.plans.iter().filter(move |plan| plan.licenses_flows(scope))
    }

    /// Suites that everybody holds unless the scenario says otherwise.
    pub fn held_by_default(&self) -> impl Iterator<Item = &Plan> {
        self.plans.iter().filter(|plan| plan.held_by_default)
    }

    /// A limit of the edition; `check` makes sure that every book has all of them.
    pub fn limit(&self, id: Limit) -> Option<&Figure> {
        self.limits.get(&id)
    }

    /// The value of a limit, zero where the book has none.
    pub fn limit_value(&self, id: Limit) -> u64 {
        self.limits.get(&id).map_or(0, |figure| figure.value)
    }

    /// A connector by its name, in any case.
    pub fn connector(&self, name: &str) -> Option<&Connector> {
        self.connectors.get(&name.trim().to_lowercase())
    }

    /// The connector behind a flow that starts by an HTTP request.
    pub fn http_trigger(&self) -> Option<&Connector> {
        self.connectors.values().find(|connector| connector.http_trigger)
    }

    /// All connectors, by name.
    pub fn connectors(&self) -> impl Iterator<Item = &Connector> {
        self.connectors.values()
    }

    /// What uses cost in pooled units, by id.
    pub fn rates(&self) -> impl Iterator<Item = &RateChange> {
        self.rates.values()
    }

    /// A source by its key.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.get(id)
    }

    /// All sources, by key.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    /// All rules, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }
}
