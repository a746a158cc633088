//! Serves the page while one works on it: trunk builds, serves, watches, reloads.

use crate::args::Serve;
use crate::child::{become_program, program};
use crate::{Outcome, own_std, place, setup};
use std::net::TcpListener;

/// Folders whose changes do not change the page. Trunk refuses to ignore what does not exist.
const NOT_THE_PAGE: [&str; 6] = ["target", "dist", "node_modules", ".tools", "tests", "xtask"];

/// Runs until it is interrupted.
pub fn serve(options: &Serve) -> Outcome {
    // Asked now: trunk asks after the build, minutes later.
    TcpListener::bind(("127.0.0.1", options.port))
        .map_err(|fault| format!("port {}: {fault}; choose another with --port", options.port))?;
    setup::all(setup::PAGE)?;
    println!("The page: http://127.0.0.1:{}/ (as soon as it is built; Ctrl-C ends)", options.port);
    println!("It is built anew when a file changes; reload it then, as its policy allows no script that would do it.");
    let port = options.port.to_string();
    let mut trunk = program("trunk");
    trunk.args(["serve", "--no-autoreload", "--address", "127.0.0.1", "--port", &port]);
    for folder in NOT_THE_PAGE.into_iter().filter(|folder| place::root().join(folder).is_dir()) {
        trunk.args(["--ignore", folder]);
    }
    if !options.dev {
        own_std::with(trunk.arg("--release"));
    }
    become_program(&mut trunk)
}
