//! A model made smaller before it is solved, in whole numbers only: what follows from the rest is left out, and variables
//! that have nothing to do with each other become models of their own.
//!
//! The least cost stays the same, and values of what is left lead to values of all variables that cost as much. It knows
//! neither licenses nor a solver.

mod columns;
mod rows;

use std::rc::Rc;

use super::model::{Compare, MOST, Model, Row, Var, Variable};
use crate::base::Money;

/// A model in parts, and how values of the parts become values of the whole.
pub struct Reduced {
    /// Models that have no variable in common; what they cost together, beside `fixed`, is what the model costs.
    pub parts: Vec<Part>,
    /// What the model costs beside its parts.
    pub fixed: Money,
    /// What was left out, in the order of leaving.
    left_out: Vec<LeftOut>,
}

/// A part of a model.
pub struct Part {
    /// The model.
    pub model: Model,
    /// Where each of its variables is in the whole.
    places: Vec<usize>,
}

/// A variable that was left out.
struct LeftOut {
    place: usize,
    how: How,
}

/// What a variable that was left out is.
enum How {
    /// A number and multiples of others.
    Sum { number: i64, others: Vec<(usize, i64)> },
    /// What another one gives, this one takes back: the other stands for the difference of both. The smallest values of
    /// this and of the other by itself.
    Opposite { of: usize, lower: i64, other_lower: i64 },
}

/// A model while it is made smaller.
struct Work {
    columns: Vec<Column>,
    rows: Vec<Line>,
    fixed: i64,
    left_out: Vec<LeftOut>,
    /// Whether anything became smaller since somebody looked.
    changed: bool,
    /// Rows that contradict each other were found.
    impossible: bool,
}

/// A variable while the model is made smaller.
struct Column {
    cost: i64,
    tie: i64,
    lower: i64,
    upper: i64,
    implied: bool,
    /// Rows that name it.
    rows: Vec<usize>,
    gone: bool,
}

/// A row while the model is made smaller.
#[derive(Clone)]
struct Line {
    /// Multiples of variables, in their order.
    terms: Vec<(usize, i64)>,
    compare: Compare,
    right: i64,
    gone: bool,
}

/// How often all rows and variables are looked at; later rounds find little.
const ROUNDS: usize = 12;

impl Reduced {
    /// Makes a model smaller; nothing when its rows contradict each other.
    pub fn of(model: &Model) -> Option<Self> {
        let mut work = Work::of(model);
        for _ in 0..ROUNDS {
            work.changed = false;
            work.look_at_rows();
            work.look_at_columns();
            if work.impossible {
                return None;
            }
            if !work.changed {
                break;
            }
        }
        let parts = work.parts();
        Some(Self { parts, fixed: Money::from_micros(work.fixed), left_out: work.left_out })
    }

    /// Values of all variables from those of the parts, in their order.
    pub fn whole(&self, parts: &[Vec<i64>]) -> Vec<i64> {
        let known: usize = self.parts.iter().map(|part| part.places.len()).sum();
        let mut values = vec![0; known + self.left_out.len()];
        for (part, found) in self.parts.iter().zip(parts) {
            for (place, value) in part.places.iter().zip(found) {
                put(&mut values, *place, *value);
            }
        }
        for left in self.left_out.iter().rev() {
            let value = match &left.how {
                How::Sum { number, others } => sum(*number, others, &values),
                How::Opposite { of, lower, other_lower } => {
                    let difference = values.get(*of).copied().unwrap_or(0);
                    let value = (other_lower - difference).max(*lower);
                    put(&mut values, *of, difference + value);
                    value
                }
            };
            put(&mut values, left.place, value);
        }
        values
    }

    /// Values of all variables as the parts say them; nothing when they are none that the parts can say.
    pub fn said(&self, mut values: Vec<i64>) -> Option<Vec<i64>> {
        for left in &self.left_out {
            let value = values.get(left.place).copied()?;
            match &left.how {
                How::Sum { number, others } if value != sum(*number, others, &values) => return None,
                How::Sum { .. } => {}
                How::Opposite { of, .. } => *values.get_mut(*of)? -= value,
            }
        }
        Some(values)
    }
}

impl Part {
    /// Whether a variable of the whole is in it.
    pub fn has(&self, place: usize) -> bool {
        self.places.binary_search(&place).is_ok()
    }

    /// The values of the part among those of the whole.
    pub fn values(&self, whole: &[i64]) -> Vec<i64> {
        self.places.iter().map(|place| whole.get(*place).copied().unwrap_or(0)).collect()
    }
}

fn sum(number: i64, others: &[(usize, i64)], values: &[i64]) -> i64 {
    let parts = others.iter().map(|(place, times)| times * values.get(*place).copied().unwrap_or(0));
    number + parts.sum::<i64>()
}

fn put(values: &mut [i64], place: usize, value: i64) {
    if let Some(old) = values.get_mut(place) {
        *old = value;
    }
}

impl Work {
    fn of(model: &Model) -> Self {
        let column = |variable: &Variable| Column {
            cost: variable.cost.micros(),
            tie: variable.tie,
            lower: variable.lower,
            upper: variable.upper,
            implied: variable.implied,
            rows: Vec::new(),
            gone: false,
        };
        let mut columns: Vec<Column> = model.variables.iter().map(column).collect();
        let line = |row: &Row| Line {
            terms: row.terms.iter().map(|(var, times)| (var.position(), *times)).collect(),
            compare: row.compare,
            right: row.right,
            gone: false,
        };
        let rows: Vec<Line> = model.rows.iter().map(line).collect();
        for (number, row) in rows.iter().enumerate() {
            for (place, _) in &row.terms {
                if let Some(column) = columns.get_mut(*place) {
                    column.rows.push(number);
                }
            }
        }
        Self { columns, rows, fixed: 0, left_out: Vec::new(), changed: false, impossible: false }
    }

    /// Lets a row end; its variables no longer know it.
    fn drop_row(&mut self, number: usize) {
        let Some(row) = self.rows.get_mut(number) else { return };
        row.gone = true;
        self.changed = true;
        for (place, _) in std::mem::take(&mut row.terms) {
            if let Some(column) = self.columns.get_mut(place) {
                column.rows.retain(|known| *known != number);
            }
        }
    }

    /// Puts a number and multiples of others in the place of a variable, in all rows and in the cost. It says no, and does
    /// nothing, when a number grows too large.
    fn replace(&mut self, place: usize, number: i64, others: &[(usize, i64)]) -> bool {
        let Some((cost, tie, named)) = self.columns.get(place).map(|known| (known.cost, known.tie, known.rows.clone()))
        else {
            return false;
        };
        let rows: Option<Vec<Line>> =
            named.iter().map(|row| self.rows.get(*row)?.with(place, number, others)).collect();
        let costs: Option<Vec<(i64, i64)>> = others
            .iter()
            .map(|(other, times)| {
                let known = self.columns.get(*other)?;
                Some((plus_times(known.cost, cost, *times)?, plus_times(known.tie, tie, *times)?))
            })
            .collect();
        let (Some(rows), Some(costs), Some(fixed)) = (rows, costs, plus_times(self.fixed, cost, number)) else {
            return false;
        };
        self.fixed = fixed;
        for ((other, _), (cost, tie)) in others.iter().zip(costs) {
            if let Some(known) = self.columns.get_mut(*other) {
                (known.cost, known.tie) = (cost, tie);
            }
        }
        for (row, line) in named.iter().zip(rows) {
            self.put_row(*row, line);
        }
        if let Some(known) = self.columns.get_mut(place) {
            known.gone = true;
            known.rows = Vec::new();
        }
        self.left_out.push(LeftOut { place, how: How::Sum { number, others: others.to_vec() } });
        self.changed = true;
        true
    }

    /// Puts a row in the place of another, and tells the variables.
    fn put_row(&mut self, number: usize, line: Line) {
        let Some(old) = self.rows.get_mut(number) else { return };
        let before = std::mem::replace(old, line);
        for (place, _) in &before.terms {
            if let Some(column) = self.columns.get_mut(*place) {
                column.rows.retain(|known| *known != number);
            }
        }
        for (place, _) in self.rows.get(number).into_iter().flat_map(|line| &line.terms) {
            if let Some(column) = self.columns.get_mut(*place) {
                column.rows.push(number);
            }
        }
    }

    /// What is left, as models without a variable in common.
    fn parts(&self) -> Vec<Part> {
        let mut part_of: Vec<Option<usize>> = vec![None; self.columns.len()];
        let mut parts = Vec::new();
        for start in 0..self.columns.len() {
            if self.columns.get(start).is_none_or(|known| known.gone) || part_of.get(start).is_none_or(Option::is_some)
            {
                continue;
            }
            let mut places = Vec::new();
            let mut open = vec![start];
            while let Some(place) = open.pop() {
                let Some(mine) = part_of.get_mut(place).filter(|mine| mine.is_none()) else { continue };
                *mine = Some(parts.len());
                places.push(place);
                let rows = self.columns.get(place).map(|known| known.rows.as_slice()).unwrap_or_default();
                let terms = rows.iter().filter_map(|row| self.rows.get(*row)).flat_map(|row| &row.terms);
                open.extend(terms.map(|(other, _)| *other).filter(|other| part_of.get(*other) == Some(&None)));
            }
            places.sort_unstable();
            parts.push(places);
        }
        parts.into_iter().map(|places| self.part(places)).collect()
    }

    fn part(&self, places: Vec<usize>) -> Part {
        let (mut part, nameless) = (Model::default(), Rc::<str>::from(""));
        let mut numbers: Vec<usize> = Vec::new();
        for place in &places {
            let Some(known) = self.columns.get(*place) else { continue };
            part.variables.push(Variable {
                name: nameless.clone(),
                about: nameless.clone(),
                cost: Money::from_micros(known.cost),
                tie: known.tie,
                lower: known.lower,
                upper: known.upper,
                implied: known.implied,
            });
            numbers.extend(&known.rows);
        }
        numbers.sort_unstable();
        numbers.dedup();
        for line in numbers.iter().filter_map(|number| self.rows.get(*number)) {
            let terms = line.terms.iter();
            let own = terms.filter_map(|(place, times)| Some((Var::at(places.binary_search(place).ok()?), *times)));
            part.row(nameless.clone(), own.collect(), line.compare, line.right);
        }
        Part { model: part, places }
    }
}

impl Column {
    /// Whether nothing but the cut for the solver ends it upwards.
    fn is_open(&self) -> bool {
        self.upper >= MOST
    }
}

impl Line {
    /// The row with a number and multiples of others in the place of a variable.
    fn with(&self, place: usize, number: i64, others: &[(usize, i64)]) -> Option<Self> {
        let times = self.times(place);
        let right = plus_times(self.right, times.checked_neg()?, number)?;
        let mut terms: Vec<(usize, i64)> = self.terms.iter().filter(|(known, _)| *known != place).copied().collect();
        let known = terms.len();
        for (other, factor) in others {
            match terms.get(..known)?.binary_search_by_key(other, |(known, _)| *known) {
                Ok(found) => {
                    let (_, known) = terms.get_mut(found)?;
                    *known = plus_times(*known, times, *factor)?;
                }
                Err(_) => terms.push((*other, times.checked_mul(*factor)?)),
            }
        }
        terms.retain(|(_, times)| *times != 0);
        terms.sort_unstable();
        Some(Self { terms, right, ..self.clone() })
    }

    /// The multiple of a variable.
    fn times(&self, place: usize) -> i64 {
        let found = self.terms.binary_search_by_key(&place, |(known, _)| *known).ok();
        found.and_then(|found| self.terms.get(found)).map_or(0, |(_, times)| *times)
    }
}

/// `base + one * two`, when it is no larger than the solver takes exactly.
fn plus_times(base: i64, one: i64, two: i64) -> Option<i64> {
    const LARGE: i64 = 1 << 52;
    one.checked_mul(two)?.checked_add(base).filter(|sum| (-LARGE..=LARGE).contains(sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing::memory::Memory;
    use crate::licensing::solve;

    /// Whole numbers below one, the same each time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: i64) -> i64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((self.0 >> 33) % end.unsigned_abs()).unwrap_or(0)
        }
    }

    /// Five variables, one of them the sum of two others, one perhaps the opposite of another.
    fn model(dice: &mut Dice) -> Model {
        let mut model = Model::default();
        let all: Vec<Var> = (0..5)
            .map(|place| {
                let upper = if place < 4 { 1 + dice.below(4) } else { MOST };
                let var = model.variable(format!("v{place}"), String::new(), (0, upper));
                model.cost(var, Money::from_micros((dice.below(9) - i64::from(place < 4)) * 1_000_000), place % 2);
                var
            })
            .collect();
        let compare = [Compare::AtLeast, Compare::AtMost, Compare::AtLeast, Compare::Equal];
        for _ in 0..3 {
            let kind = usize::try_from(dice.below(4)).unwrap_or(0);
            let terms = all.iter().map(|var| (*var, dice.below(7) - 2)).collect();
            model.row("", terms, compare[kind], dice.below(12));
        }
        model.row("", vec![(all[0], -1), (all[1], -1 - dice.below(2)), (all[4], 1)], Compare::Equal, dice.below(3));
        if dice.below(2) == 0 {
            let back = model.variable("back".into(), String::new(), (0, 3));
            model.cost(back, Money::ZERO.minus(model.variables[2].cost), 0);
            for row in &mut model.rows {
                let times = row.terms.iter().find(|(var, _)| *var == all[2]).map(|(_, times)| -times);
                row.terms.extend(times.map(|times| (back, times)));
            }
        }
        model
    }

    fn is_met(model: &Model, values: &[i64]) -> bool {
        let sum = |row: &Row| row.terms.iter().map(|(var, times)| times * values[var.position()]).sum::<i64>();
        let within = |(variable, value): (&Variable, &i64)| (variable.lower..=variable.upper).contains(value);
        model.variables.iter().zip(values).all(within)
            && model.rows.iter().all(|row| match row.compare {
                Compare::AtLeast => sum(row) >= row.right,
                Compare::AtMost => sum(row) <= row.right,
                Compare::Equal => sum(row) == row.right,
            })
    }

    #[test]
    fn what_is_smaller_has_the_same_optimum() {
        let (mut dice, mut solved) = (Dice(7), 0);
        for number in 0..3_000 {
            let model = model(&mut dice);
            let (whole, parts) = (solve::solve(&model), Memory::default().solve(&model, solve::MAX_NODES));
            match (whole, parts) {
                (Ok(whole), Ok(parts)) => {
                    assert!(is_met(&model, &parts.values), "{number}: {:?} {}", parts.values, model.lp(""));
                    let cost = model.cost_of(&whole.values);
                    assert_eq!(model.cost_of(&parts.values), cost, "{number}: {}", model.lp(""));
                    let memory = Memory::default();
                    let more = cost.plus(Money::from_micros(1_000_000));
                    assert!(memory.is_least(&model, cost, &whole.values, solve::MAX_NODES), "{number}");
                    assert!(!memory.is_least(&model, more, &whole.values, solve::MAX_NODES), "{number}");
                    solved += 1;
                }
                (whole, parts) => assert_eq!(whole.is_ok(), parts.is_ok(), "{number}: {}", model.lp("")),
            }
        }
        assert!(solved > 500, "{solved}");
    }
}
