//! Worked examples that the page offers: scenarios as people write them, each with a title, a sentence and its source.

use super::draft::Draft;
use crate::base::plain::{self, Plain};
use crate::licensing::{Scenario, read};

/// What the page says of a worked example.
#[derive(Debug, Clone, PartialEq, Eq, Plain)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The file's name without its ending.
    pub file: String,
    /// A few words.
    pub title: String,
    /// One sentence on what it shows.
    pub about: String,
    /// Where the example comes from.
    pub source: String,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../static/scenarios/", $name, ".json")))),*]
    };
}

/// The texts of the examples; a test holds this list against the folder.
const FILES: &[(&str, &str)] = files![
    "ai-builder-invoices",
    "app-on-sql-server",
    "bot-4500-sessions",
    "contact-centre",
    "instant-premium-flow",
    "large-mixed-tenant",
    "model-driven-storage",
    "portal-logins",
    "sharepoint-list-5000",
    "standard-only",
    "two-flows-over-http",
    "unattended-desktop",
];

/// All examples in the order of the index; one that cannot be read is left out, and a test allows none.
pub fn all() -> Vec<Template> {
    plain::parse(include_str!("../../static/scenarios/index.json")).unwrap_or_default()
}

/// The scenario of an example.
pub fn scenario(file: &str) -> Option<Scenario> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == file)?;
    read::scenario(text).ok()
}

/// The form of an example; the edition stays the one that is chosen.
pub fn draft(file: &str, edition: &str) -> Option<Draft> {
    scenario(file).map(|scenario| Draft { edition: edition.to_owned(), ..Draft::from(&scenario) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::library;
    use crate::report::Code;

    #[test]
    fn index_list_and_folder_agree() {
        let index: Vec<Template> =
            serde_json::from_str(include_str!("../../static/scenarios/index.json")).expect("the index reads");
        let mut indexed: Vec<String> = index.iter().map(|template| template.file.clone()).collect();
        indexed.sort();
        let listed: Vec<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(indexed, listed);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/scenarios");
        let mut found: Vec<String> = folder
            .read_dir()
            .expect("the folder of scenarios")
            .filter_map(|entry| entry.ok()?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
            .filter(|stem| stem != "index")
            .collect();
        found.sort();
        assert_eq!(found, listed);
        assert!(
            index.iter().all(|template| !template.title.is_empty()
                && !template.about.is_empty()
                && !template.source.is_empty())
        );
    }

    #[test]
    fn each_example_reads_and_survives_the_form() {
        for (name, text) in FILES {
            let scenario = read::scenario(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let draft = draft(name, "").expect("it read");
            assert_eq!(draft.read().as_ref(), Ok(&scenario), "{name}");
        }
    }

    #[test]
    fn each_example_has_a_valid_answer_wherever_its_needs_are_sold() {
        let latest = library().editions().last().map(|head| head.id.clone());
        for head in library().editions() {
            let book = library().book(Some(head.id.as_str())).expect("an edition of the library");
            for (name, _) in FILES {
                let scenario = scenario(name).expect("it reads");
                let estimate = crate::cheapest(&book, &scenario)
                    .unwrap_or_else(|faults| panic!("{name} in {}: {faults:?}", head.id));
                let not_yet_sold = Some(&head.id) != latest.as_ref()
                    && estimate.issues.first().is_some_and(|issue| issue.code == Code::NoPlanCovers);
                assert!(estimate.valid || not_yet_sold, "{name} in {}: {:#?}", head.id, estimate.issues);
            }
        }
    }
}
