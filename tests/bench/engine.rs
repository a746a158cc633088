//! How long `cheapest` takes: on the presets, on a tenant of 50 groups, 100 apps and 100 flows, and on one of 200, 400, 400.
//!
//! After them the answers beyond one number. It prints figures and judges none. What it asked and how long that took is left in
//! `dist/bench.json`, so that the bench in the browser can ask the same. Words after `--` choose: only what has one of them in
//! its name is asked, and nothing is left behind.

#[path = "../support/files.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod files;
#[path = "further.rs"]
mod further;
#[path = "tenant.rs"]
mod tenant;

use std::time::{Duration, Instant};

use plancost::cheapest;
use plancost::licensing::{Scenario, read};
use plancost::pricebook::{Book, library};
use serde_json::{Value, json};

/// Repetitions stop when they have taken this long together, but never before three.
const PATIENCE: Duration = Duration::from_secs(5);
const MOST: usize = 40;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !words.is_empty() {
        let book = library().book(None).expect("an edition");
        return further::measure(&book, &presets(), &words);
    }
    let book = library().book(None).expect("an edition");
    println!("cheapest, natively, edition {}; milliseconds", book.edition.id);
    println!(
        "{:<34} {:>9} {:>9} {:>5} {:>7} {:>7} {:>16}",
        "scenario", "min", "median", "runs", "nodes", "proven", "total a month"
    );
    let mut records = Vec::new();
    let presets = presets();
    for (name, scenario) in &presets {
        records.push(measure(&book, name, scenario).1);
    }
    let (small, record) = measure(&book, "50 groups, 100 apps, 100 flows", &tenant::tenant(50, 100, 100));
    records.push(record);
    let (large, record) = measure(&book, "200 groups, 400 apps, 400 flows", &tenant::tenant(200, 400, 400));
    records.push(record);
    println!("growth: four times the tenant takes {:.1} times as long", large / small.max(f64::EPSILON));
    let folder = files::root().join("dist");
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("bench.json"), Value::from(records).to_string()));
    if let Err(fault) = written {
        eprintln!("{}: {fault}", folder.display());
    }
    further::measure(&book, &presets, &[]);
}

/// The presets of the page; their list is none.
fn presets() -> Vec<(String, Scenario)> {
    let files = files::below("static/scenarios", ".json").into_iter().filter(|path| !path.ends_with("index.json"));
    files
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let scenario = read::scenario(&files::text(&path)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            (name, scenario)
        })
        .collect()
}

/// Asks again and again, prints a line, and gives the median in milliseconds with a record of it all.
fn measure(book: &Book, name: &str, scenario: &Scenario) -> (f64, Value) {
    let mut times = Vec::new();
    let opening = Instant::now();
    let mut last = None;
    while times.len() < 3 || (times.len() < MOST && opening.elapsed() < PATIENCE) {
        let start = Instant::now();
        let found = cheapest(book, scenario).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
        last = Some(found);
    }
    times.sort_by(f64::total_cmp);
    let runs = times.len();
    let (fastest, median) =
        (times.first().copied().unwrap_or_default(), times.get(runs / 2).copied().unwrap_or_default());
    let found = last.expect("at least one answer");
    let optimality = found.optimality.as_ref().expect("the cheapest says how sure it is");
    let proven = if optimality.proven { "yes" } else { "no" };
    let total = found.monthly.amount.grouped();
    let nodes = optimality.nodes;
    println!("{name:<34} {fastest:>9.3} {median:>9.3} {runs:>5} {nodes:>7} {proven:>7} {total:>16}");
    if !found.valid {
        println!("{:<34} is not valid: {:?}", "", found.issues.first());
    }
    let record = json!({"name": name, "edition": book.edition.id, "scenario": scenario, "median": median,
        "monthly": found.monthly.amount, "proven": optimality.proven});
    (median, record)
}
