//! An estimate as plain text, for the command line and for snapshots.
//!
//! It prints what the estimate says, in the order in which it says it; it decides and computes nothing.

use super::estimate::{Estimate, Line, Optimality, Pooled, Unpriced};
use super::issue::Issue;
use super::page::{Page, cite, count, mark, name, width};
use super::step::Step;
use crate::base::count::gigabytes;

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
    page.section("Where sources disagree", &estimate.readings, |page, used| {
        page.item(2, "- ", &format!("{} {} ({}: {})", used.topic, used.says, used.id, used.option));
    });
    page.section("Rules", &estimate.rules, Page::rule);
    if !estimate.sources.is_empty() {
        page.heading("Sources");
    }
    for cited in estimate.sources.values() {
        page.source(cited);
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
        page.steps(&line.reason, 4);
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
            "MB" => gigabytes(amount),
            unit => format!("{} {unit}", count(amount)),
        };
        page.item(2, "", &format!("{}: {} needed, {} there", pool.name, figure(pool.needed), figure(pool.entitled)));
        page.steps(&pool.reason, 4);
    });
}

fn steps<'a>(page: &mut Page<'a>, step: &'a Step) {
    page.steps(step, 2);
}
