//! The page: holds what the user chose, has it computed once, lays it out. It knows no plan, price or limit.

mod answer;
mod browser;
mod deep;
mod draft;
mod forms;
mod hooks;
mod link;
mod open_book;
mod opening;
mod page;
mod parts;
mod saving;
mod sessions;
mod startup;
mod state;
mod store;
mod templates;
mod worker;

use std::rc::Rc;

use yew::prelude::*;

use self::open_book::OpenBook;
use crate::licensing::Scenario;
use crate::pricebook::library;
use crate::report::Estimate;
use page::Page;
pub use startup::start;

/// Properties of [`App`].
#[derive(Properties, Clone, PartialEq, Default)]
pub struct AppProps {
    /// The scenario to begin with, as JSON.
    #[prop_or_default]
    pub scenario: Option<AttrValue>,
    /// The edition of the price book; the latest when absent.
    #[prop_or_default]
    pub edition: Option<AttrValue>,
    /// Whose page it stands in.
    #[prop_or_default]
    pub standing: Standing,
    /// Told of each new answer.
    #[prop_or_default]
    pub on_estimate: Option<Callback<Rc<Estimate>>>,
    /// Told of each complete question.
    #[prop_or_default]
    pub on_scenario: Option<Callback<Rc<Scenario>>>,
}

/// Whose page the app stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Its own: it keeps the form in the storage of the browser and in the address bar.
    #[default]
    Page,
    /// Somebody else's: it touches neither.
    Embedded,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let latest = use_memo((), |()| library().book(None).map(OpenBook::from));
    match latest.as_ref() {
        Ok(latest) => html! { <Page app={props.clone()} latest={latest.clone()} /> },
        Err(error) => {
            html! { <p class="said said-bad" role="alert">{ format!("The price book could not be read: {error}") }</p> }
        }
    }
}
