//! Ropewalk teaches Docker by doing: it reads a Markdown lesson, gives the learner a Docker Engine of their own
//! in an unprivileged container, and judges from the engine's state whether a step is done.
//!
//! # Flow
//! ```text
//! lessons/x.md ──reader──▶ Document ─┐
//! checks/x.yaml ──check──▶ Sidecar ──┴─lesson::compile─▶ Lesson { steps } + diagnostics
//! Lesson ─▶ Session::apply(Event) -> Vec<Effect>   (pure: no clock, no I/O, no terminal)
//! Effect::Run ─▶ sandbox ─▶ Event::Ran     Effect::Observe ─▶ State ─▶ judge ─▶ findings ─▶ hint | quiz | next
//! every Event ─▶ progress log (append-only) ─▶ resume, reports
//! ```
//!
//! # Modules
//! Each may import only what stands above it; `tests/tidy.rs` reads this table. The core, down to `session`, knows no
//! clock, no file, no engine and no terminal.
//! ```text
//! source      a file's text, spans and lines
//! text        words: plurals, near misses, no control characters
//! diagnostic  what is wrong with a text, as data
//! document    a lesson's text as a tree, whatever its dialect
//! state       what can be observed of a sandbox, as data
//! check       sidecars: expectations read, judged and explained
//! reader      Markdown in any dialect becomes a document
//! lesson      a document and its checks become steps
//! session     the tutor: events in, effects out
//! sandbox     the outer engine, the learner's machine in it, and what is seen of it
//! progress    the log that outlives a session
//! terminal    screens, the prompt, the raw terminal
//! author      what a lesson's author wants to know and to have: lint, verify, a preview, a new lesson, recorded checks
//! report      the outline and the results of authors' commands, as text and JSON
//! app         one file a command: load, loop, print
//! cli         the command line
//! ```

pub mod app;
pub mod author;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod lesson;
pub mod progress;
pub mod reader;
pub mod report;
pub mod sandbox;
pub mod session;
pub mod source;
pub mod state;
pub mod terminal;
pub mod text;
