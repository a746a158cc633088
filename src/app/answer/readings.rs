//! Where sources disagree: which reading was used, why, and the way to another one.

use yew::prelude::*;

use super::cite;
use crate::app::parts::{Choice, Select};
use crate::app::state::Action;
use crate::base::ReadingId;
use crate::pricebook::Book;
use crate::report::estimate::UsedReading;

/// Takes another reading; on paper there is none.
pub type OnRead<'a> = Option<&'a Callback<Action>>;

/// The readings that this answer is about.
pub fn view(used: &[UsedReading], book: &Book, on_read: OnRead) -> Html {
    html! {
        <section hidden={used.is_empty()} data-testid="readings">
            <h3>{ "Where sources disagree" }</h3>
            <ul class="plain needs">
                for reading in used { <li key={reading.id.as_str()}>{ one(reading, book, on_read) }</li> }
            </ul>
        </section>
    }
}

fn one(used: &UsedReading, book: &Book, on_read: OnRead) -> Html {
    html! {
        <details open={on_read.is_none()}>
            <summary>{ &used.topic }</summary>
            <p>{ &used.says }{ " " }{ cite::badge(used.standing) }</p>
            <p class="hint">{ &used.why }</p>
            { cite::sources(&used.sources, book) }
            for on_read in on_read { { choice(used, book, on_read) } }
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
