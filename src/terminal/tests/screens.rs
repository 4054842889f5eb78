use super::super::screen::screen;
use super::super::view::{self, Detail, FindingLine, LessonRow, Mark, StepLine, VerifyRow};
use super::super::{Role, Theme, diagnostics, markdown};
use super::{controls, sample, themes, widest};
use crate::diagnostic::Diagnostic;
use crate::document::{Choice, Minutes, Quiz, QuizKind};
use crate::lesson::{Overview, Typed};
use crate::session::Screen;
use crate::source::{Source, Span};

/// Escapes are written out, so that the snapshots can be read.
fn visible(text: &str) -> String {
    text.replace('\u{1b}', "␛")
}

/// Holds a screen in every look, and that it keeps the width.
fn screens(name: &str, draw: impl Fn(&Theme) -> String) {
    for (look, theme) in themes() {
        let screen = draw(&theme);
        assert!(theme.plain || widest(&screen) <= theme.width, "{name} at {look}: {} wide", widest(&screen));
        assert_eq!(controls(&screen), Vec::<char>::new(), "{name} at {look}");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}_{look}"), visible(&screen));
        });
    }
}

#[test]
fn a_lesson() {
    screens("lesson", |theme| markdown::nodes(&sample::document(), theme));
}

#[test]
fn a_step() {
    screens("step", |theme| {
        [
            view::step_header(
                3,
                &[true, false, false, true, false, false, false],
                "Tag an image",
                "Docker images",
                theme,
            ),
            view::step_header(
                9,
                &[[true; 8].as_slice(), &[false; 32]].concat(),
                "Work with `docker image ls` and its many, many flags",
                "A long lesson about images",
                theme,
            ),
            view::findings(&findings(), theme),
            view::hint(
                1,
                Some(3),
                "An image can have more than one name. Look at what `docker tag --help` says about it, and try.",
                theme,
            ),
            view::message(Role::NotYet, "`web` is not running; it exited with status 1 twelve seconds ago", theme),
            view::message(Role::Muted, "An odd ` backtick stays.", theme),
        ]
        .join("\n")
    });
}

#[test]
fn what_a_lesson_states_of_itself() {
    let list = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let key_points = list(&["Images are made of layers.", "`docker ps` lists containers."]);
    let stated = Overview {
        questions: list(&["How do I get Docker to do something?"]),
        prerequisites: list(&["A shell"]),
        key_points: key_points.clone(),
    };
    let welcome = Screen::Welcome {
        title: "First containers".to_owned(),
        objectives: list(&["Run a container from an image that is there, and tell what it left behind."]),
        stated,
        minutes: Minutes { teaching: Some(10), exercises: Some(5) },
        steps: 3,
        network: false,
    };
    let title = "First containers".to_owned();
    let finished = Screen::Finished { title, steps: 3, open: Vec::new(), key_points, next: None };
    screens("overview", |theme| screen(&welcome, theme) + &screen(&finished, theme));
}

fn findings() -> Vec<FindingLine> {
    let line = |mark, what: &str, why: Option<&str>| FindingLine { mark, what: what.into(), why: why.map(Into::into) };
    vec![
        line(Mark::Pass, "image `devops/mysql:snapshot` exists", None),
        line(
            Mark::NotYet,
            "container `web` is running",
            Some("it exited with status 1 twelve seconds ago; what it printed last is shown by `docker logs web`"),
        ),
        line(Mark::Impossible, "container `old` was seen", Some("it was removed before it was started")),
        line(Mark::Unknown, "volume `data` exists", Some("the engine did not answer within 10 s")),
    ]
}

#[test]
fn a_quiz() {
    let choices = [
        "Only containers that run".to_owned(),
        "All containers, those that have ended too, in the order in which they were made, newest first".to_owned(),
    ];
    screens("quiz", |theme| {
        [
            view::quiz_question("What does `docker ps -a` list?", &choices, "choose one", theme),
            view::quiz_question("What is an image?", &[], "", theme),
            view::quiz_feedback(true, "All containers", "Without `-a` it leaves out those that have ended.", theme),
            view::quiz_feedback(false, "All containers", "", theme),
            view::quiz_feedback(false, "", "", theme),
        ]
        .join("\n")
    });
}

#[test]
fn a_prediction() {
    let quiz = |kind, choices: &[&str], answer: &str| Quiz {
        line: 1,
        question: "Your container has ended. What will `docker ps` list, without `-a`?".into(),
        kind,
        choices: choices.iter().map(|c| Choice { text: (*c).to_owned(), correct: *c == answer }).collect(),
        answer: answer.into(),
        explanation: "Without `-a` only containers that run are listed; those that have ended need it.".into(),
    };
    let chosen = quiz(
        QuizKind::Single,
        &["The container", "Nothing but the heads of the columns, which are there at all times"],
        "Nothing but the heads of the columns, which are there at all times",
    );
    let typed = quiz(QuizKind::Text, &["nothing"], "nothing");
    let came = |quiz: &Quiz, guess: &str, right, otherwise: Option<&str>| Screen::Came {
        quiz: quiz.clone(),
        guess: guess.into(),
        right,
        otherwise: otherwise.map(str::to_owned),
    };
    screens("prediction", |theme| {
        [
            Screen::Predict { quiz: chosen.clone(), command: "docker ps".into() },
            Screen::Predict { quiz: typed.clone(), command: "docker ps \\\n  --no-trunc".into() },
            Screen::UnclearGuess("answer with a number from 1 to 2".into()),
            Screen::GuessHint,
            Screen::AskedBefore,
            came(&chosen, "Nothing but the heads of the columns, which are there at all times", Some(true), None),
            came(&chosen, "The container", Some(false), None),
            came(&typed, "", None, None),
            came(&typed, "nothing", None, Some("`docker ps` still printed `web`")),
        ]
        .iter()
        .map(|shown| screen(shown, theme))
        .collect::<Vec<_>>()
        .join("\n")
    });
}

#[test]
fn lists_of_the_tutor() {
    let step = |title: &str, done, current| StepLine { title: title.into(), done, current };
    let steps = [
        step("Pull an image", true, false),
        step("Tag it with `docker tag`", false, true),
        step("Push it", false, false),
    ];
    let lesson = |id: &str, title: &str, minutes, progress: &str| LessonRow {
        id: id.into(),
        title: title.into(),
        minutes,
        progress: progress.into(),
    };
    let lessons = [
        lesson("01-first-steps", "First steps", Some(20), "done"),
        lesson(
            "02-images",
            "Images: what they are made of, and how they are named and shared",
            Some(45),
            "3 of 7 steps",
        ),
        lesson("03-volumes", "Volumes", None, ""),
    ];
    screens("tutor", |theme| {
        [
            view::steps_list(&steps, theme),
            view::help(theme),
            view::finished("Docker images", 7, 12, theme),
            view::lesson_list(&lessons, theme),
        ]
        .join("\n")
    });
}

#[test]
fn what_verify_says() {
    let row = |mark, what: &str, milliseconds, details: Vec<Detail>| VerifyRow {
        mark,
        what: what.into(),
        milliseconds,
        details,
    };
    screens("verify", |theme| {
        [
            view::verify_row(&row(Mark::Pass, "tag-an-image: solution", 1234, Vec::new()), theme),
            view::verify_row(
                &row(
                    Mark::Impossible,
                    "tag-an-image: wrong 1 passes",
                    87,
                    vec![
                        Detail::Note("`docker tag mysql-custom devops/mysql` should not pass, but does".into()),
                        Detail::Typed("docker tag \\\n  mysql-custom devops/mysql".into(), 0),
                        Detail::Typed("docker images".into(), 1),
                        Detail::Printed("REPOSITORY      TAG       IMAGE ID       CREATED          SIZE".into()),
                        Detail::Printed(
                            "devops/mysql    latest    \u{1b}[1m0123456789ab\u{1b}[0m   3 seconds ago    8 MB".into(),
                        ),
                    ],
                ),
                theme,
            ),
            view::summary(&view::Counts { passed: 1, failed: 1, ..view::Counts::default() }, 1321, theme),
            view::summary(&view::Counts { passed: 3, ..view::Counts::default() }, 61_000, theme),
        ]
        .concat()
    });
}

#[test]
fn what_is_wrong_with_a_file() {
    let text = "lesson: 03-images\nsteps:\n  tag-an-image:\n    expcet:\n      - image: { ref: \"a\u{7}\u{9b}b\", note: \"a line that is far too long for any window, and goes on and on, further and further, to its end\" }\n";
    let source = Source::new("checks/03-images.yaml", text);
    let at = |word: &str| {
        let start = text.find(word).unwrap();
        Span::new(start, start + word.len())
    };
    let list = [
        Diagnostic::error("C0102", &source, at("expcet"), "unknown key `expcet`").help("did you mean `expect`?"),
        Diagnostic::warning("C0201", &source, at("further and further"), "this note is longer than anybody will ever want to read on a screen of any width").help("say it in fewer words; people who learn have enough to read, and a note that is read is better than one that is not"),
        Diagnostic::error("C0103", &source, at("tag-an-image:\n    expcet"), "over two lines"),
        Diagnostic { file: "lessons/other.md".into(), ..Diagnostic::error("L0101", &source, Span::default(), "no title").help("begin with `# Title`") },
    ];
    screens("diagnostics", |theme| diagnostics::diagnostics(&list, &source, theme));
}

#[test]
fn what_is_typed_into_a_program_stands_below_its_command() {
    let replies = ["hostname", "", "Ctrl-P Ctrl-Q"].map(str::to_owned).into();
    let typed = Typed { line: 1, text: "docker run -it alpine".into(), replies, endless: false };
    let said = screen(&Screen::Solution(vec![typed]), &Theme::new(false, true, None));
    let want = "Command: docker run -it alpine\nInside: hostname\nInside: Ctrl-P Ctrl-Q\n";
    assert_eq!(said, want);
}

#[test]
fn what_is_unknown_for_one_reason_is_one_line_below_what_is_missing() {
    use crate::check::{Finding, Verdict};
    let finding = |verdict, what: &str, why: &str| Finding::new(verdict, what.to_owned(), Some(why.to_owned()));
    let late = "no answer within 10 seconds";
    let mut found = vec![finding(Verdict::NotYet, "`web` is running", "`web` is not running")];
    found.extend((1..=20).map(|n| finding(Verdict::Unknown, &format!("port {n} answers"), late)));
    found.push(finding(Verdict::Unknown, "`a` is there", "the engine is gone"));
    let shown = screen(&Screen::Findings(found), &Theme::new(false, true, Some(80)));
    assert_eq!(
        shown,
        "not yet: `web` is running\n  because: `web` is not running\n\
         unknown: port 1 answers (and 19 more)\n  because: no answer within 10 seconds\n\
         unknown: `a` is there\n  because: the engine is gone\n"
    );
}
