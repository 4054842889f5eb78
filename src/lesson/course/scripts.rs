//! Orders that stand in scripts: the sidebars of Docusaurus and of Starlight. No script is run: what is quoted in a list,
//! or behind a key that names a page, is taken in its order. What is no page of the course is found nowhere and left out.

use super::manifest::Named;

/// Keys that name a page, or a folder whose pages come in their own order.
const PAGES: &[&str] = &["id", "dirName", "slug", "link", "directory"];
/// The key that gives a title.
const TITLE: &str = "label";
/// Brackets within brackets: what is deeper is no sidebar.
const MAX_DEPTH: usize = 64;

/// A bracket that is open.
struct Open<'t> {
    bracket: char,
    /// The key before it.
    key: Option<&'t str>,
    /// What its own keys say: a title, and which of the pages they name.
    title: Option<&'t str>,
    page: Option<usize>,
}

/// The pages that a sidebar names; where a key is given, only those in the list behind it.
pub(super) fn sidebar(text: &str, below: Option<&str>) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    // The word that may be a key, and the key that a value stands behind.
    let (mut word, mut key) = (None, None);
    let mut rest = text;
    while let Some((token, after)) = token(rest) {
        rest = after;
        match token {
            Token::Word(name) => word = Some(name),
            Token::Sign(':') => key = word.take(),
            Token::Sign(bracket @ ('[' | '{' | '(')) => {
                if open.len() == MAX_DEPTH {
                    break;
                }
                open.push(Open { bracket, key: key.take(), title: None, page: None });
            }
            Token::Sign(']' | '}' | ')') => {
                let closed = open.pop();
                if let Some((title, page)) = closed.and_then(|c| c.title.zip(c.page))
                    && let Some(named) = found.get_mut(page)
                {
                    named.title = Some(title.to_owned());
                }
                key = None;
            }
            Token::Sign(_) => (word, key) = (None, None),
            Token::Quoted(said) => {
                let is_below = below.is_none_or(|name| open.iter().any(|o| o.bracket == '[' && o.key == Some(name)));
                let own = open.last_mut();
                let is_item = own.as_ref().is_some_and(|own| own.bracket == '[') && key.is_none();
                let named = key.take().filter(|_| own.as_ref().is_some_and(|own| own.bracket == '{'));
                word = Some(said);
                if named == Some(TITLE) {
                    own.into_iter().for_each(|own| own.title = Some(said));
                } else if is_below && (is_item || named.is_some_and(|name| PAGES.contains(&name))) {
                    let path = said.split('#').next().unwrap_or_default().trim_end_matches('/');
                    if let Some(page) = Named::new(path, None) {
                        own.filter(|_| !is_item).into_iter().for_each(|own| own.page = Some(found.len()));
                        found.push(page);
                    }
                }
            }
        }
    }
    found
}

enum Token<'t> {
    Word(&'t str),
    Quoted(&'t str),
    Sign(char),
}

/// The first token of a script, and what stands behind it; remarks are passed over.
fn token(text: &str) -> Option<(Token<'_>, &str)> {
    let mut text = text.trim_start();
    loop {
        let remark = if text.starts_with("//") { Some("\n") } else { text.starts_with("/*").then_some("*/") };
        let Some(end) = remark else { break };
        text = text.get(2..)?.split_once(end)?.1.trim_start();
    }
    let first = text.chars().next()?;
    if matches!(first, '\'' | '"' | '`') {
        let mut escaped = false;
        let is_end = |c: char| {
            let ends = !escaped && (c == first || c == '\n' && first != '`');
            escaped = !escaped && c == '\\';
            ends
        };
        let inner = &text[1..];
        let end = inner.find(is_end)?;
        return Some((Token::Quoted(&inner[..end]), &inner[end + 1..]));
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    Some(match end {
        0 => (Token::Sign(first), &text[first.len_utf8()..]),
        end => (Token::Word(&text[..end]), &text[end..]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, below: Option<&str>, want: &[&str]) {
        let shown = |n: Named| n.title.map_or_else(|| n.path.clone(), |title| format!("{}={title}", n.path));
        assert_eq!(sidebar(text, below).into_iter().map(shown).collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn sidebars_of_docusaurus() {
        let text = "// @ts-check\nimport type {SidebarsConfig} from '@docusaurus/types';\n/* 'old' */\n\
            const sidebars: SidebarsConfig = {\n  ropes: [\n    'intro', // 'draft',\n    {\n      type: 'category',\n      label: 'Knots',\n      \
            link: {type: 'doc', id: 'knots/index'},\n      items: ['knots/bowline', {type: 'doc', id: 'knots/hitch', label: 'A hitch'}],\n    },\n    \
            {type: 'link', label: 'Web', href: 'https://example.org'},\n    {type: 'autogenerated', dirName: 'more'},\n  ],\n  \
            \"other\": [\"end\"],\n  short: {'Part': [`last`]},\n};\nmodule.exports = sidebars;\n";
        check(text, None, &["intro", "knots/index", "knots/bowline", "knots/hitch=A hitch", "more", "end", "last"]);
        check("module.exports = require('./other').map((x) => join('a', 'b'));", None, &[]);
        check("x = ['a', 'it\\'s', b, 'c'", None, &["a", "it\\'s", "c"]);
        check("x = ['a\n'b']", None, &["a", "b"]);
    }

    #[test]
    fn sidebars_of_starlight() {
        let text = "export default defineConfig({\n  site: 'https://example.org',\n  integrations: [react(), starlight({\n    title: 'Ropes',\n    \
            social: [{icon: 'x', label: 'Web', href: 'https://x.y'}],\n    customCss: ['./a.css'],\n    sidebar: [\n      \
            {label: 'Start', items: [{label: 'First', slug: 'start/first'}, 'start/second']},\n      {label: 'Top', link: '/start/third/#top'},\n      \
            {label: 'Rest', autogenerate: {directory: 'rest'}},\n      {label: 'Web', link: 'https://x.y/z'},\n    ],\n  })],\n});\n";
        check(text, Some("sidebar"), &["start/first=First", "start/second", "start/third=Top", "rest"]);
        check("defineConfig({integrations: ['a']})", Some("sidebar"), &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}():,'\"`/*a\\\\ \n\u{e9}]{0,80}") {
            sidebar(&text, None);
            sidebar(&text, Some("a"));
        }
    }
}
