//! `plancost meter`: files of events → counts of sessions. It opens and reads files; all else the library does.

pub mod words;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use plancost::pricebook::library;
use plancost::sessions::read::Reader;
use plancost::sessions::{Answer, Disorder, Meter, Order, Setup, meter, table, text};

use crate::input::{Source, plain};
use crate::words::Form;
use words::Request;

/// Bytes that are read at once.
const PIECE: usize = 1 << 20;

/// Meters the files.
///
/// # Errors
/// What cannot be read or written, a line each, with the name of the file.
pub fn answer(request: &Request) -> Result<String, Vec<String>> {
    let setup = setup(request).map_err(|fault| vec![fault])?;
    let answer = metered(request, &setup)?;
    if answer.events == 0 {
        let lost = answer.skipped.iter().filter(|skipped| skipped.lost);
        let faults = lost.map(|skipped| match skipped.row {
            0 => format!("{}: {}", skipped.file, skipped.says),
            row => format!("{}, row {row}: {}", skipped.file, skipped.says),
        });
        let mut faults: Vec<String> = faults.collect();
        if faults.is_empty() {
            faults.push("there is no event in any of the files".to_owned());
        }
        return Err(faults);
    }
    if let Some(path) = &request.sessions {
        let written = File::create(path).and_then(|file| write_sessions(&answer, file));
        written.map_err(|error| vec![format!("{}: cannot be written: {error}", path.display())])?;
    }
    match request.form {
        Form::Text => Ok(text::render(&answer)),
        Form::Json => crate::ask::json(&answer),
    }
}

fn setup(request: &Request) -> Result<Setup, String> {
    let library = library();
    let day = meter::last_day(library, request.edition.as_deref()).map_err(|unknown| unknown.to_string())?;
    let definition = meter::definition(library.sessions(), request.definition.as_deref(), day)?;
    let choices = meter::choices(request.choices.iter().map(String::as_str))?;
    Setup::new(library.sessions(), definition, &choices, request.sessions.is_some())
}

/// First as if all came in the order of time; if not, once more from the beginning. What cannot be read twice is kept at once.
fn metered(request: &Request, setup: &Setup) -> Result<Answer, Vec<String>> {
    let once = request.files.contains(&Source::Standard);
    let first = if once { Order::Any } else { Order::InTime };
    match go_through(request, setup, first)? {
        Ok(answer) => Ok(answer),
        Err(_) => {
            go_through(request, setup, Order::Any)?.map_err(|_| vec!["the order of events is not clear".to_owned()])
        }
    }
}

fn go_through(request: &Request, setup: &Setup, order: Order) -> Result<Result<Answer, Disorder>, Vec<String>> {
    let mut meter = Meter::new(setup.clone(), order);
    for source in &request.files {
        read(source, &mut meter).map_err(|error| vec![format!("{}: {}", source.name(), plain(&error))])?;
        if let Some(disorder) = meter.disorder() {
            return Ok(Err(disorder));
        }
    }
    Ok(meter.finish())
}

fn read(source: &Source, meter: &mut Meter) -> io::Result<()> {
    let mut input: Box<dyn Read> = match source {
        Source::Standard => Box::new(io::stdin().lock()),
        Source::File(path) => Box::new(File::open(path)?),
    };
    let mut reader = Reader::new(meter.file(&source.name()));
    let mut piece = vec![0; PIECE];
    while meter.disorder().is_none() {
        match input.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => reader.feed(piece.get(..count).unwrap_or_default(), meter),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    reader.end(meter);
    Ok(())
}

fn write_sessions(answer: &Answer, file: File) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    out.write_all(table::HEADING.as_bytes())?;
    for session in answer.sessions() {
        out.write_all(table::row(&session).as_bytes())?;
    }
    out.flush()
}
