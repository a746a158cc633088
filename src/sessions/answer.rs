//! The answer of the meter: counts, reasons, what was left out, and how far the order of the input was relied on.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::Day;

use super::busiest;
use super::cited::{Ruled, rules};
use super::event::Loss;
use super::ledger::{Counts, Ledger, Listed, Share};
use super::meter::{File, Setup};
use super::names::Names;
use super::rules::Decided;
use super::session::Session;
use super::settle::Settled;
use super::time::{day, hour, month, stamp};

/// Ten years; a wrong clock shall not make a list of millions of days. Clocks that were reset say an early year, so the last
/// days are taken.
const MOST_DAYS: i64 = 3_660;

/// What came out.
#[derive(Debug, Default, Serialize)]
pub struct Answer {
    /// The definition by which was metered.
    pub definition: String,
    /// The definition in plain words.
    pub definition_says: String,
    /// How the points were decided that sources leave open.
    pub open_points: BTreeMap<String, Decided>,
    /// The first and the last event, in UTC.
    pub first: Option<String>,
    /// The last event.
    pub last: Option<String>,
    /// Events that were read.
    pub events: u64,
    /// Conversations.
    pub conversations: u64,
    /// The three counts.
    #[serde(flatten)]
    pub all: Counts,
    /// Billed sessions of bots on a trial, for which nothing is charged.
    pub billed_on_trial: u64,
    /// Sessions of which nobody says whether they are test chats.
    pub test_chat_unknown: u64,
    /// Sessions of test chats, under this definition.
    pub test_chats: Share,
    /// Sessions without a user topic, under this definition.
    pub system_topics: Share,
    /// The three counts of each month, by the start of a session in UTC.
    pub by_month: BTreeMap<String, Counts>,
    /// Of each day.
    pub by_day: BTreeMap<String, Counts>,
    /// Of each hour of the day, from 0 to 23.
    pub by_hour: Vec<Counts>,
    /// The hour in which most sessions began.
    pub peak: Option<Peak>,
    /// Billed sessions of each bot and month: what a month uses up.
    pub billed_by_bot_and_month: BTreeMap<String, BTreeMap<String, u64>>,
    /// Months within which the files begin or end, so that their figures are less than they needed.
    pub cut_months: Vec<String>,
    /// Billed sessions of each bot in its busiest thirty days in a row.
    pub busiest_30_days: BTreeMap<String, u64>,
    /// Of each bot.
    pub by_bot: BTreeMap<String, Counts>,
    /// Of each channel.
    pub by_channel: BTreeMap<String, Counts>,
    /// By the first user topic of a session.
    pub by_topic: BTreeMap<String, Counts>,
    /// How many sessions began for which reason.
    pub began_by: BTreeMap<&'static str, u64>,
    /// How many ended for which reason.
    pub ended_by: BTreeMap<&'static str, u64>,
    /// How many are billed or not for which reason.
    pub because: BTreeMap<&'static str, u64>,
    /// The rule behind each of these reasons, with where it is printed.
    pub rules: BTreeMap<&'static str, Ruled>,
    /// Rows and records that were left out.
    pub skipped_count: u64,
    /// The first of them of each file, with what else there was to say.
    pub skipped: Vec<Skipped>,
    /// Events that were there already, in another file or by their name.
    pub duplicates: u64,
    /// Events that have the name of another one and say something else; they were left out.
    pub conflicts: Vec<Conflict>,
    /// How the input was gone through.
    pub memory: Memory,
    /// What a reader should know.
    pub notes: Vec<String>,
    #[serde(skip)]
    listed: Vec<Listed>,
    #[serde(skip)]
    names: Option<[Names; 4]>,
}

/// The busiest hour.
#[derive(Debug, Serialize)]
pub struct Peak {
    /// Its beginning, in UTC.
    pub hour: String,
    /// The sessions that began in it.
    #[serde(flatten)]
    pub counts: Counts,
}

/// What was left out, or should be known of a file.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// The row; 0 for the file as a whole.
    pub row: u64,
    /// The entry within the row, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u32>,
    /// What was wrong.
    pub says: String,
    /// Whether something is missing because of it.
    pub lost: bool,
}

/// An event that contradicts another one of the same name.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The file.
    pub file: String,
    /// The row.
    pub row: u64,
}

/// How the input was gone through.
#[derive(Debug, Default, Serialize)]
pub struct Memory {
    /// For input in the order of time: so many conversations were open at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_open: Option<u64>,
    /// For any other order: so many bytes were kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_bytes: Option<u64>,
}

impl Answer {
    /// The sessions, when they were asked for, by their start.
    pub fn sessions(&self) -> impl Iterator<Item = Session> + '_ {
        self.listed.iter().filter_map(|listed| self.session(listed))
    }

    /// Billed sessions of each day from the first to the last one, with those on which nothing happened.
    pub fn billed_days(&self) -> Vec<u64> {
        let number = |day: &String| day.parse::<Day>().ok().map(Day::since_1970);
        let days: BTreeMap<i64, u64> =
            self.by_day.iter().filter_map(|(day, counts)| Some((number(day)?, counts.billed))).collect();
        let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else { return Vec::new() };
        let first = *first.max(&(last - MOST_DAYS + 1));
        (first..=*last).map(|day| days.get(&day).copied().unwrap_or(0)).collect()
    }

    fn session(&self, listed: &Listed) -> Option<Session> {
        let [conversations, bots, channels, topics] = self.names.as_ref()?;
        let raw = &listed.raw;
        Some(Session {
            start: stamp(raw.start),
            conversation: conversations.name(listed.conversation).to_owned(),
            bot: bots.name(listed.bot).to_owned(),
            channel: channels.name(listed.channel).to_owned(),
            end: stamp(raw.end),
            turns: raw.turns,
            topic: topics.name(raw.topic).to_owned(),
            billed: raw.judged.billed(),
            engaged: raw.engaged,
            because: raw.judged,
            began: raw.began,
            ended: raw.ended,
            trial: listed.trial,
        })
    }

    /// What the input was.
    pub(super) fn write(&mut self, setup: &Setup, files: &[File], span: Option<(i64, i64)>, settled: &Settled) {
        self.definition.clone_from(&setup.definition.id);
        self.definition_says.clone_from(&setup.definition.says);
        self.open_points = setup.decided.iter().map(|(id, decided)| (id.name().to_owned(), decided.clone())).collect();
        self.rules = rules(setup.sessions(), &setup.definition);
        self.first = span.map(|(first, _)| stamp(first));
        self.last = span.map(|(_, last)| stamp(last));
        self.events = files.iter().map(|file| file.events).sum();
        self.skipped_count = files.iter().map(|file| file.skipped).sum();
        for file in files {
            self.skipped.extend(file.problems.iter().map(|problem| Skipped {
                file: file.name.clone(),
                row: problem.place.row,
                entry: problem.place.index,
                says: problem.says.clone(),
                lost: problem.loss != Loss::Nothing,
            }));
        }
        self.skipped.sort();
        self.duplicates = settled.duplicates;
        let name = |file: u32| files.get(file as usize).map(|file| file.name.clone()).unwrap_or_default();
        self.conflicts =
            settled.conflicts.iter().map(|(file, row)| Conflict { file: name(*file), row: *row }).collect();
        self.conflicts.sort();
        let mut assumed: Vec<&str> =
            files.iter().filter(|file| file.assumed && !file.knows_topics).map(|file| file.name.as_str()).collect();
        assumed.sort_unstable();
        assumed.dedup();
        if !assumed.is_empty() {
            let files = assumed.join(", ");
            self.notes.push(format!("Without topics every message of a user counts as one of a user topic: {files}."));
        }
    }

    /// What was counted.
    pub(super) fn count(&mut self, mut ledger: Ledger, bots: &Names, channels: &Names, topics: &Names) {
        let by = |counts: &BTreeMap<u32, Counts>, names: &Names| {
            counts.iter().map(|(number, counts)| (names.name(*number).to_owned(), *counts)).collect()
        };
        self.all = ledger.all;
        self.billed_on_trial = ledger.trial;
        self.test_chat_unknown = ledger.unknown;
        (self.test_chats, self.system_topics) = (ledger.tests, ledger.system);
        self.by_bot = by(&ledger.bots, bots);
        for ((bot, at), billed) in &ledger.billed {
            let months = self.billed_by_bot_and_month.entry(bots.name(*bot).to_owned()).or_default();
            *months.entry(month(at.saturating_mul(24))).or_default() += billed;
        }
        let busiest = busiest::of_each(&ledger.billed);
        self.busiest_30_days = busiest.into_iter().map(|(bot, most)| (bots.name(bot).to_owned(), most)).collect();
        self.by_channel = by(&ledger.channels, channels);
        self.by_topic = by(&ledger.topics, topics);
        self.by_hour = vec![Counts::default(); 24];
        for (at, counts) in &ledger.hours {
            *self.by_day.entry(day(*at)).or_default() += *counts;
            *self.by_month.entry(month(*at)).or_default() += *counts;
            if let Some(hour) = usize::try_from(at.rem_euclid(24)).ok().and_then(|hour| self.by_hour.get_mut(hour)) {
                *hour += *counts;
            }
        }
        // Of equally busy hours the first.
        let peak = ledger.hours.iter().rev().max_by_key(|(_, counts)| counts.total);
        self.peak = peak.map(|(at, counts)| Peak { hour: hour(*at), counts: *counts });
        self.began_by = ledger.began.iter().map(|(why, count)| (why.word(), *count)).collect();
        self.ended_by = ledger.ended.iter().map(|(why, count)| (why.word(), *count)).collect();
        self.because = ledger.judged.iter().map(|(why, count)| (why.word(), *count)).collect();
        let counted = [&self.began_by, &self.ended_by, &self.because];
        self.rules.retain(|word, _| counted.iter().any(|counts| counts.contains_key(word)));
        self.remark_on_months(&ledger.billed);
        self.remark();
        if let Some((conversations, list)) = ledger.list.take() {
            self.names = Some([conversations, bots.clone(), channels.clone(), topics.clone()]);
            self.listed = list;
            let mut listed = std::mem::take(&mut self.listed);
            listed.sort_by_cached_key(|listed| (listed.raw.start, self.session(listed)));
            self.listed = listed;
        }
    }

    /// Months within which the files begin or end, and what a whole one may have needed.
    fn remark_on_months(&mut self, billed: &BTreeMap<(u32, i64), u64>) {
        let day = |stamp: &Option<String>| stamp.as_deref()?.get(..10)?.parse::<Day>().ok();
        let (Some(first), Some(last)) = (day(&self.first), day(&self.last)) else { return };
        self.cut_months = busiest::cut(first, last);
        if !self.cut_months.is_empty() {
            let most = busiest::of_all(billed);
            self.notes.push(format!(
                "The files go from {first} to {last}: the figures of a month that is not whole are less than it needed. In \
                 the busiest 30 days in a row {most} sessions were billed."
            ));
        }
    }

    fn remark(&mut self) {
        if self.billed_on_trial > 0 {
            let count = self.billed_on_trial;
            self.notes.push(format!("Nothing is charged for {count} billed sessions, as their bots run on a trial."));
        }
        if self.test_chat_unknown > 0 {
            let (count, all) = (self.test_chat_unknown, self.all.total);
            self.notes.push(format!(
                "For {count} of {all} sessions nothing says whether they are test chats; they count as chats of customers."
            ));
        }
        if self.duplicates > 0 {
            let count = self.duplicates;
            self.notes.push(format!("{count} events were there already and count once."));
        }
        if !self.conflicts.is_empty() {
            let count = self.conflicts.len();
            self.notes.push(format!(
                "{count} events have the name of another event and say something else; they were left out."
            ));
        }
        self.notes.push(match &self.memory {
            Memory { most_open: Some(open), .. } => format!(
                "The events of each conversation came in the order of time; at most {open} conversations were held at once."
            ),
            memory => format!(
                "The events came in no order that could be relied on, or files overlap: all were kept, in {} bytes.",
                memory.kept_bytes.unwrap_or_default()
            ),
        });
    }
}
