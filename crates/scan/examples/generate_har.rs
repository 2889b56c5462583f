//! Writes a large HAR as Chrome would export it, for benchmarks. Equal arguments give equal files.
//!
//! `cargo run --release -p scrubjay-scan --example generate_har -- MEGABYTES OUT [OPTIONS]`
//!
//! - `--entries N`: N entries with tiny bodies, whatever the size comes to;
//! - `--credentials N`: so many different credentials (60 when not given, at least 3);
//! - `--one-line`: no line break and no indentation anywhere;
//! - `--seed N`: another file of the same kind.
//!
//! About 6,000 strings a megabyte, 92 % of the bytes in strings, and 40 places of a credential a
//! megabyte: cookies, bearer tokens, parameters, bodies.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for developers")]
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "examples stand where the faces stand: they read arguments and write files"
)]

#[path = "generate_har/json.rs"]
mod json;
#[allow(dead_code, reason = "the test bed uses the rest")]
#[path = "../tests/planted/make/mod.rs"]
mod make;
#[path = "generate_har/pieces.rs"]
mod pieces;

use std::fs::File;
use std::io;
use std::process::ExitCode;

use json::Out;
use make::encode::{base64, percent};
use make::random::{DIGITS, HEX, LOWER, Random};
use make::token;
use pieces::{bearer, function, item, pick, row, rule};

const USAGE: &str =
    "generate_har MEGABYTES OUT [--entries N] [--credentials N] [--one-line] [--seed N]";

/// What the command line asks for.
struct Order {
    bytes: u64,
    path: String,
    entries: Option<u64>,
    credentials: usize,
    one_line: bool,
    seed: u64,
}

impl Order {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut order = Self {
            bytes: arguments.next()?.parse::<u64>().ok()?.checked_mul(1_000_000)?,
            path: arguments.next()?,
            entries: None,
            credentials: 60,
            one_line: false,
            seed: 1,
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--one-line" => order.one_line = true,
                "--entries" => order.entries = Some(arguments.next()?.parse().ok()?),
                "--credentials" => {
                    order.credentials = arguments.next()?.parse::<usize>().ok()?.max(3);
                }
                "--seed" => order.seed = arguments.next()?.parse().ok()?,
                _ => return None,
            }
        }
        Some(order)
    }
}

fn main() -> ExitCode {
    let Some(order) = Order::read(std::env::args().skip(1)) else {
        eprintln!("usage: {USAGE}");
        return ExitCode::from(3);
    };
    match write(&order) {
        Ok(facts) => {
            println!(
                "{}: {} bytes, {} entries, {} places of {} credentials",
                order.path, facts.bytes, facts.entries, facts.places, order.credentials
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write {}: {error}", order.path);
            ExitCode::from(3)
        }
    }
}

struct Facts {
    bytes: u64,
    entries: u64,
    places: u64,
}

fn write(order: &Order) -> io::Result<Facts> {
    let mut out = Out::new(File::create(&order.path)?, order.one_line);
    let mut scene = Scene::new(order);
    out.open(None, '{')?;
    out.open(Some("log"), '{')?;
    out.text("version", "1.2")?;
    out.open(Some("creator"), '{')?;
    out.text("name", "WebInspector")?;
    out.text("version", "537.36")?;
    out.close('}')?;
    out.open(Some("pages"), '[')?;
    out.close(']')?;
    out.open(Some("entries"), '[')?;
    let mut entries = 0;
    while order.entries.map_or(out.written < order.bytes, |count| entries < count) {
        scene.entry(&mut out, order.entries.is_some())?;
        entries += 1;
    }
    out.close(']')?;
    out.close('}')?;
    out.close('}')?;
    out.finish()?;
    Ok(Facts { bytes: out.written, entries, places: scene.places })
}

/// What an answer may hold.
#[derive(Clone, Copy)]
enum Kind {
    Json,
    Script,
    Html,
    Style,
    Image,
    Nothing,
}

/// The credentials and the pieces that bodies are made of.
struct Scene {
    random: Random,
    sessions: Vec<String>,
    bearers: Vec<String>,
    others: Vec<String>,
    pools: [Vec<String>; 4],
    image: String,
    places: u64,
    clock_ms: u64,
}

impl Scene {
    fn new(order: &Order) -> Self {
        let mut random = Random::new(order.seed);
        let (mut sessions, mut bearers, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..order.credentials {
            match at % 3 {
                0 => sessions.push(token::url_safe(&mut random)),
                1 => bearers.push(bearer(&mut random)),
                _ => others.push(token::letters(&mut random)),
            }
        }
        let makers: [fn(&mut Random) -> String; 4] = [item, function, row, rule];
        let pools = makers
            .map(|maker| (0..1500).map(|_| make::encode::json(&maker(&mut random))).collect());
        let image = base64(random.bytes(1 << 20));
        Self { random, sessions, bearers, others, pools, image, places: 0, clock_ms: 0 }
    }

    fn kind(&mut self) -> (Kind, usize) {
        let (kind, from, to) = match self.random.below(100) {
            0..46 => (Kind::Json, 800, 17_000),
            46..59 => (Kind::Script, 9_000, 130_000),
            59..64 => (Kind::Html, 6_000, 50_000),
            64..70 => (Kind::Style, 4_000, 44_000),
            70..85 => (Kind::Image, 1_000, 46_000),
            _ => (Kind::Nothing, 0, 1),
        };
        (kind, self.random.between(from, to))
    }

    fn entry(&mut self, out: &mut Out, is_tiny: bool) -> io::Result<()> {
        let (kind, size) = if is_tiny { (Kind::Json, 40) } else { self.kind() };
        let host = format!("app{}.nimbusdesk.example", self.random.below(9));
        let id = self.random.uuid();
        let (path, mime) = match kind {
            Kind::Json => (format!("/api/v2/tickets/{id}"), "application/json"),
            Kind::Script => (format!("/static/js/{id}.chunk.js"), "application/javascript"),
            Kind::Html => (format!("/inbox/{id}"), "text/html; charset=utf-8"),
            Kind::Style => (format!("/static/css/{id}.css"), "text/css"),
            Kind::Image => (format!("/static/img/{id}.png"), "image/png"),
            Kind::Nothing => (format!("/collect/{id}"), "text/plain"),
        };
        let chance = self.random.below(100);
        let query = match chance {
            0..4 => {
                self.places += 3;
                let value = pick(&mut self.random, &self.others).clone();
                format!("page=2&access_token={value}&lang=en")
            }
            4..60 => format!("page={}&sort=-updated_at", self.random.below(40)),
            _ => String::new(),
        };
        let target = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };

        out.open(None, '{')?;
        if !is_tiny {
            self.initiator(out, &host)?;
        }
        out.text("_priority", "High")?;
        out.text("_resourceType", "fetch")?;
        out.open(Some("cache"), '{')?;
        out.close('}')?;
        out.text("connection", &id[..6])?;
        self.request(out, &host, &target, &query, is_tiny)?;
        self.response(out, kind, size, mime, is_tiny)?;
        out.text("serverIPAddress", "203.0.113.9")?;
        self.clock_ms += 17;
        let seconds = self.clock_ms / 1000;
        let started = format!(
            "2026-03-04T{:02}:{:02}:{:02}.{:03}Z",
            seconds / 3600 % 24,
            seconds / 60 % 60,
            seconds % 60,
            self.clock_ms % 1000
        );
        out.text("startedDateTime", &started)?;
        out.bare("time", &format!("{}.25", self.random.below(900)))?;
        out.open(Some("timings"), '{')?;
        for name in ["blocked", "dns", "ssl", "connect", "send", "wait", "receive"] {
            out.bare(name, "-1")?;
        }
        out.close('}')?;
        out.close('}')
    }

    fn initiator(&mut self, out: &mut Out, host: &str) -> io::Result<()> {
        out.open(Some("_initiator"), '{')?;
        out.text("type", "script")?;
        out.open(Some("stack"), '{')?;
        out.open(Some("callFrames"), '[')?;
        for _ in 0..self.random.below(4) {
            out.open(None, '{')?;
            out.text("functionName", &self.random.text(LOWER, 2))?;
            out.text("scriptId", "17")?;
            let build = self.random.text(HEX, 20);
            out.text("url", &format!("https://{host}/static/js/main.{build}.js"))?;
            out.bare("lineNumber", "1")?;
            out.bare("columnNumber", &self.random.below(90_000).to_string())?;
            out.close('}')?;
        }
        out.close(']')?;
        out.close('}')?;
        out.close('}')
    }

    fn request(
        &mut self,
        out: &mut Out,
        host: &str,
        target: &str,
        query: &str,
        is_tiny: bool,
    ) -> io::Result<()> {
        let cookie = (self.random.below(100) < 30).then(|| {
            self.places += 2;
            (pick(&mut self.random, &self.sessions).clone(), self.random.text(DIGITS, 9))
        });
        out.open(Some("request"), '{')?;
        out.text("method", "GET")?;
        out.text("url", &format!("https://{host}{target}"))?;
        out.text("httpVersion", "h2")?;
        out.open(Some("headers"), '[')?;
        out.pair(":authority", host)?;
        out.pair(":method", "GET")?;
        out.pair(":path", target)?;
        if self.random.below(100) < 22 {
            self.places += 1;
            let value = pick(&mut self.random, &self.bearers).clone();
            out.pair("authorization", &format!("Bearer {value}"))?;
        }
        if let Some((session, visitor)) = &cookie {
            let line = format!("_ga=GA1.2.{visitor}.1790000000; deskSession={session}; theme=dark");
            out.pair("cookie", &line)?;
        }
        if !is_tiny {
            out.pair("accept", "application/json, text/plain, */*")?;
            out.pair("referer", &format!("https://{host}/inbox"))?;
            out.pair("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")?;
            out.pair("x-request-id", &self.random.uuid())?;
        }
        out.close(']')?;
        out.open(Some("queryString"), '[')?;
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            out.pair(name, value)?;
        }
        out.close(']')?;
        out.open(Some("cookies"), '[')?;
        if let Some((session, visitor)) = &cookie {
            out.pair("_ga", &format!("GA1.2.{visitor}.1790000000"))?;
            out.pair("deskSession", session)?;
            out.pair("theme", "dark")?;
        }
        out.close(']')?;
        out.bare("headersSize", "-1")?;
        out.bare("bodySize", "0")?;
        out.close('}')
    }

    fn response(
        &mut self,
        out: &mut Out,
        kind: Kind,
        size: usize,
        mime: &str,
        is_tiny: bool,
    ) -> io::Result<()> {
        out.open(Some("response"), '{')?;
        out.bare("status", "200")?;
        out.text("statusText", "")?;
        out.text("httpVersion", "h2")?;
        out.open(Some("headers"), '[')?;
        out.pair("content-type", mime)?;
        if !is_tiny {
            out.pair("cache-control", "private, max-age=0, must-revalidate")?;
            out.pair("etag", &format!("W/\\\"{}\\\"", self.random.text(HEX, 32)))?;
            out.pair("vary", "Accept-Encoding, Authorization")?;
            out.pair("cf-ray", &format!("{}-FRA", self.random.text(HEX, 16)))?;
        }
        if self.random.below(100) < 4 {
            self.places += 1;
            let value = pick(&mut self.random, &self.sessions);
            let line = format!("deskSession={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
            out.pair("set-cookie", &line)?;
        }
        out.close(']')?;
        out.open(Some("cookies"), '[')?;
        out.close(']')?;
        out.open(Some("content"), '{')?;
        out.bare("size", &size.to_string())?;
        out.text("mimeType", mime)?;
        self.body(out, kind, size)?;
        out.close('}')?;
        out.text("redirectURL", "")?;
        out.bare("headersSize", "-1")?;
        out.bare("bodySize", "-1")?;
        out.bare("_transferSize", &(size / 3).to_string())?;
        out.text("_error", "")?;
        out.close('}')
    }

    fn body(&mut self, out: &mut Out, kind: Kind, size: usize) -> io::Result<()> {
        let (pool, head, between, tail) = match kind {
            Kind::Json => (0, "{\\\"data\\\":[", ",", "],\\\"next\\\":null"),
            Kind::Script => (1, "(()=>{\\\"use strict\\\";", ";", "})();"),
            Kind::Html => {
                (2, "<!DOCTYPE html>\\n<html lang=\\\"en\\\"><body>\\n", "\\n", "</body></html>\\n")
            }
            Kind::Style => (3, "@charset \\\"utf-8\\\";", "", "\\n"),
            Kind::Image => {
                let size = (size * 4 / 3).min(self.image.len() / 2) / 4 * 4;
                let from = self.random.below(self.image.len() - size) / 4 * 4;
                out.texts("text", ["iVBORw0KGgoAAAANSUhEUgAA", &self.image[from..from + size]])?;
                return out.text("encoding", "base64");
            }
            Kind::Nothing => return Ok(()),
        };
        let secret = match kind {
            Kind::Json if self.random.below(100) < 6 => {
                self.places += 1;
                let bearers = self.random.below(2) == 0;
                let list = if bearers { &self.bearers } else { &self.others };
                let value = pick(&mut self.random, list);
                format!(",\\\"access_token\\\":\\\"{value}\\\"}}")
            }
            Kind::Json => "}".to_owned(),
            Kind::Html => {
                self.places += 1;
                let value = pick(&mut self.random, &self.others);
                let value = percent(value);
                format!("<input type=\\\"hidden\\\" name=\\\"csrf_token\\\" value=\\\"{value}\\\">")
            }
            Kind::Script | Kind::Style | Kind::Image | Kind::Nothing => String::new(),
        };
        let mut pieces = vec![head];
        let mut length = 0;
        while length < size {
            let piece = pick(&mut self.random, &self.pools[pool]);
            length += piece.len() + between.len();
            pieces.extend([piece.as_str(), between]);
        }
        pieces.pop();
        pieces.extend([tail, &secret]);
        out.texts("text", pieces)
    }
}
