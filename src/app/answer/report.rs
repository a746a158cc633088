//! The answer on paper: everything at once and unfolded, for those who were not there. It is rendered only while one prints.

use super::reasons;
use super::sure::verdict;
use super::total;
use super::words;
use crate::pricebook::Book;
use crate::report::html::{Writer, name};
use crate::report::{Estimate, Line};

/// The whole report.
pub fn whole(estimate: &Estimate, book: &Book, stale: bool) -> String {
    let mut out = Writer::new(book);
    let title = if estimate.scenario.is_empty() { "Power Platform plan cost" } else { estimate.scenario.as_str() };
    let (edition, day) = (estimate.edition.as_str(), estimate.holds_from.to_string());
    out.put(r#"<article class="report" data-testid="report"><h1>$</h1>"#, &[title]);
    out.put("<p>Prices of edition $, which holds from $. $</p>", &[edition, &day, &book.edition.why]);
    let (month, year, gap) = (estimate.monthly.to_string(), estimate.yearly.to_string(), total::without(estimate));
    out.put(r#"<p class="report-total"><strong>$</strong> · $ $</p>"#, &[&month, &year, &gap]);
    let (_, verdict) = verdict(estimate);
    let stale = if stale { " This is the answer to the last complete input." } else { "" };
    out.put("<p>$.$</p>", &[&verdict, stale]);
    lines(&mut out, estimate);
    issues(&mut out, estimate);
    pooled(&mut out, estimate);
    reasons::on_paper(&mut out, estimate);
    out.put("</article>", &[]);
    out.finish()
}

fn lines(out: &mut Writer, estimate: &Estimate) {
    let head = r#"<h2>What to buy</h2><table class="lines"><thead><tr><th>Plan</th><th class="num">Quantity</th>
        <th class="num">Owned</th><th class="num">Each</th><th class="num">Amount</th><th>Sources</th></tr></thead><tbody>"#;
    out.put(head, &[]);
    for line in &estimate.lines {
        row(out, line);
    }
    out.put("</tbody></table>", &[]);
}

fn row(out: &mut Writer, line: &Line) {
    let founded = match &line.unit_price {
        Some(unit) if unit.yours => "your own price".to_owned(),
        Some(unit) => format!("{} ({})", words::keys(&unit.sources), name(unit.standing)),
        None => String::new(),
    };
    let who: Vec<String> =
        line.holders.iter().map(|holder| format!("{} ({})", holder.who, words::number(holder.quantity))).collect();
    let row = r#"<tr><th scope="row"><span class="plan-name">$</span><span class="who">$</span></th><td class="num">$</td>
        <td class="num">$</td><td class="num">$</td><td class="num">$</td><td>$</td></tr>"#;
    let (quantity, owned) = (words::number(line.quantity), words::number(line.owned));
    out.put(row, &[&line.name, &who.join(", "), &quantity, &owned, &words::each(line), &words::amount(line), &founded]);
}

fn issues(out: &mut Writer, estimate: &Estimate) {
    if estimate.issues.is_empty() {
        return;
    }
    out.put("<section><h2>What to watch</h2><ul>", &[]);
    for issue in &estimate.issues {
        let item = "<li><strong>$: </strong>$ $</li>";
        out.put(item, &[words::severity(issue.severity), &issue.says, &issue.remedy]);
    }
    out.put("</ul></section>", &[]);
}

fn pooled(out: &mut Writer, estimate: &Estimate) {
    if estimate.pooled.is_empty() {
        return;
    }
    out.put("<section><h2>Pooled over the tenant</h2><ul>", &[]);
    for pool in &estimate.pooled {
        let (needed, entitled) = (words::number(pool.needed), words::number(pool.entitled));
        out.put("<li>$: $ needed, $ entitled ($)</li>", &[&pool.name, &needed, &entitled, &pool.unit]);
    }
    out.put("</ul></section>", &[]);
}
