//! Structs: an object with a field for each field, or, with one field without a name, what that field is.

use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Fields, FieldsNamed};

use crate::attributes::{Absent, Attributes};

/// The inside of the implementation.
pub fn body(attributes: &Attributes, fields: &Fields) -> syn::Result<Tokens> {
    let (default, read) = match fields {
        Fields::Named(fields) => {
            let whole = matches!(attributes.absent, Absent::Default);
            let read = named(attributes, fields, whole)?;
            (
                whole.then(|| quote! { let default = <Self as ::core::default::Default>::default(); }),
                quote! { Self #read },
            )
        }
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            (None, quote! { Self(crate::base::plain::Plain::from_plain(value, reader)) })
        }
        _ => return Err(syn::Error::new_spanned(fields, "only named fields or a single one can be read")),
    };
    let open = matches!(fields, Fields::Named(_)).then(|| opened(attributes, fields, &[])).transpose()?;
    Ok(quote! {
        fn from_plain(value: &::serde_json::Value, reader: &mut crate::base::plain::Reader) -> Self {
            #open
            #default
            #read
        }
    })
}

/// Opens the object `value` as `fields`; `more` are names of fields that others read.
pub fn opened(attributes: &Attributes, fields: &Fields, more: &[&str]) -> syn::Result<Tokens> {
    let mut names = more.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for field in fields {
        if let Some(ident) = &field.ident {
            names.push(Attributes::of(&field.attrs)?.name(ident, attributes.kebab));
        }
    }
    let strict = attributes.strict;
    Ok(quote! { let fields = reader.object(value, &[#(#names),*], #strict); })
}

/// The fields in braces, each read from `fields`. With `whole`, what is left out is taken from `default`.
pub fn named(attributes: &Attributes, fields: &FieldsNamed, whole: bool) -> syn::Result<Tokens> {
    let read = fields.named.iter().map(|field| {
        let own = Attributes::of(&field.attrs)?;
        let ident = field.ident.as_ref().ok_or_else(|| syn::Error::new_spanned(field, "a field without a name"))?;
        let name = own.name(ident, attributes.kebab);
        Ok(match own.absent {
            Absent::Wrong if whole => quote! { #ident: reader.optional(fields, #name).unwrap_or(default.#ident) },
            Absent::Wrong => quote! { #ident: reader.field(fields, #name) },
            Absent::Default => quote! { #ident: reader.or_default(fields, #name) },
            Absent::From(path) => quote! { #ident: reader.optional(fields, #name).unwrap_or_else(#path) },
        })
    });
    let read = read.collect::<syn::Result<Vec<_>>>()?;
    Ok(quote! { { #(#read),* } })
}
