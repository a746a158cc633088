//! The contact centre: agents, and conversations with bots.

use yew::prelude::*;

use crate::app::draft::CentreDraft;
use crate::app::hooks::Effect;
use crate::app::parts::{Entry, Field, effect_line, use_desk};

/// Properties of [`Centre`].
#[derive(Properties, PartialEq)]
pub struct CentreProps {
    /// The contact centre.
    pub centre: CentreDraft,
    /// What the total would be without it.
    pub effect: Option<Effect>,
}

/// The contact centre.
#[component]
pub fn Centre(props: &CentreProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let centre = &props.centre;
    html! {
        <div class="card">
            <div class="card-body say">
                <Field path="omnichannel.chat" label="Agents who chat with customers" words="" after="agents chat with customers"
                    entry={Entry::Count} value={centre.chat.clone()} placeholder="0"
                    on_input={desk.set_whole("chat", |draft, text| draft.centre.chat = text)} />
                <Field path="omnichannel.digital_messaging" label="Agents who use digital messaging channels" words=""
                    after="agents answer in messaging channels" entry={Entry::Count} value={centre.messaging.clone()} placeholder="0"
                    on_input={desk.set_whole("messaging", |draft, text| draft.centre.messaging = text)} />
                <Field path="omnichannel.bot_conversations_per_month" label="Conversations with a bot in the month with the most" words="bots take"
                    after="conversations in the busiest month" entry={Entry::Count} value={centre.conversations.clone()} placeholder="0"
                    on_input={desk.set_whole("conversations", |draft, text| draft.centre.conversations = text)} />
                <Field path="omnichannel.hold_customer_service" label="Agents who hold the base license of customer service already" words=""
                    after="of the agents hold the base license of customer service already" entry={Entry::Count}
                    value={centre.hold_base.clone()} placeholder="all"
                    on_input={desk.set_whole("hold base", |draft, text| draft.centre.hold_base = text)} />
            </div>
            <div class="card-foot">{ effect_line(props.effect.as_ref(), false) }</div>
        </div>
    }
}
