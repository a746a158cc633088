//! What can be said of a variable by itself or beside another: that it has one value only, that it is a sum of others,
//! that another one does the same for less.

use super::work::{Line, Work};
use super::{How, LeftOut};
use crate::licensing::model::Compare;

/// Terms that may be added to rows for each variable that is replaced by a sum.
const MOST_MORE: usize = 400;

impl Work {
    /// Looks at each variable once.
    pub(super) fn look_at_columns(&mut self) {
        for place in 0..self.columns.len() {
            let Some(column) = self.columns.get(place).filter(|column| !column.gone) else { continue };
            let lower = column.lower;
            if column.upper == lower || self.falls(place) || self.is_outdone(place) {
                self.replace(place, lower, &[]);
            } else if let Some((number, others)) = self.sum(place) {
                self.replace(place, number, &others);
            } else if let Some(other) = self.opposite(place) {
                self.join(place, other);
            }
        }
    }

    /// Whether no row asks for more of a variable than its smallest value, and its cost does not either.
    fn falls(&self, place: usize) -> bool {
        self.columns.get(place).is_some_and(|known| known.cost >= 0 && known.tie >= 0)
            && self.named(place).all(|(row, times)| row.pushes(times) == Push::Down)
    }

    /// The rows that name a variable, with its multiple.
    fn named(&self, place: usize) -> impl Iterator<Item = (&Line, i64)> {
        let rows = self.columns.get(place).map(|known| known.rows.as_slice()).unwrap_or_default();
        rows.iter().filter_map(|number| self.rows.get(*number)).map(move |row| (row, row.times(place)))
    }

    /// The sum of others that a variable is whenever the cost is least: what an equation says, or the only row that asks for
    /// more of it. Its own bounds must hold for that sum, and what it is whole by must stay.
    fn sum(&self, place: usize) -> Option<(i64, Vec<(usize, i64)>)> {
        let column = self.columns.get(place)?;
        let is_pushed_by_one = column.rows.len() == 1 && column.cost >= 0 && column.tie >= 0;
        self.named(place).find_map(|(row, times)| {
            let fits = row.compare == Compare::Equal || is_pushed_by_one && row.pushes(times) == Push::Up;
            if !fits || times.abs() != 1 || row.terms.len().saturating_sub(2) * (column.rows.len() - 1) > MOST_MORE {
                return None;
            }
            let others = row.terms.iter().filter(|(other, _)| *other != place);
            let others: Vec<(usize, i64)> = others.map(|(other, factor)| (*other, -factor * times)).collect();
            let is_implied = |other: usize| self.columns.get(other).is_some_and(|known| known.implied);
            if !column.implied && others.iter().any(|(other, _)| is_implied(*other)) {
                return None;
            }
            let number = row.right.checked_mul(times)?;
            let (least, most) = self.ends(&others);
            let above = least.and_then(|least| least.checked_add(number)).is_some_and(|least| least >= column.lower);
            let below = column.is_open()
                || most.and_then(|most| most.checked_add(number)).is_some_and(|most| most <= column.upper);
            (above && below).then_some((number, others))
        })
    }

    /// A variable that gives in every row, and in the cost, what this one takes.
    fn opposite(&self, place: usize) -> Option<usize> {
        let column = self.columns.get(place).filter(|column| column.cost < 0)?;
        let (shortest, _) = self.named(place).min_by_key(|(row, _)| row.terms.len())?;
        shortest.terms.iter().map(|(other, _)| *other).find(|other| {
            self.columns.get(*other).is_some_and(|known| {
                *other != place
                    && (known.cost, known.tie, known.implied) == (-column.cost, -column.tie, column.implied)
                    && known.rows.len() == column.rows.len()
                    && self.named(place).all(|(row, times)| row.times(*other) == -times)
            })
        })
    }

    /// Lets a variable stand for the difference between it and its opposite.
    fn join(&mut self, place: usize, of: usize) {
        let Some((lower, upper)) = self.columns.get(place).map(|column| (column.lower, column.upper)) else { return };
        for number in self.columns.get(place).map(|column| column.rows.clone()).unwrap_or_default() {
            if let Some(row) = self.rows.get_mut(number) {
                row.terms.retain(|(known, _)| *known != place);
            }
        }
        if let Some(column) = self.columns.get_mut(place) {
            column.gone = true;
            column.rows = Vec::new();
        }
        if let Some(other) = self.columns.get_mut(of) {
            self.left_out.push(LeftOut { place, how: How::Opposite { of, lower, other_lower: other.lower } });
            other.lower -= upper;
            other.upper = if other.is_open() { other.upper } else { other.upper - lower };
        }
        self.changed = true;
    }

    /// Whether another variable does the same in every row for less, as often as one likes; of equals the first does.
    fn is_outdone(&self, place: usize) -> bool {
        // Whatever outdoes it is in each row that asks for it, so also in the shortest.
        let asking = self.named(place).filter(|(row, times)| row.pushes(*times) != Push::Down);
        let Some((shortest, _)) = asking.min_by_key(|(row, _)| row.terms.len()) else { return false };
        shortest.terms.iter().any(|(other, _)| *other != place && self.outdoes(*other, place))
    }

    fn outdoes(&self, better: usize, place: usize) -> bool {
        let (Some(one), Some(two)) = (self.columns.get(better), self.columns.get(place)) else { return false };
        let is_cheaper = (one.cost, one.tie, better) < (two.cost, two.tie, place);
        let is_as_good = |row: &Line| {
            let (one, two) = (row.times(better), row.times(place));
            match row.compare {
                Compare::AtLeast => one >= two,
                Compare::AtMost => one <= two,
                Compare::Equal => one == two,
            }
        };
        is_cheaper
            && self.named(place).all(|(row, _)| is_as_good(row))
            && self.named(better).all(|(row, _)| is_as_good(row))
            && (one.is_open() || self.is_bounded_by_a_row(better))
    }

    /// Whether a row keeps a variable within its upper bound, so that the bound itself says nothing.
    fn is_bounded_by_a_row(&self, place: usize) -> bool {
        let Some(upper) = self.columns.get(place).map(|known| known.upper) else { return false };
        self.named(place).any(|(row, times)| {
            let others: Vec<(usize, i64)> = row.terms.iter().filter(|(other, _)| *other != place).copied().collect();
            let least = self.ends(&others).0.and_then(|least| row.right.checked_sub(least));
            let ends = row.compare != Compare::AtLeast && times > 0;
            ends && least.is_some_and(|room| room.div_euclid(times) <= upper)
        })
    }
}

/// Where a row wants a variable to go.
#[derive(PartialEq, Eq)]
enum Push {
    Up,
    Down,
    Both,
}

impl Line {
    fn pushes(&self, times: i64) -> Push {
        match (self.compare, times > 0) {
            (Compare::Equal, _) => Push::Both,
            (Compare::AtLeast, true) | (Compare::AtMost, false) => Push::Up,
            _ => Push::Down,
        }
    }
}
