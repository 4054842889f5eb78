//! What every command has at hand, and how commands fail.

use super::{FAILED, INVALID, NO_SANDBOX, USAGE};
use crate::reader::Dialect;
use crate::sandbox::SandboxError;
use crate::sandbox::engine::{NoEngine, Surroundings};
use crate::terminal::{Role, Theme, view};
use crate::text::printable;
use etcetera::BaseStrategy;
use std::path::PathBuf;

/// What every command has at hand; read from the process once.
#[derive(Debug, Clone)]
pub struct Context {
    /// How to draw.
    pub theme: Theme,
    /// `--plain` was given.
    pub plain: bool,
    /// `--json` was given.
    pub json: bool,
    /// `--dialect` was given.
    pub dialect: Option<Dialect>,
    /// Where progress, history and logs are kept: `ropewalk` in the XDG state folder.
    pub state_folder: PathBuf,
    /// Where engines may be.
    pub surroundings: Surroundings,
}

impl Context {
    /// Reads the process's environment.
    pub fn of_process(plain: bool, json: bool) -> Result<Self, Failure> {
        let strategy = etcetera::choose_base_strategy()
            .map_err(|e| Failure::new(USAGE, format!("no home folder: {e}")).help("set HOME or XDG_STATE_HOME"))?;
        let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        Ok(Self {
            theme: Theme::detect(plain),
            plain,
            json,
            dialect: None,
            state_folder: state.join("ropewalk"),
            surroundings: Surroundings::of_process(),
        })
    }

    /// The progress log.
    pub fn progress_path(&self) -> PathBuf {
        self.state_folder.join("progress.jsonl")
    }

    /// Prints a text as it is.
    pub fn print(&self, text: &str) {
        use std::io::Write;
        let mut out = std::io::stdout().lock();
        // A reader that went away (`| head`) is no error of ours.
        drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }

    /// Prints a sentence in a role.
    pub fn say(&self, role: Role, text: &str) {
        self.print(&view::message(role, text, &self.theme));
    }

    /// Prints a value as JSON.
    pub fn print_json(&self, value: &impl serde::Serialize) {
        let text = serde_json::to_string_pretty(value).unwrap_or_default();
        self.print(&format!("{text}\n"));
    }
}

/// Why a command ends, with its exit status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit status.
    pub code: u8,
    /// What was found; empty where it was shown already.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Failure {
    /// A failure with its exit status.
    pub fn new(code: u8, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says it on standard error.
    pub fn show(&self, theme: &Theme) {
        if !self.message.is_empty() {
            eprintln!("{} {}", theme.paint(Role::Impossible, "error:"), printable(&self.message));
        }
        if let Some(help) = &self.help {
            eprintln!("{} {}", theme.paint(Role::Hint, " help:"), printable(help));
        }
    }

    /// A check or lesson failed, and that was shown.
    pub fn failed() -> Self {
        Self::new(FAILED, "")
    }

    /// Findings were shown.
    pub fn invalid() -> Self {
        Self::new(INVALID, "")
    }
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Self {
        Self::new(NO_SANDBOX, error.to_string()).help("`ropewalk doctor` looks closer")
    }
}

impl From<NoEngine> for Failure {
    fn from(error: NoEngine) -> Self {
        let is_named = error.tried.iter().any(|(_, found_by, _)| found_by == "DOCKER_HOST");
        let help = if error.is_denied() {
            "your user may not use Docker: add it to the group with `sudo usermod -aG docker $USER` and log in again"
        } else if is_named {
            "unset DOCKER_HOST, or start the engine that it names"
        } else {
            "`ropewalk setup` installs or starts one"
        };
        Self::new(NO_SANDBOX, error.to_string()).help(help)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(FAILED, error.to_string())
    }
}
