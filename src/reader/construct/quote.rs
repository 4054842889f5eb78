//! Block quotes, and the boxes that are written as quotes: GitHub alerts (`> [!NOTE]`), kramdown callouts (a quote that
//! an attribute list follows), and quotes that say themselves what they are (`> **Note:** …`).

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, span_of};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::{anything_opens, attribute, fence, titled};
use crate::document::{Callout, Node, NodeKind};
use crate::source::Span;

/// Classes of boxes that only the Galaxy training material has.
const GALAXY: &[&str] = &["hands_on", "agenda", "comment", "question", "details"];

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[
        Dialect::new("github-alerts", "quotes that begin with [!NOTE]").on(&["github"]),
        Dialect::new("galaxy", "quotes with Galaxy's own boxes").on(&["gtn"]),
    ],
    everywhere: true,
    ..Construct::new(b">", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    place.line().sign() == Some(b'>')
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let (body, next) = body(place);
    let line = place.line().number;
    let span = span_of(&place.lines[place.at..next]);
    if let Some((name, title)) = body.first().and_then(|l| alert(&l.text)) {
        parser.vote(Some("github-alerts"));
        // Some editors fold them: `[!TIP]- title`.
        let (folded, title) = (title.starts_with('-'), title.trim_start_matches(['-', '+']).trim_start());
        let (name, title) = (name.to_owned(), Some(title.to_owned()).filter(|t| !t.is_empty()));
        let children = parser.nested(&body[1..]);
        let made = callout::alert(&name, title, children);
        let made = Callout { collapsed: made.collapsed || folded, ..made };
        nodes.push(super::callout_node(made, span, line));
        return next;
    }
    let galaxy = body.first().and_then(|l| galaxy_title(&l.text)).map(|(n, t)| (n.to_owned(), t.to_owned()));
    let (body, attributes, next) = with_attributes(place, &body, next);
    match attributes.and_then(|l| Part::of(&l.text)) {
        Some(Part::Hidden) => return next,
        Some(part) => {
            parser.vote(Some("galaxy"));
            read_part(parser, &body[usize::from(galaxy.is_some())..], part, nodes);
            return next;
        }
        None => {}
    }
    let class = attributes.and_then(|l| attribute::classes(&l.text).find(|c| callout::is_name(c)));
    let said = body.first().filter(|_| galaxy.is_none() && class.is_none()).and_then(|l| said(&l.text));
    let titled = body.first().filter(|_| galaxy.is_none() && class.is_none() && said.is_none());
    let titled = titled.and_then(|l| titled::read(&l.text)).map(|(name, title, bytes)| (name, title.to_owned(), bytes));
    let first = parser.raw.len();
    let children = match said.or_else(|| titled.as_ref().map(|(name, _, bytes)| (*name, *bytes))) {
        Some((_, bytes)) => parser.nested(&without_name(body, bytes)),
        None => parser.nested(&body[usize::from(galaxy.is_some())..]),
    };
    if let Some((name, title)) = galaxy {
        parser.vote(Some("galaxy"));
        let end = attributes.map_or(span.end, |l| l.span.end.max(span.end));
        // The site says what kind of box it is; only by that a thing to do is told from a question.
        let title = if name == "hands-on" { format!("Hands-on: {title}") } else { title };
        let made = callout::named(class.unwrap_or(&name), Some(&title), children);
        nodes.push(super::callout_node(made, Span::new(span.start, end), line));
        return next;
    }
    let (kind, span) = match (class.zip(attributes), said) {
        (Some((class, last)), _) => {
            let end = last.span.end.max(span.end);
            parser.vote(Some(if GALAXY.contains(&class) { "galaxy" } else { "kramdown" }));
            let mut made = callout::named(class, None, children);
            if made.kind == "challenge" {
                lift_answers(&mut made.children);
            }
            (NodeKind::Callout(made), Span::new(span.start, end))
        }
        (None, Some((name, _))) => (NodeKind::Callout(callout::named(name, Some(""), children)), span),
        (None, None) if let Some((name, title, _)) = titled => {
            (NodeKind::Callout(callout::named(name, Some(&title), children)), span)
        }
        (None, None) => {
            if let [Node { kind: NodeKind::Block(_), .. }] = &*children
                && let [raw] = &mut parser.raw[first..]
            {
                raw.is_quoted = true;
            }
            (NodeKind::Quote(children), span)
        }
    };
    nodes.push(Node { kind, span, line });
    next
}

/// What a quote is part of that is no box by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Nobody is shown it.
    Hidden,
    /// What is typed, beside what it prints.
    Input,
    /// What that prints.
    Output,
}

impl Part {
    /// As the classes below the quote say: `{: .code-out.code-max-300}`.
    fn of(attributes: &str) -> Option<Self> {
        let mut classes = attribute::classes(attributes).flat_map(|class| class.split('.'));
        classes.find_map(|class| match class {
            "hidden" => Some(Self::Hidden),
            "code-in" => Some(Self::Input),
            "code-out" => Some(Self::Output),
            _ => None,
        })
    }
}

/// Reads what stands in a quote as if it stood around it.
fn read_part<'s>(parser: &mut Parser<'s>, lines: &[Line<'s>], part: Part, nodes: &mut Vec<Node>) {
    let first = parser.raw.len();
    nodes.append(&mut parser.nested(lines));
    if part == Part::Output {
        for raw in &mut parser.raw[first..] {
            "{: .output}".clone_into(&mut raw.attributes);
        }
    }
}

/// The lines of a quote, its attribute list, and the line below both: the list stands below, within or above it.
fn with_attributes<'a, 'p: 'a, 's>(
    place: &Place<'p, 's>,
    body: &'a [Line<'s>],
    next: usize,
) -> (&'a [Line<'s>], Option<&'a Line<'s>>, usize) {
    match attributes_below(place, next) {
        (Some(list), next) => (body, Some(list), next),
        (None, next) => match list_within(body) {
            Some((body, list)) => (body, Some(list), next),
            None => (body, list_above(place), next),
        },
    }
}

/// The attribute list of a quote that ends at a line, and the line below both. A blank line may stand between, where the
/// list names a box and nothing else that it might belong to follows it.
fn attributes_below<'p, 's>(place: &Place<'p, 's>, next: usize) -> (Option<&'p Line<'s>>, usize) {
    let list = |at: usize| place.lines.get(at).filter(|l| attribute::is_attribute_list(&l.text));
    if let Some(list) = list(next) {
        return (Some(list), next + 1);
    }
    let is_blank = |at: usize| place.lines.get(at).is_none_or(Line::is_blank);
    let names_box = |l: &&Line<'_>| attribute::classes(&l.text).any(callout::is_name);
    match list(next + 1).filter(|l| is_blank(next) && is_blank(next + 2) && names_box(l)) {
        Some(list) => (Some(list), next + 2),
        None => (None, next),
    }
}

/// The attribute list right above a quote that names a box, where nothing stands above it that it may belong to.
fn list_above<'p, 's>(place: &Place<'p, 's>) -> Option<&'p Line<'s>> {
    let list = &place.lines[place.at.checked_sub(1)?];
    let begins = || place.at < 2 || place.lines[place.at - 2].is_blank();
    let names_box = || attribute::classes(&list.text).any(callout::is_name);
    let is_list = list.sign() == Some(b'{') && attribute::is_attribute_list(&list.text);
    (is_list && begins() && names_box()).then_some(list)
}

/// The lines of a quote without the attribute list that is its last line, and that list: who sets it in like the text
/// means the box all the same. What stands below a quote or code belongs to that.
fn list_within<'b, 's>(body: &'b [Line<'s>]) -> Option<(&'b [Line<'s>], &'b Line<'s>)> {
    let end = body.iter().rposition(|line| !line.is_blank())?;
    let (list, above) = (&body[end], body[..end].last()?);
    let is_others = || match above.sign() {
        Some(b'>') => true,
        Some(b'`' | b'~') => attribute::classes(&list.text).any(|class| class == "error"),
        _ => above.is_blank(),
    };
    let names_box = list.sign() == Some(b'{')
        && attribute::is_attribute_list(&list.text)
        && attribute::classes(&list.text).any(callout::is_name);
    (names_box && !is_others()).then(|| (&body[..end], list))
}

/// Takes the answers out of the last item of a list that they stand below: who sets them in by some blanks means the box, not
/// the item.
fn lift_answers(children: &mut Vec<Node>) {
    let mut at = 0;
    while at < children.len() {
        let mut lifted = Vec::new();
        if let NodeKind::List { .. } = children[at].kind {
            take_last(&mut children[at], &mut lifted);
        }
        at += 1;
        let count = lifted.len();
        children.splice(at..at, lifted.into_iter().rev());
        at += count;
    }
}

/// Takes the answers from the end of a list, the last first.
fn take_last(list: &mut Node, taken: &mut Vec<Node>) {
    let NodeKind::List { items, .. } = &mut list.kind else { return };
    let Some(item) = items.last_mut() else { return };
    let is_answer = |node: &Node| matches!(&node.kind, NodeKind::Callout(callout) if callout.kind == "solution");
    while item.len() > 1 && item.last().is_some_and(is_answer) {
        taken.extend(item.pop());
    }
    if let Some(last) = item.last_mut() {
        take_last(last, taken);
        if !taken.is_empty() {
            list.span.end = last.span.end;
        }
    }
}

/// The words with which quotes say that they are boxes.
pub(super) const OWN: &[&str] =
    &["note", "notes", "tip", "hint", "info", "important", "warning", "caution", "attention"];

/// The same, each with those of other languages.
const OTHERS: &[(&str, &[&str])] = &[
    ("note", &["Hinweis", "Anmerkung", "Nota", "Remarque", "À noter", "Poznámka", "Poznámky", "Uwaga", "Notatka"]),
    ("note", &["Примечание", "Замечание", "Заметка", "备注", "说明", "備註", "說明", "補足", "参考", "참고", "메모"]),
    (
        "tip",
        &["Tipp", "Astuce", "Conseil", "Consejo", "Dica", "Suggerimento", "Wskazówka", "Tip", "Совет", "Подсказка"],
    ),
    ("tip", &["提示", "小技巧", "ヒント", "팁"]),
    ("important", &["Wichtig", "Importante", "Dôležité", "Důležité", "Ważne", "Важно", "重要", "중요"]),
    ("warning", &["Achtung", "Warnung", "Vorsicht", "Avertissement", "Advertencia", "Atención", "Cuidado", "Atenção"]),
    (
        "warning",
        &["Aviso", "Attenzione", "Upozornenie", "Upozornění", "Pozor", "Varovanie", "Внимание", "Предупреждение"],
    ),
    ("warning", &["注意", "警告", "주의", "경고"]),
    ("prerequisites", &["Prerequisites", "Prerequisite", "Voraussetzungen", "Prérequis", "Requisitos previos"]),
];

/// `**Note:** Text`, `Warning: Text`, `**Tip**`: the box's name, and how many bytes of the line are nothing else.
fn said(text: &str) -> Option<(&'static str, usize)> {
    let begun = text.trim_start();
    // Some call out: `!!Note: …`, `**Warning!** …`.
    let plain = begun.trim_start_matches(['*', '_', '!']);
    let marks = begun[..begun.len() - plain.len()].bytes().filter(|b| *b != b'!').count();
    let own = OWN.iter().find(|name| any_case_word(plain, name)).map(|name| (*name, *name));
    // In other languages the word alone says less.
    let others = || OTHERS.iter().flat_map(|(name, words)| words.iter().map(move |word| (*word, *name)));
    let other = || others().find(|(word, _)| any_case_word(plain, word));
    let (word, name) = own.or_else(|| if has_title(plain) { other() } else { None })?;
    let rest = &plain[word.len()..];
    let called = if own.is_some() { rest.trim_start_matches('!') } else { rest };
    let end = called.trim_start_matches([' ', ':', '：', '*', '_']);
    let between = &rest[..rest.len() - end.len()];
    // `Note. It is …`
    let is_stopped = own.is_some() && marks == 0 && end.starts_with(". ");
    if is_stopped {
        return Some((name, text.len() - end.len() + 2));
    }
    let has_colon = called.len() < rest.len() || between.contains([':', '：']);
    let is_set_off = marks > 0 && between.contains(['*', '_']) && (has_colon || end.is_empty());
    // What stands behind the colon may be bold as well.
    let is_plain = marks == 0 && has_colon && !between.contains(['*', '_']);
    (is_set_off || is_plain || marks == 0 && between.is_empty() && end.is_empty())
        .then_some((name, text.len() - end.len()))
}

/// Whether a colon stands so near to the beginning that a word or two may be a title.
fn has_title(text: &str) -> bool {
    let near = &text.as_bytes()[..text.len().min(MAX_NAME)];
    near.contains(&b':') || !near.is_ascii() && text.contains('：')
}

/// No name of a box takes more bytes, with the colon and the marks behind it.
const MAX_NAME: usize = 44;

/// The lines of a box without the name that it begins with.
fn without_name<'s>(body: &[Line<'s>], bytes: usize) -> Vec<Line<'s>> {
    let first = body.first().map(|line| line.after(bytes)).filter(|line| !line.is_blank());
    first.into_iter().chain(body.iter().skip(1).cloned()).collect()
}

/// Whether a text begins with a word, in whatever case.
pub(super) fn any_case_word(text: &str, word: &str) -> bool {
    let whole = !text.as_bytes().get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
    whole && text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

/// `[!NOTE] title`
fn alert(text: &str) -> Option<(&str, &str)> {
    let (name, title) = text.trim().strip_prefix("[!")?.split_once(']')?;
    (!name.is_empty() && name.chars().all(char::is_alphanumeric)).then_some((name, title.trim()))
}

/// `<hands-on-title>A title</hands-on-title>`: the box's name and its title.
fn galaxy_title(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.trim().strip_prefix('<')?.split_once("-title>")?;
    let title = rest.strip_suffix("-title>")?.strip_suffix(name)?.strip_suffix("</")?;
    name.chars().all(|c| c.is_alphabetic() || c == '-').then_some((name, title.trim()))
}

/// The lines without their marks, and the index of the first line after the quote.
fn body<'s>(place: &Place<'_, 's>) -> (Vec<Line<'s>>, usize) {
    let mut body: Vec<Line<'s>> = Vec::new();
    let mut open_fence = None;
    let mut at = place.at;
    while let Some(line) = place.lines.get(at) {
        let stripped = strip(line);
        let lazy = stripped.is_none();
        if lazy && !(open_fence.is_none() && (continues(&body, place, at) || is_last_of_box(&body, place, at))) {
            break;
        }
        let line = stripped.unwrap_or_else(|| line.clone());
        open_fence = match (open_fence, fence::opening(&line.text)) {
            (Some((mark, length)), _) => fence::closing(&line.text, mark, length).is_none().then_some((mark, length)),
            (None, opening) => opening.map(|f| (f.mark, f.length)),
        };
        body.push(line);
        at += 1;
    }
    (body, at)
}

fn strip<'s>(line: &Line<'s>) -> Option<Line<'s>> {
    let white = line.text.len() - line.text.trim_start().len();
    let rest = line.text[white..].strip_prefix('>')?;
    Some(line.after(white + 1 + usize::from(rest.starts_with(' '))))
}

/// So many lines without a mark may end a box.
const MAX_LAZY: usize = 8;

/// Whether a line without a mark, right below an attribute list, is a box's still: its class stands below the line.
fn is_last_of_box(body: &[Line<'_>], place: &Place<'_, '_>, at: usize) -> bool {
    let below_list = body.last().is_some_and(|l| attribute::is_attribute_list(l.trimmed()));
    if !below_list || place.lines[at].is_blank() || anything_opens(&place.below_text(at)) {
        return false;
    }
    let mut rest = place.lines[at..].iter().take(MAX_LAZY).take_while(|l| !l.is_blank());
    let class = rest.find(|l| attribute::is_attribute_list(&l.text));
    class.is_some_and(|l| l.number > place.lines[at].number && attribute::classes(&l.text).any(callout::is_name))
}

/// Whether a line without a mark goes on with the paragraph above it.
fn continues(body: &[Line<'_>], place: &Place<'_, '_>, at: usize) -> bool {
    let is_text = |l: &Line<'_>| {
        let text = l.trimmed().trim_start_matches(['>', ' ']);
        !text.is_empty()
            && !super::is_heading(text)
            && !attribute::is_attribute_list(text)
            && !text.starts_with('|')
            && fence::opening(text).is_none()
            && !text.starts_with("```")
            && !text.starts_with("~~~")
    };
    !place.lines[at].is_blank() && body.last().is_some_and(is_text) && !anything_opens(&place.below_text(at))
}

#[cfg(test)]
mod tests {
    use crate::document::{Node, NodeKind};
    use crate::source::Source;

    /// The boxes and lists of a text, each with those in it.
    fn sketch(nodes: &[Node]) -> String {
        let part = |node: &Node| match &node.kind {
            NodeKind::Callout(callout) => Some(format!("{}({})", callout.kind, sketch(&callout.children))),
            NodeKind::Quote(children) => Some(format!("quote({})", sketch(children))),
            NodeKind::List { items, .. } => {
                Some(items.iter().map(|item| format!("[{}]", sketch(item))).collect::<Vec<_>>().concat())
            }
            _ => None,
        };
        nodes.iter().filter_map(part).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        assert_eq!(sketch(&document.nodes), want, "{text}");
    }

    #[test]
    fn an_answer_below_the_last_item_is_the_boxs() {
        let text = |blanks: &str, list: &str| {
            let answer = format!(">{blanks}> ### Solution\n>{blanks}> It is 4.\n>{blanks}{{: .solution}}\n");
            format!("> ### Do it\n>\n> {list}\n>\n{answer}{{: .hands_on}}\n")
        };
        for blanks in [" ", "    ", "     "] {
            check(&text(blanks, "Try."), "challenge(solution())");
            check(&text(blanks, "- One"), "challenge([] solution())");
        }
        check(&text("     ", "- One\n>   - Two"), "challenge([[]] solution())");
        let other = text("    ", "- One").replace(".solution", ".comment");
        check(&other, "challenge([note()])");
    }

    #[test]
    fn quotes_say_in_any_language_what_they_are() {
        check(
            "> **Dôležité:** Nie.\n\n> **Poznámka**: A.\n\n> 注意：b\n\n> Achtung: c\n",
            "warning() note() warning() warning()",
        );
        check("> **Prerequisites**: Docker.\n\n> Note. It is so.\n", "prereq() note()");
        check("> !!Note: It is so!!\n\n> **Warning!** Hot.\n\n> Tip! Do.\n", "note() warning() tip()");
        check("> ![Note](a.png)\n\n> !important\n> a\n\n> Noted!\n", "quote() warning() quote()");
        check("> Nota bene\n\n> Notes. on paper\n\n> 参考になる\n", "quote() note() quote()");
    }

    #[test]
    fn quotes_have_titles_that_say_what_they_are() {
        check(
            "> **Podman Note:** A.\n\n> **Recovery Tip (old hosts):** B\n\n> __Note on ports__: c\n",
            "note() tip() note()",
        );
        check("> **Time Needed:** 5\n\n> **Notebook:** b\n\n> **Note that it is:** so\n", "quote() quote() quote()");
        check("> **Tip to the wise** is nice: c\n\n> A **last Note:** d\n", "quote() quote()");
        let (document, _) = crate::reader::read(&Source::new("x.md", "> **Podman Note:** It is so.\n> And so.\n"));
        let NodeKind::Callout(callout) = &document.nodes[0].kind else { panic!("a box") };
        assert_eq!(callout.title, "Podman Note");
        let NodeKind::Paragraph(text) = &callout.children[0].kind else { panic!("a paragraph") };
        assert!(crate::document::plain_text(text).starts_with("It is so."));
    }

    #[test]
    fn the_class_of_a_box_may_be_its_last_line() {
        check(
            "> ## Tie\n> Tie it.\n> > ## Solution\n> > So.\n> > {: .solution}\n{: .challenge}\n",
            "challenge(solution())",
        );
        check(
            "> ## Tie\n> > So:\n> > ```\n> > ls\n> > ```\n> > {: .solution}\n>\n{: .challenge}\n",
            "challenge(solution())",
        );
        check("> So.\n> {: .tip}\n\n> So:\n> ```\n> ls\n> ```\n> {: .error}\n", "tip() quote()");
        check("Text\n\n{: .callout}\n> So.\n\n{: .wide}\n> So.\n\nText\n{: .tip}\n> So.\n", "note() quote() quote()");
        check("> So.\n> {: .wide}\n\n> Text\n>\n> {: .tip}\n", "quote() quote()");
    }

    #[test]
    fn a_blank_line_may_stand_above_the_class_of_a_box() {
        check("> ### Do it\n>\n> Now.\n\n{: .hands_on}\n", "challenge()");
        check("> Now.\n\n{: .hands_on}\n\nText\n", "challenge()");
        // As kramdown has it.
        check("> Now.\n\n{: .hands_on}\n> Then.\n", "quote() challenge()");
        check("> Now.\n\n{: .wide}\n\nText\n", "quote()");
        check("> Now.\n\n\n{: .hands_on}\n", "quote()");
    }
}
