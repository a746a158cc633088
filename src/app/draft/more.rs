//! What is rarely needed of a scenario, as typed: texts by the path of their field.
//!
//! Tables say which fields there are and how they are asked for; reading, writing and showing them know no field by its name.

mod tables;

use serde_json::{Map, Value, json};

use super::names::Names;
use super::{
    AppDraft, Draft, EnvironmentDraft, FieldErrors, FlowDraft, GroupDraft, Kind, PortalDraft, Ref, Uid, number,
};
use crate::base::money::group_thousands;
use crate::base::sorted::BTreeMap;
use crate::base::{Count, Day};
pub use tables::{AI, APP, DAY, ENVIRONMENT, FLOW, GROUP, PORTAL, PROGRAMS, STORAGE, TENANT, WHOLE};

/// Texts by field, such as `loops[0].rounds`; what is empty is not there.
pub type More = BTreeMap<String, String>;

/// A field that is rarely needed.
#[derive(Debug, Clone, Copy)]
pub struct Extra {
    /// Its name in the scenario.
    pub field: &'static str,
    /// What is typed or picked.
    pub what: What,
    /// The words before it, or beside a tick.
    pub words: &'static str,
    /// The words behind it; for rows, those on the button that adds one.
    pub after: &'static str,
    /// What an empty field means, or one line on what it means.
    pub hint: &'static str,
    /// The field beside it without which it is not asked for; empty when it always is.
    pub with: &'static str,
}

/// What is typed or picked.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// A whole number.
    Count,
    /// Gigabytes.
    Gigabytes,
    /// A name.
    Text,
    /// A day, which may be left open.
    Day,
    /// A day that is needed.
    DayNeeded,
    /// Yes or nothing.
    Tick,
    /// Yes, no, or nothing said: the words for each.
    Whether([&'static str; 3]),
    /// Cards of a kind.
    Cards(Kind),
    /// Licenses that people hold.
    Plans,
    /// A plan.
    Plan,
    /// Fields of its own.
    Inside(&'static [Extra]),
    /// Rows with fields.
    Rows(&'static [Extra]),
    /// Rows with fields, each for a plan of its own.
    ByPlan(&'static [Extra]),
}

/// How many rows a field has.
pub fn rows(more: &More, field: &str) -> usize {
    more.get(field).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Where each row begins in which anything is said; an empty one is not yet there.
fn filled(more: &More, field: &str) -> Vec<String> {
    let begins = (0..rows(more, field)).map(|row| format!("{field}[{row}]."));
    begins.filter(|begin| more.keys().any(|key| key.starts_with(begin))).collect()
}

/// Sets how many rows there are.
fn set_rows(more: &mut More, field: &str, count: usize) {
    set(more, field, if count == 0 { String::new() } else { count.to_string() });
}

/// Sets a text; an empty one takes it away.
pub fn set(more: &mut More, field: &str, text: String) {
    if text.is_empty() {
        more.remove(field);
    } else {
        more.insert(field.to_owned(), text);
    }
}

/// Adds an empty row.
pub fn add_row(more: &mut More, field: &str) {
    set_rows(more, field, rows(more, field) + 1);
}

/// Takes a row away; those behind it move up.
pub fn remove_row(more: &mut More, field: &str, place: usize) {
    let count = rows(more, field);
    if place >= count {
        return;
    }
    let begins = format!("{field}[");
    let mut next = More::new();
    for (key, text) in more.iter() {
        let row = key.strip_prefix(&begins).and_then(|rest| rest.split_once(']'));
        match row.and_then(|(row, rest)| Some((row.parse::<usize>().ok()?, rest))) {
            Some((row, _)) if row == place => {}
            Some((row, rest)) if row > place => {
                next.insert(format!("{field}[{}]{rest}", row - 1), text.clone());
            }
            _ => {
                next.insert(key.clone(), text.clone());
            }
        }
    }
    set_rows(&mut next, field, count - 1);
    *more = next;
}

/// Stands between the entries of a list, and in no name that people type.
const BETWEEN: &str = "\u{1f}";

/// The key of a list.
fn list(field: &str) -> String {
    format!("{field}#")
}

/// What a list holds.
pub fn entries<'a>(more: &'a More, field: &str) -> Vec<&'a str> {
    more.get(&list(field)).map(|text| text.split(BETWEEN).collect()).unwrap_or_default()
}

/// Puts into a list or takes out of it.
pub fn change(more: &mut More, field: &str, entry: &str, there: bool) {
    let mut now: Vec<String> =
        entries(more, field).into_iter().filter(|one| *one != entry).map(str::to_owned).collect();
    now.extend(there.then(|| entry.to_owned()));
    set(more, &list(field), now.join(BETWEEN));
}

/// Takes a card out of all lists.
pub fn forget(more: &mut More, gone: &Ref) {
    let gone = gone.value();
    let lists: Vec<String> = more.keys().filter_map(|key| key.strip_suffix('#')).map(str::to_owned).collect();
    for field in lists {
        if entries(more, &field).contains(&gone.as_str()) {
            change(more, &field, &gone, false);
        }
    }
}

/// From texts to a scenario's JSON.
pub struct Reader<'a> {
    /// What the cards are called.
    pub names: &'a Names,
    /// What is wrong.
    pub errors: &'a mut FieldErrors,
}

impl Reader<'_> {
    /// The fields of a table; `path` is where they are in the scenario, `prefix` where in the texts.
    pub fn read(&mut self, more: &More, table: &[Extra], path: &str, prefix: &str) -> Map<String, Value> {
        let mut found = Map::new();
        for extra in table {
            let key = format!("{prefix}{}", extra.field);
            let text = more.get(&key).map_or("", |text| text.trim());
            if let Some(value) = self.one(more, extra, text, path, &key) {
                found.insert(extra.field.to_owned(), value);
            }
        }
        found
    }

    /// Those of all cards of a kind.
    pub fn cards(&mut self, all: &[&More], table: &[Extra], list: &str) -> Value {
        let cards = all.iter().enumerate().map(|(place, more)| {
            let mut card = self.read(more, table, &format!("{list}[{place}]."), "");
            card.insert("name".to_owned(), json!(""));
            Value::Object(card)
        });
        cards.collect()
    }

    fn one(&mut self, more: &More, extra: &Extra, text: &str, path: &str, key: &str) -> Option<Value> {
        let errors = &mut *self.errors;
        let at = || format!("{path}{key}");
        match extra.what {
            What::Count => errors.take(at, number::count_or_open(text)).map(|count: Count| json!(count)),
            What::Gigabytes | What::Day if text.is_empty() => None,
            What::Gigabytes => Some(json!(errors.take(at, number::gigabytes(text)))),
            What::Text => Some(json!(text)),
            What::Day | What::DayNeeded => {
                let says = "Write a day, such as 2021-10-01.".to_owned();
                errors.take(at, text.parse::<Day>().map(Some).map_err(|_| says)).map(|day| json!(day))
            }
            What::Tick => (!text.is_empty()).then_some(Value::Bool(true)),
            What::Whether(_) => (!text.is_empty()).then(|| Value::Bool(text == "yes")),
            What::Cards(_) => {
                let references: Vec<Ref> = entries(more, key).into_iter().filter_map(Ref::of).collect();
                Some(json!(self.names.names(&references)))
            }
            What::Plans => Some(json!(entries(more, key))),
            What::Plan => {
                if text.is_empty() {
                    errors.note(at(), "Choose a plan.");
                }
                Some(json!(text))
            }
            What::Inside(table) => {
                let inside = format!("{key}.");
                let said = more.keys().any(|known| known.starts_with(&inside));
                said.then(|| Value::Object(self.read(more, table, path, &inside)))
            }
            What::Rows(table) => {
                let rows = filled(more, key).into_iter();
                Some(rows.map(|inside| Value::Object(self.read(more, table, path, &inside))).collect())
            }
            What::ByPlan(table) => {
                let mut found = Map::new();
                for inside in filled(more, key) {
                    let plan = more.get(&format!("{inside}plan")).cloned().unwrap_or_default();
                    let value = self.read(more, table, path, &inside);
                    if found.insert(plan, Value::Object(value)).is_some() {
                        self.errors.note(format!("{path}{inside}plan"), "This plan stands here twice.");
                    }
                }
                Some(Value::Object(found))
            }
        }
    }
}

/// From a scenario's JSON to texts. `refer` finds the card with a name.
pub fn write(more: &mut More, value: &Value, table: &[Extra], prefix: &str, refer: &dyn Fn(Kind, &str) -> Ref) {
    for extra in table {
        let (Some(value), key) = (value.get(extra.field), format!("{prefix}{}", extra.field)) else { continue };
        match extra.what {
            What::Inside(table) => write(more, value, table, &format!("{key}."), refer),
            What::Rows(table) => {
                for (row, value) in value.as_array().into_iter().flatten().enumerate() {
                    add_row(more, &key);
                    write(more, value, table, &format!("{key}[{row}]."), refer);
                }
            }
            What::ByPlan(table) => {
                for (row, (plan, value)) in value.as_object().into_iter().flatten().enumerate() {
                    add_row(more, &key);
                    let inside = format!("{key}[{row}].");
                    set(more, &format!("{inside}plan"), plan.clone());
                    write(more, value, table, &inside, refer);
                }
            }
            What::Cards(kind) => {
                for name in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    change(more, &key, &refer(kind, name).value(), true);
                }
            }
            What::Plans => {
                for plan in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    change(more, &key, plan, true);
                }
            }
            What::Whether(_) => {
                let word = |yes: bool| if yes { "yes" } else { "no" };
                set(more, &key, value.as_bool().map_or("", word).to_owned());
            }
            What::Tick => set(more, &key, if value.as_bool() == Some(true) { "yes" } else { "" }.to_owned()),
            _ => set(more, &key, value.as_str().map_or_else(|| group_thousands(&value.to_string()), str::to_owned)),
        }
    }
}

impl Draft {
    /// Changes what is rarely needed of a card, or of the whole form, whose number is zero.
    pub fn change_more(&mut self, uid: Uid, change: &dyn Fn(&mut More)) {
        if uid == 0 {
            return change(&mut self.more);
        }
        self.edit(uid, |card: &mut GroupDraft| change(&mut card.more));
        self.edit(uid, |card: &mut EnvironmentDraft| change(&mut card.more));
        self.edit(uid, |card: &mut AppDraft| change(&mut card.more));
        self.edit(uid, |card: &mut FlowDraft| change(&mut card.more));
        self.edit(uid, |card: &mut PortalDraft| change(&mut card.more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_and_go() {
        let mut more = More::new();
        for (row, rounds) in ["3", "4", "5"].iter().enumerate() {
            add_row(&mut more, "loops");
            set(&mut more, &format!("loops[{row}].rounds"), (*rounds).to_owned());
        }
        remove_row(&mut more, "loops", 1);
        remove_row(&mut more, "loops", 7);
        let row = |place: usize| more.get(&format!("loops[{place}].rounds")).map(String::as_str);
        assert_eq!((rows(&more, "loops"), row(0), row(1), row(2)), (2, Some("3"), Some("5"), None));
        remove_row(&mut more, "loops", 0);
        remove_row(&mut more, "loops", 0);
        assert!(more.is_empty(), "what is empty is not there: {more:?}");
    }

    #[test]
    fn lists_keep_their_order_and_forget_cards_that_go() {
        let mut more = More::new();
        for entry in [Ref::To(7), Ref::Named("Nobody knows".into()), Ref::To(5)] {
            change(&mut more, "approvers", &entry.value(), true);
        }
        set(&mut more, "skipped_per_run", "7".to_owned());
        forget(&mut more, &Ref::To(7));
        assert_eq!(entries(&more, "approvers"), ["=Nobody knows", "5"]);
        assert_eq!(more.get("skipped_per_run").map(String::as_str), Some("7"), "a number is no card");
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let mut draft = Draft::default();
        let flow = draft.add(Kind::Flow);
        draft.change_more(flow, &|more| {
            set(more, "busy_runs_per_day", "many".to_owned());
            set(more, "made", "yesterday".to_owned());
        });
        draft.change_more(0, &|more| {
            set(more, "tenant.suite_term.bought", "2019-04-01".to_owned());
            add_row(more, "tenant.trials");
        });
        let untouched = draft.read().expect_err("three fields are wrong");
        assert_eq!(untouched.under("tenant.trials"), None, "an empty row is not yet there");
        draft.change_more(0, &|more| {
            add_row(more, "tenant.trials");
            set(more, "tenant.trials[0].until", "2021-12-31".to_owned());
            set(more, "tenant.trials[1].plan", "some-plan".to_owned());
        });
        let errors = draft.read().expect_err("five fields are wrong");
        for path in [
            "flows[0].busy_runs_per_day",
            "flows[0].made",
            "tenant.suite_term.ends",
            "tenant.trials[0].plan",
            "tenant.trials[1].until",
        ] {
            assert!(errors.at(path).is_some(), "{path}: {errors:?}");
        }
    }
}
