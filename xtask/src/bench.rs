//! The figures: how long the engine takes natively, and the page in Chromium. Prints, judges
//! nothing; the benches say their own aims.

mod sessions;

use crate::args::Bench;
use crate::child::{cargo, run};
use crate::{Outcome, build, package, scripts, setup};

/// Runs the benches that are wanted.
pub fn bench(wanted: &Bench) -> Outcome {
    setup::all(setup::EVERYTHING)?;
    if wanted.engine {
        native("bench")?;
        // Models for another solver; how fast they are written matters to nobody.
        run(cargo().args(["bench", "--profile", "dev", "--bench", "models"]))?;
    }
    if wanted.formats {
        native("formats")?;
    }
    if wanted.sessions {
        native("sessions")?;
        sessions::duckdb()?;
    }
    if wanted.sessions || wanted.browser || wanted.big {
        build::page()?;
    }
    if wanted.sessions {
        sessions::in_browser(None)?;
    }
    if wanted.big {
        sessions::big()?;
    }
    if wanted.browser {
        package::browser()?;
        let others = scripts::of("tests/bench");
        others
            .iter()
            .filter(|script| !script.ends_with(sessions::SCRIPT))
            .try_for_each(|script| scripts::in_browser(script))?;
    }
    Ok(())
}

/// `native` is the profile of the command line: built for speed, where the page is for size.
fn native(name: &str) -> Outcome {
    run(cargo().args(["bench", "--profile", "native", "--bench", name]))
}
