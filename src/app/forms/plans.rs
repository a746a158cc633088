//! Plans of the price book in forms: which of them are held, and how many of each.

use yew::prelude::*;

use crate::app::draft::Amounts;
use crate::app::parts::{Button, Chip, Choice, Entry, Field, Picks, Select};
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

/// Which plans people hold already: as usual, or a list.
pub struct Holds<'a> {
    /// The path of the field.
    pub path: String,
    /// Who holds them, for those who hear it.
    pub label: String,
    /// The words before it.
    pub words: &'static str,
    /// What is said when nothing is chosen here.
    pub usual: String,
    /// What is chosen here, if anything.
    pub held: Option<&'a [PlanId]>,
    /// What the list begins with when it is chosen here.
    pub begin: Vec<PlanId>,
    /// Takes the list.
    pub on_change: Callback<Option<Vec<PlanId>>>,
}

impl Holds<'_> {
    /// The choice and, where there is one, the list.
    pub fn draw(self, book: &Book) -> Html {
        let list = self.held.map(|held| list(&self, held, book)).unwrap_or_default();
        let own = self.held.is_some();
        let begin = self.begin;
        let on_pick = self.on_change.reform(move |value: String| (value == "own").then(|| begin.clone()));
        let how = vec![Choice::new("usual", self.usual), Choice::new("own", "these licenses:")];
        html! {
            <span class="holds">
                <Select path={format!("{}-how", self.path)} label={self.label} words={self.words} choices={how}
                    value={if own { "own" } else { "usual" }} {on_pick} />
                <span class="holds-list" hidden={!own}>{ list }</span>
            </span>
        }
    }
}

fn list(holds: &Holds, held: &[PlanId], book: &Book) -> Html {
    let picked = held.iter().map(|id| Chip::plain(id.to_string(), name(book, id))).collect::<Vec<_>>();
    let (more, less) = (held.to_vec(), held.to_vec());
    let on_add = holds
        .on_change
        .reform(move |id: String| Some(more.iter().cloned().chain([PlanId::from(id.as_str())]).collect()));
    let on_remove = holds
        .on_change
        .reform(move |id: String| Some(less.iter().filter(|other| other.as_str() != id).cloned().collect()));
    html! {
        <Picks path={holds.path.clone()} label={holds.label.clone()} words="" {picked} nothing="none"
            choices={choices(book, held_by_people)} invite="add a license" {on_add} {on_remove} />
    }
}

/// How many of each plan, or what each costs.
pub struct PlanAmounts<'a> {
    /// The path of the map; each field's is this, a dot, and the plan.
    pub path: &'a str,
    /// What the amounts are, for those who hear it.
    pub label: &'static str,
    /// Words that invite to add a plan.
    pub invite: &'static str,
    /// The plans that can be added.
    pub choices: Vec<Choice>,
    /// The amounts as typed.
    pub amounts: &'a Amounts,
    /// What is typed.
    pub entry: Entry,
    /// The unit; that of the plan when absent.
    pub unit: Option<String>,
    /// Takes a plan and its text, or nothing when the plan is taken away.
    pub on_change: Callback<(PlanId, Option<String>)>,
}

impl PlanAmounts<'_> {
    /// A row for each plan, and a choice to add one.
    pub fn draw(&self, book: &Book) -> Html {
        let taken = |choice: &&Choice| !self.amounts.keys().any(|id| id.as_str() == choice.value.as_str());
        let mut choices = vec![Choice::new("", self.invite)];
        choices.extend(self.choices.iter().filter(taken).cloned());
        let on_change = self.on_change.clone();
        let on_pick = Callback::from(move |id: String| {
            if !id.is_empty() {
                on_change.emit((PlanId::from(id.as_str()), Some(String::new())));
            }
        });
        let (path, label) = (self.path.to_owned(), self.label);
        html! {
            <div class="amounts">
                <ul class="amounts-list" aria-label={label} hidden={self.amounts.is_empty()}>
                    { for self.amounts.iter().map(|(id, text)| row(self, book, id, text)) }
                </ul>
                <Select {path} label={format!("{label}: {}", self.invite)} words="" {choices} value="" {on_pick} />
            </div>
        }
    }
}

fn row(props: &PlanAmounts, book: &Book, id: &PlanId, text: &str) -> Html {
    let name = name(book, id);
    let unit = props.unit.clone().or_else(|| book.plan(id).map(|plan| format!("× {}", plan.unit_name)));
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
