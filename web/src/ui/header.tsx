import { useRouter } from "next/router";
import styles from "./header.module.css";
import { PageLink } from "./page-link";
import { ThemeToggle } from "./theme-toggle";

const PAGES = [
  { href: "/", name: "Ask" },
  { href: "/explore", name: "Explore" },
];

export function Header() {
  const { pathname } = useRouter();
  return (
    <header className={styles.header}>
      <PageLink href="/" className={styles.brand}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M5 19v-6M12 19V5M19 19v-9" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
        </svg>
        JobLab
      </PageLink>
      <nav aria-label="Pages" className={styles.nav}>
        {PAGES.map(({ href, name }) => (
          <PageLink key={href} href={href} aria-current={pathname === href ? "page" : undefined}>
            {name}
          </PageLink>
        ))}
      </nav>
      <ThemeToggle />
    </header>
  );
}
