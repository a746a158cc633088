//! A model made smaller before it is solved, in whole numbers only: what follows from the rest is left out, and variables
//! that have nothing to do with each other become models of their own.
//!
//! The least cost stays the same, and values of what is left lead to values of all variables that cost as much. It knows
//! neither licenses nor a solver.

mod columns;
mod rows;
mod work;

use super::model::Model;
use crate::base::Money;
use work::Work;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing::memory::Memory;
    use crate::licensing::model::{Compare, MOST, Row, Var, Variable};
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
