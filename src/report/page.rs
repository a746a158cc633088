//! Plain text that grows line by line: indented items, broken lines, reasons. It knows no answer, only how one is set.

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::step::{Evidence, Step};
use crate::base::SourceId;
use crate::base::money::group_thousands;
use crate::pricebook::schema::{Rule, Source, Standing};

/// Columns after which text is broken; words that are longer stand alone.
pub(super) const WIDTH: usize = 100;

/// Text that grows line by line.
#[derive(Default)]
pub(super) struct Page<'a> {
    pub(super) text: String,
    /// Reasons with something below them that stand there already, by what they say.
    said: BTreeMap<&'a str, Vec<&'a Step>>,
}

impl<'a> Page<'a> {
    /// Whether the same figures and steps stand below the same words already; from now on they do.
    fn said_before(&mut self, step: &'a Step) -> bool {
        if step.evidence.is_empty() && step.because.is_empty() {
            return false;
        }
        let said = self.said.entry(&step.says).or_default();
        let same = said.iter().any(|known| known.evidence == step.evidence && known.because == step.because);
        if !same {
            said.push(step);
        }
        same
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.blank();
        self.line(0, title);
    }

    /// A heading with one entry for each thing; nothing at all when there is none.
    pub(super) fn section<T>(&mut self, title: &str, things: &'a [T], entry: impl Fn(&mut Self, &'a T)) {
        if !things.is_empty() {
            self.heading(title);
        }
        for thing in things {
            entry(self, thing);
        }
    }

    /// One line as it is, however long.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.blank();
    }

    /// Text broken into lines; those after the first stand under the first word behind the bullet.
    pub(super) fn item(&mut self, indent: usize, bullet: &str, text: &str) {
        let hang = indent + width(bullet);
        let mut before = format!("{}{bullet}", " ".repeat(indent));
        for line in broken(text, WIDTH.saturating_sub(hang)) {
            self.line(0, &format!("{before}{line}"));
            before = " ".repeat(hang);
        }
    }

    /// A reason and all that leads to it, each level two columns deeper. What was printed before is not printed again.
    pub(super) fn steps(&mut self, step: &'a Step, indent: usize) {
        let mut open = vec![(indent, step)];
        while let Some((indent, step)) = open.pop() {
            let rule = step.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
            let seen = self.said_before(step);
            let above = if seen { " As above." } else { "" };
            self.item(indent, "- ", &format!("{}{rule}{above}", step.says));
            if let Some(formula) = &step.formula {
                self.item(indent + 2, "= ", formula);
            }
            if seen {
                continue;
            }
            for figure in &step.evidence {
                self.item(indent + 2, "· ", &evidence(figure));
            }
            open.extend(step.because.iter().rev().map(|below| (indent + 2, below)));
        }
    }

    pub(super) fn rule(&mut self, rule: &Rule) {
        self.item(2, "", &format!("{} {}{}", rule.id, rule.title, mark(rule.standing, false)));
        self.item(6, "", &format!("{} {}", rule.says, cite(&rule.sources)));
    }

    pub(super) fn source(&mut self, source: &Source) {
        let head = format!("[{}] {} ({}, {})", source.id, source.title, source.date, name(&source.standing));
        self.item(2, "", &head);
        self.line(6, &source.address);
    }
}

/// A figure in a line: what it is, its value, how well it is founded, where it is printed.
pub(super) fn evidence(figure: &Evidence) -> String {
    let note = figure.note.as_deref().map_or_else(String::new, |note| format!(" {note}"));
    let standing = mark(figure.standing, false);
    format!("{}: {}{standing} {}{note}", figure.what, figure.value, cite(&figure.sources)).trim_end().to_owned()
}

/// What to print beside a figure that is not the vendor's own of the time.
pub(super) fn mark(standing: Standing, yours: bool) -> String {
    match standing {
        _ if yours => " (yours)".into(),
        Standing::Official => String::new(),
        other => format!(" ({})", name(&other)),
    }
}

/// Keys of sources in brackets.
pub(super) fn cite(sources: &[SourceId]) -> String {
    let keys: Vec<&str> = sources.iter().map(SourceId::as_str).collect();
    if keys.is_empty() { String::new() } else { format!("[{}]", keys.join(", ")) }
}

/// A number with thousands separated.
pub(super) fn count(number: u64) -> String {
    group_thousands(&number.to_string())
}

/// The stable name of a kind, as it stands in the JSON.
pub(super) fn name(kind: &impl Serialize) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Text in lines of so many letters; a longer word stands alone. There is always one line.
pub(super) fn broken(text: &str, wide: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > wide {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Letters that a text takes in a line.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}
