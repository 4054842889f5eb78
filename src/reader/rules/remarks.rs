//! Remarks at the start of files, which read like commands behind root's prompt.

use super::check;

#[test]
fn a_remark_above_data_is_no_command() {
    let block = |tag: &str, text: &str| format!("```{tag}\n{text}\n```\n");
    let compose = "version: \"3.8\"\nservices:\n  web:\n    image: nginx:1.27";
    for remark in ["docker compose example", "docker-compose for the shop", "make it public"] {
        for tag in ["yaml", "yml", ""] {
            check(&block(tag, &format!("# {remark}\n{compose}")), &["File 1"]);
        }
    }
    let service =
        "shop-cache:\n  image: redis:7\n  ports:\n    - \"6379:6379\"\n  # No port for others\n  read_only: true";
    check(&block("yaml", &format!("# docker-compose addition\n{service}")), &["File 1"]);
    let (json, data) = ("{\n  \"editor\": \"vi\"\n}", "File 1");
    for remark in ["git settings", "docker run equivalent", "test the app"] {
        check(&block("json", &format!("# {remark}\n{json}")), &[data]);
    }
    check(
        &format!("Create `compose.yaml`:\n\n{}", block("yaml", &format!("# docker compose example\n{compose}"))),
        &["File 3 > compose.yaml"],
    );
}

#[test]
fn roots_prompt_is_still_one() {
    check("```\n# docker compose up -d\n[+] Running 2/2\n```\n", &["Session 1 docker compose up -d"]);
    check("```\n# ping db\nping: bad address 'db'\n```\n", &["Session 1 ping db"]);
    check("```yaml\n# start it\n$ docker compose up -d\n```\n", &["Command 1 docker compose up -d"]);
    check("```yaml\nroot@box:~# docker ps\nroot@box:~# ls\n```\n", &["Command 1 docker ps | ls"]);
}
