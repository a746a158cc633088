//! How sure the answer is, in one line and in full. It reads the estimate and adds nothing to it.

use yew::prelude::*;

use super::door::Door;
use super::icon::{self, Icon};
use super::words;
use crate::report::html::Writer;
use crate::report::{Estimate, Severity};

/// How the line is meant; shown by icon, word and colour together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is left to doubt.
    Good,
    /// Right, but look at it.
    Open,
    /// Not to be bought as it is.
    Bad,
}

/// The line under the total.
pub fn verdict(estimate: &Estimate) -> (Tone, String) {
    if !estimate.valid {
        let refusals = estimate.issues.iter().filter(|issue| issue.severity == Severity::Refusal).count();
        let things = words::counted(refusals.max(1), "thing", "things");
        return (Tone::Bad, format!("Not valid: {things} must be mended first"));
    }
    match &estimate.optimality {
        None => (Tone::Good, "Valid: your own combination covers every need".to_owned()),
        Some(found) if found.proven && estimate.unpriced.is_empty() => {
            (Tone::Good, "Proven cheapest of all valid combinations".to_owned())
        }
        Some(found) if found.proven => (Tone::Good, "Proven cheapest, as far as prices are published".to_owned()),
        Some(found) => match &found.at_least {
            Some(bound) => (Tone::Open, format!("Valid, not proven cheapest: none costs less than {bound}")),
            None => (Tone::Open, "Valid, but not proven cheapest".to_owned()),
        },
    }
}

/// What the line means, for those who open it.
fn meaning(estimate: &Estimate) -> String {
    match &estimate.optimality {
        None => {
            "You chose this combination. It was priced and checked against every need; no cheaper one was looked for."
                .to_owned()
        }
        Some(found) if found.proven => format!(
            "A solver proved that no valid combination is cheaper by a cent or more; it went through {} of its search tree. \
             What it found was then priced and checked again by exact arithmetic.",
            words::counted(usize::try_from(found.nodes).unwrap_or(usize::MAX), "node", "nodes"),
        ),
        Some(_) => {
            "The solver stopped before it could exclude every cheaper combination. What it found is valid.".to_owned()
        }
    }
}

/// The line under the total.
pub fn sure(tone: Tone, says: &str, on_open: &Callback<Door>) -> Html {
    let (class, sign) = match tone {
        Tone::Good => ("sure sure-good", Icon::Check),
        Tone::Open => ("sure sure-open", Icon::Warning),
        Tone::Bad => ("sure sure-bad", Icon::Stop),
    };
    let onclick = on_open.reform(|_: MouseEvent| Door::Sure);
    html! {
        <p key="sure" {class}>
            { icon::draw(sign) }
            <button type="button" class="door" aria-haspopup="dialog" {onclick}>{ says }</button>
        </p>
    }
}

/// What stands behind the line.
pub fn explain(out: &mut Writer, estimate: &Estimate) {
    out.put(r#"<p class="lead">$</p><ul class="plain">"#, &[&meaning(estimate)]);
    for issue in estimate.issues.iter().filter(|issue| issue.severity == Severity::Refusal) {
        out.put("<li><strong>$</strong> $</li>", &[&issue.says, &issue.remedy]);
    }
    out.put("</ul>", &[]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licensing::{Scenario, cheapest};
    use crate::pricebook::library;
    use crate::report::Optimality;

    #[test]
    fn nothing_is_called_proven_that_is_not() {
        let book = library().book(None).expect("a book");
        let found = cheapest(&book, &Scenario::default()).expect("an answer");
        let with = |valid, optimality| verdict(&Estimate { valid, optimality, ..found.clone() });
        let proven = |proven, at_least| Some(Optimality { proven, at_least, nodes: 1 });
        assert!(with(true, proven(true, None)).1.starts_with("Proven cheapest"));
        for (valid, optimality, tone) in [
            (true, proven(false, None), Tone::Open),
            (true, proven(false, Some(found.monthly.clone())), Tone::Open),
            (true, None, Tone::Good),
            (false, proven(true, None), Tone::Bad),
            (false, None, Tone::Bad),
        ] {
            let (found, says) = with(valid, optimality);
            assert_eq!(found, tone, "{says}");
            assert!(!says.contains("Proven"), "{says}");
        }
    }
}
