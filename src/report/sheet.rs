//! A sheet: one finding with its sentences, tables, charts, reasons and sources. The command line, the API and the page
//! print every further answer through it, so that none of them has to know what is asked.
//!
//! It holds only what was found, in whole numbers and text; it knows neither what a table means nor how a chart is drawn.

mod axis;
mod html;
mod markdown;
mod picture;
mod text;

use crate::base::plain::Plain;
use crate::base::sorted::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::step::Step;
use crate::base::count::gigabytes_text;
use crate::base::money::group_thousands;
use crate::base::{Day, Money, Month, RuleId, SourceId};
use crate::pricebook::Book;
use crate::pricebook::schema::{Rule, Source};

/// One finding and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Stable name of the answer, such as `flips`.
    pub id: String,
    /// The finding in a sentence.
    pub title: String,
    /// What is to be said beside it, a paragraph each.
    pub says: Vec<String>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Charts; each shows figures of one of the tables.
    pub charts: Vec<Chart>,
    /// How it was derived.
    pub steps: Vec<Step>,
    /// The rules cited.
    pub rules: Vec<Rule>,
    /// The sources cited.
    pub sources: Vec<Source>,
}

/// Rows under titles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// What its columns hold.
    pub columns: Vec<Column>,
    /// Rows with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader should know, such as that rows were left out; empty when there is nothing.
    pub note: String,
}

/// What a column of a table, or an axis of a chart, holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// The kind of its values.
    pub kind: Kind,
    /// The unit of counts or the currency of money; empty when there is none.
    pub unit: String,
}

/// The kind of values of a column or an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Count,
    /// Money; on an axis in millionths of the currency unit.
    Money,
    /// Days of the calendar; on an axis days since 1970-01-01.
    Day,
    /// Months of the calendar; on an axis months since the year 0.
    Month,
    /// Megabytes, printed as gigabytes.
    Megabytes,
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount in the currency of the column.
    Money(Money),
    /// A month of the calendar.
    Month(Month),
    /// Megabytes.
    Megabytes(u64),
    /// Nothing to say here.
    Nothing,
}

/// Points over two axes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// What it shows, in a sentence.
    pub title: String,
    /// How the points are joined.
    pub shape: Shape,
    /// The axis to the right.
    pub x: Column,
    /// The axis upwards.
    pub y: Column,
    /// Lines, steps or bars.
    pub series: Vec<Series>,
    /// Places to be pointed at.
    pub marks: Vec<Mark>,
    /// The table with the same figures, by its place among the tables of the sheet.
    pub table: u32,
}

/// How the points of a chart are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// From each point straight to the next.
    Line,
    /// A value holds until the next point.
    Step,
    /// A bar for each point.
    Bars,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// Points from left to right: x and y in the whole numbers of the axes.
    pub points: Vec<(i64, i64)>,
}

/// A place of a chart to be pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Where, on the axis to the right.
    pub x: i64,
    /// What is there.
    pub says: String,
}

impl Sheet {
    /// A sheet with a finding.
    pub fn new(id: &str, title: impl Into<String>) -> Self {
        Self { id: id.to_owned(), title: title.into(), ..Self::default() }
    }

    /// Adds a paragraph; nothing when it is empty.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.says.push(text);
        }
    }

    /// Adds a table and says where it stands.
    pub fn table(&mut self, table: Table) -> u32 {
        self.tables.push(table);
        u32::try_from(self.tables.len() - 1).unwrap_or(u32::MAX)
    }

    /// The sheet as plain text.
    pub fn to_text(&self) -> String {
        text::render(self)
    }

    /// The sheet as Markdown.
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }

    /// Adds the rules and sources that the steps name, and the sources named beside, from the book.
    #[must_use]
    pub fn cited(mut self, book: &Book, beside: impl IntoIterator<Item = SourceId>) -> Self {
        let mut rules: BTreeMap<RuleId, Rule> = self.rules.drain(..).map(|rule| (rule.id.clone(), rule)).collect();
        let mut named: BTreeSet<SourceId> = beside.into_iter().collect();
        for step in &self.steps {
            step.walk(&mut |step| {
                named.extend(step.evidence.iter().flat_map(|figure| figure.sources.iter().cloned()));
                let known = step.rule.as_ref().and_then(|id| book.rule(id.as_str()));
                rules.extend(known.map(|rule| (rule.id.clone(), rule.clone())));
            });
        }
        named.extend(rules.values().flat_map(|rule| rule.sources.iter().cloned()));
        let known = named.iter().filter_map(|id| book.source(id)).cloned();
        let mut sources: BTreeMap<SourceId, Source> = known.map(|source| (source.id.clone(), source)).collect();
        sources.extend(self.sources.drain(..).map(|source| (source.id.clone(), source)));
        self.rules = rules.into_values().collect();
        self.sources = sources.into_values().collect();
        self
    }
}

impl Table {
    /// A table without rows.
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, ..Self::default() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Into<Vec<Cell>>) {
        self.rows.push(cells.into());
    }
}

impl Column {
    /// A column of words.
    pub fn text(title: &str) -> Self {
        Self { title: title.to_owned(), kind: Kind::Text, unit: String::new() }
    }

    /// A column of whole numbers; the unit may be empty.
    pub fn count(title: &str, unit: &str) -> Self {
        Self { title: title.to_owned(), kind: Kind::Count, unit: unit.to_owned() }
    }

    /// A column of money.
    pub fn money(title: &str, currency: &str) -> Self {
        Self { title: title.to_owned(), kind: Kind::Money, unit: currency.to_owned() }
    }

    /// A column of months.
    pub fn month(title: &str) -> Self {
        Self { title: title.to_owned(), kind: Kind::Month, unit: String::new() }
    }

    /// A column of megabytes, printed as gigabytes.
    pub fn megabytes(title: &str) -> Self {
        Self { title: title.to_owned(), kind: Kind::Megabytes, unit: "GB".to_owned() }
    }

    /// The title with the unit behind it.
    pub fn label(&self) -> String {
        if self.unit.is_empty() { self.title.clone() } else { format!("{} ({})", self.title, self.unit) }
    }

    /// A value of this axis as people write it.
    pub fn value(&self, value: i64) -> String {
        match self.kind {
            Kind::Text | Kind::Count => Cell::Count(value).printed(),
            Kind::Money => Money::from_micros(value).grouped(),
            Kind::Day => Day::of_days(value).map_or_else(String::new, |day| day.to_string()),
            Kind::Month => u32::try_from(value).map_or_else(|_| String::new(), |n| Month::numbered(n).to_string()),
            Kind::Megabytes => gigabytes_text(u64::try_from(value).unwrap_or(0)),
        }
    }
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number that is not negative.
    pub fn count(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The value as people write it, without the unit of its column.
    pub fn printed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => {
                let sign = if *count < 0 { "-" } else { "" };
                format!("{sign}{}", group_thousands(&count.unsigned_abs().to_string()))
            }
            Self::Money(amount) => amount.grouped(),
            Self::Month(month) => month.to_string(),
            Self::Megabytes(megabytes) => gigabytes_text(*megabytes),
            Self::Nothing => String::new(),
        }
    }
}
