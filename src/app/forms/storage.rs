//! Portals, environments, storage and credits.

use std::rc::Rc;

use yew::prelude::*;

use super::more::{self, Form};
use super::words;
use crate::app::draft::more::{AI, ENVIRONMENT, PORTAL, STORAGE};
use crate::app::draft::{EnvironmentDraft, Kind, More, PortalDraft, StorageDraft};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Entry, Field, Select, effect_line, tick, use_desk};

/// Properties of [`PortalCard`].
#[derive(Properties, PartialEq)]
pub struct PortalCardProps {
    /// The portal.
    pub card: Rc<PortalDraft>,
    /// Its place in the list.
    pub place: usize,
    /// What the total would be without it.
    pub effect: Option<Effect>,
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
}

/// A portal and its visitors from outside.
#[component]
pub fn PortalCard(props: &PortalCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let (card, uid) = (&props.card, props.card.uid);
    let path = format!("portals[{}]", props.place);
    let form = Form { desk: &desk, uid, more: &card.more, path: &path, name: &card.name, around: None };
    let more = if props.open { more::say(&form, PORTAL, "") } else { Html::default() };
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::Portal,
        uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(uid, "name", |portal: &mut PortalDraft, text| portal.name = text),
        off: Some(card.off),
        effect: props.effect.as_ref(),
        open: props.open,
        short: false,
        more_words: "visitors to be counted, older portals",
        more,
    };
    frame.draw(html! { <div class="say">
                <Field path={format!("{path}.logins_per_month")} label={format!("Logins to {} in the month with the most", card.name)} words="has"
                    after="logins of people from outside in the busiest month" entry={Entry::Count} value={card.logins.clone()} placeholder="0"
                    hint="One login a person and day." on_input={desk.set(uid, "logins", |portal: &mut PortalDraft, text| portal.logins = text)} />
                <Field path={format!("{path}.views_per_month")} label={format!("Page views of {} without signing in, in the month with the most", card.name)}
                    words="and" after="page views without signing in" entry={Entry::Count} value={card.views.clone()} placeholder="0"
                    on_input={desk.set(uid, "views", |portal: &mut PortalDraft, text| portal.views = text)} />
            </div> })
}

/// Properties of [`EnvironmentCard`].
#[derive(Properties, PartialEq)]
pub struct EnvironmentCardProps {
    /// The environment.
    pub card: Rc<EnvironmentDraft>,
    /// Its place in the list.
    pub place: usize,
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
}

/// A place for apps, flows and data.
#[component]
pub fn EnvironmentCard(props: &EnvironmentCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let (card, uid) = (&props.card, props.card.uid);
    let path = format!("environments[{}]", props.place);
    let form = Form { desk: &desk, uid, more: &card.more, path: &path, name: &card.name, around: None };
    let more = if props.open { more::say(&form, ENVIRONMENT, "") } else { Html::default() };
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::Environment,
        uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(uid, "name", |place: &mut EnvironmentDraft, text| place.name = text),
        off: None,
        effect: None,
        open: props.open,
        short: false,
        more_words: "paying after use",
        more,
    };
    frame.draw(html! { <div class="say">
                <Select path={format!("{path}.kind")} label={format!("Type of {}", card.name)} words="is"
                    choices={words::choices(&words::ENVIRONMENTS)} value={words::value(&words::ENVIRONMENTS, &card.kind)}
                    on_pick={desk.set(uid, "kind", |place: &mut EnvironmentDraft, picked: String| words::pick(&words::ENVIRONMENTS, &picked, &mut place.kind))} />
                { tick(format!("{path}.dataverse"), "has a Dataverse database", card.dataverse, &desk.set(uid, "dataverse", |place: &mut EnvironmentDraft, on| place.dataverse = on)) }
                <Gigabytes path={path.clone()} storage={card.storage.clone()}
                    on_database={desk.set(uid, "database", |place: &mut EnvironmentDraft, text| place.storage.database = text)}
                    on_file={desk.set(uid, "file", |place: &mut EnvironmentDraft, text| place.storage.file = text)}
                    on_log={desk.set(uid, "log", |place: &mut EnvironmentDraft, text| place.storage.log = text)} />
            </div> })
}

/// Properties of [`Gigabytes`].
#[derive(Properties, PartialEq)]
pub struct GigabytesProps {
    /// The path of what takes the storage.
    pub path: AttrValue,
    /// The amounts as typed.
    pub storage: StorageDraft,
    /// Takes the database.
    pub on_database: Callback<String>,
    /// Takes the files.
    pub on_file: Callback<String>,
    /// Takes the logs.
    pub on_log: Callback<String>,
}

/// Gigabytes of three kinds.
#[component]
pub fn Gigabytes(props: &GigabytesProps) -> Html {
    let field = |key: &str, words: &'static str, after: &'static str, value: &str, on_input: &Callback<String>| {
        html! {
            <Field path={format!("{}.{key}", props.path)} label={after} {words} {after} entry={Entry::Decimal} placeholder="0"
                value={value.to_owned()} on_input={on_input.clone()} />
        }
    };
    html! {
        <span class="say-part">
            { field("database_gb", "takes", "GB of database", &props.storage.database, &props.on_database) }
            { field("file_gb", "", "GB of files", &props.storage.file, &props.on_file) }
            { field("log_gb", "and", "GB of logs", &props.storage.log, &props.on_log) }
        </span>
    }
}

/// Properties of [`Amounts`].
#[derive(Properties, PartialEq)]
pub struct AmountsProps {
    /// Storage beyond that of environments.
    pub storage: StorageDraft,
    /// Credits of AI Builder as typed.
    pub credits: AttrValue,
    /// What is rarely needed of the whole form.
    pub more: More,
    /// What the total would be without the storage.
    pub storage_effect: Option<Effect>,
    /// What the total would be without the credits.
    pub credits_effect: Option<Effect>,
}

/// Storage beyond that of environments, and credits.
#[component]
pub fn Amounts(props: &AmountsProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let form = Form { desk: &desk, uid: 0, more: &props.more, path: "", name: "The tenant", around: None };
    html! {
        <>
            <div class="card">
                <div class="card-body say">
                    <span class="words">{ "Beside the environments, Dataverse" }</span>
                    <Gigabytes path="storage" storage={props.storage.clone()}
                        on_database={desk.set_whole("storage database", |draft, text| draft.storage.database = text)}
                        on_file={desk.set_whole("storage file", |draft, text| draft.storage.file = text)}
                        on_log={desk.set_whole("storage log", |draft, text| draft.storage.log = text)} />
                    { more::draw(&form, STORAGE, "storage.") }
                </div>
                <div class="card-foot">{ effect_line(props.storage_effect.as_ref(), false) }</div>
            </div>
            <div class="card">
                <div class="card-body say">
                    <Field path="ai_builder.credits_per_month" label="AI Builder credits in the month with the most" words="AI Builder takes"
                        after="service credits in the busiest month" entry={Entry::Count} value={props.credits.clone()} placeholder="0"
                        on_input={desk.set_whole("credits", |draft, text| draft.credits = text)} />
                    { more::draw(&form, AI, "ai_builder.") }
                </div>
                <div class="card-foot">{ effect_line(props.credits_effect.as_ref(), false) }</div>
            </div>
        </>
    }
}
