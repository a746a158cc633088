//! The same explanation at three depths, from one tree: a sentence, a recap table, the whole derivation.

use serde::Serialize;

use crate::base::PlanId;
use crate::base::plain::Plain;
use crate::licensing::words::{count_of, number};
use crate::pricebook::schema::Standing;
use crate::report::fault::FaultCode;
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Estimate, Fault, Line, Sheet, Step};

/// How deep an explanation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// One sentence for each line.
    Sentence,
    /// A recap table.
    #[default]
    Table,
    /// Everything: formula, figures, rules and sources.
    Whole,
}

/// The tree behind an estimate, or behind the line of one plan.
///
/// # Errors
/// When the estimate has no line of that plan; the fault names those there are.
pub fn tree(estimate: &Estimate, plan: Option<&PlanId>) -> Result<Step, Fault> {
    let Some(plan) = plan else {
        let mut step = Step::says(total(estimate));
        let amounts: Vec<String> =
            estimate.lines.iter().filter_map(|line| line.amount.as_ref()).map(|price| price.amount.grouped()).collect();
        if amounts.len() > 1 {
            let sum = &estimate.monthly;
            step = step.formula(format!("{} = {} {}", amounts.join(" + "), sum.amount.grouped(), sum.currency));
        }
        step.because = estimate.lines.iter().map(|line| line.reason.clone()).collect();
        if estimate.lines.is_empty() {
            step.because.clone_from(&estimate.needs);
        }
        return Ok(step);
    };
    let line = estimate.line(plan.as_str()).ok_or_else(|| {
        let there: Vec<&str> = estimate.lines.iter().map(|line| line.plan.as_str()).collect();
        let says = format!("the answer has no line \"{plan}\"; it has {}", there.join(", "));
        Fault::new(FaultCode::UnknownName, "line", says)
    })?;
    Ok(line.reason.clone())
}

/// Explains an estimate, or the line of one plan.
///
/// # Errors
/// When the estimate has no line of that plan.
pub fn explain(estimate: &Estimate, plan: Option<&PlanId>, depth: Depth) -> Result<Sheet, Fault> {
    let tree = tree(estimate, plan)?;
    let lines: Vec<&Line> = estimate.lines.iter().filter(|line| plan.is_none_or(|plan| line.plan == *plan)).collect();
    let title = if plan.is_some() { tree.says.clone() } else { total(estimate) };
    let mut sheet = Sheet::new("explain", title);
    if plan.is_none() || depth == Depth::Sentence {
        for line in &lines {
            sheet.say(sentence(line));
        }
    }
    if depth != Depth::Sentence {
        sheet.table(recap(estimate, &lines));
    }
    if depth == Depth::Whole {
        cite(&mut sheet, estimate, &tree);
        sheet.steps.push(tree);
    }
    Ok(sheet)
}

fn total(estimate: &Estimate) -> String {
    let lines = u64::try_from(estimate.lines.len()).unwrap_or(0);
    let mut says = if estimate.lines.is_empty() {
        format!("Nothing has to be bought: {}.", estimate.monthly)
    } else {
        format!("It costs {} for {}.", estimate.monthly, count_of(lines, "product"))
    };
    if !estimate.valid {
        says.push_str(" Not every need is met.");
    }
    says
}

/// What is bought and the first reason for it.
fn sentence(line: &Line) -> String {
    let why =
        line.reason.because.iter().find(|step| step.rule.as_ref().is_some_and(|rule| !is_bookkeeping(rule.as_str())));
    let why = why.or(line.reason.because.last()).map_or(String::new(), |step| format!(" {}", step.says));
    let amount = line.amount.as_ref().map_or_else(|| "no price is published".to_owned(), ToString::to_string);
    format!("{} × {}: {amount}.{why}", number(line.quantity), line.name)
}

/// Rules that say how a line is counted, not why it is there.
fn is_bookkeeping(rule: &str) -> bool {
    matches!(rule, "OWN-1" | "MIN-1" | "SPARE-1")
}

fn recap(estimate: &Estimate, lines: &[&Line]) -> Table {
    let currency = &estimate.monthly.currency;
    let columns = vec![
        Column::text("Plan"),
        Column::count("Units", ""),
        Column::count("Owned", ""),
        Column::money("Each", currency),
        Column::money("A month", currency),
        Column::text("Founded on"),
        Column::text("Rules"),
    ];
    let mut table = Table::new("What it is made of", columns);
    for line in lines {
        let mut rules: Vec<String> = Vec::new();
        line.reason.walk(&mut |step| {
            if let Some(rule) = step.rule.as_ref().map(ToString::to_string).filter(|rule| !rules.contains(rule)) {
                rules.push(rule);
            }
        });
        let founded = line.unit_price.as_ref().map_or("no source", |unit| match unit.standing {
            _ if unit.yours => "your own price",
            Standing::Official => "the vendor",
            Standing::Community => "the community",
            Standing::Later => "a later source",
            Standing::Inferred => "other figures",
        });
        table.row([
            Cell::text(&line.name),
            Cell::count(line.quantity),
            Cell::count(line.owned),
            line.unit_price.as_ref().map_or(Cell::Nothing, |unit| Cell::Money(unit.price.amount)),
            line.amount.as_ref().map_or(Cell::Nothing, |price| Cell::Money(price.amount)),
            Cell::text(founded),
            Cell::Text(rules.join(", ")),
        ]);
    }
    table
}

/// The rules and sources that the tree names, as the estimate has them.
fn cite(sheet: &mut Sheet, estimate: &Estimate, tree: &Step) {
    let (mut rules, mut sources) = (Vec::new(), Vec::new());
    tree.walk(&mut |step| {
        rules.extend(step.rule.iter().cloned());
        sources.extend(step.evidence.iter().flat_map(|figure| figure.sources.iter().cloned()));
    });
    sheet.rules = estimate.rules.iter().filter(|rule| rules.contains(&rule.id)).cloned().collect();
    sources.extend(sheet.rules.iter().flat_map(|rule| rule.sources.iter().cloned()));
    sheet.sources = estimate.sources.values().filter(|source| sources.contains(&source.id)).cloned().collect();
}
