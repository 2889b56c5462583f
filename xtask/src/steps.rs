//! The tables of steps, one for each task. To extend a task, add a row.

use std::path::Path;

use crate::need::Need;
use crate::step::{Step, When};

/// All tests: of the screens, of the workspace, in a browser and in the real window.
pub(crate) const TEST: &[Step] = &[
    Step {
        says: "screens: types",
        when: When::Script("ui", "typecheck"),
        needs: &[Need::NodePackages("ui")],
        folder: "ui",
        command: &["npm", "run", "typecheck"],
        advice: "the places are named above; `npm run typecheck` in ui/ repeats it",
        ..Step::BLANK
    },
    Step {
        says: "screens: unit tests",
        has_tests: true,
        when: When::Script("ui", "test"),
        needs: &[Need::NodePackages("ui")],
        folder: "ui",
        command: &["npm", "test"],
        environment: &[("CI", "true")],
        advice: "the failing tests are named above; `npm test` in ui/ repeats them",
        ..Step::BLANK
    },
    // Before the Rust code: the window has the screens inside it.
    UI_BUILD,
    Step {
        // One run for the whole workspace: two would build what they share twice, and this one
        // leaves behind the window and the command line that the window tests drive.
        says: "rust tests",
        has_tests: true,
        needs: &[Need::Debian(DESKTOP_BUILD)],
        command: &["cargo", "test", "--locked", "--workspace", "--no-fail-fast"],
        advice: "the failing tests are named above; `cargo test -p PACKAGE NAME` runs one",
        ..Step::BLANK
    },
    Step {
        says: "browser tests",
        has_tests: true,
        when: When::Script("ui", "test:browser"),
        needs: &[Need::NodePackages("ui"), Need::Debian(&["chromium"])],
        folder: "ui",
        command: &["npm", "run", "test:browser"],
        environment: &[("CI", "true")],
        advice: "the failing tests are named above; they need Chromium",
        ..Step::BLANK
    },
    Step {
        // Nothing is left to do here after the tests of Rust; alone, this takes their place.
        says: "window: building what its tests drive",
        when: When::LinuxScript("ui", "test:desktop"),
        needs: &[Need::Debian(DESKTOP_BUILD)],
        command: &["cargo", "test", "--locked", "--workspace", "--no-run"],
        advice: "the compiler's reason stands above",
        ..Step::BLANK
    },
    Step {
        says: "window: tests",
        has_tests: true,
        when: When::LinuxScript("ui", "test:desktop"),
        needs: &[
            Need::NodePackages("ui"),
            Need::Debian(DESKTOP_BUILD),
            Need::Debian(DESKTOP_DISPLAY),
            Need::Debian(DESKTOP_DRIVER),
            Need::Crate("tauri-driver", "2.1.0"),
        ],
        folder: "ui",
        command: &["npm", "run", "test:desktop"],
        environment: &[("CI", "true")],
        advice: "the failing tests are named above; they drive the real window through tauri-driver",
        ..Step::BLANK
    },
];

/// What a reviewer should not have to say.
pub(crate) const LINT: &[Step] = &[
    Step {
        says: "formatting",
        command: &["cargo", "fmt", "--all", "--check"],
        advice: "`cargo fmt --all` mends it",
        ..Step::BLANK
    },
    Step {
        says: "clippy, warnings denied",
        needs: &[Need::Debian(DESKTOP_BUILD)],
        command: &[
            "cargo",
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        advice: "the lints are named above; an exception is local and says why",
        ..Step::BLANK
    },
];

/// What we depend on. The advisory database is a matter of the nightly run: it needs a network.
pub(crate) const DENY: &[Step] = &[Step {
    says: "banned crates, licences, sources",
    needs: &[Need::Crate("cargo-deny", "0.20.2")],
    command: &["cargo", "deny", "--locked", "--workspace", "check", "bans", "licenses", "sources"],
    advice: "deny.toml names what to use instead",
    ..Step::BLANK
}];

/// Starting the app.
pub(crate) const DESKTOP: &[Step] = &[
    Step { is_base: true, ..UI_BUILD },
    Step {
        says: "desktop: building and starting the app",
        when: When::Folder("src-tauri"),
        needs: &[Need::Debian(DESKTOP_BUILD)],
        command: &[
            "cargo",
            "run",
            "--locked",
            "--release",
            "-p",
            DESKTOP_PACKAGE,
            "--features",
            "custom-protocol",
            "--",
        ],
        environment: WINDOW_PROFILE,
        advice: "the compiler's reason stands above; without a display there is no window",
        takes_arguments: true,
        ..Step::BLANK
    },
];

/// Packages of the desktop app for the system that this runs on, the command line inside.
pub(crate) const BUNDLE: &[Step] = &[
    Step { is_base: true, ..UI_BUILD },
    Step {
        says: "bundle: building the app",
        is_base: true,
        when: When::Folder("src-tauri"),
        needs: &[Need::Debian(DESKTOP_BUILD)],
        command: &["cargo", "build", "--locked", "--release", "-p", DESKTOP_PACKAGE],
        environment: WINDOW_PROFILE,
        advice: "the compiler's reason stands above",
        ..Step::BLANK
    },
    Step {
        // Apart from the app: it is the one that has to be as fast as it can.
        says: "bundle: building the command line that is shipped inside",
        is_base: true,
        command: &["cargo", "build", "--locked", "--release", "-p", "scrubjay-cli"],
        environment: &[("CARGO_TARGET_DIR", "target"), ("CARGO_PROFILE_RELEASE_STRIP", "symbols")],
        advice: "the compiler's reason stands above",
        ..Step::BLANK
    },
    Step {
        says: "bundle: packages, into target/release/bundle",
        when: When::Folder("src-tauri"),
        needs: &[Need::NodePackages("ui")],
        folder: "src-tauri",
        command: BUNDLER,
        environment: &[("CARGO_TARGET_DIR", "../target")],
        advice: "the bundler's reason stands above",
        takes_arguments: true,
        ..Step::BLANK
    },
];

#[cfg(not(any(windows, target_os = "macos")))]
const BUNDLER: &[&str] = &["npx", "--yes", TAURI_CLI, "bundle", "--bundles", "deb,rpm"];
#[cfg(target_os = "macos")]
const BUNDLER: &[&str] = &["npx", "--yes", TAURI_CLI, "bundle", "--bundles", "app,dmg"];
#[cfg(windows)]
const BUNDLER: &[&str] = &[
    "npx",
    "--yes",
    TAURI_CLI,
    "bundle",
    "--bundles",
    "msi,nsis",
    "--config",
    // Not in the configuration that a build reads: a build would want the file to be there.
    "bundle/windows.json",
];
/// Fetched when it is used: with its packages for each system in the lock file, `npm ci` fails where some are withheld.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// What is made from the rule pack. That it is up to date is a test of the same name.
pub(crate) const GEN: &[Step] = &[Step {
    says: "writing docs/services.md and docs/schema/ from the rules",
    command: &["cargo", "test", "--locked", "-p", "scrubjay-cli", "--test", "generated"],
    environment: &[("SCRUBJAY_BLESS", "1")],
    advice: "what failed is named above",
    ..Step::BLANK
}];

/// Expectations of the case folders, taken from what the program does now.
pub(crate) const BLESS: &[Step] = &[Step {
    says: "rewriting the expectations of test-hars/ and crates/cli/tests/cases/",
    command: &[
        "cargo",
        "test",
        "--locked",
        "-p",
        "scrubjay-cli",
        "--test",
        "hars",
        "--test",
        "cases",
    ],
    environment: &[("SCRUBJAY_BLESS", "1")],
    advice: "what failed is named above; some failures are no matter of expectation",
    ..Step::BLANK
}];

/// The pictures in docs/screens. They are read with the eyes, so no test holds them to be up to date.
pub(crate) const SCREENS: &[Step] = &[
    Step {
        says: "screens: the page of a report",
        is_base: true,
        command: &[
            "cargo",
            "run",
            "--locked",
            "-p",
            "scrubjay-scan",
            "--example",
            "report_page",
            "--",
            "clean",
            REPORT_PAGE,
        ],
        advice: "the reason stands above",
        ..Step::BLANK
    },
    Step {
        says: "screens: pictures, into docs/screens",
        when: When::Script("ui", "screens"),
        needs: &[Need::NodePackages("ui"), Need::Debian(&["chromium"])],
        folder: "ui",
        command: &["npm", "run", "screens"],
        environment: &[("REPORT_PAGE", "../target/report-page.html")],
        advice: "the reason stands above; `npm run screens` in ui/ repeats it",
        ..Step::BLANK
    },
];

const REPORT_PAGE: &str = "target/report-page.html";

const UI_BUILD: Step = Step {
    says: "screens: building",
    when: When::Script("ui", "build"),
    needs: &[Need::NodePackages("ui")],
    folder: "ui",
    command: &["npm", "run", "build"],
    advice: "the reason stands above; `npm run build` in ui/ repeats it",
    ..Step::BLANK
};

const DESKTOP_PACKAGE: &str = "scrubjay-desktop";

/// How the app is built for people: in minutes, and small.
///
/// Optimising over the borders of its five hundred crates takes longer than all else together and is not noticed in
/// a window. An environment and no profile of its own: the bundler looks for the program in `target/release`.
const WINDOW_PROFILE: &[(&str, &str)] = &[
    // The packages take what they hold from here.
    ("CARGO_TARGET_DIR", "target"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "none"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];
const DESKTOP_BUILD: &[&str] =
    &["libwebkit2gtk-4.1-dev", "librsvg2-dev", "libxdo-dev", "libssl-dev"];
const DESKTOP_DISPLAY: &[&str] =
    &["xvfb", "xauth", "dbus-x11", "xdotool", "python3-gi", "gir1.2-gtk-3.0"];
const DESKTOP_DRIVER: &[&str] = &["webkit2gtk-driver"];

/// Lists the steps of every task and whether they apply here.
pub(crate) fn list(root: &Path) {
    let tasks = [
        ("test", TEST),
        ("lint", LINT),
        ("deny", DENY),
        ("desktop", DESKTOP),
        ("bundle", BUNDLE),
        ("gen", GEN),
        ("bless", BLESS),
        ("screens", SCREENS),
    ];
    for (task, steps) in tasks {
        for step in steps {
            let applies = if step.when.holds(root) { "" } else { "  (nothing to do here)" };
            eprintln!("{task:8} {}{applies}", step.says);
        }
    }
}
