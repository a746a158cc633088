//! The way along one number: which values are asked, and of which it is certain that they are no flips.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use super::{Flip, Point, Side};
use crate::base::PlanId;
use crate::licensing::Scenario;
use crate::licensing::search::{Course, Found, Piece, Question, Search, Wish};
use crate::pricebook::Book;

/// The most values that are asked and ways that are crossed in one direction, for a small scenario and for any.
const MOST_ASKED: u32 = 160;
const LEAST_ASKED: u32 = 12;
/// Of a model with more variables and rows less is asked, so that a number takes about as long.
const SMALL: u32 = 120;
/// Pieces of a course after which it counts as not repeating.
const MOST_PIECES: usize = 8;

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
    questions: BTreeMap<u64, Option<Question>>,
    stretch: Option<Stretch>,
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
    course: Course,
}

impl Stretch {
    /// The value of a step of a course that begins at a value.
    fn step(&self, value: u64) -> Option<i64> {
        i64::try_from(value.checked_sub(self.low)?).ok().filter(|_| value <= self.high)
    }
}

/// What is certain of a way.
enum Crossing {
    /// There is no flip on it.
    None,
    /// The nearest flip.
    Flip(u64),
    /// Nothing more than before.
    Open,
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
            questions: [(now, Some(around.search.question()))].into_iter().collect(),
            stretch: None,
            asked: 0,
            budget,
        }
    }

    /// The nearest flip between a value and an end of the way, above or below it: the whole way at once where that can be
    /// proven, else in strides that double.
    pub fn to(&mut self, value: u64, end: u64) -> Side {
        self.asked = 0;
        self.stretch = None;
        match self.cross(value, end) {
            Crossing::None => return self.side(end, None, false),
            Crossing::Flip(flip) => return self.side(flip, Some(flip), false),
            Crossing::Open => {}
        }
        let (mut near, mut stride) = (value, 1);
        while near != end {
            let far = if end > near { near.saturating_add(stride).min(end) } else { near.saturating_sub(stride).max(end) };
            match self.first_flip(near, far) {
                Err(reached) => return self.side(reached, None, true),
                Ok(Some(flip)) => return self.side(flip, Some(flip), false),
                Ok(None) => near = far,
            }
            stride = stride.saturating_mul(2);
        }
        self.side(end, None, false)
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

    fn side(&self, reached: u64, flip: Option<u64>, stopped: bool) -> Side {
        let known = flip.and_then(|value| self.known.get(&value)?.as_ref());
        let found = flip.zip(known).map(|(value, known)| Flip {
            value,
            units: known.best.units.clone(),
            monthly: known.best.monthly,
            stays: known.stays.as_ref().map(|found| found.monthly),
        });
        // A value without an answer, such as one that contradicts another field, is the end of the way.
        let ends = flip.is_some() && found.is_none();
        Side { looked_to: if ends { reached.saturating_sub(1) } else { reached }, flip: found, stopped }
    }

    /// The nearest flip behind a value that is none, up to another value. When there is none: nothing; the last value of which
    /// it is certain that there is none up to it, when too much was asked.
    fn first_flip(&mut self, near: u64, far: u64) -> Result<Option<u64>, u64> {
        let mut sure = near;
        let mut open = vec![(near, far)];
        while let Some((near, far)) = open.pop() {
            if self.asked > self.budget {
                return Err(sure);
            }
            let known = self.ask(far);
            if known.is_some_and(|known| !known.sure) {
                return Err(sure);
            }
            let flips = known.is_none_or(Known::is_flip);
            if near.abs_diff(far) <= 1 {
                if flips {
                    return Ok(Some(far));
                }
                sure = far;
                continue;
            }
            match self.cross(near, far) {
                Crossing::None => sure = far,
                Crossing::Flip(flip) => return Ok(Some(flip)),
                Crossing::Open => {
                    let middle = near.min(far) + near.abs_diff(far) / 2;
                    open.push((middle, far));
                    open.push((near, middle));
                }
            }
        }
        Ok(None)
    }

    /// What is certain of the way from a value that is no flip to another.
    fn cross(&mut self, near: u64, far: u64) -> Crossing {
        self.asked += 1;
        let (low, high) = (near.min(far), near.max(far));
        let course = self.course(low, high);
        if let Some(course) = course.as_ref().filter(|course| course.is_tightening()) {
            return self.piece_by_piece(course, low, near == low);
        }
        let Some((first, last)) = self.stays(low).zip(self.stays(high)) else { return Crossing::Open };
        // Where more only asks for more, nothing is cheaper than at the lower end, and what covers the higher end covers all.
        let is_flat = self.is_need && first.weighed == last.weighed;
        if is_flat || course.is_some_and(|course| course.goes_straight(&first, &last)) {
            Crossing::None
        } else {
            Crossing::Open
        }
    }

    /// Along a course that tightens the total rises in jumps, and flips are only where it jumps. From the lower end on jump by
    /// jump, until the jumps are seen to repeat.
    fn piece_by_piece(&mut self, course: &Course, low: u64, is_forward: bool) -> Crossing {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut step = 0;
        while pieces.len() < MOST_PIECES {
            let Some(value) = u64::try_from(step).ok().and_then(|step| low.checked_add(step)) else { break };
            let Some(found) = self.stays(value) else {
                let flips = self.ask(value).is_none_or(|known| known.sure);
                return if is_forward && flips { Crossing::Flip(value) } else { Crossing::Open };
            };
            let end = course.reach(&found, step);
            pieces.push(Piece { end, found });
            let repeats = |first: usize| course.repeats(pieces.get(first..).unwrap_or_default());
            if end >= course.steps() || (0..pieces.len() - 1).rev().any(repeats) {
                return Crossing::None;
            }
            step = end + 1;
        }
        Crossing::Open
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
        let between = self.stretch.as_ref().and_then(|stretch| Some(stretch.course.at(stretch.step(value)?)));
        let search = &self.around.search;
        if let Some(question) = between
            && let Some(best) = search.find_near(&question, &Wish::default())
        {
            return self.with_today(best.ok()?, |wish| search.find_near(&question, wish)?.ok());
        }
        let scenario = (self.at)(value)?;
        let search = Search::of(self.around.book, &scenario).ok()?;
        self.with_today(search.find_soon(&Wish::default())?, |wish| search.find_soon(wish))
    }

    /// What is best at a value beside what is best of today's plans.
    fn with_today(&self, best: Found, find: impl Fn(&Wish) -> Option<Found>) -> Option<Known> {
        let today = &self.today;
        let stays = if best.plans() == *today {
            Some(best.clone())
        } else {
            find(&Wish { there: today.clone(), only: Some(today.clone()), ..Wish::default() })
        };
        let sure = best.proven && stays.as_ref().is_none_or(|stays| stays.proven);
        Some(Known { best, stays, sure })
    }

    /// The course between two values when the questions on it are of one kind.
    fn course(&mut self, low: u64, high: u64) -> Option<Course> {
        if let Some(known) = self.stretch.as_ref().filter(|known| known.step(high).is_some()) {
            if let Some(first) = known.step(low) {
                return known.course.part(first, known.step(high)?);
            }
        }
        let values = [low, low.saturating_add(1), high.saturating_sub(1), high];
        for value in values {
            if !self.questions.contains_key(&value) {
                let question = self.question(value);
                self.questions.insert(value, question);
            }
        }
        let questions = values.map(|value| self.questions.get(&value).and_then(Option::as_ref));
        let [Some(first), Some(second), Some(before), Some(last)] = questions else { return None };
        let course = Question::course([first, second, before, last], high.saturating_sub(low))?;
        let whole = course.part(0, course.steps());
        self.stretch = whole.map(|course| Stretch { low, high, course });
        Some(course)
    }

    fn question(&self, value: u64) -> Option<Question> {
        let scenario = (self.at)(value)?;
        Search::of(self.around.book, &scenario).ok().map(|search| search.question())
    }
}
