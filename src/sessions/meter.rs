//! Events of files → an answer. It takes events as they come; in the order of time it meters at once, in any other order it
//! keeps them, and says which it was.

pub use super::asked::{choices, definition, last_day};

use super::answer::Answer;
use super::event::{Event, Fact, Loss, Problem, Role, Sink, TopicKind, What};
use super::flow::{Disorder, Flow};
use super::instant::{Act, Beat, NO_TOPIC};
use super::kept::{Around, Kept, Ranks};
use super::ledger::Ledger;
use super::machine::Facts;
use super::names::{Names, hash};
use super::rules::{Choices, Decided, Rules, decide};
use super::settle::Settled;
use super::taken::{Grounds, Taken};
use super::topics::Topics;
use crate::pricebook::Sessions;
use crate::pricebook::schema::{Definition, SwitchId};
use std::collections::BTreeMap;

/// So many problems of a file are told one by one; all are counted.
pub const TOLD: usize = 200;

/// So many files an archive may begin between two events.
const MOST_NEW: usize = 100_000;

/// By what is metered.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The definition.
    pub definition: Definition,
    /// How open points are decided.
    pub decided: BTreeMap<SwitchId, Decided>,
    /// Whether the answer lists each session.
    pub lists: bool,
    rules: Rules,
    sessions: Sessions,
}

impl Setup {
    /// All definitions, among which this is one.
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// A definition with chosen options.
    ///
    /// # Errors
    /// A chosen option that does not exist.
    pub fn new(sessions: &Sessions, definition: &Definition, choices: &Choices, lists: bool) -> Result<Self, String> {
        let rules = Rules::new(sessions, definition, choices)?;
        let decided = decide(sessions, choices)?;
        Ok(Self { definition: definition.clone(), decided, lists, rules, sessions: sessions.clone() })
    }
}

/// What may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Events of a conversation come in the order of time. When they do not, [`Meter::disorder`] says so, and the input has
    /// to be read again.
    InTime,
    /// Nothing.
    Any,
}

/// A file of the input.
#[derive(Debug, Default)]
pub struct File {
    /// Its name.
    pub name: String,
    /// The name of the archive, for the first file of one.
    archive: Option<String>,
    /// Events that were read.
    pub events: u64,
    /// What was left out, a row or event each.
    pub skipped: u64,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// Whether a topic was seen.
    pub knows_topics: bool,
    /// Whether messages were taken for topics.
    pub assumed: bool,
}

#[derive(Debug)]
enum Way {
    Flow(Flow),
    Kept(Kept),
}

/// The meter.
#[derive(Debug)]
pub struct Meter {
    setup: Setup,
    way: Way,
    disorder: Option<Disorder>,
    files: Vec<File>,
    bots: Names,
    channels: Names,
    persistent: Vec<bool>,
    topics: Topics,
    ledger: Ledger,
    span: Option<(i64, i64)>,
}

impl Meter {
    /// A meter without events.
    pub fn new(setup: Setup, order: Order) -> Self {
        let way = match order {
            Order::InTime => Way::Flow(Flow::default()),
            Order::Any => Way::Kept(Kept::default()),
        };
        let nothing = || {
            let mut names = Names::default();
            names.number("", hash(""));
            names
        };
        let topics = Topics::new(&setup.sessions);
        let ledger = Ledger::new(setup.lists);
        let (bots, channels) = (nothing(), nothing());
        Self {
            setup,
            way,
            disorder: None,
            files: vec![],
            bots,
            channels,
            persistent: vec![false],
            topics,
            ledger,
            span: None,
        }
    }

    /// Begins the next file and gives its number, which its reader has to carry.
    pub fn file(&mut self, name: &str) -> u32 {
        self.files.push(File { name: name.to_owned(), ..File::default() });
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// A file by its number. An archive has more than one, and the reader counts on.
    #[inline]
    fn file_mut(&mut self, number: u32) -> Option<&mut File> {
        let place = number as usize;
        if place >= self.files.len() {
            self.more_files(place);
        }
        self.files.get_mut(place)
    }

    fn more_files(&mut self, place: usize) {
        if place - self.files.len() < MOST_NEW {
            let name = self.files.last().map(|file| file.name.clone()).unwrap_or_default();
            self.files.resize_with(place + 1, || File { name: name.clone(), ..File::default() });
        }
    }

    /// Why the events cannot be metered in the order in which they come; from then on none is taken.
    pub fn disorder(&self) -> Option<Disorder> {
        self.disorder
    }

    /// How many events were read.
    pub fn events(&self) -> u64 {
        self.files.iter().map(|file| file.events).sum()
    }

    /// The answer.
    ///
    /// # Errors
    /// When the events came in another order than was said.
    pub fn finish(mut self) -> Result<Answer, Disorder> {
        let setup = self.setup.clone();
        self.answer(&setup)
    }

    /// The answer by a setup, this one or another, from events that were kept, as often as asked. None when they were metered
    /// at once, and when another setup would have taken some of them for something else.
    pub fn under(&mut self, setup: &Setup) -> Option<Answer> {
        let same = setup.rules.unknown_is_user == self.setup.rules.unknown_is_user;
        if same && matches!(self.way, Way::Kept(_)) { self.answer(setup).ok() } else { None }
    }

    fn answer(&mut self, setup: &Setup) -> Result<Answer, Disorder> {
        if let Some(disorder) = self.disorder {
            return Err(disorder);
        }
        let grounds = Grounds { rules: &setup.rules, topics: &self.topics.names, persistent: &self.persistent };
        let mut answer = Answer::default();
        let mut ledger = std::mem::replace(&mut self.ledger, Ledger::new(setup.lists));
        let settled = match &mut self.way {
            Way::Flow(flow) => {
                flow.finish(&grounds, &mut ledger);
                answer.conversations = flow.conversations();
                answer.memory.most_open = Some(flow.most_open());
                Settled { duplicates: flow.duplicates(), conflicts: vec![] }
            }
            Way::Kept(kept) => {
                let knows_topics: Vec<bool> = self.files.iter().map(|file| file.knows_topics).collect();
                let around = Around {
                    grounds,
                    topics: Ranks::of(&self.topics.names),
                    bots: Ranks::of(&self.bots),
                    channels: Ranks::of(&self.channels),
                    knows_topics: &knows_topics,
                    latest: self.span.map_or(0, |(_, latest)| latest),
                };
                ledger = Ledger::new(setup.lists);
                let settled = kept.finish(&around, &mut ledger);
                answer.conversations = kept.conversations();
                answer.memory.kept_bytes = Some(kept.bytes());
                settled
            }
        };
        answer.write(setup, &self.files, self.span, &settled);
        answer.count(ledger, &self.bots, &self.channels, &self.topics.names);
        Ok(answer)
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), Disorder> {
        let at = event.at;
        self.span = Some(self.span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
        let (act, topic, facts) = self.act(event)?;
        let bot = event.bot.map_or(0, |bot| self.bots.number(bot, hash(bot)).0);
        let channel = event.channel.map_or(0, |channel| self.channel(channel));
        let taken = Taken {
            conversation: event.conversation,
            group: event.group.map_or(0, |group| hash(group).max(1)),
            bot,
            channel,
            file: event.place.file,
            row: event.place.row,
            beat: Beat { at, order: event.order, act, topic },
            facts,
            id: event.id.map_or(0, |id| hash(id).max(1)),
        };
        match &mut self.way {
            Way::Kept(kept) => kept.take(&taken),
            Way::Flow(flow) => {
                let grounds =
                    Grounds { rules: &self.setup.rules, topics: &self.topics.names, persistent: &self.persistent };
                flow.take(&taken, &grounds, &mut self.ledger)?;
            }
        }
        Ok(())
    }

    /// What an event means.
    fn act(&mut self, event: &Event<'_>) -> Result<(Act, u32, Facts), Disorder> {
        let speaks = match event.role {
            Role::User => Act::USER,
            Role::Bot => Act::BOT,
            Role::Agent => Act::AGENT,
            Role::Unknown => Act::NONE,
        };
        let mut facts = Facts::default();
        let (act, topic) = match event.what {
            What::Message { topic } => (speaks, topic),
            What::Topic(topic) => (Act::NONE, Some(topic)),
            What::Premium => (Act::PREMIUM, None),
            What::Escalated => (Act::ESCALATED, None),
            What::Answered => (Act::ANSWERED, None),
            What::Closed => (Act::CLOSED, None),
            What::Other => (Act::NONE, None),
            What::Fact(fact) => {
                match fact {
                    Fact::TestChat(true) => facts.test_chat = true,
                    Fact::TestChat(false) => facts.live_chat = true,
                    Fact::TeamsPlan => facts.teams_plan = true,
                    Fact::Trial => facts.trial = true,
                    Fact::SmartAssist => facts.smart_assist = true,
                }
                (Act::NONE, None)
            }
        };
        let Some(topic) = topic else { return Ok((act, NO_TOPIC, facts)) };
        let (mark, number) = self.topics.act(&topic, event.at, &self.setup.rules);
        let mark = self.topics_of_file(event.place.file, topic.kind, mark)?;
        Ok((act | mark, number, facts))
    }

    /// A file that knows topics anywhere has none to be assumed.
    #[inline]
    fn topics_of_file(&mut self, file: u32, kind: TopicKind, mark: Act) -> Result<Act, Disorder> {
        let in_time = matches!(self.way, Way::Flow(_));
        let Some(file) = self.file_mut(file) else { return Ok(mark) };
        if kind == TopicKind::Assumed {
            file.assumed = true;
            return Ok(if file.knows_topics && in_time { mark.without(Act::ASSUMED) } else { mark });
        }
        if file.assumed && !file.knows_topics && in_time {
            return Err(Disorder::LateFact);
        }
        file.knows_topics = true;
        Ok(mark)
    }

    fn channel(&mut self, name: &str) -> u32 {
        let (number, new) = self.channels.number(name, hash(name));
        if new {
            self.persistent.push(self.setup.sessions.persistent(name));
        }
        number
    }
}

impl Sink for Meter {
    fn event(&mut self, event: &Event<'_>) {
        if self.disorder.is_some() {
            return;
        }
        if let Some(file) = self.file_mut(event.place.file) {
            file.events += 1;
        }
        self.disorder = self.take(event).err();
    }

    fn problem(&mut self, problem: Problem) {
        let Some(file) = self.file_mut(problem.place.file) else { return };
        file.skipped += u64::from(problem.loss != Loss::Nothing);
        if file.problems.len() < TOLD {
            file.problems.push(problem);
        }
    }

    fn begins(&mut self, archive: u32, file: u32, name: &str) {
        let Some(first) = self.files.get_mut(archive as usize) else { return };
        let outer = first.archive.get_or_insert_with(|| first.name.clone()).clone();
        let name = if name.is_empty() { outer } else { format!("{outer}/{name}") };
        match self.files.get_mut(file as usize) {
            Some(known) => known.name = name,
            None => drop(self.file(&name)),
        }
    }
}
