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

#[test]
fn what_is_typed_on_another_machine_that_is_named_is_only_shown() {
    let shown = |blocks: &[(&str, &str)]| {
        let text: Vec<_> = blocks.iter().map(|(said, typed)| format!("{said}\n\n{}", block(typed))).collect();
        let (document, _) = super::read(&super::Source::new("x.md", text.concat()));
        let is_shown = |block: &super::Block| block.confidence == super::Confidence::Guess;
        document.blocks().into_iter().map(is_shown).collect::<Vec<_>>()
    };
    let (ps, info) = ("docker ps", "docker info");
    assert_eq!(
        shown(&[
            ("On the manager, run:", "docker swarm init"),
            ("On the worker, run:", info),
            ("Do the same on worker2:", info),
            ("Run this on the second manager:", info),
            ("Back on the manager, look at them:", "docker node ls"),
            ("And at these:", ps),
        ]),
        [false, true, true, true, false, false]
    );
    assert_eq!(
        shown(&[
            ("## On node1\n\nMake a swarm:", "docker swarm init"),
            ("## On node2\n\nLook:", info),
            ("Then:", ps),
            ("## On node1", ps),
        ]),
        [false, true, true, false]
    );
    // What stands before it was typed on the first.
    assert_eq!(shown(&[("Type:", ps), ("On the second machine, type:", info)]), [false, true]);
    assert_eq!(shown(&[("Type:", ps), ("On another host, type:", info)]), [false, true]);
    assert_eq!(shown(&[("Type:", "docker swarm init"), ("On a worker node:", info)]), [false, true]);
    // The first is the learner's.
    assert_eq!(shown(&[("On the worker, run:", ps), ("On the worker, run:", info)]), [false, false]);
    assert_eq!(shown(&[("On node3, run:", ps), ("On node3:", info), ("On node1:", info)]), [false, false, true]);
    assert_eq!(shown(&[("On the manager:", ps), ("On node1:", info)]), [false, false]);
    // What leads there is typed here, and a machine may only be spoken of.
    assert_eq!(shown(&[("Type:", ps), ("Do this on node2:", "ssh node2")]), [false, false]);
    for said in ["List what runs on node2:", "On the host, run:", "On all nodes, run:", "On your machine, type:"] {
        assert_eq!(shown(&[("Type:", ps), (said, info)]), [false, false], "{said}");
    }
    let marked = "```.term1\ndocker ps\n```\n\nOn node2, run:\n\n```.term2\ndocker info\n```\n";
    check(marked, &["Command 1 docker ps", "Command 7 docker info"]);
}

#[test]
fn prompts_of_several_machines_in_one_block_are_all_shown() {
    let text = block("#Do this on both\nbox-a $ docker pull redis\nbox-b $ docker pull nginx\n\nbox-b $ docker images");
    check(&text, &["Command 1 ? docker pull redis | docker pull nginx | docker images"]);
    let text = block("node1$ docker ps\nNAMES\nnode2$ docker info");
    check(&text, &["Session 1 ? docker ps | docker info"]);
    // What a program printed, or a container's prompt, is none.
    check(&block("box-a $ docker pull redis\nbox-b $ of them"), &["Session 1 docker pull redis"]);
    let run = "docker run -d --name c1 redis\ndocker run -d --name c2 redis";
    check(
        &format!("{}{}", block(run), block("c1$ ls\nc2$ ls")),
        &[&format!("Command 1 {}", run.replace('\n', " | ")), "Session 6 @ls | @ls"],
    );
}

#[test]
fn a_second_login_is_another_example_of_the_first() {
    let block = |text: &str| format!("```bash\n{text}\n```\n");
    check(&block("ssh box\nssh -p 2200 ada@box"), &["Command 1 ? ssh box | ssh -p 2200 ada@box"]);
    check(
        &block("# The small one\nssh box\n\n# The big one\nssh ada@barge\ndocker ps"),
        &["Command 1 ? ssh box | ssh ada@barge"],
    );
    // From one machine to the next.
    check(&block("ssh box\nls\nssh barge"), &["Command 1 ? ssh box"]);
    check(&block("ssh box\n# Look around\nls"), &["Command 1 ? ssh box"]);
    check(&block("ssh box ls\nssh barge ls"), &["Command 1 ssh box ls | ssh barge ls"]);
}
