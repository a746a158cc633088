//! The form as typed, however wrong: numbers are texts, and things name each other by a number that survives renaming.
//!
//! It knows what a form holds, not how it looks; [`Draft::read`] turns it into a scenario or says which field is wrong.

mod cards;
mod changes;
mod combination;
mod errors;
pub mod more;
mod names;
pub mod number;
mod read;
mod without;
mod write;

use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;
use std::rc::Rc;

use serde::Serialize;

use crate::base::{OptionId, PlanId, ReadingId};
use crate::licensing::scenario::{Access, AppKind, EnvironmentKind, Trigger};
use crate::pricebook::schema::{Channel, ConnectorClass};

pub use cards::{Card, Kind};
pub use combination::{Assigned, Own};
pub use errors::FieldErrors;
pub use more::More;
pub use without::Part;

/// The number of a card; never used twice in a draft, so that keys and references stay true.
pub type Uid = u32;

/// A count, an amount or a price of each plan, as typed.
pub type Amounts = BTreeMap<PlanId, String>;

/// The whole form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct Draft {
    /// The number of the last card that was made.
    pub last: Uid,
    pub name: String,
    /// The edition of the price book; empty means the latest.
    pub edition: String,
    pub holds: Option<Vec<PlanId>>,
    pub owned: Amounts,
    pub channel: Channel,
    pub prices: Amounts,
    pub groups: Vec<Rc<GroupDraft>>,
    pub environments: Vec<Rc<EnvironmentDraft>>,
    pub apps: Vec<Rc<AppDraft>>,
    pub flows: Vec<Rc<FlowDraft>>,
    pub bots: Vec<Rc<BotDraft>>,
    pub portals: Vec<Rc<PortalDraft>>,
    pub centre: CentreDraft,
    pub storage: StorageDraft,
    pub credits: String,
    pub connectors: BTreeMap<String, ConnectorClass>,
    pub own: Own,
    /// What is set for the deeper views of the answer, as typed, by field.
    pub asked: BTreeMap<String, String>,
    /// What is rarely needed.
    pub more: More,
    /// How the sources are read where they disagree.
    pub readings: BTreeMap<ReadingId, OptionId>,
}

/// A reference to a card, or a name that no card has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
pub enum Ref {
    To(Uid),
    Named(String),
}

impl Ref {
    /// The reference as a text, such as the value of a choice.
    pub fn value(&self) -> String {
        match self {
            Self::To(uid) => uid.to_string(),
            Self::Named(name) => format!("={name}"),
        }
    }

    /// The reference that a text stands for; nothing for the choice that says nothing.
    pub fn of(value: &str) -> Option<Self> {
        match value.strip_prefix('=') {
            Some(name) => Some(Self::Named(name.to_owned())),
            None => value.parse().ok().map(Self::To),
        }
    }
}

/// Some people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct GroupDraft {
    pub uid: Uid,
    pub name: String,
    pub people: String,
    pub holds: Option<Vec<PlanId>>,
    /// What is rarely needed.
    pub more: More,
}

/// A place for apps, flows and data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct EnvironmentDraft {
    pub uid: Uid,
    pub name: String,
    pub kind: EnvironmentKind,
    pub dataverse: bool,
    pub storage: StorageDraft,
    /// What is rarely needed.
    pub more: More,
}

/// Gigabytes of three kinds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct StorageDraft {
    pub database: String,
    pub file: String,
    pub log: String,
}

/// An app.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct AppDraft {
    pub uid: Uid,
    pub name: String,
    pub kind: AppKind,
    pub used_by: Vec<Ref>,
    pub connectors: Vec<String>,
    pub tables: Vec<TableDraft>,
    pub environment: Option<Ref>,
    pub in_dynamics: bool,
    pub off: bool,
    /// What is rarely needed.
    pub more: More,
}

/// A restricted table of an app.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct TableDraft {
    pub uid: Uid,
    pub name: String,
    pub access: Access,
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct FlowDraft {
    pub uid: Uid,
    pub name: String,
    pub trigger: Trigger,
    pub owner: Option<Ref>,
    pub run_by: Vec<Ref>,
    pub connectors: Vec<String>,
    pub environment: Option<Ref>,
    pub app: Option<Ref>,
    pub bot: Option<Ref>,
    pub parents: Vec<Ref>,
    pub in_dynamics: bool,
    pub runs: String,
    pub actions: String,
    pub attended: bool,
    pub unattended: String,
    pub queue: String,
    pub off: bool,
    /// What is rarely needed.
    pub more: More,
}

/// A bot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct BotDraft {
    pub uid: Uid,
    pub name: String,
    pub authors: String,
    pub sessions: String,
    pub teams_only: bool,
    pub off: bool,
}

/// A portal and its visitors from outside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct PortalDraft {
    pub uid: Uid,
    pub name: String,
    pub logins: String,
    pub views: String,
    pub off: bool,
    /// What is rarely needed.
    pub more: More,
}

/// The contact centre.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct CentreDraft {
    pub chat: String,
    pub messaging: String,
    pub conversations: String,
    pub hold_base: String,
}
