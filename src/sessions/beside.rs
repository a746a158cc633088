//! The same conversations under other definitions: what each of them bills, and what test chats and conversations with
//! nothing but system topics use up under each.

use serde::Serialize;

use super::answer::Answer;
use super::ledger::{Counts, Share};
use super::sheets::{cells, count_columns};
use crate::base::plain::Plain;
use crate::base::sorted::BTreeMap;
use crate::report::Sheet;
use crate::report::sheet::{Cell, Column, Table};

/// What one definition makes of the conversations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
pub struct Brief {
    definition: String,
    says: String,
    all: Counts,
    test_chats: Share,
    system_topics: Share,
}

impl From<&Answer> for Brief {
    fn from(answer: &Answer) -> Self {
        Self {
            definition: answer.definition.clone(),
            says: answer.definition_says.clone(),
            all: answer.all,
            test_chats: answer.test_chats,
            system_topics: answer.system_topics,
        }
    }
}

/// The chosen definition, which is the first, beside the others.
pub fn sheet(briefs: &[Brief]) -> Sheet {
    let chosen = briefs.first().map_or(0, |chosen| chosen.all.billed);
    let unlike = briefs.iter().filter(|other| other.all.billed != chosen).count();
    let title = if unlike == 0 {
        "Under every other definition as many sessions would be billed".to_owned()
    } else {
        let others = briefs.len().saturating_sub(1);
        format!("Under {unlike} of {others} other definitions another number would be billed")
    };
    let mut sheet = Sheet::new("beside", title);
    sheet.say(used_up("Test chats", "session is known to be a test chat", briefs, |brief| brief.test_chats));
    sheet.say(used_up("Chats without a user topic", "session is without a user topic", briefs, |brief| {
        brief.system_topics
    }));
    let mut columns = vec![Column::text("Definition")];
    columns.extend(count_columns());
    for title in ["Test chats, billed", "Test chats, free", "No user topic, billed", "No user topic, free"] {
        columns.push(Column::count(title, ""));
    }
    columns.push(Column::text("What it says"));
    let mut table = Table::new("The same conversations under each definition", columns);
    for one in briefs {
        let mut row = vec![Cell::text(one.definition.clone())];
        row.extend(cells(one.all));
        for share in [one.test_chats, one.system_topics] {
            row.extend([Cell::count(share.billed), Cell::count(share.free)]);
        }
        row.push(Cell::text(one.says.clone()));
        table.row(row);
    }
    "Where a session is cut depends on the definition, so the number of all sessions differs too."
        .clone_into(&mut table.note);
    sheet.table(table);
    sheet
}

/// How many billed sessions something is under which definitions, in a sentence.
fn used_up(what: &str, none: &str, briefs: &[Brief], share: impl Fn(&Brief) -> Share) -> String {
    if briefs.iter().all(|brief| share(brief) == Share::default()) {
        return format!("{what}: no {none}.");
    }
    let mut by_number: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for brief in briefs {
        by_number.entry(share(brief).billed).or_default().push(&brief.definition);
    }
    let parts: Vec<String> = by_number
        .iter()
        .rev()
        .map(|(number, definitions)| format!("{number} under {}", definitions.join(", ")))
        .collect();
    format!("{what}, as billed sessions: {}.", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_chats_and_system_topics_are_told_apart() {
        let brief = |definition: &str, tests, system| Brief {
            definition: definition.to_owned(),
            says: "…".to_owned(),
            all: Counts { total: 9, engaged: 5, billed: 2 + tests + system },
            test_chats: Share { billed: tests, free: 3 - tests },
            system_topics: Share { billed: system, free: 4 - system },
        };
        let sheet = sheet(&[brief("G", 0, 1), brief("C", 3, 0), brief("S", 3, 0)]);
        assert_eq!(sheet.title, "Under 2 of 2 other definitions another number would be billed");
        assert_eq!(sheet.says[0], "Test chats, as billed sessions: 3 under C, S; 0 under G.");
        assert_eq!(sheet.says[1], "Chats without a user topic, as billed sessions: 1 under G; 0 under C, S.");
        let row: Vec<String> = sheet.tables[0].rows[0].iter().map(Cell::printed).collect();
        assert_eq!(row[..8], ["G", "3", "5", "9", "0", "3", "1", "3"]);
    }
}
