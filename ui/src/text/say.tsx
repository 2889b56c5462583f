import { IntlMessageFormat } from "intl-messageformat";
import { Fragment, type ReactNode } from "react";

import { pseudo } from "./pseudo";
import { words, type Word } from "./words";

export type Values = Record<string, string | number>;
type RichValues = Record<string, ReactNode>;

const locale = "en";
const formats = new Map<Word, IntlMessageFormat>();
let isPseudo = false;

/** Switches to the pseudo-locale, in which a word that is not from the catalogue stands out. */
export function setPseudoLocale(on: boolean) {
  isPseudo = on;
  formats.clear();
}

function format(word: Word): IntlMessageFormat {
  let found = formats.get(word);
  if (!found) {
    const parsed = new IntlMessageFormat(words[word], locale).getAst();
    found = new IntlMessageFormat(isPseudo ? pseudo(parsed) : parsed, locale);
    formats.set(word, found);
  }
  return found;
}

/** A message of the catalogue as text. */
export function say(word: Word, values?: Values): string {
  return String(format(word).format(values));
}

/** A message of the catalogue with parts of the page in it; `<b>` becomes emphasis. */
export function Say({ word, values }: { word: Word; values?: RichValues }) {
  const parts = format(word).format<ReactNode>({ b: (inner: ReactNode[]) => <strong>{inner}</strong>, ...values });
  const list = Array.isArray(parts) ? parts : [parts];
  return list.map((part, at) => <Fragment key={at}>{part}</Fragment>);
}

/**
 * Something that came from a file or the machine and is not ours to translate: a name of a file, a host, an address.
 *
 * These are read from left to right whatever letters they are of, or an ending would seem to be a beginning.
 */
export function Data({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" translate="no">
      {children}
    </bdi>
  );
}
