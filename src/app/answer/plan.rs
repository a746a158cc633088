//! A plan of the price book: what it is for, what it costs, what it brings, and where all that is said.

use yew::prelude::*;

use super::cite;
use super::grants;
use super::words;
use crate::base::{Money, Period, PlanId, SourceId};
use crate::pricebook::schema::{Channel, Figure, PriceShape, RequiredBy, Requirement, Standing, Tier};
use crate::pricebook::{Book, Plan};

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
pub fn facts(plan: &Plan, book: &Book) -> Html {
    html! { <div class="plan-facts">{ price(plan, book) }{ beside_price(plan, book) }</div> }
}

/// What a plan is and brings, for where the price is told already.
pub fn beside_price(plan: &Plan, book: &Book) -> Html {
    html! {
        <div class="plan-facts">
            <p>{ &plan.about }</p>
            { minimum(plan, book) }
            <ul class="grants">
                for (place, grant) in grants::of(plan, book).iter().enumerate() {
                    <li key={place}>
                        <details>
                            <summary>{ &grant.says }{ " " }{ cite::badge(grant.standing) }</summary>
                            { cite::sources(grant.sources, book) }
                        </details>
                    </li>
                }
            </ul>
            <ul class="plain">
                for (place, needed) in plan.requires.iter().enumerate() { <li key={place}>{ requirement(needed, book) }</li> }
            </ul>
            <p class="remark">{ limits(plan) }</p>
            <details><summary>{ "Where the plan is documented" }</summary>{ cite::sources(&plan.sources, book) }</details>
        </div>
    }
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

fn price(plan: &Plan, book: &Book) -> Html {
    let currency = book.edition.currency.as_str();
    let cost = short_price(plan, currency);
    match &plan.price {
        PriceShape::PerUnit { standing, sources, note, .. } => priced(&cost, *standing, sources, note.as_deref(), book),
        PriceShape::Metered { standing, sources, free, .. } => html! {
            <div class="price">
                { priced(&cost, *standing, sources, None, book) }
                for figure in free { { counted("Free of charge", figure, book) } }
            </div>
        },
        PriceShape::Included { standing, sources, note } => {
            priced("Included in something else, or free", *standing, sources, note.as_deref(), book)
        }
        PriceShape::NotPublished { sources, .. } => html! {
            <div class="price">
                <p class="unknown">{ "No source of the edition prints a price" }</p>
                { cite::sources(sources, book) }
            </div>
        },
        PriceShape::Volume { tiers, period } => html! {
            <div class="price">
                for (place, tier) in tiers.iter().enumerate() { <div key={place}>{ step(tier, currency, *period, book) }</div> }
            </div>
        },
    }
}

fn priced(said: &str, standing: Standing, sources: &[SourceId], remark: Option<&str>, book: &Book) -> Html {
    html! {
        <div class="price">
            <p><strong class="value">{ said }</strong>{ " " }{ cite::badge(standing) }</p>
            { cite::note(remark) }
            { cite::sources(sources, book) }
        </div>
    }
}

fn step(tier: &Tier, currency: &str, period: Period, book: &Book) -> Html {
    let channels: Vec<&str> = tier.channels.iter().map(|channel| channel_name(*channel)).collect();
    let only = if channels.is_empty() { String::new() } else { format!(", only {}", channels.join(" or ")) };
    let said = format!("From {} units: {}{only}", words::number(tier.from), each(tier.amount, currency, period));
    priced(&said, tier.standing, &tier.sources, tier.note.as_deref(), book)
}

fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Direct => "bought directly",
        Channel::Csp => "through a cloud solution provider",
        Channel::EnterpriseAgreement => "under an enterprise agreement",
    }
}

fn minimum(plan: &Plan, book: &Book) -> Html {
    let Some(least) = &plan.minimum else {
        return html! { <div class="price"></div> };
    };
    counted("Fewest that are sold", least, book)
}

fn counted(name: &str, figure: &Figure, book: &Book) -> Html {
    let said = format!("{name}: {}", words::number(figure.value));
    priced(&said, figure.standing, &figure.sources, figure.note.as_deref(), book)
}

fn requirement(needed: &Requirement, book: &Book) -> Html {
    let names: Vec<&str> = needed.any_of.iter().map(|id| name(id, book)).collect();
    let by = match needed.by {
        RequiredBy::Each => "for each unit",
        RequiredBy::Tenant => "once in the tenant",
        RequiredBy::Flow => "for the owner of the flow, or the flow itself",
    };
    let says = format!("Needs beside it, {by}: {}", names.join(" or "));
    html! { <><p>{ says }</p>{ cite::sources(&needed.sources, book) }</> }
}

fn name<'a>(id: &'a PlanId, book: &'a Book) -> &'a str {
    book.plan(id).map_or(id.as_str(), |plan| plan.name.as_str())
}
