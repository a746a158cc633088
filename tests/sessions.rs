//! Conversations in, sessions out: one file a case, each by every definition that it names, in every order and in pieces.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/sessions.rs"]
mod sessions;
#[path = "support/slow_meter.rs"]
mod slow_meter;

use std::collections::{BTreeMap, BTreeSet};

use plancost::pricebook::library;
use plancost::sessions::{Answer, Began, Ended, Judged};
use serde::Deserialize;
use sessions::{Dice, HEADING, PLAIN, in_time, kept, lines, rows, setup};

/// One conversation, or some, and what must come out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    says: String,
    sources: Vec<String>,
    /// A log of the three needed columns only.
    #[serde(default)]
    plain: bool,
    events: Vec<String>,
    /// A second file.
    #[serde(default)]
    second: Vec<String>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    by: Vec<String>,
    #[serde(default)]
    choose: Vec<String>,
    /// All, engaged, billed.
    counts: [u64; 3],
    sessions: Option<Vec<String>>,
    duplicates: Option<u64>,
    conflicts: Option<usize>,
    trial: Option<u64>,
}

fn cases() -> Vec<Case> {
    let found = files::below("tests/sessions", ".json");
    assert!(found.len() > 40, "the cases are gone");
    let read = |path: &std::path::PathBuf| {
        let case: Case =
            serde_json::from_str(&files::text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(case.id.as_str()));
        for source in &case.sources {
            assert!(library().sources().contains_key(source.as_str()), "{}: no source {source}", case.id);
        }
        assert!(!case.says.is_empty() && !case.sources.is_empty(), "{}: no words or sources", case.id);
        case
    };
    found.iter().map(read).collect()
}

fn file(case: &Case, rows: &[String]) -> Vec<u8> {
    if case.plain {
        let short = |row: &String| row.splitn(4, ',').take(3).collect::<Vec<_>>().join(",") + "\n";
        return (PLAIN.to_owned() + &rows.iter().map(short).collect::<String>()).into_bytes();
    }
    (HEADING.to_owned() + &rows.concat()).into_bytes()
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut faults = Vec::new();
    for case in cases() {
        let mut files = vec![file(&case, &rows(&case.events))];
        if !case.second.is_empty() {
            files.push(file(&case, &rows(&case.second)));
        }
        for expected in &case.expected {
            for definition in &expected.by {
                let answer = kept(&setup(definition, &expected.choose), &files, usize::MAX);
                let place = format!("{} by {definition} {:?}", case.id, expected.choose);
                faults.extend(differences(expected, &answer).into_iter().map(|fault| format!("{place}: {fault}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn differences(expected: &Expected, answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |name: &str, wanted: String, found: String| {
        if wanted != found {
            faults.push(format!("{name} {found}, expected {wanted}"));
        }
    };
    let all = answer.all;
    same("counts", format!("{:?}", expected.counts), format!("{:?}", [all.total, all.engaged, all.billed]));
    if let Some(wanted) = &expected.sessions {
        same("sessions", format!("{wanted:#?}"), format!("{:#?}", lines(answer)));
    }
    if let Some(wanted) = expected.duplicates {
        same("duplicates", wanted.to_string(), answer.duplicates.to_string());
    }
    if let Some(wanted) = expected.conflicts {
        same("conflicts", wanted.to_string(), answer.conflicts.len().to_string());
    }
    if let Some(wanted) = expected.trial {
        same("trial", wanted.to_string(), answer.billed_on_trial.to_string());
    }
    same("skipped", "[]".into(), format!("{:?}", answer.skipped));
    faults
}

/// What an answer says, without how it was found and what it says of duplicates.
fn core(answer: &Answer) -> String {
    let mut value = serde_json::to_value(answer).expect("an answer is JSON");
    let object = value.as_object_mut().expect("an object");
    for key in ["memory", "notes", "duplicates", "events", "skipped", "conflicts"] {
        object.remove(key);
    }
    format!("{value:#}\n{}", lines(answer).join("\n"))
}

/// Backwards, shuffled, cut into files, loaded twice, in pieces of any size: the same sessions.
#[test]
fn no_order_and_no_cut_changes_a_case() {
    let mut dice = Dice(3);
    for case in cases().iter().filter(|case| case.second.is_empty()) {
        let forward = rows(&case.events);
        for expected in &case.expected {
            let setup = setup(&expected.by[0], &expected.choose);
            let whole = file(case, &forward);
            let wanted = core(&kept(&setup, std::slice::from_ref(&whole), usize::MAX));
            let mut shuffled = forward.clone();
            dice.shuffle(&mut shuffled);
            let half = shuffled.len() / 2;
            let backward: Vec<_> = forward.iter().rev().cloned().collect();
            let many = [
                ("backwards", vec![file(case, &backward)]),
                ("shuffled", vec![file(case, &shuffled)]),
                ("twice", vec![whole.clone(), whole.clone()]),
                ("overlapping", vec![file(case, &shuffled[half..]), whole.clone(), file(case, &backward[..half])]),
            ];
            for (name, files) in many {
                assert_eq!(core(&kept(&setup, &files, 4096)), wanted, "{} {name}", case.id);
            }
            for piece in [1, 2, 7, 64] {
                let answer = kept(&setup, std::slice::from_ref(&whole), piece);
                assert_eq!(core(&answer), wanted, "{} in pieces of {piece}", case.id);
            }
            let mut sorted = forward.clone();
            sorted.sort_by_key(|row| row.split(',').nth(1).map(str::to_owned));
            if let Ok(answer) = in_time(&setup, &[file(case, &sorted)], 100) {
                assert_eq!(core(&answer), wanted, "{} in the order of time", case.id);
            }
        }
    }
}

/// Every reason is expected by at least two cases, every definition and option by at least one.
#[test]
fn the_cases_cover_all_reasons() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in cases() {
        for expected in &case.expected {
            let words = expected.sessions.iter().flatten().flat_map(|line| line.split(' ').skip(2)).map(str::to_owned);
            for word in words.chain(expected.by.iter().cloned()).chain(expected.choose.iter().cloned()) {
                seen.entry(word).or_default().insert(case.id.clone());
            }
        }
    }
    let count = |word: &str| seen.get(word).map_or(0, BTreeSet::len);
    let reasons = Began::ALL.iter().map(|began| began.word());
    let reasons = reasons.chain(Ended::ALL.iter().map(|ended| ended.word()));
    let few: Vec<_> =
        reasons.chain(Judged::ALL.iter().map(|judged| judged.word())).filter(|word| count(word) < 2).collect();
    assert!(few.is_empty(), "fewer than two cases: {few:?}");
    let definitions = library().sessions().definitions().iter().map(|definition| definition.id.clone());
    let options = library().sessions().switches().iter().flat_map(|switch| {
        let other = switch.option.iter().filter(|option| option.id != switch.default && option.id != "definition");
        other.map(|option| format!("{}={}", switch.id.name(), option.id))
    });
    let none: Vec<_> = definitions.chain(options).filter(|word| count(word) == 0).collect();
    assert!(none.is_empty(), "no case: {none:?}");
}

#[test]
fn the_slow_meter_agrees_on_the_first_texts() {
    slow_meter_agrees(&["A", "B", "C"]);
}

#[test]
fn the_slow_meter_agrees_on_the_later_texts() {
    slow_meter_agrees(&["D", "E", "F"]);
}

#[test]
fn the_slow_meter_agrees_on_the_last_text_and_on_others() {
    slow_meter_agrees(&["G", "S", "omnichannel"]);
}

/// The fast meter says what the slow one says, on a third of a million events in random order, cut and doubled at random.
fn slow_meter_agrees(ids: &[&str]) {
    let mut dice = Dice(11 + ids[0].bytes().map(u64::from).sum::<u64>());
    let definitions: Vec<_> = ids.iter().filter_map(|id| library().sessions().definition(id)).collect();
    assert_eq!(definitions.len(), ids.len());
    assert_eq!(library().sessions().definitions().len(), 9, "a definition that no test here asks");
    let mut events = 0;
    let each = 112_000;
    for (number, definition) in definitions.iter().enumerate() {
        // In every second set some conversations have two bots, which the order of time alone does not settle.
        let mixed = number % 2 == 1;
        let rows = slow_meter::random(&mut dice, each, mixed);
        events += rows.len();
        let wanted = slow_meter::meter(&rows, definition);
        let setup = setup(&definition.id, &[]);
        let mut shuffled: Vec<String> = rows.iter().map(slow_meter::Row::text).collect();
        dice.shuffle(&mut shuffled);
        let files = slow_meter::files(&mut dice, &shuffled);
        let piece = 1 + dice.below(10_000);
        same(&slow_meter::of(&kept(&setup, &files, piece)), &wanted, &format!("{} in any order", definition.id));
        let sorted = in_time(&setup, &[slow_meter::sorted(&rows)], piece);
        match sorted {
            Ok(found) => same(&slow_meter::of(&found), &wanted, &format!("{} in the order of time", definition.id)),
            Err(disorder) => assert!(mixed, "{}: {disorder:?}", definition.id),
        }
    }
    assert!(events >= 1_000_000 / 3, "{events}");
}

fn same(found: &[String], wanted: &[String], place: &str) {
    let first = found.iter().zip(wanted).find(|(found, wanted)| found != wanted);
    assert!(
        first.is_none() && found.len() == wanted.len(),
        "{place}: {} and {}: {first:#?}",
        found.len(),
        wanted.len()
    );
}
