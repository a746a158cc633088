//! A field of text or of a number. Every keystroke goes into the form; what is wrong is said when the field is left.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{error_id, error_line, use_error};
use crate::app::draft::number;

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// Any text.
    #[default]
    Text,
    /// A whole number; the arrow keys count.
    Count,
    /// A number with decimals.
    Decimal,
    /// A day of the calendar.
    Day,
}

/// Properties of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The path of the field; its id, and where its error is found.
    pub path: AttrValue,
    /// What the field is, for those who hear it.
    pub label: AttrValue,
    /// The words before it, for those who see it; the label when absent.
    #[prop_or_default]
    pub words: Option<AttrValue>,
    /// The unit or the words behind it.
    #[prop_or_default]
    pub after: AttrValue,
    /// The text as typed.
    pub value: AttrValue,
    /// An example, or what an empty field means.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// One line on what it means.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is typed.
    #[prop_or_default]
    pub entry: Entry,
    /// Takes the text with each keystroke.
    pub on_input: Callback<String>,
    /// Called when Enter is pressed.
    #[prop_or_default]
    pub on_enter: Callback<()>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A field of text or of a number.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let inside = use_state_eq(|| false);
    let error = use_error(&props.path).filter(|_| !*inside);
    let enter = |now: bool| {
        let inside = inside.clone();
        Callback::from(move |_: FocusEvent| inside.set(now))
    };
    let oninput = props.on_input.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let (numeric, kind) = match props.entry {
        Entry::Text => ("text", "field-text"),
        Entry::Count => ("numeric", "field-count"),
        Entry::Decimal => ("decimal", "field-decimal"),
        Entry::Day => ("text", "field-day"),
    };
    let typed = if props.entry == Entry::Day { "date" } else { "text" };
    html! {
        <span class={classes!("field", kind, props.class.clone())}>
            <label for={&props.path}>{ props.words.clone().unwrap_or_else(|| props.label.clone()) }</label>
            <input id={&props.path} type={typed} inputmode={numeric} autocomplete="off" spellcheck="false"
                aria-label={&props.label} aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described(props, error.is_some())} placeholder={&props.placeholder}
                value={&props.value} {oninput} onkeydown={keys(props)} onfocus={enter(true)} onblur={enter(false)} />
            <span class="field-after" hidden={props.after.is_empty()}>{ &props.after }</span>
            <span id={hint_id(&props.path)} class="field-hint" hidden={props.hint.is_empty()}>{ &props.hint }</span>
            { error_line(&props.path, error.as_ref()) }
        </span>
    }
}

fn hint_id(path: &str) -> String {
    format!("{path}-hint")
}

fn described(props: &FieldProps, wrong: bool) -> Option<String> {
    let hint = (!props.hint.is_empty()).then(|| hint_id(&props.path));
    match (hint, wrong.then(|| error_id(&props.path))) {
        (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
        (hint, error) => hint.or(error),
    }
}

/// Arrow keys count by one, with Shift by ten.
fn keys(props: &FieldProps) -> Callback<KeyboardEvent> {
    let (entry, on_input, on_enter) = (props.entry, props.on_input.clone(), props.on_enter.clone());
    Callback::from(move |event: KeyboardEvent| {
        let size = if event.shift_key() { 10 } else { 1 };
        let by = match event.key().as_str() {
            "ArrowUp" => size,
            "ArrowDown" => -size,
            "Enter" => return on_enter.emit(()),
            _ => return,
        };
        if entry == Entry::Count {
            event.prevent_default();
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(next) = number::step(&typed, by) {
                on_input.emit(next);
            }
        }
    })
}
