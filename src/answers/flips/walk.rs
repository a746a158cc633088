//! The way along one number: which values are asked, and of which it is certain that they are no flips.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use super::{Flip, Point, Side};
use crate::base::PlanId;
use crate::licensing::Scenario;
use crate::licensing::search::{Found, Question, Search, Wish};
use crate::pricebook::Book;

/// The most values that are asked and ways that are crossed in one direction, for a small scenario and for any.
const MOST_ASKED: u32 = 160;
const LEAST_ASKED: u32 = 12;
/// Of a model with more variables and rows less is asked, so that a number takes about as long.
const SMALL: u32 = 120;
/// The most steps that are crossed at once.
const MOST_STEPS: u64 = 1_000_000_000;

/// Answers along one number.
pub struct Walk<'a, At> {
    book: &'a Book,
    today: &'a BTreeSet<PlanId>,
    at: At,
    known: BTreeMap<u64, Option<Known>>,
    asked: u32,
    budget: u32,
}

/// What is known of one value.
struct Known {
    question: Question,
    best: Found,
    /// The cheapest of exactly today's plans.
    stays: Option<Found>,
    /// Whether both are proven.
    sure: bool,
}

impl Known {
    fn is_flip(&self) -> bool {
        self.stays.as_ref().is_none_or(|stays| stays.weighed > self.best.weighed)
    }
}

/// A direction, with the width of a step.
#[derive(Clone, Copy)]
struct Grid {
    from: u64,
    width: u64,
    down: bool,
}

impl Grid {
    /// The value that stands for a step: the last of its values with the same model.
    fn value(self, step: u64) -> Option<u64> {
        let way = step.checked_mul(self.width)?;
        if self.down { self.from.checked_sub(way) } else { self.from.checked_add(way) }
    }

    /// The value of a step that is nearest to where the way began.
    fn nearest(self, step: u64) -> Option<u64> {
        let value = self.value(step)?;
        if self.down || step == 0 { Some(value) } else { Some(value - (self.width - 1)) }
    }
}

impl<'a, At: Fn(u64) -> Option<Scenario>> Walk<'a, At> {
    pub fn new(book: &'a Book, today: &'a BTreeSet<PlanId>, size: usize, at: At) -> Self {
        let size = u32::try_from(size).unwrap_or(u32::MAX).max(SMALL);
        let budget = (MOST_ASKED.saturating_mul(SMALL) / size).max(LEAST_ASKED);
        Self { book, today, at, known: BTreeMap::new(), asked: 0, budget }
    }

    /// The nearest flip above a value, up to a largest.
    pub fn up(&mut self, value: u64, most: u64) -> Side {
        self.asked = 0;
        let last = self.last_alike(value, most);
        if last >= most {
            return Side { flip: None, looked_to: most, stopped: false };
        }
        let next = self.last_alike(last + 1, most);
        let grid = Grid { from: last, width: next - last, down: false };
        self.along(grid, (most - last) / grid.width)
    }

    /// The nearest flip below a value.
    pub fn down(&mut self, value: u64) -> Side {
        self.asked = 0;
        let first = self.first_alike(value);
        if first == 0 {
            return Side { flip: None, looked_to: 0, stopped: false };
        }
        let width = first - self.first_alike(first - 1);
        // The step down from the alike values must begin among them; where they are fewer than a step is wide, the way is
        // gone value by value.
        let from = first - 1 + width;
        let fits = from <= value || self.last_alike(value, from) == from;
        let grid = if fits { Grid { from, width, down: true } } else { Grid { from: first, width: 1, down: true } };
        self.along(grid, grid.from / grid.width)
    }

    /// Totals at all values that were asked.
    pub fn points(&self) -> Vec<Point> {
        let known = self.known.iter().filter_map(|(value, known)| known.as_ref().map(|known| (*value, known)));
        known
            .map(|(value, known)| Point {
                value,
                monthly: known.best.monthly,
                stays: known.stays.as_ref().map(|found| found.monthly),
                plans: known.best.plans(),
            })
            .collect()
    }

    /// Strides that double, until a flip lies behind or the end is reached.
    fn along(&mut self, grid: Grid, most: u64) -> Side {
        let (mut near, mut stride) = (0, 1);
        if let Some(start) = grid.value(0) {
            self.ask(start);
        }
        while near < most.min(MOST_STEPS) {
            let far = (near + stride).min(most);
            match self.first_flip(grid, near, far) {
                Err(reached) => return self.side(grid, None, reached, true),
                Ok(Some(step)) => return self.side(grid, Some(step), step, false),
                Ok(None) => near = far,
            }
            stride *= 2;
        }
        self.side(grid, None, near, false)
    }

    fn side(&mut self, grid: Grid, flip: Option<u64>, reached: u64, stopped: bool) -> Side {
        let value = flip.and_then(|step| grid.nearest(step));
        let known = flip.and_then(|step| grid.value(step)).and_then(|value| self.known.get(&value)?.as_ref());
        let found = value.zip(known).map(|(value, known)| Flip {
            value,
            units: known.best.units.clone(),
            monthly: known.best.monthly,
            stays: known.stays.as_ref().map(|found| found.monthly),
        });
        // A value without an answer, such as one that contradicts another field, is the end of the way.
        let ends = flip.is_some() && found.is_none();
        let reached = if ends { reached.saturating_sub(1) } else { reached };
        let whole_way = grid.down && !stopped && flip.is_none();
        let looked_to = if whole_way { 0 } else { grid.value(reached).unwrap_or(0) };
        Side { looked_to: found.as_ref().map_or(looked_to, |flip| flip.value), flip: found, stopped }
    }

    /// The first step behind `near` that is a flip, up to `far`; `near` itself is none. As an error the last step of which
    /// it is certain that there is none up to it, when too much was asked.
    fn first_flip(&mut self, grid: Grid, near: u64, far: u64) -> Result<Option<u64>, u64> {
        let mut sure = near;
        let mut open = vec![(near, far)];
        while let Some((near, far)) = open.pop() {
            if self.asked > self.budget {
                return Err(sure);
            }
            let known = grid.value(far).and_then(|value| self.ask(value));
            if known.is_some_and(|known| !known.sure) {
                return Err(sure);
            }
            let flips = known.is_none_or(Known::is_flip);
            if far - near <= 1 {
                if flips {
                    return Ok(Some(far));
                }
                if !self.is_alike_within(grid, far) {
                    return Err(sure);
                }
                sure = far;
            } else if !flips && self.crosses(grid, near, far) {
                sure = far;
            } else {
                let middle = near + (far - near) / 2;
                open.push((middle, far));
                open.push((near, middle));
            }
        }
        Ok(None)
    }

    /// Whether it is certain that there is no flip between two steps that are none.
    fn crosses(&mut self, grid: Grid, near: u64, far: u64) -> bool {
        let Ok(steps) = u32::try_from(far - near) else { return false };
        let values = [near, near + 1, far - 1, far].map(|step| grid.value(step));
        let [Some(first), Some(second), Some(before), Some(last)] = values else { return false };
        self.asked += 1;
        if !self.is_alike_within(grid, near + 1) {
            return false;
        }
        let (Some(second), Some(before)) = (self.question(second), self.question(before)) else { return false };
        let (Some(Some(first)), Some(Some(last))) = (self.known.get(&first), self.known.get(&last)) else {
            return false;
        };
        let (Some(one), Some(two)) = (&first.stays, &last.stays) else { return false };
        first.question.nothing_cheaper_until(&last.question, steps, (&second, &before), (one, two))
    }

    /// Whether all values of a step lead to the same model.
    fn is_alike_within(&self, grid: Grid, step: u64) -> bool {
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

    /// The answer at a value; nothing where there is none.
    fn ask(&mut self, value: u64) -> Option<&Known> {
        if !self.known.contains_key(&value) {
            self.asked += 1;
            let known = self.answer(value);
            self.known.insert(value, known);
        }
        self.known.get(&value).and_then(Option::as_ref)
    }

    fn answer(&self, value: u64) -> Option<Known> {
        let scenario = (self.at)(value)?;
        let search = Search::of(self.book, &scenario).ok()?;
        let soon = search.find_soon();
        let sure = soon.is_some();
        let best = soon.or_else(|| search.find(&Wish { only: Some(search.all()), ..Wish::default() }))?;
        let stays = if best.plans() == *self.today {
            Some(best.clone())
        } else {
            search.find(&Wish { there: self.today.clone(), only: Some(self.today.clone()), ..Wish::default() })
        };
        let sure = sure && stays.as_ref().is_none_or(|stays| stays.proven);
        Some(Known { question: search.into_question(), best, stays, sure })
    }

    fn question(&self, value: u64) -> Option<Question> {
        let scenario = (self.at)(value)?;
        Search::of(self.book, &scenario).ok().map(Search::into_question)
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
