//! A book as one flat list of facts, each with a fixed place, words, a value and its sources. Snapshots, citation checks, the
//! comparison of editions and lists of what a plan brings all read this list.

use serde::Serialize;

use super::book::{Book, Connector};
use super::plan::Plan;
use super::schema::{
    AppScope, CapacityGrant, Figure, Limit, PriceShape, RateChange, Reading, Standing, TermChange, UnlicensedGrant,
};
use super::words::Words;
use crate::base::count::gigabytes;
use crate::base::money::group_thousands;
use crate::base::{Money, Period, SourceId};

/// The value of a fact that says "it is so".
const YES: &str = "yes";

/// One fact of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What kind of thing it is about.
    pub kind: FactKind,
    /// The id of that thing.
    pub id: String,
    /// Which fact of that thing, such as `price` or `grants.requests`: the same in every edition.
    pub path: String,
    /// What the thing is called.
    pub about: String,
    /// The fact in words.
    pub what: String,
    /// Its value, as it is shown.
    pub value: String,
    /// How well it is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: Vec<SourceId>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What kind of thing a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A plan or add-on.
    Plan,
    /// A limit that belongs to no plan.
    Limit,
    /// A connector.
    Connector,
    /// What one use costs in credits.
    Rate,
    /// A trial, a grace, a transition.
    Term,
    /// A question that sources answer differently.
    Reading,
}

impl Fact {
    /// The fact in one phrase: `Requests in any 24 hours: 1,000`, or only its words where it is a plain yes.
    pub fn says(&self) -> String {
        if self.value == YES { self.what.clone() } else { format!("{}: {}", self.what, self.value) }
    }

    /// Whether it is something that a unit of a plan brings.
    pub fn is_grant(&self) -> bool {
        self.path.starts_with("grants.")
    }
}

/// All facts of a book, in its order.
pub fn of_book(book: &Book) -> Vec<Fact> {
    let mut facts: Vec<Fact> = book.plans().flat_map(|plan| of_plan(book, plan)).collect();
    facts.extend(book.limits().map(|(id, figure)| of_limit(book.words(), id, figure)));
    facts.extend(book.connectors().flat_map(|connector| of_connector(book.words(), connector)));
    facts.extend(book.rates().map(|rate| of_rate(book.words(), rate)));
    facts.extend(book.terms().map(|term| of_term(book.words(), term)));
    facts.extend(book.readings().flat_map(|reading| of_reading(book.words(), reading)));
    facts
}

/// All facts of one plan; those that one unit brings have paths that begin with `grants.`.
pub fn of_plan(book: &Book, plan: &Plan) -> Vec<Fact> {
    let mut list =
        List { words: book.words(), base: fact(FactKind::Plan, plan.id.as_str(), &plan.name), facts: Vec::new() };
    let own = (Standing::default(), plan.sources.as_slice(), None);
    list.add("name", "name", plan.name.clone(), own);
    list.add("about", "about", plan.about.clone(), own);
    list.price(plan, book);
    if let Some(least) = &plan.minimum {
        list.add("minimum", "minimum", number(least.value), cited(least));
    }
    if let Some(day) = plan.last_day {
        list.add("last-day", "last-day", day.to_string(), own);
    }
    if plan.on_request {
        list.add("on-request", "on-request", "no".into(), own);
    }
    if plan.held_by_default {
        list.add("held", "held", YES.into(), own);
    }
    for (place, need) in plan.requires.iter().enumerate() {
        let names: Vec<&str> =
            need.any_of.iter().map(|id| book.plan(id).map_or(id.as_str(), |plan| plan.name.as_str())).collect();
        let value = format!("{}, {}", names.join(" or "), book.words().of("required-by", &need.by));
        list.add(&format!("requires.{place}"), "requires", value, (need.standing, &need.sources, need.note.as_deref()));
    }
    list.rights(plan);
    list.amounts(plan);
    for sku in &plan.sku {
        let value = sku.guid.as_ref().map_or_else(|| sku.part.clone(), |guid| format!("{} ({guid})", sku.part));
        list.add(&format!("sku.{}", sku.part), "sku", value, (sku.standing, &sku.sources, sku.note.as_deref()));
    }
    list.facts
}

type Cited<'a> = (Standing, &'a [SourceId], Option<&'a str>);

fn cited(figure: &Figure) -> Cited<'_> {
    (figure.standing, &figure.sources, figure.note.as_deref())
}

/// The facts of one plan while they are gathered.
struct List<'a> {
    words: &'a Words,
    base: Fact,
    facts: Vec<Fact>,
}

impl List<'_> {
    fn add(&mut self, path: &str, words: &str, value: String, cited: Cited<'_>) {
        let what = self.words.get("fact", words).unwrap_or(words).to_owned();
        self.push(path, what, value, cited);
    }

    fn push(&mut self, path: &str, what: String, value: String, (standing, sources, note): Cited<'_>) {
        self.facts.push(Fact {
            path: path.to_owned(),
            what,
            value,
            standing,
            sources: sources.to_vec(),
            note: note.map(str::to_owned),
            ..self.base.clone()
        });
    }

    fn price(&mut self, plan: &Plan, book: &Book) {
        let amount = |amount: &Money| format!("{} {}", amount.grouped(), book.edition.currency);
        let word = |name: &str| self.words.get("fact", name).unwrap_or(name).to_owned();
        match &plan.price {
            PriceShape::PerUnit { amount: each, period, standing, sources, note } => {
                self.add("price", price_words(*period), amount(each), (*standing, sources, note.as_deref()));
            }
            PriceShape::Volume { period, tiers } => {
                for tier in tiers {
                    let channels: Vec<String> =
                        tier.channels.iter().map(|channel| self.words.of("channel", channel)).collect();
                    let only =
                        if channels.is_empty() { String::new() } else { format!(", {} only", channels.join(" or ")) };
                    let what = match tier.from {
                        0 | 1 => word(price_words(*period)),
                        from => format!("{} {}", word("price-from"), number(from)),
                    };
                    let value = format!("{}{only}", amount(&tier.amount));
                    let cited = (tier.standing, tier.sources.as_slice(), tier.note.as_deref());
                    self.push(&price_path(tier.from), what, value, cited);
                }
            }
            PriceShape::Included { standing, sources, note } => {
                self.add("price", "price", word("price-included"), (*standing, sources, note.as_deref()));
            }
            PriceShape::Metered { amount: each, per, free, standing, sources, note, .. } => {
                let what = format!("{} {per}", word("price-metered"));
                self.push("price", what, amount(each), (*standing, sources, note.as_deref()));
                if let Some(free) = free {
                    self.add("price.free", "price-free", number(free.value), cited(free));
                }
            }
            PriceShape::NotPublished { seen, sources, note } => {
                self.add("price", "price", word("price-unknown"), (Standing::default(), sources, note.as_deref()));
                for (place, seen) in seen.iter().enumerate() {
                    let cited = (seen.standing, seen.sources.as_slice(), seen.note.as_deref());
                    self.add(&format!("price.seen.{place}"), "price-seen", amount(&seen.amount), cited);
                }
            }
        }
    }

    fn rights(&mut self, plan: &Plan) {
        let grants = &plan.grants;
        if let Some(apps) = &grants.apps {
            let cited = (apps.standing, apps.sources.as_slice(), apps.note.as_deref());
            let value = self.words.of("app", &apps.scope);
            self.push("grants.apps", value, YES.into(), cited);
            if apps.scope == AppScope::Pass {
                let join = if apps.together { "and" } else { "or" };
                let value = format!("apps: {} {join} portals: {}", apps.apps, apps.portals);
                self.add("grants.apps.pass", "passes", value, cited);
            }
            if let Some(most) = apps.tables {
                self.add("grants.apps.tables", "tables", number(most), cited);
            }
        }
        for flow in &grants.flows {
            let what = self.words.of("flow", &flow.scope);
            let cited = (flow.standing, flow.sources.as_slice(), flow.note.as_deref());
            self.push(&format!("grants.flows.{:?}", flow.scope), what, YES.into(), cited);
        }
        if let Some(desktop) = &grants.desktop {
            let cited = (desktop.standing, desktop.sources.as_slice(), desktop.note.as_deref());
            for (words, count) in [("attended", desktop.attended), ("unattended", desktop.unattended)] {
                if count > 0 {
                    self.add(&format!("grants.desktop.{words}"), words, count.to_string(), cited);
                }
            }
            if desktop.base_for_unattended {
                self.add("grants.desktop.base", "base-for-unattended", YES.into(), cited);
            }
        }
        for right in &grants.rights {
            let what = self.words.of("right", &right.right);
            let cited = (right.standing, right.sources.as_slice(), right.note.as_deref());
            self.push(&format!("grants.rights.{:?}", right.right), what, YES.into(), cited);
        }
    }

    fn amounts(&mut self, plan: &Plan) {
        let grants = &plan.grants;
        if let Some(capacity) = &grants.capacity {
            for (words, megabytes) in storage(capacity) {
                let cited = (capacity.standing, capacity.sources.as_slice(), capacity.note.as_deref());
                let without = capacity.without.map(|family| self.words.of("family", &family));
                let without = without.map(|name| format!(", none beside {name}")).unwrap_or_default();
                let value = format!("{}{without}", gigabytes(megabytes));
                self.add(&format!("grants.capacity.{words}"), words, value, cited);
            }
        }
        if let Some(requests) = &grants.requests {
            let value = number(requests.per_day);
            let cited_here = (requests.standing, requests.sources.as_slice(), requests.note.as_deref());
            self.add("grants.requests", "requests", value, cited_here);
            if let Some(figure) = &requests.transition {
                self.add("grants.requests.transition", "transition", number(figure.value), cited(figure));
            }
        }
        if let Some(unlicensed) = &grants.unlicensed {
            let cited = (unlicensed.standing, unlicensed.sources.as_slice(), unlicensed.note.as_deref());
            self.add("grants.unlicensed", "unlicensed", of_unlicensed(unlicensed), cited);
        }
        for (pool, grant) in &grants.pools {
            let once = if grant.once { ", once for the organization" } else { "" };
            let from = grant.from_units.map(|units| format!(", from {} units on", number(units))).unwrap_or_default();
            let most = grant.most.map(|most| format!(", {} at most", number(most))).unwrap_or_default();
            let beside = grant.beside.as_ref().map(|plan| format!(", none beside {plan}")).unwrap_or_default();
            let value = format!("{}{once}{from}{most}{beside}", number(grant.value));
            let cited = (grant.standing, grant.sources.as_slice(), grant.note.as_deref());
            self.push(&format!("grants.pools.{pool:?}"), self.words.of("pool", pool), value, cited);
        }
    }
}

fn price_words(period: Period) -> &'static str {
    match period {
        Period::Month => "price",
        Period::Year => "price-year",
    }
}

fn price_path(from: u64) -> String {
    if from <= 1 { "price".to_owned() } else { format!("price.from.{from}") }
}

fn storage(capacity: &CapacityGrant) -> impl Iterator<Item = (&'static str, u64)> {
    let all = [("database", capacity.database_mb), ("files", capacity.file_mb), ("logs", capacity.log_mb)];
    all.into_iter().filter(|(_, megabytes)| *megabytes > 0)
}

fn of_unlicensed(grant: &UnlicensedGrant) -> String {
    let each = if grant.each > 0 { format!(", and {} for each license", number(grant.each)) } else { String::new() };
    let most = grant.most.map(|most| format!(", {} at most", number(most))).unwrap_or_default();
    format!("{}{each}{most}", number(grant.base))
}

fn of_limit(words: &Words, id: Limit, figure: &Figure) -> Fact {
    let key = serde_json::to_value(id).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
    Fact {
        path: "value".into(),
        what: words.of("limit", &id),
        value: if key.ends_with("-mb") { gigabytes(figure.value) } else { number(figure.value) },
        standing: figure.standing,
        sources: figure.sources.clone(),
        note: figure.note.clone(),
        ..fact(FactKind::Limit, &key, words.get("fact", "limit").unwrap_or_default())
    }
}

fn of_connector(words: &Words, connector: &Connector) -> Vec<Fact> {
    let key = connector.name.to_ascii_lowercase();
    let class = Fact {
        path: "class".into(),
        what: words.get("fact", "connector").unwrap_or_default().to_owned(),
        value: words.of("connector-class", &connector.class),
        standing: connector.standing,
        sources: connector.sources.clone(),
        note: connector.note.clone(),
        ..fact(FactKind::Connector, &key, &connector.name)
    };
    let former = connector.former.as_ref().map(|former| Fact {
        path: "former".into(),
        what: format!("{} until {}", class.what, former.until),
        value: words.of("connector-class", &former.class),
        note: None,
        ..class.clone()
    });
    let multiplexing = connector.multiplexing.then(|| Fact {
        path: "multiplexing".into(),
        what: words.get("fact", "multiplexing").unwrap_or_default().to_owned(),
        value: YES.into(),
        note: None,
        ..class.clone()
    });
    let lists = connector.lists.then(|| Fact {
        path: "lists".into(),
        what: words.get("fact", "lists").unwrap_or_default().to_owned(),
        value: YES.into(),
        note: None,
        ..class.clone()
    });
    [Some(class), former, multiplexing, lists].into_iter().flatten().collect()
}

fn of_rate(words: &Words, rate: &RateChange) -> Fact {
    let units = if rate.per == 1 { rate.unit.clone() } else { format!("{} × {}", number(rate.per), rate.unit) };
    let free = rate.free_for.as_ref().map(|who| format!(", free for {who}")).unwrap_or_default();
    let credits = Money::from_micros(i64::try_from(rate.millicredits).unwrap_or(i64::MAX).saturating_mul(1_000));
    Fact {
        path: "credits".into(),
        what: format!("{} {units}", words.get("fact", "rate").unwrap_or_default()),
        value: format!("{}{free}", credits.grouped()),
        standing: rate.standing,
        sources: rate.sources.clone(),
        note: rate.note.clone(),
        ..fact(FactKind::Rate, &rate.id, &rate.id)
    }
}

fn of_term(words: &Words, term: &TermChange) -> Fact {
    let kind = words.of("term-kind", &term.kind);
    Fact {
        path: "says".into(),
        what: words.get("fact", "term").unwrap_or_default().to_owned(),
        value: term.says.clone(),
        standing: term.standing,
        sources: term.sources.clone(),
        note: term.note.clone(),
        ..fact(FactKind::Term, term.id.as_str(), &kind)
    }
}

fn of_reading(words: &Words, reading: &Reading) -> Vec<Fact> {
    let base = fact(FactKind::Reading, reading.id.as_str(), &reading.topic);
    let one = |path: &str, option: &super::schema::ReadingOption, what: String, note| Fact {
        path: path.to_owned(),
        what,
        value: option.says.clone(),
        standing: option.standing,
        sources: option.sources.clone(),
        note,
        ..base.clone()
    };
    let word = words.get("fact", "reading").unwrap_or_default();
    let default = reading.option(reading.default.as_str());
    let first = default.map(|option| one("default", option, word.to_owned(), Some(reading.why.clone())));
    let others = reading.options.iter().filter(|option| option.id != reading.default);
    let others = others.map(|option| one(&format!("option.{}", option.id), option, option.id.to_string(), None));
    first.into_iter().chain(others).collect()
}

/// A fact of which only the thing is known yet.
fn fact(kind: FactKind, id: &str, about: &str) -> Fact {
    Fact {
        kind,
        id: id.to_owned(),
        path: String::new(),
        about: about.to_owned(),
        what: String::new(),
        value: String::new(),
        standing: Standing::default(),
        sources: Vec::new(),
        note: None,
    }
}

fn number(value: u64) -> String {
    group_thousands(&value.to_string())
}
