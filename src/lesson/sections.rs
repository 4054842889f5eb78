//! The sections of a lesson: what becomes a step, or is read before one.
//!
//! A section ends at the next heading, but not where a container's shell is open that the lesson goes on in below it.
//! Whoever types into that shell reads nothing else until it is left: all of its text must be read before, and what is
//! typed in it belongs to the command that opened it.

use super::replies::{leaves, opens_shell};
use crate::document::{Document, Location, Node, NodeKind, plain_text, walk};

/// A lesson stays so long in a container for a step; one that goes on longer is about what is in it.
const MAX_JOINED: usize = 6;

/// A heading and what stands under it.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The heading's id, or that of what stands before the first one.
    pub id: String,
    /// The heading, with the part it stands in where several have the same.
    pub title: String,
    /// 1-based line of the heading.
    pub line: usize,
    /// The heading, unless it is the lesson's title, and the rest.
    pub nodes: Vec<Node>,
}

/// The sections of a lesson, up to the next heading of any level. The heading that is its title is on the screen
/// already, and in no section.
pub(super) fn sections(document: &Document) -> Vec<Section> {
    let first = document.nodes.first().filter(|node| !matches!(node.kind, NodeKind::Heading { .. }));
    let begin = first.map(|_| Section { id: document.first_id(), title: String::new(), line: 1, nodes: Vec::new() });
    let mut sections: Vec<Section> = begin.into_iter().collect();
    let (title_line, mut titles) = (title_line(document), document.titles());
    for node in &document.nodes {
        if let NodeKind::Heading { id, text, .. } = &node.kind {
            let title = titles.remove(&node.line).unwrap_or_else(|| plain_text(text));
            sections.push(Section { id: id.clone(), title, line: node.line, nodes: Vec::new() });
            if Some(node.line) == title_line {
                continue;
            }
        }
        if let Some(section) = sections.last_mut() {
            section.nodes.push(node.clone());
        }
    }
    sections
}

/// The line of the heading that says what the lesson is called. Another one of its level is a part's.
fn title_line(document: &Document) -> Option<usize> {
    let words = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let title = words(document.title.as_deref()?);
    let mut first = document.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Heading { level: 1, text, .. } => Some((node.line, plain_text(text))),
        _ => None,
    });
    first.next().filter(|(_, text)| words(text) == title).map(|(line, _)| line)
}

/// The same with those together that a container's shell stays open in. Where a sidecar has checks for a section of its
/// own, the author has said where it begins.
pub(super) fn joined(sections: Vec<Section>, has_checks: &dyn Fn(&str) -> bool) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let mut last = 0;
    let ends: Vec<usize> = (0..sections.len()).map(|at| last_inside(&sections[at..], has_checks) + at).collect();
    for (at, section) in sections.into_iter().enumerate() {
        if let Some(whole) = out.last_mut().filter(|_| at <= last) {
            whole.nodes.extend(section.nodes);
        } else {
            last = ends[at];
            out.push(section);
        }
    }
    out
}

/// The number of the last section in which the shell is open that the first one leaves open; that one's where it does
/// not, or where the lesson stays in it for too long.
fn last_inside(sections: &[Section], has_checks: &dyn Fn(&str) -> bool) -> usize {
    let (mut last, mut count) = (0, 0);
    let mut open = sections.first().is_some_and(|section| leaves_open(section, false));
    for (at, section) in sections.iter().enumerate().skip(1) {
        let is_inside = match commands(section).first() {
            _ if !open || has_checks(&section.id) => break,
            None => continue,
            Some((_, location)) => *location == Location::Container,
        };
        if !is_inside {
            break;
        }
        open = leaves_open(section, true);
        (last, count) = (at, count + 1);
    }
    if count > MAX_JOINED { 0 } else { last }
}

/// Whether a container's shell is open behind a section that is or is not read in one.
fn leaves_open(section: &Section, before: bool) -> bool {
    commands(section).into_iter().fold(before, |open, (text, location)| match location {
        Location::Host => opens_shell(text),
        Location::Container | Location::Program => open && !leaves(text),
    })
}

/// What is typed in a section, and where; without other ways to do the same.
fn commands(section: &Section) -> Vec<(&str, Location)> {
    let mut found = Vec::new();
    walk(&section.nodes, &mut |node| match &node.kind {
        NodeKind::Block(block) if block.alternative_of.is_none() => {
            found.extend(block.commands.iter().map(|command| (command.typed(), command.location)));
        }
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::document::{NodeKind, plain_text};
    use crate::lesson::{Lesson, Step};
    use crate::source::Source;

    fn lesson(text: &str, checks: Option<&str>) -> Lesson {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let source = Source::new("x.yaml", checks.unwrap_or_default());
        let sidecar = checks.and_then(|_| crate::check::parse(&source).0).map(|sidecar| (&source, sidecar));
        crate::lesson::compile("x", &document, sidecar).0
    }

    /// The title of a step, the headings in it, and what is typed, with what is typed into its programs.
    fn short(step: &Step) -> String {
        let headings = step.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Heading { text, .. } => Some(format!(" # {}", plain_text(text))),
            _ => None,
        });
        let typed = step.solution().into_iter().map(|typed| format!(" $ {} {}", typed.text, typed.replies.join("|")));
        format!("{}:{}{}", step.title, headings.collect::<String>(), typed.collect::<String>().trim_end())
    }

    #[track_caller]
    fn check(text: &str, checks: Option<&str>, want: &[&str]) {
        let found: Vec<String> = lesson(text, checks).steps.iter().map(short).collect();
        assert_eq!(found, want, "{text}");
    }

    const LS: &str = "```console\n$ docker ps\n```\n\n";

    #[test]
    fn no_text_is_lost_whatever_its_headings_level() {
        check(
            &format!("# Boats\n\n## Look\n\n{LS}# Second\n\nText.\n\n## Again\n\n{LS}# Last\n\nWords.\n"),
            None,
            &["Look: $ docker ps", "Again: # Second # Again $ docker ps", "Last: # Last"],
        );
        // The title stands in the front matter: what the first heading says is news.
        check(
            &format!("---\ntitle: Boats\n---\n\n# Rafts\n\nText.\n\n## Look\n\n{LS}"),
            None,
            &["Look: # Rafts # Look $ docker ps"],
        );
        check(&format!("{LS}# Boats\n\nWords.\n"), None, &["Boats: $ docker ps", "Boats:"]);
        check("# Boats\n\nWords.\n", None, &[]);
    }

    const INSIDE: &str = "# Boats\n\n## Start\n\n```console\n$ docker run -it alpine sh\n/ # ls\n```\n\n## Look\n\nInside:\n\n\
        ```console\n/ # id\n```\n\n## Read\n\nWords.\n\n## Leave\n\n```console\n/ # exit\n$ docker ps\n```\n\n## Other\n\n\
        ```console\n$ docker images\n```\n";

    #[test]
    fn a_section_does_not_end_while_a_shell_is_open_that_the_lesson_goes_on_in() {
        let other = "Other: $ docker images";
        check(INSIDE, None, &["Start: # Look # Read # Leave $ docker run -it alpine sh ls|id|exit $ docker ps", other]);
        let checks = |step: &str| format!("steps: {{{step}: {{expect: [{{container: {{image: alpine}}}}]}}}}");
        check(
            INSIDE,
            Some(&checks("start")),
            &["Start: # Look # Read # Leave $ docker run -it alpine sh ls|id|exit $ docker ps", other],
        );
        // Who has checks for a part has said that it is a step.
        let parted = lesson(INSIDE, Some(&checks("leave")));
        assert_eq!(parted.steps.iter().map(|step| step.id.as_str()).collect::<Vec<_>>(), ["start", "leave", "other"]);
        let left = INSIDE.replacen("/ # ls\n", "/ # exit\n", 1);
        check(
            &left,
            None,
            &["Start: $ docker run -it alpine sh exit", "Leave: # Look # Read # Leave $ docker ps", other],
        );
    }

    #[test]
    fn who_stays_in_a_container_for_most_of_a_lesson_is_asked_step_by_step() {
        let part = "## Part\n\n```console\n/ # id\n```\n\n";
        let text = |parts: usize| {
            format!("# B\n\n## Start\n\n```console\n$ docker run -it alpine sh\n/ # ls\n```\n\n{}", part.repeat(parts))
        };
        assert_eq!(lesson(&text(super::MAX_JOINED), None).steps.len(), 1);
        assert_eq!(short(&lesson(&text(super::MAX_JOINED + 1), None).steps[0]), "Start: $ docker run -it alpine sh ls");
    }
}
