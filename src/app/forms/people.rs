//! A group of people: how many, and what they hold already.

use std::rc::Rc;

use yew::prelude::*;

use super::plans::Holds;
use crate::app::draft::{GroupDraft, Kind};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Entry, Field, use_desk};
use crate::base::PlanId;

/// Properties of [`GroupCard`].
#[derive(Properties, PartialEq)]
pub struct GroupCardProps {
    /// The group.
    pub card: Rc<GroupDraft>,
    /// Its place in the list.
    pub place: usize,
    /// What the total would be without it.
    pub effect: Option<Effect>,
    /// What everybody holds, to begin a list with.
    pub everybody: Rc<Vec<PlanId>>,
}

/// A group of people.
#[component]
pub fn GroupCard(props: &GroupCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let card = &props.card;
    let path = format!("groups[{}]", props.place);
    html! {
        <CardFrame kind={Kind::Group} uid={card.uid} path={path.clone()} name={card.name.clone()} effect={props.effect.clone()}
            on_name={desk.set(card.uid, "name", |group: &mut GroupDraft, text| group.name = text)}>
            <p class="say">
                <Field path={format!("{path}.people")} label={format!("Number of people in {}", card.name)} words="are" after="people"
                    entry={Entry::Count} value={card.people.clone()} placeholder="1"
                    on_input={desk.set(card.uid, "people", |group: &mut GroupDraft, text| group.people = text)} />
                <Holds path={format!("{path}.holds")} label={format!("Licenses that {} hold already", card.name)} words="who hold"
                    usual="what everybody holds" held={card.holds.clone()} begin={(*props.everybody).clone()}
                    on_change={desk.set(card.uid, "holds", |group: &mut GroupDraft, held| group.holds = held)} />
            </p>
        </CardFrame>
    }
}
