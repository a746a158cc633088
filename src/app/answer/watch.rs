//! What to watch: what must be mended, what asks for attention, what is good to know, each with its remedy and its place.

use yew::prelude::*;

use super::icon::{self, Icon};
use super::words;
use crate::app::parts::Drawn;
use crate::pricebook::Book;
use crate::report::html::Writer;
use crate::report::{Code, Estimate, Fault, Issue, Severity};

/// The issues of an answer. A missing price has its own place, with a field for one's own.
pub fn issues(estimate: &Estimate, book: &Book, on_go: &Callback<AttrValue>) -> Html {
    let issues = estimate.issues.iter().filter(|issue| issue.code != Code::PriceNotPublished);
    html! {
        <ul class="issues" data-testid="issues">
            for (place, issue) in issues.enumerate() {
                <li key={place} class={class(issue.severity)}>{ one(issue, book, on_go) }</li>
            }
        </ul>
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Refusal => "issue issue-refusal",
        Severity::Warning => "issue issue-warning",
        Severity::Note => "issue issue-note",
    }
}

fn one(issue: &Issue, book: &Book, on_go: &Callback<AttrValue>) -> Html {
    let sign = match issue.severity {
        Severity::Refusal => Icon::Stop,
        Severity::Warning => Icon::Warning,
        Severity::Note => Icon::Note,
    };
    let mut rule = Writer::new(book);
    if let Some(id) = &issue.rule {
        rule.rule(id);
    }
    html! {
        <>
            { icon::draw(sign) }
            <div class="issue-text">
                <p><span class="issue-kind">{ words::severity(issue.severity) }</span>{ " " }{ &issue.says }</p>
                <p class="remedy">{ &issue.remedy }</p>
                <Drawn class="issue-rule" html={rule.finish()} />
            </div>
            { go(&issue.path, on_go) }
        </>
    }
}

/// A button that leads to the place; an empty element when the matter has none.
fn go(path: &str, on_go: &Callback<AttrValue>) -> Html {
    if path.is_empty() {
        return html! { <span class="go-nowhere"></span> };
    }
    let place = AttrValue::from(path.to_owned());
    let label = format!("Show me: {path}");
    html! {
        <button type="button" class="quiet go" aria-label={label} onclick={on_go.reform(move |_| place.clone())}>{ "Show me" }</button>
    }
}

/// What is wrong with the input, so that there is no answer to it yet.
pub fn faults(faults: &[Fault], on_go: &Callback<AttrValue>) -> Html {
    html! {
        <ul class="issues" data-testid="faults">
            for (place, fault) in faults.iter().enumerate() {
                <li key={place} class="issue issue-refusal">
                    { icon::draw(Icon::Stop) }
                    <div class="issue-text"><p>{ &fault.message }</p></div>
                    { go(&fault.path, on_go) }
                </li>
            }
        </ul>
    }
}
