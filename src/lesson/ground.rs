//! What stands by a lesson's commands so far: where its shell is, what it has saved in archives and what of that is gone.

use super::Folder;
use crate::check::shell::{Command, Simple};
use crate::check::{ArchiveKind, Assertion, ImageCheck, Look, derive_part, normal_reference};
use std::collections::{BTreeMap, BTreeSet};

/// The ground that a command finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// Where the lesson's shell is.
    pub folder: Folder,
    /// The names of the images in each archive, by its path.
    saved: BTreeMap<String, Vec<String>>,
    /// Names that were taken from images.
    gone: BTreeSet<String>,
}

impl Ground {
    /// What it is after one part of a text.
    pub fn go(&mut self, parts: &[Simple], at: usize) {
        let Some(part) = parts.get(at) else { return };
        let loaded: Vec<String> = self.loading(part).into_iter().flatten().cloned().collect();
        let effects = derive_part(parts, at, "");
        for effect in effects.into_iter().filter_map(|assertion| self.folder.meant(assertion)) {
            match effect {
                Assertion::Look(look) => {
                    if let Look::Archive(check) = *look {
                        let is_image = check.kind == ArchiveKind::Image;
                        self.saved.insert(check.path, if is_image { check.tags } else { Vec::new() });
                    }
                }
                Assertion::Image(check) => drop(check.reference.map(|name| self.gone.remove(&normal_reference(&name)))),
                Assertion::Absent(inner) => {
                    if let Assertion::Image(ImageCheck { reference: Some(name), .. }) = *inner {
                        self.gone.insert(normal_reference(&name));
                    }
                }
                _ => {}
            }
        }
        for name in loaded {
            self.gone.remove(&normal_reference(&name));
        }
        self.swept(part);
        self.folder.go(part);
    }

    /// What `docker load` brings back, where the lesson itself has saved it and taken it away since.
    pub fn brought_back(&self, part: &Simple) -> Option<Vec<Assertion>> {
        let missing = self.loading(part)?.iter().filter(|name| self.gone.contains(&normal_reference(name)));
        let image =
            |name: &String| Assertion::Image(ImageCheck { reference: Some(name.clone()), ..ImageCheck::default() });
        Some(missing.map(image).collect::<Vec<_>>()).filter(|images| !images.is_empty())
    }

    /// The images that a command loads.
    fn loading(&self, part: &Simple) -> Option<&Vec<String>> {
        let command = Command::read(part).filter(|command| command.program == "docker" && command.verb == "load")?;
        self.saved.get(&self.folder.of(command.value("input")?)?)
    }

    /// What a command does to archives, and to all images at once.
    fn swept(&mut self, part: &Simple) {
        let Some(command) = Command::read(part) else { return };
        if command.program == "docker" && command.verb.ends_with("prune") && command.has("all") {
            self.gone.extend(self.saved.values().flatten().map(|name| normal_reference(name)));
        }
        let paths: Vec<String> = command.args.iter().filter_map(|path| self.folder.of(path)).collect();
        let (from, to) = match (command.program.as_str(), paths.as_slice()) {
            ("gzip", [path]) => (path.clone(), format!("{path}.gz")),
            ("gunzip", [path]) => (path.clone(), path.trim_end_matches(".gz").to_owned()),
            ("mv" | "cp", [from, to]) => (from.clone(), to.clone()),
            _ => return,
        };
        let names = if command.program == "cp" { self.saved.get(&from).cloned() } else { self.saved.remove(&from) };
        self.saved.extend(names.map(|names| (to, names)));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::describe;
    use crate::lesson::compile;
    use crate::reader::read;
    use crate::source::Source;

    /// What the last step of a lesson asks for.
    #[track_caller]
    fn check(steps: &[&str], want: &[&str]) {
        let step = |commands: &&str| format!("## Step\n\n```console\n$ {}\n```\n\n", commands.replace('\n', "\n$ "));
        let text = format!("# Archives\n\n{}", steps.iter().map(step).collect::<String>());
        let (lesson, _) = compile("x", &read(&Source::new("x.md", text)).0, None);
        let expect = &lesson.steps.last().unwrap().expect;
        let said: Vec<String> = expect.iter().map(|check| describe(&check.assertion)).collect();
        assert_eq!(said, want, "{steps:?}");
    }

    #[test]
    fn what_was_saved_and_taken_away_comes_back_by_loading() {
        let load = &["`docker load -i a.tar` is run"][..];
        check(
            &["docker save -o a.tar alpine me/app:1", "docker rmi me/app:1", "docker load -i a.tar"],
            &["image `me/app:1` exists"],
        );
        check(
            &["mkdir x && cd x\ndocker save alpine > a.tar", "docker rmi alpine\ncd ..", "docker load < x/a.tar"],
            &["image `alpine` exists"],
        );
        check(
            &["docker save alpine | gzip > a.tgz", "docker rmi alpine", "cat a.tgz | docker load"],
            &["image `alpine` exists"],
        );
        check(
            &["docker save alpine -o b.tar\nmv b.tar a.tar", "docker system prune -af", "docker load -i a.tar"],
            &["image `alpine` exists"],
        );
        check(
            &["docker save -o a.tar alpine\ndocker rmi alpine\ndocker load -i a.tar"],
            &["`a.tar` is an image archive with image `alpine`", "image `alpine` exists"],
        );
        // What is there anyway does not tell that it was loaded.
        check(&["docker save -o a.tar alpine", "docker load -i a.tar"], load);
        check(&["docker save -o a.tar alpine", "docker rmi alpine\ndocker pull alpine", "docker load -i a.tar"], load);
        check(&["docker rmi alpine", "docker load -i a.tar"], load);
    }
}
