//! Assertions that look further than the engine's lists.

use super::codes;
use super::fields::{Fields, Reader};
use crate::check::yaml::{Node, Value};
use crate::check::{
    ArchiveCheck, ArchiveKind, ComposeCheck, DockerfileCheck, ExecCheck, ExitStatus, HttpCheck, Look, RegistryCheck,
    ScriptCheck, ServiceState, TextCheck, dockerfile, reference,
};
use std::collections::BTreeMap;

/// The kinds.
#[cfg(test)]
pub const LOOK_KEYS: &[&str] = &["dockerfile", "compose", "exec", "http", "archive", "registry", "script"];
/// The keys of `dockerfile`.
pub const DOCKERFILE_KEYS: &[&str] = &["path", "from", "has", "stages"];
/// The keys of `compose`.
pub const COMPOSE_KEYS: &[&str] = &["project", "folder", "services"];
/// The keys of `exec`.
pub const EXEC_KEYS: &[&str] = &["container", "command", "status", "contains", "matches", "equals", "excludes"];
/// The keys of `http`.
pub const HTTP_KEYS: &[&str] = &["port", "path", "host", "status", "contains", "matches", "equals", "excludes"];

/// The keys of `archive`.
pub const ARCHIVE_KEYS: &[&str] = &["path", "is", "entries", "tags"];
/// The keys of `registry`.
pub const REGISTRY_KEYS: &[&str] = &["ref", "same_as", "digest"];
/// The keys of `script`.
pub const SCRIPT_KEYS: &[&str] = &["path", "command", "args", "limit"];
/// How many seconds a script may take where its author does not say, and at most.
pub const SCRIPT_SECONDS: u32 = 30;
const SCRIPT_SECONDS_LIMIT: u32 = 300;

/// The keys of a kind; none where it is another one.
pub fn look_keys(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "dockerfile" => Some(DOCKERFILE_KEYS),
        "compose" => Some(COMPOSE_KEYS),
        "exec" => Some(EXEC_KEYS),
        "http" => Some(HTTP_KEYS),
        "archive" => Some(ARCHIVE_KEYS),
        "registry" => Some(REGISTRY_KEYS),
        "script" => Some(SCRIPT_KEYS),
        _ => None,
    }
}

impl Reader<'_> {
    pub(super) fn look(&mut self, kind: &str, node: &Node) -> Option<Look> {
        match kind {
            "dockerfile" => self.dockerfile(node).map(Look::Dockerfile),
            "compose" => self.compose(node).map(Look::Compose),
            "exec" => self.exec(node).map(Look::Exec),
            "http" => self.http(node).map(Look::Http),
            "archive" => self.archive(node).map(Look::Archive),
            "registry" => self.registry(node).map(Look::Registry),
            _ => self.script(node).map(Look::Script),
        }
    }

    /// What a text must be.
    pub(super) fn text_check(&mut self, fields: &Fields<'_>) -> TextCheck {
        TextCheck {
            contains: self.texts(fields, "contains"),
            matches: self.pattern(fields, "matches"),
            equals: self.whole(fields, "equals"),
            excludes: self.texts(fields, "excludes"),
        }
    }

    fn dockerfile(&mut self, node: &Node) -> Option<DockerfileCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(DockerfileCheck { path: self.text_of(node, "dockerfile")?, ..DockerfileCheck::default() });
        }
        let fields = self.fields(node, "dockerfile", "a path, or a map with `path`", DOCKERFILE_KEYS)?;
        let path = match fields.get("path") {
            Some(node) => self.text_of(node, "path")?,
            None => "Dockerfile".to_owned(),
        };
        let from = self.reference(&fields, "from");
        Some(DockerfileCheck {
            path,
            from,
            has: self.instructions(&fields),
            stages: self.number(&fields, "stages", "a number"),
        })
    }

    /// Instructions as they stand in a Dockerfile.
    fn instructions(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("has") else { return Vec::new() };
        let texts = self.texts_of(node, "has");
        for text in &texts {
            let read = dockerfile::parse(text);
            let fault = read.faults.iter().find(|fault| !fault.message.ends_with("before the first `FROM`"));
            // A name alone asks for any instruction of that name.
            let fault = fault.filter(|fault| !fault.message.ends_with("with nothing behind it"));
            if let Some(fault) = fault {
                self.bad_value(node.span, format!("`has` {}", fault.message), "write it as in a Dockerfile");
            } else if read.instructions.len() != 1 {
                self.bad_value(node.span, "`has` is not one instruction".to_owned(), "write a list of instructions");
            }
        }
        texts
    }

    fn compose(&mut self, node: &Node) -> Option<ComposeCheck> {
        let fields = self.fields(node, "compose", "a map with `services`", COMPOSE_KEYS)?;
        Some(ComposeCheck {
            project: self.text(&fields, "project"),
            folder: self.text(&fields, "folder"),
            services: self.services(&fields),
        })
    }

    /// A name, a list of names (which run), or a map from names to what they do.
    fn services(&mut self, fields: &Fields<'_>) -> BTreeMap<String, ServiceState> {
        let Some(node) = fields.get("services") else { return BTreeMap::new() };
        if !matches!(node.value, Value::Map(_)) {
            return self.texts_of(node, "services").into_iter().map(|name| (name, ServiceState::Running)).collect();
        }
        let pairs = self.pairs(fields, "services", "names, or a map from names to `running`, `exited` or `any`");
        let mut services = BTreeMap::new();
        for (name, state) in pairs {
            let state = match state.as_str() {
                "running" => ServiceState::Running,
                "exited" => ServiceState::Exited,
                "any" => ServiceState::Any,
                _ => {
                    let help = "write `running`, `exited` or `any`";
                    self.bad_value(node.span, format!("a service is not `{state}`"), help);
                    continue;
                }
            };
            services.insert(name, state);
        }
        services
    }

    fn exec(&mut self, node: &Node) -> Option<ExecCheck> {
        let fields = self.fields(node, "exec", "a map with `container` and `command`", EXEC_KEYS)?;
        let container = self.text(&fields, "container");
        let command = self.command_line(&fields, "command");
        for (key, help) in [("container", "say in which container"), ("command", "say what is run there")] {
            if fields.get(key).is_none() {
                self.missing(node.span, &format!("`exec` without `{key}`"), help);
            }
        }
        let status = fields.get("status").map_or(Some(ExitStatus::Is(0)), |node| self.status(node));
        Some(ExecCheck { container: container?, command: command?, status: status?, text: self.text_check(&fields) })
    }

    fn http(&mut self, node: &Node) -> Option<HttpCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(HttpCheck { port: self.tcp_port(node)?, path: "/".to_owned(), ..HttpCheck::default() });
        }
        let fields = self.fields(node, "http", "a port, or a map with `port`", HTTP_KEYS)?;
        let port = fields.get("port").map(|node| self.tcp_port(node));
        if port.is_none() {
            self.missing(node.span, "`http` without `port`", "say which port of the learner's machine is meant");
        }
        let path = self.text(&fields, "path").unwrap_or_else(|| "/".to_owned());
        if !path.starts_with('/') || path.chars().any(|c| c.is_whitespace() || c.is_control()) {
            self.bad_value(node.span, format!("`{path}` is no path of a page"), "begin it with `/`, without spaces");
        }
        let host = self.text(&fields, "host");
        if let Some(host) = host.as_ref().filter(|host| !is_host(host)) {
            self.bad_value(node.span, format!("`{host}` is no host name"), "write a name such as `shop.example`");
        }
        let status = self.number(&fields, "status", "a number such as 200");
        Some(HttpCheck { port: port??, path, host, status, text: self.text_check(&fields) })
    }

    fn archive(&mut self, node: &Node) -> Option<ArchiveCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(ArchiveCheck { path: self.text_of(node, "archive")?, ..ArchiveCheck::default() });
        }
        let fields = self.fields(node, "archive", "a path, or a map with `path`", ARCHIVE_KEYS)?;
        let path = self.text(&fields, "path");
        if fields.get("path").is_none() {
            self.missing(node.span, "`archive` without `path`", "say which file is meant");
        }
        let kind = self.archive_kind(&fields);
        let tags = self.texts(&fields, "tags");
        for tag in tags.iter().filter(|tag| reference::fault(tag).is_some()) {
            self.bad_value(fields.span, format!("`{tag}` is no image reference"), "write `name:tag`");
        }
        if !tags.is_empty() && kind == ArchiveKind::Filesystem {
            self.bad_value(fields.span, "a file system has no `tags`".to_owned(), "keep one of the two");
        }
        Some(ArchiveCheck { path: path?, kind, entries: self.texts(&fields, "entries"), tags })
    }

    fn archive_kind(&mut self, fields: &Fields<'_>) -> ArchiveKind {
        let text = self.text(fields, "is");
        match text.as_deref() {
            None | Some("any") => ArchiveKind::Any,
            Some("image") => ArchiveKind::Image,
            Some("filesystem") => ArchiveKind::Filesystem,
            Some(other) => {
                let help = "write `image`, `filesystem` or `any`";
                self.bad_value(fields.span, format!("there is no archive of `{other}`"), help);
                ArchiveKind::Any
            }
        }
    }

    fn registry(&mut self, node: &Node) -> Option<RegistryCheck> {
        let check = if let Value::Scalar { .. } = node.value {
            RegistryCheck { reference: self.reference_of(node, "registry")?, ..RegistryCheck::default() }
        } else {
            let fields = self.fields(node, "registry", "a reference, or a map with `ref`", REGISTRY_KEYS)?;
            if fields.get("ref").is_none() {
                self.missing(node.span, "`registry` without `ref`", "say what was pushed");
            }
            let (same_as, digest) = (self.reference(&fields, "same_as"), self.text(&fields, "digest"));
            RegistryCheck { reference: self.reference(&fields, "ref")?, same_as, digest }
        };
        if reference::registry_parts(&check.reference).is_none() {
            let message = format!("`{}` is in no registry of the learner's machine", check.reference);
            self.bad_value(node.span, message, "begin it with `localhost:` and the registry's port");
        }
        Some(check)
    }

    fn script(&mut self, node: &Node) -> Option<ScriptCheck> {
        let whole = ScriptCheck { limit: SCRIPT_SECONDS, span: node.span, ..ScriptCheck::default() };
        if let Value::Scalar { .. } = node.value {
            return Some(ScriptCheck { path: Some(self.text_of(node, "script")?), ..whole });
        }
        let fields = self.fields(node, "script", "a path, or a map with `path` or `command`", SCRIPT_KEYS)?;
        let (path, command) = (self.text(&fields, "path"), self.text(&fields, "command"));
        match (fields.get("path"), fields.get("command")) {
            (None, None) => self.missing(node.span, "`script` without `path` or `command`", "say what is run"),
            (Some(_), Some(_)) => {
                self.bad_value(node.span, "`path` and `command` in one `script`".to_owned(), "keep one of the two");
            }
            _ => {}
        }
        let limit = self.number(&fields, "limit", "a number of seconds").unwrap_or(SCRIPT_SECONDS);
        if limit == 0 || limit > SCRIPT_SECONDS_LIMIT {
            let help = format!("write a number up to {SCRIPT_SECONDS_LIMIT}");
            self.bad_value(node.span, format!("a script cannot take {limit} seconds"), &help);
        }
        let args = self.texts(&fields, "args");
        Some(ScriptCheck { path, text: command.unwrap_or_default(), args, limit, ..whole })
    }

    fn tcp_port(&mut self, node: &Node) -> Option<u16> {
        let text = self.text_of(node, "port")?;
        let port = text.parse().ok().filter(|port| *port > 0);
        if port.is_none() {
            self.error(
                codes::BAD_VALUE,
                node.span,
                format!("`{text}` is no port"),
                Some("write a number up to 65535".to_owned()),
            );
        }
        port
    }
}

fn is_host(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_:".contains(c))
}
