//! A flow: how it starts, under whose name it runs, which data it touches, and how often.

use std::rc::Rc;

use yew::prelude::*;

use super::around::{self, Around};
use super::connectors::{self, Connectors};
use super::{flow_more, words};
use crate::app::draft::{FlowDraft, Kind, Ref};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Desk, Entry, Field, Picks, Select, Suggest, use_desk};
use crate::app::state::Action;
use crate::licensing::scenario::Trigger;

/// Properties of [`FlowCard`].
#[derive(Properties, PartialEq)]
pub struct FlowCardProps {
    /// The flow.
    pub card: Rc<FlowDraft>,
    /// Its place in the list.
    pub place: usize,
    /// What the total would be without it.
    pub effect: Option<Effect>,
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
    /// The rest of the form.
    pub around: Rc<Around>,
}

/// A flow.
#[component]
pub fn FlowCard(props: &FlowCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let card = &props.card;
    let path = format!("flows[{}]", props.place);
    let more = if props.open { flow_more::draw(props, &desk, &path) } else { Html::default() };
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::Flow,
        uid: card.uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(card.uid, "name", |flow: &mut FlowDraft, text| flow.name = text),
        off: Some(card.off),
        effect: props.effect.as_ref(),
        open: props.open,
        short: false,
        more_words: "desktop, environment, app, approvals, loops",
        more,
    };
    frame.draw(html! { <div class="say">
                <Select path={format!("{path}.trigger")} label={format!("How {} starts", card.name)} words="runs"
                    choices={words::choices(&words::TRIGGERS)} value={words::value(&words::TRIGGERS, &card.trigger)}
                    on_pick={desk.set(card.uid, "trigger", |flow: &mut FlowDraft, picked: String| words::pick(&words::TRIGGERS, &picked, &mut flow.trigger))} />
                <span class="say-part" key="started-by">{ started_by(props, &desk, &path) }</span>
                { owner(props, &desk, &path) }
                <Connectors path={format!("{path}.connectors")} label={format!("Data that {} touches", card.name)} words="works with"
                    listed={card.connectors.clone()} classes={props.around.classes.clone()}
                    on_add={desk.set(card.uid, "connectors", |flow: &mut FlowDraft, name: String| connectors::add(&mut flow.connectors, &name))}
                    on_remove={desk.set(card.uid, "connectors", |flow: &mut FlowDraft, name: String| connectors::take(&mut flow.connectors, &name))} />
                { how_often(card, &desk, &path) }
            </div> })
}

/// Who or what starts it; which of these is asked depends on how it starts.
fn started_by(props: &FlowCardProps, desk: &Desk, path: &str) -> Html {
    let card = &props.card;
    match card.trigger {
        Trigger::Bot => html! {
            <Select key="bot" path={format!("{path}.bot")} label={format!("Bot that calls {}", card.name)} words="called by"
                choices={props.around.choices_or(Kind::Bot, "a bot", card.bot.as_ref())} value={around::chosen(card.bot.as_ref())}
                on_pick={desk.set(card.uid, "bot", |flow: &mut FlowDraft, value: String| flow.bot = Ref::of(&value))} />
        },
        Trigger::Child => html! {
            <Picks key="parents" path={format!("{path}.parents")} label={format!("Flows that start {}", card.name)} words="started by"
                nothing="another flow" picked={props.around.chips(Kind::Flow, &card.parents)} invite="add a flow"
                choices={props.around.choices(Kind::Flow).into_iter().filter(|choice| choice.value != card.uid.to_string()).collect::<Vec<_>>()}
                on_add={desk.set(card.uid, "parents", |flow: &mut FlowDraft, value: String| around::add(&mut flow.parents, &value))}
                on_remove={desk.set(card.uid, "parents", |flow: &mut FlowDraft, value: String| around::take(&mut flow.parents, &value))} />
        },
        Trigger::Scheduled => html! { <span key="nobody" hidden={true} /> },
        Trigger::Automated | Trigger::HttpRequest => run_by(props, desk, path, "set off by the work of"),
        Trigger::Instant | Trigger::PowerApps => run_by(props, desk, path, "started by"),
    }
}

fn run_by(props: &FlowCardProps, desk: &Desk, path: &str, words: &'static str) -> Html {
    let card = &props.card;
    let nothing = if card.app.is_some() { "the people who use the app" } else { "everybody" };
    html! {
        <Picks key="run-by" path={format!("{path}.run_by")} label={format!("People for whom {} runs", card.name)} {words} {nothing}
            picked={props.around.chips(Kind::Group, &card.run_by)} choices={props.around.choices(Kind::Group)}
            invite={if card.run_by.is_empty() { "only these…" } else { "and…" }}
            on_add={desk.set(card.uid, "run_by", |flow: &mut FlowDraft, value: String| around::add(&mut flow.run_by, &value))}
            on_remove={desk.set(card.uid, "run_by", |flow: &mut FlowDraft, value: String| around::take(&mut flow.run_by, &value))} />
    }
}

fn owner(props: &FlowCardProps, desk: &Desk, path: &str) -> Html {
    let (card, uid) = (&props.card, props.card.uid);
    let value = card.owner.as_ref().map(|owner| props.around.text(Kind::Group, owner)).unwrap_or_default();
    let (around, dispatch) = (props.around.clone(), desk.dispatch.clone());
    let on_input = Callback::from(move |text: String| {
        let owner = around.owner(&text);
        dispatch.emit(Action::edit(uid, "owner", move |draft| {
            draft.edit(uid, |flow: &mut FlowDraft| flow.owner.clone_from(&owner));
        }));
    });
    html! {
        <Suggest path={format!("{path}.owner")} label={format!("Owner of {}: a person, or one of a group", card.name)} words="owned by"
            {value} placeholder="one maker" suggestions={props.around.owners()} on_input={on_input.clone()} on_take={on_input} />
    }
}

fn how_often(card: &FlowDraft, desk: &Desk, path: &str) -> Html {
    html! {
        <>
            <Field path={format!("{path}.runs_per_day")} label={format!("Runs of {} a day, of all people together", card.name)} words="about"
                after="times a day" entry={Entry::Count} value={card.runs.clone()} placeholder="0"
                on_input={desk.set(card.uid, "runs", |flow: &mut FlowDraft, text| flow.runs = text)} />
            <Field path={format!("{path}.actions_per_run")} label={format!("Actions of one run of {}, without those of loops below", card.name)}
                words="with" after="actions each" entry={Entry::Count} value={card.actions.clone()} placeholder="0"
                on_input={desk.set(card.uid, "actions", |flow: &mut FlowDraft, text| flow.actions = text)} />
        </>
    }
}
