//! Shapes of prices: each unit the same, by volume, included, by use, not published.

use serde::Serialize;

use super::{Figure, Standing};
use crate::base::plain::Plain;
use crate::base::{Money, Period, SourceId};

/// What one unit costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PriceShape {
    /// Each unit costs the same.
    PerUnit {
        /// The amount for one unit.
        amount: Money,
        /// What the amount pays for.
        #[serde(default)]
        period: Period,
        /// How well it is founded.
        #[serde(default)]
        standing: Standing,
        /// Where it is printed.
        sources: Vec<SourceId>,
        /// What a reader should know beside the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// All units cost the amount of the tier that the quantity reaches.
    Volume {
        /// What the amounts pay for.
        #[serde(default)]
        period: Period,
        /// Tiers in rising order of `from`.
        tiers: Vec<Tier>,
    },
    /// Included in something else, or free.
    Included {
        /// How well it is founded.
        #[serde(default)]
        standing: Standing,
        /// Where that is said.
        sources: Vec<SourceId>,
        /// What a reader should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Billed by use at the end of the period.
    Metered {
        /// What is counted.
        #[serde(default)]
        meter: Meter,
        /// The amount for one unit of use.
        amount: Money,
        /// The unit of use, such as "active user per app".
        per: String,
        /// Units of use that cost nothing, for each environment that is linked.
        #[serde(default)]
        free: Option<Figure>,
        /// How well it is founded.
        #[serde(default)]
        standing: Standing,
        /// Where it is printed.
        sources: Vec<SourceId>,
        /// What a reader should know beside the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// No source of the edition prints a price.
    NotPublished {
        /// Prices seen elsewhere, offered to the user and never used unasked.
        #[serde(default)]
        seen: Vec<Seen>,
        /// Where it was looked for, or where the plan itself is documented.
        sources: Vec<SourceId>,
        /// What a reader should know, such as what was looked for in vain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

/// What is counted where use is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Meter {
    /// Whatever `per` says; nothing that the estimate counts.
    #[default]
    Other,
    /// People and the apps that they open in a month.
    AppUsers,
    /// Gigabytes of database above what comes with an environment.
    Database,
    /// Gigabytes of files above what comes with an environment.
    File,
    /// Gigabytes of logs above what comes with an environment.
    Log,
    /// Requests above what licenses bring.
    Requests,
}

/// One step of a volume price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The smallest quantity that gets this price.
    pub from: u64,
    /// The amount for each unit.
    pub amount: Money,
    /// Sold through these channels only; empty means all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A price that was printed somewhere, but not by a source that holds for the edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The amount for one unit and month.
    pub amount: Money,
    /// Why it cannot be trusted for the edition.
    pub standing: Standing,
    /// Where it was seen.
    pub sources: Vec<SourceId>,
    /// What a reader should know beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The way licenses are bought; some prices hold for one channel only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Channel {
    /// From the vendor's own site, at list price.
    #[default]
    Direct,
    /// From a cloud solution provider.
    Csp,
    /// Under an enterprise agreement.
    EnterpriseAgreement,
}
