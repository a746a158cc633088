//! Why: each need with how it is met, what was taken for granted, and the rules and sources that the answer stands on.

use yew::prelude::*;

use super::readings;
use crate::app::parts::Drawn;
use crate::app::state::Action;
use crate::pricebook::Book;
use crate::report::Estimate;
use crate::report::html::Writer;

/// The whole view.
pub fn view(estimate: &Estimate, book: &Book, on_read: &Callback<Action>) -> Html {
    let (mut why, mut founded) = (Writer::new(book), Writer::new(book));
    needs(&mut why, estimate, "<li><details><summary>$</summary>");
    grounds(&mut founded, estimate);
    html! {
        <div class="reasons">
            <Drawn html={why.finish()} />
            { readings::view(&estimate.readings, book, on_read) }
            <Drawn html={founded.finish()} />
        </div>
    }
}

/// The same on paper, where nothing can be chosen and everything is unfolded.
pub fn on_paper(out: &mut Writer, estimate: &Estimate) {
    out.put(r#"<div class="reasons">"#, &[]);
    needs(out, estimate, "<li><details open><summary>$</summary>");
    readings::on_paper(out, &estimate.readings);
    grounds(out, estimate);
    out.put("</div>", &[]);
}

/// The needs, and what was taken for granted.
fn needs(out: &mut Writer, estimate: &Estimate, one: &'static str) {
    out.put("<section><h3>Your needs, and how each is met</h3>", &[]);
    if estimate.needs.is_empty() {
        out.put(r#"<p class="nothing">The solution as described needs no license.</p>"#, &[]);
    }
    out.put(r#"<ul class="plain needs">"#, &[]);
    for need in &estimate.needs {
        out.put(one, &[&need.says]);
        out.body(need);
        out.put("</details></li>", &[]);
    }
    out.put("</ul></section>", &[]);
    if !estimate.assumptions.is_empty() {
        out.put(r#"<section><h3>Taken for granted</h3><ul class="assumptions">"#, &[]);
        for says in &estimate.assumptions {
            out.put("<li>$</li>", &[says]);
        }
        out.put("</ul></section>", &[]);
    }
}

/// The rules and sources.
fn grounds(out: &mut Writer, estimate: &Estimate) {
    if !estimate.rules.is_empty() {
        out.put(r#"<section><h3>Rules used</h3><ul class="plain">"#, &[]);
        for rule in &estimate.rules {
            out.put("<li>", &[]);
            out.rule(&rule.id);
            out.put("</li>", &[]);
        }
        out.put("</ul></section>", &[]);
    }
    if !estimate.sources.is_empty() {
        out.put(r#"<section><h3>Sources used</h3><ul class="sources all-sources" data-testid="sources">"#, &[]);
        for source in estimate.sources.values() {
            out.put("<li>", &[]);
            out.source(source);
            out.put("</li>", &[]);
        }
        out.put("</ul></section>", &[]);
    }
}
