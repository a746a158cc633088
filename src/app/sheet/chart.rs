//! A chart of a sheet as a picture, with what is marked in it written below and its table behind it.

use yew::prelude::*;

use super::axis::Axis;
use super::table;
use crate::report::sheet::{Chart, Kind, Series, Shape, Table};

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
pub fn view(chart: &Chart, behind: Option<&Table>) -> Html {
    let frame = Frame::of(chart);
    html! {
        <figure class="chart">
            <figcaption>{ &chart.title }</figcaption>
            { legend(chart) }
            <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={chart.title.clone()}>
                { grid(chart, &frame) }
                for (place, mark) in chart.marks.iter().enumerate() { { mark_line(place, mark.x, &frame) } }
                for (place, series) in chart.series.iter().enumerate() { { drawn(place, series, chart, &frame) } }
            </svg>
            { marks(chart) }
            for behind in behind { { folded(behind) } }
        </figure>
    }
}

fn folded(behind: &Table) -> Html {
    html! {
        <details class="sheet-more"><summary>{ "The figures of this chart" }</summary>{ table::view(behind) }</details>
    }
}

fn legend(chart: &Chart) -> Html {
    html! {
        <ul class="legend" hidden={chart.series.len() < 2}>
            for (place, series) in chart.series.iter().enumerate() {
                <li key={place}>
                    <svg viewBox="0 0 28 8" aria-hidden="true"><path class={class(place, Shape::Line)} d="M0 4H28" /></svg>
                    { &series.name }
                </li>
            }
        </ul>
    }
}

fn marks(chart: &Chart) -> Html {
    html! {
        <ol class="chart-marks" hidden={chart.marks.is_empty()}>
            for (place, mark) in chart.marks.iter().enumerate() { <li key={place}>{ &mark.says }</li> }
        </ol>
    }
}

fn mark_line(place: usize, at: i64, frame: &Frame) -> Html {
    let x = frame.x(at).to_string();
    html! {
        <g key={place} class="chart-mark">
            <line x1={x.clone()} x2={x.clone()} y1={TOP.to_string()} y2={(HEIGHT - BOTTOM).to_string()} />
            <text {x} y={(TOP - 6).to_string()} text-anchor="middle">{ place + 1 }</text>
        </g>
    }
}

fn grid(chart: &Chart, frame: &Frame) -> Html {
    let (left, right) = (LEFT.to_string(), (WIDTH - RIGHT).to_string());
    html! {
        <g class="chart-grid">
            for tick in frame.y.ticks(4) {
                <line x1={left.clone()} x2={right.clone()} y1={frame.y(tick).to_string()} y2={frame.y(tick).to_string()} />
                <text x={(LEFT - 8).to_string()} y={(frame.y(tick) + 4).to_string()} text-anchor="end">{ chart.y.value(tick) }</text>
            }
            for tick in x_ticks(chart, frame) {
                <text x={frame.x(tick).to_string()} y={(HEIGHT - BOTTOM + 22).to_string()} text-anchor="middle">{ chart.x.value(tick) }</text>
            }
            <text x={right} y={(HEIGHT - 8).to_string()} text-anchor="end">{ chart.x.label() }</text>
            <text x="0" y="14">{ chart.y.label() }</text>
        </g>
    }
}

/// Months are written where there are points, so that none is written twice.
fn x_ticks(chart: &Chart, frame: &Frame) -> Vec<i64> {
    if chart.x.kind != Kind::Month {
        return frame.x.ticks(6);
    }
    let months: Vec<i64> =
        chart.series.iter().take(1).flat_map(|series| series.points.iter().map(|(x, _)| *x)).collect();
    let every = months.len().div_ceil(6).max(1);
    months.into_iter().step_by(every).collect()
}

fn class(place: usize, shape: Shape) -> String {
    format!("series series-{}{}", place % 4, if shape == Shape::Bars { " series-bar" } else { "" })
}

fn drawn(place: usize, series: &Series, chart: &Chart, frame: &Frame) -> Html {
    if chart.shape == Shape::Bars {
        return bars(place, series, chart, frame);
    }
    html! { <path key={place} class={class(place, chart.shape)} d={path(series, chart.shape, frame)} /> }
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
fn bars(place: usize, series: &Series, chart: &Chart, frame: &Frame) -> Html {
    let count = i64::try_from(chart.series.len()).unwrap_or(1).max(1);
    let points = i64::try_from(series.points.len()).unwrap_or(1).max(1);
    let wide = (frame.x.length / (points + 2) * 8 / 10 / count).clamp(1, 40);
    let shift = i64::try_from(place).unwrap_or(0) * wide - count * wide / 2;
    html! {
        <g key={place}>
            for (at, (x, y)) in series.points.iter().enumerate() {
                <rect key={at} class={class(place, Shape::Bars)} x={(frame.x(*x) + shift).to_string()} y={frame.y(*y).to_string()}
                    width={wide.to_string()} height={(frame.y(0) - frame.y(*y)).max(0).to_string()} />
            }
        </g>
    }
}
