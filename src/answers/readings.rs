//! Readings: where sources disagree, what the other reading would cost.

use serde::Serialize;

use super::words::beside;
use crate::base::sorted::BTreeMap;
use crate::base::{Money, OptionId, PlanId, Price, ReadingId, SourceId};
use crate::licensing::{Scenario, cheapest};
use crate::pricebook::Book;
use crate::pricebook::schema::{Reading, ReadingOption};
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Estimate, Fault, Sheet, UsedReading};

/// What the readings of an edition mean for a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readings {
    /// What it costs as chosen.
    pub monthly: Price,
    /// What is bought then.
    pub units: BTreeMap<PlanId, u64>,
    /// Readings under which another option would change the answer.
    pub matter: Vec<AskedReading<OtherReading>>,
    /// Readings of something that is there, but that change nothing here.
    pub same: Vec<AskedReading<IdleReading>>,
}

/// An option that changes nothing here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdleReading {
    /// The option.
    pub id: OptionId,
    /// What it says.
    pub says: String,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What it decides in place of an estimate; absent when it changes other scenarios.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

/// A question, what was taken for its answer, and what the other answers mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedReading<Other> {
    /// The question.
    pub id: ReadingId,
    /// The question in words.
    pub topic: String,
    /// The option that was used.
    pub used: OptionId,
    /// What that option says.
    pub says: String,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// Other options: of a question that matters those that change the answer, else all.
    pub others: Vec<Other>,
}

impl<Other> AskedReading<Other> {
    /// Where all its answers are said.
    fn cites(&self, of: fn(&Other) -> &[SourceId]) -> Vec<SourceId> {
        self.sources.iter().chain(self.others.iter().flat_map(of)).cloned().collect()
    }
}

/// What another option would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherReading {
    /// The option.
    pub id: OptionId,
    /// What it says.
    pub says: String,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What it would cost in a month.
    pub monthly: Money,
    /// What it would cost more; less than nothing when it would be cheaper.
    pub more: Money,
    /// What would be bought.
    pub units: BTreeMap<PlanId, u64>,
    /// Whether all needs would be met.
    pub valid: bool,
}

/// What an option decides that stands for a definition of a session.
const SESSIONS: &str = "How many sessions are billed; it changes their count, which the scenario states.";

/// Asks what every other reading of what the scenario is about would cost. What it is about, and what was taken, the estimate
/// says.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn readings(book: &Book, scenario: &Scenario) -> Result<Readings, Vec<Fault>> {
    let now = cheapest(book, scenario)?;
    let (mut matter, mut same) = (Vec::new(), Vec::new());
    for used in &now.readings {
        let Some(reading) = book.reading(used.id.as_str()) else { continue };
        let mut others = Vec::new();
        for other in used.others.iter().filter_map(|id| reading.option(id.as_str())) {
            let mut choice = scenario.clone();
            choice.readings.insert(reading.id.clone(), other.id.clone());
            let answer = cheapest(book, &choice)?;
            if differs(&now, &answer) {
                others.push(told(other, &now, &answer));
            }
        }
        if others.is_empty() {
            same.push(unchanged(&used.option, reading));
        } else {
            matter.push(cost(used, others));
        }
    }
    // What decides the count of sessions, or less, is about bots.
    let asks_nothing = |reading: &&Reading| {
        reading.options.iter().all(decides_else) && now.readings.iter().all(|used| used.id != reading.id)
    };
    if !scenario.bots.is_empty() {
        let chosen = |reading: &Reading| scenario.readings.get(&reading.id).unwrap_or(&reading.default).clone();
        same.extend(book.readings().filter(asks_nothing).map(|reading| unchanged(&chosen(reading), reading)));
    }
    Ok(Readings { units: units(&now), monthly: now.monthly, matter, same })
}

fn units(estimate: &Estimate) -> BTreeMap<PlanId, u64> {
    estimate.lines.iter().map(|line| (line.plan.clone(), line.quantity)).collect()
}

/// Whether the answer is another one: another total, other plans, or another judgement.
fn differs(one: &Estimate, two: &Estimate) -> bool {
    one.monthly != two.monthly || one.valid != two.valid || units(one) != units(two)
}

fn told(option: &ReadingOption, now: &Estimate, then: &Estimate) -> OtherReading {
    OtherReading {
        id: option.id.clone(),
        says: option.says.clone(),
        sources: option.sources.clone(),
        monthly: then.monthly.amount,
        more: then.monthly.amount.minus(now.monthly.amount),
        units: units(then),
        valid: then.valid,
    }
}

/// Whether an option never changes an estimate.
fn decides_else(option: &ReadingOption) -> bool {
    option.sessions.is_some() || option.elsewhere.is_some()
}

fn unchanged(chosen: &OptionId, reading: &Reading) -> AskedReading<IdleReading> {
    let used = reading.option(chosen.as_str());
    AskedReading {
        id: reading.id.clone(),
        topic: reading.topic.clone(),
        used: chosen.clone(),
        says: used.map_or_else(String::new, |used| used.says.clone()),
        sources: used.map_or_else(Vec::new, |used| used.sources.clone()),
        others: reading.options.iter().filter(|option| option.id != *chosen).map(idle).collect(),
    }
}

fn idle(option: &ReadingOption) -> IdleReading {
    IdleReading {
        id: option.id.clone(),
        says: option.says.clone(),
        sources: option.sources.clone(),
        elsewhere: option.elsewhere.clone().or_else(|| option.sessions.as_ref().map(|_| SESSIONS.to_owned())),
    }
}

fn cost(used: &UsedReading, others: Vec<OtherReading>) -> AskedReading<OtherReading> {
    AskedReading {
        id: used.id.clone(),
        topic: used.topic.clone(),
        used: used.option.clone(),
        says: used.says.clone(),
        sources: used.sources.clone(),
        others,
    }
}

impl Readings {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let all = self.matter.iter().flat_map(|reading| &reading.others);
        let title = match all.clone().max_by_key(|other| other.more.micros().unsigned_abs()) {
            None => "No contradiction of the sources changes this answer.".to_owned(),
            Some(most) if most.more == Money::ZERO => {
                "Contradictions of the sources change what is bought, not the total.".to_owned()
            }
            Some(most) => {
                let (amount, how) =
                    if most.more > Money::ZERO { (most.more, "more") } else { (Money::ZERO.minus(most.more), "less") };
                format!(
                    "Read otherwise, the sources could make it {} {} a month {how}.",
                    amount.grouped(),
                    self.monthly.currency
                )
            }
        };
        let mut sheet = Sheet::new("readings", title);
        let columns = vec![
            Column::text("Question"),
            Column::text("Read as"),
            Column::text("The other reading"),
            Column::money("It would cost", &self.monthly.currency),
            Column::money("More", &self.monthly.currency),
            Column::text("Then bought"),
            Column::text("Sources of both"),
        ];
        let mut table = Table::new("Readings that matter here", columns);
        for reading in &self.matter {
            for other in &reading.others {
                let valid = if other.valid { "" } else { " (not everything would be covered)" };
                table.row([
                    Cell::text(&reading.topic),
                    Cell::text(&reading.says),
                    Cell::Text(format!("{}{valid}", other.says)),
                    Cell::Money(other.monthly),
                    Cell::Money(other.more),
                    Cell::Text(beside(book, &self.units, &other.units)),
                    Cell::Text(both(&reading.sources, &other.sources)),
                ]);
            }
        }
        sheet.table(table);
        sheet.table(self.told_same());
        let matter = self.matter.iter().flat_map(|reading| reading.cites(|other| &other.sources));
        let same = self.same.iter().flat_map(|reading| reading.cites(|other| &other.sources));
        let sources: Vec<SourceId> = matter.chain(same).collect();
        sheet.cited(book, sources)
    }

    /// Questions about something that is here, whose answers change nothing.
    fn told_same(&self) -> Table {
        let columns = vec![
            Column::text("Question"),
            Column::text("Read as"),
            Column::text("The other reading"),
            Column::text("What it decides instead"),
            Column::text("Sources of both"),
        ];
        let mut table = Table::new("Readings that change nothing here", columns);
        for reading in &self.same {
            for other in &reading.others {
                let instead = other.elsewhere.as_deref().unwrap_or("It matters with other numbers than these.");
                table.row([
                    Cell::text(&reading.topic),
                    Cell::text(&reading.says),
                    Cell::text(&other.says),
                    Cell::text(instead),
                    Cell::Text(both(&reading.sources, &other.sources)),
                ]);
            }
        }
        table
    }
}

/// The sources of a reading, and behind a semicolon those of the other one.
fn both(one: &[SourceId], other: &[SourceId]) -> String {
    let keys = |sources: &[SourceId]| sources.iter().map(SourceId::as_str).collect::<Vec<_>>().join(", ");
    format!("{}; {}", keys(one), keys(other))
}
