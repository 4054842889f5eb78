//! SIGINT, SIGTERM and SIGHUP: the sandbox goes before the program does.

use crate::sandbox::container::remove;
use bollard::Docker;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, OwnedRwLockReadGuard, RwLock};

/// The sessions of this process that have something on the outer engine.
#[derive(Debug, Clone, Default)]
pub struct Live {
    sessions: Arc<Mutex<Vec<String>>>,
    /// Held while a sandbox is being made: what is half made cannot be removed.
    making: Arc<RwLock<()>>,
}

/// How long to wait for a sandbox that is half made before giving up on it; the next start sweeps it then.
const MAKING_LIMIT: Duration = Duration::from_secs(10);

impl Live {
    /// A session is about to be made; it counts as half made until the guard is dropped.
    pub async fn add(&self, session: &str) -> OwnedRwLockReadGuard<()> {
        let making = Arc::clone(&self.making).read_owned().await;
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).push(session.to_owned());
        making
    }

    /// Removes all of them. No other is begun afterwards: the program ends.
    pub async fn remove_all(&self, outer: &Docker) {
        let made = tokio::time::timeout(MAKING_LIMIT, Arc::clone(&self.making).write_owned()).await;
        let sessions = std::mem::take(&mut *self.sessions.lock().unwrap_or_else(PoisonError::into_inner));
        for session in sessions {
            // What cannot be removed now is swept by the next start.
            remove(outer, &session).await.ok();
        }
        std::mem::forget(made);
    }
}

/// How many wait for an interrupt themselves.
static WAITERS: AtomicUsize = AtomicUsize::new(0);
static INTERRUPTED: Notify = Notify::const_new();

/// Waits for Ctrl-C, which meanwhile does not end the program. Only within [`unless_stopped`].
pub async fn interrupted() {
    struct Waiter;
    impl Drop for Waiter {
        fn drop(&mut self) {
            WAITERS.fetch_sub(1, Ordering::SeqCst);
        }
    }
    WAITERS.fetch_add(1, Ordering::SeqCst);
    let _waiter = Waiter;
    INTERRUPTED.notified().await;
}

/// An interrupt that nobody waits for.
async fn stopped(interrupt: &mut Signal) {
    while interrupt.recv().await.is_some() {
        if WAITERS.load(Ordering::SeqCst) == 0 {
            return;
        }
        INTERRUPTED.notify_waiters();
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
        () = stopped(&mut interrupt) => None,
        _ = terminate.recv() => None,
        _ = hang_up.recv() => None,
    };
    if done.is_none() {
        crate::terminal::raw::restore_terminal();
    }
    live.remove_all(outer).await;
    Ok(done)
}
