//! The command line, run as a program: what it prints, what it refuses, and that it never panics.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn plancost(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plancost"));
    command.args(words).current_dir(files::root()).stdin(Stdio::null());
    command
}

fn run(words: &[&str]) -> Output {
    plancost(words).output().expect("the program starts")
}

fn fed(words: &[&str], input: &[u8]) -> Output {
    let mut child = plancost(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may stop reading before the end of a huge input.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the program ends")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn answered(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
    assert_eq!(told(output), "");
    said(output)
}

/// Exit code 2, nothing on standard output, no panic, and each of the words in the message.
fn refused(output: &Output, words: &[&str]) {
    let told = told(output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(said(output), "");
    assert!(!told.contains("panicked"), "{told}");
    assert!(told.lines().all(|line| line.starts_with("plancost: ")), "{told}");
    for word in words {
        assert!(told.contains(word), "expected \"{word}\" in: {told}");
    }
}

/// A file for one test.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("the folder can be written");
    path
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

const TEAM: &[u8] = br#"{"name": "A button", "groups": [{"name": "Team", "people": 10}],
    "flows": [{"name": "Button", "trigger": "instant", "run_by": ["Team"], "connectors": ["SQL Server"]}]}"#;
const NINE: &[u8] = br#"{"people": [{"who": "Team", "people": 9, "licenses": {"power-automate-per-user": 1}}]}"#;

#[test]
fn help_and_version() {
    for words in [&["--help"][..], &["-h"], &["help"], &["cheapest", "--help"], &["price", "x", "-h"]] {
        let help = answered(&run(words));
        for command in ["cheapest", "price", "editions", "changes", "readings", "schema", "lp", "Exit code: 0"] {
            assert!(help.contains(command), "{command} in {help}");
        }
        assert!(help.lines().all(|line| line.len() <= 100), "{help}");
    }
    assert_eq!(answered(&run(&["--version"])), format!("plancost {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn cheapest_from_file_and_from_standard_input() {
    let scenario = file("cheapest.json", TEAM);
    let text = answered(&run(&["cheapest", path(&scenario)]));
    assert!(text.contains("150.00 USD per month"), "{text}");
    assert!(text.contains("1,800.00 USD per year"), "{text}");
    assert_eq!(answered(&fed(&["cheapest", "-"], TEAM)), text);
    assert_eq!(answered(&run(&["cheapest", "--", path(&scenario)])), text);

    let json: Value =
        serde_json::from_str(&answered(&run(&["cheapest", path(&scenario), "--json", "--edition", "2020-04"])))
            .expect("JSON");
    assert_eq!(json["monthly"]["amount"], "150.00");
    assert_eq!(json["edition"], "2020-04");
    assert_eq!(json["optimality"]["proven"], true);
    let marked = [b"\xef\xbb\xbf", TEAM].concat();
    assert_eq!(answered(&fed(&["cheapest", "-"], &marked)), text, "a mark of the byte order is no fault");
}

#[test]
fn an_invalid_combination_is_an_answer() {
    let scenario = file("price.json", TEAM);
    let combination = file("price-nine.json", NINE);
    let text = answered(&run(&["price", path(&scenario), "--combination", path(&combination)]));
    assert!(
        text.contains("NOT VALID") && text.contains("flow-not-covered") && text.contains("135.00 USD per month"),
        "{text}"
    );
    let given = format!("--combination={}", path(&combination));
    let json: Value = serde_json::from_str(&answered(&fed(&["price", "-", &given, "--json"], TEAM))).expect("JSON");
    assert_eq!(json["valid"], false);
    assert_eq!(json["optimality"], Value::Null);
}

/// The combination in an answer is one that `price` takes, and it costs the same.
#[test]
fn an_answer_can_be_asked_back() {
    let scenario = file("back.json", TEAM);
    let json: Value = serde_json::from_str(&answered(&run(&["cheapest", path(&scenario), "--json"]))).expect("JSON");
    let combination = file("back-combination.json", json["combination"].to_string().as_bytes());
    let judged: Value = serde_json::from_str(&answered(&run(&[
        "price",
        path(&scenario),
        "--combination",
        path(&combination),
        "--json",
    ])))
    .expect("JSON");
    assert_eq!((&judged["valid"], &judged["monthly"]), (&Value::Bool(true), &json["monthly"]));
}

#[test]
fn editions_and_schemas() {
    let text = answered(&run(&["editions"]));
    let json: Value = serde_json::from_str(&answered(&run(&["editions", "--json"]))).expect("JSON");
    let ids: Vec<&str> = json.as_array().expect("a list").iter().filter_map(|edition| edition["id"].as_str()).collect();
    assert!(ids.len() >= 2 && ids.iter().all(|id| text.contains(id)), "{ids:?} in {text}");
    for (words, property) in
        [(&["schema"][..], "groups"), (&["schema", "scenario"], "flows"), (&["schema", "combination"], "unassigned")]
    {
        let schema: Value = serde_json::from_str(&answered(&run(words))).expect("JSON");
        assert!(schema["$schema"].is_string() && schema["properties"][property].is_object(), "{words:?}");
    }
}

#[test]
fn the_model_is_printed() {
    let model = answered(&fed(&["lp", "-", "--edition", "2021-10"], TEAM));
    assert!(model.contains("Minimize") && model.trim_end().ends_with("End"), "{model}");
}

/// A page to show to somebody else: whole by itself, and what people typed is never markup.
#[test]
fn an_answer_is_printed_as_a_page() {
    let name = "<img src=x onerror=alert(1)> & \"Co\"";
    let scenario = serde_json::json!({
        "groups": [{"name": name, "people": 12}],
        "apps": [{"name": "Visits", "used_by": [name], "connectors": ["SQL Server"]}]
    });
    let page = answered(&fed(&["todo", "-", "--html"], scenario.to_string().as_bytes()));
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; "), "{page}");
    assert!(!page.contains("<img") && !page.contains("<script"), "{page}");
    refused(&run(&["todo", "-", "--html", "--json"]), &["--html"]);
}

#[test]
fn words_that_do_not_fit() {
    let scenario = file("words.json", TEAM);
    let scenario = path(&scenario);
    let faults: &[(&[&str], &[&str])] = &[
        (&[], &["what is to be done", "--help"]),
        (&["cheap", scenario], &["no command \"cheap\""]),
        (&["cheapest"], &["needs a file"]),
        (&["cheapest", scenario, "more"], &["no use for \"more\""]),
        (&["cheapest", scenario, "--jsn"], &["\"--jsn\" is not known"]),
        (&["cheapest", scenario, "--json=yes"], &["\"--json\" takes no value"]),
        (&["cheapest", scenario, "--edition"], &["\"--edition\" needs a value"]),
        (&["cheapest", scenario, "--edition", "2020-04", "--edition", "2021-10"], &["given twice"]),
        (&["cheapest", scenario, "--combination", scenario], &["no use for \"--combination\""]),
        (&["price", scenario], &["needs \"--combination FILE\""]),
        (&["price", "-", "--combination", "-"], &["only one"]),
        (&["editions", "x", "--edition", "2020-04"], &["no use for \"x\"", "no use for \"--edition\""]),
        (&["changes"], &["needs two editions"]),
        (&["changes", "2021-05"], &["needs two editions"]),
        (&["changes", "2021-05", "2021-10", "2021-11"], &["no use for \"2021-11\""]),
        (&["changes", "2021-05", "2021-10", "--edition", "2020-04"], &["no use for \"--edition\""]),
        (&["changes", "1999-01", "2021-10"], &["\"1999-01\"", "2020-04"]),
        (&["schema", "book"], &["no schema of \"book\""]),
        (&["schema", "--json"], &["no use for \"--json\""]),
        (&["lp", scenario, "--json"], &["no use for \"--json\""]),
    ];
    for (words, expected) in faults {
        refused(&run(words), expected);
    }
}

#[test]
fn changes_are_told_with_the_sources_of_both_sides() {
    let text = answered(&run(&["changes", "2021-05", "2021-10"]));
    let line = text.lines().find(|line| line.contains("40.00 USD")).expect("a line for the price");
    for words in ["Power Apps", "Price of one", "20.00 USD", "FAQ-19", "FAQ-21O"] {
        assert!(line.contains(words), "{line}");
    }
    assert!(text.contains("Both Power Apps plans cost half"), "why the edition exists:\n{text}");
    let json: serde_json::Value =
        serde_json::from_str(&answered(&run(&["changes", "2021-05", "2021-10", "--json"]))).expect("JSON");
    let price = json["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .find(|change| change["id"] == "power-apps-per-user" && change["path"] == "price");
    assert_eq!(price.expect("the price")["after"]["value"], "20.00 USD");
    let none = answered(&run(&["changes", "2021-10", "2021-10"]));
    assert!(none.contains("Nothing differs"), "{none}");
}

#[test]
fn readings_are_told_with_their_default_and_why() {
    let text = answered(&run(&["readings", "--edition", "2020-04"]));
    let from = text.split("test-chat").nth(1).expect("the question on test chats");
    let lines: Vec<&str> = from.lines().collect();
    assert!(lines[0].contains("C1") && lines[1].ends_with('?'), "{lines:?}");
    assert!(lines[2].contains("* not-billed") && lines[2].contains("SEED-2"), "the default stands first: {lines:?}");
    assert!(lines[3].contains("- billed") && lines[3].contains("SEED-3"), "{lines:?}");
    assert!(lines[4].contains("Why"), "{lines:?}");
    let json: serde_json::Value = serde_json::from_str(&answered(&run(&["readings", "--json"]))).expect("JSON");
    assert!(json.as_array().is_some_and(|all| all.len() > 25 && all.iter().all(|one| one["options"].is_array())));
    refused(&run(&["readings", "--edition", "1999-01"]), &["\"1999-01\"", "2022-04"]);
    refused(&run(&["readings", "more"]), &["no use for \"more\""]);
}

#[test]
fn an_unknown_edition_is_told_with_those_there_are() {
    let scenario = file("edition.json", TEAM);
    refused(&run(&["cheapest", path(&scenario), "--edition", "1999-01"]), &["\"1999-01\"", "2020-04", "2021-10"]);
    let wrong = file("edition-and-more.json", b"{\"gruops\": []}");
    refused(&run(&["lp", path(&wrong), "--edition", "1999-01"]), &["\"1999-01\"", "edition-and-more.json", "gruops"]);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    refused(&run(&["cheapest", "no-such-file.json"]), &["no-such-file.json", "no such file"]);
    refused(&run(&["cheapest", folder]), &[folder, "folder"]);
    let binary = file("binary.json", b"{\"name\": \"\xff\xfe\"}");
    refused(&run(&["cheapest", path(&binary)]), &["binary.json", "byte 10", "UTF-8"]);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("{}".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    refused(&run(&["cheapest", path(&file("wide.json", &wide))]), &["UTF-16"]);
    let scenario = file("fine.json", TEAM);
    refused(&run(&["price", path(&scenario), "--combination", "nowhere.json"]), &["nowhere.json"]);
}

#[test]
fn input_that_is_no_scenario() {
    refused(&fed(&["cheapest", "-"], b""), &["standard input", "empty"]);
    refused(&fed(&["cheapest", "-"], b"hello"), &["standard input", "JSON"]);
    let garbage = vec![b'x'; 10_000_000];
    refused(&run(&["cheapest", path(&file("garbage.json", &garbage))]), &["garbage.json", "4000000 bytes"]);
    refused(&fed(&["price", "-", "--combination", "x"], &garbage), &["standard input", "4000000 bytes"]);
    let deep = vec![b'['; 100_000];
    refused(&fed(&["cheapest", "-"], &deep), &["standard input"]);
    let wrong = file("wrong.json", br#"{"groups": [{"name": "Team", "people": -3}]}"#);
    refused(&run(&["cheapest", path(&wrong)]), &["wrong.json: groups[0].people: ", "whole number from 0"]);
}

/// Names are judged together: one run tells all of them, a line each.
#[test]
fn all_faults_are_told_at_once() {
    let wrong = file(
        "names.json",
        br#"{"groups": [{"name": "A"}, {"name": "A"}], "apps": [{"name": "X", "used_by": ["B"], "environment": "C"}]}"#,
    );
    let output = run(&["cheapest", path(&wrong)]);
    refused(
        &output,
        &["names.json: groups[1].name: ", "names.json: apps[0].used_by[0]: ", "names.json: apps[0].environment: "],
    );
    assert_eq!(told(&output).lines().count(), 3, "{}", told(&output));
}

/// Of two files the right one is named.
#[test]
fn a_fault_of_the_combination_names_its_file() {
    let scenario = file("two.json", TEAM);
    let combination = file("two-combination.json", br#"{"tenant": {"power-apps-per-planet": 1}}"#);
    let output = run(&["price", path(&scenario), "--combination", path(&combination)]);
    refused(&output, &["two-combination.json: ", "power-apps-per-planet"]);
    assert!(!told(&output).contains("two.json"), "{}", told(&output));
}

/// Whoever reads may stop reading; that is no fault and no panic.
#[test]
fn a_closed_pipe_is_no_fault() {
    for words in [&["schema"][..], &["--help"], &["editions"]] {
        let mut child =
            plancost(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(told(&output), "", "{words:?}");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
    }
    let mut child = plancost(&["nonsense"]).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("the program ends").code(), Some(2));
}

/// The whole text of an answer, for a reader of reviews.
#[test]
fn answers_read_as_their_snapshots() {
    let mut faults = Vec::new();
    for scenario in files::below("tests/fixtures/answers", ".json") {
        let stem = scenario.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = stem.strip_suffix(".scenario") else { continue };
        let combination = scenario.with_file_name(format!("{name}.combination.json"));
        let mut words = vec!["cheapest", path(&scenario)];
        if combination.exists() {
            words = vec!["price", path(&scenario), "--combination", path(&combination)];
        }
        words.extend(["--edition", "2021-10"]);
        let kept = files::root().join(format!("tests/snapshots/{name}.txt"));
        faults.extend(golden::compare(&kept, &answered(&run(&words))).err());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const LOG: &[u8] = b"conversation_id,timestamp,role,topic,topic_kind,bot_id\r\n\
    c1,2021-06-01T10:00:00Z,user,\"Hours, and\nmore\",user,b1\r\n\
    c1,2021-06-01T10:00:05Z,bot,,,b1\r\n\
    c1,2021-06-01T10:41:00Z,user,Returns,user,b1\r\n\
    c2,tomorrow,user,Returns,user,b1\r\n\
    c2,1622541600,user,Greeting,system,b2\r\n\
    c3,1622541600000,visitor,,,\r\n\
    c3,1622541600000\r\n";

#[test]
fn meter_counts_sessions_and_tells_what_it_left_out() {
    let log = file("log.csv", LOG);
    let out = log.with_file_name("sessions-out.csv");
    let json: Value = serde_json::from_str(&answered(&run(&["meter", path(&log), "--json", "--sessions", path(&out)])))
        .expect("JSON");
    assert_eq!(
        (&json["conversations"], &json["total"], &json["engaged"], &json["billed"]),
        (&2.into(), &3.into(), &2.into(), &2.into())
    );
    assert_eq!(json["by_month"]["2021-06"]["billed"], 2);
    assert_eq!((&json["by_bot"]["b1"]["billed"], &json["by_bot"]["b2"]["total"]), (&2.into(), &1.into()));
    assert_eq!((&json["ended_by"]["idle"], &json["ended_by"]["end-of-data"]), (&2.into(), &1.into()));
    assert_eq!(json["skipped_count"], 3);
    let skipped = json["skipped"].as_array().expect("a list");
    for (row, word) in [(5, "tomorrow"), (7, "visitor"), (8, "2 columns")] {
        let told = skipped.iter().any(|one| {
            let says = one["says"].as_str().unwrap_or_default();
            one["row"] == row
                && says.contains(word)
                && one["file"].as_str().is_some_and(|name| name.ends_with("log.csv"))
        });
        assert!(told, "row {row}: {skipped:?}");
    }
    let rows = std::fs::read_to_string(&out).expect("a file of sessions");
    assert!(rows.starts_with("conversation,bot,channel,start,end,turns,billed,"), "{rows}");
    assert!(
        rows.contains(
            "c1,b1,,2021-06-01T10:00:00Z,2021-06-01T10:00:05Z,1,yes,yes,\"Hours, and\nmore\",user-topic,first,idle,no\n"
        ),
        "{rows}"
    );
    // The same file twice is the same conversations; the text names what matters.
    let text = answered(&run(&["meter", path(&log), path(&log)]));
    assert!(text.starts_with("2 billed sessions\n") && text.contains("count once"), "{text}");
    assert!(answered(&run(&["meter", path(&log), "--definition", "E"])).contains("Definition E"));
    assert!(answered(&run(&["meter", path(&log), "--edition", "2021-05"])).contains("Definition G"));
    assert!(answered(&run(&["meter", path(&log), "--edition", "2019-10"])).contains("Definition C"));
    assert!(
        answered(&fed(&["meter", "-", "--choose", "after-cut=needs-topic"], LOG))
            .contains("after-cut=needs-topic (as asked)")
    );
    assert!(answered(&run(&["meter", "--help"])).lines().all(|line| line.len() <= 108));
}

#[test]
fn meter_says_what_is_wrong_with_its_words_and_files() {
    let log = file("log-2.csv", LOG);
    let nothing = file("nothing.csv", b"");
    for (words, says) in [
        (&["meter"][..], "needs at least one file"),
        (&["meter", "there-is-none.csv"], "there-is-none.csv: there is no such file"),
        (&["meter", path(&log), "--definition", "Z"], "choose one of: A, B, C"),
        (&["meter", path(&log), "--edition", "1999-01"], "there is no edition \"1999-01\""),
        (&["meter", path(&log), "--edition", "2021-05", "--definition", "E"], "give one"),
        (&["meter", path(&log), "--choose", "clock=never"], "choose one of: trigger, first-message"),
        (&["meter", path(&log), "--choose", "x=y"], "there is no open point \"x\""),
        (&["meter", path(&log), "--fast"], "\"--fast\" is not known"),
        (&["meter", path(&nothing)], "nothing.csv: "),
    ] {
        let output = run(words);
        let found = told(&output);
        assert!(output.status.code() == Some(2) && found.contains(says), "{words:?}: {found}");
    }
}
