//! Environments and storage of a scenario.

use serde::Serialize;

use crate::base::Gigabytes;
use crate::base::plain::Plain;

/// A place for apps, flows and data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Environment {
    /// What apps and flows call it; unique.
    pub name: String,
    /// Its type.
    #[serde(default)]
    pub kind: EnvironmentKind,
    /// Whether it has a Dataverse (Common Data Service) database.
    #[serde(default)]
    pub dataverse: bool,
    /// Database that it takes.
    #[serde(default)]
    pub database_gb: Gigabytes,
    /// Files that it takes.
    #[serde(default)]
    pub file_gb: Gigabytes,
    /// Logs that it takes.
    #[serde(default)]
    pub log_gb: Gigabytes,
    /// Whether it is linked to an Azure subscription, so that its apps and its storage are paid after use; absent leaves
    /// that to the search, if there is such a subscription.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_as_you_go: Option<bool>,
}

/// The type of an environment; some take nothing from the capacity of the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EnvironmentKind {
    /// For work that matters.
    #[default]
    Production,
    /// For development and tests, counted as production is.
    Sandbox,
    /// The one that every tenant has; a part of it is free.
    Default,
    /// For a limited time; not counted.
    Trial,
    /// For one developer; not counted.
    Developer,
    /// Dataverse for Teams; not counted.
    Teams,
}

/// Storage in Dataverse beyond what the environments state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Storage {
    /// Database.
    pub database_gb: Gigabytes,
    /// Files.
    pub file_gb: Gigabytes,
    /// Logs.
    pub log_gb: Gigabytes,
    /// What subscriptions beside this scenario bring, as the admin center shows it.
    #[serde(skip_serializing_if = "Brought::is_none")]
    pub brought: Brought,
    /// What the tenant may store in all where it still has the older model, in which one amount covers database, files
    /// and logs together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_pool_gb: Option<Gigabytes>,
}

/// Storage that subscriptions beside the scenario bring.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brought {
    /// Database.
    pub database_gb: Gigabytes,
    /// Files.
    pub file_gb: Gigabytes,
    /// Logs.
    pub log_gb: Gigabytes,
}

impl Brought {
    /// Whether it is nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
