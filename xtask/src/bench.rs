//! The figures: how long the engine takes natively, and the page in Chromium. Prints, judges
//! nothing; the benches say their own aims.

mod sessions;

use crate::child::{cargo, run};
use crate::{Outcome, build, package, scripts, setup};

/// Runs every bench there is.
pub fn bench() -> Outcome {
    setup::all(setup::EVERYTHING)?;
    // `native` is the profile of the command line: built for speed, where the page is for size.
    run(cargo().args(["bench", "--profile", "native", "--bench", "bench"]))?;
    // Models for another solver; how fast they are written matters to nobody.
    run(cargo().args(["bench", "--profile", "dev", "--bench", "models"]))?;
    sessions::sessions()?;
    let scripts = scripts::of("tests/bench");
    if scripts.is_empty() {
        return Err("tests/bench holds no .mjs script".to_string());
    }
    build::page()?;
    package::browser()?;
    scripts.iter().try_for_each(|script| scripts::in_browser(script))
}
