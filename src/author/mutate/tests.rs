use super::*;

fn lesson(solution: &[&str]) -> Lesson {
    let typed = |text: &&str| Typed { line: 0, text: (*text).to_owned(), replies: Vec::new() };
    let step = Step { solution: solution.iter().map(typed).collect(), ..Step::default() };
    Lesson { images: vec!["alpine".into(), "nginx".into()], steps: vec![step], ..Lesson::default() }
}

/// The mutants of one kind, by their text.
fn of_kind(solution: &[&str], kind: Kind) -> Vec<String> {
    mutants(&lesson(solution), 0).into_iter().filter(|m| m.kind == kind).map(|m| m.text()).collect()
}

fn check(solution: &[&str], kind: Kind, want: &[&str]) {
    assert_eq!(of_kind(solution, kind), want, "{solution:?} {kind:?}");
}

#[test]
fn every_command_is_left_out_once() {
    check(&["docker pull alpine", "docker ps"], Kind::LeftOut, &["docker ps", "docker pull alpine"]);
    check(&["docker ps"], Kind::LeftOut, &[]);
    check(&["docker ps"], Kind::OnlyPrevious, &["(nothing)"]);
    check(&["docker rm a b"], Kind::LeftOut, &["docker rm b", "docker rm a"]);
}

#[test]
fn wrong_words() {
    check(&["docker tag alpine a/b:1"], Kind::Tag, &["docker tag alpine a/b", "docker tag alpine a/b:1x"]);
    check(&["docker tag alpine a/b:1"], Kind::Name, &["docker tag alpine a/bx:1"]);
    check(&["docker tag alpine 'a'"], Kind::Image, &["docker tag nginx 'a'"]);
    check(&["docker run --name=web alpine"], Kind::Name, &["docker run --name=web2 alpine"]);
    let ports = ["docker run -d -p 8081:80 nginx", "docker run -d -p 8080:81 nginx"];
    check(&["docker run -d -p 8080:80 nginx"], Kind::Port, &ports);
    check(
        &["docker run -p 127.0.0.1:1:2 nginx"],
        Kind::Port,
        &["docker run -p 127.0.0.1:2:2 nginx", "docker run -p 127.0.0.1:1:3 nginx"],
    );
    check(
        &["docker run --rm -e A=b alpine"],
        Kind::Flag,
        &["docker run -e A=b alpine", "docker run --rm alpine", "docker run --rm -e A=bx alpine"],
    );
    // What only a run tells is not changed.
    check(&["docker rm $(docker ps -aq)"], Kind::Name, &[]);
}

#[test]
fn stopped_and_too_much() {
    let want = ["docker create --name web nginx", "docker run -d --name web nginx; docker kill $(docker ps -lq)"];
    check(&["docker run -d --name web nginx"], Kind::Stopped, &want);
    check(&["docker rm web"], Kind::TooMuch, &["docker rm -f $(docker ps -aq)"]);
    check(&["docker image prune -f"], Kind::TooMuch, &["docker rmi -f $(docker images -q)"]);
}

#[test]
fn wrong_contents() {
    let file = "cat > Dockerfile << 'EOF'\nFROM alpine\n# why\nLABEL a=1\nEOF";
    let all = of_kind(&[file], Kind::Content);
    assert_eq!(
        all,
        [
            "cat > Dockerfile << 'EOF' ⏎ # why ⏎ LABEL a=1 ⏎ EOF",
            "cat > Dockerfile << 'EOF' ⏎ FROM alpine ⏎ # why ⏎ EOF"
        ]
    );
    check(&["echo 'hi there' > notes"], Kind::Content, &["echo other > notes"]);
}

#[test]
fn equal_ways() {
    check(
        &["docker run -d --name web nginx"],
        Kind::Spelling,
        &["docker container run -d --name web nginx", "docker run --detach --name web nginx"],
    );
    check(&["docker image ls"], Kind::Spelling, &["docker images ls"].map(|_| "docker images"));
    check(&["docker run -d --name web nginx"], Kind::Order, &["docker run --name web -d nginx"]);
    let split =
        ["docker create --name web nginx; docker start web", "docker pull nginx; docker run -d --name web nginx"];
    check(&["docker run -d --name web nginx"], Kind::Split, &split);
    check(&["docker build -t a:1 ."], Kind::Spelling, &["docker image build -t a:1 .", "docker build --tag=a:1 ."]);
}

#[test]
fn there_is_a_limit_and_no_doubles() {
    let names: Vec<String> = (0..=MUTANT_LIMIT).map(|n| format!("docker run --name n{n} alpine")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let all = mutants(&lesson(&names), 0);
    assert_eq!(all.len(), MUTANT_LIMIT);
    let texts: std::collections::BTreeSet<String> = all.iter().map(Mutant::text).collect();
    assert_eq!(texts.len(), all.len());
    assert_eq!(mutants(&lesson(&names), 1), []);
}

#[test]
fn a_way_of_the_sidecar_keeps_its_own_replies() {
    let open = |replies: &[&str]| {
        let replies = replies.iter().map(|&reply| reply.to_owned()).collect();
        Typed { line: 3, text: "docker run -it alpine".into(), replies }
    };
    let wrong = |lines: &[&str]| vec![lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>()];
    let said = |lines: &[&str]| {
        let tasks = vec![crate::lesson::Task::Type(open(&["ls", "exit"]))];
        let step = Step { tasks, wrong: wrong(lines), ..Step::default() };
        by_author(&step).next().map(|mutant| mutant.text())
    };
    assert_eq!(said(&["docker run -it alpine", "> exit"]).as_deref(), Some("docker run -it alpine; > exit"));
    assert_eq!(said(&["docker run -it alpine"]).as_deref(), Some("docker run -it alpine; > ls; > exit"));
    assert_eq!(said(&["docker run -it busybox"]).as_deref(), Some("docker run -it busybox; > exit"));
}
