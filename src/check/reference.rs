//! Image references as people write them and as the engine lists them.

/// A reference in the form the engine lists it: `alpine` is `alpine:latest`, `docker.io/library/alpine` too.
/// Digests and the hosts of other registries are kept.
pub fn normal_reference(reference: &str) -> String {
    let trimmed = reference.trim();
    if trimmed.starts_with("sha256:") {
        return trimmed.to_owned();
    }
    let hub = ["docker.io/", "index.docker.io/"];
    let local = hub.iter().find_map(|host| trimmed.strip_prefix(host)).unwrap_or(trimmed);
    let name = local.strip_prefix("library/").unwrap_or(local);
    let (_, tag) = split(name);
    if tag.is_none() && !name.contains('@') && !name.is_empty() { format!("{name}:latest") } else { name.to_owned() }
}

/// The repository and the tag; a colon before a slash belongs to a registry's port.
pub(super) fn split(reference: &str) -> (&str, Option<&str>) {
    let name = reference.split('@').next().unwrap_or(reference);
    match name.rfind(':') {
        Some(at) if !name[at..].contains('/') => (&name[..at], Some(&name[at + 1..])),
        _ => (name, None),
    }
}

/// Why an engine cannot have such a reference, if so.
pub(super) fn fault(reference: &str) -> Option<&'static str> {
    if reference.starts_with("sha256:") {
        return None;
    }
    let (repository, tag) = split(reference);
    let path = repository.split_once('/').filter(|(host, _)| is_host(host)).map_or(repository, |(_, path)| path);
    let word = |text: &str, also: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c));
    if reference.chars().any(char::is_whitespace) {
        Some("it has a space in it")
    } else if path.chars().any(char::is_uppercase) {
        Some("a repository's name has no capital letters")
    } else if path.is_empty() || path.split('/').any(str::is_empty) || !word(path, "._-/") {
        Some("a repository's name is made of letters, digits and `.` `_` `-` `/`")
    } else if tag.is_some_and(|tag| tag.is_empty() || !word(tag, "._-")) {
        Some("a tag is made of letters, digits and `.` `_` `-`")
    } else {
        None
    }
}

/// An image in a registry of the learner's own machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryParts<'r> {
    /// The registry, with its port.
    pub host: &'r str,
    /// The repository.
    pub repository: &'r str,
    /// The tag, or the digest.
    pub tag: &'r str,
}

impl RegistryParts<'_> {
    /// Where the registry tells of it.
    pub fn url(&self) -> String {
        format!("http://{}/v2/{}/manifests/{}", self.host, self.repository, self.tag)
    }
}

/// The parts of a reference that names a registry of the machine itself; none for every other.
pub fn registry_parts(reference: &str) -> Option<RegistryParts<'_>> {
    let (name, tag) = split(reference);
    let (host, repository) = name.split_once('/')?;
    let own = ["localhost", "127.0.0.1"].contains(&host.split(':').next().unwrap_or_default());
    let digest = reference.split_once('@').map(|(_, digest)| digest);
    own.then(|| RegistryParts { host, repository, tag: digest.or(tag).unwrap_or("latest") })
}

fn is_host(first: &str) -> bool {
    first == "localhost" || first.contains(['.', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_as_the_engine_lists_them() {
        let cases = [
            ("alpine", "alpine:latest"),
            ("alpine:3.20", "alpine:3.20"),
            ("docker.io/library/alpine", "alpine:latest"),
            ("docker.io/library/alpine:3", "alpine:3"),
            ("index.docker.io/me/app", "me/app:latest"),
            ("library/alpine", "alpine:latest"),
            ("me/app", "me/app:latest"),
            ("localhost:5000/app", "localhost:5000/app:latest"),
            ("ghcr.io/me/app:v1", "ghcr.io/me/app:v1"),
            ("alpine@sha256:12ab", "alpine@sha256:12ab"),
            ("sha256:12ab", "sha256:12ab"),
            (" alpine ", "alpine:latest"),
            ("", ""),
        ];
        for (given, want) in cases {
            assert_eq!(normal_reference(given), want, "{given:?}");
        }
    }

    #[test]
    fn images_in_a_registry_of_the_machine() {
        let cases = [
            ("localhost:5000/me/app:1", Some("http://localhost:5000/v2/me/app/manifests/1")),
            ("127.0.0.1:80/app", Some("http://127.0.0.1:80/v2/app/manifests/latest")),
            ("localhost/app@sha256:1f", Some("http://localhost/v2/app/manifests/sha256:1f")),
            ("alpine", None),
            ("me/app:1", None),
            ("example.com:5000/app", None),
        ];
        for (given, want) in cases {
            assert_eq!(registry_parts(given).map(|parts| parts.url()).as_deref(), want, "{given}");
        }
    }

    #[test]
    fn what_cannot_be_a_reference() {
        for good in ["alpine", "a/b-c_d:V1.2", "localhost:5000/x", "Reg.io:80/x", "a@sha256:1", "sha256:1f"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in ["Alpine", "a b", "", "a:", "a//b", "a:b:c", "<image>", "a:b c", "me/"] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
