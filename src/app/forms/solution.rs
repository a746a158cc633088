//! The left side as a whole: the beginning, or all groups of cards.

use std::rc::Rc;

use yew::prelude::*;

use super::apps::AppCard;
use super::around::Around;
use super::bots::BotCard;
use super::centre::Centre;
use super::flows::FlowCard;
use super::notes::NoteLine;
use super::own::WhatToBuy;
use super::people::GroupCard;
use super::start::Start;
use super::storage::{Amounts, EnvironmentCard, PortalCard};
use super::tenant::{Programs, Tenant};
use super::toolbar::Toolbar;
use crate::app::draft::{
    AppDraft, BotDraft, Card, CentreDraft, Draft, EnvironmentDraft, FlowDraft, GroupDraft, Kind, Part, PortalDraft,
    StorageDraft,
};
use crate::app::hooks::{Computed, Effects};
use crate::app::parts::Section;
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
    let begin = props.view.begin;
    let inside = if begin {
        html! { <Start key="start" draft={props.draft.clone()} around={around.clone()} /> }
    } else {
        sections(props, &around)
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

fn sections(props: &SolutionProps, around: &Rc<Around>) -> Html {
    html! {
        <div class="groups" key="groups">
            { people(props) }
            { apps(props, around) }
            { flows(props, around) }
            { bots(props) }
            { centre(props) }
            { portals(props) }
            { storage(props) }
            { programs(props, around) }
            { tenant(props) }
            { buy(props, around) }
        </div>
    }
}

fn people(props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<GroupDraft>)| {
        html! { <GroupCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} everybody={props.everybody.clone()} /> }
    };
    html! {
        <Section field="groups" title="People" about="Who uses it: groups of people with the same licenses and the same work." adds={Kind::Group}>
            { for props.draft.groups.iter().enumerate().map(card) }
        </Section>
    }
}

fn apps(props: &SolutionProps, around: &Rc<Around>) -> Html {
    let card = |(place, card): (usize, &Rc<AppDraft>)| {
        html! { <AppCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    };
    html! {
        <Section field="apps" title="Apps" about="What people open and work with." adds={Kind::App}>
            { for props.draft.apps.iter().enumerate().map(card) }
        </Section>
    }
}

fn flows(props: &SolutionProps, around: &Rc<Around>) -> Html {
    let card = |(place, card): (usize, &Rc<FlowDraft>)| {
        html! { <FlowCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} around={around.clone()} /> }
    };
    html! {
        <Section field="flows" title="Flows" about="What runs by itself, or at the press of a button." adds={Kind::Flow}>
            { for props.draft.flows.iter().enumerate().map(card) }
        </Section>
    }
}

fn bots(props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<BotDraft>)| {
        html! { <BotCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} /> }
    };
    html! {
        <Section field="bots" title="Bots" about="What answers people in a chat." adds={Kind::Bot}>
            { for props.draft.bots.iter().enumerate().map(card) }
        </Section>
    }
}

fn centre(props: &SolutionProps) -> Html {
    let centre = props.draft.centre.clone();
    let used = centre != CentreDraft::default();
    let effect = props.effects.get(&Part::Centre).filter(|_| used).cloned();
    html! {
        <Section field="omnichannel" title="Contact centre" about="Agents who talk with customers, and bots beside them."
            open={unfolded(props, "omnichannel", used)}>
            <Centre {centre} {effect} />
        </Section>
    }
}

fn portals(props: &SolutionProps) -> Html {
    let card = |(place, card): (usize, &Rc<PortalDraft>)| {
        html! { <PortalCard key={uid(card)} card={card.clone()} {place} effect={effect(props, card)} open={is_open(props, card)} /> }
    };
    html! {
        <Section field="portals" title="Portals" about="Web sites for people from outside." adds={Kind::Portal}>
            { for props.draft.portals.iter().enumerate().map(card) }
        </Section>
    }
}

fn storage(props: &SolutionProps) -> Html {
    let draft = &props.draft;
    let (stored, credits) = (draft.storage != StorageDraft::default(), !draft.credits.is_empty());
    let part = |part: Part, used: bool| props.effects.get(&part).filter(|_| used).cloned();
    let card = |(place, card): (usize, &Rc<EnvironmentDraft>)| {
        html! { <EnvironmentCard key={uid(card)} card={card.clone()} {place} open={is_open(props, card)} /> }
    };
    html! {
        <>
            <Section field="environments" title="Environments" about="Where apps, flows and data live; without any there is one." adds={Kind::Environment}>
                { for draft.environments.iter().enumerate().map(card) }
            </Section>
            <Section field="storage" title="Storage and credits" about="Data beyond the environments, and AI Builder."
                open={unfolded(props, "storage", stored || credits || said(props, &["storage.", "ai_builder."])) || unfolded(props, "ai_builder", false)}>
                <Amounts storage={draft.storage.clone()} credits={draft.credits.clone()} more={draft.more.clone()} storage_effect={part(Part::Storage, stored)}
                    credits_effect={part(Part::Credits, credits)} />
            </Section>
        </>
    }
}

fn programs(props: &SolutionProps, around: &Rc<Around>) -> Html {
    html! {
        <Section field="programs" title="Programs" about="What reaches Dataverse beside apps and flows: plug-ins, data loads, services."
            open={unfolded(props, "programs", said(props, &["integrations"])) || unfolded(props, "integrations", false)}>
            <Programs draft={props.draft.clone()} around={around.clone()} />
        </Section>
    }
}

/// Whether something rarely needed is said that begins like this.
fn said(props: &SolutionProps, begins: &[&str]) -> bool {
    props.draft.more.keys().any(|key| begins.iter().any(|begin| key.starts_with(begin)))
}

fn tenant(props: &SolutionProps) -> Html {
    let draft = &props.draft;
    let used = draft.holds.is_some()
        || !draft.owned.is_empty()
        || !draft.prices.is_empty()
        || draft.channel != Draft::default().channel
        || said(props, &["tenant.", "as_of"]);
    html! {
        <Section field="tenant" title="Tenant and prices" about="What you have already, how you buy, prices of your own."
            open={unfolded(props, "tenant", used) || unfolded(props, "as_of", false)}>
            <Tenant draft={draft.clone()} />
        </Section>
    }
}

fn buy(props: &SolutionProps, around: &Rc<Around>) -> Html {
    let open = ["unassigned", "assigned", "own"].into_iter().any(|field| unfolded(props, field, props.draft.own.on));
    html! {
        <Section field="own-section" title="A combination of your own" about="Have the cheapest found, or say what you would buy and have it judged."
            open={open || unfolded(props, "own-section", false)}>
            <WhatToBuy draft={props.draft.clone()} computed={props.computed.clone()} estimate={props.estimate.clone()} around={around.clone()} />
        </Section>
    }
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

fn unfolded(props: &SolutionProps, field: &str, otherwise: bool) -> bool {
    props.view.is_open(&Fold::Section(field.to_owned()), otherwise)
}
