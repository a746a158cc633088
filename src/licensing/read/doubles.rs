//! Keys that stand twice in one object: a JSON reader keeps the last of them without a word.
//!
//! It walks over text that was read as JSON already, so it only has to tell texts, brackets and colons apart.

use std::fmt::Write as _;

use crate::base::sorted::BTreeSet;

/// An object or a list that is open, with the keys or items so far.
enum Open {
    Object { keys: BTreeSet<String>, key: String },
    List { items: usize },
}

/// The path of the first key that stands twice in one object.
pub fn first(text: &str) -> Option<String> {
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    // Whether the next text is a key.
    let mut key_next = false;
    while let Some(letter) = rest.chars().next() {
        let length = if letter == '"' { quoted(rest) } else { letter.len_utf8() };
        let (token, after) = rest.split_at_checked(length)?;
        rest = after;
        match letter {
            '{' => {
                open.push(Open::Object { keys: BTreeSet::new(), key: String::new() });
                key_next = true;
            }
            '[' => {
                open.push(Open::List { items: 0 });
                key_next = false;
            }
            '}' | ']' => {
                open.pop();
                key_next = false;
            }
            ',' => match open.last_mut() {
                Some(Open::List { items }) => *items += 1,
                _ => key_next = true,
            },
            '"' if key_next => {
                key_next = false;
                let name: String = serde_json::from_str(token).ok()?;
                if let Some(Open::Object { keys, key }) = open.last_mut() {
                    key.clone_from(&name);
                    if !keys.insert(name) {
                        return Some(path(&open));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of the quoted text at the beginning, quotes included.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

fn path(open: &[Open]) -> String {
    let mut path = String::new();
    for one in open {
        match one {
            Open::Object { key, .. } => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Open::List { items } => {
                let _ = write!(path, "[{items}]");
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_wherever_they_stand() {
        for (text, path) in [
            (r#"{"a": 1, "a": 2}"#, Some("a")),
            (r#"{"a": {"b": 1}, "c": [{}, {"d": "x", "\u0064": 1}]}"#, Some("c[1].d")),
            (r#"{"a": {"b": 1}, "b": ["a", "a", "b"], "c": "\"a\": 1, \"a\": 2"}"#, None),
            (r#"[{"a": 1}, {"a": 1}]"#, None),
            ("", None),
        ] {
            assert_eq!(first(text).as_deref(), path, "{text}");
        }
    }
}
