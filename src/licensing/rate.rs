//! What a quantity of a plan costs: one function for each price shape. The user's own price comes before the book's.

use super::scenario::Tenant;
use crate::base::{Money, Period, Price};
use crate::pricebook::schema::{Channel, Kind, PriceShape, Standing, Tier};
use crate::pricebook::{Book, Plan};
use crate::report::UnitPrice;

/// The price of one unit and month when `quantity` units are bought; nothing when no price is known.
pub fn unit_price(book: &Book, tenant: &Tenant, plan: &Plan, quantity: u64) -> Option<UnitPrice> {
    if let Some(amount) = tenant.prices.get(&plan.id) {
        let price = monthly(book, *amount, Period::Month);
        return Some(UnitPrice { price, yours: true, standing: Standing::default(), sources: Vec::new(), note: None });
    }
    match &plan.price {
        PriceShape::PerUnit { amount, period, standing, sources, note } => Some(UnitPrice {
            price: monthly(book, *amount, *period),
            yours: false,
            standing: *standing,
            sources: sources.clone(),
            note: note.clone(),
        }),
        PriceShape::Volume { period, tiers } => tier(tiers, tenant.channel, quantity).map(|tier| UnitPrice {
            price: monthly(book, tier.amount, *period),
            yours: false,
            standing: tier.standing,
            sources: tier.sources.clone(),
            note: tier.note.clone(),
        }),
        // A suite is included in what it is bought for; to buy it for what it brings along is not free, only not priced here.
        PriceShape::Included { .. } if plan.kind == Kind::Suite => None,
        PriceShape::Included { standing, sources, note } => Some(UnitPrice {
            price: monthly(book, Money::ZERO, Period::Month),
            yours: false,
            standing: *standing,
            sources: sources.clone(),
            note: note.clone(),
        }),
        PriceShape::Metered { .. } => super::payg::unit_price(book, plan),
        PriceShape::NotPublished { .. } => None,
    }
}

/// The tier that a quantity reaches among those that the channel sells.
fn tier(tiers: &[Tier], channel: Channel, quantity: u64) -> Option<&Tier> {
    sold_tiers(tiers, channel).filter(|tier| tier.from <= quantity.max(1)).last()
}

/// Tiers that a channel sells, the lowest first.
pub fn sold_tiers(tiers: &[Tier], channel: Channel) -> impl Iterator<Item = &Tier> {
    tiers.iter().filter(move |tier| tier.channels.is_empty() || tier.channels.contains(&channel))
}

/// Steps of a price: from which quantity on one unit costs how much in a month. One step for a price without tiers.
pub fn price_steps(book: &Book, tenant: &Tenant, plan: &Plan) -> Vec<(u64, Money)> {
    let starts: Vec<u64> = match &plan.price {
        PriceShape::Volume { tiers, .. } if !tenant.prices.contains_key(&plan.id) => {
            sold_tiers(tiers, tenant.channel).map(|tier| tier.from).collect()
        }
        _ => vec![1],
    };
    let at = |from: u64| unit_price(book, tenant, plan, from).map(|unit| (from, unit.price.amount));
    starts.into_iter().filter_map(at).collect()
}

/// A price for a month; a yearly one is shared out over twelve months, rounded to the nearest millionth.
fn monthly(book: &Book, amount: Money, period: Period) -> Price {
    let amount = match period {
        Period::Month => amount,
        Period::Year => Money::from_micros((amount.micros() + 6).div_euclid(12)),
    };
    Price { amount, currency: book.edition.currency.clone(), period: Period::Month }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::library;

    #[test]
    fn a_yearly_price_is_shared_out_over_twelve_months() {
        let book = library().book(None).expect("the latest edition");
        for (year, month) in
            [(480_000_000, 40_000_000), (100_000_000, 8_333_333), (200_000_000, 16_666_667), (6, 1), (5, 0)]
        {
            let price = monthly(&book, Money::from_micros(year), Period::Year);
            assert_eq!((price.amount.micros(), price.period), (month, Period::Month), "{year}");
        }
        assert_eq!(monthly(&book, Money::from_micros(7), Period::Month).amount.micros(), 7);
    }
}
