//! Which lines have changed since the last answer, so that they can be marked for a moment.
//! Of older answers it keeps only what it compares.

use crate::base::sorted::BTreeMap;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing::cheapest;
    use crate::pricebook::library;

    /// The answer for so many people with one premium app, and one flow that needs a license of its own kind.
    fn answer(people: u32) -> Rc<Estimate> {
        let scenario = format!(
            r#"{{"groups": [{{"name": "Staff", "people": {people}}}],
                 "apps": [{{"name": "App", "used_by": ["Staff"], "connectors": ["SQL Server"]}}],
                 "flows": [{{"name": "Flow", "owner": "Dana", "connectors": ["SQL Server"]}}]}}"#
        );
        let book = library().book(None).expect("a book");
        let scenario = serde_json::from_str(&scenario).expect("a scenario");
        Rc::new(cheapest(&book, &scenario).expect("an answer"))
    }

    fn classes(memory: &Memory, estimate: &Estimate) -> Vec<&'static str> {
        estimate.lines.iter().map(|line| memory.line(&line.plan)).collect()
    }

    #[test]
    fn only_what_changed_is_marked() {
        let mut memory = Memory::default();
        let (few, more) = (answer(3), answer(4));
        assert_eq!(few.lines.len(), 2, "the example has two lines");
        memory.take(&few);
        assert_eq!((memory.total(), classes(&memory, &few)), ("", vec!["", ""]));
        memory.take(&more);
        memory.take(&more);
        assert_eq!((memory.total(), classes(&memory, &more)), ("mark-odd", vec!["mark-odd", ""]));
        memory.take(&few);
        assert_eq!((memory.total(), classes(&memory, &few)), ("mark-even", vec!["mark-even", ""]));
    }

    #[test]
    fn a_line_that_is_new_is_marked() {
        let mut memory = Memory::default();
        let nothing = Estimate { lines: Vec::new(), ..(*answer(3)).clone() };
        memory.take(&Rc::new(nothing));
        let full = answer(3);
        memory.take(&full);
        assert_eq!(classes(&memory, &full), ["mark-odd", "mark-odd"]);
    }
}
