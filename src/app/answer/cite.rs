//! Sources and figures as a reader sees them: a link, its date, and how well it is founded.
//! It looks things up, it judges nothing.

use yew::prelude::*;

use super::words;
use crate::base::{RuleId, SourceId};
use crate::pricebook::Book;
use crate::pricebook::schema::{Rule, Source, Standing};
use crate::report::Evidence;

/// The word for a standing; its meaning is its title.
pub fn badge(standing: Standing) -> Html {
    html! {
        <span class={words::standing_class(standing)} title={words::standing_means(standing)}>
            { words::standing(standing) }
        </span>
    }
}

/// One source: title, date, standing.
pub fn source(source: &Source) -> Html {
    let (title, address) = if is_link(&source.address) {
        (html! { <a href={source.address.clone()} target="_blank" rel="noopener noreferrer">{ &source.title }</a> }, "")
    } else {
        (html! { <span>{ &source.title }</span> }, source.address.as_str())
    };
    html! {
        <>
            { title }<span class="source-date">{ &source.date }</span>{ badge(source.standing) }
            <small class="address">{ address }</small>
        </>
    }
}

/// A list of sources by their keys. A key without a source is shown as it is, so that nothing is hidden.
pub fn sources(ids: &[SourceId], book: &Book) -> Html {
    html! {
        <ul class="sources">
            for (place, id) in ids.iter().enumerate() {
                <li key={place}>{ book.source(id).map_or_else(|| html! { { id.as_str() } }, source) }</li>
            }
        </ul>
    }
}

/// The same for places with little room: the first source, the others folded.
fn few_sources(ids: &[SourceId], book: &Book) -> Html {
    let (first, rest) = ids.split_at(ids.len().min(1));
    html! {
        <>
            { sources(first, book) }
            <details class="more-sources" hidden={rest.is_empty()}>
                <summary>{ words::counted(rest.len(), "more source", "more sources") }</summary>
                { sources(rest, book) }
            </details>
        </>
    }
}

/// A rule: its title, what it says, and where that is said.
pub fn rule(id: &RuleId, book: &Book) -> Html {
    match book.rule(id.as_str()) {
        Some(rule) => full_rule(rule, book),
        None => html! { <p class="rule">{ "Rule " }{ id.as_str() }</p> },
    }
}

fn full_rule(rule: &Rule, book: &Book) -> Html {
    html! {
        <details class="rule">
            <summary><span class="rule-mark">{ "Rule" }</span>{ &rule.title }</summary>
            <p>{ &rule.says }{ " " }{ badge(rule.standing) }</p>
            { note(rule.detail.as_deref()) }
            { sources(&rule.sources, book) }
        </details>
    }
}

/// The figures that a step used.
pub fn evidence(figures: &[Evidence], book: &Book) -> Html {
    html! {
        <dl class="evidence">
            for (place, figure) in figures.iter().enumerate() {
                <div key={place} class="figure">
                    <dt>{ &figure.what }</dt>
                    <dd>
                        <strong class="value">{ &figure.value }</strong>{ " " }{ badge(figure.standing) }
                        { note(figure.note.as_deref()) }
                        { few_sources(&figure.sources, book) }
                    </dd>
                </div>
            }
        </dl>
    }
}

/// A remark beside a figure; an empty element without one.
pub fn note(text: Option<&str>) -> Html {
    html! { <p class="remark">{ text.unwrap_or_default() }</p> }
}

fn is_link(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
