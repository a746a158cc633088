//! Sessions as CSV, a row each.

use super::session::Session;

/// The heading.
pub const HEADING: &str = "conversation,bot,channel,start,end,turns,billed,engaged,topic,because,began,ended,trial\n";

/// One row.
pub fn row(session: &Session) -> String {
    let yes = |flag: bool| if flag { "yes" } else { "no" };
    let turns = session.turns.to_string();
    let cells = [
        session.conversation.as_str(),
        &session.bot,
        &session.channel,
        &session.start,
        &session.end,
        &turns,
        yes(session.billed),
        yes(session.engaged),
        &session.topic,
        session.because.word(),
        session.began.word(),
        session.ended.word(),
        yes(session.trial),
    ];
    let mut row: Vec<String> = Vec::with_capacity(cells.len());
    row.extend(cells.iter().map(|cell| quoted(cell)));
    row.join(",") + "\n"
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
