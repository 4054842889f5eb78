//! Steps whose heading got another name: their entries in the sidecar move with them.

use super::patch::{Edit, patch};
use crate::check::{StepChecks, StepPlace, parse, places};
use crate::diagnostic::Diagnostic;
use crate::lesson::{Lesson, NO_STEP, Task};
use crate::source::Source;

/// The sidecar with the entries of renamed steps under their new names, and which ones these are.
///
/// An entry that no step has belongs to the step without an entry whose commands are its solution's, or half of them at
/// least; where it has no solution, to the only one without an entry between the same neighbours.
pub fn renamed(source: &Source, lesson: &Lesson) -> (Source, Vec<(String, String)>) {
    let unchanged = || (source.clone(), Vec::new());
    let (Some(places), Some(sidecar)) = (places(source), parse(source).0) else { return unchanged() };
    let steps: Vec<(&str, Vec<String>)> =
        lesson.steps.iter().map(|step| (step.id.as_str(), commands(&step.tasks))).collect();
    let is_known = |id: &str| steps.iter().any(|(step, _)| *step == id);
    let mut free: Vec<&(&str, Vec<String>)> =
        steps.iter().filter(|(id, _)| !sidecar.steps.iter().any(|s| s.id == *id)).collect();
    let (mut edits, mut moved) = (Vec::new(), Vec::new());
    for (at, place) in places.steps.iter().enumerate().filter(|(_, place)| !is_known(&place.id)) {
        let old = sidecar.steps.iter().find(|step| step.id == place.id);
        let found =
            old.and_then(|old| by_commands(old, &free).or_else(|| by_place(old, &places.steps, at, &steps, &free)));
        let (Some(number), Some(line)) = (found, found.and_then(|n| with_id(source, place, free[n].0))) else {
            continue;
        };
        let (id, _) = free.remove(number);
        edits.push(Edit { lines: place.lines.start..place.lines.start + 1, by: vec![line] });
        moved.push((place.id.clone(), (*id).to_owned()));
    }
    (Source::new(source.name.clone(), patch(source, &edits)), moved)
}

/// Findings about entries that no step has, with what moves those whose heading only got another name.
pub fn with_way_back(found: Vec<Diagnostic>, source: &Source, lesson: &Lesson, path: &str) -> Vec<Diagnostic> {
    let (Some(places), (_, moved)) = (places(source), renamed(source, lesson)) else { return found };
    let is_at = |found: &Diagnostic, id: &str| {
        let place = places.steps.iter().find(|place| place.id == id);
        found.code == NO_STEP && place.is_some_and(|place| source.line(found.span.start) == place.lines.start)
    };
    let mended = |found: Diagnostic| match moved.iter().find(|(was, _)| is_at(&found, was)) {
        Some((_, now)) => {
            let help =
                format!("did you mean `{now}`? `ropewalk record --update {path}` moves the entry to that heading");
            found.help(help)
        }
        None => found,
    };
    found.into_iter().map(mended).collect()
}

fn commands(tasks: &[Task]) -> Vec<String> {
    tasks.iter().filter_map(Task::typed).map(|typed| typed.text).collect()
}

/// The step with the most commands in common, where these are half of both at least.
fn by_commands(old: &StepChecks, free: &[&(&str, Vec<String>)]) -> Option<usize> {
    let own: Vec<&String> = old.solution.iter().filter(|line| !line.starts_with('>')).collect();
    let common = |commands: &[String]| commands.iter().filter(|command| own.contains(command)).count();
    let best = (0..free.len()).max_by_key(|at| common(&free[*at].1))?;
    let most = own.len().max(free[best].1.len());
    (most > 0 && common(&free[best].1) * 2 >= most).then_some(best)
}

/// The only step without an entry between the neighbours of an entry without a solution.
fn by_place(
    old: &StepChecks,
    places: &[StepPlace],
    at: usize,
    steps: &[(&str, Vec<String>)],
    free: &[&(&str, Vec<String>)],
) -> Option<usize> {
    if !old.solution.is_empty() {
        return None;
    }
    let number = |id: &str| steps.iter().position(|(step, _)| *step == id);
    let before = places[..at].iter().rev().find_map(|place| number(&place.id));
    let after = places[at + 1..].iter().find_map(|place| number(&place.id)).unwrap_or(steps.len());
    let within = |id: &str| number(id).is_some_and(|n| before.is_none_or(|before| before < n) && n < after);
    let mut between = (0..free.len()).filter(|n| within(free[*n].0));
    between.next().filter(|_| between.next().is_none())
}

/// The step's first line with another name; none where the name is not written as it is.
fn with_id(source: &Source, place: &StepPlace, id: &str) -> Option<String> {
    let line = source.line_text(place.lines.start);
    let rest = line.get(place.indent..)?.strip_prefix(place.id.as_str()).filter(|rest| rest.starts_with(':'))?;
    Some(format!("{}{id}{rest}", &line[..place.indent]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{Step, Typed};
    use crate::source::Span;

    fn lesson(steps: &[(&str, &str)]) -> Lesson {
        let typed = |text: &str| Task::Type(Typed { line: 1, text: text.to_owned(), ..Typed::default() });
        let step = |(id, text): &(&str, &str)| Step { id: (*id).into(), tasks: vec![typed(text)], ..Step::default() };
        Lesson { steps: steps.iter().map(step).collect(), ..Lesson::default() }
    }

    #[test]
    fn an_entry_moves_to_the_step_that_does_the_same() {
        let text = "steps:\n  pull: # mine\n    expect: [ { image: a } ]\n    solution: docker pull a\n  look:\n    hints: x\n  last:\n    hints: y\n";
        let source = Source::new("x.yaml", text);
        let cases = [
            (lesson(&[("pull", "docker pull a"), ("look", "ls"), ("last", "ls")]), text.to_owned()),
            (
                lesson(&[("look", "ls"), ("fetch", "docker pull a"), ("last", "ls")]),
                text.replace("  pull:", "  fetch:"),
            ),
            // Another command: nothing tells that it is the same step.
            (lesson(&[("fetch", "docker pull b"), ("look", "ls"), ("last", "ls")]), text.to_owned()),
            (lesson(&[("pull", "docker pull a"), ("see", "ls"), ("last", "ls")]), text.replace("  look:", "  see:")),
            (lesson(&[("pull", "docker pull a"), ("see", "ls"), ("two", "ls"), ("last", "ls")]), text.to_owned()),
        ];
        for (lesson, want) in cases {
            assert_eq!(renamed(&source, &lesson).0.text.as_str(), want, "{:?}", lesson.steps);
        }
        let found = vec![
            Diagnostic::error(
                NO_STEP,
                &source,
                Span::new(source.offset(2, 1), source.offset(2, 3)),
                "no step `pull`".to_owned(),
            )
            .help("x"),
            Diagnostic::error(
                NO_STEP,
                &source,
                Span::new(source.offset(5, 1), source.offset(5, 3)),
                "no step `look`".to_owned(),
            )
            .help("x"),
        ];
        let lesson_now = lesson(&[("fetch", "docker pull a"), ("y", "ls"), ("z", "ls"), ("last", "ls")]);
        let helps = with_way_back(found, &source, &lesson_now, "x.md").into_iter().filter_map(|found| found.help);
        let there = "did you mean `fetch`? `ropewalk record --update x.md` moves the entry to that heading";
        assert_eq!(helps.collect::<Vec<_>>(), [there, "x"]);
        let flow = Source::new("x.yaml", "steps: { a: { solution: ls } }\n");
        let (same, moved) = renamed(&flow, &lesson(&[("b", "ls")]));
        assert_eq!((same.text, moved), (flow.text, Vec::new()));
    }
}
