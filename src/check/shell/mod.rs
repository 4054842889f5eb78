//! Command lines as a shell and Docker's command line read them; nothing is ever expanded or run.

mod command;
mod docker;
mod split;

pub use command::Command;
pub use split::{Simple, quote, split};
