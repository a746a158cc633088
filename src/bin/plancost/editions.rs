//! Answers about the price book itself: its editions, what changed from one to another, and where sources disagree.

use std::fmt::Write;

use plancost::base::{EditionId, SourceId};
use plancost::pricebook::schema::EditionHead;
use plancost::pricebook::{diff, library};
use plancost::report::changes;

use crate::ask::json;
use crate::words::Form;

/// All editions with their day and why they exist.
pub fn list(form: Form) -> Result<String, Vec<String>> {
    let heads: Vec<_> = library().editions().collect();
    if form == Form::Json {
        return json(&heads);
    }
    let wide = heads.iter().map(|head| head.id.as_str().len()).max().unwrap_or_default();
    let mut text = String::new();
    for head in heads {
        let id = EditionId::as_str(&head.id);
        let _ = writeln!(text, "{id:<wide$}  from {}, in {}: {}", head.holds_from, head.currency, head.why);
    }
    Ok(text)
}

/// Where sources disagree in an edition: each question with its answers, the default first.
pub fn readings(edition: Option<&str>, form: Form) -> Result<String, Vec<String>> {
    let book = library().book(edition).map_err(|unknown| vec![unknown.to_string()])?;
    if form == Form::Json {
        return json(&book.readings().collect::<Vec<_>>());
    }
    let mut text = String::new();
    for reading in book.readings() {
        let number = reading.number.as_ref().map(|number| format!(" ({number})")).unwrap_or_default();
        let _ = writeln!(text, "{}{number}\n  {}", reading.id, reading.topic);
        let (default, others): (Vec<_>, Vec<_>) =
            reading.options.iter().partition(|option| option.id == reading.default);
        for option in default.into_iter().chain(others) {
            let mark = if option.id == reading.default { "*" } else { "-" };
            let sources: Vec<_> = option.sources.iter().map(SourceId::as_str).collect();
            let _ = writeln!(text, "  {mark} {}: {} [{}]", option.id, option.says, sources.join(", "));
        }
        let _ = writeln!(text, "  Why *: {}", reading.why);
    }
    Ok(text)
}

/// What changed from one edition to another, figure by figure.
pub fn compare(from: &str, to: &str, form: Form) -> Result<String, Vec<String>> {
    let open = |id: &str| library().book(Some(id)).map_err(|unknown| unknown.to_string());
    let (before, after) = match (open(from), open(to)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            let mut faults: Vec<String> = [before.err(), after.err()].into_iter().flatten().collect();
            faults.dedup();
            return Err(faults);
        }
    };
    let found = diff::between(&before, &after);
    if form == Form::Json {
        return json(&found);
    }
    let day = |head: &EditionHead| head.holds_from;
    let (first, last) = (day(&found.from).min(day(&found.to)), day(&found.from).max(day(&found.to)));
    let crossed = library().editions().filter(|head| head.holds_from > first && head.holds_from <= last);
    Ok(changes::sheet(&found, &after, crossed).to_text())
}
