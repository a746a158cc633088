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
            { storage(desk, props) }
            { programs(desk, props, around) }
            { tenant(desk, props) }
            { buy(desk, props, around) }
        </div>
    }
}

fn people(desk: &Desk, props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<GroupDraft>)| {
        html! { <GroupCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} everybody={props.everybody.clone()} /> }
    };
    section(
        desk,
        "groups",
        "People",
        "Who uses it: groups of people with the same licenses and the same work.",
        Some(Kind::Group),
        true,
        html! { <>{ for props.draft.groups.iter().enumerate().map(card) }</> },
    )
}

fn apps(desk: &Desk, props: &SolutionProps, around: &Rc<Around>) -> Html {
    let card = |(place, card): (usize, &Rc<AppDraft>)| {
        html! { <AppCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    };
    section(
        desk,
        "apps",
        "Apps",
        "What people open and work with.",
        Some(Kind::App),
        true,
        html! { <>{ for props.draft.apps.iter().enumerate().map(card) }</> },
    )
}

fn flows(desk: &Desk, props: &SolutionProps, around: &Rc<Around>) -> Html {
    let card = |(place, card): (usize, &Rc<FlowDraft>)| {
        html! { <FlowCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    };
    section(
        desk,
        "flows",
        "Flows",
        "What runs by itself, or at the press of a button.",
        Some(Kind::Flow),
        true,
        html! { <>{ for props.draft.flows.iter().enumerate().map(card) }</> },
    )
}

fn bots(desk: &Desk, props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<BotDraft>)| {
        html! { <BotCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} /> }
    };
    section(
        desk,
        "bots",
        "Bots",
        "What answers people in a chat.",
        Some(Kind::Bot),
        true,
        html! { <>{ for props.draft.bots.iter().enumerate().map(card) }</> },
    )
}

fn portals(desk: &Desk, props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<PortalDraft>)| {
        html! { <PortalCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} /> }
    };
    section(
        desk,
        "portals",
        "Portals",
        "Web sites for people from outside.",
        Some(Kind::Portal),
        true,
        html! { <>{ for props.draft.portals.iter().enumerate().map(card) }</> },
    )
}

fn storage(desk: &Desk, props: &SolutionProps) -> Html {
    let draft = &props.draft;
    let (stored, credits) = (draft.storage != StorageDraft::default(), !draft.credits.is_empty());
    let part = |part: Part, used: bool| props.effects.get(&part).filter(|_| used).cloned();
    let card = |(place, card): (usize, &Rc<EnvironmentDraft>)| {
        html! { <EnvironmentCard key={uid(card)} card={card.clone()} {place} open={is_open(props, card)} /> }
    };
    let amounts = || {
        html! {
            <Amounts storage={draft.storage.clone()} credits={draft.credits.clone()} more={draft.more.clone()}
                storage_effect={part(Part::Storage, stored)} credits_effect={part(Part::Credits, credits)} />
        }
    };
    let used = stored || credits || said(props, &["storage.", "ai_builder."]);
    let places = section(
        desk,
        "environments",
        "Environments",
        "Where apps, flows and data live; without any there is one.",
        Some(Kind::Environment),
        true,
        html! { <>{ for draft.environments.iter().enumerate().map(card) }</> },
    );
    let about = "Data beyond the environments, and AI Builder.";
    html! { <>{ places }{ folded(desk, props, ["storage", "Storage and credits", about], used, &amounts) }</> }
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

fn uid<T: Card>(card: &Rc<T>) -> u32 {
    card.uid()
}

fn effect<T: Card>(props: &SolutionProps, card: &Rc<T>) -> Option<crate::app::hooks::Effect> {
    props.effects.get(&Part::Card(card.uid())).cloned()
}

fn is_open<T: Card>(props: &SolutionProps, card: &Rc<T>) -> bool {
    props.view.is_open(&Fold::Card(card.uid()), false)
}
