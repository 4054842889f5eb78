//! Programs of a system's own that few lessons call, and what runs in a shell of its own.

use super::super::super::names::Names;
use super::{Likeness, is_program, likeness};

static TOOLS: Names<49> = Names::new([
    "arp",
    "basename",
    "blkid",
    "brctl",
    "chcon",
    "chgrp",
    "aider",
    "claude",
    "codex",
    "ollama",
    "sbx",
    "chroot",
    "chrt",
    "dd",
    "debootstrap",
    "dirname",
    "fdisk",
    "findmnt",
    "getenforce",
    "getfacl",
    "hexdump",
    "ionice",
    "ipcs",
    "killall",
    "ldconfig",
    "ldd",
    "lsblk",
    "lsmod",
    "md5sum",
    "mkfifo",
    "mknod",
    "mktemp",
    "nproc",
    "pgrep",
    "pidof",
    "prlimit",
    "pstree",
    "renice",
    "restorecon",
    "setenforce",
    "setfacl",
    "setsid",
    "sha1sum",
    "sha256sum",
    "sysctl",
    "taskset",
    "ulimit",
    "vmstat",
    "xxd",
]);

/// Whether a word is the name of such a program.
pub fn is_tool(word: &str) -> bool {
    TOOLS.has(word)
}

/// Whether a text is a call in brackets of its own, which a shell runs apart: `(cd /x && ls)`, `(exec -a me sleep 9)`.
pub fn is_subshell(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.trim_end().strip_suffix(')'));
    inner.is_some_and(|inner| {
        let first = inner.split(' ').next().unwrap_or_default();
        inner.contains(' ') && is_program(first) && likeness(inner.trim()) > Likeness::None
    })
}
