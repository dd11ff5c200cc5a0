//! A picture of the ratios: bars on a logarithmic scale, in SVG written by hand.

use std::fmt::Write as _;

use crate::job::Row;
use crate::report::{Report, times};

const WIDTH: f64 = 820.0;
const LEFT: f64 = 372.0;
const RIGHT: f64 = 772.0;
const TOP: f64 = 74.0;
const BAR: f64 = 10.0;

/// The sizes of pages, what the legend calls them, and how their bars are filled.
const SIZES: [(usize, &str, &str); 4] = [
    (1, "1 record, error reply, query", "#9cc4f8"),
    (10, "10 records", "#3f86ea"),
    (50, "50 records", "#10439f"),
    (1_000, "1,000 records", "#6e7781"),
];

/// Bars for what the service sends, then for large pages and queries.
pub(crate) fn chart(report: &Report) -> String {
    let sections = [
        ("Pages as the service sends them", &report.small),
        ("Error replies", &report.errors),
        ("Large pages", &report.large),
        ("Queries", &report.queries),
    ];
    let scale = Scale::of(sections.iter().flat_map(|(_, rows)| shown(rows)));
    let mut body = String::new();
    let mut bottom = TOP;
    for (title, rows) in sections {
        bottom = section(&mut body, scale, bottom, title, rows);
    }
    let mut svg = head(bottom + 8.0);
    axis(&mut svg, scale, bottom);
    svg.push_str(&body);
    svg.push_str("</svg>\n");
    svg
}

/// The rows of those sizes that the picture has a colour for.
fn shown(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| SIZES.iter().any(|(size, ..)| *size == row.records))
}

/// From a ratio to a place on the x axis.
#[derive(Clone, Copy)]
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        rows.fold(Self { least: 1.0, most: 10.0 }, |scale, row| Self {
            least: scale.least.min(row.ratio),
            most: scale.most.max(row.ratio),
        })
    }

    fn x(self, ratio: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * (ratio / self.least).ln() / (self.most / self.least).ln()
    }
}

fn head(height: f64) -> String {
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">
<title>How many times faster than its peers aliyun-instance-status is</title>
<style>.head, .job {{ font-weight: 600 }} .head {{ font-size: 13px }} .peer, .tick {{ fill: #59636e }} .tick {{ font-size: 11px }} .value {{ font-size: 10px }}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="12" y="22" font-size="14" font-weight="600">Times faster than the peer (logarithmic; longer is better)</text>
"##
    );
    let mut x = 12.0;
    for (_, name, fill) in SIZES {
        let _ = writeln!(
            svg,
            r#"<rect fill="{fill}" x="{x}" y="34" width="{BAR}" height="{BAR}"/><text x="{}" y="43">{name}</text>"#,
            x + 16.0
        );
        x += 40.0 + 6.5 * name.len() as f64;
    }
    svg
}

fn axis(svg: &mut String, scale: Scale, bottom: f64) {
    for ratio in [0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0] {
        if (scale.least..=scale.most).contains(&ratio) {
            let x = scale.x(ratio);
            let stroke = if ratio > 1.0 { "#d1d9e0" } else { "#59636e" };
            let _ = writeln!(
                svg,
                r#"<path d="M{x:.1} {TOP}V{bottom:.1}" stroke="{stroke}" fill="none"/>"#
            );
            text(svg, x, TOP - 5.0, "middle", "tick", &format!("{ratio}×"));
        }
    }
}

/// A headline, and for each job and peer a bar for each size; returns where it ends.
fn section(svg: &mut String, scale: Scale, top: f64, title: &str, rows: &[Row]) -> f64 {
    let rows: Vec<&Row> = shown(rows).collect();
    let same = |row: &Row, other: &Row| row.job == other.job && row.peer == other.peer;
    let mut y = top;
    let mut job = "";
    for (index, first) in rows.iter().enumerate() {
        if rows[..index].iter().any(|row| same(row, first)) {
            continue;
        }
        if index == 0 {
            text(svg, 12.0, y + 18.0, "start", "head", title);
            y += 28.0;
        }
        let bars: Vec<&&Row> = rows.iter().filter(|row| same(row, first)).collect();
        let height = (BAR + 1.0) * bars.len() as f64;
        let middle = y + height / 2.0 + 4.0;
        if first.job != job {
            job = &first.job;
            text(svg, 12.0, middle, "start", "job", job);
        }
        text(svg, LEFT - 10.0, middle, "end", "peer", first.peer);
        for row in bars {
            bar(svg, scale, y, row);
            y += BAR + 1.0;
        }
        y += 6.0;
    }
    y
}

/// A bar from one time as fast, to the right where the peer is slower.
fn bar(svg: &mut String, scale: Scale, y: f64, row: &Row) {
    let fill = SIZES.iter().find(|(size, ..)| *size == row.records).map_or("", |(.., fill)| fill);
    let (one, end) = (scale.x(1.0), scale.x(row.ratio));
    let (left, width) = (one.min(end), (end - one).abs().max(1.0));
    let _ = writeln!(
        svg,
        r#"<rect fill="{fill}" x="{left:.1}" y="{y:.1}" width="{width:.1}" height="{BAR}"/>"#
    );
    text(svg, left + width + 4.0, y + BAR - 1.5, "start", "value", &times(row.ratio));
}

/// The texts have no character that XML escapes.
fn text(svg: &mut String, x: f64, y: f64, anchor: &str, class: &str, text: &str) {
    let _ = writeln!(
        svg,
        r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
    );
}
