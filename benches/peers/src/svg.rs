//! A picture of the ratios: bars on a logarithmic scale, in SVG written by hand.

use std::fmt::Write as _;

use crate::report::{Row, times};

const WIDTH: f64 = 820.0;
const LEFT: f64 = 400.0;
const RIGHT: f64 = 760.0;
const TOP: f64 = 64.0;
const BAR: f64 = 11.0;

/// Bars for pages of 1,000 and of 50 records, and for queries.
pub(crate) fn chart(rows: &[Row]) -> String {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.records <= 1_000).collect();
    let most = rows.iter().map(|row| row.ratio).fold(10.0, f64::max);
    let scale = Scale { most };
    let mut body = String::new();
    let mut y = TOP;
    let mut job = "";
    for row in rows.iter().filter(|row| row.records != 50) {
        if row.job != job {
            job = &row.job;
            y += 10.0;
            text(&mut body, 12.0, y + 9.0, "start", "job", job);
        }
        let pair = rows
            .iter()
            .find(|other| other.records == 50 && other.job == row.job && other.peer == row.peer);
        let height = if pair.is_some() { 2.0 * BAR + 3.0 } else { BAR };
        text(&mut body, LEFT - 8.0, y + height / 2.0 + 4.0, "end", "peer", row.peer);
        bar(&mut body, scale, y, "large", row);
        if let Some(pair) = pair {
            bar(&mut body, scale, y + BAR + 1.0, "small", pair);
        }
        y += height + 6.0;
    }
    let mut svg = head(y + 16.0);
    axis(&mut svg, scale, y);
    svg.push_str(&body);
    svg.push_str("</svg>\n");
    svg
}

/// From a ratio to a place on the x axis: 1 is at the left.
#[derive(Clone, Copy)]
struct Scale {
    most: f64,
}

impl Scale {
    fn x(self, ratio: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * ratio.max(1.0).ln() / self.most.ln()
    }
}

fn head(height: f64) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">
<title>How many times faster than its peers aliyun-instance-status is</title>
<style>.job {{ font-weight: 600 }} .peer, .tick {{ fill: #59636e }} .tick, .value {{ font-size: 11px }} .large {{ fill: #1f6feb }} .small {{ fill: #8cb8f5 }}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="12" y="22" font-size="14" font-weight="600">Times faster than the peer (logarithmic; longer is better)</text>
<rect class="large" x="12" y="33" width="{BAR}" height="{BAR}"/><text x="28" y="43">pages of 1,000 records, queries</text>
<rect class="small" x="220" y="33" width="{BAR}" height="{BAR}"/><text x="236" y="43">pages of 50 records</text>
"##
    )
}

fn axis(svg: &mut String, scale: Scale, bottom: f64) {
    for ratio in [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0] {
        if ratio <= scale.most {
            let x = scale.x(ratio);
            let _ = writeln!(
                svg,
                r##"<path d="M{x:.1} {TOP}V{bottom:.1}" stroke="#d1d9e0" fill="none"/>"##
            );
            text(svg, x, TOP - 5.0, "middle", "tick", &format!("{ratio}×"));
        }
    }
}

fn bar(svg: &mut String, scale: Scale, y: f64, class: &str, row: &Row) {
    let end = scale.x(row.ratio);
    let width = (end - LEFT).max(1.0);
    let _ = writeln!(
        svg,
        r#"<rect class="{class}" x="{LEFT}" y="{y:.1}" width="{width:.1}" height="{BAR}"/>"#
    );
    text(svg, end + 5.0, y + BAR - 1.5, "start", "value", &times(row.ratio));
}

/// The texts have no character that XML escapes.
fn text(svg: &mut String, x: f64, y: f64, anchor: &str, class: &str, text: &str) {
    let _ = writeln!(
        svg,
        r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
    );
}
