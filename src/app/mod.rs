//! The page.
mod draft;
mod state;
