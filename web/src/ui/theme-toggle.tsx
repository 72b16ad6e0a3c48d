import { useSyncExternalStore } from "react";
import { Icon } from "./icon";
import { IconButton } from "./icon-button";
import { chooseTheme, currentTheme, onThemeChange } from "./theme";

export function ThemeToggle() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => "light");
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton label={`Use the ${other} theme`} onClick={() => chooseTheme(other)}>
      <Icon name={other === "dark" ? "moon" : "sun"} />
    </IconButton>
  );
}
