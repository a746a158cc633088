//! Gzip in pieces: members one behind the other are one file, as the format says.

use super::inflate::Inflate;
use super::{Flow, Limits, Packed, Part, Take};

/// A name in the heading longer than this is no name.
const LONGEST_HEADING: usize = 1 << 16;
const TRAILER: usize = 8;

/// The reader.
#[derive(Debug)]
pub struct Gzip {
    inner: Packed,
    limits: Limits,
    flow: Flow,
    state: State,
    waiting: Vec<u8>,
    inflate: Inflate,
    /// Members that were complete.
    members: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Heading,
    Body,
    Trailer,
    Over,
}

impl Gzip {
    /// A reader whose content is at this depth.
    pub fn new(limits: Limits, depth: u32, name: Option<String>) -> Self {
        Self {
            inner: Packed::within(limits, depth, name),
            limits,
            flow: Flow::default(),
            state: State::Heading,
            waiting: Vec::new(),
            inflate: Inflate::new(),
            members: 0,
        }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.inner.held() + self.waiting.capacity() + self.inflate.held()
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], take: Take<'_>) {
        self.flow.taken += piece.len() as u64;
        let mut rest = piece;
        while !rest.is_empty() && self.state != State::Over {
            match self.step(rest, take) {
                Ok(used) => rest = rest.get(used..).unwrap_or_default(),
                Err(why) => self.stop(&why, take),
            }
        }
    }

    fn stop(&mut self, why: &str, take: Take<'_>) {
        self.state = State::Over;
        self.inner.give_up(why, take);
    }

    /// Nothing follows.
    pub fn end(&mut self, take: Take<'_>) {
        match self.state {
            State::Heading if self.waiting.is_empty() && self.members > 0 => self.inner.end(take),
            State::Over => {}
            _ => self.stop("the packed file ends before it is complete; download it again", take),
        }
    }

    fn step(&mut self, rest: &[u8], take: Take<'_>) -> Result<usize, String> {
        match self.state {
            State::Heading => self.heading(rest, take),
            State::Body => {
                let (limits, flow, inner) = (&self.limits, &mut self.flow, &mut self.inner);
                let (used, complete) = self.inflate.feed(rest, &mut |out| {
                    flow.given += out.len() as u64;
                    flow.fits(limits)?;
                    inner.feed(out, take);
                    Ok(())
                })?;
                if complete {
                    self.state = State::Trailer;
                }
                Ok(used)
            }
            State::Trailer => {
                let used = TRAILER.saturating_sub(self.waiting.len()).min(rest.len());
                self.waiting.extend_from_slice(rest.get(..used).unwrap_or_default());
                if self.waiting.len() == TRAILER {
                    self.check()?;
                }
                Ok(used)
            }
            State::Over => Ok(rest.len()),
        }
    }

    fn check(&mut self) -> Result<(), String> {
        let crc = self.inflate.sum.crc().to_le_bytes();
        // Of a length beyond four bytes only the lower ones are written.
        let length = self.inflate.sum.length.to_le_bytes();
        if !self.waiting.iter().eq(crc.iter().chain(length.iter().take(4))) {
            return Err("the check sum of the packed file is wrong; download it again".to_owned());
        }
        self.waiting.clear();
        self.inflate.again();
        self.members += 1;
        self.state = State::Heading;
        Ok(())
    }

    /// Gathers the heading; gives how many bytes were used.
    fn heading(&mut self, rest: &[u8], take: Take<'_>) -> Result<usize, String> {
        let before = self.waiting.len();
        let room = LONGEST_HEADING.saturating_sub(before).min(rest.len());
        self.waiting.extend_from_slice(rest.get(..room).unwrap_or_default());
        if self.members > 0 && self.waiting.iter().take(2).ne([0x1F, 0x8B].iter().take(self.waiting.len())) {
            // Zeros and other remains behind the last member are passed over, as all programs do.
            self.state = State::Over;
            self.inner.end(take);
            return Ok(rest.len());
        }
        match length_of_heading(&self.waiting)? {
            Some(length) => {
                self.waiting.clear();
                self.state = State::Body;
                Ok(length.saturating_sub(before))
            }
            None if self.waiting.len() >= LONGEST_HEADING => {
                Err("the heading of the packed file has no end".to_owned())
            }
            None => Ok(room),
        }
    }
}

/// The length of a heading, if it is there as a whole.
fn length_of_heading(bytes: &[u8]) -> Result<Option<usize>, String> {
    let [_, _, method, flags, _, _, _, _, _, _, ..] = *bytes else { return Ok(None) };
    if method != 8 || flags & 0xE0 != 0 {
        return Err("the file is packed in an unknown way; pack it with gzip".to_owned());
    }
    let mut length = 10;
    if flags & 4 != 0 {
        let Some(&[low, high]) = bytes.get(length..length + 2) else { return Ok(None) };
        length += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    // The name of the file and a comment, each up to a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let Some(end) = bytes.get(length..).and_then(|rest| rest.iter().position(|byte| *byte == 0)) else {
                return Ok(None);
            };
            length += end + 1;
        }
    }
    if flags & 2 != 0 {
        length += 2;
    }
    Ok((bytes.len() >= length).then_some(length))
}

impl Packed {
    /// Ends a file within a damaged one: what was begun is broken off with the reason.
    pub(super) fn give_up(&mut self, why: &str, take: Take<'_>) {
        match std::mem::replace(&mut self.state, super::State::Over) {
            super::State::Head(_) => {
                take(Part::Begins(self.name.take()));
                take(Part::Breaks(why.to_owned()));
            }
            super::State::Plain => take(Part::Breaks(why.to_owned())),
            super::State::Gzip(mut gzip) => gzip.stop(why, take),
            super::State::Zip(mut zip) => zip.stop(why, take),
            super::State::Over => {}
        }
    }
}
