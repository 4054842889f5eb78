//! Document and sidecar become a lesson.

use super::expected::{outputs, words};
use super::failing::failing;
use super::offline::Offline;
use super::openers::Openers;
use super::sections::{Section, joined, sections};
use super::shown::{Held, Told};
use super::supersede::supersede;
use super::tasks::{Tasks, fetches_packages};
use super::{Examples, Ground, Lesson, Overview, Step, Task};
use crate::check::shell::split;
use crate::check::{Assertion, Check, Sidecar, StepChecks, derive_part};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Node, NodeKind, plain_text, walk};
use crate::source::{Source, Span};
use crate::text::did_you_mean;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The code of a finding about an entry of a sidecar for a step that the lesson does not have.
pub const NO_STEP: &str = "C0201";

/// Joins a document with its sidecar. Findings about the sidecar point into its source.
pub fn compile(id: &str, document: &Document, sidecar: Option<(&Source, Sidecar)>) -> (Lesson, Vec<Diagnostic>) {
    let (checks_source, mut sidecar) = sidecar.map_or((None, None), |(source, sidecar)| (Some(source), Some(sidecar)));
    let document = &*document.for_learner();
    let mut steps = Vec::new();
    let mut tasks = Tasks::new(&document.nodes, Examples::of(document), Openers::of(document));
    let mut reading = Reading::default();
    let mut headings: Vec<String> = Vec::new();
    let told = Told::by(document);
    let has_checks = |id: &str| sidecar.as_ref().is_some_and(|s| s.steps.iter().any(|step| step.id == id));
    let sections = sections(document);
    headings.extend(sections.iter().map(|section| section.id.clone()));
    for section in joined(sections, &has_checks) {
        let checks = sidecar.as_mut().and_then(|s| take_checks(s, &section.id));
        let step = step_of(&section, checks, document, &told, &mut tasks, &mut reading);
        steps.extend(step);
    }
    steps.extend(epilogue(reading, document, &told, !steps.is_empty()));
    let words = Arc::new(words(&document.nodes));
    let shown = steps.iter_mut().flat_map(|step| &mut step.outputs);
    shown.for_each(|shown| shown.words = Arc::clone(&words));
    let diagnostics = leftover_checks(checks_source, sidecar.as_ref(), &headings);
    let mut lesson = Lesson {
        id: id.to_owned(),
        title: document.title.clone().unwrap_or_else(|| id.to_owned()),
        objectives: document.objectives.clone(),
        stated: Overview::of(document),
        minutes: document.minutes,
        images: sidecar.as_ref().map(|s| s.images.clone()).unwrap_or_default(),
        network: sidecar.as_ref().is_some_and(|s| s.network) || (sidecar.is_none() && steps.iter().any(needs_packages)),
        has_sidecar: sidecar.is_some(),
        steps,
        variables: sidecar.as_ref().map(Sidecar::values).unwrap_or_default(),
    };
    if !lesson.has_sidecar {
        Offline::never_typed().lesson(&mut lesson);
    }
    (lesson, diagnostics)
}

/// Sections with nothing to do, to be read before the next step; what of them cannot be typed is still told.
#[derive(Default)]
struct Reading {
    nodes: Vec<Node>,
    /// The id, the title and the line of the first of them.
    begin: Option<(String, String, usize)>,
    left: Vec<Task>,
    /// What the commands so far have left.
    ground: Ground,
}

/// A section is a step where it has something to do or to answer; else it is read before the next one.
fn step_of(
    section: &Section,
    checks: Option<StepChecks>,
    document: &Document,
    told: &Told<'_>,
    tasks: &mut Tasks,
    reading: &mut Reading,
) -> Option<Step> {
    let (found, answers, choices) = tasks.of_section(&section.nodes);
    let last_line = last_line(&section.nodes).max(section.line);
    let quizzes = document.quizzes.iter().filter(|q| (section.line..=last_line).contains(&q.line));
    // What nobody answers is read in the text, and not asked again; a block's questions stand nowhere else.
    let is_blocks = |line: usize| document.blocks().iter().any(|block| block.line == line);
    let quizzes = quizzes.filter(|q| q.is_answered() || is_blocks(q.line));
    let mut step = Step {
        id: section.id.clone(),
        title: section.title.clone(),
        line: section.line,
        tasks: found,
        answers,
        failing: failing(&section.nodes),
        choices,
        quizzes: quizzes.cloned().collect(),
        outputs: tasks.of_typed(outputs(&section.nodes)),
        ground: reading.ground.clone(),
        ..Step::default()
    };
    let has_checks = checks.is_some();
    match checks {
        Some(checks) => take(&mut step, checks),
        None => derive_checks(&mut step),
    }
    reading.ground = ground_after(&step);
    let is_step = has_checks || !step.quizzes.is_empty() || !step.is_reading();
    if !is_step {
        let begin = || (section.id.clone(), section.title.clone(), section.line);
        if !section.nodes.is_empty() {
            reading.begin.get_or_insert_with(begin);
        }
        reading.nodes.extend(section.nodes.iter().cloned());
        reading.left.append(&mut step.tasks);
        return None;
    }
    let own = section.nodes.iter().filter(|n| !is_own_heading(n, section));
    let nodes_before = std::mem::take(&mut reading.nodes);
    reading.begin = None;
    let mut left = std::mem::take(&mut reading.left);
    let mut held = Held::default();
    step.nodes = told.shown(nodes_before, &mut held);
    left.append(&mut step.tasks);
    step.tasks = left;
    // With other sections read before it the step's own heading tells where it begins.
    let has_sections = step.nodes.iter().any(|n| matches!(n.kind, NodeKind::Heading { .. }));
    let own_nodes: Vec<Node> = if has_sections { section.nodes.clone() } else { own.cloned().collect() };
    step.nodes.extend(told.shown(own_nodes, &mut held));
    keep(&mut step, held, document);
    if step.title.is_empty() {
        step.title = document.title.clone().unwrap_or_default();
    }
    Some(step)
}

/// Keeps what is folded in the text for whoever asks for it.
fn keep(step: &mut Step, held: Held, document: &Document) {
    let hints = document.hints.iter().filter(|hint| held.hints.contains(&hint.line));
    step.folded_hints = hints.map(|hint| hint.text.clone()).filter(|text| !text.is_empty()).collect();
    step.folded_solution = held.solutions;
}

fn is_own_heading(node: &Node, section: &Section) -> bool {
    matches!(&node.kind, NodeKind::Heading { id, .. } if *id == section.id)
}

fn last_line(nodes: &[Node]) -> usize {
    let mut last = 0;
    walk(nodes, &mut |node| last = last.max(node.line));
    last
}

fn take_checks(sidecar: &mut Sidecar, id: &str) -> Option<StepChecks> {
    let at = sidecar.steps.iter().position(|s| s.id == id)?;
    Some(sidecar.steps.remove(at))
}

fn take(step: &mut Step, checks: StepChecks) {
    step.expect = checks.expect;
    step.impossible = checks.impossible;
    step.hints = checks.hints;
    step.solution = step.sequence(&checks.solution);
    step.also = checks.also;
    step.explained = checks.explained;
    step.wrong = checks.wrong;
    step.quizzes.extend(checks.quizzes);
    step.predictions = checks.predictions;
    step.recorded = checks.recorded;
}

pub(super) fn derive_checks(step: &mut Step) {
    step.expect = derived(step);
}

/// What a step's own commands bring about.
pub(super) fn derived(step: &Step) -> Vec<Check> {
    if let Some(script) = step.platform_check() {
        return vec![script];
    }
    let mut expect: Vec<Assertion> = Vec::new();
    let mut ground = step.ground.clone();
    for text in step.tasks.iter().filter_map(|task| derivable(task, &step.failing)) {
        let parts = split(&text);
        for (at, part) in parts.iter().enumerate() {
            supersede(&mut expect, part, &ground.folder);
            let meant = ground.brought_back(part).unwrap_or_else(|| derive_part(&parts, at, &text));
            let meant = meant.into_iter().filter_map(|assertion| ground.folder.meant(assertion));
            // The same command twice in a step is one expectation.
            let new: Vec<Assertion> = meant.filter(|assertion| !expect.contains(assertion)).collect();
            expect.extend(new);
            ground.go(&parts, at);
        }
    }
    expect.into_iter().map(|assertion| Check::new(assertion, None)).collect()
}

/// Derives the checks of all steps anew, after some of their commands are no longer typed.
pub(super) fn derive_again(steps: &mut [Step]) {
    let mut ground = Ground::default();
    for step in steps {
        step.ground = ground;
        derive_checks(step);
        ground = ground_after(step);
    }
}

/// What stands after a step.
fn ground_after(step: &Step) -> Ground {
    let mut ground = step.ground.clone();
    for typed in step.solution() {
        let parts = split(&typed.text);
        (0..parts.len()).for_each(|at| ground.go(&parts, at));
    }
    ground
}

/// The command whose effect a task has.
fn derivable(task: &Task, failing: &BTreeSet<usize>) -> Option<String> {
    match task {
        Task::Type(typed) if failing.contains(&typed.line) => None,
        Task::Type(typed) => Some(typed.text.clone()),
        Task::Write { path, .. } => {
            let path = super::written::shell_word(path);
            Some(format!("touch {path} > {path}"))
        }
        Task::Ask { .. } | Task::Leave { .. } => None,
    }
}

fn needs_packages(step: &Step) -> bool {
    step.solution().iter().any(|t| fetches_packages(&t.text) || t.replies.iter().any(|r| fetches_packages(r)))
}

/// What stands after the last step is read at the end. Text below a title and nothing else is no lesson.
fn epilogue(reading: Reading, document: &Document, told: &Told<'_>, has_steps: bool) -> Option<Step> {
    let Reading { nodes, left, begin, .. } = reading;
    let mut held = Held::default();
    let nodes = told.shown(nodes, &mut held);
    let heading = nodes.iter().find_map(|n| match &n.kind {
        NodeKind::Heading { id, text, .. } => Some((id.clone(), plain_text(text), n.line)),
        _ => None,
    });
    let (id, title, line) = heading.or(begin.filter(|_| has_steps && !nodes.is_empty()))?;
    let mut step = Step { id, title, line, nodes, tasks: left, ..Step::default() };
    keep(&mut step, held, document);
    Some(step)
}

/// Steps of the sidecar that the lesson does not have.
fn leftover_checks(source: Option<&Source>, sidecar: Option<&Sidecar>, headings: &[String]) -> Vec<Diagnostic> {
    let (Some(source), Some(sidecar)) = (source, sidecar) else { return Vec::new() };
    let unknown = |checks: &StepChecks| {
        let ids = headings.iter().map(String::as_str).filter(|h| !h.is_empty());
        let help = match did_you_mean(&checks.id, ids.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the lesson's steps are: {}", ids.collect::<Vec<_>>().join(", ")),
        };
        let span = if checks.span == Span::default() { Span::new(0, 0) } else { checks.span };
        Diagnostic::error(NO_STEP, source, span, format!("the lesson has no step `{}`", checks.id)).help(help)
    };
    sidecar.steps.iter().map(unknown).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[test]
    fn what_nobody_answers_is_read_and_not_asked() {
        let asked = |text: &str| {
            let text = format!("# Ropes\n\n```console\n$ docker ps\n```\n\n{text}");
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let lesson = super::compile("x", &document, None).0;
            lesson.steps.iter().map(|step| step.quizzes.len()).sum::<usize>()
        };
        let challenge = |more: &str| format!("::::: challenge\n### Why?\n\nThink.\n{more}:::::\n");
        assert_eq!(asked(&challenge("")), 0);
        assert_eq!(asked(&challenge("\n::: solution\nSo.\n:::\n")), 1);
        assert_eq!(asked("```gift\nTell of ropes. {}\n```\n"), 1);
    }
}
