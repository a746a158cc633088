//! An answer of the meter as sheets: the three counts over time, why sessions ended, who talked when, what was left out.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::cited::{Ruled, sources};
use super::ledger::Counts;
use super::session::{Began, Ended, Judged};
use crate::base::Day;
use crate::base::money::group_thousands;
use crate::report::Sheet;
use crate::report::sheet::{Cell, Chart, Column, Kind, Series, Shape, Table};

/// So many rows of a table by name are shown; the rest is in the export.
const ROWS: usize = 100;

/// The whole answer.
pub fn sheets(answer: &Answer) -> Vec<Sheet> {
    let mut sheets = vec![counts(answer), ends(answer), hours(answer), names(answer)];
    sheets.extend((!answer.skipped.is_empty()).then(|| left_out(answer)));
    sheets
}

fn counts(answer: &Answer) -> Sheet {
    let Counts { total, engaged, billed } = answer.all;
    let title = format!(
        "{} billed of {} in {}",
        grouped(billed),
        counted_wide(total, "session"),
        counted_wide(answer.conversations, "conversation")
    );
    let mut sheet = Sheet::new("sessions", title);
    let mut three = Table::new(
        "The three counts",
        vec![Column::text("Count"), Column::count("Sessions", ""), Column::text("Meaning")],
    );
    for (name, count, means) in [
        ("Billed", billed, "They use up what was bought."),
        ("Engaged", engaged, "A user topic was triggered, or they ended in an escalation."),
        ("All", total, "Every session, for measuring how well a bot works."),
    ] {
        three.row([Cell::text(name), Cell::count(count), Cell::text(means)]);
    }
    sheet.table(three);
    sheet.say(format!("Definition {}: {}", answer.definition, answer.definition_says));
    for note in &answer.notes {
        sheet.say(note.clone());
    }
    let days = sheet.table(by_name("Sessions of each day (of their start, in UTC)", "Day", &answer.by_day, usize::MAX));
    sheet.table(by_name("Sessions of each month", "Month", &answer.by_month, usize::MAX));
    let points = |of: fn(&Counts) -> u64| {
        answer.by_day.iter().filter_map(|(day, counts)| Some((number_of(day)?, signed(of(counts))))).collect()
    };
    sheet.charts.push(Chart {
        title: busiest(answer),
        shape: Shape::Line,
        x: Column { title: "Day".to_owned(), kind: Kind::Day, unit: String::new() },
        y: Column::count("Sessions", ""),
        series: vec![
            Series { name: "billed".to_owned(), points: points(|counts| counts.billed) },
            Series { name: "all".to_owned(), points: points(|counts| counts.total) },
        ],
        marks: vec![],
        table: days,
    });
    sheet
}

fn busiest(answer: &Answer) -> String {
    let most = answer.by_day.iter().rev().max_by_key(|(_, counts)| counts.billed);
    most.map_or_else(
        || "No session".to_owned(),
        |(day, counts)| format!("Most billed sessions of a day: {} on {day}", grouped(counts.billed)),
    )
}

fn ends(answer: &Answer) -> Sheet {
    let most = answer.ended_by.iter().max_by_key(|(_, count)| **count).map(|(word, _)| ended(word));
    let mut sheet = Sheet::new(
        "ended",
        format!("Most sessions ended because {}", most.unwrap_or_else(|| "there was none".to_owned())),
    );
    let rules = &answer.rules;
    sheet.table(reasons("Why sessions began", &answer.began_by, rules, |word| {
        said(Began::ALL, word, Began::word, Began::says)
    }));
    sheet.table(reasons("Why sessions ended", &answer.ended_by, rules, ended));
    sheet.table(reasons("Why sessions are billed or not", &answer.because, rules, judged));
    sheet.sources = sources(rules.values());
    sheet
}

fn ended(word: &str) -> String {
    said(Ended::ALL, word, Ended::word, Ended::says)
}

fn judged(word: &str) -> String {
    let billed = Judged::ALL.iter().any(|judged| judged.word() == word && judged.billed());
    let says = said(Judged::ALL, word, Judged::word, Judged::says);
    format!("{}: {says}", if billed { "billed" } else { "not billed" })
}

fn said<T: Copy>(all: &[T], word: &str, name: fn(T) -> &'static str, says: fn(T) -> &'static str) -> String {
    all.iter().find(|one| name(**one) == word).map_or_else(|| word.to_owned(), |one| says(*one).to_owned())
}

fn reasons(
    title: &str,
    counts: &BTreeMap<&'static str, u64>,
    rules: &BTreeMap<&'static str, Ruled>,
    says: impl Fn(&str) -> String,
) -> Table {
    let columns = vec![Column::text("Reason"), Column::count("Sessions", ""), Column::text("Rule")];
    let mut table = Table::new(title, columns);
    let mut rows: Vec<(u64, &str)> = counts.iter().map(|(word, count)| (*count, *word)).collect();
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    for (count, word) in rows {
        let rule = rules.get(word).map_or(Cell::Nothing, |rule| Cell::text(rule.in_words()));
        table.row([Cell::text(says(word)), Cell::count(count), rule]);
    }
    table
}

fn hours(answer: &Answer) -> Sheet {
    let title = answer.peak.as_ref().map_or_else(
        || "No busiest hour".to_owned(),
        |peak| format!("The busiest hour began at {}: {}", peak.hour, counted_wide(peak.counts.total, "session")),
    );
    let mut sheet = Sheet::new("hours", title);
    let mut columns = vec![Column::count("Hour", "")];
    columns.extend(count_columns());
    let mut table = Table::new("Sessions by the hour of the day in which they began (UTC)", columns);
    for (hour, counts) in (0..).zip(&answer.by_hour) {
        let mut row = vec![Cell::count(hour)];
        row.extend(cells(*counts));
        table.row(row);
    }
    let place = sheet.table(table);
    let points = (0..).zip(&answer.by_hour).map(|(hour, counts)| (hour, signed(counts.total))).collect();
    sheet.charts.push(Chart {
        title: "Sessions by the hour of the day in which they began (UTC)".to_owned(),
        shape: Shape::Bars,
        x: Column::count("Hour", ""),
        y: Column::count("Sessions", ""),
        series: vec![Series { name: "all".to_owned(), points }],
        marks: vec![],
        table: place,
    });
    sheet
}

fn names(answer: &Answer) -> Sheet {
    let bots = answer.by_bot.len();
    let mut sheet = Sheet::new("names", format!("Sessions of {}", counted(bots, "bot")));
    sheet.say("What is bought is pooled over the tenant: the sum of all bots counts.");
    for (title, column, counts) in [
        ("By bot", "Bot", &answer.by_bot),
        ("By channel", "Channel", &answer.by_channel),
        ("By first user topic", "Topic", &answer.by_topic),
    ] {
        sheet.table(by_name(title, column, counts, ROWS));
    }
    sheet
}

fn left_out(answer: &Answer) -> Sheet {
    let title = match answer.skipped_count {
        0 => "Nothing was left out, but this should be known of the files".to_owned(),
        count => format!("Left out, as it could not be read: {}", counted_wide(count, "row")),
    };
    let mut sheet = Sheet::new("left-out", title);
    let columns = vec![Column::text("File"), Column::count("Row", ""), Column::text("What is wrong")];
    let mut table = Table::new("Where, and why", columns);
    for skipped in answer.skipped.iter().take(ROWS) {
        let row = if skipped.row > 0 { Cell::count(skipped.row) } else { Cell::Nothing };
        table.row([Cell::text(skipped.file.clone()), row, Cell::text(skipped.says.clone())]);
    }
    if answer.skipped.len() > ROWS {
        table.note = format!("And {} more; the export has them.", grouped((answer.skipped.len() - ROWS) as u64));
    }
    sheet.table(table);
    sheet
}

fn by_name(title: &str, column: &str, counts: &BTreeMap<String, Counts>, most: usize) -> Table {
    let mut columns = vec![Column::text(column)];
    columns.extend(count_columns());
    let mut table = Table::new(title, columns);
    for (name, counts) in counts.iter().take(most) {
        let mut row = vec![Cell::text(if name.is_empty() { "(not said)" } else { name })];
        row.extend(cells(*counts));
        table.row(row);
    }
    if counts.len() > most {
        table.note = format!("And {} more; the export has them.", grouped((counts.len() - most) as u64));
    }
    table
}

/// The titles of the three counts.
pub(super) fn count_columns() -> [Column; 3] {
    [Column::count("Billed", ""), Column::count("Engaged", ""), Column::count("All", "")]
}

/// The three counts.
pub(super) fn cells(counts: Counts) -> [Cell; 3] {
    [Cell::count(counts.billed), Cell::count(counts.engaged), Cell::count(counts.total)]
}

/// Days since 1970.
fn number_of(day: &str) -> Option<i64> {
    day.parse::<Day>().ok().map(Day::since_1970)
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number with its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    counted_wide(count as u64, noun)
}

fn counted_wide(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

fn grouped(number: u64) -> String {
    group_thousands(&number.to_string())
}
