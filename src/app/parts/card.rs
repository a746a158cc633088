//! A card: the name of a thing, what can be done with it, what is said about it, and what it costs.

use yew::prelude::*;

use super::{Button, Desk, Entry, Field};
use crate::app::draft::{Kind, Uid};
use crate::app::hooks::Effect;
use crate::app::state::{Action, Fold};

/// A card, without what is said on it.
pub struct CardFrame<'a> {
    /// The way back.
    pub desk: &'a Desk,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its number.
    pub uid: Uid,
    /// Its path, such as `apps[0]`.
    pub path: &'a str,
    /// Its name as typed.
    pub name: &'a str,
    /// Takes the name.
    pub on_name: Callback<String>,
    /// Whether it is switched off; absent when it cannot be.
    pub off: Option<bool>,
    /// What the total would be without it.
    pub effect: Option<&'a Effect>,
    /// Whether what is rarely needed is unfolded.
    pub open: bool,
    /// Whether what is always shown is short enough to stand beside the name.
    pub short: bool,
    /// What is in the folded part, in a few words; nothing when there is none.
    pub more_words: &'a str,
    /// What is rarely needed.
    pub more: Html,
}

impl CardFrame<'_> {
    /// The card with what is always shown.
    pub fn draw(self, children: Html) -> Html {
        let off = self.off.unwrap_or_default();
        let (short, word, inside) = (self.short, self.kind.word(), format!("{}-more", self.path));
        let class = if off { "card card-off" } else { "card" };
        let (beside, below) = if short { (children, Html::default()) } else { (Html::default(), children) };
        let (actions, fold) = (actions(&self), fold(&self, &inside));
        html! {
            <article {class} aria-label={format!("{word} {}", self.name)}>
                <header class="card-head">
                    <Field path={format!("{}.name", self.path)} label={format!("Name of the {word}")} class="card-name"
                        words={AttrValue::default()} value={self.name.to_owned()} entry={Entry::Text} on_input={self.on_name} />
                    <span class="card-off-note" hidden={!off}>{ "switched off" }</span>
                    <div class="card-beside" hidden={!short}>{ beside }</div>
                    { actions }
                </header>
                <div class="card-body" hidden={short}>{ below }</div>
                <footer class="card-foot">
                    { fold }
                    { effect_line(self.effect, off) }
                </footer>
                <div id={inside} class="card-more" hidden={!self.open}>{ self.more }</div>
            </article>
        }
    }
}

fn actions(props: &CardFrame) -> Html {
    let dispatch = &props.desk.dispatch;
    let (kind, uid) = (props.kind, props.uid);
    let labelled = |verb: &str| AttrValue::from(format!("{verb} {}", props.name));
    let send = |action: Action| dispatch.reform(move |()| action.clone());
    let off = props.off;
    html! {
        <span class="card-actions">
            { Button::new("Copy", send(Action::Copy(kind, uid))).label(labelled("Copy")).draw() }
            if let Some(off) = off {
                <span key="switch" class="card-switch">
                    { Button::new(if off { "Switch on" } else { "Switch off" }, send(Action::Switch(kind, uid, !off))).label(labelled(if off { "Switch on" } else { "Switch off" })).draw() }
                </span>
            } else {
                <span key="none" class="card-switch" hidden={true} />
            }
            { Button::new("Remove", send(Action::Remove(kind, uid))).label(labelled("Remove")).draw() }
        </span>
    }
}

fn fold(props: &CardFrame, inside: &str) -> Html {
    let (uid, open) = (props.uid, props.open);
    let onclick = props.desk.dispatch.reform(move |_: MouseEvent| Action::Unfold(Fold::Card(uid), !open));
    html! {
        <button type="button" class="fold" hidden={props.more_words.is_empty()} aria-expanded={if open { "true" } else { "false" }}
            aria-controls={inside.to_owned()} {onclick}>
            <span class="fold-sign" aria-hidden="true">{ if open { "▾" } else { "▸" } }</span>
            { format!("{}: {}", if open { "Less" } else { "More" }, props.more_words) }
        </button>
    }
}

/// What the total would be without a thing, or, if it is switched off, with it; a hidden line while that is not known.
pub fn effect_line(effect: Option<&Effect>, off: bool) -> Html {
    let says = effect.map(|effect| sentence(effect, off)).unwrap_or_default();
    html! { <p class="effect" hidden={says.is_empty()}>{ says }</p> }
}

fn sentence(effect: &Effect, off: bool) -> String {
    let condition = if off { "Switched on" } else { "Without it" };
    let less = effect.less.grouped();
    match (effect.less.micros(), less.strip_prefix('-')) {
        (0, _) => format!("{condition}: the same total."),
        (_, Some(more)) => format!("{condition}: {}, which is {more} {} more.", effect.total, effect.total.currency),
        (_, None) => format!("{condition}: {}, which is {less} {} less.", effect.total, effect.total.currency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Money, Period, Price};

    #[test]
    fn effects_read_as_sentences() {
        let total =
            |micros| Price { amount: Money::from_micros(micros), currency: "XYZ".into(), period: Period::Month };
        let effect = |less| Effect { total: total(5_000_000), less: Money::from_micros(less) };
        assert_eq!(sentence(&effect(0), false), "Without it: the same total.");
        assert_eq!(sentence(&effect(2_000_000), false), "Without it: 5.00 XYZ per month, which is 2.00 XYZ less.");
        assert_eq!(sentence(&effect(-2_000_000), true), "Switched on: 5.00 XYZ per month, which is 2.00 XYZ more.");
    }
}
