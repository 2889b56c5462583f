//! The types of a program: generic ones, and one of several.

/// `Optional[int]`, `dict[str, Any]`, `Record<string, Token>`, `typing.List[str]`.
pub(super) fn is_type(value: &str) -> bool {
    const GENERIC: [&str; 44] = [
        "Annotated",
        "Arc",
        "Array",
        "Awaitable",
        "Box",
        "Callable",
        "ClassVar",
        "Collection",
        "Coroutine",
        "DefaultDict",
        "Dict",
        "Final",
        "FrozenSet",
        "Generator",
        "HashMap",
        "IEnumerable",
        "Iterable",
        "Iterator",
        "List",
        "Literal",
        "Map",
        "Mapping",
        "MutableMapping",
        "Nullable",
        "Observable",
        "Option",
        "Optional",
        "Partial",
        "Pick",
        "Promise",
        "Readonly",
        "ReadonlyArray",
        "Record",
        "Required",
        "Result",
        "Sequence",
        "Set",
        "Task",
        "Tuple",
        "Type",
        "Union",
        "Vec",
        "dict",
        "list",
    ];
    let Some(open) = value.find(['[', '<']) else { return false };
    let (name, rest) = value.split_at(open);
    let closes = if rest.starts_with('[') { ']' } else { '>' };
    let name = name.rsplit('.').next().unwrap_or_default();
    let name = if ["tuple", "set", "type"].contains(&name) { "list" } else { name };
    let Some(inside) = rest[1..].strip_suffix(closes) else { return false };
    GENERIC.binary_search(&name).is_ok()
        && inside
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || b" ,.|_[]<>'\"?{}:;()=".contains(&byte))
}

/// `str | None`, `dict | None = None`: one of several types.
pub(super) fn is_union(value: &str) -> bool {
    const TYPES: [&str; 20] = [
        "None",
        "Any",
        "any",
        "bool",
        "boolean",
        "bytes",
        "dict",
        "float",
        "int",
        "list",
        "nil",
        "null",
        "number",
        "object",
        "str",
        "string",
        "tuple",
        "undefined",
        "unknown",
        "void",
    ];
    let value = value.trim_end_matches([',', ';', ')', ':']);
    let (types, default) = value.split_once(" = ").unwrap_or((value, "None"));
    let nothing = ["None", "null", "undefined", "nil", "..."].contains(&default);
    let is_one = |part: &str| {
        TYPES.contains(&part)
            || part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
    };
    let mut parts = types.split(" | ");
    nothing
        && (types.len() < value.len() || types.contains(" | "))
        && parts.clone().any(|part| TYPES.contains(&part))
        && parts.all(is_one)
}
