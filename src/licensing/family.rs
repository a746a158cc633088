//! Many neighbouring models in one: whether nothing on the way between two of them is cheaper than the line between what
//! is cheapest at the ends.
//!
//! The way is a number of equal steps. Each right side of a model is a whole number that grows with the step like a
//! straight line, or like one that is cut off or rounded on the way; when it lies on the straight line at both ends and one
//! step from each, it lies on it everywhere between. Then the step itself is one more whole number of one model:
//!
//! - *Not dearer:* when the two combinations at the ends differ by the same whole numbers for each step, every combination
//!   on the line between them is whole and meets the rows on the way, as each row is a sum that goes straight. So nothing
//!   on the way costs more than the line.
//! - *Not cheaper:* the model with the step as a variable, its cost less the slope of the line, has all combinations of all
//!   steps as solutions. When the least it can cost is the line, nothing on the way costs less.
//!
//! Where a multiple of a variable changes on the way, the loosest of its values is taken; that only allows more, so that a
//! "yes" stays true.

use super::model::{Compare, Model, Row, Var};
use super::solve;
use crate::base::Money;

/// Nodes of the search after which a way counts as not proven; its halves are easier.
const MAX_NODES: u64 = 48;

/// The line between the cheapest combinations at the ends: what the first costs, and the rise with each step. Nothing when
/// combinations on the line are not whole. `models` are those of step 0, of step 1, of the last step but one and of the last.
pub fn line(models: [&Model; 4], steps: i64, first: &[i64], last: &[i64]) -> Option<(Money, Money)> {
    let [start, _, _, end] = models;
    if steps < 2 || first.len() != last.len() || !models.iter().all(|model| model.has_shape_of(start)) {
        return None;
    }
    let whole = first.iter().zip(last).all(|(from, to)| (to - from) % steps == 0);
    let (low, high) = (start.cost_of(first), end.cost_of(last));
    let rise = high.minus(low).micros();
    (whole && rise % steps == 0).then(|| (low, Money::from_micros(rise / steps)))
}

/// Whether nothing on the way is cheaper than a line from `low` at its start that rises by `slope` with each step.
pub fn nothing_below(models: [&Model; 4], steps: i64, low: Money, slope: Money) -> bool {
    let [start, ..] = models;
    if steps < 2 || !models.iter().all(|model| model.has_shape_of(start)) {
        return false;
    }
    let Some(model) = joined(models, steps, Money::ZERO.minus(slope)) else { return false };
    let Ok(found) = solve::solve_within(&model, MAX_NODES) else { return false };
    found.proven && model.cost_of(&found.values) >= low
}

/// One model with the step as a variable.
fn joined(models: [&Model; 4], steps: i64, cost: Money) -> Option<Model> {
    let [start, _, _, end] = models;
    let mut model = Model { variables: start.variables.clone(), rows: Vec::new() };
    for (variable, far) in model.variables.iter_mut().zip(&end.variables) {
        variable.lower = variable.lower.min(far.lower);
        variable.upper = variable.upper.max(far.upper);
    }
    let step = model.variable("step".into(), "the step".into(), (0, steps));
    model.cost(step, cost, 0);
    for place in 0..start.rows.len() {
        let row = row(models.map(|model| model.rows.get(place)), steps, step)?;
        model.rows.push(row);
    }
    Some(model)
}

fn row(rows: [Option<&Row>; 4], steps: i64, step: Var) -> Option<Row> {
    let [Some(start), Some(second), Some(before), Some(end)] = rows else { return None };
    let slope = straight([start.right, second.right, before.right, end.right], steps)?;
    let mut terms = Vec::with_capacity(start.terms.len() + 1);
    for (place, (var, times)) in start.terms.iter().enumerate() {
        let at = |row: &Row| row.terms.get(place).map(|(_, times)| *times);
        let all = [*times, at(second)?, at(before)?, at(end)?];
        straight(all, steps)?;
        let loosest = match start.compare {
            Compare::AtLeast => (*times).max(at(end)?),
            Compare::AtMost => (*times).min(at(end)?),
            Compare::Equal if *times == at(end)? => *times,
            Compare::Equal => return None,
        };
        terms.push((*var, loosest));
    }
    if slope != 0 {
        terms.push((step, -slope));
    }
    Some(Row { about: start.about.clone(), terms, compare: start.compare, right: start.right })
}

/// The rise of a number with each step, when it is the same whole number at both ends of the way.
fn straight([start, second, before, end]: [i64; 4], steps: i64) -> Option<i64> {
    let slope = second.checked_sub(start)?;
    let fits = end.checked_sub(before)? == slope && start.checked_add(slope.checked_mul(steps)?)? == end;
    fits.then_some(slope)
}

impl Model {
    /// Whether another model has the same variables, costs and rows, whatever its numbers.
    fn has_shape_of(&self, other: &Self) -> bool {
        let same_row = |(one, two): (&Row, &Row)| {
            one.compare == two.compare
                && one.terms.len() == two.terms.len()
                && one.terms.iter().zip(&two.terms).all(|(one, two)| one.0 == two.0)
        };
        self.variables.len() == other.variables.len()
            && self.rows.len() == other.rows.len()
            && self
                .variables
                .iter()
                .zip(&other.variables)
                .all(|(one, two)| one.cost == two.cost && one.name == two.name)
            && self.rows.iter().zip(&other.rows).all(same_row)
    }

    /// Whether another model has the same solutions at the same costs, by its numbers.
    pub fn is_same(&self, other: &Self) -> bool {
        let numbers = |row: &Row| row.right;
        self.has_shape_of(other)
            && self.variables.iter().zip(&other.variables).all(|(one, two)| {
                // How far a variable may go is cut for the solver; a row says what it may be.
                one.implied == two.implied && one.tie == two.tie && (one.upper == two.upper || one.upper > 1)
            })
            && self.rows.iter().zip(&other.rows).all(|(one, two)| {
                numbers(one) == numbers(two) && one.terms.iter().zip(&two.terms).all(|(one, two)| one.1 == two.1)
            })
    }
}
