//! Lists the files of `rules/`, so that they are compiled into the crate.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads the rules and speaks to cargo, so that the crate need not"
)]

use std::{env, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let rules = rules.canonicalize()?;
    println!("cargo::rerun-if-changed={}", rules.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&rules)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let mut list = String::from(
        "/// Name and text of each source that comes with the program.\nconst BUILTIN: &[(&str, &str)] = &[\n",
    );
    for path in files {
        let name = path.file_name().unwrap_or_default().display();
        writeln!(list, "    (\"rules/{name}\", include_str!({:?})),", path.display().to_string())?;
    }
    list.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("builtin.rs"), list)?;
    Ok(())
}
