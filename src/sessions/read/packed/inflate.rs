//! One deflated stream that comes in pieces, with the check sum of what comes out.

use std::fmt;

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

/// Bytes that come out at a time.
const ROOM: usize = 64 << 10;

/// The stream.
pub struct Inflate {
    state: Box<InflateState>,
    room: Vec<u8>,
    /// What came out.
    pub sum: Sum,
    /// Bytes that went in.
    pub taken: u64,
}

impl fmt::Debug for Inflate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflate").field("taken", &self.taken).field("sum", &self.sum).finish_non_exhaustive()
    }
}

impl Inflate {
    /// A stream at its beginning.
    pub fn new() -> Self {
        Self { state: InflateState::new_boxed(DataFormat::Raw), room: vec![0; ROOM], sum: Sum::new(), taken: 0 }
    }

    /// Begins anew with the room that is there.
    pub fn again(&mut self) {
        self.state.reset(DataFormat::Raw);
        self.sum = Sum::new();
        self.taken = 0;
    }

    /// Bytes that are held, the window of the format included.
    pub fn held(&self) -> usize {
        self.room.capacity() + size_of::<InflateState>() + self.sum.held()
    }

    /// Takes bytes; gives how many were used, and whether the stream is complete. `take` says no when enough came out.
    pub fn feed(
        &mut self,
        piece: &[u8],
        take: &mut dyn FnMut(&[u8]) -> Result<(), String>,
    ) -> Result<(usize, bool), String> {
        let mut used = 0;
        loop {
            let rest = piece.get(used..).unwrap_or_default();
            let result = inflate(&mut self.state, rest, &mut self.room, MZFlush::None);
            used += result.bytes_consumed;
            self.taken += result.bytes_consumed as u64;
            let out = self.room.get(..result.bytes_written).unwrap_or_default();
            self.sum.add(out);
            if !out.is_empty() {
                take(out)?;
            }
            match result.status {
                Ok(MZStatus::StreamEnd) => return Ok((used, true)),
                Ok(_) if result.bytes_written > 0 || used < piece.len() => {}
                Ok(_) | Err(MZError::Buf) => return Ok((used, false)),
                Err(_) => return Err("what is packed is damaged; export or download it again".to_owned()),
            }
            if result.bytes_consumed == 0 && result.bytes_written == 0 {
                return Ok((used, false));
            }
        }
    }
}

/// The check sum of zip and gzip (CRC-32), and the length.
#[derive(Clone)]
pub struct Sum {
    table: Box<[[u32; 256]; 4]>,
    crc: u32,
    /// Bytes that were added.
    pub length: u64,
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sum({:08x}, {} bytes)", self.crc(), self.length)
    }
}

impl Sum {
    /// The sum of nothing.
    pub fn new() -> Self {
        // Made when it is needed: as a constant it would travel with the page.
        let mut table = Box::new([[0_u32; 256]; 4]);
        let [first, others @ ..] = table.as_mut();
        for (value, entry) in (0_u32..).zip(first.iter_mut()) {
            *entry = (0..8).fold(value, |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 });
        }
        let mut before = *first;
        for more in others {
            for (entry, last) in more.iter_mut().zip(before) {
                *entry = (last >> 8) ^ entry_of(first, last);
            }
            before = *more;
        }
        Self { table, crc: 0, length: 0 }
    }

    /// The sum of all that was added.
    pub fn crc(&self) -> u32 {
        self.crc
    }

    fn held(&self) -> usize {
        size_of_val(self.table.as_ref())
    }

    /// Adds bytes, four at a time.
    pub fn add(&mut self, bytes: &[u8]) {
        let [t0, t1, t2, t3] = self.table.as_ref();
        let mut crc = !self.crc;
        let mut fours = bytes.chunks_exact(4);
        for four in fours.by_ref() {
            let word = crc ^ four.try_into().map_or(0, u32::from_le_bytes);
            crc = entry_of(t3, word) ^ entry_of(t2, word >> 8) ^ entry_of(t1, word >> 16) ^ entry_of(t0, word >> 24);
        }
        for byte in fours.remainder() {
            crc = (crc >> 8) ^ entry_of(t0, crc ^ u32::from(*byte));
        }
        self.crc = !crc;
        self.length += bytes.len() as u64;
    }
}

fn entry_of(table: &[u32; 256], value: u32) -> u32 {
    let [lowest, ..] = value.to_le_bytes();
    table.get(usize::from(lowest)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_common_one() {
        for (bytes, crc) in [(&b""[..], 0), (b"123456789", 0xCBF4_3926), (b"a", 0xE8B7_BE43)] {
            let mut sum = Sum::new();
            sum.add(bytes);
            assert_eq!(sum.crc(), crc, "{bytes:?}");
            let mut pieces = Sum::new();
            bytes.chunks(2).for_each(|piece| pieces.add(piece));
            assert_eq!(pieces.crc(), crc, "{bytes:?} in pieces");
        }
    }
}
