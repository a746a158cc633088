//! Questions that sources answer differently: each answer with its sources, the one that is used unless the user chooses, and why.

use serde::Serialize;

use super::{Change, ConnectorList, LimitChange, PlanChange, Standing};
use crate::base::plain::Plain;
use crate::base::{OptionId, ReadingId, SourceId};

/// A change to one question.
#[derive(Debug, Clone, Plain)]
#[serde(deny_unknown_fields)]
pub struct ReadingChange {
    /// The question; never renamed.
    pub id: ReadingId,
    /// What happens to it.
    pub change: Change,
    /// Its number in the list of contradictions, such as `C13`.
    #[serde(rename = "ref")]
    pub number: Option<String>,
    /// The question in plain words.
    pub topic: Option<String>,
    /// The answer that is used unless the user chooses another.
    pub default: Option<OptionId>,
    /// Why that one.
    pub why: Option<String>,
    /// The answers; they replace those of before.
    pub option: Option<Vec<ReadingOption>>,
}

/// One answer. It may lay changes over the book, in the same tables as an edition; the default lays none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct ReadingOption {
    /// The answer.
    pub id: OptionId,
    /// The answer in plain words.
    pub says: String,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is said; sources may stand on both sides.
    pub sources: Vec<SourceId>,
    /// The definition of a session that it stands for, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<String>,
    /// What it decides in place of an estimate or a count, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
    /// Plans that differ under it.
    #[serde(default, skip_serializing)]
    pub plan: Vec<PlanChange>,
    /// Limits that differ under it.
    #[serde(default, skip_serializing)]
    pub limit: Vec<LimitChange>,
    /// Connectors that differ under it.
    #[serde(default, skip_serializing)]
    pub connectors: Vec<ConnectorList>,
}

impl ReadingOption {
    /// Whether it changes figures, and not only how a rule is read.
    pub fn lays_over(&self) -> bool {
        !(self.plan.is_empty() && self.limit.is_empty() && self.connectors.is_empty())
    }
}

/// A question as it stands in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Which question.
    pub id: ReadingId,
    /// Its number in the list of contradictions.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The question in plain words.
    pub topic: String,
    /// The answer that is used unless the user chooses another.
    pub default: OptionId,
    /// Why that one.
    pub why: String,
    /// The answers, as the file names them.
    pub options: Vec<ReadingOption>,
}

impl Reading {
    /// The answer with this id.
    pub fn option(&self, id: &str) -> Option<&ReadingOption> {
        self.options.iter().find(|option| option.id.as_str() == id)
    }
}
