//! The shell around the core: one file a command; each loads, loops and prints.

pub mod front;
mod interrupts;
pub mod pipe;
pub mod play;
pub mod tty;

mod builtin;
mod clean;
mod context;
mod course;
mod doctor;
mod lint;
mod list;
mod load;
mod new;
mod outline;
mod platform;
mod preview;
mod provide;
mod read;
mod record;
mod run;
mod setup;
mod signals;
mod verify;

pub use clean::clean;
pub use context::{Context, Failure};
pub use doctor::doctor;
pub use lint::{LintOptions, lint_paths};
pub use list::{current, list, menu, progress, reset};
pub use load::{Loaded, fresh_seed, load};
pub use new::new_lesson;
pub use outline::outline;
pub use preview::{PreviewOptions, preview};
pub use record::{Aim, RecordOptions, record};
pub use run::{RunOptions, kept_seed, run};
pub use setup::setup;
pub use verify::{VerifyOptions, verify};

/// All is good.
pub const GOOD: u8 = 0;
/// A check, a lint rule or a lesson failed.
pub const FAILED: u8 = 1;
/// The command line was wrong.
pub const USAGE: u8 = 2;
/// A lesson or its sidecar is invalid.
pub const INVALID: u8 = 3;
/// There is no sandbox: the engine or the image is missing.
pub const NO_SANDBOX: u8 = 4;
/// Interrupted by a signal.
pub const INTERRUPTED: u8 = 130;
