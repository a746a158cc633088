//! An estimate as plain text, for the command line and for snapshots.
//!
//! It prints what the estimate says, in the order in which it says it; it decides and computes nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::estimate::{Estimate, Line, Optimality, Pooled, Unpriced};
use super::issue::Issue;
use super::step::{Evidence, Step};
use crate::base::SourceId;
use crate::base::count::gigabytes_text;
use crate::base::money::group_thousands;
use crate::pricebook::schema::{Rule, Source, Standing};

/// Columns after which text is broken; words that are longer stand alone.
const WIDTH: usize = 100;

/// The whole estimate as text: total, what to buy, warnings, reasons, assumptions, rules and sources.
pub fn render(estimate: &Estimate) -> String {
    let mut page = Page::default();
    head(&mut page, estimate);
    purchases(&mut page, &estimate.lines);
    unpriced(&mut page, &estimate.unpriced);
    issues(&mut page, &estimate.issues);
    page.section("Needs and how they are met", &estimate.needs, |page, need| steps(page, need));
    pooled(&mut page, &estimate.pooled);
    page.section("Taken for granted", &estimate.assumptions, |page, says| page.item(2, "- ", says));
    page.section("Rules", &estimate.rules, rule);
    if !estimate.sources.is_empty() {
        page.heading("Sources");
    }
    for cited in estimate.sources.values() {
        source(&mut page, cited);
    }
    page.text
}

fn head(page: &mut Page, estimate: &Estimate) {
    if !estimate.scenario.is_empty() {
        page.item(0, "", &estimate.scenario);
    }
    page.item(0, "", &format!("Price book {}, which holds from {}", estimate.edition, estimate.holds_from));
    page.blank();
    let (month, year) = (estimate.monthly.to_string(), estimate.yearly.to_string());
    let wide = width(&month).max(width(&year));
    page.line(2, &format!("{month:>wide$}"));
    page.line(2, &format!("{year:>wide$}"));
    page.blank();
    page.item(0, "", verdict(estimate.valid));
    page.item(0, "", &search(estimate.optimality.as_ref()));
}

fn verdict(valid: bool) -> &'static str {
    if valid { "Valid: every need is met." } else { "NOT VALID: the refusals below say what is missing." }
}

fn search(optimality: Option<&Optimality>) -> String {
    match optimality {
        None => "Judged as typed in; whether something else is cheaper was not looked for.".into(),
        Some(found) if found.proven => {
            format!("Proven: nothing valid is cheaper by a cent or more ({} nodes searched).", found.nodes)
        }
        Some(found) => match &found.at_least {
            Some(bound) => format!("Not proven to be the cheapest: nothing valid costs less than {bound}."),
            None => "Not proven to be the cheapest.".into(),
        },
    }
}

fn purchases<'a>(page: &mut Page<'a>, lines: &'a [Line]) {
    page.heading("What to buy");
    if lines.is_empty() {
        page.item(2, "", "Nothing.");
        return;
    }
    let rows: Vec<[String; 4]> = lines.iter().map(row).collect();
    let titles = ["Quantity", "Plan", "Unit price", "Amount"].map(str::to_owned);
    let mut wide = titles.each_ref().map(|title| width(title));
    for cells in &rows {
        for (most, cell) in wide.iter_mut().zip(cells) {
            *most = width(cell).max(*most);
        }
    }
    let [quantity, plan, unit, amount] = wide;
    for [a, b, c, d] in std::iter::once(&titles).chain(&rows) {
        page.line(2, &format!("{a:>quantity$}  {b:<plan$}  {c:>unit$}  {d:>amount$}"));
    }
    page.heading("Why");
    for line in lines {
        page.item(2, "", &format!("{} × {}{}", count(line.quantity), line.name, holders(line)));
        steps_at(page, &line.reason, 4);
        if let Some(note) = line.unit_price.as_ref().and_then(|price| price.note.as_deref()) {
            page.item(4, "", &format!("On the price: {note}"));
        }
    }
}

fn row(line: &Line) -> [String; 4] {
    let owned = match line.owned {
        0 => String::new(),
        owned if owned == line.quantity => " (owned already)".into(),
        owned => format!(" ({} owned already)", count(owned)),
    };
    let unit = line
        .unit_price
        .as_ref()
        .map_or_else(|| "not published".into(), |unit| format!("{}{}", unit.price, mark(unit.standing, unit.yours)));
    let amount = line.amount.as_ref().map_or_else(|| "?".into(), ToString::to_string);
    [count(line.quantity), format!("{} [{}]{owned}", line.name, line.plan), unit, amount]
}

/// What to print beside a figure that is not the vendor's own of the time.
fn mark(standing: Standing, yours: bool) -> String {
    match standing {
        _ if yours => " (yours)".into(),
        Standing::Official => String::new(),
        other => format!(" ({})", name(&other)),
    }
}

fn holders(line: &Line) -> String {
    let each: Vec<String> =
        line.holders.iter().map(|holder| format!("{} {}", holder.who, count(holder.quantity))).collect();
    if each.is_empty() { String::new() } else { format!(", for: {}", each.join(", ")) }
}

fn unpriced<'a>(page: &mut Page<'a>, plans: &'a [Unpriced]) {
    page.section("Not in the total, because no source prints a price", plans, |page, plan| {
        page.item(2, "- ", &format!("{} × {} [{}]", count(plan.quantity), plan.name, plan.plan));
        page.item(6, "", &format!("State yours in the scenario under tenant.prices.{}.", plan.plan));
        for seen in &plan.seen {
            let note = seen.note.as_deref().unwrap_or_default();
            let text = format!("Seen: {}{}, {} {note}", seen.amount, mark(seen.standing, false), cite(&seen.sources));
            page.item(6, "", text.trim_end());
        }
    });
}

fn issues<'a>(page: &mut Page<'a>, issues: &'a [Issue]) {
    page.section("Refusals, warnings, notes", issues, |page, issue| {
        let path = if issue.path.is_empty() { String::new() } else { format!("{}: ", issue.path) };
        let rule = issue.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
        let kind = format!("{} {}", name(&issue.severity), name(&issue.code));
        page.item(2, "- ", &format!("{kind}: {path}{}{rule}", issue.says));
        if !issue.remedy.is_empty() {
            page.item(6, "", &format!("What to do: {}", issue.remedy));
        }
    });
}

fn pooled<'a>(page: &mut Page<'a>, pools: &'a [Pooled]) {
    page.section("Pooled amounts", pools, |page, pool| {
        let figure = |amount| match pool.unit.as_str() {
            "MB" => format!("{} GB", gigabytes_text(amount)),
            unit => format!("{} {unit}", count(amount)),
        };
        page.item(2, "", &format!("{}: {} needed, {} there", pool.name, figure(pool.needed), figure(pool.entitled)));
        steps_at(page, &pool.reason, 4);
    });
}

fn rule(page: &mut Page, rule: &Rule) {
    page.item(2, "", &format!("{} {}{}", rule.id, rule.title, mark(rule.standing, false)));
    page.item(6, "", &format!("{} {}", rule.says, cite(&rule.sources)));
}

fn source(page: &mut Page, source: &Source) {
    page.item(2, "", &format!("[{}] {} ({}, {})", source.id, source.title, source.date, name(&source.standing)));
    page.line(6, &source.address);
}

fn steps<'a>(page: &mut Page<'a>, step: &'a Step) {
    steps_at(page, step, 2);
}

/// A reason and all that leads to it, each level two columns deeper. What was printed before is not printed again.
fn steps_at<'a>(page: &mut Page<'a>, step: &'a Step, indent: usize) {
    let mut open = vec![(indent, step)];
    while let Some((indent, step)) = open.pop() {
        let rule = step.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
        let seen = page.said_before(step);
        let above = if seen { " As above." } else { "" };
        page.item(indent, "- ", &format!("{}{rule}{above}", step.says));
        if let Some(formula) = &step.formula {
            page.item(indent + 2, "= ", formula);
        }
        if seen {
            continue;
        }
        for figure in &step.evidence {
            page.item(indent + 2, "· ", &evidence(figure));
        }
        open.extend(step.because.iter().rev().map(|below| (indent + 2, below)));
    }
}

fn evidence(figure: &Evidence) -> String {
    let note = figure.note.as_deref().map_or_else(String::new, |note| format!(" {note}"));
    let standing = mark(figure.standing, false);
    format!("{}: {}{standing} {}{note}", figure.what, figure.value, cite(&figure.sources)).trim_end().to_owned()
}

fn cite(sources: &[SourceId]) -> String {
    let keys: Vec<&str> = sources.iter().map(SourceId::as_str).collect();
    if keys.is_empty() { String::new() } else { format!("[{}]", keys.join(", ")) }
}

fn count(number: u64) -> String {
    group_thousands(&number.to_string())
}

/// The stable name of a kind, as it stands in the JSON.
fn name(kind: &impl Serialize) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Text that grows line by line.
#[derive(Default)]
struct Page<'a> {
    text: String,
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

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str) {
        self.blank();
        self.line(0, title);
    }

    /// A heading with one entry for each thing; nothing at all when there is none.
    fn section<T>(&mut self, title: &str, things: &'a [T], entry: impl Fn(&mut Self, &'a T)) {
        if !things.is_empty() {
            self.heading(title);
        }
        for thing in things {
            entry(self, thing);
        }
    }

    /// One line as it is, however long.
    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.blank();
    }

    /// Text broken into lines; those after the first stand under the first word behind the bullet.
    fn item(&mut self, indent: usize, bullet: &str, text: &str) {
        let hang = indent + width(bullet);
        let mut line = format!("{}{bullet}", " ".repeat(indent));
        let mut fresh = true;
        for word in text.split_whitespace() {
            if !fresh && width(&line) + 1 + width(word) > WIDTH {
                self.line(0, &line);
                line = " ".repeat(hang);
                fresh = true;
            }
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
            fresh = false;
        }
        self.line(0, &line);
    }
}
