//! The dialects that are known. They are recognised by their constructs, and mix in one file; `--dialect` forces one.
//!
//! A new dialect is one file in `construct/` with its line in `CONSTRUCTS`, and one line here.

use super::lines::Line;

/// A dialect of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Its name on the command line and in outlines.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The file in `reader/` that reads what is its own.
    pub file: &'static str,
}

const fn dialect(name: &'static str, about: &'static str, file: &'static str) -> Dialect {
    Dialect { name, about, file }
}

/// Every dialect.
pub static DIALECTS: &[Dialect] = &[
    dialect("gfm", "CommonMark and GitHub's Markdown, old habits included", "prose.rs"),
    dialect("github-alerts", "quotes that begin with [!NOTE]", "construct/quote.rs"),
    dialect("kramdown", "quotes and fences with {: .class} below", "construct/attribute.rs"),
    dialect("jekyll", "Liquid tags between {% and %}", "construct/liquid.rs"),
    dialect("galaxy", "quotes with Galaxy's own boxes", "construct/quote.rs"),
    dialect("fenced-divs", "boxes of colons: Carpentries Workbench, Docusaurus, Starlight", "construct/div.rs"),
    dialect("mdx", "elements such as <Tabs> and <Aside>", "construct/element.rs"),
    dialect("mkdocs-material", "admonitions with !!! and ???, tabs with ===", "construct/admonition.rs"),
    dialect("play-with-docker", "fences for a terminal: .term1", "construct/fence.rs"),
    dialect("katacoda", "{{execute}} and {{exec}}, <pre class=\"file\">", "construct/pre.rs"),
    dialect("educates", "fences that are actions: terminal:execute", "construct/action.rs"),
    dialect("labspace", "fences with save-as= and no-run-button", "construct/fence.rs"),
    dialect("remark", "slides between ---, notes after ???", "construct/slide.rs"),
    dialect("quarto", "boxes with {.callout-note}, fences with {.bash}", "construct/div.rs"),
    dialect("myst", "fences with a {name}", "construct/directive.rs"),
    dialect("iximiuz", "boxes between ::name and ::", "construct/component.rs"),
    dialect("hugo", "shortcodes: {{< tabs >}}", "construct/shortcode.rs"),
];

impl Dialect {
    /// The dialect of a name.
    pub fn named(name: &str) -> Option<Self> {
        DIALECTS.iter().find(|d| d.name == name).copied()
    }
}

/// The dialect that a fence is a sign of.
pub fn of_fence(info: &str, closer: &str) -> Option<&'static str> {
    match () {
        () if closer.starts_with("{{") => Some("katacoda"),
        () if info.starts_with(".term") => Some("play-with-docker"),
        () if info.starts_with("execute") => Some("educates"),
        () if ["save-as=", "-button", "terminal-id="].iter().any(|mark| info.contains(mark)) => Some("labspace"),
        () if info.starts_with("{.") => Some("quarto"),
        () => None,
    }
}

/// Whether lines are a deck of slides: speakers' notes, properties after a break, or boxes with brackets.
pub fn is_slides(lines: &[Line<'_>]) -> bool {
    let mut in_code = false;
    let mut after_break = true;
    for line in lines {
        let text = line.text.trim_end();
        if text.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        let property = after_break && ["class: ", "layout: ", "template: "].iter().any(|p| text.starts_with(p));
        let bracket = [".exercise[", ".lab[", ".footnote["].iter().any(|b| text.starts_with(b));
        if !in_code && (text == "???" || property || bracket) {
            return true;
        }
        after_break = text == "---";
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::construct::CONSTRUCTS;
    use super::*;

    #[test]
    fn every_construct_speaks_for_known_dialects() {
        for name in CONSTRUCTS.iter().flat_map(|c| c.dialects) {
            assert!(Dialect::named(name).is_some(), "{name}");
        }
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reader");
        for dialect in DIALECTS {
            assert!(root.join(dialect.file).is_file(), "{}", dialect.file);
        }
    }
}
