//! Which lines have changed since the last answer, so that they can be marked for a moment. It keeps no answer, only what it compares.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::base::{Money, PlanId};
use crate::report::Estimate;

/// What is compared from one answer to the next.
type Face = (u64, u64, Option<Money>);

/// The lines of the last answer, and how often each has changed.
#[derive(Debug, Default)]
pub struct Memory {
    last: Option<Rc<Estimate>>,
    lines: BTreeMap<PlanId, (Face, u32)>,
    total: u32,
}

impl Memory {
    /// Takes note of an answer; the same answer twice changes nothing.
    pub fn take(&mut self, estimate: &Rc<Estimate>) {
        if self.last.as_ref().is_some_and(|last| Rc::ptr_eq(last, estimate)) {
            return;
        }
        let first = self.last.is_none();
        let moved = self.last.as_ref().is_some_and(|last| last.monthly != estimate.monthly);
        self.total += u32::from(moved);
        let lines = estimate.lines.iter().map(|line| {
            let face = (line.quantity, line.owned, line.amount.as_ref().map(|price| price.amount));
            let turns = match self.lines.get(&line.plan) {
                Some((before, turns)) => turns + u32::from(*before != face),
                None => u32::from(!first),
            };
            (line.plan.clone(), (face, turns))
        });
        self.lines = lines.collect();
        self.last = Some(estimate.clone());
    }

    /// The class of a line.
    pub fn line(&self, plan: &PlanId) -> &'static str {
        class(self.lines.get(plan).map_or(0, |(_, turns)| *turns))
    }

    /// The class of the total.
    pub fn total(&self) -> &'static str {
        class(self.total)
    }
}

/// Two classes with the same look take turns, because an animation begins again only when its name changes.
fn class(turns: u32) -> &'static str {
    match (turns, turns % 2) {
        (0, _) => "",
        (_, 1) => "mark-odd",
        _ => "mark-even",
    }
}

/// The memory of one list of lines.
#[hook]
pub fn use_memory(estimate: &Rc<Estimate>) -> Rc<std::cell::RefCell<Memory>> {
    let memory = use_mut_ref(Memory::default);
    memory.borrow_mut().take(estimate);
    memory
}
