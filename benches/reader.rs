//! How long reading takes, beside a plain walk over the same text by `pulldown-cmark` in the same run, and how that
//! grows. `cargo bench --bench reader`; `ROPEWALK_CORPUS` names a folder of lessons, else our own fixtures are taken.

use ropewalk::{reader::read, source::Source};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// An odd number of runs has a median that was measured.
const RUNS: usize = 21;
/// Our own fixtures are few: together they are repeated this often.
const REPEATS: usize = 10;
/// A lesson for the growth, in copies.
const COPIES: [usize; 4] = [1, 10, 100, 1000];

fn main() {
    let folder = std::env::var_os("ROPEWALK_CORPUS").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let repeats = if folder.is_some() { 1 } else { REPEATS };
    let mut texts = Vec::new();
    collect(folder.as_deref().unwrap_or(&own), &mut texts);
    let texts: Vec<String> = (0..repeats).flat_map(|_| texts.clone()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} files, {} KiB, medians of {RUNS} runs", texts.len(), bytes / 1024);

    let sources: Vec<Source> = texts.iter().map(|t| Source::new("x.md", t.as_str())).collect();
    let walk = || texts.iter().map(|t| events(t)).sum::<usize>();
    let whole = || sources.iter().map(|s| read(s).0.nodes.len()).sum::<usize>();
    let (plain, ours) = in_turns(walk, whole);
    println!("pulldown-cmark   {plain:>10.2?}");
    println!("reader           {ours:>10.2?}   {:.2} times", ours.as_secs_f64() / plain.as_secs_f64());

    println!("growth");
    let lesson: String = texts.iter().min_by_key(|t| t.len().abs_diff(2000)).cloned().unwrap_or_default();
    let mut first = None;
    for copies in COPIES {
        let source = Source::new("x.md", lesson.repeat(copies));
        let runs = if copies > 100 { 3 } else { RUNS };
        let time = median((0..runs).map(|_| timed(&|| read(&source).0.nodes.len())).collect());
        let each = time.as_secs_f64() / f64::from(u32::try_from(copies).unwrap_or(u32::MAX));
        let first = *first.get_or_insert(each);
        println!("{copies:>5} copies {time:>10.2?}   {:.2} times as long for each", each / first);
    }
}

/// What a program does at least that reads Markdown.
fn events(text: &str) -> usize {
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::Parser::new_ext(text, options).map(black_box).count()
}

/// Medians of two tasks that take turns, so that both meet the same weather.
fn in_turns(one: impl Fn() -> usize, other: impl Fn() -> usize) -> (Duration, Duration) {
    let pairs: Vec<_> = (0..RUNS).map(|_| (timed(&one), timed(&other))).collect();
    (median(pairs.iter().map(|p| p.0).collect()), median(pairs.iter().map(|p| p.1).collect()))
}

fn timed(task: &impl Fn() -> usize) -> Duration {
    let begin = Instant::now();
    black_box(task());
    begin.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "md") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
}
