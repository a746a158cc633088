//! Exports that were broken in every way: nothing panics, nothing is held beyond the bounds, and it does not matter in which
//! pieces they come.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/files.rs"]
mod files;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/told.rs"]
mod told;

use std::fs;
use std::sync::OnceLock;

use plancost::sessions::read::Limits;
use proptest::prelude::*;
use told::read;

/// Real shapes to break: every fixture, packed ones too.
fn shapes() -> &'static [Vec<u8>] {
    static SHAPES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let all = files::below("tests/transcripts/formats", "");
        let shapes = all.iter().filter(|path| path.extension().is_none_or(|ending| ending != "expected"));
        shapes.map(|path| fs::read(path).expect("a readable fixture")).collect()
    })
}

/// What is put in where it does not belong.
const WORDS: [&[u8]; 24] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"1e999",
    b"-0",
    b"\"timestamp\":99999999999999",
    b"\"from\":{\"role\":1},",
    b"\"activities\":[",
    b"PK\x03\x04",
    b"\x1F\x8B\x08\0",
    b"\"\"",
];

/// One way to break a file. Places are shares of its length.
#[derive(Debug, Clone)]
enum Break {
    Cut(u16),
    Flip(u16, u8),
    Put(u16, usize),
    Drop(u16, u16),
    Double(u16, u16),
    Move(u16, u16, u16),
    Repeat(u16, u8),
}

fn broken() -> impl Strategy<Value = Break> {
    prop_oneof![
        any::<u16>().prop_map(Break::Cut),
        (any::<u16>(), any::<u8>()).prop_map(|(at, bits)| Break::Flip(at, bits)),
        (any::<u16>(), 0..WORDS.len()).prop_map(|(at, word)| Break::Put(at, word)),
        (any::<u16>(), any::<u16>()).prop_map(|(at, length)| Break::Drop(at, length)),
        (any::<u16>(), any::<u16>()).prop_map(|(at, length)| Break::Double(at, length)),
        (any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(at, length, to)| Break::Move(at, length, to)),
        (any::<u16>(), any::<u8>()).prop_map(|(at, times)| Break::Repeat(at, times)),
    ]
}

fn share(of: usize, part: u16) -> usize {
    of * usize::from(part) / usize::from(u16::MAX)
}

fn break_it(bytes: &mut Vec<u8>, how: &Break) {
    let length = bytes.len();
    let span = |at: u16, long: u16| {
        let from = share(length, at);
        from..(from + share(length, long) / 8).min(length)
    };
    match *how {
        Break::Cut(at) => bytes.truncate(share(length, at)),
        Break::Flip(at, bits) => {
            if let Some(byte) = bytes.get_mut(share(length, at)) {
                *byte ^= bits;
            }
        }
        Break::Put(at, word) => {
            let at = share(length, at);
            bytes.splice(at..at, WORDS[word].iter().copied());
        }
        Break::Drop(at, long) => drop(bytes.drain(span(at, long))),
        Break::Double(at, long) => {
            let part = bytes[span(at, long)].to_vec();
            let at = share(length, at);
            bytes.splice(at..at, part);
        }
        Break::Move(at, long, to) => {
            let part: Vec<u8> = bytes.drain(span(at, long)).collect();
            let to = share(bytes.len(), to);
            bytes.splice(to..to, part);
        }
        Break::Repeat(at, times) => {
            let at = share(length, at);
            let part = bytes[at..(at + 40).min(length)].repeat(usize::from(times));
            bytes.splice(at..at, part);
        }
    }
}

const LIMITS: Limits = Limits { record: 32 << 10, unpacked: 1 << 20, ratio: 50, nested: 2, entries: 20, problems: 100 };
/// What unpacking takes for each file around: its window, its room and its tables; and the head of a file, which is awaited.
const UNPACKING: usize = 400 << 10;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_nothing_is_held_too_long(
        shape in 0..shapes().len(),
        breaks in prop::collection::vec(broken(), 0..6),
        piece in prop_oneof![Just(1_usize), 2..64_usize, Just(4096)],
    ) {
        let mut bytes = shapes()[shape].clone();
        for how in &breaks {
            break_it(&mut bytes, how);
            bytes.truncate(256 << 10);
        }
        let (whole, reader) = read(&bytes, usize::MAX, LIMITS);
        let (pieces, other) = read(&bytes, piece, LIMITS);
        prop_assert_eq!(whole.text(&reader), pieces.text(&other));
        // A record, its text without escapes, and its events, each of which is longer than the letters it came from.
        let bound = 8 * LIMITS.record + UNPACKING;
        prop_assert!(other.most_held() <= bound, "{} bytes were held", other.most_held());
        prop_assert!(whole.problems.len() <= 120 * reader.read().len(), "{} problems", whole.problems.len());
        let told: u64 = reader.read().iter().map(|read| read.tally.events).sum();
        prop_assert_eq!(told, whole.events.len() as u64);
        if let Some((first, last)) = whole.span {
            prop_assert!(first > 0 && last <= 253_402_300_799_999, "{first} to {last}");
        }
    }

    #[test]
    fn noise_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let (told, reader) = read(&bytes, 7, LIMITS);
        prop_assert!(told.events.is_empty());
        prop_assert!(!told.problems.is_empty());
        prop_assert!(reader.most_held() <= 8 * LIMITS.record + UNPACKING);
    }
}

/// Found by the property above: each of many lists in one file had its own word on what stands around it.
#[test]
fn what_stands_around_many_lists_is_told_within_bounds() {
    for around in [
        "{\"@odata.context\":\"x\",\"value\":[]}",
        "{\"@odata.nextLink\":\"x\",\"value\":[]}",
        "{\"odata\" 1,\"value\":[]}",
    ] {
        let (told, reader) = read(around.repeat(500).as_bytes(), 64, LIMITS);
        let (problems, files) = (&told.problems, reader.read().len());
        assert!(!problems.is_empty() && problems.len() <= 120 * files, "{around}: {} problems", problems.len());
    }
}
