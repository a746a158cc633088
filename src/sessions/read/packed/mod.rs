//! Bytes as they lie on the disk → the files that are in them: plain, gzip, zip, and these in each other.
//!
//! What is packed is told by its first bytes, never by its name. Everything is unpacked while it passes by; the list at the
//! end of an archive is not needed. What comes out is bounded by [`Limits`]. It knows nothing of what the files hold.

mod gzip;
mod inflate;
mod zip;

use super::limits::Limits;

use gzip::Gzip;
use zip::Zip;

/// What is found while unpacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// A file begins. In an archive it has a name.
    Begins(Option<String>),
    /// Bytes of the file that began last.
    Bytes(&'a [u8]),
    /// The file that began last is complete.
    Ends,
    /// The file that began last cannot be read further.
    Breaks(String),
    /// Something in an archive that is left out, and why.
    LeftOut(String),
}

type Take<'t> = &'t mut dyn FnMut(Part<'_>);

/// How many bytes went in and out, for all layers together.
#[derive(Debug, Clone, Copy, Default)]
struct Flow {
    taken: u64,
    given: u64,
}

impl Flow {
    /// Whether so much may come out of so little.
    fn fits(&self, limits: &Limits) -> Result<(), String> {
        if self.given > limits.unpacked {
            return Err(format!(
                "more than {} bytes come out of it, which is the bound for packed files",
                limits.unpacked
            ));
        }
        if self.given > Limits::RATIO_FROM && self.given / self.taken.max(1) > limits.ratio {
            return Err(format!("more than {} bytes come out of each packed byte; no export does that", limits.ratio));
        }
        Ok(())
    }
}

/// The unpacker.
#[derive(Debug)]
pub struct Packed {
    limits: Limits,
    /// How many packed files are around this one.
    depth: u32,
    name: Option<String>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Fewer bytes than it takes to tell.
    Head(Vec<u8>),
    Plain,
    Gzip(Box<Gzip>),
    Zip(Box<Zip>),
    /// Nothing more is read.
    Over,
}

/// The first bytes that tell, and why a file with them is not read.
const OTHERS: [(&[u8], &str); 9] = [
    (b"7z\xBC\xAF", "it is packed with 7-Zip; unpack it, or pack it as zip"),
    (b"Rar!", "it is packed with RAR; unpack it, or pack it as zip"),
    (b"BZh", "it is packed with bzip2; unpack it, or pack it as gzip"),
    (b"\xFD7zX", "it is packed with xz; unpack it, or pack it as gzip"),
    (b"\x28\xB5\x2F\xFD", "it is packed with zstd; unpack it, or pack it as gzip"),
    (b"\xD0\xCF\x11\xE0", "it is an old Office file; export the table as CSV"),
    (b"%PDF", "it is a PDF; export the table as CSV or JSON"),
    (b"PAR1", "it is a Parquet file; export the table as CSV or JSON"),
    (b"SQLi", "it is a database file; export the table as CSV or JSON"),
];
const HEAD: usize = 4;

impl Packed {
    /// An unpacker for one file.
    pub fn new(limits: Limits) -> Self {
        Self::within(limits, 0, None)
    }

    fn within(limits: Limits, depth: u32, name: Option<String>) -> Self {
        Self { limits, depth, name, state: State::Head(Vec::new()) }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        match &self.state {
            State::Head(head) => head.capacity(),
            State::Plain | State::Over => 0,
            State::Gzip(gzip) => gzip.held(),
            State::Zip(zip) => zip.held(),
        }
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], take: Take<'_>) {
        let State::Head(head) = &mut self.state else { return self.pass(piece, take) };
        let missing = HEAD.saturating_sub(head.len()).min(piece.len());
        head.extend_from_slice(piece.get(..missing).unwrap_or_default());
        if head.len() < HEAD {
            return;
        }
        self.decide(take);
        self.pass(piece.get(missing..).unwrap_or_default(), take);
    }

    /// Nothing follows.
    pub fn end(&mut self, take: Take<'_>) {
        if matches!(self.state, State::Head(_)) {
            self.decide(take);
        }
        match &mut self.state {
            State::Plain => take(Part::Ends),
            State::Gzip(gzip) => gzip.end(take),
            State::Zip(zip) => zip.end(take),
            State::Head(_) | State::Over => {}
        }
        self.state = State::Over;
    }

    fn decide(&mut self, take: Take<'_>) {
        let State::Head(head) = std::mem::replace(&mut self.state, State::Over) else { return };
        let packed = matches!(head.as_slice(), [0x1F, 0x8B, ..] | [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6]);
        if packed && self.depth >= self.limits.nested {
            take(Part::Begins(self.name.take()));
            take(Part::Breaks(format!(
                "more than {} packed files stand in each other; unpack the outer one",
                self.limits.nested
            )));
            return;
        }
        self.state = match head.as_slice() {
            [0x1F, 0x8B, ..] => State::Gzip(Box::new(Gzip::new(self.limits, self.depth + 1, self.name.take()))),
            [b'P', b'K', ..] if packed => State::Zip(Box::new(Zip::new(self.limits, self.depth + 1, self.name.take()))),
            other => {
                take(Part::Begins(self.name.take()));
                match OTHERS.iter().find(|(first, _)| other.starts_with(first)) {
                    Some((_, why)) => {
                        take(Part::Breaks((*why).to_owned()));
                        State::Over
                    }
                    None => State::Plain,
                }
            }
        };
        self.pass(&head, take);
    }

    fn pass(&mut self, piece: &[u8], take: Take<'_>) {
        match &mut self.state {
            State::Plain if !piece.is_empty() => take(Part::Bytes(piece)),
            State::Gzip(gzip) => gzip.feed(piece, take),
            State::Zip(zip) => zip.feed(piece, take),
            State::Head(_) | State::Plain | State::Over => {}
        }
    }
}

/// A name within an archive, behind the name of the archive where that stands in another one.
fn joined(outer: Option<&str>, inner: &str) -> String {
    match outer {
        Some(outer) => format!("{outer}/{inner}"),
        None => inner.to_owned(),
    }
}

#[cfg(test)]
mod tests;
