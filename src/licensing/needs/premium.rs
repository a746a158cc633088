//! What makes an app or a flow premium, in words and with its sources.

use crate::licensing::resolve::Premium;
use crate::licensing::scenario::AppKind;
use crate::pricebook::schema::{ConnectorClass, Standing};
use crate::report::Evidence;

/// What makes something premium, with the sources of the connector's class.
pub fn evidence(why: &Premium) -> Evidence {
    let (what, value, standing, sources, note) = match why {
        Premium::Connector(connector) => (
            connector.name.clone(),
            class_name(connector.class),
            connector.standing,
            connector.sources.clone(),
            connector.note.clone(),
        ),
        Premium::Named(name, class) => ((*name).to_owned(), class_name(*class), Standing::Inferred, Vec::new(), None),
        Premium::Kind(AppKind::Portal) => {
            ("portal".into(), "needs a license for people of the organization", Standing::Official, Vec::new(), None)
        }
        Premium::Kind(_) => (
            "model-driven app".into(),
            "premium, as it is made from tables of Dataverse",
            Standing::Official,
            Vec::new(),
            None,
        ),
        Premium::Table(name) => {
            ((*name).to_owned(), "restricted table of Dynamics 365", Standing::Official, Vec::new(), None)
        }
        Premium::Desktop => ("desktop part".into(), "premium", Standing::Official, Vec::new(), None),
    };
    Evidence { what, value: value.to_owned(), standing, sources, note }
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
pub fn names(premium: &[Premium]) -> Vec<String> {
    premium.iter().map(|why| format!("{} ({})", evidence(why).what, short_class(why))).collect()
}

fn short_class(why: &Premium) -> &'static str {
    match why {
        Premium::Connector(connector) => class_name(connector.class),
        Premium::Named(_, class) => class_name(*class),
        Premium::Table(_) => "restricted",
        Premium::Kind(_) | Premium::Desktop => "premium",
    }
}
