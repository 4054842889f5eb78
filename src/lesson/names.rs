//! `${web.id}` in what a learner reads and is asked.

use super::{Step, Task};
use crate::check::{bound_text, bound_words};
use crate::document::{Inline, Node, NodeKind, Quiz, Words};
use crate::state::Bindings;

/// Puts what names mean by now into a step's text and the commands on offer.
pub(super) fn in_text(step: &mut Step, bindings: &Bindings) {
    in_nodes(&mut step.nodes, bindings);
    in_nodes(&mut step.folded_solution, bindings);
    for task in &mut step.tasks {
        match task {
            Task::Type(typed) | Task::Ask { typed, .. } => {
                *typed = typed.with_words(&|text| bound_words(text, bindings));
            }
            // What is written to a file, and what is never typed, is shown as it stands in the text.
            Task::Write { .. } | Task::Leave { .. } => {}
        }
    }
}

/// The same for a question, which the sidecar may have.
pub(super) fn in_quiz(quiz: &mut Quiz, bindings: &Bindings) {
    let choices = quiz.choices.iter_mut().map(|choice| &mut choice.text);
    let texts = choices.chain([&mut quiz.question, &mut quiz.answer, &mut quiz.explanation]);
    for text in texts.filter(|text| text.contains("${")) {
        *text = bound_text(text, bindings);
    }
}

fn in_words(words: &mut Words, bindings: &Bindings) {
    if words.contains("${") {
        *words = bound_words(words, bindings).into();
    }
}

fn in_place(text: &mut String, bindings: &Bindings) {
    if text.contains("${") {
        *text = bound_words(text, bindings);
    }
}

fn in_nodes(nodes: &mut [Node], bindings: &Bindings) {
    for node in nodes {
        match &mut node.kind {
            NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => in_inlines(text, bindings),
            NodeKind::List { items, .. } => items.iter_mut().for_each(|item| in_nodes(item, bindings)),
            NodeKind::Quote(children) => in_nodes(children, bindings),
            NodeKind::Callout(callout) => {
                in_place(&mut callout.title, bindings);
                in_nodes(&mut callout.children, bindings);
            }
            NodeKind::Table { header, rows } => {
                let cells = header.iter_mut().chain(rows.iter_mut().flatten());
                cells.for_each(|cell| in_inlines(cell, bindings));
            }
            NodeKind::Block(block) => in_words(&mut block.text, bindings),
            NodeKind::Rule => {}
        }
    }
}

fn in_inlines(inlines: &mut [Inline], bindings: &Bindings) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Image { alt: words, .. } => in_words(words, bindings),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => in_inlines(inner, bindings),
            Inline::Link { text, url } => {
                in_inlines(text, bindings);
                in_words(url, bindings);
            }
            Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::parse;
    use crate::document::{NodeKind, plain_text, walk};
    use crate::lesson::{Lesson, compile};
    use crate::source::Source;
    use crate::state::{Bindings, Bound, BoundKind};

    const LESSON: &str = "# L\n\n## One\n\n```console\n$ docker run -d nginx\n```\n\n## Two\n\nIt is *`${web.name}`*, and \
        ${other.name} is not.\n\n- see ${web.image}\n\n```console\n$ docker rm -f ${web.id} ${HOME}\n```\n";
    const CHECKS: &str = "steps:\n  one:\n    expect:\n      - container: {image: nginx}\n        as: web\n    quiz: \
        [{question: 'Is ${web.name} new?', answer: true}]\n  two:\n    expect: [{absent: {container: '${web.id}'}}]\n    quiz: \
        [{question: 'Which was it?', choices: ['${web.name}', other], answer: '${web.name}'}]\n";

    fn lesson() -> Lesson {
        let source = Source::new("x.yaml", CHECKS);
        let (sidecar, found) = parse(&source);
        assert_eq!(found, []);
        let (document, _) = crate::reader::read(&Source::new("x.md", LESSON));
        compile("x", &document, sidecar.map(|sidecar| (&source, sidecar))).0
    }

    #[test]
    fn what_is_read_and_asked_has_the_values() {
        let web = Bound {
            kind: BoundKind::Container,
            id: "a1".into(),
            name: "calm_tern".into(),
            image: "nginx".into(),
            image_id: "sha256:1".into(),
        };
        let lesson = lesson();
        let step = lesson.steps[1].bound(&Bindings::from([("web".to_owned(), web.clone())]));
        let mut text = String::new();
        walk(&step.nodes, &mut |node| match &node.kind {
            NodeKind::Paragraph(inlines) => text += &(plain_text(inlines) + "|"),
            NodeKind::Block(block) => text += &block.text,
            _ => {}
        });
        let want = "It is calm_tern, and ${other.name} is not.|see nginx|$ docker rm -f a1 ${HOME}";
        assert_eq!(text.trim_end(), want);
        assert_eq!(step.solution()[0].text, "docker rm -f a1 ${HOME}");
        let quiz = &step.quizzes[0];
        assert_eq!(
            (quiz.choices[0].text.as_str(), quiz.choices[0].correct, quiz.answer.as_str()),
            ("calm_tern", true, "calm_tern")
        );
        let one = lesson.steps[0].bound(&Bindings::from([("web".to_owned(), web)]));
        assert_eq!(one.quizzes[0].question, "Is calm_tern new?");
    }
}
