//! Where the safe copy and its report go.
//!
//! Invariant: no target is a file that this run reads, under whatever name; without `--force` no
//! target exists when the run begins, nor is one replaced when it ends.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::args;
use crate::printable::Printable;
use crate::source::{Place, Source};
use crate::trouble::Trouble;

/// The outputs of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The safe copy; a stream is standard output.
    pub(crate) copy: Place,
    /// Its report; none beside a stream. One that the user names is the first target's, for all.
    pub(crate) report: Option<ReportPaths>,
}

/// The two forms of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportPaths {
    pub(crate) json: PathBuf,
    pub(crate) html: PathBuf,
}

impl Target {
    /// The files that will be written, in the order in which they are put in place.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let report = self.report.iter().flat_map(|report| [&*report.json, &*report.html]);
        let copy = match &self.copy {
            Place::File(path) => Some(path.as_path()),
            Place::Stream => None,
        };
        report.chain(copy)
    }
}

/// Decides the targets of all inputs, whose names are `names` (a name may hold a credential, and
/// comes here without it).
///
/// # Errors
///
/// When the options contradict the inputs.
pub(crate) fn choose(
    scrub: &args::Scrub,
    inputs: &[Place],
    names: &[OsString],
) -> Result<Vec<Target>, Trouble> {
    if inputs.len() > 1 && scrub.output.is_some() {
        return Err(Trouble::new(
            "-o names one output, and there are several inputs",
            "use --out-dir",
        ));
    }
    if scrub.report.as_deref() == Some(Path::new("-")) {
        return Err(Trouble::new(
            "the report is two files, and cannot go to standard output",
            "name one of them with --report",
        ));
    }
    let mut targets = Vec::new();
    for (input, name) in inputs.iter().zip(names) {
        let copy = copy_place(scrub, input, name);
        let report = match (&scrub.report, &copy) {
            (Some(path), _) => targets.is_empty().then(|| report_at(path)),
            (None, Place::File(path)) => Some(report_beside(path)),
            (None, Place::Stream) => None,
        };
        targets.push(Target { copy, report });
    }
    name_apart(&mut targets);
    Ok(targets)
}

fn copy_place(scrub: &args::Scrub, input: &Place, name: &OsString) -> Place {
    if let Some(output) = &scrub.output {
        return Place::parse(output);
    }
    match (input, &scrub.out_dir) {
        (Place::Stream, None) => Place::Stream,
        (Place::Stream, Some(folder)) => Place::File(folder.join("stdin.scrubbed.har")),
        (Place::File(_), Some(folder)) => Place::File(folder.join(scrubbed_name(Path::new(name)))),
        (Place::File(path), None) => {
            Place::File(path.with_file_name(scrubbed_name(Path::new(name))))
        }
    }
}

/// `in.har` becomes `in.scrubbed.har`, `in.har.gz` becomes `in.scrubbed.har.gz`.
fn scrubbed_name(name: &Path) -> OsString {
    let (mut stem, tail) = split(name);
    stem.push(".scrubbed");
    stem.push(tail);
    stem
}

/// Splits a file name before its extension, and before the one inside a wrapping.
fn split(name: &Path) -> (OsString, OsString) {
    let name = Path::new(name.file_name().unwrap_or(name.as_os_str()));
    let Some(extension) = name.extension() else {
        return (name.as_os_str().to_owned(), OsString::new());
    };
    let stem = Path::new(name.file_stem().unwrap_or(name.as_os_str()));
    let wraps =
        ["gz", "br", "zst", "zz"].iter().any(|wrapping| extension.eq_ignore_ascii_case(wrapping));
    let mut tail = OsString::new();
    let stem = match (wraps, stem.extension(), stem.file_stem()) {
        (true, Some(inner), Some(stem)) => {
            tail.push(".");
            tail.push(inner);
            stem.to_owned()
        }
        _ => stem.as_os_str().to_owned(),
    };
    tail.push(".");
    tail.push(extension);
    (stem, tail)
}

/// `in.har.gz` called `new` becomes `new.har.gz`.
pub(crate) fn renamed(name: &str, new: &str) -> String {
    format!("{new}{}", split(Path::new(name)).1.to_string_lossy())
}

/// The report beside a safe copy: `in.scrubbed.har` has `in.scrubbed.report.json`.
pub(crate) fn report_beside(copy: &Path) -> ReportPaths {
    with_report_endings(copy, &split(copy).0)
}

/// As [`report_beside`], with the whole name of the copy: `in.scrubbed.har.report.json`.
pub(crate) fn long_report_beside(copy: &Path) -> ReportPaths {
    with_report_endings(copy, copy.file_name().unwrap_or_default())
}

fn with_report_endings(copy: &Path, stem: &OsStr) -> ReportPaths {
    let ending = |ending: &str| {
        let mut name = stem.to_owned();
        name.push(ending);
        copy.with_file_name(name)
    };
    ReportPaths { json: ending(".report.json"), html: ending(".report.html") }
}

/// Where the user wants it: JSON there and HTML beside it, or the other way round.
fn report_at(path: &Path) -> ReportPaths {
    let is_html = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
    });
    if is_html {
        ReportPaths { json: path.with_extension("json"), html: path.to_path_buf() }
    } else {
        let html = path.with_extension("html");
        ReportPaths { json: path.to_path_buf(), html }
    }
}

/// `a.har` and `a.json` in one folder would have one report name between them.
fn name_apart(targets: &mut [Target]) {
    let shared: Vec<bool> = targets
        .iter()
        .map(|target| {
            target.report.is_some()
                && targets.iter().filter(|other| other.report == target.report).count() > 1
        })
        .collect();
    for (target, shared) in targets.iter_mut().zip(shared) {
        if let (true, Place::File(copy)) = (shared, &target.copy) {
            target.report = Some(long_report_beside(copy));
        }
    }
}

/// Refuses targets that exist, that are read by this run, or that two inputs would share.
///
/// # Errors
///
/// Names the file and what to do.
pub(crate) fn refuse(targets: &[Target], read: &[&Source], force: bool) -> Result<(), Trouble> {
    let mut files: Vec<&Path> = targets.iter().flat_map(Target::files).collect();
    files.sort_unstable();
    if let Some(twice) = files.windows(2).find(|pair| pair[0] == pair[1]) {
        let what = format!("two outputs would be called {}", Printable::path(twice[0]));
        return Err(Trouble::new(what, "scrub them into different folders"));
    }
    for path in files {
        let Ok(metadata) = path.symlink_metadata() else { continue };
        let handle = Handle::from_path(path).ok();
        if read.iter().any(|source| handle.as_ref().is_some_and(|handle| source.is(handle))) {
            let what = format!("{} is read by this run and never written", Printable::path(path));
            return Err(Trouble::new(what, "choose another name with -o"));
        }
        if path.is_dir() {
            let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(Trouble::writing(path, &error));
        }
        // Renaming over a device would take it away.
        let is_replaceable = metadata.is_file() || metadata.is_symlink();
        if !is_replaceable {
            let what = format!("cannot write {}: it is no ordinary file", Printable::path(path));
            return Err(Trouble::new(what, "use `-o -` and redirect"));
        }
        if !force {
            return Err(Trouble::exists(path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_safe_copy_after_the_input() {
        let cases = [
            ("in.har", "in.scrubbed.har"),
            ("x.har.gz", "x.scrubbed.har.gz"),
            ("x.HAR.GZ", "x.scrubbed.HAR.GZ"),
            ("x.zhar", "x.scrubbed.zhar"),
            ("x.gz", "x.scrubbed.gz"),
            ("bundle.zip", "bundle.scrubbed.zip"),
            ("x", "x.scrubbed"),
            (".har", ".har.scrubbed"),
            ("www.example.com.har", "www.example.com.scrubbed.har"),
            ("a.tar.json", "a.tar.scrubbed.json"),
        ];
        for (input, expected) in cases {
            assert_eq!(scrubbed_name(Path::new(input)), expected, "{input}");
        }
    }

    #[test]
    fn names_the_report_after_the_safe_copy() {
        let cases = [
            ("d/in.scrubbed.har", "d/in.scrubbed.report.json"),
            ("d/x.scrubbed.har.gz", "d/x.scrubbed.report.json"),
            ("safe", "safe.report.json"),
        ];
        for (copy, expected) in cases {
            assert_eq!(report_beside(Path::new(copy)).json, Path::new(expected), "{copy}");
        }
    }
}
