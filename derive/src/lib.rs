//! `#[derive(Plain)]`: how a type is read from plain data (`plancost::base::plain`), written down once, at the type.
//!
//! It follows serde's own attributes as far as this project uses them, so that what `Serialize` writes is read again:
//! `rename`, `rename_all = "kebab-case"`, `default`, `deny_unknown_fields`, `transparent`, and those that are about writing
//! only. Any other is refused. It makes `serde::Deserialize` too, by way of the same reading: there is one way only.

mod attributes;
mod enums;
mod structs;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Data, DeriveInput, Error, parse_macro_input};

use attributes::Attributes;

/// Implements `Plain` and `serde::Deserialize`.
#[proc_macro_derive(Plain, attributes(serde))]
pub fn plain(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implemented(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implemented(input: &DeriveInput) -> syn::Result<Tokens> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "a type with parameters cannot be read"));
    }
    let attributes = Attributes::of(&input.attrs)?;
    let body = match &input.data {
        Data::Struct(data) => structs::body(&attributes, &data.fields)?,
        Data::Enum(data) => enums::body(&attributes, data)?,
        Data::Union(_) => return Err(Error::new_spanned(&input.ident, "a union cannot be read")),
    };
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl crate::base::plain::Plain for #name {
            #body
        }
        #[automatically_derived]
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                crate::base::plain::deserialize(deserializer)
            }
        }
    })
}
