//! Reads a text file, and says in plain words why it cannot be read.

use super::{Failure, INVALID, USAGE};
use crate::source::Source;
use crate::text::did_you_mean;
use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// Not more of a file is read, in bytes. The readers of lessons and of sidecars say where theirs ends, which is before.
pub const FILE_LIMIT: u64 = 8 * 1024 * 1024;
/// In so many first bytes the signs of another encoding are looked for.
const LOOK_AT: usize = 8 * 1024;

/// Reads a text file; `-` is standard input. Bytes that are no UTF-8 are replaced, because a lesson is still readable
/// then; what is no text at all is refused.
pub fn read_file(path: &Path) -> Result<Source, Failure> {
    let is_input = path == Path::new("-");
    let name = if is_input { "standard input".to_owned() } else { path.display().to_string() };
    let fail = |why: String| Failure::new(INVALID, format!("{name}: {why}"));
    if path.is_dir() {
        return Err(fail("is a folder".into()).help("name the lessons in it, for example with a glob"));
    }
    let bytes = if is_input { head(std::io::stdin().lock()) } else { File::open(path).and_then(head) };
    let bytes = bytes.map_err(|error| {
        let (why, help) = unreadable(path, &error);
        // What is not there was named by mistake; a link that leads nowhere is there.
        let is_missing = error.kind() == ErrorKind::NotFound && !path.is_symlink();
        Failure { help, code: if is_missing { USAGE } else { INVALID }, ..fail(why) }
    })?;
    if let Some((what, help)) = no_text(&bytes) {
        return Err(fail(what.to_owned()).help(help));
    }
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    // Old line ends are line ends too.
    if text.contains('\r') && !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    Ok(Source::new(name, text))
}

fn head(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file cannot be read, and what to do.
pub(super) fn unreadable(path: &Path, error: &Error) -> (String, Option<String>) {
    match error.kind() {
        ErrorKind::NotFound => match std::fs::read_link(path) {
            Ok(target) => (format!("is a link to `{}`, which is not there", target.display()), None),
            Err(_) => ("there is no such file".to_owned(), neighbour(path)),
        },
        ErrorKind::PermissionDenied => {
            let (what, flag) = if path.is_dir() { ("folder", "-ld") } else { ("file", "-l") };
            let help = format!("`ls {flag} {}` shows who may", path.display());
            (format!("you may not read this {what}"), Some(help))
        }
        _ => {
            let why = error.to_string();
            let why = why.split(" (os error").next().unwrap_or_default();
            (
                why.chars().next().map_or_else(String::new, |c| c.to_lowercase().chain(why.chars().skip(1)).collect()),
                None,
            )
        }
    }
}

/// A file of the same folder that may be meant.
fn neighbour(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> =
        std::fs::read_dir(folder).ok()?.flatten().map(|f| f.file_name().to_string_lossy().into_owned()).collect();
    let near = did_you_mean(&path.file_name()?.to_string_lossy(), names.iter().map(String::as_str))?;
    Some(format!("did you mean `{}`?", path.with_file_name(near).display()))
}

/// What a file is that is no text, and what to do.
fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let seen = &bytes[..bytes.len().min(LOOK_AT)];
    let odd = seen.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    let zeros = odd + seen.iter().step_by(2).filter(|b| **b == 0).count();
    // Each character has four bytes there, and the marks of the other begin with the same two.
    let is_wide = |bytes: &[u8]| bytes.starts_with(&[0, 0, 0]) || bytes.len() > 3 && bytes[1..4] == [0, 0, 0];
    let is_quartered = seen.len() >= 8 && seen.iter().any(|b| *b != 0) && seen.chunks_exact(4).all(is_wide);
    if is_quartered || seen.starts_with(&[0xff, 0xfe, 0, 0]) || seen.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some((
            "is not UTF-8; it looks like UTF-32",
            "save it as UTF-8, for example with `iconv -f UTF-32 -t UTF-8`",
        ));
    }
    let has_mark = seen.starts_with(&[0xff, 0xfe]) || seen.starts_with(&[0xfe, 0xff]);
    // Each character has two bytes, of which mostly one is zero, and always the same one.
    let is_halved = zeros * 3 > seen.len() && (odd * 10 > zeros * 9 || odd * 10 < zeros);
    if has_mark || is_halved {
        return Some((
            "is not UTF-8; it looks like UTF-16",
            "save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`",
        ));
    }
    // No editor writes a zero into a text.
    bytes.contains(&0).then_some(("is no text", "lessons are Markdown files"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Source, Failure> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("x.md"), bytes).unwrap();
        read_file(&folder.path().join("x.md"))
    }

    #[test]
    fn what_is_text() {
        for (bytes, want) in [
            (b"".as_slice(), Ok("")),
            (b"# A\n", Ok("# A\n")),
            (b"# A\r\rb\r", Ok("# A\n\nb\n")),
            (b"# A\r\nb", Ok("# A\r\nb")),
            (b"caf\xe9", Ok("caf\u{fffd}")),
            (b"\xff\xfe#\0 \0A\0", Err("UTF-16")),
            (b"\0#\0 \0A", Err("UTF-16")),
            (b"\xff\xfe\0\0#\0\0\0", Err("UTF-32")),
            (b"#\0\0\0 \0\0\0A\0\0\0", Err("UTF-32")),
            (b"\0\0\0#\0\0\0A", Err("UTF-32")),
            (b"a\0b", Err("no text")),
            (b"\x0f\x1f\xd6\xd9text\0\x03", Err("no text")),
            (b"\x7fELF\x01\0\0\0\x01\x02\0\0\0\x04\0\0\0\0", Err("no text")),
            (&[0; 100], Err("no text")),
        ] {
            match (read(bytes), want) {
                (Ok(source), Ok(want)) => assert_eq!(source.text.as_str(), want),
                (Err(failure), Err(want)) => assert!(failure.message.contains(want), "{failure:?}"),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_larger_file_is_read_up_to_the_limit() {
        let text = "a\n".repeat(usize::try_from(FILE_LIMIT).unwrap());
        assert_eq!(read(text.as_bytes()).unwrap().text.len() as u64, FILE_LIMIT);
    }

    #[test]
    fn why_a_file_cannot_be_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("images.md"), "").unwrap();
        std::os::unix::fs::symlink("gone.md", folder.path().join("link.md")).unwrap();
        for (name, why, help) in [
            ("imagse.md", "there is no such file", "images.md"),
            ("link.md", "is a link to `gone.md`, which is not there", ""),
            (".", "is a folder", "glob"),
        ] {
            let failure = read_file(&folder.path().join(name)).unwrap_err();
            assert!(failure.message.ends_with(why), "{failure:?}");
            assert_eq!(failure.code, if name == "imagse.md" { USAGE } else { INVALID }, "{failure:?}");
            assert!(failure.help.unwrap_or_default().contains(help), "{name}");
        }
    }
}
