//! Archives of the sandbox, listed where they are: an archive may be as large as the sandbox's disk.

use super::files::from_hex;
use super::{BESIDE, Looker};
use crate::state::{Answer, Archive, Probe};
use std::time::Duration;

/// How long the look at one archive may take.
const ARCHIVE_LIMIT: Duration = Duration::from_secs(20);
/// How many entries of an archive are looked at.
const ENTRY_LIMIT: usize = 20_000;
/// How much of an archive's manifest is read, in bytes.
const MANIFEST_LIMIT: usize = 64 * 1024;
/// How much of the answer is kept, in bytes: entries, and two manifests with two digits a byte.
const KEEP: usize = ENTRY_LIMIT * 256 + 4 * MANIFEST_LIMIT;

/// Says the file's stamp, or what is beside a file that is not there; and where that is not the known one tar's status, how many entries there are, the two manifests
/// in hexadecimal, and the entries, a line each.
const LIST: &str = r#"entries=$1 manifest=$2 known=$3 p=$4 beside=$5
case $p in '~/'*) p=$HOME/${p#??} ;; /*) ;; *) p=$HOME/$p ;; esac
[ -e "$p" ] || { eval "$beside"; exit 3; }
[ -f "$p" ] || exit 4
stamp=$(stat -L -c '%d %i %s %y %z' "$p") || exit 5
echo "$stamp"
[ "$stamp" != "$known" ] || exit 0
list=$(mktemp) || exit 5
trap 'rm -f "$list"' EXIT
tar -tf "$p" > "$list" 2> /dev/null
echo "$?"
wc -l < "$list"
for name in manifest.json index.json; do
  entry=$(grep -m 1 -x -e "$name" -e "./$name" "$list")
  [ -z "$entry" ] || tar --occurrence=1 -xOf "$p" "$entry" 2> /dev/null | head -c "$manifest" | od -An -v -tx1 | tr -d ' \n'
  echo
done
head -n "$entries" "$list""#;

impl Looker<'_> {
    /// What is in an archive. One that was listed before and is the same file still is not listed again.
    pub(super) async fn archive(&self, probe: &Probe, path: &str) -> Vec<(Probe, Answer)> {
        let (entries, manifest) = (ENTRY_LIMIT.to_string(), MANIFEST_LIMIT.to_string());
        let (known, before) = self.memory.archive(path).unzip();
        let argv = ["sh", "-c", LIST, "sh", &entries, &manifest, known.as_deref().unwrap_or_default(), path, BESIDE];
        let answer = match self.feed(&argv, &[], KEEP, ARCHIVE_LIMIT).await {
            Ok(said) => match said.status {
                0 => self.listed(path, &said.out, before),
                3 => {
                    self.keep_beside(path, &said.out);
                    Answer::Missing
                }
                4 => Answer::Silent("is a directory, not an archive".to_owned()),
                _ => Answer::Unknown("the sandbox could not list it".to_owned()),
            },
            Err(why) => Answer::Unknown(why),
        };
        vec![(probe.clone(), answer)]
    }

    fn listed(&self, path: &str, said: &str, before: Option<Answer>) -> Answer {
        let (stamp, list) = said.split_once('\n').unwrap_or((said, ""));
        match (archive(list), before) {
            (Some(archive), _) => {
                let answer = Answer::Archive(archive);
                self.memory.keep_archive(path, stamp, &answer);
                answer
            }
            (None, Some(before)) if list.is_empty() => before,
            (None, _) => Answer::Unknown("it could not be listed".to_owned()),
        }
    }
}

fn archive(said: &str) -> Option<Archive> {
    let mut lines = said.lines();
    let status: i64 = lines.next()?.trim().parse().ok()?;
    let count: usize = lines.next()?.trim().parse().ok()?;
    let mut manifest = || Some(String::from_utf8_lossy(&from_hex(lines.next()?)).into_owned());
    let (manifest, index) = (manifest()?, manifest()?);
    let entries: Vec<String> = lines.map(str::to_owned).collect();
    Some(Archive { cut: entries.len() < count, entries, manifest, index, broken: status != 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_listing_says() {
        let want = Archive {
            entries: vec!["manifest.json".into(), "a b/".into()],
            manifest: "[]".into(),
            index: String::new(),
            cut: false,
            broken: false,
        };
        assert_eq!(archive("0\n2\n5b5d\n\nmanifest.json\na b/\n"), Some(want));
        let cut = archive("2\n3\n\n\na\n").unwrap();
        assert!(cut.cut && cut.broken);
        assert_eq!(archive("x\n"), None);
    }
}
