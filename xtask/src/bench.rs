//! Measures the program as its users meet it: whole runs over a generated capture.
//!
//! Every figure stands beside the time that SHA-256 takes for the same bytes in the same run, so
//! that two machines, or a quiet and a busy one, can be compared.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::workspace;

/// The size of the capture when none is given, in megabytes.
const MEGABYTES: u64 = 100;
/// Each run is repeated this many times; the fastest counts.
const REPEATS: usize = 5;
/// How often the memory of a run is looked at.
const GLANCE: Duration = Duration::from_millis(4);

/// Builds the program, generates a capture of so many megabytes and measures `check` and `scrub`.
///
/// # Errors
/// When something cannot be built, written or run, or a run ends otherwise than it should.
pub(crate) fn run(root: &Path, megabytes: Option<&str>) -> Result<()> {
    let megabytes = match megabytes {
        Some(text) => text.parse().context("the size is a number of megabytes")?,
        None => MEGABYTES,
    };
    eprintln!("xtask: building the program and the generator, as they are released");
    let built = |arguments: &[&str]| -> Result<()> {
        let status = Command::new("cargo").current_dir(root).args(arguments).status()?;
        ensure!(status.success(), "cargo {} failed", arguments.join(" "));
        Ok(())
    };
    built(&["build", "--release", "--locked", "-p", "scrubjay-cli"])?;
    let target = workspace::target(root);
    let folder = target.join("bench");
    std::fs::create_dir_all(&folder)?;
    let capture = folder.join(format!("{megabytes}.har"));
    let (size, path) = (megabytes.to_string(), capture.display().to_string());
    built(&[
        "run",
        "--release",
        "--locked",
        "-q",
        "-p",
        "scrubjay-scan",
        "--example",
        "generate_har",
        "--",
        &size,
        &path,
    ])?;
    let bytes = std::fs::read(&capture)?;
    let hashing = fastest(|| {
        let start = Instant::now();
        std::hint::black_box(Sha256::digest(&bytes));
        Ok(Measured { wall: start.elapsed(), peak: None })
    })?;
    println!("{:<8}{:>9}{:>11}{:>16}{:>12}", "", "seconds", "MB/s", "of SHA-256", "peak memory");
    let length = bytes.len();
    drop(bytes);
    let print = |name: &str, measured: &Measured| {
        let seconds = measured.wall.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
        let speed = length as f64 / 1e6 / seconds;
        let ratio = hashing.wall.as_secs_f64() / seconds;
        let peak =
            measured.peak.map_or(String::new(), |kib| format!("{} MB", kib * 1024 / 1_000_000));
        println!("{name:<8}{seconds:>9.3}{speed:>11.0}{:>15.0}%{peak:>12}", ratio * 100.0);
    };
    print("sha-256", &hashing);
    let program = target.join("release").join("scrubjay");
    print("check", &fastest(|| measure(&program, &["check", "-q"], &capture, &[1]))?);
    let out = folder.join("out");
    let scrub = fastest(|| {
        if out.exists() {
            std::fs::remove_dir_all(&out)?;
        }
        std::fs::create_dir_all(&out)?;
        let out = out.display().to_string();
        measure(&program, &["scrub", "-q", "--out-dir", &out], &capture, &[0])
    })?;
    print("scrub", &scrub);
    std::fs::remove_dir_all(&out)?;
    println!("\nthe capture: {} ({length} bytes)", capture.display());
    Ok(())
}

/// What one run took.
struct Measured {
    wall: Duration,
    /// The most memory that was resident at once, in KiB, where the system tells.
    peak: Option<u64>,
}

fn fastest(mut run: impl FnMut() -> Result<Measured>) -> Result<Measured> {
    let mut best = run()?;
    for _ in 1..REPEATS {
        let next = run()?;
        let peak = best.peak.max(next.peak);
        best = Measured { wall: best.wall.min(next.wall), peak };
    }
    Ok(best)
}

fn measure(
    program: &Path,
    arguments: &[&str],
    capture: &PathBuf,
    expected: &[i32],
) -> Result<Measured> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .arg(capture)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(resident(child.id()));
        std::thread::sleep(GLANCE);
    };
    let wall = start.elapsed();
    ensure!(
        status.code().is_some_and(|code| expected.contains(&code)),
        "{} ended with {status}",
        arguments.first().unwrap_or(&"the run")
    );
    Ok(Measured { wall, peak })
}

/// The high-water mark of a process's resident memory, in KiB (proc_pid_status(5), `VmHWM`).
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
