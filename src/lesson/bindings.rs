//! Values of the author's machine that a lesson shows in a table and then types: a container's id or random name, an
//! image's id. Everybody gets others, so a command looks its own up.

use super::generated::{given, is_generated};
use crate::check::shell::{Command, split};
use crate::document::{Block, Location, Node};
use crate::reader::opens_container;
use std::collections::{BTreeMap, BTreeSet};

/// What a placeholder for a container is replaced by: the container made last.
pub(super) const LAST: &str = "$(docker ps -lq)";
/// How such a look-up begins.
pub(super) const LOOKS_UP_LAST: &str = "$(docker ps -lq";

/// The shortest beginning of an id that is taken for one; a shorter one may be a name, which no digit begins.
const MIN_ID: usize = 3;
/// The shortest beginning of an id at all.
const MIN_DIGITS: usize = 2;
/// The digits of a whole id, which a command that makes a container prints.
const WHOLE_ID: usize = 64;
/// Rows of tables that are remembered.
const MAX_ROWS: usize = 500;

/// The tables of a lesson so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Bindings {
    /// By id or random name of a container: its image, as far as it is known.
    containers: BTreeMap<String, String>,
    /// By id of a container: the name that the lesson gave it.
    named: BTreeMap<String, String>,
    /// By id of an image: how it is looked up.
    images: BTreeMap<String, String>,
    /// The names that the lesson itself gives to containers, also further down: everybody has the same.
    given: BTreeSet<String>,
    /// By terminal: the image and the name of the container whose shell was opened there last.
    open: BTreeMap<u32, (String, Option<String>)>,
}

impl Bindings {
    /// For a lesson, before its first block.
    pub fn of(nodes: &[Node]) -> Self {
        Self { given: given(nodes), ..Self::default() }
    }

    /// Remembers the tables that a block shows.
    pub fn see(&mut self, block: &Block) {
        let shown = [block.expected.as_deref(), Some(block.text.as_str())];
        for text in shown.into_iter().flatten().filter(|t| t.contains("CONTAINER ID") || t.contains("REPOSITORY")) {
            self.table(text);
        }
        shown.into_iter().flatten().for_each(|text| self.whole_ids(text));
        self.prompts(block);
    }

    /// The ids in containers' prompts, which are of what was run in that terminal: `root@8a0081aaf7b5:/# `.
    fn prompts(&mut self, block: &Block) {
        let mut commands = block.commands.iter().filter(|c| c.location == Location::Host).peekable();
        for (line, text) in (block.line + 1..).zip(block.text.lines()) {
            while let Some(command) = commands.next_if(|command| command.line <= line) {
                if opens_container(command.typed()) {
                    self.open.remove(&block.terminal);
                    self.open.extend(run(command.typed()).map(|container| (block.terminal, container)));
                }
            }
            let Some(id) = id_in_prompt(text).filter(|_| self.containers.len() + self.images.len() < MAX_ROWS) else {
                continue;
            };
            match self.open.get(&block.terminal) {
                Some((_, Some(name))) => {
                    self.named.insert(id.to_owned(), name.clone());
                }
                Some((image, None)) if !self.containers.contains_key(id) => {
                    self.containers.insert(id.to_owned(), image.clone());
                }
                _ => {}
            }
        }
    }

    /// What `docker run -d` prints, and what `docker inspect` says first of a container.
    fn whole_ids(&mut self, text: &str) {
        let mut before = "";
        let ids = text.lines().map(str::trim).filter_map(|line| {
            let first = std::mem::replace(&mut before, line) == "{";
            let told = || line.strip_prefix("\"Id\": \"")?.split('"').next().filter(|_| first);
            Some(told().unwrap_or(line)).filter(|id| id.len() == WHOLE_ID && is_id(id))
        });
        for id in ids.take(MAX_ROWS.saturating_sub(self.containers.len())) {
            self.containers.entry(id.to_owned()).or_default();
        }
    }

    fn table(&mut self, text: &str) {
        let mut reads: Option<fn(&mut Self, &[&str])> = None;
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["CONTAINER", "ID", "IMAGE", ..] => reads = Some(Self::container),
                ["REPOSITORY", "TAG", "IMAGE", "ID", ..] => reads = Some(Self::image),
                [] => reads = None,
                row if self.containers.len() + self.images.len() < MAX_ROWS => {
                    if let Some(read) = reads {
                        read(self, row);
                    }
                }
                _ => {}
            }
        }
    }

    fn container(&mut self, row: &[&str]) {
        let [id, image, .., name] = row else { return };
        if is_id(id) {
            self.containers.insert((*id).to_owned(), (*image).to_owned());
            if self.given.contains(*name) {
                self.named.insert((*id).to_owned(), (*name).to_owned());
            }
            if is_random_name(name) && !self.given.contains(*name) {
                self.containers.insert((*name).to_owned(), (*image).to_owned());
            }
        }
    }

    fn image(&mut self, row: &[&str]) {
        let [repository, tag, id, ..] = row else { return };
        if is_id(id) {
            let look_up = match (*repository, *tag) {
                ("<none>", _) => "$(docker images -q --filter dangling=true | head -1)".to_owned(),
                (repository, "<none>") => repository.to_owned(),
                (repository, tag) => format!("$(docker images -q {repository}:{tag})"),
            };
            self.images.insert((*id).to_owned(), look_up);
        }
    }

    /// The command with the author's own values replaced by look-ups; those of containers only where the lesson has
    /// made one.
    pub fn bound(&self, text: &str, has_container: bool) -> String {
        let mut bound = text.to_owned();
        for command in split(text).iter().filter_map(Command::read).filter(|c| c.program == "docker") {
            if has_container {
                bound = self.with_containers(bound, &command);
            }
            for word in images(&command) {
                if let Some(look_up) = by_beginning(&self.images, word) {
                    bound = replaced(&bound, word, look_up);
                }
            }
        }
        bound
    }

    /// Ids in a command that nothing in the lesson tells, each with what it is of: nobody but the author has them.
    pub fn unbound(text: &str) -> Vec<(String, &'static str)> {
        let commands: Vec<Command> = split(text).iter().filter_map(Command::read).collect();
        let mut found: Vec<(String, &'static str)> = Vec::new();
        for command in commands.iter().filter(|c| c.program == "docker") {
            let of_containers = containers(command).iter().map(|word| (word, "container id"));
            let of_images = images(command).iter().map(|word| (word, "image id"));
            for (word, what) in of_containers.chain(of_images).filter(|(word, _)| is_own_id(word)) {
                if !found.iter().any(|(known, _)| known == word) {
                    found.push((word.clone(), what));
                }
            }
        }
        found
    }

    /// Two ids that a command tells apart are two containers, also where both are looked up in the same way.
    fn with_containers(&self, mut text: String, command: &Command) -> String {
        let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for word in containers(command) {
            // The table tells the name that everybody's has.
            if let Some(name) = self.named.get(word).or_else(|| by_beginning(&self.named, word)) {
                text = replaced(&text, word, name);
            } else if let Some(filter) = self.container_filter(word) {
                let words = found.entry(filter).or_default();
                if !words.contains(&word.as_str()) {
                    words.push(word);
                }
            }
        }
        found.iter().fold(text, |text, (filter, words)| match words.as_slice() {
            [word] => replaced(&text, word, &format!("{LOOKS_UP_LAST}{filter})")),
            words => {
                let all = format!("$(docker ps {}{filter} | head -{})", which(command), words.len());
                let (first, others) = words.split_at(1);
                let text = first.iter().fold(text, |text, word| replaced(&text, word, &all));
                others.iter().fold(text, |text, word| replaced(&text, word, ""))
            }
        })
    }

    /// The container of a table's row is the last one of its image; one that no table shows is the last of all.
    fn container_filter(&self, word: &str) -> Option<String> {
        if self.given.contains(word) {
            return None;
        }
        match self.containers.get(word).or_else(|| by_beginning(&self.containers, word)) {
            Some(image) if !image.is_empty() && !is_id(image) && is_plain(image) => Some(of_image(image)),
            Some(_) => Some(String::new()),
            None => (is_generated(word) || (is_id(word) && word.len() >= 12)).then(String::new),
        }
    }
}

/// The containers that a command can do something with.
fn which(command: &Command) -> &'static str {
    match command.verb.as_str() {
        "stop" | "kill" | "pause" => "-q",
        "rm" if !command.has("force") => "-aq --filter status=exited",
        _ => "-aq",
    }
}

/// Whether a word stands in a command where docker takes a container that is there, and nowhere else.
pub(super) fn only_names_containers(text: &str, word: &str) -> bool {
    let commands: Vec<Command> = split(text).iter().filter_map(Command::read).collect();
    let of_docker = commands.iter().filter(|c| c.program == "docker");
    let found: usize = of_docker.map(|c| places_of_containers(c).filter(|place| *place == word).count()).sum();
    found > 0 && found == text.matches(word).count()
}

/// What stands in a command where docker takes a container.
fn places_of_containers(command: &Command) -> impl Iterator<Item = &str> {
    let copied = command.args.iter().filter(|_| command.verb == "cp").filter_map(|arg| Some(arg.split_once(':')?.0));
    let joins = matches!(command.verb.as_str(), "network connect" | "network disconnect");
    let member = command.args.get(1).filter(|_| joins).map(String::as_str);
    let network = command.values("network").filter_map(|value| value.strip_prefix("container:"));
    let links = command.values("link").filter_map(|value| value.split(':').next());
    let others = network.chain(links).chain(command.values("volumes-from"));
    containers(command).iter().map(String::as_str).chain(copied).chain(member).chain(others)
}

/// The operands that name containers.
fn containers(command: &Command) -> &[String] {
    match command.verb.as_str() {
        "inspect" | "stop" | "start" | "restart" | "rm" | "kill" | "pause" | "unpause" | "wait" | "stats"
        | "update" => &command.args,
        "logs" | "exec" | "attach" | "commit" | "diff" | "export" | "port" | "top" | "rename" => {
            command.args.get(..1).unwrap_or(&[])
        }
        _ => &[],
    }
}

/// The operands that name images.
fn images(command: &Command) -> &[String] {
    match command.verb.as_str() {
        "rmi" | "save" | "inspect" => &command.args,
        "run" | "create" | "tag" | "history" | "push" => command.args.get(..1).unwrap_or(&[]),
        _ => &[],
    }
}

/// What is known of an id of which the lesson types the beginning only.
fn by_beginning<'m>(known: &'m BTreeMap<String, String>, word: &str) -> Option<&'m String> {
    let least = if word.starts_with(|c: char| c.is_ascii_digit()) { MIN_DIGITS } else { MIN_ID };
    if word.len() < least || !word.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let (_, value) = known.range(word.to_owned()..).next().filter(|(id, _)| id.starts_with(word) && is_id(id))?;
    Some(value)
}

/// The text with a word replaced where it stands alone.
fn replaced(text: &str, word: &str, with: &str) -> String {
    let found = text.match_indices(word).find(|(at, _)| {
        let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ";|&)\"'".contains(c));
        ends(text[..*at].chars().next_back()) && ends(text[at + word.len()..].chars().next())
    });
    match found {
        Some((at, _)) if with.is_empty() => format!("{}{}", text[..at].trim_end(), &text[at + word.len()..]),
        Some((at, _)) => format!("{}{with}{}", &text[..at], &text[at + word.len()..]),
        None => text.to_owned(),
    }
}

/// `0db38ea51a48`, and whole ids.
fn is_id(word: &str) -> bool {
    (10..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit())
}

/// An id as the engine shows it: in twelve digits, or whole.
fn is_own_id(word: &str) -> bool {
    is_id(word) && matches!(word.len(), 12 | 64) && word.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a name in a table of containers looks like Docker's own: `adjective_surname`.
fn is_random_name(word: &str) -> bool {
    let part = |p: &str| p.len() >= 3 && p.bytes().all(|b| b.is_ascii_lowercase());
    word.split_once('_').is_some_and(|(adjective, surname)| part(adjective) && part(surname))
}

/// How the last container of an image is looked up.
pub(super) fn last_of(image: &str) -> Option<String> {
    is_plain(image).then(|| format!("{LOOKS_UP_LAST}{})", of_image(image)))
}

fn of_image(image: &str) -> String {
    format!(" --filter ancestor={image}")
}

/// The image and the name of the container that a command runs.
fn run(text: &str) -> Option<(String, Option<String>)> {
    let command = split(text).iter().filter_map(Command::read).find(|c| c.program == "docker" && c.verb == "run")?;
    Some((command.args.first()?.clone(), command.value("name").map(str::to_owned)))
}

/// The id that a container's prompt begins with, behind the user's name or not.
fn id_in_prompt(line: &str) -> Option<&str> {
    const DIGITS: usize = 12;
    let line = line.trim_start().trim_start_matches('[');
    let place = line.split_once('@').map_or(line, |(_, place)| place);
    let id = place.get(..DIGITS).filter(|id| is_id(id))?;
    let behind = &place[DIGITS..];
    let is_sign = |sign: &str| behind.split_whitespace().next().is_some_and(|first| first.ends_with(sign));
    (behind.starts_with([':', ' ', '#', '$']) && ["#", "$", "]#", "]$"].into_iter().any(is_sign)).then_some(id)
}

fn is_plain(image: &str) -> bool {
    image.chars().all(|c| c.is_ascii_alphanumeric() || "._-/:@".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = "CONTAINER ID  IMAGE  COMMAND  CREATED  STATUS  PORTS  NAMES
0db38ea51a48  alpine:3  \"sh\"  1 minute ago  Up 1 minute    quirky_bell
aabbccddeeff  nginx  \"run\"  1 minute ago  Up 1 minute  80/tcp  web

REPOSITORY  TAG  IMAGE ID  CREATED  SIZE
ropes  latest  4ab4c602aa5e  6 weeks ago  1.84kB
<none>  <none>  77af4d6b9913  9 days ago  5MB";

    #[test]
    fn the_id_in_a_prompt_is_of_what_was_run() {
        for (line, want) in [
            ("root@8a0081aaf7b5:/# ls", Some("8a0081aaf7b5")),
            ("[root@8a0081aaf7b5 /]# ls", Some("8a0081aaf7b5")),
            ("8a0081aaf7b5:/$ ls", Some("8a0081aaf7b5")),
            ("8a0081aaf7b5   alpine   \"sh\"", None),
            ("root@box:/# ls", None),
            ("8a0081aaf7b5", None),
            ("8a0081aaf7b5c: Pull complete", None),
            ("é@", None),
        ] {
            assert_eq!(id_in_prompt(line), want, "{line}");
        }
        let bound = |run: &str, text: &str| {
            let lesson = format!("```\n$ {run}\nroot@8a0081aaf7b5:/# ls\n```\n\n```\ndocker run -d nginx\n```\n");
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", lesson));
            let mut bindings = Bindings::of(&document.nodes);
            document.blocks().into_iter().for_each(|block| bindings.see(block));
            bindings.bound(text, true)
        };
        let exec = "docker exec -it 8a0081aaf7b5 bash";
        assert_eq!(
            bound("docker run -it ubuntu bash", exec),
            "docker exec -it $(docker ps -lq --filter ancestor=ubuntu) bash"
        );
        assert_eq!(bound("docker run -it --name box ubuntu", exec), "docker exec -it box bash");
        assert_eq!(
            bound("docker run -it ubuntu bash", "docker stop 8a00"),
            "docker stop $(docker ps -lq --filter ancestor=ubuntu)"
        );
        assert_eq!(bound("docker exec -it web bash", exec), "docker exec -it $(docker ps -lq) bash");
    }

    #[test]
    fn what_a_table_shows_is_looked_up() {
        let mut bindings = Bindings::default();
        bindings.table(TABLES);
        for (text, want) in [
            ("docker attach 0db38ea51a48", "docker attach $(docker ps -lq --filter ancestor=alpine:3)"),
            ("docker rm 0db3", "docker rm $(docker ps -lq --filter ancestor=alpine:3)"),
            ("docker rm 0d", "docker rm $(docker ps -lq --filter ancestor=alpine:3)"),
            ("docker rm aa", "docker rm aa"),
            ("docker stop quirky_bell", "docker stop $(docker ps -lq --filter ancestor=alpine:3)"),
            ("docker exec web cat quirky_bell", "docker exec web cat quirky_bell"),
            ("docker logs aab | grep aab", "docker logs $(docker ps -lq --filter ancestor=nginx) | grep aab"),
            ("docker rmi 4ab", "docker rmi $(docker images -q ropes:latest)"),
            ("docker tag 4ab4c602aa5e a/b:1", "docker tag $(docker images -q ropes:latest) a/b:1"),
            ("docker rmi 77af4d6b9913", "docker rmi $(docker images -q --filter dangling=true | head -1)"),
            ("docker inspect jolly_euclid | grep my_label", "docker inspect $(docker ps -lq) | grep my_label"),
            ("docker rm ffffffffffff", "docker rm $(docker ps -lq)"),
            ("docker run my_image_name", "docker run my_image_name"),
            ("docker commit web my_image", "docker commit web my_image"),
            ("docker rm 0", "docker rm 0"),
            ("docker rm cafe", "docker rm cafe"),
        ] {
            assert_eq!(bindings.bound(text, true), want, "{text}");
        }
        assert_eq!(
            bindings.bound("docker rm 0db3; docker rmi 4ab", false),
            "docker rm 0db3; docker rmi $(docker images -q ropes:latest)"
        );
    }

    #[test]
    fn a_name_that_the_lesson_gives_stays() {
        let mut bindings =
            Bindings { given: ["quirky_bell".to_owned(), "web_server".to_owned()].into(), ..Bindings::default() };
        bindings.table(&TABLES.replace("web", "shy_web"));
        for (text, want) in [
            ("docker kill quirky_bell", "docker kill quirky_bell"),
            ("docker logs web_server", "docker logs web_server"),
            ("docker logs other_server", "docker logs other_server"),
            ("docker logs shy_web", "docker logs $(docker ps -lq --filter ancestor=nginx)"),
            ("docker logs jolly_euclid", "docker logs $(docker ps -lq)"),
        ] {
            assert_eq!(bindings.bound(text, true), want, "{text}");
        }
    }

    #[test]
    fn a_container_that_has_a_name_is_called_by_it() {
        let mut bindings = Bindings { given: ["web".to_owned()].into(), ..Bindings::default() };
        bindings.table(TABLES);
        for (text, want) in [
            ("docker stop aabbccddeeff", "docker stop web"),
            ("docker logs aab | grep aab", "docker logs web | grep aab"),
            ("docker rm aabb 0db3", "docker rm web $(docker ps -lq --filter ancestor=alpine:3)"),
        ] {
            assert_eq!(bindings.bound(text, true), want, "{text}");
        }
    }

    #[test]
    fn two_ids_are_two_containers() {
        let mut bindings = Bindings::default();
        bindings.table(
            "CONTAINER ID  IMAGE\n111111111111  tug  sh  a\n222222222222  tug  sh  b\n333333333333  raft  sh  c\n",
        );
        for (text, want) in [
            (
                "docker rm 111111111111 2222",
                "docker rm $(docker ps -aq --filter status=exited --filter ancestor=tug | head -2)",
            ),
            (
                "docker rm -f 1111 3333 2222 web",
                "docker rm -f $(docker ps -aq --filter ancestor=tug | head -2) $(docker ps -lq --filter ancestor=raft) web",
            ),
            ("docker kill 1111 2222 && ls", "docker kill $(docker ps -q --filter ancestor=tug | head -2) && ls"),
            (
                "docker stop 1111; docker rm 1111",
                &format!("docker stop {0}; docker rm {0}", "$(docker ps -lq --filter ancestor=tug)"),
            ),
        ] {
            assert_eq!(bindings.bound(text, true), want, "{text}");
        }
    }

    #[test]
    fn an_id_that_nothing_tells_is_the_authors() {
        let found = |text: &str| {
            Bindings::unbound(text).into_iter().map(|(id, what)| format!("{what} {id}")).collect::<Vec<_>>()
        };
        assert_eq!(
            found("docker rm 9c698655416a 9c698655416b web"),
            ["container id 9c698655416a", "container id 9c698655416b"]
        );
        assert_eq!(found("sudo docker rmi fce289e99eb9 && ls"), ["image id fce289e99eb9"]);
        assert_eq!(found("docker inspect 9c698655416a"), ["container id 9c698655416a"]);
        assert_eq!(found("docker rm facadefacade; echo 9c698655416a; docker rm 9c69"), [""; 0]);
    }

    #[test]
    fn an_id_that_was_printed_is_a_containers() {
        let mut bindings = Bindings::default();
        let id = "620e1bcb5ab6e84b75a7a5c35790a77691112e59830ea1d5d85244bc108578c9";
        bindings.whole_ids(&format!("$ docker run -d alpine\n{id}\n"));
        assert_eq!(
            bindings.bound("docker attach 62; docker rm 63 web", true),
            format!("docker attach {LAST}; docker rm 63 web")
        );
        assert_eq!(bindings.bound(&format!("docker stop {id}"), true), format!("docker stop {LAST}"));
    }

    #[test]
    fn an_id_that_inspect_tells_is_a_containers() {
        let id = "f1e2d3cb5ab6e84b75a7a5c35790a77691112e59830ea1d5d85244bc108578c9";
        let bound = |told: &str| {
            let mut bindings = Bindings::default();
            bindings.whole_ids(&format!("[\n    {{\n{told}        \"Id\": \"{id}\",\n"));
            bindings.bound("docker logs f1e", true)
        };
        assert_eq!(bound(""), format!("docker logs {LAST}"));
        // A network says its name first.
        assert_eq!(bound("        \"Name\": \"deck\",\n"), "docker logs f1e");
    }

    #[test]
    fn rows_beyond_the_limit_are_forgotten() {
        let row = |i: usize| format!("{i:012x}  alpine  sh  now  up  name\n");
        let mut bindings = Bindings::default();
        bindings.table(&(String::from("CONTAINER ID  IMAGE\n") + &(0..MAX_ROWS + 9).map(row).collect::<String>()));
        assert_eq!(bindings.containers.len(), MAX_ROWS);
    }
}
