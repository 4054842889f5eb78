//! The tutor's screens as text.

use super::frame::led;
use super::inline::message as marked;
use super::layout::piece;
use super::view::{self, FindingLine, Mark, StepLine};
use super::{Role, Theme, foretell, markdown, unlike};
use crate::check::{Finding, Verdict};
use crate::document::{Minutes, Quiz, QuizKind};
use crate::lesson::{Overview, Typed};
use crate::session::{Screen, Standing};
use crate::text::count;

/// A screen as text, ending with a line break; empty where there is nothing to show.
pub fn screen(screen: &Screen, theme: &Theme) -> String {
    let say = |role, text: &str| view::message(role, text, theme);
    match screen {
        Screen::Welcome { title, objectives, stated, minutes, steps, network } => {
            welcome(title, *minutes, *steps, *network, theme) + &promised(objectives, stated, theme)
        }
        Screen::Resuming { number, title } => say(
            Role::Note,
            &format!(
                "You were at step {number} ({title}). A fresh sandbox is being brought there by the solutions of the \
                 steps before."
            ),
        ),
        Screen::Step { number, done, title, lesson, nodes } => {
            let head = view::step_header(*number, done, title, lesson, theme);
            format!("\n{head}\n{}\n", markdown::nodes(nodes, theme))
        }
        Screen::Provided { declared, asks } => provided(declared, *asks, theme),
        Screen::Typed(command) => {
            let prompt = if theme.plain { String::new() } else { theme.paint(Role::Prompt, "$ ") };
            let lead = if theme.plain { "Command: " } else { "" };
            format!("{prompt}{lead}{}\n", theme.paint(Role::Command, command))
        }
        Screen::Findings(found) => view::findings(&lines(found), theme),
        Screen::Done { findings, skipped } => done(findings, *skipped, theme),
        Screen::Hint { number, of, text } => view::hint(*number, *of, text, theme),
        Screen::Solution(commands) => solution(commands, theme),
        Screen::FoldedSolution(nodes) => format!("\n{}\n", markdown::nodes(nodes, theme)),
        Screen::Question { number, of, quiz } => question(*number, *of, quiz, theme),
        Screen::Answer { quiz, right } => answer(quiz, *right, theme),
        Screen::Predict { quiz, command } => foretell::question(quiz, command, theme),
        Screen::Came { quiz, guess, right, otherwise } => {
            foretell::came(quiz, guess, *right, otherwise.as_deref(), theme)
        }
        Screen::Wanted { command, placeholder, proposal } => wanted(command, placeholder, proposal.as_deref(), theme),
        Screen::Values(given) => values(given, theme),
        Screen::Steps(steps) => view::steps_list(&steps.iter().map(step_line).collect::<Vec<_>>(), theme),
        Screen::Unlike { differences, order, more, ignored, stand_in } => {
            let why = unlike::Why { order: *order, more: *more, ignored: ignored.as_deref(), stand_in: *stand_in };
            unlike::screen(differences, &why, theme)
        }
        Screen::Help => view::help(theme),
        Screen::Finished { title, steps, open, key_points, next } => {
            let next = next.as_ref().map(|next| format!("Next: `ropewalk run {}` ({})", next.name, next.title));
            let next = next.map(|text| say(Role::Text, &text)).unwrap_or_default();
            finished(title, *steps, open, theme) + &listed("To remember:", key_points, theme) + &next
        }
        Screen::Fault(why) => {
            let what = "this could not be done or judged; that is our fault, not yours".to_owned();
            let line = FindingLine { mark: Mark::Unknown, what, why: Some(why.clone()) };
            let way_out = "`:check` looks again, `:reset` starts a fresh sandbox.";
            format!("{}{}", view::findings(&[line], theme), say(Role::Muted, way_out))
        }
        Screen::Ways { count, names } => say(Role::Muted, &ways(*count, names)),
        Screen::OtherWay { number, of, name, commands } => say(Role::Text, &other_way(*number, *of, name, commands)),
        Screen::AlreadyDone => say(Role::Muted, "You have done this step: Enter goes on, `:reset` begins it again."),
        Screen::Repair => say(Role::Hint, REPAIR),
        Screen::SolvedElsewhere => say(Role::Hint, SOLVED_ELSEWHERE),
        Screen::Endless { detachable } => say(Role::Muted, endless(*detachable)),
        Screen::NoOtherWay { shown } => say(Role::Muted, no_other_way(*shown)),
        other => short(other, theme),
    }
}

/// What there is to do where Enter runs nothing.
fn nothing_offered(can_check: bool, challenge: bool, typed: bool) -> &'static str {
    match (challenge, can_check, typed) {
        (true, ..) => {
            "This is yours to solve: type what you think does it. `:hint` helps, `:solution` shows the commands."
        }
        (_, true, true) => "This step's commands are all typed. `:check` says what is still missing, `:hint` helps.",
        (_, true, false) => "This step leaves the commands to you. `:check` says what is missing, `:hint` helps.",
        (_, false, _) => "There is nothing to run here. `:next` goes on.",
    }
}

const REPAIR: &str = "`:reset` takes you back to before that: a fresh sandbox at the beginning of this step, with the \
                      steps before done for you. `:redo` does the same and then types this step's solution.";
const SOLVED_ELSEWHERE: &str = "These do it where this step begins, not as things stand: `:redo` types them in a fresh \
                                sandbox that is brought there.";

/// Screens of one sentence.
fn short(screen: &Screen, theme: &Theme) -> String {
    let (role, text) = match screen {
        Screen::NothingOffered { can_check, challenge, typed } => {
            (Role::Muted, nothing_offered(*can_check, *challenge, *typed).to_owned())
        }
        Screen::StillMissing { what, open, of } => {
            (Role::Muted, format!("{} missing: {what} (`:check` says more)", share(*open, *of)))
        }
        Screen::LastHint => (Role::Muted, "That was the last hint. `:solution` shows all there is to type.".to_owned()),
        Screen::QuizHint => (Role::Muted, "This is a question: answer it, or leave it with `:next`.".to_owned()),
        Screen::UnclearGuess(help) => {
            (Role::Hint, format!("Please {help}; Enter alone runs the command without a guess."))
        }
        Screen::GuessHint => (
            Role::Muted,
            "A wrong guess does no harm, and the command shows what is right. Enter alone runs it without one."
                .to_owned(),
        ),
        Screen::AskedBefore => {
            (Role::Muted, "This step asks before one of its commands runs, and once only.".to_owned())
        }
        Screen::TryAgain => (Role::NotYet, "Not quite. Try once more.".to_owned()),
        Screen::Answered => (Role::Muted, "The question is answered. Enter goes on, `:quiz` asks it again.".to_owned()),
        Screen::GoOn => {
            (Role::Muted, "Finish what you are typing, or press Enter on an empty line to go on.".to_owned())
        }
        Screen::NoHint => (Role::Muted, "There is no hint for this step.".to_owned()),
        Screen::NothingToCheck => (Role::Muted, "There is nothing to check here: read, then press Enter.".to_owned()),
        Screen::Skipping => (Role::Muted, "Typing the solution for you:".to_owned()),
        Screen::NoSolution => (Role::Muted, "There is no solution to type. `:next` goes on without.".to_owned()),
        Screen::NotDone => (
            Role::NotYet,
            "This step is not done, and later steps may need it. `:skip` does it for you; `:next` again leaves it."
                .to_owned(),
        ),
        Screen::NoValue => {
            (Role::NotYet, "That cannot stand in a command: one line of at most 200 characters can.".to_owned())
        }
        Screen::LeftOpen(placeholder) => (
            Role::Muted,
            format!("The command is left out. Type it with your own word for `{placeholder}` whenever you like."),
        ),
        Screen::SetHow => {
            (Role::Hint, "`:set username ada` says that `ada` stands for the placeholder `username`.".to_owned())
        }
        Screen::FirstStep => (Role::Muted, "This is the first step.".to_owned()),
        Screen::NoQuiz => (Role::Muted, "This step has no questions.".to_owned()),
        Screen::Unclear(help) => (Role::Hint, format!("Please {help}; `:next` leaves the question.")),
        Screen::UnknownWord { word, near } => {
            let near = match near.as_slice() {
                [] => "`:help` lists the words".to_owned(),
                words => format!("did you mean `:{}`?", words.join("` or `:")),
            };
            (Role::NotYet, format!("There is no word `:{word}`; {near}"))
        }
        Screen::Stopped => (
            Role::NotYet,
            "The command did not end and was stopped. What it started may go on: `docker ps` shows it.".to_owned(),
        ),
        Screen::ShellEnded => (
            Role::Muted,
            "You left the shell; the next command gets a fresh one. `:quit` leaves the lesson.".to_owned(),
        ),
        Screen::Advice(advice) => (Role::Hint, advice.clone()),
        Screen::Resetting => (Role::Muted, "Starting again with a fresh sandbox.".to_owned()),
        Screen::Goodbye { step } => (Role::Muted, format!("Your place is kept ({step}). Until next time.")),
        _ => return String::new(),
    };
    view::message(role, &text, theme)
}

fn ways(count: usize, names: &[String]) -> String {
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    format!("There are {count} ways to do this{names}: Enter types the first, `:other` offers the next.")
}

fn other_way(number: usize, of: usize, name: &str, commands: &[Typed]) -> String {
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    let commands: Vec<String> = commands.iter().map(|typed| format!("`{}`", first_line(&typed.text))).collect();
    format!("Way {number} of {of}{name}: {}.", commands.join(", then "))
}

fn endless(detachable: bool) -> &'static str {
    if detachable {
        "This keeps the terminal until you press Ctrl-C, and then ends. With `-d` it goes on in the background, for the \
         commands after it."
    } else {
        "This goes on until you press Ctrl-C."
    }
}

fn no_other_way(shown: bool) -> &'static str {
    if shown {
        "The lesson's other ways are for another system's shell, or for what this sandbox does not have."
    } else {
        "The lesson tells one way to do this."
    }
}

/// What begins a command; the rest is in the lesson's text.
fn first_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end_matches('\\').trim_end();
    if lines.next().is_some() { format!("{first} …") } else { first.to_owned() }
}

fn wanted(command: &str, placeholder: &str, proposal: Option<&str>, theme: &Theme) -> String {
    let how = match proposal {
        Some(value) => format!("Enter takes `{value}`, or type another."),
        None => "Type it; Enter alone leaves the command out.".to_owned(),
    };
    let said = format!("What stands for `{placeholder}` in `{command}`? {how}");
    view::message(Role::Hint, &said, theme)
}

fn values(given: &[(String, String)], theme: &Theme) -> String {
    if given.is_empty() {
        return view::message(Role::Muted, "No placeholder has a value yet; you are asked when one needs it.", theme);
    }
    let lines: Vec<String> = given.iter().map(|(key, value)| format!("`{key}` is `{value}`")).collect();
    bullets(&lines, Role::Text, theme)
}

fn welcome(title: &str, minutes: Minutes, steps: usize, network: bool, theme: &Theme) -> String {
    let total = minutes.teaching.unwrap_or(0) + minutes.exercises.unwrap_or(0);
    let time = if total == 0 { String::new() } else { format!(", about {total} minutes") };
    let mut out = format!("\n{}", view::message(Role::Title, title, theme));
    out += &view::message(
        Role::Muted,
        &format!(
            "{}{time}. Enter alone runs the command that the prompt offers; `:help` tells what else there is.",
            count(steps, "step")
        ),
        theme,
    );
    if network {
        let text =
            "This lesson installs packages: its sandbox may reach the internet for them (`--offline` forbids it).";
        out += &view::message(Role::Muted, text, theme);
    }
    out
}

/// What is needed before a lesson, what it answers, and what comes of it.
fn promised(objectives: &[String], stated: &Overview, theme: &Theme) -> String {
    let parts = [
        ("You need first:", stated.prerequisites.as_slice()),
        ("This lesson answers:", &stated.questions),
        ("After this lesson you can:", objectives),
    ];
    parts.into_iter().map(|(lead, items)| listed(lead, items, theme)).collect()
}

/// A short list below what leads to it; nothing where there is none.
fn listed(lead: &str, items: &[String], theme: &Theme) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("\n{}{}", view::message(Role::Text, lead, theme), bullets(items, Role::Text, theme))
}

fn provided(declared: &[String], asks: bool, theme: &Theme) -> String {
    let head = "No registry of images can be reached, so in this sandbox:";
    view::message(Role::Muted, head, theme) + &bullets(declared, Role::Muted, theme) + if asks { "\n" } else { "" }
}

/// `2 of 3 still`, but what is one alone needs no number.
fn share(open: usize, of: usize) -> String {
    if of == 1 { "Still".to_owned() } else { format!("{open} of {of} still") }
}

fn lines(found: &[Finding]) -> Vec<FindingLine> {
    let mark = |verdict| match verdict {
        Verdict::Pass => Mark::Pass,
        Verdict::NotYet => Mark::NotYet,
        Verdict::Impossible => Mark::Impossible,
        Verdict::Unknown => Mark::Unknown,
    };
    let line = |f: &Finding| FindingLine { mark: mark(f.verdict), what: f.what.clone(), why: f.why.clone() };
    // What is unknown for the same reason is one line: the reason is what there is to know.
    let is_alike = |one: &Finding, other: &Finding| {
        [one, other].iter().all(|finding| finding.verdict == Verdict::Unknown) && one.why == other.why
    };
    let mut lines: Vec<(&Finding, usize)> = Vec::new();
    for finding in found {
        let known = lines.iter_mut().find(|(first, _)| is_alike(first, finding));
        match known {
            Some((_, more)) => *more += 1,
            None => lines.push((finding, 0)),
        }
    }
    let with_more = |(finding, more): (&Finding, usize)| match more {
        0 => line(finding),
        more => FindingLine { what: format!("{} (and {more} more)", finding.what), ..line(finding) },
    };
    lines.into_iter().map(with_more).collect()
}

fn done(findings: &[Finding], skipped: bool, theme: &Theme) -> String {
    let all_pass = findings.iter().all(|f| f.verdict == Verdict::Pass);
    let mut out = view::findings(&lines(findings), theme);
    let (role, text) = match (skipped, all_pass) {
        (false, _) => (Role::Pass, "Step done."),
        (true, true) => (Role::Pass, "Done for you."),
        (true, false) => {
            (Role::Unknown, "The solution did not do all of it; that is a fault of the lesson, not yours.")
        }
    };
    out += &view::message(role, text, theme);
    out
}

fn solution(commands: &[Typed], theme: &Theme) -> String {
    if commands.is_empty() {
        return view::message(Role::Muted, "This step has no solution to show.", theme);
    }
    let mut out = String::new();
    for typed in commands {
        out += &to_type("Command", "  $ ", &typed.text, theme);
        let inside = typed.replies.iter().filter(|reply| !reply.is_empty());
        out.extend(inside.map(|reply| to_type("Inside", "  inside ▸ ", reply, theme)));
    }
    out
}

/// A line to type: at the shell's prompt, or at that of the program it started.
fn to_type(name: &str, prompt: &str, line: &str, theme: &Theme) -> String {
    let lead = if theme.plain { format!("{name}: ") } else { theme.paint(Role::Prompt, prompt) };
    format!("{lead}{}\n", theme.paint(Role::Command, line))
}

fn question(number: usize, of: usize, quiz: &Quiz, theme: &Theme) -> String {
    let how = match quiz.kind {
        QuizKind::Reveal => "think, then press Enter for the answer",
        QuizKind::Single => "choose one: type its number",
        QuizKind::Multiple => "choose all that are right: type their numbers",
        QuizKind::TrueFalse => "true or false?",
        QuizKind::Text => "type the answer",
        QuizKind::Number => "type a number",
    };
    let how = if of > 1 { format!("{number} of {of}; {how}") } else { how.to_owned() };
    let choices: Vec<String> = match quiz.kind {
        QuizKind::Single | QuizKind::Multiple => quiz.choices.iter().map(|c| c.text.clone()).collect(),
        _ => Vec::new(),
    };
    format!("\n{}", view::quiz_question(&quiz.question, &choices, &how, theme))
}

fn answer(quiz: &Quiz, right: Option<bool>, theme: &Theme) -> String {
    if let Some(right) = right {
        let correct: Vec<String> = quiz.choices.iter().filter(|c| c.correct).map(|c| c.text.clone()).collect();
        if quiz.kind != QuizKind::Multiple || correct.len() < 2 {
            return view::quiz_feedback(right, &quiz.answer, &quiz.explanation, theme);
        }
        let (role, said) = if right { (Role::Pass, "Right:") } else { (Role::NotYet, "Not quite. The answers are:") };
        let explanation = Some(&quiz.explanation).filter(|text| !text.is_empty());
        let explanation = explanation.map(|text| view::message(Role::Text, text, theme)).unwrap_or_default();
        view::message(role, said, theme) + &bullets(&correct, Role::Text, theme) + &explanation
    } else {
        let answer = match quiz.answer.as_str() {
            "" => "The lesson gives no answer.".to_owned(),
            answer => format!("The answer: {answer}"),
        };
        let mut out = view::message(Role::Text, &answer, theme);
        if !quiz.explanation.is_empty() {
            out += &view::message(Role::Text, &quiz.explanation, theme);
        }
        out
    }
}

fn step_line(step: &crate::session::StepLine) -> StepLine {
    StepLine { title: step.title.clone(), done: step.standing != Standing::Open, current: step.current }
}

fn finished(title: &str, steps: usize, open: &[String], theme: &Theme) -> String {
    let mut out = format!("\n{}", view::message(Role::Pass, &format!("Lesson finished: {title}"), theme));
    if open.is_empty() {
        return out + &view::message(Role::Text, &format!("All {} are done.", count(steps, "step")), theme);
    }
    let said = format!("{} of {} are done. Left open:", steps - open.len(), count(steps, "step"));
    out += &view::message(Role::Text, &said, theme);
    out += &bullets(open, Role::Text, theme);
    out
}

/// A short list, its lines hanging.
fn bullets(lines: &[String], role: Role, theme: &Theme) -> String {
    let bullet = piece(role, if theme.plain { "- " } else { "• " });
    lines.iter().map(|line| led(&bullet, &marked(role, line, theme), theme)).collect()
}
