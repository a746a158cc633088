//! A sheet as a reader sees it: the finding, its sentences, charts with their tables, reasons and sources. It knows no answer.

mod axis;
mod chart;
mod table;

use yew::prelude::*;

use super::answer::{cite, tree};
use crate::pricebook::Book;
use crate::report::Sheet;

/// The whole sheet.
pub fn view(sheet: &Sheet, book: &Book) -> Html {
    html! {
        <section class="sheet" data-sheet={sheet.id.clone()}>
            <h3>{ &sheet.title }</h3>
            for (place, says) in sheet.says.iter().enumerate() { <p key={place}>{ says }</p> }
            for (place, chart) in sheet.charts.iter().enumerate() {
                <div key={place}>{ chart::view(chart, sheet.tables.get(chart.table as usize)) }</div>
            }
            for (place, shown) in sheet.tables.iter().enumerate() {
                <div key={place} hidden={is_behind_a_chart(sheet, place)}>{ table::view(shown) }</div>
            }
            { reasons(sheet, book) }
            { sources(sheet) }
        </section>
    }
}

/// A table that belongs to a chart stands folded under it.
fn is_behind_a_chart(sheet: &Sheet, place: usize) -> bool {
    sheet.charts.iter().any(|chart| chart.table as usize == place)
}

fn reasons(sheet: &Sheet, book: &Book) -> Html {
    html! {
        <details class="sheet-more" hidden={sheet.steps.is_empty()}>
            <summary>{ "How this was found" }</summary>
            { tree::branches(&sheet.steps, book) }
        </details>
    }
}

fn sources(sheet: &Sheet) -> Html {
    html! {
        <details class="sheet-more" hidden={sheet.sources.is_empty()}>
            <summary>{ "Sources" }</summary>
            <ul class="sources">
                for source in &sheet.sources { <li key={source.id.as_str()}>{ cite::source(source) }</li> }
            </ul>
        </details>
    }
}
