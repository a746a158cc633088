//! What the page shows, computed once per change. This is the only file of the page that calls the engine.

mod effects;

use crate::app::open_book::OpenBook;
use crate::base::sorted::BTreeMap;
use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::draft::{Draft, FieldErrors};
use super::state::Action;
use crate::base::PlanId;
use crate::licensing::{self, Scenario};
use crate::pricebook::{Book, library};
use crate::report::{Combination, Estimate, Fault};
pub use effects::{Effect, Effects, use_effects};

/// Everything that the answer reads: one value, handed down; nothing below computes.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// The answer to the last complete input; absent until there was one.
    pub estimate: Option<Rc<Estimate>>,
    /// Whether the input has moved on since, so that the answer is one to an earlier input.
    pub stale: bool,
    /// What is wrong with the input now, with the path of each field.
    pub faults: Rc<Vec<Fault>>,
    /// The price book of the chosen edition.
    pub book: OpenBook,
    /// The user's own prices as typed, by plan.
    pub prices: Rc<BTreeMap<PlanId, String>>,
    /// The last complete question.
    pub scenario: Option<Rc<Scenario>>,
    /// What is set for the deeper views, as typed.
    pub asked: Rc<BTreeMap<String, String>>,
    /// Whether the deeper views can be asked: their worker is a file of the page's own.
    pub deep: bool,
    /// The one way back.
    pub dispatch: Callback<Action>,
}

/// What came of one input.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Computed {
    /// The question, when the form is complete.
    pub scenario: Option<Rc<Scenario>>,
    /// The combination that the user typed in, when it is to be judged.
    pub combination: Option<Combination>,
    /// The answer, when there is one.
    pub estimate: Option<Rc<Estimate>>,
    /// The cheapest combination, beside a judged one.
    pub cheapest: Option<Rc<Estimate>>,
    /// What is wrong with each field.
    pub errors: Rc<FieldErrors>,
    /// The same as faults, with those that belong to no field.
    pub faults: Rc<Vec<Fault>>,
}

/// The price book of an edition, the latest when the text is empty or names none; computed when it changes.
#[hook]
pub fn use_book(edition: &str, latest: &OpenBook) -> OpenBook {
    let found = use_memo((edition.to_owned(), latest.clone()), |(edition, latest)| {
        let asked = (!edition.is_empty()).then(|| library().book(Some(edition)).ok()).flatten();
        asked.map_or_else(|| latest.clone(), OpenBook::from)
    });
    found.as_ref().clone()
}

/// The answer to the form; computed when form or book change, and at no other time.
#[hook]
pub fn use_answer(draft: &Rc<Draft>, book: &OpenBook) -> Rc<Computed> {
    use_memo((draft.clone(), book.clone()), |(draft, book)| compute(draft, book))
}

/// The last complete question that there was.
#[hook]
pub fn use_last_question(computed: &Rc<Computed>) -> Option<Rc<Scenario>> {
    let kept = use_mut_ref(|| None::<Rc<Scenario>>);
    if computed.scenario.is_some() {
        kept.borrow_mut().clone_from(&computed.scenario);
    }
    kept.borrow().clone()
}

/// The last answer that there was, and whether the input has moved on since.
#[hook]
pub fn use_last_good(computed: &Rc<Computed>) -> (Option<Rc<Estimate>>, bool) {
    let kept = use_mut_ref(|| None::<Rc<Estimate>>);
    last_good(&kept, computed)
}

fn last_good(kept: &RefCell<Option<Rc<Estimate>>>, computed: &Computed) -> (Option<Rc<Estimate>>, bool) {
    if computed.estimate.is_some() {
        kept.borrow_mut().clone_from(&computed.estimate);
    }
    let shown = kept.borrow().clone();
    (shown, computed.estimate.is_none())
}

fn compute(draft: &Draft, book: &Book) -> Computed {
    let (reading, combination) = (draft.read(), judged(draft, book));
    let (scenario, combination) = match (reading, combination) {
        (Ok(scenario), Ok(combination)) => (scenario, combination),
        (Err(errors), _) | (_, Err(errors)) => return Computed::refused(errors.faults()),
    };
    let answer = match &combination {
        Some(combination) => licensing::price(book, &scenario, combination),
        None => licensing::cheapest(book, &scenario),
    };
    let cheapest = combination.as_ref().and_then(|_| licensing::cheapest(book, &scenario).ok()).map(Rc::new);
    match answer {
        Ok(estimate) => Computed {
            scenario: Some(Rc::new(scenario)),
            combination,
            estimate: Some(Rc::new(estimate)),
            cheapest,
            ..Computed::default()
        },
        Err(faults) => Computed { scenario: Some(Rc::new(scenario)), cheapest, ..Computed::refused(faults) },
    }
}

fn judged(draft: &Draft, book: &Book) -> Result<Option<Combination>, FieldErrors> {
    if draft.own.on { draft.read_combination(book).map(Some) } else { Ok(None) }
}

impl Computed {
    fn refused(faults: Vec<Fault>) -> Self {
        Self { errors: Rc::new(FieldErrors::from(faults.as_slice())), faults: Rc::new(faults), ..Self::default() }
    }
}
