//! Walks over one JSON record that lies in memory, without building a tree and without recursion over its depth.
//!
//! A tree of a record of the largest size would take many times its bytes, and keys come in three spellings
//! (`channelData`, `channeldata`, `ChannelData`), so the readers ask for what they need while they pass by. It knows
//! nothing of conversations.

use std::borrow::Cow;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    Text,
    /// A digit or a minus.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`
    Null,
}

/// Where a record stops being JSON, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Bytes from the beginning of the record.
    pub at: usize,
    /// What is wrong there.
    pub says: &'static str,
}

type Read<T> = Result<T, Broken>;

/// How many objects and lists may stand in each other; real records have less than 30.
pub const DEPTH: usize = 256;

/// A place in a JSON text that moves forward.
#[derive(Debug, Clone)]
pub struct Json<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Json<'a> {
    /// Stands before the first letter.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn broken<T>(&self, says: &'static str) -> Read<T> {
        Err(Broken { at: self.at, says })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    }

    /// What comes next, without passing it.
    pub fn kind(&mut self) -> Read<Kind> {
        self.space();
        match self.byte() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Bool),
            Some(b'n') => Ok(Kind::Null),
            Some(_) => self.broken("a value should stand here"),
            None => self.broken("it ends before it is complete"),
        }
    }

    fn take(&mut self, wanted: u8, says: &'static str) -> Read<()> {
        self.space();
        if self.byte() == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        self.broken(if self.byte().is_none() { "it ends before it is complete" } else { says })
    }

    /// Whether the next letter is this one; it is passed if so.
    fn passed(&mut self, wanted: u8) -> bool {
        self.space();
        let there = self.byte() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    /// Calls for each key of an object with this walker before the value; what the call leaves is passed. A value that
    /// is no object is passed and has no keys.
    pub fn object(&mut self, each: &mut dyn FnMut(&str, &mut Json<'a>) -> Read<()>) -> Read<()> {
        if self.kind()? != Kind::Object {
            return self.pass();
        }
        self.at += 1;
        if self.passed(b'}') {
            return Ok(());
        }
        loop {
            let key = self.text()?;
            self.take(b':', "a colon should stand here")?;
            self.value(&mut |json| each(&key, json))?;
            if !self.passed(b',') {
                return self.take(b'}', "a comma or the end of the object should stand here");
            }
        }
    }

    /// Calls for each value of a list with its number; what the call leaves is passed. A value that is no list is passed.
    pub fn array(&mut self, each: &mut dyn FnMut(usize, &mut Json<'a>) -> Read<()>) -> Read<()> {
        if self.kind()? != Kind::Array {
            return self.pass();
        }
        self.at += 1;
        if self.passed(b']') {
            return Ok(());
        }
        let mut number = 0;
        loop {
            self.value(&mut |json| each(number, json))?;
            number += 1;
            if !self.passed(b',') {
                return self.take(b']', "a comma or the end of the list should stand here");
            }
        }
    }

    fn value(&mut self, each: &mut dyn FnMut(&mut Json<'a>) -> Read<()>) -> Read<()> {
        self.kind()?;
        let before = self.at;
        each(self)?;
        if self.at == before { self.pass() } else { Ok(()) }
    }

    /// A text, or nothing when another kind of value stands here; that is left.
    pub fn text_or_none(&mut self) -> Read<Option<Cow<'a, str>>> {
        if self.kind()? == Kind::Text { self.text().map(Some) } else { Ok(None) }
    }

    /// A text or the letters of a number; nothing for other values, which are left.
    pub fn word(&mut self) -> Read<Option<Cow<'a, str>>> {
        match self.kind()? {
            Kind::Text => self.text().map(Some),
            Kind::Number => self.raw().map(|raw| Some(Cow::Borrowed(raw))),
            _ => Ok(None),
        }
    }

    /// `true` or `false`, also as a text; nothing for other values, which are left.
    pub fn flag(&mut self) -> Read<Option<bool>> {
        match self.kind()? {
            Kind::Bool => self.raw().map(|raw| Some(raw == "true")),
            Kind::Text => self.text().map(|text| match text.as_ref() {
                "true" | "True" => Some(true),
                "false" | "False" => Some(false),
                _ => None,
            }),
            _ => Ok(None),
        }
    }

    /// A text with its escapes undone; borrowed when it has none.
    pub fn text(&mut self) -> Read<Cow<'a, str>> {
        let raw = self.quoted()?;
        Ok(if raw.contains('\\') { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) })
    }

    /// What stands between two quotes, as it is written.
    fn quoted(&mut self) -> Read<&'a str> {
        self.take(b'"', "a text in quotes should stand here")?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let Some(next) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                self.at = bytes.len();
                return self.broken("a text has no end");
            };
            self.at += next;
            if self.byte() == Some(b'"') {
                let raw = self.text.get(start..self.at).unwrap_or_default();
                self.at += 1;
                return Ok(raw);
            }
            self.escape()?;
        }
    }

    fn escape(&mut self) -> Read<()> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1) {
            Some(b'u') => {
                let digits = bytes.get(self.at + 2..self.at + 6).unwrap_or_default();
                if digits.len() < 4 || !digits.iter().all(u8::is_ascii_hexdigit) {
                    return self.broken("an escape \\u without four digits");
                }
                self.at += 6;
            }
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            _ => return self.broken("an unknown escape"),
        }
        Ok(())
    }

    /// The letters of the next value, whatever it is.
    pub fn raw(&mut self) -> Read<&'a str> {
        self.space();
        let start = self.at;
        self.pass()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Passes the next value. Depth is counted, not followed by calls.
    pub fn pass(&mut self) -> Read<()> {
        let mut open = [0_u64; DEPTH / 64];
        let mut depth = 0;
        loop {
            match self.kind()? {
                kind @ (Kind::Object | Kind::Array) => {
                    self.at += 1;
                    let object = kind == Kind::Object;
                    if !self.passed(if object { b'}' } else { b']' }) {
                        if depth == DEPTH {
                            return self.broken("it is nested too deep");
                        }
                        mark(&mut open, depth, object);
                        depth += 1;
                        if object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Kind::Text => drop(self.quoted()?),
                Kind::Number => self.number()?,
                Kind::Bool | Kind::Null => self.literal()?,
            }
            loop {
                let Some(above) = depth.checked_sub(1) else { return Ok(()) };
                let object = marked(&open, above);
                if self.passed(b',') {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                self.take(if object { b'}' } else { b']' }, "a comma or a closing bracket should stand here")?;
                depth = above;
            }
        }
    }

    fn key(&mut self) -> Read<()> {
        self.quoted()?;
        self.take(b':', "a colon should stand here")
    }

    fn number(&mut self) -> Read<()> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length =
            rest.iter().take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')).count();
        if !rest.get(..length).unwrap_or_default().iter().any(u8::is_ascii_digit) {
            return self.broken("a number without digits");
        }
        self.at += length;
        Ok(())
    }

    fn literal(&mut self) -> Read<()> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let Some(word) = [&b"true"[..], b"false", b"null"].into_iter().find(|word| rest.starts_with(word)) else {
            return self.broken("a value should stand here");
        };
        self.at += word.len();
        Ok(())
    }

    /// Nothing but space follows.
    pub fn end(&mut self) -> Read<()> {
        self.space();
        if self.byte().is_none() { Ok(()) } else { self.broken("something follows the end") }
    }
}

fn mark(open: &mut [u64; DEPTH / 64], depth: usize, object: bool) {
    if let Some(word) = open.get_mut(depth / 64) {
        let bit = 1 << (depth % 64);
        *word = if object { *word | bit } else { *word & !bit };
    }
}

fn marked(open: &[u64; DEPTH / 64], depth: usize) -> bool {
    open.get(depth / 64).is_some_and(|word| word & (1 << (depth % 64)) != 0)
}

/// Undoes escapes that were checked before. Half of a pair of surrogates becomes the sign for what cannot be shown.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let letter = rest.as_bytes().get(1).copied().unwrap_or_default();
        let (found, length) = match letter {
            b'u' => unicode(rest),
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' => ('\t', 2),
            b'b' => ('\u{8}', 2),
            b'f' => ('\u{c}', 2),
            other => (char::from(other), 2),
        };
        text.push(found);
        rest = rest.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The letter of one or two `\u` escapes and their length.
fn unicode(rest: &str) -> (char, usize) {
    let four = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let first = four(2).unwrap_or(0xFFFD);
    if (0xD800..0xDC00).contains(&first)
        && rest.get(6..8) == Some("\\u")
        && let Some(second) = four(8).filter(|second| (0xDC00..0xE000).contains(second))
    {
        let point = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(point).unwrap_or('\u{FFFD}'), 12);
    }
    (char::from_u32(first).unwrap_or('\u{FFFD}'), 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(text: &str) -> Read<()> {
        let mut json = Json::new(text);
        json.pass()?;
        json.end()
    }

    #[test]
    fn whole_values_are_passed_and_broken_ones_named() {
        for good in ["{}", "[]", " [1, -2.5e3, {\"a\":[true,false,null]}, \"\\u00e9\\\"\"] ", "\"\"", "0", "[[],{}]"] {
            assert_eq!(passes(good), Ok(()), "{good}");
        }
        for (bad, at) in [
            ("{", 1),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("{\"a\"}", 4),
            ("{a:1}", 1),
            ("\"x", 2),
            ("[1}", 2),
            ("nul", 0),
            ("\"\\x\"", 1),
            ("", 0),
            ("1 1", 2),
        ] {
            assert_eq!(passes(bad).map_err(|broken| broken.at), Err(at), "{bad}");
        }
    }

    #[test]
    fn depth_is_bounded_and_no_stack_is_used() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(passes(&deep(DEPTH)), Ok(()));
        assert_eq!(passes(&deep(DEPTH + 2)).map_err(|broken| broken.says), Err("it is nested too deep"));
        assert!(passes(&"[".repeat(5_000_000)).is_err());
    }

    #[test]
    fn escapes_are_undone() {
        let text = |raw: &str| Json::new(raw).text().map(Cow::into_owned);
        assert_eq!(text(r#""a\u0022\u003C\n\/\\b""#), Ok("a\"<\n/\\b".to_owned()));
        assert_eq!(text(r#""\ud83d\ude00|\ud83d|\ude00x""#), Ok("\u{1F600}|\u{FFFD}|\u{FFFD}x".to_owned()));
    }

    #[test]
    fn what_a_call_leaves_is_passed() {
        let mut seen = Vec::new();
        let mut json = Json::new(r#"{"a":[1,{"b":2}],"c":"d","e":null}"#);
        let walked = json.object(&mut |key, json| {
            if key == "c" {
                seen.extend(json.text_or_none()?.map(Cow::into_owned));
            }
            Ok(())
        });
        assert_eq!((walked, json.end()), (Ok(()), Ok(())));
        assert_eq!(seen, ["d"]);
    }
}
