//! Answers beyond one number: why not another plan, what is nearly as cheap, what would flip it, what time and chance do.
//!
//! Each is a function of the book and the scenario to a typed value, with a [`crate::report::Sheet`] made of it for
//! everybody who prints. It decides nothing about licenses; that is asked of `licensing`.

pub mod compare;
mod dice;
pub mod explain;
pub mod far;
pub mod flips;
pub mod forecast;
pub mod guide;
pub mod numbers;
pub mod over_time;
pub mod owned;
pub mod range;
pub mod readings;
pub mod ties;
pub mod todo;
pub mod why_not;
mod words;

pub use compare::{Comparison, compare};
pub use explain::{Depth, explain};
pub use far::{Far, Tell};
pub use flips::{Flips, FlipsOptions, flips};
pub use forecast::{Forecast, ForecastOptions, forecast};
pub use over_time::{OverTime, OverTimeOptions, over_time};
pub use owned::{Owned, owned};
pub use range::{Range, RangeOptions, range};
pub use readings::{Readings, readings};
pub use ties::{Margin, Ties, TiesOptions, ties};
pub use todo::{Todo, todo};
pub use why_not::{WhyNot, why_not};
