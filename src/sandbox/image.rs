//! Builds the sandbox image from the Dockerfile and the scripts embedded in this program.

use super::SandboxError;
use super::container::RECIPE_LABEL;
use super::engine::deepest;
use bollard::Docker;
use bollard::models::ImageSummary;
use bollard::query_parameters::{BuildImageOptions, CreateImageOptions, ListImagesOptions, RemoveImageOptions};
use bytes::Bytes;
use futures_util::StreamExt;
use std::collections::{HashMap, VecDeque};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt;

/// The name of the sandbox image; the tag is the recipe's digest.
pub const IMAGE: &str = "ropewalk-sandbox";
/// The name of a base made on the spot, where the registry cannot be reached.
pub const LOCAL_BASE: &str = "ropewalk-base:trixie";
/// The base from the registry.
pub const REGISTRY_BASE: &str = "debian:trixie-slim";

/// What the image is built from: names and contents.
const RECIPE: &[(&str, &str)] = &[
    ("Dockerfile", include_str!("image/Dockerfile")),
    ("launch", include_str!("image/launch")),
    ("enter", include_str!("image/enter")),
    ("shell.bash", include_str!("image/shell.bash")),
    ("stand-ins", include_str!("image/stand-ins")),
    ("add-stand-in", include_str!("image/add-stand-in")),
];

/// What a shell in the sandbox finds by its name, one a line.
const PROGRAMS: &str = include_str!("image/programs");

/// Whether a shell in the sandbox finds a program, or a word of its own, by this name.
pub fn has_program(name: &str) -> bool {
    PROGRAMS.lines().any(|line| line == name)
}

/// What fills the registry of every sandbox.
const STOCK: &str = include_str!("image/stand-ins");

/// Whether the registry of every sandbox has an image of this name as it is.
pub fn is_stocked(reference: &str) -> bool {
    let (name, tag) = reference.split_once(':').unwrap_or((reference, "latest"));
    // `image NAME 'TAG TAG…' WHAT CONFIG LAYER…`
    let images = STOCK.lines().filter_map(|line| line.strip_prefix("image ")?.split_once(" '"));
    let tags = images.filter(|(image, _)| *image == name).filter_map(|(_, rest)| rest.split('\'').next());
    tags.flat_map(str::split_whitespace).any(|known| known == tag)
}

/// How long the registry may take to begin to answer, before the base is made on the spot.
const REGISTRY_PATIENCE: Duration = Duration::from_secs(6);

/// What is happening while something long is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A new part of the work began.
    Step(String),
    /// A sign of life within it.
    Detail(String),
}

/// Receives [`Progress`].
pub type Report<'a> = &'a mut dyn FnMut(Progress);

/// The digest of the recipe: FNV-1a, 64 bits. It only tells one version of our own files from another.
pub fn recipe_digest() -> String {
    let bytes = RECIPE.iter().flat_map(|(name, text)| [name.as_bytes(), b"\0", text.as_bytes(), b"\0"].concat());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// The reference of the image that fits this program.
pub fn reference() -> String {
    format!("{IMAGE}:{}", recipe_digest())
}

/// The sandbox images on the outer engine, this program's or another version's.
pub async fn built(outer: &Docker) -> Result<Vec<ImageSummary>, SandboxError> {
    let filters: HashMap<String, Vec<String>> = [("label".to_owned(), vec![RECIPE_LABEL.to_owned()])].into();
    let options = ListImagesOptions { filters: Some(filters), ..ListImagesOptions::default() };
    outer.list_images(Some(options)).await.map_err(|e| SandboxError::outer(&e))
}

/// Whether the image that fits this program is there.
pub async fn is_built(outer: &Docker) -> Result<bool, SandboxError> {
    match outer.inspect_image(&reference()).await {
        Ok(_) => Ok(true),
        Err(bollard::errors::Error::DockerResponseServerError { status_code: 404, .. }) => Ok(false),
        Err(error) => Err(SandboxError::outer(&error)),
    }
}

/// Builds the image unless it is there; gives its reference and whether it was built now.
pub async fn ensure(outer: &Docker, report: Report<'_>) -> Result<(String, bool), SandboxError> {
    if is_built(outer).await? {
        return Ok((reference(), false));
    }
    let base = base(outer, report).await?;
    build(outer, &base, report).await?;
    remove_old(outer).await?;
    Ok((reference(), true))
}

/// How long an image of another recipe stays, in seconds: another version may be in use beside this one.
const OLD_AFTER: i64 = 24 * 3600;

/// Removes images of other recipes that nothing uses.
async fn remove_old(outer: &Docker) -> Result<(), SandboxError> {
    let mine = reference();
    let oldest = jiff::Timestamp::now().as_second() - OLD_AFTER;
    let is_old = |image: &ImageSummary| !image.repo_tags.contains(&mine) && image.created < oldest;
    for image in built(outer).await?.into_iter().filter(is_old) {
        for name in image.repo_tags.iter().filter(|t| t.starts_with(IMAGE)).chain(std::iter::once(&image.id)) {
            // In use by a running session of another version: it stays until the next time.
            outer.remove_image(name, None::<RemoveImageOptions>, None).await.ok();
        }
    }
    Ok(())
}

async fn has(outer: &Docker, name: &str) -> bool {
    outer.inspect_image(name).await.is_ok()
}

/// A Debian to build on: one that is there, the registry's, or one made here.
async fn base(outer: &Docker, report: Report<'_>) -> Result<String, SandboxError> {
    for name in [REGISTRY_BASE, LOCAL_BASE] {
        if has(outer, name).await {
            return Ok(name.to_owned());
        }
    }
    report(Progress::Step(format!("fetching {REGISTRY_BASE}")));
    match pull_base(outer, report).await {
        Ok(()) => Ok(REGISTRY_BASE.to_owned()),
        Err(why) => {
            report(Progress::Step(format!("making a Debian here ({why})")));
            bootstrap(outer, report).await?;
            Ok(LOCAL_BASE.to_owned())
        }
    }
}

async fn pull_base(outer: &Docker, report: Report<'_>) -> Result<(), String> {
    let options = CreateImageOptions { from_image: Some(REGISTRY_BASE.into()), ..CreateImageOptions::default() };
    let mut stream = std::pin::pin!(outer.create_image(Some(options), None, None));
    let mut patience = Some(REGISTRY_PATIENCE);
    loop {
        let next = match patience.take() {
            Some(limit) => {
                tokio::time::timeout(limit, stream.next()).await.map_err(|_| "the registry does not answer")?
            }
            None => stream.next().await,
        };
        match next {
            None => return Ok(()),
            Some(Err(_)) => return Err("the registry cannot be reached".into()),
            Some(Ok(info)) => report(Progress::Detail(info.status.unwrap_or_default())),
        }
    }
}

/// Makes a minimal Debian with mmdebstrap and imports it.
async fn bootstrap(outer: &Docker, report: Report<'_>) -> Result<(), SandboxError> {
    super::install::ensure_mmdebstrap(report).await?;
    let mut child = tokio::process::Command::new("mmdebstrap")
        .args(["--variant=minbase", "--include=ca-certificates", "trixie", "-"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(SandboxError::Image("mmdebstrap has no output".into()));
    };
    let said = tokio::spawn(async move {
        let mut text = String::new();
        drop(stderr.read_to_string(&mut text).await);
        text
    });
    let imported = import(outer, stdout, report).await;
    let status = child.wait().await?;
    if !status.success() {
        let said = said.await.unwrap_or_default();
        return Err(SandboxError::Image(format!("mmdebstrap failed ({status})\n{}", tail(&said, 8))));
    }
    imported
}

async fn import(outer: &Docker, stdout: tokio::process::ChildStdout, report: Report<'_>) -> Result<(), SandboxError> {
    let chunks = futures_util::stream::unfold(stdout, |mut stdout| async {
        let mut chunk = vec![0; 64 * 1024];
        match stdout.read(&mut chunk).await {
            Ok(0) => None,
            Ok(n) => {
                chunk.truncate(n);
                Some((Ok(Bytes::from(chunk)), stdout))
            }
            Err(error) => Some((Err(error), stdout)),
        }
    });
    let (repo, tag) = LOCAL_BASE.split_once(':').unwrap_or((LOCAL_BASE, "latest"));
    let options = CreateImageOptions {
        from_src: Some("-".into()),
        repo: Some(repo.into()),
        tag: Some(tag.into()),
        changes: vec!["LABEL ropewalk.base=trixie".into()],
        ..CreateImageOptions::default()
    };
    let mut stream = std::pin::pin!(outer.create_image(Some(options), Some(bollard::body_try_stream(chunks)), None));
    while let Some(info) = stream.next().await {
        let info = info
            .map_err(|e| SandboxError::Image(format!("the Debian made here could not be imported: {}", deepest(&e))))?;
        report(Progress::Detail(info.status.unwrap_or_default()));
    }
    Ok(())
}

/// The recipe as a tar archive, always the same to the byte.
fn context() -> std::io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, text) in RECIPE {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o755);
        header.set_mtime(0);
        archive.append_data(&mut header, name, text.as_bytes())?;
    }
    archive.into_inner()
}

async fn build(outer: &Docker, base: &str, report: Report<'_>) -> Result<(), SandboxError> {
    report(Progress::Step("building the sandbox image".into()));
    let options = BuildImageOptions {
        t: Some(reference()),
        rm: true,
        forcerm: true,
        buildargs: Some([("BASE".to_owned(), base.to_owned())].into()),
        labels: Some([(RECIPE_LABEL.to_owned(), recipe_digest())].into()),
        ..BuildImageOptions::default()
    };
    let mut stream = std::pin::pin!(outer.build_image(options, None, Some(bollard::body_full(context()?.into()))));
    let mut log = BuildLog::default();
    while let Some(info) = stream.next().await {
        let info = info.map_err(|e| log.failure(&deepest(&e)))?;
        if let Some(error) = info.error_detail.and_then(|d| d.message) {
            return Err(log.failure(&error));
        }
        if let Some(text) = info.stream {
            log.take(&text, report);
        }
    }
    Ok(())
}

/// The last lines of a build, to be shown where it fails.
#[derive(Default)]
struct BuildLog {
    step: String,
    lines: VecDeque<String>,
}

impl BuildLog {
    fn take(&mut self, text: &str, report: Report<'_>) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            if line.starts_with("Step ") {
                line.clone_into(&mut self.step);
            }
            report(Progress::Detail(crate::text::printable(line)));
            self.lines.push_back(line.to_owned());
            if self.lines.len() > 12 {
                self.lines.pop_front();
            }
        }
    }

    fn failure(&self, why: &str) -> SandboxError {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        let step = self.step.chars().take(100).collect::<String>();
        SandboxError::Image(format!("{why}\n  at: {step}\n  {}", crate::text::printable(&lines.join("\n  "))))
    }
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    crate::text::printable(&all[all.len().saturating_sub(lines)..].join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_holds_the_recipe_and_is_the_same_each_time() {
        let bytes = context().unwrap();
        assert_eq!(bytes, context().unwrap());
        let mut archive = tar::Archive::new(bytes.as_slice());
        let names: Vec<String> =
            archive.entries().unwrap().map(|e| e.unwrap().path().unwrap().display().to_string()).collect();
        assert_eq!(names, RECIPE.iter().map(|(n, _)| (*n).to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn a_failed_step_is_named_with_its_last_lines() {
        let mut log = BuildLog::default();
        log.take("Step 3/7 : RUN false\n", &mut |_| {});
        log.take("E: no such package\n", &mut |_| {});
        let text = log.failure("returned a non-zero code: 100").to_string();
        assert!(text.contains("Step 3/7 : RUN false") && text.contains("E: no such package"), "{text}");
    }
}
