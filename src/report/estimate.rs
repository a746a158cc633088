//! The whole answer to a scenario: every table, explanation and export is a reading of this one value.

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::combination::Combination;
use super::issue::Issue;
use super::step::Step;
use crate::base::{Count, Day, EditionId, OptionId, PlanId, Price, ReadingId, SourceId};
use crate::pricebook::schema::{Family, Rule, Seen, Source, Standing};

/// What a combination costs, whether it is valid, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// The name of the scenario.
    pub scenario: String,
    /// The edition of the price book that was used.
    pub edition: EditionId,
    /// The first day of that edition.
    pub holds_from: Day,
    /// Whether every need of the scenario is met.
    pub valid: bool,
    /// How sure it is that nothing valid is cheaper; absent when a combination was typed in and only judged.
    pub optimality: Option<Optimality>,
    /// The sum of the lines for a month; licenses without a published price are not in it.
    pub monthly: Price,
    /// Twelve times the monthly total.
    pub yearly: Price,
    /// What to buy, in the order of the price book. Licenses owned already are lines with nothing to pay.
    pub lines: Vec<Line>,
    /// Plans among the lines whose price no source of the edition gives, and which the scenario does not state.
    pub unpriced: Vec<Unpriced>,
    /// Each need of the scenario with how it is met, or that it is not.
    pub needs: Vec<Step>,
    /// Pooled entitlements and capacity: what is needed, what the combination brings.
    pub pooled: Vec<Pooled>,
    /// Refusals and warnings, the worst first.
    pub issues: Vec<Issue>,
    /// What was taken for granted because the scenario does not say.
    pub assumptions: Vec<String>,
    /// Where the sources disagree about something that mattered here, and what was read.
    pub readings: Vec<UsedReading>,
    /// The combination that was priced, with everything assigned.
    pub combination: Combination,
    /// The rules cited anywhere in the answer.
    pub rules: Vec<Rule>,
    /// The sources cited anywhere in the answer.
    pub sources: BTreeMap<SourceId, Source>,
}

/// Which answer was taken where sources disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedReading {
    /// The question; the scenario chooses under this name.
    pub id: ReadingId,
    /// The question in plain words.
    pub topic: String,
    /// The answer that was taken.
    pub option: OptionId,
    /// That answer in plain words.
    pub says: String,
    /// Whether the scenario chose it.
    pub chosen: bool,
    /// Why it is taken unless the scenario chooses.
    pub why: String,
    /// How well the answer is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// The other answers that could be chosen.
    pub others: Vec<OptionId>,
}

/// How sure it is that nothing valid is cheaper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Optimality {
    /// Whether the solver proved that no valid combination is cheaper by a cent or more.
    pub proven: bool,
    /// When it is not proven: no valid combination costs less than this.
    pub at_least: Option<Price>,
    /// Nodes of the search tree.
    pub nodes: u64,
}

/// One plan with its quantity and amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The plan.
    pub plan: PlanId,
    /// Its official name.
    pub name: String,
    /// The part of the product.
    pub family: Family,
    /// What one unit is called.
    pub unit_name: String,
    /// Units in all.
    pub quantity: u64,
    /// Units among them that are owned already and cost nothing now.
    pub owned: u64,
    /// The price of one unit; absent when no price is published and the scenario states none.
    pub unit_price: Option<UnitPrice>,
    /// What the line costs: (quantity − owned) × unit price; absent with the unit price.
    pub amount: Option<Price>,
    /// Who gets how many.
    pub holders: Vec<Holder>,
    /// Why the line is there, down to figures and sources.
    pub reason: Step,
}

/// The price of one unit and how it is founded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitPrice {
    /// The price.
    pub price: Price,
    /// Whether the user stated it.
    pub yours: bool,
    /// How well it is founded.
    pub standing: Standing,
    /// Where it is printed; empty when it is yours.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What the tenant as a holder is called.
pub const TENANT: &str = "Tenant";

/// Somebody who gets units of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// A group, a person, a flow, or the tenant.
    pub who: String,
    /// Units.
    pub quantity: u64,
}

/// A plan without a published price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unpriced {
    /// The plan.
    pub plan: PlanId,
    /// Its official name.
    pub name: String,
    /// Units to be bought.
    pub quantity: u64,
    /// Prices printed elsewhere, for the user to take or leave.
    pub seen: Vec<Seen>,
    /// Where it was looked for.
    pub sources: Vec<SourceId>,
}

/// Demand and entitlement of one pooled amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pooled {
    /// Stable key: `database`, `file`, `log`, or a pool such as `billed-sessions`.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The unit, such as `MB` or `billed sessions per month`.
    pub unit: String,
    /// What the scenario needs.
    pub needed: u64,
    /// What the combination and what is held bring.
    pub entitled: u64,
    /// How it adds up.
    pub reason: Step,
}

impl Pooled {
    /// What is left, in hundredths of a percent of what there is, rounded; nothing when there is none or too little.
    pub fn left(&self) -> Option<u64> {
        let left = self.entitled.checked_sub(self.needed)?;
        left.saturating_mul(10_000).saturating_add(self.entitled / 2).checked_div(self.entitled)
    }
}

impl Estimate {
    /// The line of a plan, if the combination has one.
    pub fn line(&self, plan: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.plan.as_str() == plan)
    }

    /// Units of a plan, owned ones included.
    pub fn quantity(&self, plan: &str) -> u64 {
        self.line(plan).map_or(0, |line| line.quantity)
    }
}

/// Licenses of one plan, for reading a combination.
pub type Quantity = (PlanId, Count);
