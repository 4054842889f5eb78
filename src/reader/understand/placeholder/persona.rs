//! Who stands for the learner: `alice/web`, the image of somebody whom lessons tell of, and `/Users/auser`, a home that
//! nobody has.

use super::super::super::cursor::in_word;
use super::super::super::scan::{any_at, has_part};
use super::super::engine::Call;
use super::super::known::without_prefixes;
use super::super::words::{Word, simple_commands};

/// Who owns images in lessons and is nobody; her place at a registry is the learner's.
const OWNERS: &[&str] = &["alice", "bob"];
/// Accounts that nobody has: who pushes to one has another. An image of theirs that is only pulled is an example.
const ACCOUNTS: &[&str] = &["myuser", "myorg", "my-org", "myaccount"];
/// Where sources are kept, and no images.
const FORGES: &[&str] = &["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];
/// A user whom nobody made.
const USER: &str = "auser";

/// Whether a text may have one of them, by what stands at its slashes.
pub fn may_be(text: &str) -> bool {
    const ENDS: [&[u8]; 3] = [b"alice", b"bob", b"auser"];
    any_at(text, b'/', |text: &[u8], at: usize| ENDS.iter().any(|who| text[..at].ends_with(who)))
}

/// The owner of each image that a command names. The lesson may make such an image itself, but it is the learner who pushes
/// it, or has pushed it in the part before.
pub fn find(text: &str, found: &mut Vec<(usize, String)>) {
    if has_part(text, USER) {
        of_home(text, found);
    }
    of_images(text, OWNERS, found);
}

/// The account in each image's name that a command names, if the lesson pushes to it, as `pushes` knows.
pub fn accounts(text: &str, pushes: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let is_end = |text: &[u8], at: usize| matches!(text[..at], [.., b'e', b'r'] | [.., b'r', b'g'] | [.., b'n', b't']);
    if any_at(text, b'/', is_end) {
        of_images(text, ACCOUNTS, &mut found);
        found.retain(|(_, account)| pushes(account));
    }
    found
}

/// Those of some owners whose images a command names.
fn of_images(text: &str, owners: &[&str], found: &mut Vec<(usize, String)>) {
    if !owners.iter().any(|owner| has_part(text, owner)) {
        return;
    }
    let push_owner = |text: &str, image: &str, found: &mut Vec<(usize, String)>| {
        found.extend(owner_of(text, image, owners));
    };
    for words in simple_commands(text).iter() {
        let words = without_prefixes(words);
        let Some(call) = Call::read(words) else {
            words.iter().filter(|word| word.starts_with(FROM_REGISTRY)).for_each(|word| push_owner(text, word, found));
            continue;
        };
        let images: &[&str] = match &*call.command {
            "run" | "create" => call.operands.get(..1).unwrap_or_default(),
            "commit" => call.operands.get(1..).unwrap_or_default(),
            "cp" | "exec" | "build" => &[],
            _ => &call.operands,
        };
        images.iter().for_each(|image| push_owner(text, image, found));
        if call.command == "build" {
            tags(words).for_each(|tag| push_owner(text, tag, found));
        }
    }
}

/// How other programs are told that an image is a registry's.
const FROM_REGISTRY: &str = "docker://";

/// What a build gives its image for a name.
fn tags<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = &'w str> {
    let behind = words.windows(2).filter(|pair| matches!(&*pair[0], "-t" | "--tag")).map(|pair| &*pair[1]);
    behind.chain(words.iter().filter_map(|word| word.strip_prefix("--tag=")))
}

/// The owner in an image's name: `alice/web:1`, `docker.io/alice/web`.
fn owner_of(text: &str, image: &str, owners: &[&str]) -> Option<(usize, String)> {
    let name = image.strip_prefix(FROM_REGISTRY).unwrap_or(image);
    let (first, rest) = name.split_once('/').unwrap_or_default();
    let is_registry = first.contains('.') && !FORGES.contains(&first);
    let (owner, rest) = if is_registry { rest.split_once('/').unwrap_or_default() } else { (first, rest) };
    let at = text.find(image).filter(|_| owners.contains(&owner) && rest.starts_with(in_word))?;
    Some((at + image.len() - rest.len() - 1 - owner.len(), owner.to_owned()))
}

/// `/c/Users/auser/box`. What is behind the colon of a mount is a container's.
fn of_home(text: &str, found: &mut Vec<(usize, String)>) {
    let is_user = |at: usize| {
        let word = text[..at].rfind(char::is_whitespace).map_or(0, |before| before + 1);
        let before = &text[word..at];
        // A drive has a letter.
        let is_drive =
            |colon: usize| before[..colon].split(|c: char| !in_word(c)).next_back().is_some_and(|d| d.len() == 1);
        before.ends_with('/')
            && before.rfind(':').is_none_or(is_drive)
            && text[at + USER.len()..].starts_with(|c: char| !(in_word(c) || c == '-'))
    };
    let places = text.match_indices(USER).filter(|(at, _)| is_user(*at));
    found.extend(places.map(|(at, user)| (at, user.to_owned())));
}
