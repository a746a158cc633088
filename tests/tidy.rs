//! The order of the house, checked over its own source: directions, lengths, and what may not stand where.

#[path = "support/files.rs"]
mod files;

use std::collections::BTreeSet;
use std::path::PathBuf;

use plancost::pricebook::library;

const MAX_FILE: usize = 450;
const MAX_FUNCTION: usize = 70;
/// One list of shapes without a function: longer than others, and easier to read in one piece.
const SHAPES: &str = "src/pricebook/schema.rs";

/// Rooms of the house and the rooms that their code may name, as ARCHITECTURE.md draws them.
const ROOMS: [(&str, &[&str]); 9] = [
    ("base", &["base"]),
    ("pricebook", &["base", "pricebook"]),
    ("report", &["base", "pricebook", "report"]),
    ("licensing", &["base", "pricebook", "report", "licensing"]),
    ("sessions", &["base", "pricebook", "report", "sessions"]),
    ("answers", &["base", "pricebook", "report", "licensing", "answers"]),
    ("api", &["base", "pricebook", "report", "licensing", "sessions", "answers", "api"]),
    ("app", &["base", "pricebook", "report", "licensing", "sessions", "app"]),
    ("embed", &["base", "pricebook", "report", "licensing", "sessions", "answers", "api", "app", "embed"]),
];

const ENGINE: [&str; 6] = ["src/base", "src/pricebook", "src/report", "src/licensing", "src/sessions", "src/answers"];

/// A source file: its path from the package, and its lines.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// Numbered lines without comments, up to the module of unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        let lines = self.text[..tests].lines().enumerate();
        lines.map(|(number, line)| (number + 1, strip_comment(line))).filter(|(_, line)| !line.trim().is_empty())
    }
}

/// The line up to a comment. A comment mark inside a text is taken for one too, which only hides an address.
fn strip_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let found: Vec<PathBuf> = folders.iter().flat_map(|folder| files::below(folder, ".rs")).collect();
    assert!(!found.is_empty(), "no source in {folders:?}");
    found
        .iter()
        .map(|path| Source { name: files::short(path), text: files::text(path).replace("\r\n", "\n") })
        .collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

/// Every place where a word stands in code.
fn places(sources: &[Source], words: &[&str], allowed: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for (number, line) in source.code() {
            for word in words.iter().filter(|word| has_word(line, word) && !allowed(source, word)) {
                faults.push(format!("{}:{number}: \"{word}\" has no place here: {}", source.name, line.trim()));
            }
        }
    }
    faults
}

/// Whether a word stands there by itself and not as a part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let begins = word.starts_with(|letter: char| letter.is_alphanumeric());
    let ends = word.ends_with(|letter: char| letter.is_alphanumeric());
    line.match_indices(word).any(|(place, _)| {
        let before = line[..place].chars().next_back();
        let behind = line[place + word.len()..].chars().next();
        !(begins && part_of_name(before) || ends && part_of_name(behind))
    })
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = sources(&["src", "xtask", "tests"]);
    let silent = all.iter().filter(|source| !source.text.starts_with("//! "));
    none(&silent.map(|source| format!("{} does not begin with //!", source.name)).collect::<Vec<_>>());
}

#[test]
fn rooms_know_only_those_above_them() {
    let mut faults = Vec::new();
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for source in sources(&["src"]) {
        let Some(room) = source.name.split('/').nth(1).filter(|_| source.name.matches('/').count() > 1) else {
            continue;
        };
        if room == "bin" {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(known, _)| *known == room) else {
            faults.push(format!("{}: the room \"{room}\" is not in the table of this test", source.name));
            continue;
        };
        for (number, line) in source.code() {
            for named in
                named_rooms(line).filter(|named| rooms.contains(named.as_str()) && !allowed.contains(&named.as_str()))
            {
                faults.push(format!("{}:{number}: {room} may not know {named}", source.name));
            }
        }
    }
    none(&faults);
}

/// Rooms in paths such as `crate::base` and `use crate::{base, report}`.
fn named_rooms(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split("crate::").skip(1).flat_map(|rest| {
        let list = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or_default());
        let first_only = !rest.starts_with('{');
        let names = list.split(',').take(if first_only { 1 } else { usize::MAX });
        names.map(|name| name.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect())
    })
}

/// The programs use the library by its name, and the library does not know its programs.
#[test]
fn the_border_of_the_library_holds() {
    let engine = sources(&ENGINE);
    none(&places(&engine, &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen", "serde_wasm_bindgen"], |_, _| false));
}

#[test]
fn files_and_functions_stay_short() {
    let mut faults = Vec::new();
    for source in sources(&["src", "xtask", "tests"]) {
        let lines = source.text.lines().count();
        if lines > MAX_FILE && source.name != SHAPES {
            faults.push(format!("{}: {lines} lines, at most {MAX_FILE}", source.name));
        }
        for (number, length) in functions(&source.text) {
            if length > MAX_FUNCTION {
                faults.push(format!("{}:{number}: a function of {length} lines, at most {MAX_FUNCTION}", source.name));
            }
        }
    }
    none(&faults);
}

/// Where each function begins and how many lines it has. The formatter puts the closing bracket under the first letter.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let head = line.trim_start();
        let head =
            head.strip_prefix("pub").map_or(head, |rest| rest.trim_start_matches(|letter| letter != ' ').trim_start());
        let head =
            ["const ", "async ", "unsafe "].iter().fold(head, |head, word| head.strip_prefix(word).unwrap_or(head));
        if !head.starts_with("fn ") || line.trim_end().ends_with([';', '}']) {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let end = lines.iter().skip(start + 1).position(|line| *line == closing);
        found.extend(end.map(|end| (start + 1, end + 2)));
    }
    found
}

#[test]
fn the_length_of_a_function_is_measured() {
    let text = "fn a() {\n    1\n}\npub(super) const fn b() {\n}\nimpl X {\n    fn c(\n    ) {\n    }\n}\n";
    assert_eq!(functions(text), [(1, 3), (4, 2), (7, 3)]);
}

/// Floating point belongs to the solver; the reader of gigabytes takes what JSON brings and computes nothing with it.
#[test]
fn the_engine_computes_without_floats() {
    let allowed = |source: &Source, word: &str| {
        source.name == "src/licensing/solve.rs" || (source.name == "src/base/count.rs" && word == "f64")
    };
    let engine = sources(&ENGINE);
    let mut faults = places(&engine, &["f32", "f64", "as_secs_f64"], allowed);
    let count = engine.iter().find(|source| source.name == "src/base/count.rs").expect("the file of counts");
    for (number, line) in count.code().filter(|(_, line)| has_word(line, "f64")) {
        if !line.contains("fn visit_f64") {
            faults.push(format!("{}:{number}: only visit_f64 may name a float: {}", count.name, line.trim()));
        }
    }
    for source in engine.iter().filter(|source| source.name != "src/licensing/solve.rs") {
        for (number, line) in source.code().filter(|(_, line)| float_literal(line)) {
            faults.push(format!("{}:{number}: a number with a point: {}", source.name, line.trim()));
        }
    }
    none(&faults);
}

/// Whether a number with a point stands outside of quotes.
fn float_literal(line: &str) -> bool {
    let outside: String = line.replace("\\\"", "").split('"').step_by(2).collect();
    let letters: Vec<char> = outside.chars().collect();
    letters.windows(4).any(|four| match four {
        [before, whole, '.', fraction] => {
            whole.is_ascii_digit()
                && fraction.is_ascii_digit()
                && !before.is_alphabetic()
                && *before != '.'
                && *before != '_'
        }
        _ => false,
    })
}

#[test]
fn the_engine_has_no_clock_and_no_world() {
    let world = [
        "Instant::now",
        "std::time",
        "SystemTime",
        "std::env",
        "std::fs",
        "std::net",
        "std::thread",
        "println!",
        "print!",
        "eprintln!",
        "eprint!",
        "dbg!",
        "HashMap",
        "HashSet",
    ];
    none(&places(&sources(&ENGINE), &world, |_, _| false));
}

/// A panic would end the whole page.
#[test]
fn the_library_never_panics_by_its_own_words() {
    let words = [".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!", "assert!", "assert_eq!"];
    none(&places(&sources(&["src"]), &words, |_, _| false));
}

/// What things cost and what plans are called stands in the price book alone.
#[test]
fn the_code_knows_no_plan_and_no_price() {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut pools_named: BTreeSet<String> = BTreeSet::new();
    for head in library().editions() {
        let book = library().book(Some(head.id.as_str())).expect("a listed edition");
        ids.extend(book.plans().map(|plan| format!("\"{}\"", plan.id)));
        ids.extend(book.plans().map(|plan| format!("\"{}\"", plan.name)));
        ids.insert(format!("\"{}\"", head.id));
        // Pools are words of the schema; some add-ons are called after what they fill.
        let pools: BTreeSet<_> = book.plans().flat_map(|plan| plan.grants.pools.keys()).collect();
        pools_named.extend(pools.into_iter().map(|pool| serde_json::to_string(pool).expect("a pool has a name")));
    }
    ids.retain(|id| !pools_named.contains(id));
    assert!(ids.len() > 20, "the price book is gone");
    let mut faults = Vec::new();
    for source in sources(&["src"]) {
        for (number, line) in source.code() {
            faults.extend(
                ids.iter().filter(|id| line.contains(*id)).map(|id| format!("{}:{number}: names {id}", source.name)),
            );
            if price_literal(line) {
                faults.push(format!("{}:{number}: an amount of money: {}", source.name, line.trim()));
            }
        }
    }
    none(&faults);
}

/// A digit beside the sign or the code of a currency.
fn price_literal(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    let digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
    let sign = letters
        .windows(2)
        .any(|pair| matches!(pair, [first, second] if "$€£".contains(*first) && second.is_ascii_digit()));
    let code = ["USD", "EUR", "GBP"].iter().any(|code| {
        line.match_indices(code).any(|(place, _)| {
            let before: Vec<char> = line[..place].trim_end().chars().collect();
            let behind: Vec<char> = line[place + code.len()..].trim_start().chars().collect();
            digit(before.last()) || digit(behind.first())
        })
    });
    sign || code
}

/// Data that nothing reads is data that nobody checks.
#[test]
fn every_file_under_static_is_read() {
    let mut readers = files::text(&files::root().join("build.rs"));
    for (folder, ending) in [
        ("src", ".rs"),
        ("tests", ".rs"),
        ("tests", ".mjs"),
        ("xtask", ".rs"),
        ("static", ".js"),
        (".", ".html"),
        (".", ".toml"),
    ] {
        for path in files::below(folder, ending).into_iter().filter(|path| !generated(&files::short(path))) {
            readers.push_str(&files::text(&path));
        }
    }
    let mut faults = Vec::new();
    for path in files::below("static", "") {
        let name = files::short(&path);
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().map(files::short).unwrap_or_default();
        let by_folder = readers.contains(&format!("\"{folder}\""))
            || readers.contains(&format!("\"{folder}/\""))
            || folder == "static/pricebook/editions";
        let for_people = path.extension().is_some_and(|ending| ending == "md");
        if !(readers.contains(&file) || by_folder || for_people) {
            faults.push(format!("{name}: nothing reads it"));
        }
    }
    none(&faults);
}

fn generated(name: &str) -> bool {
    ["target/", "dist/", "node_modules/", ".tools/"].iter().any(|folder| name.starts_with(folder))
}

/// Nothing in the project knows the machine it was written on.
#[test]
fn no_file_names_a_machine() {
    // Put together here, so that this file does not hold them either.
    let roots = ["work", "tmp", "home", "root", "Users"].map(|folder| format!("/{folder}/"));
    let top = std::fs::read_dir(files::root())
        .expect("the package")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && !path.ends_with(".git"));
    let below = ["src", "static", "tests", "xtask", ".cargo", ".ci"].iter().flat_map(|folder| files::below(folder, ""));
    let mut faults = Vec::new();
    for path in top.chain(below) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let named = roots
                .iter()
                .find(|root| line.match_indices(root.as_str()).any(|(place, _)| begins_a_path(&line[..place])));
            faults.extend(named.map(|root| format!("{}:{}: names {root}", files::short(&path), number + 1)));
        }
    }
    none(&faults);
}

/// Whether what stands before a slash lets a path begin there, rather than go on.
fn begins_a_path(before: &str) -> bool {
    !before.ends_with(|letter: char| letter.is_alphanumeric() || ".-_~}*".contains(letter))
}
