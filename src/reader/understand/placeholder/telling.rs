//! Words that are told to be nobody's by what stands around them: all parts of an image's name (`user/image:tag`), a
//! secret that was made unreadable, and who logs in where.

use super::super::super::scan::{any_at, has_any_case, has_byte, has_part};
use super::super::value_signs::{CAPITAL, SLASH};
use super::super::words::first_word;
use super::nobodys;

/// Finds them in a text with such signs.
pub fn find(text: &str, signs: u16, found: &mut Vec<(usize, String)>) {
    if signs & SLASH != 0 {
        of_reference(text, found);
        of_reader(text, found);
    }
    of_bare_reference(text, found);
    of_people(text, signs & CAPITAL != 0, found);
}

/// Whoever reads, their machines and secrets, and what is called by a day; nothing of it has a mark. Days and the names of
/// machines have capitals.
fn of_people(text: &str, has_capitals: bool, found: &mut Vec<(usize, String)>) {
    of_login(text, found);
    of_secret(text, found);
    if has_byte(text, b'@') && !first_word(text).is_some_and(|word| LOGINS.contains(&word)) {
        nobodys::of_address(text, found);
    }
    if text.starts_with("git config ") {
        nobodys::of_signature(text, found);
    }
    if has_capitals {
        nobodys::of_day(text, found);
        nobodys::of_machine(text, found);
    }
    nobodys::of_numbered_machine(text, found);
    of_crossed_address(text, found);
    if !found.is_empty() {
        nobodys::of_tag(text, found);
    }
}

/// `X.X.X.X`, `192.168.x.x`: an address of which numbers are left out.
fn of_crossed_address(text: &str, found: &mut Vec<(usize, String)>) {
    let crosses = |text: &[u8], at: usize| at > 0 && matches!(text.get(at + 1), Some(b'x' | b'X'));
    if !any_at(text, b'.', crosses) {
        return;
    }
    let is_crossed = |group: &str| !group.is_empty() && group.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'));
    let is_group = |group: &str| group.len() <= 3 && (is_crossed(group) || group.parse::<u8>().is_ok());
    for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))) {
        let groups = || word.split('.');
        if groups().count() == 4 && groups().all(is_group) && groups().any(is_crossed) {
            found.push((word.as_ptr() as usize - text.as_ptr() as usize, word.to_owned()));
        }
    }
}

/// What the owner of an image is called who is nobody, what the image is, and what its tag.
const OWNERS: &[&str] =
    &["user", "username", "owner", "org", "account", "namespace", "project", "repo", "repository", "image", "name"];
const IMAGES: &[&str] = &["image", "name", "imagename", "image-name", "image_name", "repo", "repository"];
const TAGS: &[&str] = &["tag", "version"];

/// `user/image:tag`: no part of it names anything, so all of them do only tell what belongs there.
fn of_reference(text: &str, found: &mut Vec<(usize, String)>) {
    // Most images are called otherwise.
    let begins = |text: &[u8], at: usize| matches!(text.get(at + 1), Some(b'i' | b'n' | b'r'));
    let calls = ["docker ", "podman ", "$ docker ", "sudo docker "];
    if !any_at(text, b'/', begins) || !calls.iter().any(|call| text.starts_with(call)) {
        return;
    }
    for word in text.split_whitespace() {
        // A registry may stand before: `ghcr.io/owner/image:tag`.
        let is_registry = |first: &str| has_byte(first, b'.') && !first.starts_with('.');
        let word = word.split_once('/').filter(|(first, _)| is_registry(first)).map_or(word, |(_, rest)| rest);
        let (name, tag) = word.split_once(':').unwrap_or((word, "tag"));
        let Some((owner, image)) = name.split_once('/') else { continue };
        if OWNERS.contains(&owner) && IMAGES.contains(&image) && TAGS.contains(&tag) {
            let parts = word.split(['/', ':']);
            found.extend(parts.map(|part| (part.as_ptr() as usize - text.as_ptr() as usize, part.to_owned())));
        }
    }
}

/// `https://example.com/YOU/shop`: whoever reads, in a path.
fn of_reader(text: &str, found: &mut Vec<(usize, String)>) {
    let begins = |text: &[u8], at: usize| text[at..].starts_with(b"/YOU/");
    if any_at(text, b'/', begins) {
        found.extend(text.match_indices("/YOU/").map(|(at, _)| (at + 1, "YOU".to_owned())));
    }
}

/// A word without the mark behind it that makes it stand out: `_https://example.com/YOUR_REPO_`. No word in capitals ends so.
pub fn without_mark(mut word: String) -> String {
    let in_capitals = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    if word.ends_with('_') && in_capitals(&word) {
        word.truncate(word.trim_end_matches('_').len());
    }
    word
}

/// `docker rmi image:tag`: the same of an image that has no owner.
fn of_bare_reference(text: &str, found: &mut Vec<(usize, String)>) {
    let begins = |text: &[u8], at: usize| text[at..].starts_with(b":tag") || text[at..].starts_with(b":version");
    if !any_at(text, b':', begins) || !["docker ", "podman ", "sudo docker "].iter().any(|call| text.starts_with(call))
    {
        return;
    }
    for word in text.split_whitespace() {
        let Some((image, tag)) = word.split_once(':') else { continue };
        if IMAGES.contains(&image) && TAGS.contains(&tag) {
            let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
            for part in [image, tag] {
                if !found.iter().any(|(at, _)| *at == place(part)) {
                    found.push((place(part), part.to_owned()));
                }
            }
        }
    }
}

/// What a secret is called.
const SECRETS: &[&str] = &["token", "password", "passwd", "secret", "api-key", "api_key", "apikey"];

/// `--token 3xxxxxx9d`: the author's own, most of it crossed out.
pub fn of_masked(text: &str, found: &mut Vec<(usize, String)>) {
    let mut before = "";
    for word in text.split_whitespace() {
        let (name, value) = word.split_once('=').unwrap_or((before, word));
        before = if word.starts_with('-') { word } else { "" };
        let is_hidden = ["xxxx", "XXXX", "****"].iter().any(|signs| has_part(value, signs));
        let is_plain =
            || value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'-' | b'_' | b'.' | b'~'));
        if is_hidden && is_plain() && SECRETS.iter().any(|secret| has_any_case(name, secret)) {
            found.push((value.as_ptr() as usize - text.as_ptr() as usize, value.to_owned()));
        }
    }
}

/// Where those secrets are known that a variable may hold: nobody can make one up there.
const KEEPERS: &[&str] = &["DOCKER_", "DOCKERHUB_", "REGISTRY_", "GITHUB_", "GITLAB_", "GH_", "HUB_"];

/// `export DOCKER_PASSWORD='mysecretpass'`: the learner's own at a place that has it already. A new database takes any.
fn of_secret(text: &str, found: &mut Vec<(usize, String)>) {
    let Some((name, value)) = text.strip_prefix("export ").and_then(|set| set.split_once('=')) else { return };
    let name = ["SINGULARITY_", "APPTAINER_"].iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    let keeps = KEEPERS.iter().any(|keeper| name.starts_with(keeper))
        && ["PASSWORD", "PASS", "TOKEN", "SECRET"].iter().any(|end| name.ends_with(end));
    let value = value.trim().trim_matches(['"', '\'']);
    let is_word = value.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'));
    let tells = || ["pass", "token", "secret"].iter().any(|word| has_part(value, word));
    if keeps && is_word && value.starts_with("my") && tells() {
        found.push((value.as_ptr() as usize - text.as_ptr() as usize, value.to_owned()));
    }
}

/// Programs that are told who logs in where.
const LOGINS: &[&str] = &["ssh", "scp", "sftp", "rsync", "ssh-copy-id"];
/// What a machine is called that nobody has.
const HOSTS: &[&str] = &["host", "hostname", "server", "remote", "remote-host", "remotehost", "remote-server"];
/// Whose machine it may be.
const PLACES: &[&str] =
    &["institution", "university", "company", "domain", "server", "host", "cluster", "machine", "org"];

/// `ssh myuser@cluster.myuniversity.org`
fn of_login(text: &str, found: &mut Vec<(usize, String)>) {
    if !text.starts_with(['s', 'r']) || !first_word(text).is_some_and(|word| LOGINS.contains(&word)) {
        return;
    }
    for word in text.split_whitespace().filter(|word| word.contains('@')) {
        let (user, rest) = word.split_once('@').unwrap_or_default();
        let host = rest.split([':', '/']).next().unwrap_or_default();
        let is_nobodys = is_nobodys(host);
        if matches!(user, "myuser" | "auser") || is_nobodys && user == "user" {
            found.push((user.as_ptr() as usize - text.as_ptr() as usize, user.to_owned()));
        }
        if is_nobodys {
            found.push((host.as_ptr() as usize - text.as_ptr() as usize, host.to_owned()));
        }
    }
}

/// Whether a machine's name is one that no machine has.
fn is_nobodys(host: &str) -> bool {
    let own = |label: &str| {
        let rest = label.strip_prefix("my").or_else(|| label.strip_prefix("your")).map(|rest| rest.trim_matches('-'));
        rest.is_some_and(|rest| PLACES.contains(&rest))
    };
    HOSTS.contains(&host)
        || host.split('.').any(own)
        || ["example.com", "example.org", "example.net"].iter().any(|end| host.ends_with(end))
}
