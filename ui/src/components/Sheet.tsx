import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { ReactNode } from "react";

interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Something in front of the screen, closed by Escape or by a button that its contents bring. */
export function Sheet({ title, isOpen, onClose, children }: SheetProps) {
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className="sheet">
        <Dialog>
          <div className="stack">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
