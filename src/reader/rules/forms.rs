//! What whole lessons show of general forms, of the prompts of few lessons, and of calls that are hardly any.

use super::check;
use crate::reader::read;
use crate::source::Source;

#[test]
fn what_may_be_left_out_is_told_of_any_program() {
    check("```\nboxctl open BOX_ID -L [[NEAR:]NEAR_PORT:][FAR:]FAR_PORT\n```\n", &["Synopsis 1"]);
    check("```bash\nhelm feed [FLAGS] NAME\n```\n", &["Synopsis 1"]);
    check("```bash\ndocker run -p [IP:]PORT:PORT box\n```\n", &["Synopsis 1"]);
    check("```bash\nkubectl get [NAME]\n```\n", &["Command 1 kubectl get [NAME]"]);
}

#[test]
fn what_is_left_out_is_not_typed() {
    check("```bash\ndocker run -v ...:/srv box\n```\n", &["Synopsis 1"]);
    check("```bash\nexport API_TOKEN=...\n```\n", &["Command 1 ? export API_TOKEN=..."]);
    check("```bash\nexport GREETING='so ...'\n```\n", &["Command 1 export GREETING='so ...'"]);
    let text = "```bash\ndocker run -v ...:/srv cook --out=hub:5000/image_name:image_tag\n```\n";
    let (document, _) = read(&Source::new("x.md", text));
    let found: Vec<_> = document.blocks().into_iter().flat_map(|block| block.placeholders.clone()).collect();
    assert_eq!(found, ["image_name", "image_tag"]);
}

#[test]
fn root_on_a_machine_with_a_name_types_what_nobody_knows() {
    check("```\nroot@tea-house:~/web# brewer init --hot 3\n[brewer] hot\n```\n", &["Session 1 brewer init --hot 3"]);
    check("```\nroot@tea-house:~/web# brewer init\n```\n", &["Command 1 brewer init"]);
    check("```\n# brewer init\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_made_up_prompt_below_a_start_is_the_containers() {
    let text = |prompt: &str| {
        format!(
            "```\n$ docker run -it --rm fedora\n\n{prompt} dnf install make && make --version\n{prompt} cd /srv\n```\n"
        )
    };
    let want = "Session 1 docker run -it --rm fedora | @dnf install make && make --version | @cd /srv";
    check(&text("container#"), &[want]);
    check(&text("inside$"), &[want]);
    let below = text("container#") + "\n```\ncontainer# ls\n```\n";
    check(&below, &[want, "Session 8 @ls"]);
    // The host's own.
    let text = "```\nmaster$ docker exec -it web sh\nmaster$ docker ps\n```\n";
    check(text, &["Command 1 docker exec -it web sh | docker ps"]);
}

#[test]
fn a_condition_and_what_is_done_by_it_is_a_command() {
    check(
        "```bash\n[[ $(nproc) -gt 1 ]] && \\\n  echo many || echo one\n```\n",
        &["Command 1 [[ $(nproc) -gt 1 ]] && \\\n  echo many || echo one"],
    );
    check(
        "```bash\n# here\ngrep a b && echo a\n# there\n[ -f b ] && echo b\n```\n",
        &["Command 1 grep a b && echo a | [ -f b ] && echo b"],
    );
    check("```\n[ info ] && so on\n```\n", &["Other 1 ?"]);
}

#[test]
fn the_learner_says_of_which_command_help_is_wanted() {
    check(
        "```bash\ndocker --help            # all\ndocker <command> --help  # one\n```\n",
        &["Command 1 docker --help            # all | docker <command> --help  # one"],
    );
    let (document, _) = read(&Source::new("x.md", "- Use `docker <command> --help` for more\n"));
    assert_eq!(document.suggested.len(), 0);
}

#[test]
fn a_cluster_answers_below_a_call() {
    let text = "```\nkubectl apply -f web.yml\n```\n```\nkubectl rollout status deployment/web\ndeployment \"web\" rolled out\n```\n";
    check(text, &["Command 1 kubectl apply -f web.yml", "Session 4 kubectl rollout status deployment/web"]);
    check("```\nkubectl is a program\nthat you need\n```\n", &["Other 1 ?"]);
}

#[test]
fn what_the_words_before_tell_where_the_text_does_not() {
    check("You get a prompt looking like this one:\n\n```\n[10.0.0.7] (me:default) cook@box7 ~\n```\n", &["Output 3"]);
    let list = "```\n__pycache__\n*.pyc\n.git\n```\n";
    check(&format!("4. **Use .dockerignore**\n\n{list}"), &["File 3 ? > .dockerignore"]);
    check(&format!("So:\n\n{list}"), &["Other 3 ?"]);
    let words = "```\nSE \\\n-heat 1 \\\ntea.txt \\\ncup.txt\n```\n";
    check(&format!("Use the following parameters:\n\n{words}"), &["Synopsis 3 ?"]);
    check(&format!("It says:\n\n{words}"), &["Other 3 ?"]);
}

/// What the commands of a lesson ask for.
fn asked(text: &str) -> String {
    let (document, _) = read(&Source::new("x.md", text));
    let blocks = document.blocks();
    let of_commands = blocks.iter().flat_map(|block| &block.commands).map(|command| command.placeholders.join(" "));
    of_commands.collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_called_by_what_it_is_is_asked_for() {
    let sheet = "```bash\ndocker build -t name:tag . # make it\ndocker push image\ndocker tag src dst\ndocker exec -it container sh\n```\n";
    assert_eq!(asked(sheet), "name tag, image, src dst, container");
    assert_eq!(asked("```bash\ndocker run --name container web\ndocker logs container\n```\n"), ", ");
    assert_eq!(asked("```bash\ndocker stack deploy -c web.yml nameofstack\n```\n"), "nameofstack");
    assert_eq!(asked("```bash\nboxctl open BOX_ID --drop PLACE_IN_ROW\n```\n"), "BOX_ID PLACE_IN_ROW");
    assert_eq!(asked("```bash\ngh secret set REGISTRY_HOST\n```\n"), "");
}

#[test]
fn advice_writes_no_dockerfile() {
    let own = "Create a `Dockerfile`:\n\n```dockerfile\nFROM alpine\nRUN apk add tea\nCMD tea\n```\n\n";
    let piece = "```dockerfile\nFROM alpine:3\nRUN apk add cups\nCOPY . .\n```\n";
    check(&format!("{own}## Best practices\n\n1. **Order them**\n\n{piece}"), &["File 3 > Dockerfile", "File 13"]);
    check(
        &format!("{own}## Tips\n\nCreate this `Dockerfile`:\n\n{piece}"),
        &["File 3 > Dockerfile", "File 13 > Dockerfile"],
    );
    check("Tags:\n\n```dockerfile\nFROM alpine:3  # Good\nFROM alpine    # Avoid (any)\n```\n", &["File 3"]);
}

#[test]
fn a_section_far_below_is_no_title() {
    let title = |text: &str| read(&Source::new("x.md", text)).0.title;
    let block = "```\ndocker ps\n```\n\n";
    let text = format!("## Pour the tea\n\n{block}# Look into the cup\n");
    assert_eq!(title(&text).as_deref(), Some("Pour the tea"));
    assert_eq!(title("## By somebody\n\n# Pour the tea\n").as_deref(), Some("Pour the tea"));
    assert_eq!(title(&format!("{block}# Pour the tea\n")).as_deref(), Some("Pour the tea"));
}

#[test]
fn blocks_below_names_of_systems_are_ways() {
    let block = |system: &str, call: &str| format!("**{system}:**\n\n```bash\n# look\n{call}\nuname -a\n```\n\n");
    let text = block("Windows", "systeminfo -a") + &block("macOS", "sw_vers -a") + &block("Linux", "free -h");
    check(
        &text,
        &[
            "Command 3 =19 systeminfo -a | uname -a",
            "Command 11 =19 sw_vers -a | uname -a",
            "Command 19 free -h | uname -a",
        ],
    );
    let text = block("Linux (Ubuntu/Debian)", "sudo apt-get update") + &block("Linux (CentOS/RHEL)", "sudo yum update");
    check(&text, &["Command 3 sudo apt-get update | uname -a", "Command 11 =3 sudo yum update | uname -a"]);
    let text = block("Linux", "free -h") + "Then:\n\n" + &block("Linux", "df -h");
    check(&text, &["Command 3 free -h | uname -a", "Command 13 df -h | uname -a"]);
}

#[test]
fn output_below_a_title_of_its_own_is_the_commands() {
    let text = |title: &str| format!("### Command\n\n```bash\nbrew tea\n```\n\n### {title}\n\n```\nhot\n```\n");
    let expected = |text: &str| read(&Source::new("x.md", text)).0.blocks()[0].expected.clone();
    assert_eq!(expected(&text("Expected Output")).as_deref(), Some("hot"));
    assert_eq!(expected(&text("Notes")), None);
}

#[test]
fn who_started_a_swarm_does_not_join_it() {
    let join = "```bash\ndocker swarm join --token a 10.0.0.5:2377\n```\n";
    check(join, &["Command 1 docker swarm join --token a 10.0.0.5:2377"]);
    check(
        &format!("```bash\ndocker swarm init\n```\n\nOn the other one:\n\n{join}"),
        &["Command 1 docker swarm init", "Command 7 ? docker swarm join --token a 10.0.0.5:2377"],
    );
}

#[test]
fn what_is_only_spoken_of_or_typed_below_is_not_suggested() {
    let suggested = |text: &str| {
        let (document, _) = read(&Source::new("x.md", text));
        document.suggested.iter().map(|s| s.text.clone()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(suggested("- Run the container and start it with `bash`.\n"), "");
    assert_eq!(suggested("Start a shell with `bash`.\n"), "bash");
    assert_eq!(suggested("Use the `docker swarm update` command to change it.\n"), "");
    assert_eq!(suggested("We execute the `git clone` operation.\n"), "");
    let below = |between: &str| {
        format!("Use the `docker info` command to look.\n\n{between}\n\n```\nnode1$ docker info\nSwarm: active\n```\n")
    };
    assert_eq!(suggested(&below("It tells much.")), "");
    assert_eq!(suggested(&below("Once it is changed, do it again:")), "docker info");
    assert_eq!(suggested(&below("## Then")), "docker info");
    let list = "Run these:\n\n1. `docker-compose build`\n2. `docker-compose push`\n\n";
    assert_eq!(suggested(list), "docker-compose build, docker-compose push");
    let block = "```\ndocker-compose -f a.yml build\ndocker-compose -f a.yml push\n```\n";
    assert_eq!(suggested(&format!("{list}All in one:\n\n{block}")), "");
}

#[test]
fn a_list_of_commands_that_the_block_below_types_is_told_once() {
    let suggested = |text: &str| read(&Source::new("x.md", text)).0.suggested.len();
    let list = "1. List them: `docker ps -a`\n2. List the others: `docker images`\n\n";
    assert_eq!(suggested(list), 2);
    assert_eq!(suggested(&format!("{list}**Commands:**\n\n```\ndocker ps -a\ndocker images\n```\n")), 0);
    assert_eq!(suggested(&format!("{list}**Commands:**\n\n```\ndocker rm a\ndocker images\n```\n")), 2);
    assert_eq!(
        suggested("Type `cat /etc/issue` there.\n\n??? success \"Answer\"\n    ```\n    cat /etc/issue\n    ```\n"),
        1
    );
}
