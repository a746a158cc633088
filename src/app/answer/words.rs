//! Small phrases that all parts of the answer share. It knows no product: names come from the price book.

use crate::base::money::group_thousands;
use crate::base::{Price, SourceId};
use crate::pricebook::schema::{Family, Standing};
use crate::report::Severity;

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

/// How well something is founded, in one word.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "official",
        Standing::Community => "community",
        Standing::Later => "later",
        Standing::Inferred => "inferred",
    }
}

/// What that word means.
pub fn standing_means(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "The vendor printed it while the edition was valid.",
        Standing::Community => {
            "A partner, a user or an article of the community printed it; ask your seller before you rely on it."
        }
        Standing::Later => "It is printed only in a source dated after this edition; it may not have been so yet.",
        Standing::Inferred => "No source prints it; it is worked out from other figures.",
    }
}

/// The class of the badge for a standing; anything but official stands out.
pub fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "badge",
        Standing::Community | Standing::Later | Standing::Inferred => "badge badge-weak",
    }
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
