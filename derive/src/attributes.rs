//! What `#[serde(…)]` says of a type, a field or a variant.

use syn::{Attribute, Ident, LitStr, Path};

/// What a field is when it is left out.
#[derive(Default)]
pub enum Absent {
    /// A fault.
    #[default]
    Wrong,
    /// The default of its type.
    Default,
    /// What a function gives.
    From(Path),
}

/// What was said.
#[derive(Default)]
pub struct Attributes {
    /// Another name.
    pub rename: Option<String>,
    /// Names with hyphens.
    pub kebab: bool,
    /// What it is when it is left out.
    pub absent: Absent,
    /// Whether unknown fields are refused.
    pub strict: bool,
}

impl Attributes {
    /// Reads the attributes of one item.
    pub fn of(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut said = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| {
                let word = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
                match word.as_str() {
                    "rename" => said.rename = Some(meta.value()?.parse::<LitStr>()?.value()),
                    "rename_all" => {
                        let case = meta.value()?.parse::<LitStr>()?;
                        if case.value() != "kebab-case" {
                            return Err(syn::Error::new_spanned(case, "only kebab-case is read"));
                        }
                        said.kebab = true;
                    }
                    "default" if meta.input.peek(syn::Token![=]) => {
                        said.absent = Absent::From(meta.value()?.parse::<LitStr>()?.parse()?);
                    }
                    "default" => said.absent = Absent::Default,
                    "deny_unknown_fields" => said.strict = true,
                    // About writing, or what a struct of one field is read as anyway.
                    "skip_serializing_if" => drop(meta.value()?.parse::<LitStr>()?),
                    "skip_serializing" | "transparent" => {}
                    _ => return Err(meta.error("this attribute is not known to `Plain`")),
                }
                Ok(())
            })?;
        }
        Ok(said)
    }

    /// The name in data of something that is called so in Rust; `kebab` is what its surroundings say.
    pub fn name(&self, ident: &Ident, kebab: bool) -> String {
        let written = ident.to_string();
        let plain = written.strip_prefix("r#").unwrap_or(&written);
        self.rename.clone().unwrap_or_else(|| if kebab { hyphened(plain) } else { plain.to_owned() })
    }
}

/// `RedApple` and `red_apple` as `red-apple`.
fn hyphened(name: &str) -> String {
    let mut hyphened = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !hyphened.is_empty() {
            hyphened.push('-');
        }
        match letter {
            '_' => hyphened.push('-'),
            _ => hyphened.extend(letter.to_lowercase()),
        }
    }
    hyphened
}
