//! The panel that opens over the page: the browser's own dialog, which keeps the focus inside, closes on Escape
//! and gives the focus back. It knows nothing of what it shows.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The heading.
    pub title: AttrValue,
    /// Called after it closed.
    pub on_close: Callback<()>,
    /// What it shows.
    pub children: Html,
}

/// A panel, open as long as it is rendered.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Refused only when it is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let shut = {
        let dialog = dialog.clone();
        Callback::from(move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let onclick = {
        let (dialog, shut) = (dialog.clone(), shut.clone());
        Callback::from(move |event: MouseEvent| {
            // The dark around the panel belongs to the dialog itself; the panel's own area to its child.
            if event.target_dyn_into::<HtmlDialogElement>().is_some() && dialog.get().is_some() {
                shut.emit(());
            }
        })
    };
    let onclose = props.on_close.reform(|_: Event| ());
    html! {
        <dialog ref={dialog} class="panel" aria-labelledby="panel-title" {onclick} {onclose}>
            <div class="panel-inside">
                <header class="panel-head">
                    <h2 id="panel-title" tabindex="-1" autofocus={true}>{ &props.title }</h2>
                    <button type="button" class="quiet panel-close" onclick={move |_| shut.emit(())}>{ "Close" }</button>
                </header>
                <div class="panel-body">{ props.children.clone() }</div>
            </div>
        </dialog>
    }
}
