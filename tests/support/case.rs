//! The shape of a worked example, and its judgement: one `differences` for all of them.

use std::collections::{BTreeMap, BTreeSet};

use plancost::base::{Money, PlanId};
use plancost::licensing::read;
use plancost::pricebook::library;
use plancost::report::fault::FaultCode;
use plancost::report::{Estimate, Fault};
use plancost::{cheapest, price};
use serde::Deserialize;
use serde_json::Value;

/// A question and what must come out of it. Without a combination it is asked of `cheapest`, otherwise of `price`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The name of the file; `WE-…` for an example of the sources.
    pub id: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// Keys of the sources that it follows from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The edition of the price book.
    pub edition: String,
    /// The scenario, or `text` for what cannot be written as JSON.
    pub scenario: Option<Value>,
    /// Text in place of the scenario; `@long` and `@deep` stand for texts too large for a file.
    pub text: Option<String>,
    /// The combination to be judged.
    pub combination: Option<Value>,
    /// What must come out.
    pub expected: Expected,
}

/// What must come out; what is absent is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The total of a month.
    pub monthly: Option<Money>,
    /// Whether every need is met; `cheapest` must always say so.
    pub valid: Option<bool>,
    /// All lines with their quantities.
    pub lines: Option<BTreeMap<String, u64>>,
    /// All plans without a price.
    pub unpriced: Option<BTreeSet<String>>,
    /// Codes of issues.
    #[serde(default)]
    pub issues: Issues,
    /// Some of the pooled amounts.
    #[serde(default)]
    pub pooled: BTreeMap<String, Amounts>,
    /// What is left of a pooled amount, in percent with two decimals.
    #[serde(default)]
    pub left: BTreeMap<String, String>,
    /// Pieces of text that some issue must say.
    #[serde(default)]
    pub says: Vec<String>,
    /// Pieces of text that no issue may say.
    #[serde(default)]
    pub says_absent: Vec<String>,
    /// Pieces of text of what must be assumed.
    #[serde(default)]
    pub assumes: Vec<String>,
    /// Rules that the answer must cite.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Rules that it must not cite.
    #[serde(default)]
    pub rules_absent: Vec<String>,
    /// Readings that mattered, with the option that was taken.
    #[serde(default)]
    pub readings: BTreeMap<String, String>,
    /// The fault that makes an answer impossible.
    pub fault: Option<ExpectedFault>,
}

/// Codes that must be among the issues, and codes that must not.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issues {
    #[serde(default)]
    pub present: Vec<String>,
    #[serde(default)]
    pub absent: Vec<String>,
}

/// Demand and entitlement of one pooled amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    pub needed: u64,
    pub entitled: u64,
}

/// Kind and place of a fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFault {
    pub code: String,
    pub path: Option<String>,
}

impl Case {
    /// Asks the engine, as every door does: text in, answer or faults out.
    pub fn ask(&self) -> Result<Estimate, Vec<Fault>> {
        let one = |fault: Fault| vec![fault];
        let book = library()
            .book(Some(&self.edition))
            .map_err(|unknown| one(Fault::new(FaultCode::UnknownEdition, "", unknown.to_string())))?;
        let scenario = read::scenario(&self.scenario_text()).map_err(one)?;
        match &self.combination {
            None => cheapest(&book, &scenario),
            Some(chosen) => price(&book, &scenario, &read::combination(&chosen.to_string()).map_err(one)?),
        }
    }

    fn scenario_text(&self) -> String {
        match (self.text.as_deref(), &self.scenario) {
            (Some("@long"), _) => "x".repeat(10_000_000),
            (Some("@deep"), _) => "[".repeat(100_000),
            (Some(text), _) => text.to_owned(),
            (None, Some(scenario)) => scenario.to_string(),
            (None, None) => panic!("{}: neither scenario nor text", self.id),
        }
    }

    /// All differences between what came out and what must; none when all is well.
    pub fn differences(&self) -> Vec<String> {
        match (self.ask(), &self.expected.fault) {
            (Ok(estimate), None) => self.compare(&estimate),
            (Err(faults), Some(fault)) => fault.compare(&faults),
            (Ok(estimate), Some(_)) => {
                vec![format!(
                    "a fault was expected, but there is an answer: {} for {:?}",
                    estimate.monthly,
                    quantities(&estimate)
                )]
            }
            (Err(faults), None) => vec![format!("no answer: {}", list(&faults))],
        }
    }

    fn compare(&self, estimate: &Estimate) -> Vec<String> {
        let expected = &self.expected;
        let mut out = Vec::new();
        let valid = expected.valid.or(self.combination.is_none().then_some(true));
        differ(&mut out, "valid", valid, estimate.valid);
        differ(&mut out, "monthly", expected.monthly, estimate.monthly.amount);
        differ(&mut out, "lines", expected.lines.clone(), quantities(estimate));
        let unpriced = estimate.unpriced.iter().map(|plan| plan.plan.to_string()).collect();
        differ(&mut out, "unpriced", expected.unpriced.clone(), unpriced);
        let codes: BTreeSet<String> = estimate.issues.iter().map(|issue| code(&issue.code)).collect();
        for code in expected.issues.present.iter().filter(|code| !codes.contains(*code)) {
            out.push(format!("issue {code} is missing; there are {codes:?}"));
        }
        for code in expected.issues.absent.iter().filter(|code| codes.contains(*code)) {
            out.push(format!("issue {code} should not be there"));
        }
        for (key, amounts) in &expected.pooled {
            let found = estimate.pooled.iter().find(|pool| pool.key == *key);
            let found = found.map(|pool| Amounts { needed: pool.needed, entitled: pool.entitled });
            differ(&mut out, &format!("pooled {key}"), Some(Some(*amounts)), found);
        }
        self.compare_words(estimate, &mut out);
        if !out.is_empty() {
            let refusals: Vec<_> =
                estimate.issues.iter().map(|issue| format!("{}: {}", issue.path, issue.says)).collect();
            out.push(format!("(lines {:?}, issues {refusals:?})", quantities(estimate)));
        }
        out
    }
}

impl Case {
    fn compare_words(&self, estimate: &Estimate, out: &mut Vec<String>) {
        for (key, left) in &self.expected.left {
            let pool = estimate.pooled.iter().find(|pool| pool.key == *key);
            let found =
                pool.and_then(plancost::report::Pooled::left).map(|left| format!("{}.{:02}", left / 100, left % 100));
            differ(out, &format!("left of {key}"), Some(Some(left.clone())), found);
        }
        for text in &self.expected.says {
            let said = estimate.issues.iter().any(|issue| issue.says.contains(text));
            if !said {
                out.push(format!("no issue says \"{text}\""));
            }
        }
        for text in &self.expected.assumes {
            if !estimate.assumptions.iter().any(|known| known.contains(text)) {
                out.push(format!("nothing assumes \"{text}\"; there are {:?}", estimate.assumptions));
            }
        }
        for text in &self.expected.says_absent {
            if let Some(issue) = estimate.issues.iter().find(|issue| issue.says.contains(text)) {
                out.push(format!("\"{}\" says \"{text}\"", issue.says));
            }
        }
        for rule in &self.expected.rules {
            if !estimate.rules.iter().any(|known| known.id.as_str() == rule) {
                out.push(format!("rule {rule} is not cited"));
            }
        }
        for rule in &self.expected.rules_absent {
            if estimate.rules.iter().any(|known| known.id.as_str() == rule) {
                out.push(format!("rule {rule} is cited"));
            }
        }
        for (reading, option) in &self.expected.readings {
            let found = estimate.readings.iter().find(|used| used.id.as_str() == reading);
            let found = found.map(|used| used.option.as_str().to_owned());
            differ(out, &format!("reading {reading}"), Some(Some(option.clone())), found);
        }
    }
}

impl ExpectedFault {
    fn compare(&self, faults: &[Fault]) -> Vec<String> {
        let fits =
            |fault: &Fault| code(&fault.code) == self.code && self.path.as_ref().is_none_or(|path| *path == fault.path);
        if faults.iter().any(fits) && faults.iter().all(|fault| !fault.message.is_empty()) {
            return Vec::new();
        }
        vec![format!("expected the fault {} at {:?}, found {}", self.code, self.path, list(faults))]
    }
}

/// Plans of the lines with their quantities.
pub fn quantities(estimate: &Estimate) -> BTreeMap<String, u64> {
    estimate.lines.iter().map(|line| (PlanId::as_str(&line.plan).to_owned(), line.quantity)).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "callers make the value for this comparison")]
fn differ<T: PartialEq + std::fmt::Debug>(out: &mut Vec<String>, what: &str, expected: Option<T>, found: T) {
    if let Some(expected) = expected
        && expected != found
    {
        out.push(format!("{what}: expected {expected:?}, found {found:?}"));
    }
}

fn list(faults: &[Fault]) -> String {
    let each: Vec<_> =
        faults.iter().map(|fault| format!("{} at \"{}\": {}", code(&fault.code), fault.path, fault.message)).collect();
    if each.is_empty() { "no fault at all".into() } else { each.join("; ") }
}

fn code(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
