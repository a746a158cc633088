//! The forecast beside another computation: all months that can be drawn, each with how often it can be, instead of draws.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use plancost::answers::forecast::MonthAhead;
use plancost::answers::{ForecastOptions, forecast};
use plancost::base::Count;
use plancost::licensing::scenario::{Bot, Scenario};
use plancost::pricebook::library;
use serde_json::{Value, json};

/// Totals, and in how many ways each comes about.
type Ways = BTreeMap<u64, u128>;

/// Four whole weeks and the first two days of another, each beginning on any day that leaves seven.
fn all_months(days: &[u64], share: u64) -> Ways {
    let windows = || days.windows(7);
    let weeks: Vec<u64> = windows().map(|week| week.iter().sum()).collect();
    let heads: Vec<u64> = windows().map(|week| week[0] + week[1]).collect();
    let mut ways = Ways::from([(0, 1)]);
    for part in [&weeks, &weeks, &weeks, &weeks, &heads] {
        let mut longer = Ways::new();
        for (sum, many) in &ways {
            for more in part {
                *longer.entry(sum + more).or_default() += many;
            }
        }
        ways = longer;
    }
    let mut grown = Ways::new();
    for (sum, many) in ways {
        *grown.entry(sum * share / 1000).or_default() += many;
    }
    grown
}

/// In how many of a thousand months the total is at most this.
fn at_most(ways: &Ways, total: u64) -> f64 {
    let all: u128 = ways.values().sum();
    let some: u128 = ways.range(..=total).map(|(_, many)| many).sum();
    #[allow(clippy::cast_precision_loss, reason = "a share, for a test")]
    let share = some as f64 / all as f64;
    share * 1000.0
}

/// Five times what a thousand draws are off by: once in two million by chance, and the seeds are fixed.
fn slack(of_thousand: f64) -> f64 {
    5.0 * (of_thousand * (1000.0 - of_thousand) / 1000.0).max(0.0).sqrt() + 1.5
}

fn agrees(month: &MonthAhead, ways: &Ways, entitled: u64, place: &str) {
    let over = 1000.0 - at_most(ways, entitled);
    #[allow(clippy::cast_precision_loss, reason = "at most a thousand")]
    let found = month.over as f64;
    assert!((found - over).abs() <= slack(over), "{place}: {found} of 1,000 run over, and {over} of all months");
    for (name, total, share) in
        [("low", month.low, 100.0), ("middle", month.middle, 500.0), ("high", month.high, 900.0)]
    {
        let (below, at) =
            (at_most(ways, total.saturating_sub(1)) * f64::from(u8::from(total > 0)), at_most(ways, total));
        let near = slack(share);
        assert!(below <= share + near && at >= share - near, "{place}: {name} {total} is at {below} to {at} of 1,000");
    }
}

/// Weeks with weekends, a rise, one busy week, chats now and then, and two weeks only.
fn pasts() -> [(&'static str, Vec<u64>); 5] {
    let weekly = (0..35).map(|day| if day % 7 < 5 { 70 + day * 3 % 23 } else { 9 }).collect();
    let rising = (0..28).map(|day| 30 + day * 2).collect();
    let busy = (0..28).map(|day| if (7..14).contains(&day) { 200 } else { 40 }).collect();
    let rare = (0..30).map(|day| u64::from(day % 11 == 0) * 500).collect();
    let short = (0..14).map(|day| 55 + day * day % 31).collect();
    [("weekly", weekly), ("rising", rising), ("busy", busy), ("rare", rare), ("short", short)]
}

fn scenario(sessions: u32) -> Scenario {
    let sessions_per_month = Count::new(sessions).expect("a count");
    Scenario { bots: vec![Bot { name: "Bot".to_owned(), sessions_per_month, ..Bot::default() }], ..Scenario::default() }
}

#[test]
fn draws_agree_with_all_months_that_can_be_drawn() {
    let book = library().book(Some("2021-10")).expect("a book");
    let mut between = 0;
    for (name, days) in pasts() {
        for (seed, per_mille) in [(1, 0), (2, 50), (3, 0), (4, 7)] {
            let options = ForecastOptions { days: days.clone(), months: 4, per_mille, seed };
            let found = forecast(&book, &scenario(1_500), &options).expect("a forecast");
            assert_eq!(found.entitled, 2_000, "a pack");
            let mut share = 1000;
            for (place, month) in found.months.iter().enumerate() {
                share = share * (1000 + u64::from(per_mille)) / 1000;
                let ways = all_months(&days, share);
                agrees(month, &ways, found.entitled, &format!("{name}, seed {seed}, month {place}"));
                between += u32::from((1..1000).contains(&month.over));
            }
        }
    }
    assert!(between > 20, "only {between} chances that are neither none nor sure");
}

/// What covers nine of ten draws is what a solution with so many sessions buys, and no less brings them.
#[test]
fn what_is_bought_covers_nine_of_ten_draws() {
    let book = library().book(Some("2021-10")).expect("a book");
    for (name, days) in pasts() {
        let options = ForecastOptions { days, ..ForecastOptions::default() };
        for month in forecast(&book, &scenario(1), &options).expect("a forecast").months {
            let high = u32::try_from(month.high).expect("a small number");
            let alone = plancost::cheapest(&book, &scenario(high)).expect("an estimate");
            assert_eq!(alone.monthly.amount, month.monthly, "{name}");
            let again = forecast(&book, &scenario(high), &options).expect("a forecast");
            assert!(again.entitled >= month.high, "{name}: {} for {}", again.entitled, month.high);
            let over = again.months.iter().find(|other| other.high == month.high).map(|month| month.over);
            assert!(over.is_some_and(|over| over <= 100), "{name}: {over:?} of 1,000 run over what covers nine of ten");
        }
    }
}

fn plancost(words: &[&str]) -> (bool, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_plancost")).args(words).output().expect("the program starts");
    let text = if out.status.success() { out.stdout } else { out.stderr };
    (out.status.success(), String::from_utf8(text).expect("UTF-8"))
}

/// From a log over its counts to the forecast, by the command line: the figures are those of the library.
#[test]
fn the_command_line_looks_ahead_from_what_it_counted() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = |name: &str| folder.join(name).to_str().expect("a plain path").to_owned();
    let (log, counts, mine) = (name("ahead.csv"), name("ahead-counts.json"), name("ahead-scenario.json"));
    let days: Vec<u64> = (0..21).map(|day| if day == 9 { 0 } else { 1 + day % 5 }).collect();
    let mut rows = vec!["conversation_id,timestamp,role\n".to_owned()];
    for (day, many) in days.iter().enumerate() {
        rows.extend((0..*many).map(|chat| format!("c{day}-{chat},2021-10-{:02}T10:00:{chat:02}Z,user\n", day + 4)));
    }
    fs::write(&log, rows.concat()).expect("the folder can be written");
    let (done, counted) = plancost(&["meter", &log, "--json"]);
    assert!(done, "{counted}");
    fs::write(&counts, counted).expect("the folder can be written");
    fs::write(&mine, json!({ "bots": [{ "name": "Bot", "sessions_per_month": 100 }] }).to_string()).expect("written");

    let words = [
        "forecast",
        &mine,
        "--metered",
        &counts,
        "--months",
        "3",
        "--growth",
        "2.5%",
        "--seed",
        "9",
        "--edition",
        "2021-10",
    ];
    let (done, said) = plancost(&[&words[..], &["--json"]].concat());
    assert!(done, "{said}");
    let book = library().book(Some("2021-10")).expect("a book");
    let options = ForecastOptions { days, months: 3, per_mille: 25, seed: 9 };
    let wanted = forecast(&book, &scenario(100), &options).expect("a forecast");
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said, serde_json::to_value(&wanted).expect("JSON"));
    let (done, text) = plancost(&words);
    assert!(done && text.contains("The coming months"), "{text}");

    for (words, says) in [
        (&["forecast", &mine][..], "--metered"),
        (&["forecast", &mine, "--metered", &mine], "by_day"),
        (&["forecast", &mine, "--metered", &counts, "--growth", "fast"], "1.5%"),
        (&["forecast", &mine, "--metered", &counts, "--months", "some"], "whole number"),
    ] {
        let (done, told) = plancost(words);
        assert!(!done && told.contains(says), "{told}");
    }
}
