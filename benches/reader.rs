//! How long reading takes, beside a plain walk over the same text by `pulldown-cmark` in the same run, and how that
//! grows. `cargo bench --bench reader`; `ROPEWALK_CORPUS` names a folder of lessons, else our own fixtures are taken.

use pulldown_cmark::{Event, Options, Parser};
use ropewalk::reader::{Tree, read};
use ropewalk::source::Source;
use std::hint::black_box;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Of so many runs the one counts that was disturbed least: a machine that does other things only adds to the time.
const RUNS: usize = 21;
/// Our own fixtures are few and short: they are read so many times as often.
const REPEATS: usize = 10;
/// A lesson for the growth, in copies.
const COPIES: [usize; 4] = [1, 10, 100, 1000];
/// A file that is shorter tells more of the clock than of the reader.
const LEAST: usize = 1024;

/// A lesson without code: however often it is copied, no limit on blocks is met.
const PROSE: &str = "## Images and containers\n\nAn image holds what a program needs. *Many* containers can be made from \
    one image, and\neach has a file system of its own.\n\n- The image stays as it is.\n- A container can be \
    **changed**, see [the manual](https://example.org/manual).\n\n> [!NOTE]\n> Whatever is written in a container goes \
    with it.\n\n| Word | Meaning |\n|---|---|\n| layer | a part of an image |\n\nUse `docker ps` to list what runs.\n\n";

fn main() {
    let folder = std::env::var_os("ROPEWALK_CORPUS").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let repeats = if folder.is_some() { 1 } else { REPEATS };
    let mut texts = Vec::new();
    collect(folder.as_deref().unwrap_or(&own), &mut texts);
    compare(&texts, repeats);
    let lesson = texts.iter().min_by_key(|(_, t)| t.len().abs_diff(2000)).map_or("", |(_, t)| t);
    growth("prose alone: no limit is met", PROSE);
    growth("a lesson with code: from the limit of 2,000 blocks on, blocks are shown and not understood", lesson);
}

/// What is measured, in the order of the measurements.
const NAMES: [&str; 4] = ["pulldown-cmark", "its events, kept", "read into a tree", "and understood"];

/// The reader beside the plain walk, and beside the least that a tree costs: over all texts together, and over the one
/// where it is worst. Each run takes every text once, by all in turn.
fn compare(texts: &[(String, String)], repeats: usize) {
    let sources: Vec<Source> = texts.iter().map(|(name, t)| Source::new(name, t.as_str())).collect();
    let mut least = vec![[Duration::MAX; NAMES.len()]; sources.len()];
    for _ in 0..RUNS * repeats {
        for (source, [plain, bare, tree_alone, ours]) in sources.iter().zip(&mut least) {
            *plain = timed(|| events(&source.text)).min(*plain);
            *bare = timed(|| tree(&source.text).len()).min(*bare);
            *tree_alone = timed(|| Tree::read(source, None).nodes().len()).min(*tree_alone);
            *ours = timed(|| read(source).0.nodes.len()).min(*ours);
        }
    }
    let bytes = sources.iter().map(|s| s.text.len()).sum::<usize>();
    let sum = |which: usize| least.iter().map(|l| l[which]).sum::<Duration>();
    println!("{} files, {:.3} MB, the best of {} runs each", sources.len(), megabytes(bytes), RUNS * repeats);
    for (which, name) in NAMES.into_iter().enumerate() {
        let time = sum(which);
        let times = ratio(time, sum(0));
        println!("{name:<17} {time:>10.2?}   {:>6.2} ns/byte   {times:.2} times", per_byte(time, bytes));
    }

    let long = sources.iter().zip(&least).filter(|(s, _)| s.text.len() >= LEAST);
    let mut each: Vec<_> = long.map(|(s, [plain, .., ours])| (ratio(*ours, *plain), s.name.as_str())).collect();
    each.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some(worst), Some(middle)) = (each.last(), each.get(each.len() / 2)) {
        println!("file by file     median {:.2} times, worst {:.2} times: {}", middle.0, worst.0, worst.1);
    }
}

/// How long copies of a text take, one after another in one file.
fn growth(what: &str, lesson: &str) {
    println!("growth, {what}");
    for copies in COPIES {
        let source = Source::new("x.md", lesson.repeat(copies));
        let time = (0..RUNS).map(|_| timed(|| read(&source).0.nodes.len())).min().unwrap_or_default();
        let bytes = source.text.len();
        println!(
            "{copies:>5} copies {:>8.3} MB {time:>10.2?} {:>8.2} ns/byte",
            megabytes(bytes),
            per_byte(time, bytes)
        );
    }
}

fn ratio(ours: Duration, plain: Duration) -> f64 {
    ours.as_secs_f64() / plain.as_secs_f64().max(f64::MIN_POSITIVE)
}

#[expect(clippy::cast_precision_loss, reason = "no text is so long")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn per_byte(time: Duration, bytes: usize) -> f64 {
    time.as_secs_f64() * 1e3 / megabytes(bytes.max(1))
}

/// What a program does at least that reads Markdown.
fn events(text: &str) -> usize {
    Parser::new_ext(text, options()).map(black_box).count()
}

/// What a program does at least that keeps what it read: a tree of its own of those events, with the bytes each was
/// read from, and nothing understood.
fn tree(text: &str) -> Vec<Kept> {
    let mut open = vec![(Vec::new(), 0..0)];
    for (event, span) in Parser::new_ext(text, options()).into_offset_iter() {
        let kept = match event {
            Event::Start(_) => {
                open.push((Vec::new(), span));
                continue;
            }
            Event::End(_) => match open.pop() {
                Some((within, span)) => Kept { _text: String::new(), _within: within, _span: span },
                None => continue,
            },
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                Kept { _text: text.into_string(), _within: Vec::new(), _span: span }
            }
            _ => Kept { _text: String::new(), _within: Vec::new(), _span: span },
        };
        if let Some((siblings, _)) = open.last_mut() {
            siblings.push(kept);
        }
    }
    open.pop().map(|(nodes, _)| nodes).unwrap_or_default()
}

struct Kept {
    _text: String,
    _within: Vec<Kept>,
    _span: Range<usize>,
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn timed(task: impl Fn() -> usize) -> Duration {
    let begin = Instant::now();
    black_box(task());
    begin.elapsed()
}

fn collect(folder: &Path, texts: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.extend(std::fs::read_to_string(&path).map(|text| (name, text)));
        }
    }
}
