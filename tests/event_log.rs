//! The plain event log: what is read, what is left out and told with its row, and that pieces of any size change nothing.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/sessions.rs"]
mod sessions;

use plancost::sessions::read::Reader;
use plancost::sessions::{Event, Problem, Sink};

/// What a reader passes on, as text.
#[derive(Default)]
struct Told {
    events: Vec<String>,
    problems: Vec<(u64, String)>,
}

impl Sink for Told {
    fn event(&mut self, event: &Event<'_>) {
        let Event { conversation, at, role, what, place, bot, id, channel, .. } = event;
        let owner = [*bot, *channel, *id].map(Option::unwrap_or_default).join("/");
        self.events.push(format!("{}: {conversation} {at} {role:?} {what:?} {owner}", place.row));
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push((problem.place.row, problem.says));
    }
}

fn read(bytes: &[u8], piece: usize) -> Told {
    let mut told = Told::default();
    let mut reader = Reader::new(0);
    bytes.chunks(piece).for_each(|piece| reader.feed(piece, &mut told));
    reader.end(&mut told);
    told
}

/// Rows with events, and rows with a problem and a word of it.
fn check(name: &str, bytes: &[u8], events: &[u64], problems: &[(u64, &str)]) {
    let whole = read(bytes, usize::MAX);
    let rows: Vec<u64> =
        whole.events.iter().map(|event| event[..event.find(':').expect("a row")].parse().expect("a row")).collect();
    assert_eq!(rows, events, "{name}: {:?} {:?}", whole.events, whole.problems);
    let fits = |((row, says), (wanted, word)): (&(u64, String), &(u64, &str))| row == wanted && says.contains(word);
    let all = whole.problems.len() == problems.len() && whole.problems.iter().zip(problems).all(fits);
    assert!(all, "{name}: {:?}, expected {problems:?}", whole.problems);
    for piece in [1, 3, 16, 1000] {
        let cut = read(bytes, piece);
        assert_eq!((&cut.events, &cut.problems), (&whole.events, &whole.problems), "{name} in pieces of {piece}");
    }
}

#[test]
fn logs_of_all_shapes() {
    let plain = b"conversation_id,timestamp,role\nc1,2021-06-01T10:00:00Z,user\nc1,2021-06-01T10:00:01.5+02:00,bot";
    check("plain", plain, &[2, 3], &[]);
    check(
        "seconds and milliseconds",
        b"conversation_id,timestamp,role\nc,1622541600,user\nc,1622541600500,bot\n",
        &[2, 3],
        &[],
    );
    check(
        "a mark in front, Windows line ends",
        b"\xef\xbb\xbfConversation ID,TimeStamp,Role\r\nc,1622541600,User\r\n\r\n",
        &[2],
        &[],
    );
    check("semicolons, another order", b"role;timestamp;conversation_id\nuser;1622541600;c\n", &[2], &[]);
    check("tabs", b"role\ttimestamp\tconversation_id\nuser\t1622541600\tc\n", &[2], &[]);
    let quoted =
        b"conversation_id,timestamp,role,topic\n\"c,\"\"1\"\"\",1622541600,user,\"two\nlines\"\nc2,1622541600,bot,\n";
    check("quotation marks", quoted, &[2, 3], &[]);
    assert!(read(quoted, 5).events[0].contains("c,\"1\" ") && read(quoted, 5).events[0].contains("two\\nlines"));
    let json = b"{\"conversation_id\":\"c\",\"timestamp\":1622541600,\"role\":\"user\",\"more\":[1]}\n\n{\"role\":0,\"timestamp\":\"2021-06-01T10:00:00Z\",\"conversation_id\":\"c\",\"topic\":\"Hours\"}\n";
    check("JSON Lines", json, &[1, 3], &[]);
}

#[test]
fn what_is_broken_is_told_with_its_row() {
    let rows = b"conversation_id,timestamp,role\nc,now,user\nc,1622541600,user\n,1622541600,user\nc,1622541600\nc,1622541600,king\nc,2021-02-30T00:00:00Z,bot\n";
    let problems = [
        (2, "\"now\" is no time"),
        (4, "no name"),
        (5, "2 columns where the heading has 3"),
        (6, "\"king\" is no role"),
        (7, "no time"),
    ];
    check("broken rows", rows, &[3], &problems);
    let kinds = b"conversation_id,timestamp,role,kind,topic,topic_kind\nc,1622541600,user,song,,\nc,1622541600,user,topic,,\nc,1622541600,user,,A,own\n";
    check(
        "unknown words",
        kinds,
        &[],
        &[(2, "\"song\" is no kind"), (3, "needs a topic"), (4, "\"own\" is no kind of topic")],
    );
    check(
        "an open mark",
        b"conversation_id,timestamp,role\nc,1622541600,user\n\"c,1622541600,user\nc,1622541600,user\n",
        &[2],
        &[(3, "closed nowhere")],
    );
    check(
        "a broken line",
        b"{\"conversation_id\":\"c\",\"timestamp\":1622541600,\"role\":\"user\"}\n{\"conversation_id\":\n",
        &[1],
        &[(2, "no event")],
    );
}

#[test]
fn a_row_without_end_is_left_out_and_the_next_is_read() {
    let mut log = b"conversation_id,timestamp,role\nc,1622541600,user\n\"".to_vec();
    log.extend(std::iter::repeat_n(b'x', 3 << 20));
    log.extend_from_slice(b"\nc,1622541601,bot\n");
    for piece in [1 << 12, 1 << 20, usize::MAX] {
        let told = read(&log, piece);
        assert_eq!(told.events.len(), 2, "{:?}", told.problems);
        assert!(
            matches!(told.problems.as_slice(), [(3, says)] if says.contains("quotation mark")),
            "{:?}",
            told.problems
        );
    }
}

/// A heading of very many columns is told in a sentence, not in a page.
#[test]
fn of_many_columns_without_a_use_the_first_are_named() {
    let name = |number: u32| format!("{number}{}", "x".repeat(60));
    let heading = |columns: u32| {
        let more: Vec<String> = (0..columns).map(name).collect();
        format!("conversation_id,timestamp,role,{}\n", more.join(","))
    };
    let says = |columns: u32| read(heading(columns).as_bytes(), usize::MAX).problems.remove(0).1;
    assert!(says(5).starts_with("columns without a use here: 0xxx") && !says(5).contains("more"), "{}", says(5));
    assert!(says(100).ends_with(" and 95 more") && says(100).len() < 1000, "{}", says(100));
}
