//! Counts of real conversations become numbers of the form: the busiest month, a range, or a season. Of months that are not
//! whole the busiest thirty days stand in for a month; they belong to no season.

use std::rc::Rc;

use crate::app::draft::{BotDraft, Draft, Kind, Uid};
use crate::base::sorted::BTreeMap;

/// What the counts become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The number of the busiest month or thirty days.
    Number,
    /// The same, with a range from the quietest to the busiest month.
    Range,
    /// The average month, with the share of each month of the year.
    Season,
}

/// Billed sessions by bot and month; what is no month of the calendar has another name.
pub type Months = BTreeMap<String, BTreeMap<String, u32>>;

impl Draft {
    /// Writes the counts to the bots of the same names; other bots are added.
    pub fn fill(&mut self, fill: Fill, bots: &Rc<Months>) {
        for (name, months) in bots.iter() {
            let name = if name.is_empty() { "Measured bot" } else { name };
            let uid = self.bot_called(name);
            self.fill_bot(uid, fill, months);
        }
    }

    fn bot_called(&mut self, name: &str) -> Uid {
        let known = self.bots.iter().find(|bot| bot.name.trim().eq_ignore_ascii_case(name)).map(|bot| bot.uid);
        known.unwrap_or_else(|| {
            let uid = self.add(Kind::Bot);
            self.edit(uid, |bot: &mut BotDraft| name.clone_into(&mut bot.name));
            uid
        })
    }

    fn fill_bot(&mut self, uid: Uid, fill: Fill, months: &BTreeMap<String, u32>) {
        let Some(place) = self.bots.iter().position(|bot| bot.uid == uid) else { return };
        let path = format!("bots[{place}].sessions_per_month");
        let most = months.values().copied().max().unwrap_or(0);
        let least = months.values().copied().min().unwrap_or(0);
        let number = if fill == Fill::Season { average(months) } else { most };
        self.edit(uid, |bot: &mut BotDraft| bot.sessions = number.to_string());
        match fill {
            Fill::Number => {}
            Fill::Range => {
                self.ask(&format!("range.low.{path}"), least.to_string());
                self.ask(&format!("range.high.{path}"), most.to_string());
            }
            Fill::Season => self.ask(&format!("time.season.{path}"), season(months, number)),
        }
    }
}

/// The average month, rounded up; where no month is whole, what stands in for one.
fn average(months: &BTreeMap<String, u32>) -> u32 {
    let counts = |calendar: bool| -> Vec<u64> {
        let known = months.iter().filter(|(key, _)| key.contains('-') == calendar);
        known.map(|(_, count)| u64::from(*count)).collect()
    };
    let counts = [counts(true), counts(false)].into_iter().find(|counts| !counts.is_empty()).unwrap_or_default();
    u32::try_from(counts.iter().sum::<u64>().div_ceil((counts.len() as u64).max(1))).unwrap_or(u32::MAX)
}

/// Percent of the average for January to December, to the nearest; a month without data counts as average.
fn season(months: &BTreeMap<String, u32>, average: u32) -> String {
    let percent = |month: u32| {
        let end = format!("-{month:02}");
        let found: Vec<u64> =
            months.iter().filter(|(key, _)| key.ends_with(&end)).map(|(_, count)| u64::from(*count)).collect();
        match found.len() as u64 {
            0 => 100,
            years => {
                let whole = years * u64::from(average.max(1));
                (found.iter().sum::<u64>() * 100 + whole / 2) / whole
            }
        }
    };
    (1..=12).map(|month| percent(month).to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(counts: &[(&str, u32)]) -> BTreeMap<String, u32> {
        let mut months = BTreeMap::new();
        for (month, count) in counts {
            months.insert((*month).to_owned(), *count);
        }
        months
    }

    #[test]
    fn counts_become_a_number_a_range_or_a_season() {
        let mut bots = Months::new();
        bots.insert("Store".to_owned(), months(&[("2021-05", 900), ("2021-06", 1500)]));
        let bots = Rc::new(bots);
        let mut draft = Draft::default();
        draft.fill(Fill::Number, &bots);
        draft.fill(Fill::Range, &bots);
        assert_eq!(draft.bots.len(), 1);
        assert_eq!((draft.bots[0].name.as_str(), draft.bots[0].sessions.as_str()), ("Store", "1500"));
        assert_eq!(draft.asked.get("range.low.bots[0].sessions_per_month").map(String::as_str), Some("900"));
        draft.fill(Fill::Season, &bots);
        assert_eq!(draft.bots[0].sessions, "1200");
        let season = draft.asked.get("time.season.bots[0].sessions_per_month").map(String::as_str);
        assert_eq!(season, Some("100 100 100 100 75 125 100 100 100 100 100 100"));
    }

    #[test]
    fn thirty_days_stand_in_for_months_that_are_not_whole() {
        let mut bots = Months::new();
        bots.insert("Store".to_owned(), months(&[("2021-05", 900), ("30 days", 1500)]));
        bots.insert("Help".to_owned(), months(&[("30 days", 70)]));
        let bots = Rc::new(bots);
        let mut draft = Draft::default();
        draft.fill(Fill::Range, &bots);
        let sessions = |draft: &Draft| draft.bots.iter().map(|bot| bot.sessions.clone()).collect::<Vec<_>>();
        assert_eq!(sessions(&draft), ["70", "1500"]);
        assert_eq!(draft.asked.get("range.low.bots[1].sessions_per_month").map(String::as_str), Some("900"));
        draft.fill(Fill::Season, &bots);
        assert_eq!(sessions(&draft), ["70", "900"]);
        let season = draft.asked.get("time.season.bots[1].sessions_per_month").map(String::as_str);
        assert_eq!(season, Some("100 100 100 100 100 100 100 100 100 100 100 100"));
    }

    #[test]
    fn a_season_is_the_nearest_per_cent_of_the_average() {
        // 74.94 and 124.98 per cent of 1,201; of two years 99.4 of the average 1,006.
        let season_of = |counts: &[(&str, u32)]| {
            let months = months(counts);
            season(&months, average(&months))
        };
        assert_eq!(season_of(&[("2021-05", 900), ("2021-06", 1501)]), "100 100 100 100 75 125 100 100 100 100 100 100");
        let years = season_of(&[("2020-12", 1100), ("2021-11", 1018), ("2021-12", 900)]);
        assert_eq!(years, "100 100 100 100 100 100 100 100 100 100 101 99");
        assert_eq!(season_of(&[("2021-01", 0)]), "0 100 100 100 100 100 100 100 100 100 100 100");
    }
}
