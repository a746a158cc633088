//! Cuts JSON that comes in pieces into records: items of a list at the top, of a known list in an object at the top, or
//! values one behind the other. It looks at quotes and brackets only; whether a record is JSON is for its reader to say.
//!
//! One record is held at a time, up to a largest size; a longer one is passed over. Depth is a count, not a stack.

use std::mem;

use super::limits::extend;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// It is a value at the top, alone or one of several behind each other.
    Top,
    /// An item of a list at the top.
    Items,
    /// An item of the list `value` in an object at the top, as the web API answers.
    Value,
    /// An item of `list_of_conversations`.
    Conversations,
    /// An item of `transcript`.
    Transcript,
}

impl List {
    fn called(key: &[u8]) -> Option<Self> {
        let names =
            [("value", Self::Value), ("list_of_conversations", Self::Conversations), ("transcript", Self::Transcript)];
        names.into_iter().find(|(name, _)| key.eq_ignore_ascii_case(name.as_bytes())).map(|(_, list)| list)
    }
}

/// What was cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// A record, with its number from 1.
    Record(u64, List, &'a [u8]),
    /// The object around a list that was cut out, with the list left empty.
    Around(&'a [u8]),
    /// A record that is longer than allowed, and how long it is.
    TooLong(u64, u64),
    /// The text ends within a record; the number of that record.
    Cut(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between records.
    Between,
    /// Within an object or list that is a record, or around one.
    Inside,
    /// Within a text that is a record by itself.
    Text,
    /// Within a number or a word that is a record by itself.
    Word,
}

/// The cutter.
#[derive(Debug)]
pub struct Split {
    limit: usize,
    state: State,
    list: List,
    /// The object around the list, up to and with its opening bracket.
    around: Option<Vec<u8>>,
    held: Vec<u8>,
    /// Bytes of this record, also of those that are not held.
    length: u64,
    quoted: bool,
    escaped: bool,
    depth: u64,
    number: u64,
    /// Where the last text directly within an object at the top begins and ends in `held`.
    last_text: Option<(usize, usize)>,
}

type Take<'t> = &'t mut dyn FnMut(Found<'_>);

impl Split {
    /// A cutter that holds at most so many bytes of a record.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            state: State::Between,
            list: List::Top,
            around: None,
            held: Vec::new(),
            length: 0,
            quoted: false,
            escaped: false,
            depth: 0,
            number: 0,
            last_text: None,
        }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.held.capacity() + self.around.as_ref().map_or(0, Vec::capacity)
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], take: Take<'_>) {
        let mut rest = piece;
        while !rest.is_empty() {
            let used = match self.state {
                State::Between => self.between(rest),
                State::Inside if self.quoted => self.in_quotes(rest),
                State::Inside => self.in_brackets(rest, take),
                State::Text => self.in_text(rest, take),
                State::Word => self.in_word(rest, take),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// Nothing follows.
    pub fn end(&mut self, take: Take<'_>) {
        if self.state == State::Word {
            self.finish(take);
        } else if self.state != State::Between || self.list != List::Top {
            let inside = u64::from(self.state != State::Between && self.is_record());
            take(Found::Cut(self.number + inside));
        }
    }

    /// Whether what is being read is a record and not the object around a list.
    fn is_record(&self) -> bool {
        !(self.list == List::Top && self.around.is_some())
    }

    fn between(&mut self, rest: &[u8]) -> usize {
        let Some(at) = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')) else {
            return rest.len();
        };
        match rest.get(at) {
            Some(b'[') if self.list == List::Top => {
                self.list = List::Items;
                at + 1
            }
            Some(b']') if self.list == List::Items => {
                self.list = List::Top;
                at + 1
            }
            Some(b']') if self.list != List::Top => {
                self.back_around();
                at + 1
            }
            Some(b'{' | b'[') => {
                self.start(State::Inside);
                at
            }
            Some(b'"') => {
                self.start(State::Text);
                self.hold(b"\"");
                at + 1
            }
            _ => {
                self.start(State::Word);
                // A stray closing bracket is a record of its own, or nothing would move.
                self.hold(rest.get(at..=at).unwrap_or_default());
                at + 1
            }
        }
    }

    fn start(&mut self, state: State) {
        self.state = state;
        self.held.clear();
        self.length = 0;
        self.depth = 0;
        self.quoted = false;
        self.escaped = false;
        self.last_text = None;
    }

    /// The list is over; what follows belongs to the object around it.
    fn back_around(&mut self) {
        let around = self.around.take().unwrap_or_default();
        self.start(State::Inside);
        self.held = around;
        self.held.push(b']');
        self.length = self.held.len() as u64;
        self.around = Some(Vec::new());
        self.list = List::Top;
        self.depth = 1;
    }

    fn hold(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.too_long() {
            // Given back at once, so that a run of huge records does not keep its room.
            self.held = Vec::new();
        } else {
            extend(&mut self.held, bytes, self.limit);
        }
    }

    fn too_long(&self) -> bool {
        self.length > self.limit as u64
    }

    /// Up to the end of a text within brackets; gives how many bytes that are.
    fn in_quotes(&mut self, rest: &[u8]) -> usize {
        let mut at = 0;
        if self.escaped {
            self.escaped = false;
            at = 1;
        }
        loop {
            let ahead = rest.get(at..).unwrap_or_default();
            let Some(next) = ahead.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                self.hold(rest);
                return rest.len();
            };
            at += next;
            if rest.get(at) == Some(&b'"') {
                self.hold(rest.get(..=at).unwrap_or_default());
                self.quoted = false;
                if let Some((_, end)) = &mut self.last_text {
                    *end = self.held.len();
                }
                return at + 1;
            }
            if at + 1 >= rest.len() {
                self.escaped = true;
                self.hold(rest);
                return rest.len();
            }
            at += 2;
        }
    }

    fn in_brackets(&mut self, rest: &[u8], take: Take<'_>) -> usize {
        for (at, byte) in rest.iter().enumerate() {
            let upto = rest.get(..=at).unwrap_or_default();
            match byte {
                b'"' => {
                    self.hold(upto);
                    self.quoted = true;
                    let start = self.held.len();
                    self.last_text = (self.depth == 1).then_some((start, start));
                    return upto.len();
                }
                b'{' | b'[' => {
                    if *byte == b'[' && self.depth == 1 && self.list == List::Top {
                        self.hold(upto);
                        self.depth += 1;
                        self.descend();
                        return upto.len();
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.hold(upto);
                        self.finish(take);
                        return upto.len();
                    }
                }
                b',' if self.depth == 1 => self.last_text = None,
                _ => {}
            }
        }
        self.hold(rest);
        rest.len()
    }

    /// A list directly within an object at the top: if it is a known one, its items are the records.
    fn descend(&mut self) {
        let first = self.held.first() == Some(&b'{');
        let key = self.last_text.and_then(|(start, end)| self.held.get(start..end.saturating_sub(1)));
        if let Some(list) = key.and_then(List::called).filter(|_| first && !self.too_long()) {
            self.around = Some(mem::take(&mut self.held));
            self.list = list;
            self.state = State::Between;
        }
    }

    fn in_text(&mut self, rest: &[u8], take: Take<'_>) -> usize {
        self.quoted = true;
        let used = self.in_quotes(rest);
        if !self.quoted {
            self.finish(take);
        }
        used
    }

    fn in_word(&mut self, rest: &[u8], take: Take<'_>) -> usize {
        let end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}' | b'{' | b'[' | b'"');
        let length = rest.iter().position(end);
        self.hold(rest.get(..length.unwrap_or(rest.len())).unwrap_or_default());
        if length.is_some() {
            self.finish(take);
        }
        length.unwrap_or(rest.len())
    }

    fn finish(&mut self, take: Take<'_>) {
        self.state = State::Between;
        if !self.is_record() {
            self.around = None;
            if !self.too_long() {
                take(Found::Around(&self.held));
            }
        } else if self.too_long() {
            self.number += 1;
            take(Found::TooLong(self.number, self.length));
        } else {
            self.number += 1;
            take(Found::Record(self.number, self.list, &self.held));
        }
        self.held.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, piece: usize, limit: usize) -> Vec<String> {
        let mut split = Split::new(limit);
        let mut found = Vec::new();
        let mut take = |part: Found<'_>| {
            found.push(match part {
                Found::Record(number, list, bytes) => format!("{number} {list:?} {}", String::from_utf8_lossy(bytes)),
                Found::Around(bytes) => format!("around {}", String::from_utf8_lossy(bytes)),
                other => format!("{other:?}"),
            });
        };
        for piece in text.as_bytes().chunks(piece) {
            split.feed(piece, &mut take);
        }
        split.end(&mut take);
        found
    }

    fn same_in_all_pieces(text: &str, limit: usize, expected: &[&str]) {
        for piece in [1, 2, 3, 7, text.len().max(1)] {
            assert_eq!(cut(text, piece, limit), expected, "{text} in pieces of {piece}");
        }
    }

    #[test]
    fn lists_at_the_top_and_in_an_object() {
        same_in_all_pieces(
            "[{\"a\":[1]} , {\"b\":\"]}\\\"\"}]",
            99,
            &["1 Items {\"a\":[1]}", "2 Items {\"b\":\"]}\\\"\"}"],
        );
        same_in_all_pieces(
            "{\"x\":\"value\",\"value\":[{\"a\":1},{\"value\":[2]}],\"next\":\"y\"}",
            99,
            &["1 Value {\"a\":1}", "2 Value {\"value\":[2]}", "around {\"x\":\"value\",\"value\":[],\"next\":\"y\"}"],
        );
        same_in_all_pieces("{\"activities\":[{}]}", 99, &["1 Top {\"activities\":[{}]}"]);
        same_in_all_pieces("{\"List_of_conversations\" : []}", 99, &["around {\"List_of_conversations\" : []}"]);
    }

    #[test]
    fn values_behind_each_other() {
        same_in_all_pieces(
            "{\"a\":1}\n{\"a\":2}\r\n7 \"x\"",
            99,
            &["1 Top {\"a\":1}", "2 Top {\"a\":2}", "3 Top 7", "4 Top \"x\""],
        );
    }

    #[test]
    fn what_is_too_long_or_cut_is_named() {
        same_in_all_pieces("[{\"a\":\"0123456789\"},{\"b\":1}]", 8, &["TooLong(1, 18)", "2 Items {\"b\":1}"]);
        same_in_all_pieces("[{\"a\":1},{\"b\":", 99, &["1 Items {\"a\":1}", "Cut(2)"]);
        same_in_all_pieces("[{\"a\":1},", 99, &["1 Items {\"a\":1}", "Cut(1)"]);
        same_in_all_pieces("]]", 99, &["1 Top ]", "2 Top ]"]);
        same_in_all_pieces("", 99, &[]);
    }

    #[test]
    fn a_record_that_is_too_long_is_not_held() {
        let mut split = Split::new(1000);
        let mut most = 0;
        split.feed(b"[{\"a\":\"", &mut |_| {});
        for _ in 0..10_000 {
            split.feed(&[b'x'; 1000], &mut |_| {});
            most = most.max(split.held());
        }
        assert!(most <= 4000, "{most} bytes were held");
    }
}
