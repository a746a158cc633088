//! HTML that was written elsewhere, such as by the worker. What a reader has unfolded stays unfolded when it is written anew.

use web_sys::Element;
use yew::prelude::*;

/// Properties of [`Drawn`].
#[derive(Properties, PartialEq)]
pub struct DrawnProps {
    /// Made by `report::html`, which escapes whatever users and files say.
    pub html: AttrValue,
    /// The class of the element around it.
    #[prop_or_default]
    pub class: &'static str,
}

/// An element that holds the HTML.
#[component]
pub fn Drawn(props: &DrawnProps) -> Html {
    let place = use_node_ref();
    let found = place.clone();
    use_effect_with(props.html.clone(), move |html| {
        if let Some(place) = found.cast::<Element>() {
            draw(&place, html);
        }
    });
    html! { <div ref={place} class={props.class}></div> }
}

/// The same for what has nothing to unfold: it needs no element around it and stands there at once.
pub fn raw(html: String) -> Html {
    Html::from_html_unchecked(AttrValue::from(html))
}

fn draw(place: &Element, html: &str) {
    let mut before: Vec<(Option<String>, bool)> =
        folds(place).into_iter().map(|(words, fold)| (words, fold.has_attribute("open"))).collect();
    place.set_inner_html(html);
    if before.is_empty() {
        return;
    }
    let now = folds(place);
    let alike = now.len() == before.len();
    for (words, fold) in now {
        // As many as before are the same in the same order, though a number in their words may have changed.
        let found = if alike { Some(0) } else { before.iter().position(|known| known.0 == words) };
        if let Some(found) = found {
            let (_, open) = before.remove(found);
            let _ = fold.toggle_attribute_with_force("open", open);
        }
    }
}

/// What unfolds, each with the words that it is called by.
fn folds(place: &Element) -> Vec<(Option<String>, Element)> {
    let Ok(found) = place.query_selector_all("summary") else { return Vec::new() };
    let summaries = (0..found.length()).filter_map(|at| found.get(at));
    summaries.filter_map(|summary| Some((summary.text_content(), summary.parent_element()?))).collect()
}
