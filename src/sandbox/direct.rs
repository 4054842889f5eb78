//! A sandbox's engine, reached by its socket. A process that is started in a sandbox costs a tenth of a second; a
//! connection to a socket on this machine costs nothing.
//!
//! The socket is made in a folder that both see, and only until it is there: then socket and folder lose their names
//! and a descriptor leads to it. So nothing is left behind, nothing inside can write to this machine's disk, and
//! nobody can put something else in the socket's place.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::UnixStream;
use tokio::sync::OnceCell;

/// The folder as the sandbox sees it: `launch` makes the socket there.
pub const INSIDE: &str = "/usr/local/lib/ropewalk/shared";
/// The socket's name in it.
const NAME: &str = "engine.sock";

/// How long the socket may take to be there; after that, the engine is reached by processes in its sandbox.
const LIMIT: Duration = Duration::from_secs(5);
/// How often it is looked for until then.
const PAUSE: Duration = Duration::from_millis(2);

/// What leads directly to a sandbox's engine, where anything does.
#[derive(Debug, Default)]
pub struct Direct {
    /// The folder, until the socket is there.
    folder: Mutex<Option<Folder>>,
    socket: OnceCell<Option<Socket>>,
}

impl Direct {
    /// With a folder for the socket; leads nowhere where none can be made.
    pub fn new() -> Self {
        Self { folder: Mutex::new(Folder::new().ok()), socket: OnceCell::default() }
    }

    /// The folder as this machine sees it.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Folder::path)
    }

    /// Whether it is known to lead to the engine.
    pub fn leads(&self) -> bool {
        self.socket.get().is_some_and(Option::is_some)
    }

    /// A connection; none where no socket comes.
    pub async fn connect(&self) -> Option<std::io::Result<UnixStream>> {
        let socket = self.socket.get_or_init(|| self.find()).await.as_ref()?;
        Some(UnixStream::connect(socket.path()).await)
    }

    /// Waits for the socket; the folder goes in any case.
    async fn find(&self) -> Option<Socket> {
        let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let path = folder.path().join(NAME);
        let there = async {
            loop {
                if let Some(socket) = Socket::open(&path) {
                    return socket;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        tokio::time::timeout(LIMIT, there).await.ok()
    }
}

/// A folder that everybody may write in, below one that only its owner may enter: what is mounted is the inner one.
#[derive(Debug)]
struct Folder(TempDir);

impl Folder {
    fn new() -> std::io::Result<Self> {
        let folder = Self(tempfile::Builder::new().prefix("ropewalk-").tempdir()?);
        std::fs::create_dir(folder.path())?;
        allow_all(&folder.path())?;
        Ok(folder)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("shared")
    }
}

#[cfg(unix)]
fn allow_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777))
}

/// A socket by its descriptor.
#[derive(Debug)]
struct Socket(std::os::fd::OwnedFd);

impl Socket {
    /// None while nothing is there, or where something else is: a link would lead to this machine's own things.
    #[cfg(target_os = "linux")]
    fn open(path: &Path) -> Option<Self> {
        use rustix::fs::{FileType, Mode, OFlags};
        let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let opened = rustix::fs::open(path, flags, Mode::empty()).ok()?;
        let kind = FileType::from_raw_mode(rustix::fs::fstat(&opened).ok()?.st_mode);
        (kind == FileType::Socket).then_some(Self(opened))
    }

    /// Elsewhere no engine shares this machine's kernel.
    #[cfg(not(target_os = "linux"))]
    fn open(_path: &Path) -> Option<Self> {
        None
    }

    fn path(&self) -> String {
        use std::os::fd::AsRawFd;
        format!("/proc/self/fd/{}", self.0.as_raw_fd())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[tokio::test]
    async fn a_socket_is_found_and_its_folder_goes() {
        let direct = Direct::new();
        let folder = direct.folder().unwrap();
        let listener = UnixListener::bind(folder.join(NAME)).unwrap();
        assert!(!direct.leads());
        for _ in 0..2 {
            let connected = direct.connect().await.unwrap().unwrap();
            drop((listener.accept().unwrap(), connected));
        }
        assert!(direct.leads());
        assert!(!folder.parent().unwrap().exists());
        assert_eq!(direct.folder(), None);
    }

    #[test]
    fn nothing_but_a_socket_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let _listener = UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink(at("socket"), at("link")).unwrap();
        std::fs::write(at("file"), "").unwrap();
        for (name, is_one) in [("socket", true), ("link", false), ("file", false), ("nothing", false)] {
            assert_eq!(Socket::open(&at(name)).is_some(), is_one, "{name}");
        }
    }
}
