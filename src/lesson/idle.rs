//! What cannot be asked of a stand-in: it has a shell and tools, and none of the service that the real image starts.

use super::{Lesson, Need, Step, needs};
use crate::check::shell::{Command, split};
use crate::check::{Assertion, ContainerCheck, ExitStatus, normal_reference};
use std::collections::BTreeSet;

/// Docker's commands that only a running container answers.
const WANTS_RUNNING: &[&str] = &["exec", "attach", "top", "pause", "unpause", "kill", "port"];

impl Lesson {
    /// The same where some images are played by others that end at once when nothing is typed into them: of their
    /// containers only that they ran is expected. A sidecar's checks are its author's, and stay.
    #[must_use]
    pub fn with_idle(mut self, is_idle: &dyn Fn(&str) -> bool) -> Self {
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
        }
        self
    }
}

fn soften(step: &mut Step, images: &BTreeSet<String>, containers: &mut BTreeSet<String>) {
    for check in step.expect.iter_mut().filter(|check| check.line.is_none()) {
        match &mut check.assertion {
            Assertion::Container(wanted)
                if wanted.running == Some(true)
                    && wanted.image.as_ref().is_some_and(|image| images.contains(&normal_reference(image))) =>
            {
                containers.extend(wanted.name.clone());
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
        let of_idle = command.args.first().is_some_and(|name| containers.contains(name));
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
                    $ docker tag nginx own\n$ docker run -d own\n```\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let played = lesson.with_idle(&|name| name.starts_with("works/"));
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
            ]
        );
    }
}
