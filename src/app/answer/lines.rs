//! What to buy: one row for each plan, with its quantity, the price of one, the amount, and who gets it.

use yew::prelude::*;

use super::door::{Door, figure};
use super::marks::Memory;
use super::words;
use crate::report::{Estimate, Holder, Line};

/// Names that are shown in a row; the rest stand behind the quantity.
const NAMES: usize = 3;

/// The table, or a sentence when nothing is to be bought.
pub fn table(estimate: &Estimate, memory: &Memory, on_open: &Callback<Door>) -> Html {
    if estimate.lines.is_empty() {
        return html! { <p class="nothing" key="nothing">{ nothing(estimate) }</p> };
    }
    html! {
        <table class="lines" key="lines" data-testid="lines">
            <caption>{ format!("Prices and amounts in {}", words::unit_of(&estimate.monthly)) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Plan" }</th>
                    <th scope="col" class="num">{ "Quantity" }</th>
                    <th scope="col" class="num">{ "Each" }</th>
                    <th scope="col" class="num">{ "Amount" }</th>
                </tr>
            </thead>
            <tbody>for line in &estimate.lines { { row(line, memory.line(&line.plan), on_open) } }</tbody>
        </table>
    }
}

fn nothing(estimate: &Estimate) -> &'static str {
    match (estimate.valid, estimate.needs.is_empty()) {
        (_, true) => "Nothing is described yet that needs a license.",
        (true, false) => "Nothing to buy: what people hold already covers everything.",
        (false, false) => "Nothing is bought.",
    }
}

fn row(line: &Line, mark: &str, on_open: &Callback<Door>) -> Html {
    html! {
        <tr key={line.plan.as_str()} class={mark.to_owned()} data-plan={line.plan.to_string()}>
            <th scope="row"><span class="plan-name">{ &line.name }</span><span class="who">{ who(&line.holders) }</span></th>
            <td class="num">
                { quantity(line, on_open) }
                <small>{ owned(line) }</small>
            </td>
            <td class="num">{ each(line, on_open) }<small>{ "per " }{ &line.unit_name }</small></td>
            <td class="num line-amount">{ amount(line, on_open) }</td>
        </tr>
    }
}

fn quantity(line: &Line, on_open: &Callback<Door>) -> Html {
    let label = format!("quantity of {}", line.name);
    html! { { figure(Door::Line(line.plan.clone()), on_open, &label, words::number(line.quantity), "") } }
}

fn each(line: &Line, on_open: &Callback<Door>) -> Html {
    let (text, class) = match &line.unit_price {
        Some(unit) => (unit.price.amount.grouped(), ""),
        None => ("not published".to_owned(), "unknown"),
    };
    let label = format!("price of one {}", line.name);
    html! { { figure(Door::Price(line.plan.clone()), on_open, &label, text, class) } }
}

fn amount(line: &Line, on_open: &Callback<Door>) -> Html {
    let (text, class) = match &line.amount {
        Some(price) => (price.amount.grouped(), ""),
        None => ("—".to_owned(), "unknown"),
    };
    let label = format!("amount for {}", line.name);
    html! { { figure(Door::Line(line.plan.clone()), on_open, &label, text, class) } }
}

fn owned(line: &Line) -> String {
    match line.owned {
        0 => String::new(),
        owned => format!("{} owned already", words::number(owned)),
    }
}

/// Who gets it, in a few words.
fn who(holders: &[Holder]) -> String {
    let names: Vec<&str> = holders.iter().map(|holder| holder.who.as_str()).collect();
    match names.split_at_checked(NAMES) {
        Some((first, rest)) if !rest.is_empty() => format!("for {} and {} more", first.join(", "), rest.len()),
        _ if names.is_empty() => String::new(),
        _ => format!("for {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_a_few_and_counts_the_rest() {
        let holders = |names: &[&str]| -> Vec<Holder> {
            names.iter().map(|who| Holder { who: (*who).to_owned(), quantity: 1 }).collect()
        };
        assert_eq!(who(&holders(&[])), "");
        assert_eq!(who(&holders(&["A", "B", "C"])), "for A, B, C");
        assert_eq!(who(&holders(&["A", "B", "C", "D", "E"])), "for A, B, C and 2 more");
    }
}
