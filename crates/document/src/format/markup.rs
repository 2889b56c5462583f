//! HTML, XML and their kin: XHTML, SVG, SOAP, SAML, property lists, configuration files.
//!
//! The tokenizer is our own because spans are the product, and because pages are seldom
//! well-formed. Nothing here knows a document type: an element that holds a text gives it its
//! name in XML, attributes pair up as `name` and `value` in any order, and a neighbour names what
//! follows it. Scripts, styles, comments and declarations are handed on as text; entities are left
//! to the codec.

mod call;
mod cell;
mod copied;
mod name;
mod reader;
mod token;

use memchr::{memchr, memmem};

use super::{Declared, Format, Sink};

/// Reads markup.
pub struct Markup;

/// How far into the text the first tag may stand, and how far it is looked at.
const BEGINNING: usize = 1024;

impl Format for Markup {
    fn label(&self) -> &'static str {
        "markup"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        let beginning = &text[..text.len().min(BEGINNING)];
        let Some(first) = memchr(b'<', beginning) else { return false };
        let before = beginning[..first].trim_ascii();
        let before = before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before);
        let rest = &text[first..];
        if before.is_empty() {
            return is_document(rest);
        }
        // Markup behind words; behind anything like code it belongs to the code.
        let words = !before.iter().any(|byte| b"{}=;`\\".contains(byte));
        words
            && (is_document(rest) && is_known_tag(rest)
                || declared.mime_contains("html") && token::name_end(rest, 1).is_some())
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        reader::Reader::new(text, is_html(text)).read(to);
        call::walk(text, to);
    }
}

/// Whether a document begins here: a declaration, or a tag with something that belongs to tags
/// behind it. `<your-key>` alone is none.
fn is_document(text: &[u8]) -> bool {
    let near = &text[..text.len().min(4 * BEGINNING)];
    match near {
        [b'<', b'!', b'-', b'-', ..] => {
            memmem::find(near, b"-->").is_some() || near.len() < text.len()
        }
        [b'<', b'!', letter, ..] => letter.is_ascii_alphabetic() || *letter == b'[',
        [b'<', b'?', letter, ..] => letter.is_ascii_alphabetic(),
        [b'<', ..] => {
            let Some(name) = token::name_end(near, 1) else { return false };
            let end = memchr(b'>', near).unwrap_or(near.len());
            let attribute = name < end && memchr(b'=', &near[name..end]).is_some();
            attribute
                || memmem::find(near, b"</").is_some()
                || memmem::find(near, b"/>").is_some()
                || near.len() < text.len()
        }
        _ => false,
    }
}

fn is_known_tag(text: &[u8]) -> bool {
    match text.get(1) {
        Some(b'!' | b'?') => true,
        Some(_) => token::name_end(text, 1).is_some_and(|end| name::is_html_root(&text[1..end])),
        None => false,
    }
}

/// Whether a document is HTML: by its doctype or its first element.
fn is_html(text: &[u8]) -> bool {
    let near = &text[..text.len().min(4 * BEGINNING)];
    for at in memchr::memchr_iter(b'<', near) {
        let rest = &near[at..];
        if rest.len() >= 14 && rest[..2] == *b"<!" && rest[2..9].eq_ignore_ascii_case(b"doctype") {
            return rest[9..].trim_ascii_start()[..4.min(rest.len() - 9)]
                .eq_ignore_ascii_case(b"html");
        }
        if let Some(end) = token::name_end(rest, 1) {
            return name::is_html_root(&rest[1..end]);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn names_the_fields_of_a_page() {
        seen::check(
            &Markup,
            &[
                (
                    r#"<input type="hidden" value="t0k&amp;en" name="csrf_token">"#,
                    &[
                        "key input.type=hidden|html-entity",
                        "param input.csrf_token=t0k&en|html-entity",
                        "key input.name=csrf_token|html-entity",
                    ],
                ),
                (
                    "<INPUT NAME=sid VALUE=abc123 disabled><input id='pin' value='1'/>",
                    &[
                        "key INPUT.NAME=sid|html-entity",
                        "param INPUT.sid=abc123|html-entity",
                        "text INPUT=disabled",
                        "key input.id=pin|html-entity",
                        "param input.pin=1|html-entity",
                    ],
                ),
                (
                    r#"<input type="password" name="f1" value="hunter2">"#,
                    &[
                        "key input.type=password|html-entity",
                        "key input.name=f1|html-entity",
                        "param input.password=hunter2|html-entity",
                    ],
                ),
                (
                    r#"<meta content="v" property="csrf"><meta http-equiv="Set-Cookie" content="a=b">"#,
                    &[
                        "key meta.csrf=v|html-entity",
                        "key meta.property=csrf|html-entity",
                        "key meta.http-equiv=Set-Cookie|html-entity",
                        "responseheader meta.Set-Cookie=a=b|html-entity",
                    ],
                ),
                (
                    "<label>API key</label> <input value=k1>",
                    &["text label=API key|html-entity", "param input.API key=k1|html-entity"],
                ),
                (
                    "<form><textarea name=note>a <b> &lt;</textarea><select name=region><option value=eu>Europe</select></form>",
                    &[
                        "key form.textarea.name=note|html-entity",
                        "param form.textarea.note=a <b> <|html-entity",
                        "key form.select.name=region|html-entity",
                        "param form.select.option.region=eu|html-entity",
                        "param form.select.option.region=Europe|html-entity",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn names_by_neighbourhood() {
        seen::check(
            &Markup,
            &[
                (
                    "<table><tr><td>token</td><td><code>abc</code></td></tr></table>",
                    &[
                        "text table.tr.td=token|html-entity",
                        "key table.tr.td.code.token=abc|html-entity",
                    ],
                ),
                (
                    "<table><tr><th>user<th>secret<tr><td>anna<td>s3<tr><td>bob<td>s4</table>",
                    &[
                        "text table.tr.th=user|html-entity",
                        "text table.tr.th=secret|html-entity",
                        "key table.tr.td.user=anna|html-entity",
                        "key table.tr.td.secret=s3|html-entity",
                        "key table.tr.td.user=bob|html-entity",
                        "key table.tr.td.secret=s4|html-entity",
                    ],
                ),
                (
                    "<table><tr><th>Name</th><th>Value</th></tr><tr><td>token</td><td>s3</td></tr></table>",
                    &[
                        "text table.tr.th=Name|html-entity",
                        "text table.tr.th=Value|html-entity",
                        "key table.tr.td.Name=token|html-entity",
                        "key table.tr.td.token=s3|html-entity",
                    ],
                ),
                (
                    "<div><span>API key</span> <span>k3y99x</span></div><a>Token</a><a>Settings</a>",
                    &[
                        "text div.span=API key|html-entity",
                        "key div.span.API key=k3y99x|html-entity",
                        "text a=Token|html-entity",
                        "text a=Settings|html-entity",
                    ],
                ),
                (
                    "<table><tr><th>codes<td>CODE_A</tr><tr><th>encryptionKeyId2<td>k</table>",
                    &[
                        "text table.tr.th=codes|html-entity",
                        "key table.tr.td.codes=CODE_A|html-entity",
                        "text table.tr.th=encryptionKeyId2|html-entity",
                        "key table.tr.td.encryptionKeyId2=k|html-entity",
                    ],
                ),
                (
                    "<p>Your API key is <code>k3y99x</code>.</p><p>The token is <b>new</b>",
                    &[
                        "text p=Your API key is|html-entity",
                        "key p.code.Your API key=k3y99x|html-entity",
                        "text p=.|html-entity",
                        "text p=The token is|html-entity",
                        "text p.b=new|html-entity",
                    ],
                ),
                (
                    "<dl><dt>Password</dt><dd>hunter2</dd></dl><p><b>Token:</b> abc <i>and</i>",
                    &[
                        "text dl.dt=Password|html-entity",
                        "key dl.dd.Password=hunter2|html-entity",
                        "text p.b=Token:|html-entity",
                        "key p.Token=abc|html-entity",
                        "text p.i=and|html-entity",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn takes_the_parameter_of_a_type_for_no_element() {
        seen::check(
            &Markup,
            &[(
                "<p>A List<ISecret> of</p> <p>x<Pin>1234</Pin></p>",
                &[
                    "text p=A List|html-entity",
                    "text p=of|html-entity",
                    "text p=x|html-entity",
                    "key p.Pin=1234|html-entity",
                ],
            )],
        );
    }

    #[test]
    fn names_by_what_is_said_to_small_screens() {
        seen::check(
            &Markup,
            &[(
                "<table><tr><td data-label='API key'><code>k3</code></td><td data-th=Role>admin</td></tr>",
                &[
                    "key table.tr.td.data-label=API key|html-entity",
                    "key table.tr.td.code.API key=k3|html-entity",
                    "key table.tr.td.data-th=Role|html-entity",
                    "key table.tr.td.Role=admin|html-entity",
                ],
            )],
        );
    }

    #[test]
    fn names_the_texts_of_xml() {
        seen::check(
            &Markup,
            &[
                (
                    "<?xml version='1.0'?><s:Env><wsse:Password Type='x#Text'>a&amp;b</wsse:Password></s:Env>",
                    &[
                        "text =xml version=\\'1.0\\'",
                        "key Env.Password.Type=x#Text|html-entity",
                        "key Env.Password=a&b|html-entity",
                    ],
                ),
                (
                    "<Attribute Name='email'><saml:AttributeValue>anna</saml:AttributeValue></Attribute>",
                    &[
                        "key Attribute.Name=email|html-entity",
                        "key Attribute.email.AttributeValue=anna|html-entity",
                    ],
                ),
                (
                    "<r><entry key='pw'>v</entry><string name='api'>w</string><add key='k' value='x'/></r>",
                    &[
                        "key r.entry.key=pw|html-entity",
                        "key r.entry.pw=v|html-entity",
                        "key r.string.name=api|html-entity",
                        "key r.string.api=w|html-entity",
                        "key r.add.key=k|html-entity",
                        "key r.add.k=x|html-entity",
                    ],
                ),
                (
                    "<dict><key>token</key><string>t</string><key>list</key><array><string>u</string></array></dict>",
                    &[
                        "key dict.key=token|html-entity",
                        "key dict.string.token=t|html-entity",
                        "key dict.key=list|html-entity",
                        "key dict.array.list.string.list=u|html-entity",
                    ],
                ),
                (
                    "<m><name>password</name><value><string>p</string></value></m>",
                    &[
                        "key m.name=password|html-entity",
                        "key m.value.password.string.password=p|html-entity",
                    ],
                ),
                (
                    "<p:property name='password'><value><![CDATA[a<b&]]></value></p:property>",
                    &[
                        "key property.name=password|html-entity",
                        "key property.password.value.password=a<b&",
                    ],
                ),
                (
                    "<password name='main'>hunter2</password>",
                    &[
                        "key password.name=main|html-entity",
                        "key password.main (password)=hunter2|html-entity",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn hands_on_scripts_comments_and_what_is_no_tag() {
        seen::check(
            &Markup,
            &[
                (
                    "<html><script type=application/json id=state>{\"a\":1}</script><style>p{}</style>",
                    &[
                        "key html.script.type=application/json|html-entity",
                        "key html.script.id=state|html-entity",
                        "text html.script.state={\\\"a\\\":1}|application/json",
                        "text html.style=p{}",
                    ],
                ),
                (
                    "<p onclick=\"f('x')\">a <!-- old: <input value=q> --> b < c",
                    &[
                        "text p.onclick=f(\\'x\\')|html-entity",
                        "text p=a|html-entity",
                        "text p=old:",
                        "text p=<input value=q>",
                        "text p=b < c|html-entity",
                    ],
                ),
                (
                    "<!DOCTYPE html><p>see <https://a.example/?t=1>, <anna@a.example> <script>x",
                    &[
                        "text =DOCTYPE html",
                        "text p=see <https://a.example/?t=1>, <anna@a.example>|html-entity",
                        "text p.script=x",
                    ],
                ),
                ("<p title=\"open>x", &["key p.title=open|html-entity", "text p=x|html-entity"]),
            ],
        );
    }

    #[test]
    fn tells_markup_from_other_texts() {
        let accepts = |text: &str| Markup.accepts(text.as_bytes(), Declared::default());
        for text in [
            "<!doctype html>x",
            "<?xml version=\"1.0\"?><a/>",
            " \n<a>b</a>",
            "<br/>",
            "<input value=x>",
            "Please wait <form action='/x'><input></form>",
            "\u{feff}<a></a>",
            "<!-- x --><a/>",
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "",
            "<",
            "<hunter2>",
            "a < b",
            "<34>1 syslog",
            "if (a<b) x = '</b>'",
            "var x = '<p>a</p>'",
            "use <token> here",
            "<https://a.example/>",
            "1 <b",
            "<-- x",
            "{\"a\":\"<b></b>\"}",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        let page = "<!doctype html><!-- c1 --><p class=a1 data-x='b2'>t3<b>t4</b></p extra5>\
                    <script>s6</script><![CDATA[d7]]><?php e8 ?><textarea>f9";
        assert_eq!(
            seen::missed(&Markup, page.as_bytes()),
            "p class data x b b p script script CDATA textarea"
        );
    }

    #[test]
    fn survives_hostile_pages() {
        seen::survives(
            &Markup,
            &[
                "<",
                "<a",
                "<a ",
                "<a b=\"",
                "<a b='<",
                "<!--",
                "<![CDATA[",
                "<?x",
                "<!x",
                "</",
                "</a>",
                "<a>",
                "<a></b>",
                "<td>",
                "<script>",
                "<title>",
                "<textarea><",
                "<a/",
                "=\"",
                "<p b",
                "&",
                "<a\n=",
                "<table><tr><th>x",
                "<key>ab</key>",
                "a",
                " a=b",
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[<>/!?= \"'abtdpr\\-\\[\\]&;:\n]{0,120}") {
            seen::seen(&Markup, text);
        }

        #[test]
        fn survives_any_bytes(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            seen::seen(&Markup, bytes);
        }
    }
}
