//! Inputs that are hard on a meter: clocks that jump, months that are not whole, very many bots.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/sessions.rs"]
mod sessions;

use plancost::sessions::read::Reader;
use plancost::sessions::timeline::Seen;
use plancost::sessions::{Event, Order, Problem, Sink, busiest};
use sessions::{HEADING, PLAIN, in_time, kept, lines, metered, setup};

/// Clocks go back and forward; a time counts as it stands, with its offset, and what is none is left out, in whatever order.
#[test]
fn a_clock_that_jumps_is_taken_as_it_stands() {
    let cases: [(&str, &[&str], [u64; 2]); 13] = [
        ("summer ends, ten minutes", &["2021-10-31T02:55:00+02:00", "2021-10-31T02:05:00+01:00"], [1, 0]),
        ("summer ends, forty minutes", &["2021-10-31T02:30:00+02:00", "2021-10-31T02:10:00+01:00"], [2, 0]),
        ("summer begins, two seconds", &["2021-03-28T01:59:59+01:00", "2021-03-28T03:00:01+02:00"], [1, 0]),
        ("summer begins, no offset", &["2021-03-28T01:59:59", "2021-03-28T03:00:01"], [2, 0]),
        ("offsets of half hours", &["2021-06-01T15:30:00+05:30", "2021-06-01T10:29:00Z"], [1, 0]),
        ("set back by five minutes", &["2021-06-01T10:20:00Z", "2021-06-01T10:15:00Z", "2021-06-01T10:40:00Z"], [1, 0]),
        (
            "set back by a year and on again",
            &["2021-06-01T10:00:00Z", "2020-06-01T10:01:00Z", "2021-06-01T10:02:00Z"],
            [2, 0],
        ),
        ("seconds, then milliseconds", &["1622541600", "1622541660000"], [1, 0]),
        ("a leap second", &["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"], [1, 0]),
        ("the last evening there is", &["9999-12-31T23:30:00Z", "9999-12-31T23:59:59.999Z"], [1, 0]),
        ("silence until the end of time", &["2021-06-01T10:00:00Z", "9999-12-31T23:59:59.999Z"], [2, 0]),
        ("beyond the year 9999", &["9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "253402300800000"], [1, 2]),
        ("no time at all", &["1970-01-01T00:00:01Z", "1970-01-01T00:00:00Z", "0", "1970-01-01T00:00:02Z"], [1, 2]),
    ];
    for (says, stamps, wanted) in cases {
        let backward: Vec<&str> = stamps.iter().rev().copied().collect();
        for stamps in [stamps, &backward[..]] {
            let rows = stamps.join(",user\nc1,");
            let file = [format!("{PLAIN}c1,{rows},user\n").into_bytes()];
            for piece in [1, 7, usize::MAX] {
                let answer = kept(&setup("G", &[]), &file, piece);
                assert_eq!([answer.all.total, answer.skipped_count], wanted, "{says}: {stamps:?}");
                if let Ok(at_once) = in_time(&setup("G", &[]), &file, piece) {
                    assert_eq!(lines(&at_once), lines(&answer), "{says}, at once");
                }
            }
        }
    }
}

/// Two bots that begin at one moment: the time line has a border for each session, whatever begins together.
#[test]
fn the_time_line_has_a_border_for_each_session() {
    for (says, rows) in [
        (
            "two bots at one moment",
            ["c,1622541600,user,,,,,b1,", "c,1622541600,user,,,,,b2,", "c,1622545300,user,,,,,b2,"],
        ),
        (
            "and half a second",
            ["c,1622541600500,user,,,,,b1,", "c,1622541600,user,,,,,b2,", "c,1622545300500,user,,,,,b2,"],
        ),
        ("one after another", ["c,1622541600,user,,,,,b1,", "c,1622545300,user,,,,,b1,", "c,1622549000,user,,,,,b1,"]),
    ] {
        let file = HEADING.to_owned() + &rows.join("\n") + "\n";
        let setup = setup("G", &[]);
        let answer = kept(&setup, &[file.clone().into_bytes()], usize::MAX);
        let mut seen = Lines(Seen::of("c"));
        let mut reader = Reader::new(0);
        reader.feed(file.as_bytes(), &mut seen);
        reader.end(&mut seen);
        let text = seen.0.sheet(&answer).to_text();
        assert_eq!(answer.all.total, 3, "{says}");
        assert_eq!(text.matches("— session —").count(), 3, "{says}: {text}");
    }
}

/// Hands events on to a time line.
struct Lines(Seen);

impl Sink for Lines {
    fn event(&mut self, event: &Event<'_>) {
        self.0.takes(event);
    }

    fn problem(&mut self, problem: Problem) {
        panic!("{problem:?}");
    }
}

/// Of a month that is not whole a reader is told; of whole ones not. Days are those that came last, ten years of them.
#[test]
fn months_that_are_not_whole_are_told_and_the_last_days_are_listed() {
    let metered = |days: &[&str]| {
        let rows: Vec<String> = days.iter().map(|day| format!("c{day},{day}T12:00:00Z,user\n")).collect();
        kept(&setup("G", &[]), &[(PLAIN.to_owned() + &rows.concat()).into_bytes()], 100)
    };
    for (days, told) in [
        (["2021-05-15", "2021-06-14"], true),
        (["2021-05-01", "2021-06-14"], true),
        (["2021-05-15", "2021-06-30"], true),
        (["2021-05-01", "2021-06-30"], false),
        (["2020-02-01", "2020-02-28"], true),
        (["2020-02-01", "2020-02-29"], false),
    ] {
        let answer = metered(&days);
        assert_eq!(!answer.cut_months.is_empty(), told, "{:?}", answer.cut_months);
        let notes = answer.notes;
        let wanted = format!("The files go from {} to {}: ", days[0], days[1]);
        assert_eq!(notes.iter().any(|note| note.starts_with(&wanted)), told, "{notes:?}");
    }
    let thirty_days = ["2021-05-16", "2021-05-30", "2021-06-01", "2021-06-14", "2021-06-15"];
    let answer = metered(&thirty_days);
    assert_eq!(answer.cut_months, ["2021-05", "2021-06"]);
    let planned = busiest::to_plan_with(&answer);
    assert_eq!(planned[""], [("30 days", 4)].into(), "{planned:?}");
    let answer = metered(&["2021-04-30", "2021-05-02", "2021-06-01"]);
    let planned = busiest::to_plan_with(&answer);
    assert_eq!(planned[""], [("2021-05", 1), ("30 days", 2)].into(), "{planned:?}");
    assert_eq!(metered(&["2021-05-01", "2021-05-03"]).billed_days(), [1, 0, 1]);
    let reset = metered(&["1980-01-01", "2021-05-02", "2021-05-03"]).billed_days();
    assert_eq!((reset.len(), &reset[reset.len() - 3..]), (3_660, &[0, 1, 1][..]));
}

/// Four times as much may take twelve times the time of the processor, but not sixteen times, as with what looks through all
/// that came before.
#[cfg(target_os = "linux")]
fn linear<T>(name: &str, few: &T, many: &T, run: impl Fn(&T)) {
    let spent = || -> u64 {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("what Linux tells");
        text.split(' ').next().and_then(|number| number.parse().ok()).expect("nanoseconds")
    };
    let [few, many] = [few, many].map(|input| {
        let before = spent();
        run(input);
        spent() - before
    });
    assert!(many < few.max(1) * 12, "{name}: {few} ns, and {many} ns for four times as much");
}

/// A bot of its own in each conversation, and one in each message of a conversation.
#[cfg(target_os = "linux")]
#[test]
fn many_bots_take_no_longer_than_few() {
    let apart = |many: usize| (0..many).map(|at| format!("c{at},{},user,,,,,b{at},\n", 1_622_541_600 + at * 3600));
    let together = |many: usize| (0..many).map(|at| format!("c,{},user,,,,,b{at},\n", 1_622_541_600 + at));
    let run = |order: Order| {
        move |rows: &String| {
            let file = [(HEADING.to_owned() + rows).into_bytes()];
            let answer = metered(&setup("G", &["two-bots=each".to_owned()]), &file, 1 << 16, order).finish();
            assert!(answer.expect("it is in order").all.total > 0);
        }
    };
    linear("apart", &apart(20_000).collect(), &apart(80_000).collect(), run(Order::InTime));
    linear("together", &together(8_000).collect(), &together(32_000).collect(), run(Order::Any));
}

/// A channel of its own in each activity, and a topic with a phrase of its own for each message of a hand-over.
#[cfg(target_os = "linux")]
#[test]
fn many_channels_and_phrases_take_no_longer_than_few() {
    let message = |at: usize| {
        serde_json::json!({ "type": "message", "timestamp": 1_622_541_600 + at, "from": { "role": 1 },
            "channelId": format!("channel {at}"), "text": format!("phrase {at}") })
    };
    let channels = |many: usize| {
        let content = serde_json::json!({ "activities": (0..many).map(message).collect::<Vec<_>>() });
        serde_json::json!([{ "name": "c_b", "content": content.to_string() }]).to_string()
    };
    let phrases = |many: usize| {
        let said = serde_json::json!([{ "content": { "activities": (0..many).map(message).collect::<Vec<_>>() } }]);
        let named = |word: &str| (0..many).rev().map(|at| format!("{word} {at}")).collect::<Vec<_>>();
        let value = serde_json::json!({ "va_Topics": named("topic"), "va_Phrases": named("phrase") });
        serde_json::json!({ "activities": [{ "type": "event", "name": "handoff.initiate", "timestamp": 1_622_641_600,
            "from": { "role": "bot" }, "value": value, "attachments": said }] })
        .to_string()
    };
    let run = |text: &String| {
        let answer = kept(&setup("G", &[]), &[text.clone().into_bytes()], 1 << 16);
        assert!(answer.events > 10_000, "{:?}", answer.skipped);
    };
    linear("channels", &channels(15_000), &channels(60_000), run);
    linear("phrases", &phrases(15_000), &phrases(60_000), run);
}
