//! Where sources disagree: which reading was used, why, and the way to another one.

use yew::prelude::*;

use crate::app::parts::{Choice, Select, raw};
use crate::app::state::Action;
use crate::base::ReadingId;
use crate::pricebook::Book;
use crate::report::estimate::UsedReading;
use crate::report::html::Writer;

/// The readings that this answer is about.
pub fn view(used: &[UsedReading], book: &Book, on_read: &Callback<Action>) -> Html {
    html! {
        <section hidden={used.is_empty()} data-testid="readings">
            <h3>{ "Where sources disagree" }</h3>
            <ul class="plain needs">
                for reading in used { <li key={reading.id.as_str()}>{ one(reading, book, on_read) }</li> }
            </ul>
        </section>
    }
}

/// The same where nothing can be chosen.
pub fn on_paper(out: &mut Writer, used: &[UsedReading]) {
    if used.is_empty() {
        return;
    }
    out.put(r#"<section><h3>Where sources disagree</h3><ul class="plain needs">"#, &[]);
    for reading in used {
        out.put("<li><details open><summary>$</summary>", &[&reading.topic]);
        body(out, reading);
        out.put("</details></li>", &[]);
    }
    out.put("</ul></section>", &[]);
}

fn body(out: &mut Writer, used: &UsedReading) {
    out.put("<p>$", &[&used.says]);
    out.badge(used.standing);
    out.put(r#"</p><p class="hint">$</p>"#, &[&used.why]);
    out.sources(&used.sources);
}

fn one(used: &UsedReading, book: &Book, on_read: &Callback<Action>) -> Html {
    let mut out = Writer::new(book);
    body(&mut out, used);
    html! {
        <details>
            <summary>{ &used.topic }</summary>
            <div>{ raw(out.finish()) }</div>
            { choice(used, book, on_read) }
        </details>
    }
}

fn choice(used: &UsedReading, book: &Book, on_read: &Callback<Action>) -> Html {
    let options = book.reading(used.id.as_str()).map(|reading| reading.options.as_slice()).unwrap_or_default();
    let choices: Vec<Choice> =
        options.iter().map(|option| Choice::new(option.id.to_string(), option.says.clone())).collect();
    let id: ReadingId = used.id.clone();
    let on_pick = on_read.reform(move |option: String| Action::Read(id.clone(), option.as_str().into()));
    html! {
        <Select path={format!("readings.{}", used.id)} label="Read it so" {choices} value={used.option.to_string()} {on_pick} />
    }
}
