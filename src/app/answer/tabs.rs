//! The tabs of the answer: which there are, and how keys move between them.

use yew::prelude::*;

/// A view of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What to buy and what to watch.
    Buy,
    /// Why.
    Reasons,
    /// The price book.
    Prices,
}

const ALL: [Tab; 3] = [Tab::Buy, Tab::Reasons, Tab::Prices];

impl Tab {
    fn name(self) -> &'static str {
        match self {
            Self::Buy => "What to buy",
            Self::Reasons => "Reasons",
            Self::Prices => "Prices and sources",
        }
    }

    /// The id of the tab itself.
    pub fn id(self) -> &'static str {
        match self {
            Self::Buy => "tab-buy",
            Self::Reasons => "tab-reasons",
            Self::Prices => "tab-prices",
        }
    }

    /// The tab that a key leads to.
    fn after(self, key: &str) -> Option<Self> {
        let (next, previous) = match self {
            Self::Buy => (Self::Reasons, Self::Prices),
            Self::Reasons => (Self::Prices, Self::Buy),
            Self::Prices => (Self::Buy, Self::Reasons),
        };
        match key {
            "ArrowRight" => Some(next),
            "ArrowLeft" => Some(previous),
            "Home" => Some(Self::Buy),
            "End" => Some(Self::Prices),
            _ => None,
        }
    }
}

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The one that is open.
    pub open: Tab,
    /// Called with the one that shall be open.
    pub on_open: Callback<Tab>,
}

/// The row of tabs. The arrow keys open them, one stop of the Tab key is all.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let row = use_node_ref();
    let moved = use_mut_ref(|| false);
    {
        let (row, moved) = (row.clone(), moved.clone());
        use_effect_with(props.open, move |open| {
            let wanted = format!("#{}", open.id());
            let tab = row.cast::<web_sys::Element>().and_then(|row| row.query_selector(&wanted).ok().flatten());
            if let Some(tab) = tab.filter(|_| moved.replace(false)) {
                let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(tab).focus();
            }
        });
    }
    let onkeydown = {
        let (open, on_open) = (props.open, props.on_open.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = open.after(&event.key()) {
                event.prevent_default();
                moved.replace(true);
                on_open.emit(next);
            }
        })
    };
    html! {
        <div ref={row} class="tabs" role="tablist" aria-label="Views of the answer" {onkeydown}>
            for tab in ALL { { one(tab, props) } }
        </div>
    }
}

fn one(tab: Tab, props: &TabsProps) -> Html {
    let open = tab == props.open;
    html! {
        <button key={tab.id()} id={tab.id()} type="button" role="tab" class="tab" aria-controls="answer-view"
            aria-selected={open.to_string()} tabindex={if open { "0" } else { "-1" }} onclick={props.on_open.reform(move |_| tab)}>
            { tab.name() }
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        for (key, back) in [("ArrowRight", "ArrowLeft"), ("ArrowLeft", "ArrowRight")] {
            for tab in ALL {
                assert_eq!(tab.after(key).and_then(|next| next.after(back)), Some(tab));
            }
        }
        assert_eq!(Tab::Reasons.after("Home"), Some(Tab::Buy));
        assert_eq!(Tab::Reasons.after("a"), None);
    }
}
