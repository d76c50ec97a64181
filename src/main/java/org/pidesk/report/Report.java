package org.pidesk.report;

import org.pidesk.kernel.OrganisationId;

/** A report that counts. */
interface Report {
    /** The last part of the address of its page, and how its files begin. */
    String address();

    String name();

    /** What it answers, in one sentence. */
    String says();

    /** Whether it is of a year of the Promotion of Access to Information Act; otherwise of months that the reader chooses. */
    default boolean isYearly() {
        return false;
    }

    Found of(OrganisationId organisation, Months months);

    /** The same as a table and as a picture. */
    record Found(Sheet sheet, Chart chart) {}
}
