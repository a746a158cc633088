//! A table of a sheet: words to the left, figures to the right, the unit once above each column.

use yew::prelude::*;

use crate::report::sheet::{Cell, Column, Kind, Table};

/// Rows that are shown before the rest is folded.
const AT_ONCE: usize = 24;

/// The table; long ones begin with their first rows.
pub fn view(table: &Table) -> Html {
    if table.rows.is_empty() {
        return html! { <p class="hint">{ &table.note }</p> };
    }
    if table.rows.len() <= AT_ONCE {
        return of_rows(table, &table.rows);
    }
    let (first, rest) = table.rows.split_at(AT_ONCE);
    html! {
        <>
            { of_rows(table, first) }
            <details class="sheet-more">
                <summary>{ format!("{} more rows", rest.len()) }</summary>
                { of_rows(table, rest) }
            </details>
        </>
    }
}

fn of_rows(table: &Table, rows: &[Vec<Cell>]) -> Html {
    html! {
        <>
            <div class="sheet-table" tabindex="0" role="group" aria-label={table.title.clone()}>
                <table>
                    <caption>{ &table.title }</caption>
                    <thead>
                        <tr>
                            for (place, column) in table.columns.iter().enumerate() {
                                <th key={place} scope="col" class={class(column)}>{ column.label() }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>for (place, row) in rows.iter().enumerate() { <tr key={place}>{ cells(table, row) }</tr> }</tbody>
                </table>
            </div>
            <p class="hint" hidden={table.note.is_empty()}>{ &table.note }</p>
        </>
    }
}

fn cells(table: &Table, row: &[Cell]) -> Html {
    html! {
        <>
            for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                <td key={place} class={class(column)}>{ cell.printed() }</td>
            }
        </>
    }
}

fn class(column: &Column) -> &'static str {
    if column.kind == Kind::Text { "" } else { "num" }
}
