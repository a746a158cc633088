//! How long the answers beyond one number take: flips of each preset, sixty months of the largest, two editions compared.

use std::time::{Duration, Instant};

use plancost::answers::{FlipsOptions, OverTimeOptions, compare, flips, over_time};
use plancost::licensing::Scenario;
use plancost::pricebook::{Book, diff, library};

/// Repetitions stop when they have taken this long together, but never before three.
const PATIENCE: Duration = Duration::from_secs(2);
const MOST: usize = 20;

/// Prints a line for each answer whose name has one of the words; without words for each.
pub fn measure(book: &Book, presets: &[(String, Scenario)], words: &[String]) {
    let time = |what: &str, ask: &dyn Fn() -> bool| {
        if words.is_empty() || words.iter().any(|word| what.contains(word)) {
            time(what, ask);
        }
    };
    println!("\nfurther answers, natively, edition {}; milliseconds", book.edition.id);
    println!("{:<50} {:>9} {:>9} {:>5}", "answer", "min", "median", "runs");
    let options = FlipsOptions::default();
    for (name, scenario) in presets {
        time(&format!("flips: {name}"), &|| flips(book, scenario, &options).is_ok());
    }
    if let Some((name, scenario)) = presets.iter().max_by_key(|(_, scenario)| size(scenario)) {
        let months = OverTimeOptions { months: 60, ..OverTimeOptions::default() };
        let edition = Some(book.edition.id.as_str());
        time(&format!("60 months: {name}"), &|| over_time(library(), edition, scenario, &months).is_ok());
        let growing = OverTimeOptions { growth: vec![growth()], ..months };
        time(&format!("60 months, growing: {name}"), &|| over_time(library(), edition, scenario, &growing).is_ok());
    }
    let ids: Vec<String> = library().editions().map(|head| head.id.to_string()).collect();
    let open = |id: &String| library().book(Some(id)).unwrap_or_else(|unknown| panic!("{unknown}"));
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return };
    time(&format!("editions compared: {first} to {last}"), &|| {
        !diff::between(&open(first), &open(last)).changes.is_empty()
    });
    let (first, last) = (open(first), open(last));
    for (name, scenario) in presets {
        time(&format!("answers compared: {name}"), &|| compare(&first, &last, scenario).is_ok());
    }
}

/// One person more in the first group each month.
fn growth() -> plancost::answers::over_time::Growth {
    plancost::answers::over_time::Growth { of: "groups[0].people".to_owned(), add: 1, per_mille: 0 }
}

/// How much a scenario says.
fn size(scenario: &Scenario) -> usize {
    serde_json::to_string(scenario).map_or(0, |text| text.len())
}

/// Asks again and again and prints a line; says so when there is no answer.
fn time(what: &str, ask: &dyn Fn() -> bool) {
    let mut times = Vec::new();
    let opening = Instant::now();
    let mut answered = true;
    while times.len() < 3 || (times.len() < MOST && opening.elapsed() < PATIENCE) {
        let start = Instant::now();
        answered &= ask();
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    let note = if answered { "" } else { "  no answer" };
    println!("{what:<50} {:>9.3} {:>9.3} {:>5}{note}", at(0), at(times.len() / 2), times.len());
}
