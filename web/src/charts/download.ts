/** Hand a file to the reader. */

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** "remote jobs in Germany, January 2026" as "remote-jobs-in-germany-january-2026". */
export const fileName = (title: string, extension: string): string =>
  `${
    title
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 80) || "joblab"
  }.${extension}`;
