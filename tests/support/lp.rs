//! Reads models in LP format, as far as `plancost lp` writes it, and has them solved: on a way of its own from the text to the
//! solver, so that what the text says is what is tested.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};

/// A variable and how many times it counts.
type Term = (String, f64);

/// A model as its text says it.
#[derive(Debug, Default)]
pub struct Lp {
    /// Lines of the heading.
    pub heading: Vec<String>,
    costs: BTreeMap<String, f64>,
    rows: Vec<(Vec<Term>, ComparisonOp, f64)>,
    bounds: BTreeMap<String, (i32, i32)>,
    whole: Vec<String>,
}

/// What a solver says about a model.
#[derive(Debug)]
pub struct Solved {
    /// The cost of what was found.
    pub cost: f64,
    /// Nothing costs less.
    pub bound: f64,
}

impl Lp {
    /// Reads a text.
    pub fn read(text: &str) -> Self {
        let mut lp = Self::default();
        let mut part = "";
        let mut parts: BTreeMap<&str, String> = BTreeMap::new();
        for line in text.lines() {
            match line {
                "Minimize" | "Subject To" | "Bounds" | "General" | "End" => part = line,
                _ if line.starts_with('\\') && part.is_empty() => lp.heading.push(line[1..].trim().to_owned()),
                _ if line.starts_with('\\') => {}
                // A line that is no part of what stands before begins at one space.
                _ if line.starts_with("  ") => parts.entry(part).or_default().push_str(line),
                _ => parts.entry(part).or_default().extend(["\n", line]),
            }
        }
        assert_eq!(part, "End", "a model ends");
        let lines = |part: &str| parts.get(part).map_or("", String::as_str).trim().lines().map(str::trim);
        let cost = lines("Minimize").next().and_then(|line| line.strip_prefix("cost:")).expect("a cost");
        lp.costs = terms(cost).into_iter().collect();
        for row in lines("Subject To") {
            let (_, row) = row.split_once(':').expect("rows have names");
            let (left, sign, right) = [(">=", ComparisonOp::Ge), ("<=", ComparisonOp::Le), ("=", ComparisonOp::Eq)]
                .into_iter()
                .find_map(|(sign, op)| row.split_once(sign).map(|(left, right)| (left, op, right)))
                .expect("a comparison");
            lp.rows.push((terms(left), sign, right.trim().parse().expect("a number")));
        }
        for bound in lines("Bounds") {
            let words: Vec<&str> = bound.split_whitespace().collect();
            let [lower, "<=", name, "<=", upper] = words[..] else { panic!("bounds: {bound}") };
            let known = lp.bounds.insert(name.into(), (lower.parse().expect("whole"), upper.parse().expect("whole")));
            assert!(known.is_none(), "{name} is there twice");
        }
        lp.whole = lines("General").flat_map(str::split_whitespace).map(str::to_owned).collect();
        lp
    }

    /// What the heading says behind a word.
    pub fn says(&self, word: &str) -> String {
        let line = self.heading.iter().find(|line| line.contains(word)).unwrap_or_else(|| panic!("{:?}", self.heading));
        let (_, behind) = line.split_once(word).expect("it is there");
        let value = behind.trim().split([';', ' ']).next().unwrap_or_default();
        value.trim_end_matches('.').to_owned()
    }

    /// Solves it within a bound on the search.
    pub fn solve(&self) -> Solved {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut known = BTreeMap::new();
        for (name, bounds) in &self.bounds {
            assert!(self.whole.contains(name), "{name} is a whole number");
            let cost = self.costs.get(name).copied().unwrap_or_default();
            known.insert(name.clone(), problem.add_integer_var(cost, *bounds));
        }
        assert!(self.costs.keys().all(|name| known.contains_key(name)), "what costs has bounds");
        for (terms, sign, right) in &self.rows {
            assert!(!terms.is_empty(), "a row is about something");
            let terms: Vec<_> = terms.iter().map(|(name, times)| (known[name], *times)).collect();
            problem.add_constraint(&terms[..], *sign, *right);
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(300);
        let solution =
            problem.solve_with(options).expect("a model with a solution").into_solution().expect("found soon");
        Solved { cost: solution.objective(), bound: solution.stats().best_bound.unwrap_or(f64::NEG_INFINITY) }
    }
}

/// `+ 2 x - 3 y`, and `0 x` where nothing costs anything.
fn terms(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let (mut sign, mut times) = (1.0, 1.0);
    for word in text.split_whitespace() {
        match (word, word.parse::<f64>()) {
            ("+", _) => sign = 1.0,
            ("-", _) => sign = -1.0,
            (_, Ok(number)) => times = number,
            (name, Err(_)) => {
                terms.push((name.to_owned(), sign * times));
                (sign, times) = (1.0, 1.0);
            }
        }
    }
    terms
}
