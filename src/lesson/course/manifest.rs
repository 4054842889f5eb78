//! The files in which courses say their order.

use super::pages::{linked, toctree};
use super::scripts::sidebar;
use crate::check::foreign_yaml;
use serde_json::Value;

/// A page or a folder that a course names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its path, relative to one of the listing's folders.
    pub path: String,
    /// The title it is given.
    pub title: Option<String>,
}

impl Named {
    /// None where the path leads out into the web, or nowhere.
    pub(super) fn new(path: &str, title: Option<&str>) -> Option<Self> {
        let path = path.trim().trim_start_matches("./").trim_start_matches('/');
        let title = title.map(str::trim).filter(|title| !title.is_empty()).map(ToOwned::to_owned);
        (!path.is_empty() && !path.contains("://")).then(|| Self { path: path.to_owned(), title })
    }
}

/// What a file names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Folders that the paths are relative to, in the order they are tried.
    pub folders: Vec<String>,
    /// In order.
    pub named: Vec<Named>,
    /// Whether the folder's other files are no lessons of the course.
    pub is_whole: bool,
}

/// A file that says the order, by its path in the folder of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manifest {
    /// The file's name.
    pub name: &'static str,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Katacoda,
    Structure,
    Labspace,
    Workbench,
    Jekyll,
    MkDocs,
    Educates,
    Pathways,
    Quarto,
    JupyterBook,
    Docusaurus,
    Starlight,
    Summary,
    Toctree,
}

/// All of them; the first that a folder has and that names a lesson counts.
pub const MANIFESTS: &[Manifest] = &[
    Manifest { name: "index.json", form: Form::Katacoda },
    Manifest { name: "structure.json", form: Form::Structure },
    Manifest { name: "labspace.yaml", form: Form::Labspace },
    Manifest { name: "labspace/labspace.yaml", form: Form::Labspace },
    Manifest { name: ".labspace/labspace.yaml", form: Form::Labspace },
    Manifest { name: "config.yaml", form: Form::Workbench },
    Manifest { name: "_config.yml", form: Form::Jekyll },
    Manifest { name: "mkdocs.yml", form: Form::MkDocs },
    Manifest { name: "mkdocs.yaml", form: Form::MkDocs },
    Manifest { name: "workshop/workshop.yaml", form: Form::Educates },
    Manifest { name: "workshop.yaml", form: Form::Educates },
    Manifest { name: "workshop/config.yaml", form: Form::Pathways },
    Manifest { name: "config.yaml", form: Form::Pathways },
    Manifest { name: "_quarto.yml", form: Form::Quarto },
    Manifest { name: "_toc.yml", form: Form::JupyterBook },
    Manifest { name: "myst.yml", form: Form::JupyterBook },
    Manifest { name: "sidebars.js", form: Form::Docusaurus },
    Manifest { name: "sidebars.ts", form: Form::Docusaurus },
    Manifest { name: "astro.config.mjs", form: Form::Starlight },
    Manifest { name: "astro.config.ts", form: Form::Starlight },
    Manifest { name: "SUMMARY.md", form: Form::Summary },
    Manifest { name: "index.rst", form: Form::Toctree },
    Manifest { name: "index.md", form: Form::Toctree },
];

impl Manifest {
    /// What it names; none where it is not of its kind. `beside` reads a file by its path from this one's folder.
    pub fn read(&self, text: &str, beside: &dyn Fn(&str) -> Option<String>) -> Option<Listing> {
        let (folders, named, is_whole) = match self.form {
            Form::Docusaurus => (vec!["docs", ""], sidebar(text, None), false),
            Form::Starlight => (vec!["src/content/docs"], sidebar(text, Some("sidebar")), false),
            Form::Summary => (vec![""], linked(text), false),
            Form::Toctree => (vec![""], toctree(text), false),
            _ => return self.of_data(&foreign_yaml(text)?, beside),
        };
        listing(&self.within(&folders), named, is_whole)
    }

    /// Whether it is a file of data, YAML or JSON.
    pub fn is_data(&self) -> bool {
        !matches!(self.form, Form::Summary | Form::Toctree)
    }

    /// Whether it names pages by ids of their own, without the numbers that their files begin with.
    pub fn has_ids(&self) -> bool {
        self.form == Form::Docusaurus
    }

    /// Whether the pages it names may name others in trees of their own.
    pub fn is_tree(&self) -> bool {
        self.form == Form::Toctree
    }

    fn of_data(&self, data: &Value, beside: &dyn Fn(&str) -> Option<String>) -> Option<Listing> {
        let (folders, named, is_whole) = match self.form {
            Form::Katacoda => (vec![""], pages(data), true),
            Form::Structure => (vec![""], tree(&data["items"]), false),
            Form::Labspace => (vec!["", ".."], labspace(data), true),
            Form::Workbench => (vec!["episodes", ""], texts(&data["episodes"]), true),
            Form::Jekyll => (vec!["_episodes"], texts(&data["episode_order"]), true),
            Form::MkDocs => {
                let docs = data["docs_dir"].as_str().unwrap_or("docs").trim_matches('/');
                let nav = if data["nav"].is_null() { &data["pages"] } else { &data["nav"] };
                (vec![docs, ""], navigation(nav), true)
            }
            Form::Educates => (vec!["content", ""], activated(data, beside("modules.yaml").as_deref()), true),
            Form::Pathways => (vec!["content", ""], pathway(data), true),
            Form::Quarto => {
                let book = &data["book"];
                let chapters = [&book["chapters"], &book["appendices"]];
                let sidebar = [&data["website"]["sidebar"]];
                let parts = if book["chapters"].is_null() { &sidebar[..] } else { &chapters[..] };
                (vec![""], parts.iter().flat_map(|part| tree(part)).collect(), false)
            }
            Form::JupyterBook => {
                let toc = &data["project"]["toc"];
                (vec![""], tree(if toc.is_null() { data } else { toc }), false)
            }
            Form::Docusaurus | Form::Starlight | Form::Summary | Form::Toctree => return None,
        };
        listing(&self.within(&folders), named, is_whole)
    }

    /// Folders relative to the file as folders relative to the course.
    fn within(&self, folders: &[&str]) -> Vec<String> {
        let own = self.name.rsplit_once('/').map_or("", |(own, _)| own);
        let joined = |folder: &&str| match (own, *folder) {
            (own, "..") => (!own.is_empty()).then(String::new),
            ("", folder) => Some(folder.to_owned()),
            (own, "") => Some(own.to_owned()),
            (own, folder) => Some(format!("{own}/{folder}")),
        };
        folders.iter().filter_map(joined).collect()
    }
}

fn listing(folders: &[String], named: Vec<Named>, is_whole: bool) -> Option<Listing> {
    (!named.is_empty()).then(|| Listing { folders: folders.to_vec(), named, is_whole })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn texts(value: &Value) -> Vec<Named> {
    list(value).iter().filter_map(|name| Named::new(name.as_str()?, None)).collect()
}

/// `details.intro`, `details.steps`, `details.finish`, each with the name of its text.
fn pages(index: &Value) -> Vec<Named> {
    let details = &index["details"];
    let title = |part: &Value| part["title"].as_str().map(ToOwned::to_owned);
    let intro = [(&details["intro"], title(&details["intro"]).or_else(|| title(index)))];
    let steps = list(&details["steps"]).iter().chain([&details["finish"]]).map(|part| (part, title(part)));
    let named = intro.into_iter().chain(steps);
    named.filter_map(|(part, title)| Named::new(part["text"].as_str()?, title.as_deref())).collect()
}

fn labspace(data: &Value) -> Vec<Named> {
    let sections = list(&data["sections"]).iter();
    sections.filter_map(|s| Named::new(s["contentPath"].as_str()?, s["title"].as_str())).collect()
}

/// `nav:` of MkDocs: pages, each perhaps with its title, in lists within lists.
fn navigation(nav: &Value) -> Vec<Named> {
    match nav {
        Value::String(page) => Named::new(page, None).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(navigation).collect(),
        Value::Object(entries) => {
            let entry = |(title, value): (&String, &Value)| match value {
                Value::String(page) => Named::new(page, Some(title)).into_iter().collect(),
                _ => navigation(value),
            };
            entries.iter().flat_map(entry).collect()
        }
        _ => Vec::new(),
    }
}

/// `modules.activate` of Educates, with the names that `modules.yaml` gives.
fn activated(workshop: &Value, modules: Option<&str>) -> Vec<Named> {
    let names = modules.and_then(foreign_yaml).unwrap_or_default();
    let of = |id: &str| names["modules"][id]["name"].as_str().map(ToOwned::to_owned);
    let ids = list(&workshop["modules"]["activate"]).iter().filter_map(Value::as_str);
    ids.filter_map(|id| Named::new(id, of(id).as_deref())).collect()
}

/// The steps of Educates' first pathway, or of the one that is named as the usual one.
fn pathway(config: &Value) -> Vec<Named> {
    let paths = &config["pathways"]["paths"];
    let usual = config["pathways"]["default"].as_str().map(|name| &paths[name]);
    let path = usual.or_else(|| paths.as_object().and_then(|all| all.values().next()));
    let title = |id: &str| list(&config["modules"]).iter().find(|m| m["name"] == id)?["title"].as_str();
    let steps = list(path.map_or(&Value::Null, |path| &path["steps"])).iter().filter_map(Value::as_str);
    steps.filter_map(|id| Named::new(id, title(id))).collect()
}

/// What a tree of pages and parts names, whatever its keys are called in Quarto, Jupyter Book and Killercoda.
fn tree(value: &Value) -> Vec<Named> {
    const PAGE: &[&str] = &["file", "href", "root", "path", "url", "pattern", "glob"];
    const BELOW: &[&str] = &["parts", "chapters", "sections", "contents", "children", "items", "subtrees", "entries"];
    match value {
        Value::String(page) => Named::new(page, None).filter(|n| n.path != "auto").into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(tree).collect(),
        Value::Object(entry) => {
            let title = ["title", "text"].iter().find_map(|key| entry.get(*key)?.as_str());
            let page = PAGE.iter().find_map(|key| entry.get(*key)?.as_str());
            // A part or a section may be a page or only a name.
            let part = || ["part", "section"].iter().find_map(|key| entry.get(*key)?.as_str());
            let page = page.or_else(|| part().filter(|p| super::is_markdown(std::path::Path::new(p))));
            let own = page.and_then(|page| Named::new(page, title));
            own.into_iter().chain(BELOW.iter().filter_map(|key| entry.get(*key)).flat_map(tree)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, folders: &str, want: &[&str]) {
        let beside = |_: &str| Some("modules: {one: {name: First}}".to_owned());
        let mut of_kind = MANIFESTS.iter().filter(|m| m.name == name);
        let listing = of_kind.find_map(|m| m.read(text, &beside)).unwrap_or_default();
        let shown = |n: Named| n.title.map_or_else(|| n.path.clone(), |title| format!("{}={title}", n.path));
        assert_eq!(listing.named.into_iter().map(shown).collect::<Vec<_>>(), want, "{name}");
        assert_eq!(listing.folders.join(","), folders, "{name}");
    }

    #[test]
    fn courses_of_platforms_say_their_order() {
        check(
            "index.json",
            r#"{"title":"T","details":{"finish":{"text":"end.md"},"intro":{"text":"i.md"},
                "steps":[{"title":"a","text":"s2/t.md"},{"text":"s1/t.md"}]}}"#,
            "",
            &["i.md=T", "s2/t.md=a", "s1/t.md", "end.md"],
        );
        check("structure.json", r#"{"items":[{"path":"b","title":"B"},{"path":"a"}]}"#, "", &["b=B", "a"]);
        let sections = "title: x\nsections:\n  - title: One\n    contentPath: ./02-b.md\n  - contentPath: 01-a.md\n";
        check("labspace.yaml", sections, "", &["02-b.md=One", "01-a.md"]);
        check("labspace/labspace.yaml", sections, "labspace,", &["02-b.md=One", "01-a.md"]);
        check(
            "workshop/workshop.yaml",
            "modules:\n  activate:\n  - one\n  - x/two\n",
            "workshop/content,workshop",
            &["one=First", "x/two"],
        );
        check("workshop.yaml", "kind: Workshop\nspec: {}\n", "", &[]);
        let pathways = "pathways:\n  default: b\n  paths:\n    a: {steps: [x]}\n    b: {steps: [y, z]}\nmodules:\n- {name: z, title: Z}\n";
        check("workshop/config.yaml", pathways, "workshop/content,workshop", &["y", "z=Z"]);
        check("index.json", "no json", "", &[]);
    }

    #[test]
    fn sites_say_their_order() {
        let episodes = "title: a.md\nepisodes:\n- intro.Rmd\n# - old.md\n- 'a b.qmd'\nlearners:\n- setup.md\n";
        check("config.yaml", episodes, "episodes,", &["intro.Rmd", "a b.qmd"]);
        check("_config.yml", "episode_order: [b, a]\n", "_episodes", &["b", "a"]);
        check(
            "mkdocs.yml",
            "nav:\n  - Home: index.md\n  - Part:\n      - 'my one.md'\n      - Two: x/two.md # not old.md\n  - https://a.b/c.md\n\
             markdown_extensions:\n  - x: !!python/name:material.twemoji\n",
            "docs,",
            &["index.md=Home", "my one.md", "x/two.md=Two"],
        );
        check("mkdocs.yaml", "docs_dir: Labs/\npages: [a.md]\n", "Labs,", &["a.md"]);
        check("mkdocs.yml", "theme: x", "", &[]);
    }

    #[test]
    fn books_say_their_order() {
        check(
            "_quarto.yml",
            "book:\n  chapters:\n  - index.qmd\n  - part: p.qmd\n    chapters: [b.qmd, {href: a.qmd, text: A}]\n  \
             - part: Only words\n    chapters: [c.qmd]\n  appendices: [z.qmd]\n",
            "",
            &["index.qmd", "p.qmd", "b.qmd", "a.qmd=A", "c.qmd", "z.qmd"],
        );
        check(
            "_quarto.yml",
            "website:\n  sidebar:\n    contents:\n    - section: S\n      contents: [x/*.qmd]\n",
            "",
            &["x/*.qmd"],
        );
        check(
            "_toc.yml",
            "format: jb-book\nroot: intro\nparts:\n- caption: P\n  chapters:\n  - file: b\n    title: B\n    sections:\n    - file: a\n",
            "",
            &["intro", "b=B", "a"],
        );
        check(
            "myst.yml",
            "project:\n  toc:\n  - file: i.md\n  - title: T\n    children: [{file: k.md}]\n",
            "",
            &["i.md", "k.md"],
        );
    }
}
