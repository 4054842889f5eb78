//! What cannot be reached from inside, and what bounds a sandbox.

use crate::common::Machine;
use ropewalk::sandbox::container::{CPU_LIMIT, MEMORY_LIMIT, OWNER_LABEL, Owner, PROCESS_LIMIT, SESSION_LABEL};
use std::process::Command;

#[tokio::test]
async fn the_container_has_no_more_rights_than_it_needs() {
    let machine = Machine::start().await;
    let inspected = machine.outer.inspect_container(&machine.container(), None).await.unwrap();
    let host = inspected.host_config.unwrap();
    assert_eq!(host.privileged, Some(false));
    assert_eq!(host.cap_drop.unwrap(), ["ALL"]);
    let mut added: Vec<String> =
        host.cap_add.unwrap().into_iter().map(|c| c.trim_start_matches("CAP_").to_owned()).collect();
    added.sort();
    assert_eq!(added, ["CHOWN", "SETGID", "SETUID"]);
    assert_eq!((host.readonly_rootfs, host.network_mode.as_deref()), (Some(true), Some("none")));
    assert_eq!((host.memory, host.memory_swap), (Some(MEMORY_LIMIT), Some(MEMORY_LIMIT)));
    assert_eq!(host.pids_limit, Some(PROCESS_LIMIT));
    assert!(host.nano_cpus.is_some_and(|n| n > 0 && n <= CPU_LIMIT), "{:?}", host.nano_cpus);
    assert_eq!(host.devices.unwrap_or_default(), []);
    let security = host.security_opt.unwrap();
    assert!(security.iter().any(|s| s == "no-new-privileges"), "{security:?}");
    assert!(!security.iter().any(|s| s == "seccomp=unconfined"), "{security:?}");
    assert!(host.pid_mode.unwrap_or_default().is_empty() && host.ipc_mode.as_deref() != Some("host"));
    for bind in host.binds.unwrap() {
        assert!(bind.starts_with("ropewalk-"), "only its own volume: {bind}");
    }
    let labels = inspected.config.unwrap().labels.unwrap();
    assert_eq!(labels[SESSION_LABEL], *machine.sandbox.session());
    assert_eq!(Owner::parse(&labels[OWNER_LABEL]), Some(Owner::this()));
}

#[tokio::test]
async fn not_even_the_sandbox_s_root_reaches_the_computer() {
    let marker = tempfile::NamedTempFile::new().unwrap();
    let secret = format!("ropewalk-outer-{}", std::process::id());
    let mut outer = Command::new("sleep").args(["3600", "--"]).env("SECRET", &secret).spawn().unwrap();
    let pattern = "/proc/sys/kernel/core_pattern";
    let before = std::fs::read_to_string(pattern).unwrap();
    let mut machine = Machine::start().await;
    let reach = [
        "mknod /tmp/disk b 8 0 || mknod /tmp/disk b 254 0",
        "for d in /dev/sd? /dev/vd? /dev/nvme*; do mkdir -p /tmp/m; mount $d /tmp/m && exit 0; done; exit 1",
        "echo '|/bin/false' > /proc/sys/kernel/core_pattern",
        "mkdir -p /tmp/s && mount -t sysfs none /tmp/s && echo x > /tmp/s/kernel/uevent_helper",
        "mkdir -p /tmp/d && mount -t debugfs none /tmp/d",
        "echo 1 > /proc/sys/vm/drop_caches",
        "echo b > /proc/sysrq-trigger",
        "dmesg > /dev/null || head -c 1 /dev/kmsg",
        "cat /proc/kcore | head -c 1 | grep -q .",
        &format!("ls {}", marker.path().display()),
        &format!("grep -sl {secret} /proc/[0-9]*/environ"),
    ];
    for script in reach {
        let (status, said) = machine.as_root(script).await;
        assert_ne!(status, 0, "`{script}` printed:\n{said}");
        let ran = machine.run(&format!("({script})")).await;
        assert_ne!(ran.record.exit, 0, "`{script}` printed:\n{}", ran.record.output);
    }
    let file = marker.path().file_name().unwrap().to_string_lossy().into_owned();
    let deep = [
        format!("docker run --rm -v /:/host alpine sh -c 'find /host/tmp /host/var/tmp -name {file} | grep .'"),
        format!("docker run --rm --privileged -v /:/host alpine grep -sl {secret} /proc/*/environ"),
        "docker run --rm --privileged alpine sh -c 'echo x > /proc/sys/kernel/core_pattern'".to_owned(),
        "docker run --rm --privileged alpine sh -c 'mknod /d b 254 0 && head -c 1 /d'".to_owned(),
    ];
    for command in deep {
        let ran = machine.run(&command).await;
        assert_ne!(ran.record.exit, 0, "`{command}` printed:\n{}", ran.record.output);
    }
    assert_eq!(std::fs::read_to_string(pattern).unwrap(), before);
    assert!(outer.try_wait().unwrap().is_none(), "a process outside is untouched");
    outer.kill().unwrap();
    outer.wait().unwrap();
}

#[tokio::test]
async fn no_network_means_none() {
    let mut machine = Machine::start().await;
    for command in ["curl -sm 3 http://1.1.1.1", "docker run --rm alpine wget -qT 3 -O - http://1.1.1.1"] {
        let ran = machine.run(command).await;
        assert_ne!(ran.record.exit, 0, "{command}: {}", ran.record.output);
    }
    let names = machine.run("getent hosts example.com").await;
    assert_ne!(names.record.exit, 0);
}

#[tokio::test]
async fn limits_hold_inside_too() {
    let mut machine = Machine::start().await;
    let ran = machine.run("docker run --name eater -m 32m alpine tail /dev/zero").await;
    assert_eq!(ran.record.exit, 137, "{}", ran.record.output);
    assert_eq!(machine.good("docker inspect -f '{{.State.OOMKilled}}' eater").await, "true\n");
    let seen = machine.observe(&[]).await;
    assert_eq!(seen.snapshot.containers[0].exit_code, 137);
    let (status, _) = machine
        .as_root(
            "for f in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do \
        [ -e $f ] && echo max > $f && exit 0; [ -e $f ] && echo -1 > $f && exit 0; done; exit 1",
        )
        .await;
    assert_ne!(status, 0, "the sandbox's own limit is not its to change");
}
