//! Exports of conversations: every format with what must come out of it, in pieces of any size, broken in every way.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[path = "support/golden.rs"]
mod golden;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/told.rs"]
mod told;

use std::fs;
use std::path::PathBuf;

use plancost::sessions::read::Limits;
use told::{Told, read};

/// Every file of the folder that is no expectation.
fn fixtures() -> Vec<PathBuf> {
    let all = files::below("tests/transcripts/formats", "");
    all.into_iter()
        .filter(|path| path.extension().is_none_or(|ending| ending != "expected" && ending != "md"))
        .collect()
}

#[test]
fn every_format_gives_what_is_expected() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 30, "{} fixtures", fixtures.len());
    let mut faults = Vec::new();
    for path in fixtures {
        let bytes = fs::read(&path).expect("a readable fixture");
        let (told, reader) = read(&bytes, usize::MAX, Limits::default());
        let mut expected = path.clone().into_os_string();
        expected.push(".expected");
        if let Err(fault) = golden::compare(&PathBuf::from(expected), &told.text(&reader)) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_size_of_the_pieces_changes_nothing() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a readable fixture");
        let (whole, reader) = read(&bytes, usize::MAX, Limits::default());
        for piece in [1, 2, 7, 100, 4096] {
            let (pieces, other) = read(&bytes, piece, Limits::default());
            assert_eq!(pieces.text(&other), whole.text(&reader), "{} in pieces of {piece}", path.display());
        }
    }
}

/// Where the published exports are at hand, each is read as its line of the list says.
#[test]
fn published_exports_are_read_or_refused_for_the_right_reason() {
    let folder = files::root().join("../shared/samples/transcripts");
    if !folder.is_dir() {
        println!("there is no folder of published exports here: nothing compared");
        return;
    }
    let list = files::root().join("tests/transcripts/published.csv");
    let mut lines =
        vec!["file,format,conversations,user messages,events,rows lost,events lost,first,last,says".to_owned()];
    let mut names: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.file_name().is_some_and(|name| name != "MANIFEST.csv")) {
        let bytes = fs::read(path).expect("a readable export");
        let (told, reader) = read(&bytes, 1000, Limits::default());
        lines.push(summary(&path.file_name().unwrap_or_default().to_string_lossy(), &told, &reader));
    }
    println!("{} published exports read", lines.len() - 1);
    let text = lines.join("\n") + "\n";
    golden::compare(&list, &text).expect("as the list says");
}

fn summary(name: &str, told: &Told, reader: &plancost::sessions::read::Reader) -> String {
    let read = &reader.read()[0];
    let (first, last) = told.span.map_or_else(Default::default, |(first, last)| (told::time(first), told::time(last)));
    format!(
        "{name},{},{},{},{},{},{},{first},{last},\"{}\"",
        read.format.map_or("refused", plancost::sessions::read::Format::id),
        read.tally.conversations,
        told.user_messages,
        read.tally.events,
        read.tally.rows_lost,
        read.tally.events_lost,
        told.problems.join("; ").replace('"', "'"),
    )
}
