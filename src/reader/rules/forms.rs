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
