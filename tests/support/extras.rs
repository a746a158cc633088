//! What random scenarios have beside the usual: guests, trials, terms, programs, paying after use, readings. Dice decide, and
//! a die that shows nothing adds nothing, so that what fails shrinks to what matters.

use plancost::base::{Day, PlanId};
use plancost::licensing::Scenario;
use plancost::licensing::scenario::{EnvironmentKind, Integration, Month, Term, Trial, Visitors};
use plancost::pricebook::schema::{Kind, Right, Unit};
use plancost::pricebook::{Book, Plan};

use super::{count, gigabytes};

/// So many dice are thrown for one scenario.
pub const DICE: usize = 64;

/// Dice that are taken one after the other; behind the last one, all show nothing.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn next(&mut self) -> u32 {
        self.0.next().copied().map_or(0, u32::from)
    }

    /// Another number below a bound, once in so many times.
    fn once_in(&mut self, times: u32, below: u32) -> Option<u32> {
        let (first, second) = (self.next(), self.next());
        (first % times == 1).then_some(second % below.max(1))
    }

    fn one<'b, T>(&mut self, times: u32, of: &'b [T]) -> Option<&'b T> {
        let number = self.once_in(times, u32::try_from(of.len()).unwrap_or(1))?;
        of.get(usize::try_from(number).unwrap_or(0))
    }
}

fn shifted(day: Day, by: i64) -> Day {
    Day::of_days(day.since_1970() + by).expect("a day of these years")
}

/// Adds what the dice show.
pub fn add(book: &Book, scenario: &mut Scenario, dice: &[u8]) {
    let mut dice = Dice(dice.iter());
    let today = book.edition.holds_from;
    people(book, scenario, today, &mut dice);
    terms(scenario, today, &mut dice);
    things(scenario, &mut dice);
    around(book, scenario, today, &mut dice);
    readings(book, scenario, &mut dice);
}

fn people(book: &Book, scenario: &mut Scenario, today: Day, dice: &mut Dice) {
    let of_one: Vec<PlanId> =
        book.plans().filter(|plan| plan.unit == Unit::User && plan.is_sold()).map(|plan| plan.id.clone()).collect();
    let suites: Vec<PlanId> =
        book.plans().filter(|plan| plan.kind == Kind::Suite).map(|plan| plan.id.clone()).collect();
    for group in &mut scenario.groups {
        if dice.once_in(8, 1).is_some() {
            group.guests = true;
            group.home_holds = dice.one(2, &suites).into_iter().chain(dice.one(2, &of_one)).cloned().collect();
        }
        if let Some(plan) = dice.one(8, &of_one) {
            let days = i64::from(dice.next() % 40) - 10;
            group.trials = vec![Trial { plan: plan.clone(), until: shifted(today, days) }];
        }
        group.active = dice.once_in(4, group.people.get() + 1).map(count);
    }
}

fn terms(scenario: &mut Scenario, today: Day, dice: &mut Dice) {
    let owned: Vec<PlanId> = scenario.tenant.owned.keys().cloned().collect();
    for plan in owned {
        if let Some(days) = dice.once_in(3, 250) {
            let bought = shifted(today, -2 * i64::from(days));
            scenario.tenant.owned_terms.insert(plan, Term { bought, ends: shifted(bought, 365) });
        }
    }
    if let Some(days) = dice.once_in(6, 250) {
        let bought = shifted(today, -4 * i64::from(days));
        scenario.tenant.suite_term = Some(Term { bought, ends: shifted(bought, 900) });
    }
}

fn things(scenario: &mut Scenario, dice: &mut Dice) {
    let groups: Vec<String> = scenario.groups.iter().map(|group| group.name.clone()).collect();
    for app in &mut scenario.apps {
        app.custom_tables = count(dice.once_in(6, 20).unwrap_or(0));
        app.makers = dice.one(6, &groups).into_iter().cloned().collect();
    }
    for flow in &mut scenario.flows {
        flow.business_process = dice.once_in(8, 1).is_some();
        flow.recipients = dice.one(8, &groups).into_iter().cloned().collect();
        flow.busy_runs_per_day = dice.once_in(8, 250).map(|runs| count(runs * 8));
    }
    for portal in &mut scenario.portals {
        portal.older = dice.once_in(8, 1).is_some();
        if let Some(people) = dice.once_in(6, 200) {
            portal.visitors =
                Visitors { people: count(people), days_per_month: count(dice.next() % 31), sign_ins_per_day: count(1) };
        }
    }
}

fn around(book: &Book, scenario: &mut Scenario, today: Day, dice: &mut Dice) {
    let runs_bots = book.plans_giving(Right::RunBots).find(|plan| plan.is_sold());
    if let (Some(plan), Some(days)) = (runs_bots, dice.once_in(8, 60)) {
        let trial = Trial { plan: plan.id.clone(), until: shifted(today, i64::from(days) - 20) };
        scenario.tenant.trials = vec![trial];
    }
    scenario.tenant.azure_subscription = dice.once_in(5, 1).is_some();
    let metered = book.plans().any(|plan: &Plan| plan.kind == Kind::Meter) && scenario.tenant.azure_subscription;
    for place in &mut scenario.environments {
        let may = matches!(place.kind, EnvironmentKind::Production | EnvironmentKind::Sandbox);
        place.pay_as_you_go = dice.once_in(4, 2).map(|number| number == 1 && metered && may);
    }
    for number in 0..2 {
        let Some(runs) = dice.once_in(6, 100) else { continue };
        let group = scenario.groups.get(usize::try_from(dice.next() % 3).unwrap_or(0));
        scenario.integrations.push(Integration {
            name: format!("program {number}"),
            run_by: group.map(|group| group.name.clone()).into_iter().collect(),
            runs_per_day: count(runs),
            requests_per_run: count(dice.next() % 90),
            off: false,
        });
    }
    if let Some(gigabyte) = dice.once_in(6, 30) {
        scenario.storage.brought.database_gb = gigabytes(gigabyte * 1_000);
        scenario.storage.brought.log_gb = gigabytes(gigabyte * 100);
    }
    if !scenario.ai_builder.credits_per_month.is_zero()
        && let Some(thousands) = dice.once_in(4, 250)
    {
        scenario.ai_builder.training_credits_per_month = count(thousands * 100);
        scenario.ai_builder.months = vec![Month { name: "May".into(), credits: count(thousands * 8_000) }];
    }
    scenario.omnichannel.hold_customer_service = dice.once_in(6, 20).map(count);
}

fn readings(book: &Book, scenario: &mut Scenario, dice: &mut Dice) {
    for reading in book.readings() {
        if let Some(option) = dice.one(9, &reading.options) {
            scenario.readings.insert(reading.id.clone(), option.id.clone());
        }
    }
}
