//! Months as a sheet: a chart over time with the table of the months behind it.

use std::collections::BTreeSet;

use super::{OverTime, TERM};
use crate::answers::words::{bought, named, plans};
use crate::base::{Money, PlanId};
use crate::licensing::words::{count_of, list, number};
use crate::pricebook::Book;
use crate::report::Sheet;
use crate::report::sheet::{Cell, Chart, Column, Mark, Series, Shape, Table};

impl OverTime {
    /// The answer as a sheet; the book gives plans their names.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let months = count_of(self.months.len() as u64, "month");
        let title = format!("{} {} in {months}.", self.total.grouped(), self.currency);
        let mut sheet = Sheet::new("over-time", title);
        sheet.say(match self.cheaper_from {
            Some(month) => format!("From {month} on other plans are cheaper than those of the first month."),
            None if self.yearly => {
                format!("What is bought is paid for {TERM} months; it may grow at once and shrinks only then.")
            }
            None => "The plans of the first month stay the cheapest throughout.".to_owned(),
        });
        let idle: u64 = self.months.iter().flat_map(|month| month.idle.values()).sum();
        if idle > 0 {
            sheet.say(format!(
                "{} monthly licenses are paid for and not needed before they may be given up.",
                number(idle)
            ));
        }
        let lost: Vec<String> =
            self.expired.iter().map(|(pool, units)| format!("{} of {pool}", number(*units))).collect();
        if !lost.is_empty() {
            sheet.say(format!("What a pool holds expires each month; unused in all: {}.", list(&lost)));
        }
        self.chart(&mut sheet, book);
        if !self.changes.is_empty() {
            sheet.table(self.changed(book));
        }
        let used: BTreeSet<&PlanId> = self.months.iter().flat_map(|month| month.units.keys()).collect();
        let sources = named(book, used.into_iter());
        sheet.cited(book, sources)
    }

    fn chart(&self, sheet: &mut Sheet, book: &Book) {
        let currency = &self.currency;
        let columns = vec![
            Column::month("Month"),
            Column::text("Edition"),
            Column::money("A month", currency),
            Column::money("Sum", currency),
            Column::money("With the first plans", currency),
            Column::text("Plans"),
        ];
        let mut table = Table::new("Month by month", columns);
        let mut sum = Money::ZERO;
        let (mut paid, mut stays) = (Vec::new(), Vec::new());
        for month in &self.months {
            sum = sum.plus(month.monthly);
            let at = i64::from(month.month.number());
            paid.push((at, month.monthly.micros()));
            let stay = month.stays.filter(|_| !self.yearly);
            stays.extend(stay.map(|amount| (at, amount.micros())));
            table.row([
                Cell::Month(month.month),
                Cell::text(month.edition.as_str()),
                Cell::Money(month.monthly),
                Cell::Money(sum),
                stay.map_or(Cell::Nothing, Cell::Money),
                Cell::Text(bought(book, &month.units)),
            ]);
        }
        let marks = self.changes.iter().map(|change| Mark {
            x: i64::from(change.month.number()),
            says: format!("{}: {}", change.month, change_words(book, change)),
        });
        let mut series = vec![Series { name: "The cheapest".to_owned(), points: paid }];
        if !stays.is_empty() {
            series.push(Series { name: "With the plans of the first month".to_owned(), points: stays });
        }
        let chart = Chart {
            title: "What each month costs".to_owned(),
            shape: Shape::Step,
            x: Column::month("Month"),
            y: Column::money("A month", currency),
            series,
            marks: marks.collect(),
            table: sheet.table(table),
        };
        sheet.charts.push(chart);
    }

    fn changed(&self, book: &Book) -> Table {
        let columns = vec![Column::month("Month"), Column::text("Comes"), Column::text("Goes"), Column::text("Why")];
        let mut table = Table::new("Months in which other plans become cheaper", columns);
        for change in &self.changes {
            table.row([
                Cell::Month(change.month),
                Cell::Text(plans(book, &change.come)),
                Cell::Text(plans(book, &change.gone)),
                Cell::text(why(change)),
            ]);
        }
        table
    }
}

fn why(change: &super::Change) -> &'static str {
    if change.edition { "another edition of the price book holds" } else { "the numbers have changed" }
}

fn change_words(book: &Book, change: &super::Change) -> String {
    let come = plans(book, &change.come);
    let gone = plans(book, &change.gone);
    match (change.come.is_empty(), change.gone.is_empty()) {
        (false, false) => format!("{come} in place of {gone}"),
        (false, true) => format!("{come} in addition"),
        (true, _) => format!("{gone} no longer"),
    }
}
