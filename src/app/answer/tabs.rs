//! The tabs of the answer: which there are, and how keys move between them.

use yew::prelude::*;

use crate::app::deep::Topic;

/// A view of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What to buy and what to watch.
    Buy,
    /// Why.
    Reasons,
    /// A view that the worker is asked for.
    Deep(Topic),
    /// Real conversations.
    Sessions,
    /// The price book.
    Prices,
}

const ALL: [Tab; 8] = [
    Tab::Buy,
    Tab::Deep(Topic::ToDo),
    Tab::Reasons,
    Tab::Deep(Topic::Alternatives),
    Tab::Deep(Topic::Time),
    Tab::Deep(Topic::Compare),
    Tab::Sessions,
    Tab::Prices,
];

impl Tab {
    fn name(self) -> &'static str {
        match self {
            Self::Buy => "What to buy",
            Self::Deep(Topic::ToDo) => "What to do",
            Self::Reasons => "Reasons",
            Self::Deep(Topic::Alternatives) => "Alternatives",
            Self::Deep(Topic::Time) => "Over time",
            Self::Deep(Topic::Compare) => "Compare",
            Self::Sessions => "Sessions",
            Self::Prices => "Prices and sources",
        }
    }

    /// The id of the tab itself.
    pub fn id(self) -> &'static str {
        match self {
            Self::Buy => "tab-buy",
            Self::Deep(Topic::ToDo) => "tab-to-do",
            Self::Reasons => "tab-reasons",
            Self::Deep(Topic::Alternatives) => "tab-alternatives",
            Self::Deep(Topic::Time) => "tab-time",
            Self::Deep(Topic::Compare) => "tab-compare",
            Self::Sessions => "tab-sessions",
            Self::Prices => "tab-prices",
        }
    }

    fn is_deep(self) -> bool {
        matches!(self, Self::Deep(_) | Self::Sessions)
    }
}

/// The tabs that there are: without a worker, only those that need none.
fn shown(deep: bool) -> impl DoubleEndedIterator<Item = Tab> + Clone {
    ALL.into_iter().filter(move |tab| deep || !tab.is_deep())
}

/// The tab that a key leads to.
fn after(open: Tab, key: &str, deep: bool) -> Option<Tab> {
    let follows = |tab: &Tab| *tab != open;
    match key {
        "ArrowRight" => shown(deep).skip_while(follows).nth(1).or_else(|| shown(deep).next()),
        "ArrowLeft" => shown(deep).rev().skip_while(follows).nth(1).or_else(|| shown(deep).next_back()),
        "Home" => shown(deep).next(),
        "End" => shown(deep).next_back(),
        _ => None,
    }
}

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The one that is open.
    pub open: Tab,
    /// Whether those that the worker is asked for are among them.
    pub deep: bool,
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
        let (open, deep, on_open) = (props.open, props.deep, props.on_open.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = after(open, &event.key(), deep) {
                event.prevent_default();
                moved.replace(true);
                on_open.emit(next);
            }
        })
    };
    html! {
        <div ref={row} class="tabs" role="tablist" aria-label="Views of the answer" {onkeydown}>
            for tab in shown(props.deep) { { one(tab, props) } }
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
        for deep in [true, false] {
            for (key, back) in [("ArrowRight", "ArrowLeft"), ("ArrowLeft", "ArrowRight")] {
                for tab in shown(deep) {
                    assert_eq!(after(tab, key, deep).and_then(|next| after(next, back, deep)), Some(tab));
                }
            }
            assert_eq!(after(Tab::Reasons, "Home", deep), Some(Tab::Buy));
            assert_eq!(after(Tab::Buy, "ArrowLeft", deep), Some(Tab::Prices));
            assert_eq!(after(Tab::Reasons, "a", deep), None);
        }
    }
}
