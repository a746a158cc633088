//! How much memory the readers take, counted by the allocator itself: huge lines, deep nesting, bombs, and long files.
#![expect(unsafe_code, reason = "an allocator that counts cannot be written without")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use plancost::sessions::read::{Limits, Reader};
use plancost::sessions::{Event, Problem, Sink};

/// Counts what is held and the most of it.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all work is the system's; only numbers are added.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: passed on as it came.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: passed on as it came.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Counts, so that the sink holds nothing itself.
#[derive(Default)]
struct Counted {
    events: u64,
    problems: Vec<String>,
}

impl Sink for Counted {
    fn event(&mut self, _: &Event<'_>) {
        self.events += 1;
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem.says);
    }
}

const MB: usize = 1 << 20;

/// Feeds pieces and gives what was counted and how many bytes were allocated at most meanwhile, besides the pieces.
fn fed(pieces: impl Iterator<Item = Vec<u8>>, limits: Limits) -> (Counted, usize) {
    let mut counted = Counted::default();
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let mut reader = Reader::with(0, limits);
    for piece in pieces {
        reader.feed(&piece, &mut counted);
    }
    reader.end(&mut counted);
    (counted, MOST.load(Ordering::Relaxed) - before)
}

/// So many pieces, and something before and behind them.
fn around(before: &str, piece: &[u8], times: usize, behind: &str) -> impl Iterator<Item = Vec<u8>> + use<> {
    let (before, piece, behind) = (before.as_bytes().to_vec(), piece.to_vec(), behind.as_bytes().to_vec());
    std::iter::once(before).chain((0..times).map(move |_| piece.clone())).chain(std::iter::once(behind))
}

/// One test, because the counter is one for all threads.
#[test]
fn memory_is_bounded() {
    let small = Limits { record: MB, ..Limits::default() };
    let row = r#"{"name":"c_1","content":"{\"activities\":[{\"type\":\"message\",\"timestamp\":1633082400,\"from\":{\"role\":1}}]}"}"#;
    let rows = format!("{row},").repeat(500);

    // A line of 100 MB between two rows: it is left out, the rows are not.
    let long = around(&format!("[{row},{{\"content\":\""), &vec![b'x'; MB], 100, &format!("\"}},{row}]"));
    let (counted, most) = fed(long, small);
    assert_eq!((counted.events, counted.problems.len()), (4, 2), "{:?}", counted.problems);
    assert!(counted.problems[0].contains("bytes long, more than is read"), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for a long line of JSON");

    let head = "conversationtranscriptid,content,metadata\n";
    let (counted, most) = fed(around(&format!("{head}1,\""), &vec![b'x'; MB], 100, "\",\n"), small);
    assert!(counted.problems[0].contains("bytes long, more than is read"), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for a long cell");

    let (counted, most) = fed(around("", &vec![b'x'; MB], 100, ""), small);
    assert!(counted.problems[0].contains("its first row has no end"), "{:?}", counted.problems);
    assert!(most < 8 * MB, "{most} bytes for a file of one line");

    // Deep nesting, in a record that is allowed to be that long.
    let (counted, most) = fed(around("[", &vec![b'['; MB], 40, ""), small);
    assert_eq!((counted.events, counted.problems.len()), (0, 1), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for brackets");
    let deep = format!("[{{\"name\":\"a\",\"content\":\"{}{}\"}}]", "[".repeat(200_000), "]".repeat(200_000));
    let (counted, most) = fed(std::iter::once(deep.into_bytes()), small);
    assert!(counted.problems[0].contains("nested too deep"), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for deep content");

    // A long file of short rows takes no more than a short one.
    let (counted, most) = fed(around("[", rows.as_bytes(), 300, &format!("{row}]")), Limits::default());
    assert_eq!(counted.events, 2 * (300 * 500 + 1));
    assert!(most < MB, "{most} bytes for {} rows", 300 * 500);

    // A record of nothing but the shortest activities.
    let activities = r#"{"type":"message","timestamp":1,"from":{"role":1}},"#.repeat(MB / 60);
    let (counted, most) = fed(around("{\"activities\":[", activities.as_bytes(), 1, "1]}"), small);
    assert_eq!(counted.events, 2 * (MB as u64 / 60));
    assert!(most < 16 * MB, "{most} bytes for a record of short activities");

    logs_are_bounded(small);
    a_zip_bomb_with_the_name_of_an_export_is_refused(small);

    // A bomb.
    let packed = miniz(&vec![0; 64 * MB]);
    let gzip = [&b"\x1F\x8B\x08\0\0\0\0\0\0\x03"[..], &packed].concat();
    let (counted, most) = fed(std::iter::once(gzip), small);
    assert_eq!(counted.problems.len(), 1, "{:?}", counted.problems);
    assert!(most < 8 * MB, "{most} bytes for a bomb");
}

fn logs_are_bounded(small: Limits) {
    // A line of 100 MB in a log, as a row and as JSON, between two that are read.
    let row = "c,1622541600,user\n";
    let long = around(&format!("conversation_id,timestamp,role\n{row}"), &vec![b'x'; MB], 100, &format!("\n{row}"));
    let (counted, most) = fed(long, small);
    assert_eq!((counted.events, counted.problems.len()), (2, 1), "{:?}", counted.problems);
    assert!(counted.problems[0].contains("longer than"), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for a long row of a log");
    let line = r#"{"conversation_id":"c","timestamp":1622541600,"role":"user"}"#;
    let long = around(&format!("{line}\n{{\"more\":\""), &vec![b'x'; MB], 100, &format!("\"}}\n{line}\n"));
    let (counted, most) = fed(long, small);
    assert_eq!((counted.events, counted.problems.len()), (2, 1), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for a long line of a log");

    // Deep nesting in a field of a log that has no use here: it is passed over.
    let deep = line.replace('}', &format!(r#","more":{}{}}}"#, "[".repeat(200_000), "]".repeat(200_000)));
    let (counted, most) = fed(std::iter::once(format!("{line}\n{deep}\n{line}\n").into_bytes()), small);
    assert_eq!((counted.events, counted.problems.len()), (3, 0), "{:?}", counted.problems);
    assert!(most < 4 * MB, "{most} bytes for a deep line");
}

/// It stands beside a file that is read before it.
fn a_zip_bomb_with_the_name_of_an_export_is_refused(small: Limits) {
    let row = "c,1622541600,user\n";
    let first = format!("conversation_id,timestamp,role\n{row}");
    let packed = miniz((first.clone() + &row.repeat(64 * MB / row.len())).as_bytes());
    let zip = [
        zipped("log.csv", first.len(), &miniz(first.as_bytes()), first.as_bytes()),
        zipped("ConversationTranscript.csv", 64 * MB, &packed, b""),
    ]
    .concat();
    let (counted, most) = fed(std::iter::once(zip), small);
    assert!(counted.events > 1 && counted.problems.len() == 1, "{:?}", counted.problems);
    assert!(
        counted.problems[0].contains("bytes come out of each packed byte; no export does that"),
        "{:?}",
        counted.problems
    );
    assert!(most < 8 * MB, "{most} bytes for a zip bomb");
}

fn miniz(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, 6)
}

/// An entry of an archive; its sum is that of some text.
fn zipped(name: &str, plain: usize, packed: &[u8], sum_of: &[u8]) -> Vec<u8> {
    let sum = sum_of.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    });
    let word = |number: usize| u32::try_from(number).expect("a short file").to_le_bytes();
    let mut entry = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
    entry.extend((!sum).to_le_bytes());
    entry.extend(word(packed.len()));
    entry.extend(word(plain));
    entry.extend(&word(name.len())[..2]);
    entry.extend([0, 0]);
    entry.extend(name.as_bytes());
    entry.extend(packed);
    entry
}
