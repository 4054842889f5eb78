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

/// Who sleeps longer than this, in seconds, is not waited for.
const SLEEP_LIMIT: u64 = 120;
/// Words of the shell that stand before a command.
const KEYWORDS: &[&str] = &["do", "then", "else", "if", "!", "{", "time"];

/// Whether a command line keeps the terminal until somebody presses Ctrl-C: it follows a log, watches the engine,
/// serves in the foreground, or goes round in a loop that has no end.
pub fn runs_for_ever(text: &str) -> bool {
    if text.trim_end().ends_with('&') {
        return false;
    }
    let commands = split(text);
    let reads = |c: Command| READS_THE_BEGINNING.contains(&c.program.as_str());
    let is_endless = has_endless_loop(&commands, text) || commands.iter().any(is_endless);
    is_endless && !commands.iter().filter_map(Command::read).any(reads)
}

/// Whether a command line only waits for what somebody else does: for a container's end, for lines from the keyboard.
pub fn only_waits(text: &str) -> bool {
    let waits = |simple: &Simple| {
        let Some(command) = Command::read(simple).filter(|_| !simple.background) else { return false };
        match (command.program.as_str(), command.verb.as_str()) {
            ("docker", "attach" | "wait" | "compose wait" | "compose attach")
            | ("nc" | "netcat" | "read" | "wait", _) => true,
            ("docker", "start") => command.has("attach") || command.has("interactive"),
            ("cat" | "tee", _) => {
                command.args.is_empty() && !simple.piped && simple.reads.is_none() && !text.contains("<<")
            }
            _ => false,
        }
    };
    split(text).iter().any(waits)
}

/// Whether there is a loop whose condition always holds, and nothing in it leaves it.
fn has_endless_loop(commands: &[Simple], text: &str) -> bool {
    let begins = |at: &usize| is_endless_head(&commands[*at], text);
    let leaves = |simple: &Simple| matches!(words_of(simple).first(), Some(&("break" | "exit" | "return" | "done")));
    let end = |at: usize| commands[at..].iter().find(|simple| leaves(simple));
    let stays = |end: &Simple| words_of(end).first() == Some(&"done") && !end.background;
    (0..commands.len()).filter(begins).any(|at| end(at).is_some_and(stays))
}

/// `while true`, `until false`, `for ((;;))`.
fn is_endless_head(simple: &Simple, text: &str) -> bool {
    match words_of(simple).as_slice() {
        ["while", "true" | ":" | "/bin/true"] | ["until", "false"] => true,
        ["while", open, one, close] => matches!((*open, *close), ("[", "]") | ("[[", "]]")) && is_true(one),
        ["while"] => after(simple, text).starts_with("((1))") || after(simple, text).starts_with("(( 1 ))"),
        ["for"] => after(simple, text).replace(' ', "").starts_with("((;;"),
        _ => false,
    }
}

fn is_true(word: &str) -> bool {
    matches!(word, "1" | "true")
}

/// What follows a command in its text.
fn after<'t>(simple: &Simple, text: &'t str) -> &'t str {
    let end = simple.words.last().map_or(0, |word| word.span.end);
    text.get(end..).unwrap_or_default().trim_start()
}

/// Its words without those of the shell before it.
fn words_of(simple: &Simple) -> Vec<&str> {
    let words = simple.words.iter().map(|word| word.text.as_str());
    words.skip_while(|word| KEYWORDS.contains(word)).collect()
}

fn is_endless(simple: &Simple) -> bool {
    let Some(command) = Command::read(simple).filter(|_| !simple.background) else { return false };
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
    let is_prompt = own.first().is_some_and(|first| is_shell(first)) && script(&own).is_none();
    if command.has("help") || command.has("interactive") && is_prompt {
        return false;
    }
    let name = normal_reference(image);
    let is_server = || SERVERS.contains(&split_reference(&name).0) && !command.has("entrypoint");
    let serves = command.has("publish") || command.has("publish-all");
    match own.first() {
        // With a terminal it may be for its own prompt.
        None => is_server() || serves && !command.has("interactive"),
        Some(_) if is_server() && is_for_server(&own) => true,
        Some(first) if serves && !command.has("interactive") && !is_shell(first) => !ENDS.contains(first),
        Some(_) => program_is_endless(&own),
    }
}

/// Whether what stands behind a server's image is for its server: flags alone, or its own start with such.
fn is_for_server(own: &[&str]) -> bool {
    let starts = own.first().is_some_and(|first| first.ends_with("docker-entrypoint.sh"));
    let given = if starts { &own[1..] } else { own };
    let only_tells = matches!(given, ["--version" | "--help" | "-V" | "-v" | "-h" | "-?"]);
    given.first().is_none_or(|first| first.starts_with('-')) && !only_tells
}

fn is_shell(program: &str) -> bool {
    matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "zsh"))
}

/// The text behind a shell's `-c`.
fn script<'w>(words: &[&'w str]) -> Option<&'w str> {
    let (shell, rest) = words.split_first()?;
    let at = rest.iter().position(|word| word.starts_with('-') && word.ends_with('c'))?;
    rest.get(at + 1).copied().filter(|_| is_shell(shell))
}

/// How long `sleep` does so, in seconds.
fn seconds(word: &str) -> u64 {
    let (number, unit) = word.split_at(word.trim_end_matches(char::is_alphabetic).len());
    let each = match unit {
        "d" => 86_400,
        "h" => 3600,
        "m" => 60,
        _ => 1,
    };
    number.parse::<u64>().unwrap_or_default().saturating_mul(each)
}

/// The words of a program and what is given to it.
fn program_is_endless(words: &[&str]) -> bool {
    let Some((program, rest)) = words.split_first() else { return false };
    let has =
        |flag: char| rest.iter().any(|word| word.starts_with('-') && !word.starts_with("--") && word.contains(flag));
    let first = rest.first().copied().unwrap_or_default();
    if let Some(script) = script(words) {
        return runs_for_ever(script);
    }
    match program.rsplit('/').next().unwrap_or(program) {
        "ping" => !has('c') && !has('w') && !rest.is_empty() && !has('h') && !has('V'),
        "tail" => has('f') || has('F') || rest.contains(&"--follow"),
        "journalctl" => has('f') || rest.contains(&"--follow"),
        "watch" | "yes" | "dockerd" => !first.starts_with("--"),
        "sleep" => first.starts_with("inf") || seconds(first) > SLEEP_LIMIT,
        "python" | "python3" => {
            let serves = |pair: &[&str]| pair == ["-m", "http.server"] || pair == ["manage.py", "runserver"];
            rest.windows(2).any(serves)
        }
        "npm" | "yarn" | "pnpm" => match rest {
            ["run", script, ..] | [script, ..] => is_server_script(script),
            [] => false,
        },
        "node" | "nodejs" => matches!(first.rsplit('/').next(), Some("server.js" | "server.mjs")),
        "flask" => rest.contains(&"run"),
        "top" | "htop" => !has('n') && !has('b') && !has('h') && !has('v'),
        "rserver" => true,
        "jupyter" => matches!(first, "notebook" | "lab" | "server"),
        "jupyter-notebook" | "jupyter-lab" => !rest.contains(&"--version"),
        "apptainer" | "singularity" if first == "exec" => {
            let ends = |word: &str| matches!(word.rsplit_once('.'), Some((_, "sif" | "simg")));
            let is_image = |word: &&str| ends(word) || word.contains("://");
            let image = rest.iter().position(is_image);
            image.is_some_and(|at| program_is_endless(&rest[at + 1..]))
        }
        "tcpdump" => !has('c') && !has('r') && !has('D') && !has('h') && !first.starts_with("--"),
        "kubectl" | "oc" => has_subcommand(rest, &["port-forward", "proxy"]) || follows(rest),
        "labctl" => has_subcommand(rest, &["port-forward", "ssh-proxy"]),
        "minikube" => first == "tunnel",
        "ngrok" => matches!(first, "http" | "tcp" | "tls" | "start"),
        "make" | "jekyll" | "hugo" | "mkdocs" | "rails" => {
            rest.iter().any(|word| *word == "serve" || *word == "server" && *program != "make")
        }
        "bundle" if first == "exec" => program_is_endless(&rest[1..]),
        "php" => rest.contains(&"-S") || matches!(rest, ["artisan", "serve", ..]),
        "nginx" | "gunicorn" | "uvicorn" => !has('v') && !has('t') && !has('s') && !rest.contains(&"--version"),
        _ => false,
    }
}

/// Whether the first word that is no flag is one of these: what it opens lasts as long as it runs.
fn has_subcommand(rest: &[&str], any: &[&str]) -> bool {
    rest.iter().find(|word| !word.starts_with('-')).is_some_and(|verb| any.contains(verb))
}

/// `kubectl get pods -w`, `kubectl logs -f web`
fn follows(rest: &[&str]) -> bool {
    let any = |flags: &[&str]| rest.iter().any(|word| flags.contains(word));
    match rest.first() {
        Some(&"get") => any(&["-w", "--watch", "--watch-only"]),
        Some(&"logs") => any(&["-f", "--follow"]),
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
            "docker run -t ubuntu top",
            "docker service logs -f web",
            "docker exec web top",
            "singularity exec -C x.sif rserver --www-port 8787",
            "apptainer exec docker://a/b jupyter notebook",
            "docker run nginx",
            "docker run -e A=1 postgres docker-entrypoint.sh -h localhost -p 5432",
            "docker run postgres -c max_connections=9",
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
            "php artisan serve --port 8000",
            "npm run dev",
            "node src/server.js",
            "docker run -v .:/a -w /a node npm start",
            "docker run --rm -it -p 4000:4000 me/site jekyll serve",
            "docker run -it -p 80:80 me/site make serve",
            "bundle exec jekyll serve --host 0.0.0.0",
            "python manage.py runserver 0.0.0.0:80",
            "tcpdump -i any port 80",
            "sudo tcpdump -n",
            "labctl ssh-proxy $ID --address localhost:2222",
            "kubectl port-forward svc/web 80:80",
            "kubectl get pods -w",
            "kubectl logs -f web",
            "php -S 0.0.0.0:80",
        ] {
            assert!(runs_for_ever(text), "{text}");
        }
    }

    #[test]
    fn what_ends_by_itself_is_known() {
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
            "docker run redis --version",
            "docker run redis docker-entrypoint.sh ls",
            "docker run alpine ping -c 3 localhost",
            "docker run ubuntu",
            "docker run --help",
            "docker logs -f web | head -3",
            "timeout 5 docker stats",
            "tail x.log",
            "ping -c4 web",
            "npm run build",
            "make server",
            "jekyll build",
            "python manage.py migrate",
            "tcpdump -c 5 -i any",
            "tcpdump -r a.pcap",
            "kubectl apply -f web.yaml",
            "kubectl get pods",
            "labctl start x",
            "bundle install",
            "php a.php",
            "docker exec -d web sleep infinity",
            "echo docker logs -f",
            "",
        ] {
            assert!(!runs_for_ever(text), "{text}");
        }
    }

    #[test]
    fn loops_and_long_sleeps_are_known() {
        for text in [
            "while true; do date; sleep 1; done",
            "cd x; while :; do\n  if a; then b; fi\n  sleep 1\ndone",
            "until false; do date; done",
            "while [ 1 ]; do date; done",
            "while ((1)); do date; done",
            "for ((;;)); do date; done",
            "for (( ; ; )); do date; done",
            "docker run alpine sh -c 'while true; do date; sleep 1; done'",
            "docker run -it --name x alpine /bin/sh -ec \"while true; do date; sleep 1; done\"",
            "docker exec web sh -c 'tail -f /x'",
            "bash -c 'while true; do date; done'",
            "docker run alpine sleep 1000",
            "docker run alpine sleep 1h",
            "sleep infinity",
        ] {
            assert!(runs_for_ever(text), "{text}");
        }
        for text in [
            "while true; do date; break; done",
            "while true; do if x; then exit; fi; done",
            "while true; do date; done &",
            "while true; do date; done & docker ps",
            "until curl localhost; do sleep 1; done",
            "while read line; do echo $line; done < x",
            "for i in 1 2; do date; done",
            "echo 'while true; do x; done'",
            "docker run -d alpine sh -c 'while true; do date; done'",
            "docker run alpine sh -c 'sleep 5'",
            "docker run -it alpine sh",
            "sleep 120",
            "sleep 1000 & docker ps",
            "sleep 2m",
        ] {
            assert!(!runs_for_ever(text), "{text}");
        }
    }

    #[test]
    fn what_waits_for_others_is_known() {
        let all =
            ["docker attach web", "docker wait web", "docker start -ai web", "cat", "cat > x", "nc -l 80", "read x"];
        for text in all {
            assert!(only_waits(text), "{text}");
        }
        for text in ["docker start web", "cat x", "ls | cat", "cat < x", "cat <<EOF > x\na\nEOF", "docker wait web &"] {
            assert!(!only_waits(text), "{text}");
        }
    }
}
