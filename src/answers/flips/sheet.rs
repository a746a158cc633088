//! Flips as a sheet: a table of the nearest changes, and a break-even chart with its table for each number that has one.

use std::collections::BTreeSet;

use super::{Flips, NumberFlips, Side};
use crate::answers::words::{beside, bought, name, named};
use crate::base::PlanId;
use crate::base::count::gigabytes;
use crate::base::sorted::BTreeMap;
use crate::licensing::words::{list, number};
use crate::pricebook::Book;
use crate::report::Sheet;
use crate::report::sheet::{Cell, Chart, Column, Mark, Series, Shape, Table};

/// The most charts of one sheet, and the most points of one chart.
const MOST_CHARTS: usize = 8;
const MOST_POINTS: usize = 24;

impl Flips {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let mut sheet = Sheet::new("flips", self.title(book));
        sheet.say(format!("Today {} is best, for {}.", bought(book, &self.units), self.monthly));
        sheet.table(self.nearest(book));
        for entry in self.numbers.iter().filter(|entry| entry.flips().next().is_some()).take(MOST_CHARTS) {
            chart(&mut sheet, book, &self.units, entry);
        }
        let flips = self.numbers.iter().flat_map(NumberFlips::flips);
        let plans: Vec<&PlanId> = self.units.keys().chain(flips.flat_map(|flip| flip.units.keys())).collect();
        let sources = named(book, plans.into_iter());
        sheet.cited(book, sources)
    }

    /// The change that is nearest in proportion to the number.
    fn title(&self, book: &Book) -> String {
        let all = self.numbers.iter().flat_map(|entry| entry.flips().map(move |flip| (entry, flip)));
        let near = all.min_by_key(|(entry, flip)| {
            flip.value.abs_diff(entry.value).saturating_mul(1_000_000) / entry.value.max(1)
        });
        match near {
            Some((entry, flip)) => format!(
                "With {} {} instead of {} other plans are best: {}.",
                value(entry, flip.value),
                entry.says,
                value(entry, entry.value),
                beside(book, &self.units, &flip.units)
            ),
            None => "No number of the scenario changes by itself which plans are best.".to_owned(),
        }
    }

    fn nearest(&self, book: &Book) -> Table {
        let columns = vec![
            Column::text("Number"),
            Column::text("Now"),
            Column::text("Down to"),
            Column::text("Then best"),
            Column::text("Up to"),
            Column::text("Then best"),
        ];
        let mut table = Table::new("The nearest values at which other plans are best", columns);
        for entry in &self.numbers {
            let mut row = vec![Cell::text(&entry.says), Cell::Text(value(entry, entry.value))];
            for side in [&entry.down, &entry.up] {
                row.extend(self.cells(book, entry, side));
            }
            table.row(row);
        }
        let mut notes = vec!["Values between are certain to be none, unless it says so.".to_owned()];
        if self.left_out > 0 {
            notes.push(format!("{} more numbers were left out; name them to ask for them.", number(self.left_out)));
        }
        table.note = notes.join(" ");
        table
    }

    fn cells(&self, book: &Book, entry: &NumberFlips, side: &Side) -> [Cell; 2] {
        match &side.flip {
            Some(flip) => [Cell::Text(value(entry, flip.value)), Cell::Text(beside(book, &self.units, &flip.units))],
            None if side.stopped => {
                [Cell::text("?"), Cell::Text(format!("certain only to {}", value(entry, side.looked_to)))]
            }
            None => [Cell::text("–"), Cell::Text(format!("the same to {}", value(entry, side.looked_to)))],
        }
    }
}

fn value(entry: &NumberFlips, amount: u64) -> String {
    if entry.storage { gigabytes(amount) } else { number(amount) }
}

/// Plans by their names; where they are many, only how they differ from today's.
fn kinds(book: &Book, today: &BTreeMap<PlanId, u64>, plans: &BTreeSet<PlanId>) -> String {
    const FEW: usize = 2;
    let names = |plans: Vec<&PlanId>| plans.into_iter().map(|plan| name(book, plan)).collect::<Vec<_>>();
    if plans.len() <= FEW || !plans.iter().any(|plan| today.contains_key(plan)) {
        return names(plans.iter().collect()).join(" + ");
    }
    let more = names(plans.iter().filter(|plan| !today.contains_key(*plan)).collect());
    let less = names(today.keys().filter(|plan| !plans.contains(*plan)).collect());
    match (more.is_empty(), less.is_empty()) {
        (true, true) => "as today".to_owned(),
        (false, true) => format!("as today, and {}", list(&more)),
        (true, false) => format!("as today, without {}", list(&less)),
        (false, false) => format!("as today, with {} instead of {}", list(&more), list(&less)),
    }
}

/// Totals around the flips of a number, today's plans beside the cheapest.
fn chart(sheet: &mut Sheet, book: &Book, today: &BTreeMap<PlanId, u64>, entry: &NumberFlips) {
    let (low, high) = (entry.down.flip.as_ref(), entry.up.flip.as_ref());
    let reach = |flip: u64| flip.abs_diff(entry.value).saturating_mul(2).max(1);
    let first = low.map_or(entry.value / 2, |flip| entry.value.saturating_sub(reach(flip.value)));
    let last = high.map_or(entry.value.saturating_mul(2), |flip| entry.value.saturating_add(reach(flip.value)));
    let near = entry.points.iter().filter(|point| (first..=last).contains(&point.value));
    let mut shown: Vec<_> = near.collect();
    let drop = shown.len().saturating_sub(MOST_POINTS);
    // The flips and the value itself stay; what is farthest goes.
    shown.sort_by_key(|point| point.value.abs_diff(entry.value));
    shown.truncate(shown.len() - drop);
    shown.sort_by_key(|point| point.value);
    let currency = &book.edition.currency;
    let x = if entry.storage { Column::megabytes(&entry.says) } else { Column::count(&entry.says, "") };
    let columns = vec![
        x.clone(),
        Column::money("Cheapest", currency),
        Column::money("With today's plans", currency),
        Column::text("Best"),
    ];
    let mut table = Table::new(format!("Break-even of {}", entry.says), columns);
    let (mut best, mut stays) = (Vec::new(), Vec::new());
    for point in shown {
        let at = i64::try_from(point.value).unwrap_or(i64::MAX);
        best.push((at, point.monthly.micros()));
        stays.extend(point.stays.map(|amount| (at, amount.micros())));
        let first = if entry.storage { Cell::Megabytes(point.value) } else { Cell::count(point.value) };
        let stays = point.stays.map_or(Cell::Nothing, Cell::Money);
        table.row([first, Cell::Money(point.monthly), stays, Cell::Text(kinds(book, today, &point.plans))]);
    }
    let marks = entry.flips().map(|flip| Mark {
        x: i64::try_from(flip.value).unwrap_or(i64::MAX),
        says: format!("{}: {}", value(entry, flip.value), beside(book, today, &flip.units)),
    });
    let chart = Chart {
        title: format!("What {} cost a month, with the cheapest plans and with today's", entry.says),
        shape: Shape::Line,
        x,
        y: Column::money("A month", currency),
        series: vec![
            Series { name: "Cheapest".to_owned(), points: best },
            Series { name: "With today's plans".to_owned(), points: stays },
        ],
        marks: marks.collect(),
        table: sheet.table(table),
    };
    sheet.charts.push(chart);
}

impl NumberFlips {
    fn flips(&self) -> impl Iterator<Item = &super::Flip> {
        [&self.down, &self.up].into_iter().filter_map(|side| side.flip.as_ref())
    }
}
