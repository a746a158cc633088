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
use plancost::sessions::{Answer, Began, Ended, Judged, Order};
use serde::Deserialize;
use sessions::{Dice, HEADING, PLAIN, in_time, kept, lines, metered, rows, setup};

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

/// Kept events are metered by one definition after the other, and each says what it says alone. Of events that were metered at
/// once, and by a choice that takes them for something else, there is no second answer.
#[test]
fn events_that_were_kept_are_metered_by_all_definitions() {
    let mut dice = Dice(29);
    let definitions = library().sessions().definitions();
    let rows = slow_meter::random(&mut dice, 4_000, true);
    let random: Vec<String> = rows.iter().map(slow_meter::Row::text).collect();
    let grouped = format!("[{},{}]", chat("a", '1', 0, "chat:7d3f"), chat("b", '2', 5, "chat:7d3f"));
    for files in [slow_meter::files(&mut dice, &random), vec![grouped.into_bytes()]] {
        let mut meter = metered(&setup("C", &[]), &files, 4096, Order::Any);
        for definition in definitions.iter().chain(definitions.iter().rev()) {
            let setup = setup(&definition.id, &[]);
            let alone = kept(&setup, &files, 4096);
            let again = meter.under(&setup).expect("they are kept");
            let whole = |answer: &Answer| serde_json::to_string(answer).expect("JSON") + &lines(answer).join("\n");
            assert_eq!(whole(&again), whole(&alone), "{}", definition.id);
        }
        assert!(meter.under(&setup("C", &["unknown-topic=system".to_owned()])).is_none());
        let mut at_once = metered(&setup("C", &[]), &files[..1], 4096, Order::InTime);
        assert!(at_once.under(&setup("G", &[])).is_none());
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

/// A row of the table of transcripts: a bot greets a customer at a minute, in a live work item if one is named.
fn chat(conversation: &str, bot: char, minute: u32, work_item: &str) -> String {
    let bot = format!("5b0e6c1a-90d1-4f0e-8a11-3d2f6f2b7c0{bot}");
    let (at, part) = (1_633_082_400 + minute * 60, minute / 9);
    let told = match work_item.split_once(':') {
        Some(("chat", item)) => {
            format!(r#""name":"startConversation","channelData":{{"msdyn_liveworkitemid":"{item}"}}"#)
        }
        Some((_, item)) => format!(r#""name":"pvaSetContext","value":{{"msdyn_ocliveworkitemid":"{item}"}}"#),
        None => r#""name":"startConversation""#.to_owned(),
    };
    let content = format!(
        r#"{{"activities":[{{"type":"event","timestamp":{at},"from":{{"role":1}},"channelId":"lcw",{told}}},{{"id":"u{part}","type":"message","timestamp":{at},"from":{{"role":1}},"channelId":"lcw","text":"hi"}},{{"id":"b{part}","type":"message","timestamp":{},"from":{{"role":0}},"channelId":"lcw","text":"hello"}}]}}"#,
        at + 2
    );
    serde_json::json!({ "name": format!("{conversation}_{bot}"), "content": content }).to_string()
}

/// Conversations of one live work item are one for Omnichannel, whoever answers in them; for the bots they are several.
#[test]
fn conversations_of_one_live_work_item_are_one() {
    let cases: [(&str, Vec<String>, [u64; 2]); 7] = [
        ("two bots in one chat", vec![chat("a", '1', 0, "chat:7d3f"), chat("b", '2', 5, "chat:7d3f")], [1, 2]),
        ("hours apart", vec![chat("a", '1', 0, "chat:7d3f"), chat("b", '1', 300, "chat:7d3f")], [1, 2]),
        ("two bots in one call", vec![chat("a", '1', 0, "call:7d3f"), chat("b", '2', 5, "call:7d3f")], [1, 2]),
        ("two chats", vec![chat("a", '1', 0, "chat:7d3f"), chat("b", '2', 5, "chat:7d40")], [2, 2]),
        ("no live work item", vec![chat("a", '1', 0, ""), chat("b", '2', 5, "")], [2, 2]),
        ("one with and one without", vec![chat("a", '1', 0, "chat:7d3f"), chat("b", '2', 5, "")], [2, 2]),
        (
            "a second part that does not repeat it",
            vec![chat("a", '1', 0, ""), chat("a", '1', 9, "chat:7d3f"), chat("b", '2', 5, "chat:7d3f")],
            [1, 2],
        ),
    ];
    for (says, rows, [omnichannel, bots]) in cases {
        let backward: Vec<String> = rows.iter().rev().cloned().collect();
        for rows in [&rows, &backward] {
            let whole = format!("[{}]", rows.join(",")).into_bytes();
            let apart: Vec<Vec<u8>> = rows.iter().map(|row| format!("[{row}]").into_bytes()).collect();
            for files in [vec![whole.clone()], apart, vec![whole.clone(), whole]] {
                let answer = kept(&setup("omnichannel", &[]), &files, 4096);
                let found = (answer.conversations, answer.all.total, answer.all.billed);
                assert_eq!(found, (omnichannel, omnichannel, omnichannel), "{says}");
                assert_eq!(answer.conflicts, [], "{says}");
                assert_eq!(kept(&setup("G", &[]), &files, 4096).all.total, bots, "{says}");
                let grouped = in_time(&setup("omnichannel", &[]), &files, 4096);
                assert!(grouped.is_err() || omnichannel == 2, "{says}");
            }
        }
    }
}

/// The examples of the reference that are about sessions and not about licenses; those of licenses are in `tests/cases`.
#[test]
fn every_example_of_the_reference_has_a_case() {
    let metered = [176, 178, 179, 181, 182, 184, 185, 187, 190, 205, 206];
    let licensed = [170, 172, 173, 175, 188, 200, 202, 203, 208, 209];
    let known = |folder: &str| -> BTreeSet<String> {
        let files = files::below(folder, ".json");
        let stems = files.iter().filter_map(|path| path.file_stem().and_then(|stem| stem.to_str()));
        stems.filter(|stem| stem.starts_with("WE-")).filter_map(|stem| stem.get(..6)).map(str::to_owned).collect()
    };
    for (folder, numbers) in [("tests/sessions", &metered[..]), ("tests/cases", &licensed[..])] {
        let found = known(folder);
        let none: Vec<_> = numbers.iter().filter(|number| !found.contains(&format!("WE-{number}"))).collect();
        assert!(none.is_empty(), "{folder} has no case for WE-{none:?}");
    }
}

/// Just before, at and just after each border, in the cases themselves: so long is the silence before the second session, so
/// long the session, so many are the turns.
#[test]
fn every_border_has_a_case_before_at_and_after_it() {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in cases() {
        let rows = rows(&case.events);
        let times: Vec<i64> = rows.iter().filter_map(|row| row.split(',').nth(1)?.parse().ok()).collect();
        let users = rows.iter().filter(|row| row.split(',').nth(2) == Some("user")).count();
        let gap = times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
        let length = times.last().unwrap_or(&0) - times.first().unwrap_or(&0);
        let mut near = |border: &'static str, value: i64, at: i64, step: i64| {
            let side = match value - at {
                0 => "at",
                over if over > 0 && over <= step => "after",
                over if over < 0 && over >= -step => "before",
                _ => return,
            };
            seen.entry(border).or_default().insert(side);
        };
        near("silence", gap, 30 * 60_000, 1000);
        near("length", length, 60 * 60_000, 1000);
        near("turns", i64::try_from(users).expect("few"), 100, 1);
        near("turns, the second time", i64::try_from(users).expect("few"), 200, 1);
    }
    for border in ["silence", "length", "turns"] {
        let sides = seen.get(border).map(|sides| sides.iter().copied().collect::<Vec<_>>());
        assert_eq!(sides, Some(vec!["after", "at", "before"]), "{border}");
    }
    let second =
        seen.get("turns, the second time").is_some_and(|sides| sides.contains("at") && sides.contains("after"));
    assert!(second, "200 and 201 turns");
}
