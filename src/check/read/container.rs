//! The assertion `container`.

use super::amount::BINARY;
use super::codes;
use super::fields::{Fields, Reader};
use crate::check::yaml::{Node, Value};
use crate::check::{ChangeKind, ContainerCheck, FileChange, MountCheck, TextCheck};
use crate::source::Span;
use std::collections::BTreeMap;

/// The keys of `container`.
pub const CONTAINER_KEYS: &[&str] = &[
    "name",
    "image",
    "running",
    "paused",
    "exited",
    "exit_code",
    "ran",
    "removed",
    "label",
    "env",
    "port",
    "mount",
    "network",
    "command",
    "restart",
    "restarting",
    "created",
    "health",
    "memory",
    "cpus",
    "user",
    "workdir",
    "hostname",
    "stable_for",
    "logs",
    "changed",
    "processes",
];
/// The keys of a container's `logs`.
pub const LOGS_KEYS: &[&str] = &["contains", "matches", "excludes"];
/// The keys of a mount.
pub const MOUNT_KEYS: &[&str] = &["source", "kind", "read_only"];
/// The longest `stable_for`, in seconds: somebody waits for it.
pub const STABLE_LIMIT: u32 = 60;
/// What a health check says.
const HEALTH: &[&str] = &["healthy", "unhealthy", "starting", "none"];
/// What may be mounted.
const MOUNT_KINDS: &[&str] = &["volume", "bind", "tmpfs"];
/// Restart policies.
const RESTART: &[&str] = &["no", "always", "on-failure", "unless-stopped"];

impl Reader<'_> {
    pub(super) fn container(&mut self, node: &Node) -> Option<ContainerCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(ContainerCheck { name: Some(self.text_of(node, "container")?), ..ContainerCheck::default() });
        }
        let fields = self.fields(node, "container", "a name, or a map with `name`", CONTAINER_KEYS)?;
        let check = ContainerCheck {
            name: self.text(&fields, "name"),
            image: self.reference(&fields, "image"),
            running: self.flag(&fields, "running"),
            paused: self.flag(&fields, "paused"),
            exited: self.flag(&fields, "exited"),
            exit_code: self.number(&fields, "exit_code", "a number"),
            ran: self.mark(&fields, "ran", "expect `running: false`"),
            removed: self.mark(&fields, "removed", "name the container, which expects that it is there"),
            labels: self.pairs(&fields, "label", "a map of labels"),
            env: self.pairs(&fields, "env", "a map of variables"),
            ports: self.container_ports(&fields),
            mounts: self.mounts(&fields),
            networks: self.texts(&fields, "network"),
            command: self.command_line(&fields, "command"),
            restart: self.one_of(&fields, "restart", RESTART, "restart policy"),
            restarting: self.flag(&fields, "restarting"),
            created: self.flag(&fields, "created"),
            health: self.one_of(&fields, "health", HEALTH, "state of health"),
            memory: self.amount(&fields, "memory", BINARY),
            milli_cpus: self.thousandths(&fields, "cpus"),
            user: self.text(&fields, "user"),
            workdir: self.text(&fields, "workdir"),
            hostname: self.text(&fields, "hostname"),
            stable_for: self.seconds(&fields, "stable_for", STABLE_LIMIT),
            logs: self.logs(&fields),
            changed: self.changes(&fields),
            processes: self.texts(&fields, "processes"),
        };
        self.contradictions(&check, fields.span);
        Some(check)
    }

    fn container_ports(&mut self, fields: &Fields<'_>) -> BTreeMap<String, Option<u16>> {
        let wanted = "a map from the container's ports to the host's";
        let Some(map) = fields.get("port").and_then(|node| self.map(node, "port", wanted)) else {
            return BTreeMap::new();
        };
        let mut ports = BTreeMap::new();
        for (inner, node, span) in map.all() {
            let inner = self.port(inner, *span);
            let host = self.host_port(node);
            if let (Some(inner), Ok(host)) = (inner, host) {
                ports.insert(inner, host);
            }
        }
        ports
    }

    /// A port of the host, or none for `any`; what is neither has been reported.
    fn host_port(&mut self, node: &Node) -> Result<Option<u16>, ()> {
        let text = self.text_of(node, "port").ok_or(())?;
        if text == "any" {
            return Ok(None);
        }
        if let Some(port) = text.parse().ok().filter(|port| *port > 0) {
            return Ok(Some(port));
        }
        self.bad_value(node.span, format!("`{text}` is no port"), "write a number up to 65535, or `any`");
        Err(())
    }

    fn mounts(&mut self, fields: &Fields<'_>) -> BTreeMap<String, MountCheck> {
        let wanted = "a map from paths in the container to volumes or paths";
        let Some(map) = fields.get("mount").and_then(|node| self.map(node, "mount", wanted)) else {
            return BTreeMap::new();
        };
        map.all().iter().filter_map(|(at, node, _)| Some(((*at).to_owned(), self.mount(node, at)?))).collect()
    }

    fn mount(&mut self, node: &Node, at: &str) -> Option<MountCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(MountCheck { source: Some(self.text_of(node, at)?), ..MountCheck::default() });
        }
        let fields = self.fields(node, at, "a volume or path, or a map with `source`", MOUNT_KEYS)?;
        Some(MountCheck {
            source: self.text(&fields, "source"),
            kind: self.one_of(&fields, "kind", MOUNT_KINDS, "kind of mount"),
            read_only: self.flag(&fields, "read_only"),
        })
    }

    /// Texts that are in the logs, or what the logs are like.
    fn logs(&mut self, fields: &Fields<'_>) -> TextCheck {
        let Some(node) = fields.get("logs") else { return TextCheck::default() };
        let Value::Map(_) = node.value else {
            return TextCheck { contains: self.texts_of(node, "logs"), ..TextCheck::default() };
        };
        let Some(fields) = self.fields(node, "logs", "texts, or a map with `contains`", LOGS_KEYS) else {
            return TextCheck::default();
        };
        let check = self.text_check(&fields);
        if check.is_open() && fields.all().is_empty() {
            let help = Some("add `contains`, `matches` or `excludes`".to_owned());
            self.error(codes::MISSING, fields.span, "`logs` without a text".to_owned(), help);
        }
        check
    }

    /// Paths, each with the letter of `docker diff` before it or without one.
    fn changes(&mut self, fields: &Fields<'_>) -> Vec<FileChange> {
        let Some(node) = fields.get("changed") else { return Vec::new() };
        let items = match node.value {
            Value::Scalar { .. } => std::slice::from_ref(node),
            _ => self.list(node, "changed", "a path, or a list of paths"),
        };
        items.iter().filter_map(|item| self.change(item)).collect()
    }

    fn change(&mut self, node: &Node) -> Option<FileChange> {
        let text = self.text_of(node, "changed")?;
        let lettered = text.split_once(' ').and_then(|(letter, path)| Some((ChangeKind::of(letter)?, path.trim())));
        let (kind, path) = lettered.map_or((None, text.trim()), |(kind, path)| (Some(kind), path));
        if path.starts_with('/') {
            return Some(FileChange { path: path.to_owned(), kind });
        }
        let help = "write it from the container's root, as `docker diff` shows it: `/data/x`, or `A /data/x`";
        self.bad_value(node.span, format!("`{text}` is no path in a container"), help);
        None
    }

    /// One of some words.
    fn one_of(&mut self, fields: &Fields<'_>, key: &str, words: &[&str], noun: &str) -> Option<String> {
        let node = fields.get(key)?;
        let text = self.text_of(node, key)?;
        if words.contains(&text.as_str()) {
            return Some(text);
        }
        let help = format!("write `{}`", words.join("`, `"));
        self.bad_value(node.span, format!("`{text}` is no {noun}"), &help);
        None
    }

    /// Reports expectations that can never hold together.
    fn contradictions(&mut self, check: &ContainerCheck, span: Span) {
        let running = check.running == Some(true) || check.paused == Some(true) || check.stable_for.is_some();
        let created = check.created == Some(true);
        let ended = check.exited == Some(true) || check.exit_code.is_some();
        let pairs = [
            (check.removed && (running || check.exited == Some(true)), "a removed container has no state"),
            (running && ended && !check.ran, "a container cannot be both running and exited"),
            (check.paused == Some(true) && check.running == Some(false), "a paused container is running too"),
            (check.stable_for.is_some() && check.running == Some(false), "`stable_for` is for a container that runs"),
            (
                check.removed && !(check.logs.is_open() && check.changed.is_empty() && check.processes.is_empty()),
                "a removed container has no logs, files or processes",
            ),
            (created && (running || ended || check.ran), "a container that was only created never started"),
        ];
        for (_, message) in pairs.iter().filter(|(found, _)| *found) {
            self.bad_value(span, (*message).to_owned(), "keep one of the two");
        }
    }
}
