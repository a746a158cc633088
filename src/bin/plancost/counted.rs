//! What `plancost meter --json` printed → billed sessions of each day, without gaps. It counts nothing itself.

use plancost::base::Day;
use serde_json::Value;

use crate::input::Source;

/// So many days are taken, those that came last; a wrong clock shall not make a list of millions.
const MOST: i64 = 3_660;

/// Billed sessions of each day, the oldest first.
///
/// # Errors
/// What the file lacks.
pub fn days(source: &Source) -> Result<Vec<u64>, String> {
    let text = source.text()?;
    let wrong =
        || format!("{}: no counts with \"by_day\"; give what `plancost meter FILE… --json` printed", source.name());
    let counts: Value = serde_json::from_str(&text).map_err(|_| wrong())?;
    let by_day = counts.get("by_day").and_then(Value::as_object).ok_or_else(wrong)?;
    let one = |(day, counts): (&String, &Value)| {
        Some((day.parse::<Day>().ok()?.since_1970(), counts.get("billed")?.as_u64()?))
    };
    let mut found: Vec<(i64, u64)> = by_day.iter().map(one).collect::<Option<_>>().ok_or_else(wrong)?;
    found.sort_unstable();
    let Some((last, _)) = found.last().copied() else { return Ok(Vec::new()) };
    let first = found.first().map_or(last, |(first, _)| *first).max(last - MOST + 1);
    let billed = |day: i64| found.binary_search_by_key(&day, |(day, _)| *day).ok().and_then(|at| found.get(at));
    Ok((first..=last).map(|day| billed(day).map_or(0, |(_, billed)| *billed)).collect())
}
