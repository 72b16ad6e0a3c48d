import { type ReactNode, useEffect, useRef } from "react";
import styles from "./drawer.module.css";
import { Icon } from "./icon";
import { IconButton } from "./icon-button";

interface Props {
  label: string;
  side: "left" | "right";
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A modal panel at one side; the browser traps the focus in it, closes it on Escape and gives the focus back. */
export function Drawer({ label, side, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Escape does the same
    <dialog
      ref={dialog}
      aria-label={label}
      className={`${styles.drawer} ${styles[side]}`}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.content}>
        <IconButton label="Close" className={styles.close} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
        {open && children}
      </div>
    </dialog>
  );
}
