//! A second meter, slow and obvious: it holds everything, sorts, and walks through each conversation by the printed rules,
//! whose numbers stand here once more. And random events for both meters.

use std::collections::BTreeMap;

use plancost::pricebook::schema::Definition;
use plancost::sessions::Answer;

use crate::sessions::{BEGIN, Dice, HEADING};

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    conversation: usize,
    at: i64,
    role: &'static str,
    kind: &'static str,
    topic: &'static str,
    topic_kind: &'static str,
    channel: &'static str,
    bot: &'static str,
}

impl Row {
    pub fn text(&self) -> String {
        let Row { conversation, at, role, kind, topic, topic_kind, channel, bot } = self;
        format!("conversation-{conversation},{},{role},{kind},{topic},{topic_kind},{channel},{bot},\n", BEGIN + at)
    }
}

/// The rules of a definition, as the texts print them.
#[expect(clippy::struct_excessive_bools, reason = "each is a sentence of the text")]
struct Rules {
    /// Silence of 30 minutes: everywhere, on persistent channels, or never.
    silence: Silence,
    /// 60 minutes and 100 turns.
    limits: bool,
    /// Answered, closed and escalated end it.
    ends: bool,
    test_chats: bool,
    teams_plan_free: bool,
    premium_starts: bool,
    omnichannel: bool,
}

#[derive(PartialEq)]
enum Silence {
    Everywhere,
    Persistent,
    Never,
}

fn rules(id: &str) -> Rules {
    Rules {
        silence: match id {
            "A" | "B" | "C" | "D" => Silence::Persistent,
            "E" | "F" | "G" => Silence::Everywhere,
            _ => Silence::Never,
        },
        limits: matches!(id, "B" | "C" | "D" | "E" | "F" | "G"),
        ends: matches!(id, "A" | "B" | "C" | "D" | "S"),
        test_chats: matches!(id, "A" | "B" | "C" | "S" | "omnichannel"),
        teams_plan_free: matches!(id, "F" | "G"),
        premium_starts: id == "G",
        omnichannel: id == "omnichannel",
    }
}

#[derive(Clone)]
struct Session {
    start: i64,
    end: i64,
    heard: i64,
    clock: i64,
    turns: u32,
    counted: u32,
    trigger: Option<&'static str>,
    premium: bool,
    began: String,
}

/// Lines of all sessions, sorted.
pub fn meter(rows: &[Row], definition: &Definition) -> Vec<String> {
    let rules = rules(&definition.id);
    let latest = rows.iter().map(|row| row.at).max().unwrap_or_default();
    let mut conversations: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        conversations.entry(row.conversation).or_default().push(row);
    }
    let mut lines = Vec::new();
    for (conversation, mut rows) in conversations {
        rows.sort_by_key(|row| (row.at, row.bot));
        for (bot, own) in by_bot(&rows, &rules) {
            let walk = Walk::through(&rows, &own, latest, &rules);
            lines.extend(walk.done.iter().map(|line| format!("conversation-{conversation} {bot} {line}")));
        }
    }
    lines.sort();
    lines
}

/// The sessions of an answer in the same form.
pub fn of(answer: &Answer) -> Vec<String> {
    let mut lines: Vec<String> = answer
        .sessions()
        .map(|s| {
            let words = (s.because.word(), s.began.word(), s.ended.word());
            format!("{} {} {} {} {} {words:?}", s.conversation, s.bot, s.start, s.end, s.turns)
        })
        .collect();
    lines.sort();
    lines
}

/// Events without a bot belong to the bot named last, and the first ones to the first.
fn by_bot<'a>(rows: &[&'a Row], rules: &Rules) -> BTreeMap<&'static str, Vec<&'a Row>> {
    let mut last = rows.iter().map(|row| row.bot).find(|bot| !bot.is_empty()).unwrap_or_default();
    let mut all: BTreeMap<&'static str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        if !row.bot.is_empty() && !rules.omnichannel {
            last = row.bot;
        }
        all.entry(last).or_default().push(row);
    }
    all
}

#[expect(clippy::struct_excessive_bools, reason = "as obvious as it can be")]
struct Walk<'a> {
    rules: &'a Rules,
    silence: bool,
    open: Option<Session>,
    next: &'static str,
    agent: bool,
    /// Messages to the agent that the bot may still turn out to have heard.
    waiting: Option<(i64, u32)>,
    test_chat: bool,
    teams_plan: bool,
    smart_assist: bool,
    done: Vec<String>,
}

const MINUTE: i64 = 60_000;

impl<'a> Walk<'a> {
    /// What holds for a conversation is said anywhere in it, whichever bot is asked.
    fn through(all: &[&Row], rows: &[&Row], latest: i64, rules: &'a Rules) -> Self {
        let says = |kind: &str| all.iter().any(|row| row.kind == kind);
        let channel = all.iter().map(|row| row.channel).find(|channel| !channel.is_empty()).unwrap_or_default();
        let persistent = matches!(channel, "" | "msteams" | "facebook");
        let mut walk = Self {
            rules,
            silence: rules.silence == Silence::Everywhere || (rules.silence == Silence::Persistent && persistent),
            open: None,
            next: "first",
            agent: false,
            waiting: None,
            test_chat: says("test_chat"),
            teams_plan: says("teams_plan"),
            smart_assist: says("smart_assist"),
            done: Vec::new(),
        };
        let mut moments: BTreeMap<i64, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            moments.entry(row.at).or_default().push(row);
        }
        for (at, rows) in &moments {
            walk.moment(*at, rows);
        }
        if let Some(open) = &walk.open {
            let silent = walk.silence && latest - open.heard > 30 * MINUTE;
            walk.end(if silent { "idle" } else { "end-of-data" });
        }
        walk
    }

    fn moment(&mut self, at: i64, rows: &[&Row]) {
        let message = |row: &&&Row, role: &str| row.role == role && row.kind.is_empty();
        let users: u32 = rows.iter().filter(|row| message(row, "user")).map(|_| 1_u32).sum();
        let is = |kind: &str| rows.iter().any(|row| row.kind == kind);
        let user_topic = rows.iter().any(|row| !row.topic.is_empty() && row.topic_kind == "user");
        let any_topic = rows.iter().any(|row| !row.topic.is_empty());
        let premium = is("premium");
        if any_topic || premium {
            (self.agent, self.waiting) = (false, None);
            self.heard(at, users, user_topic, premium, any_topic);
        } else if users > 0 && self.agent && !self.rules.omnichannel {
            self.waiting = Some((at, users));
        } else if users > 0 {
            (self.agent, self.waiting) = (false, None);
            self.heard(at, users, false, false, false);
        }
        if rows.iter().any(|row| message(&row, "bot")) {
            self.bot(at);
        }
        if rows.iter().any(|row| message(&row, "agent")) {
            (self.agent, self.waiting) = (true, None);
            if let Some(open) = self.open.as_mut().filter(|_| self.rules.omnichannel) {
                open.end = at;
            }
        }
        if is("escalated") || is("answered") || is("closed") {
            self.ending(at, is("escalated"), is("answered"));
        }
    }

    fn heard(&mut self, at: i64, users: u32, user_topic: bool, premium: bool, any_topic: bool) {
        self.silent(at);
        self.start(at);
        if users > 0 && self.rules.limits && self.open.as_ref().is_some_and(|open| at - open.clock > 60 * MINUTE) {
            self.cut(at, "length", "after-length");
        }
        if users > 0 {
            self.turn(at);
        }
        let rules = self.rules;
        let open = self.open.as_mut().expect("an open session");
        open.premium |= premium;
        if open.trigger.is_none() {
            if rules.omnichannel {
                open.trigger = (any_topic || premium).then_some("bot");
            } else if user_topic {
                open.trigger = Some("user-topic");
            } else if premium && rules.premium_starts {
                open.trigger = Some("premium");
            }
            if open.trigger.is_some() {
                (open.clock, open.counted) = (at, open.counted.min(1));
            }
        }
        for _ in 1..users {
            self.turn(at);
        }
        let open = self.open.as_mut().expect("an open session");
        (open.heard, open.end) = (at, at);
    }

    fn turn(&mut self, at: i64) {
        if self.rules.limits && self.open.as_ref().is_some_and(|open| open.counted == 100) {
            self.cut(at, "turns", "after-turns");
        }
        let open = self.open.as_mut().expect("an open session");
        open.turns += 1;
        open.counted += 1;
    }

    fn bot(&mut self, at: i64) {
        if let Some((wrote, users)) = self.waiting.take() {
            self.agent = false;
            self.heard(wrote, users, false, false, false);
        }
        self.silent(at);
        if self.next == "first" {
            self.start(at);
        }
        if let Some(open) = &mut self.open {
            open.end = at;
            if self.rules.omnichannel && open.trigger.is_none() {
                open.trigger = Some("bot");
            }
        }
    }

    fn ending(&mut self, at: i64, escalated: bool, answered: bool) {
        self.silent(at);
        if self.next == "first" {
            self.start(at);
        }
        if let Some(open) = &mut self.open {
            open.end = at;
        }
        if escalated {
            (self.agent, self.waiting) = (true, None);
        }
        if self.open.is_some() && self.rules.ends {
            self.end(if escalated {
                "escalated"
            } else if answered {
                "answered"
            } else {
                "closed"
            });
        }
    }

    fn silent(&mut self, at: i64) {
        if self.silence && self.open.as_ref().is_some_and(|open| at - open.heard > 30 * MINUTE) {
            self.end("idle");
        }
    }

    fn start(&mut self, at: i64) {
        if self.open.is_none() {
            let began = self.next.to_owned();
            self.next = "";
            self.open = Some(Session {
                start: at,
                end: at,
                heard: at,
                clock: at,
                turns: 0,
                counted: 0,
                trigger: None,
                premium: false,
                began,
            });
        }
    }

    fn cut(&mut self, at: i64, why: &str, began: &'static str) {
        let before = self.open.clone().expect("an open session");
        self.end(why);
        self.next = began;
        self.start(at);
        let open = self.open.as_mut().expect("an open session");
        if before.trigger.is_some() {
            open.trigger = Some("continued");
            open.premium = before.premium;
        }
    }

    fn end(&mut self, why: &str) {
        let open = self.open.take().expect("an open session");
        self.next = match why {
            "answered" => "after-answered",
            "closed" => "after-closed",
            "escalated" => "after-escalated",
            _ => "after-idle",
        };
        let because = match open.trigger {
            None => "no-trigger",
            Some(_) if self.test_chat && !self.rules.test_chats => "test-chat",
            Some(_) if self.smart_assist && self.rules.omnichannel => "smart-assist",
            Some(_) if self.teams_plan && self.rules.teams_plan_free && !open.premium => "teams-plan",
            Some(trigger) => trigger,
        };
        let (start, end) = (stamp(open.start), stamp(open.end));
        self.done.push(format!("{start} {end} {} {:?}", open.turns, (because, open.began.as_str(), why)));
    }
}

fn stamp(at: i64) -> String {
    let at = BEGIN + at;
    let day = plancost::base::Day::of_days(at.div_euclid(86_400_000)).expect("a day");
    let seconds = at.rem_euclid(86_400_000) / 1000;
    format!("{day}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

const TOPICS: [&str; 3] = ["Hours", "Returns", "Parking"];
/// Seconds between events; most lie on or beside a border.
const GAPS: [i64; 16] = [0, 0, 1, 5, 5, 30, 30, 300, 600, 1199, 1200, 1799, 1800, 1801, 3600, 3601];

/// So many random events at least; with `mixed` a conversation may have two bots.
pub fn random(dice: &mut Dice, wanted: usize, mixed: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut conversation = 0;
    while rows.len() < wanted {
        conversation += 1;
        let start = rows.len();
        // Now and then one that runs into the hundred turns.
        let long = dice.below(300) == 0;
        let count = if long { 250 } else { 1 + dice.below(24) };
        let channel = ["", "web", "msteams", "facebook"][dice.below(4)];
        let bots: &[&str] = match dice.below(10) {
            0 => &[""],
            1 if mixed => &["", "b1", "b2"],
            _ => &["b1"],
        };
        let mut at = i64::try_from(dice.below(20 * 86_400)).expect("seconds") * 1000;
        for _ in 0..count {
            at += if long { 5000 } else { GAPS[dice.below(GAPS.len())] * 1000 };
            let bot = bots[dice.below(bots.len())];
            rows.push(Row { conversation, at, channel, bot, ..what(dice, long) });
        }
        if dice.below(8) == 0 {
            let kind = ["test_chat", "teams_plan", "smart_assist"][dice.below(3)];
            let first = rows[start].clone();
            rows.push(Row { role: "bot", kind, topic: "", topic_kind: "", ..first });
        }
    }
    rows
}

fn what(dice: &mut Dice, long: bool) -> Row {
    let (mut topic, mut topic_kind) = ("", "");
    let (role, kind) = match dice.below(if long { 18 } else { 24 }) {
        0..=12 => ("user", ""),
        13..=17 => ("bot", ""),
        18 => ("agent", ""),
        19 => ("bot", "premium"),
        20 => ("bot", "escalated"),
        21 => ("bot", "answered"),
        22 => ("user", "closed"),
        _ => ("bot", "topic"),
    };
    if kind == "topic" || (role == "user" && kind.is_empty() && dice.below(4) == 0) {
        topic = TOPICS[dice.below(3)];
        topic_kind = ["user", "system"][dice.below(2)];
    }
    Row { conversation: 0, at: 0, role, kind, topic, topic_kind, channel: "", bot: "" }
}

/// Rows in some files; some rows stand in two of them.
pub fn files(dice: &mut Dice, rows: &[String]) -> Vec<Vec<u8>> {
    let count = 2 + dice.below(4);
    let mut files = vec![HEADING.as_bytes().to_vec(); count];
    // Equal rows of one file are two events; so all equal rows go into the same files.
    for row in rows {
        let home = Dice(row.bytes().fold(7, |all, byte| all.wrapping_mul(31).wrapping_add(u64::from(byte)))).next();
        let home = usize::try_from(home % 1_000_000).expect("a small number");
        files[home % count].extend_from_slice(row.as_bytes());
        if home % 5 == 0 {
            files[(home + 1) % count].extend_from_slice(row.as_bytes());
        }
    }
    files
}

/// One file in the order of time.
pub fn sorted(rows: &[Row]) -> Vec<u8> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| row.at);
    (HEADING.to_owned() + &rows.iter().map(|row| row.text()).collect::<String>()).into_bytes()
}
