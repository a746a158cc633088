//! Sources and rules, which figures and reasons cite.

use serde::Serialize;

use super::Standing;
use crate::base::plain::Plain;
use crate::base::{EditionId, RuleId, SourceId};

/// `sources.toml`: every source once.
#[derive(Debug, Clone, Plain)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The sources.
    pub source: Vec<Source>,
}

/// A source that figures and rules cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
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
#[derive(Debug, Clone, Plain)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The rules.
    pub rule: Vec<Rule>,
}

/// A licensing rule: who needs a license, said in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `R1` to `R25` as in the reference; words and a number for what has no number there.
    pub id: RuleId,
    /// A few words.
    pub title: String,
    /// The rule in plain words, short enough to stand beside a number.
    pub says: String,
    /// The rest of its page: exceptions, what sources dispute, an example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The first edition in which it holds; absent when it always has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_from: Option<EditionId>,
    /// The last edition in which it holds; absent while it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_until: Option<EditionId>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
}

impl Rule {
    /// Whether it holds in an edition. Ids of editions are years and months, so their order is that of time.
    pub fn holds_in(&self, edition: &EditionId) -> bool {
        self.holds_from.as_ref().is_none_or(|first| first <= edition)
            && self.holds_until.as_ref().is_none_or(|last| edition <= last)
    }
}
