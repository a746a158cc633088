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
mod tests {
    //! Archives that are made to do harm: bombs, lies about lengths, endless nesting. Whole files stand with the formats.

    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    /// What was told, and how many bytes came out.
    fn unpacked(bytes: &[u8], limits: Limits) -> (Vec<String>, u64, usize) {
        let mut packed = Packed::new(limits);
        let (mut told, mut given, mut held) = (Vec::new(), 0, 0);
        for piece in bytes.chunks(1000) {
            packed.feed(piece, &mut |part| note(&part, &mut told, &mut given));
            held = held.max(packed.held());
        }
        packed.end(&mut |part| note(&part, &mut told, &mut given));
        (told, given, held)
    }

    fn note(part: &Part<'_>, told: &mut Vec<String>, given: &mut u64) {
        match part {
            Part::Bytes(bytes) => *given += bytes.len() as u64,
            Part::Begins(name) => told.push(format!("begins {}", name.as_deref().unwrap_or_default())),
            Part::Ends => told.push("ends".to_owned()),
            Part::Breaks(why) | Part::LeftOut(why) => told.push(why.clone()),
        }
    }

    /// An entry of an archive that is deflated and says its lengths.
    fn entry(name: &str, data: &[u8], crc: u32, length: usize) -> Vec<u8> {
        let four = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let [n0, n1, ..] = name.len().to_le_bytes();
        [
            &b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0"[..],
            &crc.to_le_bytes(),
            &four(data.len()),
            &four(length),
            &[n0, n1, 0, 0],
            name.as_bytes(),
            data,
        ]
        .concat()
    }

    /// The checked sum of so many zeros.
    fn sum_of_zeros(length: usize) -> u32 {
        let mut sum = inflate::Sum::new();
        sum.add(&vec![0; length]);
        sum.crc()
    }

    const MUCH: usize = 24 << 20;

    #[test]
    fn a_bomb_is_stopped_by_its_ratio() {
        let data = compress_to_vec(&vec![0; MUCH], 9);
        let zip = entry("zeros.csv", &data, sum_of_zeros(MUCH), MUCH);
        let (told, given, held) = unpacked(&zip, Limits::default());
        assert!(told.iter().any(|line| line.contains("400 bytes come out of each packed byte")), "{told:?}");
        assert!(given < Limits::RATIO_FROM + (1 << 20), "{given} bytes came out");
        assert!(held < 300_000, "{held} bytes were held");
        // Who knows better may say so.
        let (told, given, _) = unpacked(&zip, Limits { ratio: 2000, ..Limits::default() });
        assert_eq!((told.as_slice(), given), (&["begins zeros.csv".to_owned(), "ends".to_owned()][..], MUCH as u64));
    }

    #[test]
    fn a_bomb_is_stopped_by_what_comes_out() {
        let data = compress_to_vec(&vec![0; MUCH], 9);
        let limits = Limits { ratio: 5000, unpacked: 1 << 20, ..Limits::default() };
        let (told, given, _) = unpacked(&entry("zeros.csv", &data, 0, MUCH), limits);
        assert!(told.iter().any(|line| line.contains("more than 1048576 bytes come out")), "{told:?}");
        assert!(given < (1 << 20) + (1 << 17), "{given} bytes came out");
        let gzip = [&b"\x1F\x8B\x08\0\0\0\0\0\0\x03"[..], &data].concat();
        let (told, given, _) = unpacked(&gzip, limits);
        assert!(told.iter().any(|line| line.contains("more than 1048576 bytes come out")), "{told:?}");
        assert!(given < (1 << 20) + (1 << 17), "{given} bytes came out");
    }

    #[test]
    fn many_entries_share_the_bounds_of_their_archive() {
        let data = compress_to_vec(&vec![0; MUCH / 16], 9);
        let one = entry("z", &data, sum_of_zeros(MUCH / 16), MUCH / 16);
        let (told, given, _) = unpacked(&one.repeat(20), Limits::default());
        assert!(told.iter().any(|line| line.contains("out of each packed byte")), "{told:?}");
        assert!(given < Limits::RATIO_FROM + (1 << 20), "{given} bytes came out");
        let empty = entry("e", &compress_to_vec(b"", 1), 0, 0);
        let limits = Limits { entries: 50, ..Limits::default() };
        let (told, _, _) = unpacked(&empty.repeat(60), limits);
        assert_eq!(told.last().map(String::as_str), Some("the archive holds more than 50 files"));
    }

    #[test]
    fn archives_in_archives_end_somewhere() {
        let mut inner = entry("a.csv", &compress_to_vec(b"x", 1), 0x8CDC_1683, 1);
        for depth in 0..6 {
            let (told, _, held) = unpacked(&inner, Limits::default());
            let too_deep = told.iter().any(|line| line.contains("more than 2 packed files"));
            assert_eq!(too_deep, depth >= 2, "{depth}: {told:?}");
            assert!(held < 1 << 20, "{held} bytes were held");
            let mut sum = inflate::Sum::new();
            sum.add(&inner);
            inner = entry("next.zip", &compress_to_vec(&inner, 1), sum.crc(), inner.len());
        }
    }

    #[test]
    fn lies_about_lengths_are_found() {
        let data = compress_to_vec(b"12345", 1);
        let right = 0xCBF5_3A1C;
        assert_eq!(unpacked(&entry("a", &data, right, 5), Limits::default()).0, ["begins a", "ends"]);
        for (crc, length) in [(right, 4), (right, 6), (right ^ 1, 5)] {
            let (told, _, _) = unpacked(&entry("a", &data, crc, length), Limits::default());
            assert!(told.iter().any(|line| line.contains("length") || line.contains("check sum")), "{told:?}");
        }
    }
}
