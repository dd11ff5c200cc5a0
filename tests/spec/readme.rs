//! The README in Chinese says what the one in English says, as far as a program can tell.

/// What a section has besides its prose: code, the targets of its links, and numbers.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    blocks: Vec<String>,
    code: Vec<String>,
    links: Vec<String>,
    numbers: Vec<String>,
    rows: usize,
    items: usize,
}

/// The pieces of `text` at odd places between `mark`s, and the text without them.
fn take(text: &str, mark: &str) -> (Vec<String>, String) {
    let pieces: Vec<&str> = text.split(mark).collect();
    let marked = pieces.iter().skip(1).step_by(2).map(|&piece| piece.to_owned()).collect();
    (marked, pieces.into_iter().step_by(2).collect())
}

/// Code without its comments, which are in the language of the README.
fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| line.split(" // ").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn section(text: &str) -> Section {
    let (blocks, text) = take(text, "```");
    let blocks = blocks.iter().map(|block| without_comments(block)).collect();
    let rows = text.lines().filter(|line| line.starts_with('|')).count();
    let items = text.lines().filter(|line| line.starts_with("- ")).count();
    let (mut code, text) = take(&text, "`");
    let mut links: Vec<String> = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.replace("README.zh-CN.md", "README.md"))
        .collect();
    let is_number = |piece: &&str| piece.starts_with(|first: char| first.is_ascii_digit());
    let mut numbers: Vec<String> = text
        .split(|character: char| !character.is_ascii_digit() && !".,".contains(character))
        .filter(is_number)
        .map(|number| number.trim_end_matches(['.', ',']).to_owned())
        .collect();
    // Languages differ in the order of words.
    code.sort_unstable();
    links.sort_unstable();
    numbers.sort_unstable();
    Section { blocks, code, links, numbers, rows, items }
}

fn sections(readme: &str) -> Vec<Section> {
    readme.split("\n## ").map(section).collect()
}

#[test]
fn both_languages_have_the_same_content() {
    let english = sections(include_str!("../../README.md"));
    let chinese = sections(include_str!("../../README.zh-CN.md"));
    assert!(english.len() > 6 && english.iter().any(|section| section.numbers.len() > 50));
    for (english, chinese) in english.iter().zip(&chinese) {
        assert_eq!(english, chinese);
    }
    assert_eq!(english.len(), chinese.len());
}
