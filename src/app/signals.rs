//! SIGINT, SIGTERM and SIGHUP: the sandbox goes before the program does.

use crate::sandbox::container::remove;
use bollard::Docker;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::signal::unix::{SignalKind, signal};

/// The sessions of this process that have something on the outer engine.
#[derive(Debug, Clone, Default)]
pub struct Live(Arc<Mutex<Vec<String>>>);

impl Live {
    /// A session is about to be made.
    pub fn add(&self, session: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(session.to_owned());
    }

    /// Removes all of them.
    pub async fn remove_all(&self, outer: &Docker) {
        let sessions = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for session in sessions {
            // What cannot be removed now is swept by the next start.
            remove(outer, &session).await.ok();
        }
    }
}

/// Does the work unless a signal comes first; then none is given and all live sandboxes are removed.
pub async fn unless_stopped<T>(
    outer: &Docker,
    live: &Live,
    work: impl Future<Output = T>,
) -> std::io::Result<Option<T>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let done = tokio::select! {
        done = work => Some(done),
        _ = interrupt.recv() => None,
        _ = terminate.recv() => None,
        _ = hang_up.recv() => None,
    };
    if done.is_none() {
        crate::terminal::raw::restore_terminal();
    }
    live.remove_all(outer).await;
    Ok(done)
}
