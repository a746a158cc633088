//! Files and standard input → text, with messages that name the file. It knows nothing of what the text means.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;

use plancost::licensing::read::MAX_BYTES;

/// Where a text comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// A source by its name on the command line.
    pub fn named(word: OsString) -> Self {
        if word == "-" { Self::Standard } else { Self::File(word.into()) }
    }

    /// What to call it in a message.
    pub fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".into(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Reads the whole text.
    ///
    /// # Errors
    /// A sentence that names the source and says what would be right.
    pub fn text(&self) -> Result<String, String> {
        let bytes = self.bytes().map_err(|error| format!("{}: {}", self.name(), plain(&error)))?;
        if bytes.len() > MAX_BYTES {
            return Err(format!("{}: longer than {MAX_BYTES} bytes, which no scenario is", self.name()));
        }
        text_of(bytes).map_err(|fault| format!("{}: {fault}", self.name()))
    }

    /// Reads one byte more than is taken, and no further: the rest of a huge file costs nothing.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        match self {
            Self::Standard => io::stdin().lock().take(most).read_to_end(&mut bytes)?,
            Self::File(path) => File::open(path)?.take(most).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}

/// What went wrong with a file, in plain words.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::IsADirectory => "this is a folder; name a file".into(),
        ErrorKind::PermissionDenied => "this file may not be read".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Bytes as UTF-8, without the mark that some editors put in front.
fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("this is UTF-16; save it as UTF-8".into());
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("byte {} is not UTF-8; save the file as UTF-8", error.utf8_error().valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}
