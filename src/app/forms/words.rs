//! The words for the kinds of things, as they read in a sentence. They say what is chosen, not what it costs.

use yew::prelude::*;

use crate::app::parts::Choice;
use crate::licensing::scenario::{Access, AppKind, EnvironmentKind, Trigger};
use crate::pricebook::schema::Channel;

/// Kinds with the value of their choice and their words.
pub type Words<T> = [(T, &'static str, &'static str)];

/// How an app is made.
pub const APP_KINDS: [(AppKind, &str, &str); 4] = [
    (AppKind::Canvas, "canvas", "an app drawn freely (canvas)"),
    (AppKind::ModelDriven, "model-driven", "an app made from tables (model-driven)"),
    (AppKind::SharePointForm, "share-point-form", "a form of a SharePoint list"),
    (AppKind::Portal, "portal", "a portal our own people sign in to"),
];

/// What is done with a restricted table.
pub const ACCESS: [(Access, &str, &str); 2] =
    [(Access::Read, "read", "only read"), (Access::Write, "write", "created, changed or deleted")];

/// How a flow starts.
pub const TRIGGERS: [(Trigger, &str, &str); 7] = [
    (Trigger::Automated, "automated", "by itself, when something happens"),
    (Trigger::Scheduled, "scheduled", "by itself, at set times"),
    (Trigger::Instant, "instant", "when a person presses a button"),
    (Trigger::PowerApps, "power-apps", "when a person uses an app"),
    (Trigger::HttpRequest, "http-request", "when a request comes in over HTTP"),
    (Trigger::Bot, "bot", "when a bot calls it"),
    (Trigger::Child, "child", "when another flow starts it"),
];

/// The types of environments.
pub const ENVIRONMENTS: [(EnvironmentKind, &str, &str); 6] = [
    (EnvironmentKind::Production, "production", "for work that matters (production)"),
    (EnvironmentKind::Sandbox, "sandbox", "for development and tests (sandbox)"),
    (EnvironmentKind::Default, "default", "the default environment"),
    (EnvironmentKind::Trial, "trial", "a trial"),
    (EnvironmentKind::Developer, "developer", "for one developer"),
    (EnvironmentKind::Teams, "teams", "Dataverse for Teams"),
];

/// The ways licenses are bought.
pub const CHANNELS: [(Channel, &str, &str); 3] = [
    (Channel::Direct, "direct", "from the vendor, at list price"),
    (Channel::Csp, "csp", "from a cloud solution provider (CSP)"),
    (Channel::EnterpriseAgreement, "enterprise-agreement", "under an enterprise agreement"),
];

/// Kinds as choices.
pub fn choices<T>(words: &Words<T>) -> Vec<Choice> {
    words.iter().map(|(_, value, text)| Choice::new(*value, *text)).collect()
}

/// The value of the choice that stands for a kind.
pub fn value<T: PartialEq>(words: &Words<T>, now: &T) -> AttrValue {
    words.iter().find(|(kind, ..)| kind == now).map(|(_, value, _)| AttrValue::from(*value)).unwrap_or_default()
}

/// Puts the kind that a choice stands for; what is no choice changes nothing.
pub fn pick<T: Copy>(words: &Words<T>, picked: &str, place: &mut T) {
    if let Some((kind, ..)) = words.iter().find(|(_, value, _)| *value == picked) {
        *place = *kind;
    }
}
