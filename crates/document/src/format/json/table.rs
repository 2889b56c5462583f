//! Names that stand further away than beside their value: the columns of a table for its rows,
//! the object that describes a field for the field's value.
//!
//! `{"columns": ["user", "token"], "rows": [["anna", "…"]]}` in either order, a list of lists whose
//! first one names the others, `{"attributes": {"name": "token"}, "value": "…"}`.

use super::held::{HELD_BACK, Held, PAIR};
use super::name::{is_identifier, unescape};
use super::reader::{Frame, Reader};
use super::{Context, Field, Segment, Sink, keys};
use crate::json::lexer::{Lexer, Token};
use crate::span::Span;

/// How many containers further out the columns of a row may stand.
const OUTWARD: usize = 4;
/// In containers nested deeper nothing is looked for behind the rows.
const DEEP: usize = 32;
/// A list that is longer than this does not wait for the names of its columns.
const AHEAD: usize = 1 << 20;

impl Reader<'_> {
    /// Lets the container around `frame`, which is about to close, know what it says of others.
    pub(super) fn tell_around(&mut self, frame: &Frame) {
        let held = &self.held[frame.held..];
        let Some(parent) = self.frames.last_mut() else { return };
        let text = self.text;
        if !frame.object {
            // `"selectors": [["#password"], ["aria/Password"]]`
            if keys::SELECTORS.hold(frame.key.slice(text)) {
                let first = held.iter().find(|held| held.is_string()).map(|held| held.value);
                parent.about = parent.about.or(first).or(frame.about);
            }
            // `{"loc": ["body", "password"], "input": "…"}`, as pydantic tells what it refuses.
            if frame.key.slice(text) == b"loc" && parent.object {
                let last = held.iter().rfind(|held| held.is_string()).map(|held| held.value);
                parent.about = parent.about.or(last);
            }
            let names = keys::COLUMNS.hold(frame.key.slice(text)) && parent.object;
            let all = held.len() == frame.index && !frame.spilled && !held.is_empty();
            if names && all && held.iter().all(Held::is_string) {
                parent.columns = held.iter().map(|held| held.value).collect();
            } else if names && !frame.columns.is_empty() {
                parent.columns.clone_from(&frame.columns);
            }
            return;
        }
        if !parent.object {
            // `"columns": [{"name": "token"}]`
            if keys::COLUMNS.hold(parent.key.slice(text))
                && let Some(name) = held.iter().find(|held| held.is_name(text))
            {
                parent.columns.push(name.value);
            }
            return;
        }
        if parent.columns.is_empty() && !frame.columns.is_empty() {
            parent.columns.clone_from(&frame.columns);
        }
        if keys::ABOUT.hold(frame.key.slice(text)) {
            let password = |held: &&Held| {
                held.value.slice(text).eq_ignore_ascii_case(b"password")
                    && held.key.slice(text).eq_ignore_ascii_case(b"type")
            };
            let name = || held.iter().find(|held| held.is_name(text));
            parent.about = held.iter().find(password).or_else(name).map(|held| held.value);
        }
    }

    /// What names a value of an object in which nothing else does: the object that describes it, or
    /// the column that it stands in.
    pub(super) fn name_around(&self, frame: &Frame, held: &[Held]) -> Option<(Span, usize)> {
        let is_value = |held: &Held| keys::VALUES.hold(held.key.slice(self.text));
        let is_input = |held: &Held| frame.about.is_some() && held.key.slice(self.text) == b"input";
        let value = held.iter().position(is_value).or_else(|| held.iter().position(is_input))?;
        // `{"key": "token", "value": {"stringValue": "…"}}`
        let named = frame.named.filter(|_| held.len() <= PAIR);
        if let Some(about) = named.or(frame.about).filter(|about| about.len() <= 512) {
            return Some((about, value));
        }
        if !frame.element || held.len() > 1 || frame.index > 1 {
            return None;
        }
        // `"row": [{"v": "anna"}, {"v": "…"}]`
        let place = self.frames.last()?.index.checked_sub(1)?;
        let table = self.table()?;
        table.columns.get(place).map(|&name| (name, value))
    }

    /// Hands on a list whose elements stand in named columns. Returns whether that is all there is
    /// to say of it.
    pub(super) fn emit_row(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) -> bool {
        if !frame.element || held.len() < PAIR || held.len() != frame.index {
            return false;
        }
        if let Some(name) = self.column_of(frame) {
            for element in held {
                to.value(&Field {
                    codec: Some(element.codec),
                    context: Context::Key,
                    segment: Some(Segment::Index(element.index)),
                    name: unescape(self.text, name),
                    ..Field::text(element.value)
                });
            }
            return true;
        }
        let Some(table) = self.table().filter(|table| table.columns.len() == held.len()) else {
            return false;
        };
        // Two strings may just as well be a name and its value.
        let pair = !table.object && held.len() == PAIR;
        for (column, element) in table.columns.iter().zip(held).skip(usize::from(pair)) {
            let name = unescape(self.text, *column);
            to.value(&Field {
                codec: Some(element.codec),
                context: Context::Key,
                segment: Some(Segment::Name(&name)),
                name: name.clone(),
                ..Field::text(element.value)
            });
        }
        !pair
    }

    /// The name of the column that a list is all of: `{"schema": {"fields": […]}, "data": {"values":
    /// [[…], […]]}}`, as Grafana writes its frames.
    fn column_of(&self, frame: &Frame) -> Option<Span> {
        let [.., data, list] = self.frames.as_slice() else { return None };
        let is = |frame: &Frame, name: &[u8]| frame.key.slice(self.text) == name;
        if frame.object || !is(list, b"values") || !is(data, b"data") || !data.object {
            return None;
        }
        self.table()?.columns.get(list.index.checked_sub(1)?).copied()
    }

    /// Takes the first of several rows for the names of the columns, if it could be that.
    pub(super) fn take_header(&mut self, frame: &Frame) {
        if !frame.element || frame.object || frame.spilled || self.table().is_some() {
            return;
        }
        let held = &self.held[frame.held..];
        let is_head = |held: &Held| held.is_string() && is_identifier(held.value.slice(self.text));
        let all = held.len() == frame.index && held.len() >= PAIR && held.iter().all(is_head);
        if let Some(parent) = self.frames.last_mut().filter(|parent| !parent.object)
            && all
            && parent.index == 1
        {
            parent.columns = held.iter().map(|held| held.value).collect();
        }
    }

    /// The nearest container that knows columns.
    fn table(&self) -> Option<&Frame> {
        self.frames.iter().rev().take(OUTWARD).find(|frame| !frame.columns.is_empty())
    }

    /// Looks for the names of columns behind the rows of a list of lists that has just been opened,
    /// once in each object.
    pub(super) fn look_ahead(&mut self) {
        let depth = self.frames.len();
        let at = self.lexer.at();
        let near = &self.text[at..self.text.len().min(at + 256)];
        let rows = near.trim_ascii_start().starts_with(b"[") && near.contains(&b'"');
        let Some(parent) = self.frames.last_mut().filter(|parent| parent.object) else { return };
        if !rows || parent.ahead || !parent.columns.is_empty() || depth > DEEP {
            return;
        }
        parent.ahead = true;
        parent.columns = columns_behind(self.text, self.lexer.clone());
    }
}

/// The names of columns in the members behind the list that `lexer` has just entered.
fn columns_behind(text: &[u8], mut lexer: Lexer<'_>) -> Vec<Span> {
    let end = lexer.at() + AHEAD;
    let (mut depth, mut listed, mut key) = (1, 0, Span::new(0, 0));
    let mut columns = Vec::new();
    // First the list itself is passed over.
    while depth > 0 && lexer.at() < end {
        match lexer.token() {
            Token::ArrayStart(_) | Token::ObjectStart(_) => depth += 1,
            Token::ArrayEnd(_) | Token::ObjectEnd(_) => depth -= 1,
            Token::End(_) | Token::Broken(_) | Token::Cut(_) => return columns,
            Token::Key(_) | Token::String(_) | Token::Scalar(_) => {}
        }
    }
    while lexer.at() < end {
        match lexer.token() {
            Token::Key(span) => key = span,
            Token::ArrayStart(_) => {
                depth += 1;
                if depth <= 3 && keys::COLUMNS.hold(key.slice(text)) {
                    listed = depth;
                }
            }
            Token::ObjectStart(_) => depth += 1,
            Token::ArrayEnd(_) | Token::ObjectEnd(_) if depth == 0 => break,
            Token::ArrayEnd(_) | Token::ObjectEnd(_) => {
                depth -= 1;
                if listed > depth && !columns.is_empty() {
                    return columns;
                }
                listed = listed.min(depth);
            }
            Token::String(span) => {
                let named = depth == listed + 1 && keys::NAMES.hold(key.slice(text));
                if listed > 0 && columns.len() < HELD_BACK && (depth == listed || named) {
                    columns.push(span);
                }
            }
            Token::Scalar(_) => {}
            Token::End(_) | Token::Broken(_) | Token::Cut(_) => break,
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Json;

    #[test]
    fn names_cells_by_their_column() {
        seen::check(
            &Json,
            &[
                (
                    r#"{"columns":["user","token"],"rows":[["anna","t1"],["bob",2]]}"#,
                    &[
                        "key columns.[0] (columns)=user|json-string",
                        "key columns.[1] (columns)=token|json-string",
                        "key rows.[0].user=anna|json-string",
                        "key rows.[0].token=t1|json-string",
                        "key rows.[1].user=bob|json-string",
                        "key rows.[1].token=2|json-scalar",
                    ],
                ),
                (
                    r#"{"data":{"rows":[[1,"t1"]],"cols":[{"name":"id"},{"name":"token","type":"x"}]}}"#,
                    &[
                        "key data.rows.[0].id=1|json-scalar",
                        "key data.rows.[0].token=t1|json-string",
                        "key data.cols.[0].name=id|json-string",
                        "key data.cols.[1].name=token|json-string",
                        "key data.cols.[1].type=x|json-string",
                    ],
                ),
                (
                    r#"{"schema":{"fields":[{"name":"id"},{"name":"token"}]},"rows":[{"f":[{"v":"1"},{"v":"t1"}]}]}"#,
                    &[
                        "key schema.fields.[0].name=id|json-string",
                        "key schema.fields.[1].name=token|json-string",
                        "key rows.[0].f.id=1|json-string",
                        "key rows.[0].f.token=t1|json-string",
                    ],
                ),
                (
                    r#"[["id","user","token"],["1","anna","t1"],["2"]]"#,
                    &[
                        "text [0].[0]=id|json-string",
                        "text [0].[1]=user|json-string",
                        "text [0].[2]=token|json-string",
                        "key [1].id=1|json-string",
                        "key [1].user=anna|json-string",
                        "key [1].token=t1|json-string",
                        "text [2].[0]=2|json-string",
                    ],
                ),
                (
                    r#"{"a":[["region","eu"],["token","t1 x"]]}"#,
                    &[
                        "key a.[0].[0] (a)=region|json-string",
                        "key a.[0].[1] (a)=eu|json-string",
                        "key a.[1].eu=t1 x|json-string",
                        "text a.[1].[0]=token|json-string",
                        "key a.[1].token=t1 x|json-string",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn names_a_value_by_what_describes_its_field() {
        seen::check(
            &Json,
            &[
                (
                    r#"{"tag":"input","attributes":{"type":"password","name":"f1"},"value":"hunter2"}"#,
                    &[
                        "key attributes.type=password|json-string",
                        "key attributes.name=f1|json-string",
                        "key tag=input|json-string",
                        "key password=hunter2|json-string",
                    ],
                ),
                (
                    r#"{"value":"t1","target":{"name":"token","id":"x"},"name":"save"}"#,
                    &[
                        "key target.name=token|json-string",
                        "key target.id=x|json-string",
                        "key name=save|json-string",
                        "key save=t1|json-string",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn looks_behind_the_rows_once_in_each_object() {
        let lists: String = (0..2000).map(|n| format!(r#""k{n}":[["a","b"]],"#)).collect();
        let text = format!(r#"{{{lists}"end":1}}"#);
        assert_eq!(seen::seen(&Json, &text).len(), 2000 * 2 + 1);
    }
}
