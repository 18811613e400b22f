package webarch.analysis.claims;

import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Origin;

/** Finds one side of a ratio among the rows of a campaign, which are runs or slices. */
interface Selector {
    Origin campaign();

    /** All rows that count. */
    Table rows();

    /** Whether the side is about a row, as far as that depends on what the rows are. */
    boolean admits(Row row);

    /** What a row's server is called and what it ran with, for a reader. */
    String configuration(Row row);

    /** Whether the server's CPUs were the limit, and the load's not. */
    boolean saturated(Row row);
}
