//! Words without rules: money, counts, days, ids. Nothing here knows a plan or a license.

pub mod count;
pub mod date;
pub mod id;
pub mod money;
pub mod month;
pub mod plain;
pub mod sorted;

pub use count::{Count, Gigabytes};
pub use date::Day;
pub use id::{EditionId, OptionId, PlanId, ReadingId, RuleId, SourceId, TermId};
pub use money::{Money, Period, Price};
pub use month::Month;
