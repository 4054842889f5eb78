//! The assertion language: a sidecar's YAML becomes [`Check`]s, and [`judge`] holds them against a [`State`](crate::state::State).

mod bind;
mod compare;
mod derive;
mod describe;
pub mod dockerfile;
mod hints;
mod judge;
mod look;
mod model;
mod places;
mod plain;
mod predict;
mod read;
mod reference;
mod schema;
mod scripts;
pub mod shell;
mod variables;
mod yaml;

pub use model::{
    Assertion, Bounds, ChangeKind, Check, CommandLine, ContainerCheck, CountCheck, ExitCheck, ExitStatus, Explained,
    FileChange, FileCheck, Finding, ImageCheck, MountCheck, NetworkCheck, OutputCheck, PATTERN_SIZE_LIMIT, Pattern,
    RanCheck, Sidecar, Since, StepChecks, Verdict, VolumeCheck,
};

pub use look::{
    ArchiveCheck, ArchiveKind, ComposeCheck, DockerfileCheck, ExecCheck, HttpCheck, Look, RegistryCheck, ScriptCheck,
    ServiceState, TextCheck,
};

pub use bind::{Names, bind, bound_text, bound_words, escaped};
pub use compare::{Cell, Comparison, Difference, Kind, LINE_LIMIT, WIDTH_LIMIT, compare, compare_own, is_progress};
pub use derive::{derive, derive_part, derive_simple};
pub use describe::describe;
pub use hints::{Instead, counts, hints, instead, is_about};
pub use judge::{committed, judge, judge_step, open_checks, patience, probes};
pub use places::{KeyPlace, Places, StepPlace, places};
pub use predict::Prediction;
pub use read::{DIAGNOSTIC_LIMIT, LIST_LIMIT, parse, parse_for};
pub use reference::{RegistryParts, normal_reference, registry_parts};
pub use schema::schema;
pub use scripts::{SCRIPT_SIZE_LIMIT, read_scripts, script_of};
pub use variables::{Seed, Swap, Values, Variable, place_before, unused, with_names, with_values};
pub use yaml::{
    DEPTH_LIMIT, NODE_LIMIT, Node as YamlNode, SIZE_LIMIT, Value as YamlValue, foreign as foreign_yaml, foreign_fault,
    parse as parse_yaml,
};
