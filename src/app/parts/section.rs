//! A part of the form with its heading, one line on what belongs here, and a button that adds to it or unfolds it.

use yew::prelude::*;

use super::{Button, use_desk};
use crate::app::draft::Kind;
use crate::app::state::{Action, Fold};

/// Properties of [`Section`].
#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// The field of the scenario that it fills.
    pub field: AttrValue,
    /// The heading.
    pub title: AttrValue,
    /// What belongs here.
    pub about: AttrValue,
    /// The cards that can be added, when it is a list of cards.
    #[prop_or_default]
    pub adds: Option<Kind>,
    /// Whether it is unfolded, when it is not a list of cards.
    #[prop_or(true)]
    pub open: bool,
    /// A word on what is in it while it is folded.
    #[prop_or_default]
    pub brief: AttrValue,
    /// What is in it.
    pub children: Html,
}

/// A part of the form.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <section hidden={true} /> };
    };
    let title_id = format!("{}-title", props.field);
    let inside_id = format!("{}-inside", props.field);
    html! {
        <section class="group" aria-labelledby={title_id.clone()}>
            <header class="group-head">
                <h3 id={title_id}>{ &props.title }</h3>
                <span class="group-about">{ &props.about }</span>
                if let Some(kind) = props.adds {
                    <span class="group-action" key="add">
                        <Button id={props.field.clone()} text={format!("Add {} {}", article(kind), kind.word())}
                            on_press={desk.dispatch.reform(move |()| Action::Add(kind))} />
                    </span>
                } else {
                    <span class="group-action" key="fold">{ fold_button(props, &desk.dispatch, &inside_id) }</span>
                }
            </header>
            <div id={inside_id} class="group-inside" hidden={!props.open}>{ props.children.clone() }</div>
        </section>
    }
}

fn fold_button(props: &SectionProps, dispatch: &Callback<Action>, inside: &str) -> Html {
    let (field, open) = (props.field.to_string(), props.open);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Unfold(Fold::Section(field.clone()), !open));
    html! {
        <>
            <span class="group-brief" hidden={props.open || props.brief.is_empty()}>{ &props.brief }</span>
            <button type="button" class="quiet fold" id={&props.field} aria-expanded={if open { "true" } else { "false" }}
                aria-controls={inside.to_owned()} {onclick} aria-label={format!("{}: {}", props.title, if open { "hide" } else { "show" })}>
                { if open { "Hide" } else { "Show" } }
            </button>
        </>
    }
}

fn article(kind: Kind) -> &'static str {
    if matches!(kind, Kind::App | Kind::Environment) { "an" } else { "a" }
}
