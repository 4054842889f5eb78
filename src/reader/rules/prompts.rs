//! Prompts of the author's own, and what only looks like one.

use super::check;

#[test]
fn what_git_removes_it_prints() {
    check("```\n$ git rm a.txt\nrm 'a.txt'\n```\n", &["Session 1 git rm a.txt"]);
    check("```bash\ngit rm a.txt\nrm 'a.txt'\n```\n", &["Session 1 git rm a.txt"]);
    check("```bash\ngit rm a.txt\nrm b.txt\n```\n", &["Command 1 git rm a.txt | rm b.txt"]);
}

#[test]
fn what_a_program_tells_to_run_is_not_typed() {
    let text = "```\n$ helm\nTo begin, run this:\n\n\t$ helm init\n\nMore of it.\n```\n";
    check(text, &["Session 1 helm"]);
    check(&text.replace("\t$", "$"), &["Session 1 helm | helm init"]);
}

#[test]
fn prompts_that_a_lesson_made_up() {
    let text = "```\n[Our-Bay]🚩 >  terraform version\nTerraform v1.9\n```\n\n```\n[Our-Bay]🚩 >  terraform plan\nDone.\n[Our-Bay]🚩 >\n```\n";
    check(text, &["Session 1 terraform version", "Session 6 terraform plan"]);
    check("```\n==>docker compose logs\nAttaching to web\n==>\n```\n", &["Session 1 docker compose logs"]);
    check("```\n==> docker compose is kept\n==> Done.\n```\n", &["Other 1 ?"]);
    check("```\n:~$ sudo k3s kubectl get pods\nNAME   READY\n```\n", &["Session 1 sudo k3s kubectl get pods"]);
}

#[test]
fn a_machines_prompt_needs_no_blank() {
    let text =
        "```\nroot@box4:~#ip link add v0 type dummy\n\nroot@box4:~# docker network create a\n0123456789ab\n```\n";
    check(text, &["Session 1 ip link add v0 type dummy | docker network create a"]);
    check("```\nada@box:~$sudo docker ps\nCONTAINER ID   IMAGE\nada@box:~$\n```\n", &["Session 1 sudo docker ps"]);
    let inside = "```\n$docker exec -it web bash\nroot@4954e3ef40f6:/#cd /srv/app\n```\n";
    check(inside, &["Session 1 docker exec -it web bash | @cd /srv/app"]);
}

#[test]
fn roots_prompt_with_a_machine_is_one_in_what_is_set_in_too() {
    let text = "Set it up:\n\n        root@box4:~#ip link add v0 type dummy\n\n         root@box4:~# docker network ls\n         NETWORK ID     NAME\n";
    check(text, &["Session 3 ip link add v0 type dummy | docker network ls"]);
    check("Set it up:\n\n        # ip link add v0 type dummy\n", &["Other 3 ?"]);
}
