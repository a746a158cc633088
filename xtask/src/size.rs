//! What the first load of the page weighs, and the embedded page, as a server would send them.
//! The budget is a promise to people on slow lines; CI refuses to break it.

use crate::child::{program, read};
use crate::{Outcome, build, package, place, setup};
use std::fs;
use std::path::{Path, PathBuf};

/// Brotli bytes of everything on the first load: refused above, and aimed at.
const BUDGET: u64 = 400_000;
const AIM: u64 = 250_000;
/// Files of the worker, without their endings.
const WORKER: [&str; 4] = ["desk", "pieces", "worker", "worker_bg"];

/// Builds what is weighed, then weighs it.
pub fn size() -> Outcome {
    setup::all(setup::PAGE)?;
    build::page()?;
    package::browser()?;
    weigh()
}

/// Weighs what was built; a page over the budget is a fault.
pub fn weigh() -> Outcome {
    let page = files(&place::page())?;
    let total = table("first load of the page", &first_load(&page)?)?;
    println!("aim {}, budget {}", kilobytes(AIM), kilobytes(BUDGET));
    let of_the_worker = |path: &PathBuf| path.file_stem().is_some_and(|stem| WORKER.iter().any(|name| stem == *name));
    table(
        "worker, when it is first asked",
        &page.iter().filter(|path| of_the_worker(path)).cloned().collect::<Vec<_>>(),
    )?;
    let scripts_and_wasm = |path: &PathBuf| matches!(ending(path), "js" | "wasm" | "css");
    let embed: Vec<_> = files(&place::package())?.into_iter().filter(scripts_and_wasm).collect();
    table("embedded page", &embed)?;
    if total <= BUDGET {
        Ok(())
    } else {
        Err(format!("the first load is {}, the budget {}", kilobytes(total), kilobytes(BUDGET)))
    }
}

/// Prints one line a file and the sum; returns the sum in brotli bytes.
fn table(title: &str, files: &[PathBuf]) -> Result<u64, String> {
    println!("\n{title:<44} {:>11} {:>11} {:>11}", "raw", "gzip", "brotli");
    let mut sums = [0; 3];
    for (file, sizes) in files.iter().zip(sizes(files)?) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        print_line(&name, sizes);
        for (sum, size) in sums.iter_mut().zip(sizes) {
            *sum += size;
        }
    }
    print_line("together", sums);
    Ok(sums[2])
}

fn print_line(name: &str, sizes: [u64; 3]) {
    let [raw, gzip, brotli] = sizes.map(kilobytes);
    println!("{name:<44} {raw:>11} {gzip:>11} {brotli:>11}");
}

/// Raw, gzip and brotli bytes of each file. Node brings both compressors; a crate would have to
/// be compiled before xtask itself.
fn sizes(files: &[PathBuf]) -> Result<Vec<[u64; 3]>, String> {
    let script = place::root().join("xtask/compress.mjs");
    let text = read(program("node").arg(script).args(files)).ok_or("compress.mjs failed")?;
    let sizes: Vec<_> = text.lines().filter_map(numbers).collect();
    if sizes.len() == files.len() { Ok(sizes) } else { Err(format!("compress.mjs said: {text}")) }
}

fn numbers(line: &str) -> Option<[u64; 3]> {
    let mut numbers = line.split(' ').map(|word| word.parse().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

/// index.html and every file that a counted page, script or sheet names. Data that only the wasm
/// knows of, such as a preset, is fetched later and not counted.
fn first_load(files: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let (mut counted, mut rest): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|path| path.ends_with("index.html"));
    let mut next = 0;
    while let Some(path) = counted.get(next) {
        next += 1;
        if matches!(ending(path), "html" | "js" | "css") {
            let text = fs::read_to_string(path).map_err(|fault| format!("{}: {fault}", path.display()))?;
            let named = |path: &PathBuf| path.file_name().is_some_and(|name| text.contains(&*name.to_string_lossy()));
            let (found, others) = rest.into_iter().partition(named);
            rest = others;
            counted.extend::<Vec<_>>(found);
        }
    }
    if counted.is_empty() { Err("no page was built".to_string()) } else { Ok(counted) }
}

/// All files below a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::{files, first_load, kilobytes};
    use std::fs;

    #[test]
    fn the_first_load_is_what_the_page_names() {
        let folder = crate::place::target().join("xtask-size-test");
        fs::create_dir_all(folder.join("snippets")).expect("a folder");
        for (name, text) in [
            ("index.html", "<script src=app.js>"),
            ("app.js", "import './snippets/glue.js'; fetch('app_bg.wasm')"),
            ("app_bg.wasm", "preset.json"),
            ("preset.json", "{}"),
            ("snippets/glue.js", ""),
        ] {
            fs::write(folder.join(name), text).expect(name);
        }
        let all = files(&folder).expect("the files");
        let loaded = first_load(&all).expect("the first load");
        let names: Vec<_> = loaded.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["index.html", "app.js", "app_bg.wasm", "glue.js"]);
        assert!(first_load(&[]).is_err());
    }

    #[test]
    fn kilobytes_are_thousands() {
        assert_eq!(kilobytes(128_490), "128.4 kB");
    }
}
