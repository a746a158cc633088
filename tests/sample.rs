//! The sample that ships with the page: it is what its generator makes, small enough to travel, and has one of everything.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/golden.rs"]
mod golden;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/sample.rs"]
mod sample;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/told.rs"]
mod told;

use std::fs;

use plancost::sessions::read::{Format, Limits};

/// Bytes of the sample as a server sends it.
const MOST_PACKED: usize = 60_000;

#[test]
fn the_sample_is_what_its_generator_makes() {
    let path = files::root().join("static/samples/transcripts.csv");
    golden::compare(&path, &sample::make()).expect("the sample");
}

#[test]
fn the_sample_is_small_and_has_one_of_everything() {
    let bytes = fs::read(files::root().join("static/samples/transcripts.csv")).expect("the sample");
    let packed = miniz_oxide::deflate::compress_to_vec(&bytes, 9).len();
    println!("{} bytes, {packed} packed", bytes.len());
    assert!(packed < MOST_PACKED, "{packed} bytes packed");
    let (told, reader) = told::read(&bytes, 4096, Limits::default());
    assert!(told.problems.is_empty(), "{:?}", told.problems);
    let read = &reader.read()[0];
    assert_eq!(read.format, Some(Format::DataverseCsv));
    assert!(read.tally.conversations > 200, "{:?}", read.tally);
    let (first, last) = told.span.expect("events");
    assert!(told::time(first).starts_with("2021-10-01") && told::time(last).starts_with("2021-10-31"));
    for words in ["TestChat(true)", "TestChat(false)", "escalated", "\"Greeting\"", "\"Fallback\"", "|0000200"] {
        let found = told.events.iter().filter(|line| line.contains(words)).count();
        assert!(found > 0, "nothing with {words}");
    }
}

/// What `plancost meter --json` says of files.
fn metered(files: &[&str]) -> serde_json::Value {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_plancost"));
    let output = command.arg("meter").args(files).arg("--json").current_dir(files::root()).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn the_sample_is_metered_and_counts_once_however_often_it_is_given() {
    let sample = "static/samples/transcripts.csv";
    let once = metered(&[sample]);
    let count = |answer: &serde_json::Value, name: &str| answer[name].as_u64().expect("a count");
    let (billed, engaged, total) = (count(&once, "billed"), count(&once, "engaged"), count(&once, "total"));
    assert!(0 < billed && billed < engaged && engaged < total, "{billed} {engaged} {total}");
    assert_eq!(once["skipped"], serde_json::json!([]));
    let twice = metered(&[sample, sample]);
    assert_eq!((count(&twice, "billed"), count(&twice, "total")), (billed, total));
}

#[test]
fn files_in_an_archive_are_named_with_it() {
    let archive = "tests/transcripts/formats/packed/several.zip";
    let answer = metered(&[archive, "tests/transcripts/formats/table.csv"]);
    let skipped = answer["skipped"].to_string();
    assert!(skipped.contains("several.zip/readme.txt") && !skipped.contains("table.csv"), "{skipped}");
    assert_eq!(answer["conversations"], metered(&[archive])["conversations"], "the table is in the archive too");
}
