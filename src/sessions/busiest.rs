//! What a month may need where the months of the files are not whole: the busiest thirty days in a row.
//!
//! Exports most often hold the last thirty days: two months, neither of them whole, and each less than it needed.

use std::collections::BTreeMap;

use super::Answer;
use super::time::month;
use crate::base::Day;

/// Billed sessions by the number of a bot and the day since 1970.
type Billed = BTreeMap<(u32, i64), u64>;

/// The busiest thirty days of each bot.
pub fn of_each(billed: &Billed) -> BTreeMap<u32, u64> {
    let mut days: BTreeMap<u32, BTreeMap<i64, u64>> = BTreeMap::new();
    for ((bot, day), count) in billed {
        days.entry(*bot).or_default().insert(*day, *count);
    }
    days.into_iter().map(|(bot, days)| (bot, thirty_days(&days))).collect()
}

/// The busiest thirty days of all bots together.
pub fn of_all(billed: &Billed) -> u64 {
    let mut days = BTreeMap::new();
    for ((_, day), count) in billed {
        *days.entry(*day).or_default() += count;
    }
    thirty_days(&days)
}

/// What a solution is planned with: billed sessions of each bot in each whole month, and in its busiest thirty days where
/// months are cut.
pub fn to_plan_with(answer: &Answer) -> BTreeMap<&str, BTreeMap<&str, u64>> {
    let mut plan: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for (bot, months) in &answer.billed_by_bot_and_month {
        let whole = months.iter().filter(|(month, _)| !answer.cut_months.contains(month));
        let mine = plan.entry(bot).or_default();
        mine.extend(whole.map(|(month, count)| (month.as_str(), *count)));
        if !answer.cut_months.is_empty() {
            mine.insert("30 days", answer.busiest_30_days.get(bot).copied().unwrap_or(0));
        }
    }
    plan
}

/// The most that thirty days in a row have, of counts by day since 1970.
fn thirty_days(days: &BTreeMap<i64, u64>) -> u64 {
    let mut behind = days.iter().peekable();
    let (mut sum, mut most) = (0, 0);
    for (day, count) in days {
        sum += count;
        while let Some((_, old)) = behind.next_if(|(first, _)| *first + 30 <= *day) {
            sum -= old;
        }
        most = most.max(sum);
    }
    most
}

/// The months within which files begin and end that go from one day to another; none that is whole.
pub fn cut(first: Day, last: Day) -> Vec<String> {
    let same = |other: Option<Day>, day: Day| other.is_some_and(|other| other.month() == day.month());
    let called = |day: Day| month(day.since_1970().saturating_mul(24));
    let begins = same(first.before(), first).then(|| called(first));
    let ends = same(Day::of_days(last.since_1970() + 1), last).then(|| called(last));
    let mut cut: Vec<String> = begins.into_iter().chain(ends).collect();
    cut.dedup();
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_days_in_a_row_end_before_the_thirty_first() {
        let most = |days: &[(i64, u64)]| thirty_days(&days.iter().copied().collect());
        assert_eq!(most(&[]), 0);
        assert_eq!(most(&[(-5, 3), (24, 4)]), 7);
        assert_eq!(most(&[(-5, 3), (25, 4)]), 4);
        assert_eq!(most(&[(0, 9), (40, 4), (41, 1), (69, 2), (70, 5)]), 9);
        assert_eq!(most(&[(0, 9), (40, 4), (41, 3), (69, 2), (70, 5)]), 10);
    }
}
