//! The engine as the command line sets it up: rules, policy, key.

use std::path::Path;

use scrubjay_scan::{Engine, Key, Limits, Policy, PolicyError, Profile, Settings};

use crate::args;
use crate::own::{self, OwnRules};
use crate::printable::Printable;
use crate::source::{Source, read_text};
use crate::trouble::Trouble;

/// A key of fewer bytes could be guessed.
const SHORTEST_KEY_BYTES: usize = 16;

/// Builds the engine; also returns the files that steered it, which must never be written.
///
/// # Errors
///
/// When a file cannot be read, or a rule or the policy is broken.
pub(crate) fn build(engine: &args::Engine) -> Result<(Engine, Vec<Source>), Trouble> {
    let mut read = Vec::new();
    let own = match &engine.rules {
        Some(folder) => OwnRules::read(folder)?,
        None => OwnRules::default(),
    };
    let mut policy = match &engine.policy {
        Some(path) => {
            read.push(Source::open_file(path)?);
            read_policy(path, &own)?
        }
        None => Policy::default(),
    };
    match engine.profile {
        Some(args::Profile::Support) => policy.profile = Profile::Support,
        Some(args::Profile::Strict) => policy.profile = Profile::Strict,
        None => {}
    }
    let key = match &engine.key {
        Some(path) => {
            let source = Source::open_file(path)?;
            let key = read_key(path, &source)?;
            read.push(source);
            key
        }
        None => fresh_key()?,
    };
    let pack = policy.pack(&own.sources()).map_err(|error| own::refused(&error))?;
    let settings = Settings { limits: Limits::default(), policy, key, threads: None };
    Ok((Engine::new(pack, settings), read))
}

/// Reads a policy, and checks it against the rules it names.
///
/// # Errors
///
/// Names the line and column of what is wrong.
pub(crate) fn read_policy(path: &Path, own: &OwnRules) -> Result<Policy, Trouble> {
    let text = read_text(path)?;
    let name = Printable::path(path).to_string();
    let refused = |error: PolicyError| {
        Trouble::new(
            format!("cannot use the policy: {error}"),
            "`scrubjay policy check` tells whether it is mended",
        )
    };
    let policy = Policy::from_toml(&name, &text).map_err(refused)?;
    let all = policy.all_rules(&own.sources()).map_err(|error| {
        if error.file == name {
            return Trouble::new(
                format!("cannot use a rule of the policy: {error}"),
                "`scrubjay policy check` tells whether it is mended",
            );
        }
        own::refused(&error)
    })?;
    policy.check(&name, &all).map_err(refused)?;
    Ok(policy)
}

fn read_key(path: &Path, source: &Source) -> Result<Key, Trouble> {
    if source.bytes().len() < SHORTEST_KEY_BYTES {
        let what = format!("the key in {} is too short", Printable::path(path));
        return Err(Trouble::new(what, format!("use {SHORTEST_KEY_BYTES} random bytes or more")));
    }
    Ok(Key::from_bytes(source.bytes()))
}

/// A key that nobody knows and that is gone with the run.
fn fresh_key() -> Result<Key, Trouble> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| {
        Trouble::new("the system gave no random bytes", "use --key with a file of random bytes")
    })?;
    Ok(Key::from_bytes(&bytes))
}
