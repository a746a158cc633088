//! Knows when the page is about to be printed, so that the report is rendered for that time only.

use gloo::events::EventListener;
use yew::prelude::*;

/// Where the answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    /// On the screen.
    #[default]
    Screen,
    /// On paper, asked for by the button: the browser's dialog is still to be opened.
    Asked,
    /// On paper, asked for by the browser's own menu.
    Paper,
}

/// Where the answer is shown, and what to call for having it printed.
#[hook]
pub fn use_paper() -> (Medium, Callback<()>) {
    let medium = use_state_eq(Medium::default);
    {
        let medium = medium.setter();
        use_effect_with((), move |()| {
            let listen = |name: &'static str, to: Medium| {
                let medium = medium.clone();
                EventListener::new(&gloo::utils::window(), name, move |_| medium.set(to))
            };
            let listeners = (listen("beforeprint", Medium::Paper), listen("afterprint", Medium::Screen));
            move || drop(listeners)
        });
    }
    use_effect_with(*medium, |medium| {
        // After the render: the dialog shows the document as it is when it opens.
        if *medium == Medium::Asked {
            let _ = gloo::utils::window().print();
        }
    });
    let ask = medium.setter();
    (*medium, Callback::from(move |()| ask.set(Medium::Asked)))
}
