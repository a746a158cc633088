//! Events that wait until some of them are there, so that their conversations are looked up together.
//!
//! With millions of conversations in no order, nearly each event needs a few places of the memory that no cache holds, one
//! after another. A processor can wait for many places at once, but only when it need not know one to ask for the next. So
//! the search goes in rounds, and each round asks for one place of every event. It decides nothing: what comes out is what
//! the search for one name after another gives.

use std::hint::black_box;

use super::names::{Names, hash};
use super::taken::Taken;

/// So many events are looked up together.
const MOST: usize = 64;

/// Events that wait.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Names of conversations, one behind the other.
    text: String,
    events: Vec<Event>,
}

/// An event, what is known of its conversation, and where the name of that ends in the text.
#[derive(Debug)]
struct Event {
    taken: Taken<'static>,
    hash: u64,
    end: usize,
    number: Option<u32>,
    span: (usize, usize),
}

impl Waiting {
    /// Takes an event, and says whether it is time to look all of them up.
    pub fn push(&mut self, taken: &Taken<'_>) -> bool {
        let hash = hash(taken.conversation);
        self.text.push_str(taken.conversation);
        let taken = Taken { conversation: "", ..*taken };
        self.events.push(Event { taken, hash, end: self.text.len(), number: None, span: (0, 0) });
        self.events.len() >= MOST
    }

    /// Looks all events up and gives each with the number of its conversation, in their order; `ask` and then `reach` are
    /// told numbers that will be given, before they are.
    pub fn all<T>(
        &mut self,
        names: &mut Names,
        into: &mut T,
        ask: impl Fn(&T, u32),
        reach: impl Fn(&T, u32),
        mut give: impl FnMut(&mut T, u32, &Taken<'_>),
    ) {
        for event in &self.events {
            black_box(names.touch(event.hash));
        }
        for event in &mut self.events {
            event.number = names.likely(event.hash);
        }
        for event in &mut self.events {
            let Some(number) = event.number else { continue };
            event.span = names.span(number);
            ask(into, number);
        }
        for event in &self.events {
            black_box(names.at(event.span).as_bytes().first());
            if let Some(number) = event.number {
                reach(into, number);
            }
        }
        let mut start = 0;
        for event in &self.events {
            let name = self.text.get(start..event.end).unwrap_or_default();
            start = event.end;
            let likely = event.number.filter(|_| names.is(event.span, name));
            let number = likely.unwrap_or_else(|| names.number(name, event.hash).0);
            give(into, number, &event.taken);
        }
        self.text.clear();
        self.events.clear();
    }
}
