//! Answers that hold several solutions to the same question.

use super::check;

/// A challenge, and boxes with solutions: a title and commands for each.
fn challenge(asked: &str, solutions: &[(&str, &[&str])]) -> String {
    let block = |command: &&str| format!("```bash\n{command}\n```\n\n");
    let solved = |(title, commands): &(&str, &[&str])| {
        format!("::: solution\n## {title}\n\n{}:::\n\n", commands.iter().map(block).collect::<String>())
    };
    format!("::::: challenge\n## Tie\n\n{asked}\n\n{}:::::\n", solutions.iter().map(solved).collect::<String>())
}

#[test]
fn each_further_solution_may_take_the_place_of_the_first() {
    let run: &[&str] = &["docker run -it web sh"];
    let exec: &[&str] = &["docker start web", "docker exec web sh"];
    for (first, second) in [
        ("Solution 1 -- in one go", "Solution 2 -- in two"),
        ("Solution 1", "Solution 2"),
        ("Solution", "Alternative solution"),
    ] {
        let both = [(first, run), (second, exec)];
        let want =
            ["Command 9 docker run -it web sh", "Command 18 =9 docker start web", "Command 22 =9 docker exec web sh"];
        check(&challenge("Get a shell.", &both), &want);
    }
    // Each part has its own.
    let parts = [("Solution 1", &["docker ps"] as &[&str]), ("Solution 2", &["docker images"])];
    let asked = "1. List containers.\n2. List images.";
    check(&challenge(asked, &parts), &["Command 10 docker ps", "Command 19 docker images"]);
    let parts = [("Solution", &["docker ps"] as &[&str]), ("Solution", &["docker images"])];
    check(&challenge("List them.", &parts), &["Command 9 docker ps", "Command 18 docker images"]);
}

#[test]
fn one_answer_may_hold_several_solutions() {
    let text = |first: &str, second: &str| {
        format!(
            "Which image is it?\n\n<details><summary>Solution</summary>\n\n{first}\n\n```bash\ndocker ps\n```\n\n{second}\n\n```bash\ndocker inspect web\n```\n\n```bash\ndocker images\n```\n\n</details>\n"
        )
    };
    let (ps, inspect, images) = ("Command 7 docker ps", "docker inspect web", "docker images");
    let others = [ps, &format!("Command 13 =7 {inspect}"), &format!("Command 17 =7 {images}")];
    for (first, second) in [
        ("**Solution 1**", "**Solution 2**"),
        ("### Option A: short", "### Option B: long"),
        ("List it:", "Alternative solution:"),
        ("List it:", "**Another way**"),
    ] {
        check(&text(first, second), &others);
    }
    let all = [ps, &format!("Command 13 {inspect}"), &format!("Command 17 {images}")];
    for (first, second) in [("**Step 1**", "**Step 2**"), ("List it:", "Then look at another one:")] {
        check(&text(first, second), &all);
    }
}

#[test]
fn a_shell_of_the_first_solution_is_not_open_in_the_second() {
    let solutions: [(&str, &[&str]); 2] =
        [("Solution 1", &["docker run -it web sh", "ls", "exit"]), ("Solution 2", &["docker run web ls"])];
    check(
        &challenge("List its files.", &solutions),
        &["Command 9 docker run -it web sh", "Session 13 @ls", "Session 17 @exit", "Command 26 =9 docker run web ls"],
    );
}
