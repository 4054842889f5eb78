//! Files of the sandbox's own file system.

use super::Looker;
use crate::state::{FILE_CONTENT_LIMIT, File, FileKind};
use crate::text::printable;
use std::time::Duration;

/// How long the look at all files of one observation may take.
const FILES_LIMIT: Duration = Duration::from_secs(10);

/// Says of each argument `INDEX KIND MODE SIZE HEX`; a missing one has no line.
const LOOK: &str = r#"limit=$1; shift; i=0
for p in "$@"; do
  case $p in '~/'*) p=$HOME/${p#??} ;; /*) ;; *) p=$HOME/$p ;; esac
  if [ -e "$p" ] || [ -L "$p" ]; then
    printf '%s|%s|' "$i" "$(stat -c '%F|%a|%s' -- "$p")"
    [ -f "$p" ] && head -c "$limit" -- "$p" 2>/dev/null | od -An -v -tx1 | tr -d ' \n'
    echo
  fi
  i=$((i + 1))
done"#;

/// Looks at files of the sandbox as the learner sees them, all in one go. The error says why none could be seen.
pub(super) async fn files(sandbox: &Looker<'_>, paths: &[&str]) -> Result<Vec<Option<File>>, String> {
    let limit = FILE_CONTENT_LIMIT.to_string();
    let fixed = ["sh", "-c", LOOK, "sh", &limit];
    let argv: Vec<&str> = fixed.into_iter().chain(paths.iter().copied()).collect();
    let said = sandbox.run(&argv, FILES_LIMIT).await?;
    if said.status != 0 {
        return Err(format!("the sandbox's files cannot be read: {}", printable(said.err.trim())));
    }
    let mut found: Vec<Option<File>> = vec![None; paths.len()];
    for (at, file) in said.out.lines().filter_map(look_line) {
        if let Some(place) = found.get_mut(at) {
            *place = Some(file);
        }
    }
    Ok(found)
}

fn look_line(line: &str) -> Option<(usize, File)> {
    let mut fields = line.split('|');
    let at = fields.next()?.parse().ok()?;
    let kind = match fields.next()? {
        kind if kind.starts_with("regular") => FileKind::File,
        "directory" => FileKind::Directory,
        "symbolic link" => FileKind::Link,
        _ => FileKind::Other,
    };
    let mode = u32::from_str_radix(fields.next()?, 8).ok()?;
    let size = fields.next()?.parse().ok()?;
    let hex = fields.next().unwrap_or_default().as_bytes();
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0);
    let bytes: Vec<u8> = hex.chunks_exact(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect();
    let content = String::from_utf8_lossy(&bytes).into_owned();
    Some((at, File { kind, mode, size, content }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_looked_at_file_is_read() {
        let (at, file) = look_line("1|regular file|644|3|68690a").unwrap();
        assert_eq!((at, file.kind, file.mode, file.size), (1, FileKind::File, 0o644, 3));
        assert_eq!(file.content, "hi\n");
        assert_eq!(look_line("1|directory|1777|4096|").unwrap().1.kind, FileKind::Directory);
        assert_eq!(look_line("x|directory|755|1|"), None);
    }
}
