//! The table of rules: what `--explain` and `docs/lint.md` are made from.

use super::table;
use crate::diagnostic::Severity;
use std::fmt::Write;

/// A rule, as authors read of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its stable code.
    pub code: &'static str,
    /// Its name in a few words, joined by hyphens.
    pub name: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// What is found, in one line without a full stop.
    pub what: &'static str,
    /// Why it matters, and what the rule does not look at.
    pub why: &'static str,
    /// A piece of a lesson that it finds.
    pub found: &'static str,
    /// The same, mended.
    pub better: &'static str,
}

/// Every rule, by its code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    table::GROUPS.iter().flat_map(|(_, rules)| rules.iter())
}

/// The rule with a code, in whatever case it is typed.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|r| r.code.eq_ignore_ascii_case(code) || r.name.eq_ignore_ascii_case(code))
}

/// The severity of a rule's findings.
pub fn severity(code: &str) -> Severity {
    rule(code).map_or(Severity::Warning, |r| r.severity)
}

/// What `--explain` prints.
pub fn explain(rule: &Rule) -> String {
    let Rule { code, name, severity, what, why, found, better } = rule;
    let indented =
        |text: &str| text.lines().map(|l| format!("    {l}").trim_end().to_owned() + "\n").collect::<String>();
    format!(
        "{code} {name} ({severity}): {what}.\n\n{why}\n\nFound:\n\n{}\nBetter:\n\n{}",
        indented(found),
        indented(better)
    )
}

/// `docs/lint.md`.
pub fn manual() -> String {
    let mut out = String::from(table::INTRODUCTION);
    out += "\n| Code | Name | Severity | What is found |\n| --- | --- | --- | --- |\n";
    for rule in rules() {
        let Rule { code, name, severity, what, .. } = rule;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| [{code}](#{}) | {name} | {severity} | {what} |", code.to_lowercase());
    }
    for (title, rules) in table::GROUPS {
        let _ = write!(out, "\n## {title}\n");
        rules.iter().for_each(|rule| section(rule, &mut out));
    }
    out
}

fn section(rule: &Rule, out: &mut String) {
    let Rule { code, name, .. } = rule;
    let id = code.to_lowercase();
    let _ = write!(out, "\n### {code} {name} {{#{id}}}\n\n{}", explain_as_markdown(rule));
}

/// A rule's paragraph of the manual, without its heading.
pub fn explain_as_markdown(rule: &Rule) -> String {
    let Rule { severity, what, why, found, better, .. } = rule;
    // Longer than any fence of the examples.
    let example = |text: &str| format!("`````markdown\n{text}\n`````\n");
    format!("*{severity}*: {what}.\n\n{why}\n\nFound:\n\n{}\nBetter:\n\n{}", example(found), example(better))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_names_are_unique_and_in_order() {
        let codes: Vec<&str> = rules().map(|r| r.code).collect();
        assert!(codes.is_sorted() && codes.windows(2).all(|w| w[0] != w[1]), "{codes:?}");
        let names: BTreeSet<&str> = rules().map(|r| r.name).collect();
        assert_eq!(names.len(), codes.len());
    }

    #[test]
    fn every_rule_is_explained() {
        for rule in rules() {
            assert!(!rule.what.ends_with('.') && rule.why.ends_with('.'), "{}", rule.code);
            assert!(!rule.found.is_empty() && rule.found != rule.better, "{}", rule.code);
            assert!(explain(rule).contains(rule.code));
        }
    }
}
