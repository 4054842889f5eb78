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

/// Whether a text is a shell's condition and what is done by it: `[ -f a ] && cat a`, `[[ $A -gt 0 ]] || exit`.
pub fn is_condition(text: &str) -> bool {
    let (open, close) = if text.starts_with("[[ ") { ("[[ ", " ]]") } else { ("[ ", " ]") };
    let tested = text.strip_prefix(open).and_then(|rest| rest.split_once(close));
    tested.is_some_and(|(inside, after)| {
        let then = after.trim_start();
        let then = then.strip_prefix("&&").or_else(|| then.strip_prefix("||"));
        // What is tested has a flag, a variable, or is compared.
        let tests = inside.split_whitespace().any(|word| {
            matches!(word, "=" | "==" | "!=" | "=~") || word.starts_with(['-', '$', '"']) && word.len() > 1
        });
        tests && then.is_some_and(|then| !then.trim().is_empty())
    })
}

/// Whether a text is a call in brackets of its own, which a shell runs apart: `(cd /x && ls)`, `(exec -a me sleep 9)`.
pub fn is_subshell(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.trim_end().strip_suffix(')'));
    inner.is_some_and(|inner| {
        let first = inner.split(' ').next().unwrap_or_default();
        inner.contains(' ') && is_program(first) && likeness(inner.trim()) > Likeness::None
    })
}
