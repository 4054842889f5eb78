//! Quotes and spaces that a word processor made: no shell knows them.

/// What is meant by a sign.
fn meant(sign: char) -> Option<char> {
    match sign {
        '“' | '”' | '„' | '‟' | '″' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '′' => Some('\''),
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => Some(' '),
        _ => None,
    }
}

/// The command with straight quotes and plain spaces; `None` where it has them already.
pub fn straight(text: &str) -> Option<String> {
    let bent = !text.is_ascii() && text.chars().any(|c| meant(c).is_some());
    bent.then(|| text.chars().map(|c| meant(c).unwrap_or(c)).collect())
}

#[cfg(test)]
mod tests {
    use super::straight;

    #[test]
    fn signs_are_made_straight() {
        for (text, want) in [
            ("docker run -e “A=b c” x", Some("docker run -e \"A=b c\" x")),
            ("echo ‘a’\u{a0}b", Some("echo 'a' b")),
            ("echo 'é'", None),
            ("ls", None),
        ] {
            assert_eq!(straight(text).as_deref(), want, "{text}");
        }
    }
}
