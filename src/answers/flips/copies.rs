//! One more app, one more flow: how many there are of an app or a flow as a number like any other. None means switched off.

use crate::answers::numbers::Number;
use crate::licensing::Scenario;

/// The most of one kind that are tried.
pub const MOST: u64 = 12;

/// Whether a path means an app or a flow as a whole.
pub fn is_copy(path: &str) -> bool {
    path.ends_with(']') && (path.starts_with("apps[") || path.starts_with("flows["))
}

/// Every app and flow that is switched on.
pub fn all(scenario: &Scenario) -> Vec<Number> {
    let apps = (0..scenario.apps.len()).map(|place| format!("apps[{place}]"));
    let flows = (0..scenario.flows.len()).map(|place| format!("flows[{place}]"));
    apps.chain(flows).filter_map(|path| one(scenario, &path)).collect()
}

/// The app or flow at a path, if it is switched on.
pub fn one(scenario: &Scenario, path: &str) -> Option<Number> {
    let place = place(path)?;
    let says = if path.starts_with("apps[") {
        let app = scenario.apps.get(place).filter(|app| !app.off)?;
        format!("apps like {}", app.name)
    } else {
        let flow = scenario.flows.get(place).filter(|flow| !flow.off)?;
        format!("flows like {}", flow.name)
    };
    Some(Number { path: path.to_owned(), says, value: 1, storage: false })
}

/// The scenario with so many of the app or flow.
pub fn scenario(scenario: &Scenario, path: &str, count: u64) -> Option<Scenario> {
    let place = place(path)?;
    let mut copied = scenario.clone();
    if path.starts_with("apps[") {
        copied.apps.get_mut(place)?.off = count == 0;
        for number in 2..=count.min(MOST) {
            let mut app = scenario.apps.get(place)?.clone();
            app.name = format!("{} ({number})", app.name);
            copied.apps.push(app);
        }
    } else {
        copied.flows.get_mut(place)?.off = count == 0;
        for number in 2..=count.min(MOST) {
            let mut flow = scenario.flows.get(place)?.clone();
            flow.name = format!("{} ({number})", flow.name);
            copied.flows.push(flow);
        }
    }
    Some(copied)
}

fn place(path: &str) -> Option<usize> {
    let inner = path.strip_prefix("apps[").or_else(|| path.strip_prefix("flows["))?;
    inner.strip_suffix(']')?.parse().ok()
}
