//! The search for the cheapest combination, asked again and again under conditions: with this plan, without that one, for
//! a neighbour of the scenario. It builds the model once and gives totals without writing the reasons down.
//!
//! What is shown to somebody is judged by [`super::price`], which says the same total.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use super::family::{Family, Line, Strides};
use super::memory::Memory;
use super::model::Model;
use super::solve::NotFound;
use super::way::Way;
use super::{Scenario, check, payg};
use crate::base::{Money, PlanId};
use crate::pricebook::{Book, Plan};
use crate::report::{Combination, Estimate, Fault};

/// Nodes of the search after which the best that meets a condition is taken, without proof.
const MAX_NODES: u64 = 1_000;

/// Nodes for those who ask very often.
const FEW_NODES: u64 = 400;

/// A scenario with its models, ready to be asked: one for each way of paying environments after use.
pub struct Search<'a> {
    /// The ways, the first of them without anything that the scenario does not say; there is always one.
    first: Way<'a>,
    others: Vec<Way<'a>>,
    /// Whether there are no further ways.
    all: bool,
    /// The ways that leave the fewest needs open, with what is cheapest in each; found when first asked for.
    standing: OnceCell<Vec<(usize, Found)>>,
    /// What was solved before, for this question and for its neighbours.
    memory: Memory,
}

/// Conditions on the combination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Plans of which at least one unit is in use.
    pub with: BTreeSet<PlanId>,
    /// Plans of which there is at least one unit, whether somebody uses it or it is there for what it brings along.
    pub there: BTreeSet<PlanId>,
    /// Plans of which there is no unit, not even an owned one.
    pub without: BTreeSet<PlanId>,
    /// No unit of any plan but these.
    pub only: Option<BTreeSet<PlanId>>,
}

/// A combination that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Units of each plan, without those that have none.
    pub units: BTreeMap<PlanId, u64>,
    /// What it costs in a month; plans without a published price are not in it.
    pub monthly: Money,
    /// What the search compares: the total, with prices that stand in for those that are not published.
    pub weighed: Money,
    /// Whether it is proven that nothing that meets the conditions is cheaper by a cent.
    pub proven: bool,
    /// Plans among them without a published price.
    pub(super) unpriced: u64,
    /// The way of paying after use, by its place.
    pub(super) place: usize,
    pub(super) values: Vec<i64>,
}

impl Found {
    /// The plans that the combination consists of.
    pub fn plans(&self) -> BTreeSet<PlanId> {
        self.units.keys().cloned().collect()
    }
}

/// What a search asks in numbers, to be compared with that of a neighbour: for each way a model, and what storage costs in it.
pub struct Question(Vec<(Model, Money)>);

/// Questions along a number that goes up in steps of one, from 0 to a last step.
pub struct Course(Vec<(Family, Money)>);

/// A piece of the way along which the same combination of some plans is the cheapest: where it ends, and the combination.
pub struct Piece {
    /// The last step of it.
    pub end: i64,
    /// What is cheapest there.
    pub found: Found,
}

impl Question {
    /// Whether two scenarios lead to the same question in all numbers, so that they have the same answers.
    pub fn is_same(&self, other: &Self) -> bool {
        let same = |(one, two): (&(Model, Money), &(Model, Money))| one.1 == two.1 && one.0.is_same(&two.0);
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }

    /// The course of which these are steps 0, 1, the last but one and the last; nothing when they are not of one kind.
    pub fn course(questions: [&Self; 4], steps: u64) -> Option<Course> {
        let steps = i64::try_from(steps).ok()?;
        let [start, ..] = questions;
        let course = start.0.iter().enumerate().map(|(place, (_, stored))| {
            let way = |question: &'_ Self| {
                question.0.get(place).filter(|(_, other)| other == stored).map(|(model, _)| model.clone())
            };
            let [start, second, before, end] = questions.map(way);
            let family = Family::of([&start?, &second?, &before?, &end?], steps)?;
            Some((family, *stored))
        });
        let course: Vec<_> = course.collect::<Option<_>>()?;
        questions.iter().all(|question| question.0.len() == course.len()).then_some(Course(course))
    }
}

impl Course {
    /// The last step.
    pub fn steps(&self) -> i64 {
        self.0.first().map_or(0, |(family, _)| family.steps())
    }

    /// The course from one step to another.
    pub fn part(&self, first: i64, last: i64) -> Option<Self> {
        let parts = self.0.iter().map(|(family, stored)| Some((family.part(first, last)?, *stored)));
        parts.collect::<Option<_>>().map(Self)
    }

    /// The question of a step.
    pub fn at(&self, step: i64) -> Question {
        Question(self.0.iter().map(|(family, stored)| (family.at(step), *stored)).collect())
    }

    /// Whether what covers a step covers every step before it.
    pub fn is_tightening(&self) -> bool {
        self.0.iter().all(|(family, _)| family.is_tightening())
    }

    /// The last step that a combination of `from` covers, when the course tightens.
    pub fn reach(&self, found: &Found, from: i64) -> i64 {
        self.0.get(found.place).map_or(from, |(family, _)| family.reach(&found.values, from))
    }

    /// Whether nothing is cheaper at any step than the line between two combinations, which are among the cheapest of the
    /// first step and the last. It says no when it cannot tell.
    pub fn goes_straight(&self, search: &Search, first: &Found, last: &Found) -> bool {
        let Some((own, _)) = self.0.get(first.place).filter(|_| first.place == last.place) else { return false };
        let strides = Strides { from: 0, width: 1, times: own.steps() };
        own.line(&first.values, &last.values).is_some_and(|line| self.nothing_below(search, first, strides, line))
    }

    /// Whether pieces repeat up to a step of a course that tightens, so that nothing is cheaper anywhere before. The pieces
    /// follow each other; what is cheapest in the first and the last of them is a period apart. It says no when it cannot
    /// tell.
    pub fn repeats(&self, search: &Search, pieces: &[Piece], until: i64) -> bool {
        let [first, others @ ..] = pieces else { return false };
        let (Some(last), Some((own, _))) = (others.last(), self.0.get(first.found.place)) else { return false };
        if last.end <= first.end || others.iter().any(|piece| piece.found.place != first.found.place) {
            return false;
        }
        let width = last.end - first.end;
        let rise = own.cost_of(&last.found.values).minus(own.cost_of(&first.found.values));
        let starts = std::iter::once(first).chain(others).map(|piece| piece.end + 1);
        let strides: Vec<(&Piece, Strides)> = others
            .iter()
            .zip(starts)
            .map(|(piece, from)| (piece, Strides { from, width, times: (until - from).div_euclid(width).max(0) }))
            .collect();
        // Up to the end of each repetition the same covers it; that asks no solver and comes first.
        let is_covered = |(piece, strides): &(&Piece, Strides)| {
            let step = last.found.values.iter().zip(&first.found.values).map(|(last, first)| last - first);
            let far =
                piece.found.values.iter().zip(step).map(|(value, step)| value + step.saturating_mul(strides.times));
            let far: Vec<i64> = far.collect();
            own.is_met(&far, piece.end + width * strides.times) && own.has_same_units(&piece.found.values, &far)
        };
        // And at its beginning already nothing is cheaper.
        let is_cheapest = |(piece, strides): &(&Piece, Strides)| {
            let line = Line { low: own.cost_of(&piece.found.values), rise };
            self.nothing_below(search, &piece.found, *strides, line)
        };
        strides.iter().all(is_covered) && strides.iter().all(is_cheapest)
    }

    /// Whether no way of paying has anything cheaper than the line of one of them, that of what was found at its beginning.
    fn nothing_below(&self, search: &Search, found: &Found, strides: Strides, line: Line) -> bool {
        let stored = self.0.get(found.place).map_or(Money::ZERO, |(_, stored)| *stored);
        self.0.iter().enumerate().all(|(place, (family, other))| {
            let known: &[i64] = if place == found.place { &found.values } else { &[] };
            let line = Line { low: line.low.plus(stored).minus(*other), ..line };
            family.nothing_below(strides, line, known, &search.memory)
        })
    }
}

impl<'a> Search<'a> {
    /// Prepares a scenario. The book has the readings already that the scenario chooses, see [`super::as_read`]. Environments
    /// are tried with and without paying after use, as [`super::cheapest`] does.
    ///
    /// # Errors
    /// All faults of the scenario that make an answer impossible, each with its path.
    pub fn of(book: &'a Book, scenario: &'a Scenario) -> Result<Self, Vec<Fault>> {
        let faults = check::check(book, scenario);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (sets, all) = payg::choices(book, scenario);
        let mut ways = sets.into_iter().map(|set| Way::of(book, scenario, set));
        let first = ways.next().unwrap_or_else(|| Way::of(book, scenario, Vec::new()));
        Ok(Self { first, others: ways.collect(), all, standing: OnceCell::new(), memory: Memory::default() })
    }

    /// The cheapest combination that meets the conditions; none when no combination does, or none was found within the
    /// bound on the search.
    pub fn find(&self, wish: &Wish) -> Option<Found> {
        let is_free = *wish == Wish::default();
        if self.others.is_empty() {
            return if is_free {
                self.first.cheapest(0)
            } else {
                self.first.find_in((0, &self.first.build.model), wish, &self.memory, MAX_NODES)
            }
            .ok();
        }
        let standing = self.standing();
        if is_free {
            return best(standing.iter().map(|(_, found)| Ok(found.clone())), self.all);
        }
        let asked = standing.iter().filter_map(|(place, _)| {
            let way = self.way(*place)?;
            Some(way.find_in((*place, &way.build.model), wish, &self.memory, MAX_NODES))
        });
        best(asked, self.all)
    }

    /// What is cheapest under a condition for the question of a neighbour, within a small bound on the search; nothing when
    /// this search cannot ask it: there is more than one way of paying, or the neighbour has other variables.
    pub fn find_near(&self, question: &Question, wish: &Wish) -> Option<Result<Found, NotFound>> {
        let [(model, stored)] = question.0.as_slice() else { return None };
        let alike =
            self.others.is_empty() && *stored == self.first.storage() && model.has_shape_of(&self.first.build.model);
        alike.then(|| self.first.find_in((0, model), wish, &self.memory, FEW_NODES))
    }

    /// The same within the same bound for this question.
    pub fn find_soon(&self, wish: &Wish) -> Option<Found> {
        if self.others.is_empty() {
            self.first.find_in((0, &self.first.build.model), wish, &self.memory, FEW_NODES).ok()
        } else {
            self.find(wish)
        }
    }

    /// The plans that could be of use here.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        let known: BTreeMap<&PlanId, &Plan> = self.ways().flat_map(Way::plans).map(|plan| (&plan.id, plan)).collect();
        known.into_values()
    }

    /// The ids of all plans that could be of use here.
    pub fn all(&self) -> BTreeSet<PlanId> {
        self.plans().map(|plan| plan.id.clone()).collect()
    }

    /// How large the question is: variables and rows of its models.
    pub fn size(&self) -> usize {
        self.ways().map(|way| way.build.model.variables.len() + way.build.model.rows.len()).sum()
    }

    /// Whether a plan could be of use here.
    pub fn weighs(&self, plan: &PlanId) -> bool {
        self.ways().any(|way| way.weighs(plan))
    }

    /// Whether a plan brings something that the tenant as a whole asks for, whatever it costs.
    pub fn would_help(&self, plan: &Plan) -> bool {
        self.ways().any(|way| way.would_help(plan))
    }

    /// The combination in full: who gets what.
    pub fn combination(&self, found: &Found) -> Combination {
        self.way(found.place).unwrap_or(&self.first).combination(found)
    }

    /// The combination judged, with all reasons.
    pub fn judge(&self, found: &Found) -> Estimate {
        self.way(found.place).unwrap_or(&self.first).judge(found)
    }

    /// The model of the cheapest way in LP format, which other solvers read.
    pub fn lp(&self) -> String {
        let found = self.find(&Wish::default());
        let way = found.as_ref().and_then(|found| self.way(found.place)).unwrap_or(&self.first);
        way.lp(found.as_ref(), self.others.len())
    }

    /// What the search asks, apart from the scenario it was made of.
    pub fn question(&self) -> Question {
        Question(self.ways().map(|way| (way.build.model.clone(), way.storage())).collect())
    }

    /// The same, for who needs the search no more.
    pub fn into_question(self) -> Question {
        let ways = std::iter::once(self.first).chain(self.others);
        Question(ways.map(|way| (way.storage(), way.build.model)).map(|(stored, model)| (model, stored)).collect())
    }

    fn ways(&self) -> impl Iterator<Item = &Way<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    fn way(&self, place: usize) -> Option<&Way<'a>> {
        self.ways().nth(place)
    }

    /// Ways that leave more needs open than another are no ways to meet a condition.
    fn standing(&self) -> &[(usize, Found)] {
        self.standing.get_or_init(|| {
            let asked = self.ways().enumerate().filter_map(|(place, way)| Some((place, way.cheapest(place).ok()?)));
            let judged: Vec<(bool, usize, Found)> =
                asked.map(|(place, found)| (self.judge(&found).valid, place, found)).collect();
            let covered = judged.iter().any(|(valid, _, _)| *valid);
            let standing = judged.into_iter().filter(|(valid, _, _)| *valid == covered);
            standing.map(|(_, place, found)| (place, found)).collect()
        })
    }
}

/// The cheapest of what was found in several ways, by the order of [`super::cheapest`]; proven only if all ways were tried
/// and each of them says so.
fn best(asked: impl Iterator<Item = Result<Found, NotFound>>, all: bool) -> Option<Found> {
    let (mut best, mut proven): (Option<Found>, bool) = (None, all);
    for found in asked {
        match found {
            Ok(found) => {
                proven &= found.proven;
                let order = |found: &Found| (found.unpriced, found.monthly);
                if best.as_ref().is_none_or(|known| order(&found) < order(known)) {
                    best = Some(found);
                }
            }
            Err(NotFound::Infeasible) => {}
            Err(_) => proven = false,
        }
    }
    best.map(|found| Found { proven, ..found })
}
