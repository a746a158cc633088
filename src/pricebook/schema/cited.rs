//! Sources and rules, which figures and reasons cite.

use serde::{Deserialize, Serialize};

use super::Standing;
use crate::base::{RuleId, SourceId};

/// `sources.toml`: every source once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The sources.
    pub source: Vec<Source>,
}

/// A source that figures and rules cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The key that figures cite.
    pub id: SourceId,
    /// What it is.
    pub title: String,
    /// Where it is: a link, or the repository, path and version when no link is known.
    pub address: String,
    /// The date it bears, as printed: a day, a month or a range.
    pub date: String,
    /// Who speaks.
    pub standing: Standing,
}

/// `rules.toml`: every licensing rule once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The rules.
    pub rule: Vec<Rule>,
}

/// A licensing rule: who needs a license, said in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `R1` to `R25` as in the reference; `C-…` for capacity, `Q-…` for requests.
    pub id: RuleId,
    /// A few words.
    pub title: String,
    /// The rule in plain words.
    pub says: String,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
}
