//! Reasons: what was found, by which rule, from which figures, with which sources, down as far as there is anything to say.

use serde::Serialize;

use crate::base::plain::Plain;
use crate::base::{RuleId, SourceId};
use crate::pricebook::schema::Standing;

/// One step of a reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
pub struct Step {
    /// One plain sentence.
    pub says: String,
    /// The rule that decided, if one did.
    pub rule: Option<RuleId>,
    /// The computation in figures, such as `120 × 10.00 USD = 1,200.00 USD`.
    pub formula: Option<String>,
    /// The figures it used, each with its sources.
    pub evidence: Vec<Evidence>,
    /// Steps that lead to this one.
    pub because: Vec<Step>,
}

/// A figure or a statement with its sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
pub struct Evidence {
    /// What it is, such as "price of one user and month".
    pub what: String,
    /// Its value as printed in the answer, with unit.
    pub value: String,
    /// How well it is founded.
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Step {
    /// A step that only says something.
    pub fn says(text: impl Into<String>) -> Self {
        Self { says: text.into(), ..Self::default() }
    }

    /// The same step, decided by a rule.
    #[must_use]
    pub fn by(mut self, rule: &str) -> Self {
        self.rule = Some(RuleId::from(rule));
        self
    }

    /// The same step with its computation.
    #[must_use]
    pub fn formula(mut self, formula: impl Into<String>) -> Self {
        self.formula = Some(formula.into());
        self
    }

    /// The same step with one more figure.
    #[must_use]
    pub fn with(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// The same step with one more step that leads to it.
    #[must_use]
    pub fn because(mut self, step: Self) -> Self {
        self.because.push(step);
        self
    }

    /// Calls `visit` for this step and all below it, parents first.
    pub fn walk(&self, visit: &mut impl FnMut(&Self)) {
        let mut open = vec![self];
        while let Some(step) = open.pop() {
            visit(step);
            open.extend(step.because.iter().rev());
        }
    }
}
