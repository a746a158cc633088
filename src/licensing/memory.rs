//! Solves models of neighbours: each is made smaller first, and a part that was solved before is not solved again. Along a
//! number most parts stay what they are.

use std::cell::RefCell;

use super::model::{Compare, Model};
use super::reduce::{Part, Reduced};
use super::solve::{self, Found, NotFound};
use crate::base::Money;
use crate::base::sorted::BTreeMap;

/// What was solved before.
#[derive(Default)]
pub struct Memory(RefCell<BTreeMap<Vec<i64>, Result<Found, NotFound>>>);

impl Memory {
    /// Solves a model with a bound on the search of each of its parts.
    ///
    /// # Errors
    /// When there is no solution, or none was found within the bound.
    pub fn solve(&self, model: &Model, most: u64) -> Result<Found, NotFound> {
        let reduced = Reduced::of(model).ok_or(NotFound::Infeasible)?;
        let (mut parts, mut proven, mut nodes, mut at_least) = (Vec::new(), true, 0, reduced.fixed);
        for part in &reduced.parts {
            let found = self.solve_part(part, most)?;
            proven &= found.proven;
            nodes += found.nodes;
            at_least = at_least.plus(found.at_least);
            parts.push(found.values);
        }
        Ok(Found { values: reduced.whole(&parts), proven, at_least, nodes })
    }

    /// Whether nothing costs less than so much, of which a solution may be known; only one part is new, that with the last
    /// variable. It says no when it cannot tell.
    pub fn is_least(&self, model: &Model, least: Money, known: &[i64], most: u64) -> bool {
        let Some(reduced) = Reduced::of(model) else { return false };
        let end = model.variables.len().checked_sub(1);
        let (new, old): (Vec<&Part>, Vec<&Part>) =
            reduced.parts.iter().partition(|part| end.is_some_and(|place| part.has(place)));
        let mut rest = least.minus(reduced.fixed);
        for part in old {
            let Some(found) = self.solve_part(part, most).ok().filter(|found| found.proven) else { return false };
            rest = rest.minus(part.model.cost_of(&found.values));
        }
        let known = reduced.said(known.to_vec()).filter(|_| known.len() == model.variables.len());
        match new.first() {
            Some(part) => {
                let known = known.map(|known| part.values(&known)).unwrap_or_default();
                solve::is_least(&part.model, rest, &known, most)
            }
            None => rest <= Money::ZERO,
        }
    }

    fn solve_part(&self, part: &Part, most: u64) -> Result<Found, NotFound> {
        let key = numbers(&part.model, most);
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let found = solve::solve_within(&part.model, most);
        self.0.borrow_mut().insert(key, found.clone());
        found
    }
}

/// All that the answer depends on.
fn numbers(model: &Model, most: u64) -> Vec<i64> {
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let mut numbers = vec![i64::try_from(most).unwrap_or(i64::MAX), count(model.variables.len())];
    for variable in &model.variables {
        let (cost, implied) = (variable.cost.micros(), i64::from(variable.implied));
        numbers.extend([cost, variable.tie, variable.lower, variable.upper, implied]);
    }
    for row in &model.rows {
        let compare = match row.compare {
            Compare::AtLeast => 0,
            Compare::AtMost => 1,
            Compare::Equal => 2,
        };
        numbers.extend([count(row.terms.len()), compare, row.right]);
        numbers.extend(row.terms.iter().flat_map(|(var, times)| [count(var.position()), *times]));
    }
    numbers
}
