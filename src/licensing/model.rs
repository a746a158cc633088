//! A linear model in whole numbers: variables with bounds and costs, rows of sums. It knows neither licenses nor a solver.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::base::Money;
use crate::base::sorted::BTreeMap;

/// A variable of the model, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Var(usize);

impl Var {
    /// The variable at a position.
    pub fn at(position: usize) -> Self {
        Self(position)
    }

    /// The position among the variables.
    pub fn position(self) -> usize {
        self.0
    }
}

/// A whole-number variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// A short name, unique, of letters, digits and underscores.
    pub name: Rc<str>,
    /// What it stands for.
    pub about: Rc<str>,
    /// The cost of one unit.
    pub cost: Money,
    /// How much one unit weighs where costs tie; less is better.
    pub tie: i64,
    /// Smallest value.
    pub lower: i64,
    /// Largest value.
    pub upper: i64,
    /// Whether it is whole whenever the others are, so that the solver need not see to it.
    pub implied: bool,
}

/// How a sum compares with its right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
}

/// A sum of multiples of variables, compared with a number.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is for.
    pub about: Rc<str>,
    /// Multiples, each variable once.
    pub terms: Vec<(Var, i64)>,
    /// The comparison.
    pub compare: Compare,
    /// The number.
    pub right: i64,
    /// The number before all were divided and it was rounded.
    pub whole: i64,
    /// What all numbers were divided by.
    pub divisor: i64,
}

impl Row {
    /// A number as it is said once all are divided: rounded towards the allowed side, as the left is whole.
    pub fn divided(compare: Compare, whole: i64, divisor: i64) -> i64 {
        whole.div_euclid(divisor) + i64::from(compare == Compare::AtLeast && whole.rem_euclid(divisor) != 0)
    }
}

/// The whole model; its cost is to be as small as possible.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Variables.
    pub variables: Vec<Variable>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// The largest value of a variable; the solver takes no larger bound.
pub const MOST: i64 = 2_000_000_000;

impl Model {
    /// Adds a variable.
    pub fn variable(&mut self, name: String, about: String, (lower, upper): (i64, i64)) -> Var {
        let (name, about, upper) = (name.into(), about.into(), upper.clamp(lower, MOST));
        let variable = Variable { name, about, cost: Money::ZERO, tie: 0, lower, upper, implied: false };
        self.variables.push(variable);
        Var(self.variables.len() - 1)
    }

    /// Narrows the bounds of a variable.
    pub fn bound(&mut self, variable: Var, lower: i64, upper: i64) {
        if let Some(variable) = self.variables.get_mut(variable.0) {
            variable.lower = variable.lower.max(lower);
            variable.upper = variable.upper.min(upper).max(variable.lower);
        }
    }

    /// What values of the variables cost.
    pub fn cost_of(&self, values: &[i64]) -> Money {
        let priced = self.variables.iter().zip(values);
        priced.map(|(variable, value)| Money::from_micros(variable.cost.micros().saturating_mul(*value))).sum()
    }

    /// Says that a variable is whole whenever the others are.
    pub fn implied(&mut self, variable: Var) {
        if let Some(variable) = self.variables.get_mut(variable.0) {
            variable.implied = true;
        }
    }

    /// Sets what one unit of a variable costs, and its weight where costs tie.
    pub fn cost(&mut self, variable: Var, cost: Money, tie: i64) {
        if let Some(variable) = self.variables.get_mut(variable.0) {
            variable.cost = cost;
            variable.tie = tie;
        }
    }

    /// Adds a row; terms of one variable are joined, and all numbers divided by what divides them all.
    pub fn row(&mut self, about: impl Into<Rc<str>>, terms: Vec<(Var, i64)>, compare: Compare, right: i64) {
        let mut joined: BTreeMap<Var, i64> = BTreeMap::new();
        for (variable, times) in terms {
            *joined.entry(variable).or_default() += times;
        }
        let mut terms: Vec<(Var, i64)> = joined.into_iter().filter(|(_, times)| *times != 0).collect();
        let divisor = terms.iter().fold(0_u64, |divisor, (_, times)| gcd(divisor, times.unsigned_abs())).max(1);
        let mut divisor = i64::try_from(divisor).unwrap_or(1);
        if compare == Compare::Equal && right % divisor != 0 {
            divisor = 1;
        }
        for term in &mut terms {
            term.1 /= divisor;
        }
        let (whole, right) = (right, Row::divided(compare, right, divisor));
        self.rows.push(Row { about: about.into(), terms, compare, right, whole, divisor });
    }

    /// The model in LP format, which other solvers read.
    pub fn lp(&self, title: &str) -> String {
        let mut text = String::new();
        for line in title.lines() {
            let _ = writeln!(text, "\\ {}", line.replace('\r', " "));
        }
        for variable in &self.variables {
            let _ = writeln!(text, "\\ {}: {}", variable.name, variable.about.replace(['\n', '\r'], " "));
        }
        text.push_str("Minimize\n cost:");
        let priced = self.variables.iter().filter(|variable| variable.cost != Money::ZERO);
        let costs: Vec<String> = priced.map(|variable| format!("{} {}", variable.cost, variable.name)).collect();
        text.push_str(&wrapped(&costs, "+ "));
        if costs.is_empty() {
            text.push_str(" 0 ");
            text.push_str(self.variables.first().map_or("nothing", |first| &first.name));
        }
        text.push_str("\nSubject To\n");
        for (number, row) in self.rows.iter().enumerate() {
            let _ = writeln!(text, "\\ {}", row.about.replace(['\n', '\r'], " "));
            let terms: Vec<String> = row.terms.iter().map(|(variable, times)| self.term(*variable, *times)).collect();
            let sign = match row.compare {
                Compare::AtLeast => ">=",
                Compare::AtMost => "<=",
                Compare::Equal => "=",
            };
            let _ = writeln!(text, " row_{number}:{} {sign} {}", wrapped(&terms, ""), row.right);
        }
        text.push_str("Bounds\n");
        for variable in &self.variables {
            let _ = writeln!(text, " {} <= {} <= {}", variable.lower, variable.name, variable.upper);
        }
        text.push_str("General\n");
        let names: Vec<String> = self.variables.iter().map(|variable| variable.name.to_string()).collect();
        text.push_str(&wrapped(&names, ""));
        text.push_str("\nEnd\n");
        text
    }

    fn term(&self, variable: Var, times: i64) -> String {
        let name = self.variables.get(variable.0).map_or("", |variable| &*variable.name);
        let sign = if times < 0 { "-" } else { "+" };
        format!("{sign} {} {name}", times.unsigned_abs())
    }
}

/// Items behind each other, a few on each line: the format has an end to its lines.
fn wrapped(items: &[String], sign: &str) -> String {
    let line = |chunk: &[String]| format!(" {sign}{}", chunk.join(&format!(" {sign}")));
    let lines: Vec<String> = items.chunks(8).map(line).collect();
    lines.join("\n  ")
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_divided_and_rounded_to_the_allowed_side() {
        let mut model = Model::default();
        let x = model.variable("x".into(), String::new(), (0, 9));
        model.row("", vec![(x, 1_000_000)], Compare::AtLeast, 4_700_000);
        model.row("", vec![(x, 50), (x, 50)], Compare::AtMost, 250);
        let rows: Vec<(i64, i64)> = model.rows.iter().map(|row| (row.terms[0].1, row.right)).collect();
        assert_eq!(rows, [(1, 5), (1, 2)]);
    }
}
