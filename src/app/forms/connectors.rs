//! Which data a thing touches: connectors by name, with the class that the price book gives them.
//! The book's word can be overruled, and must be where the book does not know a name.

use crate::base::sorted::BTreeMap;

use yew::prelude::*;

use crate::app::draft::Draft;
use crate::app::parts::{Chip, Choice, Desk, Select, Suggest, Suggestion, chips, use_desk};
use crate::app::state::Action;
use crate::pricebook::Book;
use crate::pricebook::schema::ConnectorClass;

/// Properties of [`Connectors`].
#[derive(Properties, PartialEq)]
pub struct ConnectorsProps {
    /// The path of the field.
    pub path: AttrValue,
    /// What the field is, for those who hear it.
    pub label: AttrValue,
    /// The words before it.
    pub words: AttrValue,
    /// The connectors by name.
    pub listed: Vec<String>,
    /// The user's word on connectors.
    pub classes: BTreeMap<String, ConnectorClass>,
    /// Takes one more.
    pub on_add: Callback<String>,
    /// Takes what is taken away.
    pub on_remove: Callback<String>,
}

/// Which data a thing touches.
#[component]
pub fn Connectors(props: &ConnectorsProps) -> Html {
    let typed = use_state_eq(String::new);
    let Some(desk) = use_desk() else {
        return html! { <span hidden={true} /> };
    };
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set(text))
    };
    let on_take = {
        let (typed, on_add, book) = (typed.clone(), props.on_add.clone(), desk.book.clone());
        Callback::from(move |text: String| {
            typed.set(String::new());
            // As the book spells it, if the book knows it.
            on_add.emit(book.connector(&text).map_or(text, |connector| connector.name.clone()));
        })
    };
    let listed = props.listed.iter().map(|name| chip(&desk.book, &props.classes, name)).collect::<Vec<Chip>>();
    let open_questions = props.listed.iter().filter(|name| asks(&desk.book, &props.classes, name));
    html! {
        <span class="connectors">
            <span class="words">{ &props.words }</span>
            { chips(&listed, &props.label, &AttrValue::default(), &props.on_remove) }
            <Suggest path={props.path.clone()} label={format!("{}: add one", props.label)} value={(*typed).clone()}
                placeholder={if props.listed.is_empty() { "such as SharePoint or SQL Server" } else { "and…" }} suggestions={suggestions(&desk.book)} {on_input} {on_take} />
            <span class="connector-classes">
                { for open_questions.enumerate().map(|(place, name)| question(&desk, props, place, name)) }
            </span>
        </span>
    }
}

/// The name of a class, as people say it.
fn class_word(class: ConnectorClass) -> &'static str {
    match class {
        ConnectorClass::Standard => "standard",
        ConnectorClass::Premium => "premium",
        ConnectorClass::Custom => "custom",
        ConnectorClass::Gateway => "gateway",
    }
}

const CLASSES: [ConnectorClass; 4] =
    [ConnectorClass::Standard, ConnectorClass::Premium, ConnectorClass::Custom, ConnectorClass::Gateway];

fn overruled(classes: &BTreeMap<String, ConnectorClass>, name: &str) -> Option<ConnectorClass> {
    classes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, class)| *class)
}

/// Whether the user is asked for the class: the book does not know it, or the user has spoken already.
fn asks(book: &Book, classes: &BTreeMap<String, ConnectorClass>, name: &str) -> bool {
    book.connector(name).is_none() || overruled(classes, name).is_some()
}

fn chip(book: &Book, classes: &BTreeMap<String, ConnectorClass>, name: &str) -> Chip {
    let said = overruled(classes, name);
    let known = book.connector(name).map(|connector| connector.class);
    let (note, tone) = match (said, known) {
        (Some(class), _) => (format!("{}, as you say", class_word(class)), class_word(class)),
        (None, Some(class)) => (class_word(class).to_owned(), class_word(class)),
        (None, None) => ("not known".to_owned(), "unknown"),
    };
    Chip { value: name.to_owned().into(), text: name.to_owned().into(), note: note.into(), tone }
}

fn suggestions(book: &Book) -> Vec<Suggestion> {
    let one = |name: &str, class| Suggestion { text: name.to_owned().into(), note: class_word(class).into() };
    book.connectors().map(|connector| one(&connector.name, connector.class)).collect()
}

fn question(desk: &Desk, props: &ConnectorsProps, place: usize, name: &str) -> Html {
    let known = desk.book.connector(name).map(|connector| connector.class);
    let default = known.map_or_else(
        || "not known, so treated as premium".to_owned(),
        |class| format!("as in the price book: {}", class_word(class)),
    );
    let mut choices = vec![Choice::new("", default)];
    choices.extend(CLASSES.map(|class| Choice::new(class_word(class), class_word(class))));
    let value = overruled(&props.classes, name).map(class_word).unwrap_or_default();
    let on_pick = {
        let (name, dispatch) = (name.to_owned(), desk.dispatch.clone());
        Callback::from(move |picked: String| {
            let (name, class) = (name.clone(), CLASSES.into_iter().find(|class| class_word(*class) == picked));
            let change = move |draft: &mut Draft| say(draft, &name, class);
            dispatch.emit(Action::edit(0, "connector class", change));
        })
    };
    html! {
        <span class="connector-class" key={name.to_owned()}>
            <Select path={format!("{}-class-{place}", props.path)} label={format!("Class of {name}")} words={format!("{name} is")}
                {choices} {value} {on_pick} />
        </span>
    }
}

/// The user's word on a connector, or none any more.
fn say(draft: &mut Draft, name: &str, class: Option<ConnectorClass>) {
    draft.connectors.retain(|other, _| !other.eq_ignore_ascii_case(name));
    if let Some(class) = class {
        draft.connectors.insert(name.to_owned(), class);
    }
}

/// Adds a connector, unless it is listed.
pub fn add(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|other| other.eq_ignore_ascii_case(name)) {
        list.push(name.to_owned());
    }
}

/// Takes a connector out.
pub fn take(list: &mut Vec<String>, name: &str) {
    list.retain(|other| other != name);
}
