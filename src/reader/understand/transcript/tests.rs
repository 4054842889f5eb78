//! What blocks of each kind are read as.

use super::*;

fn lines(text: &str) -> Vec<(usize, Cow<'_, str>)> {
    text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect()
}

/// `$ x` for a command, `> x` for output.
fn show(items: Option<Vec<Item<'_>>>) -> String {
    let show = |item: &Item<'_>| match item {
        Item::Command { typed, line, .. } => format!("{line}${}", typed.text()),
        Item::Output(_, text) => format!("|{text}"),
    };
    items.map_or("none".to_owned(), |i| i.iter().map(show).collect::<Vec<_>>().join("/"))
}

#[test]
fn blocks_with_prompts() {
    for (text, want) in [
        ("$ docker ps\nNAMES\nweb", "1$docker ps/|NAMES/|web"),
        ("$ docker run \\\n  -d x\nabc", "1$docker run \\\n  -d x/|abc"),
        ("$ cat <<E\n> a\n> E\nok", "1$cat <<E\na\nE/|ok"),
        ("$ docker run -it x\n\n# then\ndocker ps -a\n", "1$docker run -it x/4$docker ps -a"),
        ("$ docker run -it x sh\n# ls /\nbin\n# pwd\n$ ls", "1$docker run -it x sh/2$ls //|bin/4$pwd/5$ls"),
        ("$ docker run -it x sh\n# exit", "1$docker run -it x sh/2$exit"),
        (
            "$ docker run -it x sh\n# install it\n$ apk add y\n# exit the box\n$ exit",
            "1$docker run -it x sh/3$apk add y/5$exit",
        ),
        ("$ docker run -d x\n# ls /\nbin\n# exit", "1$docker run -d x/|bin"),
        ("host> docker run -it x\nroot@my_container> ls", "1$docker run -it x/2$ls"),
        ("/ # exit", "1$exit"),
        (
            "$ docker exec -it db mysql\nmysql> SELECT 'a\n    -> b';\n1",
            "1$docker exec -it db mysql/2$SELECT 'a\nb';/|1",
        ),
        ("mysql> SELECT *\nFROM a\nWHERE b;\n1\nmysql> exit", "1$SELECT *\nFROM a\nWHERE b;/|1/5$exit"),
        ("mysql> SHOW TABLES\n1\n", "1$SHOW TABLES/|1"),
        (">>> def f(x):\n...     return x\n...\n>>> f(1)\n1", "1$def f(x):\n    return x/4$f(1)/|1"),
        ("bash-4.4$ whoami\nnode", "1$whoami/|node"),
        ("❯ docker ps\nNAMES", "1$docker ps/|NAMES"),
        ("% docker ps\nNAMES", "1$docker ps/|NAMES"),
        ("% a remark\ndocker ps", "none"),
        (" $ x help y\nUsage:\n  $ x y z\n $ ls\na", "1$x help y/|Usage:/|  $ x y z/4$ls/|a"),
        ("$ x\nTry this:\n $ y\n$ ls", "1$x/|Try this:/| $ y/4$ls"),
        ("/ #", "none"),
        ("$ docker run -it x\n[root@25fc15aa1cb9 /]# _", "1$docker run -it x"),
        ("$ docker ?? x\nIMAGE", "none"),
        ("$ docker exec x cat a.sh\n#!/bin/sh\n\necho a", "1$docker exec x cat a.sh/|#!/bin/sh/|/|echo a"),
        ("$ docker logs x\nroot@box:/# ls\na\n$ pwd", "1$docker logs x/|root@box:/# ls/|a/4$pwd"),
        (
            "$ docker attach x\n/ # echo a > b\n/ # ^P^Q\nread escape sequence",
            "1$docker attach x/2$echo a > b/|read escape sequence",
        ),
        ("$ docker attach x\n/ # \nread escape sequence", "1$docker attach x/|read escape sequence"),
        ("$ ls\n$ CTRL + C\n$ ^C", "1$ls"),
        ("$ pwd\n$ /home/me/x", "1$pwd/|/home/me/x"),
        ("# Look around.\n$ ls\nroot@box:/# pwd\n/\n# Say it\n$ id", "2$ls/3$pwd/|//6$id"),
        ("/ # f &\n/ # sh: f: not found", "1$f &/|sh: f: not found"),
        ("Hello\n $ docker run x", "none"),
        ("# docker ps", "1$docker ps"),
        ("> docker run -v a:/b x", "1$docker run -v a:/b x"),
        ("> docker run x\n> docker ps\nNAMES", "1$docker run x/2$docker ps/|NAMES"),
        ("C:\\me>docker ps\nNAMES", "1$docker ps/|NAMES"),
        ("PS C:\\> docker run `\n>> x", "1$docker run `\nx"),
        ("# find it\ndocker ps", "none"),
        (
            "# echo $0\nsh\n# ls\nbin  etc\n# hostname\n4e0c\n# exit",
            "1$echo $0/|sh/3$ls/|bin  etc/5$hostname/|4e0c/7$exit",
        ),
        ("# ls\npwd\n# id\nls", "none"),
        ("# say\n$ docker ps", "2$docker ps"),
        ("## say\n\n$ docker ps\n\n## then\n\n$ ls\na", "3$docker ps/7$ls/|a"),
        ("$ ls\n\na\n\nb\n$ ", "1$ls/|a/|/|b"),
        ("docker save x > y", "none"),
        ("$ echo 'never closed\nx", "none"),
    ] {
        assert_eq!(show(with_prompts(&lines(text))), want, "{text:?}");
    }
}

#[test]
fn blocks_whose_comments_announce_output() {
    for (text, want) in [
        ("docker ps\n\n# Output:\nNAMES\nweb", "1$docker ps/|NAMES/|web"),
        ("# see\nls\n# Expected output\n[\n\n]\n\n# then\npwd", "2$ls/|[/|/|]/9$pwd"),
        ("ls\n# Output:\n# a\n\npwd", "1$ls/5$pwd"),
        ("ls\n# the output goes to x\npwd", "none"),
        ("ls\n\n# Output: one id\n0a1b2c3d4e5f6...\n\n# next\npwd", "1$ls/|0a1b2c3d4e5f6.../7$pwd"),
        ("ls\n# Output: three names\npwd", "1$ls/3$pwd"),
        ("# Output:\na", "none"),
    ] {
        assert_eq!(show(with_comments(&lines(text), Likeness::Known)), want, "{text:?}");
    }
}

#[test]
fn blocks_that_enter_a_container() {
    for (text, want) in [
        ("# go in\ndocker run -it x sh\n\n# inside\n/ # ls\nbin\n/ # exit", "2$docker run -it x sh/5$ls/|bin/7$exit"),
        (
            "docker run -i -t x bash\nPulling\nroot@box:/# hostname\nbox",
            "1$docker run -i -t x bash/|Pulling/3$hostname/|box",
        ),
        ("docker run -it x sh\n# ls /\nbin\n# exit\nls", "1$docker run -it x sh/2$ls //|bin/4$exit/5$ls"),
        ("docker run -it x sh\n# install it\napk add y\n# exit the box\nexit", "none"),
        (
            "docker run -it x sh\n/ # python3\n\n>>> def f():\n...     return 1\n...\n>>> f()\n1\n>>> exit()\n/ # ls\nbin",
            "1$docker run -it x sh/2$python3/4$def f():\n    return 1/7$f()/|1/9$exit()/10$ls/|bin",
        ),
        ("docker run -it x sh\n/ # cat a\n>>> b", "1$docker run -it x sh/2$cat a/|>>> b"),
        ("docker logs x\nroot@box:/# ls", "none"),
        ("docker run -it x sh\nready", "none"),
    ] {
        assert_eq!(show(entering(&lines(text))), want, "{text:?}");
    }
}

#[test]
fn blocks_without_prompts() {
    for (text, want) in [
        ("# c\ndocker ps\n\nls *.tar", "2$docker ps/4$ls *.tar"),
        ("docker run \\\n  x", "1$docker run \\\n  x"),
        ("docker ps\nNAMES", "none"),
        ("docker volume ls -q\ndata\nlogs", "1$docker volume ls -q/|data/|logs"),
        ("docker rm web db\nweb\ndb\nls", "1$docker rm web db/|web/|db/4$ls"),
        ("whoami\nls", "1$whoami/2$ls"),
        ("docker ps\nls", "1$docker ps/2$ls"),
        ("cat a | docker build -\n# PowerShell\nGet-Content a | docker build -", "1$cat a | docker build -"),
        ("Get-Content a | docker build -", "none"),
        ("docker logs -f x\n^C\nls", "1$docker logs -f x/3$ls"),
        ("ls @\"\na 'b\n\"c\n\"@ | cat\nls", "1$ls @\"\na 'b\n\"c\n\"@ | cat/5$ls"),
        ("^C", "none"),
        ("\n", "none"),
    ] {
        assert_eq!(show(bare(&lines(text), Likeness::Known)), want, "{text:?}");
    }
}
