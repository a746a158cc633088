//! The answer's vocabulary: lines, totals, reasons, warnings. It knows no rule; it only says what was found.

pub mod changes;
pub mod combination;
pub mod estimate;
pub mod fault;
pub mod html;
pub mod issue;
mod page;
pub mod sheet;
pub mod step;
pub mod text;

pub use combination::{Combination, FlowLicenses, PeopleLicenses};
pub use estimate::{Estimate, Holder, Line, Optimality, Pooled, UnitPrice, Unpriced, UsedReading};
pub use fault::Fault;
pub use issue::{Code, Issue, Severity};
pub use sheet::Sheet;
pub use step::{Evidence, Step};
