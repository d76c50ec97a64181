package org.pidesk.bench;

/**
 * What stood on the meters, or what went through them between two readings.
 *
 * @param compilerMillis how much of the CPU the just-in-time compiler took: what a longer run would not show
 */
record Reading(
        double statements,
        double rows,
        double transactions,
        double engineStatements,
        double walBytes,
        double cpuMillis,
        double compilerMillis,
        double seconds) {

    Reading since(Reading before) {
        return new Reading(
                statements - before.statements,
                rows - before.rows,
                transactions - before.transactions,
                engineStatements - before.engineStatements,
                walBytes - before.walBytes,
                cpuMillis - before.cpuMillis,
                compilerMillis - before.compilerMillis,
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
                compilerMillis / cases,
                seconds / cases);
    }
}
