//! The plan carried out: the input's bytes with the edits spliced in.

use std::io::{self, Write};

use scrubjay_document::Edit;

/// What a file becomes.
#[derive(Debug)]
pub struct Redacted {
    pub(crate) edits: Vec<Edit>,
}

impl Redacted {
    /// The edits of the file's own bytes: sorted and disjoint.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Number of edits of the file's own bytes.
    pub fn edit_count(&self) -> usize {
        self.edits.len()
    }

    /// Writes the output: `original` with the edits spliced in.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_to(&self, original: &[u8], out: &mut dyn Write) -> io::Result<()> {
        let mut at = 0;
        for edit in &self.edits {
            out.write_all(&original[at..edit.span.start])?;
            out.write_all(&edit.replacement)?;
            at = edit.span.end;
        }
        out.write_all(&original[at..])
    }

    /// The output as bytes.
    pub fn to_bytes(&self, original: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        scrubjay_document::splice(original, &self.edits, &mut out);
        out
    }
}
