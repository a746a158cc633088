//! A sheet as HTML: the finding, its sentences, charts with their tables, reasons and sources.

use super::{Cell, Column, Kind, Sheet, Table, picture};
use crate::base::{RuleId, SourceId};
use crate::pricebook::schema::{Rule, Source};
use crate::report::html::{Shelf, Writer};

/// Rows that are shown before the rest is folded.
const AT_ONCE: usize = 24;

/// How a sheet looks that stands by itself.
const STYLE: &str = include_str!("../../../static/sheet.css");

impl Shelf for Sheet {
    fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }
}

impl Sheet {
    /// The sheet as a part of a page, which brings the style.
    pub fn to_html(&self) -> String {
        let mut out = Writer::new(self);
        out.put(r#"<section class="sheet" data-sheet="$"><h3>$</h3>"#, &[&self.id, &self.title]);
        inside(&mut out, self);
        out.put("</section>", &[]);
        out.finish()
    }

    /// The sheet as a page of its own, to be shown to somebody else.
    pub fn to_page(&self) -> String {
        let mut out = Writer::new(self);
        let head = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>$</title><style>
"#;
        out.put(head, &[&self.title]);
        out.put(STYLE, &[]);
        out.put("</style></head><body>\n", &[]);
        out.put(r#"<main class="sheet" data-sheet="$"><h1>$</h1>"#, &[&self.id, &self.title]);
        inside(&mut out, self);
        out.put("</main></body></html>\n", &[]);
        out.finish()
    }
}

fn inside(out: &mut Writer, sheet: &Sheet) {
    for says in &sheet.says {
        out.put("<p>$</p>", &[says]);
    }
    for chart in &sheet.charts {
        picture::draw(out, chart, usize::try_from(chart.table).ok().and_then(|place| sheet.tables.get(place)));
    }
    for (place, shown) in sheet.tables.iter().enumerate() {
        // A table that belongs to a chart stands folded under it.
        if !sheet.charts.iter().any(|chart| usize::try_from(chart.table) == Ok(place)) {
            table(out, shown);
        }
    }
    if !sheet.steps.is_empty() {
        out.put(r#"<details class="sheet-more"><summary>How this was found</summary>"#, &[]);
        out.steps(&sheet.steps);
        out.put("</details>", &[]);
    }
    if !sheet.sources.is_empty() {
        out.put(r#"<details class="sheet-more"><summary>Sources</summary><ul class="sources">"#, &[]);
        for source in &sheet.sources {
            out.put("<li>", &[]);
            out.source(source);
            out.put("</li>", &[]);
        }
        out.put("</ul></details>", &[]);
    }
}

/// A table: words to the left, figures to the right, the unit once above each column; long ones begin with their first rows.
pub(super) fn table(out: &mut Writer, table: &Table) {
    if table.rows.is_empty() {
        let nothing = format!("{}: nothing.", table.title);
        out.put(r#"<p class="hint">$</p>"#, &[if table.note.is_empty() { &nothing } else { &table.note }]);
        return;
    }
    let (first, rest) = table.rows.split_at(table.rows.len().min(AT_ONCE));
    rows(out, table, first);
    if !rest.is_empty() {
        let noun = if rest.len() == 1 { "row" } else { "rows" };
        out.put(r#"<details class="sheet-more"><summary>$ more $</summary>"#, &[&rest.len().to_string(), noun]);
        rows(out, table, rest);
        out.put("</details>", &[]);
    }
    if !table.note.is_empty() {
        out.put(r#"<p class="hint">$</p>"#, &[&table.note]);
    }
}

fn rows(out: &mut Writer, table: &Table, rows: &[Vec<Cell>]) {
    out.put(r#"<div class="sheet-table" tabindex="0" role="group" aria-label="$">"#, &[&table.title]);
    out.put("<table><caption>$</caption><thead><tr>", &[&table.title]);
    for column in &table.columns {
        out.put(r#"<th scope="col" class="$">$</th>"#, &[class(column), &column.label()]);
    }
    out.put("</tr></thead><tbody>", &[]);
    for row in rows {
        out.put("<tr>", &[]);
        for (cell, column) in row.iter().zip(&table.columns) {
            out.put(r#"<td class="$">$</td>"#, &[class(column), &cell.printed()]);
        }
        out.put("</tr>", &[]);
    }
    out.put("</tbody></table></div>", &[]);
}

fn class(column: &Column) -> &'static str {
    if column.kind == Kind::Text { "" } else { "num" }
}

#[cfg(test)]
mod tests {
    use super::super::{Chart, Mark, Series, Shape};
    use super::*;
    use crate::report::Step;

    const TYPED: &str = r#"<img src=x onerror="alert(1)"> & 'Dana'"#;
    const SHOWN: &str = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Dana&#39;";

    /// A sheet in which everything that can be text is what somebody typed.
    fn typed() -> Sheet {
        let mut sheet = Sheet::new(TYPED, TYPED);
        sheet.say(TYPED);
        let mut behind = Table::new(TYPED, vec![Column::text(TYPED), Column::count(TYPED, TYPED)]);
        behind.row([Cell::text(TYPED), Cell::count(1000)]);
        let table = sheet.table(behind.clone());
        for _ in 0..AT_ONCE {
            behind.row([Cell::text(TYPED), Cell::count(1)]);
        }
        behind.note = TYPED.to_owned();
        sheet.table(behind);
        sheet.table(Table::new(TYPED, Vec::new()));
        sheet.steps = vec![Step::says(TYPED).by(TYPED).formula(TYPED).because(Step::says(TYPED))];
        for shape in [Shape::Line, Shape::Step, Shape::Bars] {
            let series = Series { name: TYPED.to_owned(), points: vec![(1, 2), (3, 4)] };
            let mark = Mark { x: 2, says: TYPED.to_owned() };
            let (x, y) = (Column::count(TYPED, TYPED), Column::money(TYPED, TYPED));
            let (title, series, marks) = (TYPED.to_owned(), vec![series.clone(), series], vec![mark]);
            sheet.charts.push(Chart { title, shape, x, y, series, marks, table });
        }
        sheet
    }

    #[test]
    fn what_was_typed_stays_text() {
        for html in [typed().to_html(), typed().to_page()] {
            assert!(!html.contains("<img") && !html.contains("& ") && !html.contains("'Dana"), "{html}");
            assert!(html.matches(SHOWN).count() > 30, "{html}");
        }
    }

    #[test]
    fn everything_is_closed_and_nothing_needs_a_permission() {
        for html in [typed().to_html(), typed().to_page()] {
            for tag in
                ["section", "main", "details", "table", "tr", "td", "th", "figure", "svg", "g", "ul", "ol", "li", "p"]
            {
                let opened = html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
                assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag} in {html}");
            }
            assert!(!html.contains(" style=") && !html.contains("<script") && !html.contains("onerror=\""), "{html}");
        }
    }

    #[test]
    fn a_table_behind_a_chart_stands_once_and_a_long_one_is_folded() {
        let html = typed().to_html();
        assert_eq!(html.matches("The figures of this chart").count(), 3);
        assert_eq!(html.matches("<td class=\"num\">1,000</td>").count(), 3 + 1);
        assert!(html.contains("<summary>1 more row</summary>"), "{html}");
    }
}
