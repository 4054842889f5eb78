//! `L02xx`: code blocks, and the commands in them.

use super::Rule;
use crate::diagnostic::Severity::{Note, Warning};

pub const RULES: &[Rule] = &[
    Rule {
        code: "L0201",
        name: "mistagged-commands",
        severity: Warning,
        what: "a block of commands is tagged as another language",
        why: "Colours go wrong, and a reader that trusts tags shows the commands as a file: then nobody can run them. \
              Told once for each language. The tag is what stands behind the fence, or in kramdown's line below it \
              (`{: .language-yaml}`).",
        found: "```yaml\n$ docker compose up -d\n```",
        better: "```console\n$ docker compose up -d\n```",
    },
    Rule {
        code: "L0202",
        name: "output-as-shell",
        severity: Warning,
        what: "what a program prints is tagged as shell",
        why: "Where blocks can be copied or run with a click, learners run the output. `console` is left alone: it is \
              made for commands with their output. So are settings (`PORT=8080`), and a block that may be a command: a \
              name with a flag, or with words where the text does not foretell what is printed. JSON that the text \
              calls a result is printed too.",
        found: "```bash\nError response from daemon: No such container: web\n```",
        better: "```output\nError response from daemon: No such container: web\n```",
    },
    Rule {
        code: "L0203",
        name: "smart-quotes",
        severity: Warning,
        what: "a command or a file holds a character that looks right and is not",
        why: "Typographic quotes, dashes in place of hyphens and spaces that do not break come from office programs and \
              web pages. A shell takes them for letters, and the command fails in a way that no beginner understands. \
              Blanks or a remark behind the `\\` at a line's end do the same: the command is over there. \
              What is reported is what is typed otherwise: between straight quotes a sign that would end them is part of a \
              text, as is all of here documents and comments. What a sentence asks to type is looked at, and not the \
              sentence. Of files scripts, Dockerfiles, YAML and JSON are looked at.",
        found: "```bash\ndocker run alpine:3.20 echo “hello”\n```",
        better: "```bash\ndocker run alpine:3.20 echo \"hello\"\n```",
    },
    Rule {
        code: "L0204",
        name: "unexplained-placeholder",
        severity: Warning,
        what: "nothing says what to put in place of a placeholder",
        why: "The command cannot be typed as it is, and neither the name nor the text tells where the value comes from. \
              Silent where the words of the placeholder stand anywhere in the text or all in its section, where the \
              section or the one that it is a part of tells to replace something, where the name speaks for itself \
              (`<your name>`, `volume_name`, `/host/path`, a phrase of three words, one in another script), for keys \
              (`<TAB>`), templates (`{{.Name}}`) and the types of PowerShell (`[string]$Name`), where a comment above \
              it in the block has its words, in general forms, and for the id or the name of something that \
              the lesson lists (`docker ps`).",
        found: "```bash\ndocker network connect <network> web\n```",
        better: "Replace `<network>` by the name you chose:\n\n```bash\ndocker network connect <network> web\n```",
    },
    Rule {
        code: "L0205",
        name: "synopsis-to-run",
        severity: Warning,
        what: "a command's general form stands in a block that is to be run",
        why: "`[OPTIONS]` and `IMAGE[:TAG]` are notation. Behind a prompt, or in a block that runs with a click, \
              learners type them.",
        found: "```console\n$ docker run [OPTIONS] IMAGE [COMMAND]\n```",
        better: "```text\ndocker run [OPTIONS] IMAGE [COMMAND]\n```",
    },
    Rule {
        code: "L0206",
        name: "untagged-image",
        severity: Note,
        what: "an image is fetched without a tag, or as `latest`",
        why: "Next year it is another image, and the output in the text no longer fits. Told once for each image, also of one that a \
              Dockerfile copies from. A file that is shown as a bad example is left alone. Images \
              that the lesson builds, by a command or by Compose, are not meant, nor names without a slash that Docker Hub does not have, nor those that the sidecar's `images` lists: they come with the \
              lesson's pack.",
        found: "```bash\ndocker pull postgres\n```",
        better: "```bash\ndocker pull postgres:17\n```",
    },
    Rule {
        code: "L0207",
        name: "no-terminal",
        severity: Warning,
        what: "a shell, or another program with a prompt, is started in a container without a terminal",
        why: "Without `-i` and `-t` the program has no keyboard or no screen: it ends at once, shows no prompt, or waits \
              for ever. Looked at are shells, languages (`python`), consoles (`rails console`), clients of databases \
              without a query, and editors, with Podman as with Docker, in blocks and where a sentence asks for it. \
              Compose gives its programs both by itself, unless `-T` forbids it. Commands whose input is piped or read from a file are fine, and so is a program of which the text below \
              says that it ended or that it fails.",
        found: "```bash\ndocker exec web bash\n```",
        better: "```bash\ndocker exec -it web bash\n```",
    },
    Rule {
        code: "L0208",
        name: "destructive-command",
        severity: Warning,
        what: "a command destroys more than the lesson made",
        why: "A fork bomb, `rm -rf /`, `docker system prune -af`, `docker rm -f $(docker ps -aq)`: in a sandbox they are \
              harmless, but lessons are also read elsewhere, by people who paste. What is narrowed by a name, a filter \
              or `-l` is not meant, nor what is typed in a container. Podman's commands are looked at too, and those that a \
              sentence asks for. A note where the text above says that all of it \
              goes.",
        found: "```bash\ndocker rm -f $(docker ps -aq)\n```",
        better: "```bash\ndocker rm -f web database\n```",
    },
    Rule {
        code: "L0209",
        name: "host-access",
        severity: Warning,
        what: "a container is given power over its host",
        why: "`--privileged`, the engine's socket, the host's whole file system and `SYS_ADMIN` end the isolation that \
              lessons teach, and so do `--pid host` and `--security-opt seccomp=unconfined`. Some lessons need it; then \
              say so, and allow the rule there. What a sentence asks to type is looked at too.",
        found: "```bash\ndocker run --privileged alpine:3.20 mount\n```",
        better: "```bash\ndocker run --cap-add NET_ADMIN alpine:3.20 ip link\n```",
    },
    Rule {
        code: "L0210",
        name: "sudo",
        severity: Note,
        what: "a command asks for the rights of the administrator",
        why: "In a sandbox the learner needs none and has none. On the learner's own machine it changes what the lesson \
              should leave alone. Told once, and once for all of Docker by `sudo`. What only looks (`sudo ls`) is not meant.",
        found: "```bash\nsudo systemctl restart docker\n```",
        better: "Where Docker was installed as a service, an administrator restarts it with `systemctl restart docker`.",
    },
    Rule {
        code: "L0211",
        name: "file-without-name",
        severity: Note,
        what: "the text says to write a file, and nothing tells its name",
        why: "With a name Ropewalk can write the file, and check it. The name may stand in the section before the \
              block, in its info string, or in a comment on its first two lines. Only where the sentence right above \
              says to write a file with what follows, or where the mark for the name is empty (`title=\"\"`). Parts of a Dockerfile, patches and what is added to a file need \
              none.",
        found: "Create a file with this content:\n\n```python\nprint(\"hello\")\n```",
        better: "Create a file called `hello.py`:\n\n```python\nprint(\"hello\")\n```",
    },
    Rule {
        code: "L0212",
        name: "file-overwritten",
        severity: Note,
        what: "a file is written anew before anything uses it",
        why: "Two blocks are for the same file, and no command stands between them that could read it. Ropewalk takes the \
              first for an example, shows it, and writes the second. If both are to be written, tell what to do with \
              the first, or give them names of their own. Only where the text says to write or change the first.",
        found: "Create a `Dockerfile`:\n\n```dockerfile\nFROM node:22\nCOPY . .\nRUN npm ci\n```\n\nThen write it so:\n\n```dockerfile\nFROM node:22\nCOPY package.json .\nRUN npm ci\nCOPY . .\n```\n\n```bash\ndocker build -t app:1 .\n```",
        better: "Create a `Dockerfile.slow`:\n\n```dockerfile title=\"Dockerfile.slow\"\nFROM node:22\nCOPY . .\nRUN npm ci\n```",
    },
];
