//! Flows of a scenario, and who must answer for each of them.

use crate::base::sorted::BTreeSet;

use super::people::MAKER;
use super::{Duty, FlowUse, People, Premium, Resolved, Role, runs_by_hand};
use crate::licensing::readings;
use crate::licensing::scenario::{Flow, Trigger};
use crate::pricebook::Book;

impl<'a> Resolved<'a> {
    pub(super) fn add_flows(&mut self) {
        for (index, flow) in self.scenario.flows.iter().enumerate().filter(|(_, flow)| !flow.off) {
            let mut premium = self.premium_connectors(&flow.connectors, &flow.name, flow.made);
            if flow.business_process {
                premium.push(Premium::Process);
            }
            if flow.trigger == Trigger::Child && readings::child_flows_ask_for_nothing(self.book)
                || flow.business_process && readings::process_flows_ask_for_nothing(self.book)
            {
                premium.clear();
            }
            if flow.trigger == Trigger::HttpRequest {
                premium.extend(self.book.http_trigger().map(Premium::Connector));
            }
            if flow.desktop.attended || !flow.desktop.unattended_runs.is_zero() {
                premium.push(Premium::Desktop);
            }
            let app = flow.app.as_ref().and_then(|name| self.scenario.apps.iter().position(|app| app.name == *name));
            let bot = flow.bot.as_ref().and_then(|name| self.scenario.bots.iter().position(|bot| bot.name == *name));
            let requests_per_run = requests_per_run(flow);
            let load = flow.runs_per_day.wide().saturating_mul(requests_per_run);
            let places = self.places(flow);
            self.flows.insert(index, FlowUse { flow, premium, app, bot, places, requests_per_run, load });
        }
    }

    /// Positions of the groups with these names; of all groups when none is named.
    pub(super) fn users(&self, names: &[String]) -> Vec<usize> {
        let groups = self.scenario.groups.len().max(1);
        if names.is_empty() {
            return (0..groups).collect();
        }
        let mut found: Vec<usize> = (0..groups)
            .filter(|&index| self.people.get(index).is_some_and(|known| names.contains(&known.name)))
            .collect();
        found.dedup();
        found
    }

    /// Who must answer for each flow: its owner or those who start it; for a child those of the flows that start it.
    pub(super) fn add_duties(&mut self) {
        self.chains = self.flows.keys().map(|&index| (index, self.ways_up(index))).collect();
        for (index, chains) in self.chains.clone() {
            let mut first = true;
            for chain in chains {
                let Some(root) = chain.last().and_then(|root| self.flows.get(root)).map(|root| root.flow) else {
                    continue;
                };
                let load = self.flows.get(&index).filter(|_| first).map(|flow| flow.load);
                first = false;
                if runs_by_hand(root) {
                    self.add_runners(index, root, &chain, load);
                } else if root.trigger != Trigger::Bot {
                    self.add_owner(index, root, &chain, load);
                }
            }
            self.add_helpers(index);
            self.add_writers(index);
        }
    }

    /// R11 and R12: approvers and co-owners answer for a flow only where the sources are read so.
    fn add_helpers(&mut self, index: usize) {
        let Some(used) = self.flows.get(&index) else { return };
        let (flow, premium) = (used.flow, !used.premium.is_empty());
        let approvers = if readings::approvers_are_licensed(self.book) { &flow.approvers[..] } else { &[] };
        let co_owners = if premium && readings::co_owners_are_licensed(self.book) { &flow.co_owners[..] } else { &[] };
        for (names, role) in [(approvers, Role::Approver), (co_owners, Role::CoOwner)] {
            for people in self.named(names) {
                if let Some(people) = self.people.get_mut(people) {
                    people.duties.push(Duty {
                        flow: index,
                        role,
                        chain: vec![index],
                        load: 0,
                        is_first: false,
                        heads: 1,
                    });
                }
            }
        }
    }

    /// People whose work sets a premium flow off answer for it only where the sources are read so.
    fn add_writers(&mut self, index: usize) {
        let Some(used) = self.flows.get(&index).filter(|used| !used.premium.is_empty()) else { return };
        let flow = used.flow;
        let by_itself = matches!(flow.trigger, Trigger::Automated | Trigger::Scheduled | Trigger::HttpRequest);
        let by_list = flow.trigger == Trigger::Automated && uses_lists(self.book, flow);
        let licensed = by_itself && readings::every_runner_is_licensed(self.book)
            || by_list && readings::list_writers_are_licensed(self.book);
        if licensed {
            for people in self.named(&flow.run_by) {
                if let Some(people) = self.people.get_mut(people) {
                    let chain = vec![index];
                    people.duties.push(Duty {
                        flow: index,
                        role: Role::Runner,
                        chain,
                        load: 0,
                        is_first: false,
                        heads: 1,
                    });
                }
            }
        }
    }

    /// Flows that one flow counts as: itself, and each copy in another environment (R15).
    fn places(&self, flow: &Flow) -> u64 {
        let usual = self.scenario.environments.first().map(|place| place.name.as_str());
        let home = flow.environment.as_deref().or(usual);
        let others: BTreeSet<&str> =
            flow.copies_in.iter().map(String::as_str).filter(|name| Some(*name) != home).collect();
        1 + u64::try_from(others.len()).unwrap_or(0)
    }

    /// Positions of the groups with these names; of none when none is named.
    fn named(&self, names: &[String]) -> Vec<usize> {
        if names.is_empty() { Vec::new() } else { self.users(names) }
    }

    /// Programs beside apps and flows: their requests count against those who set them off, or against nobody.
    pub(super) fn add_programs(&mut self) {
        for program in self.scenario.integrations.iter().filter(|program| !program.off) {
            let load = program.runs_per_day.wide().saturating_mul(program.requests_per_run.wide());
            let people = self.named(&program.run_by);
            let heads: u64 = people.iter().filter_map(|&one| self.people.get(one)).map(|people| people.count).sum();
            if heads == 0 {
                self.unlicensed_load = self.unlicensed_load.saturating_add(load);
                continue;
            }
            for one in people {
                if let Some(people) = self.people.get_mut(one) {
                    people.program_load = people.program_load.saturating_add(load.div_ceil(heads));
                }
            }
        }
    }

    /// All ways from a flow up to a flow that is no child. Switched-off parents start nothing.
    fn ways_up(&self, index: usize) -> Vec<Vec<usize>> {
        let mut done = Vec::new();
        let mut open = vec![vec![index]];
        while let Some(chain) = open.pop() {
            let Some(flow) = chain.last().and_then(|last| self.flows.get(last)) else { continue };
            if flow.flow.trigger == Trigger::Child {
                let parents = flow.flow.parents.iter().rev();
                let position = |name: &String| self.scenario.flows.iter().position(|known| known.name == *name);
                open.extend(parents.filter_map(position).map(|parent| chain.iter().copied().chain([parent]).collect()));
            } else {
                done.push(chain);
            }
        }
        done
    }

    fn add_runners(&mut self, index: usize, root: &'a Flow, chain: &[usize], load: Option<u64>) {
        let runners = if root.run_by.is_empty() {
            let app = root.app.as_ref().and_then(|name| self.scenario.apps.iter().find(|app| app.name == *name));
            self.users(app.map_or(&[], |app| &app.used_by))
        } else {
            self.users(&root.run_by)
        };
        let heads: u64 = runners.iter().filter_map(|&runner| self.people.get(runner)).map(|people| people.count).sum();
        for runner in runners {
            if let Some(people) = self.people.get_mut(runner) {
                let (is_first, load) = (load.is_some(), load.unwrap_or(0).div_ceil(heads.max(1)));
                people.duties.push(Duty {
                    flow: index,
                    role: Role::Runner,
                    chain: chain.to_vec(),
                    load,
                    is_first,
                    heads,
                });
            }
        }
    }

    fn add_owner(&mut self, index: usize, root: &'a Flow, chain: &[usize], load: Option<u64>) {
        let name = root.owner.as_deref().unwrap_or(MAKER);
        let served = root.service_account && readings::service_accounts_need_flow_licenses(self.book);
        let role = if served { Role::Service } else { Role::Owner };
        let (is_first, load) = (load.is_some(), load.unwrap_or(0));
        let duty = Duty { flow: index, role, chain: chain.to_vec(), load, is_first, heads: 1 };
        if let Some(people) = self.people.iter_mut().find(|people| people.name == name) {
            people.duties.push(duty);
            return;
        }
        let holds = self.tenant_holds();
        let mut person = People::new(name, 1, holds);
        person.duties.push(duty);
        self.people.push(person);
        self.assumptions.push(if root.owner.is_some() {
            format!("{name} is taken to be one person outside of the groups.")
        } else {
            format!("Flows without an owner are taken to belong to one person, the {}.", MAKER.to_ascii_lowercase())
        });
    }
}

/// Whether a flow works on lists that people write to.
pub fn uses_lists(book: &Book, flow: &Flow) -> bool {
    flow.connectors.iter().filter_map(|name| book.connector(name)).any(|connector| connector.lists)
}

/// REQ-3: the trigger, each action that is not skipped, each round of a loop, each repetition and further page.
fn requests_per_run(flow: &Flow) -> u64 {
    let loops = flow.loops.iter().map(|one| one.rounds.wide().saturating_mul(one.actions.wide()));
    let all = loops.fold(flow.actions_per_run.wide(), u64::saturating_add);
    let done = all.saturating_sub(flow.skipped_per_run.wide());
    done.saturating_add(flow.repeats_per_run.wide()).saturating_add(1)
}
