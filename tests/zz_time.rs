//! scratch
#[path = "support/files.rs"]
mod files;
use plancost::answers::*;
use plancost::licensing::read;
use plancost::pricebook::library;
use std::time::Instant;
#[test]
fn time() {
    let book = library().book(None).unwrap();
    for path in files::below("static/scenarios", ".json").into_iter().filter(|p| !p.ends_with("index.json")) {
        let s = read::scenario(&files::text(&path)).unwrap();
        let t = Instant::now();
        let f = flips(&book, &s, &FlipsOptions::default()).unwrap();
        let a = t.elapsed();
        let t = Instant::now();
        let w = why_not(&book, &s).unwrap();
        let b = t.elapsed();
        let t = Instant::now();
        let ti = ties(&book, &s, TiesOptions::default()).unwrap();
        let c = t.elapsed();
        println!("{:40} flips {:?} why-not {:?} ties {:?}", path.file_stem().unwrap().to_string_lossy(), a, b, c);
        if std::env::var("SHOW").is_ok() {
            println!("{}", f.to_sheet(&book).to_text());
            println!("{}", w.to_sheet(&book).to_text());
            println!("{}", ti.to_sheet(&book).to_text());
        }
    }
}
