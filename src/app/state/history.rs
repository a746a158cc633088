//! Undo and redo: forms as they were. Typing in one field is one step.

use std::rc::Rc;

use super::Place;
use crate::app::draft::Draft;

/// Steps that are kept; older ones are forgotten.
const KEPT: usize = 200;

/// Earlier forms and undone ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Rc<Draft>>,
    future: Vec<Rc<Draft>>,
    place: Option<Place>,
}

impl History {
    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Keeps a form that is about to change at a place.
    pub fn remember(&mut self, draft: Rc<Draft>, place: Option<Place>) {
        self.future.clear();
        if place.is_some() && place == self.place {
            return;
        }
        self.place = place;
        self.past.push(draft);
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
    }

    /// The form before the last step.
    pub fn back(&mut self, now: &Rc<Draft>) -> Option<Rc<Draft>> {
        let draft = self.past.pop()?;
        self.future.push(now.clone());
        self.place = None;
        Some(draft)
    }

    /// The form before the last step back.
    pub fn forward(&mut self, now: &Rc<Draft>) -> Option<Rc<Draft>> {
        let draft = self.future.pop()?;
        self.past.push(now.clone());
        self.place = None;
        Some(draft)
    }
}
