//! The command line.

use crate::app::{
    self, Context, Failure, LintOptions, PreviewOptions, RecordOptions, RunOptions, USAGE, VerifyOptions,
};
use crate::reader::{Dialect, dialects};
use crate::text::did_you_mean;
use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;

/// Learn the ropes of Docker by doing: lessons with a Docker Engine of your own to try everything in.
#[derive(Debug, Parser)]
#[command(name = "ropewalk", version, about, max_term_width = 100, propagate_version = true)]
#[command(
    after_help = "Exit status: 0 good · 1 a check or lesson failed · 2 wrong usage · 3 a lesson or sidecar is invalid · \
                        4 no sandbox · 130 interrupted"
)]
pub struct Cli {
    /// Linear text without boxes, colours and spinners, for screen readers and pipes.
    #[arg(long, global = true)]
    plain: bool,
    /// Read lessons in one dialect, instead of telling it from the text.
    #[arg(long, global = true, value_name = "NAME", value_parser = dialect, help = about_dialects())]
    dialect: Option<Dialect>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take a lesson, or go on where you stopped.
    Run {
        /// A lesson's id (see `list`), its number, or the path of a Markdown file; without it the one you are at.
        lesson: Option<String>,
        #[command(flatten)]
        sandbox: SandboxFlags,
    },
    /// List the lessons.
    List {
        /// A folder with lessons; without it those that come with Ropewalk.
        folder: Option<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show how far you are.
    Progress {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Begin a lesson's progress anew.
    Reset {
        /// A lesson's id or path.
        lesson: String,
    },
    /// Make a lesson with its checks and a workflow that proves it, to be changed.
    New {
        /// The lesson's file name without its ending: lower-case letters, digits and hyphens.
        name: String,
    },
    /// Play lessons as a perfect learner would, and say whether every step still works.
    Verify {
        /// Lesson ids and paths.
        lessons: Vec<String>,
        #[command(flatten)]
        report: ReportFlags,
        #[command(flatten)]
        sandbox: SandboxFlags,
    },
    /// Play a lesson's own commands and write its checks from what they changed.
    ///
    /// Without a sidecar `checks/<lesson>.yaml` one is written. In one that is there already nothing is changed:
    /// `--update` writes beside it what would change, and `--accept` puts that in its place. The lesson itself is never
    /// touched.
    Record {
        /// A Markdown file.
        path: PathBuf,
        /// Look for checks that are stale because the lesson's text has changed, and show what would change.
        #[arg(long, conflicts_with = "accept")]
        update: bool,
        /// Put what `--update` found in the sidecar's place.
        #[arg(long)]
        accept: bool,
        #[command(flatten)]
        sandbox: SandboxFlags,
    },
    /// Show what is understood of a lesson: its steps, blocks and quizzes.
    Outline {
        /// Markdown files, patterns, and folders with lessons or a course; `-` is standard input.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a lesson as the learner will see it, again at every save, with what `lint` finds below.
    Preview {
        /// A Markdown file.
        path: PathBuf,
        /// With the checks, hints, solution and answers that a learner does not see at once.
        #[arg(long)]
        notes: bool,
    },
    /// Read lessons with a critical eye: what an author should look at again.
    Lint {
        /// Markdown files, patterns, and folders with lessons or a course; `-` is standard input.
        #[arg(required_unless_present = "explain")]
        paths: Vec<PathBuf>,
        /// As JSON.
        #[arg(long, conflicts_with = "sarif")]
        json: bool,
        /// As SARIF 2.1.0, for code hosts.
        #[arg(long)]
        sarif: bool,
        /// Explain a rule instead.
        #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "json", "sarif"])]
        explain: Option<String>,
        /// What else is to fail than warnings and errors.
        #[arg(long, value_enum, value_name = "WHAT")]
        deny: Option<Deny>,
    },
    /// Print a JSON Schema, for editors.
    Schema {
        /// Of what.
        #[arg(value_enum, default_value = "checks")]
        of: SchemaOf,
    },
    /// Install and start what sandboxes need, and build their image.
    Setup {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Look at what is there and say what to mend.
    Doctor {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Remove what crashed sessions left on the Docker Engine.
    Clean {
        /// Also running sessions and the sandbox image.
        #[arg(long)]
        all: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print a completion script for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Deny {
    /// Notes too.
    Notes,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum SchemaOf {
    /// A sidecar (`checks/<lesson>.yaml`).
    Checks,
    /// What `outline --json` prints of a lesson.
    Outline,
}

#[derive(Debug, clap::Args)]
struct ReportFlags {
    /// Play so many lessons side by side, each in a sandbox of its own.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,
    /// Play each lesson so many times, and tell which steps do not go the same way every time.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=100))]
    repeat: u16,
    /// Try wrong ways to do each step, which must not pass, and equal ways, which must.
    #[arg(long)]
    mutate: bool,
    /// With --mutate: of a hundred wrong ways so many must not pass.
    #[arg(long, value_name = "PERCENT", default_value = "95", requires = "mutate", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_strength: u8,
    /// Draw the values of variables from this seed, to repeat what an earlier `verify` has drawn.
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// As JSON; with a FILE whose name ends in `.json` into that file, and as text here.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
    /// Into FILE as JUnit's XML, besides the text.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

impl ReportFlags {
    /// Whether JSON is printed, and the file it goes to else. What is neither `-` nor a `.json` file is a lesson, so
    /// that `verify --json 01` means what it means everywhere.
    fn take_json(&mut self, lessons: &mut Vec<String>) -> (bool, Option<PathBuf>) {
        let Some(path) = self.json.take() else { return (false, None) };
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
            return (false, Some(path));
        }
        if path.as_os_str() != "-" {
            lessons.insert(0, path.to_string_lossy().into_owned());
        }
        (true, None)
    }
}

#[derive(Debug, clap::Args)]
struct SandboxFlags {
    /// Install and start what is missing without asking.
    #[arg(long)]
    yes: bool,
    /// Never let the sandbox reach the internet.
    #[arg(long)]
    offline: bool,
    /// Let IMAGE stand in for NAME where NAME cannot be pulled; may be repeated.
    #[arg(long = "stand-in", value_name = "NAME=IMAGE", value_parser = pair)]
    stand_ins: Vec<(String, String)>,
}

fn dialect(name: &str) -> Result<Dialect, String> {
    Dialect::named(name).ok_or_else(|| {
        let names = dialects().flat_map(Dialect::names);
        let near = did_you_mean(name, names).map(|n| format!("did you mean `{n}`? ")).unwrap_or_default();
        format!("{near}the dialects, with the platforms that have them, are {}", named_dialects())
    })
}

/// `katacoda (killercoda), quarto`
fn named_dialects() -> String {
    let named = |d: Dialect| match d.platforms {
        [] => d.name.to_owned(),
        platforms => format!("{} ({})", d.name, platforms.join(", ")),
    };
    dialects().map(named).collect::<Vec<_>>().join(", ")
}

/// The help for `--dialect`: authors know their platform, and not what we call its Markdown.
fn about_dialects() -> String {
    format!(
        "Read lessons in this dialect, or that of this platform, instead of telling it from the text: {}",
        named_dialects()
    )
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, image)) if !name.is_empty() && !image.is_empty() => Ok((name.to_owned(), image.to_owned())),
        _ => Err("expected NAME=IMAGE, for example mysql=debian".into()),
    }
}

/// Runs the command line of this process; gives the exit status.
pub fn main() -> u8 {
    restore_terminal_on_panic();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            drop(error.print());
            return u8::try_from(error.exit_code()).unwrap_or(USAGE);
        }
    };
    let plain = cli.plain;
    match perform(cli) {
        Ok(()) => app::GOOD,
        Err(failure) => {
            show(&failure, plain);
            failure.code
        }
    }
}

/// A bug of ours must not leave the learner with a terminal that shows nothing of what they type.
fn restore_terminal_on_panic() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        crate::terminal::raw::restore_terminal();
        told(info);
    }));
}

fn show(failure: &Failure, plain: bool) {
    failure.show(&crate::terminal::Theme::detect(plain));
}

fn perform(cli: Cli) -> Result<(), Failure> {
    let context = |json| Ok::<_, Failure>(Context { dialect: cli.dialect, ..Context::of_process(cli.plain, json)? });
    let Some(command) = cli.command else {
        let context = context(false)?;
        return app::menu(&context);
    };
    match command {
        Command::List { folder, json } => app::list(&context(json)?, folder.as_deref()),
        Command::Progress { json } => app::progress(&context(json)?),
        Command::Reset { lesson } => app::reset(&context(false)?, &lesson),
        Command::New { name } => app::new_lesson(&context(false)?, &name),
        Command::Outline { paths, json } => app::outline(&context(json)?, &paths),
        Command::Lint { paths, json, sarif, explain, deny } => {
            let deny_notes = matches!(deny, Some(Deny::Notes));
            app::lint_paths(&context(json)?, &LintOptions { paths, sarif, explain, deny_notes })
        }
        Command::Schema { of } => {
            context(true)?.print_json(&match of {
                SchemaOf::Checks => crate::check::schema(),
                SchemaOf::Outline => crate::report::outline::outline_schema(),
            });
            Ok(())
        }
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "ropewalk", &mut std::io::stdout());
            Ok(())
        }
        command => block_on(perform_with_engine(command, cli.plain, cli.dialect))?,
    }
}

fn all_taken() -> Failure {
    Failure::new(USAGE, "every lesson here is finished").help("`ropewalk run 01` takes the first one again")
}

/// One thread serves all: the program waits far more than it works.
fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(work);
    // A thread that waits for a line at the terminal must not keep the program.
    runtime.shutdown_background();
    Ok(done)
}

async fn perform_with_engine(command: Command, plain: bool, dialect: Option<Dialect>) -> Result<(), Failure> {
    let context = |json| Ok::<_, Failure>(Context { dialect, ..Context::of_process(plain, json)? });
    match command {
        Command::Run { lesson, sandbox } => {
            let context = context(false)?;
            let SandboxFlags { yes, offline, stand_ins } = sandbox;
            let current = || app::current(&context)?.ok_or_else(all_taken);
            let lesson = lesson.map_or_else(current, Ok)?;
            let loaded = app::load(&context, &lesson, |key| app::kept_seed(&context, key))?;
            app::run(&context, loaded, &RunOptions { yes, offline, stand_ins }).await
        }
        Command::Verify { mut lessons, mut report, sandbox } => {
            let SandboxFlags { yes, offline, stand_ins } = sandbox;
            let (prints_json, json) = report.take_json(&mut lessons);
            let (jobs, repeat) = (report.jobs.into(), report.repeat.into());
            let seed = report.seed.map(crate::check::Seed);
            let (mutate, least_percent, junit) = (report.mutate, report.min_strength.into(), report.junit);
            let options = VerifyOptions {
                yes,
                offline,
                stand_ins,
                lessons,
                jobs,
                repeat,
                mutate,
                least_percent,
                seed,
                json,
                junit,
            };
            app::verify(&context(prints_json)?, &options).await
        }
        Command::Record { path, update, accept, sandbox } => {
            let SandboxFlags { yes, offline, stand_ins } = sandbox;
            let aim = if accept {
                app::Aim::Accept
            } else if update {
                app::Aim::Update
            } else {
                app::Aim::New
            };
            let options = RecordOptions { yes, offline, stand_ins, path, aim };
            Box::pin(app::record(&context(false)?, &options)).await
        }
        Command::Preview { path, notes } => app::preview(&context(false)?, &PreviewOptions { path, notes }).await,
        Command::Setup { yes } => app::setup(&context(false)?, yes).await,
        Command::Doctor { json } => app::doctor(&context(json)?).await,
        Command::Clean { all, json } => app::clean(&context(json)?, all).await,
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// The manuals that a person types from.
    const MANUALS: &[(&str, &str)] = &[
        ("README.md", include_str!("../README.md")),
        ("docs/authoring.md", include_str!("../docs/authoring.md")),
        ("docs/checks.md", include_str!("../docs/checks.md")),
        ("src/author/scaffold/workflow.yml", include_str!("author/scaffold/workflow.yml")),
    ];

    /// The commands of ours in a text: after a `$` or `run:`, or between back-quotes with a word behind.
    fn commands(text: &str) -> Vec<String> {
        let line = |line: &str| {
            let line = line.trim();
            let typed = line.strip_prefix("$ ").or_else(|| line.strip_prefix("run: "));
            typed.filter(|l| l.starts_with("ropewalk ")).map(ToOwned::to_owned)
        };
        let quoted = text.split('`').skip(1).step_by(2).filter(|c| c.starts_with("ropewalk ") && !c.contains('\n'));
        text.lines().filter_map(line).chain(quoted.map(ToOwned::to_owned)).collect()
    }

    #[test]
    fn every_command_in_the_manuals_can_be_typed() {
        let mut count = 0;
        for (name, text) in MANUALS {
            for command in commands(text) {
                let parsed = Cli::try_parse_from(command.split_whitespace());
                // A command alone in a sentence may leave out what it works on.
                let named = |e: &clap::Error| e.kind() == clap::error::ErrorKind::MissingRequiredArgument;
                let help = |e: &clap::Error| e.kind() == clap::error::ErrorKind::DisplayHelp;
                let is_right = parsed.as_ref().map_or_else(|e| named(e) || help(e), |_| true);
                assert!(is_right, "{name}: `{command}`: {}", parsed.err().map(|e| e.to_string()).unwrap_or_default());
                count += 1;
            }
        }
        assert!(count > 20, "{count}");
    }

    #[test]
    fn the_sidecars_of_the_authoring_guide_are_right() {
        let (_, text) = MANUALS[1];
        let blocks: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(blocks.len() >= 2);
        for block in blocks {
            let (_, found) = crate::check::parse(&Source::new("docs/authoring.md", block));
            assert_eq!(found, [], "{block}");
        }
    }
}
