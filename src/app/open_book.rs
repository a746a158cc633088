//! The price book that the page works with, shared by its parts.

use std::ops::Deref;
use std::rc::Rc;

use crate::pricebook::Book;

/// A price book; two are the same when they are one. To compare them figure by figure would tell the page nothing more, as
/// each is made once for its edition, and its code would travel with the page.
#[derive(Clone, Debug)]
pub struct OpenBook(Rc<Book>);

impl PartialEq for OpenBook {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Book> for OpenBook {
    fn from(book: Book) -> Self {
        Self(Rc::new(book))
    }
}

impl Deref for OpenBook {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.0
    }
}
