//! Owned licenses: what of them is used, what is unused, and what is missing beside them.

use serde::Serialize;

use super::words::named;
use crate::base::{Money, PlanId, Price};
use crate::licensing::words::count_of;
use crate::licensing::{Scenario, cheapest};
use crate::pricebook::Book;
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Fault, Sheet};

/// What becomes of owned licenses in the cheapest combination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owned {
    /// Owned plans, and those that are missing, in the order of the book.
    pub plans: Vec<OwnedPlan>,
    /// What the missing ones cost.
    pub monthly: Price,
    /// What would be paid without the owned ones.
    pub without: Money,
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnedPlan {
    /// The plan.
    pub plan: PlanId,
    /// Its name.
    pub name: String,
    /// Units that are owned.
    pub owned: u64,
    /// Units among them that are used.
    pub used: u64,
    /// Units among them that nothing needs.
    pub unused: u64,
    /// Units that are to be bought.
    pub missing: u64,
    /// What those cost; absent when no price is known.
    pub monthly: Option<Money>,
}

/// Says what of the owned licenses is used, unused and missing.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn owned(book: &Book, scenario: &Scenario) -> Result<Owned, Vec<Fault>> {
    let estimate = cheapest(book, scenario)?;
    let mut bare = scenario.clone();
    bare.tenant.owned.clear();
    bare.tenant.owned_terms.clear();
    let without = cheapest(book, &bare)?.monthly.amount;
    let mut plans = Vec::new();
    for plan in book.plans() {
        let owned = scenario.tenant.owned.get(&plan.id).map_or(0, |count| count.wide());
        let line = estimate.line(plan.id.as_str());
        let quantity = line.map_or(0, |line| line.quantity);
        if owned == 0 && quantity == 0 {
            continue;
        }
        let used = owned.min(quantity);
        plans.push(OwnedPlan {
            plan: plan.id.clone(),
            name: plan.name.clone(),
            owned,
            used,
            unused: owned - used,
            missing: quantity - used,
            monthly: line.and_then(|line| line.amount.as_ref()).map(|price| price.amount),
        });
    }
    Ok(Owned { plans, monthly: estimate.monthly, without })
}

impl Owned {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let unused: u64 = self.plans.iter().map(|plan| plan.unused).sum();
        let missing: u64 = self.plans.iter().map(|plan| plan.missing).sum();
        let says = |count, what: &str| format!("{} {what}", count_of(count, "license"));
        let title = match (unused, missing) {
            _ if self.plans.iter().all(|plan| plan.owned == 0) => "The scenario names no owned licenses.".to_owned(),
            (0, 0) => "What is owned is needed, and nothing is missing.".to_owned(),
            (0, missing) => format!("All owned licenses are needed; {}.", says(missing, "must be bought beside them")),
            (unused, 0) => format!("{}, and nothing is missing.", says(unused, "that are owned are not needed here")),
            (unused, missing) => {
                format!("{}; {}.", says(unused, "that are owned are not needed here"), says(missing, "are missing"))
            }
        };
        let mut sheet = Sheet::new("owned", title);
        let currency = &self.monthly.currency;
        sheet.say(format!(
            "What is missing costs {}. Without anything owned it would be {} {currency}.",
            self.monthly,
            self.without.grouped()
        ));
        let columns = vec![
            Column::text("Plan"),
            Column::count("Owned", ""),
            Column::count("Used", ""),
            Column::count("Unused", ""),
            Column::count("Missing", ""),
            Column::money("A month", currency),
        ];
        let mut table = Table::new("Owned licenses and what is missing", columns);
        for plan in &self.plans {
            let counts = [plan.owned, plan.used, plan.unused, plan.missing].map(Cell::count);
            let mut row = vec![Cell::text(&plan.name)];
            row.extend(counts);
            row.push(plan.monthly.filter(|_| plan.missing > 0).map_or(Cell::Nothing, Cell::Money));
            table.row(row);
        }
        sheet.table(table);
        let sources = named(book, self.plans.iter().map(|plan| &plan.plan));
        sheet.cited(book, sources)
    }
}
