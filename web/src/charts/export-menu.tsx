import { type RefObject, useState } from "react";
import { Menu } from "@/ui/menu";
import { MenuItem } from "@/ui/menu-item";
import { csvBlob, toCsv } from "./csv";
import { download, fileName } from "./download";
import styles from "./export-menu.module.css";
import { pngOf } from "./png";
import type { Table } from "./table";

interface Props<Row> {
  table: Table<Row>;
  title: string;
  /** Holds the drawn chart, if there is one. */
  picture?: RefObject<HTMLElement | null>;
}

/** The data and the picture, as files or on the clipboard. */
export function ExportMenu<Row>({ table, title, picture }: Props<Row>) {
  const [said, setSaid] = useState("");
  const drawing = () => {
    const svg = picture?.current?.querySelector<SVGSVGElement>("svg[role=img]");
    if (!svg) throw new Error("No chart is shown.");
    return pngOf(svg, title);
  };
  const run = (work: () => Promise<void>, done: string, close: () => void) => {
    close();
    work().then(
      () => setSaid(done),
      (error: Error) => setSaid(`That did not work: ${error.message}`),
    );
  };
  const copyData = () => navigator.clipboard.writeText(toCsv(table));
  const copyPicture = () => navigator.clipboard.write([new ClipboardItem({ "image/png": drawing() })]);
  const downloadData = async () => download(csvBlob(toCsv(table)), fileName(title, "csv"));
  const downloadPicture = async () => download(await drawing(), fileName(title, "png"));
  return (
    <>
      <span role="status" className={styles.said}>
        {said}
      </span>
      <Menu label="Export" icon="download" align="end">
        {(close) => (
          <>
            <MenuItem icon="download" label="Download CSV" onClick={() => run(downloadData, "CSV saved", close)} />
            <MenuItem icon="copy" label="Copy data" onClick={() => run(copyData, "Data copied", close)} />
            {picture && (
              <>
                <MenuItem
                  icon="download"
                  label="Download PNG"
                  onClick={() => run(downloadPicture, "PNG saved", close)}
                />
                <MenuItem icon="copy" label="Copy picture" onClick={() => run(copyPicture, "Picture copied", close)} />
              </>
            )}
          </>
        )}
      </Menu>
    </>
  );
}
