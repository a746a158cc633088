//! The one that walks: it opens objects and lists, and keeps what was wrong first.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::Plain;
use super::wrong::{Wrong, kind, quoted};

/// The key under which the name of a variant with fields stands.
const SHAPE: &str = "shape";

/// What stands where nothing was found.
static NOTHING: Value = Value::Null;

/// The fields of an object; none of something else.
pub type Fields<'v> = Option<&'v Map<String, Value>>;

/// Reads values into types; keeps what was wrong first, and where.
#[derive(Debug)]
pub struct Reader {
    /// Whether types may refuse fields that they do not know.
    refuses: bool,
    wrong: Option<Wrong>,
}

impl Reader {
    /// Types refuse fields that they do not know.
    pub(super) fn strict() -> Self {
        Self { refuses: true, wrong: None }
    }

    /// Unknown fields are left out.
    pub(super) fn lenient() -> Self {
        Self { refuses: false, wrong: None }
    }

    pub(super) fn whole<T: Plain>(mut self, value: &Value) -> Result<T, Wrong> {
        let read = T::from_plain(value, &mut self);
        self.wrong.map_or(Ok(read), Err)
    }

    /// Notes what is wrong with the value that is being read; only the first note is kept.
    #[cold]
    pub fn note(&mut self, says: impl FnOnce() -> String) {
        if self.wrong.is_none() {
            self.wrong = Some(Wrong::says(says()));
        }
    }

    /// Notes that a value is not what it should be.
    #[cold]
    pub fn unexpected(&mut self, value: &Value, expected: &str) {
        self.note(|| match value {
            Value::Number(number) if expected.contains("number") => format!("expected {expected}, not `{number}`"),
            Value::String(text) if expected.contains("such as") => format!("expected {expected}, not \"{text}\""),
            _ => format!("expected {expected}, not {}", kind(value)),
        });
    }

    /// The fields of an object. The names are those that its type knows.
    pub fn object<'v>(&mut self, value: &'v Value, names: &[&str], strict: bool) -> Fields<'v> {
        let Value::Object(fields) = value else {
            self.unexpected(value, "an object in braces");
            return None;
        };
        if strict && self.refuses {
            self.refuse_others(fields, names);
        }
        Some(fields)
    }

    fn refuse_others(&mut self, fields: &Map<String, Value>, names: &[&str]) {
        if let Some(unknown) = fields.keys().find(|key| !names.contains(&key.as_str())) {
            let before = self.wrong.is_some();
            self.note(|| format!("this field is not known; expected one of {}", quoted(names)));
            self.left(before, unknown);
        }
    }

    /// A field that has to be there, unless its type may be absent.
    pub fn field<T: Plain>(&mut self, fields: Fields, name: &str) -> T {
        self.optional(fields, name).or_else(T::absent).unwrap_or_else(|| {
            self.note(|| format!("the field `{name}` is missing"));
            T::from_plain(&NOTHING, self)
        })
    }

    /// A field that has the default of its type when it is left out. In one place for all types, as many fields do.
    pub fn or_default<T: Plain + Default>(&mut self, fields: Fields, name: &str) -> T {
        self.optional(fields, name).unwrap_or_default()
    }

    /// A field that may be left out.
    pub fn optional<T: Plain>(&mut self, fields: Fields, name: &str) -> Option<T> {
        let value = fields?.get(name)?;
        let before = self.wrong.is_some();
        let read = T::from_plain(value, self);
        self.left(before, &name);
        Some(read)
    }

    /// What is written as a text in quotes and has to be parsed.
    pub fn text_of<T: FromStr<Err: fmt::Display>>(&mut self, value: &Value, expected: &str) -> Option<T> {
        let Value::String(text) = value else {
            self.unexpected(value, expected);
            return None;
        };
        text.parse().map_err(|wrong: T::Err| self.note(|| wrong.to_string())).ok()
    }

    /// The items of a list.
    pub fn list<T: Plain>(&mut self, value: &Value) -> Vec<T> {
        let mut list = Vec::new();
        for (place, item) in self.items(value).iter().enumerate() {
            let before = self.wrong.is_some();
            list.push(T::from_plain(item, self));
            self.left(before, &Place(place));
        }
        list
    }

    fn items<'v>(&mut self, value: &'v Value) -> &'v [Value] {
        if let Value::Array(items) = value {
            return items;
        }
        self.unexpected(value, "a list");
        &[]
    }

    /// The entries of an object whose keys are data.
    pub fn entries<K: Plain, V: Plain>(&mut self, value: &Value, mut take: impl FnMut(K, V)) {
        for (key, value) in self.object(value, &[], false).into_iter().flatten() {
            let before = self.wrong.is_some();
            take(K::from_key(key, self), V::from_plain(value, self));
            self.left(before, key);
        }
    }

    /// Which of the names a text is.
    pub fn choice(&mut self, value: &Value, names: &[&str]) -> usize {
        let (place, content) = self.variant(value, names);
        self.nothing(content);
        place
    }

    /// Which variant it is, and what belongs to it: a text, an object with a shape, or an object whose only key is the name.
    pub fn variant<'v>(&mut self, value: &'v Value, names: &[&str]) -> (usize, &'v Value) {
        let Some((name, content)) = self.named(value) else { return (0, &NOTHING) };
        let place = names.iter().position(|known| *known == name);
        if place.is_none() {
            self.note(|| format!("`{name}` is not known; expected one of {}", quoted(names)));
        }
        place.map_or((0, &NOTHING), |place| (place, content))
    }

    fn named<'v>(&mut self, value: &'v Value) -> Option<(&'v str, &'v Value)> {
        match value {
            Value::String(name) => return Some((name, &NOTHING)),
            Value::Object(fields) => match (fields.get(SHAPE), fields.iter().next()) {
                (Some(Value::String(name)), _) => return Some((name, value)),
                (Some(other), _) => {
                    let before = self.wrong.is_some();
                    self.unexpected(other, "the name of a shape in quotes");
                    self.left(before, &SHAPE);
                }
                (None, Some((name, content))) if fields.len() == 1 => return Some((name, content)),
                (None, _) => self.note(|| format!("the field `{SHAPE}` is missing")),
            },
            _ => self.unexpected(value, "a name in quotes"),
        }
        None
    }

    /// A variant without fields has nothing beside its name.
    pub fn nothing(&mut self, content: &Value) {
        let more = match content {
            Value::Null => false,
            Value::Object(fields) => fields.keys().any(|key| key != SHAPE),
            _ => true,
        };
        if more {
            self.note(|| "expected nothing beside the name".to_owned());
        }
    }

    /// A place is left: if something was wrong there, the place is part of the way to it.
    fn left(&mut self, before: bool, place: &dyn fmt::Display) {
        if let Some(wrong) = self.wrong.as_mut().filter(|_| !before) {
            wrong.within(&place.to_string());
        }
    }
}

/// A place in a list.
struct Place(usize);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.0)
    }
}
