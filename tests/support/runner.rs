//! Random tests with a fixed seed, so that a run says the same everywhere; `PLANCOST_SEED=number` tries others.

use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// Tries a property on so many random values, and prints the smallest that it could find to fail.
pub fn holds<S: Strategy>(cases: u32, values: S, property: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: std::fmt::Debug,
{
    let number: u64 = std::env::var("PLANCOST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    if let Err(fault) = runner.run(&values, property) {
        panic!("seed {number}: {fault}");
    }
}
