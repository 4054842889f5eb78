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
//! Each may import only what stands above it in this list; `tests/tidy.rs` holds the table.

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
