//! Sandboxes on a real engine. Nothing here is skipped: without an engine every test says how to get one.
#![allow(clippy::unwrap_used)]

use tokio::sync::RwLock;

#[path = "../common/mod.rs"]
mod common;

mod blame;
mod events;
mod isolation;
mod life;
mod look;
mod mutate;
mod objects;
mod placeholders;
mod programs;
mod provide;
mod record;
mod repair;
mod rungs;
mod shell;
mod state;
mod told;
mod untouched;
mod variables;
mod verify;

/// A program that starts removes what killed ones left: whoever looks at what is left must be alone.
static STARTS: RwLock<()> = RwLock::const_new(());
