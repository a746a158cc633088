//! Where an app stands, and is taken down.
//!
//! Yew never lets go of the element that it was started on, nor of the listeners there; that is right for a page and a leak
//! for a tag that comes and goes. So a stage that is left empty waits for the next app, and there are never more stages
//! than there were apps at the same time.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

use crate::app::{App, AppProps};

thread_local! {
    static EMPTY: RefCell<Vec<Stage>> = const { RefCell::new(Vec::new()) };
    static OPENED: Cell<u32> = const { Cell::new(0) };
}

/// An element that Yew was started on.
pub struct Stage {
    element: Element,
    yew: RefCell<AppHandle<Play>>,
    number: u32,
}

impl Stage {
    /// A stage at the end of an element, with a new app on it.
    pub fn open(within: &Element, app: AppProps) -> Result<Self, JsValue> {
        let empty = EMPTY.with_borrow_mut(Vec::pop);
        let mut stage = empty.map_or_else(Self::new, Ok)?;
        within.append_child(&stage.element)?;
        stage.number = OPENED.get().wrapping_add(1);
        OPENED.set(stage.number);
        stage.show(app);
        Ok(stage)
    }

    /// The same app with other properties.
    pub fn show(&self, app: AppProps) {
        self.set(Some((self.number, app)));
    }

    /// Takes the app down and the stage out of the page.
    pub fn close(self) {
        self.set(None);
        self.element.remove();
        EMPTY.with_borrow_mut(|empty| empty.push(self));
    }

    fn new() -> Result<Self, JsValue> {
        let element = gloo::utils::document().create_element("div")?;
        let yew = yew::Renderer::<Play>::with_root(element.clone()).render();
        Ok(Self { element, yew: RefCell::new(yew), number: 0 })
    }

    fn set(&self, app: Option<(u32, AppProps)>) {
        // Yew renders later, so nothing in here asks for the stage again.
        if let Ok(mut yew) = self.yew.try_borrow_mut() {
            yew.update(PlayProps { app });
        }
    }
}

#[derive(Properties, PartialEq, Default)]
struct PlayProps {
    /// The app and its number; another number is another app.
    #[prop_or_default]
    app: Option<(u32, AppProps)>,
}

#[component]
fn Play(props: &PlayProps) -> Html {
    match &props.app {
        Some((number, app)) => html! { <div key={*number} class="plan-cost"><App ..app.clone() /></div> },
        None => html! { <div key="empty" hidden=true /> },
    }
}
