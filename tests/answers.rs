//! Answers beyond one number: one runner over `tests/answers/<answer>/*.json`, and what must hold for any scenario.

#[path = "support/files.rs"]
mod files;
#[path = "support/runner.rs"]
mod runner;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

use std::collections::{BTreeMap, BTreeSet};

use plancost::answers::flips::Side;
use plancost::answers::numbers::Numbers;
use plancost::answers::{
    self, Depth, FlipsOptions, Margin, OverTimeOptions, RangeOptions, TiesOptions, compare, explain, flips, over_time,
    owned, range, readings, ties, todo, why_not,
};
use plancost::base::{Money, PlanId};
use plancost::cheapest;
use plancost::licensing::search::{Search, Wish};
use plancost::licensing::{Scenario, read};
use plancost::pricebook::{Book, library};
use plancost::report::{Fault, Sheet};
use runner::holds;
use serde::Deserialize;
use serde_json::{Value, json};

/// A question and what must stand in its answer, by the place in its JSON.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    says: String,
    #[serde(default)]
    sources: Vec<String>,
    edition: String,
    /// The scenario, or `of`: the case of `tests/cases` that has it.
    scenario: Option<Value>,
    of: Option<String>,
    #[serde(default)]
    options: Value,
    /// JSON pointers into the answer, each with what must stand there.
    #[serde(default)]
    expected: BTreeMap<String, Value>,
    /// Words of the title of the sheet.
    title: Option<String>,
    /// The path of a fault.
    fault: Option<String>,
}

fn book(edition: &str) -> Book {
    library().book(Some(edition)).unwrap_or_else(|unknown| panic!("{unknown}"))
}

impl Case {
    fn scenario(&self) -> Scenario {
        let value = match (&self.scenario, &self.of) {
            (Some(scenario), None) => scenario.clone(),
            (None, Some(of)) => {
                let path = files::root().join(format!("tests/cases/{of}.json"));
                let case: Value = serde_json::from_str(&files::text(&path)).expect("a case");
                case["scenario"].clone()
            }
            _ => panic!("{}: exactly one of scenario and of", self.id),
        };
        read::scenario(&value.to_string()).unwrap_or_else(|fault| panic!("{}: {fault}", self.id))
    }

    fn ask(&self, answer: &str) -> Result<(Value, Sheet), Vec<Fault>> {
        let (book, scenario) = (book(&self.edition), self.scenario());
        let option = |name: &str| self.options.get(name);
        let told = |value: &dyn erased::Json, sheet: Sheet| Ok((value.json(), sheet));
        match answer {
            "flips" => {
                let paths = option("paths").map(|paths| serde_json::from_value(paths.clone()).expect("paths"));
                let found = flips(&book, &scenario, &FlipsOptions { paths: paths.unwrap_or_default() })?;
                told(&found, found.to_sheet(&book))
            }
            "ties" => {
                let parts = option("per_mille").and_then(Value::as_u64).unwrap_or(100);
                let within = Margin::PerMille(u32::try_from(parts).expect("a margin"));
                let found = ties(&book, &scenario, TiesOptions { within, most: 5 })?;
                told(&found, found.to_sheet(&book))
            }
            "why-not" => why_not(&book, &scenario).and_then(|found| told(&found, found.to_sheet(&book))),
            "over-time" => {
                let options: OverTimeOptions = serde_json::from_value(self.options.clone()).expect("options");
                let found = over_time(library(), Some(&self.edition), &scenario, &options)?;
                told(&found, found.to_sheet(&book))
            }
            "range" => {
                let options: RangeOptions = serde_json::from_value(self.options.clone()).expect("options");
                let found = range(&book, &scenario, &options)?;
                told(&found, found.to_sheet(&book))
            }
            "todo" => todo(&book, &scenario).and_then(|found| told(&found, found.to_sheet(&book))),
            "owned" => owned(&book, &scenario).and_then(|found| told(&found, found.to_sheet(&book))),
            "readings" => readings(&book, &scenario).and_then(|found| told(&found, found.to_sheet(&book))),
            "compare" => {
                let to = self::book(option("to").and_then(Value::as_str).expect("an edition"));
                let found = compare(&book, &to, &scenario)?;
                told(&found, found.to_sheet(&book, &to))
            }
            "explain" => {
                let depth: Depth = option("depth")
                    .map_or(Depth::Whole, |depth| serde_json::from_value(depth.clone()).expect("a depth"));
                let line = option("line").and_then(Value::as_str).map(PlanId::from);
                let sheet = explain(&cheapest(&book, &scenario)?, line.as_ref(), depth).map_err(|fault| vec![fault])?;
                told(&sheet, sheet.clone())
            }
            other => panic!("tests/answers has a folder \"{other}\" that no answer is called"),
        }
    }
}

mod erased {
    //! Any answer as JSON.
    use serde_json::Value;

    pub trait Json {
        fn json(&self) -> Value;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> Value {
            serde_json::to_value(self).expect("an answer is JSON")
        }
    }
}

#[test]
fn every_answer_comes_out_as_written() {
    let mut faults = Vec::new();
    let mut asked = BTreeSet::new();
    for path in files::below("tests/answers", ".json") {
        let name = files::short(&path);
        let case: Case = serde_json::from_str(&files::text(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let answer = name.split('/').nth(2).unwrap_or_default().to_owned();
        assert!(name.ends_with(&format!("/{}.json", case.id)) && !case.says.is_empty(), "{name}: id or says");
        for key in &case.sources {
            assert!(library().sources().contains_key(key.as_str()), "{name}: no source {key}");
        }
        assert!(!(case.expected.is_empty() && case.title.is_none() && case.fault.is_none()), "{name} cannot fail");
        let outcome = case.ask(&answer);
        asked.insert(answer);
        match (outcome, &case.fault) {
            (Err(found), Some(path)) => {
                if found.iter().all(|fault| fault.path != *path) {
                    faults.push(format!("{name}: expected a fault at {path}, found {found:?}"));
                }
            }
            (Err(found), None) => faults.push(format!("{name}: {found:?}")),
            (Ok((value, _)), Some(path)) => faults.push(format!("{name}: expected a fault at {path}, found {value}")),
            (Ok((value, sheet)), None) => {
                for (place, expected) in &case.expected {
                    let found = value.pointer(place).unwrap_or(&Value::Null);
                    if found != expected {
                        faults.push(format!("{name}: {place}: expected {expected}, found {found}"));
                    }
                }
                if let Some(words) = case.title.as_ref().filter(|words| !sheet.title.contains(*words)) {
                    faults.push(format!("{name}: the title lacks \"{words}\": {}", sheet.title));
                }
                check_sheet(&name, &sheet, &mut faults);
            }
        }
    }
    assert_eq!(asked.len(), 10, "an answer has no case: {asked:?}");
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

/// Each row has a cell for each column, each chart a table, each renderer a text, and JSON brings the sheet back.
fn check_sheet(name: &str, sheet: &Sheet, faults: &mut Vec<String>) {
    for table in &sheet.tables {
        if table.rows.iter().any(|row| row.len() != table.columns.len()) {
            faults.push(format!("{name}: a row of \"{}\" has not as many cells as there are columns", table.title));
        }
    }
    for chart in &sheet.charts {
        if usize::try_from(chart.table).is_ok_and(|place| place >= sheet.tables.len()) {
            faults.push(format!("{name}: the chart \"{}\" has no table", chart.title));
        }
    }
    let back: Sheet = serde_json::from_value(json!(sheet)).expect("a sheet is read back");
    let text = sheet.to_text();
    if back != *sheet
        || !text.contains(sheet.title.split(' ').next().unwrap_or_default())
        || !sheet.to_markdown().starts_with("# ")
        || ["tr", "td", "details", "li", "svg", "section"].iter().any(|tag| !closes(&sheet.to_html(), tag))
    {
        faults.push(format!("{name}: the sheet is not printed or read back"));
    }
}

/// Whether each element of this name is closed.
fn closes(html: &str, tag: &str) -> bool {
    let opened = html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
    opened == html.matches(&format!("</{tag}>")).count()
}

/// Those of all cases that answers are asked about, with and without an Azure subscription.
#[test]
fn what_a_search_finds_costs_what_the_cheapest_costs() {
    let mut linked = 0;
    let (mut asked, mut faults) = (0, Vec::new());
    for path in files::below("tests/cases", ".json") {
        let name = files::short(&path);
        let case: Value = serde_json::from_str(&files::text(&path)).expect("a case");
        let with_subscription = case["scenario"]["tenant"]["azure_subscription"] == json!(true);
        if !(with_subscription || name.contains("/combinations/") || name.contains("/capacity/")) {
            continue;
        }
        let Ok(scenario) = read::scenario(&case["scenario"].to_string()) else { continue };
        let Ok(book) = library().book(case["edition"].as_str()) else { continue };
        let Ok(estimate) = cheapest(&book, &scenario) else { continue };
        let Ok(book) = plancost::licensing::as_read(&book, &scenario) else { continue };
        let search = Search::of(&book, &scenario).expect("a scenario that has an answer");
        let Some(found) = search.find(&Wish::default()) else { continue };
        asked += 1;
        linked += u32::from(!estimate.combination.pay_as_you_go.is_empty());
        let judged = search.judge(&found);
        let same = found.monthly == estimate.monthly.amount
            && judged.monthly == estimate.monthly
            && judged.valid == estimate.valid
            && judged.combination.pay_as_you_go == estimate.combination.pay_as_you_go;
        if !same {
            faults.push(format!("{name}: {} and {}", found.monthly, estimate.monthly));
        }
    }
    assert!(asked > 20 && linked > 0, "{asked} asked, {linked} linked");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Few people, one or two of each thing.
const FEW: scenarios::Size = scenarios::Size { things: 2, people: 9 };
/// How far around a number brute force looks.
const WINDOW: u64 = 4;
/// How many values farther away it tries.
const FAR: u64 = 5;

/// Whether other plans are better at a value, asked value by value.
fn flips_at(book: &Book, numbers: &Numbers, path: &str, today: &BTreeSet<PlanId>, value: u64) -> Option<bool> {
    let mut numbers = numbers.clone();
    numbers.set(path, value);
    let scenario = numbers.scenario().ok()?;
    let book = plancost::licensing::as_read(book, &scenario).ok()?;
    let search = Search::of(&book, &scenario).ok()?;
    let best = search.find(&Wish::default())?;
    if best.plans() == *today {
        return Some(false);
    }
    let wish = Wish { there: today.clone(), only: Some(today.clone()), ..Wish::default() };
    Some(search.find(&wish).is_none_or(|stays| stays.weighed > best.weighed))
}

#[test]
fn flips_agree_with_asking_every_value() {
    for edition in ["2020-04", "2021-10"] {
        let book = book(edition);
        let checked = std::cell::Cell::new((0_u32, 0_u32));
        holds(8, scenarios::usual(&book, FEW), |scenario| {
            let Ok(found) = flips(&book, &scenario, &FlipsOptions::default()) else { return Ok(()) };
            let numbers = Numbers::of(&scenario);
            let today: BTreeSet<PlanId> = found.units.keys().cloned().collect();
            for entry in found.numbers.iter().filter(|entry| !entry.path.ends_with(']')) {
                let at = |value: u64| flips_at(&book, &numbers, &entry.path, &today, value);
                let agree = |side: &Side, values: &mut dyn Iterator<Item = u64>| {
                    for value in values {
                        let known = if side.flip.is_some() {
                            true
                        } else {
                            value.abs_diff(entry.value) <= side.looked_to.abs_diff(entry.value)
                        };
                        if !known {
                            break;
                        }
                        let told = side.flip.as_ref().is_some_and(|flip| flip.value == value);
                        let Some(truth) = at(value) else { break };
                        let (mut numbers, mut flips) = checked.get();
                        numbers += 1;
                        flips += u32::from(truth);
                        checked.set((numbers, flips));
                        assert_eq!(told, truth, "{} at {value}: {side:?} in {}", entry.path, json!(scenario));
                        if told {
                            break;
                        }
                    }
                };
                agree(&entry.up, &mut (entry.value + 1..=entry.value + WINDOW));
                agree(&entry.down, &mut (entry.value.saturating_sub(WINDOW)..entry.value).rev());
                // And a few between there and the nearest flip, or the end of what is certain.
                let (up, down) = (entry.up.looked_to, entry.down.looked_to);
                let far = |from: u64, to: u64| (1..=FAR).map(move |part| from + to.abs_diff(from) * part / FAR);
                agree(&entry.up, &mut far(entry.value, up).filter(|value| *value > entry.value));
                agree(&entry.down, &mut far(down, entry.value).rev().skip(1));
            }
            Ok(())
        });
        let (values, flips) = checked.get();
        println!("edition {edition}: {values} values asked one by one, {flips} of them flips");
        assert!(values > 150 && flips > 3, "too few to show anything: {values}, {flips}");
    }
}

#[test]
fn near_ties_agree_with_trying_every_set_of_plans() {
    let book = book("2021-10");
    let told = std::cell::Cell::new(0_usize);
    holds(60, scenarios::scenario(&book, FEW), |scenario| {
        let Ok(search) = Search::of(&book, &scenario) else { return Ok(()) };
        let plans: Vec<PlanId> = search.plans().map(|plan| plan.id.clone()).collect();
        let Some(best) = search.find(&Wish::default()) else { return Ok(()) };
        if plans.len() > 6 || best.units.is_empty() {
            return Ok(());
        }
        let limit = best.monthly.times(21);
        let mut all: Vec<(Money, BTreeSet<PlanId>)> = Vec::new();
        for mask in 0..1_u32 << plans.len() {
            let set: BTreeSet<PlanId> = plans
                .iter()
                .enumerate()
                .filter(|(place, _)| mask >> place & 1 == 1)
                .map(|(_, plan)| plan.clone())
                .collect();
            let wish = Wish { there: set.clone(), only: Some(set.clone()), ..Wish::default() };
            all.extend(search.find(&wish).filter(|found| found.monthly <= limit).map(|found| (found.weighed, set)));
        }
        all.sort();
        let found =
            ties(&book, &scenario, TiesOptions { within: Margin::PerMille(20_000), most: 20 }).expect("an answer");
        prop_sets(&all, &found, &scenario);
        told.set(told.get() + found.others.len());
        Ok(())
    });
    println!("{} near ties agree", told.get());
    assert!(told.get() > 10, "too few near ties to show anything: {}", told.get());
}

/// Totals of the sets that contain no cheaper one are the totals that were told.
fn prop_sets(all: &[(Money, BTreeSet<PlanId>)], found: &answers::Ties, scenario: &Scenario) {
    let mut kept: Vec<&(Money, BTreeSet<PlanId>)> = Vec::new();
    for entry in all {
        if !kept.iter().any(|known| known.1.is_subset(&entry.1)) {
            kept.push(entry);
        }
    }
    let told: BTreeSet<BTreeSet<PlanId>> =
        std::iter::once(&found.best).chain(&found.others).map(|entry| entry.units.keys().cloned().collect()).collect();
    let strictly: Vec<_> = kept.iter().filter(|entry| !told.contains(&entry.1)).collect();
    // Where two sets cost the same and one holds the other, either may be told.
    let explained = |set: &BTreeSet<PlanId>| told.iter().any(|known| known.is_subset(set) || set.is_subset(known));
    assert!(
        found.cut || strictly.iter().all(|entry| explained(&entry.1)),
        "not told: {strictly:?}, told {told:?} of {}",
        json!(scenario)
    );
    for set in &told {
        let known = all.iter().any(|entry| entry.1 == *set);
        assert!(known, "told, but no such set: {set:?} of {}", json!(scenario));
    }
}

#[test]
fn months_sum_up_to_what_is_cheapest_in_each() {
    let book = book("2020-04");
    holds(16, scenarios::scenario(&book, FEW), |mut scenario| {
        scenario.groups.truncate(1);
        let options: OverTimeOptions = serde_json::from_value(json!({"months": 24, "from": "2020-12",
            "growth": scenario.groups.iter().map(|group| json!({"of": group.name, "add": 3})).collect::<Vec<_>>()}))
        .expect("options");
        let Ok(found) = over_time(library(), None, &scenario, &options) else { return Ok(()) };
        let mut sum = Money::ZERO;
        for (number, month) in (0..).zip(&found.months) {
            let mut then = Numbers::of(&scenario);
            for (place, group) in scenario.groups.iter().enumerate() {
                then.set(&format!("groups[{place}].people"), group.people.wide() + 3 * number);
            }
            let book = self::book(month.edition.as_str());
            let estimate = cheapest(&book, &then.scenario().expect("a scenario")).expect("an answer");
            assert_eq!(month.monthly, estimate.monthly.amount, "{} of {}", month.month, json!(scenario));
            sum = sum.plus(estimate.monthly.amount);
        }
        assert_eq!(found.total, sum);
        Ok(())
    });
}

/// The total of a search is that of the judge, and doing without or insisting is never cheaper.
#[test]
fn conditions_only_make_it_dearer() {
    let book = book("2021-10");
    holds(24, scenarios::scenario(&book, FEW), |scenario| {
        let Ok(search) = Search::of(&book, &scenario) else { return Ok(()) };
        let Some(best) = search.find(&Wish::default()) else { return Ok(()) };
        for plan in search.all() {
            let one: BTreeSet<PlanId> = [plan.clone()].into();
            for wish in [Wish { with: one.clone(), ..Wish::default() }, Wish { without: one, ..Wish::default() }] {
                let Some(found) = search.find(&wish) else { continue };
                let judged = search.judge(&found);
                assert_eq!(judged.monthly.amount, found.monthly, "{wish:?} of {}", json!(scenario));
                assert!(judged.valid || !search.judge(&best).valid, "{wish:?} of {}", json!(scenario));
                assert!(found.weighed >= best.weighed || !best.proven, "{wish:?} of {}", json!(scenario));
                let there = found.units.contains_key(&plan);
                assert_eq!(there, wish.without.is_empty(), "{wish:?} of {}", json!(scenario));
            }
        }
        Ok(())
    });
}

#[test]
fn the_same_seed_draws_the_same() {
    let scenario =
        read::scenario(&files::text(&files::root().join("static/scenarios/bot-4500-sessions.json"))).expect("a preset");
    let book = book("2021-10");
    let asked = |seed: u64| {
        let options = json!({"seed": seed, "draws": 100, "vary": [{"path": "bots[0].sessions_per_month", "low": 3000, "likely": 4500, "high": 9000}]});
        range(&book, &scenario, &serde_json::from_value(options).expect("options")).expect("an answer")
    };
    assert_eq!(asked(7), asked(7));
    assert_ne!(asked(7).counts, asked(8).counts);
    let found = asked(7);
    assert_eq!(found.counts.iter().map(|(_, draws)| draws).sum::<u64>(), found.draws);
    let ordered = [found.totals.least, found.totals.low, found.totals.middle, found.totals.high, found.totals.most];
    assert!(ordered.is_sorted(), "{ordered:?}");
}

/// Every guide can be read, names plans that exist and sources that exist.
#[test]
fn guides_name_what_exists() {
    let plans: BTreeSet<PlanId> = library()
        .editions()
        .flat_map(|head| book(head.id.as_str()).plans().map(|plan| plan.id.clone()).collect::<Vec<_>>())
        .collect();
    let guides = answers::guide::guides();
    assert!(guides.len() > 4, "the guides are gone");
    for guide in guides {
        assert!(!guide.steps.is_empty() && !guide.sources.is_empty(), "{}", guide.id);
        assert!(guide.plans.iter().chain(&guide.after).all(|plan| plans.contains(plan)), "{}", guide.id);
        assert!(guide.sources.iter().all(|source| library().sources().contains_key(source)), "{}", guide.id);
    }
}
