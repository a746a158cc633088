//! The static server that browser tests load the built page from: tests/support/server.mjs as a
//! child that lives as long as the value.

use crate::child::program;
use crate::place;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

/// A running server.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    /// Serves the page at `/`, the package at `/package/`, the tests' own pages at `/tests/`.
    pub fn start() -> Result<Self, String> {
        let mount = |at: &str, folder: &std::path::Path| format!("{at}={}", folder.display());
        let mut child = program("node")
            .arg("tests/support/server.mjs")
            .arg(mount("/", &place::page()))
            .arg(mount("/package/", &place::package()))
            .arg(mount("/tests/", &place::root().join("tests")))
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|fault| format!("the test server did not start: {fault}"))?;
        let mut url = String::new();
        if let Some(stdout) = child.stdout.take() {
            // Its one line of output is its address.
            let _ = BufReader::new(stdout).read_line(&mut url);
        }
        let server = Server { child, url: url.trim().to_string() };
        if server.url.is_empty() {
            return Err("the test server ended before it said its address".to_string());
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
