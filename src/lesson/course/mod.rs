//! The lessons of a folder, in the order its author gave them.
//!
//! A course says its order in a file of its own kind ([`MANIFESTS`]); what such a file names is taken in its order,
//! with the titles it gives. Without one, a page's own front matter says its place ([`place`]), and names are the rest of
//! the order, as people count ([`in_order`]). What is no lesson by its name is told in [`kind_of`].

mod faults;
mod manifest;
mod names;
mod pages;
mod place;
mod scripts;

pub use faults::{BROKEN, MISSING, broken, missing};
pub use manifest::{Listing, MANIFESTS, Manifest, Named};
pub use names::{
    Kind, in_order, is_aside, is_markdown, is_no_course, is_page_first, kind_of, tells_of_folder, with_ends,
    without_number,
};
pub use pages::toctree;
pub use place::{Place, folder_place, own_id, place};

use crate::document::{Document, Inline, NodeKind, plain_text};

/// Folders that hold a course's lessons where the folder itself is named: Jekyll's and the Workbench's.
pub const EPISODE_FOLDERS: &[&str] = &["_episodes", "episodes"];

/// The programs of lessons about containers.
const PROGRAMS: &[&str] = &[
    "docker",
    "docker-compose",
    "docker-machine",
    "podman",
    "buildah",
    "skopeo",
    "nerdctl",
    "singularity",
    "apptainer",
    "kubectl",
    "minikube",
    "kind",
    "helm",
];

/// Whether a page has commands that work with containers: that makes a lesson of a file that tells of its folder.
pub fn works_with_containers(document: &Document) -> bool {
    let names_one = |text: &str| {
        let mut words = text.split(|c: char| c.is_whitespace() || "|;&()`".contains(c));
        words.any(|word| PROGRAMS.contains(&word.strip_suffix(".exe").unwrap_or(word)))
    };
    let blocks = document.blocks();
    let mut commands = blocks.iter().flat_map(|block| &block.commands);
    commands.any(|command| names_one(&command.text)) || document.suggested.iter().any(|s| names_one(&s.text))
}

/// The title of a lesson: its own where it states one, else the one that its course gives it, else that of its first
/// section.
pub fn titled(document: &Document, given: Option<&str>) -> Option<String> {
    let of_section = given.is_some() && is_of_section(document);
    if of_section { given.map(ToOwned::to_owned) } else { document.title.clone().or(given.map(ToOwned::to_owned)) }
}

/// Whether a document has no other title than that of its first section.
fn is_of_section(document: &Document) -> bool {
    let Some(title) = &document.title else { return true };
    let headings = || {
        document.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Heading { level, text, .. } => Some((*level, plain_text(text))),
            _ => None,
        })
    };
    let in_bold = document.nodes.first().is_some_and(|node| match &node.kind {
        NodeKind::Paragraph(text) => matches!(text.as_slice(), [Inline::Strong(_)]),
        _ => false,
    });
    let first = headings().next();
    let is_section = first.map_or(in_bold, |(_, text)| text.trim() == title);
    is_section && headings().all(|(level, _)| level != 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn read(text: &str) -> Document {
        crate::reader::read(&Source::new("x.md", text)).0
    }

    #[test]
    fn a_course_gives_titles_to_what_has_none() {
        for (text, want) in [
            ("# Own\n\nText.\n", Some("Own")),
            ("---\ntitle: Own\n---\n\n## Part\n", Some("Own")),
            ("Text.\n\n## Part\n", Some("Given")),
            ("**Bold**\n\nText.\n", Some("Given")),
            ("Text.\n", Some("Given")),
        ] {
            assert_eq!(titled(&read(text), Some("Given")).as_deref(), want, "{text:?}");
        }
        assert_eq!(titled(&read("## Part\n"), None).as_deref(), Some("Part"));
    }

    #[test]
    fn pages_that_work_with_containers() {
        for (text, want) in [
            ("# A\n\n```bash\n$ sudo docker run alpine\n```\n", true),
            ("# A\n\n```console\n$ docker.exe ps\n```\n", true),
            ("# A\n\n```bash\ncurl x | docker load\n```\n", true),
            ("# A\n\n```bash\nnpm install dockerode\n```\n", false),
            ("# A\n\nDocker is fine.\n", false),
        ] {
            assert_eq!(works_with_containers(&read(text)), want, "{text:?}");
        }
    }
}
