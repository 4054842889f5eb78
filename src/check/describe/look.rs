//! Expectations beyond the engine's lists, in words.

use super::{code, equals, join, plain, sentence};
use crate::check::{
    ArchiveCheck, ArchiveKind, CommandLine, ComposeCheck, DockerfileCheck, ExecCheck, ExitStatus, HttpCheck, Look,
    RegistryCheck, ScriptCheck, ServiceState, TextCheck,
};
use crate::text::count;

/// In words, as [`super::describe`].
pub(super) fn look(look: &Look) -> String {
    match look {
        Look::Dockerfile(check) => dockerfile(check),
        Look::Compose(check) => compose(check),
        Look::Exec(check) => exec(check),
        Look::Http(check) => http(check),
        Look::Archive(check) => archive(check),
        Look::Registry(check) => registry(check),
        Look::Script(check) => script(check),
    }
}

/// What a text must be; the verb is "prints", "contains" …
pub(super) fn text(check: &TextCheck, verb: &str) -> Vec<String> {
    let mut does: Vec<String> = check.contains.iter().map(|text| format!("{verb} {}", code(text))).collect();
    does.extend(check.matches.as_ref().map(|pattern| plain::does(verb, pattern)));
    does.extend(check.equals.as_ref().map(|text| equals(&format!("{verb} just"), text)));
    let negative = verb.strip_suffix('s').unwrap_or(verb);
    does.extend(check.excludes.iter().map(|text| format!("does not {negative} {}", code(text))));
    does
}

fn dockerfile(check: &DockerfileCheck) -> String {
    let verb = if check.stages.is_some_and(|stages| stages > 1) { "starts its last stage from" } else { "starts from" };
    let from = check.from.as_ref().map(|image| format!("{verb} {}", code(image)));
    let mut has: Vec<String> = check.has.iter().map(|instruction| code(instruction)).collect();
    has.extend(check.stages.map(|stages| count(stages, "stage")));
    let mut does: Vec<String> = from.into_iter().collect();
    if !does.is_empty() && !has.is_empty() {
        does.push(format!("has {}", join(&std::mem::take(&mut has))));
    }
    sentence(&code(&check.path), &does, "is a Dockerfile", &has)
}

fn compose(check: &ComposeCheck) -> String {
    let subject = match (&check.project, &check.folder) {
        (Some(project), _) => format!("compose project {}", code(project)),
        (None, Some(folder)) => format!("the compose project of {}", code(folder)),
        (None, None) => "a compose project".to_owned(),
    };
    let state = |state: &ServiceState| match state {
        ServiceState::Running => "running",
        ServiceState::Exited => "exited",
        ServiceState::Any => "there",
    };
    let has: Vec<String> =
        check.services.iter().map(|(name, wanted)| format!("{} {}", code(name), state(wanted))).collect();
    sentence(&subject, &[], "exists", &has)
}

fn exec(check: &ExecCheck) -> String {
    let command = match &check.command {
        CommandLine::Text(text) => code(text),
        CommandLine::Words(words) => code(&words.join(" ")),
    };
    let mut does = match check.status {
        ExitStatus::Is(0) | ExitStatus::Any => Vec::new(),
        ExitStatus::Is(status) => vec![format!("ends with status {status}")],
        ExitStatus::Nonzero => vec!["fails".to_owned()],
    };
    does.extend(text(&check.text, "prints"));
    sentence(&format!("{command} in {}", code(&check.container)), &does, "works", &[])
}

fn http(check: &HttpCheck) -> String {
    let path = if check.path == "/" { String::new() } else { format!(" {}", code(&check.path)) };
    let host = check.host.as_ref().map(|host| format!(" for {}", code(host))).unwrap_or_default();
    let with = check.status.map(|status| format!(" with status {status}")).unwrap_or_default();
    let mut does = vec![format!("answers{path}{host}{with}")];
    does.extend(text(&check.text, "says"));
    format!("port {} {}", check.port, join(&does))
}

fn archive(check: &ArchiveCheck) -> String {
    let is = match check.kind {
        ArchiveKind::Any => "is an archive",
        ArchiveKind::Image => "is an image archive",
        ArchiveKind::Filesystem => "is an archive of a file system",
    };
    let mut has: Vec<String> = check.tags.iter().map(|tag| format!("image {}", code(tag))).collect();
    has.extend(check.entries.iter().map(|entry| format!("entry {}", code(entry))));
    sentence(&code(&check.path), &[], is, &has)
}

fn registry(check: &RegistryCheck) -> String {
    let same = check.same_as.as_ref().map(|other| format!("is the image {}", code(other)));
    let has: Vec<String> = check.digest.iter().map(|digest| format!("digest {}", code(digest))).collect();
    let does: Vec<String> = same.into_iter().collect();
    sentence(&format!("{} in the registry", code(&check.reference)), &does, "exists", &has)
}

fn script(check: &ScriptCheck) -> String {
    match &check.path {
        Some(path) => {
            format!("the script {} agrees", code(&[std::slice::from_ref(path), &check.args].concat().join(" ")))
        }
        None => format!("{} succeeds", code(&check.text)),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{describe, parse};
    use crate::source::Source;

    #[test]
    fn every_kind_in_words() {
        let cases = [
            ("dockerfile: Dockerfile", "`Dockerfile` is a Dockerfile"),
            (
                "dockerfile: {path: a/Dockerfile, from: alpine, has: [LABEL a=b, RUN], stages: 2}",
                "`a/Dockerfile` starts its last stage from `alpine` and has `LABEL a=b`, `RUN` and 2 stages",
            ),
            ("compose: {services: web}", "a compose project exists with `web` running"),
            (
                "compose: {project: shop, services: {db: exited, web: any}}",
                "compose project `shop` exists with `db` exited and `web` there",
            ),
            ("compose: {folder: ~/shop}", "the compose project of `~/shop` exists"),
            ("exec: {container: web, command: ls /}", "`ls /` in `web` works"),
            (
                "exec: {container: web, command: [ls, -l], status: nonzero, contains: a, excludes: b}",
                "`ls -l` in `web` fails, prints `a` and does not print `b`",
            ),
            ("exec: {container: web, command: ls, status: 2}", "`ls` in `web` ends with status 2"),
            ("archive: a.tar", "`a.tar` is an archive"),
            (
                "archive: {path: a.tar, is: image, tags: 'app:1', entries: manifest.json}",
                "`a.tar` is an image archive with image `app:1` and entry `manifest.json`",
            ),
            ("archive: {path: a.tar, is: filesystem}", "`a.tar` is an archive of a file system"),
            ("registry: localhost:5000/app", "`localhost:5000/app` in the registry exists"),
            (
                "registry: {ref: 'localhost:5000/app', same_as: app, digest: 'sha256:1'}",
                "`localhost:5000/app` in the registry is the image `app` with digest `sha256:1`",
            ),
            ("script: {path: web.sh, args: [one]}", "the script `web.sh one` agrees"),
            ("script: {command: docker ps | grep -q web}", "`docker ps | grep -q web` succeeds"),
            ("http: 8080", "port 8080 answers"),
            (
                "http: {port: 80, path: /a, host: x.y, status: 404, matches: z, equals: w}",
                "port 80 answers `/a` for `x.y` with status 404, says `z` and says just `w`",
            ),
        ];
        for (yaml, want) in cases {
            let source = Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}\n"));
            let (sidecar, found) = parse(&source);
            assert!(found.is_empty(), "{yaml}: {found:?}");
            assert_eq!(describe(&sidecar.unwrap().steps[0].expect[0].assertion), want, "{yaml}");
        }
    }
}
