//! What is asked of the worker for each topic, from what the user set. What is wrong with a setting is said at its field, and
//! nothing is asked until it is mended.

use std::rc::Rc;

use serde_json::{Value, json};

use crate::app::draft::{FieldErrors, number};
use crate::base::Count;
use crate::base::sorted::BTreeMap;
use crate::licensing::Scenario;

/// What can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Other combinations, what would flip the choice, why other plans are not in it.
    Alternatives,
    /// What the next months cost, and what is uncertain.
    Time,
    /// Another edition, another reading of the rules.
    Compare,
    /// What to do now.
    ToDo,
}

/// What the user set, as typed, by field.
pub type Settings = BTreeMap<String, String>;

/// Questions for the worker, or what is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Questions {
    /// Each as JSON text; none when there is nothing to ask.
    pub texts: Rc<Vec<String>>,
    /// What is wrong with each field.
    pub errors: FieldErrors,
}

/// The questions of a topic.
pub fn of(topic: Topic, scenario: Option<&Scenario>, settings: &Settings, edition: &str) -> Questions {
    let mut reader = Reader { settings, errors: FieldErrors::default() };
    let asked = match topic {
        Topic::Alternatives => reader.alternatives(),
        Topic::Time => reader.time(scenario),
        Topic::Compare => reader.compare(),
        Topic::ToDo => vec![("todo", json!({})), ("owned", json!({}))],
    };
    let Some(scenario) = scenario.filter(|_| reader.errors.is_empty()) else {
        return Questions { errors: reader.errors, ..Questions::default() };
    };
    let texts = asked
        .into_iter()
        .map(|(ask, options)| {
            json!({ "ask": ask, "edition": edition, "scenario": scenario, "options": options }).to_string()
        })
        .collect();
    Questions { texts: Rc::new(texts), errors: reader.errors }
}

/// The text that is set for a field; empty when nothing is.
pub fn set<'a>(settings: &'a Settings, field: &str) -> &'a str {
    settings.get(field).map_or("", String::as_str)
}

/// A number of the scenario that may grow or be uncertain.
pub struct Amount {
    /// Where it is in the scenario.
    pub path: String,
    /// What it is called beside its field.
    pub name: String,
    /// What stands there now.
    pub now: Count,
}

/// The numbers that people set a growth or a range for: people, sessions, logins, page views.
pub fn amounts(scenario: &Scenario) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut add = |path: String, name: String, now: Count| found.push(Amount { path, name, now });
    for (place, group) in scenario.groups.iter().enumerate() {
        add(format!("groups[{place}].people"), format!("People in {}", group.name), group.people);
    }
    for (place, bot) in scenario.bots.iter().enumerate() {
        add(
            format!("bots[{place}].sessions_per_month"),
            format!("Billed sessions of {}", bot.name),
            bot.sessions_per_month,
        );
    }
    for (place, portal) in scenario.portals.iter().enumerate() {
        add(
            format!("portals[{place}].logins_per_month"),
            format!("Logins of {}", portal.name),
            portal.logins_per_month,
        );
        add(
            format!("portals[{place}].views_per_month"),
            format!("Page views of {}", portal.name),
            portal.views_per_month,
        );
    }
    found
}

struct Reader<'a> {
    settings: &'a Settings,
    errors: FieldErrors,
}

impl Reader<'_> {
    fn count(&mut self, field: &str, default: u32) -> u32 {
        let default = Count::new(default).unwrap_or_default();
        self.errors.take(|| field.to_owned(), number::count(set(self.settings, field), default)).get()
    }

    fn open(&mut self, field: &str) -> Option<u32> {
        self.errors.take(|| field.to_owned(), number::count_or_open(set(self.settings, field))).map(Count::get)
    }

    fn alternatives(&mut self) -> Vec<(&'static str, Value)> {
        let within = self.count("ties.within", TIES_WITHIN);
        vec![
            ("ties", json!({ "within_per_mille": within.saturating_mul(10) })),
            ("flips", json!({})),
            ("why-not", json!({})),
        ]
    }

    fn time(&mut self, scenario: Option<&Scenario>) -> Vec<(&'static str, Value)> {
        let months = self.count("time.months", TIME_MONTHS);
        let yearly = !set(self.settings, "time.yearly").is_empty();
        let (mut growth, mut seasons, mut vary) = (Vec::new(), Vec::new(), Vec::new());
        for amount in scenario.map(amounts).unwrap_or_default() {
            let path = &amount.path;
            if let Some(more) = self.open(&format!("time.growth.{path}")) {
                growth.push(json!({ "of": path, "add": more }));
            }
            if let Some(percent) = self.season(&format!("time.season.{path}")) {
                seasons.push(json!({ "of": path, "percent": percent }));
            }
            let (low, high) = (self.open(&format!("range.low.{path}")), self.open(&format!("range.high.{path}")));
            if low.is_some() || high.is_some() {
                let now = amount.now.get();
                let (low, high) = (low.unwrap_or(now), high.unwrap_or(now));
                vary.push(json!({ "path": path, "low": low, "likely": now.min(high).max(low), "high": high }));
            }
        }
        let options = json!({ "months": months, "growth": growth, "seasons": seasons, "yearly": yearly });
        let mut asked = vec![("over-time", options)];
        if !vary.is_empty() {
            asked.push(("range", json!({ "vary": vary })));
        }
        asked
    }

    /// Twelve percentages by month, when any are given.
    fn season(&mut self, field: &str) -> Option<serde_json::Map<String, Value>> {
        let text = set(self.settings, field);
        let parts: Vec<&str> = text.split([' ', ',', ';', '\t', '\n', '%']).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return None;
        }
        let percent: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if percent.len() == 12 && parts.len() == 12 {
            return Some(
                (1..).zip(percent).map(|(month, percent): (u32, u32)| (month.to_string(), percent.into())).collect(),
            );
        }
        self.errors.note(
            field,
            "Write twelve percentages, January first, such as 80 80 100 100 100 120 120 80 100 100 110 130.",
        );
        None
    }

    fn compare(&mut self) -> Vec<(&'static str, Value)> {
        let (from, to) = (set(self.settings, "compare.from"), set(self.settings, "compare.to"));
        vec![("compare", json!({ "from": from, "to": to })), ("readings", json!({}))]
    }
}

/// Percent that other combinations may be dearer, unless the user says otherwise.
pub const TIES_WITHIN: u32 = 10;
/// Months that are looked at, unless the user says otherwise.
pub const TIME_MONTHS: u32 = 36;
