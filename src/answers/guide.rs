//! The guides under `static/pricebook/guides.toml`: how licenses are bought and given out, step by step.

use std::sync::OnceLock;

use serde::Serialize;

use crate::base::plain::{self, Plain};
use crate::base::{Day, PlanId, SourceId};
use crate::pricebook::schema::Standing;

/// What a guide is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Does {
    /// Buying licenses.
    Buy,
    /// Giving licenses to people.
    Assign,
}

/// How something is done, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its stable name.
    pub id: String,
    /// What it is for.
    pub does: Does,
    /// Since when it holds.
    pub holds_from: Day,
    /// What is done, in a few words.
    pub title: String,
    /// The plans it is about.
    pub plans: Vec<PlanId>,
    /// Plans that must be bought before.
    #[serde(default)]
    pub after: Vec<PlanId>,
    /// The steps in their order.
    pub steps: Vec<String>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
}

#[derive(Default, Plain)]
#[serde(deny_unknown_fields)]
struct File {
    guide: Vec<Guide>,
}

/// All guides, as the file has them. The tests see to it that it can be read.
pub fn guides() -> &'static [Guide] {
    static GUIDES: OnceLock<Vec<Guide>> = OnceLock::new();
    let read = || plain::parse::<File>(include_str!(concat!(env!("OUT_DIR"), "/guides.json")));
    GUIDES.get_or_init(|| read().unwrap_or_default().guide)
}

/// The guide for a plan that holds on a day; before any does, the earliest.
pub fn guide(does: Does, plan: &PlanId, day: Day) -> Option<&'static Guide> {
    let about = || guides().iter().filter(|guide| guide.does == does && guide.plans.contains(plan));
    let holds = about().filter(|guide| guide.holds_from <= day).max_by_key(|guide| guide.holds_from);
    holds.or_else(|| about().min_by_key(|guide| guide.holds_from))
}
