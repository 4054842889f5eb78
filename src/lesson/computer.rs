//! Commands for the computer that Docker runs on, which a sandbox is already, and between computers, of which it knows
//! no other.

use crate::check::shell::{Command, split};

/// Programs that install packages.
const INSTALLERS: &[&str] = &["apt", "apt-get", "aptitude", "yum", "dnf", "microdnf", "apk", "zypper", "pacman"];
/// How the names of Docker's own packages begin.
const ENGINES: &[&str] = &["docker", "containerd", "moby-engine", "podman"];

/// The engine's own programs, and where its number is written down.
const DAEMONS: &[&str] = &["dockerd", "containerd", "dockerd-rootless.sh", "docker.pid"];

/// What administers the computer that Docker runs on: users, groups, services, the sources of packages, Docker itself.
pub(super) fn sets_up_computer(text: &str) -> bool {
    split(text).iter().filter_map(Command::read).any(|c| administers(&c))
}

fn administers(command: &Command) -> bool {
    let first = command.args.first().map(String::as_str);
    match command.program.as_str() {
        "groupadd" | "usermod" | "useradd" | "adduser" | "addgroup" | "gpasswd" | "newgrp" | "systemctl"
        | "service" | "add-apt-repository" | "apt-key" | "yum-config-manager" => true,
        "snap" | "brew" | "choco" | "winget" => first == Some("install"),
        "kill" | "pkill" | "killall" => command.args.iter().any(|word| DAEMONS.iter().any(|name| word.contains(name))),
        "nohup" => first.is_some_and(|program| DAEMONS.contains(&program)),
        program if DAEMONS.contains(&program) => !(command.has("version") || command.has("help")),
        program if program.ends_with("/init.d/docker") => true,
        program if INSTALLERS.contains(&program) => match first {
            Some("upgrade" | "dist-upgrade" | "full-upgrade" | "config-manager") => true,
            Some("install" | "add" | "remove" | "purge") => command.args[1..].iter().any(|package| is_engine(package)),
            _ => false,
        },
        _ => false,
    }
}

fn is_engine(package: &str) -> bool {
    ENGINES.iter().any(|engine| package.starts_with(engine))
}

/// Whether a command goes to another computer, or copies files from or to one.
pub(super) fn calls_other_computer(command: &Command) -> bool {
    match command.program.as_str() {
        "ssh" => is_remote(&command.args),
        "scp" | "sftp" => true,
        "rsync" => command.args.iter().any(|path| path.contains(':')),
        _ => false,
    }
}

/// Whether one of the words behind `ssh` is a computer's full name: one of a single word may be a placeholder's or the
/// author's own.
fn is_remote(words: &[String]) -> bool {
    let named = words.iter().find_map(|word| word.split_once('@')).map(|(_, host)| host);
    let is_host = |word: &&str| word.contains('.') && !word.contains('/') && word.rsplit('.').next() != Some("pem");
    named.or_else(|| words.iter().map(String::as_str).find(is_host)).is_some_and(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_is_set_up() {
        for text in [
            "sudo apt install -y docker",
            "sudo apt-get update && sudo apt-get install docker-ce docker-ce-cli containerd.io",
            "sudo yum remove docker-client",
            "apk add docker",
            "sudo add-apt-repository \"deb https://example.org x\"",
            "sudo apt-get upgrade",
            "sudo dnf config-manager --add-repo https://example.org/x.repo",
            "sudo service web restart",
            "sudo systemctl enable docker",
            "sudo pkill dockerd",
            "killall -9 containerd",
            "kill $(cat /var/run/docker.pid)",
            "dockerd > /dev/null 2>&1 &",
            "sudo nohup dockerd -H unix:///tmp/x.sock &",
            "sudo /etc/init.d/docker restart",
        ] {
            assert!(sets_up_computer(text), "{text}");
        }
        for text in [
            "sudo apt-get update",
            "apt-get install -y curl",
            "docker service ls",
            "pip install docker",
            "dockerd --version",
            "ps aux | grep dockerd",
            "kill 12",
            "ls",
        ] {
            assert!(!sets_up_computer(text), "{text}");
        }
    }

    #[test]
    fn files_go_between_computers() {
        let calls =
            |text: &str| split(text).iter().filter_map(Command::read).any(|command| calls_other_computer(&command));
        for text in [
            "scp a me@example.org:/tmp/",
            "sftp example.org",
            "rsync -a ./x me@host:x",
            "rsync -a host::x .",
            "ssh -L 80:localhost:80 me@one.example.org",
        ] {
            assert!(calls(text), "{text}");
        }
        for text in ["rsync -a a/ b/", "cp a b", "docker cp web:/x .", "ssh -i a.pem me@one", "ssh-keygen -t rsa"] {
            assert!(!calls(text), "{text}");
        }
    }

    #[test]
    fn what_is_another_shells_is_left() {
        let text = "# L\n\n## Do\n\n```powershell\nGet-Content a\n```\n\n```bash\ndocker ps\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let typed: Vec<_> = lesson.steps[0].tasks.iter().map(|task| task.typed().map(|typed| typed.text)).collect();
        assert_eq!(typed, [None, Some("docker ps".to_owned())]);
    }
}
