//! JSON as a stream: pretty as Chrome writes it, or all on one line.

use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Writes JSON as it comes, pretty or on one line. Strings are handed in escaped.
pub(crate) struct Out {
    file: BufWriter<File>,
    /// How many bytes were written.
    pub(crate) written: u64,
    one_line: bool,
    depth: usize,
    is_first: bool,
}

const SPACES: &str = "                                                                ";

impl Out {
    /// Begins a document.
    pub(crate) fn new(file: File, one_line: bool) -> Self {
        let file = BufWriter::with_capacity(1 << 20, file);
        Self { file, written: 0, one_line, depth: 0, is_first: true }
    }

    /// Ends it, with a line feed unless all of it is one line.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.raw(if self.one_line { "" } else { "\n" })?;
        self.file.flush()
    }

    fn raw(&mut self, text: &str) -> io::Result<()> {
        self.written += u64::try_from(text.len()).unwrap_or(u64::MAX);
        self.file.write_all(text.as_bytes())
    }

    fn next(&mut self) -> io::Result<()> {
        if !self.is_first {
            self.raw(",")?;
        }
        self.is_first = false;
        self.line()
    }

    fn line(&mut self) -> io::Result<()> {
        if self.one_line || self.depth == 0 {
            return Ok(());
        }
        self.raw("\n")?;
        self.raw(&SPACES[..self.depth * 2])
    }

    fn key(&mut self, key: Option<&str>) -> io::Result<()> {
        self.next()?;
        let Some(key) = key else { return Ok(()) };
        self.raw("\"")?;
        self.raw(key)?;
        self.raw(if self.one_line { "\":" } else { "\": " })
    }

    /// Opens an object or a list.
    pub(crate) fn open(&mut self, key: Option<&str>, bracket: char) -> io::Result<()> {
        self.key(key)?;
        self.raw(if bracket == '{' { "{" } else { "[" })?;
        self.depth += 1;
        self.is_first = true;
        Ok(())
    }

    /// Closes it.
    pub(crate) fn close(&mut self, bracket: char) -> io::Result<()> {
        let is_empty = self.is_first;
        self.depth -= 1;
        self.is_first = false;
        if !is_empty {
            if self.depth == 0 && !self.one_line {
                self.raw("\n")?;
            }
            self.line()?;
        }
        self.raw(if bracket == '}' { "}" } else { "]" })
    }

    /// A number, boolean or null under a key.
    pub(crate) fn bare(&mut self, key: &str, value: &str) -> io::Result<()> {
        self.key(Some(key))?;
        self.raw(value)
    }

    /// A string under a key.
    pub(crate) fn text(&mut self, key: &str, escaped: &str) -> io::Result<()> {
        self.texts(key, [escaped])
    }

    /// A string made of several pieces.
    pub(crate) fn texts<'a>(
        &mut self,
        key: &str,
        escaped: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<()> {
        self.key(Some(key))?;
        self.raw("\"")?;
        for piece in escaped {
            self.raw(piece)?;
        }
        self.raw("\"")
    }

    /// A header, cookie or parameter.
    pub(crate) fn pair(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.open(None, '{')?;
        self.text("name", name)?;
        self.text("value", value)?;
        self.close('}')
    }
}
