import { isLiteralElement, isPluralElement, isSelectElement, isTagElement, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";

const accents: Record<string, string> = { a: "à", e: "é", i: "ï", o: "ô", u: "û", A: "À", E: "É", I: "Î", O: "Ö", U: "Ü", c: "ç", n: "ñ", y: "ÿ" };

function accented(text: string): string {
  return text.replace(/[aeiouAEIOUcny]/g, (letter) => accents[letter] ?? letter);
}

function walk(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (isLiteralElement(element)) return { ...element, value: accented(element.value) };
    if (isTagElement(element)) return { ...element, children: walk(element.children) };
    if (isPluralElement(element) || isSelectElement(element)) {
      const options = Object.fromEntries(
        Object.entries(element.options).map(([name, option]) => [name, { ...option, value: walk(option.value) }]),
      );
      return { ...element, options } as MessageFormatElement;
    }
    return element;
  });
}

/** The same message with accents and between brackets: readable, longer, and plainly from the catalogue. */
export function pseudo(message: MessageFormatElement[]): MessageFormatElement[] {
  return [{ type: 0, value: "⟦" }, ...walk(message), { type: 0, value: " ····⟧" }];
}
