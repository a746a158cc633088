//! A made-up tenant of any size, the same on every machine: who uses what, drawn from a seed.

use plancost::licensing::Scenario;
use serde_json::{Value, json};

/// A draw from a linear congruence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let place = usize::try_from(self.below(words.len() as u64)).unwrap_or_default();
        words.get(place).copied().unwrap_or_default()
    }

    /// One to three names of things that are numbered.
    fn some(&mut self, what: &str, count: u64) -> Vec<String> {
        let mut names: Vec<String> = (0..=self.below(3)).map(|_| format!("{what} {}", self.below(count))).collect();
        names.sort();
        names.dedup();
        names
    }
}

const STANDARD: [&str; 3] = ["SharePoint", "Office 365 Outlook", "Planner"];
const PREMIUM: [&str; 4] = ["SQL Server", "HTTP", "Azure DevOps", "Custom connector"];

/// A tenant with bots, portals, storage and credits beside its apps and flows; of four apps or flows about two are premium.
pub fn tenant(groups: u64, apps: u64, flows: u64) -> Scenario {
    let mut dice = Dice(2_021);
    let value = json!({
        "name": format!("{groups} groups, {apps} apps, {flows} flows"),
        "tenant": {"owned": {"power-apps-per-user": groups, "power-automate-per-user": groups / 2}},
        "groups": (0..groups).map(|number| group(&mut dice, number)).collect::<Value>(),
        "environments": (0..5).map(|number| json!({"name": format!("environment {number}"), "dataverse": true, "database_gb": 4})).collect::<Value>(),
        "apps": (0..apps).map(|number| app(&mut dice, number, groups)).collect::<Value>(),
        "flows": (0..flows).map(|number| flow(&mut dice, number, groups, apps)).collect::<Value>(),
        "bots": [
            {"name": "bot 0", "authors": 3, "sessions_per_month": groups * 70},
            {"name": "bot 1", "sessions_per_month": groups * 30},
        ],
        "omnichannel": {"chat": groups, "bot_conversations_per_month": groups * 60},
        "portals": [
            {"name": "portal 0", "logins_per_month": groups * 20, "views_per_month": groups * 3_000},
            {"name": "portal 1", "logins_per_month": 60},
        ],
        "storage": {"database_gb": groups, "file_gb": groups * 4, "log_gb": 4},
        "ai_builder": {"credits_per_month": groups * 9_000},
    });
    serde_json::from_value(value).expect("a made-up tenant is a scenario")
}

fn group(dice: &mut Dice, number: u64) -> Value {
    let mut group = json!({"name": format!("group {number}"), "people": 3 + dice.below(120)});
    if dice.one_in(6) {
        group["holds"] = json!(["dynamics-365-enterprise"]);
    }
    group
}

fn connectors(dice: &mut Dice) -> Vec<&'static str> {
    let mut names = vec![dice.one_of(&STANDARD)];
    if dice.one_in(2) {
        names.push(dice.one_of(&PREMIUM));
    }
    names
}

fn app(dice: &mut Dice, number: u64, groups: u64) -> Value {
    json!({
        "name": format!("app {number}"),
        "used_by": dice.some("group", groups),
        "connectors": connectors(dice),
        "environment": format!("environment {}", dice.below(5)),
        "in_dynamics_365": dice.one_in(5),
    })
}

fn flow(dice: &mut Dice, number: u64, groups: u64, apps: u64) -> Value {
    let trigger =
        dice.one_of(&["instant", "instant", "power-apps", "automated", "automated", "scheduled", "http-request"]);
    let mut flow = json!({
        "name": format!("flow {number}"),
        "trigger": trigger,
        "connectors": connectors(dice),
        "environment": format!("environment {}", dice.below(5)),
        "runs_per_day": dice.below(200),
        "actions_per_run": dice.below(30),
    });
    match trigger {
        "instant" => flow["run_by"] = json!(dice.some("group", groups)),
        "power-apps" => flow["app"] = json!(format!("app {}", dice.below(apps))),
        _ => flow["owner"] = json!(format!("maker {}", dice.below(groups / 2 + 1))),
    }
    if dice.one_in(25) {
        flow["desktop"] = json!({"unattended_runs": 1 + dice.below(2)});
    }
    flow
}
