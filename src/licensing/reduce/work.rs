//! A model while it is made smaller: its rows, its variables, and how one is put in the place of others.

use std::rc::Rc;

use super::{How, LeftOut, Part};
use crate::base::Money;
use crate::licensing::model::{Compare, MOST, Model, Row, Var, Variable};

/// A model while it is made smaller.
pub(super) struct Work {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Line>,
    pub(super) fixed: i64,
    pub(super) left_out: Vec<LeftOut>,
    /// Whether anything became smaller since somebody looked.
    pub(super) changed: bool,
    /// Rows that contradict each other were found.
    pub(super) impossible: bool,
}

/// A variable while the model is made smaller.
pub(super) struct Column {
    pub(super) cost: i64,
    pub(super) tie: i64,
    pub(super) lower: i64,
    pub(super) upper: i64,
    pub(super) implied: bool,
    /// Rows that name it.
    pub(super) rows: Vec<usize>,
    pub(super) gone: bool,
}

/// A row while the model is made smaller.
#[derive(Clone)]
pub(super) struct Line {
    /// Multiples of variables, in their order.
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) compare: Compare,
    pub(super) right: i64,
    pub(super) gone: bool,
}

impl Work {
    pub(super) fn of(model: &Model) -> Self {
        let column = |variable: &Variable| Column {
            cost: variable.cost.micros(),
            tie: variable.tie,
            lower: variable.lower,
            upper: variable.upper,
            implied: variable.implied,
            rows: Vec::new(),
            gone: false,
        };
        let mut columns: Vec<Column> = model.variables.iter().map(column).collect();
        let line = |row: &Row| Line {
            terms: row.terms.iter().map(|(var, times)| (var.position(), *times)).collect(),
            compare: row.compare,
            right: row.right,
            gone: false,
        };
        let rows: Vec<Line> = model.rows.iter().map(line).collect();
        for (number, row) in rows.iter().enumerate() {
            for (place, _) in &row.terms {
                if let Some(column) = columns.get_mut(*place) {
                    column.rows.push(number);
                }
            }
        }
        Self { columns, rows, fixed: 0, left_out: Vec::new(), changed: false, impossible: false }
    }

    /// Lets a row end; its variables no longer know it.
    pub(super) fn drop_row(&mut self, number: usize) {
        let Some(row) = self.rows.get_mut(number) else { return };
        row.gone = true;
        self.changed = true;
        for (place, _) in std::mem::take(&mut row.terms) {
            if let Some(column) = self.columns.get_mut(place) {
                column.rows.retain(|known| *known != number);
            }
        }
    }

    /// Puts a number and multiples of others in the place of a variable, in all rows and in the cost. It says no, and does
    /// nothing, when a number grows too large.
    pub(super) fn replace(&mut self, place: usize, number: i64, others: &[(usize, i64)]) -> bool {
        let Some((cost, tie, named)) = self.columns.get(place).map(|known| (known.cost, known.tie, known.rows.clone()))
        else {
            return false;
        };
        let rows: Option<Vec<Line>> =
            named.iter().map(|row| self.rows.get(*row)?.with(place, number, others)).collect();
        let costs: Option<Vec<(i64, i64)>> = others
            .iter()
            .map(|(other, times)| {
                let known = self.columns.get(*other)?;
                Some((plus_times(known.cost, cost, *times)?, plus_times(known.tie, tie, *times)?))
            })
            .collect();
        let (Some(rows), Some(costs), Some(fixed)) = (rows, costs, plus_times(self.fixed, cost, number)) else {
            return false;
        };
        self.fixed = fixed;
        for ((other, _), (cost, tie)) in others.iter().zip(costs) {
            if let Some(known) = self.columns.get_mut(*other) {
                (known.cost, known.tie) = (cost, tie);
            }
        }
        for (row, line) in named.iter().zip(rows) {
            self.put_row(*row, line);
        }
        if let Some(known) = self.columns.get_mut(place) {
            known.gone = true;
            known.rows = Vec::new();
        }
        self.left_out.push(LeftOut { place, how: How::Sum { number, others: others.to_vec() } });
        self.changed = true;
        true
    }

    /// Puts a row in the place of another, and tells the variables.
    fn put_row(&mut self, number: usize, line: Line) {
        let Some(old) = self.rows.get_mut(number) else { return };
        let before = std::mem::replace(old, line);
        for (place, _) in &before.terms {
            if let Some(column) = self.columns.get_mut(*place) {
                column.rows.retain(|known| *known != number);
            }
        }
        for (place, _) in self.rows.get(number).into_iter().flat_map(|line| &line.terms) {
            if let Some(column) = self.columns.get_mut(*place) {
                column.rows.push(number);
            }
        }
    }

    /// What is left, as models without a variable in common.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut part_of: Vec<Option<usize>> = vec![None; self.columns.len()];
        let mut parts = Vec::new();
        for start in 0..self.columns.len() {
            if self.columns.get(start).is_none_or(|known| known.gone) || part_of.get(start).is_none_or(Option::is_some)
            {
                continue;
            }
            let mut places = Vec::new();
            let mut open = vec![start];
            while let Some(place) = open.pop() {
                let Some(mine) = part_of.get_mut(place).filter(|mine| mine.is_none()) else { continue };
                *mine = Some(parts.len());
                places.push(place);
                let rows = self.columns.get(place).map(|known| known.rows.as_slice()).unwrap_or_default();
                let terms = rows.iter().filter_map(|row| self.rows.get(*row)).flat_map(|row| &row.terms);
                open.extend(terms.map(|(other, _)| *other).filter(|other| part_of.get(*other) == Some(&None)));
            }
            places.sort_unstable();
            parts.push(places);
        }
        parts.into_iter().map(|places| self.part(places)).collect()
    }

    fn part(&self, places: Vec<usize>) -> Part {
        let (mut part, nameless) = (Model::default(), Rc::<str>::from(""));
        let mut numbers: Vec<usize> = Vec::new();
        for place in &places {
            let Some(known) = self.columns.get(*place) else { continue };
            part.variables.push(Variable {
                name: nameless.clone(),
                about: nameless.clone(),
                cost: Money::from_micros(known.cost),
                tie: known.tie,
                lower: known.lower,
                upper: known.upper,
                implied: known.implied,
            });
            numbers.extend(&known.rows);
        }
        numbers.sort_unstable();
        numbers.dedup();
        for line in numbers.iter().filter_map(|number| self.rows.get(*number)) {
            let terms = line.terms.iter();
            let own = terms.filter_map(|(place, times)| Some((Var::at(places.binary_search(place).ok()?), *times)));
            part.row(nameless.clone(), own.collect(), line.compare, line.right);
        }
        Part { model: part, places }
    }
}

impl Column {
    /// Whether nothing but the cut for the solver ends it upwards.
    pub(super) fn is_open(&self) -> bool {
        self.upper >= MOST
    }
}

impl Line {
    /// The row with a number and multiples of others in the place of a variable.
    fn with(&self, place: usize, number: i64, others: &[(usize, i64)]) -> Option<Self> {
        let times = self.times(place);
        let right = plus_times(self.right, times.checked_neg()?, number)?;
        let mut terms: Vec<(usize, i64)> = self.terms.iter().filter(|(known, _)| *known != place).copied().collect();
        let known = terms.len();
        for (other, factor) in others {
            match terms.get(..known)?.binary_search_by_key(other, |(known, _)| *known) {
                Ok(found) => {
                    let (_, known) = terms.get_mut(found)?;
                    *known = plus_times(*known, times, *factor)?;
                }
                Err(_) => terms.push((*other, times.checked_mul(*factor)?)),
            }
        }
        terms.retain(|(_, times)| *times != 0);
        terms.sort_unstable();
        Some(Self { terms, right, ..self.clone() })
    }

    /// The multiple of a variable.
    pub(super) fn times(&self, place: usize) -> i64 {
        let found = self.terms.binary_search_by_key(&place, |(known, _)| *known).ok();
        found.and_then(|found| self.terms.get(found)).map_or(0, |(_, times)| *times)
    }
}

/// `base + one * two`, when it is no larger than the solver takes exactly.
fn plus_times(base: i64, one: i64, two: i64) -> Option<i64> {
    const LARGE: i64 = 1 << 52;
    one.checked_mul(two)?.checked_add(base).filter(|sum| (-LARGE..=LARGE).contains(sum))
}
