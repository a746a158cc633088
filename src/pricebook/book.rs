//! The price book of one edition: look-ups and iteration in a fixed order.

use crate::base::sorted::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::fold;
use super::plan::Plan;
use super::schema::{
    ConnectorClass, EditionHead, Figure, FlowScope, FormerClass, Limit, RateChange, Reading, ReadingOption, Right,
    Rule, Source, Standing, TermChange,
};
use super::words::Words;
use crate::base::{OptionId, PlanId, ReadingId, RuleId, SourceId, TermId};

/// All facts that hold in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Which edition it is, since when and why.
    pub edition: EditionHead,
    /// Plans by families, within one in the order in which the files name them.
    pub(super) plans: Vec<Plan>,
    pub(super) limits: BTreeMap<Limit, Figure>,
    /// By lower-case name.
    pub(super) connectors: BTreeMap<String, Connector>,
    pub(super) rates: BTreeMap<String, RateChange>,
    pub(super) terms: BTreeMap<TermId, TermChange>,
    /// In the order in which the files name them.
    pub(super) readings: Arc<Vec<Reading>>,
    /// What was chosen instead of defaults.
    pub(super) chosen: BTreeMap<ReadingId, OptionId>,
    pub(super) shared: Shared,
}

/// What all editions have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Every source.
    pub(super) sources: Arc<BTreeMap<SourceId, Source>>,
    /// Every rule.
    pub(super) rules: Arc<BTreeMap<RuleId, Rule>>,
    /// What things are called.
    pub(super) words: Arc<Words>,
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
    /// Whether people write to lists behind it, by which flows start.
    pub lists: bool,
    /// How well that is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The class it had before, if it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerClass>,
}

/// There is no such question, or no such answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownReading {
    /// The question.
    pub reading: ReadingId,
    /// The answer, when the question exists.
    pub option: Option<OptionId>,
    /// What there is instead.
    pub known: Vec<String>,
}

impl fmt::Display for UnknownReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.option {
            None => write!(f, "the edition has no reading \"{}\"", self.reading)?,
            Some(option) => write!(f, "the reading \"{}\" has no option \"{option}\"", self.reading)?,
        }
        write!(f, "; choose one of: {}", self.known.join(", "))
    }
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

    /// A limit of the edition; some belong to things that came later and are absent before.
    pub fn limit(&self, id: Limit) -> Option<&Figure> {
        self.limits.get(&id)
    }

    /// The value of a limit, zero where the book has none.
    pub fn limit_value(&self, id: Limit) -> u64 {
        self.limits.get(&id).map_or(0, |figure| figure.value)
    }

    /// A connector by its name, in any case.
    pub fn connector(&self, name: &str) -> Option<&Connector> {
        self.connectors.get(&name.trim().to_ascii_lowercase())
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

    /// A trial, a grace or another span of time.
    pub fn term(&self, id: &str) -> Option<&TermChange> {
        self.terms.get(id)
    }

    /// All spans of time, by id.
    pub fn terms(&self) -> impl Iterator<Item = &TermChange> {
        self.terms.values()
    }

    /// All questions that sources answer differently, in the order of the files.
    pub fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter()
    }

    /// One of these questions.
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id.as_str() == id)
    }

    /// The answer that holds in this book: the one that was chosen, otherwise the default.
    pub fn option(&self, reading: &str) -> Option<&ReadingOption> {
        let question = self.reading(reading)?;
        let chosen = self.chosen.get(reading).unwrap_or(&question.default);
        question.option(chosen.as_str())
    }

    /// Whether this answer to a question holds in this book.
    pub fn reads(&self, reading: &str, option: &str) -> bool {
        self.option(reading).is_some_and(|chosen| chosen.id.as_str() == option)
    }

    /// The same book with other answers to some questions; what an answer changes is laid over the figures.
    ///
    /// # Errors
    /// When there is no such question or answer; the error names those there are.
    pub fn with_readings(&self, choices: &BTreeMap<ReadingId, OptionId>) -> Result<Self, UnknownReading> {
        let mut book = self.clone();
        for (id, option) in choices {
            let reading = self.reading(id.as_str()).ok_or_else(|| UnknownReading {
                reading: id.clone(),
                option: None,
                known: self.readings.iter().map(|reading| reading.id.to_string()).collect(),
            })?;
            let answer = reading.option(option.as_str()).ok_or_else(|| UnknownReading {
                reading: id.clone(),
                option: Some(option.clone()),
                known: reading.options.iter().map(|option| option.id.to_string()).collect(),
            })?;
            // What is laid over has been tried for each answer by `check`; here it cannot fail.
            let _ = fold::overlay(&mut book, answer);
            book.chosen.insert(id.clone(), option.clone());
        }
        Ok(book)
    }

    /// A source by its key.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.shared.sources.get(id)
    }

    /// All sources, by key.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.shared.sources.values()
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.shared.rules.get(id)
    }

    /// All rules, by id, also those that do not hold in this edition.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.shared.rules.values()
    }

    /// Whether a rule exists and holds in this edition.
    pub fn rule_holds(&self, id: &str) -> bool {
        self.rule(id).is_some_and(|rule| rule.holds_in(&self.edition.id))
    }

    /// What the kinds of things are called.
    pub fn words(&self) -> &Words {
        &self.shared.words
    }

    /// All limits.
    pub fn limits(&self) -> impl Iterator<Item = (Limit, &Figure)> {
        self.limits.iter().map(|(id, figure)| (*id, figure))
    }
}
