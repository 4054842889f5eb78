//! Commands that run until somebody stops them.

use super::{Command, Simple, split};
use crate::check::reference::{normal_reference, split as split_reference};

/// Images whose own command is a server.
const SERVERS: &[&str] = &[
    "caddy",
    "elasticsearch",
    "ghost",
    "grafana/grafana",
    "haproxy",
    "httpd",
    "influxdb",
    "jenkins/jenkins",
    "mariadb",
    "memcached",
    "mongo",
    "mysql",
    "nats",
    "nextcloud",
    "nginx",
    "portainer/portainer-ce",
    "postgres",
    "prom/prometheus",
    "rabbitmq",
    "redis",
    "registry",
    "rocker/rstudio",
    "tomcat",
    "traefik",
    "wordpress",
];
/// Programs that do their work and end, even in a container that publishes a port.
const ENDS: &[&str] = &[
    "cat", "date", "df", "echo", "env", "false", "hostname", "id", "ls", "printenv", "printf", "ps", "pwd", "true",
    "uname", "uptime", "whoami",
];
/// What reads only the beginning ends the command that it reads from.
const READS_THE_BEGINNING: &[&str] = &["head", "less", "more", "timeout"];

/// Whether a command line keeps the terminal until somebody presses Ctrl-C: it follows a log, watches the engine, or
/// serves in the foreground.
pub fn runs_for_ever(text: &str) -> bool {
    if text.trim_end().ends_with('&') {
        return false;
    }
    let commands = split(text);
    let reads = |c: Command| READS_THE_BEGINNING.contains(&c.program.as_str());
    commands.iter().any(is_endless) && !commands.iter().filter_map(Command::read).any(reads)
}

fn is_endless(simple: &Simple) -> bool {
    let Some(command) = Command::read(simple) else { return false };
    if command.program != "docker" {
        let words = simple.words.iter().map(|word| word.text.as_str());
        return program_is_endless(&words.skip_while(|word| *word != command.program).collect::<Vec<_>>());
    }
    match command.verb.as_str() {
        "logs" | "compose logs" | "service logs" => command.has("follow"),
        "events" | "compose events" => !command.has("until"),
        "stats" | "compose stats" => !command.has("no-stream"),
        "compose watch" => true,
        "compose up" => {
            let ends = ["detach", "wait", "no-start", "abort-on-container-exit", "exit-code-from"];
            !ends.iter().any(|flag| command.has(flag))
        }
        "run" => !command.has("detach") && run_is_endless(&command),
        "exec" => !command.has("detach") && program_is_endless(&words(command.args.get(1..))),
        _ => false,
    }
}

fn words(args: Option<&[String]>) -> Vec<&str> {
    args.unwrap_or(&[]).iter().map(String::as_str).collect()
}

fn run_is_endless(command: &Command) -> bool {
    let Some((image, _)) = command.args.split_first() else { return false };
    let own = words(command.args.get(1..));
    if command.has("help") || command.has("interactive") && own.first().is_some_and(|first| is_shell(first)) {
        return false;
    }
    let name = normal_reference(image);
    let is_server = || SERVERS.contains(&split_reference(&name).0) && !command.has("entrypoint");
    let serves = command.has("publish") || command.has("publish-all");
    match own.first() {
        // With a terminal it may be for its own prompt.
        None => is_server() || serves && !command.has("interactive"),
        Some(first) if serves && !command.has("interactive") => !ENDS.contains(first) && !is_shell(first),
        Some(_) => program_is_endless(&own),
    }
}

fn is_shell(program: &str) -> bool {
    matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "zsh"))
}

/// The words of a program and what is given to it.
fn program_is_endless(words: &[&str]) -> bool {
    let Some((program, rest)) = words.split_first() else { return false };
    let has =
        |flag: char| rest.iter().any(|word| word.starts_with('-') && !word.starts_with("--") && word.contains(flag));
    let first = rest.first().copied().unwrap_or_default();
    match program.rsplit('/').next().unwrap_or(program) {
        "ping" => !has('c') && !has('w') && !rest.is_empty() && !has('h') && !has('V'),
        "tail" => has('f') || has('F') || rest.contains(&"--follow"),
        "journalctl" => has('f') || rest.contains(&"--follow"),
        "watch" | "yes" | "dockerd" => !first.starts_with("--"),
        "sleep" => first.starts_with("inf"),
        "python" | "python3" => rest.windows(2).any(|pair| pair == ["-m", "http.server"]),
        "npm" | "yarn" | "pnpm" => match rest {
            ["run", script, ..] | [script, ..] => is_server_script(script),
            [] => false,
        },
        "flask" => rest.contains(&"run"),
        "nginx" | "gunicorn" | "uvicorn" => !has('v') && !has('t') && !has('s') && !rest.contains(&"--version"),
        _ => false,
    }
}

fn is_server_script(script: &str) -> bool {
    matches!(script, "start" | "dev" | "serve" | "watch")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_until_somebody_stops_it_is_known() {
        for text in [
            "docker logs -f web",
            "docker container logs --follow --tail 5 web",
            "docker logs -tf web | grep GET",
            "docker events",
            "docker system events --filter type=container",
            "docker stats",
            "docker container stats web",
            "docker compose up",
            "docker-compose up --build web",
            "docker compose logs -f",
            "docker run nginx",
            "docker run --rm -p 8080:80 me/app",
            "docker container run -P me/app:1 python app.py",
            "docker run -it -p 6379:6379 redis:7",
            "docker run alpine ping localhost",
            "docker exec web tail -f /var/log/x",
            "cd app && docker compose up",
            "ping web",
            "tail -f x.log",
            "watch docker ps",
            "python3 -m http.server 8000",
            "npm run dev",
            "docker run -v .:/a -w /a node npm start",
        ] {
            assert!(runs_for_ever(text), "{text}");
        }
        for text in [
            "docker logs web",
            "docker events --since 1h --until 0s",
            "docker stats --no-stream",
            "docker compose up -d",
            "docker compose up --wait",
            "docker compose logs",
            "docker run -d -p 80:80 nginx",
            "docker run -dp 80:80 nginx",
            "docker run -p 80:80 nginx &",
            "docker run -it nginx bash",
            "docker run -it -p 80:80 ubuntu",
            "docker run -p 80:80 nginx cat /etc/hosts",
            "docker run nginx nginx -v",
            "docker run alpine ping -c 3 localhost",
            "docker run ubuntu",
            "docker run --help",
            "docker logs -f web | head -3",
            "timeout 5 docker stats",
            "tail x.log",
            "ping -c4 web",
            "npm run build",
            "docker exec -d web sleep infinity",
            "echo docker logs -f",
            "",
        ] {
            assert!(!runs_for_ever(text), "{text}");
        }
    }
}
