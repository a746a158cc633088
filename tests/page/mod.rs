//! A page under test: mounted into an element of its own, driven by events, read through what it tells its host.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::utils::document;
use plancost::app::{App, AppProps, Standing};
use plancost::licensing::Scenario;
use plancost::report::Estimate;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, KeyboardEventInit,
};
use yew::prelude::*;

/// A mounted page.
pub struct Page {
    root: Element,
    handle: yew::AppHandle<App>,
    props: AppProps,
    scenario: Rc<RefCell<Option<Rc<Scenario>>>>,
    estimate: Rc<RefCell<Option<Rc<Estimate>>>>,
}

/// Mounts an embedded page with a scenario.
pub async fn mount(scenario: &str) -> Page {
    let root = document().create_element("div").expect("an element");
    document().body().expect("a body").append_child(&root).expect("room for it");
    let (scenario_kept, estimate_kept) = (Rc::default(), Rc::default());
    let props = AppProps {
        scenario: Some(scenario.to_owned().into()),
        standing: Standing::Embedded,
        on_scenario: Some(keep(&scenario_kept)),
        on_estimate: Some(keep(&estimate_kept)),
        ..AppProps::default()
    };
    let handle = yew::Renderer::<App>::with_root_and_props(root.clone(), props.clone()).render();
    yew::scheduler::flush().await;
    Page { root, handle, props, scenario: scenario_kept, estimate: estimate_kept }
}

fn keep<T: 'static>(place: &Rc<RefCell<Option<Rc<T>>>>) -> Callback<Rc<T>> {
    let place = place.clone();
    Callback::from(move |value: Rc<T>| *place.borrow_mut() = Some(value))
}

impl Page {
    /// The last complete question.
    pub fn scenario(&self) -> Scenario {
        self.scenario.borrow().as_deref().cloned().expect("a complete question")
    }

    /// The last answer.
    pub fn estimate(&self) -> Rc<Estimate> {
        self.estimate.borrow().clone().expect("an answer")
    }

    /// Takes the page away.
    pub fn leave(self) {
        self.handle.destroy();
        self.root.remove();
    }

    /// Gives it another scenario, as a host does.
    pub async fn give(&mut self, scenario: &str) {
        self.props.scenario = Some(scenario.to_owned().into());
        self.handle.update(self.props.clone());
        yew::scheduler::flush().await;
    }

    fn find(&self, path: &str) -> Option<Element> {
        self.root.query_selector(&format!("[id=\"{path}\"]")).ok().flatten()
    }

    fn field<T: JsCast>(&self, path: &str) -> T {
        let found = self.find(path).unwrap_or_else(|| panic!("there is no field {path}"));
        found.dyn_into().unwrap_or_else(|_| panic!("{path} is another kind of field"))
    }

    /// Whether there is a field.
    pub fn exists(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// What stands in a field.
    pub fn value(&self, path: &str) -> String {
        self.field::<HtmlInputElement>(path).value()
    }

    /// Replaces what stands in a field.
    pub async fn type_into(&self, path: &str, text: &str) {
        let input: HtmlInputElement = self.field(path);
        input.set_value(text);
        send(&input, "input").await;
    }

    /// Types into a field with suggestions and takes what was typed.
    pub async fn take(&self, path: &str, text: &str) {
        self.type_into(path, text).await;
        self.key(path, "Enter").await;
    }

    /// Presses a key in a field.
    pub async fn key(&self, path: &str, key: &str) {
        self.keys(path, key, |_| {}).await;
    }

    /// Presses Ctrl and a letter, with Shift or without.
    pub async fn shortcut(&self, path: &str, key: &str, shift: bool) {
        self.keys(path, key, |init| {
            init.set_ctrl_key(true);
            init.set_shift_key(shift);
        })
        .await;
    }

    async fn keys(&self, path: &str, key: &str, more: impl FnOnce(&KeyboardEventInit)) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        more(&init);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
        self.field::<HtmlElement>(path).dispatch_event(&event).expect("it is sent");
        yew::scheduler::flush().await;
    }

    /// Puts the focus into a field.
    pub async fn enter(&self, path: &str) {
        self.field::<HtmlElement>(path).focus().expect("it takes the focus");
        yew::scheduler::flush().await;
    }

    /// Takes the focus out of a field.
    pub async fn quit(&self, path: &str) {
        self.field::<HtmlElement>(path).blur().expect("it gives the focus away");
        yew::scheduler::flush().await;
    }

    /// Whether a field has the focus.
    pub fn has_focus(&self, path: &str) -> bool {
        document().active_element() == self.find(path)
    }

    /// Chooses in a list.
    pub async fn pick(&self, path: &str, value: &str) {
        let select: HtmlSelectElement = self.field(path);
        select.set_value(value);
        assert_eq!(select.value(), value, "{path} offers it");
        send(&select, "change").await;
    }

    /// The value of the last choice in a list.
    pub fn last_choice(&self, path: &str) -> String {
        let choices = self.choices(path);
        choices.last().cloned().expect("a choice")
    }

    /// The value of the first choice in a list that says something.
    pub fn first_choice(&self, path: &str) -> String {
        let choices = self.choices(path);
        choices.into_iter().find(|value| !value.is_empty()).expect("a choice")
    }

    fn choices(&self, path: &str) -> Vec<String> {
        let options = self.field::<HtmlSelectElement>(path).query_selector_all("option").expect("options");
        (0..options.length())
            .filter_map(|at| options.get(at)?.dyn_into::<Element>().ok()?.get_attribute("value"))
            .collect()
    }

    /// Ticks a box, or takes the tick away.
    pub async fn tick(&self, path: &str) {
        self.choose(path).await;
    }

    /// Clicks on an element.
    pub async fn choose(&self, path: &str) {
        self.field::<HtmlElement>(path).click();
        yew::scheduler::flush().await;
    }

    /// Presses the button with these words, or with these words for those who hear it.
    pub async fn press(&self, words: &str) {
        self.press_where(words, |said| said == words).await;
    }

    /// Presses the first button whose words begin with these.
    pub async fn press_starting(&self, words: &str) {
        self.press_where(words, |said| said.contains(words)).await;
    }

    async fn press_where(&self, words: &str, is: impl Fn(&str) -> bool) {
        let buttons = self.all("button");
        let said = |button: &HtmlElement| {
            button.get_attribute("aria-label").or_else(|| button.text_content()).unwrap_or_default()
        };
        let button = buttons.iter().find(|button| button.offset_parent().is_some() && is(said(button).trim()));
        button.unwrap_or_else(|| panic!("there is no button \"{words}\"")).click();
        yew::scheduler::flush().await;
    }

    /// Clicks the element at a place among those that fit.
    pub async fn click_nth(&self, selector: &str, place: usize) {
        self.all(selector).get(place).expect("so many there are").click();
        yew::scheduler::flush().await;
    }

    /// How many elements fit.
    pub fn count(&self, selector: &str) -> usize {
        self.all(selector).len()
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).expect("a selector");
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
    }

    /// What is said to be wrong with a field.
    pub fn error(&self, path: &str) -> Option<String> {
        let line: HtmlElement = self.field(&format!("{path}-error"));
        (!line.hidden()).then(|| line.text_content().unwrap_or_default())
    }

    /// Everything that the page says.
    pub fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    /// Fields without a name for those who hear it.
    pub fn unlabelled(&self) -> Vec<String> {
        let fields = self.all("input, select");
        let named = |field: &&HtmlElement| {
            let label = format!("label[for=\"{}\"]", field.id());
            let labelled = self.root.query_selector(&label).ok().flatten().and_then(|label| label.text_content());
            let spoken = field.get_attribute("aria-label").or(labelled).unwrap_or_default();
            spoken.trim().is_empty()
        };
        fields.iter().filter(named).map(|field| field.outer_html()).collect()
    }
}

async fn send(target: &HtmlElement, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict(name, &init).expect("an event");
    target.dispatch_event(&event).expect("it is sent");
    yew::scheduler::flush().await;
}
