//! Apps of a scenario.

use serde::Serialize;

use super::{is_false, is_zero};
use crate::base::plain::Plain;
use crate::base::{Count, Day};

/// An app and the people who use it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct App {
    /// What flows call it; unique.
    pub name: String,
    /// How it is made.
    #[serde(default)]
    pub kind: AppKind,
    /// Names of groups; empty means everybody.
    #[serde(default)]
    pub used_by: Vec<String>,
    /// Connectors by their official names.
    #[serde(default)]
    pub connectors: Vec<String>,
    /// Restricted Dynamics 365 tables that it touches.
    #[serde(default)]
    pub restricted_tables: Vec<RestrictedTable>,
    /// Custom tables of Dataverse that it works on; any makes it premium.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub custom_tables: Count,
    /// Groups whose people make or manage it, without using it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub makers: Vec<String>,
    /// Where it is; absent means the first environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Whether it extends a Dynamics 365 application in the same environment.
    #[serde(default)]
    pub in_dynamics_365: bool,
    /// Switched off: it costs nothing and needs nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
    /// The day on which it was made: older ones may keep connectors that became premium later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Day>,
}

/// How an app is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AppKind {
    /// Drawn freely, over any data.
    #[default]
    Canvas,
    /// Made from tables of Dataverse; always premium.
    ModelDriven,
    /// A form of a SharePoint list.
    SharePointForm,
    /// A portal that people of the organization sign in to; visitors from outside are counted under `portals`.
    Portal,
}

/// A Dynamics 365 table that only Dynamics 365 licenses may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestrictedTable {
    /// The name of the table.
    pub name: String,
    /// What the app does with it.
    #[serde(default)]
    pub access: Access,
}

/// What is done with a restricted table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Access {
    /// Only read.
    #[default]
    Read,
    /// Create, change or delete.
    Write,
}
