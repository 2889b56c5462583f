//! Small writers and readers of containers that count lengths. A reader that comes upon a length
//! which is wrong has nothing to say.

/// A value in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value(pub(crate) Vec<u8>);

impl Value {
    pub(crate) fn text(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

fn varint(mut number: usize, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn be<const BYTES: usize>(number: usize) -> [u8; BYTES] {
    let all = number.to_be_bytes();
    std::array::from_fn(|at| all[all.len() - BYTES + at])
}

/// Protocol Buffers: a number, and each value in a message of its own in field 2.
pub(crate) fn write_protobuf(values: &[Value]) -> Vec<u8> {
    let mut out = vec![0x08, 0x96, 0x01];
    for Value(bytes) in values {
        let mut inner = vec![0x0a];
        varint(bytes.len(), &mut inner);
        inner.extend_from_slice(bytes);
        inner.extend_from_slice(&[0x10, 0x01]);
        out.push(0x12);
        varint(inner.len(), &mut out);
        out.extend(inner);
    }
    out
}

/// gRPC-web: two frames of messages, and the trailers.
pub(crate) fn write_grpc(values: &[Value]) -> Vec<u8> {
    let (first, rest) = values.split_at(1);
    let mut out = Vec::new();
    let trailers = b"grpc-status:0\r\n".to_vec();
    for (flag, inside) in [(0, write_protobuf(first)), (0, write_protobuf(rest)), (0x80, trailers)]
    {
        out.push(flag);
        out.extend(be::<4>(inside.len()));
        out.extend(inside);
    }
    out
}

/// MessagePack: a list of strings.
pub(crate) fn write_msgpack(values: &[Value]) -> Vec<u8> {
    let mut out = vec![0x90 | values.len().to_le_bytes()[0]];
    for Value(bytes) in values {
        let text = std::str::from_utf8(bytes).is_ok();
        match (bytes.len(), text) {
            (length @ 0..32, true) => out.push(0xa0 | length.to_le_bytes()[0]),
            (length @ 0..256, true) => out.extend([0xd9, length.to_le_bytes()[0]]),
            (length, true) => out.extend([&[0xda][..], &be::<2>(length)].concat()),
            (length, false) => out.extend([&[0xc5][..], &be::<2>(length)].concat()),
        }
        out.extend_from_slice(bytes);
    }
    out
}

/// Records, each behind its length in four bytes.
pub(crate) fn write_records(values: &[Value]) -> Vec<u8> {
    values.iter().flat_map(|Value(bytes)| [&be::<4>(bytes.len())[..], bytes].concat()).collect()
}

/// MQTT 3.1.1: each value is published.
pub(crate) fn write_mqtt(values: &[Value]) -> Vec<u8> {
    let mut out = Vec::new();
    for Value(bytes) in values {
        out.push(0x30);
        varint(2 + 5 + bytes.len(), &mut out);
        out.extend([0, 5]);
        out.extend(b"desk:");
        out.extend_from_slice(bytes);
    }
    out
}

/// Reads from the beginning to the end.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn be(&mut self, count: usize) -> Option<usize> {
        Some(self.take(count)?.iter().fold(0, |number, &byte| number << 8 | usize::from(byte)))
    }

    fn varint(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn protobuf(mut self) -> Option<Vec<Value>> {
        (self.take(3)? == [0x08, 0x96, 0x01]).then_some(())?;
        let mut values = Vec::new();
        while !self.bytes.is_empty() {
            (self.byte()? == 0x12).then_some(())?;
            let length = self.varint()?;
            let mut inner = Reader::new(self.take(length)?);
            (inner.byte()? == 0x0a).then_some(())?;
            let length = inner.varint()?;
            values.push(Value(inner.take(length)?.to_vec()));
            (inner.bytes == [0x10, 0x01]).then_some(())?;
        }
        Some(values)
    }

    pub(crate) fn grpc(mut self) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            let flag = self.byte()?;
            let length = self.be(4)?;
            let inside = self.take(length)?;
            if flag == 0x80 {
                return (inside == b"grpc-status:0\r\n" && self.bytes.is_empty()).then_some(values);
            }
            values.extend(Reader::new(inside).protobuf()?);
        }
    }

    pub(crate) fn msgpack(mut self) -> Option<Vec<Value>> {
        let count = self.byte()? & 0x0f;
        let mut values = Vec::new();
        for _ in 0..count {
            let length = match self.byte()? {
                head @ 0xa0..=0xbf => usize::from(head & 0x1f),
                0xd9 => self.be(1)?,
                0xda | 0xc5 => self.be(2)?,
                _ => return None,
            };
            values.push(Value(self.take(length)?.to_vec()));
        }
        self.bytes.is_empty().then_some(values)
    }

    pub(crate) fn records(mut self) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        while !self.bytes.is_empty() {
            let length = self.be(4)?;
            values.push(Value(self.take(length)?.to_vec()));
        }
        Some(values)
    }

    pub(crate) fn mqtt(mut self) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        while !self.bytes.is_empty() {
            (self.byte()? == 0x30).then_some(())?;
            let length = self.varint()?;
            let mut inner = Reader::new(self.take(length)?);
            (inner.be(2)? == 5 && inner.take(5)? == b"desk:").then_some(())?;
            values.push(Value(inner.bytes.to_vec()));
        }
        Some(values)
    }
}
