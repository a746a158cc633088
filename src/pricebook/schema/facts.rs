//! Facts that belong to no plan: limits, connectors, rates of use.

use serde::{Deserialize, Serialize};

use super::{Change, Pool, Standing};
use crate::base::SourceId;

/// Limits that do not belong to one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Megabytes of database that the first subscription brings to the tenant.
    TenantDatabaseMb,
    /// Megabytes of files that the first subscription brings.
    TenantFileMb,
    /// Megabytes of logs that the first subscription brings.
    TenantLogMb,
    /// Megabytes of database that every counted environment takes at least.
    EnvironmentDatabaseMb,
    /// Megabytes of database of the default environment that are not counted.
    DefaultEnvironmentDatabaseMb,
    /// Megabytes of files of the default environment that are not counted.
    DefaultEnvironmentFileMb,
    /// Megabytes of logs of the default environment that are not counted.
    DefaultEnvironmentLogMb,
    /// Percent of capacity left below which the first notice is sent.
    CapacityNoticePercent,
    /// Percent of capacity left below which the urgent notice is sent.
    CapacityAlarmPercent,
    /// Smallest number of logins that can be assigned to one portal.
    PortalLoginsMinimum,
    /// Smallest number of page views that can be assigned to one portal.
    PortalPageViewsMinimum,
    /// Logins of one portal that cost nothing.
    PortalLoginsFree,
    /// Page views of one portal that cost nothing.
    PortalPageViewsFree,
}

/// A change to one limit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitChange {
    /// Which limit.
    pub id: Limit,
    /// What happens to it; limits do not end.
    pub change: Change,
    /// The number.
    pub value: u64,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What a connector asks of those who use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ConnectorClass {
    /// Covered by Microsoft 365.
    Standard,
    /// Needs a plan of its own.
    Premium,
    /// Made by the organization; needs a plan as premium does.
    Custom,
    /// Reaches on-premises data through a gateway; needs a plan as premium does.
    Gateway,
}

/// Connectors of one class that one set of sources names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConnectorList {
    /// The class of all of them.
    pub class: ConnectorClass,
    /// `adds` for new names, `sets` for a new class.
    pub change: Change,
    /// Official names.
    pub names: Vec<String>,
    /// Whether data behind them ask a license of every person whose work reaches them through one account (multiplexing).
    #[serde(default)]
    pub multiplexing: bool,
    /// Whether it is the connector behind a flow that starts by an HTTP request.
    #[serde(default)]
    pub http_trigger: bool,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where that is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What one use costs in a pooled unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateChange {
    /// Which use, such as `generative-answer`.
    pub id: String,
    /// What happens to it.
    pub change: Change,
    /// The pool it draws on.
    pub pool: Pool,
    /// Credits in thousandths for `per` units of use, so that a tenth of a credit is a whole number.
    pub millicredits: u64,
    /// Units of use.
    pub per: u64,
    /// The unit of use.
    pub unit: String,
    /// Who pays nothing for it, if anybody.
    #[serde(default)]
    pub free_for: Option<String>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
}
