//! HTML that grows piece by piece: reasons, figures, rules and sources as a reader sees them. It knows no answer.
//!
//! The page, its worker and whoever wants an answer as HTML write it with this. Whatever is put into a template is escaped, and
//! templates are part of the program; so nothing that a user or a file says becomes markup.

use super::step::{Evidence, Step};
use crate::base::{RuleId, SourceId};
use crate::pricebook::Book;
use crate::pricebook::schema::{Rule, Source, Standing};

/// Where rules and sources are looked up.
pub trait Shelf {
    /// A rule by its id.
    fn rule(&self, id: &RuleId) -> Option<&Rule>;
    /// A source by its key.
    fn source(&self, id: &SourceId) -> Option<&Source>;
}

impl Shelf for Book {
    fn rule(&self, id: &RuleId) -> Option<&Rule> {
        Self::rule(self, id.as_str())
    }

    fn source(&self, id: &SourceId) -> Option<&Source> {
        Self::source(self, id)
    }
}

/// HTML on its way.
pub struct Writer<'a> {
    html: String,
    shelf: &'a dyn Shelf,
}

/// What is still to be written of a tree of steps.
enum Rest<'a> {
    Step(&'a Step),
    End(&'static str),
}

impl<'a> Writer<'a> {
    /// Nothing yet.
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { html: String::new(), shelf }
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.html
    }

    /// Markup in which each `$` stands for the next of the values.
    pub fn put(&mut self, template: &'static str, values: &[&str]) {
        let mut values = values.iter();
        for (place, piece) in template.split('$').enumerate() {
            if place > 0 {
                self.text(values.next().copied().unwrap_or_default());
            }
            self.html.push_str(piece);
        }
    }

    /// Text as it is, also within quotes.
    pub fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                _ => self.html.push(letter),
            }
        }
    }

    /// The word for a standing; its meaning is its title.
    pub fn badge(&mut self, standing: Standing) {
        let class = if standing == Standing::Official { "badge" } else { "badge badge-weak" };
        let (word, means) = (name(standing), means(standing));
        self.put(r#" <span class="$" title="$">$</span>"#, &[class, means, word]);
    }

    /// A remark beside a figure, if there is one.
    pub fn note(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.put(r#"<p class="remark">$</p>"#, &[text]);
        }
    }

    /// One source: title, date, standing.
    pub fn source(&mut self, source: &Source) {
        let (title, date, address) = (source.title.as_str(), source.date.as_str(), source.address.as_str());
        let link = address.starts_with("https://") || address.starts_with("http://");
        if link {
            self.put(r#"<a href="$" target="_blank" rel="noopener noreferrer">$</a>"#, &[address, title]);
        } else {
            self.put("<span>$</span>", &[title]);
        }
        self.put(r#"<span class="source-date">$</span>"#, &[date]);
        self.badge(source.standing);
        if !link {
            self.put(r#"<small class="address">$</small>"#, &[address]);
        }
    }

    /// A list of sources by their keys. A key without a source is shown as it is, so that nothing is hidden.
    pub fn sources(&mut self, ids: &[SourceId]) {
        self.put(r#"<ul class="sources">"#, &[]);
        for id in ids {
            self.put("<li>", &[]);
            match self.shelf.source(id) {
                Some(source) => self.source(source),
                None => self.text(id.as_str()),
            }
            self.put("</li>", &[]);
        }
        self.put("</ul>", &[]);
    }

    /// The same for places with little room: the first source, the others folded.
    fn few_sources(&mut self, ids: &[SourceId]) {
        let (first, rest) = ids.split_at(ids.len().min(1));
        self.sources(first);
        if !rest.is_empty() {
            let noun = if rest.len() == 1 { "source" } else { "sources" };
            self.put(r#"<details class="more-sources"><summary>$ more $</summary>"#, &[&rest.len().to_string(), noun]);
            self.sources(rest);
            self.put("</details>", &[]);
        }
    }

    /// A rule: its title, what it says, and where that is said.
    pub fn rule(&mut self, id: &RuleId) {
        let Some(rule) = self.shelf.rule(id) else {
            self.put(r#"<p class="rule">Rule $</p>"#, &[id.as_str()]);
            return;
        };
        let head = r#"<details class="rule"><summary><span class="rule-mark">Rule</span>$</summary><p>$"#;
        self.put(head, &[&rule.title, &rule.says]);
        self.badge(rule.standing);
        self.put("</p>", &[]);
        self.note(rule.detail.as_deref());
        self.sources(&rule.sources);
        self.put("</details>", &[]);
    }

    fn evidence(&mut self, figures: &[Evidence]) {
        if figures.is_empty() {
            return;
        }
        self.put(r#"<dl class="evidence">"#, &[]);
        for figure in figures {
            let head = r#"<div class="figure"><dt>$</dt><dd><strong class="value">$</strong>"#;
            self.put(head, &[&figure.what, &figure.value]);
            self.badge(figure.standing);
            self.note(figure.note.as_deref());
            self.few_sources(&figure.sources);
            self.put("</dd></div>", &[]);
        }
        self.put("</dl>", &[]);
    }

    /// Everything that belongs to one step, without its sentence.
    pub fn body(&mut self, step: &Step) {
        let mut rest = Vec::new();
        self.open(step, &mut rest);
        self.go_on(rest);
    }

    /// Steps that lead to something, as a tree that unfolds.
    pub fn steps(&mut self, steps: &[Step]) {
        self.put(r#"<ul class="steps">"#, &[]);
        let mut rest = vec![Rest::End("</ul>")];
        rest.extend(steps.iter().rev().map(Rest::Step));
        self.go_on(rest);
    }

    fn go_on(&mut self, mut rest: Vec<Rest<'_>>) {
        while let Some(next) = rest.pop() {
            match next {
                Rest::End(markup) => self.put(markup, &[]),
                Rest::Step(step) if is_plain(step) => self.put(r#"<li class="step">$</li>"#, &[&step.says]),
                Rest::Step(step) => {
                    self.put(r#"<li class="step"><details open><summary>$</summary>"#, &[&step.says]);
                    rest.push(Rest::End("</details></li>"));
                    self.open(step, &mut rest);
                }
            }
        }
    }

    /// What belongs to a step, up to the steps below it, which are left to do.
    fn open<'b>(&mut self, step: &'b Step, rest: &mut Vec<Rest<'b>>) {
        self.put(r#"<div class="step-body">"#, &[]);
        if let Some(formula) = &step.formula {
            self.put(r#"<p class="formula">$</p>"#, &[formula]);
        }
        self.evidence(&step.evidence);
        if let Some(id) = &step.rule {
            self.put(r#"<div class="step-rule">"#, &[]);
            self.rule(id);
            self.put("</div>", &[]);
        }
        if step.because.is_empty() {
            self.put("</div>", &[]);
        } else {
            self.put(r#"<ul class="steps">"#, &[]);
            rest.push(Rest::End("</ul></div>"));
            rest.extend(step.because.iter().rev().map(Rest::Step));
        }
    }
}

/// Whether a step says something and nothing stands behind it.
fn is_plain(step: &Step) -> bool {
    step.formula.is_none() && step.rule.is_none() && step.evidence.is_empty() && step.because.is_empty()
}

/// How well something is founded, in one word.
pub fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "official",
        Standing::Community => "community",
        Standing::Later => "later",
        Standing::Inferred => "inferred",
    }
}

/// What that word means.
pub fn means(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "The vendor printed it while the edition was valid.",
        Standing::Community => {
            "A partner, a user or an article of the community printed it; ask your seller before you rely on it."
        }
        Standing::Later => "It is printed only in a source dated after this edition; it may not have been so yet.",
        Standing::Inferred => "No source prints it; it is worked out from other figures.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Sheet;

    const TYPED: &str = r#"<img src=x onerror="alert(1)"> & 'Dana'"#;
    const SHOWN: &str = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Dana&#39;";

    #[test]
    fn values_stay_text() {
        let sheet = Sheet::default();
        let mut writer = Writer::new(&sheet);
        writer.put(r#"<p title="$">$</p>"#, &[TYPED, TYPED]);
        assert_eq!(writer.finish(), format!(r#"<p title="{SHOWN}">{SHOWN}</p>"#));
    }

    #[test]
    fn a_tree_closes_what_it_opens_and_keeps_the_order() {
        let sheet = Sheet::default();
        let below = Step::says("two").because(Step::says("three")).because(Step::says(TYPED)).by("R-UNKNOWN");
        let steps = [Step::says("one").because(below), Step::says("five")];
        let mut writer = Writer::new(&sheet);
        writer.steps(&steps);
        let html = writer.finish();
        for tag in ["ul", "li", "details", "summary", "div", "p"] {
            let (opened, closed) =
                (html.matches(&format!("<{tag}")).count(), html.matches(&format!("</{tag}>")).count());
            assert_eq!(opened, closed, "{tag} in {html}");
        }
        let place = |word: &str| html.find(word).unwrap_or_else(|| panic!("{word} in {html}"));
        assert!(
            ["one", "two", "R-UNKNOWN", "three", SHOWN, "five"].windows(2).all(|two| place(two[0]) < place(two[1]))
        );
    }

    #[test]
    fn only_addresses_of_pages_are_links() {
        let sheet = Sheet::default();
        for (address, link) in
            [("https://example.org/a?b&c", true), ("javascript:alert(1)", false), ("a book, p. 3", false)]
        {
            let source = Source { address: address.to_owned(), ..source() };
            let mut writer = Writer::new(&sheet);
            writer.source(&source);
            assert_eq!(writer.finish().contains("<a href=\"https://example.org/a?b&amp;c\""), link, "{address}");
        }
    }

    fn source() -> Source {
        let book = crate::pricebook::library().book(None).expect("a book");
        book.sources().next().expect("a source").clone()
    }
}
