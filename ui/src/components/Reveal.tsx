import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";

import type { Masked, Revealed } from "../host/wire";
import { say } from "../text/say";
import { Icon } from "./Icon";
import { MaskedValue } from "./MaskedValue";

// By keyboard a value stays this long; by pointer it stays while it is held.
const shownMs = 8000;

interface RevealProps {
  masked: Masked;
  kept: boolean;
  ask: () => Promise<Revealed>;
  /** Grows when the shortcut asks to show the value. */
  wish: number;
}

/** A covered value that is shown while a button is held, or for a moment by keyboard, and covered again on blur. */
export function Reveal({ masked, kept, ask, wish }: RevealProps) {
  const [shown, setShown] = useState<Revealed | null>(null);
  const wanted = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  const cover = useCallback(() => {
    wanted.current = false;
    window.clearTimeout(timer.current);
    setShown(null);
  }, []);

  const show = useCallback(
    (forMs?: number) => {
      wanted.current = true;
      ask().then(
        (revealed) => {
          if (!wanted.current) return;
          setShown(revealed);
          if (forMs !== undefined) timer.current = window.setTimeout(cover, forMs);
        },
        () => cover(),
      );
    },
    [ask, cover],
  );

  useEffect(() => {
    window.addEventListener("blur", cover);
    document.addEventListener("visibilitychange", cover);
    return () => {
      window.removeEventListener("blur", cover);
      document.removeEventListener("visibilitychange", cover);
      cover();
    };
  }, [cover]);

  const answered = useRef(wish);
  useEffect(() => {
    if (wish === answered.current) return;
    answered.current = wish;
    show(shownMs);
  }, [wish, show]);

  return (
    <span className="row">
      <Button
        className="button icon-only"
        aria-label={say("masked.hold")}
        aria-pressed={shown !== null}
        onPressStart={(event) => (event.pointerType === "keyboard" || event.pointerType === "virtual" ? undefined : show())}
        onPressEnd={(event) => (event.pointerType === "keyboard" || event.pointerType === "virtual" ? undefined : cover())}
        onPress={(event) => {
          if (event.pointerType !== "keyboard" && event.pointerType !== "virtual") return;
          if (shown) cover();
          else show(shownMs);
        }}
        onBlur={cover}
      >
        <Icon name="eye" />
      </Button>
      {shown ? (
        <span className="wrap-anywhere">
          <span className="revealed" translate="no" data-revealed>
            {shown.text}
          </span>
          <span className="unseen" role="status">
            {say("masked.shown")}
          </span>
          {shown.cut && <span className="meta"> {say("masked.cut")}</span>}
        </span>
      ) : (
        <MaskedValue masked={masked} kept={kept} />
      )}
    </span>
  );
}
