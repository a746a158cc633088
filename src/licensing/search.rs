//! The search for the cheapest combination, asked again and again under conditions: with this plan, without that one, for
//! a neighbour of the scenario. It builds the model once and gives totals without writing the reasons down.
//!
//! What is shown to somebody is judged by [`super::price`], which says the same total.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use super::model::Model;
use super::solve::NotFound;
use super::way::Way;
use super::{Scenario, check, family, payg};
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

impl Question {
    /// Whether two scenarios lead to the same question in all numbers, so that they have the same answers.
    pub fn is_same(&self, other: &Self) -> bool {
        let same = |(one, two): (&(Model, Money), &(Model, Money))| one.1 == two.1 && one.0.is_same(&two.0);
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }

    /// Whether nothing is cheaper anywhere on the way to `far` than the line between the two combinations, which are among
    /// the cheapest at their ends. The way has `steps` equal steps; `near` are the questions one step from the ends. It
    /// says no when it cannot tell.
    pub fn nothing_cheaper_until(&self, far: &Self, steps: u32, near: (&Self, &Self), ends: (&Found, &Found)) -> bool {
        let (first, last) = ends;
        let questions = [self, near.0, near.1, far];
        // The models of one way, when storage costs the same in all of them.
        let models = |place: usize| {
            let [start, second, before, end] = questions.map(|question| question.0.get(place));
            let (start, second, before, end) = (start?, second?, before?, end?);
            let same = [second, before, end].iter().all(|other| other.1 == start.1);
            same.then_some(([&start.0, &second.0, &before.0, &end.0], start.1))
        };
        if first.place != last.place || questions.iter().any(|question| question.0.len() != self.0.len()) {
            return false;
        }
        let steps = i64::from(steps);
        let Some((own, stored)) = models(first.place) else { return false };
        let Some((low, slope)) = family::line(own, steps, &first.values, &last.values) else { return false };
        (0..self.0.len()).all(|place| {
            let below = |(models, other): ([&Model; 4], Money)| {
                family::nothing_below(models, steps, low.plus(stored).minus(other), slope)
            };
            models(place).is_some_and(below)
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
        Ok(Self { first, others: ways.collect(), all, standing: OnceCell::new() })
    }

    /// The cheapest combination that meets the conditions; none when no combination does, or none was found within the
    /// bound on the search.
    pub fn find(&self, wish: &Wish) -> Option<Found> {
        let is_free = *wish == Wish::default();
        if self.others.is_empty() {
            return if is_free { self.first.cheapest(0, None) } else { self.first.find(0, wish, MAX_NODES) }.ok();
        }
        let standing = self.standing();
        if is_free {
            return best(standing.iter().map(|(_, found)| Ok(found.clone())), self.all);
        }
        let asked = standing.iter().filter_map(|(place, _)| {
            let way = self.way(*place)?;
            Some(way.find(*place, wish, MAX_NODES))
        });
        best(asked, self.all)
    }

    /// The cheapest combination, when it is proven within a small bound on the search: for those who ask very often.
    pub fn find_soon(&self) -> Option<Found> {
        let found = if self.others.is_empty() {
            self.first.cheapest(0, Some(FEW_NODES)).ok()
        } else {
            self.find(&Wish::default())
        };
        found.filter(|found| found.proven)
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
            let asked =
                self.ways().enumerate().filter_map(|(place, way)| Some((place, way.cheapest(place, None).ok()?)));
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
