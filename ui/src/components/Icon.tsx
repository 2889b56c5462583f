import type { ReactNode } from "react";

// Drawn for this program on a grid of 16; strokes of 1.6.
const drawings = {
  send: <path d="M8 2.5v8M4.8 5.7 8 2.5l3.2 3.2M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  verify: (
    <>
      <path d="M8 1.8 13 3.6v4c0 3-2 5.3-5 6.6-3-1.3-5-3.6-5-6.6v-4Z" />
      <path d="m5.7 8 1.7 1.7 3-3.2" />
    </>
  ),
  settings: (
    <>
      <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
      <circle cx="10" cy="4.5" r="1.8" />
      <circle cx="6" cy="11.5" r="1.8" />
    </>
  ),
  file: <path d="M9 1.8H4.3a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7.4a1 1 0 0 0 1-1V5.5ZM9 1.8v3.7h3.7" />,
  folder: <path d="M1.8 4a1 1 0 0 1 1-1h3.4l1.5 1.7h5.5a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H2.8a1 1 0 0 1-1-1Z" />,
  check: <path d="m3 8.5 3.3 3.3L13 4.8" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  warn: (
    <>
      <path d="M8 2.2 14.5 13.5h-13Z" />
      <path d="M8 6.5v3.2M8 11.6v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.7M8 5v.1" />
    </>
  ),
  lock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.6" rx="1.2" />
      <path d="M5.4 7V5a2.6 2.6 0 0 1 5.2 0v2" />
    </>
  ),
  flag: <path d="M3.8 14V2.5M3.8 3h8l-1.6 2.7L11.8 8.5h-8" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  covered: (
    <>
      <path d="M2 4h12M2 12h7" />
      <rect className="solid" x="2" y="6.4" width="12" height="3.2" rx="0.8" />
    </>
  ),
  live: <circle className="solid" cx="8" cy="8" r="4.2" />,
  expired: <circle cx="8" cy="8" r="3.8" />,
  unknown: (
    <>
      <circle cx="8" cy="8" r="3.8" />
      <path className="solid" d="M8 4.2a3.8 3.8 0 0 1 0 7.6Z" />
    </>
  ),
  forever: <path d="M8 8C6.7 6.2 5.6 5.3 4.3 5.3a2.7 2.7 0 0 0 0 5.4C5.6 10.7 6.7 9.8 8 8s2.4-2.7 3.7-2.7a2.7 2.7 0 0 1 0 5.4C10.4 10.7 9.3 9.8 8 8Z" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.5 3.5" />
    </>
  ),
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6h6.7a4 4 0 0 1 0 8H7" />,
  redo: <path d="m10.5 3 3 3-3 3M13.2 6H6.5a4 4 0 0 0 0 8H9" />,
  back: <path d="M9.5 3.5 5 8l4.5 4.5" />,
  next: <path d="M6.5 3.5 11 8l-4.5 4.5" />,
  down: <path d="M4 6.2 8 10.2l4-4" />,
  fold: <path d="M3 8h10M5 2.5l3 3 3-3M5 13.5l3-3 3 3" />,
  unfold: <path d="M3 8h10M5 5l3-3 3 3M5 11l3 3 3-3" />,
  up: <path d="M4 9.8 8 5.8l4 4" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8.5" rx="1" />
      <path d="M10.5 5.5V3a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v7.5a1 1 0 0 0 1 1h2" />
    </>
  ),
  grip: (
    <>
      <circle className="solid" cx="6" cy="4" r="1.1" />
      <circle className="solid" cx="10" cy="4" r="1.1" />
      <circle className="solid" cx="6" cy="8" r="1.1" />
      <circle className="solid" cx="10" cy="8" r="1.1" />
      <circle className="solid" cx="6" cy="12" r="1.1" />
      <circle className="solid" cx="10" cy="12" r="1.1" />
    </>
  ),
  report: <path d="M3.5 2h9v12h-9ZM6 5.5h4M6 8h4M6 10.5h2.5" />,
  key: (
    <>
      <circle cx="5.2" cy="10.8" r="2.7" />
      <path d="m7.2 8.8 6-6M10.5 5.5l2 2" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A drawing beside a word; it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
