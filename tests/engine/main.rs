//! Sandboxes on a real engine. Nothing here is skipped: without an engine every test says how to get one.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod isolation;
mod life;
mod programs;
mod provide;
mod shell;
mod state;
mod untouched;
