//! The page: holds what the user chose, has it computed once, lays it out. It knows no plan, price or limit.

mod answer;
mod draft;
mod forms;
mod hooks;
mod parts;
mod state;

// The contract with the answer, as it stands in the layout of the page:
//
//     <Answer shown={shown.clone()} on_price={on_price} on_go={on_go} />
//
// `on_price: Callback<(PlanId, String)>` states an own price; `on_go: Callback<AttrValue>` leads to the field of a path.
