//! Prompts that name one of several machines.

use super::check;

fn block(text: &str) -> String {
    format!("```bash\n{text}\n```\n\n")
}

#[test]
fn machines_are_named_by_what_they_are_for() {
    let (manager, worker) = (block("manager$ docker swarm init"), block("worker$ docker ps\nworker$ ls /srv"));
    check(&manager, &["Command 1 docker swarm init"]);
    check(
        &format!("{manager}On the other:\n\n{worker}{}", block("manager$ mytool up\nmanager$ ls")),
        &["Command 1 docker swarm init", "Command 7 ? docker ps | ls /srv", "Command 12 mytool up | ls"],
    );
    // The numbered one is the learner's.
    check(
        &format!("{}{}", block("box1$ docker ps"), block("store$ mkdir data\nstore$ ls -l data")),
        &["Command 1 docker ps", "Command 5 ? mkdir data | ls -l data"],
    );
}

#[test]
fn what_is_far_away_is_only_shown() {
    check(&block("remote$ apptainer exec a.sif ls"), &["Command 1 ? apptainer exec a.sif ls"]);
    check(&format!("{}{}", block("server$ ls"), block("laptop$ ls\nNAMES")), &["Command 1 ? ls", "Session 5 ls"]);
}

#[test]
fn a_word_before_a_sign_may_be_no_machine() {
    check(&block("total$ of all that is sold"), &["Other 1 ?"]);
    let text = "```\n$ docker run -it --name web a sh\nweb$ ls\n```\n";
    check(text, &["Session 1 docker run -it --name web a sh | @ls"]);
}
