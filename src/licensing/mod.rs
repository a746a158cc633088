//! Which plans cover a need, and what they cost.
//!
//! [`price`] judges a combination, [`cheapest`] finds one and has it judged by the same function.

pub mod read;
pub mod scenario;
pub mod schema;

use crate::pricebook::Book;
use crate::report::{Combination, Estimate, Fault};
pub use scenario::Scenario;

/// Judges a combination and says what it costs.
///
/// # Errors
/// All faults of the scenario or the combination that make an answer impossible, each with its path.
pub fn price(_book: &Book, _scenario: &Scenario, _combination: &Combination) -> Result<Estimate, Vec<Fault>> {
    Err(Vec::new())
}

/// Finds the cheapest valid combination and has it judged by [`price`].
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn cheapest(_book: &Book, _scenario: &Scenario) -> Result<Estimate, Vec<Fault>> {
    Err(Vec::new())
}

/// The optimisation model of a scenario in LP format, for checking the optimum with another solver.
///
/// # Errors
/// All faults of the scenario that make a model impossible, each with its path.
pub fn lp(_book: &Book, _scenario: &Scenario) -> Result<String, Vec<Fault>> {
    Err(Vec::new())
}
