//! A button with words on it.

use yew::prelude::*;

/// A button with words on it.
pub struct Button {
    text: AttrValue,
    label: Option<AttrValue>,
    id: Option<AttrValue>,
    disabled: bool,
    pressed: Option<bool>,
    on_press: Callback<()>,
}

impl Button {
    /// A button with these words, and what it does.
    pub fn new(text: impl Into<AttrValue>, on_press: Callback<()>) -> Self {
        Self { text: text.into(), label: None, id: None, disabled: false, pressed: None, on_press }
    }

    /// More for those who hear it, such as which card is meant.
    #[must_use]
    pub fn label(mut self, label: impl Into<AttrValue>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The id, when the focus may be sent here.
    #[must_use]
    pub fn id(mut self, id: impl Into<AttrValue>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Whether it cannot be pressed.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// It is one that stays pressed, or does not.
    #[must_use]
    pub fn pressed(mut self, pressed: bool) -> Self {
        self.pressed = Some(pressed);
        self
    }

    /// The button.
    pub fn draw(self) -> Html {
        let onclick = self.on_press.reform(|_: MouseEvent| ());
        let pressed = self.pressed.map(|pressed| if pressed { "true" } else { "false" });
        html! {
            <button type="button" class="quiet" id={self.id} disabled={self.disabled} aria-label={self.label}
                aria-pressed={pressed} {onclick}>{ self.text }</button>
        }
    }
}
