//! Packages of Debian and its relatives. Elsewhere this says what to install, and goes on.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Installs those of `packages` that are missing.
///
/// # Errors
///
/// When apt is there and fails. On a system without apt nothing can be checked: the names are told
/// and the steps that need them speak for themselves.
pub(crate) fn provide(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    if !is_debian() {
        eprintln!(
            "xtask: on this system please install yourself what Debian calls: {}",
            packages.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("xtask: installing Debian packages: {}", missing.join(" "));
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    let arguments: Vec<&str> = install.iter().chain(&missing).copied().collect();
    for arguments in [&["update", "--quiet"], arguments.as_slice()] {
        if !apt(arguments)? {
            bail!(
                "apt-get {} failed; as root, run: apt-get update && apt-get install {}",
                arguments[0],
                missing.join(" ")
            );
        }
    }
    Ok(())
}

/// Runs apt-get; whether it did what it was asked.
fn apt(arguments: &[&str]) -> Result<bool> {
    let mut command = if is_root()? {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        // Where nobody can type a password, asking for one would wait for ever.
        if std::env::var_os("CI").is_some() {
            sudo.arg("-n");
        }
        sudo.arg("env");
        sudo
    };
    // What debconf would like to have beside it is nobody's business here.
    command.args(["DEBIAN_FRONTEND=noninteractive", "DEBCONF_NOWARNINGS=yes", "apt-get"]);
    command.args(arguments);
    let status = command
        .stdout(Stdio::null())
        .status()
        .context("starting apt-get (as root, or through sudo)")?;
    Ok(status.success())
}

fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| {
        line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")).is_some_and(|ids| {
            ids.trim_matches('"').split(' ').any(|id| matches!(id, "debian" | "ubuntu"))
        })
    })
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

fn is_root() -> Result<bool> {
    let output = Command::new("id").arg("-u").output().context("asking who we are")?;
    Ok(output.stdout.trim_ascii() == b"0")
}
