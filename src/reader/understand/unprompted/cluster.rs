//! Calls of a cluster's program, which are told like the engine's: `kubectl rollout status deployment/web`.

use super::super::known::without_prefixes;
use super::super::words::Commands;

/// What it is called for.
const VERBS: &[&str] = &[
    "annotate",
    "apply",
    "autoscale",
    "config",
    "cordon",
    "create",
    "delete",
    "describe",
    "drain",
    "expose",
    "get",
    "label",
    "logs",
    "patch",
    "replace",
    "rollout",
    "run",
    "scale",
    "set",
    "taint",
    "uncordon",
    "wait",
];

/// Whether any of some commands is such a call, with what it acts on.
pub fn has_call(commands: &Commands<'_>) -> bool {
    commands.iter().any(|words| match without_prefixes(words) {
        [program, verb, _, ..] => program == "kubectl" && VERBS.contains(&&**verb),
        _ => false,
    })
}
