//! The page with its state: one reducer, one computation, two sides.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::answer::Answer;
use super::forms::Solution;
use super::hooks::{Shown, use_answer, use_book, use_effects, use_last_good, use_last_question};
use super::parts::{Desk, Errors};
use super::saving::use_saved;
use super::state::{Action, State, View};
use super::{AppProps, Standing, browser, opening};
use crate::app::open_book::OpenBook;
use crate::base::PlanId;
use crate::licensing::Scenario;
use crate::pricebook::Book;
use crate::report::Estimate;

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Those of the app.
    pub app: AppProps,
    /// The latest price book.
    pub latest: OpenBook,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let state = {
        let app = props.app.clone();
        use_reducer(move || open(&app))
    };
    let dispatch = use_dispatch(state.dispatcher());
    // A copy of this render's state: the handle would read the live one.
    let (draft, view, history) = (state.draft.clone(), state.view.clone(), state.history.clone());
    let book = use_book(&draft.edition, &props.latest);
    let computed = use_answer(&draft, &book);
    let (estimate, stale) = use_last_good(&computed);
    let scenario = use_last_question(&computed);
    let asked = use_memo(draft.asked.clone(), Clone::clone);
    let effects = use_effects(&draft, &book, computed.estimate.as_ref());
    let on_link = use_saved(props.app.standing, &draft, &computed, &book.edition.id, &dispatch);
    use_given(&props.app, &dispatch);
    use_told(&props.app, computed.estimate.as_ref());
    use_asked(&props.app, computed.scenario.as_ref());
    let root = use_focus(&view);
    let everybody = use_memo((draft.holds.clone(), book.clone()), |(holds, book)| everybody(holds.as_deref(), book));
    let prices = use_memo(draft.prices.clone(), Clone::clone);
    let shown = Shown {
        estimate: estimate.clone(),
        stale,
        faults: computed.faults.clone(),
        book: book.clone(),
        prices,
        scenario,
        asked,
        deep: props.app.standing == Standing::Page,
        dispatch: dispatch.clone(),
    };
    let desk = Desk { dispatch: dispatch.clone(), book };
    let on_price = dispatch.reform(|(plan, text): (PlanId, String)| Action::Price(plan, text));
    let on_go = dispatch.reform(|path: AttrValue| Action::Go(path.to_string()));
    html! {
        <ContextProvider<Desk> context={desk}>
            <ContextProvider<Errors> context={computed.errors.clone()}>
                <div class="page" ref={root} onkeydown={undo_keys(&dispatch)}>
                    { head(props.app.standing) }
                    <div class="page-body">
                        <Solution {draft} {view} steps={(history.can_undo(), history.can_redo())} {computed} {estimate} {effects}
                            {everybody} {on_link} />
                        <Answer {shown} {on_price} {on_go} />
                    </div>
                </div>
            </ContextProvider<Errors>>
        </ContextProvider<Desk>>
    }
}

fn open(app: &AppProps) -> State {
    match (app.standing, &app.scenario) {
        (Standing::Page, None) => opening::page(&browser::fragment(), browser::kept().as_deref()),
        (_, scenario) => opening::embed(scenario.as_deref(), app.edition.as_deref()),
    }
}

/// The dispatcher as a callback that stays the same as long as the page lives.
#[hook]
fn use_dispatch(dispatcher: UseReducerDispatcher<State>) -> Callback<Action> {
    use_callback((), move |action, ()| dispatcher.dispatch(action))
}

/// What the host of an embed gives anew goes into the form.
#[hook]
fn use_given(app: &AppProps, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    let first = use_mut_ref(|| true);
    use_effect_with((app.scenario.clone(), app.edition.clone()), move |(scenario, edition)| {
        if !first.replace(false) {
            let (draft, note) = opening::given(scenario.as_deref(), edition.as_deref());
            dispatch.emit(Action::Load(Rc::new(draft), note));
        }
    });
}

/// Tells the host each new answer.
#[hook]
fn use_told(app: &AppProps, answer: Option<&Rc<Estimate>>) {
    let tell = app.on_estimate.clone();
    use_effect_with(answer.cloned(), move |answer| {
        if let (Some(tell), Some(estimate)) = (tell, answer) {
            tell.emit(estimate.clone());
        }
    });
}

/// Tells the host each complete question.
#[hook]
fn use_asked(app: &AppProps, question: Option<&Rc<Scenario>>) {
    let tell = app.on_scenario.clone();
    use_effect_with(question.cloned(), move |question| {
        if let (Some(tell), Some(scenario)) = (tell, question) {
            tell.emit(scenario.clone());
        }
    });
}

/// Puts the focus where the state wishes it, once for each wish.
#[hook]
fn use_focus(view: &View) -> NodeRef {
    let root = use_node_ref();
    let found = root.clone();
    use_effect_with(view.wish.clone(), move |(number, path)| {
        if let Some(root) = found.cast::<Element>().filter(|_| *number > 0) {
            browser::focus(&root, path);
        }
    });
    root
}

fn everybody(holds: Option<&[PlanId]>, book: &Book) -> Vec<PlanId> {
    holds.map_or_else(|| book.held_by_default().map(|plan| plan.id.clone()).collect(), <[PlanId]>::to_vec)
}

fn head(standing: Standing) -> Html {
    html! {
        <header class="page-head" hidden={standing == Standing::Embedded}>
            <h1>{ "Power Platform plan cost" }</h1>
            <p>{ "Describe what you have built or plan. See which plans it needs, what they cost and why." }</p>
        </header>
    }
}

/// Ctrl+Z and Ctrl+Y, also with Shift and on a Mac. The fields show what the form holds, so the form's steps are the only ones.
fn undo_keys(dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let action = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Action::Undo,
            ("z", true) | ("y", false) => Action::Redo,
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(action);
    })
}
