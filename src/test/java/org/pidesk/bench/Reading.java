package org.pidesk.bench;

/** What stood on the meters, or what went through them between two readings. */
record Reading(double statements, double rows, double commits, double walBytes, double cpuMillis, double seconds) {

    Reading since(Reading before) {
        return new Reading(
                statements - before.statements,
                rows - before.rows,
                commits - before.commits,
                walBytes - before.walBytes,
                cpuMillis - before.cpuMillis,
                seconds - before.seconds);
    }

    Reading each(int cases) {
        return new Reading(
                statements / cases,
                rows / cases,
                commits / cases,
                walBytes / cases,
                cpuMillis / cases,
                seconds / cases);
    }
}
