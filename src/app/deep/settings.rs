//! What can be set for each topic. The texts go into the form as typed, so that undo, reload and a copy keep them.

use yew::prelude::*;

use super::questions::{self, Amount, TIES_WITHIN, TIME_MONTHS, Topic};
use crate::app::hooks::Shown;
use crate::app::parts::{Choice, Entry, Field, Select};
use crate::app::state::Action;
use crate::pricebook::library;

/// The fields of a topic.
pub fn view(topic: Topic, shown: &Shown) -> Html {
    match topic {
        Topic::Alternatives => alternatives(shown),
        Topic::Time => time(shown),
        Topic::Compare => compare(shown),
        Topic::ToDo => html! {},
    }
}

fn alternatives(shown: &Shown) -> Html {
    html! {
        <div class="asked-row">
            { count(shown, "ties.within", "Other combinations up to", "% dearer", &TIES_WITHIN.to_string()) }
        </div>
    }
}

fn compare(shown: &Shown) -> Html {
    html! {
        <div class="asked-row">
            { edition(shown, "compare.from", "From edition", "the one before") }
            { edition(shown, "compare.to", "to", "the one chosen above") }
        </div>
    }
}

fn time(shown: &Shown) -> Html {
    let amounts = shown.scenario.as_deref().map(questions::amounts).unwrap_or_default();
    html! {
        <>
            <div class="asked-row">
                { count(shown, "time.months", "The next", "months", &TIME_MONTHS.to_string()) }
                { yearly(shown) }
            </div>
            <details class="sheet-more" hidden={amounts.is_empty()}>
                <summary>{ "What grows" }</summary>
                for amount in &amounts {
                    <div key={amount.path.clone()} class="asked-row">
                        { count(shown, &format!("time.growth.{}", amount.path), &amount.name, "more each month", "0") }
                    </div>
                }
            </details>
            <details class="sheet-more" hidden={amounts.is_empty()}>
                <summary>{ "Seasons" }</summary>
                <p class="hint">{ "Percent of the number above for January to December: twelve numbers." }</p>
                for amount in &amounts {
                    <div key={amount.path.clone()} class="asked-row">
                        { text(shown, &format!("time.season.{}", amount.path), &amount.name, "100 100 100 100 100 100 100 100 100 100 100 100") }
                    </div>
                }
            </details>
            <details class="sheet-more" hidden={amounts.is_empty()}>
                <summary>{ "What is uncertain" }</summary>
                for amount in &amounts { <div key={amount.path.clone()} class="asked-row">{ range(shown, amount) }</div> }
            </details>
        </>
    }
}

fn yearly(shown: &Shown) -> Html {
    let choices = vec![Choice::new("", "month by month"), Choice::new("yes", "for a year at a time")];
    html! {
        <Select path="time.yearly" label="Licenses are bought" {choices} value={questions::set(&shown.asked, "time.yearly").to_owned()}
            on_pick={on_input(shown, "time.yearly")} />
    }
}

fn range(shown: &Shown, amount: &Amount) -> Html {
    let now = amount.now.get().to_string();
    html! {
        <>
            { count(shown, &format!("range.low.{}", amount.path), &format!("{}: from", amount.name), "", &now) }
            { count(shown, &format!("range.high.{}", amount.path), "to", "", &now) }
        </>
    }
}

fn count(shown: &Shown, field: &str, words: &str, after: &str, placeholder: &str) -> Html {
    html! {
        <Field path={field.to_owned()} label={words.to_owned()} after={after.to_owned()} entry={Entry::Count}
            placeholder={placeholder.to_owned()} value={questions::set(&shown.asked, field).to_owned()} on_input={on_input(shown, field)} />
    }
}

/// A field of text.
pub fn text(shown: &Shown, field: &str, words: &str, placeholder: &str) -> Html {
    html! {
        <Field path={field.to_owned()} label={words.to_owned()} placeholder={placeholder.to_owned()}
            value={questions::set(&shown.asked, field).to_owned()} on_input={on_input(shown, field)} />
    }
}

fn edition(shown: &Shown, field: &str, words: &str, default: &str) -> Html {
    let known = library().editions().map(|head| Choice::new(head.id.to_string(), head.id.to_string()));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", default.to_owned())).chain(known).collect();
    html! {
        <Select path={field.to_owned()} label={words.to_owned()} {choices}
            value={questions::set(&shown.asked, field).to_owned()} on_pick={on_input(shown, field)} />
    }
}

/// Takes what is typed or picked.
pub fn on_input(shown: &Shown, field: &str) -> Callback<String> {
    let field = field.to_owned();
    shown.dispatch.reform(move |text| Action::Ask(field.clone(), text))
}
