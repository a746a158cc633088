//! Small phrases that all parts of the answer share. It knows no product: names come from the price book.

use crate::base::money::group_thousands;
use crate::base::{Price, SourceId};
use crate::pricebook::schema::Family;
use crate::report::html::Writer;
use crate::report::{Line, Severity};

/// A whole number with thousands separated: `12,345`.
pub fn number(value: u64) -> String {
    group_thousands(&value.to_string())
}

/// A number with its noun in the right form: `1 thing`, `2 things`.
pub fn counted(value: usize, one: &str, many: &str) -> String {
    let noun = if value == 1 { one } else { many };
    format!("{} {noun}", group_thousands(&value.to_string()))
}

/// Currency and period of an amount, as they stand beside it: `USD per month`.
pub fn unit_of(price: &Price) -> String {
    format!("{} per {}", price.currency, price.period)
}

/// The price of one unit of a line, as it is said.
pub fn each(line: &Line) -> String {
    line.unit_price.as_ref().map_or_else(|| "not published".to_owned(), |unit| unit.price.to_string())
}

/// The amount of a line, as it is said.
pub fn amount(line: &Line) -> String {
    line.amount.as_ref().map_or_else(|| "not in the total".to_owned(), ToString::to_string)
}

/// A row of a small table.
pub fn fact(out: &mut Writer, name: &str, value: &str) {
    out.put(r#"<tr><th scope="row">$</th><td class="num">$</td></tr>"#, &[name, value]);
}

/// The heading over the plans of a family.
pub fn family(family: Family) -> &'static str {
    match family {
        Family::PowerApps => "Apps and portals",
        Family::PowerAutomate => "Flows",
        Family::PowerVirtualAgents => "Bots",
        Family::Omnichannel => "Contact centre",
        Family::Capacity => "Storage, requests and credits",
        Family::Suites => "Suites that people hold already",
    }
}

/// A severity in words, so that it never rests on colour.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Refusal => "Must be mended",
        Severity::Warning => "Look at this",
        Severity::Note => "Good to know",
    }
}

/// Keys of sources, joined for people: `A, B`.
pub fn keys(sources: &[SourceId]) -> String {
    sources.iter().map(SourceId::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_follow_their_numbers() {
        assert_eq!(counted(1, "plan", "plans"), "1 plan");
        assert_eq!(counted(0, "plan", "plans"), "0 plans");
        assert_eq!(counted(12_000, "plan", "plans"), "12,000 plans");
    }
}
