//! Bytes of a file, in pieces → events. Each format has a file or folder of its own; this is the one way in.
//!
//! Nothing here holds more than one record of the input, so that a file may be larger than the memory.

mod log;
#[allow(dead_code, reason = "the log needs a part of it")]
mod time;

use super::event::Sink;

/// Reads one file. Feed it the bytes in pieces of any size, then end it.
#[derive(Debug)]
pub struct Reader {
    format: Format,
}

#[derive(Debug)]
enum Format {
    Log(log::Log),
}

impl Reader {
    /// A reader for the file with this number, which its problems name.
    pub fn new(file: u32) -> Self {
        Self { format: Format::Log(log::Log::new(file)) }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        match &mut self.format {
            Format::Log(log) => log.feed(bytes, sink),
        }
    }

    /// Says that there are no more bytes.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        match &mut self.format {
            Format::Log(log) => log.end(sink),
        }
    }
}
