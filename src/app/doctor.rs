//! `ropewalk doctor`: what was found, each line good or with its mend.

use super::{Context, Failure, NO_SANDBOX};
use crate::sandbox::container::sessions;
use crate::sandbox::engine::{OuterEngine, find};
use crate::sandbox::image;
use crate::sandbox::probe::{Facts, Works, choose_way, facts, registry_answers};
use crate::terminal::view::{FindingLine, Mark, findings};
use crate::text::count;
use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    name: &'static str,
    good: bool,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

impl Line {
    fn good(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, good: true, found: found.into(), mend: None }
    }

    fn bad(name: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { name, good: false, found: found.into(), mend: Some(mend.into()) }
    }
}

/// `ropewalk doctor`.
pub async fn doctor(context: &Context) -> Result<(), Failure> {
    let mut lines = Vec::new();
    match find(&context.surroundings).await {
        Ok(engine) => examine(&engine, &mut lines).await?,
        Err(error) => {
            let mend = Failure::from(error.clone()).help.unwrap_or_default();
            lines.push(Line::bad("outer engine", error.to_string(), mend));
        }
    }
    lines.push(state_folder(context));
    let usable = lines.iter().all(|l| l.good || !matches!(l.name, "outer engine" | "sandbox"));
    if context.json {
        context.print_json(&serde_json::json!({ "version": 1, "usable": usable, "lines": lines }));
    } else {
        let lines: Vec<FindingLine> = lines.into_iter().map(shown).collect();
        context.print(&findings(&lines, &context.theme));
    }
    if usable { Ok(()) } else { Err(Failure::new(NO_SANDBOX, "")) }
}

fn shown(line: Line) -> FindingLine {
    let mark = if line.good { Mark::Pass } else { Mark::NotYet };
    FindingLine { mark, what: format!("{}: {}", line.name, line.found), why: line.mend }
}

async fn examine(engine: &OuterEngine, lines: &mut Vec<Line>) -> Result<(), Failure> {
    let facts = facts(&engine.docker).await?;
    let version = format!("Docker {} at {} ({}), {}", facts.version, engine.endpoint, engine.found_by, facts.system);
    lines.push(Line::good("outer engine", version));
    lines.extend(facts_lines(&facts));
    if image::is_built(&engine.docker).await? {
        lines.push(Line::good("sandbox image", image::reference()));
        lines.push(match choose_way(&engine.docker, &image::reference(), &mut |_| {}).await {
            Ok(Works { way, direct, took }) => {
                let reached = if direct { "its engine's socket is seen here" } else { "reached over exec" };
                Line::good("sandbox", format!("ready after {:.1} s (way {way:?}; {reached})", took.as_secs_f64()))
            }
            Err(error) => {
                Line::bad("sandbox", error.to_string(), "see the README on what a sandbox needs from its host")
            }
        });
    } else {
        lines.push(Line::bad("sandbox image", "not built for this version", "`ropewalk setup` builds it"));
    }
    lines.push(if registry_answers(&engine.docker).await {
        Line::good("registry", "answers: lessons get the real images")
    } else {
        Line::good("registry", "does not answer: lessons get stand-ins, and say so")
    });
    lines.push(leftovers(engine).await?);
    Ok(())
}

fn facts_lines(facts: &Facts) -> Vec<Line> {
    let mut lines = vec![Line::good("cgroups", format!("version {}", facts.cgroups))];
    lines.push(match facts.storage_driver.as_str() {
        "vfs" => {
            Line::bad("storage driver", "vfs", "it copies every layer: use a file system that overlay2 can stand on")
        }
        driver => Line::good("storage driver", driver),
    });
    let gib = facts.memory / (1 << 30);
    lines.push(if gib < 2 {
        Line::bad("memory", format!("{gib} GiB"), "a sandbox may take up to 2 GiB: give the engine more")
    } else {
        Line::good("memory", format!("{gib} GiB, {} processors", facts.processors))
    });
    lines.push(disk(&facts.data_folder));
    lines
}

/// How much room a sandbox should find, in bytes.
const ROOM: u64 = 3 << 30;

fn disk(folder: &str) -> Line {
    // An engine in a virtual machine keeps its data where this program cannot look.
    let Ok(stat) = rustix::fs::statvfs(folder) else {
        return Line::good("disk", "the engine's data is not on this computer's own file system");
    };
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let words = format!("{} GiB free in {folder}", free >> 30);
    if free < ROOM {
        Line::bad("disk", words, "a sandbox needs up to 3 GiB: `docker system df` tells what can go")
    } else {
        Line::good("disk", words)
    }
}

async fn leftovers(engine: &OuterEngine) -> Result<Line, Failure> {
    let sessions = sessions(&engine.docker).await?;
    let abandoned = sessions.iter().filter(|s| s.abandoned).count();
    let running = count(sessions.len() - abandoned, "session");
    Ok(if abandoned == 0 {
        Line::good("leftovers", format!("none ({running} running)"))
    } else {
        Line::bad(
            "leftovers",
            format!("of {} that ended without cleaning up", count(abandoned, "session")),
            "`ropewalk clean` removes them",
        )
    })
}

fn state_folder(context: &Context) -> Line {
    let folder = &context.state_folder;
    let written = std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder).map(drop));
    match written {
        Ok(()) => Line::good("progress", format!("kept in {}", folder.display())),
        Err(error) => Line::bad(
            "progress",
            format!("{}: {error}", folder.display()),
            "make the folder writable, or set XDG_STATE_HOME",
        ),
    }
}
