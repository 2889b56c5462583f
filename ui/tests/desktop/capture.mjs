// A recording with invented credentials and hostile texts.
export const session = "INVENTEDsession0123456789abcdefghijKLMNOP";
export const token = "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFubmFAYWNtZS5leGFtcGxlIiwiZXhwIjo0MTAyNDQ0ODAwfQ.SW52ZW50ZWRTaWduYXR1cmUwMTIzNDU2Nzg5YWJjZGVm";
export const signature = token.split(".")[2];
export const hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

export function capture(requests, { bodyBytes = 300 } = {}) {
  const entry = (index) => ({
    startedDateTime: new Date(Date.UTC(2026, 10, 22, 4, 10) + index * 40).toISOString(),
    time: 20 + (index % 70),
    request: {
      method: index % 5 === 0 ? "POST" : "GET",
      url: `https://admin.acme.example/api/v1/items/${index}?page=${index}`,
      httpVersion: "HTTP/2",
      headers: [
        { name: "Cookie", value: `theme=dark; sessionid=${session}` },
        { name: "Authorization", value: `Bearer ${token}` },
        { name: "X-Note", value: hostile },
      ],
      cookies: [{ name: "sessionid", value: session }],
      queryString: [{ name: "page", value: String(index) }],
    },
    response: {
      status: 200,
      statusText: "OK",
      headers: [{ name: "Content-Type", value: "application/json" }],
      content: { size: bodyBytes, mimeType: "application/json", text: JSON.stringify({ item: index, note: hostile, filler: "lorem ipsum ".repeat(Math.ceil(bodyBytes / 12)) }) },
    },
    timings: { send: 1, wait: 12, receive: 3 },
  });
  return { log: { version: "1.2", creator: { name: "invented", version: "1" }, pages: [{ title: hostile, id: "page_1" }], entries: Array.from({ length: requests }, (_, index) => entry(index)) } };
}
