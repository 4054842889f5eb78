//! The learner's own machine: an unprivileged container of the outer engine with an engine of its own inside.
//!
//! 1. [`engine`] finds the outer engine, [`install`] brings one where there is none.
//! 2. [`image`] builds the sandbox image from the embedded Dockerfile.
//! 3. [`container`] starts, lists and removes sandboxes; everything it makes is labelled.
//! 4. [`stream`] opens byte streams into a sandbox: one carries the inner engine's API, one a shell.
//! 5. [`shell`] types commands and knows by [`marks`] where each ends.
//! 6. [`feed`] hears the inner engine's events, [`dirty`] knows what they make stale, [`observe`] reads just that.
//! 7. [`look`] looks up what only some checks need.
//! 8. [`docker`] puts them together behind the seam [`Sandbox`].

pub mod ask;
pub mod container;
pub mod direct;
pub mod dirty;
pub mod docker;
pub mod engine;
pub mod feed;
pub mod image;
mod images;
pub mod install;
mod keys;
pub mod look;
pub mod marks;
pub mod observe;
pub mod probe;
pub mod shell;
mod stock;
pub mod stream;

use crate::lesson::Need;
use crate::state::{Observation, Probe, Ran, Run};

/// What comes from the person while a command runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Keys.
    Bytes(Vec<u8>),
    /// The window has a new size: columns and rows.
    Resize(u16, u16),
    /// The person wants the command to end at once.
    Kill,
}

/// The terminal a command runs on, seen from the sandbox.
pub trait Console {
    /// Shows what the command prints, as it is.
    fn output(&mut self, bytes: &[u8]);
    /// Waits for keys or a new window size; never returns where there is no person.
    fn input(&mut self) -> impl Future<Output = Input>;
    /// A further line of an unfinished command (an open quote, a here document); none gives it up.
    fn more(&mut self) -> impl Future<Output = Option<String>>;
    /// Whether lines for a program's own prompt come from a script rather than from a person's keys.
    fn is_scripted(&self) -> bool {
        false
    }
    /// The script's next line for a program that waits at its prompt; none at its end.
    fn reply(&mut self) -> impl Future<Output = Option<String>> {
        async { None }
    }
    /// Columns and rows of the window.
    fn size(&self) -> (u16, u16);
}

/// A terminal with nobody at it: what is printed goes nowhere, and no key is ever typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Console for Nobody {
    fn output(&mut self, _bytes: &[u8]) {}

    async fn input(&mut self) -> Input {
        std::future::pending().await
    }

    async fn more(&mut self) -> Option<String> {
        None
    }

    fn size(&self) -> (u16, u16) {
        (80, 24)
    }
}

/// The seam to a learner's machine; tests of the tutor put a scripted one here.
pub trait Sandbox {
    /// Waits until the inner engine answers.
    fn ready(&mut self) -> impl Future<Output = Result<(), SandboxError>>;
    /// Types a command and waits for its end.
    fn run(&mut self, run: &Run, console: &mut impl Console) -> impl Future<Output = Result<Ran, SandboxError>>;
    /// Reads the state and looks up what is asked; a look that fails is answered with why.
    fn observe(&mut self, probes: &[Probe]) -> impl Future<Output = Result<Observation, SandboxError>>;
    /// Waits until the state may be another than it was when it was observed last.
    fn changed(&mut self) -> impl Future<Output = ()> {
        std::future::pending()
    }
    /// Makes available what a lesson supposes, each from the image named beside it.
    fn provide(&mut self, needs: &[(&Need, &str)]) -> impl Future<Output = Result<(), SandboxError>>;
    /// Removes the sandbox and all that belongs to it.
    fn remove(&mut self) -> impl Future<Output = Result<(), SandboxError>>;
}

/// Why a sandbox cannot do what it should: our fault or the machine's, never the learner's.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The outer engine refused or is gone.
    #[error("the Docker Engine on this computer: {0}")]
    Outer(String),
    /// The sandbox's container or its engine is gone or does not answer.
    #[error("the sandbox: {0}")]
    Inner(String),
    /// The image is missing and could not be built.
    #[error("the sandbox image: {0}")]
    Image(String),
    /// A local file or program.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl SandboxError {
    /// An error of the outer engine.
    pub fn outer(error: &bollard::errors::Error) -> Self {
        Self::Outer(engine::deepest(error))
    }

    /// An error of the inner engine.
    pub fn inner(error: &bollard::errors::Error) -> Self {
        Self::Inner(engine::deepest(error))
    }
}

/// A random number; see [`random_hex`].
pub fn random_number() -> u32 {
    u32::from_str_radix(&random_hex(8), 16).unwrap_or_default()
}

/// Random hexadecimal digits for names and nonces.
///
/// The standard library keys its hash maps from the operating system's random source; a keyed hash of a
/// counter is as unpredictable as that key.
pub fn random_hex(digits: usize) -> String {
    use std::hash::{BuildHasher, Hasher};
    let state = std::collections::hash_map::RandomState::new();
    let words = (0..digits.div_ceil(16)).map(|i| {
        let mut hasher = state.build_hasher();
        hasher.write_usize(i);
        format!("{:016x}", hasher.finish())
    });
    let mut hex: String = words.collect();
    hex.truncate(digits);
    hex
}
