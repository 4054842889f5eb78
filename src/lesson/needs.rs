//! What a step supposes to be there that no earlier step makes: images to pull by names that no registry
//! here has, images and containers of an earlier lesson.

use super::{Folder, Lesson, Task, Typed};
use crate::check::normal_reference;
use crate::check::shell::{Command, Simple, split};
use std::collections::BTreeSet;

/// Something a lesson supposes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// An image that must be pullable by this name.
    Pullable(String),
    /// An image that must be in the engine by this name.
    Image(String),
    /// A container of this name.
    Container(String),
    /// A folder, from the learner's home.
    Folder(String),
}

impl Need {
    /// The name that is needed.
    pub fn name(&self) -> &str {
        match self {
            Self::Pullable(name) | Self::Image(name) | Self::Container(name) | Self::Folder(name) => name,
        }
    }
}

/// What the step with this number needs, given what the lesson's solutions made before it.
pub fn needs(lesson: &Lesson, at: usize) -> Vec<Need> {
    let mut known = Known::default();
    known.images.extend(lesson.images.iter().map(|image| normal_reference(image)));
    let mut found = Vec::new();
    for (number, step) in lesson.steps.iter().enumerate().take(at + 1) {
        // What the learner may type of their own is not foreseen; what the text and the solution say is.
        let mut wanted = BTreeSet::new();
        let others = step.choices.iter().flat_map(|choice| choice.ways.iter().flat_map(|way| &way.tasks));
        let tasks = step.tasks.iter().chain(others).filter_map(known_part).chain(step.solution());
        for typed in tasks {
            known.command_line(&typed.text, &mut wanted);
        }
        if number == at {
            found.extend(wanted);
        }
    }
    if at == 0 {
        found.extend(lesson.images.iter().map(|image| Need::Pullable(normal_reference(image))));
    }
    found.sort();
    found.dedup();
    found
}

/// A task's command; a part that only the learner knows is no name.
fn known_part(task: &Task) -> Option<Typed> {
    let Task::Ask { typed, placeholders } = task else { return task.typed() };
    let text = placeholders.iter().fold(typed.text.clone(), |text, p| p.filled(&text, "$_"));
    Some(Typed { text, ..typed.clone() })
}

/// What the lesson has made so far.
#[derive(Debug, Default)]
struct Known {
    images: BTreeSet<String>,
    containers: BTreeSet<String>,
    /// Where the shell is.
    folder: Folder,
    /// All commands so far.
    told: String,
}

impl Known {
    fn command_line(&mut self, text: &str, wanted: &mut BTreeSet<Need>) {
        for image in from_instructions(text) {
            wanted.insert(Need::Pullable(normal_reference(image)));
        }
        for simple in split(text) {
            let is_known = simple.words.iter().all(|w| !w.unknown);
            self.goes(&simple, wanted);
            let Some(command) = Command::read(&simple) else { continue };
            if command.program == "docker" {
                self.docker(&command, is_known, wanted);
            }
        }
    }

    /// A folder that no command before names is one of an earlier lesson.
    fn goes(&mut self, simple: &Simple, wanted: &mut BTreeSet<Need>) {
        let before = self.folder.clone();
        self.folder.go(simple);
        let path = self.folder.of(".").filter(|path| self.folder != before && is_plain(path));
        let name = path.as_ref().and_then(|path| path.rsplit('/').next());
        if let (Some(path), Some(name)) = (&path, name)
            && !self.told.contains(name)
        {
            wanted.insert(Need::Folder(path.clone()));
        }
        for word in &simple.words {
            self.told.extend([word.text.as_str(), " "]);
        }
    }

    fn docker(&mut self, command: &Command, is_known: bool, wanted: &mut BTreeSet<Need>) {
        let args: Vec<String> = command.args.iter().filter(|a| is_plain(a)).cloned().collect();
        // By its place: a word that only the shell knows stands for something too.
        let arg = |n: usize| command.args.get(n).filter(|a| is_plain(a)).cloned();
        match command.verb.as_str() {
            "pull" => {
                for image in &args {
                    self.pulls(image, wanted);
                }
            }
            "run" | "create" => {
                if let Some(image) = arg(0) {
                    self.pulls(&image, wanted);
                }
                self.containers.extend(command.value("name").map(ToOwned::to_owned));
            }
            "build" | "buildx build" => self.images.extend(command.values("tag").map(normal_reference)),
            "tag" => {
                self.needs_image(arg(0), wanted);
                self.images.extend(arg(1).map(|a| normal_reference(&a)));
            }
            "commit" => {
                self.needs_container(arg(0), wanted);
                self.images.extend(arg(1).map(|a| normal_reference(&a)));
            }
            "import" => self.images.extend(arg(1).map(|a| normal_reference(&a))),
            "save" | "push" | "history" | "rmi" if is_known => {
                for image in args {
                    self.needs_image(Some(image), wanted);
                }
            }
            "save" | "push" => self.needs_image(arg(0), wanted),
            "rename" => {
                self.needs_container(arg(0), wanted);
                self.containers.extend(arg(1));
            }
            "diff" | "start" | "stop" | "restart" | "kill" | "logs" | "exec" | "attach" | "export" | "top"
            | "pause" | "unpause" | "port" | "wait" => self.needs_container(arg(0), wanted),
            "rm" if is_known => args.iter().for_each(|a| self.needs_container(Some(a.clone()), wanted)),
            _ => {}
        }
    }

    fn pulls(&mut self, image: &str, wanted: &mut BTreeSet<Need>) {
        let reference = normal_reference(image);
        if self.images.insert(reference.clone()) {
            wanted.insert(Need::Pullable(reference));
        }
    }

    fn needs_image(&mut self, image: Option<String>, wanted: &mut BTreeSet<Need>) {
        let Some(reference) = image.filter(|i| !is_id(i)).map(|i| normal_reference(&i)) else { return };
        if self.images.insert(reference.clone()) {
            wanted.insert(Need::Image(reference));
        }
    }

    fn needs_container(&mut self, name: Option<String>, wanted: &mut BTreeSet<Need>) {
        let Some(name) = name.filter(|n| !is_id(n)) else { return };
        if self.containers.insert(name.clone()) {
            wanted.insert(Need::Container(name));
        }
    }
}

/// Whether a word is a name and nothing that the shell makes something else of.
fn is_plain(word: &str) -> bool {
    let ok = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    !word.is_empty() && word.chars().all(ok) && word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether a word is an identity, which nobody can provide.
fn is_id(word: &str) -> bool {
    word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit())
}

/// Images that a Dockerfile written by a here document builds on.
fn from_instructions(text: &str) -> impl Iterator<Item = &str> {
    let is_dockerfile = text.contains("Dockerfile") && text.contains("<<");
    let stages: BTreeSet<&str> = text
        .lines()
        .filter_map(|l| l.split_once(" AS ").or_else(|| l.split_once(" as ")))
        .map(|(_, s)| s.trim())
        .collect();
    let froms = text.lines().filter(move |_| is_dockerfile).filter_map(|l| l.strip_prefix("FROM "));
    froms
        .filter_map(|rest| rest.split_whitespace().find(|w| !w.starts_with("--")))
        .filter(move |image| is_plain(image) && *image != "scratch" && !stages.contains(image))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Step;

    fn lesson(steps: &[&[&str]]) -> Lesson {
        let typed = |c: &&str| Task::Type(Typed { line: 1, text: (*c).to_owned(), ..Typed::default() });
        let steps = steps.iter().map(|s| Step { tasks: s.iter().map(typed).collect(), ..Step::default() });
        Lesson { steps: steps.collect(), ..Lesson::default() }
    }

    #[test]
    fn what_no_earlier_step_makes_is_needed() {
        let lesson = lesson(&[
            &["docker run --name web -d nginx", "docker pull alpine"],
            &["docker save -o x.tar registry.example.com/a/b", "docker tag alpine mine:1", "docker push mine:1"],
            &[
                "docker diff basic",
                "docker commit basic custom",
                "docker tag custom other",
                "docker stop web",
                "docker commit $(docker ps -lq) a/b:1",
            ],
            &["docker rmi $(docker images -q)", "docker rm 0123456789ab"],
        ]);
        let names = |at| needs(&lesson, at);
        assert_eq!(names(0), [Need::Pullable("alpine:latest".into()), Need::Pullable("nginx:latest".into())]);
        assert_eq!(names(1), [Need::Image("registry.example.com/a/b:latest".into())]);
        assert_eq!(names(2), [Need::Container("basic".into())]);
        assert_eq!(names(3), []);
    }

    #[test]
    fn a_folder_of_an_earlier_lesson_is_needed() {
        let lesson = lesson(&[
            &["cd ~/Desktop/boats", "ls"],
            &["mkdir oars && cd oars", "cd ..", "cd", "cd Desktop/boats", "cd /tmp/x", "cd $HERE"],
            &["git clone https://example.org/rowing.git", "cd rowing", "cd sub-folder"],
        ]);
        assert_eq!(needs(&lesson, 0), [Need::Folder("Desktop/boats".into())]);
        assert_eq!(needs(&lesson, 1), []);
        assert_eq!(needs(&lesson, 2), [], "behind what only a shell knows nothing is certain");
    }

    #[test]
    fn a_dockerfile_needs_its_base_but_not_its_stages() {
        let file = "cat > Dockerfile << 'EOF'\nFROM golang:1 AS build\nFROM scratch\nFROM build\nEOF";
        assert_eq!(needs(&lesson(&[&[file]]), 0), [Need::Pullable("golang:1".into())]);
    }
}
