//! People of a scenario: groups, owners of flows outside of them, what each holds already (TRIAL-1).

use super::{People, Resolved, runs_by_hand};
use crate::base::{Count, Day, PlanId};
use crate::licensing::rate;
use crate::licensing::scenario::Trial;
use crate::licensing::words::count_of;
use crate::pricebook::Plan;
use crate::report::{Code, Issue};

/// The name of the one person where the scenario names nobody.
const EVERYONE: &str = "Everyone";
/// The owner of flows that name none.
pub const MAKER: &str = "Maker";

impl<'a> Resolved<'a> {
    /// Suites that somebody holds when nothing else is said.
    pub(super) fn tenant_holds(&self) -> Vec<&'a Plan> {
        match &self.scenario.tenant.holds {
            Some(ids) => ids.iter().filter_map(|id| self.book.plan(id)).collect(),
            None => self.book.held_by_default().collect(),
        }
    }

    pub(super) fn add_groups(&mut self) {
        let usual = self.tenant_holds();
        let mut taken_usual = false;
        for group in &self.scenario.groups {
            let holds = match &group.holds {
                Some(ids) => self.plans(ids),
                // Guests hold what they hold at home; the suites of this tenant are not theirs.
                None if group.guests => Vec::new(),
                None => {
                    taken_usual = true;
                    usual.clone()
                }
            };
            let mut people = People::new(&group.name, group.people.wide(), holds);
            if group.guests {
                people.home = self.plans(&group.home_holds);
            }
            let (path, of) = (format!("groups.{}.trials", group.name), count_of(group.people.wide(), "person"));
            people.trials = self.running(&group.trials, &group.name, &path, group.people.wide(), &of);
            self.people.push(people);
        }
        if self.scenario.groups.is_empty() {
            taken_usual = true;
            self.people.push(People::new(EVERYONE, 1, usual.clone()));
            let about_people = !self.scenario.apps.is_empty() || self.scenario.flows.iter().any(runs_by_hand);
            if about_people {
                self.assumptions
                    .push("No groups of people are named, so one person is taken to use everything.".into());
            }
        }
        let unsaid = taken_usual && self.scenario.tenant.holds.is_none();
        if unsaid && !usual.is_empty() && !(self.scenario.apps.is_empty() && self.scenario.flows.is_empty()) {
            let names: Vec<&str> = usual.iter().map(|plan| plan.name.as_str()).collect();
            self.assumptions.push(format!("Everybody is taken to hold {} already.", names.join(" and ")));
        }
    }

    fn plans(&self, ids: &[PlanId]) -> Vec<&'a Plan> {
        ids.iter().filter_map(|id| self.book.plan(id)).collect()
    }

    /// Plans that are tried out on the day that is asked about; what comes after the trial is said.
    pub(super) fn running(&mut self, trials: &[Trial], who: &str, path: &str, units: u64, of: &str) -> Vec<&'a Plan> {
        let day = self.day();
        let mut plans = Vec::new();
        for trial in trials {
            let Some(plan) = self.book.plan(&trial.plan) else { continue };
            if trial.until < day {
                let after = self.goes_on(trial);
                let says = format!("The trial of {} by {who} ended on {}.{after}", plan.name, trial.until);
                self.issues.push(Issue::note(Code::TrialEnds, path, says).by("TRIAL-1"));
                continue;
            }
            let after = rate::unit_price(self.book, &self.scenario.tenant, plan, units);
            let cost = after.map_or_else(
                || "costs what your offer says".to_owned(),
                |unit| format!("costs {} for each of {of}", unit.price),
            );
            let says = format!(
                "{} of {who} is tried out until {} and costs nothing up to then; from the next day on it {cost}.",
                plan.name, trial.until
            );
            let remedy = "Ask again for a day after the trial to see what is cheapest then.";
            self.issues.push(Issue::warning(Code::TrialEnds, path, says).remedy(remedy).by("TRIAL-1"));
            plans.push(plan);
        }
        plans
    }

    /// How long what was made in a trial goes on, where a source says so.
    fn goes_on(&self, trial: &Trial) -> String {
        let mut terms = self.book.terms().filter(|term| term.plans.contains(&trial.plan));
        let days = terms.find_map(|term| term.goes_on).and_then(|days| i64::try_from(days).ok());
        let last = days.and_then(|days| Day::of_days(trial.until.since_1970().saturating_add(days)));
        last.map_or_else(String::new, |last| format!(" What was made in it goes on until {last} at most."))
    }

    /// Owners whose license does not count, such as those of child flows: people may still say what they hold.
    pub(super) fn add_other_owners(&mut self) {
        let flows = self.scenario.flows.iter().filter(|flow| !flow.off);
        let names: Vec<&'a str> = flows.filter_map(|flow| flow.owner.as_deref()).collect();
        for name in names {
            if !self.people.iter().any(|people| people.name == name) {
                let holds = self.tenant_holds();
                self.people.push(People::new(name, 1, holds));
            }
        }
    }

    /// In a larger group one person owns the flows that name the group: that person has duties which the others have not.
    pub(super) fn split_owners(&mut self) {
        let mut split = Vec::new();
        for people in &mut self.people {
            if people.count < 2 || people.duties.iter().all(|duty| duty.role.is_shared()) {
                continue;
            }
            let mut owner = people.clone();
            owner.count = 1;
            owner.owner_in_group = true;
            people.count -= 1;
            people.duties.retain(|duty| duty.role.is_shared());
            self.assumptions.push(format!("One person of {} owns the flows of this group.", people.name));
            split.push(owner);
        }
        self.people.extend(split);
    }
}

impl Resolved<'_> {
    /// Where apps are paid after use, those who open none in a month are told apart: they cost nothing there.
    pub(super) fn split_idle(&mut self) {
        if self.linked.is_empty() {
            return;
        }
        let mut split = Vec::new();
        for people in self.people.iter_mut().filter(|people| !people.owner_in_group) {
            let group = self.scenario.groups.iter().find(|group| group.name == people.name);
            let Some(active) = group.and_then(|group| group.active).map(Count::wide) else { continue };
            let idle = people.count.saturating_sub(active);
            if idle > 0 {
                people.count -= idle;
                split.push(People { count: idle, idle: true, ..people.clone() });
            }
        }
        self.people.extend(split);
    }
}

impl<'a> People<'a> {
    pub(super) fn new(name: &str, count: u64, holds: Vec<&'a Plan>) -> Self {
        Self {
            name: name.to_owned(),
            count,
            idle: false,
            owner_in_group: false,
            holds,
            trials: Vec::new(),
            home: Vec::new(),
            apps: Vec::new(),
            duties: Vec::new(),
            program_load: 0,
        }
    }
}
