//! Quotes, dashes and spaces that a word processor bent: no shell knows them. What stands between straight quotes is the
//! author's own text, where a bent twin of the quote around it is a letter.

/// A sign that is typed otherwise than it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bent {
    /// The byte where it stands.
    pub at: usize,
    /// The sign as written.
    pub sign: char,
    /// What is meant by it.
    pub meant: &'static str,
}

/// What is meant by a sign wherever it stands, if it is one of those that programs for texts make.
pub fn meant(sign: char) -> Option<&'static str> {
    match sign {
        _ if sign.is_ascii() => None,
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some("\""),
        '‘' | '’' | '‚' | '‛' | '′' | '´' => Some("'"),
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => Some("-"),
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => Some(""),
        _ if sign.is_whitespace() => Some(" "),
        _ => None,
    }
}

/// The signs of a command that are typed otherwise, in its order. No text is left with a quote that nothing ends where it
/// had none.
pub fn bent(text: &str) -> Vec<Bent> {
    if text.is_ascii() {
        return Vec::new();
    }
    let (careful, is_whole) = find(text, Quotes::Within);
    if is_whole {
        return careful;
    }
    [Quotes::All, Quotes::None].into_iter().map(|quotes| find(text, quotes)).find(|f| f.1).map_or(careful, |f| f.0)
}

/// The command as it is typed; `None` where it is written so.
pub fn unbent(text: &str) -> Option<String> {
    let found = bent(text);
    if found.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Bent { at, sign, meant } in found {
        out.push_str(&text[done..at]);
        out.push_str(meant);
        done = at + sign.len_utf8();
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// Which bent quotes are quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Those that open and close one, and all within it but its own kind.
    Within,
    All,
    None,
}

/// The quote that is open.
#[derive(Clone, Copy)]
struct Open {
    sign: &'static str,
    is_bent: bool,
}

/// The bent signs of a text, and whether every quote in it is ended. Comments and here documents are texts.
fn find(text: &str, quotes: Quotes) -> (Vec<Bent>, bool) {
    let last_apostrophe = text.rfind(|c| meant(c) == Some("'")).unwrap_or_default();
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let (mut before, mut is_escaped, mut is_comment, mut has_document) = (' ', false, false, false);
    for (at, c) in text.char_indices() {
        let was_escaped = std::mem::replace(&mut is_escaped, false);
        let rest = &text[at + c.len_utf8()..];
        match c {
            '\n' if has_document => break,
            '\n' => is_comment = false,
            _ if is_comment => {}
            '#' if open.is_none() && before.is_whitespace() => is_comment = true,
            '<' if open.is_none() && before != '<' => has_document |= rest.starts_with('<') && !rest.starts_with("<<"),
            '\\' => is_escaped = !was_escaped && open.is_none_or(|o| o.sign == "\""),
            '"' | '\'' if was_escaped => {}
            '"' | '\'' => open = after(open, if c == '"' { "\"" } else { "'" }, false),
            _ if c.is_ascii() => {}
            _ => {
                let is_apostrophe = || before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric);
                let told = match meant(c) {
                    Some(sign @ ("\"" | "'")) => {
                        let is_quote = match quotes {
                            Quotes::None => false,
                            Quotes::All => true,
                            Quotes::Within => {
                                let ends = open.is_some_and(|o| o.is_bent && o.sign == sign) && at >= last_apostrophe;
                                let is_letter = sign == "'" && !ends && is_apostrophe();
                                !is_letter && (was_escaped || is_sign(open, c, sign))
                            }
                        };
                        if is_quote && !was_escaped {
                            open = after(open, sign, true);
                        }
                        is_quote.then_some(sign)
                    }
                    Some(sign) => Some(sign).filter(|_| open.is_none() || is_bent_in_quotes(c, before, rest)),
                    None => dash(text, at, c, before),
                };
                found.extend(told.map(|meant| Bent { at, sign: c, meant }));
            }
        }
        before = c;
    }
    (found, open.is_none())
}

/// What is open behind a quote.
fn after(open: Option<Open>, sign: &'static str, is_bent: bool) -> Option<Open> {
    match open {
        None => Some(Open { sign, is_bent }),
        Some(open) if open.sign == sign => None,
        Some(open) => Some(open),
    }
}

/// Whether a bent quote is one where another is open: between straight ones their own kind is a letter, and so are those
/// that only texts have.
fn is_sign(open: Option<Open>, c: char, sign: &str) -> bool {
    open.is_none_or(|open| open.is_bent || open.sign != sign && !matches!(c, '«' | '»' | '´'))
}

/// Whether a space or a hyphen is bent between quotes too, where most is text: spaces that do not break, and what begins
/// a flag.
fn is_bent_in_quotes(c: char, before: char, rest: &str) -> bool {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => true,
        _ => meant(c) == Some("-") && before.is_whitespace() && rest.starts_with(|c: char| c.is_ascii_alphabetic()),
    }
}

/// Letters of options that lessons write together: `-it`, `-aq`.
const TOGETHER: &str = "aditfpqewuPv";

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2212}')
}

/// The dashes that stood before an option's name until a word processor joined them (`—rm`, `–it`) or bent one of them
/// (`–-rm`).
fn dash(text: &str, at: usize, dash: char, before: char) -> Option<&'static str> {
    if !matches!(dash, '–' | '—') || !(before.is_whitespace() || is_dash(before)) {
        return None;
    }
    let word = text[..at].trim_end_matches(is_dash);
    let rest = text[at..].trim_start_matches(is_dash);
    let run = text[word.len()..text.len() - rest.len()].chars().count();
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    if !word.ends_with(char::is_whitespace) || !name.starts_with(|c: char| c.is_ascii_alphabetic()) || run > 2 {
        return None;
    }
    let is_short = name.len() == 1 || (name.len() < 4 && name.chars().all(|c| TOGETHER.contains(c)));
    Some(if run == 2 || is_short { "-" } else { "--" })
}

#[cfg(test)]
mod tests {
    use super::unbent;

    #[test]
    fn bent_signs_are_made_straight() {
        for (text, want) in [
            ("docker run -e “A=b c” x", Some("docker run -e \"A=b c\" x")),
            ("echo ‘a’\u{a0}b", Some("echo 'a' b")),
            ("docker run –it —rm –d –name web x", Some("docker run -it --rm -d --name web x")),
            ("docker run ––rm –-name a -–tty x", Some("docker run --rm --name a --tty x")),
            ("docker run \u{2212}d \u{2011}\u{2011}rm -e «A=b» x\u{200b}", Some("docker run -d --rm -e \"A=b\" x")),
            ("docker run -e ´A=b´ x", Some("docker run -e 'A=b' x")),
            ("docker\u{3000}ps", Some("docker ps")),
            ("echo a – b — c", None),
            ("echo 'é' –––x", None),
            ("ls", None),
        ] {
            assert_eq!(unbent(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn what_stands_in_straight_quotes_is_kept_where_it_would_end_them() {
        for (text, want) in [
            ("git commit -m 'Don’t stop'", None),
            ("echo \"he said “no”\"", None),
            ("echo \"it’s\"", None),
            ("echo it’s", None),
            ("echo “no", None),
            ("echo \"a\u{3000}b\u{2011}c\"", None),
            ("ls # the owner’s “own”", None),
            ("cat <<EOF > a\nthe owner’s “own”\nEOF", None),
            ("curl -d '{“a”: 1}' x", Some("curl -d '{\"a\": 1}' x")),
            ("curl -d \"{\\“a\\”: 1}\" x", Some("curl -d \"{\\\"a\\\": 1}\" x")),
            ("sh -c \"echo ‘a’\"", Some("sh -c \"echo 'a'\"")),
            ("echo ‘it’s a’ ‘b’", Some("echo 'it’s a' 'b'")),
            ("echo “it’s”", Some("echo \"it’s\"")),
            ("echo “a\" b", Some("echo \"a\" b")),
            ("echo \"a” b", Some("echo \"a\" b")),
            ("echo ‘{“a”: 1}’", Some("echo '{\"a\": 1}'")),
        ] {
            assert_eq!(unbent(text).as_deref(), want, "{text}");
        }
    }
}
