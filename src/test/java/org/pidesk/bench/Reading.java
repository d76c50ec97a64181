package org.pidesk.bench;

/** What stood on the meters, or what went through them between two readings. */
record Reading(
        double statements,
        double rows,
        double transactions,
        double engineStatements,
        double walBytes,
        double cpuMillis,
        double seconds) {

    Reading since(Reading before) {
        return new Reading(
                statements - before.statements,
                rows - before.rows,
                transactions - before.transactions,
                engineStatements - before.engineStatements,
                walBytes - before.walBytes,
                cpuMillis - before.cpuMillis,
                seconds - before.seconds);
    }

    Reading each(int cases) {
        return new Reading(
                statements / cases,
                rows / cases,
                transactions / cases,
                engineStatements / cases,
                walBytes / cases,
                cpuMillis / cases,
                seconds / cases);
    }
}
