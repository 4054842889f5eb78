//! Which container a placeholder stands for: the last one, unless the text beside the command speaks of another that the
//! lesson has made, by its name or its image ("stop the nginx container").

use super::bindings::last_of;
use super::placeholders::CONTAINER_WORDS;
use crate::check::shell::{Command, split};

/// So many words may stand between a container's name and the word `container`: "the container that is named `web`".
const NEAR: usize = 4;

/// What is said of a container that is not the last one.
const EARLIER: &[&str] = &["first", "previous", "other", "old", "older", "earlier"];

/// A container that the lesson has made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    image: String,
    name: Option<String>,
}

/// The containers made so far, and what is said before the command at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Which {
    made: Vec<Made>,
    said: String,
}

impl Which {
    /// What is said now.
    pub fn hear(&mut self, text: &str) {
        self.said = text.to_lowercase();
    }

    /// What was said last, in small letters.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Notes the containers that a command makes and leaves there.
    pub fn see(&mut self, text: &str) {
        for command in split(text).iter().filter_map(Command::read).filter(|c| c.program == "docker") {
            let makes = matches!(command.verb.as_str(), "run" | "create") && !command.has("rm");
            let image = command.args.first().filter(|_| makes);
            self.made.extend(
                image.map(|image| Made { image: image.clone(), name: command.value("name").map(str::to_owned) }),
            );
        }
    }

    /// How the container is called or looked up that a placeholder itself names: `<container id of web>`, `<redis-container>`.
    /// What is called so comes before what is made of such an image.
    pub fn named(&self, placeholder: &str) -> Option<String> {
        let written = placeholder.to_lowercase();
        let has_name =
            |made: &&Made| made.name.as_deref().is_some_and(|name| has_whole(&written, &name.to_lowercase()));
        if let Some(made) = self.made.iter().rev().find(has_name) {
            return made.name.clone();
        }
        let mut of_image = self.made.iter().rev().filter(|m| has_whole(&written, &base(&m.image).to_lowercase()));
        let found = of_image.next()?;
        if of_image.any(|other| other.image != found.image) {
            return None;
        }
        found.called()
    }

    /// Whether a placeholder says that it is not the last of several containers: `<first container id>`.
    pub fn is_earlier(&self, placeholder: &str) -> bool {
        let written = placeholder.to_lowercase();
        self.made.len() > 1 && EARLIER.iter().any(|word| has_whole(&written, word))
    }

    /// How the container is called or looked up that is spoken of, if it is another than the last one made.
    pub fn other(&self) -> Option<String> {
        let (last, others) = self.made.split_last()?;
        let words = words(&self.said);
        let is_meant = |made: &Made| {
            let image = base(&made.image).to_lowercase();
            let name = made.name.as_deref().unwrap_or_default().to_lowercase();
            is_named(&words, &image) || is_named(&words, &name)
        };
        if is_meant(last) {
            return None;
        }
        let mut meant = others.iter().rev().filter(|made| is_meant(made));
        let found = meant.next()?;
        // Of several images nobody can tell which.
        if meant.any(|other| other.image != found.image) {
            return None;
        }
        found.called()
    }
}

impl Made {
    /// Its name, or how it is looked up.
    fn called(&self) -> Option<String> {
        self.name.clone().or_else(|| last_of(&self.image))
    }
}

/// Whether a text has a word that stands alone, between whatever signs; a word for any container is nobody's name.
fn has_whole(text: &str, word: &str) -> bool {
    let is_free = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let is_general = || ["id", "name"].contains(&word) || CONTAINER_WORDS.contains(&word);
    !word.is_empty() && text.match_indices(word).any(|(at, _)| is_free(at)) && !is_general()
}

/// The words of a text as names are written.
fn words(text: &str) -> Vec<&str> {
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.split(|c: char| !of_name(c)).filter(|word| !word.is_empty()).collect()
}

/// An image's name without its registry and tag.
fn base(image: &str) -> &str {
    let name = image.rsplit('/').next().unwrap_or(image);
    name.split([':', '@']).next().unwrap_or(name)
}

/// Whether a name stands near the word for a container: "the nginx container", "the container named `web`".
fn is_named(words: &[&str], name: &str) -> bool {
    let is_container = |word: &&str| CONTAINER_WORDS.iter().any(|known| word.contains(known));
    !name.is_empty()
        && words.iter().enumerate().filter(|(_, word)| **word == name).any(|(at, _)| {
            let before = &words[at.saturating_sub(NEAR)..at];
            let behind = words.get(at + 1).filter(|word| is_container(word));
            behind.is_some() || before.iter().any(is_container)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_may_name_its_container() {
        let mut which = Which::default();
        which.see("docker run -d --name web nginx:1");
        which.see("docker run -d postgres");
        which.see("docker run -d --name my-cache redis");
        for (written, want) in [
            ("<container id of web>", Some("web")),
            ("<web-container-id>", Some("web")),
            ("<nginx container id>", Some("web")),
            ("MY-CACHE_ID", Some("my-cache")),
            ("[postgres_container]", Some("$(docker ps -lq --filter ancestor=postgres)")),
            ("<website container>", None),
            ("<container id>", None),
        ] {
            assert_eq!(which.named(written).as_deref(), want, "{written}");
        }
        assert!(which.is_earlier("<first container id>") && !which.is_earlier("<container id>"));
    }

    #[test]
    fn a_container_that_is_spoken_of_is_meant() {
        let other = |said: &str| {
            let mut which = Which::default();
            which.see("docker run -d nginx:1.27");
            which.see("docker run --rm alpine ls");
            which.see("docker run -d --name cache redis");
            which.see("docker run -d postgres");
            which.hear(said);
            which.other()
        };
        let nginx = Some("$(docker ps -lq --filter ancestor=nginx:1.27)".to_owned());
        for (said, want) in [
            ("Stop the nginx container:", nginx.clone()),
            ("Stop the container of `nginx`:", nginx),
            ("Look at the container named cache.", Some("cache".to_owned())),
            ("Look into the Redis container.", Some("cache".to_owned())),
            ("Stop the postgres container:", None),
            ("Stop the nginx container and the redis container:", None),
            ("Stop the alpine container:", None),
            ("Is nginx there?", None),
            ("Stop it:", None),
        ] {
            assert_eq!(other(said), want, "{said}");
        }
    }
}
