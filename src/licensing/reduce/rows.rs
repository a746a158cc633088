//! What can be said of a row by itself: that it is a bound, that it says nothing, that it cannot be met.

use super::work::{Line, Work};
use crate::licensing::model::Compare;

impl Work {
    /// Looks at each row once.
    pub(super) fn look_at_rows(&mut self) {
        for number in 0..self.rows.len() {
            let Some(row) = self.rows.get(number).filter(|row| !row.gone) else { continue };
            match row.terms.as_slice() {
                [] => self.end(number),
                [(place, times)] => {
                    let (place, times) = (*place, *times);
                    self.bound(number, place, times);
                }
                _ => self.weigh(number),
            }
        }
    }

    /// A row without variables is met or not.
    fn end(&mut self, number: usize) {
        let Some(row) = self.rows.get(number) else { return };
        self.impossible |= match row.compare {
            Compare::AtLeast => row.right > 0,
            Compare::AtMost => row.right < 0,
            Compare::Equal => row.right != 0,
        };
        self.drop_row(number);
    }

    /// A row of one variable is a bound of it, as it is whole.
    fn bound(&mut self, number: usize, place: usize, times: i64) {
        let (Some(row), Some(column)) = (self.rows.get(number), self.columns.get_mut(place)) else { return };
        let (right, compare) = (row.right, row.compare);
        if times == 0 || compare == Compare::Equal && right % times != 0 {
            self.impossible = true;
            return;
        }
        // Divided by something negative, the row turns round.
        let (right, times, upwards, downwards) = if times > 0 {
            (right, times, compare != Compare::AtMost, compare != Compare::AtLeast)
        } else {
            (-right, -times, compare != Compare::AtLeast, compare != Compare::AtMost)
        };
        if upwards {
            column.lower = column.lower.max(-(-right).div_euclid(times));
        }
        if downwards {
            column.upper = column.upper.min(right.div_euclid(times));
        }
        self.impossible |= column.lower > column.upper;
        self.drop_row(number);
    }

    /// A row that all values meet says nothing.
    fn weigh(&mut self, number: usize) {
        let Some(row) = self.rows.get(number) else { return };
        let (least, most) = (self.least(row), self.most(row));
        let says_nothing = match row.compare {
            Compare::AtLeast => least.is_some_and(|least| least >= row.right),
            Compare::AtMost => most.is_some_and(|most| most <= row.right),
            Compare::Equal => false,
        };
        self.impossible |= row.compare != Compare::AtMost && most.is_some_and(|most| most < row.right);
        self.impossible |= row.compare != Compare::AtLeast && least.is_some_and(|least| least > row.right);
        if says_nothing {
            self.drop_row(number);
        }
    }

    /// The least that the left side of a row can be; nothing when only the cut for the solver ends it.
    pub(super) fn least(&self, row: &Line) -> Option<i64> {
        self.ends(&row.terms).0
    }

    /// The most that the left side of a row can be.
    pub(super) fn most(&self, row: &Line) -> Option<i64> {
        self.ends(&row.terms).1
    }

    /// The least and the most that a sum can be.
    pub(super) fn ends(&self, terms: &[(usize, i64)]) -> (Option<i64>, Option<i64>) {
        let (mut least, mut most) = (Some(0_i64), Some(0_i64));
        for (place, times) in terms {
            let Some(column) = self.columns.get(*place) else { return (None, None) };
            let low = times.checked_mul(column.lower);
            let high = times.checked_mul(column.upper).filter(|_| !column.is_open());
            let (small, large) = if *times > 0 { (low, high) } else { (high, low) };
            let plus = |sum: Option<i64>, more: Option<i64>| sum?.checked_add(more?);
            (least, most) = (plus(least, small), plus(most, large));
        }
        (least, most)
    }
}
