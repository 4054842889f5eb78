//! What a front end may show; it decides how.

use super::{Session, Standing, WORDS};
use crate::check::shell::{Command, commands, split};
use crate::check::{Assertion, Check, Difference, Finding, ImageCheck, compare_own, judge, normal_reference};
use crate::document::{Minutes, Node, Quiz};
use crate::lesson::{Overview, Typed};
use crate::state::CommandRecord;
use crate::text::did_you_mean;

/// Something to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// The lesson's first words.
    Welcome {
        /// Its title.
        title: String,
        /// What the learner will be able to do.
        objectives: Vec<String>,
        /// What else its author states beside the text.
        stated: Overview,
        /// How long it takes.
        minutes: Minutes,
        /// How many steps.
        steps: usize,
        /// Whether its sandbox may reach the internet.
        network: bool,
    },
    /// The learner goes on where they stopped; the sandbox is being brought there.
    Resuming {
        /// The step, from 1.
        number: usize,
        /// Its title.
        title: String,
    },
    /// A step to read and do.
    Step {
        /// From 1.
        number: usize,
        /// Which steps of the lesson are done, in order.
        done: Vec<bool>,
        /// Its title.
        title: String,
        /// The lesson's title.
        lesson: String,
        /// Its text.
        nodes: Vec<Node>,
    },
    /// What stands in for what.
    Provided {
        /// The declarations.
        declared: Vec<String>,
        /// The prompt comes next, not another screen.
        asks: bool,
    },
    /// A command that Ropewalk types for the learner.
    Typed(String),
    /// Enter with nothing to offer.
    NothingOffered {
        /// Whether there is something left to do.
        can_check: bool,
        /// Whether that is what a challenge asks for.
        challenge: bool,
        /// Whether the step had commands to offer.
        typed: bool,
    },
    /// What is done and what is missing.
    Findings(Vec<Finding>),
    /// The step is done.
    Done {
        /// What passed.
        findings: Vec<Finding>,
        /// Its solution was played.
        skipped: bool,
    },
    /// The step can no longer be done from here; the way out.
    Repair,
    /// What solves this step does so where it begins, not as things stand.
    SolvedElsewhere,
    /// The step was done by itself while the learner was typing.
    GoOn,
    /// A hint.
    Hint {
        /// From 1.
        number: usize,
        /// How many the author gave; none behind those: what is missing changes with what is done.
        of: Option<usize>,
        /// What it says.
        text: String,
    },
    /// All hints were given.
    LastHint,
    /// A hint was asked for at a question.
    QuizHint,
    /// The step was done before.
    AlreadyDone,
    /// What is still missing, where nothing new is to be told.
    StillMissing {
        /// One of them.
        what: String,
        /// How many.
        open: usize,
        /// Of how many.
        of: usize,
    },
    /// There is no hint.
    NoHint,
    /// There is nothing to check in a step to read.
    NothingToCheck,
    /// The step's model commands, each with what is typed into the program it starts.
    Solution(Vec<Typed>),
    /// What the lesson has folded as the step's solution.
    FoldedSolution(Vec<Node>),
    /// The solution is about to be typed.
    Skipping,
    /// There is no solution to type.
    NoSolution,
    /// `:next` on a step that is not done.
    NotDone,
    /// Some commands of the step have others that do the same; how many ways there are, and their names.
    Ways {
        /// With the one that is offered.
        count: usize,
        /// Their names, if all have one.
        names: Vec<String>,
    },
    /// Another way is offered from now on.
    OtherWay {
        /// From 1.
        number: usize,
        /// How many there are.
        of: usize,
        /// What the lesson calls it; empty where it has no name.
        name: String,
        /// Its commands.
        commands: Vec<Typed>,
    },
    /// `:other` where there is one way only; the lesson may show others that cannot be typed here.
    NoOtherWay {
        /// Whether it does.
        shown: bool,
    },
    /// `:back` on the first step.
    FirstStep,
    /// `:quiz` on a step without questions.
    NoQuiz,
    /// A question.
    Question {
        /// From 1.
        number: usize,
        /// How many the step has.
        of: usize,
        /// The question.
        quiz: Quiz,
    },
    /// What would be an answer.
    Unclear(String),
    /// The answer was wrong; another may be given.
    TryAgain,
    /// A number at the prompt, behind a question that was answered.
    Answered,
    /// The answer.
    Answer {
        /// The question.
        quiz: Quiz,
        /// Whether the learner was right; none where they judge themselves.
        right: Option<bool>,
    },
    /// What will come of a command, asked before it runs.
    Predict {
        /// The question.
        quiz: Quiz,
        /// The command.
        command: String,
    },
    /// What would be an answer to that.
    UnclearGuess(String),
    /// A hint was asked for at such a question.
    GuessHint,
    /// `:quiz` on a step whose questions come before its commands.
    AskedBefore,
    /// What came of the command, and what was foreseen.
    Came {
        /// The question.
        quiz: Quiz,
        /// What the learner foresaw; empty where they did not want to say.
        guess: String,
        /// Whether that was right; none where nobody can say.
        right: Option<bool>,
        /// Why what came is not what the lesson speaks of; none where it is.
        otherwise: Option<String>,
    },
    /// A command wants a value.
    Wanted {
        /// The command.
        command: String,
        /// What wants it, as the lesson writes it.
        placeholder: String,
        /// What Enter alone takes.
        proposal: Option<String>,
    },
    /// What cannot stand for a placeholder.
    NoValue,
    /// No value was given for this placeholder.
    LeftOpen(String),
    /// What stands for placeholders.
    Values(Vec<(String, String)>),
    /// How `:set` is written.
    SetHow,
    /// The steps and how they stand.
    Steps(Vec<StepLine>),
    /// The words.
    Help,
    /// A colon word that is none.
    UnknownWord {
        /// As typed.
        word: String,
        /// Those that may be meant.
        near: Vec<&'static str>,
    },
    /// A command is about to run that only Ctrl-C ends.
    Endless {
        /// Docker has a flag that lets it go on in the background.
        detachable: bool,
    },
    /// A command was stopped because it did not end.
    Stopped,
    /// The learner left the shell; a fresh one comes with the next command.
    ShellEnded,
    /// A word on what a command answered, where its own answer misleads in a sandbox.
    Advice(String),
    /// A command printed something else than the lesson shows.
    Unlike {
        /// The first lines that differ.
        differences: Vec<Difference>,
        /// Nothing differs but the order.
        order: bool,
        /// How many lines more differ.
        more: usize,
        /// "ids were not compared"; none where everything was.
        ignored: Option<String>,
        /// Whether another image stands in for one of the lesson's.
        stand_in: bool,
    },
    /// A fresh sandbox is on its way.
    Resetting,
    /// Our fault: the sandbox or the engine under it.
    Fault(String),
    /// The last step was left.
    Finished {
        /// The lesson's title.
        title: String,
        /// How many steps it has.
        steps: usize,
        /// The titles of those that were left undone.
        open: Vec<String>,
        /// What there is to remember.
        key_points: Vec<String>,
        /// The lesson that comes next.
        next: Option<Next>,
    },
    /// Until next time.
    Goodbye {
        /// Where the learner was.
        step: String,
    },
}

/// A lesson to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What `ropewalk run` calls it.
    pub name: String,
    /// Its title.
    pub title: String,
}

/// A step in the list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// Its title.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// The learner is there.
    pub current: bool,
}

impl Session {
    pub(super) fn step_lines(&self) -> Vec<StepLine> {
        let lines = self.lesson.steps.iter().zip(&self.standing).enumerate();
        lines
            .map(|(i, (s, standing))| StepLine { title: s.title.clone(), standing: *standing, current: i == self.at })
            .collect()
    }
}

/// Whether this was found before, but for the time since then.
pub(super) fn is_known(finding: &Finding, before: &[Finding]) -> bool {
    before.iter().any(|known| known.says_the_same(finding))
}

/// How many lines that differ from what the lesson shows are told.
pub const UNLIKE_LINES: usize = 3;

impl Session {
    /// What a command printed otherwise than the lesson shows. After a failure its own message is what counts.
    pub(super) fn unlike(&self, record: &CommandRecord) -> Option<Screen> {
        let shown = self.step().shown_after(&record.text, &self.state.commands).filter(|_| record.exit == 0)?;
        let comparison = compare_own(&shown.output, &record.output, Some(&|name| shown.is_own(name)));
        let (ignored, order) = (comparison.ignored_words(), comparison.is_order());
        let mut differences = comparison.differences;
        let more = differences.len().saturating_sub(UNLIKE_LINES);
        differences.truncate(UNLIKE_LINES);
        let stand_in = self.meets_stand_in(record);
        (!differences.is_empty()).then_some(Screen::Unlike { differences, order, more, ignored, stand_in })
    }

    /// Whether a command has to do with an image for which another one stands in: it names the image, or a container that
    /// was made from it, or its output does.
    fn meets_stand_in(&self, record: &CommandRecord) -> bool {
        let says = |name: &str| record.text.contains(name) || record.output.contains(name);
        let is_met = |image: &String| {
            let wanted = normal_reference(image);
            let mut of = self.state.now.containers.iter().filter(|c| normal_reference(&c.image) == wanted);
            says(image.strip_suffix(":latest").unwrap_or(image)) || of.any(|container| says(&container.name))
        };
        self.stand_ins.iter().any(is_met)
    }
}

impl Session {
    /// Whether a command failed as the lesson shows that it does.
    pub(super) fn shows_failure(&self, record: &CommandRecord) -> bool {
        let shown = self.step().shown_after(&record.text, &self.state.commands);
        shown.is_some_and(|shown| {
            compare_own(&shown.output, &record.output, Some(&|name| shown.is_own(name))).differences.is_empty()
        })
    }
}

/// What may have been meant where a command's name is none: `docker pull` for `docker pul`.
fn misspelt(record: &CommandRecord) -> Option<String> {
    let not_found = record.exit == 127;
    // With options behind the verb Docker complains of those.
    let unknown = [
        "is not a docker command",
        "unknown command",
        "unknown docker command",
        "unknown shorthand flag",
        "unknown flag",
    ];
    let is_unknown = unknown.iter().any(|words| record.output.contains(words));
    split(&record.text).iter().find_map(|simple| {
        let mut words = simple.words.iter().map(|word| word.text.as_str());
        let (program, verb) = (words.next()?, words.next().unwrap_or_default());
        let near_verb = || commands().find(|name| *name == verb).or_else(|| did_you_mean(verb, commands()));
        let near = match program {
            "docker" if is_unknown && commands().all(|name| name != verb) => near_verb()?,
            "docker" => return None,
            _ if not_found => did_you_mean(program, ["docker"]).and_then(|_| near_verb())?,
            _ => return None,
        };
        Some(format!("Did you mean `docker {near}`?"))
    })
}

/// A word of the tutor's without its colon. `help` is the shell's too, and that one helps nobody here.
fn without_colon(record: &CommandRecord) -> Option<String> {
    let word = record.text.trim();
    let is_word = WORDS.iter().any(|w| w.name == word) || word == "?";
    (is_word && (record.exit == 127 || word == "help"))
        .then(|| format!("The tutor's words begin with a colon: `:{}`.", if word == "?" { "help" } else { word }))
}

impl Session {
    /// A word on an answer that misleads or helps little.
    pub(super) fn advice(&self, record: &CommandRecord) -> Option<String> {
        let known = || unknown_object(record).and_then(|(is_image, name)| self.known_otherwise(is_image, name));
        let said =
            || advice(record).map(|said| self.near_image(record).filter(|_| said == NOT_FETCHED).unwrap_or(said));
        Some(record).filter(|record| record.exit != 0).and_then(|_| known()).or_else(said)
    }

    /// The image that may have been meant by a word of a command: one that is there, or one of the lesson's.
    fn near_image(&self, record: &CommandRecord) -> Option<String> {
        let tags = self.state.now.images.iter().flat_map(|image| &image.tags);
        let known = tags.chain(&self.lesson.images).map(|name| name.strip_suffix(":latest").unwrap_or(name));
        let known: Vec<&str> = known.collect();
        let is_known = |word: &str| known.iter().any(|name| normal_reference(name) == normal_reference(word));
        // What a build wants stands in its Dockerfile.
        let fetches = |command: &Command| matches!(command.verb.as_str(), "pull" | "run" | "create");
        let mut commands = split(&record.text);
        commands.retain(|part| Command::read(part).is_some_and(|command| fetches(&command)));
        let words = commands.iter().flat_map(|part| &part.words).map(|word| word.text.as_str());
        let near = words.filter(|word| !is_known(word)).find_map(|word| did_you_mean(word, known.iter().copied()))?;
        Some(format!("Did you mean the image `{near}`? {NOT_FETCHED}"))
    }

    /// What is known of a name that names no such thing: it is a container's where an image is meant or the other way
    /// round, or the image was there and is gone.
    fn known_otherwise(&self, is_image: bool, name: &str) -> Option<String> {
        let now = &self.state.now;
        let short = name.strip_suffix(":latest").unwrap_or(name);
        if is_image {
            if let Some(container) = now.containers.iter().find(|container| container.is_called(short)) {
                return Some(format!("`{short}` is a container, made from the image `{}`.", container.image));
            }
            let reference = Some(name.to_owned());
            let image = Assertion::Image(ImageCheck { reference, ..ImageCheck::default() });
            return judge(&Check::new(image, None), &self.state)
                .why
                .filter(|why| why.contains(" was removed"))
                .map(|why| why + ".");
        }
        let wanted = normal_reference(name);
        now.images.iter().flat_map(|image| &image.tags).find(|tag| normal_reference(tag) == wanted)?;
        let of = now.containers.iter().filter(|container| normal_reference(&container.image) == wanted);
        let names: Vec<String> = of.map(|container| format!("`{}`", container.name)).collect();
        Some(match names.as_slice() {
            [] => format!("`{name}` is an image; no container was made from it yet."),
            names => format!("`{name}` is an image; the containers made from it: {}.", names.join(", ")),
        })
    }
}

/// The name that the engine does not know, and whether an image was meant.
fn unknown_object(record: &CommandRecord) -> Option<(bool, &str)> {
    let marks = [(true, "Unable to find image '"), (true, "No such image: "), (false, "No such container: ")];
    marks.into_iter().find_map(|(is_image, mark)| {
        let (_, behind) = record.output.split_once(mark)?;
        let name = behind.split(|c: char| c.is_whitespace() || c == '\'').next()?;
        (!name.is_empty()).then_some((is_image, name))
    })
}

/// Said where an image cannot be fetched.
const NOT_FETCHED: &str = "This sandbox has no network: an image that is not here, or not any more, cannot be fetched. Is the \
    name spelt right, and is it an image's?";

/// A word on an answer that misleads or helps little: an engine without a network reports names it cannot resolve.
pub(super) fn advice(record: &CommandRecord) -> Option<String> {
    if let Some(meant) = misspelt(record).or_else(|| without_colon(record)) {
        return Some(meant);
    }
    if record.was_lost() {
        return Some("The sandbox lost that program as it was about to start: not your doing. Do it again.".into());
    }
    let unresolved = [
        "dial tcp: lookup",
        "Temporary failure resolving",
        "server misbehaving",
        "no such host",
        "connection refused\": ",
        "network is unreachable",
    ];
    let is_pull = record.text.contains("docker");
    if record.exit == 0 || !unresolved.iter().any(|u| record.output.contains(u)) {
        return None;
    }
    Some(if is_pull {
        NOT_FETCHED.into()
    } else {
        "This sandbox has no network, so nothing outside it can be reached.".into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Verdict;

    #[test]
    fn a_misspelt_command_gets_the_one_that_was_meant() {
        let said = |text: &str, exit, output: &str| {
            advice(&CommandRecord { text: text.into(), exit, output: output.into(), ..CommandRecord::default() })
        };
        let meant = |name: &str| Some(format!("Did you mean `docker {name}`?"));
        assert_eq!(said("docker pul alpine", 1, "docker: 'pul' is not a docker command."), meant("pull"));
        assert_eq!(said("cd x && docker volum", 1, "docker: unknown command: docker volum"), meant("volume"));
        assert_eq!(said("dokcer run alpine", 127, "dokcer: command not found"), meant("run"));
        let flag = "unknown shorthand flag: 'i' in -it\n\nUsage:  docker [OPTIONS] COMMAND";
        assert_eq!(said("docker exc -it web sh", 125, flag), meant("exec"));
        assert_eq!(said("docker bild -t a .", 125, "unknown shorthand flag: 't' in -t"), meant("build"));
        assert_eq!(said("docker run --nmae a alpine", 125, "unknown flag: --nmae"), None);
        assert_eq!(said("docker zzz", 1, "docker: 'zzz' is not a docker command."), None);
        assert_eq!(said("docker run a", 127, "sh: unknown command"), None);
        assert_eq!(said("sl", 127, "sl: command not found"), None);
        assert_eq!(said("docker pul", 0, ""), None);
        let colon = |word: &str| Some(format!("The tutor's words begin with a colon: `:{word}`."));
        assert_eq!(said("quit", 127, "quit: command not found"), colon("quit"));
        assert_eq!(said("?", 127, "?: command not found"), colon("help"));
        assert_eq!(said("help", 0, "GNU bash, version 5.2"), colon("help"));
        assert_eq!([said("reset", 0, ""), said("quit now", 127, "")], [None, None]);
        let lost = "OCI runtime create failed: runc create failed: read init-p: connection reset by peer: unknown.";
        assert!(said("docker run alpine", 125, lost).is_some_and(|text| text.contains("not your doing")));
    }

    #[test]
    fn the_same_finding_is_known_however_long_ago_it_was() {
        let finding = |why: &str| Finding::new(Verdict::NotYet, "x", Some(why.into()));
        let known = [finding("`web` is not running; it exited with status 1 two seconds ago")];
        let cases = [
            ("`web` is not running; it exited with status 1 just now", true),
            ("`web` is not running; it exited with status 1 at 10:02", true),
            ("`web` is not running; it exited with status 1 on 20 November at 10:02", true),
            ("`web` is not running; it exited with status 1 at 10:02; last changed by `docker stop web`", true),
            ("`web` is not running; it exited with status 1; last changed by `docker stop web` at 10:02", true),
            ("`web` is not running; it exited with status 2 two seconds ago", false),
        ];
        for (why, want) in cases {
            assert_eq!(is_known(&finding(why), &known), want, "{why}");
        }
        assert!(!is_known(&Finding { verdict: Verdict::Pass, ..known[0].clone() }, &known));
    }

    #[test]
    fn an_image_that_is_nearly_known_is_named() {
        let steps = vec![crate::lesson::Step::default()];
        let session =
            Session::new(crate::lesson::Lesson { images: vec!["alpine".into()], steps, ..Default::default() });
        let failed = |text: &str| CommandRecord {
            text: text.into(),
            exit: 1,
            output: "dial tcp: lookup registry on 127.0.0.1:53".into(),
            ..CommandRecord::default()
        };
        let said = |text: &str| session.advice(&failed(text)).unwrap();
        assert!(said("docker pull alpin").starts_with("Did you mean the image `alpine`? This sandbox has no network"));
        assert!(said("docker pull alpine").starts_with("This sandbox has no network"));
        assert!(said("docker build -t alpin .").starts_with("This sandbox has no network"));
    }
}
