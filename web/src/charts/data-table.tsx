import styles from "./data-table.module.css";
import { cellText, type Table } from "./table";

interface Props<Row> {
  table: Table<Row>;
  label: string;
  /** The row that the reader asked to see, from 0. */
  marked?: number;
}

/** A result in rows; it scrolls inside its frame, from the keyboard too. */
export function DataTable<Row>({ table, label, marked }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and they never move
              <th key={index} scope="col" className={column.isNumber ? styles.number : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id and never move
            <tr key={rowIndex} aria-current={rowIndex === marked ? "true" : undefined}>
              {table.columns.map((column, index) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  key={index}
                  className={column.isNumber ? styles.number : undefined}
                  title={cellText(column, row)}
                >
                  {cellText(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
