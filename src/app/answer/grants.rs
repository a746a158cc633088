//! What one unit of a plan brings, in plain words, each with what it stands on. It knows the kinds of grants, no plan.

use super::words::number;
use crate::base::SourceId;
use crate::base::count::gigabytes;
use crate::pricebook::schema::{CapacityGrant, DesktopGrant, PoolGrant, RequestGrant, Standing};
use crate::pricebook::{Book, Plan};

/// One thing that a plan brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant<'a> {
    /// What it is.
    pub says: String,
    /// How well it is founded.
    pub standing: Standing,
    /// Where it is said.
    pub sources: &'a [SourceId],
}

/// Everything that one unit brings, in a fixed order.
pub fn of<'a>(plan: &'a Plan, book: &Book) -> Vec<Grant<'a>> {
    let (grants, words) = (&plan.grants, book.words());
    let mut all = Vec::new();
    let mut add = |says: String, standing, sources| all.push(Grant { says, standing, sources });
    if let Some(apps) = &grants.apps {
        add(words.of("app", &apps.scope), apps.standing, apps.sources.as_slice());
    }
    for flows in &grants.flows {
        add(words.of("flow", &flows.scope), flows.standing, flows.sources.as_slice());
    }
    if let Some(desktop) = &grants.desktop {
        add(bots(desktop), desktop.standing, desktop.sources.as_slice());
    }
    for right in &grants.rights {
        add(words.of("right", &right.right), right.standing, right.sources.as_slice());
    }
    if let Some(capacity) = &grants.capacity {
        add(storage(capacity), capacity.standing, capacity.sources.as_slice());
    }
    if let Some(requests) = &grants.requests {
        add(requests_of(requests), requests.standing, requests.sources.as_slice());
    }
    for (pool, grant) in &grants.pools {
        add(pooled(&words.of("pool", pool), grant), grant.standing, grant.sources.as_slice());
    }
    all
}

fn bots(desktop: &DesktopGrant) -> String {
    let mut parts = Vec::new();
    if desktop.attended > 0 {
        parts.push(format!("attended desktop bots: {}", desktop.attended));
    }
    if desktop.unattended > 0 {
        parts.push(format!("unattended desktop bots: {}", desktop.unattended));
    }
    if desktop.base_for_unattended {
        parts.push("may carry unattended add-ons".to_owned());
    }
    capital(&parts.join(", "))
}

fn storage(capacity: &CapacityGrant) -> String {
    let parts = [("database", capacity.database_mb), ("files", capacity.file_mb), ("logs", capacity.log_mb)];
    let some = parts.iter().filter(|(_, megabytes)| *megabytes > 0);
    let said: Vec<String> = some.map(|(name, megabytes)| format!("{} of {name}", gigabytes(*megabytes))).collect();
    if said.is_empty() { "No storage".to_owned() } else { format!("Storage for the tenant: {}", said.join(", ")) }
}

fn requests_of(requests: &RequestGrant) -> String {
    format!("{} requests in any 24 hours", number(requests.per_day))
}

fn pooled(name: &str, grant: &PoolGrant) -> String {
    let once = if grant.once { ", once for the tenant" } else { "" };
    let from = grant.from_units.map_or_else(String::new, |units| format!(", from {} units on", number(units)));
    format!("{name}: {}{once}{from}", number(grant.value))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::library;

    #[test]
    fn every_grant_of_every_edition_has_words_and_a_source() {
        for head in library().editions() {
            let book = library().book(Some(head.id.as_str())).expect("a book");
            for (plan, grant) in
                book.plans().flat_map(|plan| of(plan, &book).into_iter().map(move |grant| (plan, grant)))
            {
                assert!(
                    grant.says.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
                    "{}: {grant:?}",
                    plan.id
                );
                assert!(!grant.says.ends_with([' ', ':']) && !grant.sources.is_empty(), "{}: {grant:?}", plan.id);
            }
        }
    }
}
