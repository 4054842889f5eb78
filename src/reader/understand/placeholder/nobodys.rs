//! Values that are nobody's by their shape: a day in letters, the name and the address of whoever reads, and a machine
//! that is called what it is.

use super::super::super::scan::{any_at, has_byte, has_part};
use super::super::metavariable::is_metavariable;
use super::super::stand_in::is_companion;
use super::super::words::first_word;

/// How a day is written that is not known.
const DAYS: &[&str] = &["YYYYMMDD", "YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD"];
/// The time that may follow.
const TIMES: &[&str] = &["HHMMSS", "HHMM", "HH-MM-SS", "HH-MM", "HH:MM:SS", "HH:MM"];

/// `backup-YYYYMMDD.tar.gz`; where something is told how to write days, the letters are meant.
pub fn of_day(text: &str, found: &mut Vec<(usize, String)>) {
    if !any_at(text, b'Y', |text, at| text[at..].starts_with(b"YYYY")) || has_part(text, "ormat") {
        return;
    }
    let mut from = 0;
    while let Some(at) = text[from..].find("YYYY").map(|at| from + at) {
        from = at + "YYYY".len();
        let begins = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "/:=_-.".contains(c));
        let Some(day) = DAYS.iter().find(|day| text[at..].starts_with(**day)).filter(|_| begins) else { continue };
        let mut end = at + day.len();
        let rest = text[end..].trim_start_matches(['-', '_', 'T', '.']);
        if let Some(time) = TIMES.iter().find(|time| rest.starts_with(**time)) {
            end = text.len() - rest.len() + time.len();
        }
        if !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            found.push((at, text[at..end].to_owned()));
        }
        from = end;
    }
}

/// What stands for whoever reads before the `@` of an address.
const READERS: &[&str] = &["you", "name", "username", "user.name", "user", "email", "firstname.lastname", "first.last"];
/// What stands behind "your" there.
const PARTS: &[&str] = &["", "email", "e-mail", "mail", "name", "username", "user", "id", "address", "emailaddress"];

/// Domains in which nobody has an address.
const RESERVED: &[&str] = &["example.com", "example.org", "example.net"];

/// `git config user.email you@example.com`, `-C "your_email@example.com"`: the address of whoever reads.
pub fn of_address(text: &str, found: &mut Vec<(usize, String)>) {
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let (is_commit, mut has_address) = (text.starts_with("git config "), false);
    for (at, _) in text.match_indices('@') {
        let user = &text[text[..at].trim_end_matches(sign).len()..at];
        let host = &text[at + 1..];
        let host = &host[..host.len() - host.trim_start_matches(sign).len()].trim_end_matches('.');
        let lower = user.to_ascii_lowercase();
        let yours = lower
            .strip_prefix("your")
            .or_else(|| lower.strip_prefix("my"))
            .map(|rest| rest.trim_matches(['.', '_', '-']));
        let is_readers = yours.is_some_and(|rest| PARTS.contains(&&*rest.replace(['_', '.'], "")))
            || is_commit && READERS.contains(&&*lower)
            || lower == "you" && RESERVED.contains(host);
        if is_readers && has_byte(host, b'.') {
            found.push((at - user.len(), text[at - user.len()..at + 1 + host.len()].to_owned()));
            has_address = true;
        }
    }
    if has_address {
        of_name(text, found);
    }
}

/// The name beside such an address: `-e "name='Your Name'"`.
fn of_name(text: &str, found: &mut Vec<(usize, String)>) {
    let is_quote = |c: Option<char>| matches!(c, Some('"' | '\''));
    let places = ["Your Name", "Your Full Name"].into_iter().filter_map(|name| Some((text.find(name)?, name)));
    let quoted = |(at, name): &(usize, &str)| {
        is_quote(text[..*at].chars().next_back()) && is_quote(text[at + name.len()..].chars().next())
    };
    found.extend(places.filter(quoted).map(|(at, name)| (at, name.to_owned())));
}

/// `git config user.name "Your Name"`: commits are signed by it. What is set for all that the learner does (`--global`) is
/// always the learner's own, whoever stands there.
pub fn of_signature(text: &str, found: &mut Vec<(usize, String)>) {
    let Some(rest) = text.strip_prefix("git config ") else { return };
    let is_own = rest.starts_with("--global ");
    let email = || if is_own { rest.split_once("user.email ") } else { None };
    let Some((_, value)) = rest.split_once("user.name ").or_else(email) else { return };
    let value = value.trim_start();
    let (inner, quote) = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => (&value[1..], quote),
        None => (value, ' '),
    };
    let name = inner.split(quote).next().unwrap_or_default().trim_end();
    let lower = name.to_ascii_lowercase();
    let is_readers = ["your ", "my ", "first name", "firstname "].iter().any(|begin| lower.starts_with(begin));
    let at = name.as_ptr() as usize - text.as_ptr() as usize;
    let is_value = || is_own && !name.is_empty() && !name.contains(['$', '<', '[', '{', '\n', '&', ';']);
    let is_found = |(other, known): &(usize, String)| (*other..other + known.len()).contains(&at);
    if (is_readers || matches!(&*lower, "name" | "first last") || is_value()) && !found.iter().any(is_found) {
        found.push((at, name.to_owned()));
    }
}

/// What machines are called that are many.
const MANY: &[&str] = &["node", "worker", "manager", "server", "host"];

/// `docker-machine ssh nodeX`: any of several machines with a number.
pub fn of_numbered_machine(text: &str, found: &mut Vec<(usize, String)>) {
    if !any_at(text, b'X', |text, at| at > 0 && matches!(text[at - 1], b'e' | b'r' | b't')) {
        return;
    }
    for word in text.split_whitespace().skip(1) {
        // `eval $(docker-machine env nodeX)`
        let word = word.trim_end_matches([')', '"']);
        if word.strip_suffix('X').is_some_and(|name| MANY.contains(&name)) {
            found.push((word.as_ptr() as usize - text.as_ptr() as usize, word.to_owned()));
        }
    }
}

/// Programs whose operand is a machine.
const REACH: &[&str] = &["ping", "telnet", "nc", "nslookup", "traceroute", "dig"];

/// `http://HOST_IP:8080`, `ssh root@SERVER_IP`, `ping IP_ADDRESS`: capitals that tell which machine belongs there.
pub fn of_machine(text: &str, found: &mut Vec<(usize, String)>) {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ':' | '/' | '"' | '\'' | '?');
    let mut take = |at: usize| {
        let host = text[at..].split(is_end).next().unwrap_or_default();
        if is_metavariable(host) {
            found.push((at, host.to_owned()));
        }
    };
    let first = first_word(text).unwrap_or_default();
    if has_part(text, "://") {
        text.match_indices("://").for_each(|(at, sign)| take(at + sign.len()));
    } else if matches!(first, "ssh" | "scp" | "rsync" | "sftp") {
        text.match_indices('@').for_each(|(at, sign)| take(at + sign.len()));
    } else if REACH.contains(&first) {
        let operand =
            text.split_whitespace().skip(1).find(|word| word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'));
        operand.into_iter().for_each(|word| take(word.as_ptr() as usize - text.as_ptr() as usize));
    }
}

/// `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`: an id, all of it crossed out.
pub fn is_crossed_id(part: &str) -> bool {
    let crossed = |piece: &str, sign: u8| piece.len() >= 4 && piece.bytes().all(|b| b == sign);
    part.contains('-') && [b'x', b'X'].iter().any(|sign| part.split('-').all(|piece| crossed(piece, *sign)))
}

/// `export ACCESS_KEY=AKI...`, `export SECRET=...`: the learner's own, left out.
pub fn of_begun_value(text: &str, found: &mut Vec<(usize, String)>) {
    let Some((_, value)) = text.strip_prefix("export ").and_then(|set| set.split_once('=')) else { return };
    let value = value.trim().trim_matches(['"', '\'']);
    let is_begun = value.strip_suffix("...").is_some_and(|begin| begin.bytes().all(|b| b.is_ascii_alphanumeric()));
    let at = value.as_ptr() as usize - text.as_ptr() as usize;
    if is_begun && !found.iter().any(|(other, _)| *other == at) {
        found.push((at, value.to_owned()));
    }
}

/// `[image]:tag`: beside a part of a name that is to be replaced the tag is so, too.
pub fn of_tag(text: &str, found: &mut Vec<(usize, String)>) {
    let behind = |(at, name): &(usize, String)| {
        let end = at + name.len();
        let tag = text[end..].strip_prefix(':').filter(|_| name.ends_with([']', '>', '}']))?;
        let (tag, after) = tag.split_at(tag.bytes().take_while(u8::is_ascii_alphabetic).count());
        let is_last = after.is_empty() || after.starts_with(char::is_whitespace);
        (is_last && is_companion(tag)).then(|| (end + 1, tag.to_owned()))
    };
    let tags: Vec<_> = found.iter().filter_map(behind).collect();
    found.extend(tags);
}
