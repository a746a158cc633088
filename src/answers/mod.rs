//! Answers beyond one number: why not another plan, what is nearly as cheap, what would flip it, what time and chance do.
//!
//! Each is a function of the book and the scenario to a typed value, with a [`crate::report::Sheet`] made of it for
//! everybody who prints. It decides nothing about licenses; that is asked of `licensing`.

pub mod flips;
pub mod numbers;
pub mod ties;
pub mod why_not;
mod words;

pub use flips::{Flips, FlipsOptions, flips};
pub use ties::{Margin, Ties, TiesOptions, ties};
pub use why_not::{WhyNot, why_not};
