//! Makes the sample of conversations that ships with the page: a month of two bots, from a seed, as the table of transcripts
//! is exported. Nothing in it was ever said by anybody.

use serde_json::{Value, json};

use crate::told;

const BOTS: [(&str, &str, &str); 2] = [
    ("6d0e1f52-7c0b-4b7e-9a55-0f5d8c1e2a31", "garden_shop", "directline"),
    ("a41c7b98-2e6d-4f03-8b1a-93d2c5e7f640", "it_help_desk", "msteams"),
];
/// 2021-10-01T00:00:00Z.
const MONTH: i64 = 1_633_046_400;
const DAY: i64 = 86_400;

const TOPICS: [[(&str, &str, &str); 5]; 2] = [
    [
        ("Opening hours", "when are you open", "We are open from nine to six, on Sundays from ten to two."),
        ("Order status", "where is my order", "It left our nursery this morning & should be with you in two days."),
        ("Plant care", "my basil looks sad", "Don't let it dry out; it likes < 25 degrees and a bright window."),
        ("Delivery costs", "what does delivery cost", "Delivery is free from 50 on, and 4.90 below."),
        ("Return a plant", "the roses arrived broken", "I'm sorry. Please send us a picture, and we'll send new ones."),
    ],
    [
        ("Password reset", "I forgot my password", "I can send you a link to your phone. Shall I?"),
        ("Printer", "the printer on floor 3 does not print", "Please check whether it shows an orange light."),
        ("New laptop", "my laptop is too slow", "You may order one after three years. Let's see how old yours is."),
        ("VPN", "no connection from home", "Please restart the client and tell me the code that it shows."),
        ("Software request", "I need a drawing program", "Which one do you need, and who will approve it?"),
    ],
];
const MORE: [(&str, &str); 6] = [
    ("and on holidays?", "On holidays it's the same as on Sundays."),
    ("yes", "Good. One moment, please."),
    ("it did not help", "Then let's try something else."),
    ("can you say that again", "Of course. Please tell me which part."),
    ("ok, what now", "Now we wait a minute. Tell me when it is done."),
    ("done", "Great. Is there anything else?"),
];

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn seconds(&mut self, from: u64, to: u64) -> i64 {
        i64::try_from(from + self.roll(to - from)).unwrap_or_default()
    }

    fn guid(&mut self) -> String {
        let (a, b, c) = (self.roll(1 << 32), self.roll(1 << 16), self.roll(1 << 12));
        format!("{a:08x}-{b:04x}-4{c:03x}-8{:03x}-{:012x}", self.roll(1 << 12), self.roll(1 << 48))
    }
}

/// What kind of conversation it is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Short,
    TwoTopics,
    SystemOnly,
    Escalated,
    Test,
    Resumed,
    Hour,
    Long,
}

/// One conversation while it is made.
struct Made {
    bot: usize,
    id: String,
    user: String,
    now: i64,
    messages: u32,
    activities: Vec<Value>,
    rows: Vec<(i64, i64, Vec<Value>)>,
    began: i64,
}

impl Made {
    fn activity(&mut self, role: u8, more: Value) {
        let mut activity = json!({
            "id": null, "timestamp": self.now, "channelId": BOTS[self.bot].2,
            "from": {"id": if role == 1 { self.user.as_str() } else { "" }, "role": role},
        });
        if let (Some(activity), Value::Object(more)) = (activity.as_object_mut(), more) {
            activity.extend(more);
        }
        self.activities.push(activity);
    }

    fn message(&mut self, role: u8, text: &str) {
        let id = (role == 1).then(|| format!("{}|{:07}", self.id, self.messages));
        self.messages += 1;
        self.activity(role, json!({"type": "message", "id": id, "text": text, "attachments": []}));
    }

    fn trace(&mut self, kind: &str, value: &Value) {
        self.activity(0, json!({"type": "trace", "valueType": kind, "value": value}));
    }

    fn topic(&mut self, title: &str, said: &str) {
        let id = title.bytes().fold(0x5bd1_e995_u32, |hash, byte| hash.rotate_left(5) ^ u32::from(byte));
        let score = json!({"Title": title, "Type": null, "score": 0.91});
        self.trace(
            "IntentRecognition",
            &json!({"intentId": format!("new_topic_{id:08x}"), "intentScore": score, "intentTitle": title, "triggerUtterance": said}),
        );
    }

    fn open(&mut self, test: bool) {
        self.began = self.now;
        self.trace("ConversationInfo", &json!({"isDesignMode": test, "locale": "en-US"}));
    }

    /// A row is written when nothing happened for half an hour.
    fn close(&mut self, outcome: &str) {
        let times = json!({"endTimeUtc": told::time(self.now * 1000), "outcome": outcome, "turnCount": self.messages});
        self.trace("SessionInfo", &times);
        self.rows.push((self.began, self.now, std::mem::take(&mut self.activities)));
    }
}

/// The sample.
pub fn make() -> String {
    let mut dice = Dice(20_211_001);
    let mut rows: Vec<(i64, String)> = Vec::new();
    for number in 0..200 {
        let made = conversation(&mut dice, number);
        let (bot, name, _) = BOTS[made.bot];
        let metadata =
            json!({"AADTenantId": "11f2a0de-5c0f-4a51-9f3b-6d6c0e2b7a10", "BotId": bot, "BotName": name}).to_string();
        for (began, ended, activities) in &made.rows {
            let content = json!({"activities": activities}).to_string();
            let content = content.replace('\'', "\\u0027").replace('<', "\\u003C").replace('&', "\\u0026");
            let cells = [
                dice.guid(),
                format!("{}Z", told::time(began * 1000)),
                content,
                metadata.clone(),
                format!("{}_{bot}", made.id),
                "powervirtualagents".to_owned(),
                "0.1.1".to_owned(),
                "0".to_owned(),
                "1".to_owned(),
                format!("{}Z", told::time((ended + 36 * 60 + 7) * 1000)),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            rows.push((*ended, cells.join(",")));
        }
    }
    rows.sort();
    let head = "conversationtranscriptid,conversationstarttime,content,metadata,name,schematype,schemaversion,statecode,statuscode,createdon";
    let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
    format!("{head}\n{}\n", rows.join("\n"))
}

fn conversation(dice: &mut Dice, number: u64) -> Made {
    let kind = match number % 40 {
        0..14 => Kind::Short,
        14..19 => Kind::TwoTopics,
        19..25 => Kind::SystemOnly,
        25..30 => Kind::Escalated,
        30..34 => Kind::Test,
        34..37 => Kind::Resumed,
        37..39 => Kind::Hour,
        _ if number == 39 || number == 199 => Kind::Long,
        _ => Kind::Short,
    };
    let bot = usize::from(dice.roll(5) < 2);
    let day = dice.seconds(0, 31);
    // People ask between seven and nineteen, most of them before noon.
    let second = 7 * 3600 + dice.seconds(0, 43_200).min(dice.seconds(0, 43_200));
    let id = if bot == 0 { format!("{:016x}-eu", dice.roll(u64::MAX)) } else { format!("a:1{}", dice.guid()) };
    let now = MONTH + day * DAY + second;
    let user = dice.guid();
    let mut made = Made { bot, id, user, now, messages: 0, activities: Vec::new(), rows: Vec::new(), began: now };
    made.open(kind == Kind::Test);
    fill(&mut made, dice, kind);
    made
}

fn fill(made: &mut Made, dice: &mut Dice, kind: Kind) {
    if dice.roll(3) == 0 || kind == Kind::SystemOnly {
        made.message(1, "hello");
        made.topic("Greeting", "hello");
        made.now += 1;
        made.message(0, "Hi! I'm a virtual agent. How can I help?");
        made.now += dice.seconds(5, 60);
    }
    match kind {
        Kind::SystemOnly => {
            made.message(1, "hm");
            made.trace("UnknownIntent", &json!({"userQuery": "hm"}));
            made.now += 1;
            made.message(0, "I'm not sure that I understand. Please try other words.");
            made.close("Abandoned");
        }
        Kind::Escalated => {
            ask(made, dice, 3);
            made.message(1, "I want to talk to a person");
            made.topic("Escalate", "I want to talk to a person");
            made.now += 1;
            made.trace("EscalationRequested", &json!({}));
            made.trace("HandOff", &json!({"type": "HandOff"}));
            made.close("HandOff");
        }
        Kind::Resumed => {
            ask(made, dice, 2);
            made.close("Abandoned");
            made.now += dice.seconds(31 * 60, 5 * 3600);
            made.open(false);
            ask(made, dice, 2);
            made.close("Resolved");
        }
        Kind::Hour => {
            while made.now - made.began < 62 * 60 {
                ask(made, dice, 2);
                made.now += dice.seconds(300, 1500);
            }
            ask(made, dice, 1);
            made.close("Resolved");
        }
        Kind::Long => {
            ask(made, dice, 104);
            made.close("Abandoned");
        }
        Kind::Short | Kind::Test => {
            let turns = dice.roll(4);
            ask(made, dice, turns);
            made.close(if dice.roll(3) == 0 { "Abandoned" } else { "Resolved" });
        }
        Kind::TwoTopics => {
            ask(made, dice, 2);
            ask(made, dice, 1);
            made.close("Resolved");
        }
    }
}

/// A topic with so many further turns.
fn ask(made: &mut Made, dice: &mut Dice, turns: u64) {
    let topics = TOPICS[made.bot];
    let (title, said, answer) = topics[usize::try_from(dice.roll(5)).unwrap_or_default()];
    made.message(1, said);
    made.topic(title, said);
    made.now += dice.seconds(1, 4);
    made.message(0, answer);
    for _ in 0..turns {
        made.now += dice.seconds(8, 30);
        let (said, answer) = MORE[usize::try_from(dice.roll(6)).unwrap_or_default()];
        made.message(1, said);
        made.now += dice.seconds(1, 3);
        made.message(0, answer);
    }
    made.now += dice.seconds(5, 40);
}
