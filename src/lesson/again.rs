//! Commands that a lesson gives twice: once to be typed, and once as they look with what they print. Typed twice the
//! second would do it again, or fail: `docker network create` makes no second network of the same name.

use super::placeholders::{Placeholder, answers};
use crate::document::{Block, BlockKind, Command, Form, Inline, Location, Node, NodeKind, plain_text};
use std::collections::BTreeMap;

/// So many paragraphs may stand between a command and how it looks.
const MAX_BEFORE_SHOWN: usize = 2;
/// So many the other way round: a command that is only looked back at stands close.
const MAX_BEHIND_SHOWN: usize = 1;

/// Words that say that a command is typed again on purpose.
const ON_PURPOSE: &[&str] = &[
    "again",
    "once more",
    "one more",
    "re-run",
    "rerun",
    "second",
    "another",
    "repeat",
    "twice",
    "noch einmal",
    "nochmal",
    "erneut",
    "wieder",
    "nouveau",
    "encore",
    "otra vez",
    "de nuevo",
    "nuevamente",
    "novamente",
    "de novo",
    "outra vez",
    "di nuovo",
    "nuovamente",
    "ancora",
    "ponownie",
    "снова",
    "ещё раз",
    "еще раз",
    "再",
    "重新",
    "もう一度",
    "다시",
    "한번 더",
];

/// By the line of a command that is shown only: the line of the same one that is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Again(BTreeMap<usize, usize>);

impl Again {
    /// What a lesson gives twice.
    pub fn of(nodes: &[Node]) -> Self {
        let mut pass = Pass::default();
        pass.nodes(nodes);
        let mut found = Self::default();
        let mut pairs = pass.entries.windows(2);
        while let Some([first, second]) = pairs.next() {
            if let Some((shown, typed)) = pair(first, second) {
                found.0.extend(hosts(&shown.blocks).zip(hosts(&typed.blocks)).map(|(s, t)| (s.line, t.line)));
                // It stands for the one above, and for none below.
                pairs.next();
            }
        }
        found
    }

    /// The line of the command that is typed where this one is shown only.
    pub fn instead_of(&self, line: usize) -> Option<usize> {
        self.0.get(&line).copied()
    }
}

/// A block with commands, or several within one paragraph.
struct Entry<'d> {
    blocks: Vec<&'d Block>,
    /// What is said since the one before.
    before: Vec<&'d Node>,
    /// Something else stands since then, or another part begins.
    is_apart: bool,
}

#[derive(Default)]
struct Pass<'d> {
    entries: Vec<Entry<'d>>,
    said: Vec<&'d Node>,
    is_apart: bool,
}

impl<'d> Pass<'d> {
    fn nodes(&mut self, nodes: &'d [Node]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Heading { .. } => self.is_apart = true,
                NodeKind::Paragraph(_) => self.said.push(node),
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.nodes(item)),
                NodeKind::Quote(children) => self.nodes(children),
                NodeKind::Callout(callout) => {
                    self.is_apart = true;
                    self.nodes(&callout.children);
                    self.is_apart = true;
                }
                NodeKind::Block(block) => self.block(block),
                NodeKind::Table { .. } | NodeKind::Rule => {}
            }
        }
    }

    fn block(&mut self, block: &'d Block) {
        let has_commands = matches!(block.kind, BlockKind::Command | BlockKind::Session) && !block.commands.is_empty();
        if !has_commands {
            self.is_apart |= block.kind != BlockKind::Output;
            return;
        }
        let is_inline = block.form == Form::Inline;
        // Of several ways in a sentence the first stands for all.
        if is_inline && block.alternative_of.is_some() {
            return;
        }
        match self.entries.last_mut().filter(|last| is_inline && last.blocks[0].form == Form::Inline) {
            Some(last) if self.said.is_empty() && !self.is_apart => last.blocks.push(block),
            _ => {
                let before = std::mem::take(&mut self.said);
                self.entries.push(Entry { blocks: vec![block], before, is_apart: std::mem::take(&mut self.is_apart) });
            }
        }
    }
}

/// Which of two neighbours is shown only and which is typed, where they are the same.
fn pair<'e, 'd>(first: &'e Entry<'d>, second: &'e Entry<'d>) -> Option<(&'e Entry<'d>, &'e Entry<'d>)> {
    let (shown, bare) = match (is_shown(first), is_shown(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let is_choice = |entry: &Entry<'_>| entry.blocks.iter().any(|b| b.tab.is_some() || b.alternative_of.is_some());
    let most = if is_shown(first) { MAX_BEHIND_SHOWN } else { MAX_BEFORE_SHOWN };
    let fits = !second.is_apart
        && !is_choice(first)
        && !is_choice(second)
        && bare.blocks.iter().flat_map(|b| &b.commands).all(|c| c.location == Location::Host)
        && is_same(shown, bare)
        && leads_over(second, bare, most);
    // What is typed in a container that it opens is told where it is shown.
    let has_inner = shown.blocks.iter().flat_map(|b| &b.commands).any(|c| c.location != Location::Host);
    fits.then_some(if has_inner { (bare, shown) } else { (shown, bare) })
}

fn is_shown(entry: &Entry<'_>) -> bool {
    entry.blocks.iter().any(|block| block.output || block.expected.is_some())
}

/// Commands for the sandbox's own shell.
fn hosts<'b>(blocks: &'b [&Block]) -> impl Iterator<Item = &'b Command> {
    blocks.iter().flat_map(|b| &b.commands).filter(|c| c.location == Location::Host)
}

/// Whether the commands are the same, but for what the learner fills in. Behind those to be clicked on there may be more.
fn is_same(shown: &Entry<'_>, bare: &Entry<'_>) -> bool {
    let (count, there) = (hosts(&shown.blocks).count(), hosts(&bare.blocks).count());
    let is_inline = bare.blocks[0].form == Form::Inline;
    let as_many = count > 0 && (count == there || is_inline && count < there);
    as_many && hosts(&shown.blocks).zip(hosts(&bare.blocks)).all(|(a, b)| is_same_command(a, b))
}

fn is_same_command(shown: &Command, bare: &Command) -> bool {
    let placeholders: Vec<Placeholder> = bare.placeholders.iter().map(|name| Placeholder::new(name)).collect();
    shown.typed().split_whitespace().eq(bare.typed().split_whitespace())
        || (!placeholders.is_empty() && answers(bare.typed(), &placeholders, shown.typed()).is_some())
}

/// Whether what stands between two neighbours only leads from the one to the other.
fn leads_over(second: &Entry<'_>, bare: &Entry<'_>, most: usize) -> bool {
    let own = |node: &Node| {
        let around = |block: &Block| (node.span.start..node.span.end).contains(&block.body.start);
        second.blocks.iter().any(|block| block.form == Form::Inline && around(block))
    };
    let others = || second.before.iter().filter(|node| !own(node));
    let is_on_purpose = |node: &&Node| {
        let NodeKind::Paragraph(text) = &node.kind else { return false };
        let words = plain_text(text).to_lowercase();
        ON_PURPOSE.iter().any(|word| says(&words, word))
    };
    let is_it = |code: &str| hosts(&bare.blocks).any(|c| c.typed().contains(code));
    let types_else = |node: &&Node| {
        let NodeKind::Paragraph(text) = &node.kind else { return false };
        text.iter().any(|part| matches!(part, Inline::Code(code) if code.contains(' ') && !is_it(code)))
    };
    others().count() <= most && !second.before.iter().any(is_on_purpose) && !others().any(types_else)
}

/// Whether a text has a word; in writing without blanks it may stand within others.
fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_part = is_letter(text[..at].chars().next_back()) || is_letter(text[at + word.len()..].chars().next());
        !is_part || !word.starts_with(|c: char| c < '\u{1100}')
    })
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    /// What is typed, by its lines.
    #[track_caller]
    fn check(text: &str, want: &[usize]) {
        let (document, _) = crate::reader::read(&Source::new("x.md", format!("## Do\n\n{text}")));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let typed = lesson.steps.iter().flat_map(crate::lesson::Step::solution).map(|typed| typed.line);
        assert_eq!(typed.collect::<Vec<_>>(), want, "{text}");
    }

    const BARE: &str = "```console\n$ docker network create a\n```\n";
    const SHOWN: &str = "```console\n$ docker network create a\n0fdb33dc8f03\n```\n";

    #[test]
    fn a_command_that_is_shown_again_with_its_output_is_typed_once() {
        check(&format!("{BARE}\n{SHOWN}"), &[4]);
        check(&format!("{BARE}\nIt looks like this:\n\n{SHOWN}"), &[4]);
        check(&format!("{SHOWN}\n> **Command**: `docker network create a`{{{{exec}}}}\n"), &[8]);
        check(&format!("{SHOWN}\nTry it:\n\n{BARE}"), &[11]);
        check(
            &format!(
                "{SHOWN}\n> `docker network create a`{{{{exec}}}} or `docker network create -d bridge a`{{{{exec}}}}\n"
            ),
            &[8],
        );
    }

    #[test]
    fn what_is_given_twice_on_purpose_is_typed_twice() {
        check(&format!("{BARE}\n{BARE}"), &[4, 8]);
        check(&format!("{SHOWN}\n{SHOWN}"), &[4, 9]);
        check(&format!("{SHOWN}\nRun it again:\n\n{BARE}"), &[4, 11]);
        check(&format!("{BARE}\nRemove it with `docker network rm a`, then:\n\n{SHOWN}"), &[4, 10]);
        check(&format!("{BARE}\n## Next\n\n{SHOWN}"), &[4, 10]);
        check(&format!("{BARE}\n```bash\ndocker network rm a\n```\n\n{SHOWN}"), &[4, 8, 12]);
    }

    #[test]
    fn what_is_typed_into_a_program_is_typed_where_it_is_shown() {
        let inside = "```console\n$ docker run -it alpine sh\n/ # ls\nbin\n/ # exit\n```\n";
        check(&format!("```bash\ndocker run -it alpine sh\n```\n\nLike this:\n\n{inside}"), &[10]);
    }

    #[test]
    fn the_output_belongs_to_the_one_that_is_typed() {
        let text = format!("## Do\n\n{BARE}\n{SHOWN}");
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let shown = lesson.steps[0].shown_for("docker network create a", 0);
        assert_eq!(shown.map(|shown| (shown.line, shown.output.as_str())), Some((4, "0fdb33dc8f03")));
    }
}
