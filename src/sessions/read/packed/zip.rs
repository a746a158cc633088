//! Zip in pieces: one entry behind the other, each with its heading in front. The list at the end is not read, because it
//! comes after everything else; so an entry must say its length in its heading or be deflated, which ends by itself.

use super::inflate::{Inflate, Sum};
use super::{Flow, Limits, Packed, Part, Take, joined};

const ENTRY: [u8; 4] = *b"PK\x03\x04";
const DESCRIPTION: [u8; 4] = *b"PK\x07\x08";
const HEADING: usize = 30;
/// Letters of a name that are shown.
const LONGEST_NAME: usize = 120;
/// A description with mark and long lengths.
const LONGEST_DESCRIPTION: usize = 24;
/// What a length in the heading is when the true one stands in an extra field.
const ELSEWHERE: u64 = u32::MAX as u64;

/// The reader.
#[derive(Debug)]
pub struct Zip {
    limits: Limits,
    depth: u32,
    name: Option<String>,
    flow: Flow,
    state: State,
    waiting: Vec<u8>,
    entries: u32,
    inflate: Inflate,
    inner: Option<Packed>,
    /// A workbook is an archive too; its parts are not looked at.
    workbook: bool,
}

#[derive(Debug)]
enum State {
    Heading,
    Deflated(Heading),
    /// How many bytes are left, and their sum so far.
    Stored(Heading, u64, Sum),
    /// Bytes of an entry that is left out.
    Passed(u64),
    Description(Heading),
    Over,
}

#[derive(Debug, Clone, Copy)]
struct Heading {
    crc: u32,
    packed: u64,
    plain: u64,
    /// The sum and the lengths stand behind the entry.
    behind: bool,
}

impl Zip {
    /// A reader whose entries are at this depth.
    pub fn new(limits: Limits, depth: u32, name: Option<String>) -> Self {
        Self {
            limits,
            depth,
            name,
            flow: Flow::default(),
            state: State::Heading,
            waiting: Vec::new(),
            entries: 0,
            inflate: Inflate::new(),
            inner: None,
            workbook: false,
        }
    }

    /// Bytes that are held now.
    pub fn held(&self) -> usize {
        self.waiting.capacity() + self.inflate.held() + self.inner.as_ref().map_or(0, Packed::held)
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], take: Take<'_>) {
        self.flow.taken += piece.len() as u64;
        let mut rest = piece;
        while !rest.is_empty() && !matches!(self.state, State::Over) {
            match self.step(rest, take) {
                Ok(used) => rest = rest.get(used..).unwrap_or_default(),
                Err(why) => self.stop(&why, take),
            }
        }
    }

    /// Nothing follows.
    pub fn end(&mut self, take: Take<'_>) {
        match self.state {
            // An archive without entries has only its end, and some programs leave the list away.
            State::Heading if self.entries > 0 && self.waiting.is_empty() => {}
            State::Over => {}
            _ => self.stop("the archive ends before it is complete; download it again", take),
        }
    }

    /// Nothing more can be read, because of this.
    pub fn stop(&mut self, why: &str, take: Take<'_>) {
        self.state = State::Over;
        match self.inner.take() {
            Some(mut inner) => inner.give_up(why, take),
            None => take(Part::LeftOut(why.to_owned())),
        }
    }

    fn step(&mut self, rest: &[u8], take: Take<'_>) -> Result<usize, String> {
        match &mut self.state {
            State::Heading => self.heading(rest, take),
            State::Deflated(heading) => {
                let heading = *heading;
                let (limits, flow, inner) = (&self.limits, &mut self.flow, &mut self.inner);
                let (used, complete) = self.inflate.feed(rest, &mut |out| {
                    flow.given += out.len() as u64;
                    flow.fits(limits)?;
                    if let Some(inner) = inner {
                        inner.feed(out, take);
                    }
                    Ok(())
                })?;
                if complete {
                    self.complete(heading, self.inflate.sum.crc(), take)?;
                }
                Ok(used)
            }
            State::Stored(heading, left, sum) => {
                let used = usize::try_from(*left).unwrap_or(usize::MAX).min(rest.len());
                let bytes = rest.get(..used).unwrap_or_default();
                sum.add(bytes);
                *left -= used as u64;
                let (heading, done, crc) = (*heading, *left == 0, sum.crc());
                self.flow.given += used as u64;
                self.flow.fits(&self.limits)?;
                if let Some(inner) = &mut self.inner {
                    inner.feed(bytes, take);
                }
                if done {
                    self.complete(heading, crc, take)?;
                }
                Ok(used)
            }
            State::Passed(left) => {
                let used = usize::try_from(*left).unwrap_or(usize::MAX).min(rest.len());
                *left -= used as u64;
                if *left == 0 {
                    self.state = State::Heading;
                }
                Ok(used)
            }
            State::Description(heading) => {
                let heading = *heading;
                self.description(heading, rest, take)
            }
            State::Over => Ok(rest.len()),
        }
    }

    /// Gathers a heading with name and extra field; gives how many bytes were used.
    fn heading(&mut self, rest: &[u8], take: Take<'_>) -> Result<usize, String> {
        let wanted = match self.waiting.get(26..HEADING) {
            Some(&[n0, n1, e0, e1]) => {
                HEADING + usize::from(u16::from_le_bytes([n0, n1])) + usize::from(u16::from_le_bytes([e0, e1]))
            }
            _ => HEADING,
        };
        let used = wanted.saturating_sub(self.waiting.len()).min(rest.len());
        self.waiting.extend_from_slice(rest.get(..used).unwrap_or_default());
        let Some(mark) = self.waiting.get(..ENTRY.len()) else { return Ok(used) };
        if mark != ENTRY {
            if mark.starts_with(b"PK") {
                // The list of all entries, or the end: everything was read.
                self.state = State::Over;
                return Ok(rest.len());
            }
            return Err("the archive is damaged: an entry should begin here; download it again".to_owned());
        }
        if used > 0 && self.waiting.len() == wanted && wanted > HEADING {
            self.entry(take)?;
        } else if self.waiting.len() == HEADING && used == 0 {
            // No name and no extra field.
            self.entry(take)?;
        }
        Ok(used)
    }

    fn entry(&mut self, take: Take<'_>) -> Result<(), String> {
        let bytes = std::mem::take(&mut self.waiting);
        let two = |at: usize| bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes);
        let four =
            |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
        let (flags, method) = (two(6), two(8));
        let mut heading =
            Heading { crc: four(14), packed: u64::from(four(18)), plain: u64::from(four(22)), behind: flags & 8 != 0 };
        let name_end = HEADING + usize::from(two(26));
        let short = super::super::unicode::text(bytes.get(HEADING..name_end).unwrap_or_default()).0.into_owned();
        heading.long(bytes.get(name_end..).unwrap_or_default());
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(format!("the archive holds more than {} files", self.limits.entries));
        }
        self.workbook |= short == "[Content_Types].xml";
        if self.workbook {
            take(Part::Begins(self.name.take()));
            take(Part::Breaks(
                "it is a workbook; save the sheet as CSV, or better export the table as CSV again".to_owned(),
            ));
            self.state = State::Over;
            return Ok(());
        }
        let name = joined(self.name.as_deref(), &shown(&short));
        let why = if flags & 1 != 0 {
            Some("is encrypted; unpack it with its password")
        } else if method != 0 && method != 8 {
            Some("is packed in a way that is not read; pack it as plain zip")
        } else if method == 0 && heading.behind && heading.packed == 0 {
            Some("is stored without its length; pack it anew")
        } else {
            None
        };
        if let Some(why) = why {
            return self.leave_out(heading, &format!("\"{name}\" {why}"), take);
        }
        let hidden = short.ends_with('/')
            || short.starts_with("__MACOSX/")
            || short.rsplit('/').next().is_some_and(|last| last.starts_with('.'));
        self.inner = (!hidden).then(|| Packed::within(self.limits, self.depth, Some(name)));
        if method == 8 {
            self.inflate.again();
            self.state = State::Deflated(heading);
        } else if heading.packed == 0 {
            self.complete(heading, 0, take)?;
        } else {
            self.state = State::Stored(heading, heading.packed, Sum::new());
        }
        Ok(())
    }

    fn leave_out(&mut self, heading: Heading, why: &str, take: Take<'_>) -> Result<(), String> {
        if heading.behind && heading.packed == 0 {
            return Err(format!("{why}; what follows in the archive cannot be found without it"));
        }
        take(Part::LeftOut(why.to_owned()));
        self.state = if heading.packed == 0 { State::Heading } else { State::Passed(heading.packed) };
        Ok(())
    }

    /// All bytes of an entry are there.
    fn complete(&mut self, mut heading: Heading, crc: u32, take: Take<'_>) -> Result<(), String> {
        if matches!(self.state, State::Deflated(_)) {
            if heading.behind {
                heading = Heading { crc, packed: self.inflate.taken, plain: self.inflate.sum.length, behind: true };
                self.state = State::Description(heading);
                return Ok(());
            }
            if heading.packed != self.inflate.taken || heading.plain != self.inflate.sum.length {
                return Err("the archive is damaged: an entry has another length than it says".to_owned());
            }
        }
        self.finish(heading.crc == crc, take)
    }

    fn finish(&mut self, right: bool, take: Take<'_>) -> Result<(), String> {
        if !right {
            return Err("the check sum of an entry is wrong; download the archive again".to_owned());
        }
        if let Some(mut inner) = self.inner.take() {
            inner.end(take);
        }
        self.state = State::Heading;
        Ok(())
    }

    /// What stands behind an entry comes in four forms: with or without a mark, with short or long lengths. All of it is
    /// known already, so the form that says the same is the one.
    fn description(&mut self, heading: Heading, rest: &[u8], take: Take<'_>) -> Result<usize, String> {
        let used = LONGEST_DESCRIPTION.saturating_sub(self.waiting.len()).min(rest.len());
        self.waiting.extend_from_slice(rest.get(..used).unwrap_or_default());
        if self.waiting.len() < LONGEST_DESCRIPTION {
            return Ok(used);
        }
        let bytes = std::mem::take(&mut self.waiting);
        let found = heading.descriptions().into_iter().find(|form| bytes.starts_with(form));
        let right = found.is_some();
        // What was gathered behind the description is the beginning of what follows.
        let behind = bytes.get(found.map_or(0, |form| form.len())..).unwrap_or_default().to_vec();
        self.finish(right, take)?;
        let mut more = behind.as_slice();
        while !more.is_empty() && !matches!(self.state, State::Over) {
            let used = self.step(more, take)?;
            more = more.get(used..).unwrap_or_default();
        }
        Ok(used)
    }
}

/// A name that can be shown: damaged ones are long and hold signs that no name has.
fn shown(name: &str) -> String {
    name.chars().take(LONGEST_NAME).map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
}

impl Heading {
    /// Takes lengths from the extra field that holds long ones.
    fn long(&mut self, mut extra: &[u8]) {
        while let Some((&[id0, id1, l0, l1], rest)) = extra.split_first_chunk::<4>() {
            let length = usize::from(u16::from_le_bytes([l0, l1]));
            let mut field = rest.get(..length).unwrap_or_default();
            if u16::from_le_bytes([id0, id1]) == 1 {
                for wanted in [&mut self.plain, &mut self.packed] {
                    if *wanted == ELSEWHERE
                        && let Some((eight, more)) = field.split_first_chunk::<8>()
                    {
                        *wanted = u64::from_le_bytes(*eight);
                        field = more;
                    }
                }
            }
            extra = rest.get(length..).unwrap_or_default();
        }
    }

    fn descriptions(&self) -> [Vec<u8>; 4] {
        let long = [&self.crc.to_le_bytes()[..], &self.packed.to_le_bytes(), &self.plain.to_le_bytes()].concat();
        let short = |length: u64| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
        let short = [&self.crc.to_le_bytes()[..], &short(self.packed), &short(self.plain)].concat();
        let marked = |form: &[u8]| [&DESCRIPTION[..], form].concat();
        [marked(&long), marked(&short), long, short]
    }
}
