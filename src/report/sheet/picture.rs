//! A chart of a sheet as a picture, with what is marked in it written below and its table behind it.

use super::axis::Axis;
use super::html::table;
use super::{Chart, Kind, Series, Shape, Table};
use crate::report::html::Writer;

const WIDTH: i64 = 640;
const HEIGHT: i64 = 300;
const LEFT: i64 = 96;
const RIGHT: i64 = 16;
const TOP: i64 = 44;
const BOTTOM: i64 = 56;

struct Frame {
    x: Axis,
    y: Axis,
}

impl Frame {
    fn of(chart: &Chart) -> Self {
        let points = || chart.series.iter().flat_map(|series| series.points.iter());
        let x = Axis::over(points().map(|(x, _)| *x), WIDTH - LEFT - RIGHT);
        let y = Axis::from_zero(points().map(|(_, y)| *y), HEIGHT - TOP - BOTTOM);
        Self { x: if chart.shape == Shape::Bars { x.widened() } else { x }, y }
    }

    fn x(&self, value: i64) -> i64 {
        LEFT + self.x.at(value)
    }

    fn y(&self, value: i64) -> i64 {
        HEIGHT - BOTTOM - self.y.at(value)
    }
}

/// The chart, with its table folded under it.
pub fn draw(out: &mut Writer, chart: &Chart, behind: Option<&Table>) {
    let frame = Frame::of(chart);
    out.put(r#"<figure class="chart"><figcaption>$</figcaption>"#, &[&chart.title]);
    legend(out, chart);
    let (wide, high) = (WIDTH.to_string(), HEIGHT.to_string());
    out.put(r#"<svg viewBox="0 0 $ $" role="img" aria-label="$">"#, &[&wide, &high, &chart.title]);
    grid(out, chart, &frame);
    for (place, mark) in (1..).zip(&chart.marks) {
        mark_line(out, place, mark.x, &frame);
    }
    for (place, series) in chart.series.iter().enumerate() {
        drawn(out, place, series, chart, &frame);
    }
    out.put("</svg>", &[]);
    if !chart.marks.is_empty() {
        out.put(r#"<ol class="chart-marks">"#, &[]);
        for mark in &chart.marks {
            out.put("<li>$</li>", &[&mark.says]);
        }
        out.put("</ol>", &[]);
    }
    if let Some(behind) = behind {
        out.put(r#"<details class="sheet-more"><summary>The figures of this chart</summary>"#, &[]);
        table(out, behind);
        out.put("</details>", &[]);
    }
    out.put("</figure>", &[]);
}

fn legend(out: &mut Writer, chart: &Chart) {
    if chart.series.len() < 2 {
        return;
    }
    out.put(r#"<ul class="legend">"#, &[]);
    for (place, series) in chart.series.iter().enumerate() {
        let item = r#"<li><svg viewBox="0 0 28 8" aria-hidden="true"><path class="series series-$" d="M0 4H28" /></svg>$</li>"#;
        out.put(item, &[&(place % 4).to_string(), &series.name]);
    }
    out.put("</ul>", &[]);
}

fn mark_line(out: &mut Writer, number: u32, at: i64, frame: &Frame) {
    let (x, top, bottom) = (frame.x(at).to_string(), TOP.to_string(), (HEIGHT - BOTTOM).to_string());
    out.put(r#"<g class="chart-mark"><line x1="$" x2="$" y1="$" y2="$" />"#, &[&x, &x, &top, &bottom]);
    out.put(
        r#"<text x="$" y="$" text-anchor="middle">$</text></g>"#,
        &[&x, &(TOP - 6).to_string(), &number.to_string()],
    );
}

fn grid(out: &mut Writer, chart: &Chart, frame: &Frame) {
    let (left, right) = (LEFT.to_string(), (WIDTH - RIGHT).to_string());
    let (beside, below, lowest) =
        ((LEFT - 8).to_string(), (HEIGHT - BOTTOM + 28).to_string(), (HEIGHT - 8).to_string());
    out.put(r#"<g class="chart-grid">"#, &[]);
    for tick in frame.y.ticks(4) {
        let (y, base) = (frame.y(tick).to_string(), (frame.y(tick) + 4).to_string());
        out.put(r#"<line x1="$" x2="$" y1="$" y2="$" />"#, &[&left, &right, &y, &y]);
        out.put(r#"<text x="$" y="$" text-anchor="end">$</text>"#, &[&beside, &base, &chart.y.value(tick)]);
    }
    for (place, tick) in x_ticks(chart, frame).into_iter().enumerate() {
        // Where there is little room every other one is left out.
        let class = if place % 2 == 0 { "tick" } else { "tick tick-odd" };
        let x = frame.x(tick).to_string();
        let text = r#"<text class="$" x="$" y="$" text-anchor="middle">$</text>"#;
        out.put(text, &[class, &x, &below, &chart.x.value(tick)]);
    }
    out.put(r#"<text x="$" y="$" text-anchor="end">$</text>"#, &[&right, &lowest, &chart.x.label()]);
    out.put(r#"<text x="0" y="14">$</text></g>"#, &[&chart.y.label()]);
}

/// Days take more room than numbers. Months are written where there are points, so that none is written twice.
fn x_ticks(chart: &Chart, frame: &Frame) -> Vec<i64> {
    if chart.x.kind != Kind::Month {
        return frame.x.ticks(if chart.x.kind == Kind::Day { 3 } else { 6 });
    }
    let months: Vec<i64> =
        chart.series.iter().take(1).flat_map(|series| series.points.iter().map(|(x, _)| *x)).collect();
    let every = months.len().div_ceil(6).max(1);
    months.into_iter().step_by(every).collect()
}

fn drawn(out: &mut Writer, place: usize, series: &Series, chart: &Chart, frame: &Frame) {
    if chart.shape == Shape::Bars {
        return bars(out, place, series, chart, frame);
    }
    let (colour, path) = ((place % 4).to_string(), path(series, chart.shape, frame));
    out.put(r#"<path class="series series-$" d="$" />"#, &[&colour, &path]);
}

fn path(series: &Series, shape: Shape, frame: &Frame) -> String {
    let mut path = String::new();
    for (place, (x, y)) in series.points.iter().enumerate() {
        let (x, y) = (frame.x(*x).to_string(), frame.y(*y).to_string());
        let parts: &[&str] = match (place, shape) {
            (0, _) => &["M", &x, " ", &y],
            (_, Shape::Step) => &["H", &x, "V", &y],
            _ => &["L", &x, " ", &y],
        };
        path.extend(parts.iter().copied());
    }
    path
}

/// The bars of several series stand side by side.
fn bars(out: &mut Writer, place: usize, series: &Series, chart: &Chart, frame: &Frame) {
    let count = i64::try_from(chart.series.len()).unwrap_or(1).max(1);
    let points = i64::try_from(series.points.len()).unwrap_or(1).max(1);
    let wide = (frame.x.length / (points + 2) * 8 / 10 / count).clamp(1, 40);
    let shift = i64::try_from(place).unwrap_or(0) * wide - count * wide / 2;
    let (colour, width) = ((place % 4).to_string(), wide.to_string());
    out.put("<g>", &[]);
    for (x, y) in &series.points {
        let (left, top) = ((frame.x(*x) + shift).to_string(), frame.y(*y).to_string());
        let height = (frame.y(0) - frame.y(*y)).max(0).to_string();
        let bar = r#"<rect class="series series-$ series-bar" x="$" y="$" width="$" height="$" />"#;
        out.put(bar, &[&colour, &left, &top, &width, &height]);
    }
    out.put("</g>", &[]);
}
