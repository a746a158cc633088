//! Nothing makes the engine panic: random scenarios, absurd ones, bytes that are no scenario; and what is written reads back.

#[path = "support/runner.rs"]
mod runner;
#[allow(dead_code, reason = "the properties use the rest of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

use plancost::base::sorted::BTreeMap;
use plancost::base::{Count, Money, PlanId};
use plancost::licensing::{Scenario, read};
use plancost::pricebook::{Book, library};
use plancost::report::{Code, Combination, Estimate, Severity, text};
use plancost::{cheapest, lp, price};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};
use runner::holds;
use scenarios::{SMALL, count, scenario};

/// Every edition, with its book.
fn books() -> Vec<Book> {
    library().editions().map(|head| library().book(Some(head.id.as_str())).expect("a listed edition")).collect()
}

/// Licenses at random, for whoever is there; most of them make no sense.
fn any_combination(book: &Book) -> impl Strategy<Value = Combination> + use<> {
    let plans: Vec<PlanId> = book.plans().map(|plan| plan.id.clone()).collect();
    let some = prop::collection::btree_map(prop::sample::select(plans), (0..40_u32).prop_map(count), 0..3)
        .prop_map(|some| some.into_iter().collect::<BTreeMap<_, _>>());
    let who = prop::sample::select(vec!["group 0", "group 1", "Maker", "Nobody"]).prop_map(str::to_owned);
    let people = (who, prop::option::of((0..70_u32).prop_map(count)), some.clone())
        .prop_map(|(who, people, licenses)| plancost::report::PeopleLicenses { who, people, licenses });
    let flow = (prop::sample::select(vec!["flow 0", "flow 1", "none"]).prop_map(str::to_owned), some.clone())
        .prop_map(|(flow, licenses)| plancost::report::FlowLicenses { flow, licenses });
    (prop::collection::vec(people, 0..3), prop::collection::vec(flow, 0..3), some.clone(), some).prop_map(
        |(people, flows, tenant, unassigned)| Combination {
            people,
            flows,
            tenant,
            unassigned,
            ..Combination::default()
        },
    )
}

/// Five thousand scenarios that fit: answers, never a panic, never a broken invariant.
#[test]
fn five_thousand_scenarios_without_panic() {
    let book = library().book(None).expect("an edition");
    holds(5_000, (scenario(&book, SMALL), any_combination(&book)), |(scenario, combination)| {
        sane(&cheapest(&book, &scenario))?;
        sane(&price(&book, &scenario, &combination))
    });
}

/// Five thousand more that are mostly absurd: answers or faults.
#[test]
fn five_thousand_absurd_scenarios_without_panic() {
    let book = books().into_iter().next().expect("an edition");
    holds(5_000, (wild(&book), any_combination(&book)), |(scenario, combination)| {
        sane(&cheapest(&book, &scenario))?;
        sane(&price(&book, &scenario, &combination))
    });
}

#[test]
fn every_model_is_written_to_its_end() {
    for book in books() {
        holds(100, scenario(&book, SMALL), |scenario| {
            let model = lp(&book, &scenario).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
            prop_assert!(model.starts_with('\\') || model.starts_with("Minimize"), "{}", model);
            prop_assert!(model.trim_end().ends_with("End"), "not a whole model");
            Ok(())
        });
    }
}

fn sane(outcome: &Result<Estimate, Vec<plancost::report::Fault>>) -> TestCaseResult {
    match outcome {
        Ok(estimate) => {
            prop_assert!(estimate.issues.iter().all(|issue| issue.code != Code::Internal), "{:?}", estimate.issues);
            let refused = estimate.issues.iter().any(|issue| issue.severity == Severity::Refusal);
            prop_assert_eq!(estimate.valid, !refused, "valid and refusals disagree");
            let page = text::render(estimate);
            prop_assert!(page.contains(&estimate.monthly.to_string()));
        }
        Err(faults) => prop_assert!(!faults.is_empty(), "refused without a fault"),
    }
    Ok(())
}

/// Scenarios with counts up to the largest, names that clash and references to nowhere.
fn wild(book: &Book) -> impl Strategy<Value = Scenario> + use<> {
    let spoil = (0..12_u8, prop::sample::select(vec![0, 1, 4_999, 9_999_999, Count::MAX]).prop_map(count));
    (scenario(book, SMALL), prop::collection::vec(spoil, 0..3)).prop_map(|(mut scenario, spoils)| {
        for (kind, number) in spoils {
            spoil_with(&mut scenario, kind, number);
        }
        scenario
    })
}

fn spoil_with(scenario: &mut Scenario, kind: u8, number: Count) {
    let flow = scenario.flows.last_mut();
    match kind {
        0 => scenario.groups.iter_mut().for_each(|group| group.people = number),
        1 => scenario.groups.iter_mut().for_each(|group| group.name = "same".into()),
        2 => scenario.apps.iter_mut().for_each(|app| app.used_by = vec!["nobody".into(), String::new()]),
        3 => scenario.bots.iter_mut().for_each(|bot| bot.sessions_per_month = number),
        4 => scenario.bots.iter_mut().for_each(|bot| bot.authors = number),
        5 => scenario.portals.iter_mut().for_each(|portal| portal.views_per_month = number),
        6 => scenario.ai_builder.credits_per_month = number,
        7 => scenario.omnichannel.bot_conversations_per_month = number,
        8 => scenario.omnichannel.hold_customer_service = Some(number),
        9 => flow.into_iter().for_each(|flow| (flow.runs_per_day, flow.actions_per_run) = (number, number)),
        10 => flow.into_iter().for_each(|flow| flow.parents = vec![flow.name.clone()]),
        _ => flow.into_iter().for_each(|flow| flow.desktop.unattended_runs = number),
    }
}

#[test]
fn a_scenario_reads_back_as_it_was_written() {
    for book in books() {
        holds(300, scenario(&book, SMALL), |scenario| {
            let text = serde_json::to_string(&scenario).expect("a scenario is JSON");
            prop_assert_eq!(read::scenario(&text), Ok(scenario));
            Ok(())
        });
    }
}

#[test]
fn reading_any_bytes_never_panics() {
    holds(5_000, prop::collection::vec(any::<u8>(), 0..200), |bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read::scenario(&text);
        let _ = read::combination(&text);
        Ok(())
    });
    let book = library().book(None).expect("an edition");
    let spoiled = (scenario(&book, SMALL), any::<prop::sample::Index>(), any::<u8>());
    holds(2_000, spoiled, |(scenario, place, byte)| {
        let mut bytes = serde_json::to_vec(&scenario).expect("a scenario is JSON");
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Err(fault) = read::scenario(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(!fault.message.is_empty());
        }
        Ok(())
    });
}

#[test]
fn money_prints_and_reads_back() {
    holds(2_000, any::<i64>(), |micros| {
        let money = Money::from_micros(micros);
        prop_assume!(micros != i64::MIN);
        prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        prop_assert_eq!(money.grouped().replace(',', "").parse::<Money>(), Ok(money));
        let json = serde_json::to_string(&money).expect("money is JSON");
        prop_assert_eq!(serde_json::from_str::<Money>(&json).ok(), Some(money));
        Ok(())
    });
}
