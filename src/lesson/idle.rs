//! What cannot be asked of a stand-in: it has a shell and tools, and none of the service that the real image starts.

use super::{Lesson, Need, Step, needs};
use crate::check::shell::{Command, split};
use crate::check::{Assertion, ContainerCheck, ExitStatus, RanCheck, normal_reference};
use std::collections::BTreeSet;

/// Docker's commands that only a running container answers.
const WANTS_RUNNING: &[&str] = &["exec", "attach", "top", "pause", "unpause", "kill", "port"];

impl Lesson {
    /// The same where some images are played by others that end at once when nothing is typed into them: of their
    /// containers only that they ran is expected. A sidecar's checks are its author's, and stay.
    #[must_use]
    pub fn with_idle(mut self, is_idle: &dyn Fn(&str) -> bool, has_program: &dyn Fn(&str) -> bool) -> Self {
        if self.has_sidecar {
            return self;
        }
        let all: BTreeSet<Need> = (0..self.steps.len()).flat_map(|at| needs(&self, at)).collect();
        let images: BTreeSet<String> = all
            .iter()
            .filter(|need| !matches!(need, Need::Container(_) | Need::Folder(_)) && is_idle(need.name()))
            .map(|need| normal_reference(need.name()))
            .collect();
        let mut containers = BTreeSet::new();
        for step in self.steps.iter_mut().filter(|_| !images.is_empty()) {
            soften(step, &images, &mut containers);
            without_programs(step, &images, has_program);
        }
        self
    }
}

/// A stand-in does not have the program that the real image is run for: that it was tried is enough.
fn without_programs(step: &mut Step, images: &BTreeSet<String>, has_program: &dyn Fn(&str) -> bool) {
    let mut tried = BTreeSet::new();
    for command in step.solution().iter().flat_map(|typed| split(&typed.text)).filter_map(|s| Command::read(&s)) {
        let is_run = command.program == "docker" && command.verb == "run";
        let mut words = command.args.iter().filter(|_| is_run);
        if let (Some(image), Some(program)) = (words.next().map(|image| normal_reference(image)), words.next())
            && images.contains(&image)
            && !program.contains('/')
            && !has_program(program)
        {
            tried.insert(image);
        }
    }
    for check in step.expect.iter_mut().filter(|check| check.line.is_none()) {
        match &mut check.assertion {
            Assertion::Container(wanted)
                if wanted.image.as_ref().is_some_and(|image| tried.contains(&normal_reference(image))) =>
            {
                check.assertion =
                    Assertion::Ran(RanCheck { command: "docker run".to_owned(), status: ExitStatus::Any });
            }
            Assertion::Ran(ran) if !tried.is_empty() && is_run(&ran.command) => ran.status = ExitStatus::Any,
            _ => {}
        }
    }
}

fn is_run(command: &str) -> bool {
    split(command).iter().filter_map(Command::read).any(|c| c.program == "docker" && c.verb == "run")
}

fn soften(step: &mut Step, images: &BTreeSet<String>, containers: &mut BTreeSet<String>) {
    for check in step.expect.iter_mut().filter(|check| check.line.is_none()) {
        match &mut check.assertion {
            Assertion::Container(wanted)
                if wanted.running == Some(true)
                    && wanted.image.as_ref().is_some_and(|image| images.contains(&normal_reference(image))) =>
            {
                containers.insert(wanted.name.clone().unwrap_or_default());
                ends(wanted);
            }
            Assertion::Ran(ran) if wants_running(&ran.command, containers) => ran.status = ExitStatus::Any,
            _ => {}
        }
    }
}

/// An ended container has no ports, and of its mounts and networks the engine may know nothing any more.
fn ends(wanted: &mut ContainerCheck) {
    let ContainerCheck { name, image, labels, env, .. } = std::mem::take(wanted);
    *wanted = ContainerCheck { name, image, labels, env, ran: true, ..ContainerCheck::default() };
}

fn wants_running(command: &str, containers: &BTreeSet<String>) -> bool {
    split(command).iter().filter_map(Command::read).any(|command| {
        // Without a name it is the container that was made last.
        let of_idle = command.args.first().is_none_or(|name| containers.contains(name)) && !containers.is_empty();
        command.program == "docker" && WANTS_RUNNING.contains(&command.verb.as_str()) && of_idle
    })
}

#[cfg(test)]
mod tests {
    use crate::check::describe;
    use crate::source::Source;

    #[test]
    fn of_a_stand_in_for_a_service_only_that_it_ran_is_expected() {
        let text = "# Mills\n\n## Grind\n\n```console\n$ docker run -d --name mill -l of=flour -p 80:80 works/mill\n\
                    $ docker exec mill ls\n$ docker run -d --name web -p 81:80 nginx\n$ docker exec web ls\n\
                    $ docker tag nginx own\n$ docker run -d own\n\
                    $ docker run works/oven bake\n$ docker run works/press ls\n\
                    $ docker run -d works/mill\n$ docker exec -it 0a1b2c3d4e5f ls\n```\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let played = lesson.with_idle(&|name| name.starts_with("works/"), &|program| program == "ls");
        let said: Vec<String> = played.steps[0].expect.iter().map(|c| describe(&c.assertion)).collect();
        assert_eq!(
            said,
            [
                "container `mill` of `works/mill` has run with label `of=flour`",
                "`docker exec mill ls` is run, however it ends",
                "container `web` of `nginx` is running with port 80 on 81",
                "`docker exec web ls` is run",
                "image `own` is the same image as `nginx`",
                "a container of `own` is running",
                "`docker run` is run, however it ends",
                "a container of `works/press` has run with command `ls`",
                "a container of `works/mill` has run",
                "`docker exec -it` is run, however it ends",
            ]
        );
    }
}
