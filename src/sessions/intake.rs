//! Files, one after another and each in pieces, into what takes their events: all that a caller has to do beside fetching bytes.

use super::event::Sink;
use super::meter::Meter;
use super::read::Reader;

/// What takes the events of files.
pub trait Files: Sink {
    /// Begins the next file and gives its number.
    fn file(&mut self, name: &str) -> u32;
    /// Whether more is of use. It is not once the events did not come in the order of time, as was relied on.
    fn goes_on(&self) -> bool;
}

impl Files for Meter {
    fn file(&mut self, name: &str) -> u32 {
        Meter::file(self, name)
    }

    fn goes_on(&self) -> bool {
        self.disorder().is_none()
    }
}

/// Files on their way.
#[derive(Debug)]
pub struct Intake<S> {
    sink: S,
    reader: Option<Reader>,
}

impl<S: Files> Intake<S> {
    /// No file yet.
    pub fn new(sink: S) -> Self {
        Self { sink, reader: None }
    }

    /// Begins the next file. One that is open is ended.
    pub fn open(&mut self, name: &str) {
        self.close();
        self.reader = Some(Reader::new(self.sink.file(name)));
    }

    /// Takes bytes of the file. False when all files have to be read once more, in any order.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        if let Some(reader) = &mut self.reader {
            reader.feed(bytes, &mut self.sink);
        }
        self.sink.goes_on()
    }

    /// Ends the file. False as above.
    pub fn close(&mut self) -> bool {
        if let Some(mut reader) = self.reader.take() {
            reader.end(&mut self.sink);
        }
        self.sink.goes_on()
    }

    /// Whether a file is open.
    pub fn is_open(&self) -> bool {
        self.reader.is_some()
    }

    /// What takes the events.
    pub fn sink(&self) -> &S {
        &self.sink
    }

    /// No more files.
    pub fn finish(mut self) -> S {
        self.close();
        self.sink
    }
}
