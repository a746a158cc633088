//! The right side of the page: what it takes. A reading of one estimate; nothing here computes, and nothing here knows a plan.

mod bar;
mod buy;
mod door;
mod grants;
mod icon;
mod lines;
mod marks;
mod opened;
mod own_price;
mod panel;
mod paper;
mod plan;
mod pooled;
mod prices;
mod readings;
mod reasons;
mod report;
mod sum;
mod sure;
mod tabs;
mod total;
mod watch;
mod words;

use std::rc::Rc;

use yew::prelude::*;

use super::deep::Deep;
use super::hooks::Shown;
use super::parts::raw;
use super::sessions::{Metered, Sessions};
use super::worker::Desk;
use crate::report::Estimate;
use door::Door;
use own_price::OnPrice;
use panel::Panel;
use paper::{Medium, use_paper};
use prices::Prices;
use tabs::{Tab, Tabs};

/// Properties of [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What to show.
    pub shown: Shown,
    /// States an own price, as typed; an empty text takes it away.
    pub on_price: OnPrice,
    /// Leads to the field with a path.
    pub on_go: Callback<AttrValue>,
}

/// The answer. In a narrow place it is a bar at the bottom that opens upward.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let up = use_state_eq(|| false);
    let bar = use_node_ref();
    // Whoever follows a warning to its field wants to see the field.
    let on_go = {
        let (on_go, up) = (props.on_go.clone(), up.setter());
        Callback::from(move |path| {
            up.set(false);
            on_go.emit(path);
        })
    };
    let body = match &props.shown.estimate {
        Some(estimate) => {
            html! { <Full key="full" shown={props.shown.clone()} {estimate} on_price={&props.on_price} {on_go} /> }
        }
        None => html! { <div key="none">{ unanswered(&props.shown, &on_go) }</div> },
    };
    let class = classes!("answer", up.then_some("answer-up"));
    html! {
        <section {class} aria-labelledby="answer-title" data-testid="answer" onkeydown={bar::closes(&up, &bar)}>
            { bar::draw(&props.shown, &up, &bar) }
            <div id="answer-body" class="answer-body">
                <h2 id="answer-title" class="answer-title">{ "What it takes" }</h2>
                <div class="answer-content">{ body }</div>
            </div>
        </section>
    }
}

/// What stands in place of the total before anything is described; `index.html` says the same until the app is there.
const INVITATION: &str =
    "Say who uses what, and the answer stands here: what to buy, what it costs a month and a year, and why.";

/// When there is no answer at all.
fn unanswered(shown: &Shown, on_go: &Callback<AttrValue>) -> Html {
    let says =
        if shown.faults.is_empty() { INVITATION } else { "There is no answer yet. This is still missing or wrong:" };
    html! { <><p class="nothing">{ says }</p>{ watch::faults(&shown.faults, on_go) }</> }
}

/// Whether nothing is described yet: a zero would be true, but no answer.
fn is_blank(estimate: &Estimate) -> bool {
    estimate.needs.is_empty() && estimate.lines.is_empty() && estimate.issues.is_empty()
}

fn head(estimate: &Estimate, mark: &str, on_open: &Callback<Door>) -> Html {
    if is_blank(estimate) {
        return html! { <p key="blank" class="nothing">{ INVITATION }</p> };
    }
    html! { <div key="total">{ total::head(estimate, mark, on_open) }</div> }
}

#[derive(Properties, PartialEq)]
struct FullProps {
    shown: Shown,
    estimate: Rc<Estimate>,
    on_price: OnPrice,
    on_go: Callback<AttrValue>,
}

#[component]
fn Full(props: &FullProps) -> Html {
    let (shown, estimate) = (&props.shown, &props.estimate);
    let tab = use_state_eq(|| Tab::Buy);
    let desk = use_memo((), |()| Rc::new(Desk::default()));
    // Files are read on while one looks at another view, so they have a worker of their own.
    let reading_desk = use_memo((), |()| Rc::new(Desk::default()));
    let metered = use_reducer(Metered::default);
    let opened = use_state_eq(|| None::<Door>);
    let (medium, print) = use_paper();
    let memory = marks::use_memory(estimate);
    let memory = memory.borrow();
    let on_open = {
        let opened = opened.setter();
        Callback::from(move |door| opened.set(Some(door)))
    };
    let view = match *tab {
        Tab::Buy => {
            buy::view(shown, estimate, &memory, &buy::Ways { open: &on_open, price: &props.on_price, go: &props.on_go })
        }
        Tab::Deep(topic) => html! { <Deep key={tab.id()} {topic} shown={shown.clone()} desk={(*desk).clone()} /> },
        Tab::Sessions => {
            html! { <Sessions shown={shown.clone()} metered={metered.clone()} desk={(*reading_desk).clone()} /> }
        }
        Tab::Reasons => reasons::view(estimate, &shown.book, &shown.dispatch),
        Tab::Prices => html! { <Prices book={shown.book.clone()} /> },
    };
    let blank = is_blank(estimate);
    let spoken = if blank { String::new() } else { total::spoken(estimate) };
    let on_tab = {
        let tab = tab.setter();
        Callback::from(move |next| tab.set(next))
    };
    html! {
        <>
            <div class="spoken unseen" role="status">{ spoken }</div>
            <div class="stale-place">{ stale(shown, &props.on_go) }</div>
            <div class={if shown.stale { "headline headline-stale" } else { "headline" }}>
                <div class="head">{ head(estimate, memory.total(), &on_open) }</div>
                { edition(estimate, &on_open) }
            </div>
            <Tabs open={*tab} deep={shown.deep} on_open={on_tab} />
            <div id="answer-view" class="answer-view" role="tabpanel" tabindex="0" aria-labelledby={tab.id()}>{ view }</div>
            <p class="answer-acts" hidden={blank}>
                <button type="button" class="quiet" onclick={print.reform(|_: MouseEvent| ())}>{ "Print" }</button>
            </p>
            <div class="panel-place">{ behind(&opened, props) }</div>
            <div class="report-place">{ paper_version(medium, props) }</div>
        </>
    }
}

/// Says that the answer is one to an earlier input, and what is wrong with the present one.
fn stale(shown: &Shown, on_go: &Callback<AttrValue>) -> Html {
    if !shown.stale {
        return html! { <div key="fresh" class="fresh"></div> };
    }
    html! {
        <div key="stale" class="stale" data-testid="stale">
            <p><strong>{ "For your last complete input." }</strong>{ " The answer follows as soon as this is mended:" }</p>
            { watch::faults(&shown.faults, on_go) }
        </div>
    }
}

fn edition(estimate: &Estimate, on_open: &Callback<Door>) -> Html {
    let text = format!("edition {}", estimate.edition);
    html! {
        <p class="edition-line">
            { "Prices of " }
            { door::figure(Door::Edition, on_open, "of the price book", text, "") }
            { format!(", from {}", estimate.holds_from) }
        </p>
    }
}

fn behind(opened: &UseStateHandle<Option<Door>>, props: &FullProps) -> Html {
    let Some(door) = &**opened else {
        return html! { <span key="shut"></span> };
    };
    let (title, content) = opened::behind(door, &props.estimate, &props.shown, &props.on_price);
    let on_close = {
        let opened = opened.setter();
        Callback::from(move |()| opened.set(None))
    };
    html! { <Panel key="open" {title} {on_close}>{ content }</Panel> }
}

fn paper_version(medium: Medium, props: &FullProps) -> Html {
    match medium {
        Medium::Screen => html! { <span key="screen"></span> },
        Medium::Asked | Medium::Paper => raw(report::whole(&props.estimate, &props.shown.book, props.shown.stale)),
    }
}
