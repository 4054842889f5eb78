//! Files of containers and images, over the engine's archive API: the container need not run, and no program of it
//! is needed.

use super::{Looker, each, late};
use crate::sandbox::engine::deepest;
use crate::sandbox::random_hex;
use crate::state::{Answer, FILE_CONTENT_LIMIT, File, FileKind, Link, Place, Probe};
use bollard::errors::Error;
use bollard::models::{ContainerCreateBody, HostConfig, ImageInspect};
use bollard::query_parameters::{CreateContainerOptions, DownloadFromContainerOptions, RemoveContainerOptions};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long the look at a container's or an image's files may take.
const INSIDE_LIMIT: Duration = Duration::from_secs(10);
/// The label of a container that is made to look into an image; it never starts.
pub const LOOK_LABEL: &str = "ropewalk.look";
/// How many links are followed from one to the next.
const LINK_LIMIT: usize = 8;
/// How much of an archive is read for its first file, in bytes: what is shown of it, and its headers.
const ARCHIVE_HEAD: usize = FILE_CONTENT_LIMIT + 16 * 1024;

/// How many answers are remembered.
const MEMORY_LIMIT: usize = 500;

/// How many archives are remembered: a list of entries is long.
const ARCHIVES_LIMIT: usize = 20;

/// What need not be looked up again: files of images by their identity, which never change, and lists of archives by
/// their path and a stamp that another file there would not have.
#[derive(Debug, Default)]
pub struct Memory {
    image_files: Mutex<HashMap<(String, String), Answer>>,
    archives: Mutex<HashMap<String, (String, Answer)>>,
}

impl Memory {
    /// What is in the archive at a path, and the stamp it had.
    pub(super) fn archive(&self, path: &str) -> Option<(String, Answer)> {
        self.archives.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    pub(super) fn keep_archive(&self, path: &str, stamp: &str, answer: &Answer) {
        let mut known = self.archives.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ARCHIVES_LIMIT && !known.contains_key(path) {
            known.clear();
        }
        known.insert(path.to_owned(), (stamp.to_owned(), answer.clone()));
    }

    fn recall(&self, image: &str, path: &str) -> Option<Answer> {
        let known = self.image_files.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(image.to_owned(), path.to_owned())).cloned()
    }

    fn keep(&self, image: &str, path: &str, answer: &Answer) {
        let mut known = self.image_files.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MEMORY_LIMIT {
            known.clear();
        }
        if !matches!(answer, Answer::Unknown(_)) {
            known.insert((image.to_owned(), path.to_owned()), answer.clone());
        }
    }
}

impl Looker<'_> {
    /// A file of a container.
    pub(super) async fn in_container(&self, name: &str, path: &str) -> Answer {
        if !is_name(name) {
            return Answer::Missing;
        }
        match tokio::time::timeout(INSIDE_LIMIT, self.follow(name, path)).await {
            Ok(Ok(file)) => file.map_or(Answer::Missing, Answer::File),
            Ok(Err(error)) => Answer::Unknown(format!("`{name}` could not be looked into: {}", deepest(&error))),
            Err(_) => Answer::Unknown(late(INSIDE_LIMIT)),
        }
    }

    /// The file; of a link what it leads to.
    async fn follow(&self, name: &str, path: &str) -> Result<Option<File>, Error> {
        let mut at = format!("/{}", path.trim_start_matches('/'));
        let Some((file, first)) = self.first(name, &at).await? else { return Ok(None) };
        let Some(first) = first else { return Ok(Some(file)) };
        let (to, mut next) = (first.display().to_string(), Some(first));
        let leads = |end: Option<FileKind>| Some(Link { to: to.clone(), end });
        for _ in 0..LINK_LIMIT {
            let Some(target) = next.take() else { break };
            at = PathBuf::from(&at).parent().unwrap_or(&PathBuf::from("/")).join(target).display().to_string();
            let Some((end, more)) = self.first(name, &at).await? else { break };
            if more.is_none() {
                return Ok(Some(File { kind: FileKind::Link, link: leads(Some(end.kind)), ..end }));
            }
            next = more;
        }
        Ok(Some(File { link: leads(None), ..file }))
    }

    /// What is at a path, and where it leads if it is a link. A folder's archive is not read beyond its beginning.
    async fn first(&self, name: &str, path: &str) -> Result<Option<(File, Option<PathBuf>)>, Error> {
        let options = DownloadFromContainerOptions { path: path.to_owned() };
        let mut chunks = std::pin::pin!(self.inner.download_from_container(name, Some(options)));
        let mut head = Vec::new();
        while let Some(chunk) = chunks.next().await {
            match chunk {
                Ok(chunk) => head.extend(chunk),
                Err(Error::DockerResponseServerError { status_code: 404, .. }) => return Ok(None),
                Err(error) => return Err(error),
            }
            if head.len() >= ARCHIVE_HEAD {
                break;
            }
        }
        first_entry(&head).map_err(|err| Error::IOError { err })
    }

    /// Files of an image: of a container that is made from it, never started and removed at once.
    pub(super) async fn in_image(&self, image: &str, paths: Vec<&str>) -> Vec<(Probe, Answer)> {
        let answers = match tokio::time::timeout(INSIDE_LIMIT, self.inner.inspect_image(image)).await {
            Ok(Ok(inspected)) => self.in_known_image(&inspected, &paths).await,
            Ok(Err(Error::DockerResponseServerError { status_code: 400 | 404, .. })) => {
                Ok(vec![Answer::Missing; paths.len()])
            }
            Ok(Err(error)) => Err(format!("`{image}` could not be looked into: {}", deepest(&error))),
            Err(_) => Err(late(INSIDE_LIMIT)),
        };
        let place = Place::Image(image.to_owned());
        each(paths.into_iter().map(|path| Probe::FileIn(place.clone(), path.to_owned())), answers)
    }

    async fn in_known_image(&self, image: &ImageInspect, paths: &[&str]) -> Result<Vec<Answer>, String> {
        let id = image.id.clone().unwrap_or_default();
        let known: Option<Vec<Answer>> = paths.iter().map(|path| self.memory.recall(&id, path)).collect();
        if let Some(known) = known {
            return Ok(known);
        }
        let failed = |error: Error| format!("the image could not be looked into: {}", deepest(&error));
        let name = format!("ropewalk-look-{}", random_hex(12));
        let options = CreateContainerOptions { name: Some(name.clone()), ..CreateContainerOptions::default() };
        self.inner.create_container(Some(options), never_started(image)).await.map_err(failed)?;
        let mut answers = Vec::with_capacity(paths.len());
        for path in paths {
            let answer = self.in_container(&name, path).await;
            self.memory.keep(&id, path, &answer);
            answers.push(answer);
        }
        let options = RemoveContainerOptions { force: true, v: true, ..RemoveContainerOptions::default() };
        self.inner.remove_container(&name, Some(options)).await.map_err(failed)?;
        Ok(answers)
    }
}

/// A container that shows an image's files and leaves nothing: no network, and none of the volumes that the image
/// would have made.
fn never_started(image: &ImageInspect) -> ContainerCreateBody {
    let volumes = image.config.as_ref().and_then(|config| config.volumes.clone()).unwrap_or_default();
    ContainerCreateBody {
        image: image.id.clone(),
        cmd: Some(vec!["-".to_owned()]),
        labels: Some([(LOOK_LABEL.to_owned(), String::new())].into()),
        host_config: Some(HostConfig {
            network_mode: Some("none".to_owned()),
            tmpfs: Some(volumes.into_iter().map(|path| (path, String::new())).collect()),
            ..HostConfig::default()
        }),
        ..ContainerCreateBody::default()
    }
}

/// Whether a container or a volume can be called so; the engine's paths are made of it.
pub(super) fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(inner)
}

/// The first file of an archive whose end may be missing, and where it leads if it is a link.
fn first_entry(head: &[u8]) -> std::io::Result<Option<(File, Option<PathBuf>)>> {
    let mut archive = tar::Archive::new(head);
    let Some(entry) = archive.entries()?.next() else { return Ok(None) };
    let mut entry = entry?;
    let header = entry.header();
    let kind = match header.entry_type() {
        kind if kind.is_file() => FileKind::File,
        kind if kind.is_dir() => FileKind::Directory,
        kind if kind.is_symlink() => FileKind::Link,
        _ => FileKind::Other,
    };
    let (mode, uid) = (header.mode()? & 0o7777, u32::try_from(header.uid()?).unwrap_or(u32::MAX));
    let link = entry.link_name()?.map(std::borrow::Cow::into_owned).filter(|_| kind == FileKind::Link);
    let size = entry.size();
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_CONTENT_LIMIT).unwrap_or(u64::MAX);
    entry.by_ref().take(limit.min(size)).read_to_end(&mut bytes)?;
    let content = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Some((File { kind, mode, uid, size, content, ..File::default() }, link)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(kind: tar::EntryType, size: usize) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(0o640);
        header.set_uid(33);
        header.set_size(size as u64);
        if kind.is_symlink() {
            header.set_link_name("../there").unwrap();
        }
        header.set_cksum();
        builder.append_data(&mut header, "name", "x".repeat(size).as_bytes()).unwrap();
        builder.into_inner().unwrap()
    }

    #[test]
    fn the_first_file_of_an_archive() {
        let (file, link) = first_entry(&archive(tar::EntryType::Regular, 3)).unwrap().unwrap();
        assert_eq!((file.kind, file.mode, file.uid, file.content.as_str()), (FileKind::File, 0o640, 33, "xxx"));
        assert_eq!(link, None);
        let (file, link) = first_entry(&archive(tar::EntryType::Symlink, 0)).unwrap().unwrap();
        assert_eq!((file.kind, link), (FileKind::Link, Some(PathBuf::from("../there"))));
        assert_eq!(first_entry(&[]).unwrap(), None);
        assert!(first_entry(&[1; 2000]).is_err());
    }

    #[test]
    fn a_large_file_is_cut() {
        let whole = archive(tar::EntryType::Regular, ARCHIVE_HEAD + 1);
        let (file, _) = first_entry(&whole[..ARCHIVE_HEAD]).unwrap().unwrap();
        assert_eq!((file.size, file.content.len()), (ARCHIVE_HEAD as u64 + 1, FILE_CONTENT_LIMIT));
    }

    #[test]
    fn names_that_make_no_paths() {
        for (name, want) in
            [("web", true), ("a.b_c-1", true), ("../x", false), ("a/b", false), ("", false), ("-a", false)]
        {
            assert_eq!(is_name(name), want, "{name}");
        }
    }

    #[test]
    fn memory_is_bounded_and_keeps_no_failure() {
        let memory = Memory::default();
        memory.keep("i", "bad", &Answer::Unknown("late".into()));
        assert_eq!(memory.recall("i", "bad"), None);
        for n in 0..=MEMORY_LIMIT {
            memory.keep("i", &n.to_string(), &Answer::Missing);
        }
        assert_eq!(
            (memory.recall("i", "0"), memory.recall("i", &MEMORY_LIMIT.to_string())),
            (None, Some(Answer::Missing))
        );
    }

    #[test]
    fn archives_are_remembered_by_their_stamp_and_not_too_many() {
        let memory = Memory::default();
        for at in 0..ARCHIVES_LIMIT {
            memory.keep_archive(&at.to_string(), "1", &Answer::Missing);
        }
        memory.keep_archive("0", "2", &Answer::Missing);
        assert_eq!(memory.archive("0"), Some(("2".to_owned(), Answer::Missing)));
        assert!(memory.archive("1").is_some(), "the same archive again is not one more");
        memory.keep_archive("another", "1", &Answer::Missing);
        assert!(memory.archive("1").is_none() && memory.archive("another").is_some());
    }
}
