//! What is smaller has the same optimum: random models, solved as a whole and in parts.

use super::*;
use crate::licensing::memory::Memory;
use crate::licensing::model::{Compare, MOST, Row, Var, Variable};
use crate::licensing::solve;

/// Whole numbers below one, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % end.unsigned_abs()).unwrap_or(0)
    }
}

/// Five variables, one of them the sum of two others, one perhaps the opposite of another.
fn model(dice: &mut Dice) -> Model {
    let mut model = Model::default();
    let all: Vec<Var> = (0..5)
        .map(|place| {
            let upper = if place < 4 { 1 + dice.below(4) } else { MOST };
            let var = model.variable(format!("v{place}"), String::new(), (0, upper));
            model.cost(var, Money::from_micros((dice.below(9) - i64::from(place < 4)) * 1_000_000), place % 2);
            var
        })
        .collect();
    let compare = [Compare::AtLeast, Compare::AtMost, Compare::AtLeast, Compare::Equal];
    for _ in 0..3 {
        let kind = usize::try_from(dice.below(4)).unwrap_or(0);
        let terms = all.iter().map(|var| (*var, dice.below(7) - 2)).collect();
        model.row("", terms, compare[kind], dice.below(12));
    }
    model.row("", vec![(all[0], -1), (all[1], -1 - dice.below(2)), (all[4], 1)], Compare::Equal, dice.below(3));
    if dice.below(2) == 0 {
        let back = model.variable("back".into(), String::new(), (0, 3));
        model.cost(back, Money::ZERO.minus(model.variables[2].cost), 0);
        for row in &mut model.rows {
            let times = row.terms.iter().find(|(var, _)| *var == all[2]).map(|(_, times)| -times);
            row.terms.extend(times.map(|times| (back, times)));
        }
    }
    model
}

fn is_met(model: &Model, values: &[i64]) -> bool {
    let sum = |row: &Row| row.terms.iter().map(|(var, times)| times * values[var.position()]).sum::<i64>();
    let within = |(variable, value): (&Variable, &i64)| (variable.lower..=variable.upper).contains(value);
    model.variables.iter().zip(values).all(within)
        && model.rows.iter().all(|row| match row.compare {
            Compare::AtLeast => sum(row) >= row.right,
            Compare::AtMost => sum(row) <= row.right,
            Compare::Equal => sum(row) == row.right,
        })
}

#[test]
fn what_is_smaller_has_the_same_optimum() {
    let (mut dice, mut solved) = (Dice(7), 0);
    for number in 0..3_000 {
        let model = model(&mut dice);
        let (whole, parts) = (solve::solve(&model), Memory::default().solve(&model, solve::MAX_NODES));
        match (whole, parts) {
            (Ok(whole), Ok(parts)) => {
                assert!(is_met(&model, &parts.values), "{number}: {:?} {}", parts.values, model.lp(""));
                let cost = model.cost_of(&whole.values);
                assert_eq!(model.cost_of(&parts.values), cost, "{number}: {}", model.lp(""));
                let memory = Memory::default();
                let more = cost.plus(Money::from_micros(1_000_000));
                assert!(memory.is_least(&model, cost, &whole.values, solve::MAX_NODES), "{number}");
                assert!(!memory.is_least(&model, more, &whole.values, solve::MAX_NODES), "{number}");
                solved += 1;
            }
            (whole, parts) => assert_eq!(whole.is_ok(), parts.is_ok(), "{number}: {}", model.lp("")),
        }
    }
    assert!(solved > 500, "{solved}");
}
