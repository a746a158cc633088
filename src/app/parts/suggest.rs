//! A field of text with suggestions below it (a combobox): arrow keys choose, Enter takes, Escape closes.
//! What is not among the suggestions can be typed all the same.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{error_id, error_line, use_error_under};
use crate::base::sorted;

/// So many suggestions are shown.
const SHOWN: usize = 8;

/// Something to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is taken.
    pub text: AttrValue,
    /// A word beside it, such as a class.
    pub note: AttrValue,
}

/// Properties of [`Suggest`].
#[derive(Properties, PartialEq)]
pub struct SuggestProps {
    /// The path of the field; its id, and where its error is found.
    pub path: AttrValue,
    /// What the field is, for those who hear it.
    pub label: AttrValue,
    /// The words before it.
    #[prop_or_default]
    pub words: AttrValue,
    /// The text as typed.
    pub value: AttrValue,
    /// An example, or what an empty field means.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// What there is to take.
    pub suggestions: Vec<Suggestion>,
    /// Takes the text with each keystroke.
    pub on_input: Callback<String>,
    /// Takes what was taken: a suggestion, or the text as typed.
    pub on_take: Callback<String>,
}

/// A field of text with suggestions below it.
#[component]
pub fn Suggest(props: &SuggestProps) -> Html {
    let open = use_state_eq(|| false);
    let at = use_state_eq(|| None::<usize>);
    let error = use_error_under(&props.path);
    let found = if *open { matching(&props.suggestions, &props.value) } else { Vec::new() };
    let chosen = at.filter(|at| *at < found.len());
    let oninput = {
        let (open, at, on_input) = (open.clone(), at.clone(), props.on_input.clone());
        Callback::from(move |event: InputEvent| {
            open.set(true);
            at.set(None);
            on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let take = {
        let (open, at, on_take) = (open.clone(), at.clone(), props.on_take.clone());
        Callback::from(move |text: String| {
            open.set(false);
            at.set(None);
            if !text.trim().is_empty() {
                on_take.emit(text.trim().to_owned());
            }
        })
    };
    let onkeydown = keys(&found, chosen, open.clone(), at, &take);
    let onfocus = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(true))
    };
    // Leaving the field takes what was typed: nothing that was typed is lost.
    let onblur = {
        let take = take.clone();
        Callback::from(move |event: FocusEvent| take.emit(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let list = format!("{}-suggestions", props.path);
    let error_at = format!("{}-list", props.path);
    let described = error.is_some().then(|| error_id(&error_at));
    let active = chosen.map(|at| format!("{list}-{at}"));
    html! {
        <span class="field field-suggest">
            <label for={&props.path}>{ &props.words }</label>
            <span class="suggest">
                <input id={&props.path} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-label={&props.label}
                    aria-autocomplete="list" aria-expanded={if found.is_empty() { "false" } else { "true" }} aria-controls={list.clone()}
                    aria-activedescendant={active} aria-describedby={described} placeholder={&props.placeholder} value={&props.value}
                    {oninput} {onkeydown} {onfocus} {onblur} />
                <ul id={list.clone()} role="listbox" aria-label={&props.label} class="suggestions" hidden={found.is_empty()}>
                    { for found.iter().enumerate().map(|(place, one)| draw(&list, place, one, chosen, &take)) }
                </ul>
            </span>
            { error_line(&error_at, error.as_ref()) }
        </span>
    }
}

fn keys(
    found: &[Suggestion],
    chosen: Option<usize>,
    open: UseStateHandle<bool>,
    at: UseStateHandle<Option<usize>>,
    take: &Callback<String>,
) -> Callback<KeyboardEvent> {
    let (count, take) = (found.len(), take.clone());
    let picked = chosen.and_then(|at| found.get(at)).map(|one| one.text.to_string());
    Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            open.set(true);
            at.set(moved(chosen, count, event.key() == "ArrowDown"));
        }
        "Enter" => {
            event.prevent_default();
            let typed = || event.target_unchecked_into::<HtmlInputElement>().value();
            take.emit(picked.clone().unwrap_or_else(typed));
        }
        "Escape" if count > 0 => {
            event.stop_propagation();
            open.set(false);
            at.set(None);
        }
        _ => {}
    })
}

fn moved(chosen: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (chosen, down) {
        (_, _) if count == 0 => None,
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
        (Some(at), true) => Some((at + 1) % count),
        (Some(at), false) => Some((at + count - 1) % count),
    }
}

/// Suggestions that hold what was typed; those that begin with it first.
fn matching(suggestions: &[Suggestion], typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim().to_ascii_lowercase();
    let place = |one: &Suggestion| one.text.to_ascii_lowercase().find(&typed);
    let found = suggestions.iter().filter_map(|one| place(one).map(|place| (place > 0, one)));
    let found = sorted::by_key(found, |(inside, _)| *inside);
    found.into_iter().take(SHOWN).map(|(_, one)| one.clone()).collect()
}

fn draw(list: &str, place: usize, one: &Suggestion, chosen: Option<usize>, take: &Callback<String>) -> Html {
    let text = one.text.to_string();
    let take = take.clone();
    // Pressing, not clicking: the field would lose the focus first, and the list would be gone.
    let onmousedown = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        take.emit(text.clone());
    });
    let selected = chosen == Some(place);
    html! {
        <li key={one.text.to_string()} id={format!("{list}-{place}")} role="option" aria-selected={if selected { "true" } else { "false" }}
            class={classes!("suggestion", selected.then_some("suggestion-chosen"))} {onmousedown}>
            <span>{ &one.text }</span>
            <span class="chip-note" hidden={one.note.is_empty()}>{ &one.note }</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_text_comes_first() {
        let list: Vec<Suggestion> = ["Azure SQL", "SQL Server", "SharePoint"]
            .into_iter()
            .map(|text| Suggestion { text: text.into(), note: AttrValue::default() })
            .collect();
        let texts =
            |typed: &str| matching(&list, typed).into_iter().map(|one| one.text.to_string()).collect::<Vec<_>>();
        assert_eq!(texts(" sql"), ["SQL Server", "Azure SQL"]);
        assert_eq!(texts("oracle"), Vec::<String>::new());
        assert_eq!(texts("").len(), 3);
    }

    #[test]
    fn arrow_keys_go_round() {
        assert_eq!(moved(None, 3, true), Some(0));
        assert_eq!(moved(Some(2), 3, true), Some(0));
        assert_eq!(moved(Some(0), 3, false), Some(2));
        assert_eq!(moved(None, 3, false), Some(2));
        assert_eq!(moved(None, 0, true), None);
    }
}
