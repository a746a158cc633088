//! What the page shows, computed once per change. This is the only file of the page that calls the engine.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::state::Action;
use crate::base::PlanId;
use crate::pricebook::Book;
use crate::report::{Estimate, Fault};

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
    pub book: Rc<Book>,
    /// The user's own prices as typed, by plan.
    pub prices: Rc<BTreeMap<PlanId, String>>,
    /// The one way back.
    pub dispatch: Callback<Action>,
}
