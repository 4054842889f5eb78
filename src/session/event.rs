//! What a session hears and what it asks a front end to do.

use super::{Entry, Reached, Screen};
use crate::lesson::Need;
use crate::state::{Observation, Probe, Ran, Run};
use std::time::Duration;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The learner is here; what earlier sessions reached.
    Begin(Reached),
    /// A line at the prompt; empty for Enter alone.
    Line(String),
    /// Ctrl-C at the prompt, or while something is waited for.
    Interrupted,
    /// The end of input, or Ctrl-D at the prompt.
    Ended,
    /// A command ended.
    Ran(Ran),
    /// The state was read.
    Observed(Observation),
    /// The state changed by itself while the learner is at the prompt, and was read. What comes of it asks for
    /// nothing: the learner is being asked already, and may have typed half a line.
    Changed(Observation),
    /// The sandbox failed: our fault, never the learner's.
    Failed(String),
    /// The time that was to be waited for is over.
    Waited,
    /// A new sandbox is there.
    Renewed,
    /// What a step supposes was provided; the declarations to show.
    Provided(Vec<String>),
}

/// What to do, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show something.
    Show(Screen),
    /// Ask for a line.
    Ask(Ask),
    /// Type a command into the sandbox; quietly where the learner did not ask for it.
    Run {
        /// The command.
        run: Run,
        /// Its output is not shown.
        quiet: bool,
    },
    /// Read the state, and look these up.
    Observe(Vec<Probe>),
    /// Let this much time pass, and say so.
    Wait(Duration),
    /// Make available what the step supposes.
    Provide(Vec<Need>),
    /// Write to the progress log, before anything after this is shown.
    Log(Entry),
    /// Remove the sandbox and start another.
    Renew,
    /// The session is over.
    Quit,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A command; the one that Enter alone runs.
    Command {
        /// The step's next command.
        offer: Option<String>,
    },
    /// Enter, to read on.
    Continue,
    /// The answer to a quiz.
    Answer,
    /// What stands for a placeholder.
    Value {
        /// What Enter alone takes.
        offer: Option<String>,
    },
}

impl Event {
    /// The beginning for a learner who was never here.
    pub fn begin_fresh() -> Self {
        Self::Begin(Reached::default())
    }
}
