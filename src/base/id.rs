//! Names of things in the price book, one type each, so that a plan is never taken for a source.

use std::borrow::Borrow;
use std::fmt;

use crate::base::plain::Plain;
use serde::Serialize;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Plain)]
        #[serde(transparent)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(String);

        impl $name {
            /// The id as written in the price book.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A plan or add-on of the price book, such as `power-apps-per-user`.
    PlanId
);
id!(
    /// An edition of the price book, such as `2021-10`.
    EditionId
);
id!(
    /// A source in `sources.toml`, such as `FAQ-21`.
    SourceId
);
id!(
    /// A licensing rule, such as `R5`.
    RuleId
);
id!(
    /// A question that sources answer differently, such as `test-chat`.
    ReadingId
);
id!(
    /// One of the answers to such a question, such as `not-billed`.
    OptionId
);
id!(
    /// A trial, a grace or another span of time, such as `connectors-grace`.
    TermId
);
