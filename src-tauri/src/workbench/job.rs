//! Work that takes a while: how far it is, said not too often, and a way to stop it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use scrubjay_scan::{Phase as EnginePhase, Progress as EngineProgress, Seen};

use super::case::count;
use super::marks::masked;
use super::rows::service;
use crate::wire::{FoundRow, Phase, Progress};

/// Messages to the window are at least this far apart.
const QUIET: Duration = Duration::from_millis(60);

/// A job names no more credentials than this: nobody reads more in the time, and the window holds what it was told.
const MOST_NAMED: usize = 40;

/// Says to a job that it should stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn ask(&self) {
        self.0.store(true, Relaxed);
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// How much of the whole each phase of a job is, so that the bar never goes back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares(pub(super) &'static [(Phase, f64)]);

pub(super) const SCANNING: Shares = Shares(&[
    (Phase::Reading, 0.05),
    (Phase::Finding, 0.6),
    (Phase::Echoes, 0.25),
    (Phase::Verifying, 0.1),
]);
pub(super) const EXPORTING: Shares = Shares(&[(Phase::Writing, 0.3), (Phase::Verifying, 0.7)]);
pub(super) const VERIFYING: Shares = Shares(&[
    (Phase::Reading, 0.05),
    (Phase::Finding, 0.25),
    (Phase::Echoes, 0.2),
    (Phase::Verifying, 0.5),
]);

/// Hears the engine and tells the window.
pub(super) struct Teller<'a> {
    shares: Shares,
    stop: &'a Stop,
    tell: &'a (dyn Fn(Progress) + Sync),
    done: AtomicU64,
    found: AtomicU64,
    place_count: AtomicU64,
    named: Mutex<Named>,
    state: Mutex<State>,
}

/// Credentials by name, on their way to the window.
#[derive(Default)]
struct Named {
    waiting: Vec<FoundRow>,
    count: usize,
}

struct State {
    phase: Phase,
    total: u64,
    begun: Instant,
    told: Option<Instant>,
    furthest: f64,
}

impl<'a> Teller<'a> {
    pub(super) fn new(
        shares: Shares,
        stop: &'a Stop,
        tell: &'a (dyn Fn(Progress) + Sync),
    ) -> Teller<'a> {
        let first = shares.0.first().map_or(Phase::Reading, |share| share.0);
        let state =
            State { phase: first, total: 0, begun: Instant::now(), told: None, furthest: 0.0 };
        let [done, found, place_count] = [0; 3].map(AtomicU64::new);
        let named = Mutex::default();
        Teller { shares, stop, tell, done, found, place_count, named, state: Mutex::new(state) }
    }

    /// A phase begins.
    pub(super) fn begin(&self, phase: Phase, total: u64) {
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.phase = phase;
            state.total = total;
            state.begun = Instant::now();
            state.told = None;
            self.done.store(0, Relaxed);
        }
        self.say();
    }

    fn named(&self) -> MutexGuard<'_, Named> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self) {
        let Ok(mut state) = self.state.try_lock() else { return };
        let now = Instant::now();
        if state.told.is_some_and(|told| now.duration_since(told) < QUIET) {
            return;
        }
        state.told = Some(now);
        let done = self.done.load(Relaxed);
        let before: f64 = self
            .shares
            .0
            .iter()
            .take_while(|(phase, _)| *phase != state.phase)
            .map(|(_, share)| share)
            .sum();
        let share = self
            .shares
            .0
            .iter()
            .find(|(phase, _)| *phase == state.phase)
            .map_or(0.0, |(_, share)| *share);
        let part = if state.total == 0 { 0.0 } else { (ratio(done, state.total)).min(1.0) };
        state.furthest = state.furthest.max(before + share * part).min(1.0);
        let millis = u64::try_from(now.duration_since(state.begun).as_millis()).unwrap_or(u64::MAX);
        let progress = Progress {
            phase: state.phase,
            fraction: state.furthest,
            bytes_per_second: if millis < 50 { 0 } else { done.saturating_mul(1000) / millis },
            credentials: count(usize::try_from(self.found.load(Relaxed)).unwrap_or(usize::MAX)),
            places: count(usize::try_from(self.place_count.load(Relaxed)).unwrap_or(usize::MAX)),
            found: std::mem::take(&mut self.named().waiting),
        };
        drop(state);
        (self.tell)(progress);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a bar of a few hundred pixels needs no more")]
fn ratio(done: u64, total: u64) -> f64 {
    done as f64 / total as f64
}

impl EngineProgress for Teller<'_> {
    fn phase(&self, phase: EnginePhase, total_bytes: u64) {
        let phase = match phase {
            EnginePhase::Reading => Phase::Reading,
            EnginePhase::Finding => Phase::Finding,
            EnginePhase::Echoes => Phase::Echoes,
            EnginePhase::Verifying => Phase::Verifying,
        };
        self.begin(phase, total_bytes);
    }

    fn advance(&self, bytes: u64) {
        self.done.fetch_add(bytes, Relaxed);
        self.say();
    }

    fn seen(&self, seen: &Seen<'_>) {
        let mut named = self.named();
        if named.count < MOST_NAMED {
            named.count += 1;
            named.waiting.push(FoundRow {
                service: service(seen.rule, seen.host.as_deref()),
                label: seen.rule.label.clone(),
                host: seen.host.clone(),
                masked: masked(&seen.masked),
            });
        }
    }

    fn found(&self, credentials: usize, places: usize) {
        self.found.store(credentials as u64, Relaxed);
        self.place_count.store(places as u64, Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.stop.is_asked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_throttled_and_never_goes_back() {
        let told = Mutex::new(Vec::new());
        let tell = |progress: Progress| told.lock().expect("no one panics").push(progress);
        let stop = Stop::default();
        let teller = Teller::new(SCANNING, &stop, &tell);
        for phase in [EnginePhase::Reading, EnginePhase::Finding, EnginePhase::Echoes] {
            teller.phase(phase, 10_000);
            for _ in 0..10_000 {
                teller.advance(1);
            }
        }
        let told = told.into_inner().expect("no one panics");
        assert!(told.len() < 40, "{} messages for 30,000 steps", told.len());
        assert!(
            told.windows(2).all(|pair| pair[0].fraction <= pair[1].fraction),
            "the bar goes back"
        );
        assert!(told.iter().all(|progress| progress.fraction <= 1.0));
    }

    #[test]
    fn names_a_bounded_number_of_credentials_each_once() {
        let told = Mutex::new(Vec::new());
        let tell = |progress: Progress| told.lock().expect("no one panics").extend(progress.found);
        let stop = Stop::default();
        let teller = Teller::new(SCANNING, &stop, &tell);
        let pack = scrubjay_scan::Pack::builtin().expect("the built-in rules compile");
        let rule = &pack.rules()[0];
        for number in 0..10_000 {
            let masked = scrubjay_scan::Masked { start: "abcd".to_owned(), length: number };
            teller.seen(&Seen { rule, host: Some("app.acme.example".to_owned()), masked });
            teller.advance(1);
        }
        teller.phase(EnginePhase::Echoes, 1);
        let told = told.into_inner().expect("no one panics");
        let lengths: Vec<u32> = told.iter().map(|row| row.masked.length).collect();
        assert_eq!(lengths, (0..40).collect::<Vec<u32>>());
    }

    #[test]
    fn hands_the_wish_to_stop_on() {
        let stop = Stop::default();
        let teller = Teller::new(SCANNING, &stop, &|_| ());
        assert!(!teller.is_cancelled());
        stop.ask();
        assert!(teller.is_cancelled());
    }
}
