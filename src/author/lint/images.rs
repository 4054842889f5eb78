//! Images that will be others by the time the lesson is taken.

use super::command::{argument_place, calls, engine};
use super::given::Given;
use crate::check::normal_reference;
use crate::check::shell::{Simple, Word};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command};
use crate::source::Span;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Names without a slash that Docker Hub has: any other is one that the reader has made in an earlier lesson.
const OFFICIAL: &[&str] = &[
    "adminer",
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "bash",
    "buildpack-deps",
    "busybox",
    "caddy",
    "cassandra",
    "centos",
    "chronograf",
    "clojure",
    "composer",
    "consul",
    "couchbase",
    "couchdb",
    "debian",
    "docker",
    "drupal",
    "eclipse-temurin",
    "elasticsearch",
    "elixir",
    "erlang",
    "fedora",
    "fluentd",
    "gcc",
    "ghost",
    "golang",
    "gradle",
    "grafana",
    "groovy",
    "haproxy",
    "haskell",
    "httpd",
    "influxdb",
    "jenkins",
    "joomla",
    "julia",
    "kibana",
    "kong",
    "logstash",
    "mariadb",
    "maven",
    "mediawiki",
    "memcached",
    "mongo",
    "mongo-express",
    "mysql",
    "nats",
    "neo4j",
    "nextcloud",
    "nginx",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "php",
    "phpmyadmin",
    "postgres",
    "python",
    "r-base",
    "rabbitmq",
    "redis",
    "redmine",
    "registry",
    "rockylinux",
    "ruby",
    "rust",
    "solr",
    "sonarqube",
    "swift",
    "swarm",
    "telegraf",
    "tomcat",
    "traefik",
    "ubuntu",
    "varnish",
    "vault",
    "wordpress",
    "zookeeper",
];
/// Images that have one edition only, for all that a lesson shows of them.
const TIMELESS: &[&str] = &["hello-world", "scratch"];
static COMPOSE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?m)^\s*-?\s*image:\s*["']?([^\s"'#]+)"#).ok());
/// A part of a Dockerfile that is taken from another image.
static COPY_FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(?:COPY|ADD|RUN)\s+(?:--\S+\s+)*?--(?:from=|mount=\S*from=)([^\s,]+)").ok());
/// `ARG BASE=python`, for `FROM ${BASE}`.
static ARG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"(?m)^\s*ARG\s+(\w+)=["']?([^\s"']+)"#).ok());
/// Words of a text that shows how it should not be done.
const BAD: &[&str] = &["bad ", "bad:", "don't", "do not", "avoid", "wrong", "instead of", "anti-pattern", "❌"];
/// Flags of `docker service create` without a value.
const SWITCHES: &[&str] = &[
    "-d",
    "--detach",
    "-q",
    "--quiet",
    "-t",
    "--tty",
    "--init",
    "--read-only",
    "--no-healthcheck",
    "--no-resolve-image",
    "--with-registry-auth",
];
static FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:[ \t]+(?i:as)[ \t]+(\S+))?").ok());

/// An image that a lesson fetches, where it is named first, and who fetches it.
struct Mention {
    image: String,
    span: Span,
    fetcher: &'static str,
}

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let known = known(given);
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let (mut first, line) = (Vec::new(), |span: Span| given.source.line(span.start));
    for mention in mentions(given) {
        let repository = repository(&mention.image).to_owned();
        let is_tagged = tag(&mention.image).is_some_and(|t| t != "latest");
        let is_allowed = given.allowances.hold("L0206", line(mention.span));
        if is_tagged || is_allowed || !is_image(&mention.image) || known.contains(&repository) {
            continue;
        }
        let lines = places.entry(repository.clone()).or_default();
        lines.push(line(mention.span));
        if lines.len() == 1 {
            first.push((mention, repository));
        }
    }
    for (mention, repository) in first {
        let tag = tag(&mention.image);
        let message = if tag.is_some() {
            format!("`{}` may be another image by the time the lesson is taken", mention.image)
        } else {
            let (image, who) = (&mention.image, mention.fetcher);
            format!("`{image}` has no tag, so {who} takes `latest`, whatever that is by then")
        };
        let help = format!("name an edition, `{repository}:TAG`, or list the image in the sidecar's `images`");
        let more = Given::more(places.get(&repository).map_or(&[], Vec::as_slice));
        found.push(given.finding("L0206", mention.span, message + &more).help(help));
    }
}

/// Repositories that the lesson makes itself, or whose edition somebody else answers for: an image that the sidecar
/// lists comes with the lesson's pack.
fn known(given: &Given<'_>) -> BTreeSet<String> {
    let listed = given.lesson.images.iter().map(|i| normal_reference(i));
    let mut known: BTreeSet<String> = listed.map(|i| repository(&i).to_owned()).collect();
    known.extend(TIMELESS.iter().map(|i| (*i).to_owned()));
    let files = given.blocks.iter().filter(|(_, block)| block.kind == BlockKind::File);
    known.extend(files.flat_map(|(_, block)| built(&block.text)).map(|image| repository(image).to_owned()));
    for (_, command) in given.commands() {
        for (_, call) in calls(command).iter().filter(|(_, c)| c.program == "docker") {
            let made: Vec<&str> = match call.verb.as_str() {
                "build" | "buildx build" => call.values("tag").collect(),
                "tag" | "commit" | "import" => call.args.get(1).map(String::as_str).into_iter().collect(),
                _ => Vec::new(),
            };
            known.extend(made.into_iter().map(|i| repository(i).to_owned()));
        }
    }
    known
}

/// The images of a Compose file that it builds: a service that has `build` names what that makes.
fn built(text: &str) -> Vec<&str> {
    if !text.contains("build:") {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_build = |line: &str| line.trim_start().starts_with("build:");
    let image = |line: &str| Some(COMPOSE.as_ref()?.captures(line)?.get(1)?.range());
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = image(line) else { continue };
        let of_service = |other: &&&str| indent(other) >= indent(line);
        let (above, below) = (lines[..at].iter().rev(), lines[at + 1..].iter());
        let mut service = above.take_while(of_service).chain(below.take_while(of_service));
        if service.any(|other| indent(other) == indent(line) && is_build(other)) {
            found.extend(line.get(name));
        }
    }
    found
}

fn mentions(given: &Given<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for (node, block) in &given.blocks {
        for command in &block.commands {
            in_command(given, command, &mut found);
        }
        if block.kind == BlockKind::File && !is_shown_as_bad(given, block) {
            in_file(given, node.span, &mut found);
        }
    }
    given.sentences().iter().for_each(|command| in_command(given, command, &mut found));
    found.sort_by_key(|mention| mention.span.start);
    found
}

/// The images that a command names, each at its own word.
fn in_command(given: &Given<'_>, command: &Command, found: &mut Vec<Mention>) {
    let fetcher = match engine(&command.text) {
        "podman" => "Podman",
        "nerdctl" => "nerdctl",
        _ => "Docker",
    };
    for (simple, call) in calls(command).iter().filter(|(_, c)| c.program == "docker") {
        let images = match call.verb.as_str() {
            "run" | "create" => call.args.get(..1).unwrap_or_default(),
            "pull" => &call.args,
            _ => &[],
        };
        if let Some(word) = of_service(simple).filter(|_| call.verb == "service create") {
            let span = given.span_at(command, word.span.clone());
            found.push(Mention { image: word.text.clone(), span, fetcher });
        }
        let is_real = |i: &str| !command.placeholders.iter().any(|p| i.contains(p.as_str()));
        for (number, image) in images.iter().enumerate().filter(|(_, i)| is_real(i)) {
            let span = match argument_place(simple, number) {
                Some(place) => given.span_at(command, place),
                None => given.span_in(command, image),
            };
            found.push(Mention { image: image.clone(), span, fetcher });
        }
    }
}

/// The image of `docker service create`: its first word that is no flag and no flag's value.
fn of_service(simple: &Simple) -> Option<&Word> {
    let mut words = simple.words.iter().skip_while(|word| word.text != "create").skip(1);
    while let Some(word) = words.next() {
        if !word.text.starts_with('-') {
            return Some(word);
        }
        if !word.text.contains('=') && !SWITCHES.contains(&word.text.as_str()) {
            words.next();
        }
    }
    None
}

/// A file that shows how it should not be done: the text above or its first comment says so.
fn is_shown_as_bad(given: &Given<'_>, block: &Block) -> bool {
    let comment = block.text.lines().next().filter(|l| l.starts_with('#')).unwrap_or_default().to_lowercase() + " ";
    let above = given.paragraph_above(block.line) + " ";
    let last = above.rsplit(". ").next().unwrap_or_default();
    BAD.iter().any(|words| comment.contains(words) || last.contains(words))
}

/// Bases of a Dockerfile that are no stages of it, and the images of a Compose file.
fn in_file(given: &Given<'_>, span: Span, found: &mut Vec<Mention>) {
    let text = given.source.text.get(span.start..span.end).unwrap_or_default();
    let mention = |m: regex::Match<'_>| Mention {
        image: m.as_str().to_owned(),
        span: Span::new(span.start + m.start(), span.start + m.end()),
        fetcher: "Docker",
    };
    if let Some(from) = FROM.as_ref() {
        let stages: BTreeSet<&str> = from.captures_iter(text).filter_map(|c| c.get(2)).map(|m| m.as_str()).collect();
        let bases = || from.captures_iter(text).filter_map(|c| c.get(1));
        let copied = COPY_FROM.iter().flat_map(|p| p.captures_iter(text)).filter_map(|c| c.get(1));
        let is_base = |name: &str| bases().any(|m| m.as_str().trim_matches(['$', '{', '}']) == name);
        let arguments = ARG.iter().flat_map(|p| p.captures_iter(text));
        let arguments = arguments.filter(|c| c.get(1).is_some_and(|m| is_base(m.as_str()))).filter_map(|c| c.get(2));
        let all = bases().chain(copied).chain(arguments);
        found.extend(all.filter(|m| !stages.contains(m.as_str())).map(mention));
    }
    if let Some(compose) = COMPOSE.as_ref() {
        found.extend(compose.captures_iter(text).filter_map(|c| c.get(1)).map(mention));
    }
}

/// Whether a word can be an image's name and is no placeholder, variable or identity.
fn is_image(word: &str) -> bool {
    let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/:".contains(c);
    let repository = repository(word);
    let is_id =
        word.len() >= 3 && word.chars().all(|c| c.is_ascii_hexdigit()) && word.contains(|c: char| c.is_ascii_digit());
    let made_up =
        ["your", "user", "example", "image_name", "image-name", "myimage", "my-", "my_", "foo", "dockerhub", "alice/"];
    repository.chars().all(ok)
        && repository.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !is_id
        && !word.starts_with("localhost")
        && (repository.contains('/') || OFFICIAL.contains(&repository))
        // Whoever writes the whole address explains it.
        && !repository.starts_with("docker.io/library/")
        && !made_up.iter().any(|m| repository.starts_with(m))
}

/// The tag; a digest counts as one, since it says all.
fn tag(image: &str) -> Option<&str> {
    if let Some((_, digest)) = image.split_once('@') {
        return Some(digest);
    }
    let at = image.rfind(':').filter(|at| !image[*at..].contains('/'))?;
    Some(&image[at + 1..])
}

fn repository(image: &str) -> &str {
    let image = image.split('@').next().unwrap_or(image);
    image.rfind(':').filter(|at| !image[*at..].contains('/')).map_or(image, |at| &image[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_of_services() {
        for (text, want) in [
            ("docker service create --name web --publish 80:80 nginx", Some("nginx")),
            ("docker service create -d --name=web nginx sleep 1", Some("nginx")),
            ("docker service create --name web", None),
        ] {
            let simple = &crate::check::shell::split(text)[0];
            assert_eq!(of_service(simple).map(|w| w.text.as_str()), want, "{text}");
        }
    }

    #[test]
    fn images_that_compose_builds() {
        let web = "services:\n  web:\n    image: me/web\n    build: .\n";
        let db = "  db:\n    build:\n      context: ./db\n\n    image: me/db:latest\n";
        let cache = "  cache:\n    image: redis\n  b:\n    build: .\n";
        assert_eq!(built(&[web, db, cache].concat()), ["me/web", "me/db:latest"]);
    }

    #[test]
    fn names_of_images() {
        for (image, want_repository, want_tag, want) in [
            ("alpine", "alpine", None, true),
            ("alpine:3.20", "alpine", Some("3.20"), true),
            ("localhost:5000/a", "localhost:5000/a", None, false),
            ("ghcr.io/a/b@sha256:1", "ghcr.io/a/b", Some("sha256:1"), true),
            ("IMAGE", "IMAGE", None, false),
            ("3af92", "3af92", None, false),
            ("word-count", "word-count", None, false),
            ("yourname/app", "yourname/app", None, false),
            ("$IMAGE", "$IMAGE", None, false),
        ] {
            assert_eq!((repository(image), tag(image), is_image(image)), (want_repository, want_tag, want), "{image}");
        }
    }
}
