use super::*;

fn lesson(solution: &[&str]) -> Lesson {
    let typed = |text: &&str| Typed { text: (*text).to_owned(), ..Typed::default() };
    let step = Step { solution: solution.iter().map(typed).collect(), ..Step::default() };
    Lesson { images: vec!["alpine".into(), "nginx".into()], steps: vec![step], ..Lesson::default() }
}

/// The mutants of one kind, by their text.
fn of_kind(solution: &[&str], kind: Kind) -> Vec<String> {
    mutants(&lesson(solution), 0).0.into_iter().filter(|m| m.kind == kind).map(|m| m.text()).collect()
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
fn what_was_spoken_of_is_mixed_up() {
    let two = ["docker run --name a alpine", "docker run --name b nginx"];
    let of = |command: &'static str, kind: Kind| {
        let all = of_kind(&[two[0], two[1], command], kind);
        let own = |text: String| text.rsplit("; ").next().map(str::to_owned).filter(|last| last != command);
        all.into_iter().filter_map(own).collect::<Vec<_>>()
    };
    assert_eq!(of("docker exec b ls", Kind::Name), ["docker exec a ls"]);
    assert_eq!(of("docker commit b x:1", Kind::Name), ["docker commit a x:1", "docker commit b xx:1"]);
    assert_eq!(of("docker cp b:/etc/motd .", Kind::Name), ["docker cp a:/etc/motd ."]);
    assert_eq!(
        of("docker export -o c.tar b", Kind::Name),
        ["docker export -o c.tar a", "docker export -o c.tar.other b"]
    );
    assert_eq!(of("docker save -o c.tar alpine", Kind::Image), ["docker save -o c.tar nginx"]);
    assert_eq!(of("docker volume rm data", Kind::Name), [""; 0]);
    check(
        &["docker volume create one", "docker volume rm two"],
        Kind::Name,
        &["docker volume create one2; docker volume rm two", "docker volume create one; docker volume rm one"],
    );
    let flags = of_kind(&["docker run -v data:/d --restart always alpine"], Kind::Flag);
    assert!(flags.contains(&"docker run -v data:/d2 --restart always alpine".to_owned()), "{flags:?}");
    assert!(flags.contains(&"docker run -v data:/d --restart on-failure alpine".to_owned()), "{flags:?}");
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
    check(&["docker stop a b"], Kind::Split, &["docker stop a; docker stop b"]);
    check(&["docker rm -f web"], Kind::Split, &["docker kill web; docker rm web"]);
    check(&["docker stop $(docker ps -q) b"], Kind::Split, &[]);
    check(&["docker build -t a:1 ."], Kind::Spelling, &["docker image build -t a:1 .", "docker build --tag=a:1 ."]);
}

#[test]
fn there_is_a_limit_and_no_doubles() {
    let names: Vec<String> = (0..=MUTANT_LIMIT).map(|n| format!("docker run --name n{n} alpine")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (all, beyond) = mutants(&lesson(&names), 0);
    assert_eq!(all.len(), MUTANT_LIMIT);
    assert!(beyond > MUTANT_LIMIT, "{beyond}");
    // Every kind has its share.
    for kind in [Kind::LeftOut, Kind::Name, Kind::Image, Kind::Flag, Kind::Spelling] {
        assert!(all.iter().filter(|mutant| mutant.kind == kind).count() > 10, "{kind:?}");
    }
    let texts: std::collections::BTreeSet<String> = all.iter().map(Mutant::text).collect();
    assert_eq!(texts.len(), all.len());
    assert_eq!(mutants(&lesson(&names), 1), (Vec::new(), 0));
}

#[test]
fn a_wrong_way_may_begin_with_a_right_one() {
    let lesson = lesson(&["docker start desk", "docker ps"]);
    let wrong = |lines: &[&str]| {
        let lines = lines.iter().map(|&line| line.to_owned()).collect();
        let step = Step { wrong: vec![lines], ..lesson.steps[0].clone() };
        by_author(&step)
            .next()
            .map(|mutant| (0..=mutant.commands.len()).map(|n| mutant.is_right_by(&step, n)).collect())
    };
    let cases: [(&[&str], &[bool]); 3] = [
        (&["docker start desk", "docker kill desk"], &[false, true, true]),
        (&["docker kill desk", "docker start desk"], &[false, false, false]),
        (&["docker images", "docker start desk", "docker rm desk"], &[false, false, true, true]),
    ];
    for (lines, want) in cases {
        assert_eq!(wrong(lines), Some(want.to_vec()), "{lines:?}");
    }
}

#[test]
fn a_way_of_the_sidecar_keeps_its_own_replies() {
    let open = |replies: &[&str]| {
        let replies = replies.iter().map(|&reply| reply.to_owned()).collect();
        Typed { line: 3, text: "docker run -it alpine".into(), replies, ..Typed::default() }
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
