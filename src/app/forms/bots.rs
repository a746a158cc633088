//! A bot: who makes it, and how many sessions are billed.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::draft::{BotDraft, Kind};
use crate::app::hooks::Effect;
use crate::app::parts::{CardFrame, Entry, Field, Tick, use_desk};

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
    html! {
        <CardFrame kind={Kind::Bot} {uid} path={path.clone()} name={card.name.clone()} off={card.off} effect={props.effect.clone()}
            on_name={desk.set(uid, "name", |bot: &mut BotDraft, text| bot.name = text)}>
            <div class="say">
                <Field path={format!("{path}.authors")} label={format!("People who make {}", card.name)} words="is made by" after="people"
                    entry={Entry::Count} value={card.authors.clone()} placeholder="1"
                    on_input={desk.set(uid, "authors", |bot: &mut BotDraft, text| bot.authors = text)} />
                <Field path={format!("{path}.sessions_per_month")} label={format!("Billed sessions of {} in the month with the most", card.name)}
                    words="and has" after="billed sessions in the busiest month" entry={Entry::Count} value={card.sessions.clone()}
                    placeholder="0" on_input={desk.set(uid, "sessions", |bot: &mut BotDraft, text| bot.sessions = text)} />
                <Tick path={format!("{path}.teams_only")} text="lives in Microsoft Teams only"
                    on={card.teams_only} on_tick={desk.set(uid, "teams_only", |bot: &mut BotDraft, on| bot.teams_only = on)} />
            </div>
        </CardFrame>
    }
}
