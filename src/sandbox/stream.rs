//! Byte streams into a sandbox: directly to its engine's socket where this machine can see it, else over `exec`, which
//! needs no published port and no shared file system, so that it also works where the outer engine runs in a virtual
//! machine.

use super::SandboxError;
use super::direct::Direct;
use bollard::container::LogOutput;
use bollard::exec::{CreateExecOptions, StartExecOptions, StartExecResults};
use bollard::{BollardRequest, Docker};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, DuplexStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// The program in the sandbox image that enters the learner's namespaces.
pub const ENTER: &str = "/usr/local/lib/ropewalk/enter";

/// The outer engine would take Ctrl-P Ctrl-Q for its own; the learner means the inner one. Nobody types these.
const DETACH_KEYS: &str = "ctrl-^,ctrl-@,ctrl-_,ctrl-@,ctrl-^,ctrl-@,ctrl-_";

/// An attached program in the sandbox.
pub struct Attached {
    /// Identity of the exec, for its exit status and its window size.
    pub id: String,
    /// What it prints.
    pub output: Pin<Box<dyn Stream<Item = Result<LogOutput, bollard::errors::Error>> + Send>>,
    /// What it reads.
    pub input: Pin<Box<dyn AsyncWrite + Send>>,
}

/// Starts a program in the sandbox's own namespaces and attaches to it.
pub async fn attach(
    outer: &Docker,
    container: &str,
    argv: &[&str],
    env: &[String],
    tty: bool,
) -> Result<Attached, bollard::errors::Error> {
    let options = CreateExecOptions {
        attach_stdin: Some(true),
        attach_stdout: Some(true),
        attach_stderr: Some(true),
        tty: Some(tty),
        env: Some(env.to_vec()),
        detach_keys: Some(DETACH_KEYS.to_owned()),
        cmd: Some(std::iter::once(ENTER).chain(argv.iter().copied()).map(ToOwned::to_owned).collect()),
        ..CreateExecOptions::default()
    };
    let id = outer.create_exec(container, options).await?.id;
    let start = StartExecOptions { detach: false, tty, output_capacity: Some(64 * 1024) };
    match outer.start_exec(&id, Some(start)).await? {
        StartExecResults::Attached { output, input } => Ok(Attached { id, output, input }),
        StartExecResults::Detached => {
            Err(bollard::errors::Error::IOError { err: std::io::Error::other("not attached") })
        }
    }
}

/// Runs a program to its end; gives its exit status, standard output and standard error.
pub async fn output_of(
    outer: &Docker,
    container: &str,
    argv: &[&str],
) -> Result<(i64, Vec<u8>, Vec<u8>), bollard::errors::Error> {
    let Attached { id, mut output, input } = attach(outer, container, argv, &[], false).await?;
    drop(input);
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    while let Some(chunk) = output.next().await {
        match chunk? {
            LogOutput::StdErr { message } => stderr.extend(message),
            other => stdout.extend(other.into_bytes()),
        }
    }
    let status = outer.inspect_exec(&id).await?.exit_code.unwrap_or(-1);
    Ok((status, stdout, stderr))
}

type Sender = SendRequest<http_body_util::combinators::UnsyncBoxBody<Bytes, std::io::Error>>;

/// So many connections over `exec` are opened while the engine is still starting: one for the events, one for all else.
const AT_FIRST: usize = 2;
/// How long a request waits for a connection to be free before it gets another over `exec`, which costs a process in
/// the sandbox: many times what most requests take.
const PATIENCE: Duration = Duration::from_millis(20);

/// Carries requests to the inner engine; idle connections are used again.
#[derive(Clone)]
struct Carrier {
    outer: Docker,
    container: String,
    direct: Arc<Direct>,
    pool: Arc<Pool>,
}

/// The connections that are open.
#[derive(Default)]
struct Pool {
    idle: Mutex<Vec<Sender>>,
    /// One was put back.
    freed: Notify,
    /// How many are being opened, and how many requests wait for one.
    opening: AtomicUsize,
    waiting: AtomicUsize,
}

/// A client of the inner engine.
pub fn inner_engine(outer: &Docker, container: &str, direct: &Arc<Direct>) -> Result<Docker, SandboxError> {
    let (outer, container, direct) = (outer.clone(), container.to_owned(), Arc::clone(direct));
    let carrier = Carrier { outer, container, direct, pool: Arc::default() };
    let first = carrier.clone();
    tokio::spawn(async move {
        if first.direct.connect().await.is_none() {
            (0..AT_FIRST).for_each(|_| drop(first.open()));
        }
    });
    let transport = move |request: BollardRequest| {
        let carrier = carrier.clone();
        async move { carrier.send(request).await }
    };
    Docker::connect_with_custom_transport(
        transport,
        Some("http://sandbox"),
        super::engine::TIMEOUT_SECONDS,
        bollard::API_DEFAULT_VERSION,
    )
    .map_err(|e| SandboxError::inner(&e))
}

impl Carrier {
    async fn send(self, request: BollardRequest) -> Result<hyper::Response<Incoming>, bollard::errors::Error> {
        use http_body_util::BodyExt;
        let (mut parts, body) = request.into_parts();
        // HTTP/1.1 to the server itself wants the path alone and a Host header (RFC 9112, 3.2.1).
        if let Some(path) = parts.uri.path_and_query().and_then(|p| p.as_str().parse().ok()) {
            parts.uri = path;
        }
        parts.headers.insert(hyper::header::HOST, hyper::header::HeaderValue::from_static("sandbox"));
        let body = body.map_err(|e| std::io::Error::other(e.to_string())).boxed_unsync();
        let mut sender = self.connection().await?;
        let response = sender.send_request(hyper::Request::from_parts(parts, body)).await?;
        tokio::spawn(async move { self.pool.give_back(sender).await });
        Ok(response)
    }

    /// One that is free, else another one.
    async fn connection(&self) -> Result<Sender, bollard::errors::Error> {
        if let Some(sender) = self.pool.take_idle() {
            return Ok(sender);
        }
        match self.direct.connect().await {
            Some(Ok(socket)) => sender(socket).await,
            Some(Err(error)) => Err(error.into()),
            None => self.over_exec().await,
        }
    }

    /// One that is free, or is free before another one is open.
    async fn over_exec(&self) -> Result<Sender, bollard::errors::Error> {
        let _waiting = Counted::new(&self.pool, |pool| &pool.waiting);
        loop {
            if let Ok(sender) = tokio::time::timeout(PATIENCE, self.pool.freed()).await {
                return Ok(sender);
            }
            let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
            if count(&self.pool.opening) >= count(&self.pool.waiting) {
                continue;
            }
            // Another request may be quicker to take the one that is opened.
            tokio::select! {
                biased;
                sender = self.pool.freed() => return Ok(sender),
                opened = self.open() => if let Ok(Err(error)) = opened {
                    return Err(error);
                },
            }
        }
    }

    /// Opens one for whoever is first; that goes on when nobody waits for it any more.
    fn open(&self) -> JoinHandle<Result<(), bollard::errors::Error>> {
        let (carrier, opening) = (self.clone(), Counted::new(&self.pool, |pool| &pool.opening));
        tokio::spawn(async move {
            let sender = carrier.connect().await?;
            carrier.pool.give_back(sender).await;
            drop(opening);
            Ok(())
        })
    }

    async fn connect(&self) -> Result<Sender, bollard::errors::Error> {
        let attached = attach(&self.outer, &self.container, &["docker", "system", "dial-stdio"], &[], false).await?;
        sender(duplex(attached)).await
    }
}

/// Speaks HTTP over a stream.
async fn sender(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) -> Result<Sender, bollard::errors::Error> {
    let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}

/// Counts something as long as it goes on.
struct Counted(Arc<Pool>, fn(&Pool) -> &AtomicUsize);

impl Counted {
    fn new(pool: &Arc<Pool>, of: fn(&Pool) -> &AtomicUsize) -> Self {
        of(pool).fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(pool), of)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1(&self.0).fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    fn take_idle(&self) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(sender) = idle.pop() {
            if sender.is_ready() {
                return Some(sender);
            }
        }
        None
    }

    /// A connection is free again when its response has been read to the end.
    async fn give_back(&self, mut sender: Sender) {
        if sender.ready().await.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
            self.freed.notify_one();
        }
    }

    /// Waits for one that is put back.
    async fn freed(&self) -> Sender {
        loop {
            let mut freed = std::pin::pin!(self.freed.notified());
            freed.as_mut().enable();
            if let Some(sender) = self.take_idle() {
                return sender;
            }
            freed.await;
        }
    }
}

/// Makes one two-way stream of an attached program's output and input.
fn duplex(attached: Attached) -> DuplexStream {
    let Attached { mut output, mut input, .. } = attached;
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    let (mut from_client, mut to_client) = tokio::io::split(theirs);
    tokio::spawn(async move {
        while let Some(Ok(chunk)) = output.next().await {
            if let LogOutput::StdErr { .. } = chunk {
                continue;
            }
            if to_client.write_all(chunk.as_ref()).await.is_err() {
                break;
            }
        }
        drop(to_client.shutdown().await);
    });
    tokio::spawn(async move {
        drop(tokio::io::copy(&mut from_client, &mut input).await);
        drop(input.shutdown().await);
    });
    ours
}
