//! A bot: who makes it, and how many sessions are billed.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::draft::{BotDraft, Kind};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Entry, Field, tick, use_desk};

/// Properties of [`BotCard`].
#[derive(Properties, PartialEq)]
pub struct BotCardProps {
    /// The bot.
    pub card: Rc<BotDraft>,
    /// Its place in the list.
    pub place: usize,
    /// What the total would be without it.
    pub effect: Option<Effect>,
}

/// A bot.
#[component]
pub fn BotCard(props: &BotCardProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let (card, uid) = (&props.card, props.card.uid);
    let path = format!("bots[{}]", props.place);
    let frame = CardFrame {
        desk: &desk,
        kind: Kind::Bot,
        uid,
        path: &path,
        name: &card.name,
        on_name: desk.set(uid, "name", |bot: &mut BotDraft, text| bot.name = text),
        off: Some(card.off),
        effect: props.effect.as_ref(),
        open: false,
        short: false,
        more_words: "",
        more: Html::default(),
    };
    frame.draw(html! { <div class="say">
                <Field path={format!("{path}.authors")} label={format!("People who make {}", card.name)} words="is made by" after="people"
                    entry={Entry::Count} value={card.authors.clone()} placeholder="1"
                    on_input={desk.set(uid, "authors", |bot: &mut BotDraft, text| bot.authors = text)} />
                <Field path={format!("{path}.sessions_per_month")} label={format!("Billed sessions of {} in the month with the most", card.name)}
                    words="and has" after="billed sessions in the busiest month" entry={Entry::Count} value={card.sessions.clone()}
                    placeholder="0" on_input={desk.set(uid, "sessions", |bot: &mut BotDraft, text| bot.sessions = text)} />
                { tick(format!("{path}.teams_only"), "lives in Microsoft Teams only", card.teams_only, &desk.set(uid, "teams_only", |bot: &mut BotDraft, on| bot.teams_only = on)) }
            </div> })
}
