//! The numbers of a scenario by their paths, to read them, to name them and to set them. It finds them in the scenario as
//! written, so that a field that comes later is a number here without being named.

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::base::count::gigabytes_text;
use crate::base::plain::{Plain, Reader, deserialize_as_plain};
use crate::base::{Count, Gigabytes};
use crate::licensing::{Scenario, read};
use crate::report::Fault;
use crate::report::fault::FaultCode;

/// A number of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it is, such as `groups[1].people`.
    pub path: String,
    /// What it is, such as `people of Field staff`.
    pub says: String,
    /// Its value; storage is megabytes.
    pub value: u64,
    /// Whether it is storage.
    pub storage: bool,
}

/// A scenario as plain data, whose numbers can be set one after the other.
#[derive(Debug, Clone)]
pub struct Numbers {
    data: Value,
}

/// A number as somebody writes it beside a scenario, such as `120` or `2.4`: whole thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(u64);

impl Amount {
    /// Reads digits with at most three decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 3 {
            return None;
        }
        let fraction: u64 = format!("{fraction:0<3}").parse().ok()?;
        whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(fraction).map(Self)
    }

    /// The value of a number that it stands for: megabytes for storage, else whole; nothing when it has a fraction.
    pub fn of(self, number: &Number) -> Option<u64> {
        if number.storage { Some(self.0) } else { self.0.is_multiple_of(1000).then_some(self.0 / 1000) }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&gigabytes_text(self.0))
    }
}

impl Plain for Amount {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let amount = match value {
            Value::String(text) => Self::parse(text),
            other => Self::parse(&other.to_string()),
        };
        if amount.is_none() {
            reader.unexpected(value, "a number with at most three decimals, such as 2.4");
        }
        amount.unwrap_or_default()
    }
}

deserialize_as_plain!(Amount);

/// The most numbers of one scenario that are looked at.
pub const MOST: usize = 4_000;

impl Numbers {
    /// The numbers of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        Self { data: serde_json::to_value(scenario).unwrap_or_default() }
    }

    /// All numbers in the order of the fields, without owned licenses and prices.
    pub fn all(&self) -> Vec<Number> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), String::new(), &self.data)];
        while let Some((path, owner, value)) = open.pop() {
            if found.len() >= MOST {
                break;
            }
            match value {
                Value::Object(fields) => {
                    let name = fields.get("name").and_then(Value::as_str).filter(|_| !path.is_empty());
                    let owner = name.map_or(owner, str::to_owned);
                    for (key, value) in fields.iter().rev().filter(|(key, _)| !(path.is_empty() && *key == "tenant")) {
                        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                        open.push((path, owner.clone(), value));
                    }
                }
                Value::Array(items) => {
                    for (place, item) in items.iter().enumerate().rev() {
                        open.push((format!("{path}[{place}]"), owner.clone(), item));
                    }
                }
                _ => found.extend(number(&path, &owner, value)),
            }
        }
        found
    }

    /// The number at a path.
    ///
    /// # Errors
    /// When there is no number; the fault names some that there are.
    pub fn get(&self, path: &str) -> Result<Number, Fault> {
        let value = pointer(path).and_then(|pointer| self.data.pointer(&pointer));
        let known = value.and_then(|value| number(path, &self.owner(path), value));
        known.ok_or_else(|| {
            let some: Vec<String> = self.all().into_iter().take(6).map(|number| number.path).collect();
            let says = format!("there is no number at \"{path}\"; there are {}, and so on", some.join(", "));
            Fault::new(FaultCode::UnknownName, path, says)
        })
    }

    /// Sets the number at a path; storage in megabytes. Nothing happens where there is none.
    pub fn set(&mut self, path: &str, value: u64) {
        let place = pointer(path).and_then(|pointer| self.data.pointer_mut(&pointer));
        if let Some(place) = place {
            *place = if is_storage(path) {
                let most = u64::from(Gigabytes::MAX_MEGABYTES);
                let megabytes = u32::try_from(value.min(most)).unwrap_or(Gigabytes::MAX_MEGABYTES);
                serde_json::to_value(Gigabytes::from_megabytes(megabytes)).unwrap_or_default()
            } else {
                Value::from(value.min(u64::from(Count::MAX)))
            };
        }
    }

    /// The scenario with the numbers as they are now.
    ///
    /// # Errors
    /// When it is no scenario any more, which no number can bring about.
    pub fn scenario(&self) -> Result<Scenario, Vec<Fault>> {
        read::scenario_from(&self.data).map_err(|fault| vec![fault])
    }

    /// The name of the innermost thing with a name around a path.
    fn owner(&self, path: &str) -> String {
        let mut inner = path;
        while let Some((outer, _)) = inner.rsplit_once('.') {
            let name =
                pointer(outer).and_then(|pointer| self.data.pointer(&pointer)).and_then(|thing| thing.get("name"));
            if let Some(name) = name.and_then(Value::as_str) {
                return name.to_owned();
            }
            inner = outer;
        }
        String::new()
    }
}

/// The largest value that a number at a path may have.
pub fn largest(path: &str) -> u64 {
    if is_storage(path) { u64::from(Gigabytes::MAX_MEGABYTES) } else { u64::from(Count::MAX) }
}

fn is_storage(path: &str) -> bool {
    path.ends_with("_gb")
}

fn number(path: &str, owner: &str, value: &Value) -> Option<Number> {
    let storage = is_storage(path);
    let value = match value {
        Value::Number(number) if storage => Gigabytes::parse(&number.to_string())?.megabytes(),
        Value::String(text) if storage => Gigabytes::parse(text)?.megabytes(),
        Value::Number(number) => number.as_u64()?,
        _ => return None,
    };
    Some(Number { path: path.to_owned(), says: said(path, owner), value, storage })
}

/// `groups[0].people` of a group "Field staff" is `people of Field staff`.
fn said(path: &str, owner: &str) -> String {
    let fields: Vec<&str> = path.split('.').collect();
    let own = |field: &&&str| !field.ends_with(']');
    let mut words: Vec<String> = fields.iter().filter(own).map(|field| field.replace('_', " ")).collect();
    if let Some(last) = words.last_mut() {
        *last = last.strip_suffix(" gb").map_or_else(|| last.clone(), str::to_owned);
    }
    let words = words.join(": ");
    if owner.is_empty() { words } else { format!("{words} of {owner}") }
}

/// `bots[0].authors` as `/bots/0/authors`.
fn pointer(path: &str) -> Option<String> {
    let mut out = String::new();
    for field in path.split('.') {
        let (name, places) = field.split_once('[').unwrap_or((field, ""));
        if name.is_empty() || name.contains(['/', '~']) {
            return None;
        }
        out.push('/');
        out.push_str(name);
        for place in places.split('[').filter(|place| !place.is_empty()) {
            let place = place.strip_suffix(']').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
            out.push('/');
            out.push_str(place);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_set_by_their_paths() {
        let text = r#"{"groups": [{"name": "Sales", "people": 7}], "bots": [{"name": "Bot"}],
            "storage": {"database_gb": "2.5"}, "tenant": {"owned": {"a-plan": 3}}}"#;
        let scenario = read::scenario(text).expect("a scenario");
        let mut numbers = Numbers::of(&scenario);
        let all = numbers.all();
        assert!(all.iter().any(|number| number.says == "people of Sales" && number.value == 7), "{all:?}");
        assert!(all.iter().all(|number| numbers.get(&number.path).as_ref() == Ok(number)), "{all:?}");
        assert_eq!(numbers.get("storage.database_gb").map(|number| number.value), Ok(2_500));
        numbers.set("groups[0].people", 8);
        numbers.set("storage.database_gb", 2_501);
        let set = numbers.scenario().expect("a scenario");
        assert_eq!((set.groups[0].people.get(), set.storage.database_gb.megabytes()), (8, 2_501));
        for path in ["groups[1].people", "groups[0]", "groups[0].name", "", "a..b", "groups[x].people", "tenant.owned"]
        {
            assert!(numbers.get(path).is_err(), "{path}");
        }
    }
}
