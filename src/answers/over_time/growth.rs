//! The course of the numbers of a scenario: growth and seasons, in whole numbers.

use super::{OverTimeOptions, Season};
use crate::answers::numbers::{Number, Numbers, largest};
use crate::base::Month;
use crate::licensing::Scenario;
use crate::report::Fault;
use crate::report::fault::FaultCode;

/// A value is kept in millionths.
const PARTS: i128 = 1_000_000;

/// The numbers that change, with the scenario they belong to.
pub struct Course {
    numbers: Numbers,
    moving: Vec<Moving>,
}

/// A number that changes.
struct Moving {
    number: Number,
    add: i64,
    per_mille: i64,
    percent: [u32; 12],
}

impl Course {
    /// Reads growth and seasons.
    pub fn of(scenario: &Scenario, options: &OverTimeOptions) -> Result<Self, Vec<Fault>> {
        let numbers = Numbers::of(scenario);
        let mut moving: Vec<Moving> = Vec::new();
        let mut faults = Vec::new();
        for (place, growth) in options.growth.iter().enumerate() {
            let group = scenario.groups.iter().position(|group| group.name == growth.of);
            let path = group.map_or_else(|| growth.of.clone(), |group| format!("groups[{group}].people"));
            match numbers.get(&path) {
                Ok(number) if moving.iter().any(|known| known.number.path == number.path) => {
                    let says = format!("\"{}\" grows twice", growth.of);
                    faults.push(Fault::new(FaultCode::DuplicateName, format!("growth[{place}].of"), says));
                }
                Ok(number) => {
                    moving.push(Moving { number, add: growth.add, per_mille: growth.per_mille, percent: [100; 12] });
                }
                Err(fault) => {
                    let says = format!("{}; the name of a group means its people", fault.message);
                    faults.push(Fault::new(fault.code, format!("growth[{place}].of"), says));
                }
            }
        }
        for (place, season) in options.seasons.iter().enumerate() {
            if let Err(fault) = add_season(&numbers, &mut moving, season) {
                faults.push(fault.within(&format!("seasons[{place}]")));
            }
        }
        if faults.is_empty() { Ok(Self { numbers, moving }) } else { Err(faults) }
    }

    /// The scenario after so many months of growth, in a month of the calendar.
    pub fn at(&mut self, months: u32, month: Month) -> Result<Scenario, Vec<Fault>> {
        for moving in &self.moving {
            self.numbers.set(&moving.number.path, moving.value(months, month));
        }
        self.numbers.scenario()
    }
}

/// Lays a season over all numbers that it means.
fn add_season(numbers: &Numbers, moving: &mut Vec<Moving>, season: &Season) -> Result<(), Fault> {
    if let Some(month) = season.percent.keys().find(|month| !(1..=12).contains(*month)) {
        let says = format!("there is no month {month}; months are 1 to 12");
        return Err(Fault::new(FaultCode::WrongShape, "percent", says));
    }
    let ending = format!(".{}", season.of);
    let meant: Vec<Number> =
        numbers.all().into_iter().filter(|number| number.path == season.of || number.path.ends_with(&ending)).collect();
    if meant.is_empty() {
        return numbers.get(&season.of).map(|_| ()).map_err(|fault| fault.within("of"));
    }
    for number in meant {
        let place = moving.iter().position(|known| known.number.path == number.path).unwrap_or(moving.len());
        if place == moving.len() {
            moving.push(Moving { number, add: 0, per_mille: 0, percent: [100; 12] });
        }
        let Some(known) = moving.get_mut(place) else { continue };
        for (month, percent) in &season.percent {
            let place = usize::try_from(*month).unwrap_or(0).saturating_sub(1);
            if let Some(slot) = known.percent.get_mut(place) {
                *slot = *percent;
            }
        }
    }
    Ok(())
}

impl Moving {
    fn value(&self, months: u32, month: Month) -> u64 {
        let most = i128::from(largest(&self.number.path)) * PARTS;
        let mut value = i128::from(self.number.value) * PARTS;
        for _ in 0..months {
            value += i128::from(self.add) * PARTS + nearest(value * i128::from(self.per_mille), 1000);
            value = value.clamp(0, most);
        }
        let percent = usize::try_from(month.of_year()).ok().and_then(|place| self.percent.get(place));
        let percent = percent.copied().unwrap_or(100);
        // Without a season the grown value is rounded once, as with one.
        let seasonal = nearest(value * i128::from(percent), 100 * PARTS);
        u64::try_from(seasonal).unwrap_or(0).min(largest(&self.number.path))
    }
}

/// A quotient rounded to the nearest whole number, halves away from nothing.
fn nearest(value: i128, parts: i128) -> i128 {
    let half = parts / 2;
    if value < 0 { -((-value + half) / parts) } else { (value + half) / parts }
}
