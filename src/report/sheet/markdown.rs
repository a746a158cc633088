//! A sheet as Markdown, to be put into a document. What people typed is escaped, so that it stays text.

use std::fmt::Write as _;

use super::{Cell, Chart, Kind, Sheet, Table};
use crate::report::page::{cite, evidence, mark, name};
use crate::report::step::Step;

/// The sheet as Markdown.
pub fn render(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n", plain(&sheet.title));
    for says in &sheet.says {
        let _ = write!(out, "\n{}\n", plain(says));
    }
    for (place, table) in sheet.tables.iter().enumerate() {
        self::table(&mut out, table);
        let here = |chart: &&Chart| usize::try_from(chart.table) == Ok(place);
        let marks: Vec<_> = sheet.charts.iter().filter(here).flat_map(|chart| &chart.marks).collect();
        if !marks.is_empty() {
            out.push('\n');
        }
        for mark in marks {
            let _ = writeln!(out, "- {}", plain(&mark.says));
        }
    }
    if !sheet.steps.is_empty() {
        out.push_str("\n## How it is derived\n\n");
    }
    for step in &sheet.steps {
        steps(&mut out, step);
    }
    if !sheet.rules.is_empty() {
        out.push_str("\n## Rules\n\n");
    }
    for rule in &sheet.rules {
        let cited = plain(&cite(&rule.sources));
        let standing = mark(rule.standing, false);
        let title = plain(&rule.title);
        let _ = writeln!(out, "- **{}** {title}{standing}. {} {cited}", plain(rule.id.as_str()), plain(&rule.says));
    }
    if !sheet.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
    }
    for source in &sheet.sources {
        let (id, title, date) = (plain(source.id.as_str()), plain(&source.title), plain(&source.date));
        let standing = name(&source.standing);
        let _ = writeln!(out, "- **{id}** {title} ({date}, {standing}): {}", plain(&source.address));
    }
    out
}

fn table(out: &mut String, table: &Table) {
    let _ = write!(out, "\n## {}\n\n", plain(&table.title));
    if table.rows.is_empty() {
        out.push_str("Nothing.\n");
    } else {
        let titles: Vec<String> = table.columns.iter().map(|column| plain(&column.label())).collect();
        let _ = writeln!(out, "| {} |", titles.join(" | "));
        let rules = table.columns.iter().map(|column| match column.kind {
            Kind::Text | Kind::Day | Kind::Month => "---",
            Kind::Count | Kind::Money | Kind::Megabytes => "---:",
        });
        let _ = writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| plain(&Cell::printed(cell))).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    if !table.note.is_empty() {
        let _ = write!(out, "\n{}\n", plain(&table.note));
    }
}

/// A reason and all that leads to it, as a list in lists.
fn steps(out: &mut String, step: &Step) {
    let mut open = vec![(0, step)];
    while let Some((level, step)) = open.pop() {
        let indent = "  ".repeat(level);
        let rule = step.rule.as_ref().map_or_else(String::new, |rule| format!(" ({})", plain(rule.as_str())));
        let _ = writeln!(out, "{indent}- {}{rule}", plain(&step.says));
        if let Some(formula) = &step.formula {
            let _ = writeln!(out, "{indent}  - = {}", plain(formula));
        }
        for figure in &step.evidence {
            let _ = writeln!(out, "{indent}  - {}", plain(&evidence(figure)));
        }
        open.extend(step.because.iter().rev().map(|below| (level + 1, below)));
    }
}

/// Text in one line in which nothing is taken for a mark of Markdown.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in line.char_indices() {
        let mark = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&');
        let begins = place == 0 && matches!(letter, '-' | '+' | '=');
        let numbers = place == number && place > 0 && matches!(letter, '.' | ')');
        if mark || begins || numbers {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_text() {
        for (typed, text) in [
            ("a | b", "a \\| b"),
            ("1. first", "1\\. first"),
            ("- item\n# title", "\\- item \\# title"),
            ("<b>*x*</b>", "\\<b\\>\\*x\\*\\</b\\>"),
            ("2,000.00 USD", "2,000.00 USD"),
        ] {
            assert_eq!(plain(typed), text);
        }
    }
}
