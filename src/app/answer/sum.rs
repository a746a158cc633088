//! What stands behind the total: the lines that it is the sum of, and how each of them comes about.

use super::words;
use crate::report::Estimate;
use crate::report::html::Writer;

/// The sum, line by line.
pub fn explain(out: &mut Writer, estimate: &Estimate) {
    let lines = words::counted(estimate.lines.len(), "line", "lines");
    out.put(r#"<p class="lead">$ is the sum of $.</p>"#, &[&estimate.monthly.to_string(), &lines]);
    table(out, estimate);
    let (currency, edition, day) = (&estimate.monthly.currency, &estimate.edition, estimate.holds_from.to_string());
    let hint = r#"<p class="hint">In $, at the prices of edition $, which holds from $.</p>"#;
    out.put(hint, &[currency, edition.as_str(), &day]);
    out.put(r#"<h3>How each line comes about</h3><ul class="plain needs">"#, &[]);
    for line in &estimate.lines {
        out.put("<li><details><summary>$</summary>", &[&line.reason.says]);
        out.body(&line.reason);
        out.put("</details></li>", &[]);
    }
    out.put("</ul>", &[]);
}

fn table(out: &mut Writer, estimate: &Estimate) {
    out.put(r#"<table class="facts"><caption class="unseen">The lines of the sum</caption><tbody>"#, &[]);
    for line in &estimate.lines {
        let amount =
            line.amount.as_ref().map_or_else(|| "price not published".to_owned(), |price| price.amount.grouped());
        words::fact(out, &line.name, &amount);
    }
    let (month, year) = (estimate.monthly.amount.grouped(), estimate.yearly.amount.grouped());
    let foot = r#"</tbody><tfoot><tr class="sum"><th scope="row">Per month</th><td class="num">$</td></tr>
        <tr><th scope="row">Per year: twelve months</th><td class="num">$</td></tr></tfoot></table>"#;
    out.put(foot, &[&month, &year]);
}
