//! Many neighbouring models in one: those along a number, each of whose figures goes straight with it.
//!
//! The number goes up in steps of one. Every right side, before it is rounded, and every multiple of a variable grows like a
//! straight line, or like one that is cut off or rounded on the way; when it lies on the straight line at both ends and one
//! step from each, it lies on it everywhere between. So a model between need not be built, and many of them can be judged
//! at once:
//!
//! - *Not dearer:* when two combinations differ by the same whole numbers for each of some equal strides, all combinations
//!   on the line between them are whole, and each row is a sum that goes straight. So what meets the rows at both ends meets
//!   them at every stride between, and costs what the line says.
//! - *Not cheaper:* the model with the stride as a variable, its cost less the slope of the line, has all combinations of
//!   all strides as solutions. When the least it can cost is the line, nothing at any stride costs less.
//!
//! Where a multiple of a variable changes on the way, the loosest of its values is taken; that only allows more, so that a
//! "yes" stays true.

use super::memory::Memory;
use super::model::{Compare, Model, Row, Var, Variable};
use crate::base::Money;

/// Nodes of the search after which a way counts as not proven; its halves are easier.
const MAX_NODES: u64 = 160;

/// Models along a number.
pub struct Family {
    /// The model of step 0, its variables with the widest bounds of all.
    start: Model,
    /// For each row the rise of its number before rounding, and of each of its multiples.
    rises: Vec<(i64, Vec<i64>)>,
    /// The last step.
    steps: i64,
}

/// Steps that are taken at once: the first, how far it is to the next, and how many come after the first.
#[derive(Debug, Clone, Copy)]
pub struct Strides {
    /// The first.
    pub from: i64,
    /// Steps from one to the next.
    pub width: i64,
    /// How many come after the first.
    pub times: i64,
}

/// A line over strides: what it costs at the first, and the rise with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// At the first stride.
    pub low: Money,
    /// With each stride.
    pub rise: Money,
}

impl Family {
    /// The family of the models of step 0, of step 1, of the last step but one and of the last; nothing when they are not
    /// of one kind.
    pub fn of(models: [&Model; 4], steps: i64) -> Option<Self> {
        let [start, _, _, end] = models;
        if steps < 2 || !models.iter().all(|model| model.has_shape_of(start)) {
            return None;
        }
        let rows = (0..start.rows.len()).map(|place| rises(models.map(|model| model.rows.get(place)), steps));
        let rises = rows.collect::<Option<Vec<_>>>()?;
        let mut start = start.clone();
        for (variable, far) in start.variables.iter_mut().zip(&end.variables) {
            // How far a variable may go is cut for the solver, and a row says what it may be; only what is there or not
            // is said by its bounds.
            if variable.upper != far.upper && variable.upper.min(far.upper) <= 1 {
                return None;
            }
            variable.lower = variable.lower.min(far.lower);
            variable.upper = variable.upper.max(far.upper);
        }
        Some(Self { start, rises, steps })
    }

    /// The last step.
    pub fn steps(&self) -> i64 {
        self.steps
    }

    /// The steps from one to another as a family of their own.
    pub fn part(&self, first: i64, last: i64) -> Option<Self> {
        let steps = last - first;
        (steps > 1).then(|| Self { start: self.at(first), rises: self.rises.clone(), steps })
    }

    /// The model of a step.
    pub fn at(&self, step: i64) -> Model {
        let mut model = self.start.clone();
        for (row, (rise, times)) in model.rows.iter_mut().zip(&self.rises) {
            row.whole = row.whole.saturating_add(rise.saturating_mul(step));
            row.right = Row::divided(row.compare, row.whole, row.divisor);
            for (term, rise) in row.terms.iter_mut().zip(times) {
                term.1 = term.1.saturating_add(rise.saturating_mul(step));
            }
        }
        model
    }

    /// Whether what meets the rows of a step meets those of every step before it.
    pub fn is_tightening(&self) -> bool {
        self.start.rows.iter().zip(&self.rises).all(|(row, (rise, times))| {
            let tightens = match row.compare {
                Compare::AtLeast => *rise >= 0,
                Compare::AtMost => *rise <= 0,
                Compare::Equal => *rise == 0,
            };
            tightens && times.iter().all(|rise| *rise == 0)
        })
    }

    /// The last step at which values meet the rows when they do at `from`, in a family that tightens.
    pub fn reach(&self, values: &[i64], from: i64) -> i64 {
        let rows = self.start.rows.iter().zip(&self.rises).filter(|(_, (rise, _))| *rise != 0);
        let last = rows.map(|(row, (rise, _))| {
            // Rows of at most fall while the others grow.
            let room = sum(row, values).saturating_mul(row.divisor).saturating_sub(row.whole);
            room.saturating_mul(rise.signum()).div_euclid(rise.abs()).max(from)
        });
        last.min().unwrap_or(self.steps).min(self.steps)
    }

    /// Whether values meet the bounds and the rows of a step, which may lie beyond the last.
    pub fn is_met(&self, values: &[i64], step: i64) -> bool {
        let model = self.at(step);
        let within = |(variable, value): (&Variable, &i64)| (variable.lower..=variable.upper).contains(value);
        let met = |row: &Row| match row.compare {
            Compare::AtLeast => sum(row, values) >= row.right,
            Compare::AtMost => sum(row, values) <= row.right,
            Compare::Equal => sum(row, values) == row.right,
        };
        model.variables.iter().zip(values).all(within) && model.rows.iter().all(met)
    }

    /// Whether there are units of the same plans in both.
    pub fn has_same_units(&self, one: &[i64], two: &[i64]) -> bool {
        let units = self.start.variables.iter().zip(one.iter().zip(two)).filter(|(variable, _)| variable.implied);
        units.into_iter().all(|(_, (one, two))| (*one > 0) == (*two > 0))
    }

    /// What values cost at any step.
    pub fn cost_of(&self, values: &[i64]) -> Money {
        self.start.cost_of(values)
    }

    /// The line through the cheapest combinations at the first step and the last, when those between are whole.
    pub fn line(&self, first: &[i64], last: &[i64]) -> Option<Line> {
        let whole = first.len() == last.len() && first.iter().zip(last).all(|(from, to)| (to - from) % self.steps == 0);
        let (low, high) = (self.cost_of(first), self.cost_of(last));
        let rise = high.minus(low).micros();
        (whole && rise % self.steps == 0).then(|| Line { low, rise: Money::from_micros(rise / self.steps) })
    }

    /// Whether nothing at any of these steps is cheaper than a line over them, which may be that of values known at the
    /// first. It says no when it cannot tell.
    pub fn nothing_below(&self, strides: Strides, line: Line, known: &[i64], memory: &Memory) -> bool {
        let known: Vec<i64> = known.iter().copied().chain([0]).collect();
        let model = self.joined(strides, Money::ZERO.minus(line.rise));
        model.is_some_and(|model| memory.is_least(&model, line.low, &known, MAX_NODES))
    }

    /// One model with the stride as a variable.
    fn joined(&self, strides: Strides, cost: Money) -> Option<Model> {
        // Which of equals is taken does not matter here.
        let variables = self.start.variables.iter().map(|variable| Variable { tie: 0, ..variable.clone() });
        let mut model = Model { variables: variables.collect(), rows: Vec::new() };
        let stride = model.variable("stride".into(), "the stride".into(), (0, strides.times));
        model.cost(stride, cost, 0);
        for (row, (rise, times)) in self.start.rows.iter().zip(&self.rises) {
            let row = joined_row(row, *rise, times, strides, stride)?;
            model.rows.push(row);
        }
        Some(model)
    }
}

fn joined_row(row: &Row, rise: i64, times: &[i64], strides: Strides, stride: Var) -> Option<Row> {
    let way = rise * strides.width;
    if way % row.divisor != 0 {
        return None;
    }
    let whole = row.whole + rise * strides.from;
    let right = Row::divided(row.compare, whole, row.divisor);
    let last = strides.from + strides.width * strides.times;
    let mut terms = Vec::with_capacity(row.terms.len() + 1);
    for ((var, first), rise) in row.terms.iter().zip(times) {
        let (near, far) = (first + rise * strides.from, first + rise * last);
        let loosest = match row.compare {
            Compare::AtLeast => near.max(far),
            Compare::AtMost => near.min(far),
            Compare::Equal if near == far => near,
            Compare::Equal => return None,
        };
        terms.push((*var, loosest));
    }
    if way != 0 {
        terms.push((stride, -way / row.divisor));
    }
    Some(Row { terms, right, whole, ..row.clone() })
}

/// The rise of the number of a row and of each of its multiples, when all go straight.
fn rises(rows: [Option<&Row>; 4], steps: i64) -> Option<(i64, Vec<i64>)> {
    let [Some(start), Some(second), Some(before), Some(end)] = rows else { return None };
    let all = [start, second, before, end];
    if all.iter().any(|row| row.divisor != start.divisor) || start.compare == Compare::Equal && start.divisor != 1 {
        return None;
    }
    let rise = straight(all.map(|row| row.whole), steps)?;
    let times = (0..start.terms.len()).map(|place| {
        let at = |row: &Row| row.terms.get(place).map(|(_, times)| *times);
        straight([at(start)?, at(second)?, at(before)?, at(end)?], steps)
    });
    Some((rise, times.collect::<Option<Vec<_>>>()?))
}

/// The rise of a number with each step, when it is the same whole number at both ends of the way.
fn straight([start, second, before, end]: [i64; 4], steps: i64) -> Option<i64> {
    let rise = second.checked_sub(start)?;
    let fits = end.checked_sub(before)? == rise && start.checked_add(rise.checked_mul(steps)?)? == end;
    fits.then_some(rise)
}

fn sum(row: &Row, values: &[i64]) -> i64 {
    let value = |var: &Var| values.get(var.position()).copied().unwrap_or(0);
    row.terms.iter().fold(0_i64, |sum, (var, times)| sum.saturating_add(times.saturating_mul(value(var))))
}

impl Model {
    /// Whether another model has the same numbers, those of its rows before they are rounded.
    pub fn is_same(&self, other: &Self) -> bool {
        self.has_shape_of(other)
            && self.variables.iter().zip(&other.variables).all(|(one, two)| one.upper == two.upper || one.upper > 1)
            && self.rows.iter().zip(&other.rows).all(|(one, two)| one.whole == two.whole && one.terms == two.terms)
    }

    /// Whether another model has the same variables, costs and rows, whatever its numbers.
    pub fn has_shape_of(&self, other: &Self) -> bool {
        let same_row = |(one, two): (&Row, &Row)| {
            one.compare == two.compare
                && one.terms.len() == two.terms.len()
                && one.terms.iter().zip(&two.terms).all(|(one, two)| one.0 == two.0)
        };
        self.variables.len() == other.variables.len()
            && self.rows.len() == other.rows.len()
            && self.variables.iter().zip(&other.variables).all(|(one, two)| {
                one.cost == two.cost && one.tie == two.tie && one.implied == two.implied && one.name == two.name
            })
            && self.rows.iter().zip(&other.rows).all(same_row)
    }
}
