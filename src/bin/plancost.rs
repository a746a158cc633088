//! The command line `plancost`.
fn main() {}
