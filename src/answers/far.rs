//! How far an answer is that takes long, for whoever waits for it.

/// So many parts of an answer are done, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// Parts that are done.
    pub done: usize,
    /// All parts.
    pub all: usize,
    /// What the parts are, in the plural.
    pub what: &'static str,
}

/// Is told after each part.
pub type Tell<'a> = dyn FnMut(Far) + 'a;

/// For whoever does not want to know.
pub fn silent(_: Far) {}
