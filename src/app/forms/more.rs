//! What is rarely needed, as fields: whatever a table of them says. It knows no field by its name.

use yew::prelude::*;

use super::around::Around;
use super::plans::{choices, held_by_people, name};
use crate::app::draft::more::{self, Extra, What};
use crate::app::draft::{More, Ref, Uid};
use crate::app::parts::{Button, Chip, Choice, Desk, Entry, Field, Picks, Select, tick};
use crate::app::state::Action;
use crate::base::PlanId;
use crate::pricebook::schema::Kind as PlanKind;

/// What the fields belong to.
pub struct Form<'a> {
    /// The way back.
    pub desk: &'a Desk,
    /// The card; zero for the whole form.
    pub uid: Uid,
    /// What is typed.
    pub more: &'a More,
    /// The path of the card, such as `flows[0]`; empty for the whole form.
    pub path: &'a str,
    /// What the card is called.
    pub name: &'a str,
    /// What can be referred to, where anything can.
    pub around: Option<&'a Around>,
}

impl Form<'_> {
    fn act(&self, key: &str, change: fn(&mut More, &str, &str)) -> Callback<String> {
        let (uid, key) = (self.uid, key.to_owned());
        self.desk.dispatch.reform(move |text: String| {
            let (place, key) = (key.clone(), key.clone());
            Action::edit(uid, place, move |draft| draft.change_more(uid, &|more| change(more, &key, &text)))
        })
    }

    fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

/// The fields of a table; `prefix` is where they stand in what is typed.
pub fn draw(form: &Form, table: &[Extra], prefix: &str) -> Html {
    let asked = |extra: &&Extra| {
        let said = |field: &str| {
            form.more.keys().any(|key| key.strip_prefix(prefix).is_some_and(|key| key.starts_with(field)))
        };
        extra.with.is_empty() || said(extra.with) || said(extra.field)
    };
    html! { <>{ for table.iter().filter(asked).map(|extra| one(form, extra, prefix)) }</> }
}

/// The same as sentences.
pub fn say(form: &Form, table: &[Extra], prefix: &str) -> Html {
    html! { <div class="say">{ draw(form, table, prefix) }</div> }
}

fn one(form: &Form, extra: &Extra, prefix: &str) -> Html {
    let key = format!("{prefix}{}", extra.field);
    let path = form.path(&key);
    let value = form.more.get(&key).cloned().unwrap_or_default();
    let label = format!("{}: {} {} {}", form.name, extra.field.replace('_', " "), extra.words, extra.after);
    let set = form.act(&key, |more, key, text| more::set(more, key, text.to_owned()));
    let inside = match extra.what {
        What::Count => field(extra, path, label, value, Entry::Count, set),
        What::Gigabytes => field(extra, path, label, value, Entry::Decimal, set),
        What::Text => field(extra, path, label, value, Entry::Text, set),
        What::Day | What::DayNeeded => field(extra, path, label, value, Entry::Day, set),
        What::Tick => {
            let on_tick = set.reform(|on: bool| if on { "yes" } else { "" }.to_owned());
            html! { { tick(path, extra.words, !value.is_empty(), &on_tick) } }
        }
        What::Whether([open, yes, no]) => {
            let choices = vec![Choice::new("", open), Choice::new("yes", yes), Choice::new("no", no)];
            html! { <Select {path} {label} words={extra.words} {choices} {value} on_pick={set} /> }
        }
        What::Plan => {
            html! { <Select {path} {label} words={extra.words} choices={plans(form, &value)} {value} on_pick={set} /> }
        }
        What::Cards(_) | What::Plans => picks(form, extra, &key, label),
        What::Inside(table) => html! {
            <span class="say-part">
                <span class="words" hidden={extra.words.is_empty()}>{ extra.words }</span>{ draw(form, table, &format!("{key}.")) }
            </span>
        },
        What::Rows(table) => rows(form, extra, &key, table, false),
        What::ByPlan(table) => rows(form, extra, &key, table, true),
    };
    html! { <span class="more-field" key={extra.field}>{ inside }</span> }
}

fn field(extra: &Extra, path: String, label: String, value: String, entry: Entry, on_input: Callback<String>) -> Html {
    let (placeholder, hint) = if entry == Entry::Day { ("", extra.hint) } else { (extra.hint, "") };
    html! { <Field {path} {label} words={extra.words} after={extra.after} {value} {entry} {placeholder} {hint} {on_input} /> }
}

/// Several cards or plans.
fn picks(form: &Form, extra: &Extra, key: &str, label: String) -> Html {
    let entries = more::entries(form.more, key);
    let (picked, choices): (Vec<Chip>, Vec<Choice>) =
        if let (What::Cards(kind), Some(around)) = (extra.what, form.around) {
            let references: Vec<Ref> = entries.into_iter().filter_map(Ref::of).collect();
            (around.chips(kind, &references), around.choices(kind))
        } else {
            let book = &form.desk.book;
            let chip = |id: &str| Chip::plain(id.to_owned(), name(book, &PlanId::from(id)));
            (entries.into_iter().map(chip).collect(), choices(book, held_by_people))
        };
    html! {
        <Picks path={form.path(key)} {label} words={extra.words} nothing={extra.hint} {picked} {choices} invite="add…"
            on_add={form.act(key, |more, key, entry| more::change(more, key, entry, true))}
            on_remove={form.act(key, |more, key, entry| more::change(more, key, entry, false))} />
    }
}

fn plans(form: &Form, now: &str) -> Vec<Choice> {
    let mut all = vec![Choice::new("", "choose a plan")];
    all.extend(choices(&form.desk.book, |plan| plan.kind != PlanKind::Meter));
    if !all.iter().any(|choice| choice.value == now) {
        all.push(Choice::new(now.to_owned(), now.to_owned()));
    }
    all
}

/// The plan that a row is for.
const FOR_PLAN: &[Extra] = &[Extra { field: "plan", what: What::Plan, words: "", after: "", hint: "", with: "" }];

fn rows(form: &Form, extra: &Extra, key: &str, table: &[Extra], by_plan: bool) -> Html {
    let count = more::rows(form.more, key);
    let row = |place: usize| {
        let prefix = format!("{key}[{place}].");
        let remove = form.act(key, |more, key, place| {
            if let Ok(place) = place.parse() {
                more::remove_row(more, key, place);
            }
        });
        let label = format!("Remove {} {}", extra.field.replace('_', " "), place + 1);
        html! {
            <li key={place} class="amount-row say">
                <span class="words">{ extra.words }</span>
                { if by_plan { draw(form, FOR_PLAN, &prefix) } else { Html::default() } }
                { draw(form, table, &prefix) }
                { Button::new("Remove", remove.reform(move |()| place.to_string())).label(label).draw() }
            </li>
        }
    };
    let add = form.act(key, |more, key, _| more::add_row(more, key));
    html! {
        <div class="amounts">
            <ul class="amounts-list" aria-label={extra.field.replace('_', " ")} hidden={count == 0}>{ for (0..count).map(row) }</ul>
            { Button::new(extra.after, add.reform(|()| String::new())).id(form.path(key)).draw() }
        </div>
    }
}
