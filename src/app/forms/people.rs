//! A group of people: how many, and what they hold already.

use std::rc::Rc;

use yew::prelude::*;

use super::more::{self, Form};
use super::plans::Holds;
use crate::app::draft::more::GROUP;
use crate::app::draft::{GroupDraft, Kind};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Desk, Entry, Field, use_desk};
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
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
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
    let more = if props.open { rarely(props, &desk, &path) } else { Html::default() };
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::Group,
        uid: card.uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(card.uid, "name", |group: &mut GroupDraft, text| group.name = text),
        off: None,
        effect: props.effect.as_ref(),
        open: props.open,
        short: true,
        more_words: &summary(card.holds.as_deref()),
        more,
    };
    frame.draw(html! { <Field path={format!("{path}.people")} label={format!("Number of people in {}", card.name)} words="are" after="people"
                entry={Entry::Count} value={card.people.clone()} placeholder="1"
                on_input={desk.set(card.uid, "people", |group: &mut GroupDraft, text| group.people = text)} /> })
}

fn rarely(props: &GroupCardProps, desk: &Desk, path: &str) -> Html {
    let card = &props.card;
    let form = Form { desk, uid: card.uid, more: &card.more, path, name: &card.name, around: None };
    let holds = Holds {
        path: format!("{path}.holds"),
        label: format!("Licenses that {} hold already", card.name),
        words: "Each of them holds",
        usual: "what everybody holds".to_owned(),
        held: card.holds.as_deref(),
        begin: (*props.everybody).clone(),
        on_change: desk.set(card.uid, "holds", |group: &mut GroupDraft, held| group.holds = held),
    };
    html! { <div class="say">{ holds.draw(&desk.book) }{ more::draw(&form, GROUP, "") }</div> }
}

fn summary(holds: Option<&[PlanId]>) -> String {
    match holds.map(<[PlanId]>::len) {
        None => "licenses they hold, guests, trials".to_owned(),
        Some(0) => "they hold no licenses yet".to_owned(),
        Some(1) => "they hold a license of their own".to_owned(),
        Some(count) => format!("they hold {count} licenses of their own"),
    }
}
