//! Folders of a course, one after the other.

use super::super::read::unreadable;
use super::super::{Failure, INVALID};
use super::{DEPTH_LIMIT, Faulty, Found, has_commands, of_pattern, understood};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lesson::course::{
    EPISODE_FOLDERS, Kind, Listing, MANIFESTS, Manifest, Named, Place, broken, folder_place, in_order, is_aside,
    is_markdown, is_no_course, is_page_first, kind_of, missing, own_id, place, toctree, with_ends, without_number,
    works_with_containers,
};
use crate::source::Source;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs::{File, read_to_string};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// So far above a folder a file may say the order of what is in it.
const PARENTS: usize = 4;
/// Front matter is not longer, in bytes.
const HEAD: u64 = 16 * 1024;

/// What is remembered on the way.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// What is wrong with the files in which courses say their order.
    pub(super) faults: Vec<Faulty>,
    /// Folders that could not be looked into.
    pub(super) closed: Vec<(PathBuf, Failure)>,
    /// Folders that were walked: a course may name one that stands in another too.
    walked: HashSet<PathBuf>,
    /// Folders that hold no lessons by their name are walked nevertheless.
    is_wide: bool,
    /// Any command makes a lesson of what tells of its folder.
    any_commands: bool,
}

/// What a file or folder is sorted by.
struct Item {
    path: PathBuf,
    is_folder: bool,
    is_first: bool,
    place: Place,
    name: String,
}

impl Walk {
    /// The lessons of a folder, those in folders with names of other things included.
    pub(super) fn anywhere(folder: &Path) -> Vec<PathBuf> {
        let mut walk = Self { is_wide: true, ..Self::default() };
        walk.listed(folder, 0).into_iter().map(|found| found.path).collect()
    }

    /// The lessons of a folder, and what tells of its folders and has any commands.
    pub(super) fn with_any_commands(folder: &Path) -> Vec<Found> {
        Self { any_commands: true, ..Self::default() }.listed(folder, 0)
    }

    /// The lessons of a course in its order, else the folder's own and those of its folders.
    fn folder(&mut self, folder: &Path, depth: usize) -> Vec<Found> {
        if depth > DEPTH_LIMIT || !self.walked.insert(folder.to_owned()) {
            return Vec::new();
        }
        self.course(folder, depth).unwrap_or_else(|| self.listed(folder, depth))
    }

    /// The lessons that a file of the folder puts in order.
    pub(super) fn course(&mut self, folder: &Path, depth: usize) -> Option<Vec<Found>> {
        if let Some((mut found, is_whole)) = self.named(folder, depth, true) {
            if !is_whole {
                let rest = self.listed(folder, depth);
                append(&mut found, rest);
            }
            return Some(found);
        }
        let episodes = EPISODE_FOLDERS.iter().map(|f| folder.join(f)).find(|f| f.is_dir())?;
        let lessons = self.listed(&episodes, depth + 1);
        (!lessons.is_empty()).then_some(lessons)
    }

    /// The lessons that the first file names which names any, and whether the folder has no others.
    fn named(&mut self, folder: &Path, depth: usize, says_faults: bool) -> Option<(Vec<Found>, bool)> {
        MANIFESTS.iter().find_map(|manifest| {
            let file = folder.join(manifest.name);
            let source = Source::new(file.display().to_string(), read_to_string(&file).ok()?);
            let beside = |name: &str| read_to_string(file.with_file_name(name)).ok();
            let Some(listing) = manifest.read(&source.text, &beside) else {
                let fault = (says_faults && manifest.is_data()).then(|| broken(&source)).flatten();
                self.tell(source, fault.into_iter().collect());
                return None;
            };
            self.walked.insert(file.clone());
            let (found, lacking) = self.resolved(folder, manifest, &listing, depth);
            let lacking = lacking.iter().filter(|_| says_faults).map(|path| missing(&source, path)).collect();
            self.tell(source, lacking);
            if found.is_empty() {
                return None;
            }
            let own = is_markdown(&file) && kind_of(&file) == Kind::Lesson;
            let mut all: Vec<Found> = own.then(|| Found::new(file)).into_iter().collect();
            append(&mut all, found);
            Some((all, listing.is_whole))
        })
    }

    /// Remembers what is wrong with a file, once: one name may be that of several kinds.
    fn tell(&mut self, source: Source, found: Vec<Diagnostic>) {
        if !found.is_empty() && !self.faults.iter().any(|known| known.source.name == source.name) {
            self.faults.push(Faulty { source, found });
        }
    }

    fn resolved(&mut self, folder: &Path, by: &Manifest, listing: &Listing, depth: usize) -> (Vec<Found>, Vec<String>) {
        let (mut found, mut lacking) = (Vec::new(), Vec::new());
        for named in &listing.named {
            let places = listing.folders.iter().map(|f| join(folder, f));
            match places.into_iter().find_map(|place| self.resolve(&place, by, named, depth)) {
                Some(files) => append(&mut found, files),
                None if is_markdown(Path::new(&named.path)) => lacking.push(named.path.clone()),
                None => {}
            }
        }
        (found, lacking)
    }

    /// What a name means in a folder; none where there is nothing of that name, an empty list where it is no lesson.
    fn resolve(&mut self, folder: &Path, by: &Manifest, named: &Named, depth: usize) -> Option<Vec<Found>> {
        if named.path.contains('*') {
            let mut files: Vec<PathBuf> = of_pattern(&folder.join(&named.path)).ok()?;
            files.retain(|file| kind_of(file) == Kind::Lesson);
            return Some(files.into_iter().map(Found::new).collect());
        }
        let exact = Some(folder.join(&named.path)).filter(|path| path.is_file());
        let ends = || with_ends(&named.path).chain([format!("{}.rst", named.path)]).map(|name| folder.join(name));
        let by_id = || if by.has_ids() { of_id(folder, &named.path) } else { None };
        let Some(file) = exact.or_else(|| ends().find(|path| path.is_file())).or_else(by_id) else {
            let below = folder.join(named.path.trim_end_matches('/'));
            let is_below = !named.path.split('/').any(|part| part == ".." || part == ".");
            return (is_below && below.is_dir()).then(|| self.folder(&below, depth + 1));
        };
        let own = is_markdown(&file).then(|| Found { path: file.clone(), title: named.title.clone() });
        let mut found: Vec<Found> = own.into_iter().collect();
        if by.is_tree() && depth < DEPTH_LIMIT && self.walked.insert(file.clone()) {
            append(&mut found, self.tree_of(&file, by, depth + 1));
        }
        Some(found)
    }

    /// What the trees of a page name.
    fn tree_of(&mut self, page: &Path, by: &Manifest, depth: usize) -> Vec<Found> {
        let named = read_to_string(page).map(|text| toctree(&text)).unwrap_or_default();
        let listing = Listing { folders: vec![String::new()], named, is_whole: true };
        self.resolved(page.parent().unwrap_or(Path::new("")), by, &listing, depth).0
    }

    /// The folder's own order as a folder above it says it; what is not named there comes behind.
    pub(super) fn by_parents(&mut self, folder: &Path) -> Option<Vec<Found>> {
        let real = folder.canonicalize().ok()?;
        for parent in real.ancestors().skip(1).take(PARENTS) {
            let (named, _) = Self::default().named(parent, 0, false).unwrap_or_default();
            let below = |found: Found| {
                let path = folder.join(found.path.strip_prefix(&real).ok()?);
                Some(Found { path, ..found })
            };
            let mut own: Vec<Found> = named.into_iter().filter_map(below).collect();
            if !own.is_empty() {
                let rest = self.listed(folder, 0);
                append(&mut own, rest);
                return Some(own);
            }
            if parent.join(".git").exists() {
                break;
            }
        }
        None
    }

    /// The lessons of a folder and of its folders, in the order of their places and names.
    pub(super) fn listed(&mut self, folder: &Path, depth: usize) -> Vec<Found> {
        let listed = match std::fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) => {
                let (why, help) = unreadable(folder, &error);
                let failure = Failure::new(INVALID, format!("{}: {why}", folder.display()));
                self.closed.push((folder.to_owned(), Failure { help, ..failure }));
                return Vec::new();
            }
        };
        let all: Vec<PathBuf> = listed.flatten().map(|f| f.path()).collect();
        let has = if self.any_commands { has_commands } else { works_with_containers };
        let lessons = lessons_among(&all, (depth > 0).then_some(has));
        // Links may go in circles.
        let is_folder = |p: &&PathBuf| depth < DEPTH_LIMIT && p.is_dir() && !p.is_symlink();
        let folders = all.iter().filter(is_folder).filter(|p| self.may_hold_lessons(p, &all));
        let mut items: Vec<Item> =
            lessons.into_iter().map(Item::of_file).chain(folders.cloned().map(Item::of_folder)).collect();
        items.sort_by(Item::order);
        let each = items.into_iter();
        each.flat_map(|i| if i.is_folder { self.folder(&i.path, depth + 1) } else { vec![Found::new(i.path)] })
            .collect()
    }

    fn may_hold_lessons(&self, folder: &Path, beside: &[PathBuf]) -> bool {
        let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
        let has = |wanted: &str| beside.iter().any(|p| p.file_name().is_some_and(|name| name == wanted));
        let is_docusaurus = || ["js", "ts", "mjs", "cjs"].iter().any(|end| has(&format!("docusaurus.config.{end}")));
        match name {
            // A site's news, where it has content besides.
            "blog" => !(has("docs") && (is_docusaurus() || has("package.json"))),
            "src" | "i18n" | "versioned_docs" => !is_docusaurus(),
            name if self.is_wide => !name.starts_with('.') && name != "node_modules" && name != "_site",
            name => !is_no_course(name),
        }
    }
}

/// The lessons among the files of a folder. What tells of it is one where it has what it must have, and only below the
/// folder that was asked for.
fn lessons_among(files: &[PathBuf], must_have: Option<fn(&Document) -> bool>) -> Vec<PathBuf> {
    let of_kind = |kind: Kind| files.iter().filter(move |path| kind_of(path) == kind && path.is_file());
    let stem = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stems: Vec<String> = of_kind(Kind::Lesson).filter_map(stem).collect();
    let mut lessons: Vec<PathBuf> = of_kind(Kind::Lesson).filter(|path| !is_aside(path, &stems)).cloned().collect();
    let is_alone = lessons.is_empty() && of_kind(Kind::Aside).next().is_some();
    let is_lesson = |path: &&PathBuf| {
        is_alone
            || stem(path).is_some_and(|stem| stem.eq_ignore_ascii_case("pitchme"))
            || must_have.zip(understood(path)).is_some_and(|(has, document)| has(&document))
    };
    lessons.extend(of_kind(Kind::Telling).filter(|_| must_have.is_some()).filter(is_lesson).cloned());
    lessons
}

impl Item {
    fn of_file(path: PathBuf) -> Self {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (is_first, place) = (is_page_first(&name), place_in(&path).unwrap_or_default());
        Self { path, is_folder: false, is_first, place, name }
    }

    fn of_folder(path: PathBuf) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let category = ["_category_.json", "_category_.yml", "_category_.yaml"];
        let category = category.iter().find_map(|name| read_to_string(path.join(name)).ok());
        let pages = ["_index.md", "index.md", "index.mdx", "README.md"];
        let of_page = || pages.iter().find_map(|page| place_in(&path.join(page)));
        let place = category.map(|text| folder_place(&text)).or_else(of_page).unwrap_or_default();
        Self { path, is_folder: true, is_first: false, place, name }
    }

    fn order(&self, other: &Self) -> Ordering {
        let first = other.is_first.cmp(&self.is_first);
        let names = || in_order(&self.name, &other.name).then(self.is_folder.cmp(&other.is_folder));
        first.then_with(|| self.place.order(&other.place)).then_with(names).then_with(|| self.path.cmp(&other.path))
    }
}

/// The place that the head of a file says.
fn place_in(path: &Path) -> Option<Place> {
    head(path).map(|head| place(&head))
}

fn head(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// The page of an id such as `start/hello`: `01-start/02-hello.md`, or a page of that folder whose front matter has
/// `id: hello`.
fn of_id(folder: &Path, id: &str) -> Option<PathBuf> {
    let listed = |folder: &Path| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Some(paths)
    };
    let (folders, name) = id.rsplit_once('/').map_or((None, id), |(folders, name)| (Some(folders), name));
    let mut folder = folder.to_owned();
    for part in folders.into_iter().flat_map(|folders| folders.split('/')) {
        let is_it = |path: &PathBuf| {
            let own = path.file_name().and_then(|own| own.to_str());
            own.is_some_and(|own| own == part || without_number(own) == part) && path.is_dir()
        };
        folder = listed(&folder)?.into_iter().find(is_it)?;
    }
    let mut pages = listed(&folder)?;
    pages.retain(|path| is_markdown(path) && path.is_file());
    let stem = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let of_name = pages.iter().position(|path| stem(path).is_some_and(|stem| without_number(&stem) == name));
    let of_head = || pages.iter().position(|path| head(path).and_then(|head| own_id(&head)).as_deref() == Some(name));
    of_name.or_else(of_head).map(|at| pages.swap_remove(at))
}

fn join(folder: &Path, within: &str) -> PathBuf {
    if within.is_empty() { folder.to_owned() } else { folder.join(within) }
}

/// Adds what is not there yet.
fn append(found: &mut Vec<Found>, more: Vec<Found>) {
    let known: HashSet<PathBuf> = found.iter().map(|f| f.path.clone()).collect();
    found.extend(more.into_iter().filter(|f| !known.contains(&f.path)));
}
