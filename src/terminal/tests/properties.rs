use super::super::view::{self, FindingLine, LessonRow, Mark, StepLine};
use super::super::{Role, Theme, diagnostics, markdown};
use super::sample::{block, callout, list, node, table, text};
use super::{controls, widest};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Inline, Node, NodeKind, Words};
use crate::source::{Source, Span};
use proptest::prelude::*;

/// Signs that are drawn on screens but have no place in plain text.
const DECORATION: [char; 8] = ['\u{1b}', '│', '▌', '─', '╭', '↪', '•', '▸'];

/// Any text: words, wide and zero-width characters, control characters, line feeds.
fn any_text() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        ".{0,40}",
        "(?s).{0,80}",
        "([a-z`*]{1,12}[ \n\t]){0,30}",
        "[a-z日\u{301}\u{1b}\u{9b}\\[;m0-9]{0,150}"
    ];
    any.prop_map(|text| text.replace(&DECORATION[1..], ""))
}

fn any_inline() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        any_text().prop_map(|t| Inline::Text(t.into())),
        any_text().prop_map(|t| Inline::Code(t.into())),
        any_text().prop_map(|alt| Inline::Image { alt: alt.into(), url: Words::default() }),
        Just(Inline::Break),
        any_text().prop_map(|t| Inline::Strong(text(&t))),
        any_text().prop_map(|t| Inline::Strike(text(&t))),
        (any_text(), any_text())
            .prop_map(|(t, url)| Inline::Link { text: text(&t), url: format!("https://{url}").into() }),
    ];
    prop::collection::vec(leaf, 0..5)
}

fn any_node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        any_inline().prop_map(|t| node(NodeKind::Paragraph(t.into()))),
        (1u8..7, any_inline()).prop_map(|(level, text)| node(NodeKind::Heading {
            level,
            id: String::new(),
            text: text.into()
        })),
        any_text().prop_map(|t| node(NodeKind::Block(Box::new(block(BlockKind::Session, &t, &format!("$ {t}")))))),
        prop::collection::vec(any_text(), 1..9).prop_map(|row| {
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            table(&[&row, &row])
        }),
        Just(node(NodeKind::Rule)),
    ];
    leaf.prop_recursive(14, 20, 3, |inner| {
        let inner = prop::collection::vec(inner, 0..3);
        prop_oneof![
            inner.clone().prop_map(|children| node(NodeKind::Quote(children))),
            (any_text(), any_text(), inner.clone())
                .prop_map(|(kind, title, children)| callout(&kind, &title, true, children)),
            (prop::option::of(any::<u64>()), inner).prop_map(|(start, item)| list(start, vec![item.clone(), item])),
        ]
    })
}

fn any_theme() -> impl Strategy<Value = Theme> {
    (any::<bool>(), 60usize..=120).prop_map(|(color, columns)| Theme::new(color, false, Some(columns)))
}

fn holds(screen: &str, theme: &Theme) -> Result<(), TestCaseError> {
    prop_assert!(widest(screen) <= theme.width, "{} > {}:\n{screen}", widest(screen), theme.width);
    prop_assert_eq!(controls(screen), Vec::<char>::new());
    let styled = screen.contains('\u{1b}');
    prop_assert!(theme.color || !styled);
    prop_assert!(screen.is_empty() || screen.ends_with('\n'));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_lesson_keeps_the_width(nodes in prop::collection::vec(any_node(), 0..3), theme in any_theme()) {
        holds(&markdown::nodes(&nodes, &theme), &theme)?;
    }

    #[test]
    fn plain_text_has_no_decoration(nodes in prop::collection::vec(any_node(), 0..3)) {
        let theme = Theme::new(true, true, None);
        let screen = markdown::nodes(&nodes, &theme);
        prop_assert_eq!(controls(&screen), Vec::<char>::new());
        let decorated = screen.contains(DECORATION);
        prop_assert!(!decorated, "{screen}");
    }

    #[test]
    fn the_tutor_keeps_the_width(a in any_text(), b in any_text(), n in 1usize..60, theme in any_theme()) {
        let finding = FindingLine { mark: Mark::NotYet, what: a.clone(), why: Some(b.clone()) };
        let step = StepLine { title: a.clone(), done: n % 2 == 0, current: n % 3 == 0 };
        for screen in [
            view::step_header(n, &[n % 3 == 0; 50], &a, &b, &theme),
            view::findings(&[finding], &theme),
            view::hint(n, Some(60), &a, &theme),
            view::quiz_question(&a, &[b.clone(), a.clone()], &b, &theme),
            view::quiz_feedback(n % 2 == 0, &a, &b, &theme),
            view::message(Role::Hint, &a, &theme),
            view::steps_list(&vec![step; n], &theme),
            view::finished(&a, n, 3, &theme),
        ] {
            holds(&screen, &theme)?;
        }
    }

    /// Nobody makes such a theme, but its fields are open to all.
    #[test]
    fn no_width_is_too_small(nodes in prop::collection::vec(any_node(), 0..3), a in any_text(), width in 0usize..30, plain in any::<bool>()) {
        let theme = Theme { color: false, plain, width };
        markdown::nodes(&nodes, &theme);
        view::step_header(1, &[], &a, &a, &theme);
        view::hint(1, None, &a, &theme);
        view::quiz_question(&a, std::slice::from_ref(&a), &a, &theme);
        view::quiz_feedback(true, &a, &a, &theme);
        view::help(&theme);
        view::lesson_list(&[LessonRow { id: a.clone(), title: a.clone(), minutes: Some(1), progress: a.clone() }], &theme);
        let source = Source::new("x.md", a.as_str());
        diagnostics::diagnostics(&[Diagnostic::error("L0001", &source, Span::default(), a.as_str()).help(a.as_str())], &source, &theme);
    }

    #[test]
    fn diagnostics_show_no_control_characters(text in any_text(), message in any_text(), start in 0usize..90, len in 0usize..90, theme in any_theme()) {
        let source = Source::new("x.md", text);
        let finding = Diagnostic::error("L0001", &source, Span::new(start, start + len), message.clone()).help(message);
        let screen = diagnostics::diagnostics(&[finding], &source, &theme);
        prop_assert_eq!(controls(&screen), Vec::<char>::new());
    }
}
