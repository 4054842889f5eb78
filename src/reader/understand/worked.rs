//! A worked example beside its pattern: `docker rm <container-id>`, and then, "for example", `docker rm 4c01db0b339c`.
//! Only one of the two is typed.

use super::super::scan::{find_any_case, has_part, has_word_any_case};
use super::placeholder;

/// Which of the two is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The example has a value that only its author has: the learner's own takes its place.
    Pattern,
    /// All of it can be typed as it stands.
    Example,
}

/// Words that announce an example.
const ANNOUNCE: &[&str] =
    &["example", "examples", "e.g", "such as", "for instance", "exemple", "ejemplo", "exemplo", "beispiel", "z.b"];
/// What one of them has in it, however it begins: most sentences have none.
const PARTS: &[&str] = &["xample", "xemp", "jemplo", "ispiel", "nstance", "uch as", ".g", ".b", ".B"];

/// Whether what is said before a command announces it as an example.
pub fn is_announced(said: &str) -> bool {
    let likens = || said.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()) == Some("like");
    let may_announce = PARTS.iter().any(|part| has_part(said, part));
    may_announce && ANNOUNCE.iter().any(|words| has_word_any_case(said, words)) || likens()
}

/// Whether two commands have the same first two words.
pub fn begins_alike(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split(' '), other.split(' '));
    one.next() == other.next() && one.next() == other.next()
}

/// Which of a pattern and its examples is typed; none where they are not that.
pub fn chosen<'t>(pattern: &str, mut examples: impl Iterator<Item = &'t str>) -> Option<Chosen> {
    let first = examples.next().filter(|first| begins_alike(pattern, first))?;
    let places = placeholder::of_command(pattern);
    let own = |example: &str| {
        let bare = || values_of(pattern, &places, &without_plain_options(pattern, example)?);
        let values = values_of(pattern, &places, example).or_else(bare)?;
        // Where something is left to be filled in the pattern says it better.
        let is_open = || !placeholder::of_command(example).is_empty();
        Some(places.iter().zip(&values).any(|(place, value)| is_authors(place, value)) || is_open())
    };
    let mut has_own = own(first).filter(|_| !places.is_empty())?;
    for example in examples {
        has_own |= own(example)?;
    }
    Some(if has_own { Chosen::Pattern } else { Chosen::Example })
}

/// Options that only say how a container is started.
const PLAIN: &[&str] = &["--rm", "-it", "-ti", "-i", "-t", "-d", "--detach", "--interactive", "--tty"];

/// An example without the options of that kind that its pattern does not have; none where it has none.
fn without_plain_options(pattern: &str, example: &str) -> Option<String> {
    let is_more = |word: &str| PLAIN.contains(&word) && !pattern.split(' ').any(|own| own == word);
    if !example.split(' ').any(is_more) {
        return None;
    }
    Some(example.split(' ').filter(|word| !is_more(word)).collect::<Vec<_>>().join(" "))
}

/// The same, kept.
fn values_of(pattern: &str, places: &[String], example: &str) -> Option<Vec<String>> {
    Some(values(pattern, places, example)?.into_iter().map(str::to_owned).collect())
}

/// What an example has in the places of a pattern, in their order; none where it is no example of it.
fn values<'e>(pattern: &str, places: &[String], example: &'e str) -> Option<Vec<&'e str>> {
    let (mut values, mut rest, mut example) = (Vec::new(), pattern, example);
    for (number, place) in places.iter().enumerate() {
        let (before, after) = rest.split_once(place.as_str())?;
        let filled = example.strip_prefix(before)?;
        let next =
            places.get(number + 1).map_or(after, |next| after.split_once(next.as_str()).map_or(after, |(t, _)| t));
        let end = if next.is_empty() { filled.len() } else { filled.find(next)? };
        values.push(&filled[..end]);
        (rest, example) = (after, &filled[end..]);
    }
    let is_value = |value: &str| !value.is_empty() && !value.contains(char::is_whitespace);
    (rest == example && values.iter().all(|value| is_value(value))).then_some(values)
}

/// Whether a value is one that only the author has: an id, or a name at a registry.
fn is_authors(place: &str, value: &str) -> bool {
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let has = |is: fn(&u8) -> bool| value.bytes().any(|b| is(&b));
    let is_id = value.len() >= 4 && value.bytes().all(hex) && has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase);
    let registry = ["user", "account", "hub", "login", "registry", "usuario", "utilisateur"];
    is_id || registry.iter().any(|word| find_any_case(place, word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_of_a_pattern_and_its_example_is_typed() {
        use Chosen::{Example, Pattern};
        for (pattern, example, want) in [
            ("docker rm <container-id>", "docker rm 4c01db0b339c", Some(Pattern)),
            ("docker build -t <dockerhub username>/a:1 .", "docker build -t ada/a:1 .", Some(Pattern)),
            ("docker pull <image>", "docker pull nginx:latest", Some(Example)),
            ("docker run <image> <command>", "docker run alpine ls", Some(Example)),
            ("docker run -p <port>:80 web", "docker run -p 8080:80 web", Some(Example)),
            ("docker run <image>", "docker run alpine ls", None),
            ("docker rm <container>", "docker rmi web", None),
            ("docker rm <container>", "docker rm -f web", None),
            ("docker rm web", "docker rm web", None),
        ] {
            assert_eq!(chosen(pattern, [example].into_iter()), want, "{example}");
        }
        assert_eq!(chosen("docker pull <image>", ["docker pull a", "docker pull b:1"].into_iter()), Some(Example));
        assert_eq!(chosen("docker pull <image>", ["docker pull a", "docker ps"].into_iter()), None);
    }

    #[test]
    fn what_announces_an_example() {
        for (said, want) in [
            ("For example:", true),
            ("such as", true),
            ("e.g.", true),
            ("It is something like", true),
            ("Par exemple, si vous êtes Ada :", true),
            ("Then:", false),
            ("It looks like it is gone.", false),
            ("dislike", false),
        ] {
            assert_eq!(is_announced(said), want, "{said}");
        }
    }
}
