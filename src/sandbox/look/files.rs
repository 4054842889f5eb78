//! Files of the sandbox's own file system and of volumes, all of one kind in one go.

use super::inside::is_name;
use super::{BESIDE, Looker, each};
use crate::state::{Answer, FILE_CONTENT_LIMIT, File, FileKind, Link, Place, Probe};
use crate::text::printable;
use std::time::Duration;

/// How long the look at all files of one observation may take.
const FILES_LIMIT: Duration = Duration::from_secs(10);
/// Where the inner engine keeps its volumes.
const VOLUMES: &str = "/var/lib/docker/volumes";

/// Says of each pair of a root and a path in it `INDEX|KIND|MODE|SIZE|USER|NAME|CHANGED|WRITTEN|END|LINK|HEX`, of a link
/// what is at its end, with `END` as its kind and `LINK` as what is written in it; of a missing file `INDEX|beside|` and
/// what [`BESIDE`] says, where there is no root.
/// Without a root the path is the learner's. No link leads out of a root.
const LOOK: &str = r#"limit=$1 beside=$2; shift 2; i=0
while [ $# -gt 1 ]; do
  root=$1 p=$2; shift 2; deep=1
  if [ -n "$root" ]; then
    p=$root/$p
    case $(realpath -m -- "$p") in "$root"|"$root"/*) ;; *) deep= ;; esac
    case $(realpath -m -- "$(dirname -- "$p")")/ in "$root"/*) ;; *) p= ;; esac
  else
    case $p in '~') p=$HOME ;; '~/'*) p=$HOME/${p#??} ;; /*) ;; *) p=$HOME/$p ;; esac
  fi
  if [ -n "$p" ] && { [ -e "$p" ] || [ -L "$p" ]; }; then
    end= link= follow=
    if [ -L "$p" ]; then
      link=$(readlink -- "$p" | od -An -v -tx1 | tr -d ' \n')
      [ -n "$deep" ] && [ -e "$p" ] && end=$(stat -L -c %F -- "$p") && follow=-L
    fi
    printf '%s|%s|%s|' "$i" "$(stat -c %F -- "$p")" "$(stat $follow -c '%a|%s|%u|%U|%.9Z|%.9Y' -- "$p")"
    printf '%s|%s|' "$end" "$link"
    [ -n "$deep" ] && [ -f "$p" ] && head -c "$limit" -- "$p" 2>/dev/null | od -An -v -tx1 | tr -d ' \n'
    echo
  elif [ -z "$root" ]; then
    printf '%s|beside|' "$i"; eval "$beside"; echo
  fi
  i=$((i + 1))
done"#;

impl Looker<'_> {
    /// Files of the sandbox as the learner sees them.
    pub(super) async fn files(&self, paths: Vec<&str>) -> Vec<(Probe, Answer)> {
        let pairs: Vec<(String, &str)> = paths.iter().map(|path| (String::new(), *path)).collect();
        let found = self.look_at(&[], &pairs).await;
        each(paths.into_iter().map(|path| Probe::File(path.to_owned())), found)
    }

    /// Files of volumes, which only the sandbox's root may read.
    pub(super) async fn in_volumes(&self, asked: Vec<(&str, &str)>) -> Vec<(Probe, Answer)> {
        // A volume that cannot be called so has no folder.
        let folder = |volume: &str| if is_name(volume) { format!("{VOLUMES}/{volume}/_data") } else { "-".to_owned() };
        let folders: Vec<String> = asked.iter().map(|(volume, _)| folder(volume)).collect();
        let inner = asked.iter().map(|(_, path)| Some(path.trim_matches('/')).filter(|p| !p.is_empty()).unwrap_or("."));
        let pairs: Vec<(String, &str)> = folders.into_iter().zip(inner).collect();
        let found = self.look_at(&["--root"], &pairs).await.map(|mut answers| {
            // The sandbox's names are not the names of a container's users.
            for answer in &mut answers {
                if let Answer::File(file) = answer {
                    file.owner.clear();
                }
            }
            answers
        });
        let probe = |(volume, path): (&str, &str)| Probe::FileIn(Place::Volume(volume.to_owned()), path.to_owned());
        each(asked.into_iter().map(probe), found)
    }

    async fn look_at(&self, who: &[&str], pairs: &[(String, &str)]) -> Result<Vec<Answer>, String> {
        let limit = FILE_CONTENT_LIMIT.to_string();
        let mut argv: Vec<&str> = who.to_vec();
        argv.extend(["sh", "-c", LOOK, "sh", &limit, BESIDE]);
        argv.extend(pairs.iter().flat_map(|(root, path)| [root.as_str(), *path]));
        // Two digits a byte, and the rest of the line.
        let keep = pairs.len() * (2 * FILE_CONTENT_LIMIT + 1024);
        let said = self.feed(&argv, &[], keep, FILES_LIMIT).await?;
        if said.status != 0 {
            return Err(format!("the sandbox's files cannot be read: {}", printable(said.err.trim())));
        }
        let mut found = vec![Answer::Missing; pairs.len()];
        for (at, names) in said.out.lines().filter_map(|line| line.split_once("|beside|")) {
            if let Some((_, path)) = at.parse().ok().and_then(|at: usize| pairs.get(at)) {
                self.keep_beside(path, names);
            }
        }
        for (at, file) in said.out.lines().filter_map(look_line) {
            if let Some(answer) = found.get_mut(at) {
                *answer = Answer::File(file);
            }
        }
        Ok(found)
    }
}

fn look_line(line: &str) -> Option<(usize, File)> {
    let mut fields = line.split('|');
    let at = fields.next()?.parse().ok()?;
    let kind = kind_of(fields.next()?);
    let mode = u32::from_str_radix(fields.next()?, 8).ok()?;
    let size = fields.next()?.parse().ok()?;
    let uid = fields.next()?.parse().ok()?;
    let owner = fields.next()?;
    let owner = if owner == "UNKNOWN" { String::new() } else { owner.to_owned() };
    let (changed, written) = (nanoseconds(fields.next()?), nanoseconds(fields.next()?));
    let end = Some(fields.next()?).filter(|end| !end.is_empty()).map(kind_of);
    let mut text = || Some(String::from_utf8_lossy(&from_hex(fields.next()?)).into_owned());
    let to = text()?;
    let to = Link { to: to.trim_end().to_owned(), end };
    let content = text().unwrap_or_default();
    let leads = Some(to).filter(|_| kind == FileKind::Link);
    Some((at, File { kind, mode, uid, owner, size, content, changed, written, link: leads }))
}

/// As `stat` calls it.
fn kind_of(name: &str) -> FileKind {
    match name {
        name if name.starts_with("regular") => FileKind::File,
        "directory" => FileKind::Directory,
        "symbolic link" => FileKind::Link,
        _ => FileKind::Other,
    }
}

/// "1795251845.123456789"; 0 for what is no such time.
fn nanoseconds(text: &str) -> i64 {
    text.split_once('.')
        .filter(|(_, part)| part.len() == 9)
        .map_or(0, |(whole, part)| format!("{whole}{part}").parse().unwrap_or(0))
}

/// Bytes that were written with two digits each.
pub(super) fn from_hex(digits: &str) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0);
    digits.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_looked_at_file_is_read() {
        let (at, file) = look_line("1|regular file|644|3|1000|learner|12.000000034|11.000000000|||68690a").unwrap();
        assert_eq!((at, file.kind, file.mode, file.size), (1, FileKind::File, 0o644, 3));
        assert_eq!((file.content.as_str(), file.uid, file.owner.as_str()), ("hi\n", 1000, "learner"));
        assert_eq!((file.changed, file.written, file.link), (12_000_000_034, 11_000_000_000, None));
        let (_, link) = look_line("1|symbolic link|644|3|0|root|?|?|regular file|620a|6869").unwrap();
        let to = Link { to: "b".into(), end: Some(FileKind::File) };
        assert_eq!((link.kind, link.link, link.content.as_str()), (FileKind::Link, Some(to), "hi"));
        let (_, link) = look_line("1|symbolic link|777|3|0|root|?|?||620a|").unwrap();
        assert_eq!(link.dangling(), Some("b"));
        let (_, folder) = look_line("1|directory|1777|4096|7|UNKNOWN|?|?|||").unwrap();
        assert_eq!((folder.kind, folder.owner.as_str(), folder.changed), (FileKind::Directory, "", 0));
        assert_eq!(look_line("x|directory|755|1|"), None);
    }
}
