//! What is rarely needed of a flow: desktop parts, the environment, the app it works for, Dynamics 365.

use yew::prelude::*;

use super::around;
use super::flows::FlowCardProps;
use super::more::{self, Form};
use crate::app::draft::more::FLOW;
use crate::app::draft::{FlowDraft, Kind, Ref};
use crate::app::parts::{Desk, Entry, Field, Select, tick};

/// What is rarely needed of a flow.
pub fn draw(props: &FlowCardProps, desk: &Desk, path: &str) -> Html {
    let (card, uid) = (&props.card, props.card.uid);
    let form = Form { desk, uid, more: &card.more, path, name: &card.name, around: Some(&props.around) };
    html! {
        <div class="say">
            { desktop(card, desk, path) }
            <Select path={format!("{path}.app")} label={format!("App that {} works for", card.name)} words="works for"
                choices={props.around.choices_or(Kind::App, "no app in particular", card.app.as_ref())} value={around::chosen(card.app.as_ref())}
                on_pick={desk.set(uid, "app", |flow: &mut FlowDraft, value: String| flow.app = Ref::of(&value))} />
            <Select path={format!("{path}.environment")} label={format!("Environment of {}", card.name)} words="lives in"
                choices={props.around.choices_or(Kind::Environment, "the first environment", card.environment.as_ref())}
                value={around::chosen(card.environment.as_ref())}
                on_pick={desk.set(uid, "environment", |flow: &mut FlowDraft, value: String| flow.environment = Ref::of(&value))} />
            { tick(format!("{path}.in_dynamics_365"), "works in the context of a Dynamics 365 application", card.in_dynamics, &desk.set(uid, "in_dynamics", |flow: &mut FlowDraft, on| flow.in_dynamics = on)) }
            { more::draw(&form, FLOW, "") }
        </div>
    }
}

fn desktop(card: &FlowDraft, desk: &Desk, path: &str) -> Html {
    let uid = card.uid;
    html! {
        <>
            { tick(format!("{path}.desktop.attended"), "works on the desktop beside a person (attended)", card.attended, &desk.set(uid, "attended", |flow: &mut FlowDraft, on| flow.attended = on)) }
            <Field path={format!("{path}.desktop.unattended_runs")} label={format!("Runs of {} on a desktop without a person, at the same time", card.name)}
                words="works on a desktop alone, in" after="runs at the same time (unattended)" entry={Entry::Count}
                value={card.unattended.clone()} placeholder="0"
                on_input={desk.set(uid, "unattended", |flow: &mut FlowDraft, text| flow.unattended = text)} />
            <Field path={format!("{path}.desktop.queue")} label={format!("Queue of {}", card.name)} words="waits in the queue"
                hint="Flows with the same queue never run at the same time and share their bots." value={card.queue.clone()}
                placeholder="none" on_input={desk.set(uid, "queue", |flow: &mut FlowDraft, text| flow.queue = text)} />
        </>
    }
}
