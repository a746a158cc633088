//! The beginning: two questions that give a number at once, and worked examples one click away.

use std::rc::Rc;

use yew::prelude::*;

use super::around::Around;
use super::connectors::{self, Connectors};
use crate::app::draft::{AppDraft, Card, Draft, GroupDraft, Kind, Uid};
use crate::app::parts::{Button, Desk, Entry, Field, use_desk};
use crate::app::state::{Action, Note};
use crate::app::templates::{self, Template};

/// Properties of [`Start`].
#[derive(Properties, PartialEq)]
pub struct StartProps {
    /// The form.
    pub draft: Rc<Draft>,
    /// The rest of the form, for connectors.
    pub around: Rc<Around>,
}

/// The beginning.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let examples = use_memo((), |()| templates::all());
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let simple = is_simple(&props.draft);
    html! {
        <div class="start">
            <div class="start-questions card" hidden={!simple}>{ if simple { questions(props, &desk) } else { Html::default() } }</div>
            <h3>{ if simple { "Or begin with an example" } else { "Begin with an example" } }</h3>
            <ul class="templates">
                { for examples.iter().map(|template| offer(template, &desk, &props.draft.edition)) }
            </ul>
            <p class="start-leave">
                { Button::new(if simple { "Describe it step by step" } else { "Back to my solution" }, desk.dispatch.reform(|()| Action::Begin(false))).draw() }
            </p>
        </div>
    }
}

/// Whether the two questions say all there is.
fn is_simple(draft: &Draft) -> bool {
    let counted = draft.flows.len() + draft.bots.len() + draft.portals.len() + draft.environments.len();
    draft.groups.len() <= 1 && draft.apps.len() <= 1 && counted == 0
}

fn questions(props: &StartProps, desk: &Desk) -> Html {
    let people = props.draft.groups.first().map(|group| group.people.clone()).unwrap_or_default();
    let listed = props.draft.apps.first().map(|app| app.connectors.clone()).unwrap_or_default();
    let on_people = desk.dispatch.reform(|text: String| {
        Action::edit(0, "first people", move |draft| {
            let uid = first::<GroupDraft>(draft, "Everyone");
            draft.edit(uid, |group: &mut GroupDraft| group.people.clone_from(&text));
        })
    });
    let connector = |change: fn(&mut Vec<String>, &str)| {
        desk.dispatch.reform(move |name: String| {
            Action::edit(0, "first connectors", move |draft| {
                let uid = first::<AppDraft>(draft, "My app");
                draft.edit(uid, |app: &mut AppDraft| change(&mut app.connectors, &name));
            })
        })
    };
    html! {
        <>
            <p class="start-question">
                <Field path="groups[0].people" label="How many people use it?" entry={Entry::Count} value={people} placeholder="120"
                    after="people" on_input={on_people} />
            </p>
            <div class="start-question">
                <Connectors path="apps[0].connectors" label="Which data does it touch?" words="Which data does it touch?" {listed}
                    classes={props.around.classes.clone()} on_add={connector(connectors::add)} on_remove={connector(connectors::take)} />
            </div>
            <p class="start-question">
                <span class="words">{ "And what else is there?" }</span>
                { for [Kind::Flow, Kind::Bot, Kind::Portal].into_iter().map(|kind| more(kind, desk)) }
            </p>
        </>
    }
}

fn more(kind: Kind, desk: &Desk) -> Html {
    html! {
        <span key={kind.word()}>{ Button::new(format!("A {}", kind.word()), desk.dispatch.reform(move |()| Action::Add(kind))).draw() }</span>
    }
}

/// The first card of a kind; it is made, with a name, when there is none.
fn first<T: Card>(draft: &mut Draft, name: &str) -> Uid {
    if let Some(card) = T::all(draft).first() {
        return card.uid();
    }
    let uid = draft.add(T::KIND);
    draft.edit(uid, |card: &mut T| card.call(uid, name.to_owned()));
    uid
}

fn offer(template: &Template, desk: &Desk, edition: &str) -> Html {
    let (file, title, edition) = (template.file.clone(), template.title.clone(), edition.to_owned());
    let dispatch = desk.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(draft) = templates::draft(&file, &edition) {
            dispatch.emit(Action::Load(Rc::new(draft), Some(Note::Template(title.clone()))));
        }
    });
    html! {
        <li key={template.file.clone()}>
            <button type="button" class="template" {onclick}>
                <strong>{ &template.title }</strong>
                <span>{ &template.about }</span>
            </button>
        </li>
    }
}
