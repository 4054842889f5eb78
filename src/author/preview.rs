//! A lesson as its learner will see it, a page a step, with notes for its author.

use crate::document::Quiz;
use crate::lesson::{Lesson, Step, Task};
use crate::session::Screen;
use crate::state::Bindings;
use crate::terminal::screen::screen;
use crate::terminal::{Role, Theme, view};
use crate::text::count;

/// The pages of a lesson, one for each step in order, drawn by the same hand as the learner's screens. With `notes`
/// each says too what stays hidden at first: checks, hints, solution and questions with their answers.
pub fn pages(lesson: &Lesson, notes: bool, theme: &Theme) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    if lesson.steps.is_empty() {
        let title = theme.paint(Role::Heading, &lesson.title);
        let why = "It has no step: nothing to do and nothing to answer. Nobody can run it.";
        pages.push(format!("{title}\n{}", note(why, theme)));
    }
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
        if !notes {
            page += &questions(step, theme);
        }
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
        stated: lesson.stated.clone(),
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
            out += &offer(&typed.text, step.answers.contains(&typed.line), theme);
            if typed.is_told() {
                let lines: Vec<String> = typed.replies.iter().map(|line| format!("`{}`", first_line(line))).collect();
                out += &note(&format!("To be typed into it: {}", lines.join(", ")), theme);
            }
        }
    }
    if step.is_reading() {
        out += &note("Enter goes on: there is nothing to type here.", theme);
    }
    out
}

/// The first line of what may have more.
fn first_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { format!("{first} …") } else { first.to_owned() }
}

/// A command as the prompt offers it. What a challenge asks for is offered once its solution was shown.
fn offer(command: &str, is_answer: bool, theme: &Theme) -> String {
    let when = if is_answer { "After `:solution` " } else { "" };
    let lead = match (theme.plain, is_answer) {
        (true, true) => format!("{when}Enter types: "),
        (true, false) => "Enter types: ".to_owned(),
        (false, _) => theme.paint(Role::Muted, when) + &theme.paint(Role::Prompt, "$ ⏎ "),
    };
    let mut lines = command.lines();
    let mut out = format!("{lead}{}\n", theme.paint(Role::Command, lines.next().unwrap_or_default()));
    for line in lines {
        out.push_str("    ");
        out.push_str(&theme.paint(Role::Command, line));
        out.push('\n');
    }
    out
}

/// What is asked behind the step, as the learner sees it before the answer.
fn questions(step: &Step, theme: &Theme) -> String {
    let of = step.quizzes.len();
    let asked =
        |(at, quiz): (usize, &Quiz)| screen(&Screen::Question { number: at + 1, of, quiz: quiz.clone() }, theme);
    let lead = if of == 0 { String::new() } else { note(&format!("Asked then ({}):", count(of, "question")), theme) };
    lead + &step.quizzes.iter().enumerate().map(asked).collect::<String>()
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
    let hints = [step.hints.as_slice(), &step.folded_hints].concat();
    let of = Some(hints.len());
    for (at, text) in hints.into_iter().enumerate() {
        out += &screen(&Screen::Hint { number: at + 1, of, text }, theme);
    }
    if !step.folded_solution.is_empty() {
        out += &note("Folded as the solution:", theme);
        out += &screen(&Screen::FoldedSolution(step.folded_solution.clone()), theme);
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
        assert!(!plain[1].contains("Hint") && plain[1].contains("Question") && !plain[1].contains("The answer"));
        let noted = pages(&lesson, true, &theme);
        for words in ["Checked: container `first`", "Hint 1 of 2", "Solution:", "Question", "The answer: No, it stays"]
        {
            assert!(noted[1].contains(words), "no {words}: {}", noted[1]);
        }
        let spoken = pages(&lesson, false, &Theme::new(false, true, None)).concat();
        assert!(spoken.contains("Enter types: docker pull alpine") && !spoken.contains('⏎'));
    }

    #[test]
    fn what_a_challenge_asks_for_is_offered_with_its_solution() {
        let text =
            "# B\n\n## Do\n\n```bash\nls\n```\n\n::: challenge\n## Try\n\n::: solution\n```bash\npwd\n```\n:::\n:::\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let page = |plain| pages(&lesson, false, &Theme::new(false, plain, Some(80))).concat();
        assert!(page(true).contains("\nEnter types: ls\nAfter `:solution` Enter types: pwd\n"), "{}", page(true));
        assert!(page(false).contains("\n$ ⏎ ls\nAfter `:solution` $ ⏎ pwd\n"), "{}", page(false));
    }

    #[test]
    fn a_lesson_without_a_step_is_no_empty_page() {
        let (document, _) = crate::reader::read(&Source::new("x.md", "# Boats\n\nLike this:\n\n```\nports {}\n```\n"));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let page = pages(&lesson, false, &Theme::new(false, true, None)).concat();
        assert_eq!(page, "Boats\nIt has no step: nothing to do and nothing to answer. Nobody can run it.\n");
    }

    #[test]
    fn what_is_typed_into_a_program_is_told() {
        let text = "# B\n\n## Do\n\n```console\n$ apptainer shell a.sif\nApptainer> cat << E\n> a\n> E\nApptainer> exit\n$ docker run -it alpine\n```\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let page = pages(&lesson, false, &Theme::new(false, true, None)).concat();
        let want = "Enter types: apptainer shell a.sif\nTo be typed into it: `cat << E …`, `exit`\nEnter types: docker run -it alpine\n";
        assert!(page.ends_with(want), "{page}");
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
