//! Plans of the price book in forms: which of them are held, and how many of each.

use yew::prelude::*;

use crate::app::draft::Amounts;
use crate::app::parts::{Button, Chip, Choice, Entry, Field, Picks, Select, use_desk};
use crate::base::PlanId;
use crate::pricebook::schema::{Kind, Unit};
use crate::pricebook::{Book, Plan};

/// Plans as choices, in the order of the book.
pub fn choices(book: &Book, wanted: impl Fn(&Plan) -> bool) -> Vec<Choice> {
    let wanted = book.plans().filter(|plan| wanted(plan));
    wanted.map(|plan| Choice::new(plan.id.to_string(), plan.name.clone())).collect()
}

/// Whether people can hold a plan already: suites, and plans of a user.
pub fn held_by_people(plan: &Plan) -> bool {
    plan.kind == Kind::Suite || plan.unit == Unit::User
}

/// Whether a plan can be owned or bought: whatever is no suite and no meter.
pub fn bought(plan: &Plan) -> bool {
    matches!(plan.kind, Kind::Plan | Kind::AddOn)
}

/// The name of a plan; its id where the book has none.
pub fn name(book: &Book, id: &PlanId) -> String {
    book.plan(id).map_or_else(|| id.to_string(), |plan| plan.name.clone())
}

/// Properties of [`Holds`].
#[derive(Properties, PartialEq)]
pub struct HoldsProps {
    /// The path of the field.
    pub path: AttrValue,
    /// Who holds them, for those who hear it.
    pub label: AttrValue,
    /// The words before it.
    pub words: AttrValue,
    /// What is said when nothing is chosen here.
    pub usual: AttrValue,
    /// What is chosen here, if anything.
    pub held: Option<Vec<PlanId>>,
    /// What the list begins with when it is chosen here.
    pub begin: Vec<PlanId>,
    /// Takes the list.
    pub on_change: Callback<Option<Vec<PlanId>>>,
}

/// Which plans people hold already: as usual, or a list.
#[component]
pub fn Holds(props: &HoldsProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <span hidden={true} /> };
    };
    let own = props.held.is_some();
    let pick = {
        let (on_change, begin) = (props.on_change.clone(), props.begin.clone());
        Callback::from(move |value: String| on_change.emit((value == "own").then(|| begin.clone())))
    };
    let how = vec![Choice::new("usual", props.usual.clone()), Choice::new("own", "these licenses:")];
    html! {
        <span class="holds">
            <Select path={format!("{}-how", props.path)} label={props.label.clone()} words={props.words.clone()} choices={how}
                value={if own { "own" } else { "usual" }} on_pick={pick} />
            <span class="holds-list" hidden={!own}>{ if own { list(props, &desk.book) } else { Html::default() } }</span>
        </span>
    }
}

fn list(props: &HoldsProps, book: &Book) -> Html {
    let held = props.held.clone().unwrap_or_default();
    let picked = held.iter().map(|id| Chip::plain(id.to_string(), name(book, id))).collect::<Vec<_>>();
    let on_add = {
        let (held, on_change) = (held.clone(), props.on_change.clone());
        Callback::from(move |id: String| {
            let more = held.iter().cloned().chain([PlanId::from(id.as_str())]).collect();
            on_change.emit(Some(more));
        })
    };
    let on_remove = {
        let on_change = props.on_change.clone();
        Callback::from(move |id: String| {
            on_change.emit(Some(held.iter().filter(|other| other.as_str() != id).cloned().collect()));
        })
    };
    html! {
        <Picks path={props.path.clone()} label={props.label.clone()} words="" {picked} nothing="none"
            choices={choices(book, held_by_people)} invite="add a license" {on_add} {on_remove} />
    }
}

/// Properties of [`PlanAmounts`].
#[derive(Properties, PartialEq)]
pub struct PlanAmountsProps {
    /// The path of the map; each field's is this, a dot, and the plan.
    pub path: AttrValue,
    /// What the amounts are, for those who hear it.
    pub label: AttrValue,
    /// Words that invite to add a plan.
    pub invite: AttrValue,
    /// The plans that can be added.
    pub choices: Vec<Choice>,
    /// The amounts as typed.
    pub amounts: Amounts,
    /// What is typed.
    pub entry: Entry,
    /// The unit; that of the plan when absent.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// Takes a plan and its text, or nothing when the plan is taken away.
    pub on_change: Callback<(PlanId, Option<String>)>,
}

/// How many of each plan, or what each costs.
#[component]
pub fn PlanAmounts(props: &PlanAmountsProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let taken = |choice: &&Choice| !props.amounts.keys().any(|id| id.as_str() == choice.value.as_str());
    let mut choices = vec![Choice::new("", props.invite.clone())];
    choices.extend(props.choices.iter().filter(taken).cloned());
    let on_pick = {
        let on_change = props.on_change.clone();
        Callback::from(move |id: String| {
            if !id.is_empty() {
                on_change.emit((PlanId::from(id.as_str()), Some(String::new())));
            }
        })
    };
    html! {
        <div class="amounts">
            <ul class="amounts-list" aria-label={&props.label} hidden={props.amounts.is_empty()}>
                { for props.amounts.iter().map(|(id, text)| row(props, &desk.book, id, text)) }
            </ul>
            <Select path={props.path.clone()} label={format!("{}: {}", props.label, props.invite)} words="" {choices} value="" {on_pick} />
        </div>
    }
}

fn row(props: &PlanAmountsProps, book: &Book, id: &PlanId, text: &str) -> Html {
    let name = name(book, id);
    let unit = props.unit.clone().or_else(|| book.plan(id).map(|plan| format!("× {}", plan.unit_name).into()));
    let change = |id: &PlanId, on_change: &Callback<(PlanId, Option<String>)>| {
        let id = id.clone();
        on_change.reform(move |text: Option<String>| (id.clone(), text))
    };
    let on_input = change(id, &props.on_change).reform(Some);
    let on_press = change(id, &props.on_change).reform(|()| None);
    html! {
        <li class="amount-row" key={id.to_string()}>
            <Field path={format!("{}.{id}", props.path)} label={format!("{}: {name}", props.label)} words={name.clone()}
                after={unit.unwrap_or_default()} value={text.to_owned()} placeholder="0" entry={props.entry} {on_input} />
            { Button::new("Remove", on_press).label(format!("Remove {name}")).draw() }
        </li>
    }
}
