//! Which elements and attributes name what stands in or beside them.

/// Elements of HTML whose names say nothing about their text. Sorted.
static PLAIN: &[u128] = &packed_all([
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "slot",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "title",
]);

/// The same, what is left of the alphabet. Sorted.
static PLAIN_REST: &[u128] =
    &packed_all(["th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr"]);

/// Elements of HTML with which no other kind of document begins. Sorted.
static HTML_ROOTS: &[u128] = &packed_all([
    "a",
    "article",
    "aside",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "code",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "li",
    "main",
    "meta",
    "nav",
    "noscript",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "turbo-frame",
    "turbo-stream",
    "ul",
]);

/// Elements of HTML without an end. Sorted.
static VOID: &[u128] = &packed_all([
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
]);

/// Elements of XML that only hold: an attribute or a neighbour says what they hold. Sorted.
static HOLDERS: &[u128] = &packed_all([
    "add",
    "arg",
    "argument",
    "array",
    "attribute",
    "base64",
    "boolean",
    "cell",
    "col",
    "column",
    "config",
    "content",
    "data",
    "date",
    "dict",
    "element",
    "entry",
    "env",
    "field",
    "header",
    "input",
    "int",
    "integer",
    "item",
    "list",
    "node",
    "number",
    "option",
    "pair",
    "param",
    "param-value",
    "parameter",
    "property",
    "real",
    "set",
    "setting",
    "string",
    "struct",
    "text",
    "v",
    "val",
    "value",
]);

/// Elements of XML that name the element behind them. Sorted.
static NAMES: &[u128] = &packed_all([
    "attributename",
    "field",
    "fieldname",
    "header",
    "headername",
    "k",
    "key",
    "keyname",
    "n",
    "name",
    "param-name",
    "paramname",
    "property",
    "propertyname",
    "variable",
    "varname",
]);

/// A name of up to 16 letters as a number: names differ in case when the numbers are equal.
fn packed(name: &[u8]) -> u128 {
    let mut lower = [0u8; 16];
    let Some(place) = lower.get_mut(..name.len()) else { return 0 };
    place.copy_from_slice(name);
    lower.make_ascii_lowercase();
    u128::from_be_bytes(lower)
}

const fn packed_all<const N: usize>(names: [&str; N]) -> [u128; N] {
    let mut all = [0; N];
    let mut index = 0;
    while index < N {
        let name = names[index].as_bytes();
        let mut place = 0;
        while place < 16 {
            let byte = if place < name.len() { name[place] } else { 0 };
            all[index] = all[index] << 8 | byte as u128;
            place += 1;
        }
        index += 1;
    }
    all
}

fn is_in(table: &[u128], name: &[u8]) -> bool {
    table.binary_search(&packed(name)).is_ok()
}

/// Whether the text of this element of an HTML document goes without a name.
pub(super) fn is_plain(name: &[u8]) -> bool {
    is_in(PLAIN, name) || is_in(PLAIN_REST, name)
}

/// Whether a document that begins with this element is HTML.
pub(super) fn is_html_root(name: &[u8]) -> bool {
    is_in(HTML_ROOTS, name)
}

/// Whether this element of an HTML document has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    is_in(VOID, name)
}

/// Whether this element of an XML document only holds what something else names.
pub(super) fn is_holder(name: &[u8]) -> bool {
    is_in(HOLDERS, name)
}

/// Whether the text of this element of an XML document names the element behind it.
pub(super) fn is_naming(name: &[u8]) -> bool {
    is_in(NAMES, name)
}

/// Whether an open element ends where `next` begins, as HTML lets it.
pub(super) fn ends_before(open: &[u8], next: &[u8]) -> bool {
    let is =
        |name: &[u8], any: &[&str]| any.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()));
    match next.len() {
        1 => is(next, &["p"]) && is(open, &["p"]),
        2 if is(next, &["td", "th"]) => is(open, &["td", "th"]),
        2 if is(next, &["tr"]) => is(open, &["td", "th", "tr"]),
        2 if is(next, &["dt", "dd"]) => is(open, &["dt", "dd"]),
        2 => is(next, &["li"]) && is(open, &["li"]),
        6 => is(next, &["option"]) && is(open, &["option"]),
        _ => false,
    }
}

/// Whether a text could be the name of what stands beside it: a few short words.
pub(super) fn is_label(text: &[u8]) -> bool {
    (2..=48).contains(&text.len())
        && (text[0].is_ascii_alphabetic() || matches!(text[0], b'_' | b'$' | b':' | b'@'))
        && text.iter().filter(|&&byte| byte == b' ').count() < 4
        && text.iter().all(|&byte| {
            byte.is_ascii_alphanumeric() || b"_-. :$/()[]'@".contains(&byte) || byte >= 0x80
        })
}

/// Whether a column of this name holds the values of what the column before it names.
pub(super) fn is_value_word(text: &[u8]) -> bool {
    const WORDS: [&str; 9] =
        ["value", "values", "val", "content", "data", "setting", "wert", "valeur", "valor"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
}

/// The part of a name behind its namespace prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    match memchr::memrchr(b':', name) {
        Some(colon) if colon + 1 < name.len() => &name[colon + 1..],
        Some(_) | None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_tables_sorted() {
        for table in [PLAIN, PLAIN_REST, HTML_ROOTS, VOID, HOLDERS, NAMES] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
