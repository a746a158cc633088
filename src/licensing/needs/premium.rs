//! What makes an app or a flow premium, in words and with its sources.

use crate::licensing::resolve::Premium;
use crate::licensing::scenario::AppKind;
use crate::licensing::words::count_of;
use crate::pricebook::schema::{ConnectorClass, Standing};
use crate::pricebook::{Book, Connector};
use crate::report::Evidence;

/// What makes something premium, with the sources of the connector's class.
pub fn evidence(book: &Book, why: &Premium) -> Evidence {
    let tables;
    let (what, value, rule) = match why {
        Premium::Connector(connector) => return of_connector(connector),
        Premium::Named(name, class) => {
            let note = Some("your own word, or a connector that the price book does not know".to_owned());
            let (what, value) = ((*name).to_owned(), class_name(*class).to_owned());
            return Evidence { what, value, standing: Standing::Inferred, sources: Vec::new(), note };
        }
        Premium::Kind(AppKind::Portal) => ("portal", "needs a license for people of the organization", "R24"),
        Premium::Kind(_) => ("model-driven app", "premium, as it is made from tables of Dataverse", "APP-1"),
        Premium::Table(name) => (*name, "restricted table of Dynamics 365", "R18"),
        Premium::CustomTables(count) => {
            tables = count_of(*count, "custom table");
            (tables.as_str(), "premium, as they are tables of Dataverse", "R18")
        }
        Premium::Process => ("business process flow", "premium, as no suite of the office brings it", "R2"),
        Premium::Desktop => ("desktop part", "premium", "R23"),
    };
    // What a thing is by its nature is as well founded as the rule that says so.
    let (standing, sources) = book.rule(rule).map(|rule| (rule.standing, rule.sources.clone())).unwrap_or_default();
    Evidence { what: what.to_owned(), value: value.to_owned(), standing, sources, note: None }
}

fn of_connector(connector: &Connector) -> Evidence {
    Evidence {
        what: connector.name.clone(),
        value: class_name(connector.class).to_owned(),
        standing: connector.standing,
        sources: connector.sources.clone(),
        note: connector.note.clone(),
    }
}

/// What a class is called in a sentence.
fn class_name(class: ConnectorClass) -> &'static str {
    match class {
        ConnectorClass::Standard => "standard connector",
        ConnectorClass::Premium => "premium connector",
        ConnectorClass::Custom => "custom connector",
        ConnectorClass::Gateway => "on-premises data gateway",
    }
}

/// What makes something premium, for a sentence.
pub fn names(book: &Book, premium: &[Premium]) -> Vec<String> {
    premium.iter().map(|why| format!("{} ({})", evidence(book, why).what, short_class(why))).collect()
}

fn short_class(why: &Premium) -> &'static str {
    match why {
        Premium::Connector(connector) => class_name(connector.class),
        Premium::Named(_, class) => class_name(*class),
        Premium::Table(_) => "restricted",
        Premium::Kind(_) | Premium::CustomTables(_) | Premium::Process | Premium::Desktop => "premium",
    }
}
