//! An estimate as plain text, for the command line.
