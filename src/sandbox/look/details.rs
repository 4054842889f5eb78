//! What containers printed, which of their files changed and which processes they have, over the engine's API.

use super::{LOOK_LABEL, Looker, late};
use crate::sandbox::engine::deepest;
use crate::state::{Answer, Detail, Probe};
use bollard::errors::Error;
use bollard::models::{ChangeType, ContainerSummary, ContainerTopResponse, FilesystemChange};
use bollard::query_parameters::{ListContainersOptions, LogsOptions};
use futures_util::StreamExt;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long one container may take to tell.
const DETAIL_LIMIT: Duration = Duration::from_secs(10);
/// How many containers are asked where none is named: the newest.
const CONTAINER_LIMIT: usize = 50;
/// How many lines of a container's logs are read: the last.
const LOG_LINES: usize = 1000;
/// How much of them is kept, in bytes: the end.
const LOG_LIMIT: usize = 64 * 1024;
/// How many changed files of a container are known.
const CHANGE_LIMIT: usize = 20_000;
/// What `ps` calls the column with the command line.
const COMMAND_TITLES: &[&str] = &["CMD", "COMMAND", "ARGS"];

impl Looker<'_> {
    /// Asks the container that is meant, or all of them.
    pub(super) async fn details(&self, probe: &Probe, detail: Detail, container: Option<&str>) -> Vec<(Probe, Answer)> {
        let all = ListContainersOptions { all: true, ..ListContainersOptions::default() };
        let answer = match tokio::time::timeout(DETAIL_LIMIT, self.inner.list_containers(Some(all))).await {
            Ok(Ok(listed)) => Answer::Each(self.each(listed, detail, container).await),
            Ok(Err(error)) => Answer::Unknown(format!("the containers could not be listed: {}", deepest(&error))),
            Err(_) => Answer::Unknown(late(DETAIL_LIMIT)),
        };
        vec![(probe.clone(), answer)]
    }

    async fn each(
        &self,
        listed: Vec<ContainerSummary>,
        detail: Detail,
        container: Option<&str>,
    ) -> BTreeMap<String, Answer> {
        let meant = listed.into_iter().filter(|summary| is_meant(summary, container)).take(CONTAINER_LIMIT);
        let looks = meant.filter_map(|summary| summary.id).map(|id| async move {
            let answer = match tokio::time::timeout(DETAIL_LIMIT, self.detail(&id, detail)).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(error)) => Answer::Unknown(format!("{detail} it could not be read: {}", deepest(&error))),
                Err(_) => Answer::Unknown(late(DETAIL_LIMIT)),
            };
            (id, answer)
        });
        futures_util::future::join_all(looks).await.into_iter().collect()
    }

    async fn detail(&self, id: &str, detail: Detail) -> Result<Answer, Error> {
        match detail {
            Detail::Logs => self.logs(id).await.map(Answer::Lines),
            Detail::Changes => Ok(changes(self.inner.container_changes(id).await?.unwrap_or_default())),
            Detail::Processes => match self.inner.top_processes(id, None).await {
                Ok(top) => Ok(Answer::Lines(processes(top))),
                // It does not run.
                Err(Error::DockerResponseServerError { status_code: 409, .. }) => Ok(Answer::Lines(Vec::new())),
                Err(error) => Err(error),
            },
        }
    }

    async fn logs(&self, id: &str) -> Result<Vec<String>, Error> {
        let options = LogsOptions { stdout: true, stderr: true, tail: LOG_LINES.to_string(), ..LogsOptions::default() };
        let mut chunks = std::pin::pin!(self.inner.logs(id, Some(options)));
        let mut text = Vec::new();
        while let Some(chunk) = chunks.next().await {
            text.extend(chunk?.into_bytes());
            text.drain(..text.len().saturating_sub(LOG_LIMIT));
        }
        Ok(String::from_utf8_lossy(&text).lines().map(str::to_owned).collect())
    }
}

/// By its name or identity; what is made to look into an image is nobody's.
fn is_meant(summary: &ContainerSummary, wanted: Option<&str>) -> bool {
    let own = summary.labels.as_ref().is_some_and(|labels| labels.contains_key(LOOK_LABEL));
    let names = summary.names.iter().flatten().map(|name| name.trim_start_matches('/'));
    let is_called = |wanted: &str| {
        names.into_iter().any(|name| name == wanted) || summary.id.as_ref().is_some_and(|id| id.starts_with(wanted))
    };
    !own && wanted.is_none_or(is_called)
}

/// As `docker diff` shows them.
fn changes(changes: Vec<FilesystemChange>) -> Answer {
    if changes.len() > CHANGE_LIMIT {
        return Answer::Unknown(format!("more than {CHANGE_LIMIT} of its files have changed"));
    }
    let letter = |kind| match kind {
        ChangeType::_0 => 'C',
        ChangeType::_1 => 'A',
        ChangeType::_2 => 'D',
    };
    Answer::Lines(changes.into_iter().map(|change| format!("{} {}", letter(change.kind), change.path)).collect())
}

fn processes(top: ContainerTopResponse) -> Vec<String> {
    let titles = top.titles.unwrap_or_default();
    let Some(at) = titles.iter().position(|title| COMMAND_TITLES.contains(&title.as_str())) else { return Vec::new() };
    let rows = top.processes.unwrap_or_default();
    rows.into_iter().filter_map(|mut row| (at < row.len()).then(|| row.swap_remove(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_letters_and_have_a_limit() {
        let change = |kind, path: &str| FilesystemChange { kind, path: path.to_owned() };
        let few = vec![change(ChangeType::_0, "/a"), change(ChangeType::_1, "/a/b"), change(ChangeType::_2, "/c")];
        assert_eq!(changes(few), Answer::Lines(["C /a", "A /a/b", "D /c"].map(str::to_owned).into()));
        let many = |count| vec![change(ChangeType::_1, "/a"); count];
        assert!(matches!(changes(many(CHANGE_LIMIT)), Answer::Lines(_)));
        assert!(matches!(changes(many(CHANGE_LIMIT + 1)), Answer::Unknown(_)));
    }

    #[test]
    fn processes_by_their_command_lines() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let top = |titles: &[&str]| ContainerTopResponse {
            titles: Some(words(titles)),
            processes: Some(vec![words(&["1", "sleep 600", "x"]), words(&["2"])]),
        };
        assert_eq!(processes(top(&["PID", "CMD", "TTY"])), ["sleep 600"]);
        assert_eq!(processes(top(&["PID", "UID"])), [""; 0]);
    }

    #[test]
    fn who_is_meant() {
        let summary = |label: &str| ContainerSummary {
            id: Some("0123456789abcdef".into()),
            names: Some(vec!["/web".into()]),
            labels: Some([(label.to_owned(), String::new())].into()),
            ..ContainerSummary::default()
        };
        for (wanted, want) in [(None, true), (Some("web"), true), (Some("0123456789ab"), true), (Some("we"), false)] {
            assert_eq!(is_meant(&summary("x"), wanted), want, "{wanted:?}");
        }
        assert!(!is_meant(&summary(LOOK_LABEL), None));
    }
}
