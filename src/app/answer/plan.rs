//! A plan of the price book: what it is for, what it costs, what it brings, and where all that is said.

use super::grants;
use super::words;
use crate::base::{Money, Period, PlanId, SourceId};
use crate::pricebook::schema::{Channel, Figure, PriceShape, RequiredBy, Requirement, Standing, Tier};
use crate::pricebook::{Book, Plan};
use crate::report::html::Writer;

/// The price in a few words, for a list.
pub fn short_price(plan: &Plan, currency: &str) -> String {
    match &plan.price {
        PriceShape::PerUnit { amount, period, .. } => each(*amount, currency, *period),
        PriceShape::Volume { tiers, period } => match tiers.iter().map(|tier| tier.amount).min() {
            Some(least) => format!("from {}", each(least, currency, *period)),
            None => "not published".to_owned(),
        },
        PriceShape::Included { .. } => "included".to_owned(),
        PriceShape::Metered { amount, per, .. } => format!("{} {currency} for each {per}", amount.grouped()),
        PriceShape::NotPublished { .. } => "not published".to_owned(),
    }
}

fn each(amount: Money, currency: &str, period: Period) -> String {
    format!("{} {currency} per {period}", amount.grouped())
}

/// Everything about a plan, one fact a row; the price first.
pub fn facts(out: &mut Writer, plan: &Plan, book: &Book) {
    out.put(r#"<div class="plan-facts">"#, &[]);
    price(out, plan, book);
    beside_price(out, plan, book);
    out.put("</div>", &[]);
}

/// What a plan is and brings, for where the price is told already.
pub fn beside_price(out: &mut Writer, plan: &Plan, book: &Book) {
    out.put(r#"<div class="plan-facts"><p>$</p>"#, &[&plan.about]);
    if let Some(least) = &plan.minimum {
        counted(out, "Fewest that are sold", least);
    }
    out.put(r#"<ul class="grants">"#, &[]);
    for grant in grants::of(plan, book) {
        out.put("<li><details><summary>$", &[&grant.says]);
        out.badge(grant.standing);
        out.put("</summary>", &[]);
        out.sources(grant.sources);
        out.put("</details></li>", &[]);
    }
    out.put("</ul>", &[]);
    if !plan.requires.is_empty() {
        out.put(r#"<ul class="plain">"#, &[]);
        for needed in &plan.requires {
            requirement(out, needed, book);
        }
        out.put("</ul>", &[]);
    }
    out.note(Some(&limits(plan)));
    out.put("<details><summary>Where the plan is documented</summary>", &[]);
    out.sources(&plan.sources);
    out.put("</details></div>", &[]);
}

/// What speaks against buying it, if anything does.
fn limits(plan: &Plan) -> String {
    match plan.last_day {
        Some(day) => format!("Sold until {day}; those who own it keep it."),
        None if plan.on_request => {
            "Its conditions are not known, so it is never proposed; it can be typed in.".to_owned()
        }
        None => String::new(),
    }
}

fn price(out: &mut Writer, plan: &Plan, book: &Book) {
    let currency = book.edition.currency.as_str();
    let cost = short_price(plan, currency);
    match &plan.price {
        PriceShape::PerUnit { standing, sources, note, .. } => priced(out, &cost, *standing, sources, note.as_deref()),
        PriceShape::Metered { standing, sources, free, .. } => {
            priced(out, &cost, *standing, sources, None);
            if let Some(figure) = free {
                counted(out, "Free of charge", figure);
            }
        }
        PriceShape::Included { standing, sources, note } => {
            priced(out, "Included in something else, or free", *standing, sources, note.as_deref());
        }
        PriceShape::NotPublished { sources, .. } => {
            out.put(r#"<div class="price"><p class="unknown">No source of the edition prints a price</p>"#, &[]);
            out.sources(sources);
            out.put("</div>", &[]);
        }
        PriceShape::Volume { tiers, period } => {
            for tier in tiers {
                step(out, tier, currency, *period);
            }
        }
    }
}

fn priced(out: &mut Writer, said: &str, standing: Standing, sources: &[SourceId], remark: Option<&str>) {
    out.put(r#"<div class="price"><p><strong class="value">$</strong>"#, &[said]);
    out.badge(standing);
    out.put("</p>", &[]);
    out.note(remark);
    out.sources(sources);
    out.put("</div>", &[]);
}

fn step(out: &mut Writer, tier: &Tier, currency: &str, period: Period) {
    let channels: Vec<&str> = tier.channels.iter().map(|channel| channel_name(*channel)).collect();
    let only = if channels.is_empty() { String::new() } else { format!(", only {}", channels.join(" or ")) };
    let said = format!("From {} units: {}{only}", words::number(tier.from), each(tier.amount, currency, period));
    priced(out, &said, tier.standing, &tier.sources, tier.note.as_deref());
}

fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Direct => "bought directly",
        Channel::Csp => "through a cloud solution provider",
        Channel::EnterpriseAgreement => "under an enterprise agreement",
    }
}

fn counted(out: &mut Writer, name: &str, figure: &Figure) {
    let said = format!("{name}: {}", words::number(figure.value));
    priced(out, &said, figure.standing, &figure.sources, figure.note.as_deref());
}

fn requirement(out: &mut Writer, needed: &Requirement, book: &Book) {
    let names: Vec<&str> = needed.any_of.iter().map(|id| name(id, book)).collect();
    let by = match needed.by {
        RequiredBy::Each => "for each unit",
        RequiredBy::Tenant => "once in the tenant",
        RequiredBy::Flow => "for the owner of the flow, or the flow itself",
    };
    out.put("<li><p>Needs beside it, $: $</p>", &[by, &names.join(" or ")]);
    out.sources(&needed.sources);
    out.put("</li>", &[]);
}

fn name<'a>(id: &'a PlanId, book: &'a Book) -> &'a str {
    book.plan(id).map_or(id.as_str(), |plan| plan.name.as_str())
}
