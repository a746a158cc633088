//! A sheet as plain text. A chart is its table in text, with what its marks say.

use super::{Cell, Chart, Kind, Sheet, Table};
use crate::report::page::{Page, WIDTH, broken, width};

/// The sheet as plain text.
pub fn render(sheet: &Sheet) -> String {
    let mut page = Page::default();
    page.item(0, "", &sheet.title);
    for says in &sheet.says {
        page.blank();
        page.item(0, "", says);
    }
    for (place, table) in sheet.tables.iter().enumerate() {
        self::table(&mut page, table);
        let here = |chart: &&Chart| usize::try_from(chart.table) == Ok(place);
        for mark in sheet.charts.iter().filter(here).flat_map(|chart| &chart.marks) {
            page.item(2, "- ", &mark.says);
        }
    }
    page.section("How it is derived", &sheet.steps, |page, step| page.steps(step, 2));
    page.section("Rules", &sheet.rules, Page::rule);
    page.section("Sources", &sheet.sources, Page::source);
    page.text
}

/// Blanks before a table, and between its columns.
const INDENT: usize = 2;
const GAP: usize = 2;

/// Columns under each other, words to the left and numbers to the right.
fn table(page: &mut Page, table: &Table) {
    page.heading(&table.title);
    if table.rows.is_empty() {
        page.item(INDENT, "", "Nothing.");
    } else {
        let titles: Vec<String> = table.columns.iter().map(super::Column::label).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(Cell::printed).collect()).collect();
        let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        let wide = widths(&titles, &rows, &kinds);
        for row in std::iter::once(&titles).chain(&rows) {
            print(page, row, &wide, &kinds);
        }
    }
    if !table.note.is_empty() {
        page.item(INDENT, "", &table.note);
    }
}

/// How wide each column is: as wide as what it holds; where all would not fit, columns of words are narrower, but not so that
/// a word of theirs would stand out.
fn widths(titles: &[String], rows: &[Vec<String>], kinds: &[Kind]) -> Vec<usize> {
    let held = |column: usize| {
        std::iter::once(titles).chain(rows.iter().map(Vec::as_slice)).filter_map(move |row| row.get(column))
    };
    let mut wide: Vec<usize> =
        (0..titles.len()).map(|column| held(column).map(|cell| width(cell)).max().unwrap_or_default()).collect();
    let longest = |cell: &String| cell.split_whitespace().map(width).max().unwrap_or_default() + GAP;
    let least: Vec<usize> =
        (0..titles.len()).map(|column| held(column).map(longest).max().unwrap_or_default()).collect();
    let room = WIDTH.saturating_sub(INDENT + GAP * wide.len().saturating_sub(1));
    while wide.iter().sum::<usize>() > room {
        let words =
            wide.iter_mut().zip(kinds).zip(&least).filter(|((wide, kind), least)| is_words(**kind) && **wide > **least);
        let Some(widest) = words.map(|((wide, _), _)| wide).max() else { break };
        *widest -= 1;
    }
    wide
}

/// A row; words that do not fit go on below, a little further to the right.
fn print(page: &mut Page, row: &[String], wide: &[usize], kinds: &[Kind]) {
    let cells: Vec<Vec<String>> = row.iter().zip(wide).map(|(cell, wide)| lines(cell, *wide)).collect();
    for line in 0..cells.iter().map(Vec::len).max().unwrap_or_default() {
        let cells = cells.iter().zip(wide).zip(kinds).map(|((cell, wide), kind)| {
            let cell = cell.get(line).map_or("", String::as_str);
            if is_words(*kind) { format!("{cell:<wide$}") } else { format!("{cell:>wide$}") }
        });
        page.line(INDENT, &cells.collect::<Vec<_>>().join(&" ".repeat(GAP)));
    }
}

fn lines(cell: &str, wide: usize) -> Vec<String> {
    if width(cell) <= wide {
        return broken(cell, wide);
    }
    let mut lines = broken(cell, wide.saturating_sub(GAP));
    lines.iter_mut().skip(1).for_each(|line| line.insert_str(0, "  "));
    lines
}

const fn is_words(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Day | Kind::Month)
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn a_table_that_is_too_wide_is_broken_in_its_words() {
        let columns = vec![Column::text("What"), Column::count("How many", ""), Column::text("Why")];
        let mut table = Table::new("Much to say", columns);
        let long = "words that go on and on ".repeat(6);
        table.row([Cell::Text(long.clone()), Cell::Count(7), Cell::Text("short".to_owned())]);
        table.row([Cell::Text("two".to_owned()), Cell::Count(12), Cell::Text(long.clone())]);
        let mut sheet = Sheet::new("wide", "A wide table");
        sheet.table(table);
        let text = render(&sheet);
        assert!(text.lines().all(|line| width(line) <= WIDTH), "{text}");
        assert_eq!(text.matches("words").count(), 12, "{text}");
        assert!(text.lines().any(|line| line.starts_with("    ") && line.contains("words")), "{text}");
    }

    #[test]
    fn a_table_that_fits_is_as_wide_as_what_it_holds() {
        let mut table = Table::new("Plans", vec![Column::text("Plan"), Column::count("Units", "")]);
        table.row([Cell::Text("One".to_owned()), Cell::Count(5)]);
        let mut sheet = Sheet::new("plans", "Two columns");
        sheet.table(table);
        assert!(render(&sheet).contains("\n  Plan  Units\n  One       5\n"), "{}", render(&sheet));
    }
}
