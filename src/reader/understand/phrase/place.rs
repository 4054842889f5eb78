//! Words on where something is typed.

use super::super::super::cursor::in_word;

/// What is on the host already, and not made or done there.
const STAY: &[&str] =
    &["is", "are", "was", "were", "stored", "located", "files", "data", "exist", "exists", "remain", "stays"];

/// Whether a sentence asks for something on the host: "create a directory in the host", "on the host, run:". One that
/// speaks of a container too tells how the two belong together.
pub fn is_on_host(sentence: &str) -> bool {
    let places = [" in the host", " on the host", " on your host"];
    let asks = |place: &str| {
        let Some((before, after)) = sentence.split_once(place) else { return false };
        let last = before.rsplit(|c: char| !in_word(c)).find(|word| !word.is_empty()).unwrap_or_default();
        !after.starts_with(in_word) && !STAY.contains(&last)
    };
    !sentence.contains("container") && !sentence.contains("mount") && places.into_iter().any(asks)
}

#[cfg(test)]
mod tests {
    use super::is_on_host;

    #[test]
    fn on_the_host() {
        for (text, want) in [
            ("Let's create a directory in the host with a constant", true),
            ("Now, on the host machine, run:", true),
            ("The file is on the host, too:", false),
            ("This binds the directory from the host as `/data` in the container:", false),
            ("What is mounted on the host:", false),
            ("It has a name on the hostname list", false),
        ] {
            assert_eq!(is_on_host(text), want, "{text}");
        }
    }
}
