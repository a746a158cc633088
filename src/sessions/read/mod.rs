//! Bytes of a file, in pieces → events. Each format has a file or folder of its own; this is the one way in.
//!
//! Layer by layer: what is packed is unpacked ([`packed`]), letters become UTF-8 ([`unicode`]), the first of them tell the
//! format ([`file`]), and its reader passes events on. Nothing here holds more than one record of the input, so that a file
//! may be larger than the memory; [`Limits`] says how large a record may be. Names of files decide nothing.

mod activity;
mod analytics;
mod content;
mod file;
mod handoff;
mod held;
mod json;
mod keys;
mod limits;
mod list;
mod log;
mod out;
mod packed;
mod row;
mod rows;
mod split;
mod table;
mod talk;
mod time;
mod topics;
mod unicode;
mod words;

use super::event::Sink;
use file::File;
pub use file::Format;
pub use limits::Limits;
pub use out::Tally;
use packed::{Packed, Part};

/// Reads one file, which may be packed and hold several. Feed it the bytes in pieces of any size, then end it.
#[derive(Debug)]
pub struct Reader {
    packed: Packed,
    files: Files,
}

/// What was read of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Its number, which events and problems name.
    pub file: u32,
    /// Its name within the archive; none for the file that was given.
    pub name: Option<String>,
    /// What it is, if that was recognized.
    pub format: Option<Format>,
    /// What was passed on.
    pub tally: Tally,
}

/// The files that come out of one.
#[derive(Debug)]
struct Files {
    limits: Limits,
    first: u32,
    read: Vec<Read>,
    now: Option<File>,
    most_held: usize,
}

impl Reader {
    /// A reader for the file with this number, which its problems name. The files of an archive have this number and the
    /// ones behind it; [`Reader::next_number`] tells which one is free afterwards.
    pub fn new(file: u32) -> Self {
        Self::with(file, Limits::default())
    }

    /// A reader with other limits.
    pub fn with(file: u32, limits: Limits) -> Self {
        let files = Files { limits, first: file, read: Vec::new(), now: None, most_held: 0 };
        Self { packed: Packed::new(limits), files }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let Self { packed, files } = self;
        packed.feed(bytes, &mut |part| files.take(part, sink));
        self.measure();
    }

    /// Says that there are no more bytes.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        let Self { packed, files } = self;
        packed.end(&mut |part| files.take(part, sink));
        self.measure();
        if self.files.read.is_empty() {
            self.files.take(Part::LeftOut("there is nothing in it that could be read".to_owned()), sink);
        }
    }

    /// What was read so far, file by file; usually one, several when an archive was given.
    pub fn read(&self) -> &[Read] {
        &self.files.read
    }

    /// The number of the next file.
    pub fn next_number(&self) -> u32 {
        self.files.number(self.files.read.len().max(1))
    }

    /// The most bytes that were held at once, all layers together: what waits for the next piece, and what the largest
    /// record took while it was read.
    pub fn most_held(&self) -> usize {
        self.files.most_held
    }

    fn measure(&mut self) {
        let held = self.packed.held() + self.files.now.as_ref().map_or(0, File::held);
        let record = self.files.read.last().map_or(0, |read| read.tally.most_record);
        self.files.most_held = self.files.most_held.max(held + record);
    }
}

impl Files {
    fn number(&self, behind: usize) -> u32 {
        self.first.saturating_add(u32::try_from(behind).unwrap_or(u32::MAX))
    }

    fn take(&mut self, part: Part<'_>, sink: &mut dyn Sink) {
        match part {
            Part::Begins(name) => self.begin(name, sink),
            Part::Bytes(bytes) => {
                if let (Some(file), Some(read)) = (&mut self.now, self.read.last_mut()) {
                    file.feed(bytes, read, sink);
                    self.most_held = self.most_held.max(file.held() + read.tally.most_record);
                }
            }
            Part::Ends => {
                if let (Some(mut file), Some(read)) = (self.now.take(), self.read.last_mut()) {
                    file.end(read, sink);
                }
            }
            Part::Breaks(why) => {
                if let (Some(mut file), Some(read)) = (self.now.take(), self.read.last_mut()) {
                    file.break_off(&why, read, sink);
                }
            }
            Part::LeftOut(why) => {
                self.begin(None, sink);
                self.take(Part::Breaks(why), sink);
            }
        }
    }

    fn begin(&mut self, name: Option<String>, sink: &mut dyn Sink) {
        let file = self.number(self.read.len());
        if name.is_some() || file != self.first {
            // A part of an archive that has no name is one that could not be read.
            sink.begins(self.first, file, name.as_deref().unwrap_or_default());
        }
        self.read.push(Read { file, name, format: None, tally: Tally::default() });
        self.now = Some(File::new(self.limits));
    }
}
