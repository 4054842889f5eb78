use super::*;
use crate::check::{Assertion, Check, ContainerCheck, ImageCheck};
use crate::document::{Choice, Quiz, QuizKind};
use crate::lesson::{Shown, Task};
use crate::state::{Container, Image};

fn typed(text: &str) -> Typed {
    Typed { line: 1, text: text.into(), ..Typed::default() }
}

fn image_check(reference: &str) -> Check {
    let check = ImageCheck { reference: Some(reference.into()), ..ImageCheck::default() };
    Check::new(Assertion::Image(check), Some(1))
}

fn absent(name: &str) -> Check {
    let container = ContainerCheck { name: Some(name.into()), ..ContainerCheck::default() };
    Check::new(Assertion::Absent(Box::new(Assertion::Container(container))), Some(1))
}

fn step(id: &str, command: &str, expect: Check) -> Step {
    Step {
        id: id.into(),
        title: id.to_uppercase(),
        tasks: vec![Task::Type(typed(command))],
        expect: vec![expect],
        ..Step::default()
    }
}

fn quiz() -> Quiz {
    let choices = [("an image", true), ("a container", false)];
    let choices = choices.map(|(text, correct)| Choice { text: text.into(), correct }).to_vec();
    Quiz {
        line: 1,
        question: "What is alpine?".into(),
        kind: QuizKind::Single,
        choices,
        answer: "an image".into(),
        explanation: String::new(),
    }
}

/// Three steps: pull, tag (with a question), and something to read.
fn lesson() -> Lesson {
    let mut tag = step("tag", "docker tag alpine mine", image_check("mine"));
    tag.impossible = vec![absent("web")];
    tag.quizzes = vec![quiz()];
    tag.hints = vec!["An image can have more than one name.".into()];
    let read = Step { id: "end".into(), title: "END".into(), ..Step::default() };
    let steps = vec![step("pull", "docker pull alpine", image_check("alpine")), tag, read];
    Lesson { id: "x".into(), title: "X".into(), steps, ..Lesson::default() }
}

fn images(tags: &[&str]) -> Observation {
    let image = |tag: &&str| Image { id: "sha256:1".into(), tags: vec![format!("{tag}:latest")], ..Image::default() };
    Observation {
        snapshot: Snapshot { images: tags.iter().map(image).collect(), ..Snapshot::default() },
        ..Observation::default()
    }
}

fn with_container(mut observation: Observation, name: &str) -> Observation {
    observation.snapshot.containers.push(Container { id: name.into(), name: name.into(), ..Container::default() });
    observation
}

fn ran(text: &str) -> Event {
    Event::Ran(Ran { record: CommandRecord { text: text.into(), ..CommandRecord::default() }, ..Ran::default() })
}

/// What an effect is, in a word or two.
fn word(effect: &Effect) -> String {
    match effect {
        Effect::Show(Screen::Step { number, .. }) => format!("step {number}"),
        Effect::Show(Screen::Findings(found)) => {
            format!("findings {:?}", found.iter().map(|f| f.verdict).collect::<Vec<_>>())
        }
        Effect::Show(Screen::Done { skipped, .. }) => {
            if *skipped {
                "done for you".into()
            } else {
                "done".into()
            }
        }
        Effect::Show(Screen::Answer { right, .. }) => format!("answer {right:?}"),
        Effect::Show(Screen::Hint { number, of, .. }) => {
            format!("hint {number}{}", of.map(|of| format!("/{of}")).unwrap_or_default())
        }
        Effect::Show(screen) => format!("{screen:?}").split([' ', '(', '{']).next().unwrap_or_default().to_owned(),
        Effect::Ask(Ask::Command { offer }) => format!("ask offering {offer:?}"),
        Effect::Ask(ask) => format!("ask {ask:?}"),
        Effect::Run { run, quiet } => format!("{} {}", if *quiet { "run quietly" } else { "run" }, run.text),
        Effect::Observe(_) => "observe".into(),
        Effect::Wait(time) => format!("wait {}s", time.as_secs()),
        Effect::Provide(_) => "provide".into(),
        Effect::Log(Entry::Ran { .. }) => "log ran".into(),
        Effect::Log(Entry::Passed { step }) => format!("log passed {step}"),
        Effect::Log(Entry::Skipped { step }) => format!("log skipped {step}"),
        Effect::Log(Entry::Arrived { step }) => format!("log arrived {step}"),
        Effect::Log(entry) => format!("log {entry:?}").split([' ', '{']).take(2).collect::<Vec<_>>().join(" "),
        Effect::Renew => "renew".into(),
        Effect::Quit => "quit".into(),
    }
}

#[track_caller]
fn check(session: &mut Session, event: Event, expect: &[&str]) {
    let effects: Vec<String> = session.apply(event).iter().map(word).collect();
    assert_eq!(effects, expect);
}

fn line(text: &str) -> Event {
    Event::Line(text.into())
}

/// A session at the prompt of its first step.
fn at_first_step() -> Session {
    let mut session = Session::new(lesson());
    check(&mut session, Event::begin_fresh(), &["log Began", "Welcome", "log arrived pull", "step 1", "provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["observe"]);
    check(&mut session, Event::Observed(images(&[])), &["ask offering Some(\"docker pull alpine\")"]);
    session
}

/// A session at the prompt of its second step.
fn at_second_step() -> Session {
    let mut session = at_first_step();
    session.apply(line("docker pull alpine"));
    session.apply(ran("docker pull alpine"));
    session.apply(Event::Observed(images(&["alpine"])));
    check(&mut session, line(""), &["log arrived tag", "step 2", "provide"]);
    session.apply(Event::Provided(Vec::new()));
    let before = with_container(images(&["alpine"]), "web");
    check(&mut session, Event::Observed(before), &["ask offering Some(\"docker tag alpine mine\")"]);
    session
}

#[test]
fn a_lesson_from_its_first_word_to_its_last() {
    let mut session = at_first_step();
    check(&mut session, line(""), &["Typed", "run docker pull alpine"]);
    check(&mut session, ran("docker pull alpine"), &["log ran", "observe"]);
    check(&mut session, Event::Observed(images(&["alpine"])), &["log passed pull", "done", "ask Continue"]);
    check(&mut session, line(""), &["log arrived tag", "step 2", "provide"]);
    check(&mut session, Event::Provided(vec!["x is a stand-in".into()]), &["Provided", "observe"]);
    check(&mut session, Event::Observed(images(&["alpine"])), &["ask offering Some(\"docker tag alpine mine\")"]);
    check(&mut session, line("docker image tag alpine mine"), &["run docker image tag alpine mine"]);
    session.apply(ran("docker image tag alpine mine"));
    let after = Event::Observed(images(&["alpine", "mine"]));
    check(&mut session, after, &["log passed tag", "done", "Question", "ask Answer"]);
    check(&mut session, line("what?"), &["Unclear", "ask Answer"]);
    check(&mut session, line("2"), &["log Answered", "answer Some(false)", "ask Continue"]);
    check(&mut session, line(""), &["log arrived end", "step 3", "ask Continue"]);
    check(&mut session, line(""), &["log passed end", "log Finished", "Finished", "quit"]);
}

#[test]
fn what_is_missing_is_said_and_hints_grow_clearer() {
    let mut session = at_second_step();
    session.apply(line("docker tag alpine other"));
    session.apply(ran("docker tag alpine other"));
    let observed = with_container(images(&["alpine", "other"]), "web");
    check(
        &mut session,
        Event::Observed(observed),
        &["findings [NotYet]", "ask offering Some(\"docker tag alpine mine\")"],
    );
    let ask = "ask offering Some(\"docker tag alpine mine\")";
    // The author's hint, then the object, the command that is about it, and the command to type.
    for hint in ["hint 1/1", "hint 2", "hint 3", "hint 4"] {
        check(&mut session, line(":hint"), &["log Hinted", hint, ask]);
    }
    check(&mut session, line(":hint"), &["LastHint", ask]);
    check(&mut session, line(":check"), &["observe"]);
}

#[test]
fn what_is_known_is_not_said_again_unless_asked_for() {
    let mut session = at_first_step();
    for said in ["findings [NotYet]", "StillMissing", "StillMissing"] {
        session.apply(line("docker ps"));
        session.apply(ran("docker ps"));
        let effects: Vec<String> = session.apply(Event::Observed(images(&["other"]))).iter().map(word).collect();
        assert_eq!(effects, [said, "ask offering Some(\"docker pull alpine\")"]);
    }
    check(&mut session, line(":check"), &["observe"]);
    let ask = "ask offering Some(\"docker pull alpine\")";
    check(&mut session, Event::Observed(images(&["other"])), &["findings [NotYet]", ask]);
}

#[test]
fn what_changes_by_itself_is_told_without_asking_anew() {
    let mut session = at_second_step();
    check(&mut session, Event::Changed(images(&["alpine", "mine"])), &[]);
    session.apply(line("docker tag alpine other"));
    session.apply(ran("docker tag alpine other"));
    session.apply(Event::Observed(with_container(images(&["alpine", "other"]), "web")));
    check(&mut session, Event::Changed(with_container(images(&["alpine", "other"]), "web")), &[]);
    let tagged = with_container(images(&["alpine", "mine"]), "web");
    check(&mut session, Event::Changed(tagged.clone()), &["log passed tag", "done", "GoOn"]);
    check(&mut session, Event::Changed(tagged), &[]);
    check(&mut session, line(""), &["Question", "ask Answer"]);
}

#[test]
fn what_can_no_longer_be_done_offers_the_way_out() {
    let mut session = at_second_step();
    session.apply(line("docker rm -f web"));
    session.apply(ran("docker rm -f web"));
    let told = ["findings [Impossible, NotYet]", "Repair", "ask offering None"];
    check(&mut session, Event::Observed(images(&["alpine"])), &told);
    check(&mut session, line(""), &["findings [Impossible]", "Repair", "ask offering None"]);
    check(&mut session, line(":solution"), &["Solution", "SolvedElsewhere", "ask offering None"]);
    check(&mut session, line(":reset"), &["log Reset", "Resetting", "renew"]);
    check(&mut session, Event::Renewed, &["provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["run quietly docker pull alpine"]);
    check(&mut session, ran("docker pull alpine"), &["log arrived tag", "step 2", "provide"]);
}

#[test]
fn skipping_plays_the_solution_and_is_remembered_as_such() {
    let mut session = at_first_step();
    check(&mut session, line(":skip"), &["Skipping", "Typed", "run docker pull alpine"]);
    check(&mut session, ran("docker pull alpine"), &["observe"]);
    check(&mut session, Event::Observed(images(&["alpine"])), &["log skipped pull", "done for you", "ask Continue"]);
    assert_eq!(session.standing()[0], Standing::Skipped);
}

#[test]
fn a_fault_of_the_sandbox_is_ours_and_nothing_is_lost() {
    let mut session = at_first_step();
    session.apply(line("docker pull alpine"));
    let ask = "ask offering None";
    check(&mut session, Event::Failed("it is gone".into()), &["Fault", ask]);
    check(&mut session, line(":check"), &["observe"]);
    check(&mut session, Event::Observed(images(&["alpine"])), &["log passed pull", "done", "ask Continue"]);
}

#[test]
fn leaving_a_step_undone_is_asked_for_twice() {
    let mut session = at_first_step();
    let ask = "ask offering Some(\"docker pull alpine\")";
    check(&mut session, line(":next"), &["NotDone", ask]);
    check(&mut session, line(":help"), &["Help", ask]);
    check(&mut session, line(":next"), &["NotDone", ask]);
    check(&mut session, line(":next"), &["log arrived tag", "step 2", "provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["observe"]);
    session.apply(Event::Observed(images(&[])));
    check(&mut session, line(":back"), &["log arrived pull", "step 1", "provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["observe"]);
    let ask = "ask offering Some(\"docker pull alpine\")";
    check(&mut session, Event::Observed(images(&[])), &[ask]);
}

#[test]
fn a_step_that_is_done_is_not_asked_for_again() {
    let mut session = at_second_step();
    check(&mut session, line(":back"), &["log arrived pull", "step 1", "AlreadyDone", "provide"]);
    session.apply(Event::Provided(Vec::new()));
    check(&mut session, Event::Observed(images(&["alpine"])), &["ask Continue"]);
    for word in [":hint", ":check"] {
        check(&mut session, line(word), &["AlreadyDone", "ask Continue"]);
    }
    check(&mut session, line(":next"), &["log arrived tag", "step 2", "provide"]);
    session.apply(line(":back"));
    session.apply(Event::Provided(Vec::new()));
    session.apply(Event::Observed(images(&["alpine"])));
    // What is typed all the same runs, and `:reset` begins the step again.
    check(&mut session, line("docker ps"), &["run docker ps"]);
    session.apply(ran("docker ps"));
    check(&mut session, Event::Observed(images(&["alpine"])), &["ask Continue"]);
    session.apply(line(":reset"));
    check(&mut session, Event::Renewed, &["log arrived pull", "step 1", "provide"]);
    session.apply(Event::Provided(Vec::new()));
    check(&mut session, Event::Observed(images(&[])), &["ask offering Some(\"docker pull alpine\")"]);
}

#[test]
fn a_finished_lesson_begins_anew_with_nothing_done() {
    let mut session = Session::new(lesson());
    let passed = ["pull", "tag", "end"].map(String::from).to_vec();
    let reached = Reached { at: Some("end".into()), passed, finished: true, ..Reached::default() };
    check(&mut session, Event::Begin(reached), &["log Began", "Welcome", "log arrived pull", "step 1", "provide"]);
    assert!(session.standing().iter().all(|standing| *standing == Standing::Open));
    let effects = session.apply(line(":quit"));
    let kept = Screen::Goodbye { step: "PULL".into() };
    assert_eq!(effects[0], Effect::Show(kept));
}

fn failed(text: &str, output: &str) -> Event {
    let record = CommandRecord { text: text.into(), exit: 1, output: output.into(), ..CommandRecord::default() };
    Event::Ran(Ran { record, ..Ran::default() })
}

#[test]
fn an_offer_that_failed_stands_again_once() {
    let begin = |shown: Option<&str>| {
        let mut one = step("pull", "docker pull alpine", image_check("alpine"));
        one.tasks.push(Task::Type(typed("docker tag alpine mine")));
        one.expect.push(image_check("mine"));
        let shown = shown.map(|output| (1, "docker pull alpine".to_owned(), output.to_owned()));
        one.outputs = shown
            .map(|(line, command, output)| Shown { line, command, output, ..Shown::default() })
            .into_iter()
            .collect();
        let mut session = Session::new(Lesson { steps: vec![one], ..lesson() });
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(images(&[])));
        session
    };
    let enter = |session: &mut Session, exit: i32, seen: &[&str]| {
        let run = session.offer().unwrap().text;
        session.apply(line(""));
        session.apply(if exit == 0 { ran(&run) } else { failed(&run, "no") });
        session.apply(Event::Observed(images(seen)));
        session.offer().map(|typed| typed.text)
    };
    let (pull, tag) = (Some("docker pull alpine".to_owned()), Some("docker tag alpine mine".to_owned()));
    let mut session = begin(None);
    assert_eq!(enter(&mut session, 1, &[]), pull, "it failed");
    assert_eq!(enter(&mut session, 1, &[]), tag, "it fails again");
    assert_eq!(enter(&mut session, 0, &[]), pull, "all were typed: what the first open check is about");
    assert_eq!(enter(&mut session, 0, &["alpine"]), tag);
    assert_eq!(enter(&mut begin(None), 1, &["alpine"]), tag, "it brought the step on all the same");
    assert_eq!(enter(&mut begin(Some("no")), 1, &[]), tag, "it failed as the lesson shows");
}

#[test]
fn a_wrong_answer_may_be_followed_by_another() {
    let mut session = at_second_step();
    let third = Choice { text: "a volume".into(), correct: false };
    for step in [&mut session.lesson.steps[1], &mut session.written[1]] {
        step.quizzes[0].choices.push(third.clone());
    }
    session.apply(line(":skip"));
    session.apply(ran("docker tag alpine mine"));
    session.apply(Event::Observed(with_container(images(&["alpine", "mine"]), "web")));
    check(&mut session, line(":hint"), &["QuizHint", "ask Answer"]);
    check(&mut session, line("2"), &["log Answered", "TryAgain", "ask Answer"]);
    check(&mut session, line("3"), &["answer Some(false)", "ask Continue"]);
    check(&mut session, line("1"), &["Answered", "ask Continue"]);
    check(&mut session, line(":quiz"), &["Question", "ask Answer"]);
    check(&mut session, line("2"), &["log Answered", "TryAgain", "ask Answer"]);
    check(&mut session, line("1"), &["answer Some(true)", "ask Continue"]);
}

#[test]
fn a_word_may_be_begun_or_have_another_name() {
    let near = |word: &str| commands::near_words(word);
    assert_eq!(near("h"), ["hint", "help"]);
    assert_eq!([near("undo"), near("jump 3"), near("hnit")], [vec!["reset"], vec![], vec!["hint"]]);
    let mut session = at_first_step();
    let ask = "ask offering Some(\"docker pull alpine\")";
    check(&mut session, line(":sol"), &["Solution", ask]);
    check(&mut session, line(":?"), &["Help", ask]);
    check(&mut session, line(":undo"), &["UnknownWord", ask]);
    check(&mut session, line(":"), &["UnknownWord", ask]);
}

#[test]
fn who_comes_back_goes_on_at_the_same_step_in_a_sandbox_brought_there() {
    let mut session = Session::new(lesson());
    let reached = Reached { at: Some("tag".into()), passed: vec!["pull".into()], ..Reached::default() };
    check(&mut session, Event::Begin(reached), &["log Began", "Welcome", "Resuming", "provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["run quietly docker pull alpine"]);
    check(&mut session, ran("docker pull alpine"), &["log arrived tag", "step 2", "provide"]);
    check(&mut session, Event::Provided(Vec::new()), &["observe"]);
    let ask = "ask offering Some(\"docker tag alpine mine\")";
    check(&mut session, Event::Observed(images(&["alpine"])), &[ask]);
}

#[test]
fn names_are_known_again_in_a_sandbox_that_was_brought_there() {
    let yaml = "steps:\n  pull:\n    expect:\n      - image: alpine\n        as: base\n  tag:\n    expect: [{image: mine}]\n    \
                hints: 'try ${base.id}'\n";
    let sidecar = crate::check::parse(&crate::source::Source::new("x.yaml", yaml)).0.unwrap();
    let mut lesson = lesson();
    for (step, checks) in lesson.steps.iter_mut().zip(sidecar.steps) {
        (step.expect, step.hints) = (checks.expect, checks.hints);
    }
    let mut session = Session::new(lesson);
    let reached = Reached { at: Some("tag".into()), passed: vec!["pull".into()], ..Reached::default() };
    session.apply(Event::Begin(reached));
    session.apply(Event::Provided(Vec::new()));
    check(&mut session, ran("docker pull alpine"), &["observe"]);
    check(&mut session, Event::Observed(images(&["alpine"])), &["log arrived tag", "step 2", "provide"]);
    assert_eq!(session.step().hints, ["try sha256:1"]);
}

#[test]
fn who_stopped_behind_a_done_step_goes_on_with_the_next() {
    let mut session = Session::new(lesson());
    let reached = Reached { at: Some("pull".into()), passed: vec!["pull".into()], ..Reached::default() };
    let effects = session.apply(Event::Begin(reached));
    assert!(effects.iter().any(|e| matches!(e, Effect::Show(Screen::Resuming { number: 2, .. }))), "{effects:?}");
}

#[test]
fn words_are_corrected_and_quitting_keeps_the_place() {
    let mut session = at_first_step();
    let effects = session.apply(line(":hnit"));
    let Effect::Show(Screen::UnknownWord { near, .. }) = &effects[0] else { panic!("{effects:?}") };
    assert_eq!(near, &["hint"]);
    check(&mut session, line(":quit"), &["Goodbye", "quit"]);
    let mut session = at_first_step();
    check(&mut session, Event::Ended, &["Goodbye", "quit"]);
}

#[test]
fn entries_fold_to_where_the_learner_is() {
    let entries = [
        Entry::Began { title: "X".into() },
        Entry::Arrived { step: "a".into() },
        Entry::Skipped { step: "a".into() },
        Entry::Passed { step: "a".into() },
        Entry::Answered { step: "a".into(), quiz: 0, right: Some(true) },
        Entry::Arrived { step: "b".into() },
    ];
    let folded = reached(&entries);
    assert_eq!((folded.at.as_deref(), folded.passed.len(), folded.skipped.len()), (Some("b"), 1, 0));
    assert_eq!(folded.answers, (1, 1));
    let again = reached(entries.iter().chain([&Entry::Finished, &Entry::Began { title: "X".into() }]));
    assert_eq!((again.at, again.passed.len(), again.taken), (None, 0, true));
    assert_eq!(reached(entries.iter().chain([&Entry::Forgotten])), Reached::default());
}

#[test]
fn what_must_be_steady_is_waited_for_but_not_for_ever() {
    let steady = ContainerCheck { name: Some("web".into()), stable_for: Some(5), ..ContainerCheck::default() };
    let steady = Check::new(Assertion::Container(steady), Some(1));
    let lesson = Lesson { steps: vec![step("run", "docker run web", steady)], ..Lesson::default() };
    let mut session = Session::new(lesson);
    let web = |taken, started| {
        let container =
            Container { name: "web".into(), status: "running".into(), started, restarts: 1, ..Container::default() };
        let snapshot = Snapshot { taken, containers: vec![container], ..Snapshot::default() };
        Event::Observed(Observation { snapshot, ..Observation::default() })
    };
    session.apply(Event::begin_fresh());
    session.apply(Event::Provided(Vec::new()));
    session.apply(web(100, 0));
    session.apply(ran("docker run web"));
    // It keeps crashing: each look finds it started a moment ago.
    for _ in 0..WAIT_LIMIT / 5 {
        check(&mut session, web(100, 100), &["wait 5s"]);
        check(&mut session, Event::Waited, &["observe"]);
    }
    check(&mut session, web(100, 100), &["findings [NotYet]", "ask offering Some(\"docker run web\")"]);
    session.apply(line(":check"));
    check(&mut session, web(102, 100), &["wait 3s"]);
    session.apply(Event::Waited);
    assert!(session.apply(web(105, 100)).iter().any(|effect| word(effect) == "done"));
}

/// A session of one step, whose container must keep running for so long.
fn steady(seconds: u32) -> Session {
    let steady = ContainerCheck { name: Some("web".into()), stable_for: Some(seconds), ..ContainerCheck::default() };
    let steady = Check::new(Assertion::Container(steady), Some(1));
    let lesson = Lesson { steps: vec![step("run", "docker run web", steady)], ..Lesson::default() };
    let mut session = Session::new(lesson);
    session.apply(Event::begin_fresh());
    session.apply(Event::Provided(Vec::new()));
    session.apply(Event::Observed(Observation::default()));
    session
}

/// At this time a container runs that started at 100.
fn web_at(taken: i64) -> Event {
    let container = Container { name: "web".into(), status: "running".into(), started: 100, ..Container::default() };
    let snapshot = Snapshot { taken, containers: vec![container], ..Snapshot::default() };
    Event::Observed(Observation { snapshot, ..Observation::default() })
}

#[test]
fn a_wait_is_over_with_ctrl_c() {
    let mut session = steady(10);
    session.apply(ran("docker run web"));
    check(&mut session, web_at(101), &["wait 9s"]);
    check(&mut session, Event::Interrupted, &["observe"]);
    let effects = session.apply(web_at(104));
    let said = effects.iter().find_map(|effect| match effect {
        Effect::Show(Screen::Findings(found)) => found[0].why.clone(),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("`web` has been running for 4 of 10 seconds"));
    assert!(matches!(effects.last(), Some(Effect::Ask(Ask::Command { .. }))));
    assert!(matches!(session.apply(Event::Interrupted).as_slice(), [Effect::Ask(_)]), "at the prompt it asks anew");
}

#[test]
fn a_played_solution_is_given_its_time() {
    let mut session = steady(5);
    let effects = session.apply(line(":skip"));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Run { .. })));
    check(&mut session, ran("docker run web"), &["observe"]);
    check(&mut session, web_at(101), &["wait 4s"]);
    check(&mut session, Event::Waited, &["observe"]);
    let effects = session.apply(web_at(105));
    let done = effects.iter().find_map(|effect| match effect {
        Effect::Show(Screen::Done { findings, .. }) => Some(findings[0].verdict),
        _ => None,
    });
    assert_eq!(done, Some(crate::check::Verdict::Pass));
}

#[test]
fn output_that_is_not_what_the_lesson_shows_is_told_once_and_shortly() {
    let mut lesson = lesson();
    let output = "ID  NAME\n8f3ac1d0be52  alpine".into();
    lesson.steps[0].outputs = vec![Shown { line: 1, command: "docker ps".into(), output, ..Shown::default() }];
    let step = lesson.steps[0].clone();
    let mut session = Session::new(Lesson { steps: vec![step], ..lesson });
    session.apply(Event::Begin(Reached::default()));
    let mut unlike = |output: &str, exit: i32| {
        let record =
            CommandRecord { text: "docker  ps".into(), exit, output: output.into(), ..CommandRecord::default() };
        let effects = session.apply(Event::Ran(Ran { record, ..Ran::default() }));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Show(Screen::Unlike { differences, more, .. }) => Some((differences.len(), more)),
            _ => None,
        })
    };
    assert_eq!(unlike("ID  NAME\n0db38ea51a48  alpine\n", 0), None);
    assert_eq!(unlike("ID  NAME\n0db38ea51a48  nginx\na\nb\nc\nd\n", 0), Some((3, 2)));
    assert_eq!(unlike("an error", 1), None);
}

#[test]
fn what_a_challenge_asks_for_is_offered_only_once_its_solution_was_shown() {
    let begin = || {
        let mut one = step("pull", "docker pull alpine", image_check("mine"));
        one.tasks.push(Task::Type(Typed { line: 7, ..typed("docker tag alpine mine") }));
        one.tasks.push(Task::Type(Typed { line: 9, ..typed("docker image ls") }));
        one.answers = [7].into();
        let mut session = Session::new(Lesson { steps: vec![one], ..lesson() });
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(images(&[])));
        session
    };
    let run = |session: &mut Session, text: &str| {
        session.apply(line(text));
        session.apply(ran(text));
        session.apply(Event::Observed(images(&[])))
    };
    let mut session = begin();
    run(&mut session, "");
    check(&mut session, line(""), &["Typed", "run docker image ls"]);
    session.apply(ran("docker image ls"));
    session.apply(Event::Observed(images(&[])));
    let effects = session.apply(line(""));
    let challenged = |e: &Effect| matches!(e, Effect::Show(Screen::NothingOffered { challenge: true, .. }));
    assert!(effects.iter().any(challenged), "{effects:?}");
    check(&mut session, line(":solution"), &["Solution", "ask offering Some(\"docker tag alpine mine\")"]);

    // Who finds it alone is not offered it again.
    let mut session = begin();
    run(&mut session, "docker  tag alpine mine");
    check(&mut session, line(":solution"), &["Solution", "ask offering Some(\"docker pull alpine\")"]);
    run(&mut session, "");
    check(&mut session, line(":check"), &["observe"]);
    assert_eq!(session.offer().map(|t| t.text).as_deref(), Some("docker image ls"));
}

#[test]
fn a_name_of_another_kind_is_told_by_what_is_there() {
    let mut session = at_second_step();
    let container = Container { image: "nginx".into(), ..Container::default() };
    session.state.now = images(&["nginx"]).snapshot;
    session.state.now.containers = vec![Container { id: "w".into(), name: "web".into(), ..container }];
    session.state.history.saw(&images(&["old"]).snapshot);
    let said = |output: &str| {
        let record =
            CommandRecord { text: "docker x".into(), exit: 1, output: output.into(), ..CommandRecord::default() };
        session.advice(&record)
    };
    let cases = [
        ("Unable to find image 'web:latest' locally\nx", Some("`web` is a container, made from the image `nginx`.")),
        ("Error response from daemon: No such image: old:latest", Some("`old:latest` was there and was removed.")),
        ("Error: No such container: nginx", Some("`nginx` is an image; the containers made from it: `web`.")),
        ("Error: No such container: nobody", None),
    ];
    for (output, want) in cases {
        assert_eq!(said(output).as_deref(), want, "{output}");
    }
}
