//! What a Power Platform solution costs, which plans it needs, and why.
//!
//! The map of the house, each room knowing only those above it:
//!
//! - [`base`]: money, counts, days, ids.
//! - [`pricebook`]: what is true since when: plans, limits, connectors, rules, with their sources.
//! - [`report`]: the words of an answer: lines, reasons, issues.
//! - [`licensing`]: the question and the two answers, `price` and `cheapest`.
//! - [`sessions`]: conversations in, billed sessions out.
//! - [`answers`]: what else can be asked: why not, near ties, flips, time, chance, what to do.
//! - `api` (feature `js`): the same for JavaScript.
//! - `app` (feature `app`): the page.
//! - `embed` (feature `embed`): the page as an element in other pages.

#![warn(clippy::disallowed_methods, clippy::disallowed_types, clippy::float_arithmetic)]

pub mod answers;
pub mod base;
pub mod licensing;
pub mod pricebook;
pub mod report;
pub mod sessions;

#[cfg(feature = "js")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "embed")]
pub mod embed;

pub use licensing::schema::scenario as schema;
pub use licensing::{cheapest, lp, price};
