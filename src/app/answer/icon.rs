//! The few signs of the answer, drawn in the colour of the text beside them. They decorate: the words say it too.

use yew::prelude::*;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// As it should be.
    Check,
    /// Look here.
    Warning,
    /// Not like this.
    Stop,
    /// Something to know.
    Note,
    /// Opens and closes.
    Chevron,
}

/// The sign as a picture without a name.
pub fn draw(icon: Icon) -> Html {
    let path = match icon {
        Icon::Check => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5.2-4.3 4.4-2.6-2.5.9-1 1.7 1.6 3.4-3.5Z",
        Icon::Warning => "M8 1.3.7 14.2h14.6L8 1.3Zm-.8 4.5h1.6v4.3H7.2V5.8Zm0 5.3h1.6v1.6H7.2v-1.6Z",
        Icon::Stop => "M5 1h6l4 4v6l-4 4H5l-4-4V5l4-4Zm2.2 3v5h1.6V4H7.2Zm0 6.2v1.7h1.6v-1.7H7.2Z",
        Icon::Note => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-.8 3h1.6v1.6H7.2V4Zm0 2.8h1.6V12H7.2V6.8Z",
        Icon::Chevron => "m3.2 10.6 4.8-5 4.8 5-1.1 1L8 7.7l-3.7 3.9-1.1-1Z",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path fill="currentColor" d={path} />
        </svg>
    }
}
