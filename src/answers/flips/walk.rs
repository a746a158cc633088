//! The way along one number: which values are asked, and of which it is certain that they are no flips.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::base::sorted::BTreeMap;

use super::grid::Grid;
use super::{Flip, Point, Side};
use crate::base::PlanId;
use crate::licensing::Scenario;
use crate::licensing::search::{Course, Found, Piece, Question, Search, Wish};
use crate::pricebook::Book;

/// The most values that are asked and ways that are crossed in one direction, for a small scenario and for any.
const MOST_ASKED: u32 = 60;
const LEAST_ASKED: u32 = 12;
/// Of a model with more variables and rows less is asked, so that a number takes about as long.
const SMALL: u32 = 120;
/// Pieces of a course after which it counts as not repeating.
const MOST_PIECES: usize = 4;

/// What stays the same along all numbers of a scenario.
pub struct Around<'a> {
    /// The book as read.
    pub book: &'a Book,
    /// The search of the scenario as it is.
    pub search: Search<'a>,
    /// What is best for it.
    pub best: Found,
}

/// Answers along one number.
pub struct Walk<'a, At> {
    around: &'a Around<'a>,
    today: BTreeSet<PlanId>,
    at: At,
    /// Whether more of the number only asks for more.
    is_need: bool,
    known: BTreeMap<u64, Option<Known>>,
    questions: RefCell<BTreeMap<u64, Option<Rc<Question>>>>,
    stretch: Option<Stretch>,
    /// How wide the pieces of the way are that were seen, in steps.
    stride: u64,
    asked: u32,
    budget: u32,
}

/// What is known of one value.
struct Known {
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

/// Values between which all questions are of one kind.
struct Stretch {
    low: u64,
    high: u64,
    width: u64,
    course: Course,
}

impl Stretch {
    /// The step of a value.
    fn step(&self, value: u64) -> Option<i64> {
        let way = value.checked_sub(self.low).filter(|way| value <= self.high && way.is_multiple_of(self.width))?;
        i64::try_from(way / self.width).ok()
    }
}

/// What is certain of a way.
enum Crossing {
    /// There is no flip on it.
    None,
    /// The nearest flip, by its step.
    Flip(u64),
    /// There is none up to a step.
    Until(u64),
}

impl<'a, At: Fn(u64) -> Option<Scenario>> Walk<'a, At> {
    pub fn new(around: &'a Around<'a>, now: u64, is_need: bool, at: At) -> Self {
        let size = u32::try_from(around.search.size()).unwrap_or(u32::MAX).max(SMALL);
        let budget = (MOST_ASKED.saturating_mul(SMALL) / size).max(LEAST_ASKED);
        let best = around.best.clone();
        let known = Known { stays: Some(best.clone()), sure: best.proven, best };
        Self {
            around,
            today: around.best.plans(),
            at,
            is_need,
            known: [(now, Some(known))].into_iter().collect(),
            questions: RefCell::new([(now, Some(Rc::new(around.search.question())))].into_iter().collect()),
            stretch: None,
            stride: 1,
            asked: 0,
            budget,
        }
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

    /// The whole way at once where that can be proven, or all but its end, which is often of another kind: none at all. Else
    /// strides that double, until a flip lies behind or the end is reached.
    pub(super) fn along(&mut self, grid: Grid, most: u64) -> Side {
        self.asked = 0;
        self.stretch = None;
        self.stride = 1;
        let mut near = 0;
        for far in [most, most.saturating_sub(1)] {
            match self.cross(grid, 0, far) {
                Crossing::None => near = near.max(far),
                Crossing::Flip(step) => return self.side(grid, Some(step), step, false),
                Crossing::Until(step) => near = near.max(step),
            }
            if near >= far {
                break;
            }
        }
        let mut stride = self.stride;
        while near < most {
            let far = near.saturating_add(stride).min(most);
            match self.first_flip(grid, near, far) {
                Err(reached) => return self.side(grid, None, reached, true),
                Ok(Some(step)) => return self.side(grid, Some(step), step, false),
                Ok(None) => near = far,
            }
            stride = stride.saturating_mul(2);
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

    /// The nearest flip behind a step that is none, up to another step. When there is none: nothing; the last step of which it
    /// is certain that there is none up to it, when too much was asked.
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
                continue;
            }
            match self.cross(grid, near, far) {
                Crossing::None => sure = far,
                Crossing::Flip(step) => return Ok(Some(step)),
                Crossing::Until(step) => {
                    sure = step;
                    let middle = (step + (far - step) / 2).max(step + 1);
                    if middle < far {
                        open.push((middle, far));
                    }
                    open.push((step, middle));
                }
            }
        }
        Ok(None)
    }

    /// What is certain of the way from a step that is no flip to another.
    fn cross(&mut self, grid: Grid, near: u64, far: u64) -> Crossing {
        self.asked += 1;
        let Some((one, two)) = grid.value(near).zip(grid.value(far)) else { return Crossing::Until(near) };
        let (low, high) = (one.min(two), one.max(two));
        if far <= near || !self.is_alike_within(grid, near + 1) {
            return Crossing::Until(near);
        }
        let course = self.course(low, high, grid.width);
        if let Some(course) = course.as_ref().filter(|course| course.is_tightening()) {
            return self.piece_by_piece(course, grid, (near, low));
        }
        let Some((first, last)) = self.stays(low).zip(self.stays(high)) else { return Crossing::Until(near) };
        // Where more only asks for more, nothing is cheaper than at the lower end, and what covers the higher end covers all.
        let is_flat = self.is_need && first.weighed == last.weighed;
        if is_flat || course.is_some_and(|course| course.goes_straight(&self.around.search, &first, &last)) {
            Crossing::None
        } else {
            Crossing::Until(near)
        }
    }

    /// Along a course that tightens the total rises in jumps, and flips are only where it jumps. From the lower end on jump by
    /// jump, until the jumps are seen to repeat.
    fn piece_by_piece(&mut self, course: &Course, grid: Grid, (near, low): (u64, u64)) -> Crossing {
        let steps = course.steps();
        let there = |step: i64| u64::try_from(step).ok().filter(|_| !grid.down).map_or(near, |step| near + step);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut step = 0;
        while pieces.len() < MOST_PIECES {
            let way = u64::try_from(step).ok().and_then(|step| step.checked_mul(grid.width));
            let Some(value) = way.and_then(|way| low.checked_add(way)) else { break };
            let Some(found) = self.stays(value) else {
                let flips = self.ask(value).is_none_or(|known| known.sure);
                return if flips && !grid.down {
                    Crossing::Flip(there(step))
                } else {
                    Crossing::Until(there(step - 1))
                };
            };
            let end = course.reach(&found, step);
            pieces.push(Piece { end, found });
            if end >= steps {
                return Crossing::None;
            }
            step = end + 1;
            let Some(pair) = pieces.len().checked_sub(2).and_then(|first| pieces.get(first..)) else { continue };
            self.asked += 1;
            if course.repeats(&self.around.search, pair, steps) {
                return Crossing::None;
            }
            let width = pair.iter().map(|piece| piece.end).reduce(|first, last| last - first);
            self.stride = width.and_then(|width| u64::try_from(width).ok()).unwrap_or(1);
        }
        Crossing::Until(there(step - 1))
    }

    /// The cheapest of today's plans at a value that is certainly no flip.
    fn stays(&mut self, value: u64) -> Option<Found> {
        self.ask(value).filter(|known| known.sure && !known.is_flip())?.stays.clone()
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
        let search = &self.around.search;
        if let Some(question) = self.known_question(value)
            && let Some(best) = search.find_near(&question, &Wish::default())
        {
            return Some(self.with_today(best.ok()?, |wish| search.find_near(&question, wish)?.ok()));
        }
        let scenario = (self.at)(value)?;
        let search = Search::of(self.around.book, &scenario).ok()?;
        Some(self.with_today(search.find_soon(&Wish::default())?, |wish| search.find_soon(wish)))
    }

    /// What is best at a value beside what is best of today's plans.
    fn with_today(&self, best: Found, find: impl Fn(&Wish) -> Option<Found>) -> Known {
        let today = &self.today;
        let stays = if best.plans() == *today {
            Some(best.clone())
        } else {
            find(&Wish { there: today.clone(), only: Some(today.clone()), ..Wish::default() })
        };
        let sure = best.proven && stays.as_ref().is_none_or(|stays| stays.proven);
        Known { best, stays, sure }
    }

    /// The course between two values when the questions on it are of one kind.
    fn course(&mut self, low: u64, high: u64, width: u64) -> Option<Course> {
        if let Some(known) = self.stretch.as_ref().filter(|known| known.width == width)
            && let (Some(first), Some(last)) = (known.step(low), known.step(high))
        {
            return known.course.part(first, last);
        }
        let values = [low, low.checked_add(width)?, high.checked_sub(width)?, high];
        let questions = values.map(|value| self.question(value));
        let [Some(first), Some(second), Some(before), Some(last)] = questions else { return None };
        let course = Question::course([&first, &second, &before, &last], (high - low) / width)?;
        let whole = course.part(0, course.steps());
        self.stretch = whole.map(|course| Stretch { low, high, width, course });
        Some(course)
    }

    /// The question of a value that was built before or lies on the stretch.
    fn known_question(&self, value: u64) -> Option<Rc<Question>> {
        if let Some(known) = self.questions.borrow().get(&value) {
            return known.clone();
        }
        let stretch = self.stretch.as_ref()?;
        Some(Rc::new(stretch.course.at(stretch.step(value)?)))
    }

    pub(super) fn question(&self, value: u64) -> Option<Rc<Question>> {
        if let Some(known) = self.questions.borrow().get(&value) {
            return known.clone();
        }
        let search = |scenario: Scenario| {
            let search = Search::of(self.around.book, &scenario).ok()?;
            Some(Rc::new(search.into_question()))
        };
        let question = (self.at)(value).and_then(search);
        self.questions.borrow_mut().insert(value, question.clone());
        question
    }
}
