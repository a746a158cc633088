//! The solver behind the model. The only file of the engine with floats: what comes back is rounded to whole licenses, priced
//! and judged again in exact numbers by others.

#![expect(clippy::float_arithmetic, reason = "the solver computes in floats; nothing of it leaves this file unrounded")]
#![expect(clippy::cast_precision_loss, reason = "counts and prices are far below the limit of exact floats")]

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use super::model::{Compare, Model};
use crate::base::Money;

/// What the solver found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Values of the variables, in their order.
    pub values: Vec<i64>,
    /// Whether no solution is cheaper by a cent or more.
    pub proven: bool,
    /// No solution costs less than this, by the model.
    pub at_least: Money,
    /// Nodes of the search tree.
    pub nodes: u64,
}

/// Why the solver found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// The rows contradict each other.
    Infeasible,
    /// The bound on the search was reached before anything was found.
    Interrupted,
    /// The solver failed; its words.
    Failed(String),
}

/// Nodes of the search tree after which the best that was found is taken, without proof.
pub const MAX_NODES: u64 = 20_000;

/// Solves a model.
///
/// # Errors
/// When there is no solution, or none was found within [`MAX_NODES`].
pub fn solve(model: &Model) -> Result<Found, NotFound> {
    solve_within(model, MAX_NODES)
}

/// Solves a model with a bound of its own on the search.
///
/// # Errors
/// When there is no solution, or none was found within the bound.
pub fn solve_within(model: &Model, most: u64) -> Result<Found, NotFound> {
    let tie = tie_weight(model);
    let (problem, variables) = problem(model, tie);
    let mut options = SolveOptions::default();
    options.node_limit = Some(FIRST_NODES);
    let mut outcome = problem.solve_with(options).map_err(not_found)?;
    let enough = enough(model, tie);
    // All costs are multiples of one step; once no solution can be a whole step cheaper, the one in hand is the cheapest.
    // The search is asked in growing portions, each of which stops as soon as that is known.
    let mut portion = FIRST_NODES;
    while !is_proven(&outcome, enough) && outcome_nodes(&outcome) < most {
        portion *= 2;
        let mut next = outcome.last_resume_options();
        next.node_limit = Some(portion);
        next.mip_gap = outcome.solution().map(|solution| NEARLY * enough / solution.objective().abs().max(1.0));
        outcome = outcome.resume_with(next).map_err(not_found)?;
    }
    let proven = is_proven(&outcome, enough);
    let solution = outcome.into_solution().map_err(|_| NotFound::Interrupted)?;
    let stats = solution.stats();
    let bound = stats.best_bound.unwrap_or(f64::NEG_INFINITY);
    let values: Vec<i64> = variables.iter().map(|variable| whole(solution.var_value(*variable))).collect();
    Ok(Found { values, proven, at_least: rounded_down(bound), nodes: stats.nodes_solved })
}

/// Whether nothing costs less than so much, of which a solution may be known. It says no when it cannot tell.
pub fn is_least(model: &Model, least: Money, known: &[i64], most: u64) -> bool {
    let (problem, variables) = problem(model, 0.0);
    let enough = enough(model, 0.0);
    let least = dollars(least);
    let mut options = SolveOptions::default();
    options.node_limit = Some(most);
    // Whatever cannot be a step cheaper need not be looked into.
    let share = NEARLY * enough / least.abs().max(1.0);
    options.tolerances.prune_epsilon = share;
    if known.len() == variables.len() {
        options.warm_start =
            Some(variables.iter().zip(known).map(|(variable, value)| (*variable, *value as f64)).collect());
    }
    problem.solve_with(options).is_ok_and(|outcome| {
        let looked_down_to = |found: f64| found - share * found.abs().max(1.0);
        is_proven(&outcome, enough)
            && outcome.solution().is_some_and(|found| looked_down_to(found.objective()) > least - enough)
    })
}

/// The model as the solver takes it, with a weight for ties.
fn problem(model: &Model, tie: f64) -> (Problem, Vec<Variable>) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<_> = model
        .variables
        .iter()
        .map(|variable| {
            let cost = dollars(variable.cost) + variable.tie as f64 * tie;
            if variable.implied {
                problem.add_var(cost, (variable.lower as f64, variable.upper as f64))
            } else {
                problem.add_integer_var(cost, (small(variable.lower), small(variable.upper)))
            }
        })
        .collect();
    for row in &model.rows {
        let terms: Vec<_> = row
            .terms
            .iter()
            .filter_map(|(variable, times)| variables.get(variable.position()).map(|known| (*known, *times as f64)))
            .collect();
        let compare = match row.compare {
            Compare::AtLeast => ComparisonOp::Ge,
            Compare::AtMost => ComparisonOp::Le,
            Compare::Equal => ComparisonOp::Eq,
        };
        problem.add_constraint(&terms[..], compare, row.right as f64);
    }
    (problem, variables)
}

/// How much of a step is taken, so that what is rounded stays below it.
const NEARLY: f64 = 0.95;

/// Nodes of the first portion of the search.
const FIRST_NODES: u64 = 16;

fn not_found(error: Error) -> NotFound {
    match error {
        Error::Infeasible => NotFound::Infeasible,
        other => NotFound::Failed(other.to_string()),
    }
}

/// How far the bound may lie below what was found: less than a step of all costs, and never more than half a cent below
/// what ties could hide.
fn enough(model: &Model, tie: f64) -> f64 {
    let step = model.variables.iter().fold(0_u64, |step, variable| gcd(step, variable.cost.micros().unsigned_abs()));
    let step = step as f64 / 1e6;
    (step * 0.9 - tie * most_ties(model)).max(CENT / 2.0)
}

fn is_proven(outcome: &SolveOutcome, enough: f64) -> bool {
    let Some(solution) = outcome.solution() else { return false };
    let bound = solution.stats().best_bound.unwrap_or(f64::NEG_INFINITY);
    outcome.is_optimal() || solution.objective() - bound < enough
}

fn outcome_nodes(outcome: &SolveOutcome) -> u64 {
    outcome.stats().nodes_solved
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

const CENT: f64 = 0.01;

/// So small that all ties together stay below half a cent, so that they never outweigh a difference in price.
fn tie_weight(model: &Model) -> f64 {
    (CENT / 4.0) / most_ties(model).max(1.0)
}

/// The most that all ties together can count.
fn most_ties(model: &Model) -> f64 {
    let tied = model.variables.iter().filter(|variable| variable.tie != 0);
    tied.map(|variable| variable.tie.abs() as f64 * variable.upper.min(TIE_UNITS) as f64).sum()
}

/// Units beyond which a variable no longer counts for ties.
const TIE_UNITS: i64 = 20_000;

fn dollars(money: Money) -> f64 {
    money.micros() as f64 / 1e6
}

fn small(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX })
}

#[expect(clippy::cast_possible_truncation, reason = "values lie within the bounds of their variables")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// The bound in whole cents, rounded down, never below nothing.
#[expect(clippy::cast_possible_truncation, reason = "a bound lies within the range of money; the cast saturates")]
fn rounded_down(bound: f64) -> Money {
    if !bound.is_finite() || bound <= 0.0 {
        return Money::ZERO;
    }
    Money::from_micros(((bound / CENT).floor() as i64).saturating_mul(10_000))
}
