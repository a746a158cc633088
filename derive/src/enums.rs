//! Enums: the name of a variant, or an object with the name under `shape` and the fields of the variant beside it.

use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{DataEnum, Fields, Variant};

use crate::attributes::Attributes;
use crate::structs;

/// The inside of the implementation.
pub fn body(attributes: &Attributes, data: &DataEnum) -> syn::Result<Tokens> {
    let names = data.variants.iter().map(|variant| {
        let own = Attributes::of(&variant.attrs)?;
        Ok(own.name(&variant.ident, attributes.kebab))
    });
    let names = names.collect::<syn::Result<Vec<_>>>()?;
    if data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
        return Ok(choice(data, &names));
    }
    let arms = data.variants.iter().map(|variant| arm(attributes, variant)).collect::<syn::Result<Vec<_>>>()?;
    // What is unknown is noted, and the first variant stands in its place until the whole reading fails.
    let Some((first, rest)) = arms.split_first() else {
        return Err(syn::Error::new_spanned(&data.variants, "an enum without variants cannot be read"));
    };
    let places = 1..=rest.len();
    Ok(quote! {
        const NAMES: &'static [&'static str] = &[#(#names),*];

        fn from_plain(value: &::serde_json::Value, reader: &mut crate::base::plain::Reader) -> Self {
            let (place, value) = reader.variant(value, Self::NAMES);
            match place {
                #(#places => #rest,)*
                _ => #first,
            }
        }
    })
}

/// An enum whose variants have no fields.
fn choice(data: &DataEnum, names: &[String]) -> Tokens {
    let variants = data.variants.iter().map(|variant| &variant.ident).collect::<Vec<_>>();
    let (first, rest) = (variants.first(), variants.get(1..).unwrap_or_default());
    let places = 1..=rest.len();
    quote! {
        const NAMES: &'static [&'static str] = &[#(#names),*];

        fn from_plain(value: &::serde_json::Value, reader: &mut crate::base::plain::Reader) -> Self {
            match reader.choice(value, Self::NAMES) {
                #(#places => Self::#rest,)*
                _ => Self::#first,
            }
        }
    }
}

fn arm(attributes: &Attributes, variant: &Variant) -> syn::Result<Tokens> {
    let name = &variant.ident;
    Ok(match &variant.fields {
        Fields::Unit => quote! { { reader.nothing(value); Self::#name } },
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            quote! { Self::#name(crate::base::plain::Plain::from_plain(value, reader)) }
        }
        Fields::Named(fields) => {
            let inside = Attributes { strict: attributes.strict, ..Attributes::default() };
            let open = structs::opened(&inside, &variant.fields, &["shape"])?;
            let read = structs::named(&inside, fields, false)?;
            quote! { { #open Self::#name #read } }
        }
        Fields::Unnamed(_) => return Err(syn::Error::new_spanned(variant, "more than one field without a name")),
    })
}
