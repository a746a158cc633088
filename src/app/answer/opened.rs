//! What stands behind each door: one sentence, the small table, then the whole derivation.

use yew::prelude::*;

use super::super::hooks::Shown;
use super::door::Door;
use super::own_price::{self, OnPrice};
use super::plan;
use super::sum;
use super::sure;
use super::words;
use crate::app::parts::Drawn;
use crate::base::PlanId;
use crate::pricebook::{Book, Plan};
use crate::report::html::{Writer, means};
use crate::report::{Estimate, Line, Pooled};

/// The heading and the content behind a door.
pub fn behind(door: &Door, estimate: &Estimate, shown: &Shown, on_price: &OnPrice) -> (String, Html) {
    let book = &*shown.book;
    let mut out = Writer::new(book);
    let title = match door {
        Door::Total => {
            sum::explain(&mut out, estimate);
            "The total".to_owned()
        }
        Door::Sure => {
            sure::explain(&mut out, estimate);
            "How sure this is".to_owned()
        }
        Door::Edition => {
            edition(&mut out, book);
            format!("Edition {}", estimate.edition)
        }
        Door::Line(id) => match find(estimate, id) {
            Some(found) => {
                line(&mut out, found);
                found.name.clone()
            }
            None => gone(&mut out),
        },
        Door::Price(id) => match (find(estimate, id), book.plan(id)) {
            (Some(found), Some(plan)) => {
                return (format!("{}: the price", found.name), price(found, plan, shown, on_price));
            }
            _ => gone(&mut out),
        },
        Door::Pooled(key) => match estimate.pooled.iter().find(|pool| pool.key == *key) {
            Some(pool) => {
                pooled(&mut out, pool);
                pool.name.clone()
            }
            None => gone(&mut out),
        },
    };
    (title, html! { <Drawn class="drawn" html={out.finish()} /> })
}

fn find<'a>(estimate: &'a Estimate, plan: &PlanId) -> Option<&'a Line> {
    estimate.lines.iter().find(|line| line.plan == *plan)
}

/// The answer may change while the panel is open.
fn gone(out: &mut Writer) -> String {
    out.put(r#"<p class="lead">The last change took it away.</p>"#, &[]);
    "No longer part of the answer".to_owned()
}

fn line(out: &mut Writer, line: &Line) {
    let to_buy = line.quantity.saturating_sub(line.owned);
    let head =
        r#"<p class="lead">$</p><table class="facts"><caption class="unseen">The line in figures</caption><tbody>"#;
    out.put(head, &[&line.reason.says]);
    words::fact(out, "Needed", &format!("{} × {}", words::number(line.quantity), line.unit_name));
    words::fact(out, "Owned already", &words::number(line.owned));
    words::fact(out, "To buy", &words::number(to_buy));
    words::fact(out, "Price of one", &words::each(line));
    words::fact(out, "Amount", &words::amount(line));
    out.put("</tbody></table>", &[]);
    founded(out, line);
    out.put(r#"<h3>Who gets it</h3><table class="facts"><caption class="unseen">Who gets it</caption><tbody>"#, &[]);
    for holder in &line.holders {
        words::fact(out, &holder.who, &words::number(holder.quantity));
    }
    out.put("</tbody></table><h3>How it comes about</h3>", &[]);
    out.body(&line.reason);
}

/// Where the price of one comes from.
fn founded(out: &mut Writer, line: &Line) {
    let Some(unit) = &line.unit_price else {
        return out.put(r#"<p class="hint">No source of the edition prints the price.</p>"#, &[]);
    };
    if unit.yours {
        return out.put(r#"<p class="hint">You stated this price.</p>"#, &[]);
    }
    out.put(r#"<div class="founded"><p>The price is"#, &[]);
    out.badge(unit.standing);
    out.put(". $</p>", &[means(unit.standing)]);
    out.note(unit.note.as_deref());
    out.sources(&unit.sources);
    out.put("</div>", &[]);
}

fn price(line: &Line, plan: &Plan, shown: &Shown, on_price: &OnPrice) -> Html {
    let says = line.unit_price.as_ref().map_or_else(
        || format!("No source of edition {} prints what one {} costs.", shown.book.edition.id, line.unit_name),
        |unit| format!("One {} costs {}.", line.unit_name, unit.price),
    );
    let (mut above, mut below) = (Writer::new(&*shown.book), Writer::new(&*shown.book));
    above.put(r#"<p class="lead">$</p>"#, &[&says]);
    founded(&mut above, line);
    below.put("<h3>What the plan is</h3>", &[]);
    plan::beside_price(&mut below, plan, &shown.book);
    html! {
        <>
            <Drawn class="drawn" html={above.finish()} />
            <h3>{ "You pay another price?" }</h3>
            { own_price::field(plan, shown, on_price) }
            { own_price::seen(plan, &shown.book, on_price) }
            <Drawn class="drawn" html={below.finish()} />
        </>
    }
}

fn pooled(out: &mut Writer, pool: &Pooled) {
    let head =
        r#"<p class="lead">$</p><table class="facts"><caption class="unseen">Needed and entitled</caption><tbody>"#;
    out.put(head, &[&pool.reason.says]);
    words::fact(out, "Needed", &format!("{} {}", words::number(pool.needed), pool.unit));
    words::fact(out, "Entitled", &format!("{} {}", words::number(pool.entitled), pool.unit));
    out.put("</tbody></table><h3>How it adds up</h3>", &[]);
    out.body(&pool.reason);
}

fn edition(out: &mut Writer, book: &Book) {
    let head = &book.edition;
    out.put(r#"<p class="lead">$</p>"#, &[&head.why]);
    let says = "<p>Its prices, limits and plans hold from $ on, in $.</p><h3>Where the change is documented</h3>";
    out.put(says, &[&head.holds_from.to_string(), &head.currency]);
    out.sources(&head.sources);
}
