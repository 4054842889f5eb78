//! The metavariables of a command's general form: `docker rm [OPTIONS] CONTAINER`.

use super::super::super::scan::has_part;
use super::super::paths::of_paths;
use super::super::words::angle;
use super::{nobodys, of_image, unique};
use memchr::memchr_iter;

/// The metavariables of a command's general form.
pub fn of_synopsis(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|l| l.split(" #").next().unwrap_or_default()).collect();
    let text = &*code.join("\n");
    let variable = |at: usize| text[..at].ends_with('$') || text[..at].ends_with("${");
    let named: Vec<(usize, &str)> = named_in_brackets(text).collect();
    let angles: Vec<(usize, &str)> =
        text.match_indices('<').filter_map(|(at, _)| Some((at, &text[at..at + angle(&text[at..])?]))).collect();
    let within = |at: usize| named.iter().chain(&angles).any(|(from, name)| (*from..from + name.len()).contains(&at));
    // `-e PORT=8000` sets one.
    let is_set = |at: usize, word: &str| {
        let value = text[at + word.len()..].strip_prefix('=');
        value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()))
    };
    let is_free = |(at, word): &(usize, &str)| !(variable(*at) || within(*at) || is_set(*at, word));
    // What a call is given, without its program, may be written so: `SE \` above `-threads 1 \`.
    let has_own = text.starts_with(|c: char| c.is_ascii_uppercase()) && has_part(text, "\\\n");
    let capitals = if has_own { "" } else { text };
    let mut found: Vec<(usize, String)> =
        capitals_in(capitals).filter(is_free).map(|(at, word)| (at, word.to_owned())).collect();
    found.extend(named.iter().map(|(at, name)| (*at, (*name).to_owned())));
    nobodys::of_tag(text, &mut found);
    found.extend(other_letters(text).filter(|(at, _)| !within(*at)).map(|(at, word)| (at, word.to_owned())));
    of_paths(text, &mut found);
    if !(angles.is_empty() && found.is_empty()) {
        let call = text.trim_start_matches(['$', ' ']);
        let from = text.len() - call.len();
        let mut image = Vec::new();
        of_image(call, &mut image);
        found.extend(image.into_iter().map(|(at, word)| (from + at, word)));
    }
    found.sort_by_key(|(at, _)| *at);
    let capitals = found.into_iter().map(|(_, word)| word);
    let parts = text.split(|c: char| "/: []".contains(c)).filter(|p| is_folder(p)).map(str::to_owned);
    unique(capitals.chain(parts).chain(angles.into_iter().map(|(_, name)| name.to_owned())))
}

/// Names with the brackets that tell that they are some: `[uid]`, `[host-path]`, `[BOX NAME]`; not `[-f]`, nor `[rw|ro]`.
fn named_in_brackets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    memchr_iter(b'[', text.as_bytes()).filter_map(move |at| {
        let inner = text[at + 1..].split([']', '[', '\n']).next()?;
        let whole = text.get(at..at + inner.len() + 2).filter(|whole| whole.ends_with(']'))?;
        let begins = inner.starts_with(|c: char| c.is_ascii_alphabetic());
        let signs = inner.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'_' | b'-'));
        let told = inner.contains(' ') || inner.bytes().any(|b| b.is_ascii_lowercase());
        (begins && signs && told && inner != "options").then_some((at, whole))
    })
}

/// Words in other letters than commands have: `イメージ名`.
fn other_letters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_other = |c: char| !c.is_ascii() && c.is_alphanumeric();
    let words = (!text.is_ascii()).then(|| text.split(move |c: char| !is_other(c)));
    words
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Two and more capitals, with digits and underscores within.
fn capitals_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
    let kinds = ["_folder", "_path", "_dir", "_directory", "_name", "_id", "_tag"];
    part == "username" || kinds.iter().any(|kind| part.ends_with(kind)) && !part.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::of_synopsis;

    #[test]
    fn metavariables_of_synopses() {
        for (text, want) in [
            ("docker export [-o OUT_FILE] BOX_NAME[:TAG]", "OUT_FILE, BOX_NAME, TAG"),
            ("docker stop [OPTIONS] BOX [BOX...]", "OPTIONS, BOX"),
            ("-v /srv/username/my_folder:/their_folder", "username, my_folder, their_folder"),
            ("docker rmi", ""),
            ("-p HOST:BOX # UDP too", "HOST, BOX"),
            ("-u $(id -u ${USER})", ""),
            ("docker run -u [uid]:[gid]", "[uid], [gid]"),
            ("pull docker://[USER NAME]/[IMAGE NAME]:[TAG]", "[USER NAME], [IMAGE NAME], TAG"),
            ("docker run -e PORT=80 [options] [-f FILE] NAME ...", "FILE, NAME"),
            ("-v [a-path]:[b-path]:[rw|ro]", "[a-path], [b-path]"),
            ("$ docker run -v /path/on/host:/path/in/container image ...", "/path/on/host, /path/in/container, image"),
            ("docker run image ...", ""),
        ] {
            assert_eq!(of_synopsis(text).join(", "), want, "{text}");
        }
    }
}
