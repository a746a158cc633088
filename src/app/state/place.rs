//! Where a path such as `flows[2].owner` points to in the form.

use crate::app::draft::{Draft, Kind, Uid};

/// The section that a path lies in: the part before the first dot or bracket, unless that is shown in another one.
pub fn section(path: &str) -> &str {
    match path.split(['.', '[']).next().unwrap_or(path) {
        "as_of" => "tenant",
        "ai_builder" => "storage",
        "integrations" => "programs",
        "unassigned" | "assigned" | "own" => "own-section",
        field => field,
    }
}

/// The card that a path lies on.
pub fn card(draft: &Draft, path: &str) -> Option<Uid> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.field() == section(path))?;
    let (_, rest) = path.split_once('[')?;
    let (place, _) = rest.split_once(']')?;
    draft.uid_at(kind, place.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_sections_and_cards() {
        let mut draft = Draft::default();
        draft.add(Kind::Flow);
        let second = draft.add(Kind::Flow);
        assert_eq!(card(&draft, "flows[1].owner"), Some(second));
        assert_eq!(card(&draft, "flows[2]"), None);
        assert_eq!(card(&draft, "flows"), None);
        assert_eq!(card(&draft, "tenant.owned"), None);
        assert_eq!(section("tenant.owned.x"), "tenant");
        assert_eq!(section("ai_builder.months[0].name"), "storage");
        assert_eq!(section("flows[0]"), "flows");
    }
}
