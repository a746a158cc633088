//! Words of the commands that answer more than one number → what is asked. It opens no file.

use plancost::base::sorted::BTreeMap;
use std::ffi::OsString;

use plancost::answers::numbers::Amount;
use plancost::answers::over_time::{Growth, Season};
use plancost::answers::range::Vary;
use plancost::answers::{Depth, Margin};
use plancost::base::Money;

use crate::input::Source;

/// A command with its file and its flags.
#[derive(Debug, PartialEq, Eq)]
pub struct Further {
    /// Which.
    pub command: Command,
    /// The scenario.
    pub scenario: Source,
    /// How it is printed.
    pub form: Form,
    /// Flags with their values, in their order; those without a value have an empty one.
    flags: Vec<(String, String)>,
}

/// Commands that answer more than one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Explain,
    WhyNot,
    Ties,
    Flips,
    OverTime,
    Range,
    Forecast,
    Todo,
    Owned,
    Readings,
    Compare,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Markdown,
    /// A page to show to somebody else.
    Html,
    /// All figures for programs.
    Json,
    /// The text with its tables and charts for programs.
    Sheet,
}

/// Name, flags with a value, flags without.
type Known = (&'static str, Command, &'static [&'static str], &'static [&'static str]);

const COMMANDS: [Known; 11] = [
    ("explain", Command::Explain, &["--edition", "--depth", "--line"], &[]),
    ("why-not", Command::WhyNot, &["--edition"], &[]),
    ("ties", Command::Ties, &["--edition", "--within", "--most"], &[]),
    ("flips", Command::Flips, &["--edition", "--of"], &[]),
    (
        "over-time",
        Command::OverTime,
        &["--edition", "--months", "--from", "--growth", "--season", "--options"],
        &["--yearly", "--same-edition"],
    ),
    ("range", Command::Range, &["--edition", "--vary", "--seed", "--draws", "--options"], &[]),
    ("forecast", Command::Forecast, &["--edition", "--metered", "--months", "--growth", "--seed", "--options"], &[]),
    ("todo", Command::Todo, &["--edition"], &[]),
    ("owned", Command::Owned, &["--edition"], &[]),
    ("other-readings", Command::Readings, &["--edition"], &[]),
    ("compare", Command::Compare, &["--editions"], &[]),
];

/// Flags that may be given more than once.
const REPEATED: [&str; 4] = ["--of", "--growth", "--season", "--vary"];

/// Help on these commands, a part of the whole.
pub const HELP: &str = "\
Further answers, each also as --json, as --html (a page to show to somebody else), or --format text,
markdown, html, json (the figures) or sheet (sentences, tables and charts):

  plancost explain FILE [--depth sentence|table|whole] [--line PLAN] [--edition ID]
      Why it costs what it costs, in as much depth as you like.
  plancost why-not FILE [--edition ID]
      For each plan that was not chosen the reason, and what it would cost instead.
  plancost ties FILE [--within 10%] [--most 5] [--edition ID]
      The next best combinations of other plans within a margin, in per cent or as an amount.
  plancost flips FILE [--of PATH]... [--edition ID]
      For each number the nearest value at which other plans are best.
  plancost over-time FILE [--months 36] [--from 2021-10] [--growth OF=+5]...
                 [--season OF=12:150,7:60]... [--yearly] [--same-edition] [--options FILE]
                 [--edition ID]
      What each month costs. OF is a path or a group; growth is +5, -2 or +1.5% a month; a season is
      per cents by month of the year. --yearly buys for twelve months at a time.
  plancost range FILE --vary PATH=LEAST..LIKELY..MOST... [--seed 1] [--draws 200]
                 [--options FILE] [--edition ID]
      A range of totals for ranges of numbers, and the chance of needing the next pack.
  plancost forecast FILE --metered COUNTS [--months 6] [--growth 1.5%] [--seed 1] [--options FILE]
                 [--edition ID]
      What the coming months may need in billed sessions, and the chance of running over. COUNTS is
      what `plancost meter FILE… --json` printed; growth is per cents a month.
  plancost todo FILE [--edition ID]
      What to buy in which order, how, and whom to give what.
  plancost owned FILE [--edition ID]
      What of the licenses you own is used, unused, or missing.
  plancost other-readings FILE [--edition ID]
      Where sources disagree: what the other reading would cost.
  plancost compare FILE --editions FROM,TO
      Which lines change from one edition to another.

A PATH is one of those that faults name, such as 'groups[0].people' or 'bots[0].sessions_per_month'.
";

/// Reads the words of such a command; nothing when they are those of another.
pub fn read(words: &[OsString]) -> Option<Result<Further, Vec<String>>> {
    let first = words.first()?.to_string_lossy();
    let known = COMMANDS.iter().find(|known| known.0 == first)?;
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return None;
    }
    Some(request(known, words.iter().skip(1)))
}

fn request<'a>(known: &Known, words: impl Iterator<Item = &'a OsString>) -> Result<Further, Vec<String>> {
    let (name, command, with_value, without) = *known;
    let mut words = words;
    let (mut files, mut flags, mut faults) = (Vec::new(), Vec::<(String, String)>::new(), Vec::new());
    let mut forms = Vec::new();
    let mut files_only = false;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy().into_owned();
        if files_only || text == "-" || !text.starts_with('-') {
            files.push(word.clone());
            continue;
        }
        let (flag, value) = match text.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
            None => (text, None),
        };
        let mut next = || value.clone().or_else(|| words.next().map(|word| word.to_string_lossy().into_owned()));
        match flag.as_str() {
            "--" => files_only = true,
            "--json" if value.is_none() => forms.push(Form::Json),
            "--html" if value.is_none() => forms.push(Form::Html),
            "--format" => match next().as_deref() {
                Some("text") => forms.push(Form::Text),
                Some("markdown") => forms.push(Form::Markdown),
                Some("json") => forms.push(Form::Json),
                Some("sheet") => forms.push(Form::Sheet),
                Some("html") => forms.push(Form::Html),
                _ => faults.push("\"--format\" is text, markdown, html, json or sheet".to_owned()),
            },
            known if with_value.contains(&known) => match next() {
                _ if flags.iter().any(|(given, _)| *given == flag) && !REPEATED.contains(&known) => {
                    faults.push(format!("\"{flag}\" is given twice"));
                }
                Some(value) => flags.push((flag, value)),
                None => faults.push(format!("\"{flag}\" needs a value behind it")),
            },
            known if without.contains(&known) && value.is_none() => flags.push((flag, String::new())),
            _ => faults.push(format!("\"{name}\" has no use for \"{flag}\"; `plancost --help` lists what there is")),
        }
    }
    if forms.len() > 1 {
        faults.push("an answer has one form: only one of \"--json\", \"--html\" and \"--format\"".to_owned());
    }
    for extra in files.iter().skip(1) {
        faults.push(format!("\"{name}\" has no use for \"{}\"", extra.to_string_lossy()));
    }
    let Some(scenario) = files.into_iter().next().map(Source::named).filter(|_| faults.is_empty()) else {
        if faults.is_empty() {
            faults.push(format!("\"{name}\" needs a file with a scenario, or - for standard input"));
        }
        return Err(faults);
    };
    let form = forms.pop().unwrap_or(Form::Text);
    Ok(Further { command, scenario, form, flags })
}

impl Further {
    /// The value of a flag.
    pub fn value(&self, flag: &str) -> Option<&str> {
        self.flags.iter().find(|(known, _)| known == flag).map(|(_, value)| value.as_str())
    }

    /// All values of a flag.
    pub fn values<'a>(&'a self, flag: &'a str) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(known, _)| known == flag).map(|(_, value)| value.as_str())
    }

    /// A whole number behind a flag.
    ///
    /// # Errors
    /// What would be right.
    pub fn number<T: std::str::FromStr>(&self, flag: &str, fallback: T) -> Result<T, String> {
        let Some(text) = self.value(flag) else { return Ok(fallback) };
        text.parse().map_err(|_| format!("\"{flag}\" needs a whole number, not \"{text}\""))
    }

    pub fn depth(&self) -> Result<Depth, String> {
        match self.value("--depth") {
            None | Some("table") => Ok(Depth::Table),
            Some("sentence") => Ok(Depth::Sentence),
            Some("whole") => Ok(Depth::Whole),
            Some(other) => Err(format!("\"--depth\" is sentence, table or whole, not \"{other}\"")),
        }
    }

    /// `10%` or an amount.
    pub fn within(&self) -> Result<Margin, String> {
        let text = self.value("--within").unwrap_or("10%");
        let wrong = || format!("\"--within\" is per cents such as 10% or an amount such as 50.00, not \"{text}\"");
        match text.strip_suffix('%') {
            Some(percent) => {
                per_mille(percent).and_then(|parts| u32::try_from(parts).ok()).map(Margin::PerMille).ok_or_else(wrong)
            }
            None => {
                text.parse::<Money>().ok().filter(|amount| *amount >= Money::ZERO).map(Margin::Amount).ok_or_else(wrong)
            }
        }
    }

    pub fn editions(&self) -> Result<(&str, &str), String> {
        let text = self.value("--editions").unwrap_or_default();
        let pair = text.split_once(',').filter(|(from, to)| !from.is_empty() && !to.is_empty());
        pair.ok_or_else(|| "\"compare\" needs \"--editions FROM,TO\", such as 2020-04,2021-10".to_owned())
    }
}

/// `Field staff=+5`, `groups[0].people=+1.5%`.
pub fn growth(text: &str) -> Result<Growth, String> {
    let wrong = || format!("\"--growth\" is OF=+5, OF=-2 or OF=+1.5%, not \"{text}\"");
    let (of, by) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (less, digits) = match by.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, by.strip_prefix('+').unwrap_or(by)),
    };
    let sign = |value: i64| if less { -value } else { value };
    let mut growth = Growth { of: of.to_owned(), add: 0, per_mille: 0 };
    match digits.strip_suffix('%') {
        Some(percent) => growth.per_mille = sign(per_mille(percent).ok_or_else(wrong)?),
        None => growth.add = sign(i64::from(digits.parse::<u32>().map_err(|_| wrong())?)),
    }
    Ok(growth)
}

/// `sessions_per_month=12:150,7:60`.
pub fn season(text: &str) -> Result<Season, String> {
    let wrong = || format!("\"--season\" is OF=12:150,7:60 with months and per cents, not \"{text}\"");
    let (of, months) = text.rsplit_once('=').ok_or_else(wrong)?;
    let mut percent = BTreeMap::new();
    for month in months.split(',') {
        let (month, parts) = month.split_once(':').ok_or_else(wrong)?;
        let parts: u32 = parts.parse().map_err(|_| wrong())?;
        let known = percent.insert(month.parse().map_err(|_| wrong())?, parts);
        if known.is_some() {
            return Err(format!("\"--season\" names the month {month} twice: \"{text}\""));
        }
    }
    Ok(Season { of: of.to_owned(), percent })
}

/// `groups[0].people=100..120..200`.
pub fn vary(text: &str) -> Result<Vary, String> {
    let wrong =
        || format!("\"--vary\" is PATH=LEAST..LIKELY..MOST, such as groups[0].people=100..120..200, not \"{text}\"");
    let (path, range) = text.rsplit_once('=').ok_or_else(wrong)?;
    let parts: Vec<Amount> = range.split("..").map_while(Amount::parse).collect();
    match (parts.as_slice(), range.split("..").count()) {
        ([low, likely, high], 3) => Ok(Vary { path: path.to_owned(), low: *low, likely: *likely, high: *high }),
        _ => Err(wrong()),
    }
}

/// Per cents with at most one decimal as thousandths.
pub fn per_mille(percent: &str) -> Option<i64> {
    let (whole, tenth) = percent.split_once('.').unwrap_or((percent, "0"));
    let digit = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    if !digit(whole) || !digit(tenth) || tenth.len() != 1 || whole.len() > 5 {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 10 + tenth.parse::<i64>().ok()?)
}
