import { useState } from "react";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import { setQueryString } from "@/ui/use-query-string";
import styles from "./chat-list.module.css";
import { type ChatSummary, deleteChat } from "./chat-store";

interface Props {
  chats: ChatSummary[];
  current: string | null;
}

async function remove(id: string, isCurrent: boolean): Promise<void> {
  deleteChat(id);
  if (isCurrent) setQueryString("");
  const { forget } = await import("./live-chats");
  forget(id);
}

/** The chats of this browser: a column on wide screens, a drawer on others. */
export function ChatList({ chats, current }: Props) {
  const [open, setOpen] = useState(false);
  const go = (query: string) => {
    setQueryString(query);
    setOpen(false);
  };
  const list = (
    <nav aria-label="Chats" className={styles.list}>
      <Button className={styles.new} onClick={() => go("")}>
        <Icon name="plus" size={16} />
        New chat
      </Button>
      {chats.length === 0 && <p className={styles.empty}>Your chats stay in this browser and will be listed here.</p>}
      <ul>
        {chats.map((chat) => (
          <li key={chat.id} className={styles.row}>
            <button
              type="button"
              className={styles.chat}
              title={chat.title}
              aria-current={chat.id === current ? "page" : undefined}
              onClick={() => go(`chat=${chat.id}`)}
            >
              {chat.title}
            </button>
            <IconButton
              label={`Delete the chat “${chat.title}”`}
              className={styles.delete}
              onClick={() => remove(chat.id, chat.id === current)}
            >
              <Icon name="trash" size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
    </nav>
  );
  return (
    <>
      <div className={styles.bar}>
        <Button look="quiet" onClick={() => setOpen(true)}>
          <Icon name="list" size={16} />
          Chats
        </Button>
        {current && (
          <Button look="quiet" onClick={() => go("")}>
            <Icon name="plus" size={16} />
            New
          </Button>
        )}
      </div>
      <aside className={styles.column}>{list}</aside>
      <Drawer label="Chats" side="left" open={open} onClose={() => setOpen(false)}>
        {list}
      </Drawer>
    </>
  );
}
