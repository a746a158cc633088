//! An app: who uses it, and which data it touches.

use std::rc::Rc;

use yew::prelude::*;

use super::around::{self, Around};
use super::connectors::{self, Connectors};
use super::more::{self, Form};
use super::tables::Tables;
use super::words;
use crate::app::draft::more::APP;
use crate::app::draft::{AppDraft, Kind, Ref};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Desk, Picks, Select, tick, use_desk};

/// Properties of [`AppCard`].
#[derive(Properties, PartialEq)]
pub struct AppCardProps {
    /// The app.
    pub card: Rc<AppDraft>,
    /// Its place in the list.
    pub place: usize,
    /// What the total would be without it.
    pub effect: Option<Effect>,
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
    /// The rest of the form.
    pub around: Rc<Around>,
}

/// An app.
#[component]
pub fn AppCard(props: &AppCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let card = &props.card;
    let path = format!("apps[{}]", props.place);
    let more = if props.open { rarely(props, &desk, &path) } else { Html::default() };
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::App,
        uid: card.uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(card.uid, "name", |app: &mut AppDraft, text| app.name = text),
        off: Some(card.off),
        effect: props.effect.as_ref(),
        open: props.open,
        short: false,
        more_words: "tables, environment, makers, Dynamics 365",
        more,
    };
    frame.draw(html! { { sentence(props, &desk, &path) } })
}

fn sentence(props: &AppCardProps, desk: &Desk, path: &str) -> Html {
    let card = &props.card;
    let uid = card.uid;
    html! {
        <div class="say">
            <Select path={format!("{path}.kind")} label={format!("How {} is made", card.name)} words="is"
                choices={words::choices(&words::APP_KINDS)} value={words::value(&words::APP_KINDS, &card.kind)}
                on_pick={desk.set(uid, "kind", |app: &mut AppDraft, picked: String| words::pick(&words::APP_KINDS, &picked, &mut app.kind))} />
            <Picks path={format!("{path}.used_by")} label={format!("Who uses {}", card.name)} words="used by" nothing="everybody"
                picked={props.around.chips(Kind::Group, &card.used_by)} choices={props.around.choices(Kind::Group)}
                invite={if card.used_by.is_empty() { "only these…" } else { "and…" }}
                on_add={desk.set(uid, "used_by", |app: &mut AppDraft, value: String| around::add(&mut app.used_by, &value))}
                on_remove={desk.set(uid, "used_by", |app: &mut AppDraft, value: String| around::take(&mut app.used_by, &value))} />
            <Connectors path={format!("{path}.connectors")} label={format!("Data that {} touches", card.name)} words="works with"
                listed={card.connectors.clone()} classes={props.around.classes.clone()}
                on_add={desk.set(uid, "connectors", |app: &mut AppDraft, name: String| connectors::add(&mut app.connectors, &name))}
                on_remove={desk.set(uid, "connectors", |app: &mut AppDraft, name: String| connectors::take(&mut app.connectors, &name))} />
        </div>
    }
}

fn rarely(props: &AppCardProps, desk: &Desk, path: &str) -> Html {
    let card = &props.card;
    let uid = card.uid;
    let form = Form { desk, uid, more: &card.more, path, name: &card.name, around: Some(&props.around) };
    html! {
        <div class="say">
            <Tables path={format!("{path}.restricted_tables")} {uid} name={card.name.clone()} tables={card.tables.clone()} />
            <Select path={format!("{path}.environment")} label={format!("Environment of {}", card.name)} words="lives in"
                choices={props.around.choices_or(Kind::Environment, "the first environment", card.environment.as_ref())}
                value={around::chosen(card.environment.as_ref())}
                on_pick={desk.set(uid, "environment", |app: &mut AppDraft, value: String| app.environment = Ref::of(&value))} />
            { tick(format!("{path}.in_dynamics_365"), "extends a Dynamics 365 application in the same environment", card.in_dynamics, &desk.set(uid, "in_dynamics", |app: &mut AppDraft, on| app.in_dynamics = on)) }
            { more::draw(&form, APP, "") }
        </div>
    }
}
