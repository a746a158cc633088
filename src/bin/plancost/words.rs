//! The words of the command line → a request, or what is wrong with them. It opens no file.

use std::ffi::OsString;

use crate::further::{self, Further};
use crate::input::Source;
use crate::meter::words as meter;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// The help text.
    Help,
    /// The version of the program.
    Version,
    /// The cheapest valid combination of a scenario.
    Cheapest { scenario: Source, book: Option<String>, form: Form },
    /// A judgement on a combination.
    Price { scenario: Source, combination: Source, book: Option<String>, form: Form },
    /// The editions of the price book.
    Editions { form: Form },
    /// Where sources disagree.
    Readings { book: Option<String>, form: Form },
    /// What changed from one edition to another.
    Changes { from: String, to: String, form: Form },
    /// The JSON Schema of what people write.
    Schema { of: Written },
    /// An answer beyond one number.
    Further(Further),
    /// The optimisation model in LP format.
    Lp { scenario: Source, book: Option<String> },
    /// Sessions of conversations.
    Meter(meter::Asked),
}

/// What people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The question.
    Scenario,
    /// Licenses to be judged.
    Combination,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Shown by `--help`.
pub const HELP: &str = "\
plancost: what a Power Platform solution costs, which plans it needs, and why

  plancost cheapest FILE [--edition ID] [--json]
      The cheapest valid combination of plans for the scenario in FILE, with its reasons.
  plancost price FILE --combination FILE [--edition ID] [--json]
      What a combination of your own costs for that scenario, and what is wrong with it.
  plancost editions [--json]
      The editions of the price book; the last one is used when none is named.
  plancost changes FROM TO [--json]
      What differs between two editions, figure by figure, with the sources of both.
  plancost readings [--edition ID] [--json]
      Where the sources of an edition disagree: the answers, which one is used, and why.
  plancost schema [scenario|combination]
      The JSON Schema of a scenario, or of a combination.
  plancost lp FILE [--edition ID]
      The optimisation model in LP format, for checking the optimum with another solver.
  plancost meter FILE... [--edition ID | --definition ID] [--json] [--sessions OUT.csv]
      How many billed sessions the conversations in FILE are; `plancost meter --help` says more.

FILE is JSON in UTF-8; \"-\" reads standard input. The smallest scenario is {}.

  --edition ID        the edition of the price book, such as those that `plancost editions` lists
  --combination FILE  the combination that `price` judges
  --json              the whole answer as JSON
  --help, -h          this text
  --version, -V       the version

Exit code: 0 for an answer, also when the answer is that a combination is not valid (its refusals
are printed); 2 for input that cannot be used, with a line for each fault on standard error;
1 when the answer could not be written.
";

/// Reads the words behind the program's name.
///
/// # Errors
/// What is wrong with the words, a line each.
pub fn read(words: Vec<OsString>) -> Result<Request, Vec<String>> {
    if let Some((first, rest)) = words.split_first()
        && first == "meter"
    {
        return meter::read(rest.iter().cloned()).map(Request::Meter);
    }
    if let Some(asked) = further::read(&words) {
        return asked.map(Request::Further);
    }
    let mut given = Given::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        given.take(word, &mut words)?;
    }
    given.request()
}

/// The words, sorted by kind.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands there or not")]
struct Given {
    plain: Vec<OsString>,
    edition: Option<OsString>,
    combination: Option<OsString>,
    json: bool,
    help: bool,
    version: bool,
    /// Everything behind `--` is a file, however it begins.
    files_only: bool,
}

impl Given {
    fn take(&mut self, word: OsString, rest: &mut impl Iterator<Item = OsString>) -> Result<(), Vec<String>> {
        let text = word.to_string_lossy().into_owned();
        if self.files_only || text == "-" || !text.starts_with('-') {
            self.plain.push(word);
            return Ok(());
        }
        let (flag, value) = match text.split_once('=') {
            Some((flag, value)) => (flag, Some(OsString::from(value))),
            None => (text.as_str(), None),
        };
        let place = match flag {
            "--edition" => &mut self.edition,
            "--combination" => &mut self.combination,
            _ if value.is_some() => return fault(format!("\"{flag}\" takes no value, or is unknown; {SEE_HELP}")),
            _ => return self.set(flag),
        };
        if place.is_some() {
            return fault(format!("\"{flag}\" is given twice"));
        }
        *place = value.or_else(|| rest.next());
        if place.is_none() { fault(format!("\"{flag}\" needs a value behind it")) } else { Ok(()) }
    }

    fn set(&mut self, flag: &str) -> Result<(), Vec<String>> {
        match flag {
            "--json" => self.json = true,
            "--help" | "-h" => self.help = true,
            "--version" | "-V" => self.version = true,
            "--" => self.files_only = true,
            _ => return fault(format!("\"{flag}\" is not known; {SEE_HELP}")),
        }
        Ok(())
    }

    fn request(mut self) -> Result<Request, Vec<String>> {
        if self.help {
            return Ok(Request::Help);
        }
        if self.version {
            return Ok(Request::Version);
        }
        if self.plain.is_empty() {
            return fault(format!("what is to be done? {SEE_HELP}"));
        }
        let command = self.plain.remove(0).to_string_lossy().into_owned();
        let takes = match command.as_str() {
            "cheapest" => Takes { file: true, edition: true, combination: false, json: true },
            "price" => Takes { file: true, edition: true, combination: true, json: true },
            "lp" => Takes { file: true, edition: true, combination: false, json: false },
            "editions" => Takes { file: false, edition: false, combination: false, json: true },
            "readings" => Takes { file: false, edition: true, combination: false, json: true },
            "schema" => return self.schema(),
            "changes" => return self.changes(),
            "help" => return Ok(Request::Help),
            other => return fault(format!("there is no command \"{other}\"; {SEE_HELP}")),
        };
        self.fits(&command, takes)?;
        let form = if self.json { Form::Json } else { Form::Text };
        let scenario = self.plain.pop().map(Source::named);
        let combination = self.combination.map(Source::named);
        let book = self.edition.map(|edition| edition.to_string_lossy().into_owned());
        match (command.as_str(), scenario, combination) {
            ("cheapest", Some(scenario), _) => Ok(Request::Cheapest { scenario, book, form }),
            ("lp", Some(scenario), _) => Ok(Request::Lp { scenario, book }),
            ("price", Some(Source::Standard), Some(Source::Standard)) => {
                fault("only one of scenario and combination can come from standard input".to_owned())
            }
            ("price", Some(scenario), Some(combination)) => Ok(Request::Price { scenario, combination, book, form }),
            ("readings", ..) => Ok(Request::Readings { book, form }),
            _ => Ok(Request::Editions { form }),
        }
    }

    fn changes(mut self) -> Result<Request, Vec<String>> {
        if self.plain.len() < 2 {
            return fault("\"changes\" needs two editions, such as 2021-05 2021-10".to_owned());
        }
        let rest = self.plain.split_off(2);
        let names = std::mem::replace(&mut self.plain, rest);
        let form = if self.json { Form::Json } else { Form::Text };
        self.fits("changes", Takes { file: false, edition: false, combination: false, json: true })?;
        let mut names = names.iter().map(|name| name.to_string_lossy().into_owned());
        let (from, to) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        Ok(Request::Changes { from, to, form })
    }

    fn schema(self) -> Result<Request, Vec<String>> {
        let of = match self.plain.first().map(|word| word.to_string_lossy()).as_deref() {
            None | Some("scenario") => Written::Scenario,
            Some("combination") => Written::Combination,
            Some(other) => {
                return fault(format!("there is no schema of \"{other}\", only of scenario and combination"));
            }
        };
        self.fits("schema", Takes { file: !self.plain.is_empty(), edition: false, combination: false, json: false })?;
        Ok(Request::Schema { of })
    }

    /// Whether the words fit the command; all that do not are named.
    fn fits(&self, command: &str, takes: Takes) -> Result<(), Vec<String>> {
        let mut faults = Vec::new();
        let mut say = |wrong: bool, text: String| {
            if wrong {
                faults.push(text);
            }
        };
        let wanted = usize::from(takes.file);
        say(self.plain.len() < wanted, format!("\"{command}\" needs a file with a scenario, or - for standard input"));
        for word in self.plain.iter().skip(wanted) {
            say(true, format!("\"{command}\" has no use for \"{}\"", word.to_string_lossy()));
        }
        say(self.edition.is_some() && !takes.edition, format!("\"{command}\" has no use for \"--edition\""));
        say(self.json && !takes.json, format!("\"{command}\" has no use for \"--json\""));
        say(
            self.combination.is_some() && !takes.combination,
            format!("\"{command}\" has no use for \"--combination\""),
        );
        say(self.combination.is_none() && takes.combination, format!("\"{command}\" needs \"--combination FILE\""));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

/// What a command takes beside its name.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "one column for each kind of word")]
struct Takes {
    file: bool,
    edition: bool,
    combination: bool,
    json: bool,
}

const SEE_HELP: &str = "`plancost --help` lists what there is";

fn fault<T>(text: String) -> Result<T, Vec<String>> {
    Err(vec![text])
}
