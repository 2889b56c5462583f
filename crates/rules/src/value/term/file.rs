//! Where a file, a folder or a module lies.

use crate::value::is_random;

/// `uploads/2026/report.pdf`, `/etc/ssl/private/app.key`: where a file lies.
pub(super) fn is_file(value: &str) -> bool {
    const ENDS: [&str; 22] = [
        "conf", "cfg", "crt", "csv", "env", "html", "ini", "jpg", "json", "key", "log", "md",
        "pdf", "pem", "png", "sock", "svg", "toml", "txt", "xml", "yaml", "yml",
    ];
    let Some((path, end)) = value.rsplit_once('.') else { return false };
    let is_step = |step: &str| {
        let words = step.split(['-', '_', '.']);
        step.len() <= 32
            && words.clone().all(|word| {
                word.bytes().all(|byte| byte.is_ascii_lowercase())
                    || word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    ENDS.contains(&end) && path.contains('/') && path.split('/').all(is_step)
}

/// `/home/anna/work`, `/var/lib/desk`: a folder below one that every machine has, such as the value
/// of `PWD` and `OLDPWD`.
pub(super) fn is_rooted(value: &str) -> bool {
    const ROOTS: [&str; 24] = [
        "Library",
        "Users",
        "Volumes",
        "app",
        "bin",
        "builds",
        "data",
        "dev",
        "etc",
        "github",
        "home",
        "lib",
        "mnt",
        "opt",
        "proc",
        "root",
        "run",
        "sbin",
        "srv",
        "sys",
        "tmp",
        "usr",
        "var",
        "workspace",
    ];
    let is_step = |step: &str| {
        step.len() <= 40
            && step.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            && !is_random(step)
    };
    let mut steps = value[1..].split('/');
    steps.next().is_some_and(|root| ROOTS.contains(&root)) && steps.all(is_step)
}

/// `./auth/token.mjs`, `../users`: a module beside the one that asks for it.
pub(super) fn is_module(value: &str) -> bool {
    let mut rest = value;
    while let Some(inner) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
        rest = inner;
    }
    let is_step = |step: &str| {
        let digits = step.bytes().filter(u8::is_ascii_digit).count();
        (1..=40).contains(&step.len())
            && digits <= 3
            && step.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.@*".contains(&b))
            && step.split(['-', '_', '.', '@', '*']).all(|word| word.len() <= 20)
    };
    rest.len() < value.len() && !is_random(rest) && rest.split('/').all(is_step)
        || rest.len() < value.len()
            && [
                ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".json", ".css", ".vue", ".py",
                ".php",
            ]
            .iter()
            .any(|end| rest.ends_with(end))
            && rest.split('/').all(is_step)
}
