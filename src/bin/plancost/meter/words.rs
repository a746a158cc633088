//! The words behind `meter` → what is asked, or what is wrong with them.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::input::Source;
use crate::words::Form;

/// What is asked of the meter.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The files, in the order given.
    pub files: Vec<Source>,
    /// The edition whose day decides which definition is in force.
    pub edition: Option<String>,
    /// A definition by its name.
    pub definition: Option<String>,
    /// Decisions on open points, such as `after-cut=billed`.
    pub choices: Vec<String>,
    /// Where to write a row for each session.
    pub sessions: Option<PathBuf>,
    /// How the answer is printed.
    pub form: Form,
}

/// Shown by `plancost meter --help`.
pub const HELP: &str = "\
plancost meter FILE... [--edition ID | --definition ID] [--choose NAME=OPTION] [--json] [--sessions OUT.csv]

How many sessions the conversations in the files are, how many of them are billed, and why.

A file is an export of conversation transcripts (CSV or JSON), a .transcript of the Bot Framework, a
snapshot of the test pane, activities of Direct Line, or a plain event log; also zipped or gzipped. What
it is, its contents tell. An event log is CSV whose first row names the columns, or JSON Lines with the
same names:
  conversation_id,timestamp,role                              needed
  kind,topic,topic_kind,channel,bot_id,event_id               if there is more to say
A timestamp is ISO 8601, or seconds or milliseconds since 1970; without an offset it is UTC. A role is
user, bot, agent or unknown. A kind is message (also when empty), topic, premium, escalated, answered,
closed, test_chat, live_chat, teams_plan, trial, smart_assist or other. A kind of topic is user or system.
Without topics every message of a user counts as one of a user topic.
Events may come in any order, and files may overlap: what is there twice counts once.

  --edition ID          meter as at the end of this edition of the price book; without it, the last
  --definition ID       meter by this definition of a session: A to G by time, S, omnichannel
  --choose NAME=OPTION  decide a point that the sources leave open; the answer lists all of them.
                          after-cut=billed|needs-topic     clock=trigger|first-message
                          closing=silence|ends             unknown-channel=persistent|web
                          two-bots=each|one                test-chat=definition|billed|not-billed
                          unknown-topic=user|system        (the first is the default)
  --json                the whole answer as JSON
  --sessions OUT.csv    write a row for each session: when, how many turns, billed or not, why
  --help, -h            this text

\"-\" reads standard input. Exit code: 0 for an answer, also when rows were left out (they are told);
2 for input that cannot be used; 1 when the answer could not be written.
";

/// What the words ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// The help text.
    Help,
    /// An answer.
    Meter(Request),
}

/// Reads the words behind `meter`.
///
/// # Errors
/// What is wrong with them, a line each.
pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Asked, Vec<String>> {
    let mut request = Request {
        files: Vec::new(),
        edition: None,
        definition: None,
        choices: Vec::new(),
        sessions: None,
        form: Form::Text,
    };
    let mut words = words.into_iter();
    let mut files_only = false;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy().into_owned();
        if files_only || text == "-" || !text.starts_with('-') {
            request.files.push(Source::named(word));
            continue;
        }
        let (flag, value) = match text.split_once('=') {
            Some((flag, value)) => (flag, Some(OsString::from(value))),
            None => (text.as_str(), None),
        };
        match (flag, &value) {
            ("--help" | "-h", None) => return Ok(Asked::Help),
            ("--json", None) => request.form = Form::Json,
            ("--", None) => files_only = true,
            ("--edition" | "--definition" | "--choose" | "--sessions", _) => {
                let Some(value) = value.or_else(|| words.next()) else {
                    return Err(vec![format!("\"{flag}\" needs a value behind it")]);
                };
                set(&mut request, flag, value)?;
            }
            _ => return Err(vec![format!("\"{text}\" is not known to meter; `plancost meter --help` lists what is")]),
        }
    }
    fits(&request)?;
    Ok(Asked::Meter(request))
}

fn set(request: &mut Request, flag: &str, value: OsString) -> Result<(), Vec<String>> {
    let text = value.to_string_lossy().into_owned();
    let twice = match flag {
        "--choose" => {
            request.choices.push(text);
            false
        }
        "--sessions" => request.sessions.replace(value.into()).is_some(),
        "--edition" => request.edition.replace(text).is_some(),
        _ => request.definition.replace(text).is_some(),
    };
    if twice { Err(vec![format!("\"{flag}\" is given twice")]) } else { Ok(()) }
}

fn fits(request: &Request) -> Result<(), Vec<String>> {
    let mut faults = Vec::new();
    if request.files.is_empty() {
        faults.push("\"meter\" needs at least one file, or - for standard input".to_owned());
    }
    if request.files.iter().filter(|file| **file == Source::Standard).count() > 1 {
        faults.push("standard input can be read only once".to_owned());
    }
    if request.edition.is_some() && request.definition.is_some() {
        faults.push("\"--edition\" and \"--definition\" say the same thing in two ways; give one".to_owned());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
