//! The changes from one edition to another as a sheet: what differs, what is new, what is gone. It knows no figure.

use super::sheet::{Cell, Column, Sheet, Table};
use crate::base::SourceId;
use crate::base::sorted::BTreeSet;
use crate::pricebook::Book;
use crate::pricebook::diff::{Change, Diff, Side};
use crate::pricebook::schema::EditionHead;

/// A sheet of the changes. `crossed` are the editions behind `from` up to `to`, each of which says why it exists.
pub fn sheet<'a>(diff: &Diff, to: &Book, crossed: impl Iterator<Item = &'a EditionHead>) -> Sheet {
    let (from_id, to_id) = (&diff.from.id, &diff.to.id);
    let things: BTreeSet<_> = diff.changes.iter().map(|change| (change.kind, change.id.clone())).collect();
    let title = match diff.changes.len() {
        0 => format!("Nothing differs between {from_id} and {to_id}."),
        1 => format!("From {from_id} to {to_id} one figure differs."),
        figures => format!("From {from_id} to {to_id} {figures} figures of {} things differ.", things.len()),
    };
    let mut sheet = Sheet::new("changes", title);
    for head in crossed {
        sheet.say(format!("{}, from {}: {}", head.id, head.holds_from, head.why));
    }
    let side = |diff: &Diff, wanted: fn(&Change) -> bool| -> Vec<Change> {
        diff.changes.iter().filter(|change| wanted(change)).cloned().collect()
    };
    let changed = side(diff, |change| !change.whole);
    if !changed.is_empty() {
        sheet.table(both(&changed, from_id.as_str(), to_id.as_str()));
    }
    let came = side(diff, |change| change.whole && change.after.is_some() && change.path != "name");
    if !came.is_empty() {
        sheet.table(one("New", &came, |change| change.after.as_ref()));
    }
    let gone = side(diff, |change| change.whole && change.after.is_none() && change.path != "name");
    if !gone.is_empty() {
        sheet.table(one("Gone", &gone, |change| change.before.as_ref()));
    }
    let sides = diff.changes.iter().flat_map(|change| [&change.before, &change.after]).flatten();
    let sources: Vec<SourceId> = sides.flat_map(|side| side.sources.iter().cloned()).collect();
    sheet.cited(to, sources)
}

/// What differs, with both sides.
fn both(changes: &[Change], from: &str, to: &str) -> Table {
    let titles = ["What", "Figure", from, to, "Sources before", "Sources after"];
    let mut table = Table::new("Changed", titles.into_iter().map(Column::text).collect());
    for change in changes {
        table.row([
            Cell::text(&*change.about),
            Cell::text(&*change.what),
            value(change.before.as_ref()),
            value(change.after.as_ref()),
            sources(change.before.as_ref()),
            sources(change.after.as_ref()),
        ]);
    }
    table
}

/// What came or went as a whole.
fn one(title: &str, changes: &[Change], side: impl Fn(&Change) -> Option<&Side>) -> Table {
    let titles = ["What", "Figure", "Value", "Sources"];
    let mut table = Table::new(title, titles.into_iter().map(Column::text).collect());
    for change in changes {
        let side = side(change);
        table.row([Cell::text(&*change.about), Cell::text(&*change.what), value(side), sources(side)]);
    }
    table
}

fn value(side: Option<&Side>) -> Cell {
    side.map_or(Cell::Nothing, |side| Cell::text(&*side.value))
}

fn sources(side: Option<&Side>) -> Cell {
    side.map_or(Cell::Nothing, |side| {
        let ids: Vec<&str> = side.sources.iter().map(SourceId::as_str).collect();
        Cell::text(ids.join(", "))
    })
}
