//! The left side as a whole: the beginning, or all groups of cards.

use std::rc::Rc;

use yew::prelude::*;

use super::apps::AppCard;
use super::around::Around;
use super::bots::BotCard;
use super::centre::Centre;
use super::flows::FlowCard;
use super::notes::NoteLine;
use super::own::{WhatToBuy, what_to_buy};
use super::people::GroupCard;
use super::start::Start;
use super::storage::{Amounts, EnvironmentCard, PortalCard};
use super::tenant;
use super::toolbar::Toolbar;
use crate::app::draft::{
    AppDraft, BotDraft, Card, CentreDraft, Draft, EnvironmentDraft, FlowDraft, GroupDraft, Kind, Part, PortalDraft,
    StorageDraft,
};
use crate::app::hooks::{Computed, Effects};
use crate::app::parts::{Desk, section, use_desk};
use crate::app::state::{Fold, View};
use crate::base::PlanId;
use crate::report::Estimate;

/// Properties of [`Solution`].
#[derive(Properties, PartialEq)]
pub struct SolutionProps {
    /// The form.
    pub draft: Rc<Draft>,
    /// What is open and said.
    pub view: View,
    /// Steps back and forward.
    pub steps: (bool, bool),
    /// What came of the form.
    pub computed: Rc<Computed>,
    /// The last answer.
    pub estimate: Option<Rc<Estimate>>,
    /// What each thing costs.
    pub effects: Effects,
    /// What everybody holds.
    pub everybody: Rc<Vec<PlanId>>,
    /// Copies the link; absent where there is none to copy.
    pub on_link: Option<Callback<()>>,
}

/// The left side.
#[component]
pub fn Solution(props: &SolutionProps) -> Html {
    let around = use_memo(Around::of(&props.draft), Around::clone);
    let Some(desk) = use_desk() else {
        return html! { <section hidden={true} /> };
    };
    let begin = props.view.begin;
    let inside = if begin {
        html! { <Start key="start" draft={props.draft.clone()} around={around.clone()} /> }
    } else {
        sections(&desk, props, &around)
    };
    html! {
        <section class="solution" aria-labelledby="solution-title">
            <h2 id="solution-title">{ "My solution" }</h2>
            <Toolbar draft={props.draft.clone()} can_undo={props.steps.0} can_redo={props.steps.1} {begin} on_link={props.on_link.clone()} />
            <NoteLine note={props.view.note.clone()} can_undo={props.steps.0} />
            <div class="solution-inside">{ inside }</div>
        </section>
    }
}

fn sections(desk: &Desk, props: &SolutionProps, around: &Rc<Around>) -> Html {
    html! {
        <div class="groups" key="groups">
            { people(desk, props) }
            { apps(desk, props, around) }
            { flows(desk, props, around) }
            { bots(desk, props) }
            { centre(desk, props) }
            { portals(desk, props) }
            { environments(desk, props) }
            { storage(desk, props) }
            { programs(desk, props, around) }
            { tenant(desk, props) }
            { buy(desk, props, around) }
        </div>
    }
}

fn people(desk: &Desk, props: &SolutionProps) -> Html {
    cards(desk, props, |place, card: &Rc<GroupDraft>| {
        html! { <GroupCard key={card.uid} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} everybody={props.everybody.clone()} /> }
    })
}

fn apps(desk: &Desk, props: &SolutionProps, around: &Rc<Around>) -> Html {
    cards(desk, props, |place, card: &Rc<AppDraft>| {
        html! { <AppCard key={card.uid} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    })
}

fn flows(desk: &Desk, props: &SolutionProps, around: &Rc<Around>) -> Html {
    cards(desk, props, |place, card: &Rc<FlowDraft>| {
        html! { <FlowCard key={card.uid} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    })
}

fn bots(desk: &Desk, props: &SolutionProps) -> Html {
    cards(desk, props, |place, card: &Rc<BotDraft>| {
        html! { <BotCard key={card.uid} card={card.clone()} {place} effect={effect(props, card)} /> }
    })
}

fn portals(desk: &Desk, props: &SolutionProps) -> Html {
    cards(desk, props, |place, card: &Rc<PortalDraft>| {
        html! { <PortalCard key={card.uid} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} /> }
    })
}

fn environments(desk: &Desk, props: &SolutionProps) -> Html {
    cards(desk, props, |place, card: &Rc<EnvironmentDraft>| {
        html! { <EnvironmentCard key={card.uid} card={card.clone()} {place} open={is_open(props, card)} /> }
    })
}

/// A section with a card for each thing of a kind.
fn cards<T: Card>(desk: &Desk, props: &SolutionProps, draw: impl Fn(usize, &Rc<T>) -> Html) -> Html {
    let drawn = T::all(&props.draft).iter().enumerate().map(|(place, card)| draw(place, card)).collect();
    of_cards(desk, T::KIND, drawn)
}

fn of_cards(desk: &Desk, kind: Kind, cards: Vec<Html>) -> Html {
    let [title, about] = heading(kind);
    section(desk, kind.field(), title, about, Some(kind), true, html! { <>{ for cards }</> })
}

/// The heading of a section, and what belongs there.
fn heading(kind: Kind) -> [&'static str; 2] {
    match kind {
        Kind::Group => ["People", "Who uses it: groups of people with the same licenses and the same work."],
        Kind::App => ["Apps", "What people open and work with."],
        Kind::Flow => ["Flows", "What runs by itself, or at the press of a button."],
        Kind::Bot => ["Bots", "What answers people in a chat."],
        Kind::Portal => ["Portals", "Web sites for people from outside."],
        Kind::Environment => ["Environments", "Where apps, flows and data live; without any there is one."],
    }
}

fn storage(desk: &Desk, props: &SolutionProps) -> Html {
    let draft = &props.draft;
    let (stored, credits) = (draft.storage != StorageDraft::default(), !draft.credits.is_empty());
    let part = |part: Part, used: bool| props.effects.get(&part).filter(|_| used).cloned();
    let used = stored || credits || said(props, &["storage.", "ai_builder."]);
    let about = "Data beyond the environments, and AI Builder.";
    folded(desk, props, ["storage", "Storage and credits", about], used, &|| {
        html! {
            <Amounts storage={draft.storage.clone()} credits={draft.credits.clone()} more={draft.more.clone()}
                storage_effect={part(Part::Storage, stored)} credits_effect={part(Part::Credits, credits)} />
        }
    })
}

/// A section that is drawn only where it is unfolded: its field, its heading, what belongs there.
fn folded(
    desk: &Desk,
    props: &SolutionProps,
    [field, title, about]: [&'static str; 3],
    used: bool,
    draw: &dyn Fn() -> Html,
) -> Html {
    let open = props.view.is_open(&Fold::Section(field.to_owned()), used);
    section(desk, field, title, about, None, open, if open { draw() } else { Html::default() })
}

fn centre(desk: &Desk, props: &SolutionProps) -> Html {
    let centre = &props.draft.centre;
    let used = *centre != CentreDraft::default();
    let about = "Agents who talk with customers, and bots beside them.";
    folded(desk, props, ["omnichannel", "Contact centre", about], used, &|| {
        let effect = props.effects.get(&Part::Centre).filter(|_| used).cloned();
        html! { <Centre centre={centre.clone()} {effect} /> }
    })
}

fn programs(desk: &Desk, props: &SolutionProps, around: &Around) -> Html {
    let about = "What reaches Dataverse beside apps and flows: plug-ins, data loads, services.";
    let used = said(props, &["integrations"]);
    folded(desk, props, ["programs", "Programs", about], used, &|| tenant::programs(desk, &props.draft, around))
}

/// Whether something rarely needed is said that begins like this.
fn said(props: &SolutionProps, begins: &[&str]) -> bool {
    props.draft.more.keys().any(|key| begins.iter().any(|begin| key.starts_with(begin)))
}

fn tenant(desk: &Desk, props: &SolutionProps) -> Html {
    let draft = &props.draft;
    let used = draft.holds.is_some()
        || !draft.owned.is_empty()
        || !draft.prices.is_empty()
        || draft.channel != Draft::default().channel
        || said(props, &["tenant.", "as_of"]);
    let about = "What you have already, how you buy, prices of your own.";
    folded(desk, props, ["tenant", "Tenant and prices", about], used, &|| tenant::tenant(desk, draft))
}

fn buy(desk: &Desk, props: &SolutionProps, around: &Around) -> Html {
    let about = "Have the cheapest found, or say what you would buy and have it judged.";
    folded(desk, props, ["own-section", "A combination of your own", about], props.draft.own.on, &|| {
        let (draft, computed, estimate) = (&*props.draft, &*props.computed, props.estimate.as_ref());
        what_to_buy(desk, &WhatToBuy { draft, computed, estimate, around })
    })
}

fn effect<T: Card>(props: &SolutionProps, card: &Rc<T>) -> Option<crate::app::hooks::Effect> {
    props.effects.get(&Part::Card(card.uid())).cloned()
}

fn is_open<T: Card>(props: &SolutionProps, card: &Rc<T>) -> bool {
    props.view.is_open(&Fold::Card(card.uid()), false)
}
