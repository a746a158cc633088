//! An answer of the meter as plain text, for people who have never read a definition of a session.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::answer::Answer;
use super::cited::{Ruled, sources};
use super::ledger::Counts;
use super::session::{Ended, Judged};
use crate::base::money::group_thousands;

/// So many rows of a table are printed; the rest is counted.
const ROWS: usize = 40;
/// So many problems are printed.
const PROBLEMS: usize = 20;

/// The whole answer.
pub fn render(answer: &Answer) -> String {
    let mut text = String::new();
    // Writing to a text cannot fail.
    let _ = write_all(&mut text, answer);
    text
}

fn write_all(out: &mut String, answer: &Answer) -> fmt::Result {
    let Counts { total, engaged, billed } = answer.all;
    writeln!(out, "{} billed sessions\n", grouped(billed))?;
    writeln!(out, "  {:>12}  billed: they use up what was bought", grouped(billed))?;
    writeln!(out, "  {:>12}  engaged: a user topic was triggered, or they ended in an escalation", grouped(engaged))?;
    writeln!(out, "  {:>12}  in all", grouped(total))?;
    let (events, conversations) = (grouped(answer.events), grouped(answer.conversations));
    write!(out, "\nFrom {events} events in {conversations} conversations")?;
    match (&answer.first, &answer.last) {
        (Some(first), Some(last)) => writeln!(out, ", {first} to {last}.")?,
        _ => writeln!(out, ".")?,
    }
    writeln!(out, "Definition {}: {}", answer.definition, answer.definition_says)?;
    let rules = &answer.rules;
    reasons(out, "Why sessions are billed", &answer.because, rules, |word| judged(word, true))?;
    reasons(out, "Why sessions are not billed", &answer.because, rules, |word| judged(word, false))?;
    reasons(out, "Why sessions ended", &answer.ended_by, rules, |word| {
        Ended::ALL.iter().find(|ended| ended.word() == word).map(|ended| ended.says())
    })?;
    table(out, "By month (of the start, in UTC)", &answer.by_month)?;
    table(out, "By bot", &answer.by_bot)?;
    table(out, "By channel", &answer.by_channel)?;
    table(out, "By first user topic", &answer.by_topic)?;
    if let Some(peak) = &answer.peak {
        writeln!(out, "\nMost sessions began in the hour from {}: {}.", peak.hour, grouped(peak.counts.total))?;
    }
    chosen(out, answer)?;
    left_out(out, answer)?;
    writeln!(out, "\nWhere the rules are printed")?;
    for source in sources(answer.rules.values()) {
        writeln!(out, "  {}: {}, {}", source.id, source.title, source.address)?;
    }
    if !answer.notes.is_empty() {
        writeln!(out, "\nTo know")?;
    }
    answer.notes.iter().try_for_each(|note| writeln!(out, "  - {note}"))
}

fn judged(word: &str, billed: bool) -> Option<&'static str> {
    Judged::ALL.iter().find(|judged| judged.word() == word && judged.billed() == billed).map(|judged| judged.says())
}

fn reasons(
    out: &mut String,
    title: &str,
    counts: &BTreeMap<&'static str, u64>,
    rules: &BTreeMap<&'static str, Ruled>,
    says: impl Fn(&str) -> Option<&'static str>,
) -> fmt::Result {
    let row = |(word, count): (&&'static str, &u64)| Some((*count, says(word)?, rules.get(word)));
    let mut rows: Vec<_> = counts.iter().filter_map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(count, ..)| u64::MAX - count);
    writeln!(out, "\n{title}")?;
    for (count, says, rule) in rows {
        writeln!(out, "  {:>12}  {says}", grouped(count))?;
        if let Some(rule) = rule {
            writeln!(out, "  {:>12}  {}", "", rule.in_words())?;
        }
    }
    Ok(())
}

fn table(out: &mut String, title: &str, rows: &BTreeMap<String, Counts>) -> fmt::Result {
    // A table of nothing but unknown says nothing.
    if rows.keys().all(String::is_empty) {
        return Ok(());
    }
    writeln!(out, "\n{title:<34}  {:>12} {:>12} {:>12}", "billed", "engaged", "all")?;
    for (name, counts) in rows.iter().take(ROWS) {
        let name: String = if name.is_empty() { "(unknown)".into() } else { name.chars().take(32).collect() };
        let Counts { total, engaged, billed } = *counts;
        writeln!(out, "  {name:<32}  {:>12} {:>12} {:>12}", grouped(billed), grouped(engaged), grouped(total))?;
    }
    let more = rows.len().saturating_sub(ROWS);
    if more > 0 { writeln!(out, "  and {more} more, which --json prints") } else { Ok(()) }
}

fn chosen(out: &mut String, answer: &Answer) -> fmt::Result {
    writeln!(out, "\nWhat the sources leave open was decided so")?;
    for (name, point) in &answer.open_points {
        let by = if point.default { "by default" } else { "as asked" };
        writeln!(out, "  {name}={} ({by}): {} {}", point.option, point.asks, point.says)?;
    }
    Ok(())
}

fn left_out(out: &mut String, answer: &Answer) -> fmt::Result {
    if answer.skipped.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLeft out: {}", grouped(answer.skipped_count))?;
    for skipped in answer.skipped.iter().take(PROBLEMS) {
        let row = if skipped.row > 0 { format!(", row {}", skipped.row) } else { String::new() };
        writeln!(out, "  {}{row}: {}", skipped.file, skipped.says)?;
    }
    let more = answer.skipped.len().saturating_sub(PROBLEMS);
    if more > 0 { writeln!(out, "  and more, of which --json prints the first of each file") } else { Ok(()) }
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    group_thousands(&number.to_string())
}
