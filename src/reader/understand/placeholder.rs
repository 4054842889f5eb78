//! The parts of a command that the learner must replace.

use super::super::cursor::{Cursor, in_word};
use super::super::names::Names;
use super::words::angle;
use std::collections::BTreeSet;

/// Names in angle brackets that are no placeholders.
const NOT_ANGLE: &[&str] = &["none", "missing", "snip", "n", "h1", "h2", "p", "br", "html", "body", "div"];

/// Words that stand for a value when they are a whole part of a word.
static STAND_INS: Names<27> = Names::new([
    "username",
    "imagename",
    "image_name",
    "image-name",
    "containername",
    "container_name",
    "container-name",
    "container_id",
    "container-id",
    "containerid",
    "image_id",
    "imageid",
    "volumename",
    "volume_name",
    "oldtag",
    "newtag",
    "USERNAME",
    "YOURUSER",
    "IMAGE_NAME",
    "CONTAINER_ID",
    "CONTAINER_NAME",
    "TAGID",
    "CONTAINER",
    "IMAGE",
    "IMAGE_ID",
    "dockerhub_username",
    "repository_name",
]);

/// Words that stand for a value only beside another stand-in.
const COMPANIONS: &[&str] = &["tag", "project", "name", "version", "repository"];

/// The placeholders of a command, each once, in order.
pub fn of_command(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let signs = text.bytes().fold(0, |all, byte| all | SIGNS[usize::from(byte)]);
    if signs & ANGLE != 0 {
        of_angles(text, &mut found);
    }
    for (sign, mark, is) in MARKED {
        if signs & sign != 0 && text.contains(mark) {
            of_marks(text, mark, is, &mut found);
        }
    }
    if signs & HASH != 0 && (text.contains("###") || text.contains("___")) || signs & CROSS != 0 && text.contains("xx")
    {
        of_signs(text, &mut found);
    }
    if !text.is_ascii() || has_stand_in(text) {
        let mut at = 0;
        for word in text.split_inclusive(|c: char| c.is_whitespace()) {
            push_stand_ins(word.trim_end(), at, &mut found);
            at += word.len();
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(at, _)| *at);
    unique(found.into_iter().map(|(_, word)| word))
}

/// The bit of a sign, how what stands for a value begins with it, and where that ends.
static MARKED: [Marked; 5] = [
    (BRACKET, "[", brackets),
    (DOLLAR, "$$", dollars),
    (BRACE, "{{", braces),
    (BRACE, "{", single_braces),
    (BRACKET, "[[", double_brackets),
];

type Marked = (u8, &'static str, End);
/// Where that ends which begins at a place, behind what stands before it.
type End = for<'t> fn(Cursor<'t>, &str) -> Option<Cursor<'t>>;

/// What begins with a mark, as far as it ends.
fn of_marks(text: &str, mark: &str, end: End, found: &mut Vec<(usize, String)>) {
    let mut from = 0;
    while let Some(at) = text[from..].find(mark).map(|i| from + i) {
        let here = Cursor(&text[at..]);
        from = match end(here, &text[..at]) {
            Some(after) => {
                found.push((at, after.since(here).to_owned()));
                text.len() - after.0.len()
            }
            // The next may begin with the second sign of this one.
            None => at + 1,
        };
    }
}

/// `[BOX NAME]`; but `[a-z]` is a range.
fn brackets<'t>(here: Cursor<'t>, before: &str) -> Option<Cursor<'t>> {
    let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "/:=@".contains(c));
    let first = here.past("[").filter(|_| begins)?.one(|c| c.is_ascii_alphabetic())?;
    let range = first.past("-").is_some_and(|c| c.0.starts_with(in_word));
    first.some(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '_' | '-'))?.past("]").filter(|_| !range)
}

/// `$$NAME$$`
fn dollars<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    here.past("$$")?.one(|c| c.is_ascii_alphabetic() || c == '_')?.skip(in_word).past("$$")
}

/// `{{ site.name }}`, `{{session_name}}`, `{{< param name >}}`; a Go template (`{{.Names}}`) has a dot first.
fn braces<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    let in_name = |c: char| in_word(c) || c == '-';
    let start = here.past("{{")?;
    let start = start.past("<").or_else(|| start.past("%")).and_then(|c| c.white().past("param")).unwrap_or(start);
    let mut place = start.white().one(|c| c.is_ascii_alphabetic() || c == '_')?.skip(in_name);
    while let Some(part) = place.past(".") {
        place = part.some(in_name)?;
    }
    place.white().maybe_one_of(&[">", "%"]).past("}}")
}

/// So many bytes before a brace tell whether it stands in quotes.
const MAX_QUOTED: usize = 400;

/// `{name}`, `{container-id}`: a shell leaves them as they are, and no program wants them unless they are quoted.
fn single_braces<'t>(here: Cursor<'t>, before: &str) -> Option<Cursor<'t>> {
    let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "/:=".contains(c));
    let start = here.past("{").filter(|_| begins)?;
    let after = start.some(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'))?;
    let end = (after.since(start).len() > 2).then_some(after)?.past("}")?;
    // What stands far before is not looked at: a line of nothing but braces would be read once for each of them.
    let near = &before.as_bytes()[before.len().saturating_sub(MAX_QUOTED)..];
    let quoted = near.iter().filter(|b| matches!(b, b'\'' | b'"')).count() % 2 == 1;
    (!quoted).then_some(end)
}

/// `[[NAME]]`
fn double_brackets<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    let name = here.past("[[")?.one(|c| c.is_ascii_uppercase())?;
    name.skip(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_').past("]]")
}

/// `###`, `xxxxxx`, `____`
fn of_signs(text: &str, found: &mut Vec<(usize, String)>) {
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let all = |signs: &[u8]| word.bytes().all(|b| signs.contains(&b));
        if word.len() >= 3 && (all(b"#") || all(b"_")) || word.len() >= 6 && all(b"xX") {
            found.push((at, word.to_owned()));
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
}

const ANGLE: u8 = 1;
const BRACKET: u8 = 1 << 1;
const DOLLAR: u8 = 1 << 2;
const HASH: u8 = 1 << 3;
const CROSS: u8 = 1 << 4;
const BRACE: u8 = 1 << 5;

/// Which signs of placeholders a byte is.
static SIGNS: [u8; 256] = signs();

const fn signs() -> [u8; 256] {
    let mut signs = [0; 256];
    signs[b'<' as usize] = ANGLE;
    signs[b'[' as usize] = BRACKET;
    signs[b'$' as usize] = DOLLAR;
    signs[b'#' as usize] = HASH;
    signs[b'_' as usize] = HASH;
    signs[b'x' as usize] = CROSS;
    signs[b'{' as usize] = BRACE;
    signs
}

/// `<container id>`
fn of_angles(text: &str, found: &mut Vec<(usize, String)>) {
    for (at, _) in text.match_indices('<') {
        let inside_of = |l: usize| text[at + 1..at + l - 1].to_lowercase();
        if let Some(length) = angle(&text[at..])
            && !text[..at].ends_with('<')
            && !NOT_ANGLE.contains(&inside_of(length).as_str())
        {
            found.push((at, text[at..at + length].to_owned()));
        }
    }
}

/// Whether a part of any word stands for a value.
fn has_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(byte, b'/' | b':' | b'=' | b'@' | b'\t'..=b'\r' | b' ') {
            if at - from >= LEAST && is_stand_in(&text[from..at]) {
                return true;
            }
            from = at + 1;
        }
    }
    is_stand_in(&text[from..])
}

/// The parts of a word that stand for a value.
fn push_stand_ins(word: &str, at: usize, found: &mut Vec<(usize, String)>) {
    let parts = word.split(['/', ':', '=', '@']);
    if word.len() < LEAST || !parts.clone().any(is_stand_in) {
        return;
    }
    if word.starts_with('-') && !word.contains('=') || word.contains(['<', '$', '"', '\'']) {
        return;
    }
    let stand_ins = parts.filter(|p| is_stand_in(p) || COMPANIONS.contains(p));
    found.extend(stand_ins.map(|part| (at, part.to_owned())));
}

/// No stand-in is shorter.
const LEAST: usize = 5;

fn is_stand_in(part: &str) -> bool {
    let &[first, .., last] = part.as_bytes() else { return false };
    // The words of the list end with few letters.
    let listed = || matches!(last | 32, b'e' | b'd' | b'r' | b'g') && STAND_INS.has(part);
    match first {
        _ if part.len() < LEAST => false,
        b'O' if part.starts_with("OUR_") => true,
        b'y' | b'Y' => {
            let bytes = part.as_bytes();
            bytes.len() > 5 && bytes[..4].eq_ignore_ascii_case(b"your") && bytes[4] | 32 != b's' || listed()
        }
        b'c' | b'd' | b'i' | b'n' | b'o' | b'r' | b'u' | b'v' | b'C' | b'I' | b'T' | b'U' => listed(),
        _ => false,
    }
}

/// The metavariables of a command's general form.
pub fn of_synopsis(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|l| l.split(" #").next().unwrap_or_default()).collect();
    let text = &*code.join("\n");
    let variable = |at: usize| text[..at].ends_with('$') || text[..at].ends_with("${");
    let capitals = capitals(text).filter(|(at, _)| !variable(*at)).map(|(_, word)| word.to_owned());
    let parts = text.split(|c: char| "/: []".contains(c)).filter(|p| is_folder(p)).map(str::to_owned);
    let angles = text.match_indices('<').filter_map(|(at, _)| Some(text[at..at + angle(&text[at..])?].to_owned()));
    unique(capitals.chain(parts).chain(angles))
}

/// Two and more capitals, with digits and underscores within.
fn capitals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_sign = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let bytes = text.as_bytes();
            let at = from + bytes[from..].iter().position(u8::is_ascii_uppercase)?;
            let length = bytes[at..].iter().take_while(|b| is_sign(**b)).count();
            from = at + length;
            let word = text[at..from].trim_end_matches('_');
            if word.len() > 1 {
                return Some((at, word));
            }
        }
    })
}

/// `my_folder`, `username`
fn is_folder(part: &str) -> bool {
    let kinds = ["_folder", "_path", "_dir", "_directory", "_name", "_id"];
    part == "username" || kinds.iter().any(|kind| part.ends_with(kind)) && !part.contains('\n')
}

/// So many words are compared with each other.
const FEW: usize = 16;

/// Each word once, in order.
fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut many = BTreeSet::new();
    for word in words {
        let is_known = if out.len() < FEW { out.contains(&word) } else { !many.insert(word.clone()) };
        if is_known {
            continue;
        }
        out.push(word);
        if out.len() == FEW {
            many.extend(out.iter().cloned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_commands() {
        for (text, want) in [
            ("docker commit <your box id> a/b:1", "<your box id>"),
            ("tail -f /var/lib/docker/volumes/OUR_ID/_data/x", "OUR_ID"),
            ("docker run -v <path-on-disk/dir>:/x <image name>", "<path-on-disk/dir>, <image name>"),
            ("docker start [BOX NAME]", "[BOX NAME]"),
            ("docker tag username/imagename:oldtag imagename:newtag", "username, imagename, oldtag, newtag"),
            ("docker push harbor.example.org/project/imagename:newtag", "project, imagename, newtag"),
            ("docker push r.example.org/username/imagename:tag ", "username, imagename, tag"),
            ("docker pull image_name", "image_name"),
            ("docker pull yourname/app", "yourname"),
            ("docker run $$image$$", "$$image$$"),
            ("ls /srv/[YOUR_ID]/data", "[YOUR_ID]"),
            ("docker run -u [uid]:[gid] x", "[uid], [gid]"),
            ("ls [a-z]*", ""),
            ("docker inspect ###", "###"),
            ("cd {{ site.name }}/{{session_name}}", "{{ site.name }}, {{session_name}}"),
            ("curl {{< param host >}}", "{{< param host >}}"),
            ("curl {{% param host %}}", "{{% param host %}}"),
            ("docker ps --format '{{.Names}} {{json .}}'", ""),
            ("docker run -e MYSQL_USER=x --name web nginx", ""),
            ("docker save x > y.tar 2>&1", ""),
            ("cat <<EOF > x", ""),
            ("echo '<h1>hi</h1>'", ""),
            ("docker rmi <none>", ""),
            ("wc < in > out", ""),
        ] {
            assert_eq!(of_command(text).join(", "), want, "{text}");
        }
    }

    #[test]
    fn metavariables_of_synopses() {
        for (text, want) in [
            ("docker export [-o OUT_FILE] BOX_NAME[:TAG]", "OUT_FILE, BOX_NAME, TAG"),
            ("docker stop [OPTIONS] BOX [BOX...]", "OPTIONS, BOX"),
            ("-v /srv/username/my_folder:/their_folder", "username, my_folder, their_folder"),
            ("docker rmi", ""),
            ("-p HOST:BOX # UDP too", "HOST, BOX"),
            ("-u $(id -u ${USER})", ""),
        ] {
            assert_eq!(of_synopsis(text).join(", "), want, "{text}");
        }
    }
}
