//! What to do now: what to buy in the order in which it can be bought, with names, numbers and steps, and whom to give what.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use serde::Serialize;

use super::guide::{self, Does, Guide};
use crate::base::{Money, PlanId, SourceId};
use crate::licensing::words::{count_of, list, number};
use crate::licensing::{Scenario, cheapest};
use crate::pricebook::schema::{Kind, Right, Sku, Unit};
use crate::pricebook::{Book, Plan};
use crate::report::estimate::TENANT;
use crate::report::sheet::{Cell, Column, Table};
use crate::report::{Estimate, Fault, Line, Sheet};

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// What to buy, in this order.
    pub buy: Vec<Purchase>,
    /// Whom to give what, once it is bought.
    pub assign: Vec<Assignment>,
    /// Step by step, where the documentation says how.
    pub guides: Vec<Guide>,
}

/// Something to buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Purchase {
    /// The plan.
    pub plan: PlanId,
    /// The product's name.
    pub name: String,
    /// How it is numbered, where a source says so.
    pub skus: Vec<Sku>,
    /// Units to buy, without those that are owned.
    pub quantity: u64,
    /// What they cost in a month; absent when no price is known.
    pub monthly: Option<Money>,
    /// Plans that have to be there before; those owned already are not among them.
    pub after: Vec<PlanId>,
}

/// A license to be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The group, person or flow.
    pub who: String,
    /// The plan.
    pub plan: PlanId,
    /// The product's name.
    pub name: String,
    /// Units.
    pub quantity: u64,
}

/// Says what to do for the cheapest combination of a scenario.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn todo(book: &Book, scenario: &Scenario) -> Result<Todo, Vec<Fault>> {
    Ok(of(book, &cheapest(book, scenario)?))
}

/// Says what to do for an estimate.
pub fn of(book: &Book, estimate: &Estimate) -> Todo {
    let bought: Vec<&Line> = estimate.lines.iter().filter(|line| line.quantity > line.owned).collect();
    let ids: BTreeSet<&PlanId> = bought.iter().map(|line| &line.plan).collect();
    let buy = ordered(book, &bought).into_iter().filter_map(|line| {
        let plan = book.plan(&line.plan)?;
        Some(Purchase {
            plan: plan.id.clone(),
            name: plan.name.clone(),
            skus: plan.sku.clone(),
            quantity: line.quantity - line.owned,
            monthly: line.amount.as_ref().map(|price| price.amount),
            after: before(book, plan).into_iter().filter(|id| ids.contains(*id)).cloned().collect(),
        })
    });
    let buy: Vec<Purchase> = buy.collect();
    let given = estimate.lines.iter().filter(|line| is_given(book, &line.plan));
    let assign = given.flat_map(|line| {
        line.holders.iter().map(|holder| Assignment {
            who: who(book, &line.plan, &holder.who),
            plan: line.plan.clone(),
            name: line.name.clone(),
            quantity: holder.quantity,
        })
    });
    let day = estimate.holds_from;
    let mut guides: Vec<Guide> = Vec::new();
    let buying = buy.iter().filter_map(|purchase| guide::guide(Does::Buy, &purchase.plan, day));
    let giving = estimate.lines.iter().filter_map(|line| guide::guide(Does::Assign, &line.plan, day));
    for guide in buying.chain(giving) {
        if !guides.contains(guide) {
            guides.push(guide.clone());
        }
    }
    Todo { buy, assign: assign.collect(), guides }
}

/// Whether somebody has to be given the units of a plan.
fn is_given(book: &Book, plan: &PlanId) -> bool {
    book.plan(plan).is_some_and(|plan| plan.unit != Unit::Tenant && plan.kind != Kind::Suite)
}

/// Whom the units are for. Authors and agents are counted for the tenant, as a scenario does not name these people.
fn who(book: &Book, plan: &PlanId, holder: &str) -> String {
    let gives = |right| book.plan(plan).is_some_and(|plan| plan.gives(right));
    if holder != TENANT {
        holder.to_owned()
    } else if gives(Right::AuthorBots) {
        "The authors of the bots".to_owned()
    } else if [Right::Chat, Right::DigitalMessaging, Right::CustomerService].into_iter().any(gives) {
        "The agents of the contact centre".to_owned()
    } else {
        holder.to_owned()
    }
}

/// Plans of which one has to be there before another: as the book requires, and as a guide says.
fn before<'a>(book: &'a Book, plan: &'a Plan) -> BTreeSet<&'a PlanId> {
    let by_guide = guide::guide(Does::Buy, &plan.id, book.edition.holds_from).map(|guide| &guide.after);
    plan.requires.iter().flat_map(|need| &need.any_of).chain(by_guide.into_iter().flatten()).collect()
}

/// Lines so that what others stand on comes first; beside that plans before add-ons, those of the tenant first.
fn ordered<'a>(book: &Book, lines: &[&'a Line]) -> Vec<&'a Line> {
    let rank = |line: &&Line| book.plan(&line.plan).map(|plan| (plan.kind == Kind::AddOn, plan.unit != Unit::Tenant));
    let mut open: Vec<&Line> = lines.to_vec();
    open.sort_by_key(rank);
    let mut done: Vec<&Line> = Vec::new();
    while !open.is_empty() {
        let waits = |line: &Line| {
            let plan = book.plan(&line.plan);
            let needs = plan.map(|plan| before(book, plan)).unwrap_or_default();
            open.iter().any(|other| other.plan != line.plan && needs.contains(&other.plan))
        };
        // Plans that wait for each other are told in the order they have.
        let next = open.iter().position(|line| !waits(line)).unwrap_or(0);
        done.push(open.remove(next));
    }
    done
}

impl Todo {
    /// The answer as a sheet.
    pub fn to_sheet(&self, book: &Book) -> Sheet {
        let title = match self.buy.as_slice() {
            [] if self.assign.is_empty() => "There is nothing to do: nothing has to be bought.".to_owned(),
            [] => "Nothing has to be bought; give out the licenses that you own.".to_owned(),
            [only] => format!("Buy {} of {}.", count_of(only.quantity, "unit"), only.name),
            [first, ..] => {
                format!("Buy {} things, {} first.", number(u64::try_from(self.buy.len()).unwrap_or(0)), first.name)
            }
        };
        let mut sheet = Sheet::new("todo", title);
        let currency = &book.edition.currency;
        let columns = vec![
            Column::count("Order", ""),
            Column::text("Product"),
            Column::count("Units", ""),
            Column::money("A month", currency),
            Column::text("After"),
            // Long, and read by whoever buys only; last, where a narrow screen may cut it off.
            Column::text("SKU"),
        ];
        let mut table = Table::new("What to buy, in this order", columns);
        for (place, purchase) in (1..).zip(&self.buy) {
            let sku =
                |sku: &Sku| sku.guid.as_ref().map_or_else(|| sku.part.clone(), |guid| format!("{} {guid}", sku.part));
            let skus: Vec<String> = purchase.skus.iter().map(sku).collect();
            let after: Vec<String> = purchase.after.iter().map(|id| super::words::name(book, id)).collect();
            table.row([
                Cell::Count(place),
                Cell::text(&purchase.name),
                Cell::count(purchase.quantity),
                purchase.monthly.map_or_else(|| Cell::text("not published"), Cell::Money),
                Cell::Text(list(&after)),
                Cell::Text(skus.join(", ")),
            ]);
        }
        sheet.table(table);
        let columns = vec![Column::text("Who"), Column::text("License"), Column::count("Units", "")];
        let mut table = Table::new("Whom to give what", columns);
        let mut by_who: BTreeMap<&str, Vec<&Assignment>> = BTreeMap::new();
        for entry in &self.assign {
            by_who.entry(&entry.who).or_default().push(entry);
        }
        for entry in by_who.into_values().flatten() {
            table.row([Cell::text(&entry.who), Cell::text(&entry.name), Cell::count(entry.quantity)]);
        }
        if !table.rows.is_empty() {
            sheet.table(table);
        }
        let mut sources: BTreeSet<SourceId> = BTreeSet::new();
        sources.extend(self.buy.iter().flat_map(|purchase| purchase.skus.iter().flat_map(|sku| sku.sources.clone())));
        sources.extend(super::words::named(book, self.buy.iter().map(|purchase| &purchase.plan)));
        for guide in &self.guides {
            let mut table = Table::new(&guide.title, vec![Column::count("Step", ""), Column::text("What to do")]);
            for (place, says) in (1..).zip(&guide.steps) {
                table.row([Cell::Count(place), Cell::text(says)]);
            }
            table.note = guide.note.clone().unwrap_or_default();
            sheet.table(table);
            sources.extend(guide.sources.iter().cloned());
        }
        sheet.cited(book, sources)
    }
}
