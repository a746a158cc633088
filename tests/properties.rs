//! What holds for every scenario, tried on random ones.

#[path = "support/enumerate.rs"]
mod enumerate;
#[path = "support/runner.rs"]
mod runner;
#[path = "support/scenarios.rs"]
mod scenarios;

use plancost::base::sorted::BTreeMap;

use plancost::base::{Count, Money, PlanId};
use plancost::licensing::Scenario;
use plancost::licensing::scenario::{App, Flow, Trigger};
use plancost::pricebook::schema::{Kind, PriceShape};
use plancost::pricebook::{Book, Plan, library};
use plancost::report::{Combination, Estimate, Severity, Step};
use plancost::{cheapest, price};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use runner::holds;
use scenarios::{SMALL, count, few_things, scenario};

/// Every edition, with its book.
fn books() -> Vec<Book> {
    library().editions().map(|head| library().book(Some(head.id.as_str())).expect("a listed edition")).collect()
}

/// So many cases in all, shared out over the editions.
fn share(cases: u32) -> u32 {
    let editions = u32::try_from(library().editions().count()).unwrap_or(1);
    (2 * cases).div_ceil(editions.max(1))
}

/// Prices of one's own for every plan that has none, so that totals can be compared.
fn price_everything(book: &Book, scenario: &mut Scenario) {
    let unpriced = |plan: &&Plan| match plan.price {
        PriceShape::NotPublished { .. } => true,
        PriceShape::Included { .. } => plan.kind == Kind::Suite,
        _ => false,
    };
    for plan in book.plans().filter(unpriced) {
        scenario.tenant.prices.entry(plan.id.clone()).or_insert(Money::from_micros(47_500_000));
    }
}

fn without_azure(scenario: &mut Scenario) {
    scenario.tenant.azure_subscription = false;
    for place in &mut scenario.environments {
        place.pay_as_you_go = None;
    }
}

fn own_nothing(scenario: &mut Scenario) {
    scenario.tenant.owned.clear();
    scenario.tenant.owned_terms.clear();
}

fn answer(book: &Book, scenario: &Scenario) -> Result<Estimate, TestCaseError> {
    let found = cheapest(book, scenario).map_err(|faults| TestCaseError::fail(format!("no answer: {faults:?}")))?;
    prop_assert!(found.valid, "the cheapest is not valid: {:?}", refusals(&found));
    Ok(found)
}

fn judge(book: &Book, scenario: &Scenario, combination: &Combination) -> Result<Estimate, TestCaseError> {
    price(book, scenario, combination).map_err(|faults| TestCaseError::fail(format!("not judged: {faults:?}")))
}

fn refusals(estimate: &Estimate) -> Vec<String> {
    let refused = estimate.issues.iter().filter(|issue| issue.severity == Severity::Refusal);
    refused.map(|issue| format!("{:?} {}: {}", issue.code, issue.path, issue.says)).collect()
}

fn monthly(estimate: &Estimate) -> Money {
    estimate.monthly.amount
}

/// The optimum is proven within less than a cent; two proven ones may differ by as much.
const CENT: Money = Money::from_micros(10_000);

fn not_above(less: Money, more: Money) -> bool {
    less < more.plus(CENT)
}

#[test]
fn the_total_is_the_sum_of_the_lines() {
    for book in books() {
        holds(share(300), scenario(&book, SMALL), |scenario| {
            let found = answer(&book, &scenario)?;
            let mut sum = Money::ZERO;
            for line in &found.lines {
                prop_assert!(line.owned <= line.quantity, "{line:?}");
                prop_assert!(line.quantity > 0, "{line:?}");
                let held: u64 = line.holders.iter().map(|holder| holder.quantity).sum();
                prop_assert!(held <= line.quantity, "more holders than units: {line:?}");
                prop_assert_eq!(line.unit_price.is_some(), line.amount.is_some());
                if let (Some(unit), Some(amount)) = (&line.unit_price, &line.amount) {
                    prop_assert_eq!(
                        amount.amount,
                        unit.price.amount.times(line.quantity - line.owned),
                        "{}",
                        line.plan
                    );
                    sum = sum.plus(amount.amount);
                }
            }
            prop_assert_eq!(monthly(&found), sum);
            prop_assert_eq!(found.yearly.amount, sum.times(12));
            Ok(())
        });
    }
}

#[test]
fn what_cheapest_returns_is_valid_by_price_and_costs_the_same() {
    for book in books() {
        holds(share(300), scenario(&book, SMALL), |scenario| {
            let found = answer(&book, &scenario)?;
            let judged = judge(&book, &scenario, &found.combination)?;
            prop_assert!(judged.valid, "{:?}", refusals(&judged));
            prop_assert_eq!(&judged.monthly, &found.monthly);
            prop_assert_eq!(&judged.lines, &found.lines);
            Ok(())
        });
    }
}

#[test]
fn small_scenarios_are_proven() {
    for book in books() {
        holds(share(200), scenario(&book, SMALL), |scenario| {
            let found = answer(&book, &scenario)?;
            let proof = found.optimality.as_ref().map(|optimality| optimality.proven);
            prop_assert_eq!(proof, Some(true), "{:?}", found.optimality);
            Ok(())
        });
    }
}

/// A need on top of a scenario, none of which brings anything along.
fn add_need(scenario: &mut Scenario, kind: u8, amount: u32) {
    let groups: Vec<String> = scenario.groups.first().map(|group| group.name.clone()).into_iter().collect();
    let connectors = vec!["SQL Server".to_owned()];
    match kind {
        0 => {
            let app: App = serde_json::from_value(serde_json::json!({"name": "one more"})).expect("an app");
            scenario.apps.push(App { used_by: groups, connectors, ..app });
        }
        1 | 2 => {
            let flow: Flow = serde_json::from_value(serde_json::json!({"name": "one more"})).expect("a flow");
            let trigger = if kind == 1 { Trigger::Automated } else { Trigger::Instant };
            scenario.flows.push(Flow { run_by: groups, connectors, trigger, ..flow });
        }
        3 if !scenario.ai_builder.credits_per_month.is_zero() => {
            scenario.ai_builder.credits_per_month = more(scenario.ai_builder.credits_per_month, amount * 100);
        }
        4 => {
            let megabytes = scenario.storage.database_gb.megabytes() + u64::from(amount);
            let text = plancost::base::count::gigabytes_text(megabytes);
            scenario.storage.database_gb = plancost::base::Gigabytes::parse(&text).expect("a small number");
        }
        5 => {
            for portal in &mut scenario.portals {
                portal.logins_per_month = more(portal.logins_per_month, amount);
            }
        }
        6 => {
            for bot in &mut scenario.bots {
                bot.sessions_per_month = more(bot.sessions_per_month, amount);
            }
        }
        _ => {
            for flow in &mut scenario.flows {
                flow.runs_per_day = more(flow.runs_per_day, amount);
            }
        }
    }
}

fn more(number: Count, amount: u32) -> Count {
    count(number.get() + amount)
}

#[test]
fn a_need_more_never_lowers_the_cost() {
    for book in books() {
        let values = (scenario(&book, SMALL), 0..8_u8, 1..5_000_u32);
        holds(share(400), values, |(mut scenario, kind, amount)| {
            price_everything(&book, &mut scenario);
            // A pass brings its requests only to whoever has an app for it, so that an app may come with what programs take.
            if kind == 0 {
                scenario.integrations.clear();
            }
            let before = answer(&book, &scenario)?;
            add_need(&mut scenario, kind, amount);
            let after = answer(&book, &scenario)?;
            prop_assert!(not_above(monthly(&before), monthly(&after)), "{} became {}", before.monthly, after.monthly);
            Ok(())
        });
    }
}

#[test]
fn what_is_owned_is_never_bought_again() {
    for book in books() {
        holds(share(300), scenario(&book, SMALL), |mut scenario| {
            own_nothing(&mut scenario);
            // What is billed after use cannot be owned.
            without_azure(&mut scenario);
            price_everything(&book, &mut scenario);
            let bought = answer(&book, &scenario)?;
            scenario.tenant.owned = bought
                .lines
                .iter()
                .map(|line| (line.plan.clone(), count(u32::try_from(line.quantity).unwrap_or(Count::MAX))))
                .collect();
            let owned = answer(&book, &scenario)?;
            prop_assert_eq!(
                monthly(&owned),
                Money::ZERO,
                "bought again: {:?}",
                owned.lines.iter().map(|line| (&line.plan, line.quantity, line.owned)).collect::<Vec<_>>()
            );
            Ok(())
        });
    }
}

/// Owning something saves at most what it costs, and never makes anything dearer.
#[test]
fn owning_saves_no_more_than_it_is_worth() {
    for book in books() {
        holds(share(300), scenario(&book, SMALL), |mut scenario| {
            price_everything(&book, &mut scenario);
            // What was bought before a change may count for more than it costs now.
            scenario.tenant.owned_terms.clear();
            let with = answer(&book, &scenario)?;
            for line in &with.lines {
                let owned = scenario.tenant.owned.get(&line.plan).map_or(0, |count| count.wide());
                prop_assert_eq!(line.owned, owned.min(line.quantity), "{}", line.plan);
            }
            let owned = std::mem::take(&mut scenario.tenant.owned);
            let without = answer(&book, &scenario)?;
            prop_assert!(
                not_above(monthly(&with), monthly(&without)),
                "{} with, {} without",
                with.monthly,
                without.monthly
            );
            if let Some(worth) = worth(&book, &scenario, &owned) {
                let bought = monthly(&with).plus(worth);
                prop_assert!(
                    not_above(monthly(&without), bought),
                    "{} without, {bought} to buy it all",
                    without.monthly
                );
            }
            Ok(())
        });
    }
}

/// What owned licenses would cost, where each unit of them has one price and any number of units is sold.
fn worth(book: &Book, scenario: &Scenario, owned: &BTreeMap<PlanId, Count>) -> Option<Money> {
    let each = owned.iter().map(|(id, units)| {
        let plan = book.plan(id)?;
        let amount = match (&plan.price, scenario.tenant.prices.get(id)) {
            (_, Some(amount)) => *amount,
            (PriceShape::PerUnit { amount, .. }, None) if plan.minimum.is_none() && !plan.on_request => *amount,
            _ => return None,
        };
        Some(amount.times(units.wide()))
    });
    each.sum()
}

#[test]
fn the_order_of_things_does_not_matter() {
    for book in books() {
        holds(share(200), scenario(&book, SMALL), |mut scenario| {
            price_everything(&book, &mut scenario);
            let before = answer(&book, &scenario)?;
            scenario.groups.reverse();
            scenario.apps.reverse();
            scenario.flows.reverse();
            scenario.bots.reverse();
            scenario.portals.reverse();
            let after = answer(&book, &scenario)?;
            prop_assert_eq!(monthly(&before), monthly(&after));
            Ok(())
        });
    }
}

/// On tenants of two people every combination that costs less is tried: none of them may be valid.
#[test]
fn nothing_valid_is_cheaper() {
    for book in books() {
        let (mut tried, mut complete, mut cases) = (0, 0, 0);
        let counts = std::cell::RefCell::new((&mut tried, &mut complete, &mut cases));
        holds(share(300), (few_things(&book), any::<u64>()), |(mut scenario, seed)| {
            price_everything(&book, &mut scenario);
            for flow in &mut scenario.flows {
                flow.owner.get_or_insert_with(|| "Maker".into());
            }
            let found = answer(&book, &scenario)?;
            let search = enumerate::cheaper_than(&book, &scenario, monthly(&found).minus(CENT), seed);
            let mut counts = counts.borrow_mut();
            *counts.0 += search.combinations.len();
            *counts.1 += usize::from(search.complete);
            *counts.2 += 1;
            for combination in search.combinations {
                let judged = judge(&book, &scenario, &combination)?;
                let cheaper = judged.valid && judged.unpriced.is_empty();
                prop_assert!(!cheaper, "{} found, but {} is valid: {combination:?}", found.monthly, judged.monthly);
            }
            Ok(())
        });
        println!(
            "edition {}: {tried} cheaper combinations of {cases} scenarios judged, {complete} of them completely",
            book.edition.id
        );
        assert!(tried > 1_000, "too few combinations to show anything: {tried}");
    }
}

fn each_step<'a>(estimate: &'a Estimate, visit: &mut impl FnMut(&'a Step)) {
    let lines = estimate.lines.iter().map(|line| &line.reason);
    let pooled = estimate.pooled.iter().map(|pool| &pool.reason);
    let mut open: Vec<&Step> = lines.chain(pooled).chain(&estimate.needs).collect();
    while let Some(step) = open.pop() {
        visit(step);
        open.extend(&step.because);
    }
}

#[test]
fn every_figure_and_every_rule_can_be_looked_up() {
    for book in books() {
        holds(share(200), scenario(&book, SMALL), |scenario| {
            let found = answer(&book, &scenario)?;
            let mut missing = Vec::new();
            let rules: Vec<_> = found.rules.iter().map(|rule| &rule.id).collect();
            each_step(&found, &mut |step| {
                missing.extend(step.rule.iter().filter(|rule| !rules.contains(rule)).map(ToString::to_string));
                for figure in &step.evidence {
                    // A figure has its own source; a statement may stand on the sources of the rule beside it.
                    let number = figure.value.starts_with(|letter: char| letter.is_ascii_digit());
                    if figure.sources.is_empty() && (number || step.rule.is_none()) {
                        missing.push(format!("{} has no source", figure.what));
                    }
                    let unknown = figure.sources.iter().filter(|source| !found.sources.contains_key(*source));
                    missing.extend(unknown.map(ToString::to_string));
                }
            });
            let issues = found.issues.iter().filter_map(|issue| issue.rule.as_ref());
            missing.extend(issues.filter(|rule| !rules.contains(rule)).map(ToString::to_string));
            prop_assert!(missing.is_empty(), "{missing:?}");
            Ok(())
        });
    }
}

/// Rules that say whose license counts for a flow, and for an app.
const OF_FLOWS: [&str; 9] = ["R2", "R3", "R4", "R5", "R6", "R8", "R9-BPF", "R10", "R22"];
const OF_APPS: [&str; 3] = ["APP-1", "R18", "R24"];

/// For every flow and app exactly one rule of coverage decides, and the answer names it.
#[test]
fn one_rule_decides_for_each_flow_and_app() {
    for book in books() {
        holds(share(5_000), scenario(&book, SMALL), |scenario| {
            let judged = judge(&book, &scenario, &Combination::default())?;
            let deciding = |name: &str, rules: &[&str]| -> Vec<String> {
                let about = judged.needs.iter().filter(|need| {
                    let ruled = need.rule.as_ref().is_some_and(|rule| rules.contains(&rule.as_str()));
                    // One person uses it, several use it.
                    let named = [format!("use {name} "), format!("uses {name} ")];
                    ruled
                        && (need.says.starts_with(&format!("{name} "))
                            || named.iter().any(|words| need.says.contains(words)))
                });
                about.map(|need| format!("{:?}: {}", need.rule, need.says)).collect()
            };
            for flow in scenario.flows.iter().filter(|flow| !flow.off) {
                let found = deciding(&flow.name, &OF_FLOWS);
                prop_assert_eq!(found.len(), 1, "{}: {:?}", flow.name, found);
            }
            for app in scenario.apps.iter().filter(|app| !app.off) {
                let found = deciding(&app.name, &OF_APPS);
                prop_assert_eq!(found.len(), 1, "{}: {:?}", app.name, found);
            }
            Ok(())
        });
    }
}

/// Where environments may be paid after use, the choice is never dearer than without it, and judged alike.
#[test]
fn paying_after_use_is_a_choice() {
    for book in books() {
        holds(share(150), (scenario(&book, SMALL), 0..3_u32), |(mut scenario, active)| {
            price_everything(&book, &mut scenario);
            own_nothing(&mut scenario);
            without_azure(&mut scenario);
            for group in &mut scenario.groups {
                group.active = Some(count(active.min(group.people.get())));
            }
            let without = answer(&book, &scenario)?;
            scenario.tenant.azure_subscription = true;
            let with = answer(&book, &scenario)?;
            prop_assert!(
                not_above(monthly(&with), monthly(&without)),
                "{} with, {} without",
                with.monthly,
                without.monthly
            );
            let judged = judge(&book, &scenario, &with.combination)?;
            prop_assert!(judged.valid, "{:?}", refusals(&judged));
            prop_assert_eq!(&judged.lines, &with.lines);
            Ok(())
        });
    }
}

#[test]
fn the_latest_edition_is_the_last_one() {
    let last = library().editions().next_back().expect("an edition").id.clone();
    assert_eq!(library().book(None).ok(), library().book(Some(last.as_str())).ok());
}
