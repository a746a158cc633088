//! What is needed and what is entitled of everything that is pooled over the tenant, as small bars with their numbers.

use yew::prelude::*;

use super::door::{Door, figure};
use super::words;
use crate::report::{Estimate, Pooled};

/// The bars of what is needed; what merely comes along is folded away below them.
pub fn bars(estimate: &Estimate, on_open: &Callback<Door>) -> Html {
    let (needed, along): (Vec<&Pooled>, Vec<&Pooled>) = estimate.pooled.iter().partition(|pool| pool.needed > 0);
    html! {
        <>
            { list(&needed, on_open) }
            <details class="along" hidden={along.is_empty()}>
                <summary>{ "Comes along, and nothing of it is needed" }</summary>
                { list(&along, on_open) }
            </details>
        </>
    }
}

fn list(pools: &[&Pooled], on_open: &Callback<Door>) -> Html {
    html! {
        <ul class="pools">
            for pool in pools { <li key={pool.key.as_str()} class={class(pool)}>{ bar(pool, on_open) }</li> }
        </ul>
    }
}

fn class(pool: &Pooled) -> &'static str {
    if pool.needed > pool.entitled { "pool pool-short" } else { "pool" }
}

fn bar(pool: &Pooled, on_open: &Callback<Door>) -> Html {
    let numbers = format!("{} of {}", words::number(pool.needed), words::number(pool.entitled));
    let label = format!("{} of {}", pool.unit, pool.name);
    let (needed, entitled) = shares(pool);
    html! {
        <>
            <span class="pool-name">{ &pool.name }</span>
            <span class="pool-numbers">
                { figure(Door::Pooled(pool.key.clone()), on_open, &label, numbers, "") }
                { " " }<small>{ &pool.unit }{ shortage(pool) }</small>
            </span>
            <svg class="pool-bar" viewBox="0 0 100 4" preserveAspectRatio="none" width="100%" height="6" aria-hidden="true">
                <rect class="pool-track" width={entitled.to_string()} height="4" />
                <rect class="pool-fill" width={needed.min(entitled).to_string()} height="4" />
                <rect class="pool-over" x={entitled.to_string()} width={needed.saturating_sub(entitled).to_string()} height="4" />
            </svg>
        </>
    }
}

fn shortage(pool: &Pooled) -> String {
    match pool.needed.saturating_sub(pool.entitled) {
        0 => String::new(),
        short => format!(": {} short", words::number(short)),
    }
}

/// The two lengths in hundredths of the longer one.
fn shares(pool: &Pooled) -> (u64, u64) {
    let whole = u128::from(pool.needed.max(pool.entitled).max(1));
    let share = |part: u64| u64::try_from(u128::from(part) * 100 / whole).unwrap_or(100);
    (share(pool.needed), share(pool.entitled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Step;

    #[test]
    fn bars_are_never_longer_than_their_place() {
        let shares_of = |needed, entitled| {
            let text = String::new;
            shares(&Pooled { key: text(), name: text(), unit: text(), needed, entitled, reason: Step::default() })
        };
        assert_eq!(shares_of(30, 40), (75, 100));
        assert_eq!(shares_of(40, 30), (100, 75));
        assert_eq!(shares_of(0, 0), (0, 0));
        assert_eq!(shares_of(u64::MAX, u64::MAX), (100, 100));
    }
}
