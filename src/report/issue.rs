//! Warnings and refusals with stable codes. The words stand beside the code, so that no reader has to know the codes.

use serde::Serialize;

use crate::base::RuleId;

/// Something that the reader should know or must mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Stable name of the kind of issue.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where in the scenario, such as `flows[2].owner`; empty for the whole.
    pub path: String,
    /// What is the matter, in a plain sentence.
    pub says: String,
    /// What to do about it; empty when there is nothing to do.
    pub remedy: String,
    /// The rule behind it, if there is one.
    pub rule: Option<RuleId>,
}

/// How bad an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The combination is not valid.
    Refusal,
    /// The combination is valid, but something asks for attention.
    Warning,
    /// Good to know.
    Note,
}

/// The kinds of issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// People use an app that no license of theirs covers.
    AppNotCovered,
    /// A flow runs for people, or under a name, without a license that covers it.
    FlowNotCovered,
    /// People write restricted tables without a license that allows it.
    RestrictedTable,
    /// A desktop part has no bot.
    DesktopNotCovered,
    /// Authors of bots lack their license.
    AuthorNotLicensed,
    /// Bots run without the license of the tenant.
    BotNotLicensed,
    /// Agents of the contact centre lack their license.
    AgentNotLicensed,
    /// A pooled amount or storage does not suffice.
    CapacityShort,
    /// A person or flow makes more requests a day than entitled to.
    RequestsShort,
    /// Something else must be held beside a license.
    PrerequisiteMissing,
    /// Fewer units than are sold.
    BelowMinimum,
    /// No plan of this edition covers the need.
    NoPlanCovers,
    /// More people have licenses than the group has.
    TooManyPeople,
    /// A license is given to somebody or something it is not made for.
    WrongHolder,
    /// A license is named that is not sold in this edition.
    NotSold,
    /// A connector that the price book does not know; taken as premium.
    UnknownConnector,
    /// Many people reach data through one license.
    Multiplexing,
    /// No source gives the price.
    PriceNotPublished,
    /// The price stands on a weak source.
    WeakPrice,
    /// Little capacity is left.
    CapacityLow,
    /// Licenses that nothing in the scenario needs.
    Unneeded,
    /// A license is bought only for the storage or credits it brings.
    BoughtForCapacity,
    /// Optimality was not proven within the bound.
    NotProven,
    /// A trial ends, or has ended, and what it covers is to be paid for.
    TrialEnds,
    /// What was there before a change stays as it was up to a day.
    GraceEnds,
    /// More requests than allowed on a day that comes now and then.
    RequestsNowAndThen,
    /// So many more requests than allowed on a day that they are slowed down.
    RequestsThrottled,
    /// What is over a limit of storage is blocked.
    StorageBlocked,
    /// What Dataverse for Teams may hold is nearly or wholly used up.
    TeamsStorage,
    /// An environment is paid after use.
    PayAsYouGo,
    /// Owned licenses that are not used.
    OwnedUnused,
    /// Something thought impossible happened inside the engine.
    Internal,
}

impl Issue {
    /// A refusal: the combination is not valid.
    pub fn refusal(code: Code, path: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(code, Severity::Refusal, path, says)
    }

    /// A warning.
    pub fn warning(code: Code, path: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, path, says)
    }

    /// Good to know.
    pub fn note(code: Code, path: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, path, says)
    }

    fn new(code: Code, severity: Severity, path: impl Into<String>, says: impl Into<String>) -> Self {
        Self { code, severity, path: path.into(), says: says.into(), remedy: String::new(), rule: None }
    }

    /// The same issue with what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The same issue with the rule behind it.
    #[must_use]
    pub fn by(mut self, rule: &str) -> Self {
        self.rule = Some(RuleId::from(rule));
        self
    }
}
