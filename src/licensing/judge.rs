//! Judges a combination: every need, every condition, every line (OWN-1, SPARE-1). The one place where a total is made.

use crate::base::sorted::{self, BTreeMap, BTreeSet};

use super::assign::{self, Assigned};
use super::demand::{self, Demand};
use super::needs::{self, Need};
use super::resolve::Resolved;
use super::words::{count_of, number};
use super::{payg, pools, rate, storage, teams, unlicensed, used};
use crate::base::{Count, Money, Period, PlanId, Price, SourceId};
use crate::pricebook::Plan;
use crate::pricebook::schema::{PriceShape, Rule, Source, Standing, Unit};
use crate::report::estimate::TENANT;
use crate::report::{Code, Combination, Estimate, Evidence, Holder, Issue, Line, Severity, Step, Unpriced};

/// Judges a combination in which every license is assigned.
pub fn judge(resolved: &Resolved, combination: &Combination) -> Estimate {
    let mut assigned = assign::assign(resolved, combination);
    let demand = demand::demand(resolved);
    let mut issues = resolved.issues.clone();
    issues.extend(assigned.issues.iter().cloned());
    issues.extend(payg::issues(resolved));
    let (mut needs, pooled) = all_needs(resolved, &mut assigned, &demand, &mut issues);
    let mut lines = lines(resolved, combination, &assigned, &needs, &mut issues);
    for (line, need) in payg::storage(resolved) {
        lines.push(line);
        needs.push(need);
    }
    let unpriced = unpriced(resolved, &lines, &mut issues);
    owned_unused(resolved, &assigned, &mut issues);
    let monthly: Money = lines.iter().filter_map(|line| line.amount.as_ref()).map(|price| price.amount).sum();
    let issues = sorted::by_key(issues, |issue| issue.severity);
    let price = |amount, period| Price { amount, currency: resolved.book.edition.currency.clone(), period };
    let mut estimate = Estimate {
        scenario: resolved.scenario.name.clone(),
        edition: resolved.book.edition.id.clone(),
        holds_from: resolved.book.edition.holds_from,
        valid: issues.iter().all(|issue| issue.severity != Severity::Refusal),
        optimality: None,
        monthly: price(monthly, Period::Month),
        yearly: price(monthly.times(12), Period::Year),
        lines,
        unpriced,
        needs: needs.into_iter().map(|need| need.reason).collect(),
        pooled,
        issues,
        assumptions: assumptions(resolved),
        readings: used::readings(resolved, &assigned),
        combination: combination.clone(),
        rules: Vec::new(),
        sources: BTreeMap::new(),
    };
    cite(resolved, &mut estimate);
    estimate
}

fn all_needs(
    resolved: &Resolved,
    assigned: &mut Assigned,
    demand: &Demand,
    issues: &mut Vec<Issue>,
) -> (Vec<Need>, Vec<crate::report::Pooled>) {
    let parts = needs::parts(resolved, assigned);
    let metered: u64 = parts.iter().map(|part| part.found.metered.saturating_mul(part.count)).sum();
    let mut all = needs::apps(resolved, &parts, issues);
    all.extend(needs::flows(resolved, assigned, &parts, issues));
    all.extend(needs::requests(resolved, assigned, &parts, issues));
    all.extend(pools::rights(resolved, assigned, demand, issues));
    all.extend(pools::unattended(resolved, assigned, demand, issues));
    let (pool_needs, mut pooled) = pools::pools(resolved, assigned, demand, issues);
    all.extend(pool_needs);
    let (storage_needs, storage) = storage::storage(resolved, assigned, &demand.storage, issues);
    all.extend(storage_needs);
    pooled.extend(storage);
    if let Some((need, row)) = unlicensed::unlicensed(resolved, assigned, issues) {
        all.push(need);
        pooled.push(row);
    }
    pooled.extend(teams::teams(resolved, issues));
    pools::conditions(resolved, assigned, issues);
    drop(parts);
    // What is billed after use follows from who opens what; nobody is given it.
    if let Some(plan) = payg::app_meter(resolved.book).filter(|_| metered > 0) {
        assigned.units.insert(plan.id.clone(), metered);
    }
    (all, pooled)
}

fn assumptions(resolved: &Resolved) -> Vec<String> {
    let mut all = resolved.assumptions.clone();
    let centre = &resolved.scenario.omnichannel;
    if centre.hold_customer_service.is_none() && centre.chat.get() + centre.digital_messaging.get() > 0 {
        all.push("All agents are taken to hold the base license of customer service already.".into());
    }
    if resolved.people.iter().any(|people| people.count > 1 && people.duties.iter().any(|duty| duty.load > 0)) {
        all.push("Runs that people start are taken to be shared out evenly among them.".into());
    }
    all.into_iter().collect::<BTreeSet<String>>().into_iter().collect()
}

fn lines(
    resolved: &Resolved,
    combination: &Combination,
    assigned: &Assigned,
    needs: &[Need],
    issues: &mut Vec<Issue>,
) -> Vec<Line> {
    let mut holders = holders(resolved, combination);
    let mut lines = Vec::new();
    for plan in resolved.book.plans() {
        let quantity = assigned.units.get(&plan.id).copied().unwrap_or(0);
        if quantity == 0 {
            continue;
        }
        let owned = resolved.owned(&plan.id).min(quantity);
        let bought = quantity - owned;
        let unit_price = rate::unit_price(resolved.book, &resolved.scenario.tenant, plan, bought);
        let amount =
            unit_price.as_ref().map(|unit| Price { amount: unit.price.amount.times(bought), ..unit.price.clone() });
        let mut line = Line {
            plan: plan.id.clone(),
            name: plan.name.clone(),
            family: plan.family,
            unit_name: plan.unit_name.clone(),
            quantity,
            owned,
            unit_price,
            amount,
            holders: holders.remove(&plan.id).unwrap_or_default(),
            reason: Step::default(),
        };
        line.reason = line_reason(plan, &line, needs);
        line_issues(plan, &line, combination, needs, issues);
        lines.push(line);
    }
    lines
}

fn holders(resolved: &Resolved, combination: &Combination) -> BTreeMap<PlanId, Vec<Holder>> {
    let mut holders: BTreeMap<PlanId, Vec<Holder>> = BTreeMap::new();
    let mut add = |plan: &PlanId, who: &str, quantity: u64| {
        if quantity == 0 {
            return;
        }
        let list = holders.entry(plan.clone()).or_default();
        match list.iter_mut().find(|holder| holder.who == who) {
            Some(holder) => holder.quantity = holder.quantity.saturating_add(quantity),
            None => list.push(Holder { who: who.to_owned(), quantity }),
        }
    };
    for entry in &combination.people {
        let people = entry.people.map_or(1, Count::wide);
        for (plan, units) in &entry.licenses {
            add(plan, &entry.who, units.wide().saturating_mul(people));
        }
    }
    for entry in &combination.flows {
        for (plan, units) in &entry.licenses {
            add(plan, &entry.flow, units.wide());
        }
    }
    for (plan, units) in &combination.tenant {
        let spare = resolved.book.plan(plan).is_some_and(|plan| is_for_somebody(plan) && !gives_tenant_right(plan));
        add(plan, if spare { NOBODY } else { TENANT }, units.wide());
    }
    holders
}

/// What stands in place of a holder for licenses that are bought for a smallest quantity or for what they bring along.
const NOBODY: &str = "nobody yet";

fn is_for_somebody(plan: &Plan) -> bool {
    matches!(plan.unit, Unit::User | Unit::Pass | Unit::Flow)
}

fn line_reason(plan: &Plan, line: &Line, needs: &[Need]) -> Step {
    let bought = line.quantity - line.owned;
    let mut step = match (&line.unit_price, &line.amount) {
        (Some(unit), Some(amount)) => {
            let each = &unit.price;
            Step::says(format!("{} of {} at {each} each.", count_of(bought, "unit"), plan.name))
                .formula(format!(
                    "{} × {} {} = {} {}",
                    number(bought),
                    each.amount.grouped(),
                    each.currency,
                    amount.amount.grouped(),
                    amount.currency
                ))
                .with(Evidence {
                    what: format!("price of one {} and {}", plan.unit_name, each.period),
                    value: format!("{} {}", each.amount.grouped(), each.currency),
                    standing: unit.standing,
                    sources: unit.sources.clone(),
                    note: if unit.yours { Some("your own price".into()) } else { unit.note.clone() },
                })
        }
        _ => not_published_step(plan, bought),
    };
    if line.owned > 0 {
        let text =
            format!("{} of {} are owned already and not bought again.", number(line.owned), number(line.quantity));
        step = step.because(Step::says(text).by("OWN-1"));
    }
    if let Some(minimum) = plan.minimum.as_ref().filter(|minimum| minimum.value > 1) {
        let text = format!("{} is sold from {} on.", plan.name, number(minimum.value));
        step = step.because(Step::says(text).by("MIN-1").with(Evidence {
            what: "smallest quantity".into(),
            value: number(minimum.value),
            standing: minimum.standing,
            sources: minimum.sources.clone(),
            note: minimum.note.clone(),
        }));
    }
    for need in needs.iter().filter(|need| need.met_by.contains(&plan.id)) {
        step = step.because(need.reason.clone());
    }
    step
}

fn not_published_step(plan: &Plan, bought: u64) -> Step {
    let step =
        Step::says(format!("{} of {}; no source of this edition gives a price.", count_of(bought, "unit"), plan.name));
    let PriceShape::NotPublished { seen, sources, .. } = &plan.price else { return step };
    let step = step.with(Evidence {
        what: format!("price of one {}", plan.unit_name),
        value: "not published".into(),
        standing: Standing::Official,
        sources: sources.clone(),
        note: None,
    });
    seen.iter().fold(step, |step, seen| {
        step.with(Evidence {
            what: "price seen elsewhere, not used".into(),
            value: seen.amount.grouped(),
            standing: seen.standing,
            sources: seen.sources.clone(),
            note: seen.note.clone(),
        })
    })
}

fn line_issues(plan: &Plan, line: &Line, combination: &Combination, needs: &[Need], issues: &mut Vec<Issue>) {
    let bought = line.quantity - line.owned;
    if let Some(unit) =
        line.unit_price.as_ref().filter(|unit| bought > 0 && !unit.yours && unit.standing != Standing::Official)
    {
        let how = match unit.standing {
            Standing::Inferred => "worked out from other figures",
            Standing::Later => "printed only in a source dated after this edition",
            _ => "printed by the community only",
        };
        // The figures of the article that the edition follows are the community's throughout; that is said once with the price.
        if unit.standing != Standing::Community || unit.note.is_some() {
            let says = format!("The price of {} is {how}.", plan.name);
            let remedy = "Ask for an offer, or state your own price.";
            issues.push(Issue::note(Code::WeakPrice, format!("tenant.prices.{}", plan.id), says).remedy(remedy));
        }
    }
    let met = needs.iter().any(|need| need.met_by.contains(&plan.id));
    if bought > 0 && !met {
        let says = format!("Nothing in the scenario needs {}.", plan.name);
        issues.push(
            Issue::warning(Code::Unneeded, "combination", says).remedy("Leave it out, or describe what it is for."),
        );
    }
    let spare = combination.tenant.get(&plan.id).map_or(0, |count| count.wide());
    let beyond_minimum = plan.minimum.as_ref().is_none_or(|minimum| line.quantity > minimum.value);
    if met && spare > 0 && beyond_minimum && is_for_somebody(plan) && bought > 0 && !gives_tenant_right(plan) {
        let says = format!(
            "{} of {} are bought for the storage or credits that come with them; nobody has to hold them.",
            number(spare),
            plan.name
        );
        let remedy = "State in the storage fields what you really need if this surprises you.";
        issues.push(Issue::note(Code::BoughtForCapacity, "combination.tenant", says).remedy(remedy).by("SPARE-1"));
    }
}

/// Licenses of authors and agents are counted for the tenant, as the scenario does not name these people.
fn gives_tenant_right(plan: &Plan) -> bool {
    use crate::pricebook::schema::Right;
    let counted = [Right::AuthorBots, Right::Chat, Right::DigitalMessaging, Right::CustomerService];
    counted.into_iter().any(|right| plan.gives(right))
}

fn unpriced(resolved: &Resolved, lines: &[Line], issues: &mut Vec<Issue>) -> Vec<Unpriced> {
    let mut unpriced = Vec::new();
    for line in lines.iter().filter(|line| line.unit_price.is_none() && line.quantity > line.owned) {
        let (seen, sources) = match resolved.book.plan(&line.plan).map(|plan| &plan.price) {
            Some(PriceShape::NotPublished { seen, sources, .. }) => (seen.clone(), sources.clone()),
            Some(PriceShape::Included { sources, .. }) => (Vec::new(), sources.clone()),
            _ => (Vec::new(), Vec::new()),
        };
        let says = format!("The price of {} is not published; the total leaves it out.", line.name);
        let remedy = "State the price of your offer.";
        issues
            .push(Issue::warning(Code::PriceNotPublished, format!("tenant.prices.{}", line.plan), says).remedy(remedy));
        let quantity = line.quantity - line.owned;
        unpriced.push(Unpriced { plan: line.plan.clone(), name: line.name.clone(), quantity, seen, sources });
    }
    unpriced
}

fn owned_unused(resolved: &Resolved, assigned: &Assigned, issues: &mut Vec<Issue>) {
    for (id, stated) in &resolved.scenario.tenant.owned {
        let owned = resolved.owned(id);
        let used = assigned.units.get(id).copied().unwrap_or(0);
        let Some(plan) = resolved.book.plan(id) else { continue };
        let path = format!("tenant.owned.{id}");
        match (resolved.scenario.tenant.owned_terms.get(id), resolved.counts_as(id)) {
            (Some(term), _) if owned < stated.wide() => {
                let says = format!("What is owned of {} ran until {}; it is left out here.", plan.name, term.ends);
                issues.push(Issue::warning(Code::GraceEnds, &path, says).by("OWN-1"));
            }
            (Some(term), Some((grace, each))) => {
                let says =
                    format!("Each {} owned counts as {each} until {}. {}", plan.unit_name, term.ends, grace.says);
                issues.push(Issue::note(Code::GraceEnds, &path, says).by("PASS-1"));
            }
            _ => {}
        }
        if used >= owned {
            continue;
        }
        let says = format!("{} of {} owned {} are not needed here.", number(owned - used), number(owned), plan.name);
        issues.push(Issue::note(Code::OwnedUnused, path, says).by("OWN-1"));
    }
}

/// Collects the rules and sources that the answer cites anywhere.
fn cite(resolved: &Resolved, estimate: &mut Estimate) {
    let mut rules: BTreeSet<&str> = BTreeSet::new();
    let mut sources: BTreeSet<&SourceId> = BTreeSet::new();
    let lines = estimate.lines.iter().map(|line| &line.reason);
    let pooled = estimate.pooled.iter().map(|pooled| &pooled.reason);
    for step in lines.chain(&estimate.needs).chain(pooled) {
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            rules.extend(step.rule.iter().map(crate::base::RuleId::as_str));
            sources.extend(step.evidence.iter().flat_map(|evidence| &evidence.sources));
            open.extend(&step.because);
        }
    }
    rules.extend(estimate.issues.iter().filter_map(|issue| issue.rule.as_ref()).map(crate::base::RuleId::as_str));
    sources.extend(estimate.unpriced.iter().flat_map(|unpriced| &unpriced.sources));
    sources.extend(estimate.unpriced.iter().flat_map(|unpriced| unpriced.seen.iter().flat_map(|seen| &seen.sources)));
    sources.extend(&resolved.book.edition.sources);
    sources.extend(estimate.readings.iter().flat_map(|reading| &reading.sources));
    let found: Vec<Rule> = rules.iter().filter_map(|id| resolved.book.rule(id)).cloned().collect();
    sources.extend(rules.iter().filter_map(|id| resolved.book.rule(id)).flat_map(|rule| &rule.sources));
    let sources: BTreeMap<SourceId, Source> = sources
        .into_iter()
        .filter_map(|id| resolved.book.source(id).map(|source| (id.clone(), source.clone())))
        .collect();
    estimate.rules = found;
    estimate.sources = sources;
}
