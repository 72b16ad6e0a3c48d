/** Line icons on a 24 grid; decoration only, the control around one has the name. */

const PATHS = {
  arrowUp: "M12 19V5M5 12l7-7 7 7",
  arrowRight: "M5 12h14M13 6l6 6-6 6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevronDown: "M6 9l6 6 6-6",
  chevronLeft: "M15 6l-6 6 6 6",
  chevronRight: "M9 6l6 6-6 6",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  external: "M14 5h5v5M19 5l-9 9M18 14v5H5V6h5",
  link: "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.7l1-1",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  moon: "M20 14.5A8.5 8.5 0 119.5 4a6.8 6.8 0 0010.5 10.5z",
  plus: "M12 5v14M5 12h14",
  retry: "M4 5v5h5M5 10a8 8 0 113 8.5",
  search: "M11 4a7 7 0 110 14 7 7 0 010-14zM20 20l-4-4",
  stop: "M7 7h10v10H7z",
  sun: "M12 8a4 4 0 110 8 4 4 0 010-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19",
  thumbsDown: "M7 4v10M7 14H4V4h3M7 14l4 7c1.5 0 2.5-1 2.5-2.5V15h4.7a2 2 0 002-2.4l-1.3-7A2 2 0 0017 4H7",
  thumbsUp: "M7 20V10M7 10H4v10h3M7 10l4-7c1.5 0 2.5 1 2.5 2.5V9h4.7a2 2 0 012 2.4l-1.3 7A2 2 0 0117 20H7",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
