//! A model made smaller before it is solved, in whole numbers only: what follows from the rest is left out, and variables
//! that have nothing to do with each other become models of their own.
//!
//! The least cost stays the same, and values of what is left lead to values of all variables that cost as much. It knows
//! neither licenses nor a solver.

mod columns;
mod rows;
#[cfg(test)]
mod tests;
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
