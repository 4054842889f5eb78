//! Command lines as a shell and Docker's command line read them; nothing is ever expanded or run.

mod anatomy;
mod command;
mod docker;
mod endless;
mod split;

pub use anatomy::{Anatomy, FlagWords, anatomy, letter_of};
pub use command::{Command, Flag};
pub use docker::commands;
pub use endless::{only_waits, runs_for_ever};
pub use split::{Simple, Word, quote, split};
