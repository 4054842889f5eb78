//! Registries on the sandbox itself, asked over their own API.

use super::Looker;
use super::programs::{CURL_LAST, CURL_REFUSED, HTTP_LIMIT, SLACK};
use crate::check::registry_parts;
use crate::state::{Answer, Probe};

/// The kinds of manifest that a registry may give.
const ACCEPT: &str = "Accept: application/vnd.docker.distribution.manifest.v2+json, \
                      application/vnd.oci.image.manifest.v1+json, \
                      application/vnd.docker.distribution.manifest.list.v2+json, \
                      application/vnd.oci.image.index.v1+json";

impl Looker<'_> {
    /// What a registry has under a reference.
    pub(super) async fn pushed(&self, probe: &Probe, reference: &str) -> Vec<(Probe, Answer)> {
        let answer = match registry_parts(reference) {
            Some(parts) => self.manifest(&parts.url()).await,
            None => Answer::Unknown(format!("`{reference}` is in no registry of this machine")),
        };
        vec![(probe.clone(), answer)]
    }

    async fn manifest(&self, url: &str) -> Answer {
        let seconds = HTTP_LIMIT.as_secs().to_string();
        let told = "%{stderr}%{http_code} %header{docker-content-digest}";
        let argv = ["curl", "-s", "-g", "--noproxy", "*", "--max-time", &seconds, "-H", ACCEPT, "-w", told, url];
        match self.run(&argv, HTTP_LIMIT + SLACK).await {
            Ok(said) => manifest(said.status, &said.out, &said.err),
            Err(why) => Answer::Unknown(why),
        }
    }
}

fn manifest(exit: i64, body: &str, told: &str) -> Answer {
    let (status, digest) = told.trim().split_once(' ').unwrap_or((told.trim(), ""));
    match (exit, status) {
        (0, "200") => {
            let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
            let config = body["config"]["digest"].as_str().unwrap_or_default().to_owned();
            Answer::Pushed { digest: digest.to_owned(), config }
        }
        (0, "404") => Answer::Missing,
        (0, "401" | "403") => Answer::Unknown("the registry asks for a name and a password".to_owned()),
        (CURL_REFUSED, _) => Answer::Silent("is not there: no registry answers".to_owned()),
        (0, _) => Answer::Silent("does not answer like a registry".to_owned()),
        (1..=CURL_LAST, _) => Answer::Silent("does not answer".to_owned()),
        _ => Answer::Unknown("the sandbox could not ask the registry".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_registry_says() {
        let pushed = |config: &str| Answer::Pushed { digest: "sha256:1".into(), config: config.into() };
        assert_eq!(manifest(0, "{\"config\": {\"digest\": \"sha256:2\"}}", "200 sha256:1"), pushed("sha256:2"));
        assert_eq!(manifest(0, "{\"manifests\": []}", "200 sha256:1\n"), pushed(""));
        assert_eq!(manifest(0, "", "404 "), Answer::Missing);
        assert!(matches!(manifest(0, "", "401 "), Answer::Unknown(_)));
        assert!(matches!(manifest(0, "hi", "500"), Answer::Silent(_)));
        assert!(matches!(manifest(7, "", "000 "), Answer::Silent(_)));
        assert!(matches!(manifest(127, "", ""), Answer::Unknown(_)));
    }
}
