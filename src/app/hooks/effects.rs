//! What the total would be without each thing: computed while the user rests, one thing at a time, so that typing never waits.

use crate::app::open_book::OpenBook;
use crate::base::sorted::BTreeMap;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::draft::{Draft, Part};
use crate::base::{Money, Price};
use crate::licensing;
use crate::report::Estimate;

/// What would change if a thing were not there, or, if it is switched off, if it were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The total then.
    pub total: Price,
    /// The total now, minus that one.
    pub less: Money,
}

/// The effect of each thing, as far as known.
pub type Effects = Rc<BTreeMap<Part, Effect>>;

/// Rest before the first one, in milliseconds.
const REST: u32 = 150;
/// All of them together may take this long, in milliseconds; what is not reached by then is shown without.
const AFFORDABLE: u64 = 4_000;
/// One that takes longer than this would be felt while typing, in milliseconds; after a few of them no more are computed.
const FELT: u64 = 50;
/// So many may be felt: the first ones of a fresh page are slow everywhere.
const FELT_OFTEN: u32 = 3;
/// So many are shown at once.
const BATCH: usize = 12;

/// What is needed to compute effects; they are computed anew when any of it changes.
#[derive(Clone, PartialEq)]
struct Basis {
    draft: Rc<Draft>,
    book: OpenBook,
    estimate: Rc<Estimate>,
}

/// The effects of all things of a form on its total, as far as they are affordable.
#[hook]
pub fn use_effects(draft: &Rc<Draft>, book: &OpenBook, estimate: Option<&Rc<Estimate>>) -> Effects {
    let effects = use_state_eq(Effects::default);
    let basis = estimate.map(|estimate| Basis { draft: draft.clone(), book: book.clone(), estimate: estimate.clone() });
    let shown = effects.clone();
    use_effect_with(basis, move |basis| {
        let work = basis.clone().map(|basis| Work::new(basis, &shown));
        let timer = work.map(Work::begin);
        move || drop(timer)
    });
    (*effects).clone()
}

/// Where the timer of the next step is kept; dropping it ends the work.
type Timer = Rc<RefCell<Option<Timeout>>>;

struct Work {
    basis: Basis,
    todo: Vec<Part>,
    done: BTreeMap<Part, Effect>,
    publish: UseStateSetter<Effects>,
    spent: u64,
    felt: u32,
}

impl Work {
    /// What is shown stays until the new figure is there, if its thing is still there.
    fn new(basis: Basis, shown: &UseStateHandle<Effects>) -> Self {
        let mut todo = basis.draft.parts();
        todo.reverse();
        if basis.draft.own.on {
            todo.clear();
        }
        let earlier = shown.iter().filter(|(part, _)| todo.contains(part));
        let done = earlier.map(|(part, effect)| (*part, effect.clone())).collect();
        Self { basis, todo, done, publish: shown.setter(), spent: 0, felt: 0 }
    }

    fn begin(self) -> Timer {
        let timer = Timer::default();
        schedule(self, REST, &timer);
        timer
    }

    /// One thing; afterwards the rest waits for the next turn of the browser.
    fn step(mut self, timer: &Timer) {
        if let Some(part) = self.todo.pop() {
            let before = now();
            if let Some(effect) = effect(&self.basis, part) {
                self.done.insert(part, effect);
            }
            self.weigh(now().saturating_sub(before));
            if self.todo.len().is_multiple_of(BATCH) {
                self.publish.set(Rc::new(self.done.clone()));
            }
            schedule(self, 0, timer);
        } else {
            self.publish.set(Rc::new(self.done));
        }
    }
}

impl Work {
    /// Leaves the rest when it is not affordable.
    fn weigh(&mut self, took: u64) {
        self.spent = self.spent.saturating_add(took);
        self.felt += u32::from(took > FELT);
        if self.spent > AFFORDABLE || self.felt > FELT_OFTEN {
            let rest = std::mem::take(&mut self.todo);
            self.done.retain(|part, _| !rest.contains(part));
        }
    }
}

/// The clock of the browser, in milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds since 1970")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

fn schedule(work: Work, rest: u32, timer: &Timer) {
    let next = Rc::downgrade(timer);
    let timeout = Timeout::new(rest, move || {
        if let Some(timer) = next.upgrade() {
            work.step(&timer);
        }
    });
    *timer.borrow_mut() = Some(timeout);
}

fn effect(basis: &Basis, part: Part) -> Option<Effect> {
    let scenario = basis.draft.without(part).read().ok()?;
    let total = licensing::cheapest(&basis.book, &scenario).ok()?.monthly;
    let less = basis.estimate.monthly.amount.minus(total.amount);
    Some(Effect { total, less })
}
