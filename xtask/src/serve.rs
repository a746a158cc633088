//! Serves the page while one works on it: trunk builds, serves, watches, reloads.

use crate::args::Serve;
use crate::child::{program, run};
use crate::{Outcome, setup};

/// Runs until it is interrupted.
pub fn serve(options: &Serve) -> Outcome {
    setup::all(setup::PAGE)?;
    println!("The page: http://127.0.0.1:{}/ (as soon as it is built; Ctrl-C ends)", options.port);
    let port = options.port.to_string();
    let mut trunk = program("trunk");
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &port]);
    if !options.dev {
        trunk.arg("--release");
    }
    run(&mut trunk)
}
