//! Steps with names: run in order, timed, counted. Knows nothing of what a step does.

use crate::Outcome;
use std::time::Instant;

/// One thing that passes or fails.
pub struct Step {
    pub name: String,
    run: Box<dyn Fn() -> Outcome>,
}

/// A step from its name and what it does.
pub fn step(name: impl Into<String>, run: impl Fn() -> Outcome + 'static) -> Step {
    Step { name: name.into(), run: Box::new(run) }
}

/// Runs all steps, also after one has failed, and prints which did; the last line counts them.
pub fn run_all(steps: &[Step]) -> Outcome {
    let mut summary = Vec::new();
    let mut failed = 0;
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}", index + 1, steps.len(), step.name);
        let start = Instant::now();
        let outcome = (step.run)();
        let seconds = start.elapsed().as_secs_f64();
        let line = match outcome {
            Ok(()) => format!("ok     {seconds:7.1} s  {}", step.name),
            Err(fault) => {
                failed += 1;
                format!("FAILED {seconds:7.1} s  {}: {fault}", step.name)
            }
        };
        println!("{line}");
        summary.push(line);
    }
    println!("\n== summary");
    for line in &summary {
        println!("{line}");
    }
    println!("\n{} passed, {failed} failed", steps.len() - failed);
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} steps failed", steps.len())) }
}

#[cfg(test)]
mod tests {
    use super::{run_all, step};
    use std::cell::Cell;
    use std::rc::Rc;

    #[test]
    fn a_failure_counts_and_does_not_stop_the_rest() {
        let ran = Rc::new(Cell::new(0));
        let count = |outcome: Result<(), String>| {
            let ran = Rc::clone(&ran);
            step("counted", move || {
                ran.set(ran.get() + 1);
                outcome.clone()
            })
        };
        let steps = [count(Ok(())), count(Err("no".into())), count(Ok(()))];
        assert_eq!(run_all(&steps), Err("1 of 3 steps failed".to_string()));
        assert_eq!(ran.get(), 3);
        assert_eq!(run_all(&steps[..1]), Ok(()));
    }
}
