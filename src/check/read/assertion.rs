//! Assertions: a map with exactly one kind as its key.

use super::fields::{Fields, Reader, suggestion};
use super::{NAME_KEY, SAY_KEY, codes};
use crate::check::yaml::{Node, Scalar, Value};
use crate::check::{Assertion, CommandLine, ExitCheck, ExitStatus, NetworkCheck, OutputCheck, RanCheck, VolumeCheck};
use crate::source::Span;

/// The kinds of assertion.
pub const ASSERTION_KEYS: &[&str] = &[
    "image",
    "container",
    "volume",
    "network",
    "file",
    "output",
    "exit",
    "ran",
    "dockerfile",
    "compose",
    "exec",
    "http",
    "archive",
    "registry",
    "script",
    "absent",
    "all",
    "any",
    "not",
    "count",
];
/// The keys of `volume`.
pub const VOLUME_KEYS: &[&str] = &["name", "driver", "label"];
/// The keys of `network`.
pub const NETWORK_KEYS: &[&str] = &["name", "driver", "label", "members"];
/// The keys of `output`.
pub const OUTPUT_KEYS: &[&str] = &["contains", "matches", "equals", "like", "excludes", "command"];
/// The keys of `exit`.
pub const EXIT_KEYS: &[&str] = &["status", "command"];
/// The keys of `ran`.
pub const RAN_KEYS: &[&str] = &["command", "status"];

/// The kinds that `absent` may hold.
pub const ABSENT_KEYS: &[&str] = &["image", "container", "volume", "network", "file", "compose", "archive", "registry"];

/// The keys of a kind of assertion.
fn keys_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "all" | "any" | "not" => ASSERTION_KEYS,
        "count" => super::COUNT_KEYS,
        "image" => super::IMAGE_KEYS,
        "container" => super::CONTAINER_KEYS,
        "volume" => VOLUME_KEYS,
        "network" => NETWORK_KEYS,
        "file" => super::FILE_KEYS,
        "output" => OUTPUT_KEYS,
        "exit" => EXIT_KEYS,
        "ran" => RAN_KEYS,
        _ => super::look_keys(kind).unwrap_or(ABSENT_KEYS),
    }
}

impl Reader<'_> {
    pub(super) fn assertion(&mut self, node: &Node) -> Option<Assertion> {
        let fields = self.map(node, "an assertion", "a map such as `image: alpine`")?;
        let kinds: Vec<_> = fields.all().iter().filter(|(key, ..)| ASSERTION_KEYS.contains(key)).collect();
        self.strangers(&fields, kinds.first().map(|(kind, ..)| *kind));
        match kinds.as_slice() {
            [] if fields.all().is_empty() => {
                let help = Some(suggestion("", ASSERTION_KEYS));
                self.error(codes::EMPTY, node.span, "an assertion that expects nothing".to_owned(), help);
                None
            }
            [] => None,
            [(kind, value, _)] => self.of_kind(kind, value),
            [(first, ..), (second, _, span), ..] => {
                let message = format!("`{first}` and `{second}` in one assertion");
                self.error(codes::KIND, *span, message, Some("begin each with its own `-`".to_owned()));
                None
            }
        }
    }

    /// Reports keys that are no kind; most often a key of the kind itself with too little indentation.
    fn strangers(&mut self, fields: &Fields<'_>, kind: Option<&str>) {
        for (key, _, span) in fields.all().iter().filter(|(key, ..)| !ASSERTION_KEYS.contains(key)) {
            let help = match kind.filter(|kind| keys_of(kind).contains(key)) {
                _ if *key == NAME_KEY => "only a check of `expect` gives a name, beside its kind".to_owned(),
                _ if *key == SAY_KEY => {
                    "only a check of `expect` or `impossible` has words, beside its kind".to_owned()
                }
                Some(kind) => format!("indent it below `{kind}:`"),
                None => suggestion(key, ASSERTION_KEYS).replace("it may have", "there are"),
            };
            self.error(codes::KIND, *span, format!("there is no assertion `{key}`"), Some(help));
        }
    }

    fn of_kind(&mut self, kind: &str, node: &Node) -> Option<Assertion> {
        if matches!(&node.value, Value::Null) || matches!(&node.value, Value::Map(map) if map.is_empty()) {
            let help = Some(suggestion("", keys_of(kind)));
            self.error(codes::EMPTY, node.span, format!("`{kind}` expects nothing"), help);
            return None;
        }
        let faults = self.faults;
        let assertion = match kind {
            "image" => self.image(node).map(Assertion::Image),
            "container" => self.container(node).map(Assertion::Container),
            "volume" => self.volume(node).map(Assertion::Volume),
            "network" => self.network(node).map(Assertion::Network),
            "file" => self.file(node).map(Assertion::File),
            "output" => self.output(node).map(Assertion::Output),
            "exit" => self.exit(node).map(Assertion::Exit),
            "ran" => self.ran(node).map(Assertion::Ran),
            "absent" => self.absent(node),
            "all" => self.several(node, kind).map(Assertion::All),
            "any" => self.several(node, kind).map(Assertion::Any),
            "not" => self.nested(node).map(|inner| Assertion::Not(Box::new(inner))),
            "count" => self.count(node),
            _ => self.look(kind, node).map(Box::new).map(Assertion::Look),
        };
        // With a part of it lost, it would expect less than its author meant.
        assertion.filter(|_| self.faults == faults)
    }

    fn volume(&mut self, node: &Node) -> Option<VolumeCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(VolumeCheck { name: Some(self.text_of(node, "volume")?), ..VolumeCheck::default() });
        }
        let fields = self.fields(node, "volume", "a name, or a map with `name`", VOLUME_KEYS)?;
        Some(VolumeCheck {
            name: self.text(&fields, "name"),
            driver: self.text(&fields, "driver"),
            labels: self.pairs(&fields, "label", "a map of labels"),
        })
    }

    fn network(&mut self, node: &Node) -> Option<NetworkCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(NetworkCheck { name: Some(self.text_of(node, "network")?), ..NetworkCheck::default() });
        }
        let fields = self.fields(node, "network", "a name, or a map with `name`", NETWORK_KEYS)?;
        Some(NetworkCheck {
            name: self.text(&fields, "name"),
            driver: self.text(&fields, "driver"),
            labels: self.pairs(&fields, "label", "a map of labels"),
            members: self.texts(&fields, "members"),
        })
    }

    fn output(&mut self, node: &Node) -> Option<OutputCheck> {
        let fields = self.fields(node, "output", "a map with `contains`, `matches` …", OUTPUT_KEYS)?;
        if fields.all().iter().all(|(key, ..)| *key == "command") {
            self.missing(node.span, "`output` that expects nothing of it", "add `contains` or `matches`");
        }
        Some(OutputCheck {
            contains: self.texts(&fields, "contains"),
            matches: self.pattern(&fields, "matches"),
            equals: self.whole(&fields, "equals"),
            like: self.text(&fields, "like"),
            excludes: self.texts(&fields, "excludes"),
            command: self.pattern(&fields, "command"),
        })
    }

    fn exit(&mut self, node: &Node) -> Option<ExitCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(ExitCheck { status: self.status(node)?, command: None });
        }
        let fields = self.fields(node, "exit", "a status, or a map with `status`", EXIT_KEYS)?;
        let command = self.pattern(&fields, "command");
        let Some(status) = fields.get("status") else {
            self.missing(node.span, "`exit` without `status`", "add `status: 0`");
            return None;
        };
        Some(ExitCheck { status: self.status(status)?, command })
    }

    fn ran(&mut self, node: &Node) -> Option<RanCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(RanCheck { command: self.text_of(node, "ran")?, status: ExitStatus::Is(0) });
        }
        let fields = self.fields(node, "ran", "a command, or a map with `command`", RAN_KEYS)?;
        let command = self.text(&fields, "command");
        if fields.get("command").is_none() {
            self.missing(node.span, "`ran` without `command`", "say which command is meant");
        }
        let status = fields.get("status").map_or(Some(ExitStatus::Is(0)), |node| self.status(node));
        Some(RanCheck { command: command?, status: status? })
    }

    pub(super) fn status(&mut self, node: &Node) -> Option<ExitStatus> {
        match &node.value {
            Value::Scalar { text, kind: Scalar::Number } if text.parse::<u8>().is_ok() => {
                text.parse().ok().map(ExitStatus::Is)
            }
            Value::Scalar { text, .. } if text == "nonzero" => Some(ExitStatus::Nonzero),
            Value::Scalar { text, .. } if text == "any" => Some(ExitStatus::Any),
            _ => {
                self.wrong_type(node, "status", "a number up to 255, `nonzero` or `any`");
                None
            }
        }
    }

    fn absent(&mut self, node: &Node) -> Option<Assertion> {
        match self.nested(node)? {
            Assertion::Look(look) if look.can_go() => Some(Assertion::Absent(Box::new(Assertion::Look(look)))),
            Assertion::Output(_)
            | Assertion::Exit(_)
            | Assertion::Ran(_)
            | Assertion::Absent(_)
            | Assertion::All(_)
            | Assertion::Any(_)
            | Assertion::Not(_)
            | Assertion::Count(_)
            | Assertion::Look(_) => {
                let message = format!("only these can be absent: {}", ABSENT_KEYS.join(", "));
                self.error(codes::KIND, node.span, message, Some("use `excludes` for output".to_owned()));
                None
            }
            inner => Some(Assertion::Absent(Box::new(inner))),
        }
    }

    /// A whole text, which may well be empty.
    pub(super) fn whole(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        match fields.get(key).map(|node| &node.value) {
            Some(Value::Scalar { text, .. }) => Some(text.clone()),
            _ => self.text(fields, key),
        }
    }

    /// One text or the words of a command.
    pub(super) fn command_line(&mut self, fields: &Fields<'_>, key: &str) -> Option<CommandLine> {
        let node = fields.get(key)?;
        match node.value {
            Value::List(_) => {
                let words = self.texts_of(node, key);
                (!words.is_empty()).then_some(CommandLine::Words(words))
            }
            _ => self.text_of(node, key).map(CommandLine::Text),
        }
    }

    pub(super) fn missing(&mut self, span: Span, message: &str, help: &str) {
        self.error(codes::MISSING, span, message.to_owned(), Some(help.to_owned()));
    }
}
