//! A lesson as its learner will see it, a page a step, with notes for its author.

use crate::lesson::{Lesson, Step, Task};
use crate::session::Screen;
use crate::state::Bindings;
use crate::terminal::screen::screen;
use crate::terminal::{Role, Theme, view};

/// The pages of a lesson, one for each step in order, drawn by the same hand as the learner's screens. With `notes`
/// each says too what stays hidden at first: checks, hints, solution and questions with their answers.
pub fn pages(lesson: &Lesson, notes: bool, theme: &Theme) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for (at, step) in lesson.steps.iter().enumerate() {
        let mut page = if at == 0 { welcome(lesson, theme) } else { String::new() };
        page += &screen(
            &Screen::Step {
                number: at + 1,
                done: (0..lesson.steps.len()).map(|step| step < at).collect(),
                title: step.title.clone(),
                lesson: lesson.title.clone(),
                nodes: step.nodes.clone(),
            },
            theme,
        );
        page += &prompts(step, theme);
        if notes {
            page += &hidden(&step.bound(&Bindings::new()), theme);
        }
        pages.push(page);
    }
    pages
}

fn welcome(lesson: &Lesson, theme: &Theme) -> String {
    let welcome = Screen::Welcome {
        title: lesson.title.clone(),
        objectives: lesson.objectives.clone(),
        minutes: lesson.minutes,
        steps: lesson.steps.len(),
        network: lesson.network,
    };
    screen(&welcome, theme)
}

/// What Enter alone would type, in order, and what is shown only.
fn prompts(step: &Step, theme: &Theme) -> String {
    let mut out = String::new();
    for task in &step.tasks {
        if let Task::Leave { line, text, why } = task {
            let first = text.lines().next().unwrap_or_default();
            let how = if step.is_in_other_way(*line) { "Offered by `:other`" } else { "Shown and never typed" };
            out += &note(&format!("{how}, {why} (line {line}): `{first}`"), theme);
        } else if let Some(typed) = task.offered() {
            if let Task::Ask { placeholders, .. } = task {
                let names: Vec<String> = placeholders.iter().map(|p| format!("`{}`", p.written)).collect();
                out += &note(&format!("Asks for {} first:", names.join(" and ")), theme);
            }
            out += &offer(&typed.text, theme);
        }
    }
    if step.is_reading() {
        out += &note("Enter goes on: there is nothing to type here.", theme);
    }
    out
}

/// A command as the prompt offers it.
fn offer(command: &str, theme: &Theme) -> String {
    let lead = if theme.plain { "Enter types: ".to_owned() } else { theme.paint(Role::Prompt, "$ ⏎ ") };
    let mut lines = command.lines();
    let mut out = format!("{lead}{}\n", theme.paint(Role::Command, lines.next().unwrap_or_default()));
    for line in lines {
        out.push_str("    ");
        out.push_str(&theme.paint(Role::Command, line));
        out.push('\n');
    }
    out
}

fn note(text: &str, theme: &Theme) -> String {
    view::message(Role::Muted, text, theme)
}

/// What the learner does not see at once.
fn hidden(step: &Step, theme: &Theme) -> String {
    let mut out = format!("\n{}", note("Author's notes", theme));
    match step.expect.first() {
        None if step.is_reading() => {}
        None => out += &note("Nothing is checked.", theme),
        Some(first) => {
            let whose = if first.line.is_none() { "Derived from the commands" } else { "Checked" };
            for check in &step.expect {
                out += &note(&format!("{whose}: {}", check.words()), theme);
            }
        }
    }
    for check in &step.impossible {
        out += &note(&format!("Impossible once: {}", check.words()), theme);
    }
    for (at, text) in step.hints.iter().enumerate() {
        out += &screen(&Screen::Hint { number: at + 1, of: Some(step.hints.len()), text: text.clone() }, theme);
    }
    if !step.solution.is_empty() {
        out += &note("Solution:", theme);
        out += &screen(&Screen::Solution(step.solution.clone()), theme);
    }
    for asked in &step.predictions {
        out += &note(&format!("Before a command like `{}`:", asked.command.as_str()), theme);
        out += &screen(&Screen::Question { number: 1, of: 1, quiz: asked.quiz.clone() }, theme);
        out += &screen(&Screen::Answer { quiz: asked.quiz.clone(), right: None }, theme);
    }
    for (at, quiz) in step.quizzes.iter().enumerate() {
        out += &screen(&Screen::Question { number: at + 1, of: step.quizzes.len(), quiz: quiz.clone() }, theme);
        out += &screen(&Screen::Answer { quiz: quiz.clone(), right: None }, theme);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::scaffold::scaffold;
    use crate::source::Source;

    fn lesson() -> Lesson {
        let files = scaffold("sample").unwrap();
        let checks = Source::new("checks/sample.yaml", files[1].text.clone());
        let (document, _) = crate::reader::read(&Source::new("sample.md", files[0].text.clone()));
        let (sidecar, _) = crate::check::parse(&checks);
        crate::lesson::compile("sample", &document, sidecar.map(|s| (&checks, s))).0
    }

    #[test]
    fn a_page_holds_what_the_learner_sees_and_notes_only_on_request() {
        let theme = Theme::new(false, false, Some(80));
        let lesson = lesson();
        let plain = pages(&lesson, false, &theme);
        assert_eq!(plain.len(), 2);
        assert!(plain[0].contains("After this lesson you can:") && plain[0].contains("$ ⏎ docker pull alpine"));
        let learner = Screen::Step {
            number: 2,
            done: vec![true, false],
            title: lesson.steps[1].title.clone(),
            lesson: lesson.title.clone(),
            nodes: lesson.steps[1].nodes.clone(),
        };
        assert!(plain[1].starts_with(&screen(&learner, &theme)), "{}", plain[1]);
        assert!(!plain[1].contains("Hint") && !plain[1].contains("Question"));
        let noted = pages(&lesson, true, &theme);
        for words in ["Checked: container `first`", "Hint 1 of 2", "Solution:", "Question", "The answer: No, it stays"]
        {
            assert!(noted[1].contains(words), "no {words}: {}", noted[1]);
        }
        let spoken = pages(&lesson, false, &Theme::new(false, true, None)).concat();
        assert!(spoken.contains("Enter types: docker pull alpine") && !spoken.contains('⏎'));
    }

    #[test]
    fn what_is_never_typed_says_why_also_where_nothing_else_is() {
        let source = Source::new("x.md", "# B\n\n## See\n\n```bash\ndocker scout quickview alpine\n```\n");
        let (document, _) = crate::reader::read(&source);
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let page = pages(&lesson, false, &Theme::new(false, true, None)).concat();
        let why = page.find("it needs a network (line 6): `docker scout quickview");
        assert!(why.is_some() && why < page.find("there is nothing to type here"), "{page}");
    }
}
