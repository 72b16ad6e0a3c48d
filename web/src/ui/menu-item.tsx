import { Icon, type IconName } from "./icon";
import styles from "./menu-item.module.css";

export function MenuItem({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.item} onClick={onClick}>
      <Icon name={icon} size={16} />
      {label}
    </button>
  );
}
