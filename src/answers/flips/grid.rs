//! Values that lead to the same model, and the steps from one such class to the next.

use super::Side;
use super::walk::Walk;
use crate::licensing::Scenario;

/// A direction, with the width of a step.
#[derive(Clone, Copy)]
pub struct Grid {
    /// The value of step 0.
    pub from: u64,
    /// Values from one step to the next.
    pub width: u64,
    /// Whether the way goes down.
    pub down: bool,
}

impl Grid {
    /// The value that stands for a step: the last of its values with the same model.
    pub fn value(self, step: u64) -> Option<u64> {
        let way = step.checked_mul(self.width)?;
        if self.down { self.from.checked_sub(way) } else { self.from.checked_add(way) }
    }

    /// The value of a step that is nearest to where the way began.
    pub fn nearest(self, step: u64) -> Option<u64> {
        let value = self.value(step)?;
        if self.down || step == 0 { Some(value) } else { Some(value - (self.width - 1)) }
    }
}

impl<At: Fn(u64) -> Option<Scenario>> Walk<'_, At> {
    /// The nearest flip above a value, up to a largest.
    pub fn up(&mut self, value: u64, most: u64) -> Side {
        let last = self.last_alike(value, most);
        if last >= most {
            return Side { flip: None, looked_to: most, stopped: false };
        }
        let usual = last - self.first_alike(value) + 1;
        let width = if self.is_wide(last, usual, most) { usual } else { self.last_alike(last + 1, most) - last };
        let grid = Grid { from: last, width, down: false };
        self.along(grid, (most - last) / grid.width)
    }

    /// The nearest flip below a value.
    pub fn down(&mut self, value: u64, largest: u64) -> Side {
        let first = self.first_alike(value);
        if first == 0 {
            return Side { flip: None, looked_to: 0, stopped: false };
        }
        let usual = self.last_alike(value, largest) - first + 1;
        let below = first.checked_sub(usual + 1).filter(|last| self.is_wide(*last, usual, first));
        let width = if below.is_some() { usual } else { first - self.first_alike(first - 1) };
        // The step down from the alike values must begin among them; where they are fewer than a step is wide, the way is
        // gone value by value.
        let from = first - 1 + width;
        let fits = from <= value || self.last_alike(value, from) == from;
        let grid = if fits { Grid { from, width, down: true } } else { Grid { from: first, width: 1, down: true } };
        self.along(grid, grid.from / grid.width)
    }

    /// Whether the values behind one are alike for just so many.
    fn is_wide(&self, last: u64, width: u64, most: u64) -> bool {
        let alike = |one: u64, two: u64| match (self.question(one), self.question(two)) {
            (Some(one), Some(two)) => one.is_same(&two),
            _ => false,
        };
        last + width < most && alike(last + 1, last + width) && !alike(last + width, last + width + 1)
    }

    /// Whether all values of a step lead to the same model.
    pub(super) fn is_alike_within(&self, grid: Grid, step: u64) -> bool {
        if grid.width == 1 {
            return true;
        }
        let Some(high) = grid.value(step) else { return false };
        let low = high.saturating_sub(grid.width - 1);
        match (self.question(low), self.question(high)) {
            (Some(low), Some(high)) => low.is_same(&high),
            _ => false,
        }
    }

    /// The largest value up to `most` with the same model.
    fn last_alike(&self, value: u64, most: u64) -> u64 {
        let Some(here) = self.question(value) else { return value };
        let alike = |other: u64| self.question(other).is_some_and(|there| here.is_same(&there));
        let (mut sure, mut stride) = (value, 1);
        while sure < most && alike((sure + stride).min(most)) {
            sure = (sure + stride).min(most);
            stride *= 2;
        }
        let mut unsure = (sure + stride).min(most + 1);
        while unsure - sure > 1 {
            let middle = sure + (unsure - sure) / 2;
            if alike(middle) { sure = middle } else { unsure = middle }
        }
        sure
    }

    /// The smallest value with the same model.
    fn first_alike(&self, value: u64) -> u64 {
        let Some(here) = self.question(value) else { return value };
        let alike = |other: u64| self.question(other).is_some_and(|there| here.is_same(&there));
        let (mut sure, mut stride) = (value, 1);
        while sure > 0 && alike(sure.saturating_sub(stride)) {
            sure = sure.saturating_sub(stride);
            stride *= 2;
        }
        let mut unsure = sure.checked_sub(stride);
        while sure > unsure.map_or(0, |unsure| unsure + 1) {
            let low = unsure.map_or(0, |unsure| unsure + 1);
            let middle = low + (sure - 1 - low) / 2;
            if alike(middle) { sure = middle } else { unsure = Some(middle) }
        }
        sure
    }
}
