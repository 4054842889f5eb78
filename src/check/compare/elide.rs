//! What is another at every run: ids, times, sizes. It is replaced by its kind before texts are compared.

use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `8f3ac1d0be52`, short or whole.
    Id,
    /// Digests and other hashes.
    Hash,
    /// Dates and times of day.
    Time,
    /// "2 minutes ago", "0.3s".
    Duration,
    /// "5.6MB".
    Size,
    /// Of the network: IP and hardware addresses.
    Address,
    /// A port that the engine chose.
    Port,
    /// A container's random name, `jolly_euclid`.
    Name,
    /// What pulls and builds say while they work.
    Progress,
    /// What stands behind the limits of a comparison.
    Rest,
}

impl Kind {
    /// In the plural, as in "ids were not compared".
    pub fn words(self) -> &'static str {
        match self {
            Self::Id => "ids",
            Self::Hash => "hashes",
            Self::Time => "dates and times",
            Self::Duration => "durations",
            Self::Size => "sizes",
            Self::Address => "addresses",
            Self::Port => "ports that the engine chose",
            Self::Name => "random names",
            Self::Progress => "the progress of pulls and builds",
            Self::Rest => "the rest of a long output",
        }
    }
}

const MONTH: &str = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

/// How each kind looks; where two fit, the first is meant. No pattern has a group of its own.
fn patterns() -> [(Kind, String); 14] {
    let clock = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?";
    let zone = r"(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?(?:\s(?:UTC|[A-Z]{3,4})\b)?";
    [
        (Kind::Hash, r"\b(?:sha256|sha512):[0-9a-f]{6,128}(?:\.\.\.|…)?".to_owned()),
        (Kind::Hash, r"\b(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{40}|[0-9a-f]{32})\b".to_owned()),
        (Kind::Id, r"\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b|\b[0-9a-f]{6,63}(?:\.\.\.|…)".to_owned()),
        (Kind::Time, format!(r"\b\d{{4}}[-/]\d{{2}}[-/]\d{{2}}(?:[T ]{clock}{zone})?")),
        (Kind::Time, format!(r"\b\d{{1,2}}/{MONTH}/\d{{4}}:{clock}{zone}")),
        (
            Kind::Time,
            format!(
                r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?(?:{MONTH}\s+\d{{1,2}}\b(?:,?\s+\d{{4}}\b)?|\d{{1,2}}\s+{MONTH}\s+\d{{4}}\b)(?:,?\s+{clock}{zone})?(?:\s+\d{{4}}\b)?"
            ),
        ),
        (Kind::Time, r"\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b".to_owned()),
        // The same port once more, for the other family of addresses.
        (Kind::Address, r",\s(?:::|\[::\]):\d+(?:-\d+)?->\d+(?:-\d+)?/[a-z]+".to_owned()),
        (Kind::Address, r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|\b(?:\d{1,3}\.){3}\d{1,3}\b(?:/\d{1,2}\b)?".to_owned()),
        (
            Kind::Duration,
            r"(?i)\b(?:about an?|less than an?|\d+(?:\.\d+)?)\s(?:second|minute|hour|day|week|month|year)s?\b(?:\sago\b)?|\ban?\s(?:second|minute|hour|day|week|month|year)\sago\b|(?:…|\.{3})\s(?:(?:second|minute|hour|day|week|month|year)s?\s)?ago\b".to_owned(),
        ),
        (Kind::Duration, r"\b(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?(?:ms|µs|us|ns|s)\b".to_owned()),
        (Kind::Size, r"\b\d+(?:\.\d+)?\s?(?:[kKMGT]i?B|B|bytes)\b".to_owned()),
        (Kind::Port, r":(?:3[2-9]\d{3}|[45]\d{4}|6[0-5]\d{3})\b".to_owned()),
        (Kind::Name, r"\b[a-z]{3,}_[a-z]{3,}\d?\b".to_owned()),
    ]
}

static ELIDED: LazyLock<Option<(Regex, Vec<Kind>)>> = LazyLock::new(|| {
    let patterns = patterns();
    let one = patterns.iter().map(|(_, p)| format!("({p})")).collect::<Vec<_>>().join("|");
    let regex = Regex::new(&one).ok()?;
    Some((regex, patterns.into_iter().map(|(kind, _)| kind).collect()))
});

/// Addresses that say something: everywhere, and only here.
const MEANT: [&str; 2] = ["0.0.0.0", "127.0.0.1"];

/// A word of a line: what stands there, and what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it was printed; with its blanks where it is a date or a duration.
    pub text: String,
    /// The same with a sign for every part that is not compared.
    pub key: String,
}

/// The parts that were not compared.
pub type Elided = BTreeSet<(Kind, String)>;

/// The sign of a kind: from a range of characters that nobody prints.
fn sign(kind: Kind) -> char {
    char::from_u32(0xE000 + kind as u32).unwrap_or('\u{E000}')
}

/// The words of a line; remembers what is not compared.
pub fn words(line: &str, elided: &mut Elided) -> Vec<Word> {
    let mut words = vec![Word { text: String::new(), key: String::new() }];
    let mut done = 0;
    if let Some((regex, kinds)) = &*ELIDED {
        for found in regex.captures_iter(line) {
            let Some(whole) = found.get(0).filter(|m| !MEANT.contains(&m.as_str())) else { continue };
            let group = (1..found.len()).find(|&at| found.get(at).is_some());
            let Some(kind) = group.and_then(|at| kinds.get(at - 1)) else { continue };
            add(&mut words, &line[done..whole.start()]);
            if let Some(word) = words.last_mut() {
                word.text += whole.as_str();
                // A part that may be missing leaves no sign.
                if !whole.as_str().starts_with(',') {
                    word.key.push(sign(*kind));
                }
            }
            elided.insert((*kind, whole.as_str().to_owned()));
            done = whole.end();
        }
    }
    add(&mut words, &line[done..]);
    words.retain(|w| !w.text.is_empty());
    words.iter_mut().filter(|w| w.key.contains(LATEST)).for_each(|w| w.key = without_latest(&w.key));
    words
}

/// The tag that an image has where none is written.
const LATEST: &str = ":latest";

/// `alpine:latest` is `alpine`, also between quotes.
fn without_latest(key: &str) -> String {
    let ends = |at: usize| !key[at + LATEST.len()..].starts_with(|c: char| c.is_alphanumeric() || "._-".contains(c));
    match key.find(LATEST).filter(|at| *at > 0 && ends(*at)) {
        Some(at) => format!("{}{}", &key[..at], &key[at + LATEST.len()..]),
        None => key.to_owned(),
    }
}

/// Text that is compared as it is.
fn add(words: &mut Vec<Word>, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            words.push(Word { text: String::new(), key: String::new() });
        } else if let Some(word) = words.last_mut() {
            word.text.push(c);
            word.key.push(c);
        }
    }
}

static PROGRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let layer = "Pull|Already|Wait|Verif|Down|Extract|Push|Mount|Layer|Prepar|Load|\\.\\.\\.|…";
    let pull = format!(
        "Unable to find image '.*' locally|\\S+: Pulling from |[0-9a-f]{{12}}: (?:{layer})|Digest: sha256:|\
         Status: (?:Downloaded newer image|Image is up to date) for|Using default tag: |docker\\.io/\\S+$"
    );
    Regex::new(&format!("^\\s*(?:{pull})")).ok()
});

static BUILD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let classic = r"Step \d+/\d+ ?: |Sending build context to|Successfully built |Removing intermediate container";
    Regex::new(&format!(r"(?m)^\s*(?:{classic}|#\d+ \S|\[\+\] Building|=> \[)")).ok()
});

/// Whether a line says only how far a pull is.
pub fn is_progress(line: &str) -> bool {
    PROGRESS.as_ref().is_some_and(|r| r.is_match(line))
}

/// Whether a text is a build's protocol, which every builder writes in its own way.
pub fn is_build(text: &str) -> bool {
    BUILD.as_ref().is_some_and(|r| r.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line with the kinds in the places of what they stand for.
    fn shown(line: &str) -> String {
        let name = |c: char| (0..10).find(|k| Some(c) == char::from_u32(0xE000 + k));
        let kinds = ["id", "hash", "time", "duration", "size", "address", "port", "name", "progress", "rest"];
        let keys: Vec<String> = words(line, &mut Elided::new()).into_iter().map(|w| w.key).collect();
        let text = keys.join(" ");
        text.chars().map(|c| name(c).map_or_else(|| c.to_string(), |k| format!("<{}>", kinds[k as usize]))).collect()
    }

    #[test]
    fn parts_that_change_are_known_by_their_kind() {
        for (line, want) in [
            ("8f3ac1d0be52   alpine", "<id> alpine"),
            ("\"Id\": \"sha256:8f3ac1d0be528f3ac1d0be52\",", "\"Id\": \"<hash>\","),
            ("sha256:8f3ac1…", "<hash>"),
            ("8f3ac1d0...", "<id>"),
            ("Up 3 seconds", "Up <duration>"),
            ("Up About a minute (healthy)", "Up <duration> (healthy)"),
            ("Exited (137) 2 hours ago", "Exited (137) <duration>"),
            ("Less than a second ago", "<duration>"),
            ("took 0.34s, 1m32s, 12ms", "took <duration>, <duration>, <duration>"),
            ("alpine 3.20 5.6MB 0B 1.2 kB", "alpine 3.20 <size> <size> <size>"),
            ("0.0.0.0:8080->80/tcp, [::]:8080->80/tcp", "0.0.0.0:8080->80/tcp"),
            ("0.0.0.0:32768->80/tcp", "0.0.0.0<port>->80/tcp"),
            ("172.17.0.2 02:42:ac:11:00:02 10.0.0.0/8", "<address> <address> <address>"),
            ("2026-11-21T06:10:10.123456789Z up", "<time> up"),
            ("2026-11-21 06:10:10 +0000 UTC", "<time>"),
            ("21/Nov/2026:06:10:10 +0000", "<time>"),
            ("Sat Nov 21 06:10:10 UTC 2026", "<time>"),
            ("-rw-r--r-- 1 root root 12 Nov 21 06:10 f", "-rw-r--r-- 1 root root 12 <time> f"),
            ("jolly_euclid web", "<name> web"),
            ("May I have a second image?", "May I have a second image?"),
            ("version 29.1.0, status 1", "version 29.1.0, status 1"),
            ("", ""),
        ] {
            assert_eq!(shown(line), want, "{line}");
        }
    }

    #[test]
    fn progress_is_told_from_output() {
        for line in [
            "Unable to find image 'alpine:latest' locally",
            "latest: Pulling from library/alpine",
            "8f3ac1d0be52: Pull complete",
            "Digest: sha256:8f3a",
            "Status: Downloaded newer image for alpine:latest",
            "docker.io/library/alpine:latest",
        ] {
            assert!(is_progress(line), "{line}");
        }
        assert!(!is_progress("8f3ac1d0be52: hello") && !is_progress("Hello from Docker!"));
        assert!(is_build("Step 1/2 : FROM a") && is_build("#1 [internal] load") && !is_build("# a\nStep on"));
    }
}
