//! Names that stand for any image or command: `docker run myimage`, where nothing in the lesson makes one of that name.

mod roles;

use super::super::scan::has_part;
use super::alone::Alone;
use super::engine::Call;
use super::known::without_prefixes;
use super::words::simple_commands;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What authors call an image that they do not have.
const NAMES: &[&str] = &["myimage", "my-image"];
/// What stands for a command in a running container.
const COMMANDS: &[&str] = &["command", "cmd"];
/// What is in a line that makes an image, or names one that is made.
const MAKERS: &[&str] = &["build", "tag", "commit", "pull", "import", "load", "bake", "image:"];

/// Whether a part of a word may be such a name.
pub fn may_be(part: &[u8]) -> bool {
    matches!(part, b"cmd" | b"image" | b"command" | b"myimage" | b"my-image" | b"container" | b"src" | b"name")
}

/// What tells whether a lesson makes an image.
#[derive(Default)]
pub struct Images<'t> {
    blocks: &'t [Alone<'t>],
    /// The same once they are understood.
    texts: Vec<&'t str>,
    said: &'t str,
    /// What was found out already: the same few names are asked for again and again, and each time in all lines.
    known: RefCell<BTreeMap<(Asked, String), bool>>,
}

/// What may be asked of a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// Whether it is built, tagged or pulled.
    Made,
    /// Whether something is called so that is made.
    Role,
    /// Whether an account's images are pushed.
    Pushed,
    /// Whether all is for Windows.
    Windows,
}

impl<'t> Images<'t> {
    /// By its blocks and by what it says between them.
    pub fn of(blocks: &'t [Alone<'t>], said: &'t str) -> Self {
        Self { blocks, texts: Vec::new(), said, known: RefCell::default() }
    }

    /// By the texts of its blocks.
    pub fn of_texts(texts: Vec<&'t str>, said: &'t str) -> Self {
        Self { blocks: &[], texts, said, known: RefCell::default() }
    }

    /// Where a command has names that stand for any, and they.
    pub fn all_unmade(&self, text: &str) -> Vec<(usize, String)> {
        let roles = roles::find(text, |name| self.once(Asked::Role, name, |line| roles::makes(line, name)));
        self.unmade(text).into_iter().chain(roles).collect()
    }

    /// Where a command has a name that stands for any, and the name.
    fn unmade(&self, text: &str) -> Option<(usize, String)> {
        let commands = simple_commands(text);
        let call = Call::read(without_prefixes(commands.first()?))?;
        let word = *match &*call.command {
            "run" | "create" => call.operands.first().filter(|image| self.is_unmade(image)),
            "exec" if call.operands.len() == 2 => {
                let is_any = |command: &str| COMMANDS.contains(&command) && !(command == "cmd" && self.is_windows());
                call.operands.last().filter(|command| is_any(command))
            }
            _ => None,
        }?;
        let begins = |at: &usize| text[..*at].ends_with(char::is_whitespace);
        text.match_indices(word).map(|(at, _)| at).filter(begins).last().map(|at| (at, word.to_owned()))
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.blocks.iter().flat_map(|alone| alone.lines).map(|(_, line)| &**line);
        lines.chain(self.texts.iter().flat_map(|text| text.lines()))
    }

    /// Whether there is such a line, found out once for each name.
    fn once(&self, asked: Asked, name: &str, is: impl Fn(&str) -> bool) -> bool {
        self.known(asked, name, || self.lines().any(is))
    }

    /// An answer, found once for each name.
    fn known(&self, asked: Asked, name: &str, find: impl FnOnce() -> bool) -> bool {
        let key = (asked, name.to_owned());
        let known = self.known.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let found = find();
            self.known.borrow_mut().insert(key, found);
            found
        })
    }

    /// Whether a line pushes an image to an account.
    pub fn are_pushed_to(&self, account: &str) -> bool {
        let names = |line: &str| line.match_indices(account).any(|(at, _)| line[at + account.len()..].starts_with('/'));
        self.once(Asked::Pushed, account, |line| has_part(line, "push ") && names(line))
    }

    /// Whether the lesson's images are for the other system, where `cmd` is the shell.
    fn is_windows(&self) -> bool {
        let names = |line: &str| ["windows/", "nanoserver", "servercore"].iter().any(|image| has_part(line, image));
        self.once(Asked::Windows, "", names)
    }

    /// Whether a name stands for any image, and no line builds, tags or pulls one that is called so.
    fn is_unmade(&self, image: &str) -> bool {
        let (name, tag) = image.split_once(':').unwrap_or((image, ""));
        let makes = |line: &str| has_part(line, name) && MAKERS.iter().any(|maker| has_part(line, maker));
        let is_said = || has_part(self.said, &format!("-t {name}"));
        let is_made = || self.known(Asked::Made, name, || self.lines().any(makes) || is_said());
        (name, tag) == ("image", "tag") || NAMES.contains(&name) && !is_made()
    }
}

#[cfg(test)]
mod tests {
    use super::Images;

    #[test]
    fn names_that_stand_for_any() {
        let images = Images::of(&[], "First `docker build -t my-image .`, say.");
        for (text, want) in [
            ("docker run -v /a:/b myimage", Some((20, "myimage"))),
            ("docker run --name myimage myimage:1.0 ls", Some((26, "myimage:1.0"))),
            ("docker run -it image:tag bash", Some((15, "image:tag"))),
            ("docker exec web command", Some((16, "command"))),
            ("docker exec web command -v sh", None),
            ("docker pull example.org/owner/image:1", None),
            ("docker run my-image", None),
            ("docker run ada/myimage", None),
            ("docker run image", None),
            ("docker rm myimage", None),
        ] {
            let found = images.unmade(text);
            assert_eq!(found.as_ref().map(|(at, name)| (*at, &**name)), want, "{text}");
        }
    }
}
