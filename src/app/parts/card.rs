//! A card: the name of a thing, what can be done with it, what is said about it, and what it costs.

use yew::prelude::*;

use super::{Button, Entry, Field, use_desk};
use crate::app::draft::{Kind, Uid};
use crate::app::hooks::Effect;
use crate::app::state::{Action, Fold};

/// Properties of [`CardFrame`].
#[derive(Properties, PartialEq)]
pub struct CardFrameProps {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its number.
    pub uid: Uid,
    /// Its path, such as `apps[0]`.
    pub path: AttrValue,
    /// Its name as typed.
    pub name: AttrValue,
    /// Takes the name.
    pub on_name: Callback<String>,
    /// Whether it is switched off; absent when it cannot be.
    #[prop_or_default]
    pub off: Option<bool>,
    /// What the total would be without it.
    #[prop_or_default]
    pub effect: Option<Effect>,
    /// Whether what is rarely needed is unfolded.
    #[prop_or_default]
    pub open: bool,
    /// Whether what is always shown is short enough to stand beside the name.
    #[prop_or_default]
    pub short: bool,
    /// What is in the folded part, in a few words; nothing when there is none.
    #[prop_or_default]
    pub more_words: AttrValue,
    /// What is rarely needed.
    #[prop_or_default]
    pub more: Html,
    /// What is always shown.
    pub children: Html,
}

/// A card.
#[component]
pub fn CardFrame(props: &CardFrameProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <article hidden={true} /> };
    };
    let off = props.off.unwrap_or_default();
    html! {
        <article class={classes!("card", off.then_some("card-off"))} aria-label={format!("{} {}", props.kind.word(), props.name)}>
            <header class="card-head">
                <Field path={format!("{}.name", props.path)} label={format!("Name of the {}", props.kind.word())} class="card-name"
                    words={AttrValue::default()} value={props.name.clone()} entry={Entry::Text} on_input={props.on_name.clone()} />
                <span class="card-off-note" hidden={!off}>{ "switched off" }</span>
                <div class="card-beside" hidden={!props.short}>{ if props.short { props.children.clone() } else { Html::default() } }</div>
                { actions(props, &desk.dispatch) }
            </header>
            <div class="card-body" hidden={props.short}>{ if props.short { Html::default() } else { props.children.clone() } }</div>
            <footer class="card-foot">
                { fold(props, &desk.dispatch) }
                <EffectLine effect={props.effect.clone()} {off} />
            </footer>
            <div id={inside(props)} class="card-more" hidden={!props.open}>{ if props.open { props.more.clone() } else { Html::default() } }</div>
        </article>
    }
}

fn actions(props: &CardFrameProps, dispatch: &Callback<Action>) -> Html {
    let (kind, uid) = (props.kind, props.uid);
    let labelled = |verb: &str| AttrValue::from(format!("{verb} {}", props.name));
    let send = |action: Action| dispatch.reform(move |()| action.clone());
    let off = props.off;
    html! {
        <span class="card-actions">
            <Button text="Copy" label={labelled("Copy")} on_press={send(Action::Copy(kind, uid))} />
            if let Some(off) = off {
                <span key="switch" class="card-switch">
                    <Button text={if off { "Switch on" } else { "Switch off" }} label={labelled(if off { "Switch on" } else { "Switch off" })}
                        on_press={send(Action::Switch(kind, uid, !off))} />
                </span>
            } else {
                <span key="none" class="card-switch" hidden={true} />
            }
            <Button text="Remove" label={labelled("Remove")} on_press={send(Action::Remove(kind, uid))} />
        </span>
    }
}

fn inside(props: &CardFrameProps) -> String {
    format!("{}-more", props.path)
}

fn fold(props: &CardFrameProps, dispatch: &Callback<Action>) -> Html {
    let (uid, open) = (props.uid, props.open);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Unfold(Fold::Card(uid), !open));
    html! {
        <button type="button" class="fold" hidden={props.more_words.is_empty()} aria-expanded={if open { "true" } else { "false" }}
            aria-controls={inside(props)} {onclick}>
            <span class="fold-sign" aria-hidden="true">{ if open { "▾" } else { "▸" } }</span>
            { format!("{}: {}", if open { "Less" } else { "More" }, props.more_words) }
        </button>
    }
}

/// Properties of [`EffectLine`].
#[derive(Properties, PartialEq)]
pub struct EffectLineProps {
    /// What the total would be.
    pub effect: Option<Effect>,
    /// Whether the thing is switched off, so that the effect is that of switching it on.
    #[prop_or_default]
    pub off: bool,
}

/// What the total would be without a thing; a hidden line while it is not known.
#[component]
pub fn EffectLine(props: &EffectLineProps) -> Html {
    let says = props.effect.as_ref().map(|effect| sentence(effect, props.off)).unwrap_or_default();
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
