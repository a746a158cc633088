//! Bots, the contact center, portals and AI Builder of a scenario.

use serde::Serialize;

use super::{is_false, is_zero, one};
use crate::base::Count;
use crate::base::plain::Plain;

/// A bot of Power Virtual Agents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bot {
    /// What flows call it; unique.
    pub name: String,
    /// People who make and manage it.
    #[serde(default = "one")]
    pub authors: Count,
    /// Billed sessions in the month with the most.
    #[serde(default)]
    pub sessions_per_month: Count,
    /// Whether it lives in Microsoft Teams only.
    #[serde(default)]
    pub teams_only: bool,
    /// Switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// The contact center.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Omnichannel {
    /// Agents who chat with customers.
    pub chat: Count,
    /// Agents who use digital messaging channels.
    pub digital_messaging: Count,
    /// Conversations with a bot in the month with the most.
    pub bot_conversations_per_month: Count,
    /// Agents who hold the base license of customer service already; absent means all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_customer_service: Option<Count>,
}

/// A portal and its visitors from outside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Portal {
    /// Its name; unique.
    pub name: String,
    /// Whether it is of the older kind of Dynamics 365, which is paid as a whole: logins and page views do not count then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub older: bool,
    /// Logins of visitors from outside in the month with the most: one login a person and day.
    #[serde(default)]
    pub logins_per_month: Count,
    /// Visitors from outside who sign in, where their logins are not counted yet; they come on top.
    #[serde(default, skip_serializing_if = "Visitors::is_none")]
    pub visitors: Visitors,
    /// Page views without signing in, in the month with the most.
    #[serde(default)]
    pub views_per_month: Count,
    /// Switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

/// People from outside who sign in to a portal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visitors {
    /// How many people.
    pub people: Count,
    /// On how many days of a month each of them comes.
    pub days_per_month: Count,
    /// How often each signs in on such a day; further times on the same day are free.
    pub sign_ins_per_day: Count,
}

impl Visitors {
    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// AI Builder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AiBuilder {
    /// Service credits in the month with the most, training included unless it stands below.
    pub credits_per_month: Count,
    /// Service credits that training takes in that month beside the above.
    #[serde(skip_serializing_if = "is_zero")]
    pub training_credits_per_month: Count,
    /// Credits of each month of the year, where they differ; the largest counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Month>,
}

/// What one month takes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Month {
    /// What the month is called.
    pub name: String,
    /// Service credits, training included.
    pub credits: Count,
}
