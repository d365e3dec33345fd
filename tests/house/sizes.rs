//! Files stay small: none has more than 500 lines, and the median is far below.

use super::ground::{Broken, Source, assert_kept, sources};

const MOST: usize = 500;
/// The house aims at a median near 100; past this it has stopped aiming.
const MEDIAN: usize = 150;

fn lines(source: &Source) -> usize {
    source.text.lines().count()
}

fn too_long(sources: &[Source]) -> Vec<Broken> {
    let ours = sources.iter().filter(|source| source.is_code() && !source.is_generated());
    ours.filter(|source| lines(source) > MOST)
        .map(|source| Broken::at(&source.path, format!("{} lines, {MOST} at most: split by meaning", lines(source))))
        .collect()
}

fn median(sources: &[Source]) -> usize {
    let ours = sources.iter().filter(|source| source.is_code() && !source.is_generated());
    let mut counts: Vec<_> = ours.map(lines).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or_default()
}

#[test]
fn no_file_is_too_long() {
    let sources = sources();
    let mut longest: Vec<_> = sources.iter().filter(|source| source.is_code() && !source.is_generated()).collect();
    longest.sort_by_key(|source| std::cmp::Reverse(lines(source)));
    println!("median {} lines; the longest:", median(&sources));
    for source in longest.iter().take(10) {
        println!("{:>5} {}", lines(source), source.path);
    }
    assert_kept(&too_long(&sources));
    assert!(median(&sources) <= MEDIAN, "the median file has {} lines, {MEDIAN} at most", median(&sources));
}

#[test]
fn long_files_are_caught() {
    let text = |lines: usize| "x\n".repeat(lines);
    let sources = [
        Source::new("a.rs", &text(500)),
        Source::new("b.svelte", &text(501)),
        Source::new("c.md", &text(900)),
        Source::new("ui/src/host/bindings.ts", &text(900)),
        Source::new("d.css", &text(100)),
    ];
    let broken = too_long(&sources);
    assert_eq!(broken.iter().map(|b| b.at.as_str()).collect::<Vec<_>>(), ["b.svelte"]);
    assert_eq!(median(&sources), 500);
}
