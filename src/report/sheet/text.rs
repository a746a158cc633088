//! A sheet as plain text. A chart is its table in text, with what its marks say.

use super::{Cell, Chart, Kind, Sheet, Table};
use crate::report::page::{Page, width};

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

/// Columns under each other, words to the left and numbers to the right.
fn table(page: &mut Page, table: &Table) {
    page.heading(&table.title);
    if table.rows.is_empty() {
        page.item(2, "", "Nothing.");
    } else {
        let titles: Vec<String> = table.columns.iter().map(super::Column::label).collect();
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(Cell::printed).map(one_line).collect()).collect();
        let mut wide: Vec<usize> = titles.iter().map(|title| width(title)).collect();
        for row in &rows {
            for (most, cell) in wide.iter_mut().zip(row) {
                *most = width(cell).max(*most);
            }
        }
        let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        for row in std::iter::once(&titles).chain(&rows) {
            let cells = row.iter().zip(&wide).zip(&kinds).map(|((cell, wide), kind)| match kind {
                Kind::Text | Kind::Day | Kind::Month => format!("{cell:<wide$}"),
                Kind::Count | Kind::Money | Kind::Megabytes => format!("{cell:>wide$}"),
            });
            page.line(2, &cells.collect::<Vec<_>>().join("  "));
        }
    }
    if !table.note.is_empty() {
        page.item(2, "", &table.note);
    }
}

fn one_line(text: String) -> String {
    if text.contains(['\n', '\r', '\t']) { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
}
